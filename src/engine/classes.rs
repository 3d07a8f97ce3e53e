//! Single-indicator classes 单一指标分类法: thresholds, quantiles, cumulative share.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use crate::engine::statistic::is_within;
use crate::engine::statistic::ranks;
use crate::model::exact::Exact;
use crate::model::exact::Sums;
use crate::model::id::Id;
use crate::model::rulers::Class;
use crate::model::rulers::ClassMethod;
use crate::model::rulers::Classifier;
use crate::model::rulers::Crossing;
use crate::model::rulers::Direction;

/// The class of every account whose measure is known; none if a cumulative share finds nobody above 0.
pub fn classify(classifier: &Classifier, values: &BTreeMap<Id, Exact>) -> BTreeMap<Id, Id> {
    match classifier.method {
        ClassMethod::Thresholds => each(values, |_, value| {
            first(classifier, |bound| match classifier.direction {
                Direction::High => value >= bound,
                Direction::Low => value <= bound,
            })
        }),
        ClassMethod::Quantiles => {
            let ranks = ranks(values, classifier.direction);
            each(values, |id, _| {
                let rank = ranks.get(id).copied().unwrap_or(usize::MAX);
                first(classifier, |bound| is_within(rank, bound, values.len()))
            })
        }
        ClassMethod::CumulativeShare => by_share(classifier, values),
    }
}

fn each<'a>(
    values: &BTreeMap<Id, Exact>,
    class: impl Fn(&Id, &Exact) -> Option<&'a Class>,
) -> BTreeMap<Id, Id> {
    values
        .iter()
        .filter_map(|(id, value)| Some((id.clone(), class(id, value)?.id.value.clone())))
        .collect()
}

/// The first class whose bound fits; the last has none and takes the rest.
fn first(classifier: &Classifier, is_in: impl Fn(&Exact) -> bool) -> Option<&Class> {
    classifier
        .classes
        .iter()
        .find(|class| class.bound.as_ref().is_some_and(&is_in))
        .or(classifier.classes.last())
}

