//! Numbers, money, shares and days as text: all of it here, none in templates.

use crate::diag::Lang;
use crate::engine::explain::Origin;
use crate::engine::explain::Quantity;
use crate::engine::rank_agreement::TauB;
use crate::model::exact::Exact;
use crate::model::figure::Basis;
use crate::model::figure::Confidence;
use crate::model::figure::Figure;

/// What stands where a number is not known.
pub const UNKNOWN: &str = "–";

/// Decimals of a number where it is explained.
pub const PLACES: u32 = 4;

/// A plain number with at most `places` decimals and a true minus sign.
pub fn number(value: &Exact, places: u32) -> String {
    minus(&value.short(places))
}

/// A plain number with exactly `places` decimals: for columns, where the points must stand under each other.
pub fn fixed(value: &Exact, places: u32) -> String {
    minus(&value.fixed(places))
}

/// A number that always shows its sign: `+2`, `−1.4`.
pub fn signed(value: &Exact, places: u32) -> String {
    let text = number(value, places);
    if value.is_positive() {
        format!("+{text}")
    } else {
        text
    }
}

/// A rank correlation with exactly `places` decimals.
pub fn tau(tau: &TauB, places: u32) -> String {
    minus(&tau.fixed(places))
}

/// A fraction of 1 as percent with at most `places` decimals.
pub fn percent(fraction: &Exact, places: u32) -> String {
    format!("{}%", number(&(fraction * &Exact::HUNDRED), places))
}

/// A number with a comma between its thousands.
pub fn grouped(value: &Exact, places: u32) -> String {
    let text = value.short(places);
    let (sign, unsigned) = match text.strip_prefix('-') {
        Some(rest) => ("−", rest),
        None => ("", text.as_str()),
    };
    let (whole, part) = match unsigned.split_once('.') {
        Some((whole, part)) => (whole, format!(".{part}")),
        None => (unsigned, String::new()),
    };
    let digits = whole.chars().count();
    let mut out = String::new();
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (digits - i) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    format!("{sign}{out}{part}")
}

/// A scale for money that is shared by a whole column, so that its unit stands once in the head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MoneyScale {
    /// Base units in one unit of the column.
    pub divisor: Exact,
    /// The unit: `万元`, `¥k`, `USD M`.
    pub unit: String,
    /// What is put before a single amount: `¥`, `USD `, or nothing.
    before: String,
    /// What is put after a single amount: `万元`, `k`, or nothing.
    after: String,
}

impl MoneyScale {
    /// The scale in which `largest` reads well. 万元 and 亿元 in Chinese, k and M in English.
    pub fn of(largest: &Exact, currency: &str, lang: Lang) -> MoneyScale {
        let size = largest.abs();
        let steps: &[(i64, &str)] = match lang {
            Lang::Zh => &[(100_000_000, "亿"), (10_000, "万"), (1, "")],
            Lang::En => &[(1_000_000, "M"), (1_000, "k"), (1, "")],
        };
        let (divisor, word) = steps
            .iter()
            .find(|(divisor, _)| size >= Exact::from(*divisor))
            .copied()
            .unwrap_or((1, ""));
        let is_yuan = currency == "CNY";
        let (before, after, unit) = match (lang, is_yuan) {
            (Lang::Zh, true) => (String::new(), format!("{word}元"), format!("{word}元")),
            (Lang::Zh, false) => (
                format!("{currency} "),
                word.to_owned(),
                format!("{word} {currency}").trim().to_owned(),
            ),
            (Lang::En, true) => ("¥".to_owned(), word.to_owned(), format!("¥{word}")),
            (Lang::En, false) => (
                format!("{currency} "),
                word.to_owned(),
                format!("{currency} {word}").trim().to_owned(),
            ),
        };
        MoneyScale {
            divisor: Exact::from(divisor),
            unit,
            before,
            after,
        }
    }

    /// One amount in this scale without its unit: for a column.
    pub fn bare(&self, amount: &Exact, places: u32) -> String {
        amount
            .over(&self.divisor)
            .map_or_else(|| UNKNOWN.to_owned(), |scaled| minus(&grouped(&scaled, places)))
    }

    /// One amount in this scale with its unit.
    pub fn with_unit(&self, amount: &Exact, places: u32) -> String {
        let bare = self.bare(amount, places);
        match bare.strip_prefix('−') {
            Some(rest) => format!("−{}{rest}{}", self.before, self.after),
            None => format!("{}{bare}{}", self.before, self.after),
        }
    }
}

/// One amount in the scale that suits it: `380万元`, `¥3.8M`.
pub fn money(amount: &Exact, currency: &str, lang: Lang) -> String {
    MoneyScale::of(amount, currency, lang).with_unit(amount, 2)
}

/// One amount in full, for a title: `3,800,000 CNY`.
pub fn money_in_full(amount: &Exact, currency: &str) -> String {
    format!("{} {currency}", minus(&grouped(amount, 2)))
}

/// A value of an explanation, with at most four decimals.
pub fn quantity(quantity: &Quantity, currency: &str, lang: Lang) -> String {
    match quantity {
        Quantity::Unknown => UNKNOWN.to_owned(),
        Quantity::Number(value) => number(value, PLACES),
        Quantity::Fraction(value) => percent(value, 2),
        Quantity::Percent(value) => format!("{}%", number(value, PLACES)),
        Quantity::Money(value) => money_in_full(value, currency),
        Quantity::Days(value) => match lang {
            Lang::Zh => format!("{} 天", number(value, PLACES)),
            Lang::En => format!("{} d", number(value, PLACES)),
        },
        Quantity::Word(words) => words.get(lang).to_owned(),
    }
}

