//! The wide form: a box for each person, chiefs over their reports.
//!
//! Reports stand side by side as far down as the frame allows; below that they hang under their chief, one under another.
//! Where even the first row is too wide, it goes over several rows along a line from the chief.

use crate::chart::block::Block;
use crate::chart::canvas::Canvas;
use crate::chart::frame::Frame;
use crate::chart::frame::TEXT;
use crate::chart::letters;
use crate::chart::paint::Face;
use crate::chart::paint::Mark;
use crate::chart::paint::Paint;
use crate::chart::palette::Role;
use crate::chart::relationship_map::Contact;
use crate::chart::relationship_map::forest::Forest;
use crate::chart::relationship_map::forest::Person;
use crate::chart::relationship_map::person;
use crate::chart::signs;
use crate::chart::signs::Sign;
use crate::diag::Lang;

/// Widths of a box that are tried, in units, the most comfortable first.
const WIDTHS: [f64; 3] = [208.0, 190.0, 174.0];

/// Up to this width of the drawing boxes are drawn only where everybody stands side by side.
const NARROW: f64 = 520.0;

/// Space between neighbours, and between trees.
const GAP: f64 = 14.0;

/// Space between a chief and their reports.
const DROP: f64 = 30.0;

/// Space between those who hang under one another, and how far they stand in.
const HANG: (f64, f64) = (12.0, 22.0);

/// Space within a box.
const PAD: f64 = 9.0;

/// Height of a line in a box.
const LINE: f64 = 19.0;

/// Where everybody stands.
pub struct Plan<'a> {
    boxes: Vec<(&'a Contact, Block)>,
    lines: Vec<Vec<(f64, f64)>>,
    height: f64,
    label_lines: usize,
}

/// Size of a box, and what is in it.
#[derive(Debug, Clone, Copy)]
struct Card {
    w: f64,
    h: f64,
    label_lines: usize,
}

/// A part of the drawing with its own corner at 0, 0.
struct Part<'a> {
    boxes: Vec<(&'a Contact, Block)>,
    lines: Vec<Vec<(f64, f64)>>,
    w: f64,
    h: f64,
    /// Middle of the uppermost box.
    mid: f64,
}

impl<'a> Part<'a> {
    fn alone(contact: &'a Contact, card: Card) -> Part<'a> {
        Part {
            boxes: vec![(contact, Block::new(0.0, 0.0, card.w, card.h))],
            lines: Vec::new(),
            w: card.w,
            h: card.h,
            mid: card.w / 2.0,
        }
    }

    /// Takes another part in, moved.
    fn take(&mut self, other: Part<'a>, (right, down): (f64, f64)) {
        self.w = self.w.max(right + other.w);
        self.h = self.h.max(down + other.h);
        self.boxes.extend(other.boxes.into_iter().map(|(contact, block)| {
            (
                contact,
                Block::new(block.x + right, block.y + down, block.w, block.h),
            )
        }));
        let moved = |line: Vec<(f64, f64)>| line.into_iter().map(|(x, y)| (x + right, y + down)).collect();
        self.lines.extend(other.lines.into_iter().map(moved));
    }
}

/// Where everybody stands in so much width; `None` if an indented list reads better.
///
/// Everybody side by side in the widest box that allows it; else the box that makes the lowest drawing.
pub fn plan<'a>(forest: &Forest<'a>, frame: &Frame, width: f64) -> Option<Plan<'a>> {
    let cards = WIDTHS.map(|w| card(forest, frame, w.min(width)));
    let full = cards.iter().find_map(|card| {
        let of =
            |root: &Person<'a>| Some(side_by_side(root, *card, usize::MAX)).filter(|part| part.w <= width);
        laid(forest, *card, width, of)
    });
    if full.is_some() || width <= NARROW {
        return full;
    }
    let plans = cards
        .iter()
        .filter_map(|card| laid(forest, *card, width, |root| fitted(root, *card, width)));
    plans.min_by(|one, two| one.height.total_cmp(&two.height))
}

/// All trees, each laid out by a rule; `None` if the rule has no place for one.
fn laid<'a>(
    forest: &Forest<'a>,
    card: Card,
    width: f64,
    rule: impl Fn(&Person<'a>) -> Option<Part<'a>>,
) -> Option<Plan<'a>> {
    let parts: Option<Vec<Part<'a>>> = forest.roots.iter().map(rule).collect();
    let whole = shelves(parts?, width, 2.0 * GAP);
    Some(Plan {
        boxes: whole.boxes,
        lines: whole.lines,
        height: whole.h,
        label_lines: card.label_lines,
    })
}

