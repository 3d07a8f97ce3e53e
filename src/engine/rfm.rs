//! Recency, frequency, monetary: quintiles from 5 (best) to 1.

use std::collections::BTreeMap;

use crate::engine::statistic::is_within;
use crate::engine::statistic::ranks;
use crate::model::exact::Exact;
use crate::model::id::Id;
use crate::model::rulers::Direction;

/// The three marks, each 1..=5.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rfm {
    /// Fewer days since the last order are better.
    pub recency: u8,
    /// More orders are better.
    pub frequency: u8,
    /// A greater sum is better.
    pub monetary: u8,
}

/// What is marked, of an account with an order in the year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Orders {
    /// Days since the last order.
    pub days_since: Exact,
    /// Orders.
    pub count: Exact,
    /// Σ amounts.
    pub amount: Exact,
}

/// Accounts below which quintiles say nothing.
const LEAST_ACCOUNTS: usize = 5;

/// Marks every account; ties share the better mark. Nobody is marked if there are fewer than five.
pub fn mark(orders: &BTreeMap<Id, Orders>) -> BTreeMap<Id, Rfm> {
    if orders.len() < LEAST_ACCOUNTS {
        return BTreeMap::new();
    }
    let marks = |pick: fn(&Orders) -> &Exact, direction| {
        let values: BTreeMap<Id, Exact> = orders
            .iter()
            .map(|(id, orders)| (id.clone(), pick(orders).clone()))
            .collect();
        ranks(&values, direction)
    };
    let recency = marks(|orders| &orders.days_since, Direction::Low);
    let frequency = marks(|orders| &orders.count, Direction::High);
    let monetary = marks(|orders| &orders.amount, Direction::High);
    let quintile = |ranks: &BTreeMap<Id, usize>, id: &Id| {
        let rank = ranks.get(id).copied().unwrap_or(usize::MAX);
        let worse = (1..5).filter(|fifths| !is_within(rank, &Exact::from(20 * fifths), orders.len()));
        5 - u8::try_from(worse.count()).unwrap_or(4)
    };
    orders
        .keys()
        .map(|id| {
            let rfm = Rfm {
                recency: quintile(&recency, id),
                frequency: quintile(&frequency, id),
                monetary: quintile(&monetary, id),
            };
            (id.clone(), rfm)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::engine::samples::id;

    fn marks(rows: &[(i64, i64)]) -> Vec<(u8, u8)> {
        let orders = rows.iter().enumerate().map(|(n, (days, amount))| {
            let orders = Orders {
                days_since: Exact::from(*days),
                count: Exact::ONE,
                amount: Exact::from(*amount),
            };
            (id(&format!("a{n}")), orders)
        });
        let marked = mark(&orders.collect());
        marked.values().map(|rfm| (rfm.recency, rfm.monetary)).collect()
    }

    #[test]
    fn fewer_days_and_more_money_are_better() {
        assert_eq!(
            marks(&[(1, 10), (2, 20), (3, 30), (4, 40), (5, 50)]),
            [(5, 1), (4, 2), (3, 3), (2, 4), (1, 5)]
        );
    }

    #[test]
    fn ties_share_the_better_mark() {
        assert_eq!(
            marks(&[(1, 9), (1, 9), (1, 9), (1, 9), (2, 9)]),
            [(5, 5), (5, 5), (5, 5), (5, 5), (1, 5)]
        );
    }

    #[test]
    fn four_accounts_are_too_few() {
        assert_eq!(marks(&[(1, 1), (2, 2), (3, 3), (4, 4)]), []);
    }

    proptest! {
        #[test]
        fn marks_are_what_comparing_everybody_with_everybody_gives(rows in prop::collection::vec((0_i64..9, 0_i64..9), 5..16)) {
            let mark = |n_better: usize| {
                let fits = (1..=5).find(|fifths| n_better < (fifths * rows.len()).div_ceil(5)).unwrap();
                u8::try_from(6 - fits).unwrap()
            };
            let naive: Vec<(u8, u8)> = rows
                .iter()
                .map(|(days, amount)| {
                    let sooner = rows.iter().filter(|other| other.0 < *days).count();
                    let richer = rows.iter().filter(|other| other.1 > *amount).count();
                    (mark(sooner), mark(richer))
                })
                .collect();
            let named: Vec<(u8, u8)> = {
                let orders = rows.iter().enumerate().map(|(n, (days, amount))| {
                    let orders = Orders { days_since: Exact::from(*days), count: Exact::from(*amount), amount: Exact::from(*amount) };
                    (id(&format!("a{n:02}")), orders)
                });
                let marked = super::mark(&orders.collect());
                prop_assert!(marked.values().all(|rfm| rfm.frequency == rfm.monetary));
                marked.values().map(|rfm| (rfm.recency, rfm.monetary)).collect()
            };
            prop_assert_eq!(named, naive);
        }
    }
}
