//! Rules that need the whole book: names that point to something, chains, scales, texts, doubts.
//!
//! In: a book as read, and facts about its folder. Out: findings, and links resolved in the book.
//! Never: reads files, computes scores, changes what a dossier says.

mod attractiveness;
mod charts;
mod claims;
mod compositions;
mod contacts;
mod cycles;
mod dates;
mod duplicates;
mod issues;
mod labels;
mod links;
mod memory;
mod organisations;
mod plans;
mod ratings;
mod references;
mod register;
mod report;
mod stages;
mod stubs;
mod team;
pub(super) mod typos;
mod wallet;

#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::content::cross::report::Report;
use crate::content::markdown::RawLink;
use crate::diag::Finding;
use crate::diag::finding::in_order;
use crate::model::account::Account;
use crate::model::book::Book;
use crate::model::book::Page;
use crate::model::few::Few;

pub use links::resolve_links;
pub use memory::Remembered;

/// What the reader knows of a book's folder beyond the book itself.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// Every file below `content/`, by its path from there, with `/`: `static/logo.svg`, `accounts/north-bank.md`.
    pub files: Arc<BTreeSet<String>>,
    /// Links of each text, by the file of its page: `content/accounts/north-bank.md`. For [`resolve_links`] alone.
    pub links: Few<Arc<str>, Vec<RawLink>>,
}

/// What every rule may look at.
#[derive(Clone, Copy)]
struct Scope<'a> {
    book: &'a Book,
    facts: &'a Facts,
}

/// Rules about one dossier.
const ACCOUNT_RULES: &[fn(Scope, &Page<Account>, &mut Report)] = &[
    references::account::check,
    team::check,
    ratings::check,
    dates::check,
    cycles::managers,
    contacts::check,
    issues::check,
    wallet::check,
    plans::check,
    claims::account,
    typos::account,
];

/// Rules about everything else, and about several dossiers at once.
const BOOK_RULES: &[fn(Scope, &mut Vec<Finding>)] = &[
    references::pages::check,
    references::landscapes::check,
    references::models::check,
    duplicates::check,
    cycles::parents,
    attractiveness::check,
    charts::check,
    compositions::check,
    organisations::check,
    labels::check,
    stages::check,
    stubs::check,
    claims::pages,
    typos::pages,
];

/// Everything that is wrong or doubtful in a book as a whole, in order of file and place.
pub fn check(book: &Book, facts: &Facts) -> Vec<Finding> {
    let mut remembered = Remembered::default();
    let mut findings = check_accounts(book, facts, &mut remembered);
    findings.extend(check_book(book, facts));
    in_order(&mut findings);
    findings
}

/// What the rules about one dossier find in each; dossiers that are still the same allocation as last time, with nothing
/// changed around them, are not looked at again. So call it after [`resolve_links`], which puts new pages in place.
pub fn check_accounts(book: &Book, facts: &Facts, remembered: &mut Remembered) -> Vec<Finding> {
    remembered.accounts(Scope { book, facts }, |page| check_account(book, facts, page))
}

/// What the rules about one dossier find in this one: it hangs on the page, on what has a page or an entry of its own, on
/// industries, playbooks and rulers, and on nothing that other dossiers say.
pub fn check_account(book: &Book, facts: &Facts, page: &Page<Account>) -> Vec<Finding> {
    let scope = Scope { book, facts };
    let mut report = Report::new(scope, &page.file);
    for rule in ACCOUNT_RULES {
        rule(scope, page, &mut report);
    }
    report.findings
}

/// What the rules about several things at once find, and those about everything that is no dossier.
pub fn check_book(book: &Book, facts: &Facts) -> Vec<Finding> {
    let scope = Scope { book, facts };
    let mut findings = Vec::new();
    for rule in BOOK_RULES {
        rule(scope, &mut findings);
    }
    findings
}
