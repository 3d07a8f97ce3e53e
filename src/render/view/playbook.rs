//! The playbook 方法: its contents, each method step by step, who is at which step.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::book::Book;
use crate::model::book::PageKind;
use crate::model::id::Id;
use crate::model::playbook::EvidenceKind;
use crate::model::playbook::PlaybookPage;
use crate::model::playbook::Step;
use crate::render::format;
use crate::render::scope::Scope;
use crate::render::view::parts::FindingRow;
use crate::render::view::parts::Link;

/// Accounts named at a step; the rest is counted.
const ROWS: usize = 40;

/// The contents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ContentsPage {
    /// Sections, each with its pages.
    pub sections: Vec<Section>,
}

/// A section of the playbook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Section {
    /// Its folder; empty at the top.
    pub name: String,
    /// Its pages, in order.
    pub pages: Vec<ContentsRow>,
}

/// One page in the contents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ContentsRow {
    /// The page.
    pub page: Link,
    /// True for the page that is open.
    pub is_current: bool,
    /// Names of its steps.
    pub steps: Vec<String>,
    /// How much of it is from its source, in words; empty for a plain page.
    pub status: String,
    /// Accounts that follow it.
    pub n_accounts: usize,
}

/// One page of the playbook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PlaybookView {
    /// The whole contents, for the side.
    pub sections: Vec<Section>,
    /// The method, where the page is one.
    pub method: Option<MethodView>,
    /// Where it comes from.
    pub source: String,
    /// The page before.
    pub previous: Option<Link>,
    /// The page after.
    pub next: Option<Link>,
    /// Headings of the text.
    pub headings: Vec<HeadingRow>,
    /// Findings of this file.
    pub findings: Vec<FindingRow>,
    /// The text, as HTML.
    pub body: String,
}

/// A heading of the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct HeadingRow {
    /// Anchor.
    pub id: String,
    /// Its words.
    pub text: String,
}

/// A method.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct MethodView {
    /// `complete`, `reconstructed` or `stub`.
    pub status_key: String,
    /// The same, in words.
    pub status: String,
    /// How many steps it should have, where that differs from what it has.
    pub declared_steps: Option<i64>,
    /// Tiers it is meant for; empty = all.
    pub tiers: Vec<String>,
    /// Industries it is meant for; empty = all.
    pub industries: Vec<Link>,
    /// Its steps.
    pub steps: Vec<MethodStep>,
}

/// One step of a method.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct MethodStep {
    /// Anchor on the page.
    pub anchor: String,
    /// Its number.
    pub order: i64,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub purpose: String,
    /// How much of it is from its source, in words; empty if complete.
    pub status: String,
    /// Days a review holds.
    pub max_age_days: Option<i64>,
    /// Its points.
    pub points: Vec<MethodPoint>,
    /// Accounts whose first open step this is.
    pub accounts: Vec<Link>,
    /// How many there are.
    pub n_accounts: usize,
}

/// One point of a step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct MethodPoint {
    /// The question.
    pub text: String,
    /// True if the step is not complete without it.
    pub required: bool,
    /// What the answer must bring, in words; empty if nothing.
    pub evidence: String,
    /// Dossier fields that hold the answer.
    pub fields: String,
}

/// Pages of the playbook in reading order: by section, then order, then id.
pub fn reading_order(book: &Book) -> Vec<Id> {
    let mut pages: Vec<&PlaybookPage> = book.playbook.values().map(|page| &page.data).collect();
    pages.sort_by(|a, b| {
        let order = match (&a.order, &b.order) {
            (Some(a), Some(b)) => a.cmp(b),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => Ordering::Equal,
        };
        a.section
            .cmp(&b.section)
            .then(order)
            .then_with(|| a.id.cmp(&b.id))
    });
    pages.into_iter().map(|page| page.id.clone()).collect()
}

/// Views the contents.
pub fn list(scope: Scope<'_>) -> ContentsPage {
    ContentsPage {
        sections: sections(scope, None),
    }
}

