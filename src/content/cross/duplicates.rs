//! Names that must be unique beyond their file.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::content::cross::Scope;
use crate::content::cross::references::models::classifier_file;
use crate::content::cross::references::models::model_file;
use crate::content::cross::report::Report;
use crate::content::cross::report::is_written;
use crate::content::cross::report::key;
use crate::content::cross::report::point;
use crate::content::cross::report::spot;
use crate::diag::At;
use crate::diag::Code;
use crate::diag::Finding;
use crate::model::id::Id;
use crate::model::written::Written;
use crate::words;

/// Checks benchmarks, classifiers and the ids that pages had before.
pub(super) fn check(scope: Scope, findings: &mut Vec<Finding>) {
    let rulers = &scope.book.rulers;
    let benchmarks = rulers.attractiveness.values().flat_map(|model| {
        let file = model_file(scope, &model.id);
        model
            .benchmarks
            .iter()
            .map(move |benchmark| (&benchmark.id.value, benchmark.id.at, Arc::clone(&file)))
    });
    twice(scope, benchmarks.collect(), "benchmarks", findings);
    let classifiers = rulers.classifiers.iter().map(|classifier| {
        let id = &classifier.id;
        (&id.value, id.at, classifier_file(scope, &id.value))
    });
    twice(scope, classifiers.collect(), "classifiers", findings);

    let book = scope.book;
    moved(
        scope,
        &book.accounts.keys().collect::<Vec<_>>(),
        book.accounts
            .values()
            .filter(|page| !page.data.formerly.is_empty())
            .map(|page| Former::of(&page.file, &page.data.keys, &page.data.formerly)),
        findings,
    );
    moved(
        scope,
        &book.industries.keys().collect::<Vec<_>>(),
        book.industries
            .values()
            .filter(|page| !page.data.formerly.is_empty())
            .map(|page| Former::of(&page.file, &page.data.keys, &page.data.formerly)),
        findings,
    );
    moved(
        scope,
        &book.competitors.keys().collect::<Vec<_>>(),
        book.competitors
            .values()
            .filter(|page| !page.data.formerly.is_empty())
            .map(|page| Former::of(&page.file, &page.data.keys, &page.data.formerly)),
        findings,
    );
    moved(
        scope,
        &book.playbook.keys().collect::<Vec<_>>(),
        book.playbook
            .values()
            .filter(|page| !page.data.formerly.is_empty())
            .map(|page| Former::of(&page.file, &page.data.keys, &page.data.formerly)),
        findings,
    );
    moved(
        scope,
        &book.cases.keys().collect::<Vec<_>>(),
        book.cases
            .values()
            .filter(|page| !page.data.formerly.is_empty())
            .map(|page| Former::of(&page.file, &page.data.keys, &page.data.formerly)),
        findings,
    );
}

fn twice(scope: Scope, named: Vec<(&Id, At, Arc<str>)>, field: &str, findings: &mut Vec<Finding>) {
    let mut first: BTreeMap<&Id, Arc<str>> = BTreeMap::new();
    for (id, at, file) in named.into_iter().filter(|(_, at, _)| is_written(*at)) {
        let Some(other) = first.get(id) else {
            first.insert(id, file);
            continue;
        };
        let mut report = Report::new(scope, &file);
        report.add(
            Code::DuplicateId,
            spot(at, id.as_str(), format_args!("{field}.{id}.id")),
            words!("`{id}` 在 `{other}` 里已经有了", "`{id}` is already in `{other}`"),
            words!(
                "换一个全书唯一的名字",
                "give it a name that is unique in the book"
            ),
        );
        findings.append(&mut report.findings);
    }
}

/// The old ids of one page.
struct Former<'a> {
    file: &'a Arc<str>,
    at: At,
    ids: &'a [Id],
}

impl<'a> Former<'a> {
    fn of(file: &'a Arc<str>, keys: &Written, ids: &'a [Id]) -> Former<'a> {
        Former {
            file,
            at: key(keys, "formerly"),
            ids,
        }
    }
}

/// An old id leads to one page, and is no page itself.
fn moved<'a>(
    scope: Scope,
    living: &[&Id],
    former: impl Iterator<Item = Former<'a>>,
    findings: &mut Vec<Finding>,
) {
    let mut claimed: BTreeMap<&Id, &Arc<str>> = BTreeMap::new();
    for Former { file, at, ids } in former {
        let mut report = Report::new(scope, file);
        for id in ids {
            let message = if living.binary_search(&id).is_ok() {
                words!(
                    "旧名 `{id}` 现在是另一页的名字",
                    "the old id `{id}` is the name of a page today"
                )
            } else if let Some(other) = claimed.get(id) {
                words!(
                    "旧名 `{id}` 已由 `{other}` 使用",
                    "the old id `{id}` already leads to `{other}`"
                )
            } else {
                claimed.insert(id, file);
                continue;
            };
            report.add(
                Code::DuplicateId,
                point(at, format_args!("formerly")),
                message,
                words!("从 `formerly` 里删去 `{id}`", "take `{id}` out of `formerly`"),
            );
        }
        findings.append(&mut report.findings);
    }
}
