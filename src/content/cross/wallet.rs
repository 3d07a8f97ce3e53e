//! What the wallet says we get fits what we were paid.

use std::collections::BTreeMap;

use crate::content::cross::Scope;
use crate::content::cross::report::Report;
use crate::content::cross::report::point;
use crate::diag::At;
use crate::diag::Code;
use crate::model::account::Account;
use crate::model::account::SpendWith;
use crate::model::book::Page;
use crate::model::date::Period;
use crate::model::date::days_between;
use crate::model::exact::Exact;
use crate::words;

/// Checks every year of the wallet for which a whole year of revenue is known.
pub(super) fn check(_: Scope, page: &Page<Account>, report: &mut Report) {
    let account = &page.data;
    let mut ours: BTreeMap<i64, (Exact, At)> = BTreeMap::new();
    for cell in account.wallet.iter().filter(|cell| cell.with == SpendWith::Us) {
        if let Some(spend) = cell.spend.as_ref().and_then(|spend| spend.value.as_ref()) {
            let (sum, _) = ours.entry(cell.year).or_insert((Exact::ZERO, cell.at));
            *sum = &*sum + spend;
        }
    }
    for (year, (ours, at)) in ours {
        let Some(revenue) = revenue(account, year) else {
            continue;
        };
        if &ours * &Exact::from(10) <= &revenue * &Exact::from(11) {
            continue;
        }
        let (ours, revenue) = (ours.short(2), revenue.short(2));
        report.add(
            Code::WalletAboveRevenue,
            point(at, format_args!("wallet")),
            words!(
                "{year} 年钱包里归我方的 `{ours}` 超过同年收入 `{revenue}` 的 1.1 倍",
                "the wallet of {year} gives us `{ours}`, more than 1.1 times the revenue of that year, `{revenue}`"
            ),
            words!(
                "核对 `with: us` 的金额与 `financials` 的收入",
                "compare the `with: us` rows with the revenue in `financials`"
            ),
        );
    }
}

/// Revenue of a calendar year; `None` unless its periods cover the year and all are known.
fn revenue(account: &Account, year: i64) -> Option<Exact> {
    let year = Period::parse(&format!("{year:04}"))?;
    let (first, last) = (year.first_day(), year.last_day());
    let mut days = 0;
    let mut sum = Exact::ZERO;
    for row in &account.financials {
        let period = row.period.value;
        if period.first_day() >= first && period.last_day() <= last {
            days += days_between(period.first_day(), period.last_day()) + 1;
            sum = &sum + row.revenue.as_ref()?;
        }
    }
    (days == days_between(first, last) + 1).then_some(sum)
}
