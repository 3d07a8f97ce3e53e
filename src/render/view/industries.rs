//! Industries: how attractive each is, how needs evolve, where it is moving.

use schemars::JsonSchema;
use serde::Serialize;

use crate::engine::assessment::IndustryScore;
use crate::model::account::OfferingState;
use crate::model::book::PageKind;
use crate::model::id::Id;
use crate::model::industry::Industry;
use crate::model::industry::Stage;
use crate::model::industry::Transformation;
use crate::model::rulers::AttractivenessModel;
use crate::render::figures;
use crate::render::format;
use crate::render::scope::Scope;
use crate::render::view::accounts;
use crate::render::view::accounts::AccountRow;
use crate::render::view::parts::ClaimRow;
use crate::render::view::parts::Figure;
use crate::render::view::parts::FindingRow;
use crate::render::view::parts::Link;

/// Accounts listed on an industry's page; the list of accounts has them all.
const ROWS: usize = 200;

/// The list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct IndustriesPage {
    /// One table a model, with its chart.
    pub models: Vec<ModelTable>,
    /// Industries that are not scored.
    pub unscored: Vec<Link>,
}

/// The industries scored under one model.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ModelTable {
    /// The model.
    pub model: Link,
    /// Its chart.
    pub figure: Option<Figure>,
    /// Its industries, the highest total first.
    pub rows: Vec<IndustryRow>,
    /// Its benchmarks.
    pub benchmarks: Vec<BenchmarkRow>,
}

/// One scored industry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct IndustryRow {
    /// Which.
    pub industry: Link,
    /// Total points.
    pub total: String,
    /// The totals it could still take: `36 – 44`; empty if all is known.
    pub range: String,
    /// Index 0..=100.
    pub index: String,
    /// Percent.
    pub coverage: String,
    /// True, false, or not judged.
    pub star: Option<bool>,
    /// The printed total, where one is.
    pub stated: String,
    /// Stated − computed, where both are known.
    pub difference: String,
    /// True if the two differ, or the printed star is not the computed one.
    pub is_off: bool,
    /// The printed star.
    pub stated_star: Option<bool>,
    /// Accounts in it.
    pub n_accounts: usize,
}

/// A benchmark in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct BenchmarkRow {
    /// Its name.
    pub name: String,
    /// How its value is had.
    pub method: String,
    /// The value.
    pub value: String,
    /// Industries counted.
    pub n: usize,
    /// Mean of their totals.
    pub mean: String,
    /// Median of their totals.
    pub median: String,
    /// What the author says the value is; empty if nothing.
    pub stated_as: String,
    /// Who or what says so.
    pub source: String,
}

/// One industry's page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct IndustryPage {
    /// Its score.
    pub score: Option<ScoreView>,
    /// Stages of needs, in order.
    pub stages: Vec<StageRow>,
    /// The stages as stairs, with the accounts on them.
    pub staircase: Option<Figure>,
    /// The transformation grid, drawn.
    pub transformation_figure: Option<Figure>,
    /// The transformation grid.
    pub transformation: Option<GridView>,
    /// Policy.
    pub policy: Vec<ClaimRow>,
    /// Trends.
    pub trends: Vec<ClaimRow>,
    /// Its main players.
    pub players: Vec<Link>,
    /// Its accounts, by value, at most two hundred.
    pub accounts: Vec<AccountRow>,
    /// How many accounts there are.
    pub n_accounts: usize,
    /// Its compositions.
    pub compositions: Vec<Link>,
    /// Its landscapes.
    pub landscapes: Vec<Link>,
    /// Findings of this file.
    pub findings: Vec<FindingRow>,
    /// The text, as HTML.
    pub body: String,
}

/// An industry's score.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ScoreView {
    /// The model.
    pub model: Link,
    /// One sentence with total, index, coverage and star.
    pub sentence: String,
    /// Stated against computed, in a sentence.
    pub stated: Option<String>,
    /// True if stated and computed differ.
    pub is_off: bool,
    /// Who scored.
    pub scored_by: String,
    /// When.
    pub as_of: String,
    /// Its factors.
    pub factors: Vec<FactorRow>,
    /// Its total.
    pub total: String,
}

