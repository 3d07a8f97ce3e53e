//! Compositions 构成: what a sum is made of, how concentrated it is, and what is not known of it.

use schemars::JsonSchema;
use serde::Serialize;

use crate::engine::assessment::CompositionResult;
use crate::engine::assessment::PartResult;
use crate::model::book::PageKind;
use crate::model::composition::Composition;
use crate::model::composition::Part;
use crate::model::exact::Exact;
use crate::model::id::Id;
use crate::render::figures;
use crate::render::format;
use crate::render::format::MoneyScale;
use crate::render::scope::Scope;
use crate::render::view::parts::Fact;
use crate::render::view::parts::Figure;
use crate::render::view::parts::FindingRow;
use crate::render::view::parts::Link;

/// The list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CompositionsPage {
    /// Every composition.
    pub rows: Vec<CompositionRow>,
}

/// One composition in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CompositionRow {
    /// Which.
    pub composition: Link,
    /// The period and what it covers.
    pub period: String,
    /// The whole.
    pub total: String,
    /// Parts of the top level.
    pub n_parts: usize,
    /// Percent of the three largest.
    pub cr3: String,
    /// Herfindahl–Hirschman index.
    pub hhi: String,
    /// True if it is not drawn.
    pub is_ambiguous: bool,
}

/// One composition's page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CompositionPage {
    /// Its chart; none if it is ambiguous.
    pub figure: Option<Figure>,
    /// The same as areas, inner parts within their parents; none without inner parts: the bars say it all then.
    pub treemap: Option<Figure>,
    /// The same as a ring.
    pub donut: Option<Figure>,
    /// True if some label is not known.
    pub is_ambiguous: bool,
    /// Period, basis, total, source.
    pub facts: Vec<Fact>,
    /// Concentration.
    pub concentration: Vec<Fact>,
    /// Unit of the amounts; empty without amounts.
    pub unit: String,
    /// Its parts, nested ones below their parent.
    pub parts: Vec<PartRow>,
    /// Sum of the shares, percent.
    pub sum: String,
    /// The whole in the unit.
    pub total: String,
    /// True if a part names candidates.
    pub has_candidates: bool,
    /// Findings of this file.
    pub findings: Vec<FindingRow>,
}

/// One part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PartRow {
    /// What it is; its key where no name is written.
    pub name: String,
    /// Levels below the top.
    pub depth: usize,
    /// Percent of its parent.
    pub share: String,
    /// Percent of the whole.
    pub of_total: String,
    /// Share of the whole for drawing, 0..=100.
    pub width: String,
    /// Amount in the table's unit.
    pub amount: String,
    /// The labels it may belong to.
    pub candidates: String,
    /// How sure.
    pub confidence: String,
    /// True for the remainder.
    pub is_other: bool,
}

/// Views the list of compositions.
pub fn list(scope: Scope<'_>) -> CompositionsPage {
    let sheets = scope.book().compositions.iter();
    let rows = sheets.filter_map(|(id, sheet)| {
        let result = scope.shared.assessment.compositions.get(id)?;
        Some(CompositionRow {
            composition: scope.page(PageKind::Composition, id, &sheet.data.name),
            period: period(scope, &sheet.data),
            total: result
                .total
                .as_ref()
                .map(|total| scope.money(total).text)
                .unwrap_or_default(),
            n_parts: result.parts.len(),
            cr3: format::number(&result.cr3, 1),
            hhi: format::grouped(&result.hhi, 0),
            is_ambiguous: result.is_ambiguous,
        })
    });
    CompositionsPage { rows: rows.collect() }
}

/// The period of a composition and what it covers: `2006Q4 · 月均`.
pub fn period(scope: Scope<'_>, composition: &Composition) -> String {
    let period = composition.period.map(|period| period.to_string());
    let basis = composition
        .basis
        .map(|basis| format::basis(basis, scope.lang).to_owned());
    let parts: Vec<String> = [period, basis].into_iter().flatten().collect();
    parts.join(" · ")
}

