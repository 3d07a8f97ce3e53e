//! What a dossier of an active account in a key tier should say.

use crate::diag::Words;
use crate::model::account::Account;
use crate::model::account::Status;

/// Whether a dossier says enough of one field.
type Has = fn(&Account) -> bool;

/// The fields marked D in the dossier's table: field, test, what is wanted.
const FIELDS: &[(&str, Has, &str, &str)] = &[
    (
        "team",
        |a| a.team.len() >= 2,
        "客户团队至少两人",
        "a team of at least two",
    ),
    (
        "next_review",
        |a| a.next_review.is_some(),
        "下次评审日期",
        "the day of the next review",
    ),
    (
        "goals",
        |a| !a.goals.is_empty(),
        "客户自己的发展目标",
        "the customer's own goals",
    ),
    (
        "financials",
        |a| !a.financials.is_empty(),
        "至少一期经营数据",
        "at least one period of financials",
    ),
    (
        "scores",
        |a| !a.scores.is_empty(),
        "选择标准的评分",
        "ratings by a scorecard",
    ),
    (
        "value",
        |a| a.value.values().any(|list| !list.is_empty()),
        "价值记分卡的指标",
        "indicators of the value scorecard",
    ),
    (
        "contacts",
        |a| a.contacts.len() >= 3,
        "至少三位联系人",
        "at least three contacts",
    ),
    (
        "decision_process",
        |a| !a.decision_process.is_empty(),
        "决策流程",
        "the decision process",
    ),
    ("needs", |a| !a.needs.is_empty(), "需求", "needs"),
    (
        "competitors",
        |a| !a.competitors.is_empty(),
        "在这家客户的竞争对手",
        "competitors in this account",
    ),
    ("plan", |a| a.plan.is_some(), "六步计划", "a plan by a playbook"),
    ("objectives", |a| !a.objectives.is_empty(), "目标", "objectives"),
];

/// The fields a dossier lacks though an active account of a key tier should have them, with what is wanted.
///
/// The caller knows the tier; of an account that is not active nothing is asked.
pub fn missing_key_fields(account: &Account) -> Vec<(&'static str, Words)> {
    if account.status.value != Status::Active {
        return Vec::new();
    }
    FIELDS
        .iter()
        .filter(|(_, has, _, _)| !has(account))
        .map(|(field, _, zh, en)| (*field, Words::new(*zh, *en)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::cross::sample;

    #[test]
    fn a_full_dossier_lacks_nothing_and_an_empty_one_twelve_fields() {
        let full = sample::account();
        assert_eq!(missing_key_fields(&full), []);
        let mut bare = sample::bare_account("bare");
        assert_eq!(missing_key_fields(&bare).len(), FIELDS.len());
        bare.status.value = Status::Prospect;
        assert_eq!(missing_key_fields(&bare), []);
    }
}
