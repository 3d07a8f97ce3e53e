use std::collections::BTreeMap;
use std::collections::BTreeSet;

use super::*;
use crate::diag::Code;
use crate::model::date::parse_date;
use crate::model::exact::Exact;
use crate::model::ledger::LedgerTotals;

/// Reads ledgers given as (name, text) for the accounts `a` and `b`, the draft `d`, on 2025-06-30.
fn read_all(files: &[(&str, &str)]) -> (Ledgers, Vec<(Code, u32)>) {
    let snapshot = Snapshot::of(
        files
            .iter()
            .map(|(name, text)| (format!("content/ledgers/{name}.csv"), text.as_bytes().to_vec())),
    );
    let ids = |names: &[&str]| {
        names
            .iter()
            .map(|name| Id::new(name).unwrap())
            .collect::<BTreeSet<Id>>()
    };
    let columns = BTreeMap::from([(
        "returns".to_owned(),
        BTreeMap::from([("account".to_owned(), "customer".to_owned())]),
    )]);
    let context = Context {
        as_of: parse_date("2025-06-30").unwrap(),
        window_months: 12,
        accounts: &ids(&["a", "b"]),
        drafts: &ids(&["d"]),
        columns: &columns,
    };
    let checked = read(&snapshot, &context).unwrap();
    let findings = checked
        .findings
        .iter()
        .map(|finding| (finding.code, finding.place.at.line))
        .collect();
    (checked.value, findings)
}

fn of_a(ledgers: &Ledgers) -> LedgerTotals {
    ledgers.accounts.get("a").cloned().unwrap_or_default()
}

#[test]
fn orders_count_in_the_window_and_cancelled_ones_never() {
    let (ledgers, findings) = read_all(&[(
        "orders",
        "id,account,date,amount,cost,status\n\
         1,a,2023-01-01,5,1,\n2,a,2024-06-30,10,4,\n3,a,2025-06-29,20,,\n4,a,2025-06-30,99,1,\n5,a,2025-01-01,7,1,cancelled\n6,d,2025-01-01,7,1,\n",
    )]);
    let orders = of_a(&ledgers).orders;
    assert_eq!((orders.count, orders.n_without_cost), (2, 1));
    assert_eq!(
        (orders.amount, orders.largest),
        (Exact::from(30), Some(Exact::from(20)))
    );
    assert_eq!(of_a(&ledgers).first_order_ever, parse_date("2023-01-01"));
    assert_eq!(
        (orders.first, orders.last),
        (parse_date("2024-06-30"), parse_date("2025-06-29"))
    );
    assert_eq!(findings, []);
}

#[test]
fn a_row_that_cannot_be_used_is_skipped_with_its_line() {
    let (ledgers, findings) = read_all(&[(
        "orders",
        "\u{feff}id,account,date,amount\n1,a,2025-01-01,5\n1,a,2025-01-02,6\n2,c,2025-01-01,5\n3,a,2025/1/1,5\n4,a,2025-01-01,\"1,000\"\n,a,2025-01-01,5\n",
    )]);
    assert_eq!(of_a(&ledgers).orders.count, 1);
    assert_eq!(
        findings,
        [
            (Code::LedgerDuplicate, 3),
            (Code::LedgerReference, 4),
            (Code::LedgerRow, 5),
            (Code::LedgerRow, 6),
            (Code::LedgerRow, 7)
        ]
    );
}

#[test]
fn what_is_owed_is_an_invoice_less_its_receipts_on_each_day_of_account() {
    let (ledgers, findings) = read_all(&[
        (
            "invoices",
            "id,account,date,due,amount\ni1,a,2025-04-10,2025-05-10,100\ni2,a,2025-06-01,2025-08-01,40\n",
        ),
        (
            "receipts",
            "id,account,date,amount,invoice\nr1,a,2025-05-20,70,i1\nr2,a,2025-06-20,50,i1\nr3,a,2025-06-21,5,\nr4,b,2025-06-21,5,i1\n",
        ),
    ]);
    let record = of_a(&ledgers);
    // Month-ends: April 100, May 30 (overdue); nothing else. On 29 June i1 is overpaid, i2 is open.
    assert_eq!(
        (record.outstanding, record.overdue),
        (Exact::from(40), Exact::ZERO)
    );
    assert_eq!(
        (record.owed_at_month_ends, record.overdue_at_month_ends),
        (Exact::from(130), Exact::from(30))
    );
    assert_eq!(ledgers.n_month_ends, 12);
    assert_eq!(
        (record.receipts.count, record.receipts.amount),
        (3, Exact::from(125))
    );
    assert_eq!(
        record.receipts.collected_days.over(&record.receipts.collected),
        Exact::ratio(70 * 40 + 50 * 71, 120)
    );
    assert_eq!(findings, [(Code::LedgerReference, 5)]);
}

#[test]
fn a_renamed_column_is_found_and_a_missing_one_is_an_error() {
    let (ledgers, findings) = read_all(&[
        ("returns", "id,customer,date,amount\n1,a,2025-01-01,5\n"),
        (
            "opportunities",
            "id,account,opened,amount,status\n1,a,2025-01-01,5,open\n",
        ),
    ]);
    assert_eq!(
        (of_a(&ledgers).return_count, of_a(&ledgers).return_amount),
        (1, Exact::from(5))
    );
    assert_eq!(findings, [(Code::LedgerColumn, 1)]);
    assert_eq!(of_a(&ledgers).open_opportunities, 0);
}

#[test]
fn open_opportunities_are_weighted_by_their_chance() {
    let (ledgers, findings) = read_all(&[(
        "opportunities",
        "id,account,opened,amount,probability,status\n1,a,2025-01-01,300,40,open\n2,a,2025-01-01,50,12.5,open\n3,a,2025-01-01,9,50,won\n4,a,2025-06-30,9,50,open\n5,a,2025-01-01,9,150,open\n6,a,2025-01-01,9,50,maybe\n",
    )]);
    assert_eq!(
        (of_a(&ledgers).open_opportunities, of_a(&ledgers).expected_sales),
        (2, Exact::parse("126.25").unwrap())
    );
    assert_eq!(findings, [(Code::LedgerRow, 6), (Code::LedgerRow, 7)]);
}

#[test]
fn a_foreign_file_says_twenty_rows_and_counts_the_rest() {
    let rows: String = (0..50).map(|n| format!("{n},zz,2025-01-01,5\n")).collect();
    let (_, findings) = read_all(&[("orders", &format!("id,account,date,amount\n{rows}"))]);
    assert_eq!(findings.len(), 21);
    assert_eq!(findings.last(), Some(&(Code::LedgerReference, 0)));
}
