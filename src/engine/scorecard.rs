//! One scorecard 选择标准 of one account: Σ weight × rating, its mean, index and what unrated criteria leave open.

use crate::engine::assessment::GroupResult;
use crate::engine::assessment::ScoreTerm;
use crate::engine::assessment::ScorecardResult;
use crate::engine::assessment::StatedPoints;
use crate::model::account::Rating;
use crate::model::account::ScoreSheet;
use crate::model::exact::Exact;
use crate::model::id::Id;
use crate::model::rulers::Criterion;
use crate::model::rulers::CriterionGroup;
use crate::model::rulers::Scorecard;

/// Scores a sheet by its model. A blank is left out of the mean and lowers the coverage; it is never 0.
pub fn score(card: &Scorecard, sheet: &ScoreSheet) -> ScorecardResult {
    let mut sum = Sum::default();
    let groups = card.groups.iter().map(|group| {
        let of_group = Sum::of(group, sheet);
        sum.add(&of_group);
        group_result(card, group, &of_group)
    });
    let groups = groups.collect();
    let points = sum.points();
    let mean = sum.mean();
    let coverage = sum.coverage();
    let of_mean = mean.as_ref().and_then(|mean| index(card, mean));
    let completed = |rating| match sum.is_complete() {
        true => of_mean.clone(),
        false => sum.completed(rating).and_then(|mean| index(card, &mean)),
    };
    ScorecardResult {
        points,
        max_points: card.max.saturating_mul(sum.weight),
        is_sufficient: points.is_some() && coverage >= card.min_coverage,
        index_low: completed(card.min).unwrap_or(Exact::ZERO),
        index_high: completed(card.max).unwrap_or(Exact::HUNDRED),
        index: of_mean,
        groups,
        stated: sheet.stated_points.as_ref().map(|stated| StatedPoints {
            points: stated.value.clone(),
            difference: points.map(|points| &stated.value - &Exact::from(points)),
            at: stated.at,
        }),
        mean,
        coverage,
    }
}

/// Every criterion's part in what [`score`] gives, in the model's order.
pub fn terms<'a>(card: &'a Scorecard, sheet: &ScoreSheet) -> Vec<ScoreTerm<'a>> {
    let criteria = card
        .groups
        .iter()
        .flat_map(|group| group.criteria.iter().map(move |criterion| (group, criterion)));
    let mut terms: Vec<ScoreTerm<'_>> = criteria
        .map(|(group, criterion)| term(card, sheet, group, criterion))
        .collect();
    let all: i64 = terms
        .iter()
        .filter_map(|term| term.points)
        .fold(0, i64::saturating_add);
    for term in &mut terms {
        term.share = term
            .points
            .and_then(|part| Exact::from(part).over(&Exact::from(all)));
    }
    terms
}

/// The rating of every criterion, in the model's order; `None` is not rated.
pub fn ratings(card: &Scorecard, sheet: &ScoreSheet) -> impl Iterator<Item = Option<i64>> {
    let criteria = card.groups.iter().flat_map(|group| &group.criteria);
    criteria.map(|criterion| rating(sheet, criterion))
}

/// The rating of a criterion; `None` is not rated.
pub fn rating(sheet: &ScoreSheet, criterion: &Criterion) -> Option<i64> {
    item(sheet, criterion)?.value.as_ref()?.to_i64()
}

/// What the sheet says of a criterion.
fn item<'a>(sheet: &'a ScoreSheet, criterion: &Criterion) -> Option<&'a Rating> {
    sheet.items.get_near(&criterion.id.value, criterion.rank)
}

fn term<'a>(
    card: &Scorecard,
    sheet: &ScoreSheet,
    group: &'a CriterionGroup,
    criterion: &'a Criterion,
) -> ScoreTerm<'a> {
    let rating = rating(sheet, criterion);
    ScoreTerm {
        criterion: &criterion.id.value,
        group: &group.id.value,
        weight: criterion.weight,
        rating,
        points: rating.map(|rating| criterion.weight.saturating_mul(rating)),
        share: None,
        headroom: rating.map(|rating| criterion.weight.saturating_mul(card.max.saturating_sub(rating))),
        at: item(sheet, criterion).map(|item| item.at),
    }
}

/// Mean of a group's means over results, each counting the same; `None` if none has it rated.
pub fn mean_of_all<'a>(results: impl IntoIterator<Item = &'a ScorecardResult>, group: &Id) -> Option<Exact> {
    let groups = results.into_iter().flat_map(|result| &result.groups);
    let means: Vec<&Exact> = groups
        .filter(|found| found.id == *group)
        .filter_map(|found| found.mean.as_ref())
        .collect();
    let n = i64::try_from(means.len()).ok()?;
    means.into_iter().sum::<Exact>().over(&Exact::from(n))
}

