//! What each of ours carries: accounts and their revenue, open actions, open issues.

use std::cmp::Reverse;

use foldhash::HashMap;
use rayon::prelude::*;
use schemars::JsonSchema;
use serde::Serialize;

use crate::model::account::Account;
use crate::model::date::AsOf;
use crate::model::exact::Exact;
use crate::model::id::Id;
use crate::render::format;
use crate::render::route::Route;
use crate::render::scope::Scope;
use crate::render::view::parts::Link;
use crate::render::view::portfolio::ROWS;

/// The load.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct OwnersView {
    /// Whose action and whose issue is counted with whom.
    pub sentence: String,
    /// Unit of the amounts.
    pub unit: String,
    /// The most accounts first.
    pub rows: Vec<OwnerRow>,
}

/// One of ours.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct OwnerRow {
    /// Who, leading to the page of their accounts.
    pub person: Link,
    /// Accounts owned.
    pub n_accounts: usize,
    /// Their known yearly revenue; the sign for unknown where it is known of none.
    pub revenue: String,
    /// Actions not yet done.
    pub n_actions: usize,
    /// Of those, past their day.
    pub n_late: usize,
    /// Issues not yet closed.
    pub n_issues: usize,
}

/// Accounts that a processor looks through at once.
const AT_ONCE: usize = 512;

#[derive(Debug, Default)]
struct Load {
    n_accounts: usize,
    revenue: Option<Exact>,
    n_actions: usize,
    n_late: usize,
    n_issues: usize,
}

/// `None` in a book without accounts.
pub(super) fn owners_view(scope: Scope<'_>) -> Option<OwnersView> {
    let loads = loads(scope);
    let n = loads.len();
    let scale = scope.money_scale(loads.values().filter_map(|load| load.revenue.as_ref()));
    let mut sorted: Vec<(&Id, &Load)> = loads.iter().map(|(id, load)| (*id, load)).collect();
    sorted.sort_by_key(|(id, load)| (Reverse(load.n_accounts), Reverse(load.n_actions), *id));
    let cut = if n > ROWS {
        scope.pick(
            format!("；共 {n} 人，列前 {ROWS} 人"),
            format!("; {n} people, the first {ROWS} are listed"),
        )
    } else {
        String::new()
    };
    (n > 0).then(|| OwnersView {
        sentence: scope.pick(
            format!("行动算给执行人，问题算给负责人；没写是谁的，算给客户经理{cut}。"),
            format!("An action counts for who does it, an issue for who is accountable; where nobody is named, for the account’s owner{cut}."),
        ),
        rows: sorted
            .into_iter()
            .take(ROWS)
            .map(|(id, load)| OwnerRow {
                person: Link {
                    text: scope.person(id),
                    href: (load.n_accounts > 0).then(|| scope.href(&Route::Owner(id.clone()))),
                },
                n_accounts: load.n_accounts,
                revenue: match &load.revenue {
                    Some(revenue) => scale.bare(revenue, 2),
                    None if load.n_accounts == 0 => String::new(),
                    None => format::UNKNOWN.to_owned(),
                },
                n_actions: load.n_actions,
                n_late: load.n_late,
                n_issues: load.n_issues,
            })
            .collect(),
        unit: scale.unit.clone(),
    })
}

/// What each person carries.
type Loads<'a> = HashMap<&'a Id, Load>;

fn loads(scope: Scope<'_>) -> Loads<'_> {
    let as_of = scope.book().as_of;
    // Both maps have the same accounts, in the same order.
    let assessed = scope.shared.assessment.accounts.values();
    let accounts: Vec<_> = scope.book().accounts.values().zip(assessed).collect();
    let some = accounts.par_chunks(AT_ONCE).map(|some| {
        let mut loads = Loads::default();
        for (page, assessed) in some {
            add(
                &mut loads,
                &page.data,
                assessed.linked.year.revenue.as_ref(),
                as_of,
            );
        }
        loads
    });
    some.reduce(Loads::default, |mut all, some| {
        for (person, load) in some {
            all.entry(person).or_default().add(load);
        }
        all
    })
}

/// Adds what one account asks of whom.
fn add<'a>(loads: &mut Loads<'a>, account: &'a Account, revenue: Option<&Exact>, as_of: AsOf) {
    let owner = &account.owner.value;
    let mut own = Load {
        n_accounts: 1,
        revenue: revenue.cloned(),
        ..Load::default()
    };
    for action in account.actions.iter().filter(|action| action.done.is_none()) {
        let person = action.owner.as_ref().map_or(owner, |by| &by.value);
        let load = match person == owner {
            true => &mut own,
            false => loads.entry(person).or_default(),
        };
        load.n_actions += 1;
        load.n_late += usize::from(action.due.is_some_and(|due| due < as_of));
    }
    for issue in account.issues.iter().filter(|issue| issue.closed.is_none()) {
        own.n_issues += usize::from(issue.accountable.is_empty());
        for person in &issue.accountable {
            loads.entry(&person.value).or_default().n_issues += 1;
        }
    }
    loads.entry(owner).or_default().add(own);
}

impl Load {
    fn add(&mut self, more: Load) {
        self.n_accounts += more.n_accounts;
        self.revenue = match (self.revenue.take(), more.revenue) {
            (Some(a), Some(b)) => Some(&a + &b),
            (a, b) => a.or(b),
        };
        self.n_actions += more.n_actions;
        self.n_late += more.n_late;
        self.n_issues += more.n_issues;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::samples::Sample;
    use crate::render::samples::dossier;

    #[test]
    fn everybody_carries_what_is_theirs_and_what_nobody_has_goes_to_the_owner() {
        let work = "actions: [{id: a-1, text: 一, owner: pan, due: 2025-06-01}, {id: a-2, text: 二, due: 2025-12-01}, {id: a-3, text: 三, owner: lin, due: 2025-01-01, done: 2025-01-02}]\nissues: [{id: i-1, opened: 2025-06-01, severity: 2, accountable: [], text: 慢}, {id: i-2, opened: 2025-06-01, severity: 2, accountable: pan, text: 错}]\nfinancials: [{period: 2025H1, revenue: 30}, {period: 2024H2, revenue: 10}]";
        let sample = Sample::of(&[dossier("a", work), dossier("b", "")]);
        let view = owners_view(sample.en()).unwrap();
        let rows: Vec<(&str, usize, &str, usize, usize, usize)> = view
            .rows
            .iter()
            .map(|row| {
                let (name, revenue) = (row.person.text.as_str(), row.revenue.as_str());
                (
                    name,
                    row.n_accounts,
                    revenue,
                    row.n_actions,
                    row.n_late,
                    row.n_issues,
                )
            })
            .collect();
        assert_eq!(rows, [("Lin Che", 2, "40", 1, 0, 1), ("Pan Wen", 0, "", 1, 1, 1)]);
        assert_eq!(owners_view(Sample::of(&[]).zh()), None);
    }
}
