//! Risk rules as rows: level, state, and each input beside its limit; of one account and of all together.

use std::cmp::Ordering;

use schemars::JsonSchema;
use serde::Serialize;

use crate::diag::Lang;
use crate::engine::risk::RiskNumber;
use crate::engine::risk::RiskNumbers;
use crate::engine::risk::RiskResult;
use crate::model::exact::Exact;
use crate::render::format;
use crate::render::scope::Scope;
use crate::render::view::rule_words::Input;
use crate::render::view::rule_words::Side;
use crate::render::view::rule_words::Unit;
use crate::render::view::rule_words::rule_name;

/// A rule and what it read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RaisedRow {
    /// Path in the export: `risks.R6`. Its place on the page is `#f-<key>`.
    pub key: String,
    /// Its number: `R6`.
    pub rule: String,
    /// Its name in words.
    pub name: String,
    /// `medium` or `high`; empty where the rule is not raised.
    pub level_key: &'static str,
    /// The same, in words.
    pub level: String,
    /// `open`, `accepted` or `mitigating`; empty where the rule is not raised.
    pub state_key: &'static str,
    /// The same, in words.
    pub state: String,
    /// What people answered, or why their answer does not hold; may be empty.
    pub answer: String,
    /// What the rule read.
    pub inputs: Vec<InputRow>,
}

/// One input of a rule beside its limit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct InputRow {
    /// What was read.
    pub name: String,
    /// `0.44 < 0.5`, or the number alone where it has no limit.
    pub text: String,
    /// True if it is on the side of its limit that raises the rule.
    pub is_passed: bool,
}

/// A rule that is raised; nobody has answered it yet.
pub fn raised(scope: Scope<'_>, risk: &RiskResult) -> RaisedRow {
    RaisedRow {
        level_key: risk.level.word(),
        level: risk.level.label(scope.lang).to_owned(),
        state_key: risk.state.word(),
        state: risk.state.label(scope.lang).to_owned(),
        ..quiet(scope, risk.rule, &risk.inputs, &risk.threshold)
    }
}

/// A rule that is not raised, with what it read.
pub fn quiet(scope: Scope<'_>, rule: u8, inputs: &RiskNumbers, limits: &RiskNumbers) -> RaisedRow {
    let limit = |key: &str| {
        let found = limits.iter().find(|(name, _)| *name == key);
        found.map(|(_, limit)| limit)
    };
    RaisedRow {
        key: format!("risks.R{rule}"),
        rule: format!("R{rule}"),
        name: rule_name(scope, rule),
        level_key: "",
        level: String::new(),
        state_key: "",
        state: String::new(),
        answer: String::new(),
        inputs: inputs
            .iter()
            .filter_map(|(key, number)| Some(input_row(scope, Input::of(rule, key)?, number, limit(key))))
            .collect(),
    }
}

fn input_row(scope: Scope<'_>, input: &Input, number: &RiskNumber, limit: Option<&RiskNumber>) -> InputRow {
    let write = |number: &RiskNumber, places| written(scope, input.unit, number, places);
    let unit = unit_word(scope, input.unit);
    let Some((limit, order)) = limit.and_then(|limit| Some((limit, compare(number, limit)?))) else {
        let is_known = *number != RiskNumber::Unknown;
        return InputRow {
            name: input.name(scope),
            text: format!("{}{}", write(number, 2), if is_known { unit } else { "" }),
            is_passed: false,
        };
    };
    let (is_passed, sign) = match (input.side, order) {
        (Side::Below, Ordering::Less) => (true, "<"),
        (Side::Below, _) => (false, "≥"),
        (Side::Above, Ordering::Greater) => (true, ">"),
        (Side::Above, _) => (false, "≤"),
        (Side::From, Ordering::Less) => (false, "<"),
        (Side::From, _) => (true, "≥"),
    };
    // Rounding must not make two different numbers look the same.
    let places = (2..8).find(|places| write(number, *places) != write(limit, *places));
    let places = places.unwrap_or(2);
    InputRow {
        name: input.name(scope),
        text: format!("{} {sign} {}{unit}", write(number, places), write(limit, places)),
        is_passed,
    }
}

/// How a number stands to its limit; `None` if either is unknown or they cannot be compared.
fn compare(number: &RiskNumber, limit: &RiskNumber) -> Option<Ordering> {
    let plain = |number: &RiskNumber| match number {
        RiskNumber::Whole(whole) => Some(Exact::from(*whole)),
        RiskNumber::Part(part) | RiskNumber::Money(part) => Some(part.clone()),
        RiskNumber::Unknown | RiskNumber::Tau(_) | RiskNumber::Flag(_) => None,
    };
    let limit = plain(limit)?;
    match number {
        // An irrational number is never equal to its limit but by its square, and then it is not below.
        RiskNumber::Tau(tau) if tau.is_below(&limit) => Some(Ordering::Less),
        RiskNumber::Tau(_) => Some(Ordering::Greater),
        other => Some(plain(other)?.cmp(&limit)),
    }
}

