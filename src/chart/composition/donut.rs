//! A composition of few parts as a ring, every part named beside it.

use crate::chart::canvas::Canvas;
use crate::chart::canvas::on_circle;
use crate::chart::composition::CompositionData;
use crate::chart::composition::pieces;
use crate::chart::composition::pieces::Piece;
use crate::chart::composition::sorted;
use crate::chart::composition::table;
use crate::chart::figures;
use crate::chart::frame::Frame;
use crate::chart::frame::Svg;
use crate::chart::frame::TEXT;
use crate::chart::lanes;
use crate::chart::letters;
use crate::chart::notes;
use crate::chart::paint::Anchor;
use crate::chart::paint::Face;
use crate::chart::paint::Mark;
use crate::chart::paint::Paint;
use crate::chart::palette::Role;

/// Pieces at most; of more parts the smallest are one. A ring of many pieces is for nobody: the bars are.
const MOST: usize = 7;

/// Height of a label: a line for the name, one for the figures.
const LABEL: f64 = 42.0;

/// Space between the ring and the labels.
const GAP: f64 = 34.0;

/// Draws the ring.
pub fn draw(data: &CompositionData, frame: &Frame) -> Svg {
    let canvas = Canvas::new(frame);
    let table = table(data, &sorted(&data.parts), frame);
    let pieces = pieces::pieces(data, MOST, frame);
    if pieces.is_empty() {
        let words = frame.say("没有已知的组成部分", "No part is known");
        let height = notes::nothing(&canvas, words);
        let height = pieces::others(&canvas, frame, data, height + 6.0);
        return canvas.finish(frame, "donut", height + 2.0, table);
    }
    let slices = slices(&pieces);
    let n_right = slices.iter().filter(|slice| slice.is_right()).count();
    let n_side = n_right.max(slices.len() - n_right) as f64;
    let outer = (canvas.width() * 0.19).min(110.0);
    let high = (2.0 * outer + 24.0).max(n_side * LABEL);
    let centre = (canvas.width() / 2.0, high / 2.0);
    for slice in &slices {
        ring(&canvas, data, slice, (centre, outer));
    }
    middle(&canvas, frame, &pieces, (centre, outer * 0.6));
    for is_right in [true, false] {
        let side: Vec<&Slice<'_>> = slices
            .iter()
            .filter(|slice| slice.is_right() == is_right)
            .collect();
        labels(&canvas, &side, (centre, outer, high), is_right);
    }
    let bottom = pieces::others(&canvas, frame, data, high + 6.0);
    canvas.finish(frame, "donut", bottom + 2.0, table)
}

/// A piece with its part of the turn.
struct Slice<'a> {
    piece: &'a Piece<'a>,
    from: f64,
    to: f64,
}

impl Slice<'_> {
    fn middle(&self) -> f64 {
        (self.from + self.to) / 2.0
    }

    fn is_right(&self) -> bool {
        self.middle() <= 0.5
    }
}

