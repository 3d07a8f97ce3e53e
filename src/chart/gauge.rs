//! A half circle as a scale: a ground, an arc from zero to the value, a needle, a tick for a limit.

use crate::chart::canvas::Canvas;
use crate::chart::paint::Paint;
use crate::chart::palette::Role;

/// From where to where a gauge reads.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scale {
    /// At the left end.
    pub low: f64,
    /// At the right end; above `low`.
    pub high: f64,
}

impl Scale {
    /// A scale; ends that are none become `0..=100`.
    pub fn new((low, high): (f64, f64)) -> Scale {
        if low.is_finite() && high.is_finite() && high > low {
            Scale { low, high }
        } else {
            Scale {
                low: 0.0,
                high: 100.0,
            }
        }
    }

    /// Angle of a value, from π at the left end to 0 at the right one; a value beyond stands at the end.
    fn angle(&self, value: f64) -> f64 {
        let part = ((value - self.low) / (self.high - self.low)).clamp(0.0, 1.0);
        std::f64::consts::PI * (1.0 - part)
    }

    /// Where the arc begins: zero, or the end nearest to it.
    fn origin(&self) -> f64 {
        0.0_f64.clamp(self.low, self.high)
    }
}

/// Thickness of the ring, in units.
const RING: f64 = 14.0;

/// Pieces of a half circle; at the size of a dial none is further from it than a seventh of a unit.
const PIECES: f64 = 24.0;

/// Draws a gauge around the middle of its foot; the reading is its value, its limit, and whether it breaks it.
pub fn draw(
    canvas: &Canvas,
    (at, radius): ((f64, f64), f64),
    scale: &Scale,
    (value, limit, is_wrong): (Option<f64>, Option<f64>, bool),
) {
    let whole = ring(at, radius, (std::f64::consts::PI, 0.0));
    match value {
        None => canvas.path(&whole, true, &Paint::unknown()),
        Some(value) => {
            canvas.path(&whole, true, &Paint::tint(Role::Hair, 0.8));
            let role = if is_wrong { Role::Seal } else { Role::Cat1 };
            let (from, to) = (scale.angle(scale.origin()), scale.angle(value));
            canvas.path(&ring(at, radius, (from, to)), true, &Paint::fill(role));
            stroke(
                canvas,
                at,
                (radius - RING - 3.0, radius + 3.0),
                to,
                &Paint::line(Role::Ink, 2.4),
            );
            if scale.low < 0.0 && scale.high > 0.0 {
                stroke(
                    canvas,
                    at,
                    (radius - RING, radius),
                    from,
                    &Paint::line(Role::Ink2, 1.0),
                );
            }
        }
    }
    if let Some(limit) = limit.filter(|limit| limit.is_finite()) {
        let angle = scale.angle(limit);
        stroke(
            canvas,
            at,
            (radius - RING, radius + 6.0),
            angle,
            &Paint::line(Role::Paper, 4.0),
        );
        stroke(
            canvas,
            at,
            (radius - RING, radius + 6.0),
            angle,
            &Paint::dashed(Role::Ink, 1.8),
        );
    }
}

fn point((x, y): (f64, f64), radius: f64, angle: f64) -> (f64, f64) {
    (x + radius * libm::cos(angle), y - radius * libm::sin(angle))
}

/// A piece of the ring, as an outline.
fn ring(at: (f64, f64), radius: f64, (from, to): (f64, f64)) -> Vec<(f64, f64)> {
    let n = libm::ceil((to - from).abs() / std::f64::consts::PI * PIECES).clamp(1.0, PIECES) as usize;
    let angle = |idx: usize| from + (to - from) * idx as f64 / n as f64;
    let outer = (0..=n).map(|idx| point(at, radius, angle(idx)));
    let inner = (0..=n).rev().map(|idx| point(at, radius - RING, angle(idx)));
    outer.chain(inner).collect()
}

fn stroke(canvas: &Canvas, at: (f64, f64), (inner, outer): (f64, f64), angle: f64, paint: &Paint) {
    canvas.line(point(at, inner, angle), point(at, outer, angle), paint);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_left_end_is_pi_and_the_right_end_is_zero_and_nothing_is_beyond() {
        let scale = Scale::new((-50.0, 50.0));
        assert_eq!(scale.angle(-50.0), std::f64::consts::PI);
        assert_eq!(scale.angle(50.0), 0.0);
        assert_eq!(scale.angle(900.0), 0.0);
        assert_eq!(scale.origin(), 0.0);
        assert_eq!(Scale::new((10.0, 20.0)).origin(), 10.0);
    }

    #[test]
    fn a_scale_that_is_none_is_a_percentage() {
        for ends in [(f64::NAN, 1.0), (3.0, 3.0), (5.0, -5.0)] {
            assert_eq!(
                Scale::new(ends),
                Scale {
                    low: 0.0,
                    high: 100.0
                }
            );
        }
    }
}
