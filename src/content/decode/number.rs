//! Numbers, read exactly from their text.

use crate::content::decode::cx::Cx;
use crate::content::decode::form::Form;
use crate::content::decode::shape::Shape;
use crate::content::tree::Node;
use crate::model::exact::Exact;

/// A plain decimal within bounds.
#[derive(Debug, Clone, Copy)]
pub struct Number {
    min: Option<i64>,
    max: Option<i64>,
    is_above_min: bool,
    range: &'static str,
}

/// Any number.
pub fn number() -> Number {
    Number {
        min: None,
        max: None,
        is_above_min: false,
        range: "",
    }
}

/// A number from 0.
pub fn from_zero() -> Number {
    Number {
        min: Some(0),
        range: "≥ 0",
        ..number()
    }
}

/// A number above 0.
pub fn above_zero() -> Number {
    Number {
        min: Some(0),
        is_above_min: true,
        range: "> 0",
        ..number()
    }
}

/// A number from `min` to `max`, said as `range`.
pub fn between(min: i64, max: i64, range: &'static str) -> Number {
    Number {
        min: Some(min),
        max: Some(max),
        is_above_min: false,
        range,
    }
}

/// A percentage, 0 to 100.
pub fn pct() -> Number {
    between(0, 100, "0–100")
}

/// A fraction, 0 to 1.
pub fn fraction() -> Number {
    between(0, 1, "0–1")
}

impl Form for Number {
    type Value = Exact;

    fn shape(&self) -> Shape {
        Shape::Number(self.range)
    }

    fn read<'n>(&self, node: &'n Node<'n>, cx: &mut Cx<'n>) -> Option<Exact> {
        let value = read_exact(node, &self.shape(), cx)?;
        let is_low = self
            .min
            .map(Exact::from)
            .is_some_and(|min| value < min || self.is_above_min && value == min);
        let is_high = self.max.map(Exact::from).is_some_and(|max| value > max);
        if is_low || is_high {
            cx.out_of_range(node, &self.shape());
            return None;
        }
        Some(value)
    }
}

/// A whole number within bounds.
#[derive(Debug, Clone, Copy)]
pub struct Whole {
    min: Option<i64>,
    max: Option<i64>,
}

/// A whole number from `min` to `max`.
pub fn whole(min: i64, max: i64) -> Whole {
    Whole {
        min: Some(min),
        max: Some(max),
    }
}

/// A whole number from `min`.
pub fn whole_from(min: i64) -> Whole {
    Whole {
        min: Some(min),
        max: None,
    }
}

/// Any whole number.
pub fn whole_any() -> Whole {
    Whole { min: None, max: None }
}

impl Form for Whole {
    type Value = i64;

    fn shape(&self) -> Shape {
        Shape::Whole(self.min, self.max)
    }

    fn read<'n>(&self, node: &'n Node<'n>, cx: &mut Cx<'n>) -> Option<i64> {
        let value = read_exact(node, &self.shape(), cx)?;
        let Some(whole) = value.to_i64() else {
            cx.wrong(node, &self.shape(), None);
            return None;
        };
        let is_within = self.min.is_none_or(|min| whole >= min) && self.max.is_none_or(|max| whole <= max);
        if !is_within {
            cx.out_of_range(node, &self.shape());
            return None;
        }
        Some(whole)
    }
}

/// A whole number within bounds that a byte holds.
#[derive(Debug, Clone, Copy)]
pub struct Level(Whole);

/// A step of a short scale, from `min` to `max`.
pub fn level(min: i8, max: i8) -> Level {
    Level(whole(i64::from(min), i64::from(max)))
}

impl Form for Level {
    type Value = i8;

    fn shape(&self) -> Shape {
        self.0.shape()
    }

    fn read<'n>(&self, node: &'n Node<'n>, cx: &mut Cx<'n>) -> Option<i8> {
        i8::try_from(self.0.read(node, cx)?).ok()
    }
}

/// A plain decimal; otherwise a finding with the number that was likely meant.
pub fn read_exact<'n>(node: &'n Node<'n>, shape: &Shape, cx: &mut Cx<'n>) -> Option<Exact> {
    let text = cx.scalar(node, shape)?;
    let value = Exact::parse(text);
    if value.is_none() {
        cx.wrong(node, shape, mend(text).as_deref());
    }
    value
}

/// The plain decimal somebody likely meant: `1,000` → `1000`, `１２` → `12`, `12%` → `12`, `1e3` → `1000`.
pub fn mend(text: &str) -> Option<String> {
    let mut plain = String::new();
    for c in text.trim().chars() {
        match half_width(c) {
            ',' | '_' | ' ' | '\'' | '¥' | '￥' | '$' | '元' | '%' => {}
            '+' if plain.is_empty() => {}
            '.' if plain.is_empty() || plain == "-" => plain.push_str("0."),
            c => plain.push(c),
        }
    }
    let plain = plain.strip_suffix('.').unwrap_or(&plain);
    if plain != text && Exact::parse(plain).is_some() {
        return Some(plain.to_owned());
    }
    let (digits, power) = plain.split_once(['e', 'E'])?;
    let power: usize = power
        .strip_prefix('+')
        .unwrap_or(power)
        .parse()
        .ok()
        .filter(|power| *power <= 18)?;
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let shifted = format!("{whole}{part}{}", "0".repeat(power.checked_sub(part.len())?));
    Exact::parse(&shifted).map(|value| value.short(0))
}

/// The ASCII form of a full-width digit or sign.
pub fn half_width(c: char) -> char {
    match c {
        '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')).unwrap_or(c),
        '．' | '。' => '.',
        '，' => ',',
        '－' | '−' | '—' | '–' => '-',
        '＋' => '+',
        '％' => '%',
        '／' => '/',
        '\u{3000}' | '\u{a0}' => ' ',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_that_was_meant_is_found() {
        for (text, want) in [
            ("1,000", Some("1000")),
            ("１２", Some("12")),
            ("12%", Some("12")),
            ("+5", Some("5")),
            (".5", Some("0.5")),
            ("-.5", Some("-0.5")),
            ("5.", Some("5")),
            ("1e3", Some("1000")),
            ("1.25e3", Some("1250")),
            ("￥1，200.50 元", Some("1200.50")),
            ("－３", Some("-3")),
            ("about 5", None),
            ("", None),
            ("1e-3", None),
            ("1e999999999999", None),
        ] {
            assert_eq!(mend(text).as_deref(), want, "{text}");
        }
    }
}
