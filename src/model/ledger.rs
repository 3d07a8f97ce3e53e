//! What the ledgers 台账 say of an account, summed up while they are read: a record of fixed size, however many the rows.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::model::account::words_enum;
use crate::model::exact::Exact;
use crate::model::id::Id;

words_enum! {
    /// A file of `ledgers/`.
    LedgerFile {
        Orders = "orders", "订单", "Orders";
        Returns = "returns", "退货", "Returns";
        Invoices = "invoices", "发票", "Invoices";
        Receipts = "receipts", "回款", "Receipts";
        Interactions = "interactions", "联络", "Interactions";
        Opportunities = "opportunities", "商机", "Opportunities";
    }
}
words_enum! {
    /// What a contact with the customer was.
    InteractionKind {
        Task = "task", "任务", "Task";
        Visit = "visit", "拜访", "Visit";
        Call = "call", "电话", "Call";
        Meeting = "meeting", "会议", "Meeting";
        Mail = "mail", "邮件", "Mail";
        Praise = "praise", "表扬", "Praise";
        Complaint = "complaint", "投诉", "Complaint";
        Suggestion = "suggestion", "建议", "Suggestion";
    }
}

words_enum! {
    /// Where an opportunity stands.
    OpportunityState {
        Open = "open", "进行中", "Open";
        Won = "won", "赢单", "Won";
        Lost = "lost", "丢单", "Lost";
    }
}

/// All ledgers of a book.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ledgers {
    /// The files that are there; what needs another is unknown.
    pub files: Vec<LedgerFile>,
    /// Month-ends in the ledgers' year.
    pub n_month_ends: usize,
    /// By account; one without a row in any file has no entry.
    pub accounts: BTreeMap<Id, LedgerTotals>,
}

impl Ledgers {
    /// True if the file is there.
    pub fn has(&self, file: LedgerFile) -> bool {
        self.files.contains(&file)
    }
}

/// One account's rows, summed up. Money in base units; W is the ledgers' year, and no row of `as_of` or later counts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LedgerTotals {
    /// Orders in W that are not cancelled.
    pub orders: OrderTotals,
    /// First order ever that is not cancelled.
    pub first_order_ever: Option<Date>,
    /// Σ returns in W.
    pub return_amount: Exact,
    /// Returns in W.
    pub return_count: i64,
    /// Receipts in W.
    pub receipts: ReceiptTotals,
    /// Owed on the day before `as_of`.
    pub outstanding: Exact,
    /// Of that, past its due day.
    pub overdue: Exact,
    /// Σ owed over the month-ends in W.
    pub owed_at_month_ends: Exact,
    /// Σ overdue over the month-ends in W.
    pub overdue_at_month_ends: Exact,
    /// Interactions in W, by kind.
    pub interactions: BTreeMap<InteractionKind, i64>,
    /// Newest interaction ever before `as_of`.
    pub last_interaction: Option<Date>,
    /// Open opportunities.
    pub open_opportunities: i64,
    /// Σ probability · amount of open opportunities.
    pub expected_sales: Exact,
}

/// Orders of W.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OrderTotals {
    /// How many.
    pub count: i64,
    /// Σ amounts.
    pub amount: Exact,
    /// Σ costs that are known.
    pub cost: Exact,
    /// Orders whose cost is unknown.
    pub n_without_cost: i64,
    /// The largest amount.
    pub largest: Option<Exact>,
    /// The first day.
    pub first: Option<Date>,
    /// The last day.
    pub last: Option<Date>,
}

/// Receipts of W.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReceiptTotals {
    /// How many.
    pub count: i64,
    /// Σ amounts.
    pub amount: Exact,
    /// The largest amount.
    pub largest: Option<Exact>,
    /// Σ amounts that pay an invoice.
    pub collected: Exact,
    /// Σ amount · (days from invoice to receipt) of those. Unit: money · days.
    pub collected_days: Exact,
}
