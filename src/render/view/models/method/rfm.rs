//! Recency, frequency, monetary.

use std::collections::BTreeMap;

use crate::engine::indicators::IndicatorKey;
use crate::engine::statistic::count;
use crate::engine::statistic::ranks;
use crate::model::book::PageKind;
use crate::model::date::days_between;
use crate::model::exact::Exact;
use crate::model::id::Id;
use crate::model::rulers::Direction;
use crate::render::format;
use crate::render::scope::Scope;
use crate::render::view::models::Example;
use crate::render::view::models::measures;
use crate::render::view::models::method::MethodView;
use crate::render::view::models::pick::most_known;
use crate::render::view::models::primer::Home;
use crate::render::view::models::primer::Primer;
use crate::render::view::models::primer::Shown;
use crate::render::view::models::primer::clause;
use crate::render::view::models::primer::input;
use crate::render::view::models::sums::Sum;
use crate::render::view::models::sums::line;
use crate::render::view::models::sums::over;
use crate::render::view::models::sums::times;

pub(super) const METHOD: MethodView = MethodView {
    primer: PRIMER,
    facts: |_| Vec::new(),
    parts: |_| Vec::new(),
    example,
};

const ORDERS: Home = Home::Ledger("orders");

const PRIMER: Primer = Primer {
    purpose: (
        "最近买没买、买得勤不勤、买了多少，各给 1 – 5 分：用来挑出该去看看的客户。",
        "How lately, how often and how much an account bought, each marked 1 – 5: to find whom to look after.",
    ),
    inputs: &[
        input(
            "R",
            (
                "最后一单的日期，离截至日几天",
                "date of the last order, days to the book’s day",
            ),
            ORDERS,
            "date",
        ),
        input(
            "F",
            (
                "一年里的订单数，取消的不算",
                "orders of the year, cancelled ones aside",
            ),
            ORDERS,
            "status",
        ),
        input(
            "M",
            ("一年里的交易额", "order volume of the year"),
            ORDERS,
            "amount",
        ),
    ],
    formula: &[
        clause(
            "n 家有订单的客户各自排名；名次 = 1 + 比它好的家数。R 越少越好，F、M 越多越好。",
            "The n accounts with an order are ranked, 1 + how many are better: fewer days, more orders, more money.",
            "",
        ),
        clause(
            "前五分之一得 5 分，前五分之二得 4 分，依次到 1 分；分界向上取整。",
            "The first fifth has 5, the first two fifths 4, down to 1; cuts are rounded up.",
            "r ≤ ⌈q × n ÷ 5⌉ → 6 − q",
        ),
    ],
    edges: &[
        (
            "一年里没有订单的客户没有分。",
            "An account without an order in the year has no marks.",
        ),
        (
            "有订单的客户不足五家，谁都没有分：分不出五档。",
            "With fewer than five accounts with orders nobody has: there are no fifths.",
        ),
        ("名次并列的同得较高的分。", "Ties share the better mark."),
    ],
    units: &[(
        ("R、F、M 的分", "Marks of R, F and M"),
        ("1 – 5，5 最好", "1 – 5, 5 is best"),
    )],
    sources: &[(
        "Hughes，《战略数据库营销》：按五分位给 5 – 1 分；亦见 Little Stream Software 的说明。",
        "Hughes, Strategic Database Marketing: fifths marked 5 to 1; also as Little Stream Software explains it.",
    )],
    deck: &[(
        "培训稿没有 RFM；它列的交易类指标里有这三样的原料。",
        "The training deck has no RFM, but lists its ingredients among the indicators of trade.",
    )],
    shown: &[Shown::Portfolio, Shown::Each(PageKind::Account)],
    keys: &[
        "accounts[].rfm.recency",
        "accounts[].rfm.frequency",
        "accounts[].rfm.monetary",
    ],
};

/// One of the three: its sign, everybody’s number, which end is good, its unit and the mark.
type Side<'a> = (&'a str, BTreeMap<Id, Exact>, Direction, String, u8);

fn example(scope: Scope<'_>) -> Option<Example> {
    let picked = most_known(scope, |picked| {
        let marks = picked.assessed.rfm?;
        let marks = [marks.recency, marks.frequency, marks.monetary];
        marks.iter().max()?.checked_sub(*marks.iter().min()?)
    })?;
    let marks = picked.assessed.rfm?;
    let book = scope.book();
    let days = |id: &Id| {
        Some(Exact::from(days_between(
            book.ledgers.accounts.get(id)?.orders.last?,
            book.as_of,
        )))
    };
    let of = |number: &dyn Fn(&Id) -> Option<Exact>| -> BTreeMap<Id, Exact> {
        let marked = scope
            .shared
            .assessment
            .accounts
            .iter()
            .filter(|(_, account)| account.rfm.is_some());
        marked
            .filter_map(|(id, _)| Some((id.clone(), number(id)?)))
            .collect()
    };
    let indicator = |key| move |id: &Id| scope.assessed(id)?.linked.indicators.get(key).cloned();
    let sides: [Side<'_>; 3] = [
        (
            "R",
            of(&days),
            Direction::Low,
            scope.pick(" 天", " days"),
            marks.recency,
        ),
        (
            "F",
            of(&indicator(IndicatorKey::TxCount)),
            Direction::High,
            String::new(),
            marks.frequency,
        ),
        (
            "M",
            of(&indicator(IndicatorKey::TxAmount)),
            Direction::High,
            measures::money(scope),
            marks.monetary,
        ),
    ];
    let n = sides.first()?.1.len();
    let mut lines = vec![format!("n = {n}")];
    for q in 1..5_i64 {
        let cut = Sum::Ceil(Box::new(over(times(q, count(n)), 5)));
        let mark = 6 - q;
        let name = scope.pick(
            format!("{mark} 分的最后名次"),
            format!("Last rank of mark {mark}"),
        );
        lines.push(line(&name, &cut, &cut.value(None)?, 0, ""));
    }
    for (sign, values, direction, unit, mark) in sides {
        let rank = ranks(&values, direction).get(picked.id).copied()?;
        let own = format::grouped(values.get(picked.id)?, 2);
        lines.push(scope.pick(
            format!("{sign}：{own}{unit}，名次 {rank} → {mark} 分"),
            format!("{sign}: {own}{unit}, rank {rank} → {mark}"),
        ));
    }
    Some(Example {
        subject: scope.account(picked.id),
        picked: scope.pick(
            "取三样分数相差最大的客户；并列时取编号在前的。",
            "The account whose marks differ most; of equals the first by id.",
        ),
        table: None,
        lines,
    })
}
