//! Links in texts lead to something that will be published.

mod lookup;
mod path;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::sync::Arc;

use foldhash::HashMap;
use rayon::prelude::*;

use crate::content::cross::Facts;
use crate::content::cross::Remembered;
use crate::content::cross::Scope;
use crate::content::cross::links::lookup::Lookup;
use crate::content::cross::report::Report;
use crate::content::cross::report::spot;
use crate::content::markdown::Address;
use crate::content::markdown::RawLink;
use crate::diag::Code;
use crate::diag::Finding;
use crate::diag::Words;
use crate::diag::finding::in_order;
use crate::model::account::Account;
use crate::model::book::Body;
use crate::model::book::Book;
use crate::model::book::LinkTarget;
use crate::model::book::Page;
use crate::model::competitor::Competitor;
use crate::model::few::Few;
use crate::model::id::Id;
use crate::model::industry::Industry;
use crate::model::playbook::Case;
use crate::model::playbook::PlaybookPage;
use crate::words;

/// A link that leads nowhere: what is wrong, and how to mend it.
type Broken = (Words, Words);

/// Where the links of one text lead.
type Targets = Few<String, LinkTarget>;

/// Fills in where the links of every text lead, and says which lead nowhere.
pub fn resolve_links(book: &mut Book, facts: &Facts) -> Vec<Finding> {
    resolve_all(book, facts, None)
}

/// The same; a page that is still the same allocation as last time, its links leading where they led, is replaced by the
/// same allocation as last time.
pub fn resolve_links_again(book: &mut Book, facts: &Facts, remembered: &mut Remembered) -> Vec<Finding> {
    resolve_all(book, facts, Some(&mut remembered.linked))
}

fn resolve_all(book: &mut Book, facts: &Facts, linked: Option<&mut Linked>) -> Vec<Finding> {
    let mut findings = Vec::new();
    if facts.links.values().all(Vec::is_empty) {
        return findings;
    }
    let resolved = &mut resolve(Scope { book, facts }, &mut findings);
    match linked {
        Some(linked) => {
            store(&mut book.accounts, resolved, Some(&mut linked.accounts));
            store(&mut book.industries, resolved, Some(&mut linked.industries));
            store(&mut book.competitors, resolved, Some(&mut linked.competitors));
            store(&mut book.playbook, resolved, Some(&mut linked.playbook));
            store(&mut book.cases, resolved, Some(&mut linked.cases));
        }
        None => {
            store(&mut book.accounts, resolved, None);
            store(&mut book.industries, resolved, None);
            store(&mut book.competitors, resolved, None);
            store(&mut book.playbook, resolved, None);
            store(&mut book.cases, resolved, None);
        }
    }
    in_order(&mut findings);
    findings
}

/// Pages as read and as resolved, by kind.
#[derive(Debug, Default)]
pub(super) struct Linked {
    accounts: Kept<Account>,
    industries: Kept<Industry>,
    competitors: Kept<Competitor>,
    playbook: Kept<PlaybookPage>,
    cases: Kept<Case>,
}

/// By id: the page as read, and with its links.
type Kept<T> = BTreeMap<Id, (Arc<Page<T>>, Arc<Page<T>>)>;

fn resolve(scope: Scope, findings: &mut Vec<Finding>) -> HashMap<Arc<str>, Targets> {
    let lookup = Lookup::new(scope);
    let links = |file: &Arc<str>| scope.facts.links.get(file).map(Vec::as_slice).unwrap_or_default();
    let bodies: Vec<(&Arc<str>, &Body)> = bodies(scope.book)
        .filter(|(file, _)| !links(file).is_empty())
        .collect();
    let resolved: Vec<(Arc<str>, Targets, Vec<Finding>)> = bodies
        .into_par_iter()
        .map(|(file, body)| {
            let mut report = Report::new(scope, file);
            let targets = targets(&lookup, (file, body), links(file), &mut report);
            (Arc::clone(file), targets, report.findings)
        })
        .collect();
    let mut of_files = HashMap::default();
    for (file, targets, found) in resolved {
        findings.extend(found);
        of_files.insert(file, targets);
    }
    of_files
}

