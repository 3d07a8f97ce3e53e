//! The page of a scorecard: criteria by group, what ratings mean, how far weights may move, an account worked out.

mod example;

use crate::engine::rank_stability::Ranked;
use crate::engine::scorecard::ratings;
use crate::model::book::PageKind;
use crate::model::exact::Exact;
use crate::model::rulers::Criterion;
use crate::model::rulers::Scorecard;
use crate::render::format;
use crate::render::scope::Scope;
use crate::render::view::models::AnchorRow;
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
use crate::render::view::models::scorecard::example::example;
use crate::render::view::models::stability::Weighed;
use crate::render::view::models::stability::stability;
use crate::render::view::models::what_if::Candidate;
use crate::render::view::models::what_if::what_if;
use crate::render::view::parts::Grid;

const CARD: Home = Home::Model("scorecard");

pub(super) const PRIMER: Primer = Primer {
    purpose: (
        "按带权重的标准给客户打分，用来决定谁算大客户、先把人力投给谁。",
        "Rates accounts by weighted criteria, to decide who is a key account and who is served first.",
    ),
    inputs: &[
        input(
            "w",
            ("每条标准的权重，整数", "weight of each criterion, whole"),
            CARD,
            "groups[].criteria[].weight",
        ),
        input(
            "s",
            ("评分；空着就是没评", "the rating; blank is not rated"),
            DOSSIER,
            "scores.*.items.*",
        ),
        input(
            "a, b",
            ("刻度的最低分与最高分", "least and greatest rating of the scale"),
            CARD,
            "scale",
        ),
        input("", ("最低覆盖率", "coverage needed"), CARD, "min_coverage"),
        input(
            "",
            (
                "有人写下的总分，用来核对",
                "a total somebody wrote down, to check",
            ),
            DOSSIER,
            "scores.*.stated",
        ),
    ],
    formula: &[],
    edges: &[
        (
            "没评的标准不当 0 分：它不进分子，也不进分母，只降低覆盖率。",
            "A criterion that is not rated is not 0: it is in neither the sum nor the weights, and only lowers the coverage.",
        ),
        (
            "0 分不是评分；刻度以外的分是错误，书不会发布。",
            "0 is no rating; a rating off the scale is an error, and the book does not publish.",
        ),
        (
            "覆盖率低于最低覆盖率：数字照样显示，但不据此分类，也不进组合矩阵。",
            "Below the coverage needed the numbers stand, but give no class and no place in the portfolio matrix.",
        ),
        (
            "一条都没评：加权分、均分、指数都未知，可能范围是 0 – 100。",
            "Nothing rated: points, mean and index are unknown, and the range is 0 – 100.",
        ),
    ],
    units: &[
        (("加权分 P", "Points P"), ("分，整数", "weighted points, whole")),
        (("均分 m", "Mean m"), ("与刻度同", "on the scale")),
        (("指数 I", "Index I"), ("0 – 100", "0 – 100")),
        (("覆盖率 c", "Coverage c"), ("0 – 1", "0 – 1")),
    ],
    sources: &[
        (
            "加权平均、没评的不计入：Gainsight 客户健康记分卡的说明文档。",
            "Weighted mean over what is scored: Gainsight’s documentation of customer health scorecards.",
        ),
        (
            "标准与权重的来历：工业品营销研究中心的大客户管理培训稿（约 2007 年）里的选择标准表。",
            "Criteria and weights: the selection table of a key-account training deck by IMSC, about 2007.",
        ),
    ],
    deck: &[
        (
            "原表印有 18 个权重，却只有 13 个标准名：名与权重的对应是推断，缺名的一组在模型文件里标着“补写”。",
            "The deck prints 18 weights but 13 names: which weight is whose is inferred, and the group without names is marked as reconstructed in the model file.",
        ),
        (
            "原表的评分列全是 0，而刻度是 1 – 10：那是一张空表，不是评分。",
            "Every score in the deck is 0 on a scale of 1 – 10: it is a blank form, not a rating.",
        ),
    ],
    shown: &[
        Shown::Each(PageKind::Account),
        Shown::List(PageKind::Account),
        Shown::Here,
    ],
    keys: &[
        "accounts[].scorecards.*.points",
        "accounts[].scorecards.*.mean",
        "accounts[].scorecards.*.index",
        "accounts[].scorecards.*.coverage",
        "accounts[].scorecards.*.index_low",
        "accounts[].scorecards.*.index_high",
        "accounts[].scorecards.*.status",
        "accounts[].scorecards.*.groups",
    ],
};

