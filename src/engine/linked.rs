//! What an account's dossier gives together with the pages it points to and with its ledgers.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::engine::financials;
use crate::engine::financials::Receivables;
use crate::engine::financials::TypedYear;
use crate::engine::financials::YearlyFigures;
use crate::engine::indicators;
use crate::engine::indicators::IndicatorKey;
use crate::engine::indicators::Indicators;
use crate::engine::needs;
use crate::engine::needs::NeedResult;
use crate::engine::needs_stage;
use crate::engine::needs_stage::NeedsStageResult;
use crate::engine::relations;
use crate::engine::relations::RelationsResult;
use crate::engine::steps;
use crate::engine::steps::StepResult;
use crate::model::account::Account;
use crate::model::book::Book;
use crate::model::exact::Exact;
use crate::model::id::Id;
use crate::model::ledger::LedgerFile;
use crate::model::ledger::LedgerTotals;
use crate::model::rare::Rare;

/// Results that need people, competitors, industries, playbook or ledgers beside the dossier.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct LinkedResult {
    /// The year of trade: of the typed periods, else of the ledgers for an account without any typed period.
    pub year: YearlyFigures,
    /// Yearly profit as the portfolio model wants it, base units.
    pub profit: Option<Exact>,
    /// Single indicators.
    pub indicators: Indicators,
    /// What is owed: the newest typed pair, else the ledgers'.
    pub receivables: Option<Box<Receivables>>,
    /// Newest contact of a dossier's coverage or of the ledgers, not after the book's day.
    pub last_contact: Option<Date>,
    /// `None` without contacts.
    pub relations: Option<RelationsResult>,
    /// By need.
    pub needs: Rare<BTreeMap<Id, NeedResult>>,
    /// `None` without a stage that the industry knows.
    pub needs_stage: Option<Box<NeedsStageResult>>,
    /// Every step of the plan's playbook, in its order.
    pub steps: Rare<Vec<StepResult>>,
}

impl LinkedResult {
    /// Needs in which we have a unique selling point; `None` without needs.
    pub fn n_selling_points(&self) -> Option<usize> {
        let points = self.needs.values().filter(|need| need.verdict.is_selling_point());
        (!self.needs.is_empty()).then(|| points.count())
    }

    /// Yearly gross margin, percent; `None` if revenue or direct cost is unknown, or there is no revenue.
    pub fn gross_margin(&self) -> Option<Exact> {
        let revenue = self.year.revenue.as_ref()?;
        (self.year.profit(false)? * Exact::HUNDRED).over(revenue)
    }
}

/// Links one account to the rest of its book.
pub fn link(book: &Book, account: &Account) -> LinkedResult {
    let none = LedgerTotals::default();
    let totals = book.ledgers.accounts.get(&account.id).unwrap_or(&none);
    let indicators = indicators::read(&book.ledgers, totals, &account.contact_stats, book.as_of);
    let year = if account.financials.is_empty() {
        ledger_year(book, totals, &indicators)
    } else {
        financials::figures(&account.financials, TypedYear::current(book.as_of))
    };
    let is_after_cost_to_serve = book
        .rulers
        .portfolio
        .as_ref()
        .is_none_or(|model| model.after_cost_to_serve);
    let industry = book.industries.get(&account.industry.value);
    let method = account.plan.as_ref().and_then(|plan| {
        let page = book.playbook.get(&plan.playbook.value)?;
        Some((plan, page.data.method.as_ref()?))
    });
    LinkedResult {
        profit: year.profit(is_after_cost_to_serve),
        year,
        receivables: financials::newest_receivables(&account.financials, book.as_of)
            .or_else(|| ledger_receivables(&indicators))
            .map(Box::new),
        last_contact: last_contact(account, totals, book.as_of),
        relations: relations::relate(
            &account.contacts,
            &book.rulers.rules,
            |person| book.people.get(person).is_some_and(|person| person.has_left),
            book.as_of,
        ),
        needs: Rare::from(needs::judge(account, |id| {
            book.competitors.get(id).map(|page| &page.data)
        })),
        needs_stage: industry
            .and_then(|page| needs_stage::next(account, &page.data.needs_stages))
            .map(Box::new),
        steps: Rare::from(method.map_or(Vec::new(), |(plan, method)| {
            steps::follow(plan, method, book.as_of)
        })),
        indicators,
    }
}