/// Where the links of one text lead; those that lead nowhere are reported.
fn targets(
    lookup: &Lookup<'_>,
    (file, body): (&str, &Body),
    links: &[RawLink],
    report: &mut Report,
) -> Targets {
    let mut targets = Targets::with_capacity(links.len());
    for link in links {
        match lead(lookup, file, body, link) {
            Ok(target) => {
                if target == LinkTarget::Outside && link.is_image {
                    outside_image(link, report);
                }
                targets.insert(link.target.clone(), target);
            }
            Err((message, hint)) => {
                report.add(
                    Code::BrokenLink,
                    spot(link.at, &link.target, format_args!("")),
                    message,
                    hint,
                );
            }
        }
    }
    targets
}

fn lead(lookup: &Lookup<'_>, file: &str, body: &Body, link: &RawLink) -> Result<LinkTarget, Broken> {
    let target = match Address::of(&link.target) {
        Address::Outside(_) => LinkTarget::Outside,
        Address::Wiki(name) => lookup.wiki(name, body)?,
        Address::Inside(path) => lookup.path(path, file, body)?,
        Address::Unsafe => {
            let target = &link.target;
            return Err((
                words!("不能链接到 `{target}`", "`{target}` cannot be linked to"),
                words!(
                    "链接用 http、https、mailto、tel、ftp 或 file，或书内的文件",
                    "link by http, https, mailto, tel, ftp or file, or to a file of the book"
                ),
            ));
        }
    };
    match &target {
        LinkTarget::Page(..) | LinkTarget::Anchor(_) if link.is_image => {
            let target = &link.target;
            Err((
                words!(
                    "`{target}` 是页面，不是图片",
                    "`{target}` is a page, not an image"
                ),
                words!(
                    "去掉 `!`，或改指图片文件",
                    "take the `!` out, or name an image file"
                ),
            ))
        }
        _ => Ok(target),
    }
}

fn outside_image(link: &RawLink, report: &mut Report<'_>) {
    let target = &link.target;
    report.add(
        Code::OutsideImage,
        spot(link.at, target, format_args!("")),
        words!(
            "图片 `{target}` 在站外，页面上只给出链接",
            "image `{target}` is outside, the page shows a link to it"
        ),
        words!(
            "把图片放进 `content/static/`",
            "put the image into `content/static/`"
        ),
    );
}

fn bodies(book: &Book) -> impl Iterator<Item = (&Arc<str>, &Body)> {
    fn of<T>(pages: &BTreeMap<Id, Arc<Page<T>>>) -> impl Iterator<Item = (&Arc<str>, &Body)> {
        pages.values().map(|page| (&page.file, &page.body))
    }
    of(&book.accounts)
        .chain(of(&book.industries))
        .chain(of(&book.competitors))
        .chain(of(&book.playbook))
        .chain(of(&book.cases))
}

/// Puts the links into their pages. Pages without links stay as they are. A page that nobody else holds is not copied,
/// unless it is to be remembered as it was read.
fn store<T: Clone>(
    pages: &mut BTreeMap<Id, Arc<Page<T>>>,
    resolved: &mut HashMap<Arc<str>, Targets>,
    mut kept: Option<&mut Kept<T>>,
) {
    if let Some(kept) = kept.as_mut() {
        kept.retain(|id, _| pages.contains_key(id));
    }
    for (id, page) in pages {
        let Some(targets) = resolved
            .remove(&page.file)
            .filter(|targets| page.body.links != *targets)
        else {
            continue;
        };
        let Some(kept) = kept.as_mut() else {
            Arc::make_mut(page).body.links = targets;
            continue;
        };
        if let Some((_, linked)) = kept
            .get(id)
            .filter(|(read, linked)| Arc::ptr_eq(read, page) && linked.body.links == targets)
        {
            *page = Arc::clone(linked);
            continue;
        }
        let read = Arc::clone(page);
        Arc::make_mut(page).body.links = targets;
        kept.insert(id.clone(), (read, Arc::clone(page)));
    }
}
