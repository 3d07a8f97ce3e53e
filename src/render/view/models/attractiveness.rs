//! The page of an attractiveness model: factors, benchmarks, an industry worked out.

use crate::model::exact::Exact;
use crate::model::rulers::AttractivenessModel;
use crate::render::format;
use crate::render::scope::Scope;
use crate::render::view::industries;
use crate::render::view::models::Example;
use crate::render::view::models::ModelPage;
use crate::render::view::models::fact;
use crate::render::view::models::head;
use crate::render::view::models::kind_label;
use crate::render::view::models::row;
use crate::render::view::parts::FindingRow;
use crate::render::view::parts::Grid;

pub(super) fn attractiveness(
    scope: Scope<'_>,
    model: &AttractivenessModel,
    findings: Vec<FindingRow>,
) -> ModelPage {
    let scale: Vec<String> = model.scale.iter().map(|step| format::number(step, 4)).collect();
    let factors = Grid {
        caption: scope.say("factor"),
        head: head(&[
            (scope.say("factor"), false),
            (scope.say("weight"), true),
            (scope.pick("方向", "Counts"), false),
        ]),
        rows: model
            .factors
            .iter()
            .map(|factor| {
                row(vec![
                    (scope.text(&factor.name), false),
                    (factor.weight.to_string(), true),
                    (
                        if factor.is_penalty {
                            scope.pick("减分", "against")
                        } else {
                            scope.pick("加分", "for")
                        },
                        false,
                    ),
                ])
            })
            .collect(),
    };
    ModelPage {
        kind: "attractiveness",
        kind_label: kind_label(scope, "attractiveness"),
        purpose: String::new(),
        facts: vec![fact(scope.say("scale"), scale.join(" · "))],
        formula: vec![
            scope.pick(
                "总分 = Σ 权重 × 程度；减分的因素取负号。",
                "Total = Σ weight × magnitude; factors that count against are taken with a minus.",
            ),
            scope.pick(
                "指数 = 总分在这些因素的最小值与最大值之间的位置，0 – 100。",
                "Index = where the total lies between the least and the most those factors can give, 0 – 100.",
            ),
            scope.pick(
                "★ 只在全部因素已知时判断：总分 ≥ 基准（不舍入）。",
                "A ★ is judged only with every factor known: total ≥ benchmark, unrounded.",
            ),
        ],
        tables: vec![factors],
        anchors: Vec::new(),
        benchmarks: industries::benchmarks(scope, model),
        example: attractiveness_example(scope, model),
        findings,
    }
}

fn attractiveness_example(scope: Scope<'_>, model: &AttractivenessModel) -> Option<Example> {
    let industries = &scope.shared.assessment.industries;
    let (id, score) = industries
        .iter()
        .find(|(_, score)| score.model == model.id && score.coverage == Exact::ONE)?;
    let total = score.total.as_ref()?;
    let mut sum = String::new();
    for points in score.terms.iter().filter_map(|term| term.points.as_ref()) {
        let text = format::number(&points.abs(), 4);
        match (sum.is_empty(), points.is_negative()) {
            (true, false) => sum.push_str(&text),
            (true, true) => sum.push_str(&format!("−{text}")),
            (false, false) => sum.push_str(&format!(" + {text}")),
            (false, true) => sum.push_str(&format!(" − {text}")),
        }
    }
    Some(Example {
        subject: scope.industry(id),
        lines: vec![
            format!(
                "{} = {sum} = {}",
                scope.say("total_score"),
                format::number(total, 4)
            ),
            format!(
                "{} = {}",
                scope.say("index"),
                scope.number(score.index.as_ref(), 2)
            ),
        ],
    })
}