/// Views one composition.
pub fn view(scope: Scope<'_>, id: &Id) -> Option<CompositionPage> {
    let sheet = scope.book().compositions.get(id)?;
    let result = scope.shared.assessment.compositions.get(id)?;
    let scale = result
        .total
        .as_ref()
        .map(|total| MoneyScale::of(total, &scope.book().settings.currency, scope.lang));
    let amount = |amount: Option<&Exact>| match (&scale, amount) {
        (Some(scale), Some(amount)) => scale.bare(amount, 2),
        _ => String::new(),
    };
    let mut parts = Vec::new();
    rows(scope, (&sheet.data.parts, &result.parts), 0, &amount, &mut parts);
    Some(CompositionPage {
        figure: figures::composition(scope, id, false),
        treemap: figures::treemap(scope, id)
            .filter(|_| parts.iter().any(|part| part.depth > 0))
            .map(without_numbers),
        donut: figures::donut(scope, id).map(without_numbers),
        is_ambiguous: result.is_ambiguous,
        facts: facts(scope, &sheet.data, result),
        concentration: concentration(scope, result),
        unit: scale.as_ref().map(|scale| scale.unit.clone()).unwrap_or_default(),
        has_candidates: parts.iter().any(|part| !part.candidates.is_empty()),
        parts,
        sum: format::number(&result.sum, 2),
        total: amount(result.total.as_ref()),
        findings: scope.findings_of(&sheet.file),
    })
}

/// A figure beside another that has its numbers.
fn without_numbers(mut figure: Figure) -> Figure {
    figure.table.rows.clear();
    figure
}

fn rows(
    scope: Scope<'_>,
    (written, results): (&[Part], &[PartResult]),
    depth: usize,
    amount: &dyn Fn(Option<&Exact>) -> String,
    out: &mut Vec<PartRow>,
) {
    for result in results {
        let Some(part) = written.iter().find(|part| part.key.value == result.key) else {
            continue;
        };
        let candidates: Vec<String> = part.candidates.iter().map(|label| scope.text(label)).collect();
        out.push(PartRow {
            name: part_name(scope, part),
            depth,
            share: format::fixed(&result.share, 1),
            of_total: format::fixed(&result.of_total, 1),
            width: format!("{:.1}", result.of_total.to_f64().clamp(0.0, 100.0)),
            amount: amount(result.amount.as_ref()),
            candidates: candidates.join(" / "),
            confidence: part
                .confidence
                .map(|confidence| format::confidence(confidence, scope.lang).to_owned())
                .unwrap_or_default(),
            is_other: result.is_other,
        });
        rows(scope, (&part.parts, &result.parts), depth + 1, amount, out);
    }
}

/// What a part is called: its name, else its label, else its key.
pub fn part_name(scope: Scope<'_>, part: &Part) -> String {
    part.name
        .as_ref()
        .map_or_else(|| scope.label(&part.key.value), |name| scope.text(name))
}

fn fact(name: String, value: String) -> Fact {
    Fact {
        name,
        values: vec![Link::plain(value)],
        title: None,
    }
}

fn facts(scope: Scope<'_>, composition: &Composition, result: &CompositionResult) -> Vec<Fact> {
    let mut facts = Vec::new();
    if let Some(measure) = &composition.measure {
        let label = match measure.as_str() {
            "revenue" => scope.say("revenue"),
            "profit" => scope.say("profit"),
            "spend" => scope.say("spend"),
            other => Id::new(other).map_or_else(|| other.to_owned(), |id| scope.label(&id)),
        };
        facts.push(fact(scope.say("measure"), label));
    }
    let period = period(scope, composition);
    if !period.is_empty() {
        facts.push(fact(scope.say("period"), period));
    }
    if let Some(total) = &result.total {
        let shown = scope.money(total);
        facts.push(Fact {
            title: shown.title,
            ..fact(scope.say("total"), shown.text)
        });
    }
    if let Some(source) = &composition.source {
        facts.push(fact(scope.say("source"), source.clone()));
    }
    facts
}

fn concentration(scope: Scope<'_>, result: &CompositionResult) -> Vec<Fact> {
    let effective = scope.number(result.effective_n.as_ref(), 2);
    [
        ("cr1", format::number(&result.cr1, 1)),
        ("cr3", format::number(&result.cr3, 1)),
        ("hhi", format::grouped(&result.hhi, 0)),
        ("hhi_leaves", format::grouped(&result.hhi_leaves, 0)),
        ("effective_n", effective),
    ]
    .into_iter()
    .map(|(key, value)| fact(scope.say(key), value))
    .collect()
}
