//! How far each weight of a model may move, the others as they are, before the ranking changes.

use schemars::JsonSchema;
use serde::Serialize;

use crate::engine::rank_stability::Bound;
use crate::engine::rank_stability::Ranked;
use crate::engine::rank_stability::stability as intervals;
use crate::model::exact::Exact;
use crate::model::id::Id;
use crate::render::format;
use crate::render::scope::Scope;
use crate::render::view::parts::Link;

/// The intervals of a model's weights.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct StabilityView {
    /// What the table says, and over whom.
    pub note: String,
    /// One row a weight.
    pub rows: Vec<StabilityRow>,
}

/// One weight.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct StabilityRow {
    /// The criterion.
    pub name: String,
    /// Its weight now.
    pub weight: String,
    /// The least weight at which the ranking still stands.
    pub from: String,
    /// The greatest; a word where there is no limit.
    pub to: String,
    /// Who swaps first below: the one before, then the one behind; empty if nobody does.
    pub below: Vec<Link>,
    /// Who swaps first above.
    pub above: Vec<Link>,
    /// True if the ranking changes as soon as the weight moves.
    pub is_tight: bool,
}

/// Something with a weight.
pub struct Weighed {
    /// What it is called.
    pub name: String,
    /// Its weight, above 0.
    pub weight: Exact,
}

/// The intervals; `all` is how many could be ranked if everything were known of them. None below two that are ranked.
pub fn stability(
    scope: Scope<'_>,
    weighed: &[Weighed],
    ranked: &[Ranked],
    all: usize,
    link: impl Fn(&Id) -> Link,
) -> Option<StabilityView> {
    let n = ranked.len();
    if n < 2 {
        return None;
    }
    let weights: Vec<Exact> = weighed.iter().map(|one| one.weight.clone()).collect();
    let pair = |bound: &Option<Bound>| {
        let of = bound.as_ref();
        of.map(|bound| vec![link(&bound.ahead), link(&bound.behind)])
            .unwrap_or_default()
    };
    let at = |bound: &Bound| format::number(&bound.weight, 4);
    let rows = weighed
        .iter()
        .zip(intervals(&weights, ranked))
        .map(|(one, interval)| {
            let is_now =
                |bound: &Option<Bound>| bound.as_ref().is_some_and(|bound| bound.weight == one.weight);
            StabilityRow {
                name: one.name.clone(),
                weight: format::number(&one.weight, 4),
                from: interval.from.as_ref().map_or_else(|| "0".to_owned(), at),
                to: interval.to.as_ref().map_or_else(|| scope.say("no_limit"), at),
                below: pair(&interval.from),
                above: pair(&interval.to),
                is_tight: is_now(&interval.from) || is_now(&interval.to),
            }
        });
    Some(StabilityView {
        note: scope.pick(
            format!(
                "每一行只动这一项的权重，其余不变。参与排名的有 {n} 个（共 {all} 个，只取各项都已知的）：在区间以内排名不变，到端点时所列两个并列，越过就换位。现在并列、而这一项不同的两个，权重一动就分开，这时端点就是现在的权重。"
            ),
            format!("Each row moves this weight alone, the others as they are. Within the interval the ranking of {n} of {all} (those with everything known) stands; at an end the two named are equal, beyond it they swap. Two that are equal now and differ in this row part as soon as the weight moves: then that end is the present weight."),
        ),
        rows: rows.collect(),
    })
}
