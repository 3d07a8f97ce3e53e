//! How far the plan is: steps with their answers and evidence, objectives with their actions.

use serde::Serialize;

use crate::model::account::Account;
use crate::model::account::Answer;
use crate::model::account::Plan;
use crate::model::account::StepState;
use crate::model::book::PageKind;
use crate::model::id::Id;
use crate::model::playbook::EvidenceKind;
use crate::model::playbook::Step;
use crate::render::route::Route;
use crate::render::scope::Scope;
use crate::render::view::parts::Link;
use std::collections::BTreeSet;

/// How far a plan is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PlanView {
    /// The method.
    pub playbook: Link,
    /// Its steps.
    pub steps: Vec<StepView>,
}

/// One step of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StepView {
    /// Its number.
    pub order: i64,
    /// Its name, leading to the method.
    pub name: Link,
    /// `todo`, `draft` or `reviewed`.
    pub state: String,
    /// The same, in words.
    pub label: String,
    /// When it was reviewed.
    pub reviewed_on: String,
    /// Required points answered, of how many: `2 / 3`.
    pub answered: String,
    /// Its points.
    pub points: Vec<PointView>,
}

/// One point of a step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PointView {
    /// The question.
    pub question: String,
    /// True if the step is not complete without it.
    pub required: bool,
    /// The answer; empty if there is none.
    pub answer: String,
    /// Links or figures that show it.
    pub evidence: Vec<Link>,
    /// True if it asks for evidence and has none.
    pub lacks_evidence: bool,
}

/// An objective.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ObjectiveRow {
    /// What is wanted; empty for actions without an objective.
    pub text: String,
    /// What it is measured by.
    pub measure: String,
    /// Where it began.
    pub baseline: String,
    /// Where it is.
    pub actual: String,
    /// Where it should be.
    pub target: String,
    /// By when.
    pub due: String,
    /// Its actions, by their day.
    pub actions: Vec<ActionRow>,
}

/// An action.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ActionRow {
    /// What is to be done.
    pub text: String,
    /// By whom.
    pub owner: String,
    /// By when.
    pub due: String,
    /// When it was done.
    pub done: String,
    /// What it works on.
    pub kind: String,
    /// True if its day is past and it is not done.
    pub is_late: bool,
}

pub(super) fn plan_view(scope: Scope<'_>, plan: &Plan) -> Option<PlanView> {
    let page = scope.book().playbook.get(&plan.playbook.value)?;
    let method = page.data.method.as_ref()?;
    Some(PlanView {
        playbook: scope.page(PageKind::Playbook, &page.data.id, &page.data.name),
        steps: method
            .steps
            .iter()
            .map(|step| step_view(scope, plan, step))
            .collect(),
    })
}

fn step_view(scope: Scope<'_>, plan: &Plan, step: &Step) -> StepView {
    let written = plan.steps.get(&step.id.value);
    let state = written.map_or(StepState::Todo, |written| written.state);
    let answer = |id: &Id| written.and_then(|written| written.answers.get(id));
    let is_answered = |id: &Id, evidence: EvidenceKind| {
        answer(id).is_some_and(|answer| {
            let has_text = answer.text.as_ref().is_some_and(|text| !text.is_empty());
            has_text && (evidence == EvidenceKind::None || !answer.evidence.is_empty())
        })
    };
    let required: Vec<_> = step.points.iter().filter(|point| point.required).collect();
    let n_answered = required
        .iter()
        .filter(|point| is_answered(&point.id.value, point.evidence))
        .count();
    let page = scope.href(&Route::One(PageKind::Playbook, plan.playbook.value.clone()));
    StepView {
        order: step.order,
        name: Link {
            text: scope.text(&step.name),
            href: Some(format!("{page}#step-{}", step.id.value)),
        },
        state: state.word().to_owned(),
        label: state.label(scope.lang).to_owned(),
        reviewed_on: scope.day(written.and_then(|written| written.reviewed_on)),
        answered: format!("{n_answered} / {}", required.len()),
        points: step
            .points
            .iter()
            .map(|point| {
                let answer = answer(&point.id.value);
                PointView {
                    question: scope.text(&point.text),
                    required: point.required,
                    answer: scope.text_or_empty(answer.and_then(|answer| answer.text.as_ref())),
                    evidence: evidence(scope, answer),
                    lacks_evidence: point.evidence != EvidenceKind::None
                        && answer.is_some_and(|answer| answer.evidence.is_empty()),
                }
            })
            .collect(),
    }
}

/// Evidence is free text; what names a page of the book or an address leads there.
fn evidence(scope: Scope<'_>, answer: Option<&Answer>) -> Vec<Link> {
    let entries = answer.into_iter().flat_map(|answer| &answer.evidence);
    entries
        .map(|entry| {
            let stem = entry.strip_suffix(".md").unwrap_or(entry);
            let page = stem
                .rsplit_once('/')
                .and_then(|(kind, id)| Some((PageKind::from_word(kind)?, Id::new(id)?)))
                .filter(|(kind, id)| scope.has_page(*kind, id));
            let is_address = entry.starts_with("https://") || entry.starts_with("http://");
            Link {
                text: entry.clone(),
                href: match page {
                    Some((kind, id)) => Some(scope.href(&Route::One(kind, id))),
                    None => is_address.then(|| entry.clone()),
                },
            }
        })
        .collect()
}

pub(super) fn objectives(scope: Scope<'_>, account: &Account) -> Vec<ObjectiveRow> {
    let known: BTreeSet<&Id> = account.objectives.iter().map(|o| &o.id.value).collect();
    let actions_of = |objective: Option<&Id>| {
        let mut actions: Vec<_> = account
            .actions
            .iter()
            .filter(|action| {
                let of = action.objective.as_ref().map(|of| &of.value);
                of.filter(|of| known.contains(of)) == objective
            })
            .collect();
        actions.sort_by_key(|action| action.due);
        let rows = actions.into_iter().map(|action| ActionRow {
            text: scope.text(&action.text),
            owner: action
                .owner
                .as_ref()
                .map(|owner| scope.person(&owner.value))
                .unwrap_or_default(),
            due: scope.day(action.due),
            done: scope.day(action.done),
            kind: action
                .kind
                .map(|kind| kind.label(scope.lang).to_owned())
                .unwrap_or_default(),
            is_late: action.done.is_none() && action.due.is_some_and(|due| due < scope.book().as_of),
        });
        rows.collect::<Vec<_>>()
    };
    let mut rows: Vec<ObjectiveRow> = account
        .objectives
        .iter()
        .map(|objective| ObjectiveRow {
            text: scope.text(&objective.text),
            measure: objective.measure.clone().unwrap_or_default(),
            baseline: scope.number(objective.baseline.as_ref(), 4),
            actual: scope.number(objective.actual.as_ref(), 4),
            target: scope.number(objective.target.as_ref(), 4),
            due: scope.day(objective.due),
            actions: actions_of(Some(&objective.id.value)),
        })
        .collect();
    let loose = actions_of(None);
    if !loose.is_empty() {
        rows.push(ObjectiveRow {
            text: String::new(),
            measure: String::new(),
            baseline: String::new(),
            actual: String::new(),
            target: String::new(),
            due: String::new(),
            actions: loose,
        });
    }
    rows
}
