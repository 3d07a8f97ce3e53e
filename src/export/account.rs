//! One account: what its dossier says in short, and every result of it.

use serde::Serialize;

use crate::engine::assessment::AccountAssessment;
use crate::engine::assessment::OverrideResult;
use crate::engine::assessment::Quadrant;
use crate::engine::assessment::ScorecardResult;
use crate::engine::assessment::StaleField;
use crate::engine::assessment::TierResult;
use crate::engine::assessment::ValueResult;
use crate::export::number::Name;
use crate::export::number::Number;
use crate::export::number::Ordered;
use crate::export::number::Points;
use crate::model::account::Account;
use crate::model::account::Perspective;
use crate::model::book::Book;

/// One account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AccountRecord {
    id: String,
    name: Name,
    industry: String,
    status: &'static str,
    owner: String,
    scorecards: Ordered<ScorecardRecord>,
    value: Option<ValueRecord>,
    tier: Option<TierRecord>,
    stale: Vec<StaleRecord>,
}

impl AccountRecord {
    /// Writes an account of `book`.
    pub fn new(book: &Book, account: &Account, result: &AccountAssessment) -> AccountRecord {
        AccountRecord {
            id: account.id.to_string(),
            name: Name::new(&account.name, book.settings.first_language()),
            industry: account.industry.value.to_string(),
            status: account.status.value.word(),
            owner: account.owner.value.to_string(),
            scorecards: result
                .own
                .scorecards
                .iter()
                .map(|(id, score)| (id.to_string(), scorecard(score)))
                .collect(),
            value: result
                .own
                .value
                .as_ref()
                .map(|value| value_record(value, result.quadrant)),
            tier: result.tier.as_ref().map(tier),
            stale: result.own.stale.iter().map(stale).collect(),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct ScorecardRecord {
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

fn scorecard(score: &ScorecardResult) -> ScorecardRecord {
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

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct ValueRecord {
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

fn value_record(value: &ValueResult, quadrant: Option<Quadrant>) -> ValueRecord {
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

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct TierRecord {
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

fn tier(tier: &TierResult) -> TierRecord {
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

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct StaleRecord {
    field: &'static str,
    age_days: i64,
    max_age_days: i64,
}

fn stale(stale: &StaleField) -> StaleRecord {
    StaleRecord {
        field: stale.field,
        age_days: stale.age_days,
        max_age_days: stale.max_age_days,
    }
}
