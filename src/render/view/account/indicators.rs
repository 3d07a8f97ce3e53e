//! Single indicators 单一指标 of an account by family: trade, finance, contact; an unknown one says why.

use jiff::ToSpan;
use schemars::JsonSchema;
use serde::Serialize;

use crate::engine::assessment::AccountAssessment;
use crate::engine::indicators::IndicatorKey;
use crate::engine::indicators::IndicatorKey as Key;
use crate::engine::indicators::IndicatorUnit;
use crate::model::account::Account;
use crate::model::date::months_back;
use crate::model::exact::Exact;
use crate::model::ledger::LedgerFile;
use crate::model::ledger::LedgerTotals;
use crate::render::format;
use crate::render::scope::Scope;
use crate::render::view::measure_words::in_unit;
use crate::render::view::parts::Reading;
use crate::render::view::parts::Shown;

/// The indicators of an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct IndicatorsView {
    /// The year they are of, and whether the ledgers know the account at all.
    pub sentence: String,
    /// The families of which something is known.
    pub families: Vec<FamilyView>,
}

/// One family.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FamilyView {
    /// Its name.
    pub name: String,
    /// Every indicator of it.
    pub rows: Vec<Reading>,
}

/// What an account's indicators are read from.
struct Case<'a> {
    scope: Scope<'a>,
    assessed: &'a AccountAssessment,
    totals: Option<&'a LedgerTotals>,
    /// Contacts are counted in the dossier: then ledgers do not count.
    has_typed_contacts: bool,
}

const TRADE: [IndicatorKey; 12] = [
    Key::TxCount,
    Key::TxAmount,
    Key::TxProfit,
    Key::GrossMargin,
    Key::AvgOrder,
    Key::MaxOrder,
    Key::ReturnAmount,
    Key::ReturnCount,
    Key::ReturnRate,
    Key::Tenure,
    Key::AvgCycle,
    Key::ExpectedSales,
];
const FINANCE: [IndicatorKey; 8] = [
    Key::MaxReceipt,
    Key::AvgReceipt,
    Key::AvgCollectDays,
    Key::Outstanding,
    Key::Overdue,
    Key::AvgOwed,
    Key::AvgOverdue,
    Key::AvgOwedRate,
];
const CONTACT: [IndicatorKey; 9] = [
    Key::Tasks,
    Key::Processes,
    Key::Praise,
    Key::Complaint,
    Key::Suggestion,
    Key::PraiseRatio,
    Key::ComplaintRatio,
    Key::SuggestionRatio,
    Key::ComplaintsPer100Orders,
];

/// Views the indicators; `None` if none of them is known.
pub(super) fn indicators_view(
    scope: Scope<'_>,
    account: &Account,
    assessed: &AccountAssessment,
) -> Option<IndicatorsView> {
    let case = Case {
        scope,
        assessed,
        totals: scope.book().ledgers.accounts.get(&account.id),
        has_typed_contacts: !account.contact_stats.is_empty(),
    };
    let families: Vec<FamilyView> = [
        (("交易", "Trade"), &TRADE[..]),
        (("财务", "Finance"), &FINANCE[..]),
        (("联络", "Contact"), &CONTACT[..]),
    ]
    .into_iter()
    .filter(|(_, keys)| {
        let mut keys = keys.iter();
        keys.any(|key| assessed.linked.indicators.get(*key).is_some())
    })
    .map(|((zh, en), keys)| FamilyView {
        name: scope.pick(zh, en),
        rows: keys.iter().map(|key| case.reading(*key)).collect(),
    })
    .collect();
    (!families.is_empty()).then(|| IndicatorsView {
        sentence: case.sentence(),
        families,
    })
}