fn group_result(card: &Scorecard, group: &CriterionGroup, sum: &Sum) -> GroupResult {
    let mean = sum.mean();
    let completed = |rating| match sum.is_complete() {
        true => mean.clone(),
        false => sum.completed(rating),
    };
    GroupResult {
        id: group.id.value.clone(),
        points: sum.points(),
        mean_low: completed(card.min),
        mean_high: completed(card.max),
        mean,
        coverage: sum.coverage(),
    }
}

/// `(mean − least)/(greatest − least)·100`.
fn index(card: &Scorecard, mean: &Exact) -> Option<Exact> {
    let least = Exact::from(card.min);
    ((mean - &least) * Exact::HUNDRED).over(&(Exact::from(card.max) - least))
}

/// Sums over some criteria. Unit: weights, and weighted points.
#[derive(Default)]
struct Sum {
    weight: i64,
    rated_weight: i64,
    rated_points: i64,
    n_rated: usize,
}

impl Sum {
    fn of(group: &CriterionGroup, sheet: &ScoreSheet) -> Sum {
        let mut sum = Sum::default();
        for criterion in &group.criteria {
            let weight = criterion.weight;
            let rating = rating(sheet, criterion);
            sum.add(&Sum {
                weight,
                rated_weight: rating.map_or(0, |_| weight),
                rated_points: rating.map_or(0, |rating| weight.saturating_mul(rating)),
                n_rated: usize::from(rating.is_some()),
            });
        }
        sum
    }

    fn add(&mut self, other: &Sum) {
        self.weight = self.weight.saturating_add(other.weight);
        self.rated_weight = self.rated_weight.saturating_add(other.rated_weight);
        self.rated_points = self.rated_points.saturating_add(other.rated_points);
        self.n_rated += other.n_rated;
    }

    /// True if nothing is left open: then there is one mean.
    fn is_complete(&self) -> bool {
        self.rated_weight == self.weight
    }

    fn points(&self) -> Option<i64> {
        (self.n_rated > 0).then_some(self.rated_points)
    }

    fn points_exact(&self) -> Exact {
        Exact::from(self.rated_points)
    }

    fn mean(&self) -> Option<Exact> {
        Exact::ratio(self.rated_points, self.rated_weight)
    }

    fn coverage(&self) -> Exact {
        Exact::ratio(self.rated_weight, self.weight).unwrap_or(Exact::ZERO)
    }

