//! The grid: breadth to the right, depth upwards, arrows in the gutters between the cells.

use crate::chart::block::Block;
use crate::chart::canvas::Canvas;
use crate::chart::frame::Frame;
use crate::chart::frame::TEXT;
use crate::chart::letters;
use crate::chart::paint::Anchor;
use crate::chart::paint::Face;
use crate::chart::paint::Mark;
use crate::chart::paint::Paint;
use crate::chart::palette::Role;
use crate::chart::signs;
use crate::chart::signs::Sign;
use crate::chart::transformation::Offering;
use crate::chart::transformation::Status;
use crate::chart::transformation::TransformationData;
use crate::chart::transformation::arrows;
use crate::chart::transformation::arrows::Spot;
use crate::chart::transformation::arrows::Way;
use crate::chart::transformation::cells::At;
use crate::chart::transformation::cells::Cells;
use crate::chart::transformation::title;

/// So many rows and columns at most.
const MOST: usize = 12;

/// The least width of a cell, in units.
const CELL: f64 = 92.0;

/// Space between cells.
const GUTTER: f64 = 22.0;

/// Height of a line of text.
const LINE: f64 = 19.0;

/// So many lines of a cell at most; the rest is counted.
const LINES: usize = 6;

/// Where the cells are.
pub struct Layout {
    label: f64,
    cell: f64,
    /// Top and height of each row, the uppermost (the last stage) first.
    rows: Vec<(f64, f64)>,
}

/// A line of a cell: its words, and on the first line of an offering its sign.
struct Entry<'a> {
    offering: Option<&'a Offering>,
    lines: Vec<String>,
}

impl Layout {
    /// None if the grid would be too narrow or too large.
    pub fn of(data: &TransformationData, cells: &Cells<'_>, width: f64) -> Option<Layout> {
        let (n_columns, n_rows) = (data.horizontal.len(), data.vertical.len());
        if n_columns > MOST || n_rows > MOST {
            return None;
        }
        let widest = data
            .vertical
            .iter()
            .map(|name| letters::width(name, TEXT))
            .fold(0.0, f64::max);
        let label = widest.min(width * 0.17).max(34.0);
        let cell = (width - label) / n_columns as f64 - GUTTER;
        if cell < CELL {
            return None;
        }
        let mut top = 24.0 + GUTTER;
        let mut rows = Vec::new();
        for v in (0..n_rows).rev() {
            let n_lines = cells
                .by_place
                .range((v, 0)..(v + 1, 0))
                .map(|(_, offerings)| n_lines(&entries(offerings, cell, None)))
                .max()
                .unwrap_or(0);
            let named = data
                .vertical
                .get(v)
                .map_or(0, |name| label_lines(name, label).len());
            let high = LINE * n_lines.max(named).max(2) as f64 + 12.0;
            rows.push((top, high));
            top += high + GUTTER;
        }
        Some(Layout { label, cell, rows })
    }

    fn spot(&self, (v, h): At) -> Spot {
        Spot {
            column: h,
            row: self.rows.len().saturating_sub(v + 1),
        }
    }

    fn block(&self, spot: Spot) -> Block {
        let (top, high) = self.rows.get(spot.row).copied().unwrap_or_default();
        let x = self.label + GUTTER + (self.cell + GUTTER) * spot.column as f64;
        Block::new(x, top, self.cell - 1.0, high)
    }

    fn bottom(&self) -> f64 {
        self.rows.last().map_or(0.0, |(top, high)| top + high)
    }
}

fn label_lines(name: &str, label: f64) -> Vec<String> {
    letters::wrap(name, TEXT, label, 4)
}

/// What stands in a cell: offerings with one or two lines each, and how many had no room.
fn entries<'a>(offerings: &[&'a Offering], cell: f64, frame: Option<&Frame>) -> Vec<Entry<'a>> {
    let room = cell - 27.0;
    let mut entries: Vec<Entry<'a>> = Vec::new();
    let mut used = 0;
    for (idx, offering) in offerings.iter().enumerate() {
        let lines = letters::wrap(&offering.label, TEXT, room, 2);
        let is_last = idx + 1 == offerings.len();
        if used + lines.len() + usize::from(!is_last) > LINES {
            let n = offerings.len() - idx;
            let words = frame.map_or_else(String::new, |frame| {
                let (zh, en) = (format!("另 {n} 项"), format!("{n} more"));
                frame.say(&zh, &en).to_string()
            });
            entries.push(Entry {
                offering: None,
                lines: vec![words],
            });
            break;
        }
        used += lines.len();
        entries.push(Entry {
            offering: Some(offering),
            lines,
        });
    }
    entries
}

