//! Competitors: each assembled from its own page and from every dossier that names it.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::account::Account;
use crate::model::book::PageKind;
use crate::model::competitor::Competitor;
use crate::model::id::Id;
use crate::render::format;
use crate::render::scope::Scope;
use crate::render::view::dossier;
use crate::render::view::dossier::LevelCell;
use crate::render::view::parts::ClaimRow;
use crate::render::view::parts::Fact;
use crate::render::view::parts::FindingRow;
use crate::render::view::parts::Link;
use crate::render::view::parts::Seal;

/// Dossiers a competitor's page assembles, at most; the count says how many there are.
const ROWS: usize = 200;

/// The list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CompetitorsPage {
    /// Every competitor, the one met most first.
    pub rows: Vec<CompetitorRow>,
}

/// One competitor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CompetitorRow {
    /// Who.
    pub competitor: Link,
    /// Where it comes from.
    pub origin: String,
    /// Accounts whose dossier names it.
    pub n_met: usize,
    /// What it is best at, first of what is written.
    pub strength: String,
    /// What it is worst at, first of what is written.
    pub weakness: String,
}

/// One competitor's page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CompetitorPage {
    /// What kind of firm it is.
    pub facts: Vec<Fact>,
    /// What it does well: its page first, then the dossiers.
    pub strengths: Vec<ClaimRow>,
    /// What it does badly: its page first, then the dossiers.
    pub weaknesses: Vec<ClaimRow>,
    /// By need.
    pub capabilities: Vec<CapabilityRow>,
    /// On maps.
    pub positions: Vec<PositionRow>,
    /// Accounts whose dossier names it, by value.
    pub met_at: Vec<MeetingRow>,
    /// How many accounts name it.
    pub n_met: usize,
    /// Findings of this file.
    pub findings: Vec<FindingRow>,
    /// The text, as HTML.
    pub body: String,
}

/// How well it meets a need.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CapabilityRow {
    /// The need's tag, as a label of the book.
    pub need: String,
    /// How well.
    pub level: LevelCell,
}

/// Where it stands on a map.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PositionRow {
    /// The map.
    pub landscape: Link,
    /// Name of its x axis, and the place on it.
    pub x: String,
    /// Name of its y axis, and the place on it.
    pub y: String,
    /// When it was judged.
    pub as_of: String,
    /// What it rests on.
    pub basis: String,
    /// How sure.
    pub confidence: String,
}

/// One account where it is met.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct MeetingRow {
    /// Where.
    pub account: Link,
    /// The account's seal.
    pub seal: Seal,
    /// Its standing there.
    pub standing: String,
    /// Percent of the account.
    pub share: String,
    /// 1..=5.
    pub threat: String,
    /// What the wallet says it gets there, over the newest year written.
    pub spend: String,
}

/// Views the list of competitors.
pub fn list(scope: Scope<'_>) -> CompetitorsPage {
    let met_at = &scope.shared.crossings.met_at;
    let mut rows: Vec<CompetitorRow> = scope
        .book()
        .competitors
        .iter()
        .map(|(id, page)| {
            let competitor = &page.data;
            let first = |claims: &[crate::model::account::Claim]| {
                claims
                    .first()
                    .map(|claim| scope.text(&claim.text))
                    .unwrap_or_default()
            };
            CompetitorRow {
                competitor: scope.page(PageKind::Competitor, id, &competitor.name),
                origin: origin(scope, competitor),
                n_met: met_at.get(id).map_or(0, Vec::len),
                strength: first(&competitor.strengths),
                weakness: first(&competitor.weaknesses),
            }
        })
        .collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.n_met));
    CompetitorsPage { rows }
}

fn origin(scope: Scope<'_>, competitor: &Competitor) -> String {
    let origin = competitor
        .origin
        .map(|origin| origin.label(scope.lang).to_owned());
    origin.unwrap_or_default()
}

/// Views one competitor.
pub fn view(scope: Scope<'_>, id: &Id) -> Option<CompetitorPage> {
    let page = scope.book().competitors.get(id)?;
    let competitor = &page.data;
    let met_at = scope.shared.crossings.met_at.get(id);
    let mut accounts: Vec<&Account> = met_at
        .into_iter()
        .flatten()
        .filter_map(|account| scope.dossier(account))
        .collect();
    accounts.truncate(ROWS);
    let mut strengths: Vec<ClaimRow> = competitor
        .strengths
        .iter()
        .map(|claim| scope.claim(claim))
        .collect();
    let mut weaknesses: Vec<ClaimRow> = competitor
        .weaknesses
        .iter()
        .map(|claim| scope.claim(claim))
        .collect();
    for account in &accounts {
        let here = account
            .competitors
            .iter()
            .filter(|rival| rival.reference.value == *id);
        for rival in here {
            let at = |claim| ClaimRow {
                account: Some(scope.account(&account.id)),
                ..scope.claim(claim)
            };
            strengths.extend(rival.strengths.iter().map(at));
            weaknesses.extend(rival.weaknesses.iter().map(at));
        }
    }
    Some(CompetitorPage {
        facts: facts(scope, competitor),
        strengths,
        weaknesses,
        capabilities: competitor
            .capabilities
            .iter()
            .map(|(need, level)| CapabilityRow {
                need: scope.label(need),
                level: dossier::level_cell(scope, Some(&level.value)),
            })
            .collect(),
        positions: positions(scope, competitor),
        met_at: accounts
            .iter()
            .map(|account| meeting(scope, account, id))
            .collect(),
        n_met: met_at.map_or(0, Vec::len),
        findings: scope.findings_of(&page.file),
        body: scope.body((PageKind::Competitor, id), &page.body),
    })
}

