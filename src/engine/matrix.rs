//! The value matrix: current against potential value, cut at the mean of the accounts or at fixed values.

use std::collections::BTreeMap;

use crate::engine::assessment::Quadrant;
use crate::engine::assessment::ValueResult;
use crate::engine::statistic::mean;
use crate::model::exact::Exact;
use crate::model::id::Id;
use crate::model::rulers::MatrixCut;

/// Quadrants by account, and the cuts (current, potential) where there is one to draw.
pub type Quadrants = (BTreeMap<Id, Quadrant>, Option<(Exact, Exact)>);

/// Places the accounts that are known well enough and on both sides; the mean is over those. A value on the cut is high.
pub fn quadrants<'a>(
    cut: &MatrixCut,
    values: impl IntoIterator<Item = (&'a Id, &'a ValueResult)>,
) -> Quadrants {
    let known: BTreeMap<&Id, (&Exact, &Exact)> = values
        .into_iter()
        .filter(|(_, value)| value.is_sufficient)
        .filter_map(|(id, value)| Some((id, (value.current.as_ref()?, value.potential.as_ref()?))))
        .collect();
    let cuts = match cut {
        MatrixCut::Fixed { current, potential } => Some((current.clone(), potential.clone())),
        MatrixCut::Mean => {
            let side = |pick: &dyn Fn(&(&Exact, &Exact)) -> Exact| {
                mean(&known.values().map(pick).collect::<Vec<Exact>>())
            };
            side(&|sides| sides.0.clone()).zip(side(&|sides| sides.1.clone()))
        }
    };
    let Some((current_cut, potential_cut)) = &cuts else {
        return (BTreeMap::new(), None);
    };
    let placed = known
        .into_iter()
        .map(|(id, (current, potential))| {
            let quadrant = Quadrant {
                current_high: current >= current_cut,
                potential_high: potential >= potential_cut,
            };
            (id.clone(), quadrant)
        })
        .collect();
    (placed, cuts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::samples::id;
    use crate::engine::samples::known_value;

    fn value(current: i64, potential: Option<i64>) -> ValueResult {
        ValueResult {
            current: Some(Exact::from(current)),
            potential: potential.map(Exact::from),
            ..known_value(50)
        }
    }

    fn words(cut: &MatrixCut, values: &[(&str, ValueResult)]) -> Vec<(String, &'static str)> {
        let named: Vec<(Id, &ValueResult)> = values.iter().map(|(name, value)| (id(name), value)).collect();
        quadrants(cut, named.iter().map(|(id, value)| (id, *value)))
            .0
            .into_iter()
            .map(|(id, quadrant)| (id.to_string(), quadrant.word()))
            .collect()
    }

    #[test]
    fn a_value_equal_to_the_mean_is_high() {
        let alone = [("a", value(30, Some(20)))];
        assert_eq!(words(&MatrixCut::Mean, &alone), [("a".to_owned(), "high/high")]);
    }

    #[test]
    fn accounts_that_are_not_placed_do_not_move_the_mean() {
        let mut unsure = value(100, Some(100));
        unsure.is_sufficient = false;
        let rows = [
            ("a", value(40, Some(40))),
            ("b", value(60, Some(60))),
            ("c", value(100, None)),
            ("d", unsure),
        ];
        assert_eq!(
            words(&MatrixCut::Mean, &rows),
            [("a".to_owned(), "low/low"), ("b".to_owned(), "high/high")]
        );
    }

    #[test]
    fn fixed_cuts_stand_without_accounts_and_a_mean_does_not() {
        let fixed = MatrixCut::Fixed {
            current: Exact::from(50),
            potential: Exact::from(60),
        };
        assert_eq!(quadrants(&fixed, []).1, Some((Exact::from(50), Exact::from(60))));
        assert_eq!(quadrants(&MatrixCut::Mean, []).1, None);
    }
}
