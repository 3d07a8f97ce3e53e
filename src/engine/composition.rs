//! What a sum is made of 构成: shares, amounts and concentration.

use crate::engine::assessment::CompositionResult;
use crate::engine::assessment::PartResult;
use crate::model::composition::Composition;
use crate::model::composition::Part;
use crate::model::composition::PartSize;
use crate::model::exact::Exact;

/// Shares are used as they are, not scaled to 100.
pub fn compose(composition: &Composition) -> CompositionResult {
    let total = composition
        .total
        .clone()
        .or_else(|| sum_of_amounts(&composition.parts));
    let whole = Whole {
        of_total: Exact::HUNDRED,
        amount: total.clone(),
    };
    let parts = results(&composition.parts, &whole);
    let hhi: Exact = parts.iter().map(|part| &part.share * &part.share).sum();
    CompositionResult {
        sum: parts.iter().map(|part| &part.share).sum(),
        hhi_leaves: leaves(&parts).iter().map(|leaf| leaf * leaf).sum(),
        effective_n: Exact::from(10_000).over(&hhi),
        cr1: concentration_ratio(&parts, 1),
        cr3: concentration_ratio(&parts, 3),
        is_ambiguous: composition.parts.iter().any(is_ambiguous),
        hhi,
        total,
        parts,
    }
}

/// CRk: what the `k` largest parts of a list make together.
///
/// Unit: percent of their parent. Range: from 0; 100 at most where the shares add up to 100.
/// Source: the usual concentration ratio; the remainder of a list counts as one of its parts.
pub fn concentration_ratio(parts: &[PartResult], k: usize) -> Exact {
    let mut shares: Vec<&Exact> = parts.iter().map(|part| &part.share).collect();
    shares.sort_by(|a, b| b.cmp(a));
    shares.into_iter().take(k).sum()
}

/// What a list of parts divides.
struct Whole {
    /// Percent of the top.
    of_total: Exact,
    /// Base units.
    amount: Option<Exact>,
}

/// Σ amounts, if there are parts and every one states its amount.
fn sum_of_amounts(parts: &[Part]) -> Option<Exact> {
    if parts.is_empty() {
        return None;
    }
    parts
        .iter()
        .map(|part| match &part.size {
            PartSize::Amount(amount) => Some(amount.clone()),
            PartSize::Share(_) => None,
        })
        .sum::<Option<Exact>>()
}

fn results(parts: &[Part], whole: &Whole) -> Vec<PartResult> {
    let mut results: Vec<PartResult> = parts.iter().map(|part| result(part, whole)).collect();
    results.sort_by(|a, b| {
        (a.is_other, &b.share, &a.key)
            .partial_cmp(&(b.is_other, &a.share, &b.key))
            .unwrap_or(std::cmp::Ordering::Equal)
    });
    results
}

fn result(part: &Part, whole: &Whole) -> PartResult {
    let (share, amount) = match &part.size {
        PartSize::Share(share) => (
            share.clone(),
            whole.amount.as_ref().map(|all| percent(all, share)),
        ),
        PartSize::Amount(amount) => {
            let share = whole
                .amount
                .as_ref()
                .and_then(|all| (amount * &Exact::HUNDRED).over(all));
            (share.unwrap_or(Exact::ZERO), Some(amount.clone()))
        }
    };
    let inner = Whole {
        of_total: percent(&whole.of_total, &share),
        amount,
    };
    PartResult {
        key: part.key.value.clone(),
        parts: results(&part.parts, &inner),
        of_total: inner.of_total,
        amount: inner.amount,
        is_other: part.is_other,
        share,
    }
}

fn percent(of: &Exact, share: &Exact) -> Exact {
    (of * share).over(&Exact::HUNDRED).unwrap_or(Exact::ZERO)
}

/// Percent of the whole of every leaf: nested parts in place of their parent, the rest of a parent as one more.
pub fn leaves(parts: &[PartResult]) -> Vec<Exact> {
    let mut leaves = Vec::new();
    for part in parts {
        collect_leaves(part, &mut leaves);
    }
    leaves
}

fn collect_leaves(part: &PartResult, leaves: &mut Vec<Exact>) {
    if part.parts.is_empty() {
        leaves.push(part.of_total.clone());
        return;
    }
    for inner in &part.parts {
        collect_leaves(inner, leaves);
    }
    let rest = &part.of_total - &part.parts.iter().map(|inner| &inner.of_total).sum();
    if rest.is_positive() {
        leaves.push(rest);
    }
}

