//! Exact numbers: fractions of integers, of any size.

mod order;
mod sums;

use std::fmt;
use std::iter::Sum;
use std::ops::Add;
use std::ops::Mul;
use std::ops::Neg;
use std::ops::Sub;

use num_bigint::BigInt;
use num_bigint::Sign;
use num_integer::Integer;
use num_rational::BigRational;
use num_rational::Ratio;
use num_traits::CheckedAdd;
use num_traits::CheckedMul;
use num_traits::CheckedSub;
use num_traits::Signed;
use num_traits::ToPrimitive;
use num_traits::Zero;

pub use crate::model::exact::sums::Sums;

/// An exact fraction. Small ones stay in 128 bits, larger ones grow without limit; equal numbers compare equal.
#[derive(Clone)]
pub struct Exact(Repr);

/// In the first form that holds it. Big fractions of more than [`REDUCED_BITS`] need not be in lowest terms, all others are.
///
/// A book holds millions of numbers, nearly all of them short: 16 bytes each, the longer ones beside.
#[derive(Clone)]
enum Repr {
    Short { numer: i64, denom: u32 },
    Small(Box<Ratio<i128>>),
    Big(Box<BigRational>),
}

/// Bits of numerator and denominator together up to which common factors are looked for: beyond, that costs more than
/// all the rest, and sums of unlike fractions have hardly any.
const REDUCED_BITS: u64 = 2_048;

impl Exact {
    /// 0.
    pub const ZERO: Exact = Exact(Repr::Short { numer: 0, denom: 1 });
    /// 1.
    pub const ONE: Exact = Exact(Repr::Short { numer: 1, denom: 1 });
    /// 100, for percentages.
    pub const HUNDRED: Exact = Exact(Repr::Short { numer: 100, denom: 1 });

    /// The fraction `numerator / denominator`; `None` if the denominator is 0.
    pub fn ratio(numerator: i64, denominator: i64) -> Option<Exact> {
        if denominator == 0 {
            return None;
        }
        Some(Exact::small(Ratio::new(
            i128::from(numerator),
            i128::from(denominator),
        )))
    }

    /// Reads a plain decimal: `-?[0-9]+(\.[0-9]+)?`, at most 18 digits before and 9 after the point.
    pub fn parse(text: &str) -> Option<Exact> {
        let unsigned = text.strip_prefix('-').unwrap_or(text);
        let sign = if unsigned.len() < text.len() { -1 } else { 1 };
        let bytes = unsigned.as_bytes();
        let n_whole = bytes.iter().position(|byte| *byte == b'.');
        let (whole, part) = match n_whole.and_then(|n| bytes.split_at_checked(n)) {
            Some((whole, [_, part @ ..])) if !part.is_empty() => (whole, part),
            Some(_) => return None,
            None => (bytes, [].as_slice()),
        };
        if whole.is_empty() || whole.len() > 18 || part.len() > 9 {
            return None;
        }
        let number = |digits: &[u8]| {
            let mut digits = digits.iter();
            digits.try_fold(0_i64, |number, byte| {
                byte.is_ascii_digit()
                    .then(|| number * 10 + i64::from(byte - b'0'))
            })
        };
        let (whole, fraction) = (number(whole)?, number(part)?);
        if part.is_empty() {
            return Some(Exact::whole(sign * whole));
        }
        let scale = 10_i128.pow(u32::try_from(part.len()).ok()?);
        let value = i128::from(sign) * (i128::from(whole) * scale + i128::from(fraction));
        Some(Exact::small(reduced(value, scale)))
    }

    /// `self / other`; `None` if `other` is 0.
    pub fn over(&self, other: &Exact) -> Option<Exact> {
        if other.is_zero() {
            return None;
        }
        if let Some((a, b)) = self.as_small().zip(other.as_small()) {
            let numer = a.numer().checked_mul(b.denom());
            let denom = a.denom().checked_mul(b.numer());
            if let Some((numer, denom)) = numer.zip(denom) {
                let flip = if denom < 0 { -1 } else { 1 };
                if let Some((numer, denom)) = numer.checked_mul(flip).zip(denom.checked_mul(flip)) {
                    return Some(Exact::small(reduced(numer, denom)));
                }
            }
        }
        let ((a, b), (c, d)) = (self.parts(), other.parts());
        Some(Exact::fraction(a * d, b * c))
    }

    /// True for 0.
    pub fn is_zero(&self) -> bool {
        match &self.0 {
            Repr::Short { numer, .. } => *numer == 0,
            Repr::Small(small) => small.is_zero(),
            Repr::Big(big) => big.is_zero(),
        }
    }

    /// True below 0.
    pub fn is_negative(&self) -> bool {
        match &self.0 {
            Repr::Short { numer, .. } => *numer < 0,
            Repr::Small(small) => small.is_negative(),
            Repr::Big(big) => big.is_negative(),
        }
    }

