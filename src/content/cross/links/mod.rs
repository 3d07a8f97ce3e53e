//! Links in texts lead to something that will be published.

mod lookup;
mod path;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::content::cross::Facts;
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
use crate::model::book::Body;
use crate::model::book::Book;
use crate::model::book::LinkTarget;
use crate::model::book::Page;
use crate::model::few::Few;
use crate::model::id::Id;
use crate::model::in_parts::in_parts;
use crate::words;

/// A link that leads nowhere: what is wrong, and how to mend it.
type Broken = (Words, Words);

/// Where the links of one text lead.
type Targets = Few<String, LinkTarget>;

/// Fills in where the links of every text lead, and says which lead nowhere.
pub fn resolve_links(book: &mut Book, facts: &Facts) -> Vec<Finding> {
    let mut findings = Vec::new();
    if facts.links.values().all(Vec::is_empty) {
        return findings;
    }
    let said = &mut findings;
    let scope = Scope { book, facts };
    let lookup = Lookup::new(scope);
    let accounts = resolve(scope, &lookup, &book.accounts, said);
    let industries = resolve(scope, &lookup, &book.industries, said);
    let competitors = resolve(scope, &lookup, &book.competitors, said);
    let playbook = resolve(scope, &lookup, &book.playbook, said);
    let cases = resolve(scope, &lookup, &book.cases, said);
    store(&mut book.accounts, accounts);
    store(&mut book.industries, industries);
    store(&mut book.competitors, competitors);
    store(&mut book.playbook, playbook);
    store(&mut book.cases, cases);
    in_order(&mut findings);
    findings
}

/// Where the links of each page lead, in the order of the pages; `None` for a text without links.
fn resolve<T: Send + Sync>(
    scope: Scope,
    lookup: &Lookup<'_>,
    pages: &BTreeMap<Id, Arc<Page<T>>>,
    findings: &mut Vec<Finding>,
) -> Vec<Option<Targets>> {
    let one = |place: usize, page: &Arc<Page<T>>| {
        // Dossiers come first among the files, and in nearly the same order.
        let links = scope.facts.links.get_near(&page.file, place);
        let links = links.filter(|links| !links.is_empty())?;
        let mut report = Report::new(scope, &page.file);
        let targets = targets(lookup, (&page.file, &page.body), links, &mut report);
        Some((targets, report.findings))
    };
    let pages = in_parts(pages).enumerate();
    let resolved: Vec<Option<(Targets, Vec<Finding>)>> =
        pages.map(|(place, (_, page))| one(place, page)).collect();
    let resolved = resolved.into_iter().map(|resolved| {
        let (targets, found) = resolved?;
        findings.extend(found);
        Some(targets)
    });
    resolved.collect()
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

/// Gives each page its targets; one that had the same is left as it is, for whoever else holds it.
fn store<T: Clone + Send + Sync>(pages: &mut BTreeMap<Id, Arc<Page<T>>>, resolved: Vec<Option<Targets>>) {
    let pages: Vec<&mut Arc<Page<T>>> = pages.values_mut().collect();
    pages.into_par_iter().zip(resolved).for_each(|(page, targets)| {
        if let Some(targets) = targets.filter(|targets| page.body.links != *targets) {
            Arc::make_mut(page).body.links = targets;
        }
    });
}