fn n_lines(entries: &[Entry<'_>]) -> usize {
    entries.iter().map(|entry| entry.lines.len()).sum()
}

/// Draws axes, cells and arrows; gives where the next thing may begin.
pub fn draw(
    canvas: &Canvas,
    frame: &Frame,
    (data, cells): (&TransformationData, &Cells<'_>),
    layout: &Layout,
) -> f64 {
    canvas.text((0.0, 10.0), frame.say("↑ 纵向转型", "↑ Depth"), &Face::INK.bold());
    for (v, name) in data.vertical.iter().enumerate() {
        let block = layout.block(layout.spot((v, 0)));
        let lines = label_lines(name, layout.label);
        let first = block.centre().1 - LINE * (lines.len() as f64 - 1.0) / 2.0;
        for (idx, words) in lines.iter().enumerate() {
            canvas.text((0.0, first + LINE * idx as f64), words, &Face::INK);
        }
        for h in 0..data.horizontal.len() {
            let block = layout.block(layout.spot((v, h)));
            let offerings = cells.by_place.get(&(v, h)).map_or(&[][..], Vec::as_slice);
            ground(canvas, &block, offerings);
            draw_cell(canvas, frame, (data, offerings), &block);
        }
    }
    for (idx, (from, to)) in cells.ways.iter().enumerate() {
        let (from, to) = (layout.spot(*from), layout.spot(*to));
        let way = Way {
            from: (from, layout.block(from)),
            to: (to, layout.block(to)),
            idx,
        };
        arrows::draw(canvas, &way, GUTTER);
    }
    foot(canvas, frame, data, layout)
}

/// A cell in use is tinted, a target cell has a rim, an empty one a hairline.
fn ground(canvas: &Canvas, block: &Block, offerings: &[&Offering]) {
    let has = |status: Status| offerings.iter().any(|offering| offering.status == status);
    let (at, size) = ((block.x, block.y), (block.w, block.h));
    if has(Status::Current) {
        canvas.rect(at, size, &Paint::tint(Role::Cat1, 0.12));
    }
    let rim = if has(Status::Target) {
        Paint::line(Role::Cat1, 1.4)
    } else {
        Paint::line(Role::Hair, 1.0)
    };
    canvas.rect(at, size, &rim);
}

fn draw_cell(
    canvas: &Canvas,
    frame: &Frame,
    (data, offerings): (&TransformationData, &[&Offering]),
    block: &Block,
) {
    let mut mid = block.y + 6.0 + LINE / 2.0;
    for entry in entries(offerings, block.w + 1.0, Some(frame)) {
        let Some(offering) = entry.offering else {
            for words in &entry.lines {
                let words = letters::fit(words, TEXT, block.w - 27.0);
                canvas.text((block.x + 22.0, mid), &words, &Face::SECOND);
            }
            continue;
        };
        let title = title(data, offering, frame);
        let mark = Mark {
            title: &title,
            href: offering.href.as_deref(),
        };
        canvas.mark(&mark, || {
            let (sign, paint) = offering.status.sign();
            signs::draw(canvas, (block.x + 12.0, mid), sign, &paint);
            let face = match offering.status {
                Status::Dropped => Face::SECOND,
                _ => Face::INK,
            };
            for (idx, words) in entry.lines.iter().enumerate() {
                canvas.text((block.x + 22.0, mid + LINE * idx as f64), words, &face);
            }
        });
        mid += LINE * entry.lines.len() as f64;
    }
}

/// Names under the columns, then the fulcrum and the axis' name.
fn foot(canvas: &Canvas, frame: &Frame, data: &TransformationData, layout: &Layout) -> f64 {
    let top = layout.bottom() + 6.0;
    let mut n_lines = 1;
    for (h, name) in data.horizontal.iter().enumerate() {
        let block = layout.block(layout.spot((0, h)));
        let lines = letters::wrap(name, TEXT, block.w, 2);
        for (idx, words) in lines.iter().enumerate() {
            let at = (block.centre().0, top + LINE * (idx as f64 + 0.5));
            canvas.text(at, words, &Face::INK.at(Anchor::Middle));
        }
        n_lines = n_lines.max(lines.len());
    }
    let mid = top + LINE * n_lines as f64 + 14.0;
    let axis = frame.say("横向转型 →", "Breadth →");
    canvas.text((canvas.width(), mid), axis, &Face::INK.bold().at(Anchor::End));
    let room = canvas.width() - letters::width(axis, TEXT) * 1.07 - 2.0 * TEXT;
    fulcrum(canvas, frame, data, (mid, room));
    mid + LINE / 2.0 + 4.0
}

/// The fulcrum: a triangle on which the plan turns, and its name.
pub fn fulcrum(canvas: &Canvas, frame: &Frame, data: &TransformationData, (mid, room): (f64, f64)) {
    if let Some(name) = &data.fulcrum {
        signs::draw(canvas, (8.0, mid), Sign::Up, &Paint::fill(Role::Ink));
        let words = format!("{}{name}", frame.say("支点：", "fulcrum: "));
        let words = letters::fit(&words, TEXT, (room - 20.0) / 1.07);
        canvas.text((20.0, mid), &words, &Face::INK.bold());
    }
}
