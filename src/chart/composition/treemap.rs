//! A composition as cells whose areas are the shares, inner parts within them.

use crate::chart::block::Block;
use crate::chart::canvas::Canvas;
use crate::chart::composition::CompositionData;
use crate::chart::composition::Part;
use crate::chart::composition::pieces;
use crate::chart::composition::pieces::Piece;
use crate::chart::composition::shown;
use crate::chart::composition::sorted;
use crate::chart::composition::table;
use crate::chart::figures;
use crate::chart::frame::Frame;
use crate::chart::frame::Svg;
use crate::chart::frame::TEXT;
use crate::chart::letters;
use crate::chart::notes;
use crate::chart::paint::Face;
use crate::chart::paint::Mark;
use crate::chart::paint::Paint;
use crate::chart::paint::Run;

/// Pieces at most; of more parts the smallest are one.
const MOST: usize = 20;

/// Height of a line within a cell, and the room around its words.
const LINE: f64 = 19.0;
const PAD: f64 = 6.0;

/// Draws the treemap.
pub fn draw(data: &CompositionData, frame: &Frame) -> Svg {
    let canvas = Canvas::new(frame);
    let table = table(data, &sorted(&data.parts), frame);
    let pieces = pieces::pieces(data, MOST, frame);
    if pieces.is_empty() {
        let words = frame.say("没有已知的组成部分", "No part is known");
        let height = notes::nothing(&canvas, words);
        let height = pieces::others(&canvas, frame, data, height + 6.0);
        return canvas.finish(frame, "treemap", height + 2.0, table);
    }
    let wide = canvas.width();
    let rect = Block::new(0.0, 0.0, wide, (wide * 0.62).min(520.0));
    let shares: Vec<f64> = pieces.iter().map(|piece| piece.share).collect();
    let mut unnamed = Vec::new();
    let mut n_numbered = 0;
    for (piece, cell) in pieces.iter().zip(squarified(&shares, rect)) {
        let number = match one(&canvas, data, piece, cell, n_numbered + 1) {
            Told::Named => continue,
            Told::Numbered => {
                n_numbered += 1;
                format!("{n_numbered} ")
            }
            Told::Not => String::new(),
        };
        let label = letters::fit(&piece.label, TEXT, wide * 0.5);
        unnamed.push(Run {
            text: format!("{number}{label} {}", figures::percent(piece.share)),
            href: piece.href.map(str::to_string),
        });
    }
    let small = frame.say("小格", "Small cells");
    let bottom = notes::list(&canvas, frame, rect.bottom() + 6.0, (small, &unnamed), 8);
    let bottom = pieces::others(&canvas, frame, data, bottom);
    canvas.finish(frame, "treemap", bottom + 2.0, table)
}

/// What a cell says of itself.
enum Told {
    Named,
    Numbered,
    Not,
}

/// One cell with its name; with its number if there is no room for that.
fn one(canvas: &Canvas, data: &CompositionData, piece: &Piece<'_>, cell: Block, number: usize) -> Told {
    let title = piece.title(data.unit.as_deref());
    let mark = Mark {
        title: &title,
        href: piece.href,
    };
    let inner = cell.grown(-1.0);
    canvas.mark(&mark, || {
        let paint = match piece.role {
            Some(role) => Paint::tint(role, 0.3),
            None => Paint::unknown(),
        };
        canvas.rect((inner.x, inner.y), (inner.w, inner.h), &paint);
        // A stripe in full colour, so that a category is known again.
        if let Some(role) = piece.role {
            canvas.rect(
                (inner.x, inner.y),
                (inner.w.min(4.0), inner.h),
                &Paint::fill(role),
            );
        }
        let text = Block::new(
            inner.x + PAD + 2.0,
            inner.y + 3.0,
            inner.w - 2.0 * PAD - 2.0,
            inner.h - 6.0,
        );
        let used = words(canvas, piece, text);
        if used == 0.0 {
            let number = number.to_string();
            if text.w + PAD >= letters::width(&number, TEXT) && text.h >= LINE {
                canvas.text((text.x, text.y + LINE / 2.0), &number, &halo(piece, Face::SECOND));
                return Told::Numbered;
            }
            return Told::Not;
        }
        let rest = Block::new(
            text.x,
            text.y + used + 2.0,
            text.w,
            (text.h - used - 2.0).max(0.0),
        );
        inner_parts(canvas, piece, rest);
        Told::Named
    })
}

fn halo(piece: &Piece<'_>, face: Face) -> Face {
    if piece.role.is_none() { face.halo() } else { face }
}

