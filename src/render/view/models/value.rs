//! The page of the value model: perspectives, tiers, gates, how far weights may move, an account worked out.

mod example;

use crate::engine::rank_stability::Ranked;
use crate::model::book::PageKind;
use crate::model::exact::Exact;
use crate::model::rulers::MatrixCut;
use crate::model::rulers::TierMethod;
use crate::model::rulers::ValueModel;
use crate::render::format;
use crate::render::scope::Scope;
use crate::render::view::models::ModelPage;
use crate::render::view::models::StabilityView;
use crate::render::view::models::WhatIfView;
use crate::render::view::models::fact;
use crate::render::view::models::head;
use crate::render::view::models::primed;
use crate::render::view::models::primer::ClauseRow;
use crate::render::view::models::primer::DOSSIER;
use crate::render::view::models::primer::Home;
use crate::render::view::models::primer::Primer;
use crate::render::view::models::primer::Shown;
use crate::render::view::models::primer::input;
use crate::render::view::models::row;
use crate::render::view::models::stability::Weighed;
use crate::render::view::models::stability::stability;
use crate::render::view::models::value::example::example;
use crate::render::view::models::what_if::Candidate;
use crate::render::view::models::what_if::what_if;
use crate::render::view::parts::Grid;

const MODEL: Home = Home::Model("value");

pub(super) const PRIMER: Primer = Primer {
    purpose: (
        "把一家客户的财务、销售、服务、发展四个维度合成一个价值，分出白金、金、银等卡，并看现实与潜在两面。",
        "Makes one value of an account’s four perspectives, gives it its card, and shows its current and potential side.",
    ),
    inputs: &[
        input(
            "b",
            ("指标的起点", "baseline of an indicator"),
            DOSSIER,
            "value.*[].baseline",
        ),
        input(
            "t",
            (
                "目标；低于起点即越低越好",
                "target; below the baseline means lower is better",
            ),
            DOSSIER,
            "value.*[].target",
        ),
        input("x", ("现状", "actual"), DOSSIER, "value.*[].actual"),
        input(
            "u",
            ("指标在维度内的权重", "weight of an indicator in its perspective"),
            DOSSIER,
            "value.*[].weight",
        ),
        input(
            "w",
            ("维度的权重", "weight of a perspective"),
            MODEL,
            "perspectives.financial.weight",
        ),
        input("k", ("单项封顶的倍数", "cap of one indicator"), MODEL, "cap"),
        input(
            "",
            ("等级、门槛值、份额", "levels, thresholds and shares"),
            MODEL,
            "tiers",
        ),
        input(
            "",
            ("准入门槛是否通过", "whether a gate is passed"),
            DOSSIER,
            "tier.gates",
        ),
        input(
            "",
            ("人工等级，到期即失效", "a person’s decision, until its day"),
            DOSSIER,
            "tier.override",
        ),
    ],
    formula: &[],
    edges: &[
        (
            "起点、目标、现状缺一个，指标就未知，不计分；它不当 0。",
            "An indicator with one of the three unknown is unknown and does not count; it is not 0.",
        ),
        (
            "起点等于目标：现状正好等于目标得 100，否则得 0。",
            "Baseline equal to target: 100 if the actual meets it exactly, else 0.",
        ),
        (
            "一个维度里什么都不知道，它就退出平均数，覆盖率随之下降。",
            "A perspective of which nothing is known leaves the mean, and the coverage falls.",
        ),
        (
            "覆盖率低于最低覆盖率：依据不足，不给等级。",
            "Below the coverage needed too little is known, and there is no tier.",
        ),
        (
            "准入门槛未过：不合格，人工等级也救不回来；没写的门槛算未知，不算未过。",
            "A failed gate makes the account ineligible, and no decision lifts it; a gate nobody stated is unknown and does not fail.",
        ),
        (
            "门槛值算在内，按未舍入的价值比较；并列者同享较好的等级。",
            "Thresholds are inclusive and compared unrounded; equals share the better tier.",
        ),
    ],
    units: &[
        (
            ("指标、维度、价值", "Indicators, perspectives, value"),
            ("0 – 100·k", "0 – 100·k"),
        ),
        (("覆盖率", "Coverage"), ("0 – 1", "0 – 1")),
        (
            ("可能范围", "Range"),
            (
                "未知指标全取 0 分、全取最高分时的价值",
                "the value with every unknown indicator at 0, and at the most",
            ),
        ),
    ],
    sources: &[
        (
            "卡普兰与诺顿，《平衡计分卡与战略的衔接》，1996 年：四个维度，以及“没有人只看一个仪表开飞机”。",
            "Kaplan and Norton, Linking the Balanced Scorecard to Strategy, 1996: four perspectives, and that nobody flies by one dial.",
        ),
        (
            "客户金字塔：Curry 的按收入分层；Zeithaml、Rust 与 Lemon（2001 年）的按赢利分层。",
            "Customer pyramids: Curry, by revenue; Zeithaml, Rust and Lemon, 2001, by profitability.",
        ),
    ],
    deck: &[
        (
            "原稿只印出金字塔、三张卡和“现实价值、潜在价值”，没有门槛值、坐标和家数：这些都由模型文件决定。",
            "The deck prints the pyramid, three cards and the words current and potential value, but no threshold, axis or count: all of these are the model file’s.",
        ),
        (
            "由起点到目标的得分法是本书的定义；原稿没有写算法。",
            "Scoring from baseline to target is our definition; the deck gives none.",
        ),
    ],
    shown: &[
        Shown::Home,
        Shown::Portfolio,
        Shown::List(PageKind::Account),
        Shown::Each(PageKind::Account),
    ],
    keys: &[
        "accounts[].value.financial",
        "accounts[].value.sales",
        "accounts[].value.service",
        "accounts[].value.customer",
        "accounts[].value.current",
        "accounts[].value.potential",
        "accounts[].value.value",
        "accounts[].value.coverage",
        "accounts[].value.quadrant",
        "accounts[].tier.computed",
        "accounts[].tier.effective",
        "portfolio.tiers",
    ],
};

