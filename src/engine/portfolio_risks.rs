//! The risk rules of all accounts together: R8 cash, R9 order-size bias, R12 concentration.

use crate::engine::assessment::AccountAssessment;
use crate::engine::rank_agreement::TauB;
use crate::engine::risk::Raised;
use crate::engine::risk::RiskLevel;
use crate::engine::risk::RiskNumber;
use crate::engine::risk::RiskResult;
use crate::engine::statistic::Concentration;
use crate::model::exact::Exact;
use crate::model::rulers::Rules;

/// What the rules read of the portfolio.
pub struct Facts<'a> {
    /// Months of receipts that are owed; `None` without receipts.
    pub months: Option<Exact>,
    /// Agreement of size and value; `None` if undefined.
    pub tau_b: Option<&'a TauB>,
    /// Concentration of revenue; `None` without revenue.
    pub concentration: Option<&'a Concentration>,
}

/// The rules that are raised, by number. Nobody answers them in a dossier: they stay open.
pub fn risks(rules: &Rules, facts: &Facts<'_>) -> Vec<RiskResult> {
    [
        (8, cash(rules, facts)),
        (9, size_bias(rules, facts)),
        (12, concentration(rules, facts)),
    ]
    .into_iter()
    .filter_map(|(rule, raised)| Some(raised?.answered(rule, &[], jiff::civil::Date::MIN)))
    .collect()
}

/// Σ owed / (Σ yearly receipts / 12) over accounts that know both; `None` if there are no receipts.
pub fn months_owed<'a>(accounts: impl IntoIterator<Item = &'a AccountAssessment>) -> Option<Exact> {
    let (mut owed, mut receipts) = (Exact::ZERO, Exact::ZERO);
    for account in accounts {
        let linked = &account.linked;
        if let Some((pair, received)) = linked.receivables.as_ref().zip(linked.year.receipts.as_ref()) {
            owed = &owed + &pair.outstanding;
            receipts = &receipts + received;
        }
    }
    (owed * Exact::from(12)).over(&receipts)
}

fn cash(rules: &Rules, facts: &Facts<'_>) -> Option<Raised> {
    let months = facts.months.as_ref()?;
    let limit = &rules.r8_max_months;
    (months > limit).then(|| Raised {
        level: RiskLevel::Medium,
        inputs: vec![("months", RiskNumber::Part(months.clone()))],
        threshold: vec![("months", RiskNumber::Part(limit.clone()))],
    })
}

fn size_bias(rules: &Rules, facts: &Facts<'_>) -> Option<Raised> {
    let tau_b = facts.tau_b?;
    let limit = &rules.r9_min_tau;
    tau_b.is_below(limit).then(|| Raised {
        level: RiskLevel::Medium,
        inputs: vec![("tau_b", RiskNumber::Tau(tau_b.clone()))],
        threshold: vec![("tau_b", RiskNumber::Part(limit.clone()))],
    })
}

fn concentration(rules: &Rules, facts: &Facts<'_>) -> Option<Raised> {
    let revenue = facts.concentration?;
    let (hhi, cr1) = (&rules.r12_hhi, &rules.r12_cr1);
    (revenue.hhi >= *hhi || revenue.cr1 >= *cr1).then(|| Raised {
        level: RiskLevel::High,
        inputs: vec![
            ("hhi", RiskNumber::Part(revenue.hhi.clone())),
            ("cr1", RiskNumber::Part(revenue.cr1.clone())),
        ],
        threshold: vec![
            ("hhi", RiskNumber::Part(hhi.clone())),
            ("cr1", RiskNumber::Part(cr1.clone())),
        ],
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raised(facts: &Facts<'_>) -> Vec<(u8, &'static str)> {
        let risks = risks(&Rules::default(), facts);
        risks.iter().map(|risk| (risk.rule, risk.level.word())).collect()
    }

    #[test]
    fn nothing_known_raises_nothing() {
        let facts = Facts {
            months: None,
            tau_b: None,
            concentration: None,
        };
        assert_eq!(raised(&facts), []);
    }

    #[test]
    fn limits_of_months_and_agreement_are_passed_and_those_of_concentration_reached() {
        let level = |months, square: (i64, i64), hhi, cr1| {
            let tau_b = TauB {
                is_negative: false,
                square: Exact::ratio(square.0, square.1).unwrap(),
            };
            let concentration = Concentration {
                hhi: Exact::from(hhi),
                cr1: Exact::from(cr1),
            };
            raised(&Facts {
                months: Some(Exact::from(months)),
                tau_b: Some(&tau_b),
                concentration: Some(&concentration),
            })
        };
        assert_eq!(level(3, (1, 4), 1799, 24), []);
        assert_eq!(
            level(4, (1, 5), 1800, 0),
            [(8, "medium"), (9, "medium"), (12, "high")]
        );
        assert_eq!(level(0, (1, 1), 0, 25), [(12, "high")]);
    }
}
