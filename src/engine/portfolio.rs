//! What the accounts make together: tiers with their revenue and profit, and how concentrated revenue is.

use std::collections::BTreeMap;

use crate::engine::assessment::AccountAssessment;
use crate::engine::assessment::Portfolio;
use crate::engine::assessment::Tier;
use crate::engine::assessment::TierCount;
use crate::engine::statistic::concentration;
use crate::model::exact::Exact;
use crate::model::id::Id;
use crate::model::rulers::ValueModel;

/// Sums the accounts up; the cuts are those of the value matrix.
pub fn sum_up(
    model: Option<&ValueModel>,
    accounts: &BTreeMap<Id, AccountAssessment>,
    matrix_cut: Option<(Exact, Exact)>,
) -> Portfolio {
    let revenues: Vec<Exact> = accounts
        .values()
        .filter_map(|account| account.own.revenue.clone())
        .collect();
    let concentration = concentration(&revenues);
    Portfolio {
        n_accounts: accounts.len(),
        tiers: model.map_or(Vec::new(), |model| tier_counts(model, accounts)),
        matrix_cut,
        revenue: (!revenues.is_empty()).then(|| revenues.iter().sum()),
        revenue_hhi: concentration.as_ref().map(|of| of.hhi.clone()),
        revenue_cr1: concentration.map(|of| of.cr1),
    }
}

fn tier_counts(model: &ValueModel, accounts: &BTreeMap<Id, AccountAssessment>) -> Vec<TierCount> {
    let levels = model.tiers.levels.iter();
    levels
        .map(|level| Tier::Level(level.id.value.clone()))
        .chain([Tier::Ineligible, Tier::Insufficient])
        .map(|tier| {
            let of_tier: Vec<&AccountAssessment> = accounts
                .values()
                .filter(|account| account.tier.as_ref().is_some_and(|has| has.effective == tier))
                .collect();
            TierCount {
                n: of_tier.len(),
                revenue: of_tier
                    .iter()
                    .filter_map(|account| account.own.revenue.as_ref())
                    .sum(),
                profit: of_tier
                    .iter()
                    .filter_map(|account| account.own.profit.as_ref())
                    .sum(),
                tier,
            }
        })
        .collect()
}
