//! What a dossier says, field by field, for the account's page.

mod contacts;
mod facts;
mod needs;
mod plan;
mod threats;
mod trade;

pub use contacts::ContactRow;
pub use contacts::CoverageRow;
pub use contacts::DecisionRow;
pub use contacts::StatRow;
pub use contacts::contact_label;
pub use facts::ClvView;
pub use facts::provenance;
pub use needs::GoalRow;
pub use needs::LevelCell;
pub use needs::NeedPoint;
pub use needs::NeedRow;
pub use needs::NeedsTable;
pub use needs::StageView;
pub use needs::level_cell;
pub use needs::needs;
pub use plan::ActionRow;
pub use plan::ObjectiveRow;
pub use plan::PlanView;
pub use plan::PointView;
pub use plan::StepView;
pub use plan::objectives;
pub use threats::IssueRow;
pub use threats::RiskRow;
pub use threats::RivalRow;
pub use threats::SwotBox;
pub use threats::rivals;
pub use trade::FinancialRow;
pub use trade::FinancialTable;
pub use trade::OfferingRow;
pub use trade::WalletRow;
pub use trade::WalletTable;
pub use trade::YearRow;

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::account::Account;
use crate::model::book::Page;
use crate::render::scope::Scope;
use crate::render::view::dossier::contacts::contacts;
use crate::render::view::dossier::facts::clv;
use crate::render::view::dossier::facts::facts;
use crate::render::view::dossier::facts::team;
use crate::render::view::dossier::needs::needs_stage;
use crate::render::view::dossier::plan::plan_view;
use crate::render::view::dossier::threats::issues;
use crate::render::view::dossier::threats::risks;
use crate::render::view::dossier::threats::swot;
use crate::render::view::dossier::trade::financials;
use crate::render::view::dossier::trade::wallet;
use crate::render::view::parts::Fact;

/// A dossier, field by field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Dossier {
    /// What kind of firm it is, how it is kept.
    pub facts: Vec<Fact>,
    /// Ours on the account.
    pub team: Vec<Fact>,
    /// The customer's own goals.
    pub goals: Vec<GoalRow>,
    /// The buying centre.
    pub contacts: Vec<ContactRow>,
    /// How the customer decides.
    pub decision_process: Vec<DecisionRow>,
    /// Needs and who meets them.
    pub needs: NeedsTable,
    /// The stage of needs.
    pub needs_stage: Option<StageView>,
    /// Competitors here.
    pub rivals: Vec<RivalRow>,
    /// What the customer spends.
    pub wallet: WalletTable,
    /// Our offerings.
    pub offerings: Vec<OfferingRow>,
    /// Trade with the account.
    pub financials: FinancialTable,
    /// Contacts counted.
    pub contact_stats: Vec<StatRow>,
    /// How far the plan is.
    pub plan: Option<PlanView>,
    /// Objectives with their actions; actions without an objective under the last, which has no text.
    pub objectives: Vec<ObjectiveRow>,
    /// Risks people wrote down.
    pub risks: Vec<RiskRow>,
    /// Delivery issues.
    pub issues: Vec<IssueRow>,
    /// SWOT, each with its key; empty if nothing is written.
    pub swot: Vec<SwotBox>,
    /// The lifetime value and its inputs.
    pub clv: Option<ClvView>,
}

/// Views a dossier.
pub fn view(scope: Scope<'_>, page: &Page<Account>) -> Dossier {
    let account = &page.data;
    Dossier {
        facts: facts(scope, account),
        team: team(scope, account),
        goals: account
            .goals
            .iter()
            .map(|goal| GoalRow {
                text: scope.text(&goal.text),
                horizon: scope.whole(goal.horizon),
            })
            .collect(),
        contacts: contacts(scope, account),
        decision_process: account
            .decision_process
            .iter()
            .map(|step| DecisionRow {
                step: scope.text(&step.step),
                owner: step
                    .owner
                    .as_ref()
                    .map(|owner| contact_label(scope, account, &owner.value))
                    .unwrap_or_default(),
                criteria: scope.text_or_empty(step.criteria.as_ref()),
                days: scope.whole(step.days),
            })
            .collect(),
        needs: needs(scope, account),
        needs_stage: needs_stage(scope, account),
        rivals: rivals(scope, account),
        wallet: wallet(scope, account),
        offerings: account
            .offerings
            .iter()
            .map(|offering| OfferingRow {
                name: scope.label(&offering.id.value),
                status: offering
                    .status
                    .map(|status| status.label(scope.lang).to_owned())
                    .unwrap_or_default(),
                since: scope.day(offering.since),
                by: offering
                    .by
                    .as_ref()
                    .map(|by| scope.person(&by.value))
                    .unwrap_or_default(),
            })
            .collect(),
        financials: financials(scope, account),
        contact_stats: account
            .contact_stats
            .iter()
            .map(|stat| StatRow {
                period: stat.period.value.to_string(),
                tasks: scope.whole(stat.tasks),
                processes: scope.whole(stat.processes),
                praise: scope.whole(stat.praise),
                complaint: scope.whole(stat.complaint),
                suggestion: scope.whole(stat.suggestion),
            })
            .collect(),
        plan: plan_view(scope, account),
        objectives: objectives(scope, account),
        risks: risks(scope, account),
        issues: issues(scope, account),
        swot: swot(scope, account),
        clv: clv(scope, account),
    }
}
