//! Risks of people: R1 key person, R2 hostage buyer, R3 delivery, R11 thin relations. A null input raises nothing.

use crate::engine::account_risks::Case;
use crate::engine::peers::Peers;
use crate::engine::risk::Raised;
use crate::engine::risk::RiskLevel;
use crate::engine::risk::RiskNumber;
use crate::engine::risk::is_above;
use crate::engine::risk::is_below;
use crate::model::account::Perspective;
use crate::model::date::days_between;
use crate::model::exact::Exact;

/// R1: somebody of ours leaves and the account is lost.
pub fn key_person(case: &Case<'_>, _: &Peers) -> Option<Raised> {
    let relations = case.linked.relations.as_ref()?;
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let bus_factor = relations.bus_factor().map(count);
    let people = count(relations.people.len());
    let (least_factor, least_people) = (case.rules.r1_min_bus_factor, case.rules.r1_min_people);
    let is_thin = bus_factor.is_some_and(|factor| factor < least_factor) || people < least_people;
    (relations.influence > 0 && is_thin).then(|| Raised {
        level: RiskLevel::High,
        inputs: vec![
            ("bus_factor", RiskNumber::whole(bus_factor)),
            ("people", RiskNumber::Whole(people)),
        ],
        threshold: vec![
            ("bus_factor", RiskNumber::Whole(least_factor)),
            ("people", RiskNumber::Whole(least_people)),
        ],
    })
}

/// R2: the relation hangs on the buyers, and nobody who can release funds is reached.
pub fn hostage_buyer(case: &Case<'_>, _: &Peers) -> Option<Raised> {
    let relations = case.linked.relations.as_ref()?;
    let limit = &case.rules.r2_max_share;
    let is_hostage = is_above(&relations.buying_share, limit) && !relations.has_economic_thread;
    is_hostage.then(|| Raised {
        level: RiskLevel::High,
        inputs: vec![
            ("share", RiskNumber::part(relations.buying_share.clone())),
            ("economic", RiskNumber::Flag(relations.has_economic_thread)),
        ],
        threshold: vec![("share", RiskNumber::Part(limit.clone()))],
    })
}

/// R3: open issues that nobody, or more than one, is accountable for.
pub fn delivery(case: &Case<'_>, _: &Peers) -> Option<Raised> {
    let ages: Vec<i64> = case
        .account
        .issues
        .iter()
        .filter(|issue| issue.closed.is_none() && issue.accountable.len() != 1)
        .map(|issue| days_between(issue.opened.value, case.as_of))
        .collect();
    let oldest = *ages.iter().max()?;
    let limit = case.rules.r3_max_days;
    Some(Raised {
        level: if oldest > limit {
            RiskLevel::High
        } else {
            RiskLevel::Medium
        },
        inputs: vec![
            (
                "unowned",
                RiskNumber::Whole(i64::try_from(ages.len()).unwrap_or(i64::MAX)),
            ),
            ("oldest_days", RiskNumber::Whole(oldest)),
        ],
        threshold: vec![("oldest_days", RiskNumber::Whole(limit))],
    })
}

/// R11: nobody spoke to them for long, or they are not well served.
pub fn thin_relations(case: &Case<'_>, _: &Peers) -> Option<Raised> {
    let days = case
        .linked
        .last_contact
        .map(|last| days_between(last, case.as_of));
    let service = case.own.value.as_ref().and_then(|value| {
        let side = value.perspectives.get(&Perspective::Service)?;
        side.score.clone()
    });
    let most_days = &case.rules.r11_max_times * &Exact::from(case.rules.cadence_days);
    let least_service = &case.rules.r11_min_service;
    let level = RiskLevel::of_two(
        is_above(&days.map(Exact::from), &most_days),
        is_below(&service, least_service),
    )?;
    Some(Raised {
        level,
        inputs: vec![
            ("days", RiskNumber::whole(days)),
            ("service", RiskNumber::part(service)),
        ],
        threshold: vec![
            ("days", RiskNumber::Part(most_days)),
            ("service", RiskNumber::Part(least_service.clone())),
        ],
    })
}

