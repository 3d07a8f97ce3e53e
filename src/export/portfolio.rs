//! What the accounts make together.

use serde::Serialize;

use crate::engine::assessment::Portfolio;
use crate::export::number::Number;
use crate::export::number::Ordered;
use crate::export::risk::RiskRecord;
use crate::model::id::Id;

/// The portfolio.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PortfolioRecord {
    accounts: usize,
    tiers: Ordered<usize>,
    revenue: RevenueRecord,
    size_vs_value_tau_b: Option<Number>,
    looks_big: Vec<String>,
    whale_curve: Option<Vec<WhaleRecord>>,
    risks: Vec<RiskRecord>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct RevenueRecord {
    hhi: Option<Number>,
    cr1: Option<Number>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct WhaleRecord {
    id: String,
    cumulative: Number,
}

impl PortfolioRecord {
    /// Writes the portfolio.
    pub fn new(portfolio: &Portfolio, currency: &str) -> PortfolioRecord {
        PortfolioRecord {
            accounts: portfolio.n_accounts,
            tiers: portfolio
                .tiers
                .iter()
                .map(|count| (count.tier.word().to_owned(), count.n))
                .collect(),
            revenue: RevenueRecord {
                hhi: Number::known(portfolio.revenue_hhi.as_ref()),
                cr1: Number::known(portfolio.revenue_cr1.as_ref()),
            },
            size_vs_value_tau_b: portfolio.tau_b.as_ref().map(Number::tau),
            looks_big: portfolio.looks_big.iter().map(Id::to_string).collect(),
            whale_curve: portfolio.whale_curve.as_ref().map(|curve| {
                let record = |(id, cumulative): &(Id, _)| WhaleRecord {
                    id: id.to_string(),
                    cumulative: Number::new(cumulative),
                };
                curve.iter().map(record).collect()
            }),
            risks: portfolio
                .risks
                .iter()
                .map(|risk| RiskRecord::new(risk, currency))
                .collect(),
        }
    }
}
