//! Tiers as a table: how many accounts, what they bring, and their part of it.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::engine::assessment::Tier;
use crate::engine::assessment::TierCount;
use crate::engine::statistic::count;
use crate::model::book::PageKind;
use crate::model::exact::Exact;
use crate::render::format;
use crate::render::format::MoneyScale;
use crate::render::route::Route;
use crate::render::scope::Scope;
use crate::render::view::parts::Link;

/// Every tier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TiersView {
    /// Unit of the amounts.
    pub unit: String,
    /// The best level first; then those without a level.
    pub rows: Vec<TierRow>,
    /// All accounts.
    pub total: TierRow,
}

/// One tier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TierRow {
    /// Its name, leading to its accounts.
    pub tier: Link,
    /// Its accounts.
    pub n: usize,
    /// Percent of all accounts.
    pub n_share: String,
    /// Known yearly revenue; the sign for unknown where it is known of nobody.
    pub revenue: String,
    /// Percent of all known revenue.
    pub revenue_share: String,
    /// Known yearly profit; the same.
    pub profit: String,
    /// Percent of all known profit; the sign for unknown where the accounts together make none.
    pub profit_share: String,
}

/// Of how many accounts of a tier money is known.
#[derive(Debug, Clone, Copy, Default)]
struct Known {
    revenue: usize,
    profit: usize,
}

pub(super) fn tiers_view(scope: Scope<'_>) -> Option<TiersView> {
    let tiers = &scope.shared.assessment.portfolio.tiers;
    if tiers.is_empty() || scope.book().accounts.is_empty() {
        return None;
    }
    let known = known(scope);
    let total = TierCount {
        tier: Tier::Insufficient,
        n: tiers.iter().map(|tier| tier.n).sum(),
        revenue: tiers.iter().map(|tier| &tier.revenue).sum(),
        profit: tiers.iter().map(|tier| &tier.profit).sum(),
    };
    let all = known.values().fold(Known::default(), |all, of| Known {
        revenue: all.revenue + of.revenue,
        profit: all.profit + of.profit,
    });
    let scale = scope.money_scale([&total.revenue, &total.profit].into_iter());
    let list = scope.href(&Route::List(PageKind::Account));
    let rows = tiers
        .iter()
        .filter(|tier| tier.n > 0 || matches!(tier.tier, Tier::Level(_)))
        .map(|tier| {
            let link = Link {
                text: scope.tier_label(&tier.tier),
                href: (tier.n > 0).then(|| format!("{list}?tier={}", tier.tier.word())),
            };
            let known = known.get(&tier.tier).copied().unwrap_or_default();
            row(link, tier, known, &total, &scale)
        });
    Some(TiersView {
        rows: rows.collect(),
        total: row(Link::plain(scope.say("total")), &total, all, &total, &scale),
        unit: scale.unit,
    })
}

fn known(scope: Scope<'_>) -> BTreeMap<&Tier, Known> {
    let mut by_tier: BTreeMap<&Tier, Known> = BTreeMap::new();
    for account in scope.shared.assessment.accounts.values() {
        if let Some(tier) = &account.tier {
            let known = by_tier.entry(&tier.effective).or_default();
            known.revenue += usize::from(account.linked.year.revenue.is_some());
            known.profit += usize::from(account.linked.profit.is_some());
        }
    }
    by_tier
}

fn row(tier: Link, of: &TierCount, known: Known, total: &TierCount, scale: &MoneyScale) -> TierRow {
    // Of a tier without accounts nothing is unknown: its sums are 0.
    let sum = |amount: &Exact, n_known: usize| {
        if of.n > 0 && n_known == 0 {
            format::UNKNOWN.to_owned()
        } else {
            scale.bare(amount, 2)
        }
    };
    let share = |part: &Exact, whole: &Exact, is_known: bool| {
        let share = (is_known && whole.is_positive())
            .then(|| part.over(whole))
            .flatten();
        share.map_or_else(|| format::UNKNOWN.to_owned(), |share| format::percent(&share, 1))
    };
    TierRow {
        tier,
        n: of.n,
        n_share: share(&count(of.n), &count(total.n), true),
        revenue: sum(&of.revenue, known.revenue),
        revenue_share: share(&of.revenue, &total.revenue, of.n == 0 || known.revenue > 0),
        profit: sum(&of.profit, known.profit),
        profit_share: share(&of.profit, &total.profit, of.n == 0 || known.profit > 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::samples::Sample;
    use crate::render::samples::valued;

    fn texts(row: &TierRow) -> [String; 6] {
        [
            row.n.to_string(),
            row.n_share.clone(),
            row.revenue.clone(),
            row.revenue_share.clone(),
            row.profit.clone(),
            row.profit_share.clone(),
        ]
    }

    #[test]
    fn a_tier_says_how_many_and_how_much_and_what_is_known_of_nobody_is_not_zero() {
        let sample = Sample::of(&[
            valued("a", Some(90), Some((60, 20))),
            valued("b", Some(90), Some((20, 5))),
            valued("c", Some(10), None),
            valued("d", None, Some((20, -5))),
        ]);
        let view = tiers_view(sample.zh()).unwrap();
        let rows: Vec<(&str, [String; 6])> = view
            .rows
            .iter()
            .map(|row| (row.tier.text.as_str(), texts(row)))
            .collect();
        let said = |texts: [&str; 6]| texts.map(str::to_owned);
        assert_eq!(
            rows,
            [
                ("白金卡", said(["2", "50%", "80", "80%", "25", "125%"])),
                ("金卡", said(["0", "0%", "0", "0%", "0", "0%"])),
                ("普通", said(["1", "25%", "–", "–", "–", "–"])),
                ("依据不足", said(["1", "25%", "20", "20%", "−5", "−25%"])),
            ]
        );
        assert_eq!(
            texts(&view.total),
            said(["4", "100%", "100", "100%", "20", "100%"])
        );
    }

    #[test]
    fn a_book_without_accounts_or_without_a_value_model_has_no_table_of_tiers() {
        assert_eq!(tiers_view(Sample::of(&[]).zh()), None);
    }
}
