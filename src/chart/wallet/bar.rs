//! The bar of a slot: as long as the spend, each part in the pattern of who gets it.

use crate::chart::block::Block;
use crate::chart::canvas::Canvas;
use crate::chart::paint::Paint;
use crate::chart::palette::Role;
use crate::chart::wallet::purse::Slot;

/// Space between two stripes of a competitor's bar, in units.
const STRIPE: f64 = 5.0;

/// How long the bar of a slot is in `room`; the whole of it where the spend is unknown.
pub fn length(room: &Block, slot: &Slot<'_>, greatest: f64) -> f64 {
    if slot.sum.all() > 0.0 {
        (slot.sum.all() * room.w / greatest.max(1e-9)).clamp(1.5, room.w)
    } else if slot.sum.is_open {
        room.w
    } else {
        1.5
    }
}

/// Draws the bar of a slot into `room`, whose whole width stands for `greatest`.
pub fn draw(canvas: &Canvas, room: &Block, slot: &Slot<'_>, greatest: f64) {
    if slot.is_nothing() {
        return;
    }
    if slot.sum.all() <= 0.0 {
        if slot.sum.is_open {
            canvas.rect((room.x, room.y), (room.w, room.h), &Paint::unknown());
        } else {
            // Nothing spent is a stroke at zero, not nothing.
            let foot = (room.x, room.bottom());
            canvas.line((room.x, room.y), foot, &Paint::line(Role::Ink2, 1.4));
        }
        return;
    }
    let unit = room.w / greatest.max(1e-9);
    let parts = [
        (slot.sum.us, Pattern::Full),
        (slot.sum.competitor, Pattern::Striped),
        (slot.sum.internal, Pattern::Hollow),
        (slot.sum.unknown, Pattern::Hatched),
    ];
    let mut left = room.x;
    for (spend, pattern) in parts {
        let w = spend * unit;
        if w > 0.0 {
            pattern.draw(canvas, &Block::new(left, room.y, w.max(1.5), room.h));
            left += w;
        }
    }
}

enum Pattern {
    Full,
    Striped,
    Hollow,
    Hatched,
}

impl Pattern {
    fn draw(&self, canvas: &Canvas, block: &Block) {
        let rect = |paint: &Paint| canvas.rect((block.x, block.y), (block.w, block.h), paint);
        match self {
            Pattern::Full => rect(&Paint::fill(Role::Cat1)),
            Pattern::Hollow => rect(&Paint::hollow(Role::Ink2, 1.4)),
            Pattern::Hatched => rect(&Paint::unknown()),
            Pattern::Striped => {
                rect(&Paint {
                    stroke: Some(Role::Cat2),
                    width: 1.0,
                    ..Paint::tint(Role::Cat2, 0.45)
                });
                let n = libm::floor((block.w - 1.0) / STRIPE).clamp(0.0, 400.0) as usize;
                let stripe = |idx: usize| {
                    let x = block.x + STRIPE * (idx + 1) as f64;
                    vec![(x, block.y), (x, block.bottom())]
                };
                let stripes: Vec<Vec<(f64, f64)>> = (0..n)
                    .map(stripe)
                    .filter(|line| line.iter().all(|(x, _)| *x < block.right()))
                    .collect();
                canvas.paths(&stripes, false, &Paint::line(Role::Cat2, 1.4));
            }
        }
    }
}
