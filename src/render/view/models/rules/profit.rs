//! Rules of revenue and profit: R5 expensive to serve, R6 volume without profit, R12 concentration.

use crate::model::exact::Exact;
use crate::render::format;
use crate::render::scope::Scope;
use crate::render::view::models::fact;
use crate::render::view::models::measures;
use crate::render::view::models::pick::Picked;
use crate::render::view::models::primer::DOSSIER;
use crate::render::view::models::primer::Input;
use crate::render::view::models::primer::clause;
use crate::render::view::models::primer::input;
use crate::render::view::models::rules::Rule;
use crate::render::view::models::rules::Sums;
use crate::render::view::models::rules::book::whole;
use crate::render::view::models::sums::line;
use crate::render::view::models::sums::minus;
use crate::render::view::models::sums::over;
use crate::render::view::models::sums::percent;

pub(super) const REVENUE: Input = input("r", ("收入", "revenue"), DOSSIER, "financials[].revenue");

pub(super) const DIRECT_COST: Input = input(
    "d",
    ("直接成本", "direct cost"),
    DOSSIER,
    "financials[].direct_cost",
);

const COST_TO_SERVE: Input = input(
    "s",
    ("服务成本", "cost to serve"),
    DOSSIER,
    "financials[].cost_to_serve",
);

pub(in crate::render::view::models) const EXPENSIVE: Rule = Rule {
    number: 5,
    lead: (
        "服务成本占收入太高，或者扣完已经亏钱。",
        "Serving the account takes too much of the revenue, or more than is earned.",
    ),
    inputs: &[REVENUE, DIRECT_COST, COST_TO_SERVE],
    formula: &[
        clause(
            "服务成本占收入的比例。",
            "Cost to serve over revenue.",
            "q = s ÷ r",
        ),
        clause(
            "利润，总是扣除服务成本。",
            "Profit, always after cost to serve.",
            "m = r − d − s",
        ),
        clause(
            "利润低于界限：高；否则比例超过界限：中。",
            "Profit below its limit: high; else the ratio above its limit: medium.",
            "",
        ),
    ],
    tests: &["ratio", "profit"],
    limits: |scope, rules| {
        let least = format!(
            "{}{}",
            format::grouped(&rules.r5_min_profit, 2),
            measures::money(scope)
        );
        vec![
            fact(
                scope.pick("比例至多", "Ratio at most"),
                format::number(&rules.r5_max_ratio, 4),
            ),
            fact(scope.pick("利润至少", "Profit at least"), least),
        ]
    },
    sums: Sums::Account(expensive),
};

fn expensive(scope: Scope<'_>, picked: Picked<'_>) -> Vec<String> {
    let year = &picked.assessed.linked.year;
    let unit = measures::money(scope);
    let (Some(revenue), Some(served)) = (&year.revenue, &year.cost_to_serve) else {
        return Vec::new();
    };
    let ratio = over(served, revenue);
    let ratio = ratio.value(None).map(|value| line("q", &ratio, &value, 4, ""));
    let profit = year.direct_cost.as_ref().zip(year.profit(true));
    let profit =
        profit.map(|(direct, value)| line("m", &minus(minus(revenue, direct), served), &value, 2, &unit));
    ratio.into_iter().chain(profit).collect()
}

pub(in crate::render::view::models) const VOLUME_WITHOUT_PROFIT: Rule = Rule {
    number: 6,
    lead: (
        "占了很大一块收入，却只带来很小一块利润。",
        "A large part of the revenue brings a small part of the profit.",
    ),
    inputs: &[REVENUE, DIRECT_COST, COST_TO_SERVE],
    formula: &[
        clause(
            "指数：利润份额除以收入份额；份额只在收入与利润都已知的客户里算（合计 R、M）。",
            "Index: share of profit over share of revenue, among accounts of which both are known (R and M in all).",
            "i = (m ÷ M) ÷ (r ÷ R)",
        ),
        clause(
            "低于“中”的界限：中；低于“高”的界限：高。利润合计不大于 0，或自己没有收入：未知。",
            "Below the limit of medium: medium; below that of high: high. Unknown if the profits sum to no more than 0, or it has no revenue.",
            "",
        ),
    ],
    tests: &["index"],
    limits: |scope, rules| {
        vec![
            fact(
                scope.pick("中：低于", "Medium below"),
                format::number(&rules.r6_medium, 4),
            ),
            fact(
                scope.pick("高：低于", "High below"),
                format::number(&rules.r6_high, 4),
            ),
        ]
    },
    sums: Sums::Account(volume_without_profit),
};

fn volume_without_profit(scope: Scope<'_>, picked: Picked<'_>) -> Vec<String> {
    let linked = &picked.assessed.linked;
    let (Some(revenue), Some(profit)) = (&linked.year.revenue, &linked.profit) else {
        return Vec::new();
    };
    let whole = whole(scope);
    let unit = measures::money(scope);
    let amount = |sign: &str, amount: &Exact| format!("{sign} = {}{unit}", format::grouped(amount, 2));
    let index = over(
        over(profit, &whole.profit),
        over(revenue, &whole.revenue_with_profit),
    );
    let mut lines = vec![
        amount("r", revenue),
        amount("m", profit),
        amount("R", &whole.revenue_with_profit),
        amount("M", &whole.profit),
    ];
    lines.extend(index.value(None).map(|value| line("i", &index, &value, 4, "")));
    lines
}

pub(in crate::render::view::models) const CONCENTRATION: Rule = Rule {
    number: 12,
    lead: (
        "收入太多压在一家身上；全书合起来看，也看赫芬达尔指数。",
        "Too much revenue hangs on one account; for the accounts together the Herfindahl index counts too.",
    ),
    inputs: &[REVENUE],
    formula: &[
        clause(
            "一家：收入占全部已知收入 R 的百分比，不低于界限：高。",
            "One account: its revenue in percent of R, all that is known; from the limit on: high.",
            "p = r ÷ R × 100",
        ),
        clause(
            "全书：赫芬达尔指数，或最大一家的百分比，不低于界限：高（算法见“收入集中度”）。",
            "Together: the Herfindahl index or the percentage of the largest, from its limit on: high; worked out on its own page.",
            "",
        ),
    ],
    tests: &["share"],
    limits: |scope, rules| {
        vec![
            fact(
                scope.pick("一家占收入 % 起", "Percent of revenue from"),
                format::number(&rules.r12_cr1, 4),
            ),
            fact(
                scope.pick("赫芬达尔指数起", "Herfindahl index from"),
                format::grouped(&rules.r12_hhi, 4),
            ),
        ]
    },
    sums: Sums::Account(concentration),
};

fn concentration(scope: Scope<'_>, picked: Picked<'_>) -> Vec<String> {
    let Some(revenue) = &picked.assessed.linked.year.revenue else {
        return Vec::new();
    };
    let sum = percent(revenue, &whole(scope).revenue);
    let share = sum.value(None).map(|value| line("p", &sum, &value, 4, "%"));
    share.into_iter().collect()
}
