//! The tier 等级 of each account: gates, then score, rank or count, then a person's override.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::engine::assessment::OverrideResult;
use crate::engine::assessment::Tier;
use crate::engine::assessment::TierResult;
use crate::engine::assessment::ValueResult;
use crate::engine::statistic::is_within;
use crate::engine::statistic::ranks;
use crate::model::account::GateState;
use crate::model::account::TierNote;
use crate::model::exact::Exact;
use crate::model::id::Id;
use crate::model::rulers::Direction;
use crate::model::rulers::Level;
use crate::model::rulers::TierMethod;
use crate::model::rulers::ValueModel;

/// What decides one account's tier.
#[derive(Debug, Clone, Copy)]
pub struct Candidate<'a> {
    /// What its dossier says of the tier.
    pub note: &'a TierNote,
    /// Its value.
    pub value: &'a ValueResult,
    /// Its yearly revenue, base units (method `count`).
    pub revenue: Option<&'a Exact>,
}

/// Gives every account its tier. Ranks are over the accounts that are neither ineligible nor insufficient.
pub fn place(
    model: &ValueModel,
    candidates: &BTreeMap<Id, Candidate<'_>>,
    as_of: Date,
) -> BTreeMap<Id, TierResult> {
    let ranked: BTreeMap<Id, Exact> = candidates
        .iter()
        .filter(|(_, candidate)| !has_failed_gate(model, candidate.note))
        .filter_map(|(id, candidate)| Some((id.clone(), measure(model, candidate)?.clone())))
        .collect();
    let ranks = ranks(&ranked, Direction::High);
    candidates
        .iter()
        .map(|(id, candidate)| {
            let computed = if has_failed_gate(model, candidate.note) {
                Tier::Ineligible
            } else {
                ranked
                    .get(id)
                    .zip(ranks.get(id))
                    .and_then(|(value, rank)| level(model, value, *rank, ranks.len()))
                    .map_or(Tier::Insufficient, |level| Tier::Level(level.id.value.clone()))
            };
            (id.clone(), result(model, candidate, computed, as_of))
        })
        .collect()
}

/// What the method goes by; `None` is insufficient.
fn measure<'a>(model: &ValueModel, candidate: &Candidate<'a>) -> Option<&'a Exact> {
    match model.tiers.method {
        TierMethod::Count => candidate.revenue,
        TierMethod::Score | TierMethod::Rank => candidate
            .value
            .value
            .as_ref()
            .filter(|_| candidate.value.is_sufficient),
    }
}

/// True if a dossier says that it does not pass a gate of the model.
pub fn has_failed_gate(model: &ValueModel, note: &TierNote) -> bool {
    model
        .gates
        .iter()
        .any(|gate| gate_state(note, &gate.id.value) == GateState::Fail)
}

/// A gate nobody stated is unknown, and does not fail.
fn gate_state(note: &TierNote, gate: &Id) -> GateState {
    note.gates
        .get(gate)
        .map_or(GateState::Unknown, |state| state.value)
}

/// The level of a value by thresholds, inclusive; the last takes the rest. `None` if the model has no level.
pub fn level_by_score<'a>(levels: &'a [Level], value: &Exact) -> Option<&'a Level> {
    let (last, better) = levels.split_last()?;
    let mut better = better.iter();
    let reaches = |level: &&Level| {
        let threshold = level.threshold.as_ref();
        threshold.is_some_and(|threshold| value >= threshold)
    };
    Some(better.find(reaches).unwrap_or(last))
}

/// The first level that fits; the last takes the rest.
fn level<'a>(model: &'a ValueModel, value: &Exact, rank: usize, n: usize) -> Option<&'a Level> {
    if model.tiers.method == TierMethod::Score {
        return level_by_score(&model.tiers.levels, value);
    }
    let (last, better) = model.tiers.levels.split_last()?;
    let mut cumulative = Exact::ZERO;
    let fit = better.iter().find(|level| {
        cumulative = &cumulative + level.share.as_ref().unwrap_or(&Exact::ZERO);
        is_within(rank, &cumulative, n)
    });
    Some(fit.unwrap_or(last))
}

