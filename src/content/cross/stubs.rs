//! What is published though it is not complete, and steps that are missing.

use std::sync::Arc;

use crate::content::cross::Scope;
use crate::content::cross::references::models::model_file;
use crate::content::cross::report::Report;
use crate::content::cross::report::is_written;
use crate::content::cross::report::key;
use crate::content::cross::report::point;
use crate::content::cross::report::spot;
use crate::diag::At;
use crate::diag::Code;
use crate::diag::Finding;
use crate::diag::Lang;
use crate::diag::Words;
use crate::model::industry::Completeness;
use crate::model::playbook::Method;
use crate::words;

/// Checks playbook pages, needs stages and scorecards: one finding each.
pub(super) fn check(scope: Scope, findings: &mut Vec<Finding>) {
    let mut on = |file: &Arc<str>, rule: &dyn Fn(&mut Report)| {
        let mut report = Report::new(scope, file);
        rule(&mut report);
        findings.append(&mut report.findings);
    };
    for page in scope.book.playbook.values() {
        if let Some(written) = &page.data.method {
            on(&page.file, &|report| {
                step_count(written, report);
                method(written, key(&page.data.keys, "status"), report);
            });
        }
    }
    for page in scope.book.industries.values() {
        on(&page.file, &|report| {
            for (n, stage) in page.data.needs_stages.iter().enumerate() {
                if let Some(status) = stage.status.filter(|status| *status != Completeness::Complete) {
                    let id = &stage.id.value;
                    let Words { zh, en } = label(status);
                    report.add(
                        Code::Stub,
                        spot(stage.id.at, id.as_str(), format_args!("needs_stages[{n}].status")),
                        words!("阶段 `{id}` 标着“{zh}”", "stage `{id}` is marked {en}"),
                        mend(),
                    );
                }
            }
        });
    }
    for scorecard in scope.book.rulers.scorecards.values() {
        let mut unfinished = scorecard
            .groups
            .iter()
            .flat_map(|group| &group.criteria)
            .filter(|criterion| {
                criterion
                    .status
                    .is_some_and(|status| status != Completeness::Complete)
            })
            .peekable();
        let Some(at) = unfinished.peek().map(|criterion| criterion.id.at) else {
            continue;
        };
        let n = unfinished.count();
        on(&model_file(scope, &scorecard.id), &|report| {
            report.add(
                Code::Stub,
                point(at, format_args!("groups")),
                words!(
                    "{n} 个评分项是补写或待补的",
                    "{n} criteria are reconstructed or stubs"
                ),
                mend(),
            );
        });
    }
}

fn step_count(method: &Method, report: &mut Report) {
    let Some(declared) = &method.declared_steps else {
        return;
    };
    let written = i64::try_from(method.steps.len()).unwrap_or(i64::MAX);
    if method.status == Completeness::Stub || declared.value == written || !is_written(declared.at) {
        return;
    }
    let declared_steps = declared.value;
    report.add(
        Code::StepCount,
        spot(
            declared.at,
            &declared_steps.to_string(),
            format_args!("declared_steps"),
        ),
        words!(
            "声明 {declared_steps} 步，实有 {written} 步",
            "{declared_steps} steps are declared, {written} are written"
        ),
        words!(
            "补上缺的步骤，改 `declared_steps`，或标 `status: stub`",
            "write the missing steps, change `declared_steps`, or mark it `status: stub`"
        ),
    );
}

/// `at` is where its status stands.
fn method(method: &Method, at: At, report: &mut Report) {
    let unfinished = |status: &Completeness| *status != Completeness::Complete;
    let steps = method.steps.iter();
    let steps = steps.filter(|step| step.status.as_ref().is_some_and(unfinished));
    let steps: Vec<At> = steps.map(|step| step.id.at).collect();
    let (at, message) = if unfinished(&method.status) {
        let Words { zh, en } = label(method.status);
        (at, words!("本页标着“{zh}”", "this page is marked {en}"))
    } else if let Some(first) = steps.iter().min() {
        let n = steps.len();
        let message = words!("{n} 个步骤是补写或待补的", "{n} steps are reconstructed or stubs");
        (*first, message)
    } else {
        return;
    };
    report.add(Code::Stub, point(at, format_args!("status")), message, mend());
}

fn label(status: Completeness) -> Words {
    Words::new(status.label(Lang::Zh), format!("`{}`", status.word()))
}

fn mend() -> Words {
    Words::new(
        "找到出处补全后改成 `status: complete`；页面上会标明它不完整",
        "complete it from its source and mark it `status: complete`; the page says that it is not",
    )
}
