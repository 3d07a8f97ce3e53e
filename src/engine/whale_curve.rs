//! The whale curve: how profit adds up over accounts, the best first.

use std::collections::BTreeMap;

use crate::model::exact::Exact;
use crate::model::id::Id;

/// Cumulative percent of a sum, greatest first, then by id; `None` if nobody is known or the sum is not above 0.
pub fn whale_curve(profits: &BTreeMap<Id, Exact>) -> Option<Vec<(Id, Exact)>> {
    let sum: Exact = profits.values().sum();
    if !sum.is_positive() {
        return None;
    }
    let mut sorted: Vec<(&Id, &Exact)> = profits.iter().collect();
    sorted.sort_by(|a, b| (b.1, a.0).cmp(&(a.1, b.0)));
    let mut so_far = Exact::ZERO;
    sorted
        .into_iter()
        .map(|(id, profit)| {
            so_far = &so_far + profit;
            Some((id.clone(), (&so_far * &Exact::HUNDRED).over(&sum)?))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::engine::samples::id;

    #[test]
    fn equal_profits_stand_in_id_order_and_losses_fall_back_to_the_whole() {
        let profits = [("b", 5), ("a", 5), ("c", -2)];
        let profits: BTreeMap<Id, Exact> = profits.map(|(name, value)| (id(name), Exact::from(value))).into();
        let curve = whale_curve(&profits).unwrap();
        let text: Vec<(String, String)> = curve
            .iter()
            .map(|(id, at)| (id.to_string(), at.short(0)))
            .collect();
        assert_eq!(
            text,
            [("a", "63"), ("b", "125"), ("c", "100")].map(|(a, b)| (a.to_owned(), b.to_owned()))
        );
        assert_eq!(whale_curve(&[(id("a"), Exact::ZERO)].into()), None);
    }

    proptest! {
        #[test]
        fn the_curve_rises_then_falls_and_ends_at_exactly_a_hundred(profits in prop::collection::vec(-50_i64..90, 0..9)) {
            let named: BTreeMap<Id, Exact> = profits.iter().enumerate().map(|(n, profit)| (id(&format!("a{n}")), Exact::from(*profit))).collect();
            let Some(curve) = whale_curve(&named) else {
                prop_assert!(profits.iter().sum::<i64>() <= 0);
                return Ok(());
            };
            prop_assert_eq!(curve.len(), profits.len());
            prop_assert_eq!(curve.last().map(|(_, at)| at.clone()), Some(Exact::HUNDRED));
            let best: i64 = profits.iter().filter(|profit| **profit > 0).sum();
            let peak = Exact::ratio(best * 100, profits.iter().sum()).unwrap();
            prop_assert_eq!(curve.iter().map(|(_, at)| at).max(), Some(&peak));
        }
    }
}
