//! The risk rules of one account 风险, R1 to R7 and R10 to R12, with what its dossier answers.

use jiff::civil::Date;

use crate::engine::assessment::OwnResult;
use crate::engine::assessment::Tier;
use crate::engine::linked::LinkedResult;
use crate::engine::money_risks;
use crate::engine::peers::Peers;
use crate::engine::people_risks;
use crate::engine::risk::Raised;
use crate::engine::risk::RiskResult;
use crate::model::account::Account;
use crate::model::rulers::Rules;

/// One account before the rules.
pub struct Case<'a> {
    /// The limits.
    pub rules: &'a Rules,
    /// Its dossier.
    pub account: &'a Account,
    /// What the dossier and the rulers give.
    pub own: &'a OwnResult,
    /// What it gives with the rest of the book.
    pub linked: &'a LinkedResult,
    /// Its effective tier; `None` without a value model.
    pub tier: Option<&'a Tier>,
    /// The book's day.
    pub as_of: Date,
}

/// A rule: its number and the test.
type Rule = (u8, fn(&Case<'_>, &Peers) -> Option<Raised>);

/// Every rule of an account, by number.
const RULES: &[Rule] = &[
    (1, people_risks::key_person),
    (2, people_risks::hostage_buyer),
    (3, people_risks::delivery),
    (4, money_risks::price_war),
    (5, money_risks::expensive),
    (6, money_risks::volume_without_profit),
    (7, money_risks::receivables),
    (10, money_risks::discount_leakage),
    (11, people_risks::thin_relations),
    (12, money_risks::concentration),
];

/// The rules that are raised, by number, with what the dossier answers.
pub fn risks(case: &Case<'_>, peers: &Peers) -> Vec<RiskResult> {
    RULES
        .iter()
        .filter_map(|(number, rule)| {
            let raised = rule(case, peers)?;
            Some(raised.answered(*number, &case.account.risks, case.as_of))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rules_stand_in_the_order_of_their_numbers() {
        assert!(RULES.is_sorted_by_key(|(number, _)| number));
    }
}
