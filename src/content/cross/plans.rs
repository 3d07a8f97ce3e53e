//! Steps of a plan are taken in order.

use crate::content::cross::Scope;
use crate::content::cross::report::Report;
use crate::content::cross::report::spot;
use crate::diag::Code;
use crate::model::account::Account;
use crate::model::account::Answer;
use crate::model::account::Plan;
use crate::model::account::StepState;
use crate::model::book::Page;
use crate::model::playbook::EvidenceKind;
use crate::model::playbook::Point;
use crate::model::playbook::Step;
use crate::words;

/// No step is reviewed while an earlier one has nothing answered.
pub(super) fn check(scope: Scope, page: &Page<Account>, report: &mut Report) {
    let Some(plan) = &page.data.plan else { return };
    let playbook = scope.book.playbook.get(&plan.playbook.value);
    let Some(method) = playbook.and_then(|page| page.data.method.as_ref()) else {
        return;
    };
    let mut empty: Option<&Step> = None;
    for step in &method.steps {
        let id = &step.id.value;
        if let (Some(earlier), Some(written)) = (empty, plan.steps.get(id))
            && written.state == StepState::Reviewed
        {
            let earlier = &earlier.id.value;
            report.add(
                Code::SkippedStep,
                spot(written.at, id.as_str(), format_args!("plan.steps.{id}.state")),
                words!(
                    "步骤 `{id}` 已评审，而前面的 `{earlier}` 一个要点也没有答",
                    "step `{id}` is reviewed while nothing is answered in `{earlier}` before it"
                ),
                words!(
                    "先答 `{earlier}` 的要点，或把 `{id}` 改回 `draft`",
                    "answer `{earlier}` first, or set `{id}` back to `draft`"
                ),
            );
        }
        if empty.is_none() && is_empty(plan, step) {
            empty = Some(step);
        }
    }
}

/// True if a step asks for something and nothing of it is answered.
fn is_empty(plan: &Plan, step: &Step) -> bool {
    let answers = plan.steps.get(&step.id.value).map(|step| &step.answers);
    let mut required = step.points.iter().filter(|point| point.required).peekable();
    required.peek().is_some()
        && required.all(|point| {
            let answer = answers.and_then(|answers| answers.get(&point.id.value));
            !answer.is_some_and(|answer| is_answered(point, answer))
        })
}

fn is_answered(point: &Point, answer: &Answer) -> bool {
    let has_text = answer.text.as_ref().is_some_and(|text| !text.is_empty());
    has_text && (point.evidence == EvidenceKind::None || !answer.evidence.is_empty())
}
