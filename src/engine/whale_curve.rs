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
}
