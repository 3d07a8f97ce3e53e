//! What an account is worth: scorecards, value and tier.

use serde::Serialize;

use crate::engine::assessment::OverrideResult;
use crate::engine::assessment::Quadrant;
use crate::engine::assessment::ScorecardResult;
use crate::engine::assessment::TierResult;
use crate::engine::assessment::ValueResult;
use crate::export::number::Number;
use crate::export::number::Ordered;
use crate::export::number::Points;
use crate::model::account::Perspective;

/// One scorecard of an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ScorecardRecord {
    points: Option<i64>,
    max_points: i64,
    mean: Option<Number>,
    index: Option<Number>,
    coverage: Number,
    index_low: Number,
    index_high: Number,
    status: &'static str,
    groups: Ordered<GroupRecord>,
    #[serde(skip_serializing_if = "Option::is_none")]
    stated: Option<StatedRecord>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct GroupRecord {
    points: Option<i64>,
    mean: Option<Number>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct StatedRecord {
    points: Points,
    difference: Option<Points>,
}

/// Writes a scorecard.
pub fn scorecard(score: &ScorecardResult) -> ScorecardRecord {
    ScorecardRecord {
        points: score.points,
        max_points: score.max_points,
        mean: Number::known(score.mean.as_ref()),
        index: Number::known(score.index.as_ref()),
        coverage: Number::new(&score.coverage),
        index_low: Number::new(&score.index_low),
        index_high: Number::new(&score.index_high),
        status: if score.is_sufficient { "ok" } else { "insufficient" },
        groups: score
            .groups
            .iter()
            .map(|group| {
                let record = GroupRecord {
                    points: group.points,
                    mean: Number::known(group.mean.as_ref()),
                };
                (group.id.to_string(), record)
            })
            .collect(),
        stated: score.stated.as_ref().map(|stated| StatedRecord {
            points: Points::new(&stated.points),
            difference: stated.difference.as_ref().map(Points::new),
        }),
    }
}

/// An account's value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ValueRecord {
    financial: Option<Number>,
    sales: Option<Number>,
    service: Option<Number>,
    customer: Option<Number>,
    current: Option<Number>,
    potential: Option<Number>,
    value: Option<Number>,
    coverage: Number,
    quadrant: Option<&'static str>,
}

/// Writes a value and its cell of the matrix.
pub fn value(value: &ValueResult, quadrant: Option<Quadrant>) -> ValueRecord {
    let score = |perspective| {
        let side = value.perspectives.get(&perspective);
        Number::known(side.and_then(|side| side.score.as_ref()))
    };
    ValueRecord {
        financial: score(Perspective::Financial),
        sales: score(Perspective::Sales),
        service: score(Perspective::Service),
        customer: score(Perspective::Customer),
        current: Number::known(value.current.as_ref()),
        potential: Number::known(value.potential.as_ref()),
        value: Number::known(value.value.as_ref()),
        coverage: Number::new(&value.coverage),
        quadrant: quadrant.map(Quadrant::word),
    }
}

/// An account's tier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TierRecord {
    computed: String,
    #[serde(rename = "override")]
    over: Option<OverrideRecord>,
    effective: String,
    near_boundary: bool,
    gates: Ordered<&'static str>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct OverrideRecord {
    tier: String,
    reason: Option<String>,
    by: Option<String>,
    until: String,
    live: bool,
}

/// Writes a tier.
pub fn tier(tier: &TierResult) -> TierRecord {
    TierRecord {
        computed: tier.computed.word().to_owned(),
        over: tier.over.as_ref().map(over),
        effective: tier.effective.word().to_owned(),
        near_boundary: tier.near_boundary,
        gates: tier
            .gates
            .iter()
            .map(|(id, state)| (id.to_string(), state.word()))
            .collect(),
    }
}

fn over(over: &OverrideResult) -> OverrideRecord {
    OverrideRecord {
        tier: over.tier.to_string(),
        reason: over.reason.clone(),
        by: over.by.as_ref().map(|by| by.to_string()),
        until: over.until.to_string(),
        live: over.live,
    }
}
