//! An account’s value worked out: every indicator, perspective and side.

use crate::engine::assessment::ValueResult;
use crate::model::account::Indicator;
use crate::model::exact::Exact;
use crate::model::rulers::Side;
use crate::model::rulers::ValueModel;
use crate::render::format;
use crate::render::scope::Scope;
use crate::render::view::models::Example;
use crate::render::view::models::pick::Picked;
use crate::render::view::models::pick::most_known;
use crate::render::view::models::stated;
use crate::render::view::models::sums::line;
use crate::render::view::models::sums::minus;
use crate::render::view::models::sums::over;
use crate::render::view::models::sums::times;
use crate::render::view::models::sums::weighted;

pub(super) fn example(scope: Scope<'_>, model: &ValueModel) -> Option<Example> {
    let known = |picked: Picked<'_>| {
        let result = picked.assessed.own.value.as_ref()?;
        result.value.as_ref()?;
        let sides = result.perspectives.values();
        let n_scores = sides.clone().filter(|side| side.score.is_some()).count();
        let terms = sides.flat_map(|side| &side.terms);
        Some((n_scores, terms.filter(|term| term.score.is_some()).count()))
    };
    let picked = most_known(scope, known)?;
    let result = picked.assessed.own.value.as_ref()?;
    let mut lines = Vec::new();
    for (perspective, ruler) in &model.perspectives {
        let none = Vec::new();
        let written = picked.account.value.get(perspective).unwrap_or(&none);
        let Some(side) = result.perspectives.get(perspective) else {
            continue;
        };
        let mut terms = Vec::new();
        for (indicator, term) in written.iter().zip(&side.terms) {
            let Some(score) = &term.score else { continue };
            let name = match &indicator.name {
                Some(name) => scope.text(name),
                None => scope.label(&indicator.id.value),
            };
            lines.extend(attained(scope, &name, indicator, score));
            terms.push((term.weight.clone(), score.clone()));
        }
        if let Some(score) = &side.score {
            lines.push(line(&scope.text(&ruler.name), &weighted(&terms), score, 4, ""));
        }
    }
    lines.extend(sides(scope, model, result));
    if let Some(tier) = &picked.assessed.tier {
        let word = scope.tier_label(&tier.computed);
        lines.push(stated(scope, &scope.say("computed_tier"), &word));
    }
    Some(Example {
        subject: scope.account(picked.id),
        picked: scope.pick(
            "取已知指标最多的客户；并列时取编号在前的。",
            "The account with most indicators known; of equals the first by id.",
        ),
        table: None,
        lines,
    })
}

/// One indicator: the way it came, then what the cap leaves of it.
fn attained(scope: Scope<'_>, name: &str, indicator: &Indicator, score: &Exact) -> Vec<String> {
    let (Some(baseline), Some(target), Some(actual)) =
        (&indicator.baseline, &indicator.target, &indicator.actual)
    else {
        return Vec::new();
    };
    let sum = times(over(minus(actual, baseline), minus(target, baseline)), 100);
    let Some(raw) = sum.value(None) else {
        let met = if score.is_zero() {
            scope.pick("没有正好达到", "not met exactly")
        } else {
            scope.pick("正好达到", "met exactly")
        };
        return vec![format!("{name}: b = t, {met}: v = {}", format::number(score, 4))];
    };
    let mut lines = vec![line(name, &sum, &raw, 4, "")];
    if raw != *score {
        let kept = format::number(score, 4);
        lines.push(scope.pick(
            format!("{name}：限于范围以内，取 {kept}"),
            format!("{name}: kept within the range, {kept}"),
        ));
    }
    lines
}

fn sides(scope: Scope<'_>, model: &ValueModel, result: &ValueResult) -> Vec<String> {
    let scored = |side: Option<Side>| -> Vec<(Exact, Exact)> {
        let rulers = model.perspectives.iter();
        rulers
            .filter(|(_, ruler)| side.is_none_or(|side| ruler.side == side))
            .filter_map(|(perspective, ruler)| {
                let score = result.perspectives.get(perspective)?.score.clone()?;
                Some((ruler.weight.clone(), score))
            })
            .collect()
    };
    [
        (scope.say("current"), Some(Side::Current), &result.current),
        (scope.say("potential"), Some(Side::Potential), &result.potential),
        (scope.say("value"), None, &result.value),
    ]
    .into_iter()
    .filter_map(|(name, side, number)| Some(line(&name, &weighted(&scored(side)), number.as_ref()?, 4, "")))
    .collect()
}
