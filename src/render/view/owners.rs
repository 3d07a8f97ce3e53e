//! My accounts 我的客户: a page for everybody who owns an account, with what is due, stale, open and at risk.

use std::cmp::Reverse;

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::account::RiskState;
use crate::model::date::days_between;
use crate::model::exact::Exact;
use crate::model::id::Id;
use crate::render::route::Route;
use crate::render::scope::Scope;
use crate::render::view::accounts;
use crate::render::view::accounts::AccountRow;
use crate::render::view::parts::Link;
use crate::render::view::parts::Shown;

/// Days ahead that count as due.
const AHEAD: i64 = 30;

/// Rows of a table, at most.
const ROWS: usize = 100;

/// Everybody who owns an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct OwnersPage {
    /// By name.
    pub rows: Vec<OwnerRow>,
}

/// One owner's load.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct OwnerRow {
    /// The person, leading to the page.
    pub owner: Link,
    /// What they do.
    pub role: String,
    /// Accounts owned.
    pub n_accounts: usize,
    /// Their known yearly revenue.
    pub revenue: Shown,
    /// Actions past their day.
    pub n_late: usize,
    /// Actions due within thirty days.
    pub n_due: usize,
    /// Reviews past their day or due within thirty.
    pub n_reviews: usize,
    /// Raised risks that nobody has answered.
    pub n_risks: usize,
    /// Stale fields.
    pub n_stale: usize,
    /// True if the person has left: the accounts want a new owner.
    pub has_left: bool,
}

/// One owner's page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct OwnerPage {
    /// The load in figures.
    pub load: OwnerRow,
    /// The accounts, the highest value first.
    pub accounts: Vec<AccountRow>,
    /// Actions that are open, the earliest first.
    pub actions: Vec<DueRow>,
    /// Reviews by their day, the earliest first.
    pub reviews: Vec<DueRow>,
    /// Raised risks without an answer.
    pub risks: Vec<DueRow>,
    /// Stale fields, the oldest first.
    pub stale: Vec<DueRow>,
}

/// Something to be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DueRow {
    /// Whose.
    pub account: Link,
    /// What.
    pub text: String,
    /// By when, how bad, how old.
    pub when: String,
    /// True if its day is past, or the risk is high.
    pub is_bad: bool,
}

/// Views the list.
pub fn list(scope: Scope<'_>) -> OwnersPage {
    let owners = scope.shared.crossings.of_owner.iter();
    let mut rows: Vec<OwnerRow> = owners.map(|(owner, ids)| load(scope, owner, ids)).collect();
    rows.sort_by(|a, b| {
        a.owner
            .text
            .cmp(&b.owner.text)
            .then(a.owner.href.cmp(&b.owner.href))
    });
    OwnersPage { rows }
}

/// Views one owner.
pub fn view(scope: Scope<'_>, owner: &Id) -> OwnerPage {
    let ids = accounts_of(scope, owner);
    OwnerPage {
        load: load(scope, owner, ids),
        accounts: ids
            .iter()
            .take(ROWS)
            .filter_map(|id| accounts::row(scope, id))
            .collect(),
        actions: actions(scope, ids),
        reviews: reviews(scope, ids),
        risks: risks(scope, ids),
        stale: stale(scope, ids),
    }
}

fn accounts_of<'a>(scope: Scope<'a>, owner: &Id) -> &'a [Id] {
    let owners = &scope.shared.crossings.of_owner;
    owners.get(owner).map_or(&[], Vec::as_slice)
}

fn load(scope: Scope<'_>, owner: &Id, ids: &[Id]) -> OwnerRow {
    let book = scope.book();
    let person = book.people.get(owner);
    let revenue: Exact = ids
        .iter()
        .filter_map(|id| scope.assessed(id)?.linked.year.revenue.as_ref())
        .sum();
    let days: Vec<i64> = open_actions(scope, ids).filter_map(|(_, _, days)| days).collect();
    let reviews = ids.iter().filter_map(|id| review_in(scope, id));
    OwnerRow {
        owner: Link {
            text: scope.person(owner),
            href: Some(scope.href(&Route::Owner(owner.clone()))),
        },
        role: person.and_then(|person| person.role.clone()).unwrap_or_default(),
        n_accounts: ids.len(),
        revenue: scope.money(&revenue),
        n_late: days.iter().filter(|days| **days < 0).count(),
        n_due: days.iter().filter(|days| (0..=AHEAD).contains(*days)).count(),
        n_reviews: reviews.filter(|days| *days <= AHEAD).count(),
        n_risks: ids.iter().map(|id| open_risks(scope, id)).sum(),
        n_stale: ids
            .iter()
            .filter_map(|id| scope.assessed(id))
            .map(|assessed| assessed.own.stale.len())
            .sum(),
        has_left: person.is_some_and(|person| person.has_left),
    }
}

