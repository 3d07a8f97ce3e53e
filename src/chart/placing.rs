//! Finds a place for every label around its mark, so that none covers another; the same input gives the same places.
//!
//! In order of rank each label tries the sides of its mark, then wider and wider rings, from where a leader leads back.

use crate::chart::block::Block;
use crate::chart::block::Segment;
use crate::chart::block::segments_cross;

/// A label that wants a place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Wish {
    /// The middle of its mark.
    pub at: (f64, f64),
    /// The reach of its mark.
    pub radius: f64,
    /// Width of the text.
    pub width: f64,
    /// Height of the text, all lines.
    pub height: f64,
    /// True if it must be read: where nothing else is free it may cover marks, though never another label.
    pub is_needed: bool,
}

/// Where a label stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    /// Around the text.
    pub block: Block,
    /// From the mark to the text, if the label had to move away.
    pub leader: Option<Segment>,
}

/// What labels may not cover, and must stay within.
#[derive(Debug, Clone, Copy)]
pub struct Ground<'a> {
    /// Edge of it all.
    pub bounds: Block,
    /// Text that stands already.
    pub taken: &'a [Block],
    /// All marks, the wishes' own too.
    pub marks: &'a [Block],
    /// Labels that have their place already.
    pub placed: &'a [Place],
    /// Lines that a label beside its mark rather keeps off.
    pub lines: &'a [Segment],
}

/// The eight sides of a mark, best first: right, left, above, below, then the corners. Part of the text's width and
/// height by which its left upper corner is moved, and the direction of the gap.
const SIDES: [(f64, f64, f64, f64); 8] = [
    (0.0, -0.5, 1.0, 0.0),
    (-1.0, -0.5, -1.0, 0.0),
    (-0.5, -1.0, 0.0, -1.0),
    (-0.5, 0.0, 0.0, 1.0),
    (0.0, -1.0, 0.7, -0.7),
    (0.0, 0.0, 0.7, 0.7),
    (-1.0, -1.0, -0.7, -0.7),
    (-1.0, 0.0, -0.7, 0.7),
];

/// Distances of the rings with a leader, in units.
const RINGS: [f64; 10] = [14.0, 24.0, 36.0, 52.0, 72.0, 96.0, 126.0, 160.0, 200.0, 245.0];

/// Sixteen directions as cosine and sine; literals, so that no float function is asked.
const DIRECTIONS: [(f64, f64); 16] = [
    (1.0, 0.0),
    (0.924, -0.383),
    (0.924, 0.383),
    (0.707, -0.707),
    (0.707, 0.707),
    (-1.0, 0.0),
    (-0.924, -0.383),
    (-0.924, 0.383),
    (-0.707, -0.707),
    (-0.707, 0.707),
    (0.383, -0.924),
    (0.383, 0.924),
    (0.0, -1.0),
    (0.0, 1.0),
    (-0.383, -0.924),
    (-0.383, 0.924),
];

/// Space between a mark and its label, in units.
const GAP: f64 = 4.0;

/// So many marks at most may have leaders run over them; in a greater crowd a line over marks says nothing.
const FEW: usize = 60;

/// How strictly a place is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rule {
    /// Neither text nor leader touches a mark.
    Clear,
    /// A leader may run over marks.
    LeaderOver,
    /// Text may cover marks.
    TextOver,
}

/// A place for each wish, in the order given; `None` where none is free.
///
/// First what must be read, by any rule; then all that find a clear place, then the others by a looser rule.
/// Text never covers text.
pub fn place(wishes: &[Wish], ground: &Ground<'_>) -> Vec<Option<Place>> {
    let mut places: Vec<Option<Place>> = vec![None; wishes.len()];
    let mut placed: Vec<Place> = ground.placed.to_vec();
    let is_crowd = ground.marks.len() > FEW;
    let sweeps = [
        (true, Rule::Clear),
        (true, Rule::LeaderOver),
        (true, Rule::TextOver),
        (false, Rule::Clear),
        (false, Rule::LeaderOver),
    ];
    for (is_needed, rule) in sweeps {
        if is_crowd && !is_needed && rule == Rule::LeaderOver {
            continue;
        }
        for (wish, place) in wishes.iter().zip(&mut places) {
            if place.is_none() && wish.is_needed == is_needed {
                *place = best(wish, rule, &placed, ground);
                placed.extend(*place);
            }
        }
    }
    places
}

/// The first free place beside the mark that crosses the fewest lines, else the first with a leader.
fn best(wish: &Wish, rule: Rule, placed: &[Place], ground: &Ground<'_>) -> Option<Place> {
    let mut free = candidates(wish)
        .filter(|place| is_free(wish, (place, rule), placed, ground))
        .peekable();
    let first = free.peek().copied();
    let crossings = |place: &Place| {
        ground
            .lines
            .iter()
            .filter(|(from, to)| place.block.is_cut_by(*from, *to))
            .count()
    };
    free.take_while(|place| place.leader.is_none())
        .min_by_key(crossings)
        .or(first)
}