/// One factor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FactorRow {
    /// Its name.
    pub name: String,
    /// Its weight.
    pub weight: i64,
    /// True where more is worse.
    pub is_penalty: bool,
    /// The magnitude.
    pub magnitude: String,
    /// Signed points.
    pub points: String,
    /// The reason.
    pub why: String,
    /// Who or what says so.
    pub source: String,
}

/// One stage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct StageRow {
    /// Where it stands.
    pub order: i64,
    /// Its name.
    pub name: String,
    /// Its needs.
    pub needs: String,
    /// Its offerings.
    pub offerings: String,
    /// Typical customers.
    pub typical: Vec<Link>,
    /// Accounts at it.
    pub accounts: Vec<Link>,
    /// `stub` or `reconstructed`, in words; empty if complete.
    pub status: String,
}

/// The transformation grid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct GridView {
    /// Whose.
    pub subject: Link,
    /// 支点.
    pub fulcrum: String,
    /// Its columns.
    pub columns: Vec<String>,
    /// Its rows, the deepest first.
    pub rows: Vec<GridRow>,
}

/// One row of the grid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct GridRow {
    /// Its name.
    pub name: String,
    /// One cell a column.
    pub cells: Vec<Vec<GridItem>>,
}

/// An offering in a cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct GridItem {
    /// Its name.
    pub name: String,
    /// `current`, `target`, `partner` or `dropped`.
    pub state: String,
    /// The same, in words, with a day and a name where written.
    pub label: String,
}

/// Views the list of industries.
pub fn list(scope: Scope<'_>) -> IndustriesPage {
    let book = scope.book();
    let scores = &scope.shared.assessment.industries;
    let models = book.rulers.attractiveness.values().filter_map(|model| {
        let mut scored: Vec<(&Id, &IndustryScore)> = scores
            .iter()
            .filter(|(_, score)| score.model == model.id)
            .collect();
        scored.sort_by(|(a_id, a), (b_id, b)| b.total.cmp(&a.total).then_with(|| a_id.cmp(b_id)));
        (!scored.is_empty()).then(|| ModelTable {
            model: scope.page(PageKind::Model, &model.id, &model.name),
            figure: figures::attractiveness(scope, model),
            rows: scored
                .into_iter()
                .map(|(id, score)| industry_row(scope, id, score))
                .collect(),
            benchmarks: benchmarks(scope, model),
        })
    });
    IndustriesPage {
        models: models.collect(),
        unscored: book
            .industries
            .keys()
            .filter(|id| !scores.contains_key(*id))
            .map(|id| scope.industry(id))
            .collect(),
    }
}

fn industry_row(scope: Scope<'_>, id: &Id, score: &IndustryScore) -> IndustryRow {
    let stated_total = score.stated.as_ref().and_then(|stated| stated.total.as_ref());
    let stated_star = score.stated.as_ref().and_then(|stated| stated.star);
    let difference = stated_total.and_then(|(_, difference)| difference.as_ref());
    IndustryRow {
        industry: scope.industry(id),
        total: scope.number(score.total.as_ref(), 2),
        range: if score.total_low == score.total_high {
            String::new()
        } else {
            format!(
                "{} – {}",
                format::number(&score.total_low, 2),
                format::number(&score.total_high, 2)
            )
        },
        index: scope.fixed(score.index.as_ref(), 1),
        coverage: format::percent(&score.coverage, 0),
        star: score.star,
        stated: stated_total
            .map(|(total, _)| format::number(total, 4))
            .unwrap_or_default(),
        difference: difference
            .map(|difference| format::signed(difference, 4))
            .unwrap_or_default(),
        is_off: difference.is_some_and(|difference| !difference.is_zero())
            || (stated_star.is_some() && score.star.is_some() && stated_star != score.star),
        stated_star,
        n_accounts: scope.shared.crossings.of_industry.get(id).map_or(0, Vec::len),
    }
}

/// The benchmarks of a model, with what they come to.
pub fn benchmarks(scope: Scope<'_>, model: &AttractivenessModel) -> Vec<BenchmarkRow> {
    let scores = &scope.shared.assessment.benchmarks;
    let rows = model.benchmarks.iter().filter_map(|benchmark| {
        let score = scores.get(&benchmark.id.value)?;
        Some(BenchmarkRow {
            name: benchmark
                .name
                .as_ref()
                .map_or_else(|| scope.label(&benchmark.id.value), |name| scope.text(name)),
            method: benchmark.method.label(scope.lang).to_owned(),
            value: scope.number(score.value.as_ref(), 2),
            n: score.n,
            mean: scope.number(score.mean.as_ref(), 2),
            median: scope.number(score.median.as_ref(), 2),
            stated_as: benchmark
                .stated_as
                .map(|method| method.label(scope.lang).to_owned())
                .unwrap_or_default(),
            source: benchmark.source.clone().unwrap_or_default(),
        })
    });
    rows.collect()
}

