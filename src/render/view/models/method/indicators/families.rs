//! The three families that are counted: what each indicator is, and its sums worked out.

use crate::engine::indicators::IndicatorKey;
use crate::engine::indicators::IndicatorUnit;
use crate::model::date::days_between;
use crate::model::ledger::LedgerTotals;
use crate::render::scope::Scope;
use crate::render::view::models::measures;
use crate::render::view::models::pick::Picked;
use crate::render::view::models::primer::Both;
use crate::render::view::models::sums::Sum;
use crate::render::view::models::sums::line;
use crate::render::view::models::sums::minus;
use crate::render::view::models::sums::over;
use crate::render::view::models::sums::percent;
use crate::render::view::models::sums::plus;

/// An indicator and how it is reckoned; empty where it is counted.
pub(super) type Definition = (IndicatorKey, Both);

/// A family: anchor, title, its indicators, the sums of an account.
pub(super) struct Family {
    pub(super) id: &'static str,
    pub(super) title: Both,
    pub(super) indicators: &'static [Definition],
    pub(super) sums: fn(Scope<'_>, Picked<'_>, &LedgerTotals) -> Vec<Option<String>>,
}

pub(super) const FAMILIES: [Family; 3] = [
    Family {
        id: "trade",
        title: ("交易类", "Trade"),
        indicators: &[
            (
                IndicatorKey::TxCount,
                ("W 内没有取消的订单数", "orders in W, cancelled ones aside"),
            ),
            (IndicatorKey::TxAmount, ("订单金额之和", "sum of their amounts")),
            (
                IndicatorKey::TxProfit,
                (
                    "金额减成本之和；有一单没写成本就未知",
                    "sum of amount less cost; unknown if one lacks its cost",
                ),
            ),
            (
                IndicatorKey::GrossMargin,
                ("利润 ÷ 交易额 × 100", "profit ÷ volume × 100"),
            ),
            (IndicatorKey::AvgOrder, ("交易额 ÷ 交易次数", "volume ÷ orders")),
            (IndicatorKey::MaxOrder, ("最大的一单", "the largest order")),
            (
                IndicatorKey::ReturnAmount,
                ("W 内退货金额之和", "sum of returns in W"),
            ),
            (IndicatorKey::ReturnCount, ("W 内退货次数", "returns in W")),
            (
                IndicatorKey::ReturnRate,
                ("退货金额 ÷ 交易额 × 100", "returns ÷ volume × 100"),
            ),
            (
                IndicatorKey::Tenure,
                (
                    "第一单（不限 W）到截至日的天数",
                    "days since the first order ever",
                ),
            ),
            (
                IndicatorKey::AvgCycle,
                (
                    "（最后一单 − 第一单）÷（次数 − 1），不足两单未知",
                    "(last − first) ÷ (orders − 1), unknown below two",
                ),
            ),
            (
                IndicatorKey::ExpectedSales,
                (
                    "进行中的商机：金额乘把握，加起来",
                    "open opportunities: amount times probability, added up",
                ),
            ),
        ],
        sums: trade,
    },
    Family {
        id: "finance",
        title: ("财务类", "Finance"),
        indicators: &[
            (
                IndicatorKey::MaxReceipt,
                ("W 内最大的一笔回款", "the largest receipt in W"),
            ),
            (
                IndicatorKey::AvgReceipt,
                ("回款之和 ÷ 笔数", "sum of receipts ÷ how many"),
            ),
            (
                IndicatorKey::AvgCollectDays,
                (
                    "按金额平均的（回款日 − 开票日），只算冲了发票的",
                    "mean of days from invoice to receipt, by amount, of receipts with an invoice",
                ),
            ),
            (
                IndicatorKey::Outstanding,
                ("截至日前一天的欠款", "owed the day before the book’s day"),
            ),
            (IndicatorKey::Overdue, ("其中逾期", "of it overdue")),
            (
                IndicatorKey::AvgOwed,
                ("W 内各月末欠款的平均", "mean of what was owed at month-ends in W"),
            ),
            (
                IndicatorKey::AvgOverdue,
                (
                    "W 内各月末逾期的平均",
                    "mean of what was overdue at month-ends in W",
                ),
            ),
            (
                IndicatorKey::AvgOwedRate,
                ("平均逾期 ÷ 平均欠款 × 100", "mean overdue ÷ mean owed × 100"),
            ),
        ],
        sums: finance,
    },
    Family {
        id: "contact",
        title: ("联络类", "Contact"),
        indicators: &[
            (IndicatorKey::Tasks, ("任务", "tasks")),
            (
                IndicatorKey::Processes,
                (
                    "进程；没有写好的次数时是进行中的商机",
                    "processes; open opportunities where none are written",
                ),
            ),
            (IndicatorKey::Praise, ("表扬", "praise")),
            (IndicatorKey::Complaint, ("投诉", "complaints")),
            (IndicatorKey::Suggestion, ("建议", "suggestions")),
            (
                IndicatorKey::PraiseRatio,
                (
                    "表扬 ÷（表扬 + 投诉 + 建议）× 100",
                    "praise ÷ (praise + complaints + suggestions) × 100",
                ),
            ),
            (
                IndicatorKey::ComplaintRatio,
                ("投诉 ÷（表扬 + 投诉 + 建议）× 100", "complaints ÷ the same × 100"),
            ),
            (
                IndicatorKey::SuggestionRatio,
                (
                    "建议 ÷（表扬 + 投诉 + 建议）× 100",
                    "suggestions ÷ the same × 100",
                ),
            ),
            (
                IndicatorKey::ComplaintsPer100Orders,
                ("投诉 ÷ 交易次数 × 100", "complaints ÷ orders × 100"),
            ),
        ],
        sums: contact,
    },
];