pub(super) fn scorecard(scope: Scope<'_>, card: &Scorecard) -> ModelPage {
    let criteria = || card.groups.iter().flat_map(|group| &group.criteria);
    let total: i64 = criteria().map(|criterion| criterion.weight).sum();
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
        team_purpose: scope.text_or_empty(card.solution.as_ref()),
        facts: vec![
            fact(scope.say("scale"), format!("{min} – {max}{step}")),
            fact(scope.pick("权重合计", "Sum of weights"), total.to_string()),
            fact(
                scope.pick("最低覆盖率", "Coverage needed"),
                format::percent(&card.min_coverage, 0),
            ),
        ],
        formula: formula(scope, card),
        tables: card
            .groups
            .iter()
            .map(|group| {
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
                            let status = criterion.status.map(|status| status.label(scope.lang).to_owned());
                            row(vec![
                                (scope.text(&criterion.name), false),
                                (criterion.weight.to_string(), true),
                                (status.unwrap_or_default(), false),
                            ])
                        })
                        .collect(),
                }
            })
            .collect(),
        anchors: criteria()
            .filter(|criterion| !criterion.anchors.is_empty() || criterion.solution.is_some())
            .map(|criterion| anchor(scope, criterion))
            .collect(),
        stability: intervals(scope, card),
        what_if: sliders(scope, card),
        example: example(scope, card),
        ..primed(scope, "scorecard", &PRIMER)
    }
}

fn formula(scope: Scope<'_>, card: &Scorecard) -> Vec<ClauseRow> {
    let (min, max) = (card.min, card.max);
    let clause = |zh: &str, en: &str, signs: String| ClauseRow {
        text: scope.pick(zh, en),
        signs,
    };
    vec![
        clause(
            "加权分：已评的每条标准，权重乘评分，加起来。",
            "Points: weight times rating of every criterion that is rated, added up.",
            "P = Σ w·s".to_owned(),
        ),
        clause(
            "均分：加权分除以已评标准的权重之和 W。",
            "Mean: points over W, the weight of what is rated.",
            "m = P ÷ W".to_owned(),
        ),
        clause(
            "指数：均分在刻度上走了多远，折成 0 – 100；比较客户用它，不用加权分。",
            "Index: how far along the scale the mean is, on 0 – 100; accounts are compared by it, not by points.",
            format!("I = (m − {min}) ÷ ({max} − {min}) × 100"),
        ),
        clause(
            "覆盖率：已评的权重 W 占全部权重 A。",
            "Coverage: W, the weight of what is rated, over A, the weight of all.",
            "c = W ÷ A".to_owned(),
        ),
        clause(
            "可能范围：没评的全取最低分、全取最高分时的指数。",
            "Range: the index with everything unrated at the least, and at the greatest rating.",
            format!("I₋ (s = {min}) … I₊ (s = {max})"),
        ),
    ]
}

fn anchor(scope: Scope<'_>, criterion: &Criterion) -> AnchorRow {
    let anchors = criterion.anchors.iter();
    AnchorRow {
        criterion: scope.text(&criterion.name),
        anchors: anchors
            .map(|(rating, meaning)| fact(rating.to_string(), scope.text(meaning)))
            .collect(),
        solution: scope.text_or_empty(criterion.solution.as_ref()),
    }
}

fn intervals(scope: Scope<'_>, card: &Scorecard) -> Option<StabilityView> {
    let sheets = || {
        let accounts = scope.book().accounts.iter();
        accounts.filter_map(|(id, page)| Some((id, page.data.scores.get(&card.id)?)))
    };
    let ranked: Vec<Ranked> = sheets()
        .filter_map(|(id, sheet)| {
            let numbers = ratings(card, sheet).map(|rating| rating.map(Exact::from));
            Some(Ranked {
                id: id.clone(),
                numbers: numbers.collect::<Option<Vec<Exact>>>()?,
            })
        })
        .collect();
    stability(scope, &weighed(scope, card), &ranked, sheets().count(), |id| {
        scope.account(id)
    })
}

fn weighed(scope: Scope<'_>, card: &Scorecard) -> Vec<Weighed> {
    let criteria = card.groups.iter().flat_map(|group| &group.criteria);
    criteria
        .map(|criterion| Weighed {
            name: scope.text(&criterion.name),
            weight: Exact::from(criterion.weight),
        })
        .collect()
}

/// Ratings on the scale of the index: 0 is the least, 100 the greatest of the scale.
fn sliders(scope: Scope<'_>, card: &Scorecard) -> Option<WhatIfView> {
    let span = Exact::from(card.max - card.min);
    let accounts = scope.shared.assessment.accounts.iter();
    let candidates = accounts.filter_map(|(id, assessed)| {
        let result = assessed.own.scorecards.get(&card.id)?;
        let sheet = scope.dossier(id)?.scores.get(&card.id)?;
        let number = |rating: Option<i64>| (Exact::from(rating? - card.min) * Exact::HUNDRED).over(&span);
        Some(Candidate {
            name: scope.account(id),
            result: result.index.clone()?,
            numbers: ratings(card, sheet).map(number).collect(),
        })
    });
    what_if(scope, &weighed(scope, card), candidates.collect(), &[])
}
