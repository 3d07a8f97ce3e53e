//! Days, periods and the moment a book speaks of.

use std::fmt;

use jiff::civil::Date;
use jiff::civil::date;

/// The day a book is read for: "today" everywhere in the engine.
pub type AsOf = Date;

/// `2024`, `2024H2`, `2024Q3` or `2024-10`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    /// Calendar year, 1..=9999.
    year: i16,
    /// First month, 1..=12.
    month: i8,
    /// Length in months: 1, 3, 6 or 12.
    months: i8,
}

impl Period {
    /// Reads a period; `None` if it is not one of the four forms.
    pub fn parse(text: &str) -> Option<Period> {
        let (year, rest) = text.split_at_checked(4)?;
        if !year.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let year: i16 = year.parse().ok().filter(|year| *year >= 1)?;
        let of = |month: i8, months: i8| Some(Period { year, month, months });
        match rest {
            "" => of(1, 12),
            "H1" => of(1, 6),
            "H2" => of(7, 6),
            "Q1" => of(1, 3),
            "Q2" => of(4, 3),
            "Q3" => of(7, 3),
            "Q4" => of(10, 3),
            _ => {
                let month = rest
                    .strip_prefix('-')
                    .filter(|m| m.len() == 2 && m.bytes().all(|b| b.is_ascii_digit()))?;
                let month: i8 = month.parse().ok().filter(|m| (1..=12).contains(m))?;
                of(month, 1)
            }
        }
    }

    /// The first day.
    pub fn first_day(self) -> Date {
        date(self.year, self.month, 1)
    }

    /// The last day: stands for the period where a date is needed.
    pub fn last_day(self) -> Date {
        date(self.year, self.month + self.months - 1, 1).last_of_month()
    }

    /// True if the two share a day.
    pub fn overlaps(self, other: Period) -> bool {
        self.first_day() <= other.last_day() && other.first_day() <= self.last_day()
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Period { year, month, months } = *self;
        match months {
            12 => write!(f, "{year:04}"),
            6 => write!(f, "{year:04}H{}", (month - 1) / 6 + 1),
            3 => write!(f, "{year:04}Q{}", (month - 1) / 3 + 1),
            _ => write!(f, "{year:04}-{month:02}"),
        }
    }
}

/// A day or a period, as an indicator's `as_of` may be either.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// One day.
    Day(Date),
    /// A period; its last day stands for it.
    Period(Period),
}

impl When {
    /// Reads a date or a period.
    pub fn parse(text: &str) -> Option<When> {
        parse_date(text)
            .map(When::Day)
            .or_else(|| Period::parse(text).map(When::Period))
    }

    /// The day that stands for it.
    pub fn day(self) -> Date {
        match self {
            When::Day(day) => day,
            When::Period(period) => period.last_day(),
        }
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            When::Day(day) => write!(f, "{day}"),
            When::Period(period) => write!(f, "{period}"),
        }
    }
}

/// Reads `2025-06-30`, and nothing looser.
pub fn parse_date(text: &str) -> Option<Date> {
    let digits = |range: std::ops::Range<usize>| {
        let part = text.get(range)?;
        part.bytes()
            .all(|b| b.is_ascii_digit())
            .then(|| part.parse::<i16>().ok())
            .flatten()
    };
    if text.len() != 10 || text.get(4..5) != Some("-") || text.get(7..8) != Some("-") {
        return None;
    }
    let month = i8::try_from(digits(5..7)?).ok()?;
    let day = i8::try_from(digits(8..10)?).ok()?;
    Date::new(digits(0..4)?, month, day).ok()
}

/// Whole days from `from` to `to`; negative if `to` is earlier.
pub fn days_between(from: Date, to: Date) -> i64 {
    to.duration_since(from).as_hours() / 24
}

/// `day` moved back by whole months, its day kept and clamped to the month's end.
pub fn months_back(day: Date, months: u32) -> Date {
    let at = i64::from(day.year()) * 12 + i64::from(day.month()) - 1 - i64::from(months);
    let (year, month) = (at.div_euclid(12), at.rem_euclid(12) + 1);
    let first = i16::try_from(year)
        .ok()
        .and_then(|year| Date::new(year, i8::try_from(month).ok()?, 1).ok());
    first.map_or(Date::MIN, |first| {
        let last = first.last_of_month();
        Date::new(first.year(), first.month(), day.day())
            .unwrap_or(last)
            .min(last)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_has_one_of_four_forms() {
        for (text, first, last) in [
            ("2024", "2024-01-01", "2024-12-31"),
            ("2024H2", "2024-07-01", "2024-12-31"),
            ("2024Q1", "2024-01-01", "2024-03-31"),
            ("2024-02", "2024-02-01", "2024-02-29"),
        ] {
            let period = Period::parse(text).unwrap();
            assert_eq!(
                (period.first_day().to_string(), period.last_day().to_string()),
                (first.into(), last.into())
            );
            assert_eq!(period.to_string(), text);
        }
        for bad in [
            "24", "2024H3", "2024Q0", "2024-13", "2024-1", "2024年", "20 4", "2024-+1", "",
        ] {
            assert_eq!(Period::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn months_back_keep_the_day_clamped_to_the_month() {
        let back = |day: &str, months| months_back(parse_date(day).unwrap(), months).to_string();
        assert_eq!(back("2025-06-30", 12), "2024-06-30");
        assert_eq!(back("2024-02-29", 12), "2023-02-28");
        assert_eq!(back("2025-03-31", 1), "2025-02-28");
        assert_eq!(back("2025-01-15", 13), "2023-12-15");
    }

    #[test]
    fn a_date_is_ten_characters_and_on_the_calendar() {
        assert!(parse_date("2024-02-29").is_some());
        for bad in [
            "2023-02-29",
            "2024-2-29",
            "2024-02-29 ",
            "2024/02/29",
            "+024-02-29",
        ] {
            assert_eq!(parse_date(bad), None, "{bad}");
        }
        assert_eq!(
            days_between(
                parse_date("2024-02-28").unwrap(),
                parse_date("2024-03-01").unwrap()
            ),
            2
        );
    }
}
