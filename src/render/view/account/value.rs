//! An account's value: how sure it is, what adds most to it, its perspectives and indicators.

use schemars::JsonSchema;
use serde::Serialize;

use crate::engine::assessment::ValueResult;
use crate::model::account::Account;
use crate::model::account::Perspective;
use crate::model::exact::Exact;
use crate::model::id::Id;
use crate::render::figures;
use crate::render::format;
use crate::render::scope::Scope;
use crate::render::view::parts::Figure;
use crate::render::view::parts::Interval;

/// Contributions shown beside the value; the scorecard below has all of them.
const TOP: usize = 5;

/// An account's value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ValueView {
    /// 客户价值, one decimal.
    pub value: String,
    /// 现实价值.
    pub current: String,
    /// 潜在价值.
    pub potential: String,
    /// Percent.
    pub coverage: String,
    /// What the value could still be.
    pub interval: Interval,
    /// What adds most to the value, the most first.
    pub top: Vec<Contribution>,
    /// The four perspectives.
    pub perspectives: Vec<PerspectiveView>,
    /// One sentence: how sure the value is.
    pub sentence: String,
    /// The perspectives as a chart.
    pub figure: Option<Figure>,
}

/// What one indicator adds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Contribution {
    /// The indicator.
    pub name: String,
    /// Its perspective.
    pub perspective: String,
    /// Points of value, one decimal.
    pub points: String,
    /// Share of the largest contribution, 0..=100, for drawing.
    pub width: String,
}

/// One perspective.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PerspectiveView {
    /// Its name.
    pub name: String,
    /// Current or potential value.
    pub side: String,
    /// Its weight.
    pub weight: String,
    /// Its score.
    pub score: String,
    /// Percent.
    pub coverage: String,
    /// Its indicators.
    pub indicators: Vec<IndicatorRow>,
}

/// One indicator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct IndicatorRow {
    /// Its name.
    pub name: String,
    /// Its weight.
    pub weight: String,
    /// Scores 0.
    pub baseline: String,
    /// Scores 100.
    pub target: String,
    /// Where it stands.
    pub actual: String,
    /// Label of the unit.
    pub unit: String,
    /// 0..=100·cap, one decimal.
    pub score: String,
    /// Score in hundredths of 120, for drawing; `None` if not known.
    pub bar: Option<String>,
    /// What it adds to the value.
    pub contribution: String,
    /// When it was true.
    pub as_of: String,
    /// Who or what says so.
    pub source: String,
}

/// Views a value.
pub fn value_view(scope: Scope<'_>, account: &Account, value: &ValueResult) -> ValueView {
    let mut contributions: Vec<(&Exact, Contribution)> = Vec::new();
    for (perspective, result) in &value.perspectives {
        for term in &result.terms {
            if let Some(points) = term.contribution.as_ref().filter(|points| points.is_positive()) {
                let contribution = Contribution {
                    name: indicator_name(scope, account, *perspective, &term.id),
                    perspective: perspective_name(scope, *perspective),
                    points: format::fixed(points, 1),
                    width: String::new(),
                };
                contributions.push((points, contribution));
            }
        }
    }
    contributions.sort_by(|(a, _), (b, _)| b.cmp(a));
    let largest = contributions.first().map(|(points, _)| (*points).clone());
    let top = contributions
        .into_iter()
        .take(TOP)
        .map(|(points, contribution)| Contribution {
            width: largest
                .as_ref()
                .and_then(|largest| points.over(largest))
                .map(|share| format!("{:.1}", share.to_f64() * 100.0))
                .unwrap_or_default(),
            ..contribution
        })
        .collect();
    ValueView {
        value: scope.fixed(value.value.as_ref(), 1),
        current: scope.fixed(value.current.as_ref(), 1),
        potential: scope.fixed(value.potential.as_ref(), 1),
        coverage: format::percent(&value.coverage, 0),
        interval: scope.interval(value),
        top,
        perspectives: value
            .perspectives
            .keys()
            .filter_map(|perspective| perspective_view(scope, account, value, *perspective))
            .collect(),
        sentence: value_sentence(scope, value),
        figure: figures::value(scope, value),
    }
}

fn value_sentence(scope: Scope<'_>, value: &ValueResult) -> String {
    let (low, high) = (format::fixed(&value.low, 1), format::fixed(&value.high, 1));
    let coverage = format::percent(&value.coverage, 0);
    if value.low == value.high {
        return scope.pick("全部指标都有依据。", "Every indicator is known.");
    }
    if value.is_sufficient {
        scope.pick(
            format!("依据覆盖 {coverage}；补全后价值会落在 {low} 与 {high} 之间。"),
            format!(
                "{coverage} of the evidence is there; complete, the value will lie between {low} and {high}."
            ),
        )
    } else {
        scope.pick(
            format!("依据只覆盖 {coverage}，不足以定等级；补全后价值会落在 {low} 与 {high} 之间。"),
            format!("Only {coverage} of the evidence is there, too little for a tier; complete, the value will lie between {low} and {high}."),
        )
    }
}

fn perspective_name(scope: Scope<'_>, perspective: Perspective) -> String {
    let model = scope.book().rulers.value.as_ref();
    let ruler = model.and_then(|model| model.perspectives.get(&perspective));
    ruler.map_or_else(
        || perspective.label(scope.lang).to_owned(),
        |ruler| scope.text(&ruler.name),
    )
}

fn indicator_name(scope: Scope<'_>, account: &Account, perspective: Perspective, id: &Id) -> String {
    let indicators = account.value.get(&perspective);
    let written = indicators
        .into_iter()
        .flatten()
        .find(|indicator| indicator.id.value == *id)
        .and_then(|indicator| indicator.name.as_ref());
    written.map_or_else(|| scope.label(id), |name| scope.text(name))
}

fn perspective_view(
    scope: Scope<'_>,
    account: &Account,
    value: &ValueResult,
    perspective: Perspective,
) -> Option<PerspectiveView> {
    let result = value.perspectives.get(&perspective)?;
    let ruler = scope
        .book()
        .rulers
        .value
        .as_ref()?
        .perspectives
        .get(&perspective)?;
    let written = account.value.get(&perspective);
    let indicators = written.into_iter().flatten().map(|indicator| {
        let term = result.terms.iter().find(|term| term.id == indicator.id.value);
        let score = term.and_then(|term| term.score.as_ref());
        IndicatorRow {
            name: indicator_name(scope, account, perspective, &indicator.id.value),
            weight: format::number(&indicator.weight, 4),
            baseline: scope.number(indicator.baseline.as_ref(), 4),
            target: scope.number(indicator.target.as_ref(), 4),
            actual: scope.number(indicator.actual.as_ref(), 4),
            unit: indicator
                .unit
                .as_deref()
                .map(|unit| format::unit_label(unit, scope.lang))
                .unwrap_or_default(),
            score: scope.fixed(score, 1),
            bar: score.map(|score| format!("{:.1}", (score.to_f64() / 1.2).clamp(0.0, 100.0))),
            contribution: scope.fixed(term.and_then(|term| term.contribution.as_ref()), 1),
            as_of: indicator.as_of.map(|when| when.to_string()).unwrap_or_default(),
            source: indicator.source.clone().unwrap_or_default(),
        }
    });
    Some(PerspectiveView {
        name: scope.text(&ruler.name),
        side: ruler.side.label(scope.lang).to_owned(),
        weight: format::number(&ruler.weight, 4),
        score: scope.fixed(result.score.as_ref(), 1),
        coverage: format::percent(&result.coverage, 0),
        indicators: indicators.collect(),
    })
}
