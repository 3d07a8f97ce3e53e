//! Rows of a Pareto chart: the largest of each class, and in one row each what is between them.

use crate::chart::figures::finite;
use crate::chart::pareto::Account;
use crate::chart::pareto::ParetoData;

/// Up to so many accounts every one has a row.
const ALL: usize = 24;

/// Of more: so many of the first class, the second, and any other; of all, if there are no classes.
const OF_CLASS: [usize; 3] = [10, 6, 4];
const OF_ALL: usize = 20;

/// One row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Row<'a> {
    /// A class begins.
    Class {
        /// Its place among the classes.
        class: usize,
        /// How many accounts it has.
        n: usize,
        /// Percent that they make together.
        share: f64,
    },
    /// One account, with its cumulative percent.
    One(&'a Account, f64),
    /// Several that follow each other.
    Rest {
        /// How many.
        n: usize,
        /// Their sum.
        sum: f64,
        /// Cumulative percent at the last of them.
        cumulative: f64,
        /// Their class.
        class: Option<usize>,
    },
}

/// Accounts whose amount is known, with it.
pub fn known(data: &ParetoData) -> Vec<(&Account, f64)> {
    data.accounts
        .iter()
        .filter_map(|account| finite(account.amount).map(|amount| (account, amount)))
        .filter(|(account, _)| account.cumulative.is_finite())
        .collect()
}

/// All rows, from above.
pub fn rows<'a>(known: &[(&'a Account, f64)]) -> Vec<Row<'a>> {
    let mut rows = Vec::new();
    let mut before = 0.0;
    for run in known.chunk_by(|(one, _), (two, _)| one.class == two.class) {
        let class = run.first().and_then(|(account, _)| account.class);
        let end = run.last().map_or(before, |(account, _)| account.cumulative);
        if let Some(class) = class {
            rows.push(Row::Class {
                class,
                n: run.len(),
                share: end - before,
            });
        }
        let n_shown = match class {
            _ if known.len() <= ALL => known.len(),
            Some(class) => OF_CLASS.get(class).copied().unwrap_or(4),
            None => OF_ALL,
        };
        rows.extend(of_run(run, n_shown));
        before = end;
    }
    rows
}

/// The first ones and the account in question have a row each; a single one between them, too.
fn of_run<'a>(run: &[(&'a Account, f64)], n_shown: usize) -> Vec<Row<'a>> {
    let numbered: Vec<(bool, &(&Account, f64))> = run
        .iter()
        .enumerate()
        .map(|(idx, entry)| (idx < n_shown || entry.0.is_focus, entry))
        .collect();
    let mut rows = Vec::new();
    for part in numbered.chunk_by(|one, two| one.0 == two.0) {
        let is_shown = part.len() == 1 || part.first().is_some_and(|(is_shown, _)| *is_shown);
        if is_shown {
            rows.extend(
                part.iter()
                    .map(|(_, (account, _))| Row::One(account, account.cumulative)),
            );
        } else if let Some((_, (last, _))) = part.last() {
            rows.push(Row::Rest {
                n: part.len(),
                sum: part.iter().map(|(_, (_, amount))| amount).sum(),
                cumulative: last.cumulative,
                class: last.class,
            });
        }
    }
    rows
}
