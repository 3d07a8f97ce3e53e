//! Dates and periods.

use jiff::civil::Date;

use crate::content::decode::cx::Cx;
use crate::content::decode::form::Form;
use crate::content::decode::number::half_width;
use crate::content::decode::shape::Shape;
use crate::content::tree::Node;
use crate::diag::Code;
use crate::model::date::Period;
use crate::model::date::When;
use crate::model::date::parse_date;
use crate::words;

/// `2025-06-30`.
#[derive(Debug, Clone, Copy)]
pub struct AnyDate;

/// A date.
pub fn date() -> AnyDate {
    AnyDate
}

impl Form for AnyDate {
    type Value = Date;

    fn shape(&self) -> Shape {
        Shape::Date
    }

    fn read<'n>(&self, node: &'n Node<'n>, cx: &mut Cx<'n>) -> Option<Date> {
        let text = cx.scalar(node, &Shape::Date)?;
        let date = parse_date(text);
        if date.is_none() {
            if is_date_shaped(text) {
                let message = words!("没有 `{text}` 这一天", "there is no day `{text}`");
                let hint = words!(
                    "月份 01–12，日期不超过该月的天数",
                    "months go from 01 to 12, and days to the end of the month"
                );
                cx.report(Code::OutOfRange, node, message, hint);
            } else {
                cx.wrong(node, &Shape::Date, meant_date(text).as_deref());
            }
        }
        date
    }
}

/// `2024`, `2024H2`, `2024Q3` or `2024-10`.
#[derive(Debug, Clone, Copy)]
pub struct AnyPeriod;

/// A period.
pub fn period() -> AnyPeriod {
    AnyPeriod
}

impl Form for AnyPeriod {
    type Value = Period;

    fn shape(&self) -> Shape {
        Shape::Period
    }

    fn read<'n>(&self, node: &'n Node<'n>, cx: &mut Cx<'n>) -> Option<Period> {
        let text = cx.scalar(node, &Shape::Period)?;
        let period = Period::parse(text);
        if period.is_none() {
            cx.wrong(node, &Shape::Period, meant_period(text).as_deref());
        }
        period
    }
}

/// A date or a period.
#[derive(Debug, Clone, Copy)]
pub struct AnyWhen;

/// A date or a period.
pub fn when() -> AnyWhen {
    AnyWhen
}

impl Form for AnyWhen {
    type Value = When;

    fn shape(&self) -> Shape {
        Shape::When
    }

    fn read<'n>(&self, node: &'n Node<'n>, cx: &mut Cx<'n>) -> Option<When> {
        let text = cx.scalar(node, &Shape::When)?;
        let when = When::parse(text);
        if when.is_none() {
            let meant = meant_date(text).or_else(|| meant_period(text));
            cx.wrong(node, &Shape::When, meant.as_deref());
        }
        when
    }
}

fn is_date_shaped(text: &str) -> bool {
    text.len() == 10
        && text.bytes().zip(0..).all(|(byte, place)| match place {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        })
}

/// The numbers of a text, whatever stands between them.
fn numbers(text: &str) -> Vec<String> {
    let plain: String = text.trim().chars().map(half_width).collect();
    plain
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The date somebody likely meant: `2025/6/30`, `2025年6月30日`, `20250630`, `2025-06-30T08:00`.
fn meant_date(text: &str) -> Option<String> {
    let numbers = numbers(text);
    let joined;
    let (year, month, day) = match numbers.as_slice() {
        [year, month, day, ..] if year.len() == 4 => (year.as_str(), month.as_str(), day.as_str()),
        [packed] if packed.len() == 8 => {
            joined = packed;
            (joined.get(..4)?, joined.get(4..6)?, joined.get(6..)?)
        }
        _ => return None,
    };
    let date = format!("{year}-{month:0>2}-{day:0>2}");
    parse_date(&date).map(|_| date)
}

/// The period somebody likely meant: `2024年`, `2024-Q3`, `2024下半年`, `2024/9`.
fn meant_period(text: &str) -> Option<String> {
    let plain: String = text
        .trim()
        .chars()
        .map(half_width)
        .flat_map(char::to_uppercase)
        .collect();
    let numbers = numbers(&plain);
    let year = numbers.iter().find(|number| number.len() == 4)?;
    let short = numbers.iter().find(|number| number.len() <= 2);
    let of = |mark: char| plain.contains(mark);
    let period = if of('上') {
        format!("{year}H1")
    } else if of('下') {
        format!("{year}H2")
    } else {
        match short {
            None => year.clone(),
            Some(number) if of('Q') || of('季') => format!("{year}Q{number}"),
            Some(number) if of('H') => format!("{year}H{number}"),
            Some(number) => format!("{year}-{number:0>2}"),
        }
    };
    Period::parse(&period)
        .map(|_| period)
        .filter(|period| period != text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_date_that_was_meant_is_found() {
        for (text, want) in [
            ("2025/6/30", Some("2025-06-30")),
            ("2025-6-30", Some("2025-06-30")),
            ("2025.06.30", Some("2025-06-30")),
            ("2025年6月30日", Some("2025-06-30")),
            ("20250630", Some("2025-06-30")),
            ("２０２５－０６－３０", Some("2025-06-30")),
            ("2025-06-30T08:00:00Z", Some("2025-06-30")),
            ("30/6/2025", None),
            ("soon", None),
            ("2025/13/1", None),
        ] {
            assert_eq!(meant_date(text).as_deref(), want, "{text}");
        }
    }

    #[test]
    fn the_period_that_was_meant_is_found() {
        for (text, want) in [
            ("2024年", Some("2024")),
            ("2024-Q3", Some("2024Q3")),
            ("2024q3", Some("2024Q3")),
            ("Q3 2024", Some("2024Q3")),
            ("2024年第3季度", Some("2024Q3")),
            ("2024下半年", Some("2024H2")),
            ("2024/9", Some("2024-09")),
            ("2024-9", Some("2024-09")),
            ("2024-10-15", Some("2024-10")),
            ("last year", None),
        ] {
            assert_eq!(meant_period(text).as_deref(), want, "{text}");
        }
    }
}
