//! Small shapes that mean the same in every chart: a flag for what is wrong, triangles for and against us, pips to count.

use crate::chart::canvas::Canvas;
use crate::chart::figures::finite;
use crate::chart::paint::Paint;
use crate::chart::palette::Role;

/// A shape about 12 units across.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// A pennant on its pole: something is wrong.
    Flag,
    /// A triangle that points up.
    Up,
    /// A triangle that points down.
    Down,
    /// A disc, or a ring if its paint is hollow.
    Disc,
    /// A square.
    Square,
    /// A square on its corner.
    Diamond,
    /// Two crossing strokes.
    Cross,
    /// An upright stroke with a foot: here something ends.
    End,
    /// A triangle that points to the left.
    Left,
    /// A triangle that points to the right.
    Right,
}

/// Draws a sign around its middle.
pub fn draw(canvas: &Canvas, (x, y): (f64, f64), sign: Sign, paint: &Paint) {
    let around = |points: &[(f64, f64)]| -> Vec<(f64, f64)> {
        points.iter().map(|(right, down)| (x + right, y + down)).collect()
    };
    let stroke = Paint::line(paint.stroke.or(paint.fill).unwrap_or(Role::Ink), 2.0);
    match sign {
        Sign::Flag => {
            canvas.path(&around(&[(-5.0, 7.0), (-5.0, -7.0)]), false, &stroke);
            canvas.path(&around(&[(-5.0, -7.0), (6.0, -3.5), (-5.0, 0.0)]), true, paint);
        }
        Sign::Up => canvas.path(&around(&[(-6.0, 5.0), (0.0, -5.5), (6.0, 5.0)]), true, paint),
        Sign::Down => canvas.path(&around(&[(-6.0, -5.0), (0.0, 5.5), (6.0, -5.0)]), true, paint),
        Sign::Left => canvas.path(&around(&[(5.0, -6.0), (-5.5, 0.0), (5.0, 6.0)]), true, paint),
        Sign::Right => canvas.path(&around(&[(-5.0, -6.0), (5.5, 0.0), (-5.0, 6.0)]), true, paint),
        Sign::Disc => canvas.circle((x, y), 5.0, paint),
        Sign::Square => canvas.rect((x - 5.0, y - 5.0), (10.0, 10.0), paint),
        Sign::Diamond => canvas.path(
            &around(&[(0.0, -6.5), (6.5, 0.0), (0.0, 6.5), (-6.5, 0.0)]),
            true,
            paint,
        ),
        Sign::Cross => canvas.paths(
            &[
                around(&[(-4.5, -4.5), (4.5, 4.5)]),
                around(&[(-4.5, 4.5), (4.5, -4.5)]),
            ],
            false,
            &stroke,
        ),
        Sign::End => canvas.paths(
            &[
                around(&[(0.0, -7.0), (0.0, 7.0)]),
                around(&[(-4.0, -7.0), (0.0, -7.0)]),
                around(&[(-4.0, 7.0), (0.0, 7.0)]),
            ],
            false,
            &stroke,
        ),
    }
}

/// Side of a pip, in units.
const PIP: f64 = 7.0;

/// From one pip to the next, in units.
const PIP_STEP: f64 = 9.5;

/// Width of `n` pips, in units.
pub fn pips_width(n: usize) -> f64 {
    PIP_STEP * n as f64 - (PIP_STEP - PIP)
}

/// A row of `n` squares, as many of them full as `value` says (half up); one dashed strip if it is unknown.
pub fn pips(canvas: &Canvas, (left, mid): (f64, f64), value: Option<f64>, n: usize) {
    let square = |idx: usize| -> Vec<(f64, f64)> {
        let (x, y) = (left + PIP_STEP * idx as f64, mid - PIP / 2.0);
        vec![(x, y), (x + PIP, y), (x + PIP, y + PIP), (x, y + PIP)]
    };
    let Some(value) = finite(value) else {
        canvas.rect(
            (left, mid - PIP / 2.0),
            (pips_width(n), PIP),
            &Paint::dashed(Role::Ink2, 1.0),
        );
        return;
    };
    let is_full = |idx: &usize| (*idx as f64) + 0.5 <= value;
    let full: Vec<Vec<(f64, f64)>> = (0..n).filter(is_full).map(square).collect();
    let open: Vec<Vec<(f64, f64)>> = (0..n).filter(|idx| !is_full(idx)).map(square).collect();
    canvas.paths(
        &full,
        true,
        &Paint {
            stroke: Some(Role::Ink),
            width: 1.0,
            ..Paint::fill(Role::Ink)
        },
    );
    canvas.paths(&open, true, &Paint::line(Role::Other, 1.0));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(value: Option<f64>) -> String {
        let canvas = Canvas::small(100.0);
        pips(&canvas, (0.0, 10.0), value, 5);
        canvas.finish_small("test", "pips", 20.0)
    }

    fn n_squares(markup: &str, class: &str) -> usize {
        let of_class = markup.lines().filter(|line| line.contains(class));
        of_class.map(|line| line.matches('M').count()).sum()
    }

    #[test]
    fn as_many_pips_are_full_as_the_figure_says() {
        for (value, n) in [(0.0, 0), (2.4, 2), (2.5, 3), (5.0, 5), (9.0, 5), (-1.0, 0)] {
            let markup = drawn(Some(value));
            assert_eq!(n_squares(&markup, "k-ink"), n, "{value}");
            assert_eq!(n_squares(&markup, "ks-other"), 5 - n, "{value}");
        }
    }

    #[test]
    fn an_unknown_figure_is_a_dashed_strip_without_pips() {
        let markup = drawn(None);
        assert!(markup.contains("stroke-dasharray") && markup.matches("<rect").count() == 1);
        assert_eq!(markup, drawn(Some(f64::NAN)));
    }
}