fn sections(scope: Scope<'_>, current: Option<&Id>) -> Vec<Section> {
    let mut n_following: BTreeMap<&Id, usize> = BTreeMap::new();
    for ((playbook, _), accounts) in &scope.shared.crossings.at_step {
        *n_following.entry(playbook).or_default() += accounts.len();
    }
    let mut sections: Vec<Section> = Vec::new();
    for id in reading_order(scope.book()) {
        let Some(page) = scope.book().playbook.get(&id) else {
            continue;
        };
        let method = page.data.method.as_ref();
        let steps = method.into_iter().flat_map(|method| &method.steps);
        let row = ContentsRow {
            page: scope.page(PageKind::Playbook, &id, &page.data.name),
            is_current: current == Some(&id),
            steps: steps.map(|step| scope.text(&step.name)).collect(),
            status: method
                .map(|method| method.status.label(scope.lang).to_owned())
                .unwrap_or_default(),
            n_accounts: n_following.get(&id).copied().unwrap_or(0),
        };
        match sections.last_mut() {
            Some(section) if section.name == page.data.section => section.pages.push(row),
            _ => sections.push(Section {
                name: page.data.section.clone(),
                pages: vec![row],
            }),
        }
    }
    sections
}

/// Views one page.
pub fn view(scope: Scope<'_>, id: &Id) -> Option<PlaybookView> {
    let page = scope.book().playbook.get(id)?;
    let order = reading_order(scope.book());
    let position = order.iter().position(|other| other == id)?;
    let link = |idx: Option<usize>| {
        let id = order.get(idx?)?;
        let page = scope.book().playbook.get(id)?;
        Some(scope.page(PageKind::Playbook, id, &page.data.name))
    };
    Some(PlaybookView {
        sections: sections(scope, Some(id)),
        method: method(scope, &page.data),
        source: page.data.source.clone().unwrap_or_default(),
        previous: link(position.checked_sub(1)),
        next: link(position.checked_add(1)),
        headings: page
            .body
            .headings
            .iter()
            .filter(|heading| heading.level <= 3)
            .map(|heading| HeadingRow {
                id: heading.id,
                text: heading.text,
            })
            .collect(),
        findings: scope.findings_of(&page.file),
        body: scope.body((PageKind::Playbook, id), &page.body),
    })
}

fn method(scope: Scope<'_>, page: &PlaybookPage) -> Option<MethodView> {
    let method = page.method.as_ref()?;
    let declared = method.declared_steps.as_ref().map(|declared| declared.value);
    Some(MethodView {
        status_key: method.status.word().to_owned(),
        status: method.status.label(scope.lang).to_owned(),
        declared_steps: declared.filter(|declared| usize::try_from(*declared) != Ok(method.steps.len())),
        tiers: method.tiers.iter().map(|tier| scope.level_label(tier)).collect(),
        industries: method
            .industries
            .iter()
            .map(|industry| scope.industry(&industry.value))
            .collect(),
        steps: method
            .steps
            .iter()
            .map(|step| method_step(scope, &page.id, step))
            .collect(),
    })
}

fn method_step(scope: Scope<'_>, playbook: &Id, step: &Step) -> MethodStep {
    let key = (playbook.clone(), step.id.value.clone());
    let accounts = scope.shared.crossings.at_step.get(&key);
    let named: Vec<Id> = accounts.into_iter().flatten().take(ROWS).cloned().collect();
    MethodStep {
        anchor: format!("step-{}", step.id.value),
        order: step.order,
        name: scope.text(&step.name),
        purpose: scope.text_or_empty(step.purpose.as_ref()),
        status: step
            .status
            .filter(|status| status.word() != "complete")
            .map(|status| status.label(scope.lang).to_owned())
            .unwrap_or_default(),
        max_age_days: step.max_age_days,
        points: step
            .points
            .iter()
            .map(|point| MethodPoint {
                text: scope.text(&point.text),
                required: point.required,
                evidence: if point.evidence == EvidenceKind::None {
                    String::new()
                } else {
                    point.evidence.label(scope.lang).to_owned()
                },
                fields: format::joined(&point.fields, scope.lang),
            })
            .collect(),
        accounts: scope.accounts(&named),
        n_accounts: accounts.map_or(0, Vec::len),
    }
}