/// Name and share in a cell; gives the height they take, none if they have no room.
fn words(canvas: &Canvas, piece: &Piece<'_>, room: Block) -> f64 {
    let share = figures::percent(piece.share);
    if room.h < LINE || room.w < 2.0 * TEXT {
        return 0.0;
    }
    let name_wide = letters::width(&piece.label, TEXT);
    let share_wide = letters::width(&share, TEXT) * 1.07;
    let name_face = halo(piece, Face::INK);
    let share_face = halo(piece, Face::INK.bold());
    // Side by side where the cell is low, else one under another.
    if room.h < 2.0 * LINE {
        if name_wide + share_wide + TEXT * 0.4 > room.w {
            return 0.0;
        }
        canvas.text((room.x, room.y + LINE / 2.0), &piece.label, &name_face);
        let at = (room.x + name_wide + TEXT * 0.4, room.y + LINE / 2.0);
        canvas.text(at, &share, &share_face);
        return LINE;
    }
    let n_lines = ((room.h / LINE) as usize - 1).min(2);
    let lines = letters::wrap(&piece.label, TEXT, room.w, n_lines);
    let is_told = lines.iter().map(|line| line.chars().count()).sum::<usize>() > 3 || name_wide <= room.w;
    if !is_told || share_wide > room.w {
        return 0.0;
    }
    for (idx, line) in lines.iter().enumerate() {
        canvas.text((room.x, room.y + LINE * (idx as f64 + 0.5)), line, &name_face);
    }
    let y = room.y + LINE * (lines.len() as f64 + 0.5);
    canvas.text((room.x, y), &share, &share_face);
    LINE * (lines.len() as f64 + 1.0)
}

/// What a piece is made of in turn, within its cell; what is left open is the rest of it.
fn inner_parts(canvas: &Canvas, piece: &Piece<'_>, room: Block) {
    let parts: Vec<&Part> = sorted(piece.parts)
        .into_iter()
        .filter(|part| shown(part) > 0.0)
        .take(MOST)
        .collect();
    let Some(role) = piece
        .role
        .filter(|_| !parts.is_empty() && room.w > 60.0 && room.h > 24.0)
    else {
        return;
    };
    let sum: f64 = parts.iter().map(|part| shown(part)).sum();
    let mut shares: Vec<f64> = parts.iter().map(|part| shown(part)).collect();
    if sum < 100.0 {
        shares.push(100.0 - sum);
    }
    for (part, cell) in parts.iter().zip(squarified(&shares, room)) {
        let inner = cell.grown(-0.8);
        let share = figures::percent(shown(part));
        let title = format!("{} › {} {share}", piece.label, part.label);
        let mark = Mark {
            title: &title,
            href: part.href.as_deref(),
        };
        canvas.mark(&mark, || {
            canvas.rect((inner.x, inner.y), (inner.w, inner.h), &Paint::tint(role, 0.22));
            let room = inner.w - 2.0 * PAD - letters::width(&share, TEXT) - TEXT * 0.3;
            if room > 2.5 * TEXT && inner.h >= LINE {
                let words = format!("{} {share}", letters::fit(&part.label, TEXT, room));
                canvas.text((inner.x + PAD, inner.y + LINE / 2.0 + 1.0), &words, &Face::INK);
            }
        });
    }
}

/// Cells of the given areas that fill the room, as near to squares as the order allows (Bruls, Huizing and van Wijk 2000).
fn squarified(shares: &[f64], room: Block) -> Vec<Block> {
    let sum: f64 = shares.iter().sum();
    let unit = room.w * room.h / sum;
    let areas: Vec<f64> = shares.iter().map(|share| share * unit).collect();
    let mut cells = Vec::new();
    let mut left = room;
    let mut rest = areas.as_slice();
    while !rest.is_empty() {
        let side = left.w.min(left.h);
        let mut n = 1;
        while n < rest.len() && worst(rest, n + 1, side) <= worst(rest, n, side) {
            n += 1;
        }
        let (row, after) = rest.split_at(n);
        let area: f64 = row.iter().sum();
        let depth = if side > 0.0 { area / side } else { 0.0 };
        let is_column = left.w >= left.h;
        let mut from = 0.0;
        for cell in row {
            let long = if depth > 0.0 { cell / depth } else { 0.0 };
            cells.push(if is_column {
                Block::new(left.x, left.y + from, depth.min(left.w), long)
            } else {
                Block::new(left.x + from, left.y, long, depth.min(left.h))
            });
            from += long;
        }
        left = if is_column {
            Block::new(left.x + depth, left.y, (left.w - depth).max(0.0), left.h)
        } else {
            Block::new(left.x, left.y + depth, left.w, (left.h - depth).max(0.0))
        };
        rest = after;
    }
    cells
}