pub(super) fn value(scope: Scope<'_>, model: &ValueModel) -> ModelPage {
    let cap = format::number(&(&model.cap * &Exact::HUNDRED), 2);
    let cut = match &model.matrix {
        MatrixCut::Mean => scope.pick("各客户的平均数", "the mean of the accounts"),
        MatrixCut::Fixed { current, potential } => format!(
            "{} / {}",
            format::number(current, 4),
            format::number(potential, 4)
        ),
    };
    ModelPage {
        facts: vec![
            fact(scope.pick("单项最高分", "Most an indicator scores"), cap.clone()),
            fact(
                scope.pick("最低覆盖率", "Coverage needed"),
                format::percent(&model.min_coverage, 0),
            ),
            fact(
                scope.pick("近界距离", "Near a boundary within"),
                format::number(&model.tiers.near_boundary, 4),
            ),
            fact(scope.pick("矩阵分界", "The matrix is cut at"), cut),
        ],
        formula: formula(scope, &cap),
        tables: tables(scope, model),
        stability: intervals(scope, model),
        what_if: sliders(scope, model),
        example: example(scope, model),
        ..primed(scope, "value", &PRIMER)
    }
}

fn formula(scope: Scope<'_>, cap: &str) -> Vec<ClauseRow> {
    let clause = |zh: &str, en: &str, signs: String| ClauseRow {
        text: scope.pick(zh, en),
        signs,
    };
    vec![
        clause(
            "指标：从起点到目标走了多远；不低于 0，不高于封顶。",
            "Indicator: how far it came from baseline to target; not below 0, not above the cap.",
            format!("v = (x − b) ÷ (t − b) × 100, 0 ≤ v ≤ {cap}"),
        ),
        clause(
            "维度：已知指标的加权平均。",
            "Perspective: weighted mean of its known indicators.",
            "V = Σ u·v ÷ Σ u".to_owned(),
        ),
        clause(
            "现实价值、潜在价值、客户价值：有分的维度的加权平均，分别取本侧与全部。",
            "Current, potential and whole value: weighted mean of the perspectives that have a score, of one side or of all.",
            "Σ w·V ÷ Σ w".to_owned(),
        ),
        clause(
            "覆盖率：每个维度里已知权重的比例 q，再按维度的权重平均。",
            "Coverage: q, the share of weight known in each perspective, averaged by the weights of perspectives.",
            "c = Σ w·q ÷ Σ w".to_owned(),
        ),
        clause(
            "等级：先看准入门槛，再看覆盖率，再从最好的等级往下，第一个够得着的。",
            "Tier: gates first, then coverage, then the first level from the best that is reached.",
            String::new(),
        ),
    ]
}

