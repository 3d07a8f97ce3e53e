//! Typical customers of a stage of needs, and targets of a transformation, against what else the book says.

use crate::content::cross::Scope;
use crate::content::cross::report::Report;
use crate::content::cross::report::spot;
use crate::diag::Code;
use crate::diag::Finding;
use crate::model::account::OfferingState;
use crate::model::industry::Industry;
use crate::model::industry::Transformation;
use crate::words;

/// Checks every industry.
pub(super) fn check(scope: Scope, findings: &mut Vec<Finding>) {
    for page in scope.book.industries.values() {
        let mut report = Report::new(scope, &page.file);
        typical(scope, &page.data, &mut report);
        if let Some(grid) = &page.data.transformation {
            targets(grid, &mut report);
        }
        findings.append(&mut report.findings);
    }
}

/// A customer of this industry stands where its own dossier says; words that name no account are left alone.
fn typical(scope: Scope, industry: &Industry, report: &mut Report) {
    for (n, stage) in industry.needs_stages.iter().enumerate() {
        for (m, named) in stage.typical.iter().enumerate() {
            let Some(page) = scope.book.accounts.get(named.value.as_str()) else {
                continue;
            };
            let Some(stated) = &page.data.needs_stage else {
                continue;
            };
            let (id, here, there) = (&named.value, &stage.id.value, &stated.stage.value);
            let is_known = industry.needs_stages.iter().any(|stage| stage.id.value == *there);
            if page.data.industry.value != industry.id || !is_known || here == there {
                continue;
            }
            report.add(
                Code::TypicalStage,
                spot(named.at, id, format_args!("needs_stages[{n}].typical[{m}]")),
                words!(
                    "`{id}` 被列为阶段 `{here}` 的典型客户，它的档案写的却是 `{there}`",
                    "`{id}` is named as typical of stage `{here}`, but its dossier states `{there}`"
                ),
                words!(
                    "挪到阶段 `{there}` 下，或更新档案的 `needs_stage`",
                    "move it to stage `{there}`, or renew `needs_stage` in the dossier"
                ),
            );
        }
    }
}

/// A target without a day and a person is a wish.
fn targets(grid: &Transformation, report: &mut Report) {
    let offerings = grid.offerings.iter().enumerate();
    for (n, target) in offerings.filter(|(_, offering)| offering.status == OfferingState::Target) {
        let id = target.id.value.as_str();
        let lacks = match (target.since, &target.by) {
            (Some(_), Some(_)) => continue,
            (None, Some(_)) => "`since`",
            (Some(_), None) => "`by`",
            (None, None) => "`since`, `by`",
        };
        report.add(
            Code::UnownedTarget,
            spot(target.id.at, id, format_args!("transformation.offerings[{n}]")),
            words!("目标 `{id}` 缺少 {lacks}", "the target `{id}` lacks {lacks}"),
            words!(
                "写上从何时起（`since`）、由谁负责（`by`）",
                "say from when (`since`) and by whom (`by`)"
            ),
        );
    }
}
