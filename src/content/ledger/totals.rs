//! Adds up the rows of each ledger by account.

use std::collections::BTreeMap;
use std::io;

use xxhash_rust::xxh3::xxh3_128;

use crate::content::ledger::invoices;
use crate::content::ledger::invoices::Invoice;
use crate::content::ledger::invoices::Invoices;
use crate::content::ledger::table::Source;
use crate::content::ledger::window::Window;
use crate::diag::Code;
use crate::diag::Words;
use crate::model::date::days_between;
use crate::model::exact::Exact;
use crate::model::id::Id;
use crate::model::ledger::InteractionKind;
use crate::model::ledger::LedgerFile;
use crate::model::ledger::LedgerTotals;
use crate::model::ledger::OpportunityState;
use crate::words;

/// Sums so far.
pub(crate) struct Totals {
    window: Window,
    records: BTreeMap<Id, LedgerTotals>,
    invoices: Invoices,
}

impl Totals {
    pub(crate) fn new(window: Window) -> Totals {
        Totals {
            window,
            records: BTreeMap::new(),
            invoices: Invoices::default(),
        }
    }

    /// Reads one ledger to its end.
    pub(crate) fn take(&mut self, ledger: LedgerFile, source: &mut Source) -> io::Result<()> {
        while source.next_row()? {
            // A row that cannot be used has said so; `None` goes on with the next one.
            let _taken: Option<()> = match ledger {
                LedgerFile::Orders => self.order(source),
                LedgerFile::Returns => self.goods_back(source),
                LedgerFile::Invoices => self.invoice(source),
                LedgerFile::Receipts => self.receipt(source),
                LedgerFile::Interactions => self.interaction(source),
                LedgerFile::Opportunities => self.opportunity(source),
            };
        }
        Ok(())
    }

    /// The records, what is owed filled in.
    pub(crate) fn into_records(mut self) -> BTreeMap<Id, LedgerTotals> {
        for (account, owed) in invoices::owed(&self.invoices, &self.window) {
            let record = self.records.entry(account).or_default();
            record.outstanding = owed.outstanding;
            record.overdue = owed.overdue;
            record.owed_at_month_ends = owed.at_month_ends;
            record.overdue_at_month_ends = owed.overdue_at_month_ends;
        }
        self.records
    }

    fn order(&mut self, source: &mut Source) -> Option<()> {
        let (account, date) = (source.account()?, source.date("date")?);
        let (amount, cost) = (source.amount("amount")?, source.optional_amount("cost")?);
        let is_cancelled = source.text("status") == "cancelled";
        if !source.is_first() || is_cancelled || !self.window.is_past(date) {
            return None;
        }
        let record = self.records.entry(account).or_default();
        record.first_order_ever = Some(record.first_order_ever.map_or(date, |first| first.min(date)));
        if !self.window.has(date) {
            return None;
        }
        let orders = &mut record.orders;
        orders.count += 1;
        match cost {
            Some(cost) => orders.cost = &orders.cost + &cost,
            None => orders.n_without_cost += 1,
        }
        orders.amount = &orders.amount + &amount;
        orders.largest = larger(orders.largest.take(), amount);
        orders.first = Some(orders.first.map_or(date, |first| first.min(date)));
        orders.last = Some(orders.last.map_or(date, |last| last.max(date)));
        Some(())
    }

    fn goods_back(&mut self, source: &mut Source) -> Option<()> {
        let (account, date, amount) = (source.account()?, source.date("date")?, source.amount("amount")?);
        if !source.is_first() || !self.window.has(date) {
            return None;
        }
        let record = self.records.entry(account).or_default();
        record.return_count += 1;
        record.return_amount = &record.return_amount + &amount;
        Some(())
    }

    fn invoice(&mut self, source: &mut Source) -> Option<()> {
        let (account, date, due) = (source.account()?, source.date("date")?, source.date("due")?);
        let amount = source.amount("amount")?;
        if !source.is_first() {
            return None;
        }
        let key = xxh3_128(source.text("id").as_bytes());
        self.invoices
            .insert(key, Invoice::new(account, date, due, &amount));
        Some(())
    }

