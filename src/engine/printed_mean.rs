//! How many totals a printed mean can be the mean of: a check on a benchmark whose set nobody shows.

use crate::engine::statistic::count;
use crate::model::exact::Exact;
use crate::model::rulers::AttractivenessModel;

/// The totals that a model can give: whole steps from the least one up to the greatest.
///
/// With eight factors on 1, 3, 5, 7, 9, two of them penalties: every even number from −12 to 52.
/// Not every step need be a total some ratings give, but no total lies between two steps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Totals {
    /// Every factor at its worst.
    least: Exact,
    /// Every factor at its best.
    most: Exact,
    /// Above 0.
    step: Exact,
}

/// More totals than that are not looked for: a book has dozens of industries.
const MOST_TOTALS: usize = 1_000;

impl Totals {
    /// Those of a model; `None` if it can give one total alone.
    pub fn of(model: &AttractivenessModel) -> Option<Totals> {
        let (low, high) = (model.scale.iter().min()?, model.scale.iter().max()?);
        let (mut least, mut most, mut step) = (Exact::ZERO, Exact::ZERO, Exact::ZERO);
        for factor in &model.factors {
            let weight = Exact::from(factor.weight);
            let (low_points, high_points) = (&weight * low, &weight * high);
            if factor.is_penalty {
                least = least - high_points;
                most = most - low_points;
            } else {
                least = least + low_points;
                most = most + high_points;
            }
            for magnitude in &model.scale {
                step = common_measure(step, &weight * &(magnitude - low));
            }
        }
        step.is_positive().then_some(Totals { least, most, step })
    }

    /// False if no `n` of these totals have a mean that is rounded to `printed`, half away from zero at its last decimal.
    ///
    /// A zero at the end of a printed number is not seen: 37.0 is taken for 37.
    pub fn may_average(&self, printed: &Exact, n: usize) -> bool {
        let reach = half_unit(printed);
        let n = count(n);
        // Steps above `n` times the least total.
        let steps = |mean: &Exact| (&(mean - &self.least) * &n).over(&self.step);
        let most = steps(&self.most);
        let (Some(low), Some(high), Some(most)) =
            (steps(&(printed - &reach)), steps(&(printed + &reach)), most)
        else {
            return false;
        };
        // Half a unit is rounded away from zero: the end nearer to zero is in, the other is out.
        let first = if printed.is_negative() {
            floor(&low) + Exact::ONE
        } else {
            low.ceil()
        }
        .max(Exact::ZERO);
        let is_in = if printed.is_negative() {
            first <= high
        } else {
            first < high
        };
        n.is_positive() && is_in && first <= most
    }

    /// The fewest totals that may have this printed mean; `None` if a thousand are not enough.
    pub fn fewest(&self, printed: &Exact) -> Option<usize> {
        (1..=MOST_TOTALS).find(|n| self.may_average(printed, *n))
    }
}

/// The greatest number of which both are whole multiples (Euclid); the other one if one is 0. From 0.
fn common_measure(a: Exact, b: Exact) -> Exact {
    let (mut a, mut b) = (a, b);
    while let Some(quotient) = a.over(&b) {
        let rest = &a - &(&floor(&quotient) * &b);
        (a, b) = (b, rest);
    }
    a
}

fn floor(value: &Exact) -> Exact {
    -(-value.clone()).ceil()
}

/// Half of the last decimal a number needs, of at most nine.
fn half_unit(value: &Exact) -> Exact {
    let text = value.short(9);
    let decimals = text.split_once('.').map_or("", |(_, decimals)| decimals);
    let unit = decimals.chars().fold(2, |unit, _| unit * 10);
    Exact::ratio(1, unit).unwrap_or(Exact::ZERO)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::engine::samples::attractiveness;

    fn exact(text: &str) -> Exact {
        Exact::parse(text).unwrap()
    }

    /// Two factors for and one against, on these magnitudes.
    fn totals(scale: &[&str]) -> Option<Totals> {
        let mut model = attractiveness(&[1, 1, -1], &[]);
        model.scale = scale.iter().map(|text| exact(text)).collect();
        Totals::of(&model)
    }

    #[test]
    fn odd_magnitudes_give_totals_two_apart() {
        let got = totals(&["1", "3", "9"]).unwrap();
        assert_eq!(
            (got.least, got.most, got.step),
            (exact("-7"), exact("17"), exact("2"))
        );
        assert_eq!(totals(&["0.5", "1.25"]).unwrap().step, exact("0.75"));
        assert_eq!(totals(&["4"]), None);
    }

    #[test]
    fn a_printed_mean_is_any_that_rounds_to_it() {
        let odd = totals(&["1", "3", "9"]).unwrap();
        let may = |printed: &str| {
            (1..8)
                .filter(|n| odd.may_average(&exact(printed), *n))
                .collect::<Vec<usize>>()
        };
        // The sum of 3 or 6 odd numbers can be a third off a whole one, that of 7 is odd: 15/7 and 17/7 print as 2.1 and 2.4.
        assert_eq!(may("2"), [2, 3, 4, 5, 6, 7]);
        assert_eq!(may("2.3"), [3, 6]);
        assert_eq!(may("-2.3"), [3, 6]);
        assert_eq!(odd.fewest(&exact("2.3")), Some(3));
    }

    #[test]
    fn no_mean_lies_beyond_the_totals() {
        let odd = totals(&["1", "3", "9"]).unwrap();
        assert_eq!(odd.fewest(&exact("18")), None);
        assert_eq!(odd.fewest(&exact("-8")), None);
        assert!(!odd.may_average(&exact("3"), 0));
    }

    proptest! {
        #[test]
        fn a_mean_is_always_allowed_as_it_is_printed(cells in prop::collection::vec((0_usize..3, 0_usize..3, 0_usize..3), 1..9), places in 0_u32..4) {
            let scale = [1, 4, 9];
            let got = totals(&["1", "4", "9"]).unwrap();
            let sum: i64 = cells.iter().map(|(a, b, c)| scale[*a] + scale[*b] - scale[*c]).sum();
            let mean = Exact::ratio(sum, i64::try_from(cells.len()).unwrap()).unwrap();
            let printed = exact(&mean.fixed(places));
            prop_assert!(got.may_average(&printed, cells.len()), "{mean:?} printed {printed:?}");
        }
    }
}
