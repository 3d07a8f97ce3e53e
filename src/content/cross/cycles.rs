//! Chains that must end: parents of accounts, managers of contacts.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::content::cross::Scope;
use crate::content::cross::report::Report;
use crate::content::cross::report::spot;
use crate::diag::Code;
use crate::diag::Finding;
use crate::diag::Words;
use crate::model::account::Account;
use crate::model::book::Page;
use crate::model::id::Id;
use crate::model::id::Ref;
use crate::words;

/// No account is above itself.
pub(super) fn parents(scope: Scope, findings: &mut Vec<Finding>) {
    let up: BTreeMap<&Id, &Ref> = scope
        .book
        .accounts
        .iter()
        .filter_map(|(id, page)| Some((id, page.data.parent.as_deref()?)))
        .collect();
    for ring in rings(&up) {
        let first = ring.first().copied();
        let Some((page, parent)) = first.and_then(|id| Some((scope.book.accounts.get(id)?, *up.get(id)?)))
        else {
            continue;
        };
        let mut report = Report::new(scope, &page.file);
        report.add(
            Code::Cycle,
            spot(parent.at, parent.value.as_str(), format_args!("parent")),
            said(&ring),
            words!(
                "去掉其中一个 `parent`：上级链要有尽头",
                "take one `parent` out: a chain of parents has an end"
            ),
        );
        findings.append(&mut report.findings);
    }
}

/// No contact reports to themself, however far around.
pub(super) fn managers(_: Scope, page: &Page<Account>, report: &mut Report) {
    let contacts = &page.data.contacts;
    let up: BTreeMap<&Id, &Ref> = contacts
        .iter()
        .filter_map(|contact| Some((&contact.id.value, contact.reports_to.as_deref()?)))
        .collect();
    for ring in rings(&up) {
        let n = contacts
            .iter()
            .position(|contact| Some(&&contact.id.value) == ring.first());
        let (Some(n), Some(manager)) = (n, ring.first().and_then(|id| up.get(*id))) else {
            continue;
        };
        report.add(
            Code::Cycle,
            spot(
                manager.at,
                manager.value.as_str(),
                format_args!("contacts[{n}].reports_to"),
            ),
            said(&ring),
            words!(
                "去掉其中一个 `reports_to`：汇报线要有尽头",
                "take one `reports_to` out: a reporting line has an end"
            ),
        );
    }
}

fn said(ring: &[&Id]) -> Words {
    let mut names: Vec<&str> = ring.iter().map(|id| id.as_str()).collect();
    names.extend(ring.first().map(|id| id.as_str()));
    let ring = names.join(" → ");
    words!("成环：`{ring}`", "this runs in a circle: `{ring}`")
}

/// The rings of a map in which everything has at most one above it; each ring from its least name on.
fn rings<'a>(up: &BTreeMap<&'a Id, &'a Ref>) -> Vec<Vec<&'a Id>> {
    let mut rings = Vec::new();
    let mut done: BTreeSet<&Id> = BTreeSet::new();
    for start in up.keys() {
        let mut path: Vec<&'a Id> = Vec::new();
        let mut next = Some(*start);
        while let Some(id) = next.filter(|id| !done.contains(id)) {
            done.insert(id);
            path.push(id);
            next = up.get(id).map(|above| &above.value);
        }
        let entry = next.and_then(|met| path.iter().position(|id| *id == met));
        if let Some(ring) = entry.map(|entry| path.split_off(entry)) {
            rings.push(from_least(ring));
        }
    }
    rings
}

fn from_least(mut ring: Vec<&Id>) -> Vec<&Id> {
    let least = ring.iter().min().copied();
    let turn = ring.iter().position(|id| Some(*id) == least).unwrap_or(0);
    ring.rotate_left(turn);
    ring
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::cross::sample;

    fn rings_of(edges: &[(&str, &str)]) -> Vec<String> {
        let ids: Vec<(Id, Ref)> = edges
            .iter()
            .map(|(below, above)| (sample::id(below), sample::reference(above)))
            .collect();
        let up = ids.iter().map(|(below, above)| (below, above)).collect();
        rings(&up)
            .iter()
            .map(|ring| ring.iter().map(|id| id.as_str()).collect::<Vec<_>>().join(" "))
            .collect()
    }

    #[test]
    fn a_ring_is_found_once_whoever_leads_into_it() {
        assert_eq!(rings_of(&[("a", "b"), ("b", "c"), ("c", "x")]), [""; 0]);
        assert_eq!(
            rings_of(&[("a", "c"), ("d", "c"), ("c", "b"), ("b", "c")]),
            ["b c"]
        );
        assert_eq!(rings_of(&[("a", "a"), ("c", "b"), ("b", "c")]), ["a", "b c"]);
    }
}
