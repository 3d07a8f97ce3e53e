//! What missing evidence leaves open: how far an account's value may still move, and between which tiers.

use crate::engine::assessment::Tier;
use crate::engine::assessment::TierResult;
use crate::engine::assessment::ValueResult;
use crate::engine::tier::level_by_score;
use crate::model::exact::Exact;
use crate::model::rulers::TierMethod;
use crate::model::rulers::ValueModel;

/// What is open about one account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceGap {
    /// The most the value may be − the least. Unit: points of value, above 0.
    pub width: Exact,
    /// The tiers at the least and at the most; `None` where tiers hang on the other accounts (methods `rank`, `count`).
    pub tiers: Option<(Tier, Tier)>,
    /// True if complete evidence could give another tier than the computed one; `None` where that hangs on the others.
    pub can_change: Option<bool>,
}

/// What is open; `None` if everything is known.
pub fn evidence_gap(model: &ValueModel, value: &ValueResult, tier: &TierResult) -> Option<EvidenceGap> {
    let width = &value.high - &value.low;
    if !width.is_positive() {
        return None;
    }
    let at = |value: &Exact| {
        let level = level_by_score(&model.tiers.levels, value)?;
        Some(Tier::Level(level.id.value.clone()))
    };
    let tiers = match (&tier.computed, model.tiers.method) {
        // No evidence of the value lifts a failed gate.
        (Tier::Ineligible, _) => Some((Tier::Ineligible, Tier::Ineligible)),
        (_, TierMethod::Score) => at(&value.low).zip(at(&value.high)),
        (_, TierMethod::Rank | TierMethod::Count) => None,
    };
    let can_change = match (&tiers, &tier.computed) {
        (Some((low, high)), computed) => Some(low != computed || high != computed),
        (None, Tier::Insufficient) if model.tiers.method == TierMethod::Rank => Some(true),
        (None, _) => None,
    };
    Some(EvidenceGap {
        width,
        tiers,
        can_change,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::samples::known_value;
    use crate::engine::samples::value_model;

    fn open(low: i64, high: i64, computed: &Tier, method: TierMethod) -> Option<EvidenceGap> {
        let mut model = value_model();
        model.tiers.method = method;
        let value = ValueResult {
            low: Exact::from(low),
            high: Exact::from(high),
            ..known_value(low)
        };
        let tier = TierResult {
            computed: computed.clone(),
            over: None,
            effective: computed.clone(),
            near_boundary: false,
            gates: Vec::new(),
            to_next: None,
        };
        evidence_gap(&model, &value, &tier)
    }

    fn level(name: &str) -> Tier {
        Tier::Level(crate::engine::samples::id(name))
    }

    #[test]
    fn a_value_that_may_cross_a_threshold_may_change_its_tier() {
        let gap = open(59, 85, &level("gold"), TierMethod::Score).unwrap();
        assert_eq!(gap.width, Exact::from(26));
        assert_eq!(gap.tiers, Some((level("silver"), level("platinum"))));
        assert_eq!(gap.can_change, Some(true));
        let within = open(60, 79, &level("gold"), TierMethod::Score).unwrap();
        assert_eq!(within.can_change, Some(false));
    }

    #[test]
    fn too_little_evidence_may_always_become_a_tier_and_a_failed_gate_never() {
        let can_change = |computed| open(0, 30, computed, TierMethod::Score).unwrap().can_change;
        assert_eq!(can_change(&Tier::Insufficient), Some(true));
        assert_eq!(can_change(&Tier::Ineligible), Some(false));
    }

    #[test]
    fn tiers_by_rank_hang_on_the_others_and_what_is_known_leaves_nothing_open() {
        let gap = open(0, 120, &level("gold"), TierMethod::Rank).unwrap();
        assert_eq!((gap.tiers, gap.can_change), (None, None));
        assert_eq!(open(70, 70, &level("gold"), TierMethod::Score), None);
    }
}