/// An account's tier as its dossier has it, where a level was computed.
pub fn result(model: &ValueModel, candidate: &Candidate<'_>, computed: Tier, as_of: Date) -> TierResult {
    let over = candidate.note.over.as_ref().map(|over| OverrideResult {
        tier: over.tier.value.clone(),
        reason: over.reason.clone(),
        by: over.by.as_ref().map(|by| by.value.clone()),
        until: over.until.value,
        live: over.until.value >= as_of,
    });
    let effective = match &over {
        Some(over) if over.live && computed != Tier::Ineligible => Tier::Level(over.tier.clone()),
        _ => computed.clone(),
    };
    TierResult {
        near_boundary: is_near_boundary(model, candidate.value),
        gates: model
            .gates
            .iter()
            .map(|gate| (gate.id.value.clone(), gate_state(candidate.note, &gate.id.value)))
            .collect(),
        to_next: to_next(model, candidate.value, &computed),
        computed,
        over,
        effective,
    }
}

fn is_near_boundary(model: &ValueModel, value: &ValueResult) -> bool {
    let Some(points) = value.value.as_ref().filter(|_| value.is_sufficient) else {
        return false;
    };
    model.tiers.method == TierMethod::Score
        && model
            .tiers
            .levels
            .iter()
            .filter_map(|level| level.threshold.as_ref())
            .any(|threshold| (points - threshold).abs() <= model.tiers.near_boundary)
}

