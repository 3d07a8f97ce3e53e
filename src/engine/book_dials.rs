//! The three dials 驾驶舱 of all accounts together: sums over sums, never means of ratios.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::engine::assessment::AccountAssessment;
use crate::engine::dials::Dials;
use crate::engine::financials::YearlyFigures;
use crate::engine::wallet::WalletResult;
use crate::model::exact::Exact;
use crate::model::id::Id;

/// The dials of a book, and over how many accounts each is read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BookDials {
    /// Fractions of 1; `None` is unknown.
    pub dials: Dials,
    /// Accounts whose revenue is known in both years.
    pub n_speed: usize,
    /// Accounts of whose wallet something is known.
    pub n_altitude: usize,
    /// Accounts whose revenue and cost to serve are both known.
    pub n_fuel: usize,
}

/// Reads the dials: each over the accounts of which both sides of its ratio are known, so that one that is half known
/// moves no ratio.
pub fn read(accounts: &BTreeMap<Id, Arc<AccountAssessment>>) -> BookDials {
    let mut speed = Ratio::default();
    let mut altitude = Ratio::default();
    let mut fuel = Ratio::default();
    for account in accounts.values() {
        let part = &account.own.dial_part;
        for (ratio, sides) in [
            (&mut speed, &part.speed),
            (&mut altitude, &part.altitude),
            (&mut fuel, &part.fuel),
        ] {
            if let Some((above, below)) = sides {
                ratio.add(above, below);
            }
        }
    }
    BookDials {
        n_speed: speed.n,
        n_altitude: altitude.n,
        n_fuel: fuel.n,
        dials: Dials {
            speed: speed.value(),
            altitude: altitude.value(),
            fuel: fuel.value(),
        },
    }
}

/// What one account adds to each dial, above and below; `None` where either side is unknown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Part {
    speed: Option<(Exact, Exact)>,
    altitude: Option<(Exact, Exact)>,
    fuel: Option<(Exact, Exact)>,
}

impl Part {
    /// Reads it of two typed years and the wallet.
    pub fn of(year: &YearlyFigures, before: &YearlyFigures, wallet: Option<&WalletResult>) -> Part {
        let growth = year.revenue.as_ref().zip(before.revenue.as_ref());
        let wallet = wallet.filter(|wallet| wallet.share.is_some());
        Part {
            speed: growth.map(|(now, then)| (now - then, then.clone())),
            altitude: wallet.map(|wallet| (wallet.ours.clone(), &wallet.ours + &wallet.whitespace)),
            fuel: year.cost_to_serve.clone().zip(year.revenue.clone()),
        }
    }
}

#[derive(Default)]
struct Ratio {
    above: Exact,
    below: Exact,
    n: usize,
}

impl Ratio {
    fn add(&mut self, above: &Exact, below: &Exact) {
        self.above = &self.above + above;
        self.below = &self.below + below;
        self.n += 1;
    }

    /// `None` without anything below.
    fn value(&self) -> Option<Exact> {
        if self.below.is_positive() {
            self.above.over(&self.below)
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::assess::assess;
    use crate::engine::samples::account;
    use crate::engine::samples::book;
    use crate::engine::samples::financial;
    use crate::engine::samples::wallet_cell;
    use crate::model::account::Account;
    use crate::model::account::BesideRevenue;
    use crate::model::account::Financial;
    use crate::model::account::SpendWith;
    use crate::model::rare::Rare;

    fn half(period: &str, revenue: i64, cost_to_serve: Option<i64>) -> Financial {
        Financial {
            beside: Rare::from(BesideRevenue {
                cost_to_serve: cost_to_serve.map(Exact::from),
                ..BesideRevenue::default()
            }),
            ..financial(period, Some(revenue))
        }
    }

    fn dials(accounts: Vec<Account>) -> BookDials {
        let book = book(accounts);
        let assessment = assess(&book);
        read(&assessment.accounts)
    }

    #[test]
    fn each_dial_is_a_sum_over_a_sum_of_the_accounts_that_know_both() {
        let grows = Account {
            financials: vec![
                half("2023H2", 40, None),
                half("2024H1", 40, None),
                half("2024H2", 50, None),
                half("2025H1", 50, Some(9)),
            ],
            ..account("grows")
        };
        let shrinks = Account {
            financials: vec![
                half("2023H2", 10, None),
                half("2024H1", 10, None),
                half("2024H2", 5, Some(1)),
                half("2025H1", 5, Some(1)),
            ],
            ..account("shrinks")
        };
        let half_known = Account {
            financials: vec![half("2025H1", 900, None)],
            wallet: vec![
                wallet_cell(2025, SpendWith::Us, Some(30)),
                wallet_cell(2025, SpendWith::Internal, Some(10)),
            ]
            .into(),
            ..account("half-known")
        };
        let all = dials(vec![grows, shrinks, half_known]);
        assert_eq!((all.n_speed, all.n_altitude, all.n_fuel), (2, 1, 1));
        assert_eq!(all.dials.speed, Exact::ratio(10, 100));
        assert_eq!(all.dials.altitude, Exact::ratio(30, 40));
        assert_eq!(all.dials.fuel, Exact::ratio(2, 10));
    }

    #[test]
    fn nothing_known_reads_nothing() {
        assert_eq!(dials(vec![account("a")]), BookDials::default());
    }
}
