//! Days that follow one another, and days that have passed.

use crate::content::cross::Scope;
use crate::content::cross::report::Report;
use crate::content::cross::report::is_written;
use crate::content::cross::report::spot;
use crate::diag::Code;
use crate::model::account::Account;
use crate::model::account::Status;
use crate::model::book::Page;
use crate::words;

/// Checks the review days and the override of a dossier.
pub(super) fn check(scope: Scope, page: &Page<Account>, report: &mut Report) {
    let account = &page.data;
    let as_of = scope.book.as_of;
    if let Some(next) = &account.next_review
        && is_written(next.at)
    {
        let (day, last) = (next.value, account.reviewed_on.value);
        let shown = day.to_string();
        if day < last {
            report.add(
                Code::OutOfRange,
                spot(next.at, &shown, format_args!("next_review")),
                words!(
                    "下次评审 `{day}` 早于上次评审 `{last}`",
                    "next review `{day}` is before the last one, `{last}`"
                ),
                words!("写 {last} 或以后的日期", "write {last} or a later day"),
            );
        } else if day < as_of && account.status.value != Status::Lost {
            report.add(
                Code::Stale,
                spot(next.at, &shown, format_args!("next_review")),
                words!("评审日 `{day}` 已过", "the review of `{day}` is overdue"),
                words!(
                    "评审后更新 `reviewed_on` 与 `next_review`",
                    "review the account, then set `reviewed_on` and `next_review`"
                ),
            );
        }
    }
    if let Some(over) = &account.tier.over
        && is_written(over.until.at)
        && over.until.value < as_of
    {
        let (tier, until) = (&over.tier.value, over.until.value);
        report.add(
            Code::ExpiredOverride,
            spot(
                over.until.at,
                &until.to_string(),
                format_args!("tier.override.until"),
            ),
            words!(
                "人工等级 `{tier}` 已于 `{until}` 到期，不再生效",
                "the override to `{tier}` ended on `{until}` and is not used"
            ),
            words!(
                "删去它，或重新决定并改写 `until`",
                "take it out, or decide again and set `until`"
            ),
        );
    }
}