/// The next better level and the points of value missing to it; `None` at the best level or without one.
fn to_next(model: &ValueModel, value: &ValueResult, computed: &Tier) -> Option<(Id, Exact)> {
    let Tier::Level(own) = computed else {
        return None;
    };
    if model.tiers.method != TierMethod::Score {
        return None;
    }
    let levels = &model.tiers.levels;
    let next = levels
        .iter()
        .zip(levels.iter().skip(1))
        .find(|(_, level)| level.id.value == *own)
        .map(|(next, _)| next)?;
    let missing = next.threshold.as_ref()? - value.value.as_ref()?;
    Some((next.id.value.clone(), missing))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::engine::samples::day;
    use crate::engine::samples::id;
    use crate::engine::samples::known_value;
    use crate::engine::samples::over;
    use crate::engine::samples::value_model;
    use crate::model::id::Sited;

    fn gate(state: GateState) -> TierNote {
        let state = Sited {
            value: state,
            at: crate::diag::At::default(),
        };
        TierNote {
            over: None,
            gates: BTreeMap::from([(id("deposit"), state)]),
        }
    }

    fn one(note: &TierNote, value: &ValueResult) -> TierResult {
        let candidate = Candidate {
            note,
            value,
            revenue: None,
        };
        place(
            &value_model(),
            &BTreeMap::from([(id("a"), candidate)]),
            day("2025-06-30"),
        )
        .remove(&id("a"))
        .unwrap()
    }

    fn words(method: TierMethod, values: &[(&str, i64)], unknown: usize) -> Vec<String> {
        let mut model = value_model();
        model.tiers.method = method;
        let note = TierNote::default();
        let values: Vec<(Id, ValueResult, Exact)> = values
            .iter()
            .map(|(name, points)| (id(name), known_value(*points), Exact::from(*points)))
            .collect();
        let mut blank = known_value(0);
        (blank.value, blank.is_sufficient) = (None, false);
        let mut candidates: BTreeMap<Id, Candidate<'_>> = values
            .iter()
            .map(|(name, value, revenue)| {
                let candidate = Candidate {
                    note: &note,
                    value,
                    revenue: Some(revenue),
                };
                (name.clone(), candidate)
            })
            .collect();
        for n in 0..unknown {
            let candidate = Candidate {
                note: &note,
                value: &blank,
                revenue: None,
            };
            candidates.insert(id(&format!("z{n}")), candidate);
        }
        place(&model, &candidates, day("2025-06-30"))
            .values()
            .map(|tier| tier.computed.word().to_owned())
            .collect()
    }

    #[test]
    fn a_threshold_is_inclusive() {
        assert_eq!(
            words(
                TierMethod::Score,
                &[("a", 80), ("b", 79), ("c", 40), ("d", 39)],
                1
            ),
            ["platinum", "gold", "silver", "standard", "insufficient"]
        );
    }

    #[test]
    fn the_cut_rounds_up_and_counts_only_accounts_with_a_rank() {
        // ⌈20·3/100⌉ = 1, ⌈50·3/100⌉ = 2, ⌈80·3/100⌉ = 3; the unknown one is not of the three.
        assert_eq!(
            words(TierMethod::Rank, &[("a", 10), ("b", 30), ("c", 20)], 1),
            ["silver", "platinum", "gold", "insufficient"]
        );
    }

    #[test]
    fn ties_in_rank_share_the_better_level() {
        assert_eq!(
            words(TierMethod::Rank, &[("a", 30), ("b", 30), ("c", 20)], 0),
            ["platinum", "platinum", "silver"]
        );
    }

    #[test]
    fn counting_goes_by_revenue_and_an_unknown_one_is_insufficient() {
        assert_eq!(
            words(TierMethod::Count, &[("a", 0), ("b", 5)], 1),
            ["silver", "platinum", "insufficient"]
        );
    }

    #[test]
    fn a_failed_gate_beats_an_override() {
        let mut note = gate(GateState::Fail);
        note.over = Some(over("gold", "2025-12-31"));
        let tier = one(&note, &known_value(90));
        assert_eq!(
            (tier.computed, tier.effective),
            (Tier::Ineligible, Tier::Ineligible)
        );
        assert!(tier.over.unwrap().live);
    }

    #[test]
    fn an_unknown_gate_does_not_fail() {
        assert_eq!(
            one(&gate(GateState::Unknown), &known_value(90)).computed.word(),
            "platinum"
        );
        assert_eq!(
            one(&TierNote::default(), &known_value(90)).gates,
            [(id("deposit"), GateState::Unknown)]
        );
    }

    #[test]
    fn an_override_holds_through_its_last_day() {
        for (until, word) in [("2025-06-30", "platinum"), ("2025-06-29", "standard")] {
            let note = TierNote {
                over: Some(over("platinum", until)),
                gates: BTreeMap::new(),
            };
            assert_eq!(one(&note, &known_value(10)).effective.word(), word);
        }
    }

    #[test]
    fn an_override_lifts_an_insufficient_account() {
        let note = TierNote {
            over: Some(over("gold", "2025-12-31")),
            gates: BTreeMap::new(),
        };
        let mut value = known_value(90);
        value.is_sufficient = false;
        let tier = one(&note, &value);
        assert_eq!(
            (tier.computed.word(), tier.effective.word()),
            ("insufficient", "gold")
        );
    }

    #[test]
    fn near_a_boundary_is_within_two_points_on_either_side() {
        for (points, is_near) in [(78, true), (82, true), (83, false), (77, false)] {
            let tier = one(&TierNote::default(), &known_value(points));
            assert_eq!(tier.near_boundary, is_near, "{points}");
        }
    }

    #[test]
    fn the_next_level_is_the_one_above_and_the_best_has_none() {
        let next = |points| one(&TierNote::default(), &known_value(points)).to_next;
        assert_eq!(next(55), Some((id("gold"), Exact::from(5))));
        assert_eq!(next(85), None);
    }

    proptest! {
        #[test]
        fn a_higher_value_never_has_a_lower_tier(values in prop::collection::vec(0_i64..120, 1..12)) {
            let names: Vec<String> = (0..values.len()).map(|n| format!("a{n:02}")).collect();
            let rows: Vec<(&str, i64)> = names.iter().map(String::as_str).zip(values.iter().copied()).collect();
            let order = ["platinum", "gold", "silver", "standard"];
            for method in [TierMethod::Score, TierMethod::Rank, TierMethod::Count] {
                let words = words(method, &rows, 0);
                let place = |n: usize| order.iter().position(|word| *word == words[n]).unwrap();
                for a in 0..values.len() {
                    for b in 0..values.len() {
                        prop_assert!(values[a] < values[b] || place(a) <= place(b));
                    }
                }
            }
        }
    }
}