/// Views one industry.
pub fn view(scope: Scope<'_>, id: &Id) -> Option<IndustryPage> {
    let book = scope.book();
    let page = book.industries.get(id)?;
    let industry = &page.data;
    let accounts = scope.shared.crossings.of_industry.get(id);
    let compositions = industry.compositions.iter().filter_map(|composition| {
        let (id, sheet) = book.compositions.get_key_value(&composition.value)?;
        Some(scope.page(PageKind::Composition, id, &sheet.data.name))
    });
    let landscapes = scope.shared.crossings.landscapes_of.get(id).into_iter().flatten();
    Some(IndustryPage {
        staircase: figures::staircase(scope, id, None),
        transformation_figure: figures::transformation(scope, id),
        score: score_view(scope, industry),
        stages: stages(scope, industry),
        transformation: industry
            .transformation
            .as_ref()
            .map(|grid| transformation(scope, grid)),
        policy: industry.policy.iter().map(|claim| scope.claim(claim)).collect(),
        trends: industry.trends.iter().map(|claim| scope.claim(claim)).collect(),
        players: industry
            .players
            .iter()
            .map(|player| scope.player(&player.value, None))
            .collect(),
        accounts: accounts
            .into_iter()
            .flatten()
            .take(ROWS)
            .filter_map(|id| accounts::row(scope, id))
            .collect(),
        n_accounts: accounts.map_or(0, Vec::len),
        compositions: compositions.collect(),
        landscapes: landscapes
            .filter_map(|id| {
                let sheet = book.landscapes.get(id)?;
                Some(scope.page(PageKind::Landscape, id, &sheet.data.name))
            })
            .collect(),
        findings: scope.findings_of(&page.file),
        body: scope.body((PageKind::Industry, id), &page.body),
    })
}

fn score_view(scope: Scope<'_>, industry: &Industry) -> Option<ScoreView> {
    let score = scope.shared.assessment.industries.get(&industry.id)?;
    let model = scope.book().rulers.attractiveness.get(&score.model)?;
    let row = industry_row(scope, &industry.id, score);
    let items = industry.attractiveness.as_ref().map(|sheet| &sheet.items);
    let factors = score.terms.iter().map(|term| {
        let factor = model.factors.iter().find(|factor| factor.id.value == term.factor);
        let written = items.and_then(|items| items.get(&term.factor));
        FactorRow {
            name: factor.map_or_else(|| term.factor.to_string(), |factor| scope.text(&factor.name)),
            weight: term.weight,
            is_penalty: term.is_penalty,
            magnitude: scope.number(term.magnitude.as_ref(), 4),
            points: term
                .points
                .as_ref()
                .map_or_else(|| format::UNKNOWN.to_owned(), |points| format::signed(points, 4)),
            why: scope.text_or_empty(written.and_then(|written| written.why())),
            source: written
                .and_then(|written| written.source().map(str::to_owned))
                .unwrap_or_default(),
        }
    });
    let benchmark = industry
        .benchmark_set
        .as_ref()
        .and_then(|set| scope.shared.assessment.benchmarks.get(&set.value))
        .and_then(|benchmark| benchmark.value.as_ref())
        .map(|value| format::number(value, 2));
    let mut sentence = scope.pick(
        format!("总分 {}，指数 {}，覆盖率 {}", row.total, row.index, row.coverage),
        format!(
            "Total {}, index {}, coverage {}",
            row.total, row.index, row.coverage
        ),
    );
    if let (Some(star), Some(benchmark)) = (row.star, benchmark) {
        sentence.push_str(&if star {
            scope.pick(
                format!("，不低于基准 {benchmark}，得 ★"),
                format!("; at or above the benchmark of {benchmark}: ★"),
            )
        } else {
            scope.pick(
                format!("，低于基准 {benchmark}，不得 ★"),
                format!("; below the benchmark of {benchmark}: no ★"),
            )
        });
    }
    sentence.push_str(&scope.pick("。", "."));
    Some(ScoreView {
        model: scope.page(PageKind::Model, &model.id, &model.name),
        sentence,
        stated: stated_sentence(scope, &row),
        is_off: row.is_off,
        scored_by: industry
            .scored_by
            .as_ref()
            .map(|by| scope.person(&by.value))
            .unwrap_or_default(),
        as_of: scope.day(industry.as_of),
        factors: factors.collect(),
        total: row.total,
    })
}

