//! How far the largest order and the value of accounts agree, and who looks bigger than it is worth.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use crate::engine::statistic::is_within;
use crate::engine::statistic::median;
use crate::engine::statistic::ranks;
use crate::model::exact::Exact;
use crate::model::id::Id;
use crate::model::rulers::Direction;

/// Kendall's tau-b, -1..=1, as a sign and an exact square: its root is irrational as a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TauB {
    /// True below 0.
    pub is_negative: bool,
    /// The square, 0..=1.
    pub square: Exact,
}

impl TauB {
    /// Compares it with a number, exactly.
    pub fn is_below(&self, limit: &Exact) -> bool {
        let limit_square = limit * limit;
        match (self.is_negative, limit.is_negative()) {
            (true, false) => true,
            (false, true) => false,
            (false, false) => self.square < limit_square,
            (true, true) => self.square > limit_square,
        }
    }

    /// Text with exactly `places` decimals, rounded half away from zero; never `-0`.
    pub fn fixed(&self, places: u32) -> String {
        let root = self.square.sqrt_fixed(places).unwrap_or_default();
        let is_zero = root.bytes().all(|b| matches!(b, b'0' | b'.'));
        if self.is_negative && !is_zero {
            format!("-{root}")
        } else {
            root
        }
    }
}

/// Two numbers of one account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SizeAndValue {
    /// Its largest order, base units.
    pub size: Exact,
    /// Its value.
    pub value: Exact,
}

/// Pairs of accounts, counted: what tau-b is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PairCounts {
    /// All pairs, n(n − 1)/2.
    pub all: i64,
    /// Pairs of the same size.
    pub same_size: i64,
    /// Pairs of the same value.
    pub same_value: i64,
    /// Pairs that size and value put in the same order.
    pub concordant: i64,
    /// Pairs that they put in opposite orders.
    pub discordant: i64,
}

/// Counts every pair, in O(n log n).
pub fn count_pairs(pairs: &[SizeAndValue]) -> PairCounts {
    let mut sorted: Vec<&SizeAndValue> = pairs.iter().collect();
    sorted.sort_by(|a, b| (&a.size, &a.value).cmp(&(&b.size, &b.value)));
    let all = n_pairs(sorted.len());
    let same_size = tied(sorted.iter().map(|pair| (&pair.size, &Exact::ZERO)));
    let same_both = tied(sorted.iter().map(|pair| (&pair.size, &pair.value)));
    let mut values: Vec<&Exact> = sorted.iter().map(|pair| &pair.value).collect();
    let discordant = sort_counting(&mut values);
    let same_value = tied(values.iter().map(|value| (*value, &Exact::ZERO)));
    PairCounts {
        all,
        same_size,
        same_value,
        concordant: all - same_size - same_value + same_both - discordant,
        discordant,
    }
}

/// Tau-b of size and value; `None` if either is the same for all, or there are fewer than two.
pub fn tau_b(pairs: &[SizeAndValue]) -> Option<TauB> {
    let counts = count_pairs(pairs);
    let surplus = Exact::from(counts.concordant - counts.discordant);
    let differing = |same: i64| Exact::from(counts.all - same);
    let square = (&surplus * &surplus).over(&(differing(counts.same_size) * differing(counts.same_value)))?;
    Some(TauB {
        is_negative: surplus.is_negative(),
        square,
    })
}

fn n_pairs(n: usize) -> i64 {
    let n = i64::try_from(n).unwrap_or(i64::MAX);
    n * (n - 1) / 2
}

/// Pairs of equal neighbours' runs in a sorted list.
fn tied<'a>(sorted: impl Iterator<Item = (&'a Exact, &'a Exact)>) -> i64 {
    let mut pairs = 0;
    let mut last = None;
    let mut run = 0_usize;
    for item in sorted {
        run = if last == Some(item) { run + 1 } else { 0 };
        pairs += i64::try_from(run).unwrap_or(0);
        last = Some(item);
    }
    pairs
}

/// Merge sort that counts the exchanges it makes: pairs that stood in falling order.
fn sort_counting(values: &mut Vec<&Exact>) -> i64 {
    if values.len() < 2 {
        return 0;
    }
    let mut right = values.split_off(values.len() / 2);
    let mut exchanges = sort_counting(values) + sort_counting(&mut right);
    let mut merged = Vec::with_capacity(values.len() + right.len());
    let mut left = values.drain(..).peekable();
    let mut right = right.into_iter().peekable();
    loop {
        match (left.peek(), right.peek()) {
            (Some(a), Some(b)) if (*a).cmp(*b) == Ordering::Greater => {
                exchanges += i64::try_from(left.len()).unwrap_or(0);
                merged.extend(right.next());
            }
            (Some(_), _) => merged.extend(left.next()),
            (None, Some(_)) => merged.extend(right.next()),
            (None, None) => break,
        }
    }
    drop(left);
    *values = merged;
    exchanges
}

