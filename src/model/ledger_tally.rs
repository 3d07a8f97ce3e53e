//! Sums ledger rows up as they come, so that no row need be kept once it is read.
//!
//! Invoices are read before receipts; the other files in any order.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::model::date::days_between;
use crate::model::date::months_back;
use crate::model::exact::Exact;
use crate::model::id::Id;
use crate::model::ledger::InteractionKind;
use crate::model::ledger::LedgerFile;
use crate::model::ledger::LedgerTotals;
use crate::model::ledger::Ledgers;

/// An order that is not cancelled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// Its day.
    pub date: Date,
    /// Base units, from 0.
    pub amount: Exact,
    /// Base units, from 0; `None` is unknown.
    pub cost: Option<Exact>,
}

/// An invoice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invoice {
    /// Its day.
    pub date: Date,
    /// Last day to pay.
    pub due: Date,
    /// Base units, from 0.
    pub amount: Exact,
}

/// An opportunity that is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opportunity {
    /// Its day.
    pub opened: Date,
    /// Base units, from 0.
    pub amount: Exact,
    /// Percent 0..=100.
    pub probability: Exact,
}

/// The sums so far, and the invoices with what was paid for them.
#[derive(Debug, Clone)]
pub struct LedgerTally {
    from: Date,
    as_of: Date,
    month_ends: Vec<Date>,
    files: Vec<LedgerFile>,
    accounts: BTreeMap<Id, LedgerTotals>,
    invoices: BTreeMap<String, OpenInvoice>,
}

#[derive(Debug, Clone)]
struct OpenInvoice {
    account: Id,
    invoice: Invoice,
    paid: Vec<(Date, Exact)>,
}

impl LedgerTally {
    /// Nothing read yet; the year is the `window_months` before `as_of`.
    pub fn of_year(as_of: Date, window_months: u32) -> LedgerTally {
        let from = months_back(as_of, window_months);
        LedgerTally {
            from,
            as_of,
            month_ends: month_ends(from, as_of),
            files: Vec::new(),
            accounts: BTreeMap::new(),
            invoices: BTreeMap::new(),
        }
    }

    /// Notes that a file is there, with or without rows.
    pub fn file(&mut self, file: LedgerFile) {
        if !self.files.contains(&file) {
            self.files.push(file);
        }
    }

    /// Counts an order.
    pub fn order(&mut self, account: &Id, order: &Order) {
        let (is_read, is_in_year) = self.reads(order.date);
        if !is_read {
            return;
        }
        let totals = self.totals(account);
        totals.first_order_ever = earlier(totals.first_order_ever, order.date);
        if !is_in_year {
            return;
        }
        let orders = &mut totals.orders;
        orders.count += 1;
        orders.amount = &orders.amount + &order.amount;
        match &order.cost {
            Some(cost) => orders.cost = &orders.cost + cost,
            None => orders.n_without_cost += 1,
        }
        orders.largest = orders.largest.take().max(Some(order.amount.clone()));
        orders.first = earlier(orders.first, order.date);
        orders.last = orders.last.max(Some(order.date));
    }

    /// Counts a return.
    pub fn returned(&mut self, account: &Id, date: Date, amount: &Exact) {
        if self.reads(date).1 {
            let totals = self.totals(account);
            totals.return_count += 1;
            totals.return_amount = &totals.return_amount + amount;
        }
    }

    /// Keeps an invoice, unless its id was read before.
    pub fn invoice(&mut self, id: &str, account: &Id, invoice: Invoice) {
        let kept = OpenInvoice {
            account: account.clone(),
            invoice,
            paid: Vec::new(),
        };
        self.invoices.entry(id.to_owned()).or_insert(kept);
    }

    /// True if the invoice was read and is the account's.
    pub fn knows_invoice(&self, id: &str, account: &Id) -> bool {
        self.invoices.get(id).is_some_and(|open| open.account == *account)
    }

