//! Single indicators 单一指标 of an account: trade, finance and contact, from its ledgers.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::engine::financials::TypedYear;
use crate::engine::statistic::count;
use crate::model::account::ContactStat;
use crate::model::account::words_enum;
use crate::model::date::days_between;
use crate::model::exact::Exact;
use crate::model::ledger::InteractionKind;
use crate::model::ledger::LedgerFile;
use crate::model::ledger::LedgerTotals;
use crate::model::ledger::Ledgers;

words_enum! {
    /// An indicator, in the order of the export.
    IndicatorKey {
        TxCount = "tx_count", "交易次数", "Orders";
        TxAmount = "tx_amount", "交易额", "Order volume";
        TxProfit = "tx_profit", "利润", "Profit";
        GrossMargin = "gross_margin", "毛利率", "Gross margin";
        AvgOrder = "avg_order", "平均单笔交易额", "Average order";
        MaxOrder = "max_order", "最大单笔交易额", "Largest order";
        ReturnAmount = "return_amount", "退货金额", "Returns";
        ReturnCount = "return_count", "退货次数", "Number of returns";
        ReturnRate = "return_rate", "退货率", "Return rate";
        Tenure = "tenure", "已交易时间", "Days since first order";
        AvgCycle = "avg_cycle", "平均交易周期", "Days between orders";
        ExpectedSales = "expected_sales", "销售预期金额", "Expected sales";
        MaxReceipt = "max_receipt", "最大单笔收款额", "Largest receipt";
        AvgReceipt = "avg_receipt", "平均收款额", "Average receipt";
        AvgCollectDays = "avg_collect_days", "平均收款周期", "Days to collect";
        Outstanding = "outstanding", "应收余额", "Outstanding";
        Overdue = "overdue", "逾期金额", "Overdue";
        AvgOwed = "avg_owed", "平均欠款额", "Average owed";
        AvgOverdue = "avg_overdue", "平均逾期额", "Average overdue";
        AvgOwedRate = "avg_owed_rate", "平均欠款率", "Overdue of owed";
        Tasks = "tasks", "相关任务数", "Tasks";
        Processes = "processes", "相关进程数", "Processes";
        Praise = "praise", "表扬", "Praise";
        Complaint = "complaint", "投诉", "Complaints";
        Suggestion = "suggestion", "建议", "Suggestions";
        PraiseRatio = "praise_ratio", "表扬比例", "Share of praise";
        ComplaintRatio = "complaint_ratio", "投诉比例", "Share of complaints";
        SuggestionRatio = "suggestion_ratio", "建议比例", "Share of suggestions";
        ComplaintsPer100Orders = "complaints_per_100_orders", "每百单投诉", "Complaints per 100 orders";
    }
}

/// What an indicator is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IndicatorUnit {
    /// A whole number.
    Count,
    /// Base units of the book's currency.
    Money,
    /// Percent.
    Percent,
    /// Whole days.
    WholeDays,
    /// Days, with a part.
    Days,
    /// A plain number.
    Number,
}

impl IndicatorKey {
    /// Every indicator, in the order of the export.
    pub fn all() -> impl Iterator<Item = IndicatorKey> {
        IndicatorKey::WORDS
            .iter()
            .filter_map(|word| IndicatorKey::from_word(word))
    }

    /// What it is counted in.
    pub fn unit(self) -> IndicatorUnit {
        use IndicatorKey as Key;
        match self {
            Key::TxCount
            | Key::ReturnCount
            | Key::Tasks
            | Key::Processes
            | Key::Praise
            | Key::Complaint
            | Key::Suggestion => IndicatorUnit::Count,
            Key::TxAmount
            | Key::TxProfit
            | Key::AvgOrder
            | Key::MaxOrder
            | Key::ReturnAmount
            | Key::ExpectedSales
            | Key::MaxReceipt
            | Key::AvgReceipt
            | Key::Outstanding
            | Key::Overdue
            | Key::AvgOwed
            | Key::AvgOverdue => IndicatorUnit::Money,
            Key::GrossMargin
            | Key::ReturnRate
            | Key::AvgOwedRate
            | Key::PraiseRatio
            | Key::ComplaintRatio
            | Key::SuggestionRatio => IndicatorUnit::Percent,
            Key::Tenure => IndicatorUnit::WholeDays,
            Key::AvgCycle | Key::AvgCollectDays => IndicatorUnit::Days,
            Key::ComplaintsPer100Orders => IndicatorUnit::Number,
        }
    }
}

/// The indicators of one account; one without an entry is unknown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Indicators(BTreeMap<IndicatorKey, Exact>);

impl Indicators {
    /// The value, in the indicator's unit.
    pub fn get(&self, key: IndicatorKey) -> Option<&Exact> {
        self.0.get(&key)
    }

    fn set(&mut self, key: IndicatorKey, value: Option<Exact>) {
        if let Some(value) = value {
            self.0.insert(key, value);
        }
    }

