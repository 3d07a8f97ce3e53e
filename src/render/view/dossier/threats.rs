//! What stands against us: competitors here, risks, delivery issues; and SWOT.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::account::Account;
use crate::model::text::Text;
use crate::render::format;
use crate::render::scope::Scope;
use crate::render::view::parts::ClaimRow;
use crate::render::view::parts::Link;

/// A competitor in the account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RivalRow {
    /// Who.
    pub competitor: Link,
    /// Its standing.
    pub standing: String,
    /// Percent of the account.
    pub share: String,
    /// 1..=5.
    pub threat: String,
    /// What it does well here.
    pub strengths: Vec<ClaimRow>,
    /// What it does badly here.
    pub weaknesses: Vec<ClaimRow>,
}

/// A risk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RiskRow {
    /// What it is.
    pub text: String,
    /// The computed rule it answers, as `R3`.
    pub rule: String,
    /// 1..=5.
    pub likelihood: String,
    /// 1..=5.
    pub impact: String,
    /// Likelihood × impact, 1..=25; the sign for unknown if either is.
    pub product: String,
    /// `open`, `accepted`, `mitigating` or `closed`.
    pub state_key: String,
    /// The same, in words.
    pub state: String,
    /// Until when it is accepted.
    pub until: String,
    /// Who watches it.
    pub owner: String,
}

/// A delivery issue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct IssueRow {
    /// What it is.
    pub text: String,
    /// When it came up.
    pub opened: String,
    /// When it ended; empty while it is open.
    pub closed: String,
    /// 1..=5.
    pub severity: String,
    /// Who is accountable.
    pub accountable: String,
    /// True if it is open and not exactly one is accountable.
    pub is_unowned: bool,
}

/// A quarter of SWOT.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SwotBox {
    /// What it is called.
    pub label: String,
    /// What stands in it.
    pub items: Vec<String>,
}

/// Competitors in the account, in the dossier's order.
pub fn rivals(scope: Scope<'_>, account: &Account) -> Vec<RivalRow> {
    let rivals = account.competitors.iter();
    rivals
        .map(|rival| RivalRow {
            competitor: scope.player(&rival.reference.value, None),
            standing: rival
                .position
                .map(|position| position.label(scope.lang).to_owned())
                .unwrap_or_default(),
            share: rival
                .share
                .as_ref()
                .map(|share| format!("{}%", format::number(share, 1)))
                .unwrap_or_default(),
            threat: scope.whole(rival.threat),
            strengths: rival.strengths.iter().map(|claim| scope.claim(claim)).collect(),
            weaknesses: rival.weaknesses.iter().map(|claim| scope.claim(claim)).collect(),
        })
        .collect()
}

pub(super) fn risks(scope: Scope<'_>, account: &Account) -> Vec<RiskRow> {
    let risks = account.risks.iter();
    risks
        .map(|risk| RiskRow {
            text: scope.text_or_empty(risk.text.as_ref()),
            rule: risk.rule.map(|rule| format!("R{rule}")).unwrap_or_default(),
            likelihood: scope.whole(risk.likelihood),
            impact: scope.whole(risk.impact),
            product: scope.whole(risk.likelihood.zip(risk.impact).map(|(likely, bad)| likely * bad)),
            state_key: risk.state.word().to_owned(),
            state: risk.state.label(scope.lang).to_owned(),
            until: scope.day(risk.until),
            owner: risk
                .owner
                .as_ref()
                .map(|owner| scope.person(&owner.value))
                .unwrap_or_default(),
        })
        .collect()
}

pub(super) fn issues(scope: Scope<'_>, account: &Account) -> Vec<IssueRow> {
    let issues = account.issues.iter();
    issues
        .map(|issue| IssueRow {
            text: scope.text_or_empty(issue.text.as_ref()),
            opened: issue.opened.value.to_string(),
            closed: scope.day(issue.closed),
            severity: scope.whole(issue.severity),
            accountable: issue
                .accountable
                .iter()
                .map(|person| scope.person(&person.value))
                .collect::<Vec<_>>()
                .join(" · "),
            is_unowned: issue.closed.is_none() && issue.accountable.len() != 1,
        })
        .collect()
}

pub(super) fn swot(scope: Scope<'_>, account: &Account) -> Vec<SwotBox> {
    let swot = &account.swot;
    let boxes: [(&'static str, &[Text]); 4] = [
        ("swot_s", &swot.s),
        ("swot_w", &swot.w),
        ("swot_o", &swot.o),
        ("swot_t", &swot.t),
    ];
    if boxes.iter().all(|(_, items)| items.is_empty()) {
        return Vec::new();
    }
    boxes
        .into_iter()
        .map(|(key, items)| SwotBox {
            label: scope.say(key),
            items: items.iter().map(|item| scope.text(item)).collect(),
        })
        .collect()
}
