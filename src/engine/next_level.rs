//! What would lift an account to the next better tier: the fewest indicators raised, each at most to its target.

use std::collections::BTreeMap;

use crate::engine::assessment::ValueResult;
use crate::model::account::Perspective;
use crate::model::exact::Exact;
use crate::model::id::Id;
use crate::model::rulers::ValueModel;

/// One indicator to raise to its target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Raise {
    /// Its perspective.
    pub perspective: Perspective,
    /// The indicator.
    pub indicator: Id,
    /// What reaching the target adds to the account's value. Unit: points of value, above 0.
    pub gain: Exact,
}

impl Raise {
    fn name(&self) -> (Perspective, &Id) {
        (self.perspective, &self.indicator)
    }
}

/// The fewest known indicators that win `missing` points of value when raised to their targets; `None` if all of them do not.
///
/// Of several smallest sets the one with the least total gain stands, then the first by perspective and id.
pub fn raises(model: &ValueModel, value: &ValueResult, missing: &Exact) -> Option<Vec<Raise>> {
    let mut open = open(model, value);
    open.sort_by(|a, b| (&b.gain, a.name()).cmp(&(&a.gain, b.name())));
    let size = fewest(&open, missing)?;
    let mut search = Search {
        open: &open,
        missing,
        chosen: Vec::new(),
        best: None,
        steps: 0,
    };
    search.extend(0, size, &Exact::ZERO);
    search.best.map(|(_, chosen)| chosen)
}

/// How many of the greatest gains are needed.
fn fewest(open: &[Raise], missing: &Exact) -> Option<usize> {
    let mut sum = Exact::ZERO;
    for (idx, raise) in open.iter().enumerate() {
        sum = &sum + &raise.gain;
        if sum >= *missing {
            return Some(idx + 1);
        }
    }
    None
}

/// Every known indicator below its target, with what reaching it would add to the value.
fn open(model: &ValueModel, value: &ValueResult) -> Vec<Raise> {
    let weights: BTreeMap<Perspective, &Exact> = model
        .perspectives
        .iter()
        .filter(|(perspective, _)| {
            value
                .perspectives
                .get(perspective)
                .is_some_and(|side| side.score.is_some())
        })
        .map(|(perspective, ruler)| (*perspective, &ruler.weight))
        .collect();
    let all: Exact = weights.values().copied().sum();
    let mut open = Vec::new();
    for (perspective, weight) in weights {
        let terms = value
            .perspectives
            .get(&perspective)
            .map_or(&[][..], |side| side.terms.as_slice());
        let known: Exact = terms
            .iter()
            .filter(|term| term.score.is_some())
            .map(|term| &term.weight)
            .sum();
        open.extend(terms.iter().filter_map(|term| {
            let short = &Exact::HUNDRED - term.score.as_ref()?;
            let part = (&term.weight * weight).over(&(&known * &all))?;
            short.is_positive().then(|| Raise {
                perspective,
                indicator: term.id.clone(),
                gain: short * part,
            })
        }));
    }
    open
}

/// Looks through the sets of one size, gains falling, and gives up a branch that can no longer win enough.
struct Search<'a> {
    open: &'a [Raise],
    missing: &'a Exact,
    chosen: Vec<&'a Raise>,
    best: Option<(Exact, Vec<Raise>)>,
    steps: usize,
}

impl Search<'_> {
    /// After so many steps the best set so far stands: dossiers hold a dozen indicators, not hundreds.
    const STEPS: usize = 200_000;

    fn extend(&mut self, from: usize, left: usize, sum: &Exact) {
        self.steps += 1;
        if left == 0 {
            self.keep(sum);
            return;
        }
        for (idx, raise) in self.open.iter().enumerate().skip(from) {
            let reach: Exact = self
                .open
                .iter()
                .skip(idx)
                .take(left)
                .map(|raise| &raise.gain)
                .sum();
            if &reach + sum < *self.missing || self.steps > Self::STEPS {
                return;
            }
            self.chosen.push(raise);
            self.extend(idx + 1, left - 1, &(sum + &raise.gain));
            self.chosen.pop();
        }
    }

    fn keep(&mut self, sum: &Exact) {
        if sum < self.missing {
            return;
        }
        let mut set: Vec<Raise> = self.chosen.iter().map(|raise| (*raise).clone()).collect();
        set.sort_by(|a, b| a.name().cmp(&b.name()));
        let is_better = self.best.as_ref().is_none_or(|(least, best)| {
            sum < least || (sum == least && set.iter().map(Raise::name).lt(best.iter().map(Raise::name)))
        });
        if is_better {
            self.best = Some((sum.clone(), set));
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::engine::samples::indicator_named;
    use crate::engine::samples::value_model;
    use crate::engine::value::value;

    fn valued(scores: &[(&str, Option<i64>)]) -> ValueResult {
        let rows = scores
            .iter()
            .map(|(name, score)| indicator_named(name, 1, Some(0), Some(100), *score))
            .collect();
        value(&value_model(), &BTreeMap::from([(Perspective::Sales, rows)]))
    }

    fn names(scores: &[(&str, Option<i64>)], missing: i64) -> Option<Vec<String>> {
        let set = raises(&value_model(), &valued(scores), &Exact::from(missing))?;
        Some(set.iter().map(|raise| raise.indicator.to_string()).collect())
    }

    #[test]
    fn one_indicator_is_raised_rather_than_two_and_the_least_gain_that_does() {
        let rows = [("a", Some(0)), ("b", Some(40)), ("c", Some(60))];
        assert_eq!(names(&rows, 20).unwrap(), ["b"]);
        assert_eq!(names(&rows, 21).unwrap(), ["a"]);
        assert_eq!(names(&rows, 40).unwrap(), ["a", "c"]);
    }

    #[test]
    fn equal_gains_are_told_apart_by_id() {
        assert_eq!(names(&[("b", Some(40)), ("a", Some(40))], 10).unwrap(), ["a"]);
    }

    #[test]
    fn targets_that_do_not_reach_far_enough_give_nothing() {
        assert_eq!(names(&[("a", Some(90)), ("b", Some(120))], 6), None);
        assert_eq!(names(&[("a", Some(90)), ("b", None)], 10).unwrap(), ["a"]);
    }

    proptest! {
        #[test]
        fn no_smaller_set_and_no_lesser_gain_would_do(scores in prop::collection::vec(0_i64..100, 1..7), missing in 1_i64..60) {
            let named: Vec<String> = (0..scores.len()).map(|n| format!("i{n}")).collect();
            let rows: Vec<(&str, Option<i64>)> = named.iter().map(String::as_str).zip(scores.iter().copied().map(Some)).collect();
            let gains: Vec<Exact> = scores.iter().map(|score| Exact::ratio(100 - score, i64::try_from(scores.len()).unwrap()).unwrap()).collect();
            let best = (1_u32..1 << scores.len())
                .map(|mask| {
                    let sum: Exact = gains.iter().enumerate().filter(|(n, _)| mask & (1 << n) != 0).map(|(_, gain)| gain).sum();
                    (mask.count_ones() as usize, sum)
                })
                .filter(|(_, sum)| *sum >= Exact::from(missing))
                .min();
            let found = raises(&value_model(), &valued(&rows), &Exact::from(missing))
                .map(|set| (set.len(), set.iter().map(|raise| &raise.gain).sum::<Exact>()));
            prop_assert_eq!(found, best);
        }
    }
}
