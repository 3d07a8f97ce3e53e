//! Why a weighted score moved between two revisions: what ratings did, and what weights did. The effects add up exactly.

use crate::model::exact::Exact;

/// One criterion at both revisions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revised {
    /// Weight before and after, from 0.
    pub weight: (Exact, Exact),
    /// Score before and after.
    pub score: (Exact, Exact),
}

/// What one criterion did to the score, in points of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effect {
    /// By its score: mean weight × change of score.
    pub of_score: Exact,
    /// By its weight: mean score × change of weight.
    pub of_weight: Exact,
}

/// The effects of each criterion, in order; `None` if the weights of a revision add up to 0.
///
/// Weights are scaled to add up to 1 at each revision; the effects add up to the change of the weighted mean.
pub fn effects(criteria: &[Revised]) -> Option<Vec<Effect>> {
    let before: Exact = criteria.iter().map(|criterion| &criterion.weight.0).sum();
    let after: Exact = criteria.iter().map(|criterion| &criterion.weight.1).sum();
    let half = Exact::ratio(1, 2)?;
    criteria
        .iter()
        .map(|Revised { weight, score }| {
            let (old, new) = (weight.0.over(&before)?, weight.1.over(&after)?);
            Some(Effect {
                of_score: &(&(&old + &new) * &half) * &(&score.1 - &score.0),
                of_weight: &(&(&score.0 + &score.1) * &half) * &(&new - &old),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::engine::statistic::weighted_mean;

    proptest! {
        #[test]
        fn effects_add_up_to_exactly_the_change(rows in prop::collection::vec((1_i64..9, 1_i64..9, -9_i64..9, -9_i64..9), 1..7)) {
            let criteria: Vec<Revised> = rows
                .iter()
                .map(|(w0, w1, s0, s1)| Revised {
                    weight: (Exact::from(*w0), Exact::from(*w1)),
                    score: (Exact::from(*s0), Exact::from(*s1)),
                })
                .collect();
            let mean = |pick: &dyn Fn(&Revised) -> (Exact, Exact)| weighted_mean(&criteria.iter().map(pick).collect::<Vec<_>>()).unwrap();
            let before = mean(&|row| (row.weight.0.clone(), row.score.0.clone()));
            let after = mean(&|row| (row.weight.1.clone(), row.score.1.clone()));
            let sum: Exact = effects(&criteria).unwrap().into_iter().map(|effect| effect.of_score + effect.of_weight).sum();
            prop_assert_eq!(sum, after - before);
        }
    }
}