fn facts(scope: Scope<'_>, competitor: &Competitor) -> Vec<Fact> {
    let mut facts = Vec::new();
    let mut say = |name: String, value: Link, title: Option<String>| {
        facts.push(Fact {
            name,
            values: vec![value],
            title,
        });
    };
    if competitor.origin.is_some() {
        say(scope.say("origin"), Link::plain(origin(scope, competitor)), None);
    }
    if let Some(organisation) = &competitor.organisation {
        let id = &organisation.value;
        let account = scope.shared.crossings.account_of.get(id);
        if let Some(account) = account {
            say(
                scope.pick("同时是客户", "Also a customer"),
                scope.account(account),
                None,
            );
        }
    }
    if let Some(profitability) = &competitor.profitability {
        let currency = &scope.book().settings.currency;
        say(
            scope.say("profitability"),
            Link::plain(format::figure(profitability, currency, scope.lang)),
            dossier::provenance(scope, profitability),
        );
    }
    if let Some(localisation) = &competitor.localisation {
        say(
            scope.say("localisation"),
            Link::plain(format::number(localisation, 2)),
            None,
        );
    }
    facts
}

fn positions(scope: Scope<'_>, competitor: &Competitor) -> Vec<PositionRow> {
    let mut rows: Vec<PositionRow> = Vec::new();
    for (id, sheet) in &scope.book().landscapes {
        let landscape = &sheet.data;
        let place = |axis: &crate::model::landscape::MapAxis, value| {
            format!("{} {}", scope.text(&axis.name), scope.number(value, 2))
        };
        let written = competitor
            .positions
            .iter()
            .filter(|position| position.landscape.value == *id);
        rows.extend(written.map(|position| {
            PositionRow {
                landscape: scope.page(PageKind::Landscape, id, &landscape.name),
                x: place(&landscape.x, position.x.as_ref()),
                y: place(&landscape.y, position.y.as_ref()),
                as_of: scope.day(position.as_of),
                basis: position
                    .basis
                    .map(|basis| basis.label(scope.lang).to_owned())
                    .unwrap_or_default(),
                confidence: position
                    .confidence
                    .map(|confidence| format::confidence(confidence, scope.lang).to_owned())
                    .unwrap_or_default(),
            }
        }));
        let players = landscape
            .players
            .iter()
            .filter(|player| player.reference.value == competitor.id && player.x.is_some());
        rows.extend(players.map(|player| {
            PositionRow {
                landscape: scope.page(PageKind::Landscape, id, &landscape.name),
                x: place(&landscape.x, player.x.as_ref().map(|x| &x.value)),
                y: place(&landscape.y, player.y.as_ref().map(|y| &y.value)),
                as_of: scope.day(landscape.as_of),
                basis: player
                    .basis
                    .map(|basis| basis.label(scope.lang).to_owned())
                    .unwrap_or_default(),
                confidence: player
                    .confidence
                    .map(|confidence| format::confidence(confidence, scope.lang).to_owned())
                    .unwrap_or_default(),
            }
        }));
    }
    rows
}

fn meeting(scope: Scope<'_>, account: &Account, id: &Id) -> MeetingRow {
    let rival = account
        .competitors
        .iter()
        .find(|rival| rival.reference.value == *id);
    let paid = account
        .wallet
        .iter()
        .filter(|cell| cell.competitor.as_ref().is_some_and(|r| r.value == *id));
    let newest = paid.clone().map(|cell| cell.year).max();
    let spend = paid
        .filter(|cell| Some(cell.year) == newest)
        .filter_map(|cell| cell.spend.as_ref()?.value.clone())
        .reduce(|sum, spend| sum + spend);
    MeetingRow {
        account: scope.account(&account.id),
        seal: scope.seal(&account.id),
        standing: rival
            .and_then(|rival| rival.position)
            .map(|position| position.label(scope.lang).to_owned())
            .unwrap_or_default(),
        share: rival
            .and_then(|rival| rival.share.as_ref())
            .map(|share| format!("{}%", format::number(share, 1)))
            .unwrap_or_default(),
        threat: scope.whole(rival.and_then(|rival| rival.threat)),
        spend: match (&spend, newest) {
            (Some(spend), Some(year)) => format!("{} · {year}", scope.money(spend).text),
            _ => String::new(),
        },
    }
}