/// Goes by the share of the sum that those before an account make, or that they make with the first of its ties.
fn by_share(classifier: &Classifier, values: &BTreeMap<Id, Exact>) -> BTreeMap<Id, Id> {
    let mut positive: Vec<Exact> = values
        .values()
        .filter(|value| value.is_positive())
        .cloned()
        .collect();
    if positive.is_empty() {
        return BTreeMap::new();
    }
    positive.sort();
    if classifier.direction == Direction::High {
        positive.reverse();
    }
    let sums = Sums::of(positive.clone());
    let mut places: BTreeMap<&Exact, Option<&Class>> = BTreeMap::new();
    for (n_before, value) in positive.iter().enumerate() {
        places.entry(value).or_insert_with(|| {
            first(classifier, |bound| match classifier.crossing {
                Crossing::In => sums.compare(n_before, bound) == Ordering::Less,
                Crossing::Out => sums.compare(n_before + 1, bound) != Ordering::Greater,
            })
        });
    }
    each(values, |_, value| {
        places.get(value).copied().unwrap_or(classifier.classes.last())
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::engine::samples::id;
    use crate::engine::samples::reference;
    use crate::engine::samples::sited;

    fn classified(
        method: ClassMethod,
        direction: Direction,
        crossing: Crossing,
        bounds: &[i64],
        values: &[i64],
    ) -> String {
        let names = ["a", "b", "c", "d"];
        let mut classes: Vec<Class> = bounds
            .iter()
            .zip(names)
            .map(|(bound, name)| Class {
                id: reference(name),
                bound: Some(Exact::from(*bound)),
            })
            .collect();
        classes.push(Class {
            id: reference("z"),
            bound: None,
        });
        let classifier = Classifier {
            id: reference("classifier"),
            name: None,
            indicator: sited("revenue".to_owned()),
            direction,
            method,
            crossing,
            classes,
        };
        let values = values.iter().enumerate();
        let values = values.map(|(n, value)| (id(&format!("v{n:02}")), Exact::from(*value)));
        let classes = classify(&classifier, &values.collect());
        classes.values().map(Id::as_str).collect()
    }

    #[test]
    fn a_threshold_is_inclusive_in_both_directions() {
        let by = |direction, values| {
            classified(
                ClassMethod::Thresholds,
                direction,
                Crossing::In,
                &[10, 20],
                values,
            )
        };
        assert_eq!(by(Direction::Low, &[10, 11, 20, 21]), "abbz");
        assert_eq!(
            classified(
                ClassMethod::Thresholds,
                Direction::High,
                Crossing::In,
                &[20, 10],
                &[20, 19, 10, 9]
            ),
            "abbz"
        );
    }

    #[test]
    fn quantiles_round_up_and_ties_share_the_better_class() {
        let by = |direction, values| {
            classified(ClassMethod::Quantiles, direction, Crossing::In, &[25, 75], values)
        };
        assert_eq!(by(Direction::High, &[9, 8, 7]), "abb");
        assert_eq!(by(Direction::Low, &[9, 8, 7]), "bba");
        assert_eq!(by(Direction::High, &[9, 9, 1, 1, 0]), "aabbz");
    }

    #[test]
    fn the_item_that_crosses_is_in_or_out() {
        let by = |crossing| {
            classified(
                ClassMethod::CumulativeShare,
                Direction::High,
                crossing,
                &[80, 95],
                &[60, 30, 6, 4],
            )
        };
        assert_eq!(by(Crossing::In), "aabz");
        assert_eq!(by(Crossing::Out), "abzz");
    }

    #[test]
    fn ties_share_the_class_of_the_first_of_them() {
        let by = |crossing| {
            classified(
                ClassMethod::CumulativeShare,
                Direction::High,
                crossing,
                &[50],
                &[50, 25, 25],
            )
        };
        assert_eq!(by(Crossing::In), "azz");
        assert_eq!(by(Crossing::Out), "azz");
        assert_eq!(
            classified(
                ClassMethod::CumulativeShare,
                Direction::High,
                Crossing::Out,
                &[50],
                &[40, 40, 20]
            ),
            "aaz"
        );
    }

    #[test]
    fn nothing_positive_is_the_last_class_and_nobody_positive_is_none() {
        let by = |values| {
            classified(
                ClassMethod::CumulativeShare,
                Direction::High,
                Crossing::In,
                &[80],
                values,
            )
        };
        assert_eq!(by(&[5, 0, -3]), "azz");
        assert_eq!(by(&[0, -3]), "");
    }

    /// The class of each value by the words of the rule, every value against every other.
    fn naive(
        method: ClassMethod,
        direction: Direction,
        crossing: Crossing,
        bounds: &[i64],
        values: &[i64],
    ) -> String {
        let better = |a: i64, b: i64| match direction {
            Direction::High => a > b,
            Direction::Low => a < b,
        };
        let n = i64::try_from(values.len()).unwrap();
        let sum: i64 = values.iter().filter(|value| **value > 0).sum();
        let is_in = |value: i64, bound: i64| match method {
            ClassMethod::Thresholds => value == bound || better(value, bound),
            ClassMethod::Quantiles => {
                let rank = 1 + values.iter().filter(|other| better(**other, value)).count();
                i64::try_from(rank).unwrap() <= (bound * n + 99).div_euclid(100)
            }
            ClassMethod::CumulativeShare => {
                let before: i64 = values
                    .iter()
                    .filter(|other| **other > 0 && better(**other, value))
                    .sum();
                value > 0
                    && match crossing {
                        Crossing::In => before * 100 < bound * sum,
                        Crossing::Out => (before + value) * 100 <= bound * sum,
                    }
            }
        };
        if method == ClassMethod::CumulativeShare && sum == 0 {
            return String::new();
        }
        let class = |value: &i64| {
            let mut named = bounds.iter().zip(["a", "b", "c", "d"]);
            named
                .find(|(bound, _)| is_in(*value, **bound))
                .map_or("z", |(_, name)| name)
        };
        values.iter().map(class).collect()
    }

    proptest! {
        #[test]
        fn classes_are_what_comparing_everybody_with_everybody_gives(values in prop::collection::vec(-3_i64..12, 0..12), mut bounds in prop::collection::vec(0_i64..=100, 1..4)) {
            bounds.sort_unstable();
            for direction in [Direction::High, Direction::Low] {
                for crossing in [Crossing::In, Crossing::Out] {
                    for method in [ClassMethod::Quantiles, ClassMethod::CumulativeShare] {
                        let got = classified(method, direction, crossing, &bounds, &values);
                        prop_assert_eq!(got, naive(method, direction, crossing, &bounds, &values));
                    }
                }
                let mut limits: Vec<i64> = bounds.iter().map(|bound| bound / 8).collect();
                if direction == Direction::High {
                    limits.reverse();
                }
                let got = classified(ClassMethod::Thresholds, direction, Crossing::In, &limits, &values);
                prop_assert_eq!(got, naive(ClassMethod::Thresholds, direction, Crossing::In, &limits, &values));
            }
        }
    }
}
