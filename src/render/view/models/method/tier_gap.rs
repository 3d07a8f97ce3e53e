//! The shortest way to the next tier 升级路径.

use crate::engine::assessment::ValueResult;
use crate::engine::next_level::Raise;
use crate::engine::next_level::raises;
use crate::model::account::Account;
use crate::model::book::PageKind;
use crate::model::exact::Exact;
use crate::model::rulers::ValueModel;
use crate::render::format;
use crate::render::scope::Scope;
use crate::render::view::models::Example;
use crate::render::view::models::fact;
use crate::render::view::models::method::MethodView;
use crate::render::view::models::pick::Picked;
use crate::render::view::models::pick::most_known_with;
use crate::render::view::models::primer::DOSSIER;
use crate::render::view::models::primer::Home;
use crate::render::view::models::primer::Primer;
use crate::render::view::models::primer::Shown;
use crate::render::view::models::primer::clause;
use crate::render::view::models::primer::input;
use crate::render::view::models::stated;
use crate::render::view::models::sums::Sum;
use crate::render::view::models::sums::line;
use crate::render::view::models::sums::minus;
use crate::render::view::models::sums::over;
use crate::render::view::models::sums::plus;
use crate::render::view::models::sums::times;

pub(super) const METHOD: MethodView = MethodView {
    primer: PRIMER,
    facts: |scope| {
        let model = scope.book().rulers.value.as_ref();
        let levels = model
            .map(|model| model.tiers.levels.as_slice())
            .unwrap_or_default();
        let levels = levels
            .iter()
            .filter_map(|level| Some((level, level.threshold.as_ref()?)));
        levels
            .map(|(level, threshold)| {
                fact(
                    scope.text(&level.name),
                    format!("≥ {}", format::number(threshold, 4)),
                )
            })
            .collect()
    },
    parts: |_| Vec::new(),
    example,
};

const PRIMER: Primer = Primer {
    purpose: (
        "离上一等级差几分，做到哪几个指标的目标就够：用最少的几件事升一级。",
        "How many points are missing to the next tier, and the fewest targets to meet that win them.",
    ),
    inputs: &[
        input(
            "v",
            ("已知指标的得分", "score of an indicator that is known"),
            DOSSIER,
            "value.*[].actual",
        ),
        input("u", ("指标的权重", "its weight"), DOSSIER, "value.*[].weight"),
        input(
            "w",
            ("维度的权重", "weight of a perspective"),
            Home::Model("value"),
            "perspectives.financial.weight",
        ),
        input(
            "T",
            ("上一等级的门槛值", "threshold of the next tier"),
            Home::Model("value"),
            "tiers.levels[].threshold",
        ),
    ],
    formula: &[
        clause(
            "差距：上一等级的门槛值减去现在的价值。",
            "The gap: the next threshold less the value now.",
            "G = T − V",
        ),
        clause(
            "一个指标做到目标能添几分：到 100 分还差的，按它在价值里的份量折算。",
            "What meeting one target adds: what is missing to 100, by its part in the value.",
            "p = (100 − v) × u ÷ Σ u × w ÷ Σ w",
        ),
        clause(
            "取个数最少、加起来不小于差距的一组；个数相同取加分合计最小的，再相同取编号在前的。",
            "The fewest whose sum is not below the gap; of several the least sum, then the first by id.",
            "Σ p ≥ G",
        ),
    ],
    edges: &[
        (
            "每个指标最多做到目标，不指望超额。",
            "Each is raised to its target at most; no overshoot is counted on.",
        ),
        (
            "未知的指标不算：先把它弄清楚，价值本身就可能变。",
            "Unknown indicators are left out: finding them out may change the value by itself.",
        ),
        (
            "全部做到也不够：没有路，说明要换目标或添指标。",
            "If all of them are not enough there is no way: targets or indicators must change.",
        ),
        (
            "只用于按分定级；已在最高级、不合格或依据不足时没有。",
            "For tiers by score alone; none at the best tier, when ineligible, or when too little is known.",
        ),
        (
            "十几个指标以内是精确的最优；多到数百个时，二十万步后取当时最好的一组。",
            "Exact for dossiers of usual size; with hundreds of indicators the best set after two hundred thousand steps stands.",
        ),
    ],
    units: &[(("G、p", "G, p"), ("价值的分", "points of value"))],
    sources: &[(
        "由价值模型推得，没有另外的出处；Zeithaml、Rust 与 Lemon（2001 年）说金字塔的用处就在把客户往上抬一层。",
        "Follows from the value model, without a source of its own; Zeithaml, Rust and Lemon, 2001, say a pyramid is for moving customers up.",
    )],
    deck: &[("培训稿没有这一步。", "The training deck has no such step.")],
    shown: &[Shown::Each(PageKind::Account), Shown::Here],
    keys: &[],
};

