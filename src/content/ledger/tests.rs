use std::collections::BTreeMap;
use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::Date;
use proptest::prelude::*;

use super::*;
use crate::diag::Code;
use crate::model::date::parse_date;
use crate::model::exact::Exact;
use crate::model::ledger::LedgerTotals;
use crate::model::ledger::OrderTotals;
use crate::model::ledger::ReceiptTotals;

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

/// A row of any ledger: whether it is of `a`, days before 2025-06-30, cents, and a number that decides the rest.
type Row = (bool, i64, i64, u8);

/// Ledgers by name, as rows: what every row of a file says after its id.
type Rows = Vec<(&'static str, String)>;

/// Rows of all ledgers; each invoice is followed by the receipts that pay it, so that a block never needs another.
fn rows() -> impl Strategy<Value = Vec<Rows>> {
    let row = (any::<bool>(), -30_i64..500, 0_i64..100_000, any::<u8>());
    prop::collection::vec((row.clone(), row.clone(), row), 0..14).prop_map(|blocks| {
        let numbered = blocks.iter().enumerate();
        numbered
            .map(|(n, (one, two, three))| block(n, *one, *two, *three))
            .collect()
    })
}

fn block(n: usize, one: Row, two: Row, three: Row) -> Rows {
    let account = |row: Row| if row.0 { "a" } else { "b" };
    let day = |row: Row| {
        parse_date("2025-06-30")
            .unwrap()
            .saturating_sub(row.1.days())
            .to_string()
    };
    let money = |row: Row| format!("{}.{:02}", row.2 / 100, row.2 % 100);
    let common = |row: Row| format!("{},{},{}", account(row), day(row), money(row));
    let cost = if one.3.is_multiple_of(3) {
        String::new()
    } else {
        money(two)
    };
    let status = if one.3.is_multiple_of(5) { "cancelled" } else { "" };
    let kind = ["task", "visit", "praise", "complaint", "suggestion"][usize::from(one.3 % 5)];
    let state = ["open", "won", "lost"][usize::from(one.3 % 3)];
    let mut rows = vec![
        ("orders", format!("o{n},{},{cost},{status}", common(one))),
        ("returns", format!("x{n},{}", common(two))),
        (
            "interactions",
            format!("n{n},{},{},{kind}", account(one), day(three)),
        ),
        (
            "opportunities",
            format!("p{n},{},{},{state}", common(two), three.3 % 101),
        ),
    ];
    match one.3 % 4 {
        0 => rows.push(("receipts", format!("r{n},{},", common(three)))),
        _ => {
            let due = day((true, two.1, 0, 0));
            let account = account(one);
            rows.push((
                "invoices",
                format!("i{n},{account},{},{due},{}", day(one), money(one)),
            ));
            for (m, receipt) in [two, three].into_iter().enumerate() {
                let (day, money) = (day(receipt), money(receipt));
                rows.push(("receipts", format!("r{n}-{m},{account},{day},{money},i{n}")));
            }
        }
    }
    rows
}

/// Reads blocks of rows; every file is there, even without a row.
fn read_rows(blocks: &[Rows]) -> Ledgers {
    let headers = [
        ("orders", "id,account,date,amount,cost,status"),
        ("returns", "id,customer,date,amount"),
        ("interactions", "id,account,date,kind"),
        ("opportunities", "id,account,opened,amount,probability,status"),
        ("invoices", "id,account,date,due,amount"),
        ("receipts", "id,account,date,amount,invoice"),
    ];
    let files: Vec<(&str, String)> = headers
        .iter()
        .map(|(name, header)| {
            let rows = blocks.iter().flatten().filter(|(ledger, _)| ledger == name);
            let rows: String = rows.map(|(_, row)| format!("{row}\n")).collect();
            (*name, format!("{header}\n{rows}"))
        })
        .collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let (ledgers, findings) = read_all(&files);
    assert_eq!(findings, []);
    ledgers
}

/// Two records of one account, the rows of both counted together.
fn together(a: &LedgerTotals, b: &LedgerTotals) -> LedgerTotals {
    let (o, p) = (&a.orders, &b.orders);
    let (r, q) = (&a.receipts, &b.receipts);
    let first = |a: Option<Date>, b: Option<Date>| [a, b].into_iter().flatten().min();
    let mut interactions = a.interactions.clone();
    for (kind, n) in &b.interactions {
        *interactions.entry(*kind).or_default() += n;
    }
    LedgerTotals {
        orders: OrderTotals {
            count: o.count + p.count,
            amount: &o.amount + &p.amount,
            cost: &o.cost + &p.cost,
            n_without_cost: o.n_without_cost + p.n_without_cost,
            largest: o.largest.clone().max(p.largest.clone()),
            first: first(o.first, p.first),
            last: o.last.max(p.last),
        },
        first_order_ever: first(a.first_order_ever, b.first_order_ever),
        return_amount: &a.return_amount + &b.return_amount,
        return_count: a.return_count + b.return_count,
        receipts: ReceiptTotals {
            count: r.count + q.count,
            amount: &r.amount + &q.amount,
            largest: r.largest.clone().max(q.largest.clone()),
            collected: &r.collected + &q.collected,
            collected_days: &r.collected_days + &q.collected_days,
        },
        outstanding: &a.outstanding + &b.outstanding,
        overdue: &a.overdue + &b.overdue,
        owed_at_month_ends: &a.owed_at_month_ends + &b.owed_at_month_ends,
        overdue_at_month_ends: &a.overdue_at_month_ends + &b.overdue_at_month_ends,
        interactions,
        last_interaction: a.last_interaction.max(b.last_interaction),
        open_opportunities: a.open_opportunities + b.open_opportunities,
        expected_sales: &a.expected_sales + &b.expected_sales,
    }
}

proptest! {
    #[test]
    fn the_order_of_rows_changes_no_total(blocks in rows(), keys in prop::collection::vec(any::<u16>(), 200)) {
        let mut all: Rows = blocks.iter().flatten().cloned().collect();
        let before = read_rows(&[all.clone()]);
        let mut keyed: Vec<(u16, (&str, String))> = keys.into_iter().zip(all.drain(..)).collect();
        keyed.sort_by_key(|(key, _)| *key);
        let shuffled: Rows = keyed.into_iter().map(|(_, row)| row).collect();
        prop_assert_eq!(before, read_rows(&[shuffled]));
    }

    #[test]
    fn rows_dealt_onto_two_books_add_up_to_the_totals_of_one(blocks in rows(), dealt in prop::collection::vec(any::<bool>(), 14)) {
        let half = |is_left: bool| -> Vec<Rows> {
            let mine = blocks.iter().zip(&dealt).filter(|(_, left)| **left == is_left);
            mine.map(|(rows, _)| rows.clone()).collect()
        };
        let (left, right, all) = (read_rows(&half(true)), read_rows(&half(false)), read_rows(&blocks));
        for name in ["a", "b"] {
            let of = |ledgers: &Ledgers| ledgers.accounts.get(name).cloned().unwrap_or_default();
            prop_assert_eq!(together(&of(&left), &of(&right)), of(&all));
        }
    }
}
