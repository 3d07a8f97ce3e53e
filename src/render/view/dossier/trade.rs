//! Money with the account: what it spends and with whom, our offerings, our trade by period.

use schemars::JsonSchema;
use serde::Serialize;

use crate::engine::wallet::WalletResult;
use crate::model::account::Account;
use crate::model::exact::Exact;
use crate::render::format;
use crate::render::scope::Scope;
use crate::render::view::dossier::facts::provenance;
use crate::render::view::parts::Link;
use crate::render::view::parts::Shown;

/// What the customer spends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, Default)]
pub struct WalletTable {
    /// Our share, the whitespace and how much of it is known, in one sentence; empty without a year that counts.
    pub sentence: String,
    /// Unit of the amounts.
    pub unit: String,
    /// The newest year first.
    pub rows: Vec<WalletRow>,
}

/// One cell of the wallet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, Default)]
pub struct FinancialTable {
    /// Unit of the amounts.
    pub unit: String,
    /// The oldest first.
    pub rows: Vec<FinancialRow>,
    /// Sum of the engine's year, where known.
    pub year: Option<YearRow>,
}

/// One period; amounts in the table's unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct YearRow {
    /// Revenue, with its unit.
    pub revenue: Shown,
    /// Profit, with its unit.
    pub profit: Shown,
}

pub(super) fn wallet(scope: Scope<'_>, account: &Account) -> WalletTable {
    let currency = &scope.book().settings.currency;
    let spends = account
        .wallet
        .iter()
        .filter_map(|cell| cell.spend.as_ref()?.value.as_ref());
    let scale = scope.money_scale(spends);
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
    let result = scope
        .assessed(&account.id)
        .and_then(|assessed| assessed.own.wallet.as_ref());
    WalletTable {
        sentence: result
            .map(|result| wallet_sentence(scope, result))
            .unwrap_or_default(),
        unit: scale.unit.clone(),
        rows: rows.collect(),
    }
}

fn wallet_sentence(scope: Scope<'_>, wallet: &WalletResult) -> String {
    let WalletResult {
        year,
        share,
        ours: _,
        whitespace,
        known_cells,
        all_cells,
    } = wallet;
    let whitespace = scope.money(whitespace).text;
    let share = match share {
        Some(share) => {
            let share = format::percent(share, 1);
            scope.pick(
                format!("{year} 年客户已知的支出中我方占 {share}，业务空白 {whitespace}"),
                format!(
                    "Of the customer’s known spend in {year}, {share} is ours and {whitespace} is whitespace"
                ),
            )
        }
        None => scope.pick(
            format!("{year} 年没有一笔已知的支出，我方份额未知"),
            format!("No spend of {year} is known, so our share is unknown"),
        ),
    };
    let known = scope.pick(
        format!("；{all_cells} 格中 {known_cells} 格已知。"),
        format!("; {known_cells} of {all_cells} cells are known."),
    );
    share + &known
}

pub(super) fn financials(scope: Scope<'_>, account: &Account) -> FinancialTable {
    let amounts = account.financials.iter().flat_map(|row| {
        [
            &row.revenue,
            &row.beside.direct_cost,
            &row.beside.cost_to_serve,
            &row.beside.outstanding,
            &row.beside.overdue,
            &row.beside.receipts,
        ]
        .into_iter()
        .flatten()
    });
    let scale = scope.money_scale(amounts);
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
        direct_cost: money(&row.beside.direct_cost),
        cost_to_serve: money(&row.beside.cost_to_serve),
        discount: scope.number(row.beside.discount.as_ref(), 2),
        outstanding: money(&row.beside.outstanding),
        overdue: money(&row.beside.overdue),
        terms_days: scope.whole(row.beside.terms_days),
        receipts: money(&row.beside.receipts),
    });
    let linked = scope.assessed(&account.id).map(|assessed| &assessed.linked);
    let year = linked
        .filter(|linked| linked.year.revenue.is_some())
        .map(|linked| YearRow {
            revenue: scope.known_money(linked.year.revenue.as_ref()),
            profit: scope.known_money(linked.profit.as_ref()),
        });
    FinancialTable {
        unit: scale.unit.clone(),
        rows: rows.collect(),
        year,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::samples::Sample;
    use crate::render::samples::dossier;
    use crate::render::samples::id;

    fn sentence(cells: &str) -> String {
        let sample = Sample::of(&[dossier("a", &format!("wallet: [{cells}]"))]);
        let scope = sample.en();
        wallet(scope, scope.dossier(&id("a")).unwrap()).sentence
    }

    #[test]
    fn the_wallet_says_our_share_the_whitespace_and_how_many_cells_are_known() {
        assert_eq!(
            sentence(
                "{year: 2024, offering: x, spend: 100, with: us}, {year: 2024, offering: y, spend: 300, with: internal}, {year: 2024, offering: z, with: unknown}"
            ),
            "Of the customer’s known spend in 2024, 25% is ours and ¥300 is whitespace; 2 of 3 cells are known."
        );
    }

    #[test]
    fn a_wallet_without_known_spend_has_no_share_and_one_of_years_to_come_says_nothing() {
        assert_eq!(
            sentence("{year: 2024, offering: z, with: unknown}"),
            "No spend of 2024 is known, so our share is unknown; 0 of 1 cells are known."
        );
        assert_eq!(sentence("{year: 2030, offering: x, spend: 100, with: us}"), "");
    }
}
