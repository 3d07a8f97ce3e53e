//! A measure by its name: what classes and the portfolio matrix go by.

use crate::engine::assessment::OwnResult;
use crate::engine::indicators::IndicatorKey;
use crate::engine::linked::LinkedResult;
use crate::model::exact::Exact;
use crate::model::id::Id;

/// A number every account may have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Measure {
    /// A single indicator.
    Indicator(IndicatorKey),
    /// Yearly revenue.
    Revenue,
    /// Yearly profit.
    Profit,
    /// 客户价值; unknown below the model's `min_coverage`.
    Value,
    /// 现实价值; the same.
    Current,
    /// 潜在价值; the same.
    Potential,
    /// The index of a scorecard; unknown where the card is insufficient.
    Scorecard(Id),
}

impl Measure {
    /// Reads `tx_amount`, `revenue`, `scorecards.selection` …; `None` if there is no such measure.
    pub fn parse(name: &str) -> Option<Measure> {
        if let Some(card) = name.strip_prefix("scorecards.") {
            return Id::new(card).map(Measure::Scorecard);
        }
        match name {
            "revenue" => Some(Measure::Revenue),
            "profit" => Some(Measure::Profit),
            "value" => Some(Measure::Value),
            "current" => Some(Measure::Current),
            "potential" => Some(Measure::Potential),
            _ => IndicatorKey::from_word(name).map(Measure::Indicator),
        }
    }

    /// The account's number; `None` is unknown.
    pub fn of<'a>(&self, own: &'a OwnResult, linked: &'a LinkedResult) -> Option<&'a Exact> {
        let value = own.value.as_ref().filter(|value| value.is_sufficient);
        match self {
            Measure::Indicator(key) => linked.indicators.get(*key),
            Measure::Revenue => linked.year.revenue.as_ref(),
            Measure::Profit => linked.profit.as_ref(),
            Measure::Value => value?.value.as_ref(),
            Measure::Current => value?.current.as_ref(),
            Measure::Potential => value?.potential.as_ref(),
            Measure::Scorecard(id) => {
                let card = own.scorecards.get(id)?;
                card.index.as_ref().filter(|_| card.is_sufficient)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_measure_is_an_indicator_a_figure_a_value_or_a_scorecard() {
        assert_eq!(
            Measure::parse("tx_amount"),
            Some(Measure::Indicator(IndicatorKey::TxAmount))
        );
        assert!(matches!(
            Measure::parse("scorecards.selection"),
            Some(Measure::Scorecard(_))
        ));
        assert_eq!(Measure::parse("profit"), Some(Measure::Profit));
        for bad in ["", "industry", "scorecards.", "scorecards.A", "Value"] {
            assert_eq!(Measure::parse(bad), None, "{bad}");
        }
    }
}