/// The way of one account.
fn way(model: &ValueModel, value: &ValueResult, missing: &Exact) -> Option<Vec<Raise>> {
    raises(model, value, missing).filter(|raises| !raises.is_empty())
}

fn example(scope: Scope<'_>) -> Option<Example> {
    let model = scope.book().rulers.value.as_ref()?;
    let known = |picked: Picked<'_>| {
        picked.assessed.tier.as_ref()?.to_next.as_ref()?;
        let value = picked.assessed.own.value.as_ref()?;
        let terms = value.perspectives.values().flat_map(|side| &side.terms);
        Some(terms.filter(|term| term.score.is_some()).count())
    };
    let (picked, way) = most_known_with(scope, known, |picked| {
        let missing = &picked.assessed.tier.as_ref()?.to_next.as_ref()?.1;
        way(model, picked.assessed.own.value.as_ref()?, missing)
    })?;
    let (next, missing) = picked.assessed.tier.as_ref()?.to_next.as_ref()?;
    let result = picked.assessed.own.value.as_ref()?;
    let threshold = model
        .tiers
        .levels
        .iter()
        .find(|level| level.id.value == *next)?
        .threshold
        .as_ref()?;
    let value = result.value.as_ref()?;
    let mut lines = vec![
        stated(scope, &scope.say("next_tier"), &scope.level_label(next)),
        line("G", &minus(threshold, value), missing, 4, ""),
    ];
    for raise in &way {
        lines.extend(gain(scope, model, picked.account, result, raise));
    }
    let gains = plus(way.iter().map(|raise| Sum::from(&raise.gain)));
    let sum = gains.value(None)?;
    lines.push(line("Σ p", &gains, &sum, 4, ""));
    lines.push(format!(
        "{} ≥ {}",
        format::number(&sum, 4),
        format::number(missing, 4)
    ));
    Some(Example {
        subject: scope.account(picked.id),
        picked: scope.pick(
            "取有路可走、已知指标最多的客户；并列时取编号在前的。",
            "The account with a way and most indicators known; of equals the first by id.",
        ),
        table: None,
        lines,
    })
}

fn gain(
    scope: Scope<'_>,
    model: &ValueModel,
    account: &Account,
    result: &ValueResult,
    raise: &Raise,
) -> Option<String> {
    let side = result.perspectives.get(&raise.perspective)?;
    let term = side.terms.iter().find(|term| term.id == raise.indicator)?;
    let weight = &model.perspectives.get(&raise.perspective)?.weight;
    let known = side.terms.iter().filter(|term| term.score.is_some());
    let of_side = plus(known.map(|term| Sum::from(&term.weight)));
    let scored = model.perspectives.iter().filter(|(perspective, _)| {
        let side = result.perspectives.get(*perspective);
        side.is_some_and(|side| side.score.is_some())
    });
    let of_all = plus(scored.map(|(_, ruler)| Sum::from(&ruler.weight)));
    let part = over(times(minus(100, term.score.as_ref()?), &term.weight), of_side);
    let sum = over(times(part, weight), of_all);
    let mut written = account.value.get(&raise.perspective)?.iter();
    let written = written.find(|indicator| indicator.id.value == raise.indicator)?;
    let name = match &written.name {
        Some(name) => scope.text(name),
        None => scope.label(&raise.indicator),
    };
    Some(line(&format!("p {name}"), &sum, &raise.gain, 4, ""))
}
