//! Share of wallet 钱包份额 and whitespace 业务空白 of the newest year.

use jiff::civil::Date;

use crate::model::account::SpendWith;
use crate::model::account::WalletCell;
use crate::model::exact::Exact;

/// An account's wallet. Money in base units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WalletResult {
    /// The calendar year it is of.
    pub year: i64,
    /// Spend with us / all spend, over known cells, 0..=1; `None` if there is no spend.
    pub share: Option<Exact>,
    /// Spend with us.
    pub ours: Exact,
    /// Spend with competitors or done by the customer itself.
    pub whitespace: Exact,
    /// Cells of that year of which we know who gets what.
    pub known_cells: usize,
    /// Cells of that year.
    pub all_cells: usize,
}

/// Reads the newest year not after `as_of`; `None` without a row of such a year.
pub fn share(cells: &[WalletCell], as_of: Date) -> Option<WalletResult> {
    let year = cells
        .iter()
        .map(|cell| cell.year)
        .filter(|year| *year <= i64::from(as_of.year()))
        .max()?;
    let of_year = || cells.iter().filter(|cell| cell.year == year);
    let spend = |with: &[SpendWith]| -> Exact {
        of_year()
            .filter(|cell| with.contains(&cell.with))
            .filter_map(|cell| cell.spend.as_ref()?.value.as_ref())
            .sum()
    };
    let (us, whitespace) = (
        spend(&[SpendWith::Us]),
        spend(&[SpendWith::Competitor, SpendWith::Internal]),
    );
    Some(WalletResult {
        year,
        share: us.over(&(&us + &whitespace)),
        ours: us,
        whitespace,
        known_cells: of_year().filter(|cell| is_known(cell)).count(),
        all_cells: of_year().count(),
    })
}

/// True if we know who gets it and, unless nobody does, how much.
pub fn is_known(cell: &WalletCell) -> bool {
    let has_spend = cell.spend.as_ref().is_some_and(|spend| spend.value.is_some());
    match cell.with {
        SpendWith::Unknown => false,
        SpendWith::None => true,
        SpendWith::Us | SpendWith::Competitor | SpendWith::Internal => has_spend,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::samples::day;
    use crate::engine::samples::wallet_cell;

    fn read(cells: &[WalletCell]) -> Option<WalletResult> {
        share(cells, day("2025-06-30"))
    }

    #[test]
    fn only_the_newest_year_not_after_the_day_counts() {
        let cells = [
            wallet_cell(2024, SpendWith::Us, Some(9)),
            wallet_cell(2025, SpendWith::Us, Some(1)),
            wallet_cell(2025, SpendWith::Internal, Some(3)),
            wallet_cell(2026, SpendWith::Us, Some(9)),
        ];
        let result = read(&cells).unwrap();
        assert_eq!((result.year, result.share), (2025, Exact::ratio(1, 4)));
        assert_eq!(read(&cells[3..]), None);
    }

    #[test]
    fn a_cell_is_known_with_its_spend_or_when_nobody_gets_it() {
        let known = |with, spend| is_known(&wallet_cell(2025, with, spend));
        assert!(known(SpendWith::None, None));
        assert!(known(SpendWith::Us, Some(0)));
        assert!(!known(SpendWith::Us, None));
        assert!(!known(SpendWith::Unknown, Some(5)));
    }

    #[test]
    fn no_spend_at_all_has_no_share() {
        let result = read(&[wallet_cell(2025, SpendWith::None, Some(0))]).unwrap();
        assert_eq!((result.share, result.whitespace), (None, Exact::ZERO));
    }
}
