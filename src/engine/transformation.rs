//! The transformation grid 转型: offerings by cell and state, and what an account could still buy of it.

use std::collections::BTreeMap;

use crate::model::account::Account;
use crate::model::account::OfferingState;
use crate::model::exact::Exact;
use crate::model::id::Id;
use crate::model::industry::Transformation;

/// Offerings of one cell, counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CellCount {
    /// In use.
    pub current: i64,
    /// Meant to come.
    pub target: i64,
    /// Of partners.
    pub partner: i64,
    /// Given up.
    pub dropped: i64,
}

impl CellCount {
    /// Offerings meant to come for each in use, 0 or more; `None` without one in use.
    pub fn ratio(self) -> Option<Exact> {
        Exact::ratio(self.target, self.current)
    }

    fn add(&mut self, state: OfferingState) {
        match state {
            OfferingState::Current => self.current += 1,
            OfferingState::Target => self.target += 1,
            OfferingState::Partner => self.partner += 1,
            OfferingState::Dropped => self.dropped += 1,
        }
    }
}

/// The cells that hold anything, by column (horizontal) and row (vertical).
pub fn cells(grid: &Transformation) -> BTreeMap<(Id, Id), CellCount> {
    let mut cells: BTreeMap<(Id, Id), CellCount> = BTreeMap::new();
    for offering in &grid.offerings {
        let cell = cells.entry((offering.h.value.clone(), offering.v.value.clone()));
        cell.or_default().add(offering.status);
    }
    cells
}

/// All cells as one.
pub fn whole(grid: &Transformation) -> CellCount {
    let mut whole = CellCount::default();
    for offering in &grid.offerings {
        whole.add(offering.status);
    }
    whole
}

/// Offerings of the grid that are in use or meant to come and that the account does not use, in the grid's order.
pub fn open_to(grid: &Transformation, account: &Account) -> Vec<Id> {
    let uses = |id: &Id| {
        let mut offerings = account.offerings.iter();
        offerings.any(|has| has.id.value == *id && has.status == Some(OfferingState::Current))
    };
    let offered = |state| matches!(state, OfferingState::Current | OfferingState::Target);
    let offerings = grid.offerings.iter().filter(|offering| offered(offering.status));
    let ids = offerings.map(|offering| &offering.id.value);
    ids.filter(|id| !uses(id)).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::At;
    use crate::engine::samples::account;
    use crate::engine::samples::id;
    use crate::engine::samples::reference;
    use crate::model::account::Offering;
    use crate::model::industry::GridOffering;

    fn grid(rows: &[(&str, &str, OfferingState)]) -> Transformation {
        let offering = |(name, h, status): &(&str, &str, OfferingState)| GridOffering {
            id: reference(name),
            name: None,
            h: reference(h),
            v: reference("content"),
            status: *status,
            since: None,
            by: None,
        };
        Transformation {
            subject: None,
            horizontal: Vec::new(),
            vertical: Vec::new(),
            offerings: rows.iter().map(offering).collect(),
            fulcrum: None,
            at: At::default(),
        }
    }

    fn sample() -> Transformation {
        grid(&[
            ("line", "network", OfferingState::Current),
            ("hosting", "network", OfferingState::Target),
            ("advice", "service", OfferingState::Target),
            ("phone", "network", OfferingState::Dropped),
            ("films", "service", OfferingState::Partner),
        ])
    }

    #[test]
    fn a_cell_counts_its_offerings_by_state_and_a_ratio_needs_one_in_use() {
        let cells = cells(&sample());
        let cell = |h: &str| cells[&(id(h), id("content"))];
        assert_eq!(
            (
                cell("network").current,
                cell("network").target,
                cell("network").dropped
            ),
            (1, 1, 1)
        );
        assert_eq!(cell("network").ratio(), Some(Exact::ONE));
        assert_eq!((cell("service").ratio(), cell("service").partner), (None, 1));
        assert_eq!(whole(&sample()).ratio(), Some(Exact::from(2)));
    }

    #[test]
    fn what_an_account_uses_is_not_open_to_it_and_neither_is_what_we_do_not_sell() {
        let mut account = account("a");
        let offerings = [
            ("line", OfferingState::Current),
            ("hosting", OfferingState::Target),
        ];
        let offerings = offerings.map(|(name, status)| Offering {
            id: reference(name),
            h: None,
            v: None,
            status: Some(status),
            since: None,
            by: None,
        });
        account.offerings = offerings.into_iter().collect();
        assert_eq!(open_to(&sample(), &account), [id("hosting"), id("advice")]);
    }
}