/// The ledgers' year; what it costs to serve is in no ledger.
fn ledger_year(book: &Book, totals: &LedgerTotals, indicators: &Indicators) -> YearlyFigures {
    let revenue = indicators.get(IndicatorKey::TxAmount).cloned();
    let profit = indicators.get(IndicatorKey::TxProfit);
    let has_receipts = book.ledgers.has(LedgerFile::Receipts);
    YearlyFigures {
        direct_cost: revenue
            .as_ref()
            .zip(profit)
            .map(|(revenue, profit)| revenue - profit),
        revenue,
        cost_to_serve: None,
        receipts: has_receipts.then(|| totals.receipts.amount.clone()),
    }
}

fn ledger_receivables(indicators: &Indicators) -> Option<Receivables> {
    Some(Receivables {
        outstanding: indicators.get(IndicatorKey::Outstanding)?.clone(),
        overdue: indicators.get(IndicatorKey::Overdue)?.clone(),
    })
}

fn last_contact(account: &Account, totals: &LedgerTotals, as_of: Date) -> Option<Date> {
    account
        .contacts
        .iter()
        .flat_map(|contact| &contact.coverage)
        .filter_map(|coverage| Some(coverage.last.as_ref()?.value))
        .filter(|day| *day <= as_of)
        .chain(totals.last_interaction)
        .max()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::engine::samples::account;
    use crate::engine::samples::book;
    use crate::engine::samples::financial;
    use crate::engine::samples::id;
    use crate::model::ledger::OrderTotals;

    /// A book whose orders are 10 of the account `a`, at a cost of 4.
    fn with_orders(account: &Account) -> Book {
        let mut book = book(vec![account.clone()]);
        let totals = LedgerTotals {
            orders: OrderTotals {
                count: 1,
                amount: Exact::from(10),
                cost: Exact::from(4),
                ..OrderTotals::default()
            },
            ..LedgerTotals::default()
        };
        Arc::make_mut(&mut book.ledgers).files = vec![LedgerFile::Orders];
        Arc::make_mut(&mut book.ledgers).accounts.insert(id("a"), totals);
        book
    }

    #[test]
    fn an_account_without_typed_periods_takes_its_year_from_the_ledgers() {
        let account = account("a");
        let linked = link(&with_orders(&account), &account);
        assert_eq!(linked.year.revenue, Some(Exact::from(10)));
        assert_eq!(linked.year.direct_cost, Some(Exact::from(4)));
        assert_eq!(
            (&linked.year.cost_to_serve, &linked.year.receipts),
            (&None, &None)
        );
        assert_eq!(
            (linked.gross_margin(), linked.profit),
            (Some(Exact::from(60)), None)
        );
    }

    #[test]
    fn a_typed_period_of_any_year_keeps_the_ledgers_out() {
        let mut account = account("a");
        account.financials = vec![financial("2020", Some(7))];
        let linked = link(&with_orders(&account), &account);
        assert_eq!(linked.year, YearlyFigures::default());
        assert_eq!(
            linked.indicators.get(IndicatorKey::TxAmount),
            Some(&Exact::from(10))
        );
    }

    #[test]
    fn typed_receivables_of_nothing_are_known_and_keep_the_ledgers_out() {
        let mut account = account("a");
        let mut row = financial("2025Q1", None);
        (row.beside.outstanding, row.beside.overdue) = (Some(Exact::ZERO), Some(Exact::ZERO));
        account.financials = vec![row];
        let mut book = with_orders(&account);
        Arc::make_mut(&mut book.ledgers).files = vec![LedgerFile::Invoices, LedgerFile::Receipts];
        if let Some(totals) = Arc::make_mut(&mut book.ledgers).accounts.get_mut("a") {
            totals.outstanding = Exact::from(5);
        }
        let owed = |account: &Account| link(&book, account).receivables.unwrap().outstanding;
        assert_eq!(owed(&account), Exact::ZERO);
        account.financials.clear();
        assert_eq!(owed(&account), Exact::from(5));
    }
}
