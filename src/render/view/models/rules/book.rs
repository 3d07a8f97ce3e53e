//! R9 order-size bias, and what the accounts sum up to for rules that compare one with all.

use crate::model::exact::Exact;
use crate::render::format;
use crate::render::scope::Scope;
use crate::render::view::models::fact;
use crate::render::view::models::primer::DOSSIER;
use crate::render::view::models::primer::Home;
use crate::render::view::models::primer::clause;
use crate::render::view::models::primer::input;
use crate::render::view::models::rules::Rule;
use crate::render::view::models::rules::Sums;

pub(in crate::render::view::models) const SIZE_BIAS: Rule = Rule {
    number: 9,
    lead: (
        "按单子大小认大客户，和按价值认，排出来不一样。",
        "Telling key accounts by the size of their orders does not give what telling them by value gives.",
    ),
    inputs: &[
        input(
            "",
            ("最大单笔交易额", "the largest order"),
            Home::Ledger("orders"),
            "amount",
        ),
        input("", ("客户价值", "account value"), DOSSIER, "value.*"),
    ],
    formula: &[
        clause(
            "两个排序一致的程度：肯德尔 τ-b（算法与算例见“规模与价值是否一致”）。",
            "How far the two rankings agree: Kendall’s τ-b, worked out on its own page.",
            "",
        ),
        clause("低于界限：中。", "Below the limit: medium.", ""),
    ],
    tests: &["tau_b"],
    limits: |scope, rules| {
        vec![fact(
            scope.pick("τ-b 至少", "τ-b at least"),
            format::number(&rules.r9_min_tau, 4),
        )]
    },
    sums: Sums::Book(|_| Vec::new()),
};

/// What the accounts sum up to, for rules that compare one with all. Base units.
pub(super) struct Whole {
    /// Σ revenue known.
    pub(super) revenue: Exact,
    /// Σ revenue of accounts whose profit is known too.
    pub(super) revenue_with_profit: Exact,
    /// Σ profit of the same.
    pub(super) profit: Exact,
}

/// Sums the accounts up.
pub(super) fn whole(scope: Scope<'_>) -> Whole {
    let years = || {
        scope
            .shared
            .assessment
            .accounts
            .values()
            .map(|account| &account.linked)
    };
    let both = || years().filter_map(|linked| Some((linked.year.revenue.as_ref()?, linked.profit.as_ref()?)));
    Whole {
        revenue: years().filter_map(|linked| linked.year.revenue.as_ref()).sum(),
        revenue_with_profit: both().map(|pair| pair.0).sum(),
        profit: both().map(|pair| pair.1).sum(),
    }
}