fn tables(scope: Scope<'_>, model: &ValueModel) -> Vec<Grid> {
    let perspectives = Grid {
        caption: scope.say("perspective"),
        head: head(&[
            (scope.say("perspective"), false),
            (scope.say("side"), false),
            (scope.say("weight"), true),
        ]),
        rows: model
            .perspectives
            .values()
            .map(|ruler| {
                row(vec![
                    (scope.text(&ruler.name), false),
                    (ruler.side.label(scope.lang).to_owned(), false),
                    (format::number(&ruler.weight, 4), true),
                ])
            })
            .collect(),
    };
    let by_score = model.tiers.method == TierMethod::Score;
    let levels = Grid {
        caption: format!(
            "{} · {}",
            scope.say("tiers"),
            model.tiers.method.label(scope.lang)
        ),
        head: head(&[
            (scope.say("level"), false),
            (scope.say(if by_score { "threshold" } else { "share_pct" }), true),
        ]),
        rows: model
            .tiers
            .levels
            .iter()
            .map(|level| {
                let bound = if by_score { &level.threshold } else { &level.share };
                let bound = bound.as_ref().map_or_else(
                    || scope.pick("其余", "the rest"),
                    |bound| {
                        let sign = if by_score { "≥ " } else { "" };
                        format!("{sign}{}", format::number(bound, 4))
                    },
                );
                row(vec![(scope.text(&level.name), false), (bound, true)])
            })
            .collect(),
    };
    let gates = Grid {
        caption: scope.say("gates"),
        head: head(&[(scope.say("gate"), false), (scope.say("requirement"), false)]),
        rows: model
            .gates
            .iter()
            .map(|gate| {
                row(vec![
                    (scope.text(&gate.name), false),
                    (scope.text_or_empty(gate.requirement.as_ref()), false),
                ])
            })
            .collect(),
    };
    let mut tables = vec![perspectives, levels];
    tables.extend((!gates.rows.is_empty()).then_some(gates));
    tables
}

/// Over the accounts whose four perspectives are all known: with one missing, the weights of an account are others.
fn intervals(scope: Scope<'_>, model: &ValueModel) -> Option<StabilityView> {
    let accounts = &scope.shared.assessment.accounts;
    let ranked: Vec<Ranked> = accounts
        .iter()
        .filter_map(|(id, assessed)| {
            let result = assessed.own.value.as_ref()?;
            let scores = model
                .perspectives
                .keys()
                .map(|perspective| result.perspectives.get(perspective)?.score.clone());
            Some(Ranked {
                id: id.clone(),
                numbers: scores.collect::<Option<Vec<Exact>>>()?,
            })
        })
        .collect();
    stability(scope, &weighed(scope, model), &ranked, accounts.len(), |id| {
        scope.account(id)
    })
}

fn weighed(scope: Scope<'_>, model: &ValueModel) -> Vec<Weighed> {
    let rulers = model.perspectives.values();
    rulers
        .map(|ruler| Weighed {
            name: scope.text(&ruler.name),
            weight: ruler.weight.clone(),
        })
        .collect()
}

/// The perspectives of every account that has a value, with the thresholds of the tiers where they are fixed.
fn sliders(scope: Scope<'_>, model: &ValueModel) -> Option<WhatIfView> {
    let accounts = scope.shared.assessment.accounts.iter();
    let candidates = accounts.filter_map(|(id, assessed)| {
        let result = assessed.own.value.as_ref()?;
        let perspectives = model.perspectives.keys();
        Some(Candidate {
            name: scope.account(id),
            result: result.value.clone()?,
            numbers: perspectives
                .map(|perspective| result.perspectives.get(perspective)?.score.clone())
                .collect(),
        })
    });
    let mut levels: Vec<(Exact, String)> = model
        .tiers
        .levels
        .iter()
        .filter_map(|level| Some((level.threshold.clone()?, scope.text(&level.name))))
        .collect();
    levels.sort_by(|(a, _), (b, _)| b.cmp(a));
    what_if(scope, &weighed(scope, model), candidates.collect(), &levels)
}
