//! How far order size and value agree 规模与价值是否一致.

use std::collections::BTreeMap;

use crate::engine::indicators::IndicatorKey;
use crate::engine::measure::Measure;
use crate::engine::rank_agreement::PairCounts;
use crate::engine::rank_agreement::SizeAndValue;
use crate::engine::rank_agreement::count_pairs;
use crate::engine::statistic::count;
use crate::engine::statistic::median;
use crate::engine::statistic::ranks;
use crate::model::exact::Exact;
use crate::model::id::Id;
use crate::model::rulers::Direction;
use crate::render::format;
use crate::render::scope::Scope;
use crate::render::view::models::Example;
use crate::render::view::models::fact;
use crate::render::view::models::head;
use crate::render::view::models::measures;
use crate::render::view::models::method::MethodView;
use crate::render::view::models::primer::DOSSIER;
use crate::render::view::models::primer::Home;
use crate::render::view::models::primer::Primer;
use crate::render::view::models::primer::RULES;
use crate::render::view::models::primer::Shown;
use crate::render::view::models::primer::clause;
use crate::render::view::models::primer::input;
use crate::render::view::models::row;
use crate::render::view::models::sums::Sum;
use crate::render::view::models::sums::line;
use crate::render::view::models::sums::minus;
use crate::render::view::models::sums::over;
use crate::render::view::models::sums::times;
use crate::render::view::parts::Grid;
use crate::render::view::parts::Link;

pub(super) const METHOD: MethodView = MethodView {
    primer: PRIMER,
    facts: |scope| {
        let rules = &scope.book().rulers.rules;
        vec![fact(
            scope.pick("τ 低于多少触发 R9", "R9 is raised below a τ of"),
            format::number(&rules.r9_min_tau, 4),
        )]
    },
    parts: |_| Vec::new(),
    example,
};

/// Accounts that are listed.
const ROWS: usize = 24;

const PRIMER: Primer = Primer {
    purpose: (
        "按最大一单排的客户，和按价值排的，像不像；谁看着大而其实不值：用来纠正“单子大的就是大客户”。",
        "Whether accounts ranked by their largest order stand as they do by value, and who looks bigger than it is worth.",
    ),
    inputs: &[
        input(
            "x",
            ("最大单笔交易额", "the largest order"),
            Home::Ledger("orders"),
            "amount",
        ),
        input("y", ("客户价值", "account value"), DOSSIER, "value.*"),
        input(
            "",
            ("一致到什么程度才放心", "how much agreement is enough"),
            RULES,
            "R9.min_tau",
        ),
    ],
    formula: &[
        clause(
            "n 家客户两两配对，共 N 对。",
            "Every two of n accounts make a pair, N in all.",
            "N = n·(n − 1) ÷ 2",
        ),
        clause(
            "同向：大小与价值排得一样的对数 C；反向：排得相反的对数 D。",
            "C pairs stand the same way by both, D the opposite way.",
            "",
        ),
        clause(
            "去掉大小相同的 N₁ 对、价值相同的 N₂ 对。",
            "N₁ pairs are of the same size, N₂ of the same value.",
            "",
        ),
        clause(
            "肯德尔 τ-b。",
            "Kendall’s τ-b.",
            "τ = (C − D) ÷ √((N − N₁)·(N − N₂))",
        ),
        clause(
            "看着大：最大一单排在前四分之一（向上取整），而价值低于中位数。",
            "Looks big: in the first quarter by size, rounded up, and below the median of value.",
            "r(x) ≤ ⌈n ÷ 4⌉, y < median",
        ),
    ],
    edges: &[
        (
            "只算两样都已知、价值覆盖率够的客户。",
            "Only accounts of which both are known, with enough coverage of value.",
        ),
        (
            "大小全相同，或价值全相同，或不足两家：未知。",
            "Unknown if all sizes or all values are equal, or there are fewer than two.",
        ),
        (
            "与界限比较时用精确值（比平方），不用舍入后的小数。",
            "It is compared with the limit exactly, by squares, not by rounded decimals.",
        ),
    ],
    units: &[(
        ("τ", "τ"),
        (
            "−1 – 1：1 完全一致，0 无关，−1 完全相反",
            "−1 – 1: 1 the same order, 0 unrelated, −1 reversed",
        ),
    )],
    sources: &[(
        "肯德尔，《等级相关方法》，τ-b 处理并列（1945 年首次提出）。",
        "Kendall, Rank Correlation Methods; τ-b, for ties, first in 1945.",
    )],
    deck: &[(
        "原稿一面教单一指标分类，一面批评“销售人员以为单子大的多是大客户”；这一页让两种排法对质。",
        "The deck teaches single indicators and yet doubts that big orders make key accounts; here the two orders meet.",
    )],
    shown: &[Shown::Portfolio, Shown::Here],
    keys: &["portfolio.size_vs_value_tau_b", "portfolio.looks_big"],
};

