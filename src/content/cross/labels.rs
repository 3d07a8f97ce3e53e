//! Labels say their term in every language of the book, and say it right.

use std::sync::Arc;

use crate::content::cross::Scope;
use crate::content::cross::report::Report;
use crate::content::cross::report::point;
use crate::diag::Code;
use crate::diag::Finding;
use crate::diag::Lang;
use crate::model::book::LabelStatus;
use crate::words;

/// Checks every label.
pub(super) fn check(scope: Scope, findings: &mut Vec<Finding>) {
    let mut report = Report::new(scope, &Arc::from("content/labels.yaml"));
    for (id, label) in &scope.book.labels {
        for lang in &scope.book.settings.languages {
            let written = match lang {
                Lang::Zh => &label.zh,
                Lang::En => &label.en,
            };
            if written.as_ref().is_some_and(|text| !text.trim().is_empty()) {
                continue;
            }
            let key = lang.key();
            report.add(
                Code::Label,
                point(label.at, format_args!("{id}.{key}")),
                words!(
                    "名目 `{id}` 没有 `{key}` 的说法",
                    "label `{id}` says nothing in `{key}`"
                ),
                words!("给 `{id}` 补上 `{key}: …`", "add `{key}: …` to `{id}`"),
            );
        }
        if label.status == Some(LabelStatus::Mistranslated) {
            report.add(
                Code::Label,
                point(label.at, format_args!("{id}.status")),
                words!("名目 `{id}` 标着误译", "label `{id}` is marked mistranslated"),
                words!(
                    "改正译文后写 `status: reviewed`",
                    "mend the translation, then write `status: reviewed`"
                ),
            );
        }
    }
    findings.append(&mut report.findings);
}