fn written(scope: Scope<'_>, unit: Unit, number: &RiskNumber, places: u32) -> String {
    match number {
        RiskNumber::Unknown => format::UNKNOWN.to_owned(),
        RiskNumber::Whole(whole) => scope.whole(Some(*whole)),
        RiskNumber::Money(amount) => scope.money(amount).text,
        RiskNumber::Tau(tau) => format::tau(tau, places),
        RiskNumber::Flag(is_so) => scope.say(if *is_so { "yes" } else { "no" }),
        RiskNumber::Part(part) => match unit {
            Unit::Fraction => format::percent(part, places),
            Unit::Percent => format!("{}%", format::number(part, places)),
            Unit::Plain | Unit::Days | Unit::Months => format::number(part, places),
        },
    }
}

/// What stands once after the limit.
fn unit_word(scope: Scope<'_>, unit: Unit) -> &'static str {
    match (unit, scope.lang) {
        (Unit::Days, Lang::Zh) => " 天",
        (Unit::Days, Lang::En) => " days",
        (Unit::Months, Lang::Zh) => " 个月",
        (Unit::Months, Lang::En) => " months",
        (Unit::Plain | Unit::Fraction | Unit::Percent, _) => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::rank_agreement::TauB;
    use crate::render::samples::Sample;

    fn shown(rule: u8, key: &'static str, number: RiskNumber, limit: Option<RiskNumber>) -> (String, bool) {
        let sample = Sample::of(&[]);
        let limits = limit.map(|limit| vec![(key, limit)]).unwrap_or_default();
        let row = quiet(sample.en(), rule, &vec![(key, number)], &limits);
        let input = row.inputs.into_iter().next().unwrap();
        (input.text, input.is_passed)
    }

    fn part(text: &str) -> RiskNumber {
        RiskNumber::Part(Exact::parse(text).unwrap())
    }

    fn said(text: &str, is_passed: bool) -> (String, bool) {
        (text.to_owned(), is_passed)
    }

    #[test]
    fn an_input_stands_beside_its_limit_with_the_sign_that_holds() {
        assert_eq!(
            shown(6, "index", part("0.44"), Some(part("0.5"))),
            said("0.44 < 0.5", true)
        );
        assert_eq!(
            shown(6, "index", part("0.5"), Some(part("0.5"))),
            said("0.5 ≥ 0.5", false)
        );
        assert_eq!(
            shown(5, "ratio", part("0.155"), Some(part("0.15"))),
            said("15.5% > 15%", true)
        );
        assert_eq!(
            shown(12, "cr1", part("25"), Some(part("25"))),
            said("25% ≥ 25%", true)
        );
        let days = RiskNumber::Whole(200);
        assert_eq!(
            shown(11, "days", days, Some(part("120"))),
            said("200 > 120 days", true)
        );
    }

    #[test]
    fn rounding_never_makes_an_input_look_like_its_limit() {
        assert_eq!(
            shown(6, "index", part("0.49996"), Some(part("0.5"))),
            said("0.49996 < 0.5", true)
        );
    }

    #[test]
    fn an_unknown_input_is_said_to_be_so_and_one_without_a_limit_stands_alone() {
        assert_eq!(
            shown(7, "overdue", RiskNumber::Unknown, Some(part("0.2"))),
            said("–", false)
        );
        assert_eq!(
            shown(2, "economic", RiskNumber::Flag(false), None),
            said("No", false)
        );
        assert_eq!(shown(3, "unowned", RiskNumber::Whole(2), None), said("2", false));
    }

    #[test]
    fn a_correlation_is_compared_by_its_exact_square() {
        let tau = |square: &str, is_negative| {
            RiskNumber::Tau(TauB {
                is_negative,
                square: Exact::parse(square).unwrap(),
            })
        };
        assert_eq!(
            shown(9, "tau_b", tau("0.04", true), Some(part("0.5"))),
            said("−0.20 < 0.5", true)
        );
        assert_eq!(
            shown(9, "tau_b", tau("0.25", false), Some(part("0.5"))),
            said("0.50 ≥ 0.5", false)
        );
    }

    #[test]
    fn every_number_of_every_rule_has_its_words() {
        let numbers = [
            (1, vec!["bus_factor", "people"]),
            (2, vec!["share", "economic"]),
            (3, vec!["unowned", "oldest_days"]),
            (4, vec!["falls", "usps"]),
            (5, vec!["ratio", "profit"]),
            (6, vec!["index"]),
            (7, vec!["overdue", "days_over_terms"]),
            (8, vec!["months"]),
            (9, vec!["tau_b"]),
            (10, vec!["times", "margin"]),
            (11, vec!["days", "service"]),
            (12, vec!["share", "hhi", "cr1"]),
        ];
        let sample = Sample::of(&[]);
        for (rule, keys) in numbers {
            assert_ne!(rule_name(sample.zh(), rule), "");
            let inputs = keys.iter().map(|key| (*key, RiskNumber::Unknown)).collect();
            assert_eq!(
                quiet(sample.zh(), rule, &inputs, &Vec::new()).inputs.len(),
                keys.len()
            );
        }
    }
}
