//! Sums written out so that a reader with a calculator reaches the printed result.
//!
//! Numbers that do not end are printed rounded, with as many decimals as it takes for the printed sum to give the result.

use crate::model::exact::Exact;
use crate::render::format;
use crate::render::scope::Scope;

/// A sum: it knows its exact value and how it is written.
#[derive(Debug, Clone, PartialEq)]
pub enum Sum {
    /// A number.
    Number(Exact),
    /// `a + b − c`: every term with its sign.
    Plus(Vec<Sum>),
    /// `a − b`.
    Minus(Box<(Sum, Sum)>),
    /// `a × b`.
    Times(Vec<Sum>),
    /// `a ÷ b`.
    Over(Box<(Sum, Sum)>),
    /// `a²`.
    Square(Box<Sum>),
    /// `⌈a⌉`: the next whole number, unless it is one.
    Ceil(Box<Sum>),
}

impl From<Exact> for Sum {
    fn from(value: Exact) -> Sum {
        Sum::Number(value)
    }
}

impl From<&Exact> for Sum {
    fn from(value: &Exact) -> Sum {
        Sum::Number(value.clone())
    }
}

impl From<i64> for Sum {
    fn from(value: i64) -> Sum {
        Sum::Number(Exact::from(value))
    }
}

/// `a − b`.
pub fn minus(a: impl Into<Sum>, b: impl Into<Sum>) -> Sum {
    Sum::Minus(Box::new((a.into(), b.into())))
}

/// `a × b`.
pub fn times(a: impl Into<Sum>, b: impl Into<Sum>) -> Sum {
    Sum::Times(vec![a.into(), b.into()])
}

/// `a ÷ b`.
pub fn over(a: impl Into<Sum>, b: impl Into<Sum>) -> Sum {
    Sum::Over(Box::new((a.into(), b.into())))
}

/// `a ÷ b × 100`.
pub fn percent(a: impl Into<Sum>, b: impl Into<Sum>) -> Sum {
    times(over(a, b), 100)
}

/// `a + b + …`; one term stands alone.
pub fn plus(terms: impl IntoIterator<Item = Sum>) -> Sum {
    let terms: Vec<Sum> = terms.into_iter().collect();
    match <[Sum; 1]>::try_from(terms) {
        Ok([only]) => only,
        Err(terms) => Sum::Plus(terms),
    }
}

/// `Σ weight × value ÷ Σ weight`.
pub fn weighted(terms: &[(Exact, Exact)]) -> Sum {
    let products = terms.iter().map(|(weight, value)| times(weight, value));
    let weights = terms.iter().map(|(weight, _)| Sum::from(weight));
    over(plus(products), plus(weights))
}

/// Terms that are written out one by one; of more, the first half of so many, and the rest in one.
const TERMS: usize = 24;

/// The sum of many numbers, and a word on its last term where that stands for several.
pub fn total(scope: Scope<'_>, values: &[Exact]) -> (Sum, Option<String>) {
    if values.len() <= TERMS {
        return (plus(values.iter().map(Sum::from)), None);
    }
    let (first, rest) = values.split_at(TERMS / 2);
    let terms = first.iter().map(Sum::from);
    let n = rest.len();
    let word = scope.pick(
        format!("下式最后一项是其余 {n} 个数之和。"),
        format!("The last term below is the sum of the other {n}."),
    );
    (plus(terms.chain([Sum::Number(rest.iter().sum())])), Some(word))
}

/// `name = (a + b + …) ÷ n = result`.
pub fn mean(scope: Scope<'_>, name: &str, values: &[Exact], result: &Exact) -> Vec<String> {
    let (sum, word) = total(scope, values);
    let n = i64::try_from(values.len()).unwrap_or(i64::MAX);
    word.into_iter()
        .chain([line(name, &over(sum, n), result, 4, "")])
        .collect()
}

/// Decimals that numbers within a sum are tried with.
const PLACES: [u32; 4] = [4, 6, 8, 9];

/// `name = sum = result unit`, the result with at most `places` decimals.
///
/// The result is the engine's; the sum is printed so that it gives just that.
pub fn line(name: &str, sum: &Sum, result: &Exact, places: u32, unit: &str) -> String {
    let wanted = result.fixed(places);
    let reaches = |digits: &&u32| {
        sum.value(Some(**digits))
            .is_some_and(|value| value.fixed(places) == wanted)
    };
    let digits = PLACES.iter().find(reaches).copied().unwrap_or(9);
    let shown = format::grouped(result, places);
    match sum {
        Sum::Number(_) => format!("{name} = {shown}{unit}"),
        sum => format!("{name} = {} = {shown}{unit}", sum.text(digits)),
    }
}

/// How tightly a sum holds together.
#[derive(PartialEq, PartialOrd)]
enum Bond {
    Plus,
    Times,
    Whole,
}

