//! People of the account: the buying centre, who of ours reaches it, how it decides.

use schemars::JsonSchema;
use serde::Serialize;

use crate::engine::relations;
use crate::model::account::Account;
use crate::model::account::Contact;
use crate::model::account::Coverage;
use crate::model::date::days_between;
use crate::model::exact::Exact;
use crate::model::id::Id;
use crate::render::format;
use crate::render::scope::Scope;
use std::collections::BTreeSet;

/// A contact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ContactRow {
    /// Role or initials.
    pub label: String,
    /// Title, where it differs from the label.
    pub title: String,
    /// Department.
    pub unit: String,
    /// Label of the contact above.
    pub reports_to: String,
    /// Levels below the top of the chain, 0..=6.
    pub depth: usize,
    /// Roles in the buying centre.
    pub roles: String,
    /// 0..=5.
    pub influence: String,
    /// -2..=2.
    pub support: String,
    /// What they decide by.
    pub orientation: String,
    /// Where they stand.
    pub political: String,
    /// Who of ours reaches them.
    pub coverage: Vec<CoverageRow>,
}

/// One of ours reaching a contact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CoverageRow {
    /// Who.
    pub person: String,
    /// Strength, and the strength wanted: `3 → 4`.
    pub strength: String,
    /// What the rating is worth on the book's day, where that is less: rating × freshness.
    pub effective: Option<String>,
    /// Last contact.
    pub last: String,
    /// Days since, where it is longer than the contact's rhythm.
    pub late_days: Option<i64>,
}

/// One step of the decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DecisionRow {
    /// What happens.
    pub step: String,
    /// Who decides.
    pub owner: String,
    /// By what.
    pub criteria: String,
    /// How long it takes.
    pub days: String,
}

/// Contacts counted over a period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct StatRow {
    /// The period.
    pub period: String,
    /// Tasks.
    pub tasks: String,
    /// Processes.
    pub processes: String,
    /// Praise.
    pub praise: String,
    /// Complaints.
    pub complaint: String,
    /// Suggestions.
    pub suggestion: String,
}

/// What a contact is called.
pub fn contact_label(scope: Scope<'_>, account: &Account, id: &Id) -> String {
    let contact = account.contacts.iter().find(|contact| contact.id.value == *id);
    contact.map_or_else(|| id.to_string(), |contact| scope.text(&contact.label))
}

/// Contacts in the order of the chain: each below the one it reports to.
pub(super) fn contacts(scope: Scope<'_>, account: &Account) -> Vec<ContactRow> {
    let known: BTreeSet<&Id> = account.contacts.iter().map(|contact| &contact.id.value).collect();
    let above = |contact: &Contact| {
        let boss = contact.reports_to.as_ref().map(|boss| boss.value.clone());
        boss.filter(|boss| known.contains(boss) && *boss != contact.id.value)
    };
    let mut rows = Vec::new();
    let mut seen: BTreeSet<Id> = BTreeSet::new();
    // A stack of who is next, the first on top, so that the chain is walked without recursion.
    let mut next: Vec<(&Contact, usize)> = account
        .contacts
        .iter()
        .rev()
        .filter(|contact| above(contact).is_none())
        .map(|contact| (contact, 0))
        .collect();
    while let Some((contact, depth)) = next.pop() {
        if !seen.insert(contact.id.value.clone()) {
            continue;
        }
        rows.push(contact_row(scope, account, contact, depth));
        let below = account.contacts.iter().rev();
        next.extend(
            below
                .filter(|other| above(other).as_ref() == Some(&contact.id.value))
                .map(|other| (other, (depth + 1).min(6))),
        );
    }
    rows
}

fn contact_row(scope: Scope<'_>, account: &Account, contact: &Contact, depth: usize) -> ContactRow {
    let label = scope.text(&contact.label);
    let title = scope.text_or_empty(contact.title.as_ref());
    let roles: Vec<String> = contact
        .roles
        .iter()
        .map(|role| role.label(scope.lang).to_owned())
        .collect();
    ContactRow {
        title: if title == label { String::new() } else { title },
        label,
        unit: scope.text_or_empty(contact.unit.as_deref()),
        reports_to: contact
            .reports_to
            .as_ref()
            .map(|boss| contact_label(scope, account, &boss.value))
            .unwrap_or_default(),
        depth,
        roles: format::joined(&roles, scope.lang),
        influence: scope.whole(contact.influence),
        support: contact.support.map_or_else(
            || format::UNKNOWN.to_owned(),
            |support| format::signed(&Exact::from(i64::from(support)), 0),
        ),
        orientation: contact
            .orientation
            .map(|orientation| orientation.label(scope.lang).to_owned())
            .unwrap_or_default(),
        political: contact
            .political
            .map(|political| political.label(scope.lang).to_owned())
            .unwrap_or_default(),
        coverage: contact
            .coverage
            .iter()
            .map(|coverage| coverage_row(scope, coverage))
            .collect(),
    }
}

fn coverage_row(scope: Scope<'_>, coverage: &Coverage) -> CoverageRow {
    let cadence = coverage
        .cadence_days
        .unwrap_or(scope.book().rulers.rules.cadence_days);
    let last = coverage.last.as_ref().map(|last| last.value);
    let age = last.map(|last| days_between(last, scope.book().as_of));
    let strength = scope.whole(coverage.strength);
    let rating = coverage.strength.map(Exact::from);
    let has_left = scope
        .book()
        .people
        .get(&coverage.person.value)
        .is_some_and(|person| person.has_left);
    let effective = if has_left {
        Exact::ZERO
    } else {
        relations::strength(coverage, &scope.book().rulers.rules, scope.book().as_of)
    };
    CoverageRow {
        person: scope.person(&coverage.person.value),
        strength: match coverage.target {
            Some(target) if Some(target) != coverage.strength => format!("{strength} → {target}"),
            _ => strength,
        },
        effective: rating
            .filter(|rating| *rating != effective)
            .map(|_| format::number(&effective, 2)),
        last: scope.day(last),
        late_days: age.filter(|age| *age > cadence),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::samples::Sample;
    use crate::render::samples::dossier;
    use crate::render::samples::id;

    /// What a rating of 4 is worth after a contact on `last`, the cadence being 90 days.
    fn effective(person: &str, last: &str) -> Option<String> {
        let fields = format!(
            "contacts: [{{id: boss, label: Boss, influence: 5, coverage: [{{person: {person}, strength: 4, last: {last}}}]}}]"
        );
        let sample = Sample::of(&[dossier("a", &fields)]);
        let scope = sample.zh();
        contacts(scope, scope.dossier(&id("a")).unwrap())[0].coverage[0]
            .effective
            .clone()
    }

    #[test]
    fn a_rating_that_went_stale_says_what_it_is_still_worth() {
        assert_eq!(effective("lin", "2025-06-01"), None);
        assert_eq!(effective("lin", "2025-01-01"), Some("2".to_owned()));
        assert_eq!(effective("lin", "2024-06-01"), Some("0".to_owned()));
    }

    #[test]
    fn the_rating_of_somebody_who_left_is_worth_nothing() {
        assert_eq!(effective("gone", "2025-06-01"), Some("0".to_owned()));
    }
}
