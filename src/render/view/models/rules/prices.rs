//! Rules of prices: R4 price war, R10 discounts.

use crate::engine::financials::newest_discount;
use crate::engine::statistic::median;
use crate::model::account::Financial;
use crate::model::exact::Exact;
use crate::render::format;
use crate::render::scope::Scope;
use crate::render::view::models::fact;
use crate::render::view::models::pick::Picked;
use crate::render::view::models::primer::DOSSIER;
use crate::render::view::models::primer::clause;
use crate::render::view::models::primer::input;
use crate::render::view::models::rules::Rule;
use crate::render::view::models::rules::Sums;
use crate::render::view::models::rules::profit::DIRECT_COST;
use crate::render::view::models::rules::profit::REVENUE;
use crate::render::view::models::sums::line;
use crate::render::view::models::sums::minus;
use crate::render::view::models::sums::over;
use crate::render::view::models::sums::percent;

pub(in crate::render::view::models) const PRICE_WAR: Rule = Rule {
    number: 4,
    lead: (
        "毛利率一期比一期低，而我们又没有与众不同之处。",
        "Gross margin falls period by period, and nothing sets us apart.",
    ),
    inputs: &[
        REVENUE,
        DIRECT_COST,
        input(
            "",
            (
                "需求与各方能力（得出独特卖点）",
                "needs and capabilities, which give the selling points",
            ),
            DOSSIER,
            "capabilities",
        ),
    ],
    formula: &[
        clause(
            "连降次数：从最近一期往回数，毛利率严格低于前一期的次数；遇到未知就停。",
            "Falls: counted back from the newest period, how often in a row the margin is strictly below the one before; an unknown one stops the count.",
            "g = (r − d) ÷ r × 100",
        ),
        clause(
            "卖点数：判为“独有”或“更好”的需求个数；没写需求就未知。",
            "Selling points: needs judged unique or better; unknown without needs.",
            "",
        ),
        clause(
            "连降不少于界限、卖点少于界限：占一条是中，两条都占是高。",
            "Falls from the limit on, selling points below theirs: one is medium, both are high.",
            "",
        ),
    ],
    tests: &["falls", "usps"],
    limits: |scope, rules| {
        vec![
            fact(scope.pick("连降几次起", "Falls from"), rules.r4_falls.to_string()),
            fact(
                scope.pick("卖点至少", "Selling points at least"),
                rules.r4_min_usps.to_string(),
            ),
        ]
    },
    sums: Sums::Account(price_war),
};

fn price_war(scope: Scope<'_>, picked: Picked<'_>) -> Vec<String> {
    let as_of = scope.book().as_of;
    let mut past: Vec<&Financial> = picked.account.financials.iter().collect();
    past.retain(|row| row.period.value.last_day() <= as_of);
    past.sort_by_key(|row| std::cmp::Reverse(row.period.value.last_day()));
    past.iter()
        .map_while(|row| {
            let (revenue, cost) = (row.revenue.as_ref()?, row.beside.direct_cost.as_ref()?);
            let sum = percent(minus(revenue, cost), revenue);
            let value = sum.value(None)?;
            Some(line(&format!("g {}", row.period.value), &sum, &value, 4, "%"))
        })
        .collect()
}

pub(in crate::render::view::models) const DISCOUNT_LEAKAGE: Rule = Rule {
    number: 10,
    lead: (
        "折扣比同等级客户大得多，或者毛利率低于这个等级的底线。",
        "More discount than its tier gets, or less margin than its tier must bring.",
    ),
    inputs: &[
        input(
            "δ",
            ("折扣 %，最近一期写明的", "discount in percent, the newest stated"),
            DOSSIER,
            "financials[].discount",
        ),
        REVENUE,
        DIRECT_COST,
    ],
    formula: &[
        clause(
            "倍数：自己的折扣除以同等级客户折扣的中位数 D。",
            "Times: its discount over D, the median discount of its tier.",
            "q = δ ÷ D",
        ),
        clause(
            "一年的毛利率。",
            "Gross margin of the year.",
            "g = (r − d) ÷ r × 100",
        ),
        clause(
            "倍数超过界限、毛利率低于本等级底线：占一条是中，两条都占是高。没有等级就不判断。",
            "Times above the limit, margin below the floor of its tier: one is medium, both are high. Without a tier it is not judged.",
            "",
        ),
    ],
    tests: &["times", "margin"],
    limits: |scope, rules| {
        let floors: Vec<String> = rules
            .r10_margin_floor
            .iter()
            .map(|(tier, floor)| format!("{} {}%", scope.level_label(tier), format::number(floor, 4)))
            .collect();
        vec![
            fact(
                scope.pick("倍数至多", "Times at most"),
                format::number(&rules.r10_max_times, 4),
            ),
            fact(
                scope.pick("毛利率底线", "Floor of gross margin"),
                floors.join(" · "),
            ),
        ]
    },
    sums: Sums::Account(discount_leakage),
};

fn discount_leakage(scope: Scope<'_>, picked: Picked<'_>) -> Vec<String> {
    let as_of = scope.book().as_of;
    let tier = picked.assessed.tier.as_ref().map(|tier| &tier.effective);
    let peers: Vec<Exact> = scope
        .shared
        .assessment
        .accounts
        .iter()
        .filter(|(_, other)| other.tier.as_ref().map(|tier| &tier.effective) == tier)
        .filter_map(|(id, _)| newest_discount(&scope.dossier(id)?.financials, as_of))
        .collect();
    let mut lines = Vec::new();
    if let Some((own, median)) = newest_discount(&picked.account.financials, as_of).zip(median(&peers)) {
        let n = peers.len();
        let shown = format::number(&median, 4);
        lines.push(scope.pick(
            format!("D：同等级 {n} 家折扣的中位数，{shown}%"),
            format!("D: median discount of the {n} of its tier, {shown}%"),
        ));
        let sum = over(&own, &median);
        lines.extend(sum.value(None).map(|value| line("q", &sum, &value, 4, "")));
    }
    let year = &picked.assessed.linked.year;
    if let (Some(revenue), Some(direct)) = (&year.revenue, &year.direct_cost) {
        let sum = percent(minus(revenue, direct), revenue);
        lines.extend(sum.value(None).map(|value| line("g", &sum, &value, 4, "%")));
    }
    lines
}
