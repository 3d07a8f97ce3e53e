//! How attractive an industry 行业 is, the benchmarks it is judged by, and its star.

use std::collections::BTreeMap;

use crate::engine::assessment::BenchmarkScore;
use crate::engine::assessment::FactorTerm;
use crate::engine::assessment::IndustryScore;
use crate::engine::assessment::StatedIndustry;
use crate::engine::statistic::mean;
use crate::engine::statistic::median;
use crate::model::exact::Exact;
use crate::model::id::Id;
use crate::model::industry::AttractivenessSheet;
use crate::model::industry::Industry;
use crate::model::rulers::AttractivenessModel;
use crate::model::rulers::Benchmark;
use crate::model::rulers::BenchmarkMethod;
use crate::model::rulers::Factor;

/// Scores every industry that is rated, and every benchmark; benchmarks need all totals, stars need the benchmarks.
pub fn judge<'a>(
    models: &BTreeMap<Id, AttractivenessModel>,
    industries: impl IntoIterator<Item = &'a Industry>,
) -> (BTreeMap<Id, IndustryScore>, BTreeMap<Id, BenchmarkScore>) {
    let mut scores = BTreeMap::new();
    let mut sets = BTreeMap::new();
    for industry in industries {
        let Some(sheet) = &industry.attractiveness else {
            continue;
        };
        let Some(model) = models.get(&sheet.model.value) else {
            continue;
        };
        scores.insert(industry.id.clone(), score(model, sheet));
        if let Some(set) = &industry.benchmark_set {
            sets.insert(industry.id.clone(), set.value.clone());
        }
    }
    let benchmarks: BTreeMap<Id, BenchmarkScore> = models
        .values()
        .flat_map(|model| model.benchmarks.iter().map(move |bar| (model, bar)))
        .map(|(model, bar)| (bar.id.value.clone(), benchmark(model, bar, &scores)))
        .collect();
    for (id, score) in &mut scores {
        score.star = sets
            .get(id)
            .and_then(|set| benchmarks.get(set))
            .and_then(|bar| star(score, bar));
    }
    (scores, benchmarks)
}

/// Total ≥ benchmark, exact; only where every factor is known and the benchmark is of the same model.
fn star(score: &IndustryScore, bar: &BenchmarkScore) -> Option<bool> {
    if score.coverage != Exact::ONE || bar.model != score.model {
        return None;
    }
    Some(score.total.as_ref()? >= bar.value.as_ref()?)
}

/// Scores one sheet; the star waits for the benchmarks.
fn score(model: &AttractivenessModel, sheet: &AttractivenessSheet) -> IndustryScore {
    let terms: Vec<FactorTerm> = model.factors.iter().map(|factor| term(sheet, factor)).collect();
    let range = |is_counted: &dyn Fn(&FactorTerm) -> bool| {
        let counted = || terms.iter().filter(|term| is_counted(term));
        let low: Exact = counted().map(|term| extreme(model, term, false)).sum();
        let high: Exact = counted().map(|term| extreme(model, term, true)).sum();
        (low, high)
    };
    let known: Vec<&Exact> = terms.iter().filter_map(|term| term.points.as_ref()).collect();
    let sum: Exact = known.iter().copied().sum();
    let total = (!known.is_empty()).then(|| sum.clone());
    let (low, high) = range(&|term| term.points.is_some());
    let (open_low, open_high) = range(&|term| term.points.is_none());
    let weight = |is_counted: &dyn Fn(&FactorTerm) -> bool| -> Exact {
        terms
            .iter()
            .filter(|term| is_counted(term))
            .map(|term| Exact::from(term.weight))
            .sum()
    };
    IndustryScore {
        model: model.id.clone(),
        index: total
            .as_ref()
            .and_then(|total| ((total - &low) * Exact::HUNDRED).over(&(&high - &low))),
        coverage: weight(&|term| term.points.is_some())
            .over(&weight(&|_| true))
            .unwrap_or(Exact::ZERO),
        total_low: &sum + &open_low,
        total_high: &sum + &open_high,
        star: None,
        stated: stated(sheet, total.as_ref()),
        total,
        terms,
    }
}

fn term(sheet: &AttractivenessSheet, factor: &Factor) -> FactorTerm {
    let item = sheet.items.get(&factor.id.value);
    let magnitude = item.and_then(|item| item.value.as_ref().map(Exact::abs));
    FactorTerm {
        factor: factor.id.value.clone(),
        weight: factor.weight,
        is_penalty: factor.is_penalty,
        points: magnitude
            .as_ref()
            .map(|magnitude| signed(factor.weight, factor.is_penalty, magnitude)),
        magnitude,
        at: item.map(|item| item.at),
    }
}

fn signed(weight: i64, is_penalty: bool, magnitude: &Exact) -> Exact {
    let points = &Exact::from(weight) * magnitude;
    if is_penalty { -points } else { points }
}

