//! An account's value 客户价值: four perspectives, two sides, and the interval that unknown indicators leave open.

use std::collections::BTreeMap;

use crate::engine::assessment::IndicatorTerm;
use crate::engine::assessment::PerspectiveResult;
use crate::engine::assessment::ValueResult;
use crate::engine::statistic::weighted_mean;
use crate::model::account::Indicator;
use crate::model::account::Perspective;
use crate::model::exact::Exact;
use crate::model::rulers::Side;
use crate::model::rulers::ValueModel;

/// Values a dossier's indicators by the model. An indicator counts only if baseline, target and actual are known.
pub fn value(model: &ValueModel, written: &BTreeMap<Perspective, Vec<Indicator>>) -> ValueResult {
    let mut perspectives: BTreeMap<Perspective, PerspectiveResult> = model
        .perspectives
        .keys()
        .map(|perspective| {
            let indicators = written.get(perspective).map_or(&[][..], Vec::as_slice);
            (*perspective, scored(model, indicators))
        })
        .collect();
    let known_weight: Exact = sum_of_weights(model, &perspectives);
    for (perspective, ruler) in &model.perspectives {
        if let Some(result) = perspectives.get_mut(perspective) {
            contribute(result, ruler.weight.over(&known_weight));
        }
    }
    let value = mean_of(model, &perspectives, None);
    let coverage = mean_over(model, &perspectives, |result| result.coverage.clone());
    ValueResult {
        current: mean_of(model, &perspectives, Some(Side::Current)),
        potential: mean_of(model, &perspectives, Some(Side::Potential)),
        low: mean_over(model, &perspectives, |result| completed(result, &Exact::ZERO)),
        high: mean_over(model, &perspectives, |result| completed(result, &most(model))),
        is_sufficient: value.is_some() && coverage >= model.min_coverage,
        value,
        coverage,
        perspectives,
    }
}

/// The most an unknown indicator can still score: 100·cap, and 100 where the cap is below 1 (a flat target met).
fn most(model: &ValueModel) -> Exact {
    (&model.cap).max(&Exact::ONE) * &Exact::HUNDRED
}

/// `clamp((actual − baseline)/(target − baseline), 0, cap)·100`; target = baseline gives 100 if met exactly, else 0.
pub fn attainment(indicator: &Indicator, cap: &Exact) -> Option<Exact> {
    let (baseline, target, actual) = (
        indicator.baseline.as_ref()?,
        indicator.target.as_ref()?,
        indicator.actual.as_ref()?,
    );
    Some(match (actual - baseline).over(&(target - baseline)) {
        Some(part) => part.max(Exact::ZERO).min(cap.clone()) * Exact::HUNDRED,
        None if actual == target => Exact::HUNDRED,
        None => Exact::ZERO,
    })
}

fn scored(model: &ValueModel, indicators: &[Indicator]) -> PerspectiveResult {
    let terms: Vec<IndicatorTerm> = indicators
        .iter()
        .map(|indicator| IndicatorTerm {
            id: indicator.id.value.clone(),
            weight: indicator.weight.clone(),
            score: attainment(indicator, &model.cap),
            contribution: None,
            at: indicator.id.at,
        })
        .collect();
    let known: Vec<(Exact, Exact)> = terms
        .iter()
        .filter_map(|term| Some((term.weight.clone(), term.score.clone()?)))
        .collect();
    let known_weight: Exact = known.iter().map(|(weight, _)| weight).sum();
    let weight: Exact = terms.iter().map(|term| &term.weight).sum();
    PerspectiveResult {
        score: weighted_mean(&known),
        coverage: known_weight.over(&weight).unwrap_or(Exact::ZERO),
        terms,
    }
}

/// Gives every known indicator its part of the value; `share` is the perspective's part among the known ones.
fn contribute(result: &mut PerspectiveResult, share: Option<Exact>) {
    let known_weight: Exact = result
        .terms
        .iter()
        .filter(|term| term.score.is_some())
        .map(|term| &term.weight)
        .sum();
    for term in &mut result.terms {
        term.contribution = term
            .score
            .as_ref()
            .and_then(|score| Some((score * &term.weight).over(&known_weight)? * share.clone()?));
    }
}

