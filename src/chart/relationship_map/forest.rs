//! Who stands under whom: trees of contacts, whatever was written, with as many people as can be drawn.

use std::collections::BTreeSet;

use crate::chart::figures::finite;
use crate::chart::relationship_map::Contact;

/// A person with those who report to them.
#[derive(Debug, Clone, PartialEq)]
pub struct Person<'a> {
    /// Who.
    pub contact: &'a Contact,
    /// In the dossier's order.
    pub reports: Vec<Person<'a>>,
}

impl<'a> Person<'a> {
    /// Levels under this one; 0 without reports.
    pub fn depth(&self) -> usize {
        let below = self.reports.iter().map(|person| person.depth() + 1);
        below.max().unwrap_or(0)
    }

    fn walk(&self, seen: &mut Vec<&'a Contact>) {
        seen.push(self.contact);
        for person in &self.reports {
            person.walk(seen);
        }
    }
}

/// The trees of a buying centre.
#[derive(Debug, Clone, PartialEq)]
pub struct Forest<'a> {
    /// Those without a chief, in the dossier's order.
    pub roots: Vec<Person<'a>>,
}

impl<'a> Forest<'a> {
    /// The trees of at most `most` people: those of greatest influence, each with all their chiefs.
    pub fn of(contacts: &'a [Contact], most: usize) -> Forest<'a> {
        let chiefs = chiefs(contacts);
        let shown = shown(contacts, &chiefs, most);
        let mut reports: Vec<Vec<usize>> = vec![Vec::new(); contacts.len()];
        let mut roots = Vec::new();
        for idx in shown {
            let chief = chiefs.get(idx).copied().flatten();
            match chief.and_then(|chief| reports.get_mut(chief)) {
                Some(reports) => reports.push(idx),
                None => roots.push(idx),
            }
        }
        let roots = roots
            .into_iter()
            .filter_map(|idx| person(contacts, &reports, idx))
            .collect();
        Forest { roots }
    }

    /// Everybody, chiefs before their reports.
    pub fn people(&self) -> impl Iterator<Item = &'a Contact> + use<'a> {
        let mut seen = Vec::new();
        for root in &self.roots {
            root.walk(&mut seen);
        }
        seen.into_iter()
    }

    /// Levels under the highest; 0 if nobody has a chief.
    pub fn depth(&self) -> usize {
        self.roots.iter().map(Person::depth).max().unwrap_or(0)
    }
}

fn person<'a>(contacts: &'a [Contact], reports: &[Vec<usize>], idx: usize) -> Option<Person<'a>> {
    let below = reports.get(idx)?;
    Some(Person {
        contact: contacts.get(idx)?,
        reports: below
            .iter()
            .filter_map(|idx| person(contacts, reports, *idx))
            .collect(),
    })
}

/// Everybody's chief. Who closes a circle has none, so that walking upwards always ends.
fn chiefs(contacts: &[Contact]) -> Vec<Option<usize>> {
    let mut chiefs: Vec<Option<usize>> = contacts
        .iter()
        .map(|contact| contact.reports_to.filter(|chief| *chief < contacts.len()))
        .collect();
    // The walk that met a contact first; nobody is met twice.
    let mut met: Vec<Option<usize>> = vec![None; contacts.len()];
    for walk in 0..contacts.len() {
        let mut at = Some(walk);
        while let Some(idx) = at {
            match met.get_mut(idx) {
                Some(first @ None) => *first = Some(walk),
                Some(Some(first)) if *first == walk => {
                    if let Some(chief) = chiefs.get_mut(idx) {
                        *chief = None;
                    }
                    break;
                }
                _ => break,
            }
            at = chiefs.get(idx).copied().flatten();
        }
    }
    chiefs
}

/// Who is drawn, in the dossier's order.
fn shown(contacts: &[Contact], chiefs: &[Option<usize>], most: usize) -> Vec<usize> {
    if contacts.len() <= most {
        return (0..contacts.len()).collect();
    }
    let mut by_influence: Vec<(usize, f64)> = contacts
        .iter()
        .map(|contact| finite(contact.influence).unwrap_or(-1.0))
        .enumerate()
        .collect();
    by_influence.sort_by(|one, two| two.1.total_cmp(&one.1));
    let mut shown = BTreeSet::new();
    for (idx, _) in by_influence {
        // More chiefs than can be drawn are not walked to their end.
        let up = std::iter::successors(Some(idx), |idx| chiefs.get(*idx).copied().flatten());
        let line: Vec<usize> = up.take_while(|idx| !shown.contains(idx)).take(most + 1).collect();
        if shown.len() + line.len() <= most {
            shown.extend(line);
        }
    }
    shown.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contacts(chiefs: &[Option<usize>]) -> Vec<Contact> {
        let contact = |(idx, chief): (usize, &Option<usize>)| Contact {
            label: idx.to_string(),
            reports_to: *chief,
            influence: Some(idx as f64),
            ..Contact::default()
        };
        chiefs.iter().enumerate().map(contact).collect()
    }

    fn names(forest: &Forest<'_>) -> String {
        fn name(person: &Person<'_>) -> String {
            let below: Vec<String> = person.reports.iter().map(name).collect();
            format!("{}({})", person.contact.label, below.join(""))
        }
        forest.roots.iter().map(name).collect()
    }

    #[test]
    fn reports_stand_under_their_chief_in_the_dossiers_order() {
        let contacts = contacts(&[Some(2), Some(2), None, Some(0), None]);
        let forest = Forest::of(&contacts, 40);
        assert_eq!(names(&forest), "2(0(3())1())4()");
        assert_eq!((forest.depth(), forest.people().count()), (2, 5));
    }

    #[test]
    fn a_circle_and_a_chief_that_is_nobody_lose_no_one() {
        let contacts = contacts(&[Some(1), Some(2), Some(0), Some(3), Some(99), Some(0)]);
        let forest = Forest::of(&contacts, 40);
        assert_eq!(forest.people().count(), 6);
        assert_eq!(names(&forest), "0(2(1())5())3()4()");
    }

    #[test]
    fn of_too_many_the_influential_are_drawn_with_their_chiefs() {
        let contacts = contacts(&[None, Some(0), Some(1), Some(0), None, None]);
        assert_eq!(names(&Forest::of(&contacts, 4)), "0(3())4()5()");
        assert_eq!(names(&Forest::of(&contacts, 3)), "0()4()5()");
        assert_eq!(names(&Forest::of(&contacts, 2)), "4()5()");
    }

    #[test]
    fn a_line_of_ten_thousand_chiefs_is_no_burden() {
        let chiefs: Vec<Option<usize>> = (0..10_000_usize).map(|idx| idx.checked_sub(1)).collect();
        let contacts = contacts(&chiefs);
        assert!(Forest::of(&contacts, 40).people().count() <= 40);
    }
}
