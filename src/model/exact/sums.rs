//! Sums of many fractions, whose denominators grow with what is added up.

use std::borrow::Borrow;
use std::cmp::Ordering;

use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::Ratio;

use crate::model::exact::Exact;
use crate::model::exact::reduced;

/// Bits behind the point to which summands are rounded before they are added exactly.
const FINE_BITS: u32 = 128;

/// A sum so far over one denominator, reduced when it ends and not at every summand.
struct Running {
    numer: i128,
    denom: i128,
}

impl Running {
    const ZERO: Running = Running { numer: 0, denom: 1 };

    /// Adds a fraction, its denominator above 0; `None` where 128 bits do not hold the sum, which is then as it was.
    fn add(&mut self, numer: i128, denom: i128) -> Option<()> {
        let (own, its) = if self.denom == denom {
            (1, 1)
        } else {
            let common = match (u64::try_from(self.denom), u64::try_from(denom)) {
                (Ok(a), Ok(b)) => i128::from(a.gcd(&b)),
                _ => self.denom.gcd(&denom),
            };
            (denom / common, self.denom / common)
        };
        let sum = self
            .numer
            .checked_mul(own)?
            .checked_add(numer.checked_mul(its)?)?;
        self.denom = self.denom.checked_mul(own)?;
        self.numer = sum;
        Some(())
    }

    fn end(self) -> Exact {
        Exact::small(reduced(self.numer, self.denom))
    }
}

/// The sum of fractions, each as it is or, of those that 128 bits hold, made into another one first.
fn summed<T: Borrow<Exact>>(
    values: impl Iterator<Item = T>,
    short: impl Fn(Ratio<i128>) -> Option<(i128, i128)>,
    long: impl Fn(&Exact) -> Exact,
) -> Exact {
    let (mut running, mut rest) = (Running::ZERO, Exact::ZERO);
    for value in values {
        let value = value.borrow();
        let added = value
            .as_small()
            .and_then(&short)
            .and_then(|(numer, denom)| running.add(numer, denom));
        if added.is_none() {
            // What was added so far is put aside as well: with it, the next one would not fit either.
            rest = &(&rest + &std::mem::replace(&mut running, Running::ZERO).end()) + &long(value);
        }
    }
    &rest + &running.end()
}

/// The sum of fractions.
pub(super) fn sum<T: Borrow<Exact>>(values: impl Iterator<Item = T>) -> Exact {
    summed(values, |it| Some((*it.numer(), *it.denom())), Exact::clone)
}

impl Exact {
    /// Σ value².
    pub fn sum_of_squares(values: &[Exact]) -> Exact {
        let squared = |it: Ratio<i128>| {
            let (numer, denom) = (*it.numer(), *it.denom());
            Some((numer.checked_mul(numer)?, denom.checked_mul(denom)?))
        };
        summed(values.iter(), squared, |value| value * value)
    }

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

    /// Numbers of every length: of one denominator, of few and of many, within 64 bits, within 128 and beyond.
    fn rows() -> impl Strategy<Value = Vec<Exact>> {
        let fraction =
            (any::<i64>(), 1_i64..1_000, 0_u32..60, 0_u32..3).prop_map(|(numer, denom, shift, power)| {
                let fraction = Exact::ratio(numer >> shift, denom).unwrap();
                (0..power).fold(fraction, |it, _| &it * &it)
            });
        let cents = (-99_999_i64..999_999).prop_map(|cents| Exact::ratio(cents, 100).unwrap());
        prop::collection::vec(prop_oneof![cents, fraction], 0..12)
    }

    proptest! {
        #[test]
        fn a_sum_is_what_adding_one_by_one_gives(values in rows()) {
            let one_by_one = values.iter().fold(Exact::ZERO, |sum, value| &sum + value);
            let squares = values.iter().fold(Exact::ZERO, |sum, value| &sum + &(value * value));
            let sum: Exact = values.iter().sum();
            prop_assert_eq!(&sum, &one_by_one);
            prop_assert_eq!(format!("{sum:?}"), format!("{one_by_one:?}"), "in lowest terms");
            prop_assert_eq!(Exact::sum_of(&values), one_by_one);
            prop_assert_eq!(Exact::sum_of_squares(&values), squares);
            prop_assert_eq!(values.into_iter().sum::<Exact>(), sum);
        }

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
