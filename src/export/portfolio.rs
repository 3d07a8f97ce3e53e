//! What the accounts make together.

use serde::Serialize;

use crate::engine::Assessment;
use crate::export::number::Number;
use crate::export::number::Ordered;

/// The portfolio.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PortfolioRecord {
    accounts: usize,
    tiers: Ordered<usize>,
    revenue: RevenueRecord,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct RevenueRecord {
    hhi: Option<Number>,
    cr1: Option<Number>,
}

impl PortfolioRecord {
    /// Writes the portfolio.
    pub fn new(assessment: &Assessment) -> PortfolioRecord {
        let portfolio = &assessment.portfolio;
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
        }
    }
}