/// The least or the most points a factor can give.
fn extreme(model: &AttractivenessModel, term: &FactorTerm, is_most: bool) -> Exact {
    let magnitude = if is_most == term.is_penalty {
        model.scale.iter().min()
    } else {
        model.scale.iter().max()
    };
    magnitude.map_or(Exact::ZERO, |magnitude| {
        signed(term.weight, term.is_penalty, magnitude)
    })
}

fn stated(sheet: &AttractivenessSheet, computed: Option<&Exact>) -> Option<StatedIndustry> {
    let total = sheet.stated_total.as_ref().map(|stated| {
        let difference = computed.map(|computed| &stated.value - computed);
        (stated.value.clone(), difference)
    });
    let star = sheet.stated_star.as_ref().map(|stated| stated.value);
    (total.is_some() || star.is_some()).then_some(StatedIndustry { total, star })
}

/// A benchmark over the industries of its set that are scored in full under its model.
fn benchmark(
    model: &AttractivenessModel,
    bar: &Benchmark,
    scores: &BTreeMap<Id, IndustryScore>,
) -> BenchmarkScore {
    let totals: Vec<Exact> = bar
        .industries
        .iter()
        .filter_map(|industry| scores.get(&industry.value))
        .filter(|score| score.model == model.id && score.coverage == Exact::ONE)
        .filter_map(|score| score.total.clone())
        .collect();
    let (mean, median) = (mean(&totals), median(&totals));
    BenchmarkScore {
        model: model.id.clone(),
        method: bar.method.word(),
        value: match bar.method {
            BenchmarkMethod::Mean => mean.clone(),
            BenchmarkMethod::Median => median.clone(),
            BenchmarkMethod::Fixed => bar.value.as_ref().map(|value| value.value.clone()),
        },
        n: totals.len(),
        mean,
        median,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::engine::samples::attractiveness;
    use crate::engine::samples::id;
    use crate::engine::samples::industry;

    fn judged(
        rows: &[(&str, &[Option<i64>])],
    ) -> (BTreeMap<Id, IndustryScore>, BTreeMap<Id, BenchmarkScore>) {
        let industries: Vec<Industry> = rows.iter().map(|(name, cells)| industry(name, cells)).collect();
        let names: Vec<&str> = rows.iter().map(|(name, _)| *name).collect();
        let model = attractiveness(&[1, -1], &names);
        judge(&BTreeMap::from([(model.id.clone(), model)]), &industries)
    }

    #[test]
    fn a_penalty_written_with_its_sign_counts_the_same() {
        let (scores, _) = judged(&[("a", &[Some(9), Some(5)]), ("b", &[Some(9), Some(-5)])]);
        assert_eq!(scores[&id("a")].total, Some(Exact::from(4)));
        assert_eq!(scores[&id("b")].total, Some(Exact::from(4)));
    }

    #[test]
    fn a_missing_factor_leaves_the_index_to_the_known_ones_and_takes_the_star() {
        let (scores, benchmarks) = judged(&[("a", &[Some(9), None]), ("b", &[Some(5), Some(1)])]);
        let partial = &scores[&id("a")];
        assert_eq!(partial.index, Some(Exact::HUNDRED));
        assert_eq!(partial.coverage, Exact::ratio(1, 2).unwrap());
        assert_eq!(partial.star, None);
        assert_eq!(
            (&partial.total_low, &partial.total_high),
            (&Exact::ZERO, &Exact::from(8))
        );
        assert_eq!(benchmarks[&id("bar")].n, 1);
        assert_eq!(scores[&id("b")].star, Some(true));
    }

    #[test]
    fn nothing_known_gives_no_total_and_no_benchmark() {
        let (scores, benchmarks) = judged(&[("a", &[None, None])]);
        assert_eq!((&scores[&id("a")].total, &scores[&id("a")].index), (&None, &None));
        assert_eq!(benchmarks[&id("bar")].value, None);
    }

    /// Weight, whether it is a penalty, and the magnitude of each factor.
    type Row = (i64, bool, Option<i64>);

    fn rows() -> impl Strategy<Value = Vec<Row>> {
        let magnitude = prop::sample::select(vec![1_i64, 3, 5, 7, 9]);
        prop::collection::vec((1_i64..5, any::<bool>(), prop::option::of(magnitude)), 1..9)
    }

    fn scored(rows: &[Row], times: i64) -> IndustryScore {
        let polarities: Vec<i64> = rows.iter().map(|row| if row.1 { -1 } else { 1 }).collect();
        let cells: Vec<Option<i64>> = rows.iter().map(|row| row.2).collect();
        let mut model = attractiveness(&polarities, &["a"]);
        for (factor, row) in model.factors.iter_mut().zip(rows) {
            factor.weight = row.0 * times;
        }
        let (mut scores, _) = judge(
            &BTreeMap::from([(model.id.clone(), model)]),
            &[industry("a", &cells)],
        );
        scores.remove(&id("a")).unwrap()
    }

    fn filled(rows: &[Row], fill: impl Fn(&Row) -> i64) -> Exact {
        let full: Vec<Row> = rows
            .iter()
            .map(|row| (row.0, row.1, row.2.or(Some(fill(row)))))
            .collect();
        scored(&full, 1).total.unwrap()
    }

    proptest! {
        #[test]
        fn a_greater_magnitude_raises_the_total_and_lowers_it_for_a_penalty(rows in rows(), at in 0_usize..8) {
            let mut raised = rows.clone();
            let mut change = 0;
            if let Some((weight, is_penalty, Some(magnitude))) = raised.get_mut(at)
                && *magnitude < 9
            {
                *magnitude += 2;
                change = if *is_penalty { -2 * *weight } else { 2 * *weight };
            }
            let (before, after) = (scored(&rows, 1), scored(&raised, 1));
            prop_assert_eq!(after.total.clone().zip(before.total.clone()).map(|(after, before)| after - before), before.total.map(|_| Exact::from(change)));
            prop_assert_eq!(after.index > before.index, change > 0);
            prop_assert_eq!(after.index < before.index, change < 0);
        }

        #[test]
        fn the_interval_holds_every_completion_and_reaches_both_ends(rows in rows(), fill in prop::collection::vec(0_usize..5, 8)) {
            let partial = scored(&rows, 1);
            let worst = filled(&rows, |row| if row.1 { 9 } else { 1 });
            let best = filled(&rows, |row| if row.1 { 1 } else { 9 });
            prop_assert_eq!((&partial.total_low, &partial.total_high), (&worst, &best));
            let full: Vec<Row> = rows.iter().zip(&fill).map(|(row, fill)| (row.0, row.1, row.2.or(Some([1, 3, 5, 7, 9][*fill])))).collect();
            let total = scored(&full, 1).total.unwrap();
            prop_assert!(partial.total_low <= total && total <= partial.total_high);
        }

        #[test]
        fn scaling_every_weight_changes_no_index_and_no_coverage(rows in rows(), times in 2_i64..9) {
            let (one, many) = (scored(&rows, 1), scored(&rows, times));
            prop_assert_eq!((one.index, one.coverage), (many.index, many.coverage));
            prop_assert_eq!(one.total.map(|total| total * Exact::from(times)), many.total);
        }

        #[test]
        fn the_order_of_factors_changes_no_number_and_their_points_add_up_to_the_total(rows in rows(), turn in 0_usize..8) {
            let mut turned = rows.clone();
            turned.rotate_left(turn % rows.len());
            turned.reverse();
            let numbers = |score: &IndustryScore| (score.total.clone(), score.index.clone(), score.coverage.clone(), score.total_low.clone(), score.total_high.clone());
            let score = scored(&rows, 1);
            prop_assert_eq!(numbers(&score), numbers(&scored(&turned, 1)));
            let sum: Exact = score.terms.iter().filter_map(|term| term.points.as_ref()).sum();
            prop_assert_eq!(sum, score.total.unwrap_or(Exact::ZERO));
        }

        #[test]
        fn the_order_of_industries_changes_no_score_and_no_benchmark(cells in prop::collection::vec((1_i64..=9, prop::option::of(1_i64..=9)), 1..6), turn in 0_usize..6) {
            let names: Vec<String> = (0..cells.len()).map(|n| format!("i{n}")).collect();
            let rows: Vec<[Option<i64>; 2]> = cells.iter().map(|(a, b)| [Some(*a), *b]).collect();
            let mut listed: Vec<(&str, &[Option<i64>])> =
                names.iter().map(String::as_str).zip(rows.iter().map(<[_; 2]>::as_slice)).collect();
            let before = judged(&listed);
            listed.rotate_left(turn % cells.len());
            prop_assert_eq!(before, judged(&listed));
        }

        #[test]
        fn a_star_is_a_total_at_or_above_the_mean(cells in prop::collection::vec((1_i64..=9, 1_i64..=9), 1..6)) {
            let names: Vec<String> = (0..cells.len()).map(|n| format!("i{n}")).collect();
            let rows: Vec<[Option<i64>; 2]> = cells.iter().map(|(a, b)| [Some(*a), Some(*b)]).collect();
            let listed: Vec<(&str, &[Option<i64>])> =
                names.iter().map(String::as_str).zip(rows.iter().map(<[_; 2]>::as_slice)).collect();
            let (scores, benchmarks) = judged(&listed);
            let bar = benchmarks[&id("bar")].value.clone().unwrap();
            prop_assert!(scores.values().any(|score| score.star == Some(true)));
            for score in scores.values() {
                prop_assert_eq!(score.star, Some(score.total.clone().unwrap() >= bar));
            }
        }
    }
}
