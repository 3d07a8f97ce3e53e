//! What the accounts make together: tiers with their revenue and profit, concentration, order size against value, risks.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::engine::assessment::AccountAssessment;
use crate::engine::assessment::Portfolio;
use crate::engine::assessment::Tier;
use crate::engine::assessment::TierCount;
use crate::engine::book_dials;
use crate::engine::book_dials::BookDials;
use crate::engine::indicators::IndicatorKey;
use crate::engine::measure::Measure;
use crate::engine::portfolio_risks::Facts;
use crate::engine::portfolio_risks::months_owed;
use crate::engine::portfolio_risks::risks;
use crate::engine::rank_agreement::SizeAndValue;
use crate::engine::rank_agreement::looks_big;
use crate::engine::rank_agreement::tau_b;
use crate::engine::statistic::concentration;
use crate::engine::whale_curve::whale_curve;
use crate::model::book::Book;
use crate::model::exact::Exact;
use crate::model::id::Id;
use crate::model::rulers::ValueModel;

/// Sums the accounts up; the matrices' cuts come with them.
pub fn sum_up(book: &Book, accounts: &BTreeMap<Id, Arc<AccountAssessment>>, cuts: Cuts) -> Portfolio {
    let (dials, others) = rayon::join(
        || book_dials::read(accounts),
        || all_but_dials(book, accounts, cuts),
    );
    Portfolio { dials, ..others }
}

fn all_but_dials(book: &Book, accounts: &BTreeMap<Id, Arc<AccountAssessment>>, cuts: Cuts) -> Portfolio {
    let rulers = &book.rulers;
    let revenues: Vec<Exact> = accounts
        .values()
        .filter_map(|account| account.linked.year.revenue.clone())
        .collect();
    let profits: BTreeMap<Id, Exact> = accounts
        .iter()
        .filter_map(|(id, account)| Some((id.clone(), account.linked.profit.clone()?)))
        .collect();
    let sized: BTreeMap<Id, SizeAndValue> = accounts
        .iter()
        .filter_map(|(id, account)| {
            let pair = SizeAndValue {
                size: account.linked.indicators.get(IndicatorKey::MaxOrder)?.clone(),
                value: Measure::Value.of(&account.own, &account.linked)?.clone(),
            };
            Some((id.clone(), pair))
        })
        .collect();
    let concentration = concentration(&revenues);
    let tau_b = tau_b(&sized.values().cloned().collect::<Vec<SizeAndValue>>());
    let months_owed = months_owed(accounts.values().map(Arc::as_ref));
    Portfolio {
        n_accounts: accounts.len(),
        tiers: rulers
            .value
            .as_ref()
            .map_or(Vec::new(), |model| tier_counts(model, accounts)),
        matrix_cut: cuts.value,
        cell_cut: cuts.portfolio,
        revenue: (!revenues.is_empty()).then(|| revenues.iter().sum()),
        looks_big: looks_big(&sized),
        whale_curve: whale_curve(&profits),
        risks: risks(
            &rulers.rules,
            &Facts {
                months: months_owed.clone(),
                tau_b: tau_b.as_ref(),
                concentration: concentration.as_ref(),
            },
        ),
        dials: BookDials::default(),
        months_owed,
        tau_b,
        revenue_hhi: concentration.as_ref().map(|of| of.hhi.clone()),
        revenue_cr1: concentration.map(|of| of.cr1),
    }
}

/// Where the two matrices are cut, where there is anything to cut.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cuts {
    /// The value matrix: current, potential.
    pub value: Option<(Exact, Exact)>,
    /// The portfolio matrix: attractiveness, strength.
    pub portfolio: Option<(Exact, Exact)>,
}

fn tier_counts(model: &ValueModel, accounts: &BTreeMap<Id, Arc<AccountAssessment>>) -> Vec<TierCount> {
    let levels = model.tiers.levels.iter();
    levels
        .map(|level| Tier::Level(level.id.value.clone()))
        .chain([Tier::Ineligible, Tier::Insufficient])
        .map(|tier| {
            let of_tier: Vec<&Arc<AccountAssessment>> = accounts
                .values()
                .filter(|account| account.tier.as_ref().is_some_and(|has| has.effective == tier))
                .collect();
            TierCount {
                n: of_tier.len(),
                revenue: of_tier
                    .iter()
                    .filter_map(|account| account.linked.year.revenue.as_ref())
                    .sum(),
                profit: of_tier
                    .iter()
                    .filter_map(|account| account.linked.profit.as_ref())
                    .sum(),
                tier,
            }
        })
        .collect()
}