/// The engine’s number of a key, and its line.
fn reached(scope: Scope<'_>, picked: Picked<'_>, key: IndicatorKey, sum: &Sum) -> Option<String> {
    let value = picked.assessed.linked.indicators.get(key)?;
    let (places, unit) = match key.unit() {
        IndicatorUnit::Money => (2, measures::money(scope)),
        IndicatorUnit::Percent => (4, "%".to_owned()),
        IndicatorUnit::Days | IndicatorUnit::WholeDays => (4, scope.pick(" 天", " days")),
        IndicatorUnit::Count | IndicatorUnit::Number => (4, String::new()),
    };
    Some(line(key.label(scope.lang), sum, value, places, &unit))
}

fn trade(scope: Scope<'_>, picked: Picked<'_>, totals: &LedgerTotals) -> Vec<Option<String>> {
    let orders = &totals.orders;
    let as_of = scope.book().as_of;
    let of = |key, sum: Sum| reached(scope, picked, key, &sum);
    let span = orders
        .first
        .zip(orders.last)
        .map(|(first, last)| days_between(first, last));
    vec![
        of(IndicatorKey::TxProfit, minus(&orders.amount, &orders.cost)),
        of(
            IndicatorKey::GrossMargin,
            percent(minus(&orders.amount, &orders.cost), &orders.amount),
        ),
        of(IndicatorKey::AvgOrder, over(&orders.amount, orders.count)),
        of(
            IndicatorKey::ReturnRate,
            percent(&totals.return_amount, &orders.amount),
        ),
        totals.first_order_ever.map(|first| {
            let days = days_between(first, as_of);
            scope.pick(
                format!(
                    "{}：{first} 到 {as_of}，{days} 天",
                    IndicatorKey::Tenure.label(scope.lang)
                ),
                format!(
                    "{}: {first} to {as_of}, {days}",
                    IndicatorKey::Tenure.label(scope.lang)
                ),
            )
        }),
        span.and_then(|span| of(IndicatorKey::AvgCycle, over(span, minus(orders.count, 1)))),
    ]
}

fn finance(scope: Scope<'_>, picked: Picked<'_>, totals: &LedgerTotals) -> Vec<Option<String>> {
    let receipts = &totals.receipts;
    let months = i64::try_from(scope.book().ledgers.n_month_ends).unwrap_or(i64::MAX);
    let of = |key, sum: Sum| reached(scope, picked, key, &sum);
    vec![
        of(IndicatorKey::AvgReceipt, over(&receipts.amount, receipts.count)),
        of(
            IndicatorKey::AvgCollectDays,
            over(&receipts.collected_days, &receipts.collected),
        ),
        of(IndicatorKey::AvgOwed, over(&totals.owed_at_month_ends, months)),
        of(
            IndicatorKey::AvgOverdue,
            over(&totals.overdue_at_month_ends, months),
        ),
        of(
            IndicatorKey::AvgOwedRate,
            percent(&totals.overdue_at_month_ends, &totals.owed_at_month_ends),
        ),
    ]
}

fn contact(scope: Scope<'_>, picked: Picked<'_>, _: &LedgerTotals) -> Vec<Option<String>> {
    let indicators = &picked.assessed.linked.indicators;
    let number = |key| indicators.get(key).map(Sum::from);
    let voices = || {
        let keys = [
            IndicatorKey::Praise,
            IndicatorKey::Complaint,
            IndicatorKey::Suggestion,
        ];
        keys.into_iter()
            .map(number)
            .collect::<Option<Vec<Sum>>>()
            .map(plus)
    };
    let share = |key, part| reached(scope, picked, key, &percent(number(part)?, voices()?));
    vec![
        share(IndicatorKey::PraiseRatio, IndicatorKey::Praise),
        share(IndicatorKey::ComplaintRatio, IndicatorKey::Complaint),
        share(IndicatorKey::SuggestionRatio, IndicatorKey::Suggestion),
        number(IndicatorKey::Complaint)
            .zip(number(IndicatorKey::TxCount))
            .and_then(|(complaints, orders)| {
                reached(
                    scope,
                    picked,
                    IndicatorKey::ComplaintsPer100Orders,
                    &percent(complaints, orders),
                )
            }),
    ]
}