    fn receipt(&mut self, source: &mut Source) -> Option<()> {
        let (account, date, amount) = (source.account()?, source.date("date")?, source.amount("amount")?);
        let named = source.text("invoice").to_owned();
        let key = xxh3_128(named.as_bytes());
        if !named.is_empty()
            && self
                .invoices
                .get(&key)
                .is_none_or(|invoice| invoice.account != account)
        {
            source.find(
                Code::LedgerReference,
                "invoice",
                words!(
                    "客户 `{account}` 没有发票 `{named}`，这一行已跳过",
                    "account `{account}` has no invoice `{named}`; the row was skipped"
                ),
                words!(
                    "写 invoices.csv 里同一客户的 id，或留空",
                    "use the id of that account's invoice in invoices.csv, or leave it empty"
                ),
            );
            return None;
        }
        if !source.is_first() || !self.window.is_past(date) {
            return None;
        }
        let invoice = if named.is_empty() {
            None
        } else {
            self.invoices.get_mut(&key)
        };
        let invoiced = invoice.map(|invoice| {
            invoice.pay(&self.window, date, &amount);
            invoice.date
        });
        // An invoice of `as_of` or later is not read by anything, so nothing was collected on it.
        let invoiced = invoiced.filter(|day| self.window.is_past(*day));
        if !self.window.has(date) {
            return None;
        }
        let receipts = &mut self.records.entry(account).or_default().receipts;
        receipts.count += 1;
        receipts.amount = &receipts.amount + &amount;
        if let Some(invoiced) = invoiced {
            receipts.collected = &receipts.collected + &amount;
            let days = Exact::from(days_between(invoiced, date));
            receipts.collected_days = &receipts.collected_days + &(&amount * &days);
        }
        receipts.largest = larger(receipts.largest.take(), amount);
        Some(())
    }

    fn interaction(&mut self, source: &mut Source) -> Option<()> {
        let (account, date) = (source.account()?, source.date("date")?);
        let written = source.text("kind").to_owned();
        let Some(kind) = InteractionKind::from_word(&written) else {
            let known = InteractionKind::WORDS.join(" ");
            source.bad("kind", &written, words!("可写：{known}", "one of: {known}"));
            return None;
        };
        if !source.is_first() || !self.window.is_past(date) {
            return None;
        }
        let record = self.records.entry(account).or_default();
        record.last_interaction = record.last_interaction.max(Some(date));
        if self.window.has(date) {
            *record.interactions.entry(kind).or_default() += 1;
        }
        Some(())
    }

    fn opportunity(&mut self, source: &mut Source) -> Option<()> {
        let (account, opened) = (source.account()?, source.date("opened")?);
        let amount = source.amount("amount")?;
        let probability = source.amount("probability")?;
        if probability > Exact::HUNDRED {
            let written = source.text("probability").to_owned();
            source.bad(
                "probability",
                &written,
                Words::new("百分数，0 到 100", "percent, 0 to 100"),
            );
            return None;
        }
        let written = source.text("status").to_owned();
        let Some(state) = OpportunityState::from_word(&written) else {
            let known = OpportunityState::WORDS.join(" ");
            source.bad("status", &written, words!("可写：{known}", "one of: {known}"));
            return None;
        };
        if !source.is_first() || state != OpportunityState::Open || !self.window.is_past(opened) {
            return None;
        }
        let record = self.records.entry(account).or_default();
        record.open_opportunities += 1;
        let weighted = (&amount * &probability).over(&Exact::HUNDRED).unwrap_or_default();
        record.expected_sales = &record.expected_sales + &weighted;
        Some(())
    }
}

fn larger(so_far: Option<Exact>, amount: Exact) -> Option<Exact> {
    Some(match so_far {
        Some(most) if most >= amount => most,
        _ => amount,
    })
}