    fn percent(&self, part: IndicatorKey, whole: &Exact) -> Option<Exact> {
        (self.get(part)? * &Exact::HUNDRED).over(whole)
    }
}

/// Reads the indicators of an account from its rows, and contacts from typed counts where it has any.
///
/// What needs a file that is not there is unknown; a file without rows of the account gives 0 or unknown.
pub fn read(ledgers: &Ledgers, totals: &LedgerTotals, stats: &[ContactStat], as_of: Date) -> Indicators {
    let mut indicators = Indicators::default();
    if ledgers.has(LedgerFile::Orders) {
        trade(&mut indicators, totals, as_of);
    }
    if ledgers.has(LedgerFile::Returns) {
        indicators.set(IndicatorKey::ReturnAmount, Some(totals.return_amount.clone()));
        indicators.set(IndicatorKey::ReturnCount, Some(Exact::from(totals.return_count)));
        let sold = indicators.get(IndicatorKey::TxAmount).cloned();
        let rate = sold.and_then(|sold| indicators.percent(IndicatorKey::ReturnAmount, &sold));
        indicators.set(IndicatorKey::ReturnRate, rate);
    }
    if ledgers.has(LedgerFile::Opportunities) {
        indicators.set(IndicatorKey::ExpectedSales, Some(totals.expected_sales.clone()));
    }
    if ledgers.has(LedgerFile::Receipts) {
        let receipts = &totals.receipts;
        let average = receipts.amount.over(&Exact::from(receipts.count));
        indicators.set(IndicatorKey::MaxReceipt, receipts.largest.clone());
        indicators.set(IndicatorKey::AvgReceipt, average);
        if ledgers.has(LedgerFile::Invoices) {
            receivables(&mut indicators, ledgers, totals);
        }
    }
    contacts(&mut indicators, ledgers, totals, stats, as_of);
    indicators
}

fn trade(indicators: &mut Indicators, totals: &LedgerTotals, as_of: Date) {
    let orders = &totals.orders;
    let n_orders = Exact::from(orders.count);
    let profit = (orders.n_without_cost == 0).then(|| &orders.amount - &orders.cost);
    let margin = profit
        .as_ref()
        .and_then(|profit| (profit * &Exact::HUNDRED).over(&orders.amount));
    let span = orders.first.zip(orders.last);
    let span = span.map(|(first, last)| Exact::from(days_between(first, last)));
    indicators.set(IndicatorKey::TxCount, Some(n_orders.clone()));
    indicators.set(IndicatorKey::TxAmount, Some(orders.amount.clone()));
    indicators.set(IndicatorKey::TxProfit, profit);
    indicators.set(IndicatorKey::GrossMargin, margin);
    indicators.set(IndicatorKey::AvgOrder, orders.amount.over(&n_orders));
    indicators.set(IndicatorKey::MaxOrder, orders.largest.clone());
    indicators.set(
        IndicatorKey::Tenure,
        totals
            .first_order_ever
            .map(|first| Exact::from(days_between(first, as_of))),
    );
    indicators.set(
        IndicatorKey::AvgCycle,
        span.and_then(|span| span.over(&(n_orders - Exact::ONE))),
    );
}

fn receivables(indicators: &mut Indicators, ledgers: &Ledgers, totals: &LedgerTotals) {
    let n_month_ends = count(ledgers.n_month_ends);
    let overdue = &totals.overdue_at_month_ends;
    let owed = &totals.owed_at_month_ends;
    let collect = totals.receipts.collected_days.over(&totals.receipts.collected);
    indicators.set(IndicatorKey::AvgCollectDays, collect);
    indicators.set(IndicatorKey::Outstanding, Some(totals.outstanding.clone()));
    indicators.set(IndicatorKey::Overdue, Some(totals.overdue.clone()));
    indicators.set(IndicatorKey::AvgOwed, owed.over(&n_month_ends));
    indicators.set(IndicatorKey::AvgOverdue, overdue.over(&n_month_ends));
    indicators.set(IndicatorKey::AvgOwedRate, (overdue * &Exact::HUNDRED).over(owed));
}

/// A count of a typed row.
type StatField = fn(&ContactStat) -> Option<i64>;

