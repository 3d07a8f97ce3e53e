//! A risk that was computed: its level, what it was computed from, the limits, and what people answered.

use jiff::civil::Date;

use crate::engine::rank_agreement::TauB;
use crate::model::account::Risk;
use crate::model::account::RiskState;
use crate::model::account::words_enum;
use crate::model::exact::Exact;
use crate::model::id::Id;

words_enum! {
    /// How bad a risk is.
    RiskLevel {
        Medium = "medium", "中", "Medium";
        High = "high", "高", "High";
    }
}

impl RiskLevel {
    /// Of two limits, one passed is medium and both are high; none is no risk.
    pub fn of_two(first: bool, second: bool) -> Option<RiskLevel> {
        match (first, second) {
            (true, true) => Some(RiskLevel::High),
            (true, false) | (false, true) => Some(RiskLevel::Medium),
            (false, false) => None,
        }
    }
}

/// A number that a rule read, or one of its limits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RiskNumber {
    /// Unknown: raises nothing.
    Unknown,
    /// A count or whole days.
    Whole(i64),
    /// A ratio, a percentage, days.
    Part(Exact),
    /// Base units of the book's currency.
    Money(Exact),
    /// A rank correlation.
    Tau(TauB),
    /// Yes or no.
    Flag(bool),
}

impl RiskNumber {
    /// A part that may be unknown.
    pub fn part(value: Option<Exact>) -> RiskNumber {
        value.map_or(RiskNumber::Unknown, RiskNumber::Part)
    }

    /// A count that may be unknown.
    pub fn whole(value: Option<i64>) -> RiskNumber {
        value.map_or(RiskNumber::Unknown, RiskNumber::Whole)
    }
}

/// True if a known value is above the limit.
pub fn is_above(value: &Option<Exact>, limit: &Exact) -> bool {
    value.as_ref().is_some_and(|value| value > limit)
}

/// True if a known value is below the limit.
pub fn is_below(value: &Option<Exact>, limit: &Exact) -> bool {
    value.as_ref().is_some_and(|value| value < limit)
}

/// Numbers by name, in the order of the rule.
pub type RiskNumbers = Vec<(&'static str, RiskNumber)>;

/// A rule that was raised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RiskResult {
    /// 1..=12.
    pub rule: u8,
    /// How bad it is.
    pub level: RiskLevel,
    /// Open, accepted or mitigating.
    pub state: RiskState,
    /// The dossier's risk that answers it, if one does.
    pub answer: Option<Id>,
    /// What it was computed from.
    pub inputs: RiskNumbers,
    /// The limits, by the names of the inputs.
    pub threshold: RiskNumbers,
}

/// A rule that was raised, before anybody answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Raised {
    /// How bad it is.
    pub level: RiskLevel,
    /// What it was computed from.
    pub inputs: RiskNumbers,
    /// The limits.
    pub threshold: RiskNumbers,
}

impl Raised {
    /// Adds what the dossier answers: a live acceptance first, else a mitigation; anything else leaves it open.
    pub fn answered(self, rule: u8, risks: &[Risk], as_of: Date) -> RiskResult {
        let of_rule = || risks.iter().filter(|risk| risk.rule == Some(rule));
        let accepted = of_rule()
            .find(|risk| risk.state == RiskState::Accepted && risk.until.is_some_and(|until| until >= as_of));
        let answer = accepted.or_else(|| of_rule().find(|risk| risk.state == RiskState::Mitigating));
        RiskResult {
            rule,
            level: self.level,
            state: answer.map_or(RiskState::Open, |risk| risk.state),
            answer: answer.map(|risk| risk.id.value.clone()),
            inputs: self.inputs,
            threshold: self.threshold,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::samples::day;
    use crate::engine::samples::reference;

    fn risk(name: &str, rule: u8, state: RiskState, until: Option<&str>) -> Risk {
        Risk {
            id: reference(name),
            rule: Some(rule),
            text: None,
            likelihood: None,
            impact: None,
            state,
            until: until.map(day),
            owner: None,
        }
    }

    fn state(risks: &[Risk]) -> RiskState {
        let raised = Raised {
            level: RiskLevel::High,
            inputs: Vec::new(),
            threshold: Vec::new(),
        };
        raised.answered(6, risks, day("2025-06-30")).state
    }

    #[test]
    fn an_acceptance_holds_through_its_day_and_not_without_one() {
        let accepted = |until| state(&[risk("a", 6, RiskState::Accepted, until)]);
        assert_eq!(accepted(Some("2025-06-30")), RiskState::Accepted);
        assert_eq!(accepted(Some("2025-06-29")), RiskState::Open);
        assert_eq!(accepted(None), RiskState::Open);
    }

    #[test]
    fn a_live_acceptance_goes_before_a_mitigation_and_a_past_one_does_not() {
        let mitigating = risk("a", 6, RiskState::Mitigating, None);
        let accepted = |until| [mitigating.clone(), risk("b", 6, RiskState::Accepted, Some(until))];
        assert_eq!(state(&accepted("2026-01-01")), RiskState::Accepted);
        assert_eq!(state(&accepted("2025-01-01")), RiskState::Mitigating);
    }

    #[test]
    fn a_closed_answer_or_one_to_another_rule_leaves_it_open() {
        assert_eq!(state(&[risk("a", 6, RiskState::Closed, None)]), RiskState::Open);
        assert_eq!(
            state(&[risk("a", 7, RiskState::Mitigating, None)]),
            RiskState::Open
        );
    }
}
