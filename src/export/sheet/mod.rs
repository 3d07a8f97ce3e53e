//! The same results as tables that a spreadsheet opens.
//!
//! In: a book and its assessment. Out: [`Table`]s, as CSV text or one XLSX workbook.
//! Never: hands a spreadsheet a cell it would run as a formula.

pub mod csv;
mod results;
pub mod tables;
#[cfg(feature = "xlsx")]
pub mod xlsx;

use crate::model::exact::Exact;

/// One sheet: a name, a head, and rows of the head's length.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Name for files and tabs, as `accounts`.
    pub name: &'static str,
    /// The head, in the reader's language.
    pub columns: Vec<&'static str>,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
}

/// One cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Unknown.
    Blank,
    /// Words.
    Text(String),
    /// A number and how many decimals it is shown with, rounded half away from zero.
    Number(Exact, u32),
}

impl Cell {
    /// Words.
    pub fn text(text: impl Into<String>) -> Cell {
        Cell::Text(text.into())
    }

    /// A number with four decimals; blank where it is unknown.
    pub fn number(value: Option<&Exact>) -> Cell {
        value.map_or(Cell::Blank, |value| Cell::Number(value.clone(), 4))
    }

    /// An amount with two decimals; blank where it is unknown.
    pub fn money(value: Option<&Exact>) -> Cell {
        value.map_or(Cell::Blank, |value| Cell::Number(value.clone(), 2))
    }

    /// A whole number; blank where it is unknown.
    pub fn whole(value: Option<i64>) -> Cell {
        value.map_or(Cell::Blank, |value| Cell::Number(Exact::from(value), 0))
    }

    /// A date or another short word that may be unknown.
    pub fn word(value: Option<impl ToString>) -> Cell {
        value.map_or(Cell::Blank, |value| Cell::Text(value.to_string()))
    }
}

/// Text that no spreadsheet takes for a formula: one that begins with `= + - @`, a tab or a line break gets an apostrophe.
pub fn defused(text: &str) -> String {
    let looks_like_a_formula =
        text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if looks_like_a_formula {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}