fn stated_sentence(scope: Scope<'_>, row: &IndustryRow) -> Option<String> {
    let mut parts = Vec::new();
    if !row.stated.is_empty() {
        let (stated, difference) = (&row.stated, &row.difference);
        parts.push(match difference.as_str() {
            "" | "0" => scope.pick(
                format!("写明的总分 {stated}"),
                format!("the stated total is {stated}"),
            ),
            difference => scope.pick(
                format!("写明的总分是 {stated}，与计算相差 {difference}"),
                format!("the stated total is {stated}, {difference} from the computed one"),
            ),
        });
    }
    if let Some(star) = row.stated_star {
        parts.push(if star {
            scope.pick("写明得 ★", "a ★ is stated")
        } else {
            scope.pick("写明不得 ★", "no ★ is stated")
        });
    }
    (!parts.is_empty()).then(|| {
        let text = parts.join(&scope.pick("，", "; "));
        scope.pick(format!("来源中{text}。"), format!("In the source {text}."))
    })
}

fn stages(scope: Scope<'_>, industry: &Industry) -> Vec<StageRow> {
    let mut stages: Vec<&Stage> = industry.needs_stages.iter().collect();
    stages.sort_by_key(|stage| stage.order);
    let labels = |ids: &[Id]| {
        let names: Vec<String> = ids.iter().map(|id| scope.label(id)).collect();
        format::joined(&names, scope.lang)
    };
    let rows = stages.into_iter().map(|stage| {
        let key = (industry.id.clone(), stage.id.value.clone());
        let accounts = scope.shared.crossings.at_stage.get(&key);
        let typical = stage.typical.iter().map(|typical| {
            let account = Id::new(&typical.value).filter(|id| scope.book().accounts.contains_key(id));
            account.map_or_else(
                || Link::plain(typical.value.clone()),
                |account| scope.account(&account),
            )
        });
        StageRow {
            order: stage.order,
            name: scope.text(&stage.name),
            needs: labels(&stage.needs),
            offerings: labels(&stage.offerings),
            typical: typical.collect(),
            accounts: accounts.map(|ids| scope.accounts(ids)).unwrap_or_default(),
            status: stage
                .status
                .map(|status| status.label(scope.lang).to_owned())
                .unwrap_or_default(),
        }
    });
    rows.collect()
}

fn transformation(scope: Scope<'_>, grid: &Transformation) -> GridView {
    let subject = grid.subject.as_ref().map(|subject| subject.value.as_str());
    let rows = grid.vertical.iter().rev().map(|row| GridRow {
        name: scope.text(&row.name),
        cells: grid
            .horizontal
            .iter()
            .map(|column| {
                let here = grid.offerings.iter().filter(|offering| {
                    offering.h.value == column.id.value && offering.v.value == row.id.value
                });
                here.map(|offering| {
                    let by = offering.by.as_ref().map(|by| scope.person(&by.value));
                    let parts: Vec<String> = [
                        Some(offering.status.label(scope.lang).to_owned()),
                        offering.since.map(|since| since.to_string()),
                        by,
                    ]
                    .into_iter()
                    .flatten()
                    .collect();
                    GridItem {
                        name: offering
                            .name
                            .as_ref()
                            .map_or_else(|| scope.label(&offering.id.value), |name| scope.text(name)),
                        state: OfferingState::word(offering.status).to_owned(),
                        label: parts.join(" · "),
                    }
                })
                .collect()
            })
            .collect(),
    });
    GridView {
        subject: match subject {
            None | Some("self") => Link::plain(scope.say("us")),
            Some(other) => Id::new(other).map_or_else(|| Link::plain(other), |id| scope.account(&id)),
        },
        fulcrum: scope.text_or_empty(grid.fulcrum.as_ref()),
        columns: grid
            .horizontal
            .iter()
            .map(|column| scope.text(&column.name))
            .collect(),
        rows: rows.collect(),
    }
}