#[cfg(test)]
mod tests {
    use crate::engine::samples::account;
    use crate::engine::samples::contact;
    use crate::engine::samples::coverage;
    use crate::engine::samples::day;
    use crate::engine::samples::indicator;
    use crate::engine::samples::raised;
    use crate::engine::samples::reference;
    use crate::engine::samples::sited;
    use crate::model::account::Account;
    use crate::model::account::BuyingRole;
    use crate::model::account::Contact;
    use crate::model::account::Issue;
    use crate::model::account::Perspective;

    fn with(contacts: Vec<Contact>) -> [Account; 1] {
        let mut account = account("a");
        account.contacts = contacts;
        [account]
    }

    #[test]
    fn one_person_alone_is_a_key_person_and_so_is_nobody() {
        let held_by = |people: &[&str]| {
            let rows = people.iter().map(|person| coverage(person, 5, None));
            raised(&with(vec![contact("c", Some(3), &[], rows.collect())]), 1)
        };
        assert_eq!(held_by(&[]), Some("high"));
        assert_eq!(held_by(&["p"]), Some("high"));
        assert_eq!(held_by(&["p", "q"]), None);
    }

    #[test]
    fn without_contacts_or_influence_there_is_no_key_person() {
        assert_eq!(raised(&with(vec![]), 1), None);
        assert_eq!(raised(&with(vec![contact("c", Some(0), &[], vec![])]), 1), None);
    }

    #[test]
    fn buyers_alone_hold_us_hostage_unless_the_economic_buyer_is_reached() {
        let buyer = || contact("b", Some(3), &[BuyingRole::Buyer], vec![coverage("p", 4, None)]);
        let chief = |strength| {
            let roles = [BuyingRole::Economic];
            contact("e", Some(5), &roles, vec![coverage("p", strength, None)])
        };
        assert_eq!(raised(&with(vec![buyer(), chief(1)]), 2), Some("high"));
        assert_eq!(raised(&with(vec![buyer(), chief(2)]), 2), None);
        let other = contact("u", Some(1), &[BuyingRole::User], vec![coverage("p", 4, None)]);
        assert_eq!(raised(&with(vec![buyer(), other]), 2), None);
    }

    fn issue(opened: &str, people: &[&str], closed: Option<&str>) -> Issue {
        Issue {
            id: reference("i"),
            opened: sited(day(opened)),
            severity: None,
            accountable: people.iter().copied().map(reference).collect(),
            text: None,
            closed: closed.map(day),
        }
    }

    #[test]
    fn an_open_issue_needs_exactly_one_accountable_person() {
        let level = |issues: Vec<Issue>| {
            let mut account = account("a");
            account.issues = issues.into();
            raised(&[account], 3)
        };
        assert_eq!(level(vec![issue("2025-06-01", &["p"], None)]), None);
        assert_eq!(
            level(vec![issue("2025-06-01", &["p", "q"], None)]),
            Some("medium")
        );
        assert_eq!(level(vec![issue("2025-05-31", &[], None)]), Some("medium"));
        assert_eq!(level(vec![issue("2025-05-30", &[], None)]), Some("high"));
        assert_eq!(level(vec![issue("2020-01-01", &[], Some("2020-01-02"))]), None);
        let owned_and_old = vec![issue("2020-01-01", &["p"], None), issue("2025-06-29", &[], None)];
        assert_eq!(level(owned_and_old), Some("medium"));
    }

    #[test]
    fn silence_and_poor_service_are_one_risk_each_and_a_high_one_together() {
        let level = |last: Option<&str>, service: Option<i64>| {
            let mut account = account("a");
            account.contacts = vec![contact("c", None, &[], vec![coverage("p", 1, last)])];
            let rows = vec![indicator(1, Some(0), Some(100), service)];
            account.value.insert(Perspective::Service, rows);
            raised(&[account], 11)
        };
        assert_eq!(level(Some("2025-01-01"), Some(50)), None);
        assert_eq!(level(Some("2024-12-31"), Some(50)), Some("medium"));
        assert_eq!(level(Some("2024-12-31"), Some(49)), Some("high"));
        assert_eq!(level(None, None), None);
        assert_eq!(level(Some("2025-07-01"), None), None);
    }
}
