//! How the boxes of a tree are arranged: side by side, hanging under one another, or in several rows.
//!
//! Every part of the arrangement has its own corner at 0, 0 and is moved when a greater part takes it in.

use crate::chart::block::Block;
use crate::chart::relationship_map::Contact;
use crate::chart::relationship_map::forest::Person;

/// Space between neighbours, and between trees.
pub const GAP: f64 = 14.0;

/// Space between a chief and their reports.
const DROP: f64 = 30.0;

/// Space between those who hang under one another, and how far they stand in.
const HANG: (f64, f64) = (12.0, 22.0);

/// Size of a box.
#[derive(Debug, Clone, Copy)]
pub struct Card {
    /// Width, in units.
    pub w: f64,
    /// Height, the same for all, so that rows are even.
    pub h: f64,
}

/// A part of the drawing with its own corner at 0, 0.
pub struct Part<'a> {
    /// Who stands where.
    pub boxes: Vec<(&'a Contact, Block)>,
    /// Lines between chiefs and reports.
    pub lines: Vec<Vec<(f64, f64)>>,
    /// Width, in units.
    pub w: f64,
    /// Height, in units.
    pub h: f64,
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

/// The tree with as many levels side by side as fit.
pub fn fitted<'a>(root: &Person<'a>, card: Card, width: f64) -> Option<Part<'a>> {
    let levels = (1..=root.depth()).rev();
    let part = levels
        .map(|n_levels| side_by_side(root, card, n_levels))
        .find(|part| part.w <= width);
    part.or_else(|| Some(in_rows(root, card, width)).filter(|part| part.w <= width))
}

/// Reports side by side under the middle of their chief, for so many levels; below, they hang.
pub fn side_by_side<'a>(person: &Person<'a>, card: Card, n_levels: usize) -> Part<'a> {
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
pub fn shelves(parts: Vec<Part<'_>>, width: f64, gap: f64) -> Part<'_> {
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
