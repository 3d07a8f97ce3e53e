//! One account: its seal, its value and why, its scorecards; the dossier itself is in `dossier`.

use serde::Serialize;

use crate::engine::assessment::AccountAssessment;
use crate::engine::assessment::ScorecardResult;
use crate::engine::assessment::Tier;
use crate::engine::assessment::TierResult;
use crate::engine::assessment::ValueResult;
use crate::model::account::Account;
use crate::model::account::Perspective;
use crate::model::book::PageKind;
use crate::model::exact::Exact;
use crate::model::id::Id;
use crate::model::rulers::Scorecard;
use crate::render::figures;
use crate::render::format;
use crate::render::scope::Scope;
use crate::render::view::dossier;
use crate::render::view::dossier::Dossier;
use crate::render::view::parts::Figure;
use crate::render::view::parts::FindingRow;
use crate::render::view::parts::Interval;
use crate::render::view::parts::Link;
use crate::render::view::parts::Seal;
use crate::render::view::quality::StaleRow;

/// Contributions shown beside the value; the scorecard below has all of them.
const TOP: usize = 5;

/// The page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AccountPage {
    /// Its seal.
    pub seal: Seal,
    /// Its name in the other language, where it has one.
    pub other_name: Option<String>,
    /// Industry, region, owner: what stands under the name.
    pub line: Vec<Link>,
    /// Its value, where the book has a value model.
    pub value: Option<ValueView>,
    /// Its tier and what it hangs on.
    pub tier: Option<TierView>,
    /// Where it stands in the value matrix.
    pub matrix: Option<Figure>,
    /// Its scorecards.
    pub scorecards: Vec<ScorecardView>,
    /// What the dossier says.
    pub dossier: Dossier,
    /// Findings of this file.
    pub findings: Vec<FindingRow>,
    /// Fields older than the book allows.
    pub stale: Vec<StaleRow>,
    /// The text below the front matter, as HTML.
    pub body: String,
}

/// An account's value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
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

/// An account's tier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TierView {
    /// Effective tier.
    pub effective: String,
    /// Computed tier.
    pub computed: String,
    /// What stands beside it, in sentences.
    pub notes: Vec<TierNote>,
    /// Conditions that stand before every score.
    pub gates: Vec<GateRow>,
}

/// A sentence about a tier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TierNote {
    /// The sentence.
    pub text: String,
    /// True if something is wrong.
    pub is_wrong: bool,
}

/// A gate and its outcome.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GateRow {
    /// The gate.
    pub name: String,
    /// What is required.
    pub requirement: String,
    /// `pass`, `fail` or `unknown`.
    pub state: String,
    /// The same, in words.
    pub label: String,
}

/// One scorecard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
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

/// Views one account.
pub fn view(scope: Scope<'_>, id: &Id) -> Option<AccountPage> {
    let page = scope.book().accounts.get(id)?;
    let account = &page.data;
    let assessed = scope.assessed(id);
    let value = assessed.and_then(|assessed| assessed.own.value.as_ref());
    let tier = assessed.and_then(|assessed| assessed.tier.as_ref());
    Some(AccountPage {
        seal: scope.stamped(id),
        other_name: other_name(scope, account),
        line: line(scope, account),
        value: value.map(|value| value_view(scope, account, value)),
        tier: tier.map(|tier| tier_view(scope, tier)),
        matrix: figures::value_matrix(scope, Some(id)),
        scorecards: assessed
            .map(|assessed| scorecards(scope, account, assessed))
            .unwrap_or_default(),
        dossier: dossier::view(scope, page),
        findings: scope.findings_of(&page.file),
        stale: assessed.map(stale).unwrap_or_default(),
        body: scope.body(&page.body),
    })
}

fn other_name(scope: Scope<'_>, account: &Account) -> Option<String> {
    let shown = scope.text(&account.name);
    [&account.name.zh, &account.name.en]
        .into_iter()
        .flatten()
        .find(|name| **name != shown)
        .cloned()
}

fn line(scope: Scope<'_>, account: &Account) -> Vec<Link> {
    let mut line = vec![scope.industry(&account.industry.value)];
    line.extend(account.region.clone().map(Link::plain));
    line.push(Link::plain(scope.person(&account.owner.value)));
    line.push(Link::plain(account.status.value.label(scope.lang)));
    line
}

