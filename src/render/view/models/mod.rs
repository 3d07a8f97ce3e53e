//! Models 模型: every ruler in words and numbers, with a worked example from the book.

mod attractiveness;
mod list;
mod rules;
mod scorecard;
mod value;

pub use list::ClassifierRow;
pub use list::ModelRow;
pub use list::ModelsPage;
pub use list::list;
pub use list::value_name;
pub use rules::RuleRow;

use serde::Serialize;

use crate::model::id::Id;
use crate::render::scope::Scope;
use crate::render::view::industries::BenchmarkRow;
use crate::render::view::models::attractiveness::attractiveness;
use crate::render::view::models::scorecard::scorecard;
use crate::render::view::models::value::value;
use crate::render::view::parts::Fact;
use crate::render::view::parts::FindingRow;
use crate::render::view::parts::Grid;
use crate::render::view::parts::GridCell;
use crate::render::view::parts::GridHead;
use crate::render::view::parts::Link;

/// One model's page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ModelPage {
    /// `scorecard`, `attractiveness` or `value`.
    pub kind: &'static str,
    /// What kind it is, in words.
    pub kind_label: String,
    /// What it is for; empty if not written.
    pub purpose: String,
    /// Scale, coverage needed, cap: the plain numbers.
    pub facts: Vec<Fact>,
    /// How it is computed, sentence by sentence.
    pub formula: Vec<String>,
    /// Its parts: criteria, factors or perspectives.
    pub tables: Vec<Grid>,
    /// What ratings mean, by criterion.
    pub anchors: Vec<AnchorRow>,
    /// Benchmarks, of an attractiveness model.
    pub benchmarks: Vec<BenchmarkRow>,
    /// A real case, worked out.
    pub example: Option<Example>,
    /// Findings of this file.
    pub findings: Vec<FindingRow>,
}

/// What the ratings of a criterion mean.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AnchorRow {
    /// The criterion.
    pub criterion: String,
    /// Rating and meaning.
    pub anchors: Vec<Fact>,
    /// What to do about a low rating.
    pub solution: String,
}

/// A worked example.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Example {
    /// Whose.
    pub subject: Link,
    /// The sums, line by line.
    pub lines: Vec<String>,
}

fn kind_label(scope: Scope<'_>, kind: &str) -> String {
    match kind {
        "scorecard" => scope.pick("记分卡", "Scorecard"),
        "attractiveness" => scope.pick("行业吸引力", "Industry attractiveness"),
        _ => scope.pick("价值与等级", "Value and tiers"),
    }
}

/// Views one model.
pub fn view(scope: Scope<'_>, id: &Id) -> Option<ModelPage> {
    let rulers = &scope.book().rulers;
    let findings = scope
        .book()
        .model_files
        .get(id)
        .map(|file| scope.findings_of(file))
        .unwrap_or_default();
    if let Some(card) = rulers.scorecards.get(id) {
        return Some(scorecard(scope, card, findings));
    }
    if let Some(model) = rulers.attractiveness.get(id) {
        return Some(attractiveness(scope, model, findings));
    }
    let model = rulers.value.as_ref().filter(|model| model.id == *id)?;
    Some(value(scope, model, findings))
}

fn fact(name: String, value: String) -> Fact {
    Fact {
        name,
        values: vec![Link::plain(value)],
        title: None,
    }
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