impl Case<'_> {
    fn sentence(&self) -> String {
        let scope = self.scope;
        let book = scope.book();
        let mut text = if book.ledgers.files.is_empty() {
            scope.pick("册中没有台账。", "The book has no ledgers.")
        } else {
            let from = months_back(book.as_of, book.settings.window_months);
            let until = book.as_of.saturating_sub(1.day());
            scope.pick(
                format!("台账年度 {from} 至 {until}。"),
                format!("The ledgers’ year is {from} to {until}."),
            )
        };
        if !book.ledgers.files.is_empty() && self.totals.is_none() {
            text.push_str(&scope.pick(
                "台账里没有这家客户的行。",
                " No row of the ledgers is of this account.",
            ));
        }
        if self.has_typed_contacts {
            text.push_str(&scope.pick(
                "联络次数取自档案，不取台账。",
                " Contacts are counted by the dossier, not by the ledgers.",
            ));
        }
        text
    }

    fn reading(&self, key: IndicatorKey) -> Reading {
        let value = self.assessed.linked.indicators.get(key);
        Reading {
            key: format!("indicators.{}", key.word()),
            name: key.label(self.scope.lang).to_owned(),
            value: value.map_or_else(
                || Shown::plain(format::UNKNOWN),
                |value| shown(self.scope, key, value),
            ),
            note: if value.is_some() {
                self.window(key)
            } else {
                self.why_unknown(key)
            },
        }
    }

    /// What an indicator is over, where that is not the ledgers' year.
    fn window(&self, key: IndicatorKey) -> String {
        let say = |zh: &str, en: &str| self.scope.pick(zh, en);
        match key {
            Key::Tenure => say("自首单起", "since the first order ever"),
            Key::ExpectedSales => say("未结商机按概率", "open opportunities by probability"),
            Key::Outstanding | Key::Overdue => {
                let day = self.scope.book().as_of.saturating_sub(1.day());
                say(&format!("{day} 当日"), &format!("on {day}"))
            }
            Key::AvgOwed | Key::AvgOverdue | Key::AvgOwedRate => say("各月末平均", "mean of the month-ends"),
            Key::Processes if !self.has_typed_contacts => say("未结商机", "open opportunities"),
            _ => String::new(),
        }
    }

    fn why_unknown(&self, key: IndicatorKey) -> String {
        let scope = self.scope;
        let is_typed = self.has_typed_contacts && CONTACT.contains(&key);
        let missing: Vec<String> = files(key, is_typed)
            .iter()
            .filter(|file| !scope.book().ledgers.has(**file))
            .map(|file| format!("{}.csv", file.word()))
            .collect();
        if !missing.is_empty() {
            let names = format::joined(&missing, scope.lang);
            return scope.pick(format!("没有 {names}"), format!("no {names}"));
        }
        let n_without_cost = self.totals.map_or(0, |totals| totals.orders.n_without_cost);
        match key {
            Key::TxProfit | Key::GrossMargin if n_without_cost > 0 => scope.pick(
                format!("{n_without_cost} 单没有成本"),
                format!("{n_without_cost} orders lack their cost"),
            ),
            Key::AvgCycle => scope.pick("不足两单", "fewer than two orders"),
            Key::TxCount
            | Key::TxAmount
            | Key::TxProfit
            | Key::GrossMargin
            | Key::AvgOrder
            | Key::MaxOrder
            | Key::ReturnAmount
            | Key::ReturnCount
            | Key::ReturnRate
            | Key::Tenure
            | Key::ExpectedSales => scope.pick("没有订单", "no orders"),
            Key::MaxReceipt | Key::AvgReceipt => scope.pick("没有回款", "no receipts"),
            Key::AvgCollectDays => scope.pick("没有对应发票的回款", "no receipt pays an invoice"),
            Key::Outstanding | Key::Overdue | Key::AvgOwed | Key::AvgOverdue => {
                scope.pick("年度里没有月末", "no month-end in the year")
            }
            Key::AvgOwedRate => scope.pick("没有欠款", "nothing was owed"),
            Key::Tasks | Key::Processes | Key::Praise | Key::Complaint | Key::Suggestion => {
                scope.pick("档案没有写全这一年", "the dossier does not state it for the year")
            }
            Key::PraiseRatio | Key::ComplaintRatio | Key::SuggestionRatio => {
                scope.pick("没有人说过什么", "nobody said anything")
            }
            Key::ComplaintsPer100Orders => scope.pick("没有订单或没有次数", "no orders, or no count"),
        }
    }
}

/// The ledgers an indicator is read from.
fn files(key: IndicatorKey, is_typed: bool) -> &'static [LedgerFile] {
    match key {
        Key::TxCount
        | Key::TxAmount
        | Key::TxProfit
        | Key::GrossMargin
        | Key::AvgOrder
        | Key::MaxOrder
        | Key::Tenure
        | Key::AvgCycle => &[LedgerFile::Orders],
        Key::ReturnAmount | Key::ReturnCount => &[LedgerFile::Returns],
        Key::ReturnRate => &[LedgerFile::Orders, LedgerFile::Returns],
        Key::ExpectedSales => &[LedgerFile::Opportunities],
        Key::MaxReceipt | Key::AvgReceipt => &[LedgerFile::Receipts],
        Key::AvgCollectDays
        | Key::Outstanding
        | Key::Overdue
        | Key::AvgOwed
        | Key::AvgOverdue
        | Key::AvgOwedRate => &[LedgerFile::Invoices, LedgerFile::Receipts],
        Key::ComplaintsPer100Orders if is_typed => &[LedgerFile::Orders],
        Key::ComplaintsPer100Orders => &[LedgerFile::Interactions, LedgerFile::Orders],
        _ if is_typed => &[],
        Key::Processes => &[LedgerFile::Opportunities],
        Key::Tasks
        | Key::Praise
        | Key::Complaint
        | Key::Suggestion
        | Key::PraiseRatio
        | Key::ComplaintRatio
        | Key::SuggestionRatio => &[LedgerFile::Interactions],
    }
}