    /// True above 0.
    pub fn is_positive(&self) -> bool {
        !self.is_zero() && !self.is_negative()
    }

    /// The distance from 0.
    pub fn abs(&self) -> Exact {
        if self.is_negative() {
            -self.clone()
        } else {
            self.clone()
        }
    }

    /// The integer it is, if it is one and fits.
    pub fn to_i64(&self) -> Option<i64> {
        match &self.0 {
            Repr::Short { numer, denom: 1 } => Some(*numer),
            Repr::Short { .. } => None,
            Repr::Small(small) if small.is_integer() => small.numer().to_i64(),
            Repr::Small(_) => None,
            Repr::Big(big) => match big.numer().div_rem(big.denom()) {
                (whole, rest) if rest.is_zero() => whole.to_i64(),
                _ => None,
            },
        }
    }

    /// The nearest float, for charts alone; it never comes back.
    pub fn to_f64(&self) -> f64 {
        match (self.as_small(), &self.0) {
            (Some(small), _) => small.to_f64(),
            (None, Repr::Big(big)) => big.to_f64(),
            (None, _) => None,
        }
        .unwrap_or(0.0)
    }

    /// Smallest integer not below it.
    pub fn ceil(&self) -> Exact {
        match &self.0 {
            Repr::Short { denom: 1, .. } => self.clone(),
            Repr::Short { numer, denom } => {
                Exact::small(Ratio::new_raw(i128::from(*numer), i128::from(*denom)).ceil())
            }
            Repr::Small(small) => Exact::small(small.ceil()),
            Repr::Big(big) => Exact::from_big(big.ceil()),
        }
    }

    /// Text with exactly `places` decimals, rounded half away from zero; never `-0`.
    pub fn fixed(&self, places: u32) -> String {
        if let Some(text) = self.small_fixed(places) {
            return text;
        }
        let (numer, denom) = self.parts();
        let scaled = numer.abs() * BigInt::from(10).pow(places);
        let two: BigInt = BigInt::from(2);
        let (units, _) = (scaled * &two + &denom).div_rem(&(denom * two));
        decimal(&units, self.is_negative(), places)
    }

    /// [`Exact::fixed`] in 64 bits; `None` where they do not hold.
    fn small_fixed(&self, places: u32) -> Option<String> {
        let small = self.as_small()?;
        let numer = u64::try_from(small.numer().unsigned_abs()).ok()?;
        let denom = u64::try_from(*small.denom()).ok()?;
        let scale = 10_u64.checked_pow(places)?;
        let doubled = numer.checked_mul(scale)?.checked_mul(2)?;
        let units = doubled.checked_add(denom)? / denom.checked_mul(2)?;
        let sign = if small.is_negative() && units != 0 {
            "-"
        } else {
            ""
        };
        let (whole, part) = (units / scale, units % scale);
        let width = usize::try_from(places).ok()?;
        Some(match places {
            0 => format!("{sign}{whole}"),
            _ => format!("{sign}{whole}.{part:0>width$}"),
        })
    }

    /// The square root with exactly `places` decimals, rounded half away from zero from the exact root; `None` below 0.
    pub fn sqrt_fixed(&self, places: u32) -> Option<String> {
        if self.is_negative() {
            return None;
        }
        // floor(2·10^p·√(n/d)) = isqrt(floor(4·10^2p·n/d)); adding one and halving rounds half up, exactly.
        let (numer, denom) = self.parts();
        let scaled: BigInt = numer * BigInt::from(10).pow(2 * places) * BigInt::from(4) / denom;
        let units = (scaled.sqrt() + BigInt::from(1)) / BigInt::from(2);
        Some(decimal(&units, false, places))
    }

    /// Text with as many decimals as it needs, at most `places`, rounded half away from zero.
    pub fn short(&self, places: u32) -> String {
        let fixed = self.fixed(places);
        if !fixed.contains('.') {
            return fixed;
        }
        let trimmed = fixed.trim_end_matches('0').trim_end_matches('.');
        if trimmed == "-0" {
            "0".to_owned()
        } else {
            trimmed.to_owned()
        }
    }

    fn whole(value: i64) -> Exact {
        Exact(Repr::Short {
            numer: value,
            denom: 1,
        })
    }

    /// A fraction in lowest terms, its denominator above 0.
    fn small(small: Ratio<i128>) -> Exact {
        match (i64::try_from(*small.numer()), u32::try_from(*small.denom())) {
            (Ok(numer), Ok(denom)) => Exact(Repr::Short { numer, denom }),
            _ => Exact(Repr::Small(Box::new(small))),
        }
    }

