//! Recency × frequency as a grid of five by five, accounts named.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::id::Id;
use crate::render::scope::Scope;
use crate::render::view::parts::Names;

/// Accounts named in a cell; the rest is counted.
const NAMED: usize = 4;

/// The grid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RfmView {
    /// How many accounts it holds and what the marks mean.
    pub sentence: String,
    /// Marks of frequency, the best first: the columns.
    pub columns: Vec<u8>,
    /// The most recent orders first.
    pub rows: Vec<RfmRow>,
}

/// One mark of recency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RfmRow {
    /// 5 (most recent) to 1.
    pub recency: u8,
    /// One a column.
    pub cells: Vec<RfmCell>,
}

/// One cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RfmCell {
    /// 5 (most orders) to 1.
    pub frequency: u8,
    /// Its accounts, the highest value first.
    pub accounts: Names,
}

pub(super) fn rfm_view(scope: Scope<'_>) -> Option<RfmView> {
    let marked: Vec<(&Id, u8, u8)> = scope
        .shared
        .ranked
        .iter()
        .filter_map(|one| {
            let rfm = one.assessed.rfm?;
            Some((&one.id, rfm.recency, rfm.frequency))
        })
        .collect();
    if marked.is_empty() {
        return None;
    }
    let marks = || (1..=5_u8).rev();
    let cell = |recency: u8, frequency: u8| {
        let found = marked.iter().filter(|(_, r, f)| (*r, *f) == (recency, frequency));
        let ids: Vec<&Id> = found.map(|(id, ..)| *id).collect();
        RfmCell {
            frequency,
            accounts: scope.first_accounts(&ids, NAMED),
        }
    };
    let (n, n_all) = (marked.len(), scope.shared.assessment.accounts.len());
    Some(RfmView {
        sentence: scope.pick(
            format!("{n_all} 家客户中 {n} 家年度内有订单，按五等分给分：近度 5 是最近下单，频度 5 是下单最多。"),
            format!("{n} of {n_all} accounts ordered in the year and are marked by fifths: recency 5 ordered last, frequency 5 ordered most."),
        ),
        columns: marks().collect(),
        rows: marks()
            .map(|recency| RfmRow {
                recency,
                cells: marks().map(|frequency| cell(recency, frequency)).collect(),
            })
            .collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::samples::Sample;
    use crate::render::samples::dossier;
    use crate::render::samples::file;

    #[test]
    fn accounts_stand_in_the_cell_of_their_marks() {
        let mut files: Vec<_> = (1..=6).map(|n| dossier(&format!("a{n}"), "")).collect();
        let orders = (1..=5).map(|n| format!("o-{n},a{n},2025-0{n}-01,100\n"));
        let text = format!("id,account,date,amount\n{}", orders.collect::<String>());
        files.push(file("ledgers/orders.csv", &text));
        let view = rfm_view(Sample::of(&files).en()).unwrap();
        assert!(
            view.sentence.starts_with("5 of 6 accounts ordered"),
            "{}",
            view.sentence
        );
        let best = &view.rows[0].cells[0];
        assert_eq!(best.accounts.shown[0].text, "Account a5");
        let n: usize = view
            .rows
            .iter()
            .flat_map(|row| &row.cells)
            .map(|cell| cell.accounts.n)
            .sum();
        assert_eq!((n, view.rows.len(), view.columns.len()), (5, 5, 5));
    }

    #[test]
    fn too_few_orderers_have_no_grid() {
        assert_eq!(rfm_view(Sample::of(&[dossier("a", "")]).zh()), None);
    }
}
