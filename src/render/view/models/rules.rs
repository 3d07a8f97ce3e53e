//! Limits of the risk rules, as rows of the list of models.

use serde::Serialize;

use crate::model::exact::Exact;
use crate::render::format;
use crate::render::scope::Scope;

/// One limit of a rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RuleRow {
    /// The rule.
    pub rule: &'static str,
    /// What is limited.
    pub what: String,
    /// The limit.
    pub limit: String,
}

pub(super) fn rules(scope: Scope<'_>) -> Vec<RuleRow> {
    let rules = &scope.book().rulers.rules;
    let number = |value: &Exact| format::number(value, 4);
    let percent = |value: &Exact| format::percent(value, 2);
    let floors: Vec<String> = rules
        .r10_margin_floor
        .iter()
        .map(|(tier, floor)| format!("{} {}%", scope.level_label(tier), number(floor)))
        .collect();
    [
        (
            "R1",
            ("联系断了几个人就失去一半影响力", "bus factor below"),
            rules.r1_min_bus_factor.to_string(),
        ),
        (
            "R1",
            ("有联系的我方人数少于", "people of ours with a thread below"),
            rules.r1_min_people.to_string(),
        ),
        (
            "R2",
            (
                "关系集中在采购者的份额超过",
                "share of relations with buyers above",
            ),
            percent(&rules.r2_max_share),
        ),
        (
            "R3",
            ("无人负责的问题超过天数", "days an unowned issue is open above"),
            rules.r3_max_days.to_string(),
        ),
        (
            "R4",
            ("毛利率连续下降次数", "falls of gross margin in a row from"),
            rules.r4_falls.to_string(),
        ),
        (
            "R4",
            ("独特卖点少于", "unique selling points below"),
            rules.r4_min_usps.to_string(),
        ),
        (
            "R5",
            ("服务成本占收入超过", "cost to serve over revenue above"),
            percent(&rules.r5_max_ratio),
        ),
        (
            "R5",
            ("利润低于", "profit below"),
            scope.money(&rules.r5_min_profit).text,
        ),
        (
            "R6",
            (
                "利润份额 ÷ 收入份额低于（中）",
                "profit share ÷ revenue share below (medium)",
            ),
            number(&rules.r6_medium),
        ),
        (
            "R6",
            (
                "利润份额 ÷ 收入份额低于（高）",
                "profit share ÷ revenue share below (high)",
            ),
            number(&rules.r6_high),
        ),
        (
            "R7",
            ("逾期占应收超过", "overdue over outstanding above"),
            percent(&rules.r7_max_overdue),
        ),
        (
            "R7",
            ("回款超过账期的天数", "days collected beyond terms above"),
            number(&rules.r7_max_days_over_terms),
        ),
        (
            "R8",
            ("应收相当于几个月的回款", "months of receipts outstanding above"),
            number(&rules.r8_max_months),
        ),
        (
            "R9",
            (
                "规模与价值排序的一致程度低于",
                "agreement of size and value below",
            ),
            number(&rules.r9_min_tau),
        ),
        (
            "R10",
            (
                "折扣是同等级中位数的倍数超过",
                "discount as a multiple of the tier’s median above",
            ),
            number(&rules.r10_max_times),
        ),
        ("R10", ("毛利率下限", "floor of gross margin"), floors.join(" · ")),
        (
            "R11",
            (
                "未联系天数是约定节奏的倍数超过",
                "days without contact as a multiple of the rhythm above",
            ),
            number(&rules.r11_max_times),
        ),
        (
            "R11",
            ("服务维度得分低于", "service perspective below"),
            number(&rules.r11_min_service),
        ),
        (
            "R12",
            ("收入赫芬达尔指数", "Herfindahl index of revenue from"),
            number(&rules.r12_hhi),
        ),
        (
            "R12",
            ("单一客户占收入 %", "share of one account in revenue, %, from"),
            number(&rules.r12_cr1),
        ),
    ]
    .into_iter()
    .map(|(rule, (zh, en), limit)| RuleRow {
        rule,
        what: scope.pick(zh, en),
        limit,
    })
    .collect()
}