    /// Counts a receipt; `invoice` names what it pays, if anything. One for an invoice not known is skipped.
    pub fn receipt(&mut self, account: &Id, date: Date, amount: &Exact, invoice: Option<&str>) {
        let (is_read, is_in_year) = self.reads(date);
        if !is_read || invoice.is_some_and(|id| !self.knows_invoice(id, account)) {
            return;
        }
        let as_of = self.as_of;
        let invoiced_on = invoice.and_then(|id| self.invoices.get_mut(id)).map(|open| {
            open.paid.push((date, amount.clone()));
            open.invoice.date
        });
        if !is_in_year {
            return;
        }
        let receipts = &mut self.totals(account).receipts;
        receipts.count += 1;
        receipts.amount = &receipts.amount + amount;
        receipts.largest = receipts.largest.take().max(Some(amount.clone()));
        if let Some(invoiced_on) = invoiced_on.filter(|day| *day < as_of) {
            let days = Exact::from(days_between(invoiced_on, date));
            receipts.collected = &receipts.collected + amount;
            receipts.collected_days = &receipts.collected_days + &(amount * &days);
        }
    }

    /// Counts a contact with the customer.
    pub fn interaction(&mut self, account: &Id, date: Date, kind: InteractionKind) {
        let (is_read, is_in_year) = self.reads(date);
        if !is_read {
            return;
        }
        let totals = self.totals(account);
        totals.last_interaction = totals.last_interaction.max(Some(date));
        if is_in_year {
            *totals.interactions.entry(kind).or_default() += 1;
        }
    }

    /// Counts an open opportunity.
    pub fn opportunity(&mut self, account: &Id, opportunity: &Opportunity) {
        if self.reads(opportunity.opened).0 {
            let weighted = (&opportunity.amount * &opportunity.probability).over(&Exact::HUNDRED);
            let totals = self.totals(account);
            totals.open_opportunities += 1;
            totals.expected_sales = &totals.expected_sales + &weighted.unwrap_or(Exact::ZERO);
        }
    }

    /// The sums of all rows.
    pub fn sum_up(mut self) -> Ledgers {
        let last_day = self.as_of.yesterday().unwrap_or(self.as_of);
        for open in self.invoices.into_values() {
            if open.invoice.date >= self.as_of {
                continue;
            }
            let totals = self.accounts.entry(open.account.clone()).or_default();
            let (owed, overdue) = open.on(last_day);
            totals.outstanding = &totals.outstanding + &owed;
            totals.overdue = &totals.overdue + &overdue;
            for day in &self.month_ends {
                let (owed, overdue) = open.on(*day);
                totals.owed_at_month_ends = &totals.owed_at_month_ends + &owed;
                totals.overdue_at_month_ends = &totals.overdue_at_month_ends + &overdue;
            }
        }
        self.files.sort();
        Ledgers {
            files: self.files,
            n_month_ends: self.month_ends.len(),
            accounts: self.accounts,
        }
    }

    fn totals(&mut self, account: &Id) -> &mut LedgerTotals {
        self.accounts.entry(account.clone()).or_default()
    }

    /// Whether a row of that day is read at all, and whether it is in the year.
    fn reads(&self, date: Date) -> (bool, bool) {
        (date < self.as_of, self.from <= date && date < self.as_of)
    }
}

impl OpenInvoice {
    /// Owed on a day, and overdue on it: invoices and receipts up to and with that day, past due from the day after.
    fn on(&self, day: Date) -> (Exact, Exact) {
        if self.invoice.date > day {
            return (Exact::ZERO, Exact::ZERO);
        }
        let paid = self.paid.iter().filter(|(date, _)| *date <= day);
        let paid: Exact = paid.map(|(_, amount)| amount).sum();
        let owed = (&self.invoice.amount - &paid).max(Exact::ZERO);
        let overdue = if self.invoice.due < day {
            owed.clone()
        } else {
            Exact::ZERO
        };
        (owed, overdue)
    }
}

fn earlier(day: Option<Date>, other: Date) -> Option<Date> {
    Some(day.map_or(other, |day| day.min(other)))
}

