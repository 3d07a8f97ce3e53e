//! Figures as readers see them: rounded as the engine rounds, grouped, with a true minus.

use crate::chart::canvas::put;
use crate::chart::frame::Frame;

/// The figure with exactly `places` decimals, half away from zero on its shortest decimal form; thousands grouped.
///
/// What is not finite is `—`, so that no chart can say NaN.
pub fn fixed(value: f64, places: u32) -> String {
    Rounded::of(value, places).map_or_else(|| "—".to_string(), |rounded| rounded.words())
}

/// The figure with as many decimals as it needs, at most `places`; thousands grouped.
pub fn short(value: f64, places: u32) -> String {
    Rounded::of(value, places).map_or_else(|| "—".to_string(), |rounded| rounded.trimmed().words())
}

/// Decimals, at most `most`, that print every figure of a column in full.
pub fn places(values: impl IntoIterator<Item = f64>, most: u32) -> u32 {
    let needed = |value: f64| Rounded::of(value, most).map_or(0, |rounded| rounded.trimmed().places);
    values.into_iter().map(needed).max().unwrap_or(0)
}

/// Percent with at most one decimal: `53.8%`.
pub fn percent(value: f64) -> String {
    format!("{}%", short(value, 1))
}

/// The figure, or the word for unknown.
pub fn or_unknown(value: Option<f64>, places: u32, frame: &Frame) -> String {
    match finite(value) {
        Some(value) => short(value, places),
        None => frame.say("未知", "unknown").to_string(),
    }
}

/// The figure if there is one and it is finite: the gate before every mark.
pub fn finite(value: Option<f64>) -> Option<f64> {
    value
        .filter(|value| value.is_finite())
        .map(|value| value.clamp(-1e15, 1e15))
}

/// A figure as a whole number of its last decimal, rounded as the engine rounds. Whole numbers instead of the engine's
/// fractions, since charts write figures by the thousand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Rounded {
    is_negative: bool,
    units: u128,
    places: u32,
}

impl Rounded {
    fn of(value: f64, places: u32) -> Option<Rounded> {
        let value = finite(Some(value))?;
        let places = places.min(12);
        let size = value.abs();
        let units = if size.fract() > 0.0 {
            half_up(&shortest(size), places as usize)?
        } else {
            size as u128 * 10_u128.pow(places)
        };
        Some(Rounded {
            is_negative: value < 0.0 && units > 0,
            units,
            places,
        })
    }

    /// Without zeros at the end.
    fn trimmed(self) -> Rounded {
        let mut trimmed = self;
        while trimmed.places > 0 && trimmed.units.is_multiple_of(10) {
            trimmed.units /= 10;
            trimmed.places -= 1;
        }
        trimmed
    }

    /// `−1,234.5`.
    fn words(self) -> String {
        let scale = 10_u128.pow(self.places);
        let whole = (self.units / scale).to_string();
        let mut words = String::with_capacity(whole.len() * 2 + 4);
        if self.is_negative {
            words.push('−');
        }
        for (idx, digit) in whole.chars().enumerate() {
            if idx > 0 && (whole.len() - idx).is_multiple_of(3) {
                words.push(',');
            }
            words.push(digit);
        }
        if self.places > 0 {
            let width = self.places as usize;
            put(&mut words, format_args!(".{:0width$}", self.units % scale));
        }
        words
    }
}

/// The shortest decimal that is this float and no other; of more than nine decimals, nine.
fn shortest(size: f64) -> String {
    let text = format!("{size}");
    let n_decimals = text.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    if n_decimals > 9 {
        format!("{size:.9}")
    } else {
        text
    }
}

/// Digits to `places` decimals as one whole number, the next digit rounding it.
fn half_up(text: &str, places: usize) -> Option<u128> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let mut units: u128 = whole.parse().ok()?;
    let mut digits = fraction.bytes().map(|byte| u128::from(byte.wrapping_sub(b'0')));
    for _ in 0..places {
        units = units * 10 + digits.next().unwrap_or(0);
    }
    Some(units + u128::from(digits.next().is_some_and(|digit| digit >= 5)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::exact::Exact;

    #[test]
    fn every_figure_is_rounded_as_the_engine_rounds_it() {
        let plain = |words: String| words.replace(',', "").replace('−', "-");
        for idx in 0..4_000_i32 {
            for scale in [1.0, 8.0, 40.0, 1_000.0, 1e-4, 7.0, 3e8] {
                let value = f64::from(idx - 2_000) / scale * 1.1;
                let exact = Exact::parse(&shortest(value.abs())).unwrap();
                let exact = if value < 0.0 { &Exact::ZERO - &exact } else { exact };
                for places in [0, 1, 2, 4] {
                    assert_eq!(plain(fixed(value, places)), exact.fixed(places), "{value}");
                    assert_eq!(plain(short(value, places)), exact.short(places), "{value}");
                }
            }
        }
    }

    #[test]
    fn rounding_is_half_up_on_what_is_printed() {
        assert_eq!(fixed(80.25, 1), "80.3");
        assert_eq!(fixed(0.15, 1), "0.2");
        assert_eq!(fixed(-0.04, 1), "0.0");
        assert_eq!(short(1e-20, 2), "0");
    }

    #[test]
    fn thousands_are_grouped_and_minus_is_a_minus() {
        assert_eq!(short(2560.0, 1), "2,560");
        assert_eq!(short(-1_234_567.25, 1), "−1,234,567.3");
        assert_eq!(percent(53.8), "53.8%");
    }

    #[test]
    fn a_column_has_the_decimals_its_figures_need() {
        assert_eq!(places([4.0, 54.2, 7.25], 1), 1);
        assert_eq!(places([4.0, 54.0, f64::NAN], 2), 0);
        assert_eq!(places([], 2), 0);
    }

    #[test]
    fn what_is_not_a_number_is_a_dash() {
        assert_eq!(short(f64::NAN, 1), "—");
        assert_eq!(fixed(f64::INFINITY, 1), "—");
        assert_eq!(finite(Some(f64::NAN)), None);
    }
}
