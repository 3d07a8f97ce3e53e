//! Which of two exact numbers is greater: by their leading bits where those decide, else by cross-multiplication.

use std::cmp::Ordering;

use num_rational::Ratio;
use num_traits::CheckedMul;

use crate::model::exact::Exact;
use crate::model::exact::Parts;
use crate::model::exact::REDUCED_BITS;
use crate::model::exact::Repr;

/// Bits of a long denominator that are looked at first.
const LEADING_BITS: u64 = 192;

impl PartialEq for Exact {
    fn eq(&self, other: &Exact) -> bool {
        match (&self.0, &other.0) {
            // In lowest terms equal numbers have equal parts, and stand in the same form.
            (Repr::Short { numer: a, denom: b }, Repr::Short { numer: c, denom: d }) => (a, b) == (c, d),
            (Repr::Small(a), Repr::Small(b)) => a.numer() == b.numer() && a.denom() == b.denom(),
            (Repr::Short { .. }, Repr::Small(_)) | (Repr::Small(_), Repr::Short { .. }) => false,
            _ => self.cmp(other) == Ordering::Equal,
        }
    }
}

impl Eq for Exact {}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Exact) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Exact {
    fn cmp(&self, other: &Exact) -> Ordering {
        if let Some((a, b)) = self.as_small().zip(other.as_small()) {
            return small(&a, &b);
        }
        match (self.is_negative(), other.is_negative()) {
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
            (false, false) => big(&self.rough(), &other.rough()).unwrap_or_else(|| crossed(self, other)),
            (true, true) => crossed(self, other),
        }
    }
}

fn small(a: &Ratio<i128>, b: &Ratio<i128>) -> Ordering {
    if a.denom() == b.denom() {
        return a.numer().cmp(b.numer());
    }
    match a
        .numer()
        .checked_mul(b.denom())
        .zip(b.numer().checked_mul(a.denom()))
    {
        Some((left, right)) => left.cmp(&right),
        None => a.cmp(b),
    }
}

fn crossed(a: &Exact, b: &Exact) -> Ordering {
    let ((a, b), (c, d)): (Parts, Parts) = (a.parts(), b.parts());
    (a * d).cmp(&(c * b))
}

/// Two fractions that a number lies between.
struct Rough {
    low: Parts,
    high: Parts,
}

impl Exact {
    /// Bounds by leading bits, for a number from 0; a short number is its own bound.
    fn rough(&self) -> Rough {
        let Repr::Big(big) = &self.0 else {
            let parts = self.parts();
            return Rough {
                low: parts.clone(),
                high: parts,
            };
        };
        let (numer, denom) = (big.numer(), big.denom());
        if numer.bits() + denom.bits() <= REDUCED_BITS || denom.bits() <= LEADING_BITS {
            let parts = (numer.clone(), denom.clone());
            return Rough {
                low: parts.clone(),
                high: parts,
            };
        }
        let shift = denom.bits() - LEADING_BITS;
        let (numer, denom): Parts = (numer >> shift, denom >> shift);
        Rough {
            low: (numer.clone(), &denom + 1),
            high: (numer + 1, denom),
        }
    }
}

/// `None` where the bounds do not decide.
fn big(a: &Rough, b: &Rough) -> Option<Ordering> {
    let below = |(a, b): &Parts, (c, d): &Parts| a * d < c * b;
    if below(&a.high, &b.low) {
        Some(Ordering::Less)
    } else if below(&b.high, &a.low) {
        Some(Ordering::Greater)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use num_bigint::BigInt;
    use num_rational::BigRational;
    use proptest::prelude::*;

    use super::*;

    /// A sum of unlike fractions, as it is and by plain rational arithmetic that reduces every step.
    fn long(rows: &[(i64, i64)]) -> (Exact, BigRational) {
        let exact = rows.iter().map(|(a, b)| Exact::ratio(*a, *b).unwrap()).sum();
        let plain = rows
            .iter()
            .map(|(a, b)| BigRational::new(BigInt::from(*a), BigInt::from(*b)))
            .sum();
        (exact, plain)
    }

    fn rows() -> impl Strategy<Value = Vec<(i64, i64)>> {
        let one = (-1_000_000_i64..1_000_000, 1_i64..i64::MAX);
        prop::collection::vec(one, 0..50)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn long_numbers_compare_and_compute_as_plain_fractions_do(a in rows(), b in rows()) {
            let ((x, p), (y, q)) = (long(&a), long(&b));
            prop_assert_eq!(x.cmp(&y), p.cmp(&q));
            prop_assert_eq!(x.fixed(9), Exact::from_big(p.clone()).fixed(9));
            for (got, want) in [(&x + &y, &p + &q), (&x - &y, &p - &q), (&x * &y, &p * &q)] {
                prop_assert_eq!(got, Exact::from_big(want));
            }
            if !y.is_zero() {
                prop_assert_eq!(x.over(&y).unwrap(), Exact::from_big(&p / &q));
            }
        }

        #[test]
        fn numbers_a_hair_apart_are_told_apart(a in rows(), n_halvings in 1_usize..400) {
            let (x, _) = long(&a);
            let half = Exact::ratio(1, 2).unwrap();
            let hair = (0..n_halvings).fold(Exact::ONE, |hair, _| &hair * &half);
            prop_assert!(&x + &hair > x && &x - &hair < x);
            prop_assert_eq!(&(&x + &hair) - &hair, x);
        }

        #[test]
        fn a_long_number_that_is_whole_is_seen_to_be(a in rows(), whole in -9_i64..9) {
            let (x, _) = long(&a);
            let back = &(&x + &Exact::from(whole)) - &x;
            prop_assert_eq!(back.to_i64(), Some(whole));
            prop_assert_eq!(back.short(4), whole.to_string());
            prop_assert_eq!(&back, &Exact::from(whole));
        }
    }
}