fn stale(assessed: &AccountAssessment) -> Vec<StaleRow> {
    let fields = assessed.own.stale.iter();
    fields
        .map(|field| StaleRow {
            account: None,
            field: field.field.to_owned(),
            age_days: field.age_days,
            max_age_days: field.max_age_days,
        })
        .collect()
}

fn value_view(scope: Scope<'_>, account: &Account, value: &ValueResult) -> ValueView {
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

fn tier_view(scope: Scope<'_>, tier: &TierResult) -> TierView {
    let mut notes = Vec::new();
    let mut say = |is_wrong: bool, text: String| notes.push(TierNote { text, is_wrong });
    if let Some(over) = &tier.over {
        let name = scope.level_label(&over.tier);
        let by = over.by.as_ref().map(|by| scope.person(by)).unwrap_or_default();
        let reason = over.reason.clone().unwrap_or_default();
        let until = over.until;
        let mut text = if over.live {
            scope.pick(
                format!("{by}定为{name}，至 {until}"),
                format!("Set to {name} until {until}"),
            )
        } else {
            scope.pick(
                format!("{by}曾定为{name}，已于 {until} 过期"),
                format!("An override to {name} ended on {until}"),
            )
        };
        if scope.lang == crate::diag::Lang::En && !by.is_empty() {
            text = format!("{text}, by {by}");
        }
        if !reason.is_empty() {
            text = format!("{text}{}{reason}", scope.pick("：", ": "));
        }
        say(!over.live, format!("{text}{}", scope.pick("。", ".")));
    }
    if tier.near_boundary {
        say(
            false,
            scope.pick(
                "价值紧靠一条等级门槛。",
                "The value is close to a tier’s threshold.",
            ),
        );
    }
    if let Some((next, missing)) = &tier.to_next {
        let name = scope.level_label(next);
        let missing = format::fixed(missing, 1);
        say(
            false,
            scope.pick(
                format!("距{name}还差 {missing} 分。"),
                format!("{missing} points short of {name}."),
            ),
        );
    }
    match &tier.effective {
        Tier::Ineligible => say(
            true,
            scope.pick(
                "有准入门槛未通过，因此没有等级。",
                "A gate failed, so there is no tier.",
            ),
        ),
        Tier::Insufficient => say(
            true,
            scope.pick(
                "依据不足，因此没有等级；先补全价值记分卡。",
                "Too little is known for a tier; complete the value scorecard first.",
            ),
        ),
        Tier::Level(_) => {}
    }
    let model = scope.book().rulers.value.as_ref();
    let gate = |id: &Id| {
        let gates = model.into_iter().flat_map(|model| &model.gates);
        gates.into_iter().find(|gate| gate.id.value == *id)
    };
    TierView {
        effective: scope.tier_label(&tier.effective),
        computed: scope.tier_label(&tier.computed),
        notes,
        gates: tier
            .gates
            .iter()
            .map(|(id, state)| GateRow {
                name: gate(id).map_or_else(|| id.to_string(), |gate| scope.text(&gate.name)),
                requirement: scope.text_or_empty(gate(id).and_then(|gate| gate.requirement.as_ref())),
                state: state.word().to_owned(),
                label: state.label(scope.lang).to_owned(),
            })
            .collect(),
    }
}

fn scorecards(scope: Scope<'_>, account: &Account, assessed: &AccountAssessment) -> Vec<ScorecardView> {
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
    let groups = model.groups.iter().map(|group| {
        let of_group = result.groups.iter().find(|result| result.id == group.id.value);
        let terms = group.criteria.iter().map(|criterion| {
            let id = &criterion.id.value;
            let term = result.terms.iter().find(|term| term.criterion == *id);
            let rating = sheet.and_then(|sheet| sheet.items.get(id));
            TermRow {
                name: scope.text(&criterion.name),
                weight: criterion.weight,
                rating: term.and_then(|term| term.rating),
                points: scope.whole(term.and_then(|term| term.points)),
                headroom: scope.whole(term.and_then(|term| term.headroom)),
                why: scope.text_or_empty(rating.and_then(|rating| rating.why.as_ref())),
                source: rating
                    .and_then(|rating| rating.source.clone())
                    .unwrap_or_default(),
                as_of: scope.day(rating.and_then(|rating| rating.as_of)),
                confidence: rating
                    .and_then(|rating| rating.confidence)
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
        figure: figures::scorecard(scope, account, model, result),
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
