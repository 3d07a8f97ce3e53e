//! Figures with where they come from.

use jiff::civil::Date;

use crate::model::date::Period;
use crate::model::exact::Exact;

/// How sure an author is of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// Read from a document.
    High,
    /// Told by somebody who should know.
    Medium,
    /// Told by somebody who may know.
    Low,
    /// A guess.
    Guess,
}

/// What stretch of time a figure covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// The sum over the period.
    PeriodTotal,
    /// The mean month of the period.
    MonthlyAvg,
    /// Scaled to a year.
    Annualised,
    /// The state on a day.
    Point,
}

/// Where a figure comes from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Provenance {
    /// The day it was true.
    pub as_of: Option<Date>,
    /// The period it covers.
    pub period: Option<Period>,
    /// How it covers that period.
    pub basis: Option<Basis>,
    /// Who or what says so.
    pub source: Option<String>,
    /// How sure the author is.
    pub confidence: Option<Confidence>,
    /// Anything else.
    pub note: Option<String>,
}

/// `fig`: a number or an amount of money, with its provenance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// The value, unknown where `None`. Money is in base units of the book's currency.
    pub value: Option<Exact>,
    /// True if the value is money.
    pub is_money: bool,
    /// Label of the unit of a plain number, as `pct`.
    pub unit: Option<String>,
    /// Where it comes from.
    pub provenance: Provenance,
}
