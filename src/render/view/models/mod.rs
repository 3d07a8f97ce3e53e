//! Models 模型: every one in words, signs and numbers, with a worked example from the book.

mod attractiveness;
mod classifiers;
mod list;
mod measures;
mod method;
mod pick;
mod portfolio;
mod primer;
mod rules;
mod scorecard;
mod stability;
mod sums;
mod value;
mod what_if;

#[cfg(test)]
mod tests;

pub use list::ModelGroup;
pub use list::ModelRow;
pub use list::ModelsPage;
pub use list::list;
pub use primer::ClauseRow;
pub use primer::InputRow;
pub use stability::StabilityView;
pub use what_if::WhatIfView;

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::id::Id;
use crate::render::model_pages::ModelAt;
use crate::render::scope::Scope;
use crate::render::view::industries::BenchmarkRow;
use crate::render::view::models::attractiveness::attractiveness;
use crate::render::view::models::classifiers::classifiers;
use crate::render::view::models::portfolio::portfolio;
use crate::render::view::models::primer::Primer;
use crate::render::view::models::scorecard::scorecard;
use crate::render::view::models::value::value;
use crate::render::view::parts::Fact;
use crate::render::view::parts::FindingRow;
use crate::render::view::parts::Grid;
use crate::render::view::parts::GridCell;
use crate::render::view::parts::GridHead;
use crate::render::view::parts::Link;

/// One model's page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ModelPage {
    /// `scorecard`, `attractiveness`, `value`, `classifiers`, `portfolio`, `rules` or `method`.
    pub kind: &'static str,
    /// What kind it is, in words; for a method, what it is called everywhere.
    pub kind_label: String,
    /// What such a model is for.
    pub purpose: String,
    /// What this team uses it for; empty if not written.
    pub team_purpose: String,
    /// The team's own remarks.
    pub notes: Vec<String>,
    /// Who or what the team took it from; empty if not written.
    pub team_source: String,
    /// How it reckons, sentence by sentence.
    pub formula: Vec<ClauseRow>,
    /// The numbers this book sets: scale, coverage needed, limits.
    pub facts: Vec<Fact>,
    /// What it reads.
    pub inputs: Vec<InputRow>,
    /// What is unknown, and what happens at the edges.
    pub edges: Vec<String>,
    /// Results with unit and range.
    pub units: Vec<Fact>,
    /// A real case, worked out.
    pub example: Option<Example>,
    /// Its parts, each worked out: rules, classifiers, families of indicators.
    pub parts: Vec<Part>,
    /// What it is made of: criteria, factors, perspectives.
    pub tables: Vec<Grid>,
    /// How far its weights may move before the ranking changes.
    pub stability: Option<StabilityView>,
    /// The ranking with a slider for each weight.
    pub what_if: Option<WhatIfView>,
    /// Benchmarks, of an attractiveness model.
    pub benchmarks: Vec<BenchmarkRow>,
    /// What ratings mean, by criterion.
    pub anchors: Vec<AnchorRow>,
    /// Pages that show it.
    pub shown: Vec<Link>,
    /// Keys of the machine export.
    pub keys: Vec<String>,
    /// Published sources.
    pub sources: Vec<String>,
    /// Where the model and the training deck differ.
    pub deck: Vec<String>,
    /// Findings of this file.
    pub findings: Vec<FindingRow>,
}

/// What the ratings of a criterion mean.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AnchorRow {
    /// The criterion.
    pub criterion: String,
    /// Rating and meaning.
    pub anchors: Vec<Fact>,
    /// What to do about a low rating.
    pub solution: String,
}

/// A worked example.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Example {
    /// Whose.
    pub subject: Link,
    /// How it was picked.
    pub picked: String,
    /// Its inputs, where they are many.
    pub table: Option<Grid>,
    /// The sums, line by line.
    pub lines: Vec<String>,
}

/// One part of a model: a rule, a classifier, a family.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Part {
    /// Anchor, unique on the page.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// What it says, in a sentence.
    pub lead: String,
    /// How it reckons.
    pub formula: Vec<ClauseRow>,
    /// What it reads.
    pub inputs: Vec<InputRow>,
    /// The limits of this book.
    pub facts: Vec<Fact>,
    /// Its tables.
    pub tables: Vec<Grid>,
    /// How things stand now: whom it concerns.
    pub status: String,
    /// The accounts it concerns, the first few by id.
    pub accounts: Vec<Link>,
    /// A real case, worked out.
    pub example: Option<Example>,
    /// What stands where there is no case.
    pub no_example: String,
}