/// Places as `file:line`, lines of one file together: `a.md:3, 5`.
pub fn origins(origins: &[Origin]) -> String {
    let mut files: Vec<(&str, Vec<u32>)> = Vec::new();
    for origin in origins {
        let line = origin.at.map(|at| at.line);
        match files.iter_mut().find(|(file, _)| *file == &*origin.file) {
            Some((_, lines)) => lines.extend(line),
            None => files.push((&origin.file, line.into_iter().collect())),
        }
    }
    let listed = files.into_iter().map(|(file, mut lines)| {
        lines.sort_unstable();
        lines.dedup();
        let lines: Vec<String> = lines.iter().map(u32::to_string).collect();
        match lines.as_slice() {
            [] => file.to_owned(),
            lines => format!("{file}:{}", lines.join(", ")),
        }
    });
    listed.collect::<Vec<String>>().join(" · ")
}

/// A figure with its unit, as an author wrote it.
pub fn figure(figure: &Figure, currency: &str, lang: Lang) -> String {
    match &figure.value {
        None => UNKNOWN.to_owned(),
        Some(value) if figure.is_money => money(value, currency, lang),
        Some(value) => with_unit(value, figure.unit.as_deref(), lang),
    }
}

/// A number followed by the label of its unit.
pub fn with_unit(value: &Exact, unit: Option<&str>, lang: Lang) -> String {
    let text = minus(&grouped(value, 4));
    match unit.map(|unit| unit_label(unit, lang)) {
        None => text,
        Some(unit) if unit == "%" || !unit.is_ascii() => format!("{text}{unit}"),
        Some(unit) => format!("{text} {unit}"),
    }
}

/// The label of a unit: the few that are words of the format are said in the reader's language.
pub fn unit_label(unit: &str, lang: Lang) -> String {
    match (unit, lang) {
        ("pct", _) => "%",
        ("day" | "days", Lang::Zh) => "天",
        ("day" | "days", Lang::En) => "days",
        (other, _) => other,
    }
    .to_owned()
}

/// How sure an author is, in words.
pub fn confidence(confidence: Confidence, lang: Lang) -> &'static str {
    match (confidence, lang) {
        (Confidence::High, Lang::Zh) => "把握高",
        (Confidence::High, Lang::En) => "high confidence",
        (Confidence::Medium, Lang::Zh) => "把握中",
        (Confidence::Medium, Lang::En) => "medium confidence",
        (Confidence::Low, Lang::Zh) => "把握低",
        (Confidence::Low, Lang::En) => "low confidence",
        (Confidence::Guess, Lang::Zh) => "猜测",
        (Confidence::Guess, Lang::En) => "a guess",
    }
}

/// What stretch of time a figure covers, in words.
pub fn basis(basis: Basis, lang: Lang) -> &'static str {
    match (basis, lang) {
        (Basis::PeriodTotal, Lang::Zh) => "期间合计",
        (Basis::PeriodTotal, Lang::En) => "period total",
        (Basis::MonthlyAvg, Lang::Zh) => "月均",
        (Basis::MonthlyAvg, Lang::En) => "monthly average",
        (Basis::Annualised, Lang::Zh) => "折合全年",
        (Basis::Annualised, Lang::En) => "annualised",
        (Basis::Point, Lang::Zh) => "时点",
        (Basis::Point, Lang::En) => "on one day",
    }
}

/// `a、b` or `a, b`.
pub fn joined(words: &[String], lang: Lang) -> String {
    words.join(match lang {
        Lang::Zh => "、",
        Lang::En => ", ",
    })
}

fn minus(text: &str) -> String {
    match text.strip_prefix('-') {
        Some(rest) => format!("−{rest}"),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(text: &str) -> Exact {
        Exact::parse(text).unwrap()
    }

    #[test]
    fn money_is_scaled_as_its_language_counts() {
        for (amount, zh, en) in [
            ("3800000", "380万元", "¥3.8M"),
            ("1250000000", "12.5亿元", "¥1,250M"),
            ("999.5", "999.5元", "¥999.5"),
            ("-45000", "−4.5万元", "−¥45k"),
            ("0", "0元", "¥0"),
        ] {
            assert_eq!(money(&exact(amount), "CNY", Lang::Zh), zh);
            assert_eq!(money(&exact(amount), "CNY", Lang::En), en);
        }
        assert_eq!(money(&exact("3800000"), "USD", Lang::Zh), "USD 380万");
        assert_eq!(money(&exact("3800000"), "USD", Lang::En), "USD 3.8M");
    }

    #[test]
    fn thousands_have_commas_and_the_minus_is_a_true_one() {
        assert_eq!(grouped(&exact("-1234567.5"), 2), "−1,234,567.5");
        assert_eq!(grouped(&exact("123"), 0), "123");
        assert_eq!(signed(&exact("2"), 1), "+2");
        assert_eq!(signed(&exact("-1.45"), 1), "−1.5");
        assert_eq!(percent(&exact("0.8765"), 1), "87.7%");
    }
}