/// The height that every box needs, so that rows are even.
fn card(forest: &Forest<'_>, frame: &Frame, w: f64) -> Card {
    let room = w - 2.0 * PAD;
    let mut label_lines = 1;
    let (mut has_title, mut has_roles) = (false, false);
    for contact in forest.people() {
        if letters::width(&contact.label, TEXT) * 1.07 > room {
            label_lines = 2;
        }
        has_title |= contact.title.is_some();
        has_roles |= !contact.roles.is_empty();
    }
    let n_lines = label_lines + usize::from(has_title) + usize::from(has_roles) + 2;
    // English words for support are longer than the room beside the pips allows in the narrowest box.
    let w = if frame.lang == Lang::En { w.max(180.0) } else { w };
    Card {
        w,
        h: 2.0 * PAD + LINE * n_lines as f64 - 4.0,
        label_lines,
    }
}

/// The tree with as many levels side by side as fit.
fn fitted<'a>(root: &Person<'a>, card: Card, width: f64) -> Option<Part<'a>> {
    let levels = (1..=root.depth()).rev();
    let part = levels
        .map(|n_levels| side_by_side(root, card, n_levels))
        .find(|part| part.w <= width);
    part.or_else(|| Some(in_rows(root, card, width)).filter(|part| part.w <= width))
}

/// Reports side by side under the middle of their chief, for so many levels; below, they hang.
fn side_by_side<'a>(person: &Person<'a>, card: Card, n_levels: usize) -> Part<'a> {
    if person.reports.is_empty() {
        return Part::alone(person.contact, card);
    }
    if n_levels == 0 {
        return hanging(person, card);
    }
    let below: Vec<Part<'a>> = person
        .reports
        .iter()
        .map(|report| side_by_side(report, card, n_levels - 1))
        .collect();
    let mut mids = Vec::new();
    let mut right = 0.0;
    for part in &below {
        mids.push(right + part.mid);
        right += part.w + GAP;
    }
    let (first, last) = (
        mids.first().copied().unwrap_or(0.0),
        mids.last().copied().unwrap_or(0.0),
    );
    // A chief over a hanging line would stick out at the left of it: the line moves instead.
    let push = (card.w / 2.0 - (first + last) / 2.0).max(0.0);
    let mid = (first + last) / 2.0 + push;
    let mut whole = Part {
        boxes: vec![(
            person.contact,
            Block::new(mid - card.w / 2.0, 0.0, card.w, card.h),
        )],
        lines: Vec::new(),
        w: mid + card.w / 2.0,
        h: card.h,
        mid,
    };
    let bus = card.h + DROP / 2.0;
    whole.lines.push(vec![(mid, card.h), (mid, bus)]);
    if last > first {
        whole.lines.push(vec![(first + push, bus), (last + push, bus)]);
    }
    for foot in mids {
        whole
            .lines
            .push(vec![(foot + push, bus), (foot + push, card.h + DROP)]);
    }
    let mut right = push;
    for part in below {
        let w = part.w;
        whole.take(part, (right, card.h + DROP));
        right += w + GAP;
    }
    whole
}

/// Reports under one another, a little in, along a line from their chief.
fn hanging<'a>(person: &Person<'a>, card: Card) -> Part<'a> {
    let mut whole = Part::alone(person.contact, card);
    let spine = HANG.1 / 2.0;
    let mut last = card.h;
    for report in &person.reports {
        let top = whole.h + HANG.0;
        whole.take(hanging(report, card), (HANG.1, top));
        last = top + card.h / 2.0;
        whole.lines.push(vec![(spine, last), (HANG.1, last)]);
    }
    if last > card.h {
        whole.lines.push(vec![(spine, card.h), (spine, last)]);
    }
    whole
}

/// Reports in several rows, each under a line of its own that comes from the chief.
fn in_rows<'a>(person: &Person<'a>, card: Card, width: f64) -> Part<'a> {
    let mut whole = Part::alone(person.contact, card);
    let spine = HANG.1 / 2.0;
    let mut row: Vec<Part<'a>> = Vec::new();
    let mut used = HANG.1;
    let mut last = card.h;
    for report in &person.reports {
        let part = hanging(report, card);
        if used + part.w > width && !row.is_empty() {
            last = add_row(&mut whole, std::mem::take(&mut row));
            used = HANG.1;
        }
        used += part.w + GAP;
        row.push(part);
    }
    if !row.is_empty() {
        last = add_row(&mut whole, row);
    }
    whole.lines.push(vec![(spine, card.h), (spine, last)]);
    whole
}

