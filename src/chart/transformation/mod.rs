//! 横向/纵向转型: which offerings stand where on the way to breadth and depth, and from where to where the way leads.
//!
//! A grid with arrows where it fits into the frame, else the same cells as a list.

mod arrows;
mod cells;
mod grid;
mod list;

use crate::chart::canvas::Canvas;
use crate::chart::frame::DataTable;
use crate::chart::frame::Frame;
use crate::chart::frame::Svg;
use crate::chart::notes;
use crate::chart::notes::Glyph;
use crate::chart::paint::Face;
use crate::chart::paint::Paint;
use crate::chart::paint::Run;
use crate::chart::palette::Role;
use crate::chart::signs::Sign;
use crate::chart::transformation::cells::Cells;

/// The state of an offering.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Status {
    /// 在用.
    #[default]
    Current,
    /// 目标.
    Target,
    /// 伙伴提供.
    Partner,
    /// 已放弃.
    Dropped,
}

impl Status {
    const ALL: [Status; 4] = [Status::Current, Status::Target, Status::Partner, Status::Dropped];

    fn words(self, frame: &Frame) -> &str {
        match self {
            Status::Current => frame.say("在用", "current"),
            Status::Target => frame.say("目标", "target"),
            Status::Partner => frame.say("伙伴提供", "by a partner"),
            Status::Dropped => frame.say("已放弃", "dropped"),
        }
    }

    fn sign(self) -> (Sign, Paint) {
        match self {
            Status::Current => (Sign::Square, Paint::fill(Role::Cat1)),
            Status::Target => (Sign::Disc, Paint::hollow(Role::Cat1, 1.8)),
            Status::Partner => (Sign::Diamond, Paint::fill(Role::Cat3)),
            Status::Dropped => (Sign::Cross, Paint::line(Role::Ink2, 2.0)),
        }
    }
}

/// An offering on the grid.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Offering {
    /// Its name.
    pub label: String,
    /// Its column, a position on the horizontal axis.
    pub h: Option<usize>,
    /// Its row, a position on the vertical axis.
    pub v: Option<usize>,
    /// Its state.
    pub status: Status,
    /// Since when, by whom.
    pub note: Option<String>,
    /// Where it leads.
    pub href: Option<String>,
}

/// A transformation.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TransformationData {
    /// 横向 breadth, the first stage first.
    pub horizontal: Vec<String>,
    /// 纵向 depth, the first stage first.
    pub vertical: Vec<String>,
    /// In the page's order.
    pub offerings: Vec<Offering>,
    /// 支点: what it all turns on.
    pub fulcrum: Option<String>,
}

/// Draws the grid.
pub fn draw(data: &TransformationData, frame: &Frame) -> Svg {
    let canvas = Canvas::new(frame);
    let table = table(data, frame);
    if data.horizontal.is_empty() || data.vertical.is_empty() {
        let words = frame.say(
            "还没有转型的横向与纵向阶段",
            "The stages of the transformation are not written yet",
        );
        let height = notes::nothing(&canvas, words);
        return canvas.finish(frame, "transformation", height, table);
    }
    let cells = Cells::of(data);
    let y = match grid::Layout::of(data, &cells, canvas.width()) {
        Some(layout) => grid::draw(&canvas, frame, (data, &cells), &layout),
        None => list::draw(&canvas, frame, (data, &cells)),
    };
    let y = below(&canvas, frame, (data, &cells), y + 6.0);
    canvas.finish(frame, "transformation", y + 2.0, table)
}

fn below(canvas: &Canvas, frame: &Frame, (data, cells): (&TransformationData, &Cells<'_>), top: f64) -> f64 {
    let mut key = Vec::new();
    for status in Status::ALL {
        if data.offerings.iter().any(|offering| offering.status == status) {
            let (sign, paint) = status.sign();
            key.push((Glyph::Sign(sign, paint), status.words(frame)));
        }
    }
    let mut y = notes::key(canvas, top, &key);
    if !cells.ways.is_empty() {
        let words = frame.say(
            "箭头：从同名或最近的在用格，到还没有在用的目标格",
            "Arrow: from the like-named or nearest cell in use to a target cell with nothing in use",
        );
        y = notes::sentence(canvas, y, words, &Face::SECOND, 2);
    }
    let outside: Vec<Run> = cells
        .outside
        .iter()
        .map(|offering| Run {
            text: offering.label.clone(),
            href: offering.href.clone(),
        })
        .collect();
    notes::list(
        canvas,
        frame,
        y,
        (frame.say("不在格内", "In no cell"), &outside),
        3,
    )
}

/// Name, place, state and note of an offering.
fn title(data: &TransformationData, offering: &Offering, frame: &Frame) -> String {
    let mut parts = vec![offering.label.clone()];
    parts.extend(place_words(data, (offering.h, offering.v)));
    parts.push(offering.status.words(frame).to_string());
    parts.extend(offering.note.clone());
    parts.join(frame.say("；", "; "))
}

/// `基础网络 × 通讯`.
fn place_words(data: &TransformationData, (h, v): (Option<usize>, Option<usize>)) -> Option<String> {
    let (h, v) = (data.horizontal.get(h?)?, data.vertical.get(v?)?);
    Some(format!("{h} × {v}"))
}

fn table(data: &TransformationData, frame: &Frame) -> DataTable {
    let say = |zh, en| frame.say(zh, en).to_string();
    let name = |axis: &[String], idx: Option<usize>| {
        let name = idx.and_then(|idx| axis.get(idx));
        name.cloned().unwrap_or_else(|| say("未知", "unknown"))
    };
    let row = |offering: &Offering| {
        vec![
            offering.label.clone(),
            name(&data.horizontal, offering.h),
            name(&data.vertical, offering.v),
            offering.status.words(frame).to_string(),
            offering.note.clone().unwrap_or_default(),
        ]
    };
    DataTable {
        columns: vec![
            say("产品方案", "Offering"),
            say("横向", "Horizontal"),
            say("纵向", "Vertical"),
            say("状态", "Status"),
            say("说明", "Note"),
        ],
        rows: data.offerings.iter().map(row).collect(),
    }
}

#[cfg(test)]
pub(crate) mod tests;
