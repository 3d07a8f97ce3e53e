//! Single indicators of an account, each in its unit.

use serde::Serialize;
use serde::Serializer;

use crate::engine::indicators::IndicatorKey;
use crate::engine::indicators::IndicatorUnit;
use crate::engine::indicators::Indicators;
use crate::export::number::Money;
use crate::export::number::Number;
use crate::export::number::Ordered;
use crate::export::number::Points;
use crate::model::exact::Exact;

/// Every indicator in the order of the contract; null where it is unknown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndicatorsRecord(Ordered<Option<IndicatorRecord>>);

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
enum IndicatorRecord {
    Whole(Points),
    Part(Number),
    Money(Money),
}

impl IndicatorsRecord {
    /// Writes the indicators.
    pub fn new(indicators: &Indicators, currency: &str) -> IndicatorsRecord {
        let entry = |key: IndicatorKey| {
            let value = indicators.get(key);
            (
                key.word().to_owned(),
                value.map(|value| record(key, value, currency)),
            )
        };
        IndicatorsRecord(IndicatorKey::all().map(entry).collect())
    }
}

impl Serialize for IndicatorsRecord {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

fn record(key: IndicatorKey, value: &Exact, currency: &str) -> IndicatorRecord {
    match key.unit() {
        IndicatorUnit::Count | IndicatorUnit::WholeDays => IndicatorRecord::Whole(Points::new(value)),
        IndicatorUnit::Money => IndicatorRecord::Money(Money::new(value, currency)),
        IndicatorUnit::Percent | IndicatorUnit::Days | IndicatorUnit::Number => {
            IndicatorRecord::Part(Number::new(value))
        }
    }
}
