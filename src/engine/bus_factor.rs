//! The least number of our people whose leaving would lose more than half of what is covered now. Exact.
//!
//! A contact is lost when everybody who holds a thread to it leaves. The search asks "can so many people lose enough?" and
//! branches on one person, leaving or staying. A branch ends by its bound: the influence of every contact that can still be
//! lost is poured onto those who hold it, levelled out; with k more people no more can be lost than the k fullest hold.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::model::id::Id;

/// A contact that is covered: its influence, above 0, and who holds a thread to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CoveredContact {
    /// Unit: influence points, from 1.
    pub influence: i64,
    /// Not empty.
    pub holders: BTreeSet<Id>,
}

/// The smallest set of people whose leaving leaves less than half of the influence covered; of several the first in id order.
///
/// `None` if nothing is covered.
pub fn first_removal(contacts: &[CoveredContact]) -> Option<Vec<Id>> {
    let people: BTreeSet<&Id> = contacts.iter().flat_map(|contact| &contact.holders).collect();
    let number: BTreeMap<&Id, usize> = people.iter().enumerate().map(|(n, id)| (*id, n)).collect();
    let mut merged: BTreeMap<Vec<usize>, i64> = BTreeMap::new();
    for contact in contacts {
        let holders = contact.holders.iter().filter_map(|id| number.get(id).copied());
        *merged.entry(holders.collect()).or_default() += contact.influence;
    }
    let network = Network {
        covered: merged.values().sum(),
        contacts: merged.into_iter().collect(),
        n_people: people.len(),
    };
    if network.covered <= 0 {
        return None;
    }
    let blank = vec![Fate::Open; network.n_people];
    let (size, found) = (1..=network.n_people).find_map(|size| Some((size, network.lose(&blank, size)?)))?;
    let fates = network.first_in_order(blank, size, found);
    let leaving = people
        .into_iter()
        .zip(fates)
        .filter(|(_, fate)| *fate == Fate::Leaves);
    Some(leaving.map(|(id, _)| id.clone()).collect())
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Open,
    Leaves,
    Stays,
}

/// Contacts with the same holders are one.
struct Network {
    contacts: Vec<(Vec<usize>, i64)>,
    covered: i64,
    n_people: usize,
}

/// A contact that is lost if the open ones of its holders leave.
struct Open {
    holders: Vec<usize>,
    amount: i64,
    /// What each holder took of the amount.
    parts: Vec<i64>,
}

impl Network {
    /// Parts of one point of influence that pouring deals in.
    const FINE: i64 = 5040;
    /// Rounds of pouring; more rounds level better and cost more.
    const ROUNDS: usize = 10;

    /// Settles people in id order, leaving wherever `size` leavers can still do; `found` is one way to do.
    fn first_in_order(&self, mut fates: Vec<Fate>, size: usize, mut found: Vec<Fate>) -> Vec<Fate> {
        let mut left = size;
        for person in 0..self.n_people {
            let leaving = with(&fates, person, Fate::Leaves);
            if left > 0
                && found.get(person) != Some(&Fate::Leaves)
                && let Some(earlier) = self.lose(&leaving, left - 1)
            {
                found = earlier;
            }
            if left > 0 && found.get(person) == Some(&Fate::Leaves) {
                left -= 1;
                fates = leaving;
            } else {
                fates = with(&fates, person, Fate::Stays);
            }
        }
        fates
    }

    /// One way in which at most `left` open people leave and enough is lost.
    fn lose(&self, fates: &[Fate], left: usize) -> Option<Vec<Fate>> {
        let (lost, mut open) = self.outlook(fates, left);
        if 2 * lost > self.covered {
            return Some(fates.to_vec());
        }
        let mut held = vec![0; self.n_people];
        for _ in 0..Self::ROUNDS {
            pour(&mut open, &mut held);
            let mut fullest = held.clone();
            fullest.sort_unstable_by(|a, b| b.cmp(a));
            let reach: i64 = fullest.iter().take(left).sum();
            if 2 * (lost * Self::FINE + reach) <= self.covered * Self::FINE {
                return None;
            }
        }
        let (_, person) = held.into_iter().zip(0..).max()?;
        self.lose(&with(fates, person, Fate::Leaves), left.checked_sub(1)?)
            .or_else(|| self.lose(&with(fates, person, Fate::Stays), left))
    }