    /// The fraction in 128 bits, if they hold it.
    fn as_small(&self) -> Option<Ratio<i128>> {
        match &self.0 {
            Repr::Short { numer, denom } => Some(Ratio::new_raw(i128::from(*numer), i128::from(*denom))),
            Repr::Small(small) => Some(**small),
            Repr::Big(_) => None,
        }
    }

    fn parts(&self) -> Parts {
        match &self.0 {
            Repr::Short { numer, denom } => (BigInt::from(*numer), BigInt::from(*denom)),
            Repr::Small(small) => (BigInt::from(*small.numer()), BigInt::from(*small.denom())),
            Repr::Big(big) => (big.numer().clone(), big.denom().clone()),
        }
    }

    /// The fraction of any two integers, the second not 0.
    fn fraction(numer: BigInt, denom: BigInt) -> Exact {
        if numer.bits() + denom.bits() <= REDUCED_BITS {
            return Exact::from_big(BigRational::new(numer, denom));
        }
        let (numer, denom) = match denom.sign() {
            Sign::Minus => (-numer, -denom),
            _ => (numer, denom),
        };
        Exact(Repr::Big(Box::new(BigRational::new_raw(numer, denom))))
    }

    fn from_big(big: BigRational) -> Exact {
        match (big.numer().to_i128(), big.denom().to_i128()) {
            (Some(numer), Some(denom)) => Exact::small(Ratio::new_raw(numer, denom)),
            _ => Exact(Repr::Big(Box::new(big))),
        }
    }
}

/// Numerator and denominator, the second above 0.
type Parts = (BigInt, BigInt);

/// `Ratio::new` of a denominator above 0, in 64 bits where they hold.
fn reduced(numer: i128, denom: i128) -> Ratio<i128> {
    match (i64::try_from(numer), i64::try_from(denom)) {
        (Ok(small), Ok(below)) if below > 0 => {
            // Of both, so that it is not above the one that is above 0, and divides either in 64 bits.
            let common = small.gcd(&below).max(1);
            Ratio::new_raw(i128::from(small / common), i128::from(below / common))
        }
        _ => Ratio::new(numer, denom),
    }
}

fn decimal(units: &BigInt, negative: bool, places: u32) -> String {
    let width = usize::try_from(places).unwrap_or(0) + 1;
    let digits = format!("{units:0>width$}");
    let sign = if negative && !units.is_zero() { "-" } else { "" };
    match digits.split_at_checked(digits.len() + 1 - width) {
        Some((whole, part)) if !part.is_empty() => format!("{sign}{whole}.{part}"),
        _ => format!("{sign}{digits}"),
    }
}

impl Default for Exact {
    fn default() -> Exact {
        Exact::ZERO
    }
}

impl From<i64> for Exact {
    fn from(value: i64) -> Exact {
        Exact::whole(value)
    }
}

macro_rules! operator {
    ($trait:ident $method:ident $checked:ident $short:ident $big:ident) => {
        impl $trait<&Exact> for &Exact {
            type Output = Exact;
            fn $method(self, other: &Exact) -> Exact {
                // Most numbers are whole and short: nothing to reduce.
                if let (Repr::Short { numer: a, denom: 1 }, Repr::Short { numer: b, denom: 1 }) =
                    (&self.0, &other.0)
                    && let Some(whole) = a.$checked(b)
                {
                    return Exact::whole(whole);
                }
                if let (Repr::Short { numer: a, denom: b }, Repr::Short { numer: c, denom: d }) =
                    (&self.0, &other.0)
                {
                    let (numer, denom) = $short([
                        i128::from(*a),
                        i128::from(*b),
                        i128::from(*c),
                        i128::from(*d),
                    ]);
                    return Exact::small(reduced(numer, denom));
                }
                if let Some((a, b)) = self.as_small().zip(other.as_small()) {
                    if a.is_integer() && b.is_integer() {
                        if let Some(whole) = a.numer().$checked(b.numer()) {
                            return Exact::small(Ratio::new_raw(whole, 1));
                        }
                    } else if let Some(small) = a.$checked(&b) {
                        return Exact::small(small);
                    }
                }
                let (numer, denom) = $big(self.parts(), other.parts());
                Exact::fraction(numer, denom)
            }
        }

        impl $trait<Exact> for Exact {
            type Output = Exact;
            fn $method(self, other: Exact) -> Exact {
                (&self).$method(&other)
            }
        }
    };
}

operator!(Add add checked_add short_sum sum);
operator!(Sub sub checked_sub short_difference difference);
operator!(Mul mul checked_mul short_product product);

/// a/b + c/d, each in its own short form: 128 bits hold it.
fn short_sum([a, b, c, d]: [i128; 4]) -> (i128, i128) {
    (a * d + c * b, b * d)
}

fn short_difference([a, b, c, d]: [i128; 4]) -> (i128, i128) {
    short_sum([a, b, -c, d])
}

