//! Who of ours reaches whom at the customer's 决策链: strength, threads, coverage, support and the bus factor.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::engine::bus_factor::CoveredContact;
use crate::engine::bus_factor::first_removal;
use crate::model::account::BuyingRole;
use crate::model::account::Contact;
use crate::model::account::Coverage;
use crate::model::date::days_between;
use crate::model::exact::Exact;
use crate::model::id::Id;
use crate::model::rare::Rare;
use crate::model::rulers::Rules;

/// What the contacts of known influence say together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RelationsResult {
    /// Σ influence of threaded contacts / Σ influence, 0..=1; `None` if nobody has influence.
    pub coverage: Option<Exact>,
    /// Σ influence·support / Σ influence over contacts whose support is known, -2..=2; `None` if their influence is 0.
    pub support: Option<Exact>,
    /// The smallest set of our people whose leaving leaves less than half of the influence covered now, by id.
    /// Its size is the bus factor; `None` if nothing is covered.
    pub first_removal: Option<Vec<Id>>,
    /// Contacts with influence and no thread, by id.
    pub uncovered: Rare<Vec<Id>>,
    /// Required roles that no threaded contact holds, in the order of the rules.
    pub uncovered_roles: Vec<BuyingRole>,
    /// Those of ours with a thread to a contact of influence above 0, by id.
    pub people: Rare<Vec<Id>>,
    /// Σ influence.
    pub influence: i64,
    /// Σ best strength on contacts with a buying role / Σ best strength, 0..=1; `None` if there is no strength at all.
    pub buying_share: Option<Exact>,
    /// True if a contact who can release funds is threaded.
    pub has_economic_thread: bool,
    /// By contact of known influence, in the dossier's order.
    pub links: Rare<Vec<ContactLink>>,
}

impl RelationsResult {
    /// How many of ours would have to leave; `None` if nothing is covered.
    pub fn bus_factor(&self) -> Option<usize> {
        self.first_removal.as_ref().map(Vec::len)
    }
}

/// How one contact is reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactLink {
    /// The contact.
    pub contact: Id,
    /// 0..=5.
    pub influence: i64,
    /// Strength by person of ours, rating × freshness, 0..=5.
    pub strengths: BTreeMap<Id, Exact>,
    /// True if somebody's strength is a thread.
    pub is_threaded: bool,
}

impl ContactLink {
    /// The greatest strength anybody of ours has; 0 if nobody has any.
    pub fn best(&self) -> Exact {
        self.strengths.values().max().cloned().unwrap_or(Exact::ZERO)
    }
}

/// Reads the contacts; `has_left` says who of ours left and so covers nobody. `None` without contacts.
pub fn relate(
    contacts: &[Contact],
    rules: &Rules,
    has_left: impl Fn(&Id) -> bool,
    as_of: Date,
) -> Option<RelationsResult> {
    if contacts.is_empty() {
        return None;
    }
    let known: Vec<(&Contact, ContactLink)> = contacts
        .iter()
        .filter_map(|contact| {
            let influence = i64::from(contact.influence?);
            Some((contact, link(contact, influence, rules, &has_left, as_of)))
        })
        .collect();
    let influence_of = |is_counted: &dyn Fn(&Contact, &ContactLink) -> bool| -> i64 {
        let counted = known.iter().filter(|(contact, link)| is_counted(contact, link));
        counted.map(|(_, link)| link.influence).sum()
    };
    let influence = influence_of(&|_, _| true);
    let supporting: i64 = known
        .iter()
        .filter_map(|(contact, link)| Some(i64::from(contact.support?) * link.influence))
        .sum();
    let covered: Vec<CoveredContact> = known
        .iter()
        .filter(|(_, link)| link.is_threaded && link.influence > 0)
        .map(|(_, link)| CoveredContact {
            influence: link.influence,
            holders: holders(link, rules),
        })
        .collect();
    let best_of = |is_counted: &dyn Fn(&Contact) -> bool| -> Exact {
        let counted = known.iter().filter(|(contact, _)| is_counted(contact));
        counted.map(|(_, link)| link.best()).sum()
    };
    let is_buying = |contact: &Contact| {
        let mut roles = contact.roles.iter();
        roles.any(|role| rules.buying_roles.contains(role))
    };
    let threaded_roles: BTreeSet<BuyingRole> = known
        .iter()
        .filter(|(_, link)| link.is_threaded)
        .flat_map(|(contact, _)| contact.roles.iter().copied())
        .collect();
    let mut uncovered: Vec<Id> = known
        .iter()
        .filter(|(_, link)| !link.is_threaded && link.influence > 0)
        .map(|(_, link)| link.contact.clone())
        .collect();
    uncovered.sort();
    Some(RelationsResult {
        coverage: Exact::ratio(influence_of(&|_, link| link.is_threaded), influence),
        support: Exact::ratio(supporting, influence_of(&|contact, _| contact.support.is_some())),
        first_removal: first_removal(&covered),
        uncovered: Rare::from(uncovered),
        uncovered_roles: rules
            .required_roles
            .iter()
            .copied()
            .filter(|role| !threaded_roles.contains(role))
            .collect(),
        people: covered
            .iter()
            .flat_map(|contact| contact.holders.iter().cloned())
            .collect::<BTreeSet<Id>>()
            .into_iter()
            .collect(),
        influence,
        buying_share: best_of(&is_buying).over(&best_of(&|_| true)),
        has_economic_thread: threaded_roles.contains(&BuyingRole::Economic),
        links: known.into_iter().map(|(_, link)| link).collect(),
    })
}