    /// The mean if every unrated criterion were rated `rating`; the mean as it is if none is.
    fn completed(&self, rating: i64) -> Option<Exact> {
        let open = Exact::from(self.weight.saturating_sub(self.rated_weight)) * Exact::from(rating);
        (self.points_exact() + open).over(&Exact::from(self.weight))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::engine::samples::card;
    use crate::engine::samples::sheet;

    #[test]
    fn nothing_rated_gives_no_number_and_the_whole_interval() {
        let result = score(&card(&[8, 2]), &sheet(&[None, None]));
        assert_eq!((result.points, result.mean, result.index), (None, None, None));
        assert_eq!(
            (result.index_low, result.index_high),
            (Exact::ZERO, Exact::HUNDRED)
        );
        assert!(!result.is_sufficient);
    }

    #[test]
    fn nothing_rated_is_insufficient_even_where_no_coverage_is_asked_for() {
        let mut card = card(&[8]);
        card.min_coverage = Exact::ZERO;
        assert!(!score(&card, &sheet(&[None])).is_sufficient);
    }

    #[test]
    fn a_groups_mean_over_all_leaves_those_out_that_have_it_unrated() {
        let of = |ratings: &[Option<i64>]| score(&card(&[1, 3]), &sheet(ratings));
        let results = [of(&[Some(2), Some(6)]), of(&[None, None]), of(&[Some(8), None])];
        let group = results[0].groups[0].id.clone();
        assert_eq!(mean_of_all(&results, &group), Exact::ratio(13, 2));
        assert_eq!(mean_of_all(&results[1..2], &group), None);
        let open = &results[2].groups[0];
        assert_eq!(
            (open.mean_low.clone(), open.mean_high.clone()),
            (Exact::ratio(11, 4), Exact::ratio(38, 4))
        );
    }

    #[test]
    fn coverage_below_the_least_keeps_the_numbers_but_gives_no_class() {
        let result = score(&card(&[1, 3]), &sheet(&[Some(10), None]));
        assert_eq!(result.index, Some(Exact::HUNDRED));
        assert!(!result.is_sufficient);
        assert!(score(&card(&[1, 1]), &sheet(&[Some(10), None])).is_sufficient);
    }

    #[test]
    fn a_stated_total_is_compared_with_the_computed_one() {
        let mut typed = sheet(&[Some(7)]);
        typed.stated_points = Some(crate::model::id::Sited {
            value: Exact::from(20),
            at: crate::diag::At::default(),
        });
        let result = score(&card(&[2]), &typed);
        assert_eq!(result.stated.unwrap().difference, Some(Exact::from(6)));
    }

    fn ratings() -> impl Strategy<Value = Vec<(i64, Option<i64>)>> {
        prop::collection::vec((1_i64..12, prop::option::of(1_i64..=10)), 1..8)
    }

    fn scored(rows: &[(i64, Option<i64>)], times: i64) -> ScorecardResult {
        let weights: Vec<i64> = rows.iter().map(|(weight, _)| weight * times).collect();
        let ratings: Vec<Option<i64>> = rows.iter().map(|(_, rating)| *rating).collect();
        score(&card(&weights), &sheet(&ratings))
    }

    proptest! {
        #[test]
        fn scaling_every_weight_changes_no_mean_index_or_coverage(rows in ratings(), times in 2_i64..9) {
            let (one, many) = (scored(&rows, 1), scored(&rows, times));
            prop_assert_eq!((one.mean, one.index, one.coverage), (many.mean, many.index, many.coverage));
        }

        #[test]
        fn a_better_rating_always_raises_the_score(rows in ratings(), at in 0_usize..8) {
            let before = scored(&rows, 1);
            let mut raised = rows.clone();
            let mut is_raised = false;
            if let Some((_, Some(rating))) = raised.get_mut(at) {
                is_raised = *rating < 10;
                *rating = (*rating + 1).min(10);
            }
            let after = scored(&raised, 1);
            prop_assert_eq!(after.index > before.index, is_raised);
            prop_assert!(after.index >= before.index && after.points >= before.points);
        }

        #[test]
        fn the_interval_holds_every_completion(rows in ratings(), fill in prop::collection::vec(1_i64..=10, 8)) {
            let partial = scored(&rows, 1);
            let full: Vec<(i64, Option<i64>)> = rows
                .iter()
                .zip(&fill)
                .map(|((weight, rating), fill)| (*weight, rating.or(Some(*fill))))
                .collect();
            let index = scored(&full, 1).index.unwrap();
            prop_assert!(partial.index_low <= index && index <= partial.index_high);
        }

        #[test]
        fn both_ends_of_the_interval_are_reached(rows in ratings()) {
            let partial = scored(&rows, 1);
            let filled = |fill: i64| {
                let full: Vec<(i64, Option<i64>)> =
                    rows.iter().map(|(weight, rating)| (*weight, rating.or(Some(fill)))).collect();
                scored(&full, 1).index
            };
            prop_assert_eq!((filled(1), filled(10)), (Some(partial.index_low), Some(partial.index_high)));
        }

        #[test]
        fn the_order_of_criteria_changes_no_number(rows in ratings(), turn in 0_usize..8) {
            let mut turned = rows.clone();
            turned.rotate_left(turn % rows.len());
            turned.reverse();
            let numbers = |rows: &[(i64, Option<i64>)]| {
                let score = scored(rows, 1);
                (score.points, score.mean, score.index, score.coverage, score.index_low, score.index_high)
            };
            prop_assert_eq!(numbers(&rows), numbers(&turned));
        }

        #[test]
        fn shares_add_up_to_exactly_one(rows in ratings()) {
            let weights: Vec<i64> = rows.iter().map(|(weight, _)| *weight).collect();
            let ratings: Vec<Option<i64>> = rows.iter().map(|(_, rating)| *rating).collect();
            let (card, sheet) = (card(&weights), sheet(&ratings));
            let (result, terms) = (score(&card, &sheet), terms(&card, &sheet));
            let sum: Exact = terms.iter().filter_map(|term| term.share.as_ref()).sum();
            prop_assert_eq!(sum, if result.points.is_some() { Exact::ONE } else { Exact::ZERO });
            let points: i64 = terms.iter().filter_map(|term| term.points).sum();
            prop_assert_eq!(points, result.points.unwrap_or(0));
        }
    }
}
