//! Figures as readers see them: rounded as the engine rounds, grouped, with a true minus.

use crate::chart::frame::Frame;
use crate::model::exact::Exact;

/// The figure with exactly `places` decimals, half away from zero on its shortest decimal form; thousands grouped.
///
/// What is not finite is `—`, so that no chart can say NaN.
pub fn fixed(value: f64, places: u32) -> String {
    exact(value).map_or_else(|| "—".to_string(), |exact| grouped(&exact.fixed(places)))
}

/// The figure with as many decimals as it needs, at most `places`; thousands grouped.
pub fn short(value: f64, places: u32) -> String {
    exact(value).map_or_else(|| "—".to_string(), |exact| grouped(&exact.short(places)))
}

/// Decimals, at most `most`, that print every figure of a column in full.
pub fn places(values: impl IntoIterator<Item = f64>, most: u32) -> u32 {
    let needed = |value: f64| {
        short(value, most)
            .split_once('.')
            .map_or(0, |(_, fraction)| fraction.len() as u32)
    };
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

fn exact(value: f64) -> Option<Exact> {
    let value = finite(Some(value))?;
    let text = format!("{value}");
    let n_decimals = text.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    if n_decimals > 9 {
        Exact::parse(&format!("{value:.9}"))
    } else {
        Exact::parse(&text)
    }
}

/// `-1234.5` as `−1,234.5`.
fn grouped(text: &str) -> String {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => ("−", digits),
        None => ("", text),
    };
    let (whole, fraction) = match digits.split_once('.') {
        Some((whole, fraction)) => (whole, format!(".{fraction}")),
        None => (digits, String::new()),
    };
    let mut spaced = String::new();
    for (idx, digit) in whole.chars().enumerate() {
        if idx > 0 && (whole.len() - idx) % 3 == 0 {
            spaced.push(',');
        }
        spaced.push(digit);
    }
    format!("{sign}{spaced}{fraction}")
}

#[cfg(test)]
mod tests {
    use super::*;

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
