//! What a sum is made of 构成, as written.

use crate::diag::At;
use crate::model::date::Period;
use crate::model::exact::Exact;
use crate::model::figure::Basis;
use crate::model::figure::Confidence;
use crate::model::id::Id;
use crate::model::id::Sited;
use crate::model::text::Text;
use crate::model::written::Written;

/// A composition.
#[derive(Debug, Clone, PartialEq)]
pub struct Composition {
    /// File stem.
    pub id: Id,
    /// 名称.
    pub name: Text,
    /// What is measured, as `revenue`.
    pub measure: Option<String>,
    /// What stretch of time the total covers.
    pub basis: Option<Basis>,
    /// The period.
    pub period: Option<Period>,
    /// The whole, above 0, in base units.
    pub total: Option<Exact>,
    /// Who or what says so.
    pub source: Option<String>,
    /// The parts, as written.
    pub parts: Vec<Part>,
    /// Where `parts` stands.
    pub at: At,
    /// Where each top-level key that was written stands.
    pub keys: Written,
}

/// One part of a whole.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// Unique among its siblings.
    pub key: Sited<Id>,
    /// What it is.
    pub name: Option<Text>,
    /// The labels it may belong to, where that is not known.
    pub candidates: Vec<Text>,
    /// Its size.
    pub size: PartSize,
    /// The remainder of the list: sorted last.
    pub is_other: bool,
    /// How sure.
    pub confidence: Option<Confidence>,
    /// What it is made of in turn.
    pub parts: Vec<Part>,
}

/// A part's size: one of the two is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PartSize {
    /// Percent of the parent.
    Share(Exact),
    /// Money in base units.
    Amount(Exact),
}
