//! How far one weight may move, the others as they are, before the ranking changes 权重敏感性.
//!
//! Everything ranked has a number for each weight, and stands by Σ weight × number. While the weight of one criterion
//! goes from w₀ to w, a pair that differs by Δ now and by Δ_c in that criterion differs by `Δ + (w − w₀)·Δ_c`: it ties at
//! `w* = w₀ − Δ/Δ_c`. With weights that sum to 1 and `λ = w/(w + Σ of the others)` this is the familiar
//! `λ* = Δ_rest/(Δ_rest − Δ_c)`.
//!
//! Only neighbours of the ranking are asked: as the weight moves, the first two to meet have nobody between them, since
//! whoever stood between would have had to meet one of them before. So the cost is one sort and a pass a criterion.
//!
//! Equal ones: the ranking says that they are equal, so it changes as soon as they part. Two that are equal now and differ
//! in the criterion part at once on either side; then both bounds are the present weight.

use crate::model::exact::Exact;
use crate::model::id::Id;

/// Something that is ranked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ranked {
    /// What it is.
    pub id: Id,
    /// Its number for each weight, in the weights' order; all known.
    pub numbers: Vec<Exact>,
}

/// How far one weight may move. Unit: the model's own weights, from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stability {
    /// Where the ranking first changes below the present weight; `None` if it holds down to 0.
    pub from: Option<Bound>,
    /// Where it first changes above; `None` if it holds however great the weight.
    pub to: Option<Bound>,
}

/// An end of the interval: there, two that the ranking tells apart are equal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bound {
    /// The weight, not below 0.
    pub weight: Exact,
    /// The one that stands before, or the first by id of two that are equal now.
    pub ahead: Id,
    /// The one that catches up, or parts.
    pub behind: Id,
}

/// The interval of each weight, in their order; `weights` are above 0. Of several pairs that meet at one end, the highest
/// in the ranking stands.
pub fn stability(weights: &[Exact], ranked: &[Ranked]) -> Vec<Stability> {
    let mut order: Vec<(Exact, &Ranked)> = ranked.iter().map(|one| (score(weights, one), one)).collect();
    order.sort_by(|(a, a_one), (b, b_one)| b.cmp(a).then_with(|| a_one.id.cmp(&b_one.id)));
    let all = 0..weights.len();
    all.zip(weights)
        .map(|(criterion, weight)| of_one(criterion, weight, &order))
        .collect()
}

/// Σ weight × number.
fn score(weights: &[Exact], one: &Ranked) -> Exact {
    let terms = weights.iter().zip(&one.numbers);
    terms.map(|(weight, number)| weight * number).sum()
}

fn of_one(criterion: usize, weight: &Exact, order: &[(Exact, &Ranked)]) -> Stability {
    let mut from: Option<Bound> = None;
    let mut to: Option<Bound> = None;
    for ((ahead_score, ahead), (behind_score, behind)) in order.iter().zip(order.iter().skip(1)) {
        let number = |one: &Ranked| one.numbers.get(criterion).cloned().unwrap_or_default();
        let slope = number(ahead) - number(behind);
        let Some(way) = (ahead_score - behind_score).over(&slope) else {
            continue;
        };
        let bound = || Bound {
            weight: weight - &way,
            ahead: ahead.id.clone(),
            behind: behind.id.clone(),
        };
        let is_below = !slope.is_negative() || way.is_zero();
        let is_above = slope.is_negative() || way.is_zero();
        if is_below && way <= *weight && from.as_ref().is_none_or(|best| best.weight < weight - &way) {
            from = Some(bound());
        }
        if is_above && to.as_ref().is_none_or(|best| best.weight > weight - &way) {
            to = Some(bound());
        }
    }
    Stability { from, to }
}

#[cfg(test)]
mod tests {
    use std::cmp::Ordering;

    use proptest::prelude::*;

    use super::*;
    use crate::engine::samples::id;

    fn ranked(rows: &[Vec<i64>]) -> Vec<Ranked> {
        let row = |(n, numbers): (usize, &Vec<i64>)| Ranked {
            id: id(&format!("r{n}")),
            numbers: numbers.iter().copied().map(Exact::from).collect(),
        };
        rows.iter().enumerate().map(row).collect()
    }

    fn weights(of: &[i64]) -> Vec<Exact> {
        of.iter().copied().map(Exact::from).collect()
    }

    /// `from ahead/behind .. to ahead/behind` of the first weight.
    fn first(of: &[i64], rows: &[Vec<i64>]) -> String {
        let all = stability(&weights(of), &ranked(rows));
        let end = |bound: &Option<Bound>| {
            bound.as_ref().map_or("open".to_owned(), |bound| {
                format!("{} {}/{}", bound.weight.short(4), bound.ahead, bound.behind)
            })
        };
        format!("{} .. {}", end(&all[0].from), end(&all[0].to))
    }

    #[test]
    fn a_pair_swaps_where_its_lines_meet() {
        // r0 leads by 2·5 + 1·2 − (2·2 + 1·5) = 3 and by 3 a point of weight; at weight 1 they are equal.
        assert_eq!(first(&[2, 1], &[vec![5, 2], vec![2, 5]]), "1 r0/r1 .. open");
        // r1 leads because of the second criterion: more weight for the first lets r0 pass.
        assert_eq!(first(&[1, 2], &[vec![5, 2], vec![2, 5]]), "open .. 2 r1/r0");
    }