/// Views one model.
pub fn view(scope: Scope<'_>, id: &Id) -> Option<ModelPage> {
    let rulers = &scope.book().rulers;
    let page = match scope.shared.models.get(id)? {
        ModelAt::Scorecard => scorecard(scope, rulers.scorecards.get(id)?),
        ModelAt::Attractiveness => attractiveness(scope, rulers.attractiveness.get(id)?),
        ModelAt::Value => value(scope, rulers.value.as_ref()?),
        ModelAt::Classifiers => classifiers(scope, rulers.homes.classifiers.get(id)?),
        ModelAt::Portfolio => portfolio(scope, rulers.portfolio.as_ref()?),
        ModelAt::Rules => rules::page(scope),
        ModelAt::Method(method) => method::page(scope, *method),
    };
    let file = scope.book().model_files.get(id);
    Some(ModelPage {
        findings: file.map(|file| scope.findings_of(file)).unwrap_or_default(),
        ..page
    })
}

/// What a page below `models/` is called.
pub fn name(scope: Scope<'_>, id: &Id) -> Option<String> {
    let rulers = &scope.book().rulers;
    Some(match scope.shared.models.get(id)? {
        ModelAt::Scorecard => scope.text(&rulers.scorecards.get(id)?.name),
        ModelAt::Attractiveness => scope.text(&rulers.attractiveness.get(id)?.name),
        ModelAt::Value => match &rulers.value.as_ref()?.name {
            Some(name) => scope.text(name),
            None => scope.pick("客户价值", "Account value"),
        },
        ModelAt::Classifiers if rulers.homes.classifiers.len() > 1 => {
            format!("{} · {}", scope.say("classifiers"), scope.label(id))
        }
        ModelAt::Classifiers => scope.say("classifiers"),
        ModelAt::Portfolio => scope.say("portfolio_model"),
        ModelAt::Rules => scope.say("risk_rules"),
        ModelAt::Method(method) => {
            let own = rulers.methods.get(method).and_then(|model| model.name.as_ref());
            own.map_or_else(|| method.label(scope.lang).to_owned(), |name| scope.text(name))
        }
    })
}

/// The page of a kind with what its primer says; the rest is empty.
fn primed(scope: Scope<'_>, kind: &'static str, primer: &Primer) -> ModelPage {
    ModelPage {
        kind,
        kind_label: kind_label(scope, kind),
        purpose: primer::said(scope, primer.purpose),
        team_purpose: String::new(),
        notes: Vec::new(),
        team_source: String::new(),
        formula: primer::clauses(scope, primer.formula),
        facts: Vec::new(),
        inputs: primer::inputs(scope, primer.inputs),
        edges: primer::all_said(scope, primer.edges),
        units: primer
            .units
            .iter()
            .map(|(name, unit)| fact(primer::said(scope, *name), primer::said(scope, *unit)))
            .collect(),
        example: None,
        parts: Vec::new(),
        tables: Vec::new(),
        stability: None,
        what_if: None,
        benchmarks: Vec::new(),
        anchors: Vec::new(),
        shown: primer::shown(scope, primer.shown),
        keys: primer.keys.iter().map(|key| (*key).to_owned()).collect(),
        sources: primer::all_said(scope, primer.sources),
        deck: primer::all_said(scope, primer.deck),
        findings: Vec::new(),
    }
}

fn kind_label(scope: Scope<'_>, kind: &str) -> String {
    match kind {
        "scorecard" => scope.pick("记分卡", "Scorecard"),
        "attractiveness" => scope.pick("行业吸引力", "Industry attractiveness"),
        "classifiers" => scope.pick("单一指标分类", "Single-indicator classes"),
        "portfolio" => scope.pick("组合矩阵", "Portfolio matrix"),
        "rules" => scope.pick("风险规则", "Risk rules"),
        "method" => scope.pick("算法固定的模型", "Model of a fixed formula"),
        _ => scope.pick("价值与等级", "Value and tiers"),
    }
}

fn fact(name: String, value: String) -> Fact {
    Fact {
        name,
        values: vec![Link::plain(value)],
        title: None,
    }
}

/// `name: value`, with the colon of the language.
fn stated(scope: Scope<'_>, name: &str, value: &str) -> String {
    scope.pick(format!("{name}：{value}"), format!("{name}: {value}"))
}

fn head(columns: &[(String, bool)]) -> Vec<GridHead> {
    columns
        .iter()
        .map(|(text, is_number)| GridHead {
            text: text.clone(),
            is_number: *is_number,
        })
        .collect()
}

fn row(cells: Vec<(String, bool)>) -> Vec<GridCell> {
    cells
        .into_iter()
        .map(|(text, is_number)| GridCell {
            text,
            href: None,
            is_number,
        })
        .collect()
}
