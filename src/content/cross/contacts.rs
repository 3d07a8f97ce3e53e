//! The buying centre: one who pays, and more than one of ours who knows it.

use std::collections::BTreeSet;

use crate::content::cross::Scope;
use crate::content::cross::report::Report;
use crate::content::cross::report::point;
use crate::diag::At;
use crate::diag::Code;
use crate::model::account::Account;
use crate::model::account::BuyingRole;
use crate::model::account::Status;
use crate::model::book::Page;
use crate::model::id::Id;
use crate::words;

/// So many of ours should know somebody at an active account.
const PEOPLE: usize = 2;
/// From this strength on, 0..=5, a person of ours counts as knowing a contact.
const STRENGTH: i64 = 2;

/// Checks the contacts of a dossier.
pub(super) fn check(scope: Scope, page: &Page<Account>, report: &mut Report) {
    let account = &page.data;
    if !account.contacts.is_empty() || !account.decision_process.is_empty() {
        economic(account, report);
    }
    if !account.contacts.is_empty() && account.status.value == Status::Active {
        coverage(scope, account, report);
    }
}

fn economic(account: &Account, report: &mut Report) {
    let n = account
        .contacts
        .iter()
        .filter(|contact| contact.roles.contains(&BuyingRole::Economic))
        .count();
    if n == 1 {
        return;
    }
    report.add(
        Code::EconomicRole,
        point(contacts_at(account), format_args!("contacts")),
        if n == 0 {
            words!("联系人里没有经济决策者", "no contact has the role `economic`")
        } else {
            words!(
                "有 {n} 位联系人都是经济决策者",
                "{n} contacts have the role `economic`"
            )
        },
        words!(
            "把 `economic` 写给最后拍板花钱的那一位",
            "give `economic` to the one who decides about the money"
        ),
    );
}

fn coverage(scope: Scope, account: &Account, report: &mut Report) {
    let people: BTreeSet<&Id> = account
        .contacts
        .iter()
        .flat_map(|contact| &contact.coverage)
        .filter(|coverage| coverage.strength.is_some_and(|strength| strength >= STRENGTH))
        .map(|coverage| &coverage.person.value)
        .filter(|person| {
            scope
                .book
                .people
                .get(*person)
                .is_none_or(|person| !person.has_left)
        })
        .collect();
    let n = people.len();
    if n >= PEOPLE {
        return;
    }
    report.add(
        Code::ThinCoverage,
        point(contacts_at(account), format_args!("contacts")),
        words!(
            "我方只有 {n} 人与联系人的关系强度达到 {STRENGTH}",
            "only {n} of ours reach a contact with strength {STRENGTH} or more"
        ),
        words!(
            "至少让 {PEOPLE} 人建立起关系，一人离开时不致断线",
            "let at least {PEOPLE} people know the account, so that it does not hang on one"
        ),
    );
}

fn contacts_at(account: &Account) -> At {
    let keys = ["contacts", "decision_process"];
    keys.iter()
        .find_map(|key| account.keys.get(key))
        .unwrap_or_default()
}
