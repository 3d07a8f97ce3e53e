//! Numbers, money, names and ordered maps, as the contract writes them.

use serde::Serialize;
use serde::Serializer;

use crate::diag::Lang;
use crate::engine::rank_agreement::TauB;
use crate::model::exact::Exact;
use crate::model::text::Text;

/// A computed number: text with exactly four decimals, rounded half away from zero; never a float.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Number(String);

impl Number {
    /// Writes a number.
    pub fn new(value: &Exact) -> Number {
        Number(value.fixed(4))
    }

    /// Writes the square root of a number; `None` below 0.
    pub fn root(value: &Exact) -> Option<Number> {
        value.sqrt_fixed(4).map(Number)
    }

    /// Writes a rank correlation.
    pub fn tau(tau: &TauB) -> Number {
        Number(tau.fixed(4))
    }

    /// Writes a number that may be unknown.
    pub fn known(value: Option<&Exact>) -> Option<Number> {
        value.map(Number::new)
    }
}

/// Points and totals: an integer where it is one, else a number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Points {
    /// A whole number of points.
    Whole(i64),
    /// A fraction of points.
    Part(Number),
}

impl Points {
    /// Writes points.
    pub fn new(value: &Exact) -> Points {
        value
            .to_i64()
            .map_or_else(|| Points::Part(Number::new(value)), Points::Whole)
    }
}

/// Money: base units with two decimals, and the book's currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Money {
    amount: String,
    currency: String,
}

impl Money {
    /// Writes an amount of base units.
    pub fn new(amount: &Exact, currency: &str) -> Money {
        Money {
            amount: amount.fixed(2),
            currency: currency.to_owned(),
        }
    }
}

/// A name by language: 中文, then English, those that are written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Name {
    #[serde(skip_serializing_if = "Option::is_none")]
    zh: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    en: Option<String>,
}

impl Name {
    /// Writes a name; plain text stands under `first`, the book's first language.
    pub fn new(text: &Text, first: Lang) -> Name {
        let of = |lang| text.only(lang, first).map(str::to_owned);
        Name {
            zh: of(Lang::Zh),
            en: of(Lang::En),
        }
    }
}

/// An object whose keys keep the order they were given in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ordered<T>(Vec<(String, T)>);

impl<T> FromIterator<(String, T)> for Ordered<T> {
    fn from_iter<I: IntoIterator<Item = (String, T)>>(entries: I) -> Ordered<T> {
        Ordered(entries.into_iter().collect())
    }
}

impl<T: Serialize> Serialize for Ordered<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(value: impl Serialize) -> String {
        serde_json::to_string(&value).unwrap()
    }

    #[test]
    fn a_number_is_text_with_four_decimals() {
        assert_eq!(written(Number::new(&Exact::ratio(48, 7).unwrap())), r#""6.8571""#);
        assert_eq!(
            written(Number::new(&Exact::ratio(-1, 100_000).unwrap())),
            r#""0.0000""#
        );
    }

    #[test]
    fn points_are_integers_unless_they_are_not_whole() {
        assert_eq!(written(Points::new(&Exact::from(-4))), "-4");
        assert_eq!(written(Points::new(&Exact::ratio(9, 2).unwrap())), r#""4.5000""#);
    }

    #[test]
    fn plain_text_stands_under_the_first_language() {
        assert_eq!(written(Name::new(&Text::plain("a"), Lang::En)), r#"{"en":"a"}"#);
        let both = Text::each(Some("甲".into()), Some("A".into()));
        assert_eq!(written(Name::new(&both, Lang::En)), r#"{"zh":"甲","en":"A"}"#);
    }

    #[test]
    fn an_ordered_map_keeps_its_order() {
        let map: Ordered<u8> = [("b".to_owned(), 1), ("a".to_owned(), 2)].into_iter().collect();
        assert_eq!(written(map), r#"{"b":1,"a":2}"#);
    }
}