impl Sum {
    /// Its value, with numbers rounded to so many decimals as they would be printed; `None` where it divides by 0.
    pub fn value(&self, digits: Option<u32>) -> Option<Exact> {
        match self {
            Sum::Number(value) => match digits {
                Some(digits) => Exact::parse(&value.fixed(digits)),
                None => Some(value.clone()),
            },
            Sum::Plus(terms) => terms.iter().map(|term| term.value(digits)).sum(),
            Sum::Minus(sides) => Some(sides.0.value(digits)? - sides.1.value(digits)?),
            Sum::Times(factors) => factors.iter().try_fold(Exact::ONE, |product, factor| {
                Some(product * factor.value(digits)?)
            }),
            Sum::Over(sides) => sides.0.value(digits)?.over(&sides.1.value(digits)?),
            Sum::Square(base) => base.value(digits).map(|base| &base * &base),
            Sum::Ceil(inner) => inner.value(digits).map(|inner| inner.ceil()),
        }
    }

    /// How it is written, numbers with at most so many decimals.
    pub fn text(&self, digits: u32) -> String {
        match self {
            Sum::Number(value) => format::grouped(value, digits),
            Sum::Plus(terms) => {
                let mut text = String::new();
                for term in terms {
                    let written = term.within(&Bond::Plus, digits);
                    match (text.is_empty(), written.strip_prefix('−')) {
                        (true, _) => text.push_str(&written),
                        (false, Some(rest)) => text.push_str(&format!(" − {rest}")),
                        (false, None) => text.push_str(&format!(" + {written}")),
                    }
                }
                text
            }
            Sum::Minus(sides) => format!(
                "{} − {}",
                sides.0.within(&Bond::Plus, digits),
                sides.1.within(&Bond::Times, digits).guarded()
            ),
            Sum::Times(factors) => {
                let written = factors.iter().enumerate().map(|(n, factor)| {
                    let text = factor.within(&Bond::Times, digits);
                    if n == 0 { text } else { text.guarded() }
                });
                written.collect::<Vec<String>>().join(" × ")
            }
            Sum::Over(sides) => format!(
                "{} ÷ {}",
                sides.0.within(&Bond::Times, digits),
                sides.1.within(&Bond::Whole, digits).guarded()
            ),
            Sum::Square(base) => format!("{}²", base.within(&Bond::Whole, digits).guarded()),
            Sum::Ceil(inner) => format!("⌈{}⌉", inner.text(digits)),
        }
    }

    /// The text, in brackets where it holds together more loosely than `bond`.
    fn within(&self, bond: &Bond, digits: u32) -> String {
        let text = self.text(digits);
        if self.bond() < *bond {
            format!("({text})")
        } else {
            text
        }
    }

    fn bond(&self) -> Bond {
        match self {
            Sum::Number(_) | Sum::Square(_) | Sum::Ceil(_) => Bond::Whole,
            Sum::Plus(_) | Sum::Minus(_) => Bond::Plus,
            Sum::Times(_) | Sum::Over(_) => Bond::Times,
        }
    }
}

/// Text that may begin with a minus where one may not stand.
trait Guarded {
    fn guarded(self) -> String;
}

impl Guarded for String {
    fn guarded(self) -> String {
        if self.starts_with('−') {
            format!("({self})")
        } else {
            self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(text: &str) -> Exact {
        Exact::parse(text).unwrap()
    }

    #[test]
    fn brackets_stand_where_the_order_needs_them_and_nowhere_else() {
        let two = || times(exact("2"), exact("3.5"));
        let mean = over(plus([two(), two()]), plus([Sum::from(2), Sum::from(2)]));
        assert_eq!(mean.text(4), "(2 × 3.5 + 2 × 3.5) ÷ (2 + 2)");
        assert_eq!(
            percent(minus(exact("-4"), exact("-1.5")), 2).text(4),
            "(−4 − (−1.5)) ÷ 2 × 100"
        );
        assert_eq!(times(2, minus(1, over(1, 4))).text(4), "2 × (1 − 1 ÷ 4)");
        assert_eq!(over(1, times(2, 3)).text(4), "1 ÷ (2 × 3)");
        assert_eq!(
            plus([Sum::from(5), Sum::from(-3), times(-1, 4)]).text(4),
            "5 − 3 − 1 × 4"
        );
        assert_eq!(Sum::Square(Box::new(Sum::from(-3))).text(4), "(−3)²");
        assert_eq!(
            Sum::Ceil(Box::new(over(times(25, 14), 100))).text(4),
            "⌈25 × 14 ÷ 100⌉"
        );
        assert_eq!(plus([Sum::from(1_234_567)]).text(4), "1,234,567");
    }

    #[test]
    fn a_sum_is_printed_with_as_many_decimals_as_its_result_needs() {
        let third = over(1, 3).value(None).unwrap();
        let many = times(&third, 600_000);
        assert_eq!(
            line("x", &many, &exact("200000"), 2, ""),
            "x = 0.33333333 × 600,000 = 200,000"
        );
        assert_eq!(
            line("x", &times(&third, 3), &exact("1"), 2, "%"),
            "x = 0.3333 × 3 = 1%"
        );
        assert_eq!(line("x", &Sum::from(7), &exact("7"), 4, ""), "x = 7");
    }

    #[test]
    fn the_value_of_a_sum_is_exact_and_dividing_by_nought_has_none() {
        assert_eq!(over(1, 3).value(None), Exact::ratio(1, 3));
        assert_eq!(over(1, minus(2, 2)).value(None), None);
        assert_eq!(Sum::Ceil(Box::new(over(7, 2))).value(None), Some(Exact::from(4)));
    }
}
