//! What is owed, over invoices and the receipts that pay them.

use std::collections::BTreeMap;
use std::collections::HashMap;

use jiff::civil::Date;

use crate::content::ledger::window::Window;
use crate::model::exact::Exact;
use crate::model::id::Id;

/// One invoice and how far it is paid: one sum per day of account on or before which a receipt came in.
#[derive(Debug)]
pub(crate) struct Invoice {
    /// Whose it is.
    pub account: Id,
    /// When it was written.
    pub date: Date,
    due: Date,
    amount: Exact,
    paid: BTreeMap<usize, Exact>,
}

impl Invoice {
    pub(crate) fn new(account: Id, date: Date, due: Date, amount: Exact) -> Invoice {
        Invoice {
            account,
            date,
            due,
            amount,
            paid: BTreeMap::new(),
        }
    }

    /// Takes in a receipt.
    pub(crate) fn pay(&mut self, window: &Window, day: Date, amount: &Exact) {
        let first_seen = window.days.partition_point(|account_day| *account_day < day);
        let sum = self.paid.entry(first_seen).or_default();
        *sum = &*sum + amount;
    }
}

/// By hash of its id.
pub(crate) type Invoices = HashMap<u128, Invoice>;

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
        let mut paid = Exact::ZERO;
        for (day_idx, day) in window.days.iter().enumerate() {
            if let Some(more) = invoice.paid.get(&day_idx) {
                paid = &paid + more;
            }
            let open = &invoice.amount - &paid;
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
