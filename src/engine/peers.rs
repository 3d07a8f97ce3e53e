//! What the accounts give together for one to be compared with.

use std::collections::BTreeMap;

use crate::engine::account_risks::Case;
use crate::engine::assessment::Tier;
use crate::engine::financials::newest_discount;
use crate::engine::statistic::median;
use crate::model::exact::Exact;

/// What the other accounts give to compare with. Money in base units.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Peers {
    /// Σ revenue over accounts whose yearly revenue and profit are known.
    pub revenue_with_profit: Exact,
    /// Σ profit over the same accounts.
    pub profit: Exact,
    /// Σ known yearly revenue.
    pub revenue: Exact,
    /// Median of the newest discounts by effective tier, percent.
    pub discount: BTreeMap<Tier, Exact>,
}

/// Sums the accounts up for comparison.
pub fn sum_up<'a>(cases: impl IntoIterator<Item = &'a Case<'a>>) -> Peers {
    let mut peers = Peers::default();
    let mut discounts: BTreeMap<Tier, Vec<Exact>> = BTreeMap::new();
    for case in cases {
        if let Some(revenue) = &case.linked.year.revenue {
            peers.revenue = &peers.revenue + revenue;
            if let Some(profit) = &case.linked.profit {
                peers.revenue_with_profit = &peers.revenue_with_profit + revenue;
                peers.profit = &peers.profit + profit;
            }
        }
        if let Some(tier) = case.tier
            && let Some(discount) = newest_discount(&case.account.financials, case.as_of)
        {
            discounts.entry(tier.clone()).or_default().push(discount);
        }
    }
    peers.discount = discounts
        .into_iter()
        .filter_map(|(tier, discounts)| Some((tier, median(&discounts)?)))
        .collect();
    peers
}

/// Profit share ÷ revenue share; `None` if the accounts together make no profit, or this one has no revenue.
pub fn profit_index(revenue: &Exact, profit: &Exact, peers: &Peers) -> Option<Exact> {
    if !peers.profit.is_positive() {
        return None;
    }
    (profit * &peers.revenue_with_profit).over(&(&peers.profit * revenue))
}
