//! Risks with what they were computed from and their limits.

use serde::Serialize;

use crate::engine::risk::RiskNumber;
use crate::engine::risk::RiskNumbers;
use crate::engine::risk::RiskResult;
use crate::export::number::Money;
use crate::export::number::Number;
use crate::export::number::Ordered;

/// One rule that is raised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RiskRecord {
    rule: String,
    level: &'static str,
    state: &'static str,
    inputs: Ordered<Option<RiskNumberRecord>>,
    threshold: Ordered<Option<RiskNumberRecord>>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
enum RiskNumberRecord {
    Whole(i64),
    Part(Number),
    Money(Money),
    Flag(bool),
}

impl RiskRecord {
    /// Writes a risk.
    pub fn new(risk: &RiskResult, currency: &str) -> RiskRecord {
        RiskRecord {
            rule: format!("R{}", risk.rule),
            level: risk.level.word(),
            state: risk.state.word(),
            inputs: numbers(&risk.inputs, currency),
            threshold: numbers(&risk.threshold, currency),
        }
    }
}

fn numbers(numbers: &RiskNumbers, currency: &str) -> Ordered<Option<RiskNumberRecord>> {
    let entry = |(name, number): &(&'static str, RiskNumber)| {
        let record = match number {
            RiskNumber::Unknown => None,
            RiskNumber::Whole(value) => Some(RiskNumberRecord::Whole(*value)),
            RiskNumber::Part(value) => Some(RiskNumberRecord::Part(Number::new(value))),
            RiskNumber::Money(value) => Some(RiskNumberRecord::Money(Money::new(value, currency))),
            RiskNumber::Tau(tau) => Some(RiskNumberRecord::Part(Number::tau(tau))),
            RiskNumber::Flag(value) => Some(RiskNumberRecord::Flag(*value)),
        };
        ((*name).to_owned(), record)
    };
    numbers.iter().map(entry).collect()
}
