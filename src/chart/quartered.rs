//! Accounts on a plane cut into four: what the value matrix and the portfolio matrix have in common.

use crate::chart::block::Block;
use crate::chart::canvas::Canvas;
use crate::chart::field;
use crate::chart::field::CROWD;
use crate::chart::field::Field;
use crate::chart::field::Labelled;
use crate::chart::field::Spot;
use crate::chart::figures;
use crate::chart::frame::Frame;
use crate::chart::frame::TEXT;
use crate::chart::letters;
use crate::chart::notes;
use crate::chart::notes::Glyph;
use crate::chart::paint::Face;
use crate::chart::paint::Paint;
use crate::chart::paint::Run;
use crate::chart::palette::Role;
use crate::chart::plane::Plane;
use crate::chart::plane::Span;
use crate::chart::quadrants;
use crate::chart::quadrants::Cell;
use crate::chart::quadrants::Quadrants;

/// One side of the plane.
pub struct Axis<'a> {
    /// What it measures.
    pub name: &'a str,
    /// From where to where; lines are put to it here.
    pub span: Span,
}

/// What stands on the plane and around it.
pub struct Quartered<'a> {
    /// In order of rank: the first get their labels first.
    pub spots: &'a [Spot],
    /// Those without a place.
    pub nowhere: &'a [Run],
    /// To the right, upwards.
    pub axes: (Axis<'a>, Axis<'a>),
    /// Where the plane is cut, on each axis; no cells without.
    pub cuts: Option<(f64, f64)>,
    /// What the cuts are: 均值, mean. Empty says nothing.
    pub cut_words: &'a str,
    /// In the order low/low, high/low, low/high, high/high; x first.
    pub cells: &'a [Cell; 4],
    /// The cell on a tinted ground, if one is the point of the drawing.
    pub point: Option<usize>,
    /// How many labels at most.
    pub max_labels: usize,
    /// What is said where not all are named, by how many are and of how many.
    pub unnamed: &'a dyn Fn(usize, usize) -> String,
    /// What the marks mean, beside the account in question.
    pub key: &'a [(Glyph, &'a str)],
}

/// Room under the plane for the figures of the x axis.
const BELOW: f64 = 24.0;

/// Upper edge of the plane: the name of the y axis stands over it.
const TOP: f64 = 32.0;

/// Lines across, each way.
const TICKS: usize = 6;

/// Draws plane, cuts, cells, marks and notes; gives the height of it all.
pub fn draw(canvas: &Canvas, frame: &Frame, data: &Quartered<'_>) -> f64 {
    let y_span = data.axes.1.span.clone().ticked(TICKS);
    let left = (widest(&y_span) + 8.0).clamp(36.0, canvas.width() * 0.3);
    let wide = canvas.width() - left - 15.0;
    let rect = Block::new(left, TOP, wide, wide * 0.9);
    let mut x_span = data.axes.0.span.clone().ticked(TICKS);
    let fitting = rect.w / (widest(&x_span) + 10.0);
    if fitting < x_span.ticks.len() as f64 {
        x_span = x_span.ticked((fitting / 2.0) as usize);
    }
    // Marks of the usual size have room in the margins; large ones need it within the axes.
    let reach = data.spots.iter().map(|spot| spot.radius).fold(0.0, f64::max);
    let (x_span, y_span) = if reach > 6.0 {
        (
            x_span.roomy((reach - 4.0) / rect.w),
            y_span.roomy((reach - 4.0) / rect.h),
        )
    } else {
        (x_span, y_span)
    };
    let middle = |span: &Span| (span.low + span.high) / 2.0;
    let cut = data.cuts.unwrap_or((middle(&x_span), middle(&y_span)));
    let mut plane = Plane::new(canvas, rect, (x_span, y_span), (left - 4.0, BELOW));
    if data.cuts.is_some()
        && let Some(room) = data
            .point
            .and_then(|idx| quadrants::rooms(&plane, cut).get(idx).copied())
    {
        canvas.rect((room.x, room.y), (room.w, room.h), &Paint::tint(Role::Cat1, 0.06));
    }
    plane.mesh();
    plane.names(data.axes.0.name, data.axes.1.name, BELOW);
    let mut taken = cuts(canvas, data, &mut plane);
    let mut lines = Vec::new();
    let mut named = Vec::new();
    if data.cuts.is_some() {
        named = quadrants::name(
            &plane,
            &Quadrants {
                cut,
                cells: data.cells,
                spots: data.spots,
                taken: &taken,
                lines: &lines,
            },
        );
        lines.extend(quadrants::cross(&plane, cut));
    }
    let set = |is_over_marks| {
        for name in named.iter().filter(|name| name.is_over_marks == is_over_marks) {
            quadrants::set(canvas, name);
        }
    };
    set(false);
    taken.extend(named.iter().map(|name| name.block));
    let field = Field {
        spots: data.spots,
        taken: &taken,
        lines: &lines,
        max_labels: data.max_labels,
    };
    let labelled = field::draw(canvas, frame, &mut plane, &field);
    set(true);
    let mut top = rect.bottom() + 2.0 * BELOW;
    if named.len() < data.cells.len() || named.iter().any(|name| name.is_without_action) {
        top = actions(canvas, frame, data, top);
    }
    below(canvas, frame, data, (top, &labelled))
}

