//! Every open issue has one person who answers for it.

use crate::content::cross::Scope;
use crate::content::cross::report::Report;
use crate::content::cross::report::listed;
use crate::content::cross::report::spot;
use crate::diag::Code;
use crate::model::account::Account;
use crate::model::book::Page;
use crate::words;

/// Checks the open issues of a dossier.
pub(super) fn check(_: Scope, page: &Page<Account>, report: &mut Report) {
    for (n, issue) in page.data.issues.iter().enumerate() {
        if issue.closed.is_some() || issue.accountable.len() == 1 {
            continue;
        }
        let id = &issue.id.value;
        let names: Vec<&str> = issue
            .accountable
            .iter()
            .map(|person| person.value.as_str())
            .collect();
        let (zh, en) = (listed(&names, "、"), listed(&names, ", "));
        report.add(
            Code::NoAccountable,
            spot(issue.id.at, id.as_str(), format_args!("issues[{n}].accountable")),
            if names.is_empty() {
                words!("问题 `{id}` 没有负责人", "nobody is accountable for issue `{id}`")
            } else {
                words!(
                    "问题 `{id}` 有多位负责人：{zh}",
                    "several are accountable for issue `{id}`: {en}"
                )
            },
            words!("写上唯一的一位负责人", "name exactly one person"),
        );
    }
}