/// An indicator with its unit.
fn shown(scope: Scope<'_>, key: IndicatorKey, value: &Exact) -> Shown {
    match key.unit() {
        IndicatorUnit::Money => scope.money(value),
        unit => Shown::plain(in_unit(scope, unit, value)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::samples::Sample;
    use crate::render::samples::dossier;
    use crate::render::samples::file;
    use crate::render::samples::id;

    fn view(fields: &str, ledgers: &[(&str, &str)]) -> Option<IndicatorsView> {
        let mut files = vec![dossier("a", fields), dossier("b", "")];
        files.extend(
            ledgers
                .iter()
                .map(|(name, rows)| file(&format!("ledgers/{name}.csv"), rows)),
        );
        let sample = Sample::of(&files);
        let scope = sample.en();
        let account = id("a");
        indicators_view(
            scope,
            scope.dossier(&account).unwrap(),
            scope.assessed(&account).unwrap(),
        )
    }

    fn row(view: &IndicatorsView, key: &str) -> (String, String) {
        let mut rows = view.families.iter().flat_map(|family| &family.rows);
        let row = rows.find(|row| row.key == format!("indicators.{key}")).unwrap();
        (row.value.text.clone(), row.note.clone())
    }

    fn said(value: &str, note: &str) -> (String, String) {
        (value.to_owned(), note.to_owned())
    }

    const ORDERS: &str =
        "id,account,date,amount,cost\no-1,a,2025-01-10,30000,20000\no-2,a,2025-03-11,10000,\n";

    #[test]
    fn every_indicator_belongs_to_one_family() {
        let mut keys: Vec<IndicatorKey> = [&TRADE[..], &FINANCE, &CONTACT].concat();
        keys.sort();
        assert_eq!(keys, IndicatorKey::all().collect::<Vec<_>>());
    }

    #[test]
    fn a_known_indicator_has_its_unit_and_an_unknown_one_its_reason() {
        let view = view("", &[("orders", ORDERS)]).unwrap();
        assert_eq!(view.sentence, "The ledgers’ year is 2024-06-30 to 2025-06-29.");
        assert_eq!(row(&view, "tx_amount"), said("¥40k", ""));
        assert_eq!(row(&view, "avg_cycle"), said("60 days", ""));
        assert_eq!(
            row(&view, "tenure"),
            said("171 days", "since the first order ever")
        );
        assert_eq!(row(&view, "tx_profit"), said("–", "1 orders lack their cost"));
        assert_eq!(row(&view, "return_rate"), said("–", "no returns.csv"));
        assert_eq!(view.families.len(), 1, "what is wholly unknown is left out");
    }

    #[test]
    fn an_account_without_rows_is_told_from_a_book_without_the_file() {
        let of_b = ORDERS.replace(",a,", ",b,");
        let view = view("", &[("orders", &of_b)]).unwrap();
        assert!(
            view.sentence
                .ends_with("No row of the ledgers is of this account.")
        );
        assert_eq!(row(&view, "tx_count"), said("0", ""));
        assert_eq!(row(&view, "max_order"), said("–", "no orders"));
        assert_eq!(self::view("", &[]), None);
    }

    #[test]
    fn counts_of_the_dossier_stand_before_the_ledgers_and_say_so() {
        let stats = "contact_stats: [{period: 2024H2, praise: 1, complaint: 1, suggestion: 0}, {period: 2025H1, praise: 2, complaint: 0, suggestion: 0}]";
        let view = view(stats, &[("orders", ORDERS)]).unwrap();
        assert_eq!(row(&view, "praise"), said("3", ""));
        assert_eq!(row(&view, "praise_ratio"), said("75%", ""));
        assert_eq!(
            row(&view, "tasks"),
            said("–", "the dossier does not state it for the year")
        );
        assert!(
            view.sentence
                .ends_with("Contacts are counted by the dossier, not by the ledgers.")
        );
    }
}
