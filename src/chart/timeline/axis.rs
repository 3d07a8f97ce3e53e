//! The time axis: from which day to which, its quarters, and the line of the book's day.

use jiff::civil::Date;

use crate::chart::canvas::Canvas;
use crate::chart::frame::Frame;
use crate::chart::frame::TEXT;
use crate::chart::letters;
use crate::chart::paint::Anchor;
use crate::chart::paint::Face;
use crate::chart::paint::Paint;
use crate::chart::palette::Role;
use crate::chart::timeline::agenda::Agenda;
use crate::chart::timeline::agenda::Quarter;
use crate::chart::timeline::agenda::first_day;
use crate::chart::timeline::agenda::quarter_of;
use crate::model::date::days_between;

/// Quarters shown at most before and after that of the book's day; what lies beyond stands at the edge, and stretches
/// nothing.
const BEFORE_AND_AFTER: (Quarter, Quarter) = (8, 8);

/// Height of the axis' words, in units.
pub const HEAD: f64 = 46.0;

/// Where days are on the drawing.
pub struct Axis {
    as_of: Date,
    /// First and last quarter shown.
    quarters: (Quarter, Quarter),
    /// Days from the book's day to the left and the right end.
    ends: (f64, f64),
    /// Left and right end, in units.
    x: (f64, f64),
}

/// Where a day is, and whether it lies beyond an end.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Place {
    /// On the axis, in units.
    At(f64),
    /// Before the first day.
    Before,
    /// After the last day.
    After,
}

impl Axis {
    /// The quarters of everything that is drawn, with the book's day among them and at least one around it.
    pub fn of(agenda: &Agenda<'_>, x: (f64, f64)) -> Axis {
        let now = quarter_of(agenda.as_of);
        let days = agenda
            .entries()
            .flat_map(|entry| [entry.item.due, entry.item.done])
            .flatten();
        let (mut first, mut last) = (now, now + 1);
        for quarter in days.map(quarter_of) {
            if (now - BEFORE_AND_AFTER.0..=now + BEFORE_AND_AFTER.1).contains(&quarter) {
                first = first.min(quarter);
                last = last.max(quarter);
            }
        }
        let away = |quarter: Quarter| {
            let day = first_day(quarter);
            day.map_or(0.0, |day| days_between(agenda.as_of, day) as f64)
        };
        let (low, high) = (away(first), away(last + 1));
        Axis {
            as_of: agenda.as_of,
            quarters: (first, last),
            ends: (low, if high > low { high } else { low + 1.0 }),
            x,
        }
    }

    fn x(&self, days: f64) -> f64 {
        let part = (days - self.ends.0) / (self.ends.1 - self.ends.0);
        self.x.0 + part * (self.x.1 - self.x.0)
    }

    /// Where a day is.
    pub fn place(&self, day: Date) -> Place {
        let days = days_between(self.as_of, day) as f64;
        if days < self.ends.0 {
            Place::Before
        } else if days > self.ends.1 {
            Place::After
        } else {
            Place::At(self.x(days))
        }
    }

    /// A place brought onto the axis.
    pub fn on_axis(&self, place: Place) -> f64 {
        match place {
            Place::At(x) => x,
            Place::Before => self.x.0 + 6.0,
            Place::After => self.x.1 - 6.0,
        }
    }

    /// Where the book's day is.
    pub fn today(&self) -> f64 {
        self.x(0.0)
    }

    /// The words over the axis: the book's day, and the quarters that have room.
    pub fn head(&self, canvas: &Canvas, frame: &Frame) {
        let words = format!("{} {}", frame.say("本书日期", "as of"), self.as_of);
        let half = letters::width(&words, TEXT) * 1.07 / 2.0;
        let x = self.today().min(canvas.width() - half).max(half);
        canvas.text((x, 11.0), &words, &Face::INK.bold().at(Anchor::Middle));
        // Years first, then the quarters that still have room.
        let mut taken: Vec<(f64, f64)> = Vec::new();
        for is_year in [true, false] {
            for quarter in self.quarters.0..=self.quarters.1 {
                let number = quarter.rem_euclid(4) + 1;
                if let Some(day) = first_day(quarter).filter(|_| is_year == (number == 1)) {
                    let words = match number {
                        1 => day.year().to_string(),
                        _ if quarter == self.quarters.0 => format!("{} Q{number}", day.year()),
                        _ => format!("Q{number}"),
                    };
                    self.label(canvas, (&words, day), &mut taken);
                }
            }
        }
    }

    /// Sets a word where a quarter begins, if nothing stands there.
    fn label(&self, canvas: &Canvas, (words, day): (&str, Date), taken: &mut Vec<(f64, f64)>) {
        let left = self.x(days_between(self.as_of, day) as f64);
        let right = left + letters::width(words, TEXT);
        let is_free = taken
            .iter()
            .all(|(from, to)| right + 5.0 < *from || left > *to + 5.0);
        if is_free && right <= canvas.width() {
            canvas.text((left, 33.0), words, &Face::SECOND);
            taken.push((left, right));
        }
    }

    /// Hairlines where quarters begin, and the dashed line of the book's day, over the rows.
    pub fn lines(&self, canvas: &Canvas, (top, bottom): (f64, f64)) {
        let begins = (self.quarters.0..=self.quarters.1 + 1).filter_map(first_day);
        let lines: Vec<Vec<(f64, f64)>> = begins
            .map(|day| {
                let x = self.x(days_between(self.as_of, day) as f64);
                vec![(x, top), (x, bottom)]
            })
            .collect();
        canvas.paths(&lines, false, &Paint::line(Role::Hair, 1.0));
        let x = self.today();
        canvas.line((x, 20.0), (x, 24.0), &Paint::line(Role::Ink, 1.2));
        canvas.line((x, top), (x, bottom), &Paint::dashed(Role::Ink, 1.2));
    }
}