/// Clockwise from above, in their order.
fn slices<'a>(pieces: &'a [Piece<'a>]) -> Vec<Slice<'a>> {
    let sum: f64 = pieces.iter().map(|piece| piece.share).sum();
    let ends = pieces.iter().scan(0.0, |to, piece| {
        let from = *to;
        *to += piece.share / sum;
        Some((from, *to))
    });
    pieces
        .iter()
        .zip(ends)
        .map(|(piece, (from, to))| Slice { piece, from, to })
        .collect()
}

fn ring(canvas: &Canvas, data: &CompositionData, slice: &Slice<'_>, (centre, outer): ((f64, f64), f64)) {
    let title = slice.piece.title(data.unit.as_deref());
    let mark = Mark {
        title: &title,
        href: slice.piece.href,
    };
    let paint = match slice.piece.role {
        Some(role) => Paint {
            stroke: Some(Role::Paper),
            width: 1.5,
            ..Paint::fill(role)
        },
        None => Paint::unknown(),
    };
    canvas.mark(&mark, || {
        canvas.sector(centre, (outer * 0.6, outer), (slice.from, slice.to), &paint);
    });
}

/// The point of it in the hole: what the three largest make, or the largest of few.
fn middle(canvas: &Canvas, frame: &Frame, pieces: &[Piece<'_>], (centre, inner): ((f64, f64), f64)) {
    let shares: Vec<f64> = pieces
        .iter()
        .filter(|piece| piece.role.is_some_and(|role| role != Role::Other))
        .map(|piece| piece.share)
        .collect();
    let (words, share): (&str, f64) = match shares.as_slice() {
        [] => return,
        [one, two, three, _, ..] => (frame.say("前三", "top three"), one + two + three),
        [one, ..] => (frame.say("最大", "largest"), *one),
    };
    let room = inner * 1.6;
    let percent = letters::fit(&figures::percent(share), 22.0, room / 1.07);
    let face = Face {
        size: 22.0,
        ..Face::INK.bold().at(Anchor::Middle)
    };
    canvas.text((centre.0, centre.1 - 9.0), &percent, &face);
    let words = letters::fit(words, TEXT, room);
    canvas.text(
        (centre.0, centre.1 + 14.0),
        &words,
        &Face::SECOND.at(Anchor::Middle),
    );
}

/// One side's labels, each as near to its piece as the others allow, with a leader.
fn labels(
    canvas: &Canvas,
    side: &[&Slice<'_>],
    (centre, outer, high): ((f64, f64), f64, f64),
    is_right: bool,
) {
    let sign = if is_right { 1.0 } else { -1.0 };
    let edge = centre.0 + sign * (outer + GAP);
    let room = (canvas.width() / 2.0 - outer - GAP).max(0.0);
    let anchor = if is_right { Anchor::Start } else { Anchor::End };
    let wanted: Vec<f64> = side
        .iter()
        .map(|slice| on_circle(centre, outer + 8.0, slice.middle()).1)
        .collect();
    let mids = lanes::stack(&wanted, LABEL, (0.0, high));
    for (slice, mid) in side.iter().zip(mids) {
        let piece = slice.piece;
        let foot = on_circle(centre, outer + 1.0, slice.middle());
        let knee = (centre.0 + sign * (outer + GAP * 0.55), mid);
        let end = (edge - sign * 4.0, mid);
        canvas.path(&[foot, knee, end], false, &Paint::line(Role::Ink2, 0.8));
        let name = letters::fit(&piece.label, TEXT, room);
        canvas.text((edge, mid - 9.5), &name, &Face::INK.at(anchor));
        let share = letters::fit(&figures::percent(piece.share), TEXT, room / 1.07);
        canvas.text((edge, mid + 9.5), &share, &Face::INK.bold().at(anchor));
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::chart::composition::Part;
    use crate::chart::proof;
    use crate::diag::Lang;

    fn frame(lang: Lang) -> Frame {
        Frame::new("donut", lang, "前三家占一半", "构成")
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

    /// `n` parts of one size.
    pub(crate) fn even(n: usize) -> CompositionData {
        of(&vec![Some(100.0 / n.max(1) as f64); n])
    }

    #[test]
    fn any_number_of_parts_is_drawn_without_a_label_on_another() {
        for n in [0_usize, 1, 2, 7, 8, 12, 200] {
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
    fn of_more_than_seven_parts_the_smallest_are_one_with_the_remainder() {
        let mut data = of(&[Some(12.5); 8]);
        assert!(draw(&data, &frame(Lang::Zh)).markup.contains(">其他 2 项</text>"));
        data.parts[0].is_other = true;
        let markup = draw(&data, &frame(Lang::Zh)).markup;
        assert!(markup.contains(">其他 2 项</text>") && markup.contains(">前三</text>"));
        data.parts.truncate(7);
        assert!(!draw(&data, &frame(Lang::Zh)).markup.contains("其他"));
    }

    #[test]
    fn what_is_missing_to_the_whole_is_hatched_and_what_is_unknown_is_listed() {
        let svg = draw(&of(&[Some(60.0), None, Some(0.0), Some(-3.0)]), &frame(Lang::Zh));
        proof::check(&svg);
        assert!(svg.markup.contains("url(#donut-hatch)") && svg.markup.contains(">40%</text>"));
        assert!(svg.markup.contains("未入图"));
        assert!(
            !draw(&of(&[Some(59.96), Some(40.0)]), &frame(Lang::Zh))
                .markup
                .contains("hatch")
        );
    }

    #[test]
    fn shares_that_are_none_do_no_harm() {
        for odd in [f64::NAN, f64::INFINITY, 1e300, 1e-300] {
            proof::check(&draw(&of(&[Some(odd), Some(10.0), Some(odd)]), &frame(Lang::En)));
        }
    }
}
