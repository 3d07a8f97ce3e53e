//! The rows: what, by whom and until when at the left, its mark on the axis at the right.

use crate::chart::canvas::Canvas;
use crate::chart::frame::Frame;
use crate::chart::frame::TEXT;
use crate::chart::letters;
use crate::chart::paint::Face;
use crate::chart::paint::Mark;
use crate::chart::paint::Paint;
use crate::chart::palette::Role;
use crate::chart::signs;
use crate::chart::signs::Sign;
use crate::chart::timeline::Kind;
use crate::chart::timeline::agenda;
use crate::chart::timeline::agenda::Agenda;
use crate::chart::timeline::agenda::Entry;
use crate::chart::timeline::agenda::State;
use crate::chart::timeline::axis::Axis;
use crate::chart::timeline::axis::HEAD;
use crate::chart::timeline::axis::Place;
use crate::chart::timeline::day_words;
use crate::chart::timeline::kind_words;

/// From this width on a row is one line: label, owner and day side by side.
const WIDE: f64 = 700.0;

/// Height of a line of text, in units.
const LINE: f64 = 20.0;

/// Height of a group's head.
const GROUP: f64 = 25.0;

/// What the rows are set with.
struct Sheet<'a> {
    canvas: &'a Canvas,
    frame: &'a Frame,
    axis: Axis,
    /// Where the words end.
    words: f64,
    is_wide: bool,
}

/// Draws axis and rows; gives where the next thing may begin.
pub fn draw(canvas: &Canvas, frame: &Frame, agenda: &Agenda<'_>) -> f64 {
    let is_wide = canvas.width() >= WIDE;
    let words = canvas.width() * 0.56;
    let sheet = Sheet {
        canvas,
        frame,
        axis: Axis::of(agenda, (words + 14.0, canvas.width() - 9.0)),
        words,
        is_wide,
    };
    let high = sheet.height();
    let n_groups = agenda.quarters.len() + usize::from(!agenda.dateless.is_empty());
    let bottom = HEAD + high * agenda.entries().count() as f64 + GROUP * n_groups as f64;
    sheet.axis.head(canvas, frame);
    sheet.axis.lines(canvas, (HEAD, bottom));
    let mut y = HEAD;
    for (quarter, entries) in &agenda.quarters {
        let name = format!("{} Q{}", quarter.div_euclid(4), quarter.rem_euclid(4) + 1);
        y = sheet.group((&name, entries), (agenda, y));
    }
    if !agenda.dateless.is_empty() {
        let name = frame.say("没有期限", "No date");
        y = sheet.group((name, &agenda.dateless), (agenda, y));
    }
    y
}

