//! The tier 等级: gates, thresholds, the override, and the shortest way to the next better level.

use crate::diag::Words;
use crate::engine::assessment::Tier;
use crate::engine::assessment::TierResult;
use crate::engine::explain::Explanation;
use crate::engine::explain::Gap;
use crate::engine::explain::Quantity;
use crate::engine::explain::Said;
use crate::engine::explain::Subject;
use crate::engine::explain::Term;
use crate::engine::explain::both;
use crate::engine::explain::value;
use crate::engine::next_level;
use crate::engine::next_level::Raise;
use crate::model::exact::Exact;
use crate::model::id::Id;
use crate::model::rulers::TierMethod;
use crate::model::rulers::ValueModel;
use crate::words;

/// Explains the tier, and what would lift it.
pub(super) fn explain(subject: Subject<'_>, all: &mut Vec<Explanation>) {
    let (Some(model), Some(tier)) = (&subject.book.rulers.value, &subject.result.tier) else {
        return;
    };
    all.push(placed(subject, model, tier));
    all.extend(next(subject, model, tier));
}

fn placed(subject: Subject<'_>, model: &ValueModel, tier: &TierResult) -> Explanation {
    let mut explanation = Explanation::of(
        "tier",
        words!("等级", "Tier"),
        Quantity::Word(tier_name(model, &tier.effective)),
        match model.tiers.method {
            TierMethod::Score => words!(
                "门槛都没有未过 → 客户价值达到的最高一级",
                "no gate failed → the best level whose threshold the value reaches"
            ),
            TierMethod::Rank => words!(
                "门槛都没有未过 → 按客户价值排名，名次 ≤ ⌈累计份额 × n⌉",
                "no gate failed → rank by value, rank ≤ ⌈cumulative share × n⌉"
            ),
            TierMethod::Count => words!(
                "门槛都没有未过 → 按年收入排名，名次 ≤ ⌈累计份额 × n⌉",
                "no gate failed → rank by yearly revenue, rank ≤ ⌈cumulative share × n⌉"
            ),
        },
    );
    let own = &subject.result.own;
    explanation.terms.push(match model.tiers.method {
        TierMethod::Count => Term::of(
            words!("年收入", "yearly revenue"),
            Quantity::money(subject.result.linked.year.revenue.as_ref()),
            subject.key("financials"),
        ),
        TierMethod::Score | TierMethod::Rank => Term::of(
            words!("客户价值", "account value"),
            Quantity::number(own.value.as_ref().and_then(|value| value.value.as_ref())),
            subject.key("value"),
        ),
    });
    explanation.terms.extend(levels(subject, model));
    explanation.terms.extend(gates(subject, model, tier));
    if let Some(value) = own
        .value
        .as_ref()
        .filter(|_| model.tiers.method == TierMethod::Score)
    {
        explanation.notes.extend(reach(model, &value.low, &value.high));
    }
    if tier.near_boundary {
        let near = model.tiers.near_boundary.short(4);
        explanation.notes.push(words!(
            "离门槛不到 {near} 分，一点变化就会换级",
            "within {near} points of a threshold: a small change moves it"
        ));
    }
    explanation.notes.extend(decision(subject, model, tier));
    explanation
}

/// Every level with the threshold or share that opens it.
fn levels<'a>(subject: Subject<'a>, model: &'a ValueModel) -> impl Iterator<Item = Term> + use<'a> {
    model.tiers.levels.iter().filter_map(move |level| {
        let bound = match model.tiers.method {
            TierMethod::Score => Quantity::Number(level.threshold.clone()?),
            TierMethod::Rank | TierMethod::Count => Quantity::Percent(level.share.clone()?),
        };
        let name = both(&level.name);
        let (zh, en) = (&name.zh, &name.en);
        Some(Term::of(
            words!("{zh}的线", "line of {en}"),
            bound,
            subject.model(&model.id, level.id.at),
        ))
    })
}

fn gates(subject: Subject<'_>, model: &ValueModel, tier: &TierResult) -> Vec<Term> {
    let named = tier.gates.iter().filter_map(|(id, state)| {
        let gate = model.gates.iter().find(|gate| gate.id.value == *id)?;
        let name = both(&gate.name);
        let (zh, en) = (&name.zh, &name.en);
        let at = subject.account.tier.gates.get(id).map(|state| state.at);
        Some(Term {
            said: Said {
                why: gate.requirement.as_ref().map(both),
                ..Said::default()
            },
            ..Term::of(
                words!("门槛：{zh}", "gate: {en}"),
                Quantity::Word(Words::new(
                    state.label(crate::diag::Lang::Zh),
                    state.label(crate::diag::Lang::En),
                )),
                at.map_or(Vec::new(), |at| subject.line(at)),
            )
        })
    });
    named.collect()
}

/// Which levels the value's interval still spans.
fn reach(model: &ValueModel, low: &Exact, high: &Exact) -> Option<Words> {
    let reached = |value: &Exact| {
        let mut levels = model.tiers.levels.iter();
        let fits = |threshold: &Exact| value >= threshold;
        levels
            .find(|level| level.threshold.as_ref().is_none_or(fits))
            .map(|level| both(&level.name))
    };
    let (worst, best) = (reached(low)?, reached(high)?);
    (worst != best).then(|| {
        let ((zh, en), (best_zh, best_en)) = ((&worst.zh, &worst.en), (&best.zh, &best.en));
        words!(
            "未知之数全部知道以后，可能在 {zh} 到 {best_zh} 之间",
            "once all is known it could be anything from {en} to {best_en}"
        )
    })
}