/// Actions without an end: account, its action, days until it is due.
fn open_actions<'a>(
    scope: Scope<'a>,
    ids: &'a [Id],
) -> impl Iterator<Item = (&'a Id, &'a crate::model::account::Action, Option<i64>)> {
    let as_of = scope.book().as_of;
    let accounts = ids.iter().filter_map(move |id| Some((id, scope.dossier(id)?)));
    accounts.flat_map(move |(id, account)| {
        let open = account.actions.iter().filter(|action| action.done.is_none());
        open.map(move |action| (id, action, action.due.map(|due| days_between(as_of, due))))
    })
}

fn actions(scope: Scope<'_>, ids: &[Id]) -> Vec<DueRow> {
    let mut open: Vec<_> = open_actions(scope, ids).collect();
    open.sort_by_key(|(id, action, days)| (days.is_none(), *days, *id, action.id.value.clone()));
    open.into_iter()
        .take(ROWS)
        .map(|(id, action, days)| DueRow {
            account: scope.account(id),
            text: scope.text(&action.text),
            when: scope.day(action.due),
            is_bad: days.is_some_and(|days| days < 0),
        })
        .collect()
}

/// Days until the next review; negative is past.
fn review_in(scope: Scope<'_>, id: &Id) -> Option<i64> {
    let next = scope.dossier(id)?.next_review.as_ref()?;
    Some(days_between(scope.book().as_of, next.value))
}

fn reviews(scope: Scope<'_>, ids: &[Id]) -> Vec<DueRow> {
    let mut due: Vec<(i64, &Id)> = ids
        .iter()
        .filter_map(|id| Some((review_in(scope, id)?, id)))
        .filter(|(days, _)| *days <= AHEAD)
        .collect();
    due.sort();
    due.into_iter()
        .take(ROWS)
        .map(|(days, id)| {
            let account = scope.dossier(id);
            let next = account.and_then(|account| account.next_review.as_ref());
            let last = account.map(|account| account.reviewed_on.value);
            DueRow {
                account: scope.account(id),
                text: scope.pick(
                    format!("上次 {}", scope.day(last)),
                    format!("last {}", scope.day(last)),
                ),
                when: scope.day(next.map(|next| next.value)),
                is_bad: days < 0,
            }
        })
        .collect()
}

fn open_risks(scope: Scope<'_>, id: &Id) -> usize {
    let risks = scope.assessed(id).map_or(&[][..], |assessed| &assessed.risks);
    risks.iter().filter(|risk| risk.state == RiskState::Open).count()
}

fn risks(scope: Scope<'_>, ids: &[Id]) -> Vec<DueRow> {
    let mut open: Vec<(Reverse<crate::engine::risk::RiskLevel>, u8, &Id)> = ids
        .iter()
        .filter_map(|id| Some((id, scope.assessed(id)?)))
        .flat_map(|(id, assessed)| {
            let open = assessed.risks.iter().filter(|risk| risk.state == RiskState::Open);
            open.map(move |risk| (Reverse(risk.level), risk.rule, id))
        })
        .collect();
    open.sort();
    open.into_iter()
        .take(ROWS)
        .map(|(Reverse(level), rule, id)| DueRow {
            account: scope.account(id),
            text: format!(
                "R{rule} {}",
                crate::engine::explain::rule_name(rule).get(scope.lang)
            ),
            when: level.label(scope.lang).to_owned(),
            is_bad: level == crate::engine::risk::RiskLevel::High,
        })
        .collect()
}

fn stale(scope: Scope<'_>, ids: &[Id]) -> Vec<DueRow> {
    let mut stale: Vec<(Reverse<i64>, &Id, &'static str)> = ids
        .iter()
        .filter_map(|id| Some((id, scope.assessed(id)?)))
        .flat_map(|(id, assessed)| {
            let fields = assessed.own.stale.iter();
            fields.map(move |field| (Reverse(field.age_days), id, field.field))
        })
        .collect();
    stale.sort();
    stale
        .into_iter()
        .take(ROWS)
        .map(|(Reverse(days), id, field)| DueRow {
            account: scope.account(id),
            text: field.to_owned(),
            when: scope.pick(format!("{days} 天"), format!("{days} days")),
            is_bad: true,
        })
        .collect()
}
