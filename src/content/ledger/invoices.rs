//! What is owed, over invoices and the receipts that pay them.

use std::collections::BTreeMap;
use std::collections::HashMap;
use std::hash::BuildHasher;
use std::hash::Hasher;

use jiff::civil::Date;

use crate::content::ledger::window::Window;
use crate::model::exact::Exact;
use crate::model::id::Id;

/// One invoice and how far it is paid. A million of them are kept at once: an amount of whole hundredths takes a word.
#[derive(Debug)]
pub(crate) struct Invoice {
    /// Whose it is.
    pub account: Id,
    /// When it was written.
    pub date: Date,
    due: Date,
    amount: Amount,
    /// One sum per day of account on or before which a receipt came in, in no order.
    paid: Vec<(u32, Amount)>,
}

impl Invoice {
    pub(crate) fn new(account: Id, date: Date, due: Date, amount: &Exact) -> Invoice {
        Invoice {
            account,
            date,
            due,
            amount: Amount::of(amount),
            paid: Vec::new(),
        }
    }

    /// Takes in a receipt.
    pub(crate) fn pay(&mut self, window: &Window, day: Date, amount: &Exact) {
        let first_seen = window.days.partition_point(|account_day| *account_day < day);
        let first_seen = u32::try_from(first_seen).unwrap_or(u32::MAX);
        match self.paid.iter_mut().find(|(seen, _)| *seen == first_seen) {
            Some((_, sum)) => *sum = Amount::of(&(&sum.exact() + amount)),
            None => {
                // Most invoices are paid at once: room for one.
                self.paid.reserve_exact(1);
                self.paid.push((first_seen, Amount::of(amount)));
            }
        }
    }
}

/// An amount in as little room as it needs.
#[derive(Debug)]
enum Amount {
    /// Hundredths of a base unit.
    Hundredths(i64),
    /// Anything finer or greater.
    Long(Box<Exact>),
}

impl Amount {
    fn of(amount: &Exact) -> Amount {
        match (amount * &Exact::HUNDRED).to_i64() {
            Some(hundredths) => Amount::Hundredths(hundredths),
            None => Amount::Long(Box::new(amount.clone())),
        }
    }

    fn exact(&self) -> Exact {
        match self {
            Amount::Hundredths(hundredths) => Exact::ratio(*hundredths, 100).unwrap_or_default(),
            Amount::Long(amount) => (**amount).clone(),
        }
    }
}

/// By hash of its id.
pub(crate) type Invoices = HashMap<u128, Invoice, AsItIs>;

/// Keys that are hashes are not hashed again.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct AsItIs(u64);

impl BuildHasher for AsItIs {
    type Hasher = AsItIs;

    fn build_hasher(&self) -> AsItIs {
        *self
    }
}

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u128(&mut self, hash: u128) {
        // The lower half of a 128-bit hash is as good as a hash of 64.
        self.0 = u64::try_from(hash & u128::from(u64::MAX)).unwrap_or(0);
    }
}

/// What one account owed. Money in base units.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Owed {
    /// On the day before as_of.
    pub outstanding: Exact,
    /// Of that, past due.
    pub overdue: Exact,
    /// Σ owed over the month-ends.
    pub at_month_ends: Exact,
    /// Σ past due over the month-ends.
    pub overdue_at_month_ends: Exact,
}

/// What every account with an invoice owed.
pub(crate) fn owed(invoices: &Invoices, window: &Window) -> BTreeMap<Id, Owed> {
    let last_idx = window.n_month_ends();
    let mut by_account: BTreeMap<Id, Owed> = BTreeMap::new();
    for invoice in invoices.values() {
        let sums = by_account.entry(invoice.account.clone()).or_default();
        let mut open = invoice.amount.exact();
        for (day_idx, day) in window.days.iter().enumerate() {
            let mut paid = invoice.paid.iter();
            if let Some((_, paid)) = paid.find(|(seen, _)| usize::try_from(*seen) == Ok(day_idx)) {
                open = &open - &paid.exact();
            }
            if invoice.date > *day || !open.is_positive() {
                continue;
            }
            let (owed, overdue) = match day_idx == last_idx {
                true => (&mut sums.outstanding, &mut sums.overdue),
                false => (&mut sums.at_month_ends, &mut sums.overdue_at_month_ends),
            };
            *owed = &*owed + &open;
            if invoice.due < *day {
                *overdue = &*overdue + &open;
            }
        }
    }
    by_account
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::date::parse_date;

    fn day(text: &str) -> Date {
        parse_date(text).unwrap()
    }

    #[test]
    fn an_invoice_is_kept_in_eighty_bytes_with_the_hash_of_its_id() {
        assert_eq!(size_of::<(u128, Invoice)>(), 80);
    }

    #[test]
    fn amounts_of_any_length_are_kept_exactly() {
        for text in [
            "0",
            "0.01",
            "12.5",
            "0.005",
            "92233720368547758.07",
            "92233720368547758.08",
            "999999999999999999.999999999",
        ] {
            let amount = Exact::parse(text).unwrap();
            assert_eq!(Amount::of(&amount).exact(), amount, "{text}");
        }
    }

    #[test]
    fn receipts_of_many_days_and_of_one_are_all_taken_off() {
        let window = Window::new(day("2025-06-30"), 3);
        let mut invoice = Invoice::new(
            Id::new("a").unwrap(),
            day("2025-03-01"),
            day("2025-04-01"),
            &Exact::from(100),
        );
        for (paid_on, cents) in [
            ("2025-05-03", 1_005),
            ("2025-04-02", 10),
            ("2025-05-03", 1),
            ("2025-06-29", 5_000),
        ] {
            invoice.pay(&window, day(paid_on), &Exact::ratio(cents, 1_000).unwrap());
        }
        let owed = owed(&Invoices::from_iter([(1, invoice)]), &window);
        let sums = &owed["a"];
        let text = |amount: &Exact| amount.fixed(3);
        // Ends of March, April and May: 100, 99.990, 98.984; on 29 June 93.984.
        assert_eq!(text(&sums.at_month_ends), "298.974");
        assert_eq!(text(&sums.overdue_at_month_ends), "198.974");
        assert_eq!(
            (text(&sums.outstanding), text(&sums.overdue)),
            ("93.984".into(), "93.984".into())
        );
    }
}