    /// What is lost for sure, and the contacts that `left` more leavers could still lose.
    fn outlook(&self, fates: &[Fate], left: usize) -> (i64, Vec<Open>) {
        let fate = |person: &usize| fates.get(*person).copied().unwrap_or(Fate::Stays);
        let mut lost = 0;
        let mut open = Vec::new();
        for (holders, influence) in &self.contacts {
            if holders.iter().any(|person| fate(person) == Fate::Stays) {
                continue;
            }
            let still = holders
                .iter()
                .copied()
                .filter(|person| fate(person) == Fate::Open);
            let holders: Vec<usize> = still.collect();
            if holders.is_empty() {
                lost += influence;
            } else if holders.len() <= left {
                open.push(Open {
                    parts: vec![0; holders.len()],
                    amount: influence * Self::FINE,
                    holders,
                });
            }
        }
        (lost, open)
    }
}

fn with(fates: &[Fate], person: usize, fate: Fate) -> Vec<Fate> {
    let change = |(n, old): (usize, &Fate)| if n == person { fate } else { *old };
    fates.iter().enumerate().map(change).collect()
}

/// Shares each amount anew among its holders, to the least full first; any sharing gives a true bound, a level one a tight bound.
fn pour(open: &mut [Open], held: &mut [i64]) {
    for contact in open {
        for (person, part) in contact.holders.iter().zip(&contact.parts) {
            if let Some(held) = held.get_mut(*person) {
                *held -= part;
            }
        }
        let levels = contact
            .holders
            .iter()
            .map(|person| held.get(*person).copied().unwrap_or(0));
        contact.parts = fill(&levels.collect::<Vec<i64>>(), contact.amount);
        for (person, part) in contact.holders.iter().zip(&contact.parts) {
            if let Some(held) = held.get_mut(*person) {
                *held += part;
            }
        }
    }
}