impl Sheet<'_> {
    fn height(&self) -> f64 {
        if self.is_wide {
            LINE + 6.0
        } else {
            2.0 * LINE + 6.0
        }
    }

    fn group(&self, (name, entries): (&str, &[Entry<'_>]), (agenda, top): (&Agenda<'_>, f64)) -> f64 {
        self.canvas.line(
            (0.0, top + 2.0),
            (self.canvas.width(), top + 2.0),
            &Paint::line(Role::Hair, 1.0),
        );
        let n = entries.len();
        let (zh, en) = (format!("{name} · {n} 项"), format!("{name} · {n}"));
        self.canvas
            .text((0.0, top + 14.0), self.frame.say(&zh, &en), &Face::INK.bold());
        let mut y = top + GROUP;
        for entry in entries {
            self.row(entry, (agenda, y));
            y += self.height();
        }
        y
    }

    fn row(&self, entry: &Entry<'_>, (agenda, top): (&Agenda<'_>, f64)) {
        let item = entry.item;
        let mut title = vec![item.label.clone(), kind_words(item.kind, self.frame).to_string()];
        title.extend(item.owner.clone());
        title.push(day_words(item.due, self.frame));
        title.push(agenda::state_words(item, agenda.as_of, self.frame));
        let title = title.join(self.frame.say("；", "; "));
        let mark = Mark {
            title: &title,
            href: item.href.as_deref(),
        };
        self.canvas.mark(&mark, || {
            let mid = top + LINE / 2.0 + 1.0;
            if self.is_wide {
                let left = self.words * 0.5;
                let label = letters::fit(&item.label, TEXT, left - 14.0);
                self.canvas.text((0.0, mid), &label, &Face::INK);
                self.about(entry, agenda, (left, mid));
            } else {
                let label = letters::fit(&item.label, TEXT, self.words);
                self.canvas.text((0.0, mid), &label, &Face::INK);
                self.about(entry, agenda, (0.0, mid + LINE));
            }
            self.mark(entry, top + self.height() / 2.0 - 2.0);
        });
    }

    /// Owner, day, and what is wrong or done.
    fn about(&self, entry: &Entry<'_>, agenda: &Agenda<'_>, (left, mid): (f64, f64)) {
        let item = entry.item;
        let state = match entry.state {
            State::Open => String::new(),
            State::Done | State::Late => agenda::state_words(item, agenda.as_of, self.frame),
        };
        let is_late = entry.state == State::Late;
        let day = match entry.state {
            // A day on which it was done says more than the one it was due.
            State::Done if item.done.is_some() => String::new(),
            _ => day_words(item.due, self.frame),
        };
        let flag = if is_late { 17.0 } else { 0.0 };
        let bold = if is_late { 1.07 } else { 1.0 };
        let room = self.words - left;
        let tail = letters::width(&state, TEXT) * bold + flag;
        let gap = if state.is_empty() { 0.0 } else { 10.0 };
        let mut parts: Vec<String> = Vec::new();
        let dot = letters::width(" · ", TEXT);
        let mut owner = room - tail - gap - letters::width(&day, TEXT) - dot;
        if item.kind != Kind::Action {
            let kind = kind_words(item.kind, self.frame);
            owner -= letters::width(kind, TEXT) + dot;
            parts.push(kind.to_string());
        }
        parts.extend(
            item.owner
                .as_ref()
                .filter(|_| owner > 2.0 * TEXT)
                .map(|name| letters::fit(name, TEXT, owner)),
        );
        parts.extend(Some(day).filter(|day| !day.is_empty()));
        let words = letters::fit(&parts.join(" · "), TEXT, (room - tail - gap).max(TEXT));
        self.canvas.text((left, mid), &words, &Face::SECOND);
        let mut x = left;
        if !words.is_empty() {
            x += letters::width(&words, TEXT) + gap;
        }
        let state = letters::fit(&state, TEXT, (self.words - x - flag) / bold);
        if is_late {
            signs::draw(self.canvas, (x + 6.0, mid), Sign::Flag, &Paint::fill(Role::Seal));
            let face = Face {
                role: Role::Seal,
                ..Face::INK.bold()
            };
            self.canvas.text((x + flag, mid), &state, &face);
        } else {
            self.canvas.text((x, mid), &state, &Face::SECOND);
        }
    }

    /// The mark on the axis; how late it is as a dashed line to the day of the book.
    fn mark(&self, entry: &Entry<'_>, mid: f64) {
        let item = entry.item;
        let done = item.done.filter(|_| entry.state == State::Done);
        let Some(day) = done.or(item.due) else { return };
        let place = self.axis.place(day);
        let x = self.axis.on_axis(place);
        if entry.state == State::Late {
            let line = Paint::dashed(Role::Seal, 1.8);
            self.canvas.line((x, mid), (self.axis.today(), mid), &line);
        }
        let role = match entry.state {
            State::Open => Role::Cat1,
            State::Done => Role::Good,
            State::Late => Role::Seal,
        };
        let paint = match entry.state {
            State::Done => Paint::fill(role),
            State::Open | State::Late => Paint::hollow(role, 1.8),
        };
        let sign = match (place, item.kind) {
            (Place::Before, _) => Sign::Left,
            (Place::After, _) => Sign::Right,
            (Place::At(_), Kind::Action) => Sign::Disc,
            (Place::At(_), Kind::Objective) => Sign::Diamond,
            (Place::At(_), Kind::ContractEnd) => Sign::End,
        };
        let paint = match item.kind {
            Kind::ContractEnd => Paint::hollow(Role::Ink, 1.8),
            Kind::Action | Kind::Objective => paint,
        };
        signs::draw(self.canvas, (x, mid), sign, &paint);
    }
}
