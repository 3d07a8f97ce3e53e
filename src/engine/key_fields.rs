//! The fields an active account of a key tier should have.

use crate::diag::Words;
use crate::model::account::Account;

/// A field that a key account should have.
pub struct KeyField {
    /// Key in the dossier.
    pub key: &'static str,
    /// 中文.
    pub zh: &'static str,
    /// English.
    pub en: &'static str,
    /// True if the dossier has it.
    pub is_there: fn(&Account) -> bool,
}

impl KeyField {
    /// What it is called.
    pub fn name(&self) -> Words {
        Words::new(self.zh, self.en)
    }
}

/// Source: the field table of the dossier, requirement D.
pub const KEY_FIELDS: &[KeyField] = &[
    KeyField {
        key: "team",
        zh: "客户团队（至少两人）",
        en: "an account team of two or more",
        is_there: |account| account.team.len() >= 2,
    },
    KeyField {
        key: "next_review",
        zh: "下次评审",
        en: "the next review",
        is_there: |account| account.next_review.is_some(),
    },
    KeyField {
        key: "goals",
        zh: "客户发展目标",
        en: "the customer's goals",
        is_there: |account| !account.goals.is_empty(),
    },
    KeyField {
        key: "financials",
        zh: "经营数据",
        en: "financials",
        is_there: |account| !account.financials.is_empty(),
    },
    KeyField {
        key: "scores",
        zh: "评分",
        en: "scores",
        is_there: |account| !account.scores.is_empty(),
    },
    KeyField {
        key: "value",
        zh: "价值记分卡",
        en: "the value scorecard",
        is_there: |account| account.value.values().any(|rows| !rows.is_empty()),
    },
    KeyField {
        key: "contacts",
        zh: "联系人（至少三位）",
        en: "three contacts or more",
        is_there: |account| account.contacts.len() >= 3,
    },
    KeyField {
        key: "decision_process",
        zh: "决策流程",
        en: "the decision process",
        is_there: |account| !account.decision_process.is_empty(),
    },
    KeyField {
        key: "needs",
        zh: "需求",
        en: "needs",
        is_there: |account| !account.needs.is_empty(),
    },
    KeyField {
        key: "competitors",
        zh: "竞争对手",
        en: "competitors",
        is_there: |account| !account.competitors.is_empty(),
    },
    KeyField {
        key: "plan",
        zh: "六步计划",
        en: "the plan",
        is_there: |account| account.plan.is_some(),
    },
    KeyField {
        key: "objectives",
        zh: "目标",
        en: "objectives",
        is_there: |account| !account.objectives.is_empty(),
    },
    KeyField {
        key: "actions",
        zh: "行动",
        en: "actions",
        is_there: |account| !account.actions.is_empty(),
    },
];

/// Those the dossier lacks, in the order of the table.
pub fn missing(account: &Account) -> impl Iterator<Item = &'static KeyField> {
    KEY_FIELDS.iter().filter(|field| !(field.is_there)(account))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::samples::account;

    #[test]
    fn a_bare_dossier_lacks_every_key_field() {
        assert_eq!(missing(&account("a")).count(), KEY_FIELDS.len());
    }

    #[test]
    fn two_people_make_a_team() {
        let mut dossier = account("a");
        let member = crate::model::account::TeamMember {
            person: dossier.owner.clone(),
            role: None,
            since: None,
        };
        dossier.team = vec![member.clone()];
        assert!(missing(&dossier).any(|field| field.key == "team"));
        dossier.team.push(member);
        assert!(!missing(&dossier).any(|field| field.key == "team"));
    }
}
