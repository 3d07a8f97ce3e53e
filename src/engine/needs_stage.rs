//! The stage a customer's needs 需求演进 are at, and what the next stage would buy.

use crate::model::account::Account;
use crate::model::account::OfferingState;
use crate::model::id::Id;
use crate::model::industry::Stage;

/// Where an account stands on its industry's stairs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NeedsStageResult {
    /// Its stage.
    pub stage: Id,
    /// Offerings of the next stage that are not in use yet, in that stage's order; empty at the last stage.
    pub next_offerings: Vec<Id>,
}

/// Reads the account's stage among its industry's; `None` if it states none, or one the industry does not know.
pub fn next(account: &Account, stages: &[Stage]) -> Option<NeedsStageResult> {
    let stated = &account.needs_stage.as_ref()?.stage.value;
    let stage = stages.iter().find(|stage| stage.id.value == *stated)?;
    let next = stages
        .iter()
        .filter(|other| other.order > stage.order)
        .min_by_key(|other| other.order);
    let is_in_use = |id: &Id| {
        let mut offerings = account.offerings.iter();
        offerings.any(|has| has.id.value == *id && has.status == Some(OfferingState::Current))
    };
    Some(NeedsStageResult {
        stage: stated.clone(),
        next_offerings: next.map_or(Vec::new(), |next| {
            let offerings = next.offerings.iter();
            offerings.filter(|id| !is_in_use(id)).cloned().collect()
        }),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::samples::account;
    use crate::engine::samples::id;
    use crate::engine::samples::reference;
    use crate::model::account::NeedsStage;
    use crate::model::account::Offering;
    use crate::model::text::Text;

    fn stage(name: &str, order: i64, offerings: &[&str]) -> Stage {
        Stage {
            id: reference(name),
            order,
            name: Text::default(),
            needs: Vec::new(),
            offerings: offerings.iter().copied().map(id).collect(),
            typical: Vec::new(),
            status: None,
        }
    }

    fn at(stated: &str, sold: &[(&str, OfferingState)]) -> Option<Vec<String>> {
        let mut account = account("a");
        account.needs_stage = Some(Box::new(NeedsStage {
            stage: reference(stated),
            as_of: None,
            evidence: None,
        }));
        account.offerings = sold
            .iter()
            .map(|(name, status)| Offering {
                id: reference(name),
                h: None,
                v: None,
                status: Some(*status),
                since: None,
                by: None,
            })
            .collect();
        let stages = [
            stage("late", 7, &["z", "y", "x"]),
            stage("early", 1, &[]),
            stage("middle", 3, &["m"]),
        ];
        let result = next(&account, &stages)?;
        Some(result.next_offerings.iter().map(Id::to_string).collect())
    }

    #[test]
    fn the_next_stage_is_the_next_higher_order_and_what_is_in_use_is_left_out() {
        let sold = [("y", OfferingState::Current), ("x", OfferingState::Target)];
        assert_eq!(at("early", &sold).unwrap(), ["m"]);
        assert_eq!(at("middle", &sold).unwrap(), ["z", "x"]);
    }

    #[test]
    fn the_last_stage_has_nothing_next_and_an_unknown_one_is_no_stage() {
        assert_eq!(at("late", &[]).unwrap(), Vec::<String>::new());
        assert_eq!(at("other", &[]), None);
    }
}