fn short_product([a, b, c, d]: [i128; 4]) -> (i128, i128) {
    (a * c, b * d)
}

fn sum((a, b): Parts, (c, d): Parts) -> Parts {
    if b == d {
        return (a + c, b);
    }
    (a * &d + c * &b, b * d)
}

fn difference(a: Parts, (c, d): Parts) -> Parts {
    sum(a, (-c, d))
}

fn product((a, b): Parts, (c, d): Parts) -> Parts {
    (a * c, b * d)
}

impl Neg for Exact {
    type Output = Exact;
    fn neg(self) -> Exact {
        &Exact::ZERO - &self
    }
}

impl Sum for Exact {
    fn sum<I: Iterator<Item = Exact>>(iter: I) -> Exact {
        sums::sum(iter)
    }
}

impl<'a> Sum<&'a Exact> for Exact {
    fn sum<I: Iterator<Item = &'a Exact>>(iter: I) -> Exact {
        sums::sum(iter)
    }
}

impl fmt::Debug for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Repr::Short { numer, denom: 1 } => write!(f, "{numer}"),
            Repr::Short { numer, denom } => write!(f, "{numer}/{denom}"),
            Repr::Small(small) => write!(f, "{small}"),
            Repr::Big(big) => write!(f, "{big}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn exact(text: &str) -> Exact {
        Exact::parse(text).unwrap()
    }

    #[test]
    fn a_plain_decimal_is_read_exactly() {
        assert_eq!(exact("-12.50"), Exact::ratio(-25, 2).unwrap());
        assert_eq!(
            exact("999999999999999999.999999999").fixed(9),
            "999999999999999999.999999999"
        );
        for bad in [
            "",
            "-",
            "1.",
            ".5",
            "+1",
            "1e3",
            "1,000",
            "12%",
            "１",
            "0.1234567890",
            "1234567890123456789",
        ] {
            assert_eq!(Exact::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn rounding_is_half_away_from_zero_and_never_minus_zero() {
        for (text, places, want) in [
            ("0.00005", 4, "0.0001"),
            ("-0.00005", 4, "-0.0001"),
            ("-0.00004", 4, "0.0000"),
            ("2.5", 0, "3"),
        ] {
            assert_eq!(exact(text).fixed(places), want, "{text}");
        }
        assert_eq!(Exact::ratio(48, 7).unwrap().fixed(4), "6.8571");
        assert_eq!(Exact::ratio(48, 7).unwrap().short(1), "6.9");
        assert_eq!(exact("12.00").short(2), "12");
        assert_eq!(exact("120").short(0), "120");
    }

    #[test]
    fn a_root_is_rounded_from_its_exact_value() {
        assert_eq!((exact("6") * exact("9.5")).sqrt_fixed(4).unwrap(), "7.5498");
        assert_eq!(exact("0").sqrt_fixed(4).unwrap(), "0.0000");
        assert_eq!(exact("100").sqrt_fixed(4).unwrap(), "10.0000");
        assert_eq!(exact("-1").sqrt_fixed(4), None);
    }

    #[test]
    fn numbers_beyond_128_bits_stay_exact() {
        let mut sum = Exact::ZERO;
        for prime in [
            2_i64,
            999_999_937,
            999_999_929,
            999_999_893,
            999_999_883,
            999_999_797,
            999_999_761,
        ] {
            sum = sum + Exact::ratio(1, prime).unwrap();
        }
        let big = sum.clone();
        for prime in [
            999_999_937_i64,
            999_999_929,
            999_999_893,
            999_999_883,
            999_999_797,
            999_999_761,
        ] {
            sum = sum - Exact::ratio(1, prime).unwrap();
        }
        assert!(big > sum);
        assert_eq!(sum, exact("0.5"));
    }

    proptest! {
        #[test]
        fn a_number_is_printed_the_same_in_64_bits_as_without_limit(numer in any::<i64>(), denom in 1_i64.., shift in 0_u32..64, places in 0_u32..6) {
            let value = Exact::ratio(numer >> shift, (denom >> shift).max(1)).unwrap();
            let (n, d) = value.parts();
            let two = BigInt::from(2);
            let scaled = n.abs() * BigInt::from(10).pow(places);
            let units = (scaled * &two + &d) / (d * two);
            prop_assert_eq!(value.fixed(places), decimal(&units, value.is_negative(), places));
        }

        #[test]
        fn sums_and_quotients_undo_each_other(a in -1_000_000_i64..1_000_000, b in 1_i64..1_000_000, c in 1_i64..1_000_000) {
            let (x, y) = (Exact::ratio(a, b).unwrap(), Exact::ratio(c, b).unwrap());
            prop_assert_eq!(&(&x + &y) - &y, x.clone());
            prop_assert_eq!(&x.over(&y).unwrap() * &y, x);
        }
    }
}
