//! Ledgers: CSV files read row by row into a small record per account.
//!
//! In: the files of `content/ledgers/`, the accounts they may name, and the book's day. Out: [`Ledgers`] and a finding per row
//! that had to be skipped.
//! Never: keeps a row. Memory grows by a fixed record per account, per id and per invoice, whatever the number of rows.

mod invoices;
mod table;
mod totals;
mod window;

use std::collections::BTreeMap;
use std::collections::BTreeSet;

pub(crate) use crate::content::ledger::table::columns;

use crate::content::ledger::table::Source;
use crate::content::ledger::totals::Totals;
use crate::content::ledger::window::Window;
use crate::content::snapshot::Snapshot;
use crate::diag::Checked;
use crate::model::date::AsOf;
use crate::model::id::Id;
use crate::model::ledger::LedgerFile;
use crate::model::ledger::Ledgers;

/// What a reader of ledgers has to know of the book.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The day the book is read for.
    pub as_of: AsOf,
    /// Length of the ledgers' year, months from 1.
    pub window_months: u32,
    /// Accounts of the book.
    pub accounts: &'a BTreeSet<Id>,
    /// Drafts left out of the book: their rows are skipped silently.
    pub drafts: &'a BTreeSet<Id>,
    /// Columns named otherwise: file → ours → theirs.
    pub columns: &'a BTreeMap<String, BTreeMap<String, String>>,
}

/// Reads every ledger of a snapshot. A file that is not there is not an error.
///
/// # Errors
/// The machine could not read a file that is there; the path is in the message.
pub fn read(snapshot: &Snapshot, context: &Context) -> std::io::Result<Checked<Ledgers>> {
    let window = Window::new(context.as_of, context.window_months);
    let n_month_ends = window.n_month_ends();
    let mut totals = Totals::new(window);
    let mut files = Vec::new();
    let mut findings = Vec::new();
    // Invoices come before the receipts that pay them.
    for ledger in [
        LedgerFile::Orders,
        LedgerFile::Returns,
        LedgerFile::Invoices,
        LedgerFile::Receipts,
        LedgerFile::Interactions,
        LedgerFile::Opportunities,
    ] {
        let Some(mut source) = Source::open(snapshot, ledger, context)? else {
            continue;
        };
        files.push(ledger);
        totals.take(ledger, &mut source)?;
        findings.extend(source.into_findings());
    }
    Ok(Checked {
        value: Ledgers {
            files,
            n_month_ends,
            accounts: totals.into_records(),
        },
        findings,
    })
}

#[cfg(test)]
mod tests;
