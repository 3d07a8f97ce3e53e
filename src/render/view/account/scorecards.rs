//! An account's scorecards: every criterion by group, and the sums in a sentence.

use schemars::JsonSchema;
use serde::Serialize;

use crate::engine::assessment::AccountAssessment;
use crate::engine::assessment::ScorecardResult;
use crate::engine::scorecard;
use crate::model::account::Account;
use crate::model::book::PageKind;
use crate::model::rulers::Scorecard;
use crate::render::figures;
use crate::render::format;
use crate::render::scope::Scope;
use crate::render::view::account::beside_its_table;
use crate::render::view::parts::Figure;
use crate::render::view::parts::Link;

/// One scorecard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ScorecardView {
    /// The model.
    pub name: Link,
    /// Id of the model.
    pub id: String,
    /// One sentence with points, mean, index and coverage.
    pub sentence: String,
    /// Its chart.
    pub figure: Option<Figure>,
    /// Who rated.
    pub scored_by: String,
    /// When.
    pub scored_on: String,
    /// The total somebody wrote down, and how far off it is.
    pub stated: Option<String>,
    /// True if a class may be drawn from it.
    pub is_sufficient: bool,
    /// Every criterion by group.
    pub groups: Vec<GroupView>,
}

/// A group of criteria.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct GroupView {
    /// Its name.
    pub name: String,
    /// Points of its rated criteria.
    pub points: String,
    /// Mean of its ratings.
    pub mean: String,
    /// Its criteria.
    pub terms: Vec<TermRow>,
}

/// One criterion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TermRow {
    /// Its name.
    pub name: String,
    /// Its weight.
    pub weight: i64,
    /// The rating; `None` is not rated.
    pub rating: Option<i64>,
    /// Weight × rating.
    pub points: String,
    /// What could still be won.
    pub headroom: String,
    /// The reason.
    pub why: String,
    /// Who or what says so.
    pub source: String,
    /// When it was true.
    pub as_of: String,
    /// How sure.
    pub confidence: String,
}

pub(super) fn scorecards(
    scope: Scope<'_>,
    account: &Account,
    assessed: &AccountAssessment,
) -> Vec<ScorecardView> {
    let models = &scope.book().rulers.scorecards;
    let results = assessed.own.scorecards.iter();
    results
        .filter_map(|(id, result)| Some(scorecard(scope, account, models.get(id)?, result)))
        .collect()
}

fn scorecard(
    scope: Scope<'_>,
    account: &Account,
    model: &Scorecard,
    result: &ScorecardResult,
) -> ScorecardView {
    let sheet = account.scores.get(&model.id);
    let scored = sheet.map_or(Vec::new(), |sheet| scorecard::terms(model, sheet));
    let groups = model.groups.iter().map(|group| {
        let of_group = result.groups.iter().find(|result| result.id == group.id.value);
        let terms = group.criteria.iter().map(|criterion| {
            let id = &criterion.id.value;
            let term = scored.iter().find(|term| term.criterion == id);
            let rating = sheet.and_then(|sheet| sheet.items.get(id));
            TermRow {
                name: scope.text(&criterion.name),
                weight: criterion.weight,
                rating: term.and_then(|term| term.rating),
                points: scope.whole(term.and_then(|term| term.points)),
                headroom: scope.whole(term.and_then(|term| term.headroom)),
                why: scope.text_or_empty(rating.and_then(|rating| rating.why())),
                source: rating
                    .and_then(|rating| rating.source().map(str::to_owned))
                    .unwrap_or_default(),
                as_of: scope.day(rating.and_then(|rating| rating.as_of())),
                confidence: rating
                    .and_then(|rating| rating.confidence())
                    .map(|confidence| format::confidence(confidence, scope.lang).to_owned())
                    .unwrap_or_default(),
            }
        });
        GroupView {
            name: scope.text(&group.name),
            points: scope.whole(of_group.and_then(|group| group.points)),
            mean: scope.number(of_group.and_then(|group| group.mean.as_ref()), 2),
            terms: terms.collect(),
        }
    });
    ScorecardView {
        name: scope.page(PageKind::Model, &model.id, &model.name),
        id: model.id.to_string(),
        sentence: card_sentence(scope, result),
        figure: figures::scorecard(scope, account, model, result).map(beside_its_table),
        scored_by: sheet
            .and_then(|sheet| sheet.scored_by.as_ref())
            .map(|by| scope.person(&by.value))
            .unwrap_or_default(),
        scored_on: scope.day(
            sheet
                .and_then(|sheet| sheet.scored_on.as_ref())
                .map(|on| on.value),
        ),
        stated: result.stated.as_ref().map(|stated| {
            let points = format::number(&stated.points, 4);
            match &stated.difference {
                Some(difference) if difference.is_zero() => scope.pick(
                    format!("写明的总分 {points} 与计算一致。"),
                    format!("The stated total of {points} agrees with the computed one."),
                ),
                Some(difference) => {
                    let difference = format::signed(difference, 4);
                    scope.pick(
                        format!("写明的总分是 {points}，与计算相差 {difference}。"),
                        format!("The stated total is {points}, {difference} from the computed one."),
                    )
                }
                None => scope.pick(
                    format!("写明的总分是 {points}，但没有评分可算。"),
                    format!("The stated total is {points}, but nothing is rated."),
                ),
            }
        }),
        is_sufficient: result.is_sufficient,
        groups: groups.collect(),
    }
}

fn card_sentence(scope: Scope<'_>, result: &ScorecardResult) -> String {
    let coverage = format::percent(&result.coverage, 0);
    let (low, high) = (
        format::fixed(&result.index_low, 1),
        format::fixed(&result.index_high, 1),
    );
    let (Some(points), Some(index), Some(mean)) = (result.points, &result.index, &result.mean) else {
        return scope.pick("还没有评分。", "Nothing is rated yet.");
    };
    let (index, mean, max) = (
        format::fixed(index, 1),
        format::number(mean, 2),
        result.max_points,
    );
    let mut text = scope.pick(
        format!("指数 {index}（{points} / {max} 加权分，均分 {mean}），覆盖率 {coverage}"),
        format!("Index {index} ({points} of {max} weighted points, mean {mean}), coverage {coverage}"),
    );
    if low != high {
        text.push_str(&scope.pick(
            format!("，补全后在 {low} 与 {high} 之间"),
            format!("; complete, between {low} and {high}"),
        ));
    }
    if !result.is_sufficient {
        text.push_str(&scope.pick("；覆盖不足，不分级", "; too little is rated to give a class"));
    }
    text + &scope.pick("。", ".")
}