/// The longest side against the shortest, of the first `n` cells laid along one side.
fn worst(areas: &[f64], n: usize, side: f64) -> f64 {
    let row = || areas.iter().take(n);
    let sum: f64 = row().sum();
    let most = row().copied().fold(0.0, f64::max);
    let least = row().copied().fold(f64::INFINITY, f64::min);
    (side * side * most / (sum * sum)).max(sum * sum / (side * side * least))
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::chart::proof;
    use crate::diag::Lang;

    fn frame(lang: Lang) -> Frame {
        Frame::new("tree", lang, "前三家占一半", "构成")
    }

    fn of(shares: &[Option<f64>]) -> CompositionData {
        let part = |(idx, share): (usize, &Option<f64>)| Part {
            label: proof::name(idx),
            share: *share,
            amount: share.map(|share| share * 25.6),
            href: Some(format!("#p{idx}")),
            ..Part::default()
        };
        CompositionData {
            unit: Some("万元".into()),
            parts: shares.iter().enumerate().map(part).collect(),
        }
    }

    /// `n` parts, each half of the one before.
    pub(crate) fn steep(n: usize) -> CompositionData {
        let share = |idx: usize| Some(90.0 / f64::from(1_u32 << idx.min(20)));
        of(&(0..n).map(share).collect::<Vec<Option<f64>>>())
    }

    #[test]
    fn any_number_of_parts_is_drawn_without_a_label_on_another() {
        for n in [0_usize, 1, 2, 12, 20, 21, 200] {
            let even = vec![Some(100.0 / n.max(1) as f64); n];
            let steep: Vec<Option<f64>> = (0..n)
                .map(|idx| Some(90.0 / f64::from(1_u32 << idx.min(20))))
                .collect();
            for shares in [even, steep] {
                for lang in Lang::ALL {
                    for width in [360.0, 480.0, 1200.0] {
                        let frame = Frame { width, ..frame(lang) };
                        let svg = draw(&of(&shares), &frame);
                        proof::check(&svg);
                        assert_eq!(svg, draw(&of(&shares), &frame));
                        assert_eq!(svg.table.rows.len(), n);
                    }
                }
            }
        }
    }

    #[test]
    fn cells_have_the_areas_of_their_shares_and_fill_the_room() {
        let room = Block::new(0.0, 0.0, 600.0, 400.0);
        let shares = [6.0, 6.0, 4.0, 3.0, 2.0, 2.0, 1.0];
        let cells = squarified(&shares, room);
        for (cell, share) in cells.iter().zip(shares) {
            assert!((cell.w * cell.h - share * 10_000.0).abs() < 1e-6, "{cell:?}");
            assert!(room.grown(1e-9).holds(cell) && cell.w / cell.h < 4.0 && cell.h / cell.w < 4.0);
        }
        for (idx, one) in cells.iter().enumerate() {
            assert!(cells.iter().skip(idx + 1).all(|two| !one.grown(-1e-6).meets(two)));
        }
    }

    #[test]
    fn a_part_without_room_for_its_name_has_a_number_or_stands_below() {
        let shares = [Some(60.0), Some(38.0), Some(1.0), Some(0.6), Some(0.4)];
        let svg = draw(&of(&shares), &frame(Lang::Zh));
        proof::check(&svg);
        assert!(svg.markup.contains("小格") && svg.markup.contains("客户4 Co 0.4%"));
    }

    #[test]
    fn inner_parts_stand_within_and_the_missing_is_hatched() {
        let mut data = of(&[Some(70.0)]);
        data.parts[0].label = "运营商".into();
        data.parts[0].parts = vec![Part {
            label: "移动".into(),
            share: Some(90.0),
            ..Part::default()
        }];
        let svg = draw(&data, &frame(Lang::Zh));
        proof::check(&svg);
        assert!(svg.markup.contains("移动 90%") && svg.markup.contains("url(#tree-hatch)"));
        assert!(svg.markup.contains("未说明"));
    }

    #[test]
    fn shares_that_are_none_do_no_harm() {
        for odd in [f64::NAN, f64::INFINITY, 1e300, 1e-300, -4.0] {
            proof::check(&draw(&of(&[Some(odd), Some(10.0), Some(odd)]), &frame(Lang::En)));
        }
    }
}