    #[test]
    fn one_that_is_better_in_everything_is_never_passed() {
        assert_eq!(first(&[3, 1], &[vec![5, 5], vec![4, 4]]), "open .. open");
        assert_eq!(first(&[3, 1], &[vec![5, 5]]), "open .. open");
        assert_eq!(first(&[3, 1], &[]), "open .. open");
    }

    #[test]
    fn what_ties_only_without_the_criterion_ties_at_weight_nought() {
        assert_eq!(first(&[3, 1], &[vec![5, 4], vec![4, 4]]), "0 r0/r1 .. open");
    }

    #[test]
    fn equals_that_differ_in_the_criterion_part_at_the_present_weight() {
        assert_eq!(first(&[1, 1], &[vec![5, 2], vec![2, 5]]), "1 r0/r1 .. 1 r0/r1");
        assert_eq!(first(&[1, 1], &[vec![5, 2], vec![5, 2]]), "open .. open");
    }

    #[test]
    fn an_equal_between_two_equals_does_not_hide_that_they_part() {
        let rows = [vec![5, 2], vec![2, 5], vec![5, 2]];
        assert_eq!(first(&[1, 1], &rows), "1 r0/r1 .. 1 r0/r1");
    }

    /// How every pair stands at a weight of one criterion.
    fn standing(of: &[Exact], criterion: usize, weight: &Exact, ranked: &[Ranked]) -> Vec<Ordering> {
        let mut moved = of.to_vec();
        moved[criterion] = weight.clone();
        let scores: Vec<Exact> = ranked.iter().map(|one| score(&moved, one)).collect();
        let pairs = scores
            .iter()
            .enumerate()
            .flat_map(|(n, a)| scores[..n].iter().map(move |b| a.cmp(b)));
        pairs.collect()
    }

    fn sheets() -> impl Strategy<Value = (Vec<i64>, Vec<Vec<i64>>)> {
        (1_usize..4).prop_flat_map(|n| {
            let rows = prop::collection::vec(prop::collection::vec(1_i64..6, n), 0..9);
            (prop::collection::vec(1_i64..6, n), rows)
        })
    }

    proptest! {
        #[test]
        fn inside_the_interval_nothing_moves_and_at_its_ends_the_pair_is_equal((of, rows) in sheets(), part in 1_i64..20) {
            let (of, ranked) = (weights(&of), ranked(&rows));
            let of_id = |id: &Id| ranked.iter().find(|one| one.id == *id).unwrap();
            for (criterion, found) in stability(&of, &ranked).into_iter().enumerate() {
                let now = &of[criterion];
                let before = standing(&of, criterion, now, &ranked);
                let low = found.from.as_ref().map_or(Exact::ZERO, |bound| bound.weight.clone());
                let high = found.to.as_ref().map_or(now + &Exact::from(1_000), |bound| bound.weight.clone());
                prop_assert!(Exact::ZERO <= low && low <= *now && *now <= high);
                let share = Exact::ratio(part, 20).unwrap();
                for inside in [&low + &((now - &low) * share.clone()), now + &((&high - now) * (Exact::ONE - share))] {
                    prop_assert_eq!(&standing(&of, criterion, &inside, &ranked), &before);
                }
                for bound in [&found.from, &found.to].into_iter().flatten() {
                    let mut moved = of.clone();
                    moved[criterion] = bound.weight.clone();
                    prop_assert_eq!(score(&moved, of_id(&bound.ahead)), score(&moved, of_id(&bound.behind)));
                    prop_assert_ne!(&of_id(&bound.ahead).numbers, &of_id(&bound.behind).numbers);
                }
            }
        }

        #[test]
        fn neighbours_find_what_asking_every_pair_finds((of, rows) in sheets()) {
            let (of, ranked) = (weights(&of), ranked(&rows));
            for (criterion, found) in stability(&of, &ranked).into_iter().enumerate() {
                let now = &of[criterion];
                let rest: Exact = of.iter().sum::<Exact>() - now.clone();
                let mut meets: Vec<Exact> = Vec::new();
                for (n, a) in ranked.iter().enumerate() {
                    for b in &ranked[..n] {
                        // λ* = Δ_rest/(Δ_rest − Δ_c) over weights that sum to 1, and back: w = λ/(1 − λ)·Σ others.
                        let other = |one: &Ranked| (score(&of, one) - now * &one.numbers[criterion]).over(&rest);
                        let Some((a_rest, b_rest)) = other(a).zip(other(b)) else { continue };
                        let (of_rest, of_it) = (a_rest - b_rest, &a.numbers[criterion] - &b.numbers[criterion]);
                        let Some(lambda) = of_rest.over(&(&of_rest - &of_it)) else { continue };
                        let Some(weight) = lambda.over(&(Exact::ONE - lambda.clone())) else { continue };
                        if of_it != Exact::ZERO {
                            meets.push(weight * rest.clone());
                        }
                    }
                }
                if rest.is_positive() {
                    let below = meets.iter().filter(|weight| **weight >= Exact::ZERO && *weight <= now).max();
                    let above = meets.iter().filter(|weight| *weight >= now).min();
                    prop_assert_eq!(found.from.map(|bound| bound.weight), below.cloned());
                    prop_assert_eq!(found.to.map(|bound| bound.weight), above.cloned());
                }
            }
        }
    }
}