/// Typed counts go before ledgers, whole account by whole account.
fn contacts(
    indicators: &mut Indicators,
    ledgers: &Ledgers,
    totals: &LedgerTotals,
    stats: &[ContactStat],
    as_of: Date,
) {
    let typed = |field: StatField| {
        TypedYear::current(as_of).sum(
            stats,
            |row| row.period.value.last_day(),
            |row| field(row).map(Exact::from),
        )
    };
    let counted = |kind| {
        let n = totals.interactions.get(&kind).copied().unwrap_or(0);
        ledgers.has(LedgerFile::Interactions).then(|| Exact::from(n))
    };
    let processes = ledgers
        .has(LedgerFile::Opportunities)
        .then(|| Exact::from(totals.open_opportunities));
    let rows: [(IndicatorKey, StatField, Option<Exact>); 5] = [
        (
            IndicatorKey::Tasks,
            |row| row.tasks,
            counted(InteractionKind::Task),
        ),
        (IndicatorKey::Processes, |row| row.processes, processes),
        (
            IndicatorKey::Praise,
            |row| row.praise,
            counted(InteractionKind::Praise),
        ),
        (
            IndicatorKey::Complaint,
            |row| row.complaint,
            counted(InteractionKind::Complaint),
        ),
        (
            IndicatorKey::Suggestion,
            |row| row.suggestion,
            counted(InteractionKind::Suggestion),
        ),
    ];
    for (key, field, from_ledgers) in rows {
        indicators.set(
            key,
            if stats.is_empty() {
                from_ledgers
            } else {
                typed(field)
            },
        );
    }
    let voices = [
        IndicatorKey::Praise,
        IndicatorKey::Complaint,
        IndicatorKey::Suggestion,
    ];
    let all: Option<Exact> = voices.iter().map(|key| indicators.get(*key).cloned()).sum();
    if let Some(all) = all {
        for (part, ratio) in [
            (IndicatorKey::Praise, IndicatorKey::PraiseRatio),
            (IndicatorKey::Complaint, IndicatorKey::ComplaintRatio),
            (IndicatorKey::Suggestion, IndicatorKey::SuggestionRatio),
        ] {
            indicators.set(ratio, indicators.percent(part, &all));
        }
    }
    let orders = indicators.get(IndicatorKey::TxCount).cloned();
    let per_order = orders.and_then(|orders| indicators.percent(IndicatorKey::Complaint, &orders));
    indicators.set(IndicatorKey::ComplaintsPer100Orders, per_order);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::samples::day;
    use crate::engine::samples::sited;
    use crate::model::date::Period;
    use crate::model::ledger::OrderTotals;

    fn ledgers(files: &[LedgerFile]) -> Ledgers {
        Ledgers {
            files: files.to_vec(),
            n_month_ends: 12,
            accounts: BTreeMap::new(),
        }
    }

    fn stat(period: &str, praise: Option<i64>) -> ContactStat {
        ContactStat {
            period: sited(Period::parse(period).unwrap()),
            tasks: None,
            processes: None,
            praise,
            complaint: Some(0),
            suggestion: Some(0),
        }
    }

    fn known(files: &[LedgerFile]) -> Vec<&'static str> {
        let all = read(&ledgers(files), &LedgerTotals::default(), &[], day("2025-06-30"));
        IndicatorKey::all()
            .filter(|key| all.get(*key).is_some())
            .map(IndicatorKey::word)
            .collect()
    }

    #[test]
    fn a_file_without_rows_gives_sums_of_nothing_and_no_means() {
        assert_eq!(
            known(&[LedgerFile::Orders]),
            ["tx_count", "tx_amount", "tx_profit"]
        );
        assert_eq!(known(&[LedgerFile::Receipts]), Vec::<&str>::new());
        assert_eq!(
            known(&[LedgerFile::Receipts, LedgerFile::Invoices]),
            ["outstanding", "overdue", "avg_owed", "avg_overdue"]
        );
        assert_eq!(
            known(&[LedgerFile::Opportunities]),
            ["expected_sales", "processes"]
        );
    }

    #[test]
    fn one_order_without_its_cost_leaves_profit_unknown() {
        let totals = LedgerTotals {
            orders: OrderTotals {
                count: 2,
                amount: Exact::from(10),
                n_without_cost: 1,
                ..OrderTotals::default()
            },
            ..LedgerTotals::default()
        };
        let all = read(&ledgers(&[LedgerFile::Orders]), &totals, &[], day("2025-06-30"));
        assert_eq!(all.get(IndicatorKey::TxProfit), None);
        assert_eq!(all.get(IndicatorKey::AvgOrder), Some(&Exact::from(5)));
    }

    #[test]
    fn typed_counts_of_any_period_stand_before_the_ledgers() {
        let files = ledgers(&[LedgerFile::Interactions]);
        let praise = |stats: &[ContactStat]| {
            let all = read(&files, &LedgerTotals::default(), stats, day("2025-06-30"));
            all.get(IndicatorKey::Praise).cloned()
        };
        assert_eq!(praise(&[]), Some(Exact::ZERO));
        assert_eq!(praise(&[stat("2025H1", Some(3))]), Some(Exact::from(3)));
        assert_eq!(praise(&[stat("2020", Some(3))]), None);
    }

    #[test]
    fn every_indicator_has_its_word_in_order() {
        let words: Vec<&str> = IndicatorKey::all().map(IndicatorKey::word).collect();
        assert_eq!(words, IndicatorKey::WORDS);
    }
}
