//! The page of a scorecard: criteria by group, what ratings mean, an account worked out.

use crate::model::rulers::Scorecard;
use crate::render::format;
use crate::render::scope::Scope;
use crate::render::view::models::AnchorRow;
use crate::render::view::models::Example;
use crate::render::view::models::ModelPage;
use crate::render::view::models::fact;
use crate::render::view::models::head;
use crate::render::view::models::kind_label;
use crate::render::view::models::row;
use crate::render::view::parts::FindingRow;
use crate::render::view::parts::Grid;

/// Terms a worked example writes out; more are summed up.
const TERMS: usize = 24;

pub(super) fn scorecard(scope: Scope<'_>, card: &Scorecard, findings: Vec<FindingRow>) -> ModelPage {
    let criteria: Vec<_> = card.groups.iter().flat_map(|group| &group.criteria).collect();
    let total: i64 = criteria.iter().map(|criterion| criterion.weight).sum();
    let tables = card.groups.iter().map(|group| {
        let weight: i64 = group.criteria.iter().map(|criterion| criterion.weight).sum();
        Grid {
            caption: scope.pick(
                format!("{}（权重 {weight} / {total}）", scope.text(&group.name)),
                format!("{} (weight {weight} of {total})", scope.text(&group.name)),
            ),
            head: head(&[
                (scope.say("criterion"), false),
                (scope.say("weight"), true),
                (scope.say("provenance"), false),
            ]),
            rows: group
                .criteria
                .iter()
                .map(|criterion| {
                    row(vec![
                        (scope.text(&criterion.name), false),
                        (criterion.weight.to_string(), true),
                        (
                            criterion
                                .status
                                .map(|status| status.label(scope.lang).to_owned())
                                .unwrap_or_default(),
                            false,
                        ),
                    ])
                })
                .collect(),
        }
    });
    let anchors = criteria
        .iter()
        .filter(|criterion| !criterion.anchors.is_empty() || criterion.solution.is_some())
        .map(|criterion| AnchorRow {
            criterion: scope.text(&criterion.name),
            anchors: criterion
                .anchors
                .iter()
                .map(|(rating, meaning)| fact(rating.to_string(), scope.text(meaning)))
                .collect(),
            solution: scope.text_or_empty(criterion.solution.as_ref()),
        });
    let (min, max) = (card.min, card.max);
    let step = if card.step == 1 {
        String::new()
    } else {
        scope.pick(
            format!("，步长 {}", card.step),
            format!(", in steps of {}", card.step),
        )
    };
    ModelPage {
        kind: "scorecard",
        kind_label: kind_label(scope, "scorecard"),
        purpose: scope.text_or_empty(card.solution.as_ref()),
        facts: vec![
            fact(scope.say("scale"), format!("{min} – {max}{step}")),
            fact(scope.pick("权重合计", "Sum of weights"), total.to_string()),
            fact(
                scope.pick("最低覆盖率", "Coverage needed"),
                format::percent(&card.min_coverage, 0),
            ),
        ],
        formula: vec![
            scope.pick(
                "加权分 = Σ 权重 × 评分，只算已评的标准；没评的不当 0 分。",
                "Points = Σ weight × rating over what is rated; what is not rated does not count as 0.",
            ),
            scope.pick(
                "均分 = 加权分 ÷ 已评标准的权重之和。",
                "Mean = points ÷ the weight of what is rated.",
            ),
            scope.pick(
                format!("指数 = (均分 − {min}) ÷ ({max} − {min}) × 100。"),
                format!("Index = (mean − {min}) ÷ ({max} − {min}) × 100."),
            ),
            scope.pick(
                "覆盖率 = 已评权重 ÷ 全部权重；低于最低覆盖率则不分级。",
                "Coverage = weight rated ÷ weight of all; below the coverage needed there is no class.",
            ),
        ],
        tables: tables.collect(),
        anchors: anchors.collect(),
        benchmarks: Vec::new(),
        example: scorecard_example(scope, card),
        findings,
    }
}

fn scorecard_example(scope: Scope<'_>, card: &Scorecard) -> Option<Example> {
    let account = scope.shared.crossings.example_of.get(&card.id)?;
    let result = scope.assessed(account)?.own.scorecards.get(&card.id)?;
    let points = result.points?;
    let (mean, index) = (result.mean.as_ref()?, result.index.as_ref()?);
    let rated: Vec<_> = result.terms.iter().filter(|term| term.rating.is_some()).collect();
    let weight: i64 = rated.iter().map(|term| term.weight).sum();
    let mut products: Vec<String> = rated
        .iter()
        .take(TERMS)
        .map(|term| format!("{}×{}", term.weight, term.rating.unwrap_or(0)))
        .collect();
    if rated.len() > TERMS {
        products.push("…".to_owned());
    }
    let (min, max) = (card.min, card.max);
    let mean_text = format::number(mean, 4);
    Some(Example {
        subject: scope.account(account),
        lines: vec![
            format!("{} = {} = {points}", scope.say("points"), products.join(" + ")),
            scope.pick(
                format!("均分 = {points} ÷ {weight} = {mean_text}"),
                format!("Mean = {points} ÷ {weight} = {mean_text}"),
            ),
            format!(
                "{} = ({mean_text} − {min}) ÷ ({max} − {min}) × 100 = {}",
                scope.say("index"),
                format::number(index, 2)
            ),
        ],
    })
}