/// Accounts in the top quarter by size and below the median by value, by id.
pub fn looks_big(accounts: &BTreeMap<Id, SizeAndValue>) -> Vec<Id> {
    let values: Vec<Exact> = accounts.values().map(|pair| pair.value.clone()).collect();
    let Some(median) = median(&values) else {
        return Vec::new();
    };
    let sizes: BTreeMap<&Id, Exact> = accounts
        .iter()
        .map(|(id, pair)| (id, pair.size.clone()))
        .collect();
    let ranks = ranks(&sizes, Direction::High);
    let is_large = |id: &Id| {
        let rank = ranks.get(id).copied().unwrap_or(usize::MAX);
        is_within(rank, &Exact::from(25), accounts.len())
    };
    accounts
        .iter()
        .filter(|(id, pair)| is_large(id) && pair.value < median)
        .map(|(id, _)| id.clone())
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::engine::samples::id;

    fn pairs(rows: &[(i64, i64)]) -> Vec<SizeAndValue> {
        let pair = |(size, value): &(i64, i64)| SizeAndValue {
            size: Exact::from(*size),
            value: Exact::from(*value),
        };
        rows.iter().map(pair).collect()
    }

    fn tau(rows: &[(i64, i64)]) -> Option<String> {
        Some(tau_b(&pairs(rows))?.fixed(4))
    }

    #[test]
    fn tau_b_is_undefined_where_one_side_is_all_the_same() {
        assert_eq!(tau(&[]), None);
        assert_eq!(tau(&[(1, 1)]), None);
        assert_eq!(tau(&[(1, 1), (2, 1)]), None);
        assert_eq!(tau(&[(1, 1), (2, 2)]).unwrap(), "1.0000");
        assert_eq!(tau(&[(1, 2), (2, 1)]).unwrap(), "-1.0000");
        assert_eq!(tau(&[(1, 1), (1, 2), (2, 1), (2, 2)]).unwrap(), "0.0000");
    }

    #[test]
    fn tau_b_is_compared_by_its_square_and_sign() {
        let third = tau_b(&pairs(&[(1, 1), (2, 3), (3, 2)])).unwrap();
        let limit = |numerator| Exact::ratio(numerator, 3).unwrap();
        assert!(!third.is_below(&limit(1)));
        assert!(third.is_below(&limit(2)));
        assert!(!third.is_below(&limit(-1)));
        let minus_third = tau_b(&pairs(&[(1, 3), (2, 1), (3, 2)])).unwrap();
        assert!(minus_third.is_below(&Exact::ZERO));
        assert!(!minus_third.is_below(&limit(-1)));
        assert!(!minus_third.is_below(&limit(-2)));
    }

    #[test]
    fn who_looks_big_has_a_large_order_and_a_value_below_the_median() {
        let accounts: BTreeMap<Id, SizeAndValue> = pairs(&[(9, 1), (8, 9), (7, 8), (6, 7), (5, 6)])
            .into_iter()
            .enumerate()
            .map(|(n, pair)| (id(&format!("a{n}")), pair))
            .collect();
        assert_eq!(looks_big(&accounts), [id("a0")]);
        assert_eq!(looks_big(&BTreeMap::new()), []);
    }

    proptest! {
        #[test]
        fn tau_b_is_symmetric_and_within_one_and_turns_with_its_sign(rows in prop::collection::vec((-4_i64..5, -4_i64..5), 0..14)) {
            let tau = tau_b(&pairs(&rows));
            let swapped: Vec<(i64, i64)> = rows.iter().map(|(size, value)| (*value, *size)).collect();
            prop_assert_eq!(&tau, &tau_b(&pairs(&swapped)));
            let turned: Vec<(i64, i64)> = rows.iter().rev().map(|(size, value)| (*size, -*value)).collect();
            let turned = tau_b(&pairs(&turned));
            prop_assert_eq!(tau.as_ref().map(|tau| tau.square.clone()), turned.as_ref().map(|tau| tau.square.clone()));
            if let Some((tau, turned)) = tau.zip(turned) {
                prop_assert!(tau.square >= Exact::ZERO && tau.square <= Exact::ONE);
                prop_assert!(!tau.is_below(&Exact::from(-1)));
                prop_assert_eq!(tau.is_negative || turned.is_negative, !tau.square.is_zero());
            }
        }

        #[test]
        fn tau_b_is_what_counting_every_pair_gives(rows in prop::collection::vec((0_i64..5, 0_i64..5), 0..12)) {
            let (mut surplus, mut sizes, mut values) = (0_i64, 0_i64, 0_i64);
            for (n, a) in rows.iter().enumerate() {
                for b in &rows[..n] {
                    let (x, y) = ((a.0 - b.0).signum(), (a.1 - b.1).signum());
                    surplus += x * y;
                    sizes += x.abs();
                    values += y.abs();
                }
            }
            let want = Exact::ratio(surplus * surplus, sizes * values).map(|square| TauB { is_negative: surplus < 0, square });
            prop_assert_eq!(tau_b(&pairs(&rows)), want);
        }
    }
}
