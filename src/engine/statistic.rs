//! Plain statistics over exact numbers: means, medians, ranks, cuts and concentration.

use std::collections::BTreeMap;

use crate::model::exact::Exact;
use crate::model::rulers::Direction;

/// A count as a number.
pub fn count(n: usize) -> Exact {
    Exact::from(i64::try_from(n).unwrap_or(i64::MAX))
}

/// Σ weight·value / Σ weight over (weight, value); `None` if the weights sum to 0.
pub fn weighted_mean(terms: &[(Exact, Exact)]) -> Option<Exact> {
    let sum: Exact = terms.iter().map(|(weight, value)| weight * value).sum();
    sum.over(&terms.iter().map(|(weight, _)| weight).sum())
}

/// The mean; `None` of nothing.
pub fn mean(values: &[Exact]) -> Option<Exact> {
    Exact::sum_of(values).over(&count(values.len()))
}

/// The median: of an even count the mean of the middle two; `None` of nothing.
pub fn median(values: &[Exact]) -> Option<Exact> {
    let mut sorted: Vec<&Exact> = values.iter().collect();
    sorted.sort();
    let high = *sorted.get(sorted.len() / 2)?;
    let low = *sorted.get((sorted.len() - 1) / 2)?;
    (low + high).over(&Exact::from(2))
}

/// Rank of each: 1 + how many are strictly better, so that ties share the better rank.
pub fn ranks<K: Ord + Clone>(values: &BTreeMap<K, Exact>, direction: Direction) -> BTreeMap<K, usize> {
    let mut sorted: Vec<&Exact> = values.values().collect();
    sorted.sort();
    let better = |value: &Exact| match direction {
        Direction::High => sorted.len() - sorted.partition_point(|other| *other <= value),
        Direction::Low => sorted.partition_point(|other| *other < value),
    };
    values
        .iter()
        .map(|(key, value)| (key.clone(), 1 + better(value)))
        .collect()
}

/// True if `rank` is within the best `percent` of `n`: rank ≤ ⌈percent·n/100⌉.
pub fn is_within(rank: usize, percent: &Exact, n: usize) -> bool {
    let hundredths = percent * &count(n);
    hundredths
        .over(&Exact::HUNDRED)
        .is_some_and(|cut| count(rank) <= cut.ceil())
}

/// How much of a sum lies with few.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Concentration {
    /// Σ (percent share)², 0..=10,000.
    pub hhi: Exact,
    /// Percent share of the largest.
    pub cr1: Exact,
}

/// Concentration of a sum; `None` if the sum is 0.
pub fn concentration(amounts: &[Exact]) -> Option<Concentration> {
    let sum: Exact = amounts.iter().sum();
    let squares = Exact::sum_of_squares(amounts);
    Some(Concentration {
        hhi: (squares * Exact::from(10_000)).over(&(&sum * &sum))?,
        cr1: (amounts.iter().max()? * &Exact::HUNDRED).over(&sum)?,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn numbers(values: &[i64]) -> Vec<Exact> {
        values.iter().copied().map(Exact::from).collect()
    }

    #[test]
    fn the_median_of_an_even_count_is_the_mean_of_the_middle_two() {
        assert_eq!(median(&numbers(&[9, 1, 4])), Some(Exact::from(4)));
        assert_eq!(median(&numbers(&[4, 1, 9, 2])), Some(Exact::from(3)));
        assert_eq!(median(&[]), None);
    }

    #[test]
    fn ties_share_the_better_rank() {
        let values: BTreeMap<&str, Exact> = [("a", 5), ("b", 7), ("c", 5), ("d", 1)]
            .map(|(key, value)| (key, Exact::from(value)))
            .into();
        assert_eq!(
            ranks(&values, Direction::High),
            BTreeMap::from([("a", 2), ("b", 1), ("c", 2), ("d", 4)])
        );
        assert_eq!(
            ranks(&values, Direction::Low),
            BTreeMap::from([("a", 2), ("b", 4), ("c", 2), ("d", 1)])
        );
    }

    #[test]
    fn a_cut_rounds_up_to_a_whole_account() {
        let is_in = |rank, percent: &str, n| is_within(rank, &Exact::parse(percent).unwrap(), n);
        assert!(is_in(1, "1", 5));
        assert!(!is_in(2, "20", 5));
        assert!(is_in(2, "20.0001", 5));
        assert!(!is_in(1, "0", 5));
    }

    #[test]
    fn nothing_has_no_concentration() {
        assert_eq!(concentration(&[]), None);
        assert_eq!(concentration(&numbers(&[0, 0])), None);
        assert_eq!(
            concentration(&numbers(&[1, 1])).unwrap(),
            Concentration {
                hhi: Exact::from(5000),
                cr1: Exact::from(50)
            }
        );
    }

    #[test]
    fn a_mean_of_many_unlike_fractions_is_exact() {
        let values: Vec<Exact> = (0..1_000_i64)
            .map(|n| Exact::ratio(n, 500_009 + 1_013 * n % 499_979).unwrap())
            .collect();
        let half: Vec<Exact> = values.iter().map(|value| value + value).collect();
        assert_eq!(mean(&half).unwrap(), &mean(&values).unwrap() * &Exact::from(2));
    }

    proptest! {
        #[test]
        fn a_rank_counts_the_strictly_better(values in prop::collection::vec(-5_i64..5, 0..12)) {
            let map: BTreeMap<usize, Exact> = values.iter().copied().map(Exact::from).enumerate().collect();
            for (key, rank) in ranks(&map, Direction::High) {
                prop_assert_eq!(rank, 1 + values.iter().filter(|value| **value > values[key]).count());
            }
            for (key, rank) in ranks(&map, Direction::Low) {
                prop_assert_eq!(rank, 1 + values.iter().filter(|value| **value < values[key]).count());
            }
        }
    }
}