/// Last days of months in `from..until`.
fn month_ends(from: Date, until: Date) -> Vec<Date> {
    let mut ends = Vec::new();
    let mut end = from.last_of_month();
    while end < until {
        ends.push(end);
        let Ok(next) = end.tomorrow() else { break };
        end = next.last_of_month();
    }
    ends
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::date::parse_date;

    fn day(text: &str) -> Date {
        parse_date(text).unwrap()
    }

    fn bank() -> Id {
        Id::new("bank").unwrap()
    }

    fn number(value: i64) -> Exact {
        Exact::from(value)
    }

    fn tallied(read: impl Fn(&mut LedgerTally)) -> LedgerTotals {
        let mut tally = LedgerTally::of_year(day("2025-06-30"), 12);
        read(&mut tally);
        tally.sum_up().accounts.remove(&bank()).unwrap_or_default()
    }

    fn order(date: &str, amount: i64, cost: Option<i64>) -> Order {
        Order {
            date: day(date),
            amount: number(amount),
            cost: cost.map(number),
        }
    }

    #[test]
    fn the_year_begins_with_its_first_day_and_ends_before_the_books() {
        let totals = tallied(|tally| {
            for date in ["2024-06-29", "2024-06-30", "2025-06-29", "2025-06-30"] {
                tally.order(&bank(), &order(date, 10, Some(4)));
            }
        });
        assert_eq!(totals.orders.count, 2);
        assert_eq!(totals.first_order_ever, Some(day("2024-06-29")));
        assert_eq!(
            (totals.orders.first, totals.orders.last),
            (Some(day("2024-06-30")), Some(day("2025-06-29")))
        );
    }

    #[test]
    fn twelve_months_have_twelve_month_ends() {
        let ends = month_ends(day("2024-06-30"), day("2025-06-30"));
        assert_eq!(
            (ends.len(), ends[0], ends[11]),
            (12, day("2024-06-30"), day("2025-05-31"))
        );
        assert_eq!(month_ends(day("2025-06-01"), day("2025-06-30")), []);
    }

    #[test]
    fn an_invoice_is_owed_from_its_day_and_overdue_from_the_day_after_its_due_day() {
        let totals = tallied(|tally| {
            let invoice = Invoice {
                date: day("2025-03-31"),
                due: day("2025-05-31"),
                amount: number(100),
            };
            tally.invoice("v", &bank(), invoice);
            tally.receipt(&bank(), day("2025-04-30"), &number(30), Some("v"));
        });
        assert_eq!(totals.owed_at_month_ends, number(100 + 70 + 70));
        assert_eq!(totals.overdue_at_month_ends, number(0));
        assert_eq!((totals.outstanding, totals.overdue), (number(70), number(70)));
        assert_eq!(totals.receipts.collected_days, number(30 * 30));
    }

    #[test]
    fn paying_too_much_leaves_nothing_owed_on_that_invoice_alone() {
        let totals = tallied(|tally| {
            for id in ["v", "w"] {
                let invoice = Invoice {
                    date: day("2025-01-01"),
                    due: day("2025-01-02"),
                    amount: number(10),
                };
                tally.invoice(id, &bank(), invoice);
            }
            tally.receipt(&bank(), day("2025-01-01"), &number(15), Some("v"));
        });
        assert_eq!(totals.outstanding, number(10));
    }

    #[test]
    fn a_receipt_for_an_invoice_nobody_knows_is_skipped_and_one_for_none_counts() {
        let other = Id::new("other").unwrap();
        let totals = tallied(|tally| {
            let invoice = Invoice {
                date: day("2025-01-01"),
                due: day("2025-01-02"),
                amount: number(10),
            };
            tally.invoice("v", &other, invoice);
            tally.receipt(&bank(), day("2025-02-01"), &number(1), Some("v"));
            tally.receipt(&bank(), day("2025-02-01"), &number(2), Some("x"));
            tally.receipt(&bank(), day("2025-02-01"), &number(4), None);
        });
        assert_eq!((totals.receipts.count, totals.receipts.amount), (1, number(4)));
        assert_eq!(totals.receipts.collected, number(0));
    }

    #[test]
    fn the_newest_interaction_may_be_older_than_the_year() {
        let totals = tallied(|tally| {
            tally.interaction(&bank(), day("2020-01-01"), InteractionKind::Visit);
            tally.interaction(&bank(), day("2025-06-30"), InteractionKind::Visit);
        });
        assert_eq!(totals.last_interaction, Some(day("2020-01-01")));
        assert_eq!(totals.interactions, BTreeMap::new());
    }

    #[test]
    fn expected_sales_weigh_each_open_opportunity_by_its_chance() {
        let totals = tallied(|tally| {
            for (opened, amount, probability) in [
                ("2025-01-01", 100, 50),
                ("2020-01-01", 10, 10),
                ("2025-06-30", 9, 9),
            ] {
                let opportunity = Opportunity {
                    opened: day(opened),
                    amount: number(amount),
                    probability: number(probability),
                };
                tally.opportunity(&bank(), &opportunity);
            }
        });
        assert_eq!(
            (totals.expected_sales, totals.open_opportunities),
            (number(51), 2)
        );
    }
}
