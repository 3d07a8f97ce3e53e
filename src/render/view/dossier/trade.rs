//! Money with the account: what it spends and with whom, our offerings, our trade by period.

use serde::Serialize;

use crate::model::account::Account;
use crate::model::exact::Exact;
use crate::render::format;
use crate::render::format::MoneyScale;
use crate::render::scope::Scope;
use crate::render::view::dossier::facts::provenance;
use crate::render::view::parts::Link;
use crate::render::view::parts::Shown;

/// What the customer spends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Default)]
pub struct WalletTable {
    /// Unit of the amounts.
    pub unit: String,
    /// The newest year first.
    pub rows: Vec<WalletRow>,
}

/// One cell of the wallet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WalletRow {
    /// Calendar year.
    pub year: i64,
    /// The offering.
    pub offering: String,
    /// The customer's unit.
    pub unit: String,
    /// Amount in the table's unit.
    pub spend: Shown,
    /// Who gets it.
    pub with: Link,
    /// `us`, `competitor`, `internal`, `none` or `unknown`.
    pub with_key: String,
    /// When the contract ends.
    pub contract_end: String,
}

/// One of our offerings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OfferingRow {
    /// Which.
    pub name: String,
    /// In use, wanted, or neither.
    pub status: String,
    /// Since when.
    pub since: String,
    /// By whom.
    pub by: String,
}

/// Trade with the account, a row a period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Default)]
pub struct FinancialTable {
    /// Unit of the amounts.
    pub unit: String,
    /// The oldest first.
    pub rows: Vec<FinancialRow>,
    /// Sum of the engine's year, where known.
    pub year: Option<YearRow>,
}

/// One period; amounts in the table's unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FinancialRow {
    /// The period.
    pub period: String,
    /// 收入.
    pub revenue: String,
    /// 直接成本.
    pub direct_cost: String,
    /// 服务成本.
    pub cost_to_serve: String,
    /// Percent.
    pub discount: String,
    /// 应收余额.
    pub outstanding: String,
    /// 逾期.
    pub overdue: String,
    /// Days.
    pub terms_days: String,
    /// 回款.
    pub receipts: String,
}

/// The year up to the book's day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct YearRow {
    /// Revenue, with its unit.
    pub revenue: Shown,
    /// Profit, with its unit.
    pub profit: Shown,
}

fn column_scale<'a>(scope: Scope<'_>, amounts: impl Iterator<Item = &'a Exact>) -> MoneyScale {
    let largest = amounts.max().cloned().unwrap_or(Exact::ZERO);
    MoneyScale::of(&largest, &scope.book().settings.currency, scope.lang)
}

pub(super) fn wallet(scope: Scope<'_>, account: &Account) -> WalletTable {
    let currency = &scope.book().settings.currency;
    let spends = account
        .wallet
        .iter()
        .filter_map(|cell| cell.spend.as_ref()?.value.as_ref());
    let scale = column_scale(scope, spends);
    let mut cells: Vec<_> = account.wallet.iter().collect();
    cells.sort_by_key(|cell| std::cmp::Reverse(cell.year));
    let rows = cells.into_iter().map(|cell| {
        let amount = cell.spend.as_ref().and_then(|spend| spend.value.as_ref());
        let from = cell.spend.as_ref().and_then(|spend| provenance(scope, spend));
        WalletRow {
            year: cell.year,
            offering: scope.label(&cell.offering),
            unit: cell.unit.clone().unwrap_or_default(),
            spend: Shown {
                text: amount.map_or_else(|| format::UNKNOWN.to_owned(), |amount| scale.bare(amount, 2)),
                title: amount.map(|amount| {
                    let full = format::money_in_full(amount, currency);
                    from.map_or_else(|| full.clone(), |from| format!("{full} · {from}"))
                }),
            },
            with: match &cell.competitor {
                Some(competitor) => scope.player(&competitor.value, None),
                None => Link::plain(cell.with.label(scope.lang)),
            },
            with_key: cell.with.word().to_owned(),
            contract_end: scope.day(cell.contract_end),
        }
    });
    WalletTable {
        unit: scale.unit.clone(),
        rows: rows.collect(),
    }
}

pub(super) fn financials(scope: Scope<'_>, account: &Account) -> FinancialTable {
    let amounts = account.financials.iter().flat_map(|row| {
        [
            &row.revenue,
            &row.direct_cost,
            &row.cost_to_serve,
            &row.outstanding,
            &row.overdue,
            &row.receipts,
        ]
        .into_iter()
        .flatten()
    });
    let scale = column_scale(scope, amounts);
    let money = |amount: &Option<Exact>| {
        amount
            .as_ref()
            .map_or_else(|| format::UNKNOWN.to_owned(), |amount| scale.bare(amount, 2))
    };
    let mut periods: Vec<_> = account.financials.iter().collect();
    periods.sort_by_key(|row| row.period.value.last_day());
    let rows = periods.into_iter().map(|row| FinancialRow {
        period: row.period.value.to_string(),
        revenue: money(&row.revenue),
        direct_cost: money(&row.direct_cost),
        cost_to_serve: money(&row.cost_to_serve),
        discount: scope.number(row.discount.as_ref(), 2),
        outstanding: money(&row.outstanding),
        overdue: money(&row.overdue),
        terms_days: scope.whole(row.terms_days),
        receipts: money(&row.receipts),
    });
    let own = scope.assessed(&account.id).map(|assessed| &assessed.own);
    let shown = |amount: Option<&Exact>| {
        amount.map_or_else(|| Shown::plain(format::UNKNOWN), |amount| scope.money(amount))
    };
    let year = own.filter(|own| own.revenue.is_some()).map(|own| YearRow {
        revenue: shown(own.revenue.as_ref()),
        profit: shown(own.profit.as_ref()),
    });
    FinancialTable {
        unit: scale.unit.clone(),
        rows: rows.collect(),
        year,
    }
}