/// Sets a row under what stands already; gives the height of its line.
fn add_row<'a>(whole: &mut Part<'a>, row: Vec<Part<'a>>) -> f64 {
    let bus = whole.h + DROP / 2.0;
    let top = whole.h + DROP;
    let mut right = HANG.1;
    let mut end = HANG.1;
    for part in row {
        end = right + part.mid;
        whole.lines.push(vec![(end, bus), (end, top)]);
        let w = part.w;
        whole.take(part, (right, top));
        right += w + GAP;
    }
    whole.lines.push(vec![(HANG.1 / 2.0, bus), (end, bus)]);
    bus
}

/// Trees one after another, as many in a row as fit, each row in the middle.
fn shelves(parts: Vec<Part<'_>>, width: f64, gap: f64) -> Part<'_> {
    let mut rows: Vec<(Vec<Part<'_>>, f64)> = Vec::new();
    for part in parts {
        match rows.last_mut() {
            Some((row, used)) if *used + gap + part.w <= width => {
                *used += gap + part.w;
                row.push(part);
            }
            _ => {
                let used = part.w;
                rows.push((vec![part], used));
            }
        }
    }
    let mut whole = Part {
        boxes: Vec::new(),
        lines: Vec::new(),
        w: 0.0,
        h: 0.0,
        mid: 0.0,
    };
    let widest = rows.iter().map(|(_, used)| *used).fold(0.0, f64::max);
    // Rows of single boxes stand as columns, the whole of them in the middle.
    let left = (width - widest) / 2.0;
    for (row, _) in rows {
        let top = if whole.h > 0.0 { whole.h + gap } else { 1.0 };
        let mut right = left;
        for part in row {
            let w = part.w;
            whole.take(part, (right, top));
            right += w + gap;
        }
    }
    whole
}

/// Draws lines, then boxes; gives where the next thing may begin.
pub fn draw(canvas: &Canvas, frame: &Frame, plan: &Plan<'_>, top: f64) -> f64 {
    let moved = |line: &Vec<(f64, f64)>| line.iter().map(|(x, y)| (*x, y + top)).collect();
    let lines: Vec<Vec<(f64, f64)>> = plan.lines.iter().map(moved).collect();
    canvas.paths(&lines, false, &Paint::line(Role::Other, 1.2));
    for (contact, block) in &plan.boxes {
        let block = Block::new(block.x, block.y + top, block.w, block.h);
        let title = person::title(contact, frame);
        let href = contact.href.as_deref();
        canvas.mark(&Mark { title: &title, href }, || {
            draw_box(canvas, frame, contact, &block, plan.label_lines);
        });
    }
    top + plan.height + 2.0
}

fn draw_box(canvas: &Canvas, frame: &Frame, contact: &Contact, block: &Block, label_lines: usize) {
    let rim = if contact.is_uncovered {
        Paint::hollow(Role::Seal, 2.0)
    } else {
        Paint::hollow(Role::Other, 1.0)
    };
    canvas.rect((block.x, block.y), (block.w, block.h), &rim);
    let left = block.x + PAD;
    let room = block.w - 2.0 * PAD;
    let mut mid = block.y + PAD + LINE / 2.0 - 2.0;
    for line in letters::wrap(&contact.label, TEXT, room / 1.07, label_lines) {
        canvas.text((left, mid), &line, &Face::INK.bold());
        mid += LINE;
    }
    if let Some(title) = &contact.title {
        canvas.text((left, mid), &letters::fit(title, TEXT, room), &Face::SECOND);
        mid += LINE;
    }
    if !contact.roles.is_empty() {
        let roles = person::roles_words(contact, frame);
        canvas.text((left, mid), &letters::fit(&roles, TEXT, room), &Face::INK);
        mid += LINE;
    }
    signs::pips(canvas, (left, mid), contact.influence, person::PIPS);
    let mut x = left + signs::pips_width(person::PIPS) + 10.0;
    x += person::support_signs(canvas, (x, mid), contact) + 3.0;
    let support = person::support_words(contact, frame);
    canvas.text(
        (x, mid),
        &letters::fit(support, TEXT, block.right() - PAD - x),
        &Face::INK,
    );
    mid += LINE;
    let reach = person::reach_words(contact, frame);
    if reach.is_wrong {
        signs::draw(canvas, (left + 6.0, mid), Sign::Flag, &Paint::fill(Role::Seal));
        let face = Face {
            role: Role::Seal,
            ..Face::INK.bold()
        };
        let words = letters::fit(&reach.text, TEXT, (room - 17.0) / 1.07);
        canvas.text((left + 17.0, mid), &words, &face);
    } else {
        canvas.text((left, mid), &letters::fit(&reach.text, TEXT, room), &Face::SECOND);
    }
}
