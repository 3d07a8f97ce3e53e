//! Compositions and their parts.

use serde::Serialize;

use crate::engine::assessment::CompositionResult;
use crate::engine::assessment::PartResult;
use crate::export::number::Money;
use crate::export::number::Number;
use crate::model::id::Id;

/// One composition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CompositionRecord {
    id: String,
    sum: Number,
    hhi: Number,
    hhi_leaves: Number,
    effective_n: Option<Number>,
    cr1: Number,
    cr3: Number,
    mapping: &'static str,
    parts: Vec<PartRecord>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct PartRecord {
    key: String,
    share: Number,
    of_total: Number,
    amount: Option<Money>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    parts: Vec<PartRecord>,
}

impl CompositionRecord {
    /// Writes a composition.
    pub fn new(id: &Id, result: &CompositionResult, currency: &str) -> CompositionRecord {
        CompositionRecord {
            id: id.to_string(),
            sum: Number::new(&result.sum),
            hhi: Number::new(&result.hhi),
            hhi_leaves: Number::new(&result.hhi_leaves),
            effective_n: Number::known(result.effective_n.as_ref()),
            cr1: Number::new(&result.cr1),
            cr3: Number::new(&result.cr3),
            mapping: if result.is_ambiguous { "ambiguous" } else { "known" },
            parts: parts(&result.parts, currency),
        }
    }
}

fn parts(results: &[PartResult], currency: &str) -> Vec<PartRecord> {
    results
        .iter()
        .map(|part| PartRecord {
            key: part.key.to_string(),
            share: Number::new(&part.share),
            of_total: Number::new(&part.of_total),
            amount: part.amount.as_ref().map(|amount| Money::new(amount, currency)),
            parts: parts(&part.parts, currency),
        })
        .collect()
}