/// How much of `amount` each vessel takes when they are filled to one level, lowest first; the parts add up to it.
fn fill(levels: &[i64], amount: i64) -> Vec<i64> {
    let mut order: Vec<(i64, usize)> = levels.iter().copied().zip(0..).collect();
    order.sort_unstable();
    let mut filled = 0;
    let mut sum = amount;
    for (n, (level, _)) in order.iter().enumerate() {
        let n = i64::try_from(n).unwrap_or(i64::MAX);
        if n > 0 && level * n >= sum {
            break;
        }
        sum += level;
        filled += 1;
    }
    let mut parts = vec![0; levels.len()];
    let mut rest = amount;
    for (n, (level, vessel)) in order.iter().take(filled).enumerate() {
        let to = i64::try_from(filled - n).unwrap_or(1);
        let below: i64 = order.iter().take(filled).skip(n).map(|(level, _)| level).sum();
        let part = ((below + rest).div_euclid(to) - level).clamp(0, rest);
        if let Some(slot) = parts.get_mut(*vessel) {
            *slot = if to == 1 { rest } else { part };
        }
        rest -= if to == 1 { rest } else { part };
    }
    parts
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::engine::samples::id;

    fn contacts(rows: &[(i64, Vec<u8>)]) -> Vec<CoveredContact> {
        rows.iter()
            .map(|(influence, holders)| CoveredContact {
                influence: *influence,
                holders: holders
                    .iter()
                    .map(|person| id(&format!("p{person:02}")))
                    .collect(),
            })
            .collect()
    }

    fn removal(rows: &[(i64, Vec<u8>)]) -> Option<Vec<String>> {
        Some(
            first_removal(&contacts(rows))?
                .iter()
                .map(Id::to_string)
                .collect(),
        )
    }

    #[test]
    fn exactly_half_left_is_not_less_than_half() {
        assert_eq!(removal(&[(2, vec![1]), (2, vec![2])]).unwrap(), ["p01", "p02"]);
        assert_eq!(removal(&[(2, vec![1]), (3, vec![2])]).unwrap(), ["p02"]);
    }

    #[test]
    fn a_contact_is_lost_only_when_everybody_who_holds_it_leaves() {
        assert_eq!(removal(&[(5, vec![1, 2, 3])]).unwrap(), ["p01", "p02", "p03"]);
    }

    #[test]
    fn of_several_smallest_sets_the_first_in_id_order_is_named() {
        assert_eq!(
            removal(&[(1, vec![3]), (1, vec![1]), (1, vec![2])]).unwrap(),
            ["p01", "p02"]
        );
    }

    #[test]
    fn nothing_covered_has_no_bus_factor() {
        assert_eq!(removal(&[]), None);
    }

    /// A fixed sequence that looks random.
    fn next(seed: &mut u64) -> u64 {
        *seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        *seed >> 33
    }

    /// Sizes of the smallest sets for `n_people` of ours: every contact held by one, by two, by three, and by one to four.
    fn sizes(n_people: u64, n_contacts: [usize; 3]) -> Vec<usize> {
        let mut seed = 7;
        let mut sizes = Vec::new();
        for most_holders in [1, 2, 3, 4] {
            for n_contacts in n_contacts {
                let rows: Vec<(i64, Vec<u8>)> = (0..n_contacts)
                    .map(|_| {
                        let influence = 1 + i64::try_from(next(&mut seed) % 5).unwrap();
                        let n_holders = match most_holders {
                            4 => 1 + next(&mut seed) % 4,
                            same => same,
                        };
                        let holders =
                            (0..n_holders).map(|_| u8::try_from(next(&mut seed) % n_people).unwrap());
                        (influence, holders.collect())
                    })
                    .collect();
                sizes.push(removal(&rows).unwrap().len());
            }
        }
        sizes
    }

    #[test]
    fn forty_people_take_no_pause() {
        assert_eq!(
            sizes(40, [20, 40, 60]),
            [6, 9, 9, 10, 14, 16, 12, 17, 21, 13, 17, 15]
        );
    }

    #[test]
    fn sixty_people_take_no_pause() {
        assert_eq!(
            sizes(60, [30, 60, 90]),
            [9, 12, 13, 15, 21, 24, 19, 27, 33, 18, 22, 27]
        );
    }

    proptest! {
        #[test]
        fn filling_keeps_the_amount_and_no_vessel_gives(levels in prop::collection::vec(0_i64..20, 1..6), amount in 0_i64..60) {
            let parts = fill(&levels, amount);
            prop_assert_eq!(parts.iter().sum::<i64>(), amount);
            prop_assert!(parts.iter().all(|part| *part >= 0));
        }

        #[test]
        fn where_everybody_is_held_by_one_the_fullest_leave(rows in prop::collection::vec((1_i64..6, 0_u8..60), 1..120)) {
            let mut held: BTreeMap<u8, i64> = BTreeMap::new();
            for (influence, person) in &rows {
                *held.entry(*person).or_default() += influence;
            }
            let all: i64 = held.values().sum();
            let mut fullest: Vec<i64> = held.into_values().collect();
            fullest.sort_unstable_by(|a, b| b.cmp(a));
            let size = (1..=fullest.len()).find(|size| 2 * fullest[..*size].iter().sum::<i64>() > all).unwrap();
            let rows: Vec<(i64, Vec<u8>)> = rows.iter().map(|(influence, person)| (*influence, vec![*person])).collect();
            prop_assert_eq!(removal(&rows).unwrap().len(), size);
        }

        #[test]
        fn no_smaller_and_no_earlier_set_loses_enough(rows in prop::collection::vec((1_i64..6, prop::collection::vec(0_u8..10, 1..4)), 1..12)) {
            let all: i64 = rows.iter().map(|row| row.0).sum();
            let used: BTreeSet<u8> = rows.iter().flat_map(|row| row.1.clone()).collect();
            let best = (1_u32..1024)
                .map(|mask| (0..10).filter(|person| mask & (1 << person) != 0).collect::<Vec<u8>>())
                .filter(|set| set.iter().all(|person| used.contains(person)))
                .filter(|set| {
                    let lost: i64 = rows.iter().filter(|row| row.1.iter().all(|person| set.contains(person))).map(|row| row.0).sum();
                    2 * (all - lost) < all
                })
                .min_by_key(|set| (set.len(), set.clone()))
                .unwrap();
            let names: Vec<String> = best.iter().map(|person| format!("p{person:02}")).collect();
            prop_assert_eq!(removal(&rows).unwrap(), names);
        }
    }
}