fn example(scope: Scope<'_>) -> Option<Example> {
    let portfolio = &scope.shared.assessment.portfolio;
    let tau = portfolio.tau_b.as_ref()?;
    let sized: BTreeMap<Id, SizeAndValue> = scope
        .shared
        .assessment
        .accounts
        .iter()
        .filter_map(|(id, account)| {
            let pair = SizeAndValue {
                size: account.linked.indicators.get(IndicatorKey::MaxOrder)?.clone(),
                value: Measure::Value.of(&account.own, &account.linked)?.clone(),
            };
            Some((id.clone(), pair))
        })
        .collect();
    let pairs: Vec<SizeAndValue> = sized.values().cloned().collect();
    let PairCounts {
        all,
        same_size,
        same_value,
        concordant,
        discordant,
    } = count_pairs(&pairs);
    let n = count(pairs.len());
    let of_all = over(times(&n, minus(&n, 1)), 2);
    let quarter = Sum::Ceil(Box::new(over(&n, 4)));
    let median = median(
        &pairs
            .iter()
            .map(|pair| pair.value.clone())
            .collect::<Vec<Exact>>(),
    )?;
    let root = tau.fixed(4);
    let root = root.replace('-', "−");
    let names: Vec<String> = portfolio
        .looks_big
        .iter()
        .map(|id| scope.account(id).text)
        .collect();
    let names = if names.is_empty() {
        scope.say("nobody")
    } else {
        format::joined(&names, scope.lang)
    };
    let lines = vec![
        line("N", &of_all, &Exact::from(all), 0, ""),
        format!("C = {concordant}"),
        format!("D = {discordant}"),
        format!("N₁ = {same_size}"),
        format!("N₂ = {same_value}"),
        format!(
            "τ = ({concordant} − {discordant}) ÷ √(({all} − {same_size}) × ({all} − {same_value})) = {root}"
        ),
        line("⌈n ÷ 4⌉", &quarter, &quarter.value(None)?, 0, ""),
        scope.pick(
            format!("价值的中位数：{}", format::number(&median, 4)),
            format!("Median of value: {}", format::number(&median, 4)),
        ),
        scope.pick(format!("看着大：{names}"), format!("Looks big: {names}")),
    ];
    Some(Example {
        subject: Link::plain(scope.pick("两样都已知的客户", "Accounts of which both are known")),
        picked: String::new(),
        table: Some(table(scope, &sized)),
        lines,
    })
}

/// By size, the largest first.
fn table(scope: Scope<'_>, sized: &BTreeMap<Id, SizeAndValue>) -> Grid {
    let by = |pick: fn(&SizeAndValue) -> &Exact| {
        let values: BTreeMap<Id, Exact> = sized
            .iter()
            .map(|(id, pair)| (id.clone(), pick(pair).clone()))
            .collect();
        ranks(&values, Direction::High)
    };
    let (sizes, values) = (by(|pair| &pair.size), by(|pair| &pair.value));
    let rank = |of: &BTreeMap<Id, usize>, id: &Id| of.get(id).map(usize::to_string).unwrap_or_default();
    let mut ordered: Vec<(&Id, &SizeAndValue)> = sized.iter().collect();
    ordered.sort_by_key(|(id, _)| (sizes.get(*id).copied(), (*id).clone()));
    let rows = ordered.into_iter().take(ROWS).map(|(id, pair)| {
        row(vec![
            (scope.account(id).text, false),
            (format::grouped(&pair.size, 2), true),
            (rank(&sizes, id), true),
            (format::number(&pair.value, 4), true),
            (rank(&values, id), true),
        ])
    });
    Grid {
        caption: scope.pick("按最大一单", "By the largest order"),
        head: head(&[
            (scope.say("account"), false),
            (format!("x ({})", measures::money(scope).trim()), true),
            (scope.pick("x 的名次", "Rank of x"), true),
            ("y".to_owned(), true),
            (scope.pick("y 的名次", "Rank of y"), true),
        ]),
        rows: rows.collect(),
    }
}