/// A person's decision beside the computed tier.
fn decision(subject: Subject<'_>, model: &ValueModel, tier: &TierResult) -> Option<Words> {
    let over = tier.over.as_ref()?;
    let computed = tier_name(model, &tier.computed);
    let given = tier_name(model, &Tier::Level(over.tier.clone()));
    let by = over.by.as_ref().map(|by| subject.person(by)).unwrap_or_default();
    let reason = over.reason.as_deref().unwrap_or("");
    let until = over.until;
    let (zh, en) = (&computed.zh, &computed.en);
    let (given_zh, given_en) = (&given.zh, &given.en);
    let (by_zh, by_en) = (&by.zh, &by.en);
    Some(if over.live && tier.effective != tier.computed {
        words!(
            "计算为 {zh}；{by_zh} 定为 {given_zh}，至 {until}：{reason}",
            "computed as {en}; set to {given_en} by {by_en} until {until}: {reason}"
        )
    } else if over.live {
        words!(
            "计算为 {zh}；{by_zh} 的 {given_zh} 没有改变什么",
            "computed as {en}; {given_en}, set by {by_en}, changes nothing"
        )
    } else {
        words!(
            "计算为 {zh}；{by_zh} 定的 {given_zh} 已于 {until} 到期",
            "computed as {en}; {given_en}, set by {by_en}, ended on {until}"
        )
    })
}

/// The shortest way to the next level.
pub(super) fn next_of(subject: Subject<'_>) -> Option<Explanation> {
    let model = subject.book.rulers.value.as_ref()?;
    next(subject, model, subject.result.tier.as_ref()?)
}

/// The fewest indicators to raise to their targets for the next better level.
fn next(subject: Subject<'_>, model: &ValueModel, tier: &TierResult) -> Option<Explanation> {
    let value = subject.result.own.value.as_ref()?;
    let (level, missing) = tier.to_next.as_ref()?;
    let name = tier_name(model, &Tier::Level(level.clone()));
    let (zh, en) = (&name.zh, &name.en);
    let mut explanation = Explanation::of(
        "tier.next",
        words!("到{zh}的最短的路", "Shortest way to {en}"),
        Quantity::Number(missing.clone()),
        words!(
            "缺的分数；最少的指标各升到目标，合计的加权增益最小",
            "points missing; the fewest indicators raised to their targets, least total weighted gain"
        ),
    );
    match next_level::raises(model, value, missing) {
        Some(raises) => explanation.terms = raises.iter().map(|raise| step(subject, raise)).collect(),
        None => {
            explanation.notes.push(words!(
                "已知指标全部达标也到不了：要么改目标，要么补上未知的指标",
                "no known indicator reaches far enough: raise a target, or learn what is unknown"
            ));
            explanation.gaps = would_lift(subject, value, missing);
        }
    }
    Some(explanation)
}

/// Unknown indicators that could alone make up for what is missing.
fn would_lift(
    subject: Subject<'_>,
    result: &crate::engine::assessment::ValueResult,
    missing: &Exact,
) -> Vec<Gap> {
    let Some(now) = &result.value else {
        return Vec::new();
    };
    let wanted = now + missing;
    let mut all = Vec::new();
    value::explain(subject, &mut all);
    let gaps = all.into_iter().next().map(|whole| whole.gaps).unwrap_or_default();
    gaps.into_iter().filter(|gap| gap.high >= wanted).collect()
}

fn step(subject: Subject<'_>, raise: &Raise) -> Term {
    let rows = subject.account.value.get(&raise.perspective);
    let row = rows.and_then(|rows| rows.iter().find(|row| row.id.value == raise.indicator));
    let number = |value: Option<&Exact>| value.map_or_else(|| "–".to_owned(), |value| value.short(4));
    let unit = row.and_then(|row| row.unit.as_deref()).unwrap_or("");
    let (from, to) = (
        number(row.and_then(|row| row.actual.as_ref())),
        number(row.and_then(|row| row.target.as_ref())),
    );
    let way = format!("{from} → {to} {unit}");
    Term {
        weight: row.map(|row| row.weight.clone()),
        adds: Some(raise.gain.clone()),
        ..Term::of(
            value::name(subject, raise.perspective, &raise.indicator),
            Quantity::Word(super::same(way.trim_end())),
            row.map_or(Vec::new(), |row| subject.line(row.id.at)),
        )
    }
}

fn tier_name(model: &ValueModel, tier: &Tier) -> Words {
    let of_level = |id: &Id| {
        let mut levels = model.tiers.levels.iter();
        let level = levels.find(|level| level.id.value == *id);
        level.map_or_else(|| super::same(id.as_str()), |level| both(&level.name))
    };
    match tier {
        Tier::Level(id) => of_level(id),
        Tier::Ineligible => words!("不合格", "ineligible"),
        Tier::Insufficient => words!("依据不足", "insufficient"),
    }
}