fn is_ambiguous(part: &Part) -> bool {
    !part.candidates.is_empty() || part.parts.iter().any(is_ambiguous)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::engine::samples::composition;
    use crate::engine::samples::part;
    use crate::model::text::Text;

    fn share(value: i64) -> PartSize {
        PartSize::Share(Exact::from(value))
    }

    fn amount(value: i64) -> PartSize {
        PartSize::Amount(Exact::from(value))
    }

    fn keys(parts: &[PartResult]) -> Vec<&str> {
        parts.iter().map(|part| part.key.as_str()).collect()
    }

    #[test]
    fn parts_go_by_share_then_key_and_other_comes_last() {
        let mut other = part("a-rest", share(50), vec![]);
        other.is_other = true;
        let result = compose(&composition(
            None,
            vec![
                other,
                part("c", share(10), vec![]),
                part("b", share(10), vec![]),
                part("d", share(30), vec![]),
            ],
        ));
        assert_eq!(keys(&result.parts), ["d", "b", "c", "a-rest"]);
        assert_eq!(result.cr1, Exact::from(50));
    }

    #[test]
    fn amounts_of_every_part_make_the_total() {
        let result = compose(&composition(
            None,
            vec![part("a", amount(30), vec![]), part("b", amount(10), vec![])],
        ));
        assert_eq!(result.total, Some(Exact::from(40)));
        assert_eq!(result.parts[0].share, Exact::from(75));
    }

    #[test]
    fn shares_without_a_total_have_no_amounts() {
        let result = compose(&composition(None, vec![part("a", share(100), vec![])]));
        assert_eq!((result.total, &result.parts[0].amount), (None, &None));
    }

    #[test]
    fn the_rest_of_a_parent_is_one_more_leaf_only_above_nothing() {
        let nested = |inner| {
            compose(&composition(
                None,
                vec![part("a", share(50), vec![part("b", share(inner), vec![])])],
            ))
        };
        assert_eq!(nested(60).hhi_leaves, Exact::from(30 * 30 + 20 * 20));
        assert_eq!(nested(100).hhi_leaves, Exact::from(2500));
        assert_eq!(nested(120).hhi_leaves, Exact::from(3600));
    }

    #[test]
    fn no_share_at_all_has_no_effective_number() {
        let result = compose(&composition(None, vec![part("a", share(0), vec![])]));
        assert_eq!((result.hhi, result.effective_n), (Exact::ZERO, None));
    }

    #[test]
    fn a_candidate_at_any_depth_makes_it_ambiguous() {
        let mut inner = part("b", share(10), vec![]);
        inner.candidates = vec![Text::plain("x")];
        let result = compose(&composition(None, vec![part("a", share(10), vec![inner])]));
        assert!(result.is_ambiguous);
    }

    /// Parts whose shares add up to 100, the first of them divided by the same rule.
    fn divided(cuts: &[i64], inner: &[i64]) -> Vec<Part> {
        let shares = |cuts: &[i64]| -> Vec<i64> {
            let mut cuts: Vec<i64> = cuts.iter().copied().chain([0, 100]).collect();
            cuts.sort_unstable();
            cuts.iter().zip(cuts.iter().skip(1)).map(|(a, b)| b - a).collect()
        };
        let inner: Vec<Part> = shares(inner)
            .into_iter()
            .enumerate()
            .map(|(n, of)| part(&format!("inner-{n}"), share(of), vec![]))
            .collect();
        shares(cuts)
            .into_iter()
            .enumerate()
            .map(|(n, of)| {
                let inner = if n == 0 { inner.clone() } else { Vec::new() };
                part(&format!("part-{n}"), share(of), inner)
            })
            .collect()
    }

    fn sum<'a>(parts: &'a [PartResult], pick: impl Fn(&'a PartResult) -> &'a Exact) -> Exact {
        parts.iter().map(pick).sum()
    }

    proptest! {
        #[test]
        fn shares_of_a_hundred_add_up_to_the_whole_and_amounts_to_the_total(cuts in prop::collection::vec(0_i64..=100, 0..6), inner in prop::collection::vec(0_i64..=100, 0..4), total in 1_i64..1_000_000) {
            let result = compose(&composition(Some(total), divided(&cuts, &inner)));
            prop_assert_eq!(&result.sum, &Exact::HUNDRED);
            let amounts = |parts: &[PartResult]| sum(parts, |part| part.amount.as_ref().unwrap());
            prop_assert_eq!(amounts(&result.parts), Exact::from(total));
            for parent in result.parts.iter().filter(|part| !part.parts.is_empty()) {
                prop_assert_eq!(sum(&parent.parts, |part| &part.share), Exact::HUNDRED);
                prop_assert_eq!(sum(&parent.parts, |part| &part.of_total), parent.of_total.clone());
                prop_assert_eq!(Some(amounts(&parent.parts)), parent.amount.clone());
            }
            prop_assert!(result.hhi_leaves <= result.hhi && result.cr1 <= result.cr3 && result.cr3 <= result.sum);
        }

        #[test]
        fn amounts_alone_give_the_same_shares_as_with_their_sum_for_a_total(amounts in prop::collection::vec(0_i64..1_000, 1..7)) {
            let parts: Vec<Part> = amounts.iter().enumerate().map(|(n, of)| part(&format!("part-{n}"), amount(*of), vec![])).collect();
            let all: i64 = amounts.iter().sum();
            let (alone, stated) = (compose(&composition(None, parts.clone())), compose(&composition(Some(all), parts)));
            prop_assert_eq!(&alone.sum, if all == 0 { &Exact::ZERO } else { &Exact::HUNDRED });
            prop_assert_eq!(alone, stated);
        }

        #[test]
        fn the_order_of_parts_changes_nothing(cuts in prop::collection::vec(0_i64..=100, 0..6), turn in 0_usize..7) {
            let parts = divided(&cuts, &[]);
            let mut turned = parts.clone();
            turned.rotate_left(turn % parts.len());
            turned.reverse();
            prop_assert_eq!(compose(&composition(Some(7), parts)), compose(&composition(Some(7), turned)));
        }
    }
}
