//! Arrows between the cells of a grid: they run in the gutters, never over a cell.

use crate::chart::block::Block;
use crate::chart::canvas::Canvas;
use crate::chart::paint::Paint;
use crate::chart::palette::Role;

/// Distances from the middle of a gutter, so that neighbouring arrows can be told apart; in units.
const LANES: [f64; 5] = [0.0, 4.0, -4.0, 7.5, -7.5];

/// A cell of the drawing: column from the left and row from the top.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot {
    /// From the left.
    pub column: usize,
    /// From the top.
    pub row: usize,
}

/// Where an arrow begins and ends, with the blocks of its cells.
pub struct Way {
    /// Begin.
    pub from: (Spot, Block),
    /// End.
    pub to: (Spot, Block),
    /// Which arrow it is, from 0.
    pub idx: usize,
}

/// Draws an arrow; every cell has a gutter of `gutter` units at its left, over it, and towards its neighbours.
pub fn draw(canvas: &Canvas, way: &Way, gutter: f64) {
    let lane = LANES.get(way.idx % LANES.len()).copied().unwrap_or(0.0);
    let points = route(way, gutter, lane);
    canvas.path(&points, false, &Paint::line(Role::Cat1, 1.8));
    if let [.., before, end] = points.as_slice() {
        head(canvas, *before, *end);
    }
}

/// The corners of an arrow's line.
fn route(way: &Way, gutter: f64, lane: f64) -> Vec<(f64, f64)> {
    let ((from, one), (to, two)) = (&way.from, &way.to);
    let half = gutter / 2.0;
    let (y0, y1) = (one.centre().1 + lane, two.centre().1 + lane);
    if from.column == to.column {
        if from.row.abs_diff(to.row) == 1 {
            let x = one.centre().0 + lane;
            let ends = if to.row < from.row {
                (one.y, two.bottom())
            } else {
                (one.bottom(), two.y)
            };
            return vec![(x, ends.0), (x, ends.1)];
        }
        let x = one.x - half + lane;
        return vec![(one.x, y0), (x, y0), (x, y1), (two.x, y1)];
    }
    let is_right = to.column > from.column;
    let (exit, entry, out, into) = if is_right {
        (one.right(), two.x, one.right() + half + lane, two.x - half + lane)
    } else {
        (one.x, two.right(), one.x - half + lane, two.right() + half + lane)
    };
    if from.column.abs_diff(to.column) == 1 {
        return if from.row == to.row {
            vec![(exit, y0), (entry, y0)]
        } else {
            vec![(exit, y0), (out, y0), (out, y1), (entry, y1)]
        };
    }
    // Along the gutter of the target's row, on the side the arrow comes from.
    let y = if from.row > to.row {
        two.bottom() + half + lane
    } else {
        two.y - half + lane
    };
    vec![
        (exit, y0),
        (out, y0),
        (out, y),
        (into, y),
        (into, y1),
        (entry, y1),
    ]
}

fn head(canvas: &Canvas, before: (f64, f64), end: (f64, f64)) {
    let (dx, dy) = (end.0 - before.0, end.1 - before.1);
    let long = libm::sqrt(dx * dx + dy * dy).max(1e-9);
    let (dx, dy) = (dx / long * 9.0, dy / long * 9.0);
    let side = |sign: f64| (end.0 - dx - sign * dy * 0.5, end.1 - dy + sign * dx * 0.5);
    canvas.path(&[end, side(1.0), side(-1.0)], true, &Paint::fill(Role::Cat1));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(column: usize, row: usize) -> (Spot, Block) {
        let block = Block::new(
            column as f64 * 120.0 + 20.0,
            row as f64 * 80.0 + 20.0,
            100.0,
            60.0,
        );
        (Spot { column, row }, block)
    }

    #[test]
    fn no_arrow_runs_over_a_cell() {
        let spots: Vec<(usize, usize)> = (0..4)
            .flat_map(|column| (0..4).map(move |row| (column, row)))
            .collect();
        let mut n = 0;
        for (idx, from) in spots.iter().enumerate() {
            for to in spots.iter().filter(|to| *to != from) {
                let way = Way {
                    from: cell(from.0, from.1),
                    to: cell(to.0, to.1),
                    idx,
                };
                let lane = LANES[idx % LANES.len()];
                for pair in route(&way, 20.0, lane).windows(2) {
                    for (column, row) in &spots {
                        let (_, block) = cell(*column, *row);
                        assert!(
                            !block.grown(-0.5).is_cut_by(pair[0], pair[1]),
                            "{from:?} → {to:?} over {column} {row}: {pair:?}"
                        );
                    }
                    n += 1;
                }
            }
        }
        assert!(n > 240);
    }
}
