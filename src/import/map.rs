//! The map of an import: which column is what, and what the data lacks.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;
use serde_yaml::Value;

use crate::model::ledger::LedgerFile;

/// `map.yaml`.
#[derive(Debug, Clone, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Map {
    /// Settings of a book that is not there yet, as in `book.yaml`.
    #[serde(default)]
    pub book: BTreeMap<String, Value>,
    /// People of a book that is not there yet, as in `people.yaml`.
    #[serde(default)]
    pub people: BTreeMap<String, Value>,
    /// Industries that are not there yet: front matter by id.
    #[serde(default)]
    pub industries: BTreeMap<String, BTreeMap<String, Value>>,
    /// Fields of a new dossier that the data lacks, the same for all; given once, people's from then on.
    #[serde(default)]
    pub given: BTreeMap<String, Value>,
    /// Dossier field → column. `id` and `name` are needed; a dot leads into a field, as `extra.city`.
    pub accounts: BTreeMap<String, String>,
    /// By ledger: our column → theirs; what is left out has our name.
    #[serde(default)]
    pub ledgers: BTreeMap<String, BTreeMap<String, String>>,
    /// How an order's amount comes from its lines.
    #[serde(default)]
    pub lines: Option<Lines>,
    /// How dates are written, as `%m/%d/%Y`; ISO dates, with a time or without, are read anyway.
    #[serde(default)]
    pub dates: Option<String>,
}

/// Columns of a table of order lines: amount = price × quantity × (1 − discount).
#[derive(Debug, Clone, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Lines {
    /// The order's id.
    pub order: String,
    /// Price of one, base units.
    pub price: String,
    /// How many.
    pub quantity: String,
    /// Fraction 0..=1 taken off; none where it is left out.
    #[serde(default)]
    pub discount: Option<String>,
}

/// Why a map cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MapError {
    /// Line, from 1; 0 where the whole file is meant.
    pub line: usize,
    /// Column, from 1; 0 where the whole line is meant.
    pub column: usize,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for MapError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => f.write_str(&self.message),
            _ => write!(f, "{}:{}: {}", self.line, self.column, self.message),
        }
    }
}

impl std::error::Error for MapError {}

impl Map {
    /// Reads a map.
    ///
    /// # Errors
    /// What is no YAML, has a key nobody knows, or lacks the columns of `id` and `name`.
    pub fn parse(text: &str) -> Result<Map, MapError> {
        let map: Map = serde_yaml::from_str(text).map_err(|error| {
            let place = error.location();
            MapError {
                line: place.as_ref().map_or(0, |place| place.line()),
                column: place.as_ref().map_or(0, |place| place.column()),
                message: error.to_string(),
            }
        })?;
        let whole = |message: String| MapError {
            line: 0,
            column: 0,
            message,
        };
        for needed in ["id", "name"] {
            if !map.accounts.contains_key(needed) {
                return Err(whole(format!(
                    "`accounts` does not say which column is `{needed}`"
                )));
            }
        }
        for name in map.ledgers.keys() {
            if LedgerFile::from_word(name).is_none() {
                return Err(whole(format!(
                    "`ledgers.{name}` is none of: {}",
                    LedgerFile::WORDS.join(" ")
                )));
            }
        }
        Ok(map)
    }

    /// Their name of our column.
    pub fn column<'a>(&'a self, ledger: LedgerFile, ours: &'a str) -> &'a str {
        let columns = self.ledgers.get(ledger.word());
        columns
            .and_then(|columns| columns.get(ours))
            .map_or(ours, String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_map_needs_the_columns_of_id_and_name() {
        assert!(Map::parse("accounts: {id: a, name: b}").is_ok());
        assert!(
            Map::parse("accounts: {id: a}")
                .unwrap_err()
                .message
                .contains("`name`")
        );
    }

    #[test]
    fn a_key_nobody_knows_is_refused_with_its_line() {
        let error = Map::parse("accounts: {id: a, name: b}\nledgrs: {}\n").unwrap_err();
        assert!(error.message.contains("ledgrs"), "{error}");
        let error = Map::parse("accounts: {id: a, name: b}\nledgers: {orders: {}, oders: {}}\n").unwrap_err();
        assert!(error.message.contains("oders"), "{error}");
    }
}
