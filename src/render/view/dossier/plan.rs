//! How far the plan is: steps with their answers and evidence, objectives with their actions.

use schemars::JsonSchema;
use serde::Serialize;

use crate::engine::steps::StepResult;
use crate::engine::steps::completeness;
use crate::model::account::Account;
use crate::model::account::Answer;
use crate::model::account::Plan;
use crate::model::book::PageKind;
use crate::model::id::Id;
use crate::model::playbook::EvidenceKind;
use crate::model::playbook::Step;
use crate::render::format;
use crate::render::route::Route;
use crate::render::scope::Scope;
use crate::render::view::parts::Link;
use std::collections::BTreeSet;

/// How far a plan is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PlanView {
    /// The method.
    pub playbook: Link,
    /// Mean completeness, and that it is no part of the value; empty if no step requires anything.
    pub sentence: String,
    /// Its steps, in order.
    pub steps: Vec<StepView>,
}

/// One step of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct StepView {
    /// Its id. Its place on the page is `#f-steps.<key>`.
    pub key: String,
    /// Its number.
    pub order: i64,
    /// Its name, leading to the method.
    pub name: Link,
    /// `todo`, `draft`, `reviewed` or `stale`.
    pub state: String,
    /// The same, in words.
    pub label: String,
    /// When it was reviewed.
    pub reviewed_on: String,
    /// Required points answered, percent; the sign for unknown if none is required.
    pub completeness: String,
    /// The same as counts: `2 / 3`.
    pub answered: String,
    /// Its points.
    pub points: Vec<PointView>,
}

/// One point of a step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
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

pub(super) fn plan_view(scope: Scope<'_>, account: &Account) -> Option<PlanView> {
    let plan = account.plan.as_ref()?;
    let page = scope.book().playbook.get(&plan.playbook.value)?;
    let method = page.data.method.as_ref()?;
    let results = &scope.assessed(&account.id)?.linked.steps;
    let steps = results.iter().filter_map(|result| {
        let step = method.steps.iter().find(|step| step.id.value == result.id)?;
        Some(step_view(scope, plan, step, result))
    });
    Some(PlanView {
        playbook: scope.page(PageKind::Playbook, &page.data.id, &page.data.name),
        sentence: completeness(results).map_or_else(String::new, |mean| {
            let mean = format::percent(&mean, 0);
            scope.pick(
                format!("各步平均完整度 {mean}。填得全不等于客户值钱：完整度从不进入价值。"),
                format!("The steps are {mean} complete on average. Filling in forms is worth nothing by itself: completeness never enters the value."),
            )
        }),
        steps: steps.collect(),
    })
}

fn step_view(scope: Scope<'_>, plan: &Plan, step: &Step, result: &StepResult) -> StepView {
    let written = plan.steps.get(&step.id.value);
    let answer = |id: &Id| written.and_then(|written| written.answers.get(id));
    let n_required = step.points.iter().filter(|point| point.required).count();
    let n_answered = n_required.saturating_sub(result.open.len());
    let page = scope.href(&Route::One(PageKind::Playbook, plan.playbook.value.clone()));
    StepView {
        key: step.id.value.to_string(),
        order: step.order,
        name: Link {
            text: scope.text(&step.name),
            href: Some(format!("{page}#step-{}", step.id.value)),
        },
        state: result.state.word().to_owned(),
        label: result.state.label(scope.lang).to_owned(),
        reviewed_on: scope.day(written.and_then(|written| written.reviewed_on)),
        completeness: scope.percent(result.completeness.as_ref(), 0),
        answered: format!("{n_answered} / {n_required}"),
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

/// Objectives with their actions; actions without an objective under a last one without text.
pub fn objectives(scope: Scope<'_>, account: &Account) -> Vec<ObjectiveRow> {
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
            measure: objective
                .measure
                .as_deref()
                .map(|measure| format::unit_label(measure, scope.lang))
                .unwrap_or_default(),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::samples::Sample;
    use crate::render::samples::dossier;
    use crate::render::samples::file;
    use crate::render::samples::id;

    const METHOD: &str = "---\nname: {zh: 两步法, en: Two steps}\nstatus: complete\ndeclared_steps: 2\nsteps: [{id: look, order: 1, name: {zh: 看, en: Look}, max_age_days: 30, points: [{id: who, text: 谁, required: true, evidence: link}, {id: why, text: 为何, required: true, evidence: none}]}, {id: act, order: 2, name: {zh: 做, en: Act}, points: [{id: what, text: 什么, required: false, evidence: none}]}]\n---\n";

    #[test]
    fn a_step_says_how_complete_it_is_and_that_its_review_is_too_old() {
        let plan = "plan: {playbook: two, steps: {look: {state: reviewed, reviewed_on: 2025-01-01, answers: {who: {text: 部长}, why: {text: 要快}}}}}";
        let sample = Sample::of(&[dossier("a", plan), file("playbook/two.md", METHOD)]);
        let scope = sample.en();
        let view = plan_view(scope, scope.dossier(&id("a")).unwrap()).unwrap();
        let steps: Vec<(&str, &str, &str)> = view
            .steps
            .iter()
            .map(|step| {
                (
                    step.state.as_str(),
                    step.completeness.as_str(),
                    step.answered.as_str(),
                )
            })
            .collect();
        assert_eq!(steps, [("stale", "50%", "1 / 2"), ("todo", "–", "0 / 0")]);
        assert!(view.sentence.contains("50% complete") && view.sentence.contains("never enters the value"));
    }
}
