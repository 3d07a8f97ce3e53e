//! The page of the value model: perspectives, tiers, gates, an account worked out.

use crate::model::exact::Exact;
use crate::model::rulers::MatrixCut;
use crate::model::rulers::TierMethod;
use crate::model::rulers::ValueModel;
use crate::render::format;
use crate::render::scope::Scope;
use crate::render::view::models::Example;
use crate::render::view::models::ModelPage;
use crate::render::view::models::fact;
use crate::render::view::models::head;
use crate::render::view::models::kind_label;
use crate::render::view::models::row;
use crate::render::view::parts::FindingRow;
use crate::render::view::parts::Grid;

pub(super) fn value(scope: Scope<'_>, model: &ValueModel, findings: Vec<FindingRow>) -> ModelPage {
    let cap = format::number(&(&model.cap * &Exact::HUNDRED), 2);
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
                row(vec![
                    (scope.text(&level.name), false),
                    (
                        bound.as_ref().map_or_else(
                            || scope.pick("其余", "the rest"),
                            |bound| {
                                let sign = if by_score { "≥ " } else { "" };
                                format!("{sign}{}", format::number(bound, 4))
                            },
                        ),
                        true,
                    ),
                ])
            })
            .collect(),
    };
    let mut tables = vec![perspectives, levels];
    if !model.gates.is_empty() {
        tables.push(Grid {
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
        });
    }
    let cut = match &model.matrix {
        MatrixCut::Mean => scope.pick("各客户的平均数", "the mean of the accounts"),
        MatrixCut::Fixed { current, potential } => format!(
            "{} / {}",
            format::number(current, 4),
            format::number(potential, 4)
        ),
    };
    ModelPage {
        kind: "value",
        kind_label: kind_label(scope, "value"),
        purpose: String::new(),
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
        formula: vec![
            scope.pick(
                format!("指标得分 = (现状 − 起点) ÷ (目标 − 起点) × 100，限于 0 – {cap}；目标低于起点即越低越好。"),
                format!("Indicator = (actual − baseline) ÷ (target − baseline) × 100, within 0 – {cap}; a target below the baseline means lower is better."),
            ),
            scope.pick(
                "维度得分 = 已知指标的加权平均；没有已知指标的维度不参与。",
                "Perspective = weighted mean of its known indicators; one with none known is left out.",
            ),
            scope.pick(
                "现实价值、潜在价值、客户价值 = 各维度得分的加权平均。",
                "Current, potential and whole value = weighted means of the perspectives.",
            ),
            scope.pick(
                "可能范围：每个未知指标取 0 分与取最高分时的价值。",
                "Range: the value with every unknown indicator at 0, and at the most.",
            ),
            scope.pick(
                "等级按未舍入的价值判断，门槛值算在内；准入门槛未过则不合格。",
                "Tiers are judged on the unrounded value, thresholds inclusive; a failed gate makes an account ineligible.",
            ),
        ],
        tables,
        anchors: Vec::new(),
        benchmarks: Vec::new(),
        example: value_example(scope, model),
        findings,
    }
}

fn value_example(scope: Scope<'_>, model: &ValueModel) -> Option<Example> {
    let id = scope.shared.crossings.ranking.first()?;
    let result = scope.assessed(id)?.own.value.as_ref()?;
    let value = result.value.as_ref()?;
    let mut products = Vec::new();
    let mut weights = Vec::new();
    let mut lines = Vec::new();
    for (perspective, ruler) in &model.perspectives {
        let Some(score) = result
            .perspectives
            .get(perspective)
            .and_then(|result| result.score.as_ref())
        else {
            continue;
        };
        let (weight, score) = (format::number(&ruler.weight, 4), format::number(score, 4));
        lines.push(format!("{} = {score}", scope.text(&ruler.name)));
        products.push(format!("{weight}×{score}"));
        weights.push(weight);
    }
    lines.push(format!(
        "{} = ({}) ÷ ({}) = {}",
        scope.say("value"),
        products.join(" + "),
        weights.join(" + "),
        format::number(value, 4)
    ));
    if let Some(tier) = scope.assessed(id).and_then(|assessed| assessed.tier.as_ref()) {
        lines.push(format!(
            "{} = {}",
            scope.say("computed_tier"),
            scope.tier_label(&tier.computed)
        ));
    }
    Some(Example {
        subject: scope.account(id),
        lines,
    })
}