fn sum_of_weights(model: &ValueModel, results: &BTreeMap<Perspective, PerspectiveResult>) -> Exact {
    model
        .perspectives
        .iter()
        .filter(|(perspective, _)| {
            results
                .get(perspective)
                .is_some_and(|result| result.score.is_some())
        })
        .map(|(_, ruler)| &ruler.weight)
        .sum()
}

/// Weighted mean of the known perspectives of one side, or of all; `None` if none is known.
fn mean_of(
    model: &ValueModel,
    results: &BTreeMap<Perspective, PerspectiveResult>,
    side: Option<Side>,
) -> Option<Exact> {
    let known: Vec<(Exact, Exact)> = model
        .perspectives
        .iter()
        .filter(|(_, ruler)| side.is_none_or(|side| ruler.side == side))
        .filter_map(|(perspective, ruler)| {
            Some((ruler.weight.clone(), results.get(perspective)?.score.clone()?))
        })
        .collect();
    weighted_mean(&known)
}

/// Weighted mean over every perspective, known or not.
fn mean_over(
    model: &ValueModel,
    results: &BTreeMap<Perspective, PerspectiveResult>,
    number: impl Fn(&PerspectiveResult) -> Exact,
) -> Exact {
    let all: Vec<(Exact, Exact)> = model
        .perspectives
        .iter()
        .filter_map(|(perspective, ruler)| Some((ruler.weight.clone(), number(results.get(perspective)?))))
        .collect();
    weighted_mean(&all).unwrap_or(Exact::ZERO)
}

