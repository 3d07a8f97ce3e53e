//! `data/build.json`: what was built, counted.

use serde::Serialize;

use crate::diag::Lang;
use crate::render::routes::languages;
use crate::render::scope::Shared;
use crate::render::site::RenderError;

#[derive(Serialize)]
struct Build<'a> {
    generator: &'static str,
    commit: Option<&'a str>,
    as_of: String,
    languages: Vec<&'static str>,
    accounts: usize,
    industries: usize,
    competitors: usize,
    compositions: usize,
    landscapes: usize,
    playbook: usize,
    cases: usize,
    errors: usize,
    warnings: usize,
}

/// Counts of the book, for machines.
pub(super) fn build_json(shared: &Shared) -> Result<Vec<u8>, RenderError> {
    let book = &shared.book;
    let n_errors = shared
        .findings
        .iter()
        .filter(|finding| finding.is_error())
        .count();
    let n_warnings = shared
        .findings
        .iter()
        .filter(|finding| finding.severity() == crate::diag::Severity::Warning)
        .count();
    let build = Build {
        generator: concat!("keybook ", env!("CARGO_PKG_VERSION")),
        commit: shared.commit.as_deref(),
        as_of: book.as_of.to_string(),
        languages: languages(book).into_iter().map(Lang::key).collect(),
        accounts: book.accounts.len(),
        industries: book.industries.len(),
        competitors: book.competitors.len(),
        compositions: book.compositions.len(),
        landscapes: book.landscapes.len(),
        playbook: book.playbook.len(),
        cases: book.cases.len(),
        errors: n_errors,
        warnings: n_warnings,
    };
    let mut text = serde_json::to_string_pretty(&build).map_err(|error| RenderError {
        path: "data/build.json".to_owned(),
        message: error.to_string(),
    })?;
    text.push('\n');
    Ok(text.into_bytes())
}
