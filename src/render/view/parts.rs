//! The small things many pages show: a number, a link, a seal, a figure, a range.

use schemars::JsonSchema;
use serde::Serialize;

/// A number as text, with what a reader may want to know of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, Default)]
pub struct Shown {
    /// What is printed.
    pub text: String,
    /// The exact amount, or where it comes from.
    pub title: Option<String>,
}

impl Shown {
    /// Text alone.
    pub fn plain(text: impl Into<String>) -> Shown {
        Shown {
            text: text.into(),
            title: None,
        }
    }

    /// Text with a title.
    pub fn titled(text: impl Into<String>, title: impl Into<String>) -> Shown {
        Shown {
            text: text.into(),
            title: Some(title.into()),
        }
    }
}

/// Words that may lead somewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, Default)]
pub struct Link {
    /// The words.
    pub text: String,
    /// Relative link, or none.
    pub href: Option<String>,
}

impl Link {
    /// Words that lead nowhere.
    pub fn plain(text: impl Into<String>) -> Link {
        Link {
            text: text.into(),
            href: None,
        }
    }
}

/// The seal of a tier 印.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, Default)]
pub struct Seal {
    /// The level's id, `ineligible` or `insufficient`; empty without a value model.
    pub word: String,
    /// What it is called.
    pub label: String,
    /// Which stamp: `platinum`, `gold`, `silver`, `standard`, `ineligible`, `insufficient` or `other`; empty without a value model.
    pub mark: &'static str,
    /// The stamp as SVG, on the account's own page; empty elsewhere and where there is none to draw.
    pub svg: String,
    /// True if the value is near a threshold.
    pub is_near: bool,
    /// True if a person's live decision stands in place of the computed tier.
    pub is_override: bool,
    /// Rank of the tier for sorting, 0 the best.
    pub rank: usize,
}

/// A chart with its words and its numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Figure {
    /// Unique on its page.
    pub id: String,
    /// What the chart says.
    pub heading: String,
    /// What is shown: unit, as-of.
    pub note: String,
    /// The chart.
    pub svg: String,
    /// Its numbers.
    pub table: Grid,
    /// Who or what says so.
    pub source: Option<String>,
    /// A page with more of it.
    pub more: Option<Link>,
}

/// A table of text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, Default)]
pub struct Grid {
    /// What it is.
    pub caption: String,
    /// The head.
    pub head: Vec<GridHead>,
    /// The rows; the first cell of each is its head.
    pub rows: Vec<Vec<GridCell>>,
}

/// The head of a column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct GridHead {
    /// Its words, with the unit.
    pub text: String,
    /// True if the column holds numbers.
    pub is_number: bool,
}

/// One cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct GridCell {
    /// Its words.
    pub text: String,
    /// Where it leads.
    pub href: Option<String>,
    /// True if it is a number.
    pub is_number: bool,
}

/// A value between the least and the most it could still be, as text and as places on a scale of 0..=120.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Interval {
    /// The least, as text.
    pub low: String,
    /// The most, as text.
    pub high: String,
    /// The least, for drawing.
    pub x_low: String,
    /// Most − least, for drawing.
    pub width: String,
    /// The value, for drawing; `None` if it is not known.
    pub x: Option<String>,
    /// True if nothing is left open.
    pub is_exact: bool,
}

/// One finding, as its file's page and the quality page show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FindingRow {
    /// `error`, `warning` or `info`.
    pub severity: String,
    /// The stable word.
    pub code: String,
    /// Path of the file.
    pub file: String,
    /// Line, or nothing where the file as a whole is meant.
    pub line: Option<u32>,
    /// Field path; may be empty.
    pub field: String,
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    pub hint: String,
    /// To the page made from the file.
    pub page: Option<String>,
}

/// One number with its name and what it rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Reading {
    /// Path of the number in the export, as on the page that takes it apart: `dials.speed`, `indicators.tx_amount`.
    /// Its place on the page is `#f-<key>`.
    pub key: String,
    /// What it is called.
    pub name: String,
    /// The number with its unit, or the sign for unknown.
    pub value: Shown,
    /// What it is measured against or over; why it is unknown. May be empty.
    pub note: String,
}

/// Several names of many.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, Default)]
pub struct Names {
    /// How many there are.
    pub n: usize,
    /// Those that are named.
    pub shown: Vec<Link>,
    /// How many more there are, in words; empty if all are named.
    pub rest: String,
}

/// A name and what stands beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Fact {
    /// What it is.
    pub name: String,
    /// What it is like; several where there are several.
    pub values: Vec<Link>,
    /// Where it comes from.
    pub title: Option<String>,
}

/// A sentence and who says so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ClaimRow {
    /// The sentence.
    pub text: String,
    /// Who or what says so; empty if nobody.
    pub source: String,
    /// When; empty if not known.
    pub date: String,
    /// The dossier it stands in, where it is shown elsewhere.
    pub account: Option<Link>,
}
