//! Order size against value: how far the two orders agree, and who looks bigger than it is worth.

use schemars::JsonSchema;
use serde::Serialize;

use crate::engine::indicators::IndicatorKey;
use crate::model::id::Id;
use crate::render::format;
use crate::render::scope::Scope;
use crate::render::view::parts::Link;
use crate::render::view::parts::Reading;
use crate::render::view::parts::Seal;
use crate::render::view::parts::Shown;
use crate::render::view::portfolio::ROWS;

/// The disagreement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SizeView {
    /// What the correlation means here.
    pub sentence: String,
    /// Kendall's tau-b.
    pub tau: Reading,
    /// How many look big and are not, and how many of them are listed.
    pub listed: String,
    /// Unit of the amounts.
    pub unit: String,
    /// Large orders, low value; the largest order first.
    pub rows: Vec<SizeRow>,
}

/// An account that looks bigger than it is worth.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SizeRow {
    /// Which.
    pub account: Link,
    /// Its largest order.
    pub size: String,
    /// 客户价值, one decimal.
    pub value: String,
    /// Its tier.
    pub seal: Seal,
}

pub(super) fn size_view(scope: Scope<'_>) -> Option<SizeView> {
    let portfolio = &scope.shared.assessment.portfolio;
    let tau = portfolio.tau_b.as_ref()?;
    let limit = &scope.book().rulers.rules.r9_min_tau;
    let size = |id: &Id| {
        let indicators = &scope.assessed(id)?.linked.indicators;
        indicators.get(IndicatorKey::MaxOrder)
    };
    let mut big: Vec<&Id> = portfolio.looks_big.iter().collect();
    big.sort_by(|a, b| size(b).cmp(&size(a)).then_with(|| a.cmp(b)));
    let scale = scope.money_scale(big.iter().filter_map(|id| size(id)));
    let is_low = tau.is_below(limit);
    Some(SizeView {
        sentence: if is_low {
            scope.pick(
                "按单子大小挑大客户会挑错：两种排序并不一致。",
                "Picking key accounts by order size picks the wrong ones: the two orders disagree.",
            )
        } else {
            scope.pick(
                "单子大小与客户价值的排序大体一致。",
                "Order size and value put the accounts in much the same order.",
            )
        },
        tau: Reading {
            key: "size_vs_value_tau_b".to_owned(),
            name: scope.pick(
                "最大单笔与价值的一致度 τ-b",
                "Agreement of largest order and value, τ-b",
            ),
            value: Shown::plain(format::tau(tau, 2)),
            note: scope.pick(
                format!("+1 排序相同，0 无关，−1 相反；界 {}", format::number(limit, 2)),
                format!(
                    "+1 the same order, 0 none, −1 the reverse; limit {}",
                    format::number(limit, 2)
                ),
            ),
        },
        listed: listed(scope, big.len()),
        rows: big
            .iter()
            .take(ROWS)
            .map(|id| {
                let value = scope
                    .assessed(id)
                    .and_then(|account| account.own.value.as_ref()?.value.as_ref());
                SizeRow {
                    account: scope.account(id),
                    size: size(id).map_or_else(|| format::UNKNOWN.to_owned(), |size| scale.bare(size, 2)),
                    value: scope.fixed(value, 1),
                    seal: scope.seal(id),
                }
            })
            .collect(),
        unit: scale.unit.clone(),
    })
}

fn listed(scope: Scope<'_>, n: usize) -> String {
    let cut = if n > ROWS {
        scope.pick(
            format!("，列前 {ROWS} 家"),
            format!("; the first {ROWS} are listed"),
        )
    } else {
        String::new()
    };
    if n == 0 {
        return scope.pick(
            "没有一家单子进前四分之一、价值却低于中位数。",
            "No account is in the top quarter by largest order and below the median by value.",
        );
    }
    let are = if n == 1 { "account is" } else { "accounts are" };
    scope.pick(
        format!("{n} 家的最大单笔进前四分之一，价值却低于中位数{cut}："),
        format!("{n} {are} in the top quarter by largest order and below the median by value{cut}:"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::samples::Sample;
    use crate::render::samples::file;
    use crate::render::samples::valued;

    /// Four accounts of the values given, whose largest orders fall from 400 to 100.
    fn view(values: [u32; 4]) -> SizeView {
        let mut files: Vec<_> = values
            .iter()
            .enumerate()
            .map(|(n, value)| valued(&format!("a{n}"), Some(*value), None))
            .collect();
        let rows = (0..4).map(|n| format!("o-{n},a{n},2025-05-01,{}\n", 400 - 100 * n));
        let orders = format!("id,account,date,amount\n{}", rows.collect::<String>());
        files.push(file("ledgers/orders.csv", &orders));
        size_view(Sample::of(&files).en()).unwrap()
    }

    #[test]
    fn who_looks_big_and_is_not_is_named_with_order_and_value() {
        let view = view([10, 70, 80, 90]);
        assert!(view.sentence.contains("disagree"));
        assert_eq!(view.tau.value.text, "−1.00");
        assert!(
            view.listed.starts_with("1 account is in the top quarter"),
            "{}",
            view.listed
        );
        let rows: Vec<(&str, &str, &str)> = view
            .rows
            .iter()
            .map(|row| (row.account.text.as_str(), row.size.as_str(), row.value.as_str()))
            .collect();
        assert_eq!(rows, [("Account a0", "400", "10.0")]);
    }

    #[test]
    fn two_orders_that_agree_say_so_and_list_nobody() {
        let view = view([90, 80, 70, 10]);
        assert!(view.sentence.contains("much the same"));
        assert_eq!((view.tau.value.text.as_str(), view.rows.len()), ("1.00", 0));
    }
}
