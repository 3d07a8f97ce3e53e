//! The owner of an account works on it.

use crate::content::cross::Scope;
use crate::content::cross::report::Report;
use crate::content::cross::report::is_written;
use crate::content::cross::report::spot;
use crate::diag::Code;
use crate::model::account::Account;
use crate::model::book::Page;
use crate::words;

/// The owner is in the team. A team that is not written is unknown, not empty.
pub(super) fn check(_: Scope, page: &Page<Account>, report: &mut Report) {
    let account = &page.data;
    let owner = &account.owner.value;
    let is_known =
        is_written(account.owner.at) && account.team.iter().all(|member| is_written(member.person.at));
    if !is_known || account.team.is_empty() {
        return;
    }
    if account.team.iter().any(|member| member.person.value == *owner) {
        return;
    }
    report.add(
        Code::OwnerNotInTeam,
        spot(account.owner.at, owner.as_str(), format_args!("owner")),
        words!(
            "客户经理 `{owner}` 不在客户团队里",
            "owner `{owner}` is not in the team"
        ),
        words!(
            "在 `team` 里加上 `{{person: {owner}, role: sales}}`",
            "add `{{person: {owner}, role: sales}}` to `team`"
        ),
    );
}

#[cfg(test)]
mod tests {
    use crate::content::cross::sample;

    #[test]
    fn the_owner_is_in_the_team() {
        let account = |change: fn(&mut crate::model::account::Account)| sample::found_with_account(change);
        assert_eq!(
            account(|account| account.owner = sample::reference("chen")),
            ["owner-not-in-team owner"]
        );
        assert_eq!(
            account(|account| {
                account.owner = sample::reference("chen");
                account.team.clear();
            }),
            [""; 0]
        );
    }
}
