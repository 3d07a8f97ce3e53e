//! The rules of all accounts together: R8 cash, R9 order-size bias, R12 concentration, raised or not.

use crate::engine::risk::RiskNumber;
use crate::engine::risk::RiskNumbers;
use crate::render::scope::Scope;
use crate::render::view::raised;
use crate::render::view::raised::RaisedRow;

/// Every rule of which an input is known, by number.
pub(super) fn risks(scope: Scope<'_>) -> Vec<RaisedRow> {
    let portfolio = &scope.shared.assessment.portfolio;
    let rules = &scope.book().rulers.rules;
    let part = RiskNumber::Part;
    let tau = portfolio
        .tau_b
        .clone()
        .map_or(RiskNumber::Unknown, RiskNumber::Tau);
    let read: [(u8, RiskNumbers, RiskNumbers); 3] = [
        (
            8,
            vec![("months", RiskNumber::part(portfolio.months_owed.clone()))],
            vec![("months", part(rules.r8_max_months.clone()))],
        ),
        (
            9,
            vec![("tau_b", tau)],
            vec![("tau_b", part(rules.r9_min_tau.clone()))],
        ),
        (
            12,
            vec![
                ("hhi", RiskNumber::part(portfolio.revenue_hhi.clone())),
                ("cr1", RiskNumber::part(portfolio.revenue_cr1.clone())),
            ],
            vec![
                ("hhi", part(rules.r12_hhi.clone())),
                ("cr1", part(rules.r12_cr1.clone())),
            ],
        ),
    ];
    read.into_iter()
        .filter_map(|(rule, inputs, limits)| {
            let risk = portfolio.risks.iter().find(|risk| risk.rule == rule);
            match risk {
                Some(risk) => Some(raised::raised(scope, risk)),
                None if inputs.iter().all(|(_, input)| *input == RiskNumber::Unknown) => None,
                None => Some(raised::quiet(scope, rule, &inputs, &limits)),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::samples::Sample;
    use crate::render::samples::valued;

    #[test]
    fn a_rule_that_is_not_raised_still_shows_what_it_read_and_one_that_knows_nothing_is_left_out() {
        let files: Vec<_> = (0..10)
            .map(|n| valued(&format!("a{n}"), None, Some((10, 1))))
            .collect();
        let rows = risks(Sample::of(&files).en());
        let texts: Vec<(&str, &str, Vec<&str>)> = rows
            .iter()
            .map(|row| {
                let inputs = row.inputs.iter().map(|input| input.text.as_str()).collect();
                (row.rule.as_str(), row.level.as_str(), inputs)
            })
            .collect();
        assert_eq!(texts, [("R12", "", vec!["1000 < 1800", "10% < 25%"])]);
    }

    #[test]
    fn a_raised_rule_has_its_level() {
        let rows = risks(Sample::of(&[valued("a", None, Some((10, 1)))]).en());
        assert_eq!((rows[0].rule.as_str(), rows[0].level.as_str()), ("R12", "High"));
    }
}
