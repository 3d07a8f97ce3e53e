//! How far an account is along its playbook 六步计划: the state and completeness of each step.

use jiff::civil::Date;

use crate::engine::statistic::count;
use crate::engine::statistic::mean;
use crate::model::account::Answer;
use crate::model::account::Plan;
use crate::model::account::PlanStep;
use crate::model::account::StepState;
use crate::model::account::words_enum;
use crate::model::date::days_between;
use crate::model::exact::Exact;
use crate::model::id::Id;
use crate::model::playbook::EvidenceKind;
use crate::model::playbook::Method;
use crate::model::playbook::Point;
use crate::model::playbook::Step;

words_enum! {
    /// The state of a step on the book's day.
    Progress {
        Todo = "todo", "未开始", "To do";
        Draft = "draft", "草稿", "Draft";
        Reviewed = "reviewed", "已评审", "Reviewed";
        Stale = "stale", "评审过期", "Stale";
    }
}

/// One step of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepResult {
    /// The step of the playbook.
    pub id: Id,
    /// Its state; a review older than the playbook allows is stale.
    pub state: Progress,
    /// Answered required points / required points, 0..=1; `None` if none is required.
    pub completeness: Option<Exact>,
    /// Required points without an answer, in the playbook's order.
    pub open: Vec<Id>,
}

/// Every step of the method in its order, whether the plan speaks of it or not.
pub fn follow(plan: &Plan, method: &Method, as_of: Date) -> Vec<StepResult> {
    let mut steps: Vec<&Step> = method.steps.iter().collect();
    steps.sort_by_key(|step| step.order);
    steps
        .into_iter()
        .map(|step| result(step, plan.steps.get(&step.id.value), as_of))
        .collect()
}

/// Mean completeness of the steps that require something; `None` if none does.
///
/// It is never mixed into a value or a score: filling in forms is not worth anything by itself.
pub fn completeness(steps: &[StepResult]) -> Option<Exact> {
    let known: Vec<Exact> = steps
        .iter()
        .filter_map(|step| step.completeness.clone())
        .collect();
    mean(&known)
}

fn result(step: &Step, written: Option<&PlanStep>, as_of: Date) -> StepResult {
    let required: Vec<&Point> = step.points.iter().filter(|point| point.required).collect();
    let open: Vec<Id> = required
        .iter()
        .filter(|point| {
            let answer = written.and_then(|written| written.answers.get(&point.id.value));
            !answer.is_some_and(|answer| is_answered(point, answer))
        })
        .map(|point| point.id.value.clone())
        .collect();
    StepResult {
        id: step.id.value.clone(),
        state: state(step, written, as_of),
        completeness: count(required.len() - open.len()).over(&count(required.len())),
        open,
    }
}

fn state(step: &Step, written: Option<&PlanStep>, as_of: Date) -> Progress {
    match written.map(|written| (written.state, written.reviewed_on)) {
        None | Some((StepState::Todo, _)) => Progress::Todo,
        Some((StepState::Draft, _)) => Progress::Draft,
        Some((StepState::Reviewed, reviewed_on)) => {
            let age = reviewed_on.map(|day| days_between(day, as_of));
            if age.zip(step.max_age_days).is_some_and(|(age, limit)| age > limit) {
                Progress::Stale
            } else {
                Progress::Reviewed
            }
        }
    }
}

/// True with a text, and with evidence where the point wants any.
fn is_answered(point: &Point, answer: &Answer) -> bool {
    let has_text = answer.text.as_ref().is_some_and(|text| !text.is_empty());
    match point.evidence {
        EvidenceKind::None => has_text,
        EvidenceKind::Link | EvidenceKind::Figure => has_text && !answer.evidence.is_empty(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::diag::At;
    use crate::engine::samples::day;
    use crate::engine::samples::id;
    use crate::engine::samples::reference;
    use crate::model::industry::Completeness;
    use crate::model::text::Text;

    fn point(name: &str, evidence: EvidenceKind, required: bool) -> Point {
        Point {
            id: reference(name),
            text: Text::default(),
            required,
            evidence,
            fields: Vec::new(),
        }
    }

    fn followed(points: Vec<Point>, written: Option<PlanStep>) -> StepResult {
        let step = Step {
            id: reference("step"),
            order: 1,
            name: Text::default(),
            purpose: None,
            status: None,
            max_age_days: Some(30),
            points,
        };
        let method = Method {
            status: Completeness::Complete,
            declared_steps: None,
            steps: vec![step],
            tiers: Vec::new(),
            industries: Vec::new(),
        };
        let plan = Plan {
            playbook: reference("book"),
            steps: written.map(|written| (id("step"), written)).into_iter().collect(),
        };
        follow(&plan, &method, day("2025-06-30")).remove(0)
    }

    fn written(
        state: StepState,
        reviewed_on: Option<&str>,
        answers: &[(&str, &str, usize)],
    ) -> Option<PlanStep> {
        let answers = answers.iter().map(|(point, text, n_evidence)| {
            let answer = Answer {
                text: Some(Text::plain(*text)),
                evidence: vec!["link".to_owned(); *n_evidence],
                at: At::default(),
            };
            (id(point), answer)
        });
        Some(PlanStep {
            state,
            reviewed_on: reviewed_on.map(day),
            answers: answers.collect::<BTreeMap<Id, Answer>>(),
            at: At::default(),
        })
    }

    #[test]
    fn a_review_is_stale_only_beyond_its_age_and_only_with_a_date() {
        let state = |day| followed(vec![], written(StepState::Reviewed, day, &[])).state;
        assert_eq!(state(Some("2025-05-31")), Progress::Reviewed);
        assert_eq!(state(Some("2025-05-30")), Progress::Stale);
        assert_eq!(state(None), Progress::Reviewed);
    }

    #[test]
    fn a_step_nobody_wrote_is_to_do() {
        let result = followed(vec![point("a", EvidenceKind::None, true)], None);
        assert_eq!(
            (result.state, result.completeness),
            (Progress::Todo, Some(Exact::ZERO))
        );
    }

    #[test]
    fn an_answer_is_a_text_and_the_evidence_the_point_wants() {
        let points = vec![
            point("a", EvidenceKind::None, true),
            point("b", EvidenceKind::Link, true),
            point("c", EvidenceKind::Figure, true),
            point("d", EvidenceKind::None, true),
            point("e", EvidenceKind::None, false),
        ];
        let answers = [("a", "x", 0), ("b", "x", 0), ("c", "x", 1), ("d", " ", 0)];
        let result = followed(points, written(StepState::Draft, None, &answers));
        assert_eq!(result.completeness, Exact::ratio(1, 2));
        assert_eq!(result.open, [id("b"), id("d")]);
    }

    #[test]
    fn a_step_that_requires_nothing_has_no_completeness() {
        let result = followed(vec![point("a", EvidenceKind::None, false)], None);
        assert_eq!(result.completeness, None);
        assert_eq!(completeness(&[result]), None);
    }
}
