//! What the customer wants: goals, needs and how well each player meets them, the stage of needs.

use serde::Serialize;

use crate::model::account::Account;
use crate::model::account::Capability;
use crate::model::exact::Exact;
use crate::model::id::Id;
use crate::render::format;
use crate::render::scope::Scope;
use crate::render::view::parts::Link;

/// A goal of the customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GoalRow {
    /// The goal.
    pub text: String,
    /// Months ahead.
    pub horizon: String,
}

/// Needs × who meets them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Default)]
pub struct NeedsTable {
    /// Us first, then the competitors here.
    pub players: Vec<Link>,
    /// The most important first.
    pub rows: Vec<NeedRow>,
}

/// One need.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NeedRow {
    /// The need.
    pub text: String,
    /// 0..=5.
    pub importance: String,
    /// Said or found.
    pub kind: String,
    /// Who says so.
    pub source: String,
    /// One a player.
    pub levels: Vec<LevelCell>,
}

/// How well one player meets one need.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LevelCell {
    /// 0..=10, `cannot` in words, or the sign for unknown.
    pub text: String,
    /// `known`, `cannot` or `unknown`.
    pub state: &'static str,
    /// Percent of 10, for drawing.
    pub width: Option<String>,
}

/// The stage the needs are at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StageView {
    /// Its name, leading to the industry.
    pub stage: Link,
    /// When it was judged.
    pub as_of: String,
    /// By what.
    pub evidence: String,
}

pub(super) fn needs(scope: Scope<'_>, account: &Account) -> NeedsTable {
    let rivals: Vec<&Id> = account.competitors.iter().map(|r| &r.reference.value).collect();
    let mut players = vec![Link::plain(scope.say("us"))];
    players.extend(rivals.iter().map(|id| scope.player(id, None)));
    let mut needs: Vec<_> = account.needs.iter().collect();
    needs.sort_by_key(|need| std::cmp::Reverse(need.importance));
    let rows = needs.into_iter().map(|need| {
        let here = account.capabilities.get(&need.id.value);
        let tag = need.tag.as_ref().unwrap_or(&need.id.value);
        let ours = here.and_then(|here| here.get("us")).map(|level| &level.value);
        let theirs = rivals.iter().map(|rival| {
            let written = here.and_then(|here| here.get(*rival));
            let page = scope.book().competitors.get(*rival);
            let known = page.and_then(|page| page.data.capabilities.get(tag));
            written.or(known).map(|level| &level.value)
        });
        NeedRow {
            text: scope.text(&need.text),
            importance: scope.whole(need.importance),
            kind: need
                .kind
                .map(|kind| kind.label(scope.lang).to_owned())
                .unwrap_or_default(),
            source: need.source.clone().unwrap_or_default(),
            levels: std::iter::once(ours)
                .chain(theirs)
                .map(|level| level_cell(scope, level))
                .collect(),
        }
    });
    NeedsTable {
        rows: rows.collect(),
        players,
    }
}

/// How well a player meets a need, as a cell.
pub fn level_cell(scope: Scope<'_>, level: Option<&Capability>) -> LevelCell {
    match level {
        Some(Capability::Level(level)) => LevelCell {
            text: format::number(level, 2),
            state: "known",
            width: Some(format::fixed(&(level * &Exact::from(10)), 1)),
        },
        Some(Capability::Cannot) => LevelCell {
            text: scope.say("cannot"),
            state: "cannot",
            width: None,
        },
        Some(Capability::Unknown) | None => LevelCell {
            text: format::UNKNOWN.to_owned(),
            state: "unknown",
            width: None,
        },
    }
}

pub(super) fn needs_stage(scope: Scope<'_>, account: &Account) -> Option<StageView> {
    let written = account.needs_stage.as_ref()?;
    let industry = &account.industry.value;
    let stages = scope
        .book()
        .industries
        .get(industry)
        .map(|page| &page.data.needs_stages);
    let stage = stages
        .into_iter()
        .flatten()
        .find(|stage| stage.id.value == written.stage.value);
    Some(StageView {
        stage: Link {
            text: stage.map_or_else(
                || written.stage.value.to_string(),
                |stage| scope.text(&stage.name),
            ),
            href: scope.industry(industry).href,
        },
        as_of: scope.day(written.as_of.as_ref().map(|day| day.value)),
        evidence: written.evidence.clone().unwrap_or_default(),
    })
}
