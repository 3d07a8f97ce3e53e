//! One account: its seal, its value and why, its scorecards; the dossier itself is in `dossier`.

mod head;
mod indicators;
mod members;
mod relations;
mod risks;
mod scorecards;
mod tier;
mod value;

pub use head::MarkRow;
pub use indicators::FamilyView;
pub use indicators::IndicatorsView;
pub use members::MemberRow;
pub use members::MembersView;
pub use relations::FlagRow;
pub use relations::RelationsView;
pub use relations::relations_view;
pub use risks::RisksView;
pub use risks::risks_view;
pub use scorecards::GroupView;
pub use scorecards::ScorecardView;
pub use scorecards::TermRow;
pub use tier::GateRow;
pub use tier::TierNote;
pub use tier::TierView;
pub use tier::tier_view;
pub use value::Contribution;
pub use value::IndicatorRow;
pub use value::PerspectiveView;
pub use value::ValueView;
pub use value::value_view;

use schemars::JsonSchema;
use serde::Serialize;

use crate::engine::assessment::AccountAssessment;
use crate::model::account::Account;
use crate::model::book::PageKind;
use crate::model::id::Id;
use crate::render::figures;
use crate::render::route::Taxonomy;
use crate::render::scope::Scope;
use crate::render::view::account::indicators::indicators_view;
use crate::render::view::account::members::members_view;
use crate::render::view::account::scorecards::scorecards;
use crate::render::view::brief;
use crate::render::view::dossier;
use crate::render::view::dossier::Dossier;
use crate::render::view::parts::Figure;
use crate::render::view::parts::FindingRow;
use crate::render::view::parts::Link;
use crate::render::view::parts::Reading;
use crate::render::view::parts::Seal;
use crate::render::view::quality::StaleRow;
use crate::render::view::tags;

/// The page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AccountPage {
    /// Its seal.
    pub seal: Seal,
    /// Its name in the other language, where it has one.
    pub other_name: Option<String>,
    /// Industry, region, owner: what stands under the name.
    pub line: Vec<Link>,
    /// To the account on one page of A4.
    pub brief: String,
    /// Its value, where the book has a value model.
    pub value: Option<ValueView>,
    /// Its tier and what it hangs on.
    pub tier: Option<TierView>,
    /// Growth, share of wallet, cost to serve; empty if none is known.
    pub dials: Vec<Reading>,
    /// What it is counted as: portfolio cell, RFM, classes.
    pub marks: Vec<MarkRow>,
    /// Where it stands in the value matrix.
    pub matrix: Option<Figure>,
    /// Its buying centre, drawn.
    pub relationship_map: Option<Figure>,
    /// Its wallet, drawn.
    pub wallet_figure: Option<Figure>,
    /// What is due, drawn.
    pub timeline: Option<Figure>,
    /// Revenue by period, drawn.
    pub trend: Option<Figure>,
    /// What unknown indicators could make of the value, drawn.
    pub sensitivity: Option<Figure>,
    /// Its scorecards.
    pub scorecards: Vec<ScorecardView>,
    /// Rules that are raised.
    pub risks: Option<RisksView>,
    /// What its contacts say together.
    pub relations: Option<RelationsView>,
    /// Its single indicators.
    pub indicators: Option<IndicatorsView>,
    /// Its members, where it is a group's parent.
    pub members: Option<MembersView>,
    /// What the dossier says.
    pub dossier: Dossier,
    /// Findings of this file.
    pub findings: Vec<FindingRow>,
    /// Fields older than the book allows.
    pub stale: Vec<StaleRow>,
    /// The text below the front matter, as HTML.
    pub body: String,
}

/// Views one account.
pub fn view(scope: Scope<'_>, id: &Id) -> Option<AccountPage> {
    let page = scope.book().accounts.get(id)?;
    let account = &page.data;
    let assessed = scope.assessed(id);
    let value = assessed.and_then(|assessed| assessed.own.value.as_ref());
    let tier = assessed.and_then(|assessed| assessed.tier.as_ref());
    Some(AccountPage {
        seal: scope.stamped(id),
        other_name: other_name(scope, account),
        line: line(scope, account),
        brief: brief::href(scope, id),
        value: value.map(|value| value_view(scope, account, value)),
        tier: tier.map(|tier| tier_view(scope, id, tier)),
        dials: assessed
            .map(|assessed| head::dials(scope, assessed))
            .unwrap_or_default(),
        marks: assessed
            .map(|assessed| head::marks(scope, assessed))
            .unwrap_or_default(),
        matrix: figures::value_matrix(scope, Some(id)),
        relationship_map: figures::relations(scope, account).map(beside_its_table),
        wallet_figure: figures::wallet(scope, account).map(beside_its_table),
        timeline: figures::timeline(scope, account).map(beside_its_table),
        trend: figures::trend(scope, account).map(beside_its_table),
        sensitivity: figures::sensitivity(scope, account),
        scorecards: assessed
            .map(|assessed| scorecards(scope, account, assessed))
            .unwrap_or_default(),
        risks: assessed.map(|assessed| risks_view(scope, account, assessed)),
        relations: assessed
            .and_then(|assessed| assessed.linked.relations.as_ref())
            .map(|relations| relations_view(scope, account, relations)),
        indicators: assessed.and_then(|assessed| indicators_view(scope, account, assessed)),
        members: members_view(scope, id),
        dossier: dossier::view(scope, page),
        findings: scope.findings_of(&page.file),
        stale: assessed.map(stale).unwrap_or_default(),
        body: scope.body((PageKind::Account, id), &page.body),
    })
}

/// A figure whose numbers stand in the section's own table, or a link away where they are explained: it needs no second one.
fn beside_its_table(mut figure: Figure) -> Figure {
    figure.table.rows.clear();
    figure
}

/// The account's name in the other language, where it has one.
pub fn other_name(scope: Scope<'_>, account: &Account) -> Option<String> {
    let shown = scope.text(&account.name);
    let other = account.name.by_language().find(|name| *name != shown);
    other.map(str::to_owned)
}

/// Industry, region, owner and status, as they stand under the name.
pub fn line(scope: Scope<'_>, account: &Account) -> Vec<Link> {
    let mut line = vec![scope.industry(&account.industry.value)];
    let region = account.region.iter();
    line.extend(region.map(|region| tags::link(scope, Taxonomy::Region, region)));
    line.push(Link::plain(scope.person(&account.owner.value)));
    line.push(Link::plain(account.status.value.label(scope.lang)));
    line
}

fn stale(assessed: &AccountAssessment) -> Vec<StaleRow> {
    let fields = assessed.own.stale.iter();
    fields
        .map(|field| StaleRow {
            account: None,
            field: field.field.to_owned(),
            age_days: field.age_days,
            max_age_days: field.max_age_days,
        })
        .collect()
}
