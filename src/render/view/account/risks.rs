//! Rules that are raised for an account, with what its dossier answers.

use schemars::JsonSchema;
use serde::Serialize;

use crate::engine::assessment::AccountAssessment;
use crate::engine::risk::RiskLevel;
use crate::engine::risk::RiskResult;
use crate::model::account::Account;
use crate::model::account::Risk;
use crate::model::account::RiskState;
use crate::render::scope::Scope;
use crate::render::view::raised;
use crate::render::view::raised::RaisedRow;

/// What the rules say of an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RisksView {
    /// How many rules are raised and how many of them nobody has answered; or that none is.
    pub sentence: String,
    /// The rules that are raised, by number.
    pub raised: Vec<RaisedRow>,
}

/// Views the rules that are raised.
pub fn risks_view(scope: Scope<'_>, account: &Account, assessed: &AccountAssessment) -> RisksView {
    RisksView {
        sentence: sentence(scope, &assessed.risks),
        raised: assessed
            .risks
            .iter()
            .map(|risk| RaisedRow {
                answer: answer(scope, account, risk),
                ..raised::raised(scope, risk)
            })
            .collect(),
    }
}

fn sentence(scope: Scope<'_>, risks: &[RiskResult]) -> String {
    let n = risks.len();
    if n == 0 {
        return scope.pick(
            "没有规则触发；不知道的输入不触发规则。",
            "No rule is raised; an input that is unknown raises none.",
        );
    }
    let n_high = risks.iter().filter(|risk| risk.level == RiskLevel::High).count();
    let n_open = risks.iter().filter(|risk| risk.state == RiskState::Open).count();
    let (verb, has) = (
        if n == 1 { "rule is" } else { "rules are" },
        if n_open == 1 { "has" } else { "have" },
    );
    let raised = scope.pick(format!("触发 {n} 条规则"), format!("{n} {verb} raised"));
    let high = match n_high {
        0 => scope.pick("，都不到高", ", none of them high"),
        n_high => scope.pick(format!("，{n_high} 条为高"), format!(", {n_high} of them high")),
    };
    let open = match n_open {
        0 => scope.pick("；都有有效的回应。", "; every one has an answer that holds."),
        n_open => scope.pick(
            format!("；{n_open} 条还没有有效的回应。"),
            format!("; {n_open} {has} no answer that holds."),
        ),
    };
    format!("{raised}{high}{open}")
}

/// The answer that holds, else why the one that was written does not.
fn answer(scope: Scope<'_>, account: &Account, risk: &RiskResult) -> String {
    let held = risk.answer.as_ref().and_then(|id| {
        let mut risks = account.risks.iter();
        risks.find(|written| written.id.value == *id)
    });
    if let Some(written) = held {
        return words(scope, written);
    }
    let lapsed = account
        .risks
        .iter()
        .find(|written| written.rule == Some(risk.rule) && written.state == RiskState::Accepted);
    match lapsed.map(|written| written.until) {
        Some(Some(until)) => scope.pick(
            format!("曾接受至 {until}，已过期"),
            format!("was accepted until {until}, which is past"),
        ),
        Some(None) => scope.pick(
            "写了接受，但没有期限",
            "accepted without an end, which does not hold",
        ),
        None => String::new(),
    }
}

fn words(scope: Scope<'_>, risk: &Risk) -> String {
    let until = risk
        .until
        .map(|until| scope.pick(format!("至 {until}"), format!("until {until}")));
    let owner = risk.owner.as_ref().map(|owner| scope.person(&owner.value));
    let text = risk.text.as_ref().map(|text| scope.text(text));
    let parts: Vec<String> = [text, owner, until].into_iter().flatten().collect();
    parts.join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::samples::Sample;
    use crate::render::samples::dossier;
    use crate::render::samples::id;

    /// An account that costs 3 of 10 to serve, and earns.
    fn view(risks: &str) -> RisksView {
        let fields = format!(
            "financials: [{{period: 2024H2, revenue: 5, direct_cost: 1, cost_to_serve: 1}}, {{period: 2025H1, revenue: 5, direct_cost: 1, cost_to_serve: 2}}]\nrisks: [{risks}]"
        );
        let sample = Sample::of(&[
            dossier("a", &fields),
            dossier("b", "financials: [{period: 2025H1, revenue: 90}]"),
        ]);
        let scope = sample.en();
        risks_view(
            scope,
            scope.dossier(&id("a")).unwrap(),
            scope.assessed(&id("a")).unwrap(),
        )
    }

    #[test]
    fn a_raised_rule_names_its_inputs_beside_their_limits() {
        let view = view("");
        assert_eq!(
            view.sentence,
            "1 rule is raised, none of them high; 1 has no answer that holds."
        );
        let row = &view.raised[0];
        assert_eq!(
            (row.rule.as_str(), row.level_key, row.state_key),
            ("R5", "medium", "open")
        );
        let inputs: Vec<(&str, bool)> = row
            .inputs
            .iter()
            .map(|i| (i.text.as_str(), i.is_passed))
            .collect();
        assert_eq!(inputs, [("30% > 15%", true), ("¥5 ≥ ¥0", false)]);
        assert_eq!(row.answer, "");
    }

    #[test]
    fn an_answer_that_holds_is_told_and_one_that_is_past_says_so() {
        let answer = |risks| view(risks).raised[0].answer.clone();
        assert_eq!(
            answer(
                "{id: r-1, rule: R5, state: accepted, until: 2025-12-31, owner: lin, text: 先养着, likelihood: 3, impact: 3}"
            ),
            "先养着 · Lin Che · until 2025-12-31"
        );
        assert_eq!(
            answer(
                "{id: r-1, rule: R5, state: accepted, until: 2025-01-31, text: 先养着, likelihood: 3, impact: 3}"
            ),
            "was accepted until 2025-01-31, which is past"
        );
    }

    #[test]
    fn nothing_raised_is_said_in_a_sentence() {
        let sample = Sample::of(&[dossier("a", "")]);
        let scope = sample.zh();
        let view = risks_view(
            scope,
            scope.dossier(&id("a")).unwrap(),
            scope.assessed(&id("a")).unwrap(),
        );
        assert_eq!(view.raised, []);
        assert_eq!(view.sentence, "没有规则触发；不知道的输入不触发规则。");
    }
}
