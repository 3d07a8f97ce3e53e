//! The four quadrants of a plane: where they lie, and where their names may stand.

use crate::chart::block::Block;
use crate::chart::block::Segment;
use crate::chart::canvas::Canvas;
use crate::chart::field::LABEL_LINE;
use crate::chart::field::Spot;
use crate::chart::frame::TEXT;
use crate::chart::letters;
use crate::chart::paint::Face;
use crate::chart::plane::Plane;

/// The two lines through a cut, over the whole plane.
pub fn cross(plane: &Plane, cut: (f64, f64)) -> [Segment; 2] {
    let rect = plane.rect();
    let (x, y) = (plane.x(cut.0), plane.y(cut.1));
    [
        ((x, rect.y), (x, rect.bottom())),
        ((rect.x, y), (rect.right(), y)),
    ]
}

/// What a quadrant is called.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cell {
    /// Its name.
    pub name: String,
    /// What is to be done there, on a line of its own; empty for nothing.
    pub action: String,
}

/// The four quadrants of a plane, and what is there already.
pub struct Quadrants<'a> {
    /// Where they part, in data coordinates.
    pub cut: (f64, f64),
    /// In the order low/low, high/low, low/high, high/high; x first.
    pub cells: &'a [Cell; 4],
    /// Marks that are to come.
    pub spots: &'a [Spot],
    /// Text that stands already.
    pub taken: &'a [Block],
    /// Lines that names rather keep off.
    pub lines: &'a [Segment],
}

/// The four quadrants on the canvas, in the order of their names.
pub fn rooms(plane: &Plane, cut: (f64, f64)) -> [Block; 4] {
    let rect = plane.rect();
    let (cx, cy) = (
        plane.x(cut.0).clamp(rect.x, rect.right()),
        plane.y(cut.1).clamp(rect.y, rect.bottom()),
    );
    let (left, right) = ((rect.x, cx - rect.x), (cx, rect.right() - cx));
    let (upper, lower) = ((rect.y, cy - rect.y), (cy, rect.bottom() - cy));
    [(left, lower), (right, lower), (left, upper), (right, upper)]
        .map(|((x, w), (y, h))| Block::new(x, y, w, h))
}

/// A name with its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Named {
    /// Around all its lines.
    pub block: Block,
    /// True if marks stand there too: it is set over them, with a rim.
    pub is_over_marks: bool,
    /// True if the action had no room beside the name.
    pub is_without_action: bool,
    lines: Vec<(String, Face)>,
}

/// Finds each name the first place at the edge of its quadrant that no mark and no line touches: the corners, the outer
/// one first, then along the edge. A cell that has no place at all has no name; the others come in their order.
///
/// Where there is none for name and action, the name stands alone; where there is none for the name, it stands over marks.
pub fn name(plane: &Plane, quadrants: &Quadrants<'_>) -> Vec<Named> {
    let marks: Vec<Block> = quadrants
        .spots
        .iter()
        .map(|spot| Block::around((plane.x(spot.at.0), plane.y(spot.at.1)), spot.radius + 5.0))
        .collect();
    let mut named: Vec<Named> = Vec::new();
    let rooms = rooms(plane, quadrants.cut);
    for (idx, (cell, room)) in quadrants.cells.iter().zip(rooms).enumerate() {
        let room = Block::new(room.x + 5.0, room.y + 4.0, room.w - 10.0, room.h - 8.0);
        let variants = variants(cell, room.w);
        let open = |block: &Block| {
            !quadrants.taken.iter().any(|other| other.meets(block))
                && !named.iter().any(|other| other.block.meets(block))
        };
        let clear = |block: &Block| {
            open(block)
                && !marks.iter().any(|mark| mark.meets(block))
                && !quadrants
                    .lines
                    .iter()
                    .any(|(from, to)| block.is_cut_by(*from, *to))
        };
        let find = |is_good: &dyn Fn(&Block) -> bool| {
            variants.iter().find_map(|lines| {
                let place = places(room, lines, idx).into_iter().find(is_good)?;
                Some((place, lines.clone()))
            })
        };
        let found = find(&clear)
            .map(|found| (found, false))
            .or_else(|| find(&open).map(|found| (found, true)));
        if let Some(((block, lines), is_over_marks)) = found {
            named.push(Named {
                block,
                is_over_marks,
                is_without_action: !cell.action.is_empty() && lines.len() == 1,
                lines,
            });
        }
    }
    named
}

/// Sets a name.
pub fn set(canvas: &Canvas, named: &Named) {
    for (line, (words, face)) in named.lines.iter().enumerate() {
        let y = named.block.y + LABEL_LINE * (line as f64 + 0.5);
        let face = Face {
            has_halo: named.is_over_marks,
            ..*face
        };
        canvas.text((named.block.x, y), words, &face);
    }
}

/// Name with action, and name alone.
fn variants(cell: &Cell, room: f64) -> Vec<Vec<(String, Face)>> {
    let bold = (letters::fit(&cell.name, TEXT, room / 1.07), Face::INK.bold());
    if cell.action.is_empty() {
        return vec![vec![(letters::fit(&cell.name, TEXT, room), Face::SECOND)]];
    }
    let action = (letters::fit(&cell.action, TEXT, room), Face::SECOND);
    vec![vec![bold.clone(), action], vec![bold]]
}

/// Where the lines may stand in a quadrant, best first; nowhere if it is too small.
fn places(room: Block, lines: &[(String, Face)], idx: usize) -> Vec<Block> {
    let high = LABEL_LINE * lines.len() as f64;
    if room.w < 3.0 * TEXT || room.h < high + TEXT - 2.0 {
        return Vec::new();
    }
    let (is_right, is_upper) = (idx % 2 == 1, idx >= 2);
    let wide = lines
        .iter()
        .map(|(words, face)| letters::width(words, TEXT) * if face.is_bold { 1.07 } else { 1.0 })
        .fold(0.0, f64::max);
    let (mut across, mut up) = ([room.x, room.right() - wide], [room.y, room.bottom() - high]);
    if is_right {
        across.reverse();
    }
    if !is_upper {
        up.reverse();
    }
    let ([outer_x, inner_x], [outer_y, inner_y]) = (across, up);
    let corners = [
        (outer_x, outer_y),
        (outer_x, inner_y),
        (inner_x, outer_y),
        (inner_x, inner_y),
    ];
    let step = |part: u32| outer_x + (inner_x - outer_x) * f64::from(part) / 8.0;
    let along = [outer_y, inner_y]
        .into_iter()
        .flat_map(|y| (1..8).map(move |part| (step(part), y)));
    corners
        .into_iter()
        .chain(along)
        .map(|(x, y)| Block::new(x, y, wide, high))
        .collect()
}
