//! Upright rectangles, and whether they meet.

/// An upright rectangle. Unit: canvas units, y downwards.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Block {
    /// Left edge.
    pub x: f64,
    /// Upper edge.
    pub y: f64,
    /// Width, not negative.
    pub w: f64,
    /// Height, not negative.
    pub h: f64,
}

impl Block {
    /// From its left upper corner and its size.
    pub fn new(x: f64, y: f64, w: f64, h: f64) -> Block {
        Block { x, y, w, h }
    }

    /// The square around a circle.
    pub fn around((x, y): (f64, f64), radius: f64) -> Block {
        Block::new(x - radius, y - radius, 2.0 * radius, 2.0 * radius)
    }

    /// Right edge.
    pub fn right(&self) -> f64 {
        self.x + self.w
    }

    /// Lower edge.
    pub fn bottom(&self) -> f64 {
        self.y + self.h
    }

    /// Middle.
    pub fn centre(&self) -> (f64, f64) {
        (self.x + self.w / 2.0, self.y + self.h / 2.0)
    }

    /// Larger by `by` on every side.
    pub fn grown(&self, by: f64) -> Block {
        Block::new(self.x - by, self.y - by, self.w + 2.0 * by, self.h + 2.0 * by)
    }

    /// True if the two share an area; a common edge is none.
    pub fn meets(&self, other: &Block) -> bool {
        self.x < other.right() && other.x < self.right() && self.y < other.bottom() && other.y < self.bottom()
    }

    /// True if `inner` lies within this, edges included.
    pub fn holds(&self, inner: &Block) -> bool {
        inner.x >= self.x
            && inner.y >= self.y
            && inner.right() <= self.right()
            && inner.bottom() <= self.bottom()
    }

    /// The point of the block that is nearest to `point`.
    pub fn nearest(&self, (x, y): (f64, f64)) -> (f64, f64) {
        (x.clamp(self.x, self.right()), y.clamp(self.y, self.bottom()))
    }

    /// True if the segment between two points runs through the block (slab method).
    pub fn is_cut_by(&self, from: (f64, f64), to: (f64, f64)) -> bool {
        let mut enter = 0.0_f64;
        let mut leave = 1.0_f64;
        for (start, end, low, high) in [
            (from.0, to.0, self.x, self.right()),
            (from.1, to.1, self.y, self.bottom()),
        ] {
            let run = end - start;
            if run.abs() < 1e-9 {
                if start <= low || start >= high {
                    return false;
                }
            } else {
                let (first, second) = ((low - start) / run, (high - start) / run);
                enter = enter.max(first.min(second));
                leave = leave.min(first.max(second));
            }
        }
        enter < leave
    }
}

/// A straight piece of line, from and to.
pub type Segment = ((f64, f64), (f64, f64));

/// True if two segments cross.
pub fn segments_cross(one: Segment, two: Segment) -> bool {
    let side =
        |a: (f64, f64), b: (f64, f64), c: (f64, f64)| (b.0 - a.0) * (c.1 - a.1) - (b.1 - a.1) * (c.0 - a.0);
    side(one.0, one.1, two.0) * side(one.0, one.1, two.1) < 0.0
        && side(two.0, two.1, one.0) * side(two.0, two.1, one.1) < 0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_common_edge_is_no_meeting() {
        let left = Block::new(0.0, 0.0, 10.0, 10.0);
        assert!(!left.meets(&Block::new(10.0, 0.0, 5.0, 5.0)));
        assert!(left.meets(&Block::new(9.0, 9.0, 5.0, 5.0)));
    }

    #[test]
    fn a_segment_cuts_a_block_only_if_it_passes_inside() {
        let block = Block::new(10.0, 10.0, 10.0, 10.0);
        assert!(block.is_cut_by((0.0, 15.0), (30.0, 15.0)));
        assert!(!block.is_cut_by((0.0, 5.0), (30.0, 5.0)));
        assert!(!block.is_cut_by((0.0, 15.0), (9.0, 15.0)));
        assert!(!block.is_cut_by((0.0, 10.0), (30.0, 10.0)));
    }

    #[test]
    fn crossing_needs_both_sides() {
        assert!(segments_cross(
            ((0.0, 0.0), (10.0, 10.0)),
            ((0.0, 10.0), (10.0, 0.0))
        ));
        assert!(!segments_cross(
            ((0.0, 0.0), (4.0, 4.0)),
            ((0.0, 10.0), (10.0, 0.0))
        ));
    }
}
