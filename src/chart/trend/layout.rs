//! Where a trend stands: its scales, its room for labels, and the names of its periods.

use crate::chart::block::Block;
use crate::chart::canvas::Canvas;
use crate::chart::figures;
use crate::chart::frame::TEXT;
use crate::chart::letters;
use crate::chart::paint::Anchor;
use crate::chart::paint::Face;
use crate::chart::plane::Plane;
use crate::chart::plane::Span;
use crate::chart::trend::Target;
use crate::chart::trend::ends::End;
use crate::chart::trend::lines::Line;

/// Upper edge of the plane; its heading stands over it.
const TOP: f64 = 34.0;

/// Height of the plane, as a part of the drawing's width.
const PART: f64 = 0.42;

/// Rooms and scales.
pub struct Layout {
    /// Left edge of the labels at the right.
    pub label: f64,
    rect: Block,
    left: f64,
    x: Span,
    y: Span,
}

impl Layout {
    /// By the figures that are drawn and the labels at their ends.
    pub fn of(
        canvas: &Canvas,
        (lines, target, n): (&[Line<'_>], Option<&Target>, usize),
        ends: &[End],
    ) -> Layout {
        let mut y = y_span(lines, target);
        let widest = y
            .ticks
            .iter()
            .map(|tick| letters::width(&figures::short(*tick, 2), TEXT))
            .fold(0.0, f64::max);
        // Figures too long for the margin would stand on the drawing; the table has them.
        if widest + 8.0 > canvas.width() * 0.3 {
            y.ticks.clear();
        }
        let left = (widest + 8.0).clamp(28.0, canvas.width() * 0.3);
        let widest = ends.iter().map(End::width).fold(0.0, f64::max);
        let label = canvas.width() - (widest + 2.0).min(canvas.width() * 0.34);
        let rect = Block::new(left, TOP, label - 12.0 - left, canvas.width() * PART);
        let x = if n > 1 {
            Span::new(0.0, (n - 1) as f64).roomy(7.0 / rect.w)
        } else {
            Span::new(-1.0, 1.0)
        };
        Layout {
            label,
            rect,
            left,
            x,
            y,
        }
    }

    /// The plane.
    pub fn plane(&self, canvas: &Canvas) -> Plane {
        Plane::new(
            canvas,
            self.rect,
            (self.x.clone(), self.y.clone()),
            (self.left - 4.0, 4.0),
        )
    }
}

/// From zero if the figures reach down to half of the most; else from a little below the least, as the figures along the
/// axis say.
fn y_span(lines: &[Line<'_>], target: Option<&Target>) -> Span {
    let values = lines
        .iter()
        .flat_map(|line| line.values.iter().copied().flatten());
    let intervals = lines
        .iter()
        .flat_map(|line| line.intervals.iter().flatten())
        .flat_map(|(low, high)| [*low, *high]);
    let all: Vec<f64> = values
        .chain(intervals)
        .chain(target.and_then(|target| figures::finite(Some(target.at))))
        .collect();
    let low = all.iter().copied().reduce(f64::min).unwrap_or(0.0);
    let high = all.iter().copied().reduce(f64::max).unwrap_or(1.0);
    let room = (high - low) * 0.08;
    if low >= 0.0 && low <= high * 0.5 {
        Span::new(0.0, high + room).ticked(4)
    } else {
        Span::new(low - room, high + room).ticked(4)
    }
}

/// Names of periods under the plane: the first, the last, and of the others as many as there is room for.
pub fn period_words(canvas: &Canvas, plane: &Plane, periods: &[String]) {
    let rect = plane.rect();
    let room = rect.w * 0.3;
    let words: Vec<String> = periods
        .iter()
        .map(|period| letters::fit(period, TEXT, room))
        .collect();
    let widest = words
        .iter()
        .map(|word| letters::width(word, TEXT))
        .fold(0.0, f64::max);
    let n = words.len();
    let fitting = ((rect.w / (widest + 14.0)) as usize).max(1);
    let step = n.div_ceil(fitting).max(1);
    let y = rect.bottom() + 20.0;
    // Counted from the last period, which readers look for.
    for (place, words) in words
        .iter()
        .enumerate()
        .filter(|(place, _)| (n - 1 - place).is_multiple_of(step))
    {
        let half = letters::width(words, TEXT) / 2.0;
        let mid = plane
            .x(place as f64)
            .clamp(half, (canvas.width() - half).max(half));
        canvas.text((mid, y), words, &Face::SECOND.at(Anchor::Middle));
    }
}
