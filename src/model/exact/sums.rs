//! Sums of many fractions, whose denominators grow with what is added up.

use std::cmp::Ordering;

use num_bigint::BigInt;
use num_integer::Integer;

use crate::model::exact::Exact;

/// Bits behind the point to which summands are rounded before they are added exactly.
const FINE_BITS: u32 = 128;

impl Exact {
    /// The sum, halves first: two short sums are added cheaper than a long one and a summand.
    pub fn sum_of(values: &[Exact]) -> Exact {
        match values {
            [] => Exact::ZERO,
            [only] => only.clone(),
            more => {
                let (left, right) = more.split_at(more.len() / 2);
                Exact::sum_of(left) + Exact::sum_of(right)
            }
        }
    }

    /// ⌊self · 2^128⌋.
    fn fine(&self) -> BigInt {
        let (numer, denom) = self.parts();
        (numer << FINE_BITS).div_floor(&denom)
    }
}

/// The sums of the first so many of some numbers, to be compared with shares of the whole.
///
/// Every sum is known to within one unit of 2^-128 a summand; only where that does not decide is it added up exactly.
#[derive(Debug)]
pub struct Sums {
    values: Vec<Exact>,
    /// At `n`: a sum of the first `n`, every one rounded down.
    low: Vec<BigInt>,
}

impl Sums {
    /// Over these numbers in their order.
    pub fn of(values: Vec<Exact>) -> Sums {
        let mut so_far = BigInt::from(0);
        let mut low = vec![so_far.clone()];
        for value in &values {
            so_far += value.fine();
            low.push(so_far.clone());
        }
        Sums { values, low }
    }

    /// Compares the sum of the first `n` with a percentage of the sum of all, exactly.
    pub fn compare(&self, n: usize, percent: &Exact) -> Ordering {
        let (numer, denom) = percent.parts();
        let bounds = |n: usize, times: &BigInt| {
            let low = self.low.get(n).or(self.low.last()).cloned().unwrap_or_default();
            let high = &low + n;
            (times * low, times * high)
        };
        let part = bounds(n, &(denom * 100));
        let whole = bounds(self.values.len(), &numer);
        if numer >= BigInt::from(0) && part.1 < whole.0 {
            return Ordering::Less;
        }
        if numer >= BigInt::from(0) && part.0 > whole.1 {
            return Ordering::Greater;
        }
        let part = Exact::sum_of(self.values.get(..n).unwrap_or(&self.values));
        (part * Exact::HUNDRED).cmp(&(percent * &Exact::sum_of(&self.values)))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_sum_is_compared_as_if_it_were_added_up(rows in prop::collection::vec((-9_i64..90, 1_i64..7), 0..9), percent in -20_i64..130, parts in 1_i64..4) {
            let values: Vec<Exact> = rows.iter().map(|(a, b)| Exact::ratio(*a, *b).unwrap()).collect();
            let percent = Exact::ratio(percent, parts).unwrap();
            let sums = Sums::of(values.clone());
            let whole: Exact = values.iter().sum();
            for n in 0..=values.len() {
                let part: Exact = values[..n].iter().sum();
                prop_assert_eq!(sums.compare(n, &percent), (part * Exact::HUNDRED).cmp(&(&percent * &whole)));
            }
        }
    }
}