/// What is to be done in every cell, below the plane: within it there was no room for all of it.
fn actions(canvas: &Canvas, frame: &Frame, data: &Quartered<'_>, top: f64) -> f64 {
    let colon = frame.say("：", ": ");
    let words: Vec<String> = data
        .cells
        .iter()
        .filter(|cell| !cell.action.is_empty() && data.cuts.is_some())
        .map(|cell| format!("{}{colon}{}", cell.name, cell.action))
        .rev()
        .collect();
    if words.is_empty() {
        return top;
    }
    let words = words.join(frame.say("；", "; "));
    notes::sentence(canvas, top, &words, &Face::SECOND, 3)
}

fn widest(span: &Span) -> f64 {
    let width = |tick: &f64| letters::width(&figures::short(*tick, 2), TEXT);
    span.ticks.iter().map(width).fold(0.0, f64::max)
}

/// The cuts as labelled hairlines; gives the blocks of their labels.
fn cuts(canvas: &Canvas, data: &Quartered<'_>, plane: &mut Plane) -> Vec<Block> {
    let Some((across, up)) = data.cuts else {
        return Vec::new();
    };
    let rect = plane.rect();
    let line = Paint::dashed(Role::Ink2, 1.0);
    let (x, y) = (
        plane.x(across).clamp(rect.x, rect.right()),
        plane.y(up).clamp(rect.y, rect.bottom()),
    );
    canvas.line((x, rect.y), (x, rect.bottom()), &line);
    canvas.line((rect.x, y), (rect.right(), y), &line);
    let words = |cut| {
        let words = format!("{} {}", data.cut_words, figures::short(cut, 1));
        letters::fit(words.trim(), TEXT, rect.w * 0.3)
    };
    let mut taken: Vec<Block> = Vec::new();
    let across = words(across);
    let wide = letters::width(&across, TEXT);
    let left = if x + 5.0 + wide <= rect.right() {
        x + 5.0
    } else {
        x - 5.0 - wide
    };
    taken.push(Block::new(left, rect.bottom() - 21.0, wide, 18.0));
    canvas.text((left, rect.bottom() - 12.0), &across, &Face::SECOND.halo());
    let up = words(up);
    let high = if y - 20.0 >= rect.y { y - 20.0 } else { y + 3.0 };
    let block = Block::new(rect.x + 5.0, high, letters::width(&up, TEXT), 18.0);
    if !taken.iter().any(|other| other.meets(&block)) {
        canvas.text((block.x, block.centre().1), &up, &Face::SECOND.halo());
        taken.push(block);
    }
    taken
}

fn below(canvas: &Canvas, frame: &Frame, data: &Quartered<'_>, (top, labelled): (f64, &Labelled)) -> f64 {
    let mut key = Vec::new();
    if data.spots.iter().any(|spot| spot.is_own) {
        let own = frame.say("本客户", "this account");
        key.push((Glyph::Ring(Paint::fill(Role::Cat1)), own));
    }
    key.extend(data.key.iter().copied());
    let top = notes::key(canvas, top, &key);
    let numbers = frame.say("编号", "Numbers");
    let top = notes::list(canvas, frame, top, (numbers, &labelled.numbered), 48);
    let nowhere = frame.say("资料不足,未入图", "Too little is known");
    let top = notes::list(canvas, frame, top, (nowhere, data.nowhere), 3);
    let n_placed = data.spots.len();
    if labelled.n >= n_placed {
        return top;
    }
    let mut words = (data.unnamed)(labelled.n, n_placed);
    if n_placed > CROWD {
        words.push_str(frame.say(
            ";邻近的点合为一个,面积是家数",
            "; neighbours are one mark, its area their number",
        ));
    }
    notes::sentence(canvas, top, &words, &Face::SECOND, 3)
}