fn candidates(wish: &Wish) -> impl Iterator<Item = Place> {
    let wish = *wish;
    let beside = SIDES.into_iter().map(move |(across, down, right, low)| {
        let gap = wish.radius + GAP;
        let x = wish.at.0 + across * wish.width + right * gap;
        let y = wish.at.1 + down * wish.height + low * gap;
        Place {
            block: Block::new(x, y, wish.width, wish.height),
            leader: None,
        }
    });
    let away = RINGS.into_iter().flat_map(move |ring| {
        DIRECTIONS.into_iter().map(move |(cos, sin)| {
            let reach = wish.radius + ring;
            let foot = (wish.at.0 + cos * reach, wish.at.1 + sin * reach);
            let x = if cos > 0.1 {
                foot.0
            } else if cos < -0.1 {
                foot.0 - wish.width
            } else {
                foot.0 - wish.width / 2.0
            };
            let y = foot.1 - wish.height * (1.0 - sin) / 2.0;
            let block = Block::new(x, y, wish.width, wish.height);
            let end = block.grown(-2.0).nearest(wish.at);
            let edge = (wish.at.0 + cos * wish.radius, wish.at.1 + sin * wish.radius);
            Place {
                block,
                leader: Some((edge, end)),
            }
        })
    });
    beside.chain(away)
}

fn is_free(wish: &Wish, (place, rule): (&Place, Rule), placed: &[Place], ground: &Ground<'_>) -> bool {
    let roomy = place.block.grown(1.0);
    if !ground.bounds.holds(&place.block)
        || ground.taken.iter().any(|block| block.meets(&roomy))
        || (rule != Rule::TextOver && ground.marks.iter().any(|mark| mark.meets(&place.block)))
        || placed.iter().any(|other| other.block.meets(&roomy))
    {
        return false;
    }
    let cut = |block: &Block, leader: Segment| block.is_cut_by(leader.0, leader.1);
    if placed
        .iter()
        .filter_map(|other| other.leader)
        .any(|leader| cut(&roomy, leader))
    {
        return false;
    }
    place.leader.is_none_or(|leader| {
        let own = Block::around(wish.at, wish.radius + 0.5);
        !ground.taken.iter().any(|block| cut(block, leader))
            && (rule != Rule::Clear
                || !ground
                    .marks
                    .iter()
                    .any(|mark| !mark.meets(&own) && cut(mark, leader)))
            && !placed.iter().any(|other| {
                cut(&other.block, leader) || other.leader.is_some_and(|line| segments_cross(line, leader))
            })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wish(x: f64, y: f64) -> Wish {
        Wish {
            at: (x, y),
            radius: 5.0,
            width: 60.0,
            height: 20.0,
            is_needed: false,
        }
    }

    fn ground<'a>(taken: &'a [Block], marks: &'a [Block]) -> Ground<'a> {
        Ground {
            bounds: Block::new(0.0, 0.0, 400.0, 300.0),
            taken,
            marks,
            placed: &[],
            lines: &[],
        }
    }

    #[test]
    fn a_label_alone_stands_at_the_right_of_its_mark() {
        let places = place(&[wish(100.0, 100.0)], &ground(&[], &[]));
        let place = places[0].unwrap();
        assert_eq!((place.block.x, place.leader), (109.0, None));
    }

    #[test]
    fn at_the_right_edge_it_stands_at_the_left() {
        let places = place(&[wish(390.0, 100.0)], &ground(&[], &[]));
        assert_eq!(places[0].unwrap().block.right(), 381.0);
    }

    #[test]
    fn a_crowd_gets_leaders_and_no_two_labels_meet() {
        let wishes: Vec<Wish> = (0..12)
            .map(|idx| {
                wish(
                    200.0 + f64::from(idx % 4) * 18.0,
                    150.0 + f64::from(idx / 4) * 18.0,
                )
            })
            .collect();
        let marks: Vec<Block> = wishes
            .iter()
            .map(|wish| Block::around(wish.at, wish.radius))
            .collect();
        let places: Vec<Place> = place(&wishes, &ground(&[], &marks))
            .into_iter()
            .flatten()
            .collect();
        assert!(places.len() >= 8, "{} found", places.len());
        assert!(places.iter().any(|place| place.leader.is_some()));
        for (idx, one) in places.iter().enumerate() {
            for two in places.iter().skip(idx + 1) {
                assert!(!one.block.meets(&two.block));
            }
        }
    }

    #[test]
    fn where_nothing_is_free_there_is_no_label() {
        let taken = [Block::new(0.0, 0.0, 400.0, 300.0)];
        assert_eq!(place(&[wish(100.0, 100.0)], &ground(&taken, &[])), [None]);
    }
}
