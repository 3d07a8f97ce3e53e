//! Organisations that meet us in more than one role.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::content::cross::Scope;
use crate::content::cross::report::Report;
use crate::content::cross::report::point;
use crate::diag::Code;
use crate::diag::Finding;
use crate::model::book::OrganisationRole;
use crate::model::id::Id;
use crate::words;

/// Says which organisations are customer and competitor at once, by their roles or by the pages that name them.
pub(super) fn check(scope: Scope, findings: &mut Vec<Finding>) {
    let book = scope.book;
    let accounts = book.accounts.values().map(|page| page.data.organisation.as_ref());
    let competitors = book
        .competitors
        .values()
        .map(|page| page.data.organisation.as_ref());
    let customers: BTreeSet<&Id> = accounts.flatten().map(|named| &named.value).collect();
    let rivals: BTreeSet<&Id> = competitors.flatten().map(|named| &named.value).collect();
    let mut report = Report::new(scope, &Arc::from("content/organisations.yaml"));
    for (id, organisation) in &book.organisations {
        let is = |role| organisation.roles.contains(&role);
        let is_customer = is(OrganisationRole::Customer) || customers.contains(id);
        let is_competitor = is(OrganisationRole::Competitor) || rivals.contains(id);
        if is_customer && is_competitor {
            report.add(
                Code::SeveralRoles,
                point(organisation.at, format_args!("{id}.roles")),
                words!(
                    "`{id}` 既是客户又是竞争对手",
                    "`{id}` is customer and competitor at once"
                ),
                words!(
                    "若属实不必改；谈它时说明是哪一种身份",
                    "nothing to mend if it is so; say which of the two is meant where it is named"
                ),
            );
        }
    }
    findings.append(&mut report.findings);
}