fn holders(link: &ContactLink, rules: &Rules) -> BTreeSet<Id> {
    let strengths = link.strengths.iter();
    strengths
        .filter(|(_, strength)| **strength >= rules.thread)
        .map(|(person, _)| person.clone())
        .collect()
}

fn link(
    contact: &Contact,
    influence: i64,
    rules: &Rules,
    has_left: &impl Fn(&Id) -> bool,
    as_of: Date,
) -> ContactLink {
    let mut strengths: BTreeMap<Id, Exact> = BTreeMap::new();
    for coverage in &contact.coverage {
        let person = &coverage.person.value;
        let strength = if has_left(person) {
            Exact::ZERO
        } else {
            strength(coverage, rules, as_of)
        };
        let best = strengths.entry(person.clone()).or_insert(Exact::ZERO);
        if strength > *best {
            *best = strength;
        }
    }
    ContactLink {
        contact: contact.id.value.clone(),
        influence,
        is_threaded: strengths.values().any(|strength| *strength >= rules.thread),
        strengths,
    }
}

/// Rating × freshness: whole within the cadence, nothing from three cadences on, falling evenly between.
///
/// A contact of unknown day, or of a day to come, is fresh; an unknown rating has no strength. Range: 0..=5.
pub fn strength(coverage: &Coverage, rules: &Rules, as_of: Date) -> Exact {
    let rating = Exact::from(coverage.strength.unwrap_or(0));
    let cadence = coverage.cadence_days.unwrap_or(rules.cadence_days);
    let days = coverage
        .last
        .as_ref()
        .map_or(0, |last| days_between(last.value, as_of));
    if days <= cadence {
        rating
    } else if days >= 3 * cadence {
        Exact::ZERO
    } else {
        rating * Exact::ratio(3 * cadence - days, 2 * cadence).unwrap_or(Exact::ZERO)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::samples::contact;
    use crate::engine::samples::coverage;
    use crate::engine::samples::day;
    use crate::engine::samples::id;

    fn related(contacts: &[Contact]) -> RelationsResult {
        relate(
            contacts,
            &Rules::default(),
            |person| *person == id("gone"),
            day("2025-06-30"),
        )
        .unwrap()
    }

    #[test]
    fn strength_fades_evenly_from_one_cadence_to_three() {
        let at = |last: Option<&str>| {
            let mut row = coverage("p", 4, last);
            row.cadence_days = Some(10);
            strength(&row, &Rules::default(), day("2025-06-30")).short(2)
        };
        assert_eq!(at(Some("2025-06-20")), "4");
        assert_eq!(at(Some("2025-06-15")), "3");
        assert_eq!(at(Some("2025-06-10")), "2");
        assert_eq!(at(Some("2025-05-31")), "0");
        assert_eq!(at(Some("2025-07-09")), "4");
        assert_eq!(at(None), "4");
    }

    #[test]
    fn somebody_who_left_covers_nobody() {
        let result = related(&[contact(
            "a",
            Some(3),
            &[BuyingRole::User],
            vec![coverage("gone", 5, None)],
        )]);
        assert_eq!(
            (&result.coverage, result.bus_factor()),
            (&Some(Exact::ZERO), None)
        );
        assert_eq!(*result.uncovered, [id("a")]);
        assert_eq!(*result.people, []);
    }

    #[test]
    fn a_contact_of_unknown_influence_is_left_out_of_all_of_it() {
        let result = related(&[
            contact("a", None, &[BuyingRole::Economic], vec![coverage("p", 5, None)]),
            contact("b", Some(2), &[BuyingRole::Buyer], vec![coverage("p", 2, None)]),
        ]);
        assert_eq!(result.coverage, Some(Exact::ONE));
        assert_eq!(result.buying_share, Some(Exact::ONE));
        assert!(!result.has_economic_thread);
        assert_eq!(
            result.uncovered_roles,
            [
                BuyingRole::Economic,
                BuyingRole::User,
                BuyingRole::Technical,
                BuyingRole::Coach
            ]
        );
    }

    #[test]
    fn without_influence_there_is_nothing_to_cover() {
        let result = related(&[contact(
            "a",
            Some(0),
            &[BuyingRole::User],
            vec![coverage("p", 5, None)],
        )]);
        assert_eq!((&result.coverage, &result.support), (&None, &None));
        assert_eq!((result.bus_factor(), result.uncovered.len()), (None, 0));
        assert!(!result.uncovered_roles.contains(&BuyingRole::User));
    }

    #[test]
    fn no_contacts_are_no_relations() {
        assert_eq!(relate(&[], &Rules::default(), |_| false, day("2025-06-30")), None);
    }
}