/// The perspective's score if every unknown indicator scored `fill`; an empty one counts as one unknown indicator.
fn completed(result: &PerspectiveResult, fill: &Exact) -> Exact {
    let all: Vec<(Exact, Exact)> = result
        .terms
        .iter()
        .map(|term| (term.weight.clone(), term.score.clone().unwrap_or(fill.clone())))
        .collect();
    weighted_mean(&all).unwrap_or(fill.clone())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::engine::samples::indicator;
    use crate::engine::samples::value_model;

    fn exact(text: &str) -> Exact {
        Exact::parse(text).unwrap()
    }

    fn attained(baseline: i64, target: i64, actual: i64) -> String {
        let row = indicator(1, Some(baseline), Some(target), Some(actual));
        attainment(&row, &exact("1.2")).unwrap().fixed(2)
    }

    #[test]
    fn a_target_equal_to_the_baseline_is_met_exactly_or_not_at_all() {
        assert_eq!(attained(5, 5, 5), "100.00");
        assert_eq!(attained(5, 5, 6), "0.00");
    }

    #[test]
    fn an_indicator_with_a_side_unknown_is_not_counted() {
        for row in [
            indicator(1, None, Some(2), Some(1)),
            indicator(1, Some(0), None, Some(1)),
            indicator(1, Some(0), Some(2), None),
        ] {
            assert_eq!(attainment(&row, &Exact::ONE), None);
        }
    }

    #[test]
    fn an_empty_perspective_leaves_the_mean_and_lowers_the_coverage() {
        let rows = BTreeMap::from([(
            Perspective::Service,
            vec![indicator(3, Some(0), Some(4), Some(4))],
        )]);
        let result = value(&value_model(), &rows);
        assert_eq!(result.value, Some(Exact::HUNDRED));
        assert_eq!((result.current, result.potential), (None, Some(Exact::HUNDRED)));
        assert_eq!(result.coverage, exact("0.25"));
        assert!(!result.is_sufficient);
        assert_eq!((result.low, result.high), (exact("25"), exact("115")));
    }

    #[test]
    fn nothing_known_is_insufficient_whatever_coverage_is_asked_for() {
        let mut model = value_model();
        model.min_coverage = Exact::ZERO;
        assert!(!value(&model, &BTreeMap::new()).is_sufficient);
    }

    type Rows = Vec<(u8, i64, Option<i64>)>;

    fn rows() -> impl Strategy<Value = Rows> {
        prop::collection::vec((0_u8..4, 1_i64..5, prop::option::of(-5_i64..20)), 0..9)
    }

    fn written(
        rows: &Rows,
        times: i64,
        (baseline, target): (i64, i64),
    ) -> BTreeMap<Perspective, Vec<Indicator>> {
        let all = [
            Perspective::Financial,
            Perspective::Sales,
            Perspective::Service,
            Perspective::Customer,
        ];
        let mut written: BTreeMap<Perspective, Vec<Indicator>> = BTreeMap::new();
        for (side, weight, actual) in rows {
            written
                .entry(all[usize::from(*side)])
                .or_default()
                .push(indicator(weight * times, Some(baseline), Some(target), *actual));
        }
        written
    }

    fn valued(rows: &Rows, times: i64) -> ValueResult {
        value(&value_model(), &written(rows, times, (0, 10)))
    }

    /// Every unknown indicator at `fill`, an empty perspective with one of it.
    fn filled(rows: &Rows, fill: i64) -> Rows {
        let known = rows
            .iter()
            .map(|(side, weight, actual)| (*side, *weight, actual.or(Some(fill))));
        let empty = (0..4).filter(|side| !rows.iter().any(|row| row.0 == *side));
        known.chain(empty.map(|side| (side, 1, Some(fill)))).collect()
    }

    proptest! {
        #[test]
        fn contributions_add_up_to_exactly_the_value(rows in rows()) {
            let result = valued(&rows, 1);
            let sum: Exact = result
                .perspectives
                .values()
                .flat_map(|side| &side.terms)
                .filter_map(|term| term.contribution.as_ref())
                .sum();
            prop_assert_eq!(sum, result.value.unwrap_or(Exact::ZERO));
        }

        #[test]
        fn scaling_every_weight_changes_nothing(rows in rows(), times in 2_i64..9) {
            let (one, many) = (valued(&rows, 1), valued(&rows, times));
            prop_assert_eq!((one.value, one.coverage, one.low, one.high), (many.value, many.coverage, many.low, many.high));
        }

        #[test]
        fn scaling_every_perspective_changes_nothing(rows in rows(), weights in prop::collection::vec(1_i64..7, 4), times in 2_i64..9) {
            let by = |times: i64| {
                let mut model = value_model();
                for (ruler, weight) in model.perspectives.values_mut().zip(&weights) {
                    ruler.weight = Exact::from(weight * times);
                }
                let result = value(&model, &written(&rows, 1, (0, 10)));
                (result.current, result.potential, result.value, result.coverage, result.low, result.high)
            };
            prop_assert_eq!(by(1), by(times));
        }

        #[test]
        fn a_greater_actual_never_lowers_the_value_and_never_raises_it_where_lower_is_better(rows in rows(), at in 0_usize..9) {
            let mut raised = rows.clone();
            if let Some((_, _, Some(actual))) = raised.get_mut(at) {
                *actual += 1;
            }
            let by = |rows: &Rows, ends| {
                let result = value(&value_model(), &written(rows, 1, ends));
                (result.value, result.low, result.high)
            };
            let (up, up_raised) = (by(&rows, (0, 10)), by(&raised, (0, 10)));
            prop_assert!(up.0 <= up_raised.0 && up.1 <= up_raised.1 && up.2 <= up_raised.2);
            let (down, down_raised) = (by(&rows, (10, 0)), by(&raised, (10, 0)));
            prop_assert!(down.0 >= down_raised.0 && down.1 >= down_raised.1 && down.2 >= down_raised.2);
        }

        #[test]
        fn the_order_of_indicators_changes_no_number(rows in rows(), turn in 0_usize..9) {
            let mut turned = rows.clone();
            if !turned.is_empty() {
                turned.rotate_left(turn % rows.len());
            }
            turned.reverse();
            let numbers = |rows: &Rows| {
                let result = valued(rows, 1);
                (result.current, result.potential, result.value, result.coverage, result.low, result.high)
            };
            prop_assert_eq!(numbers(&rows), numbers(&turned));
        }

        #[test]
        fn both_ends_of_the_interval_are_reached(rows in rows()) {
            let partial = valued(&rows, 1);
            let end = |fill| valued(&filled(&rows, fill), 1).value;
            prop_assert_eq!((end(0), end(12)), (Some(partial.low), Some(partial.high)));
        }

        #[test]
        fn the_interval_holds_every_completion(rows in rows(), fill in prop::collection::vec(-5_i64..20, 9), empty in -5_i64..20) {
            let partial = valued(&rows, 1);
            let full: Rows = rows.iter().zip(&fill).map(|((side, weight, actual), fill)| (*side, *weight, actual.or(Some(*fill)))).collect();
            let value = valued(&filled(&full, empty), 1).value.unwrap();
            prop_assert!(partial.low <= value && value <= partial.high);
        }
    }
}
