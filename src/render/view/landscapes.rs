//! Competitor maps 竞争格局: the map, its players, what is said of it and whether that holds.

use schemars::JsonSchema;
use serde::Serialize;

use crate::engine::assessment::LandscapeResult;
use crate::engine::assessment::PlayerResult;
use crate::model::book::PageKind;
use crate::model::id::Id;
use crate::model::landscape::Assertion;
use crate::model::landscape::Landscape;
use crate::model::landscape::Player;
use crate::render::figures;
use crate::render::format;
use crate::render::scope::Scope;
use crate::render::view::parts::Figure;
use crate::render::view::parts::FindingRow;
use crate::render::view::parts::Link;

/// The list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LandscapesPage {
    /// Every map.
    pub rows: Vec<LandscapeRow>,
}

/// One map in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LandscapeRow {
    /// Which.
    pub landscape: Link,
    /// The industry it is about.
    pub industry: Option<Link>,
    /// When it was drawn.
    pub as_of: String,
    /// Its axes: `商业理念 × IT技术`.
    pub axes: String,
    /// Players on it.
    pub n_players: usize,
    /// Who is undominated.
    pub front: Vec<Link>,
}

/// One map's page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LandscapePage {
    /// The map.
    pub figure: Option<Figure>,
    /// The industry it is about.
    pub industry: Option<Link>,
    /// Name of the x axis.
    pub x: String,
    /// Name of the y axis.
    pub y: String,
    /// A player is strong from here on.
    pub strong_at: String,
    /// Its players, the best combination first.
    pub players: Vec<PlayerRow>,
    /// What is said of it.
    pub assertions: Vec<AssertionRow>,
    /// Findings of this file.
    pub findings: Vec<FindingRow>,
}

/// One player.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PlayerRow {
    /// Who.
    pub player: Link,
    /// True for us.
    pub is_own: bool,
    /// What kind of firm.
    pub kind: String,
    /// On the x axis.
    pub x: String,
    /// On the y axis.
    pub y: String,
    /// √(x·y), two decimals.
    pub combination: String,
    /// True from `strong_at` on either axis; `None` without a position.
    pub strong: Option<bool>,
    /// True if undominated.
    pub is_front: bool,
    /// Who dominates it.
    pub dominated_by: Vec<Link>,
    /// What the position rests on, and how sure.
    pub basis: String,
    /// Attributes that are not axes.
    pub tags: String,
    /// Anything else.
    pub note: String,
}

/// Something said of a map.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AssertionRow {
    /// What is said.
    pub text: String,
    /// Whether it holds; `None` if that cannot be judged.
    pub holds: Option<bool>,
}

/// Views the list of maps.
pub fn list(scope: Scope<'_>) -> LandscapesPage {
    let maps = scope.book().landscapes.iter();
    let rows = maps.map(|(id, sheet)| {
        let landscape = &sheet.data;
        let front = scope
            .shared
            .assessment
            .landscapes
            .get(id)
            .map(|result| &result.front);
        LandscapeRow {
            landscape: scope.page(PageKind::Landscape, id, &landscape.name),
            industry: landscape
                .industry
                .as_ref()
                .map(|industry| scope.industry(&industry.value)),
            as_of: scope.day(landscape.as_of),
            axes: format!(
                "{} × {}",
                scope.text(&landscape.x.name),
                scope.text(&landscape.y.name)
            ),
            n_players: landscape.players.len(),
            front: front
                .into_iter()
                .flatten()
                .map(|id| player_link(scope, landscape, id))
                .collect(),
        }
    });
    LandscapesPage { rows: rows.collect() }
}

/// A player of a map by its name there.
pub fn player_link(scope: Scope<'_>, landscape: &Landscape, id: &Id) -> Link {
    let player = landscape
        .players
        .iter()
        .find(|player| player.reference.value == *id);
    scope.player(id, player.and_then(|player| player.name.as_ref()))
}

/// Views one map.
pub fn view(scope: Scope<'_>, id: &Id) -> Option<LandscapePage> {
    let sheet = scope.book().landscapes.get(id)?;
    let landscape = &sheet.data;
    let result = scope.shared.assessment.landscapes.get(id)?;
    let mut ranked: Vec<(&PlayerResult, &Player)> = result
        .players
        .iter()
        .filter_map(|found| {
            let player = landscape
                .players
                .iter()
                .find(|player| player.reference.value == found.reference)?;
            Some((found, player))
        })
        .collect();
    ranked.sort_by(|(a, _), (b, _)| {
        b.product
            .cmp(&a.product)
            .then_with(|| a.reference.cmp(&b.reference))
    });
    let players = ranked
        .into_iter()
        .map(|(found, player)| player_row(scope, landscape, result, (found, player)));
    Some(LandscapePage {
        figure: figures::landscape(scope, id, false),
        industry: landscape
            .industry
            .as_ref()
            .map(|industry| scope.industry(&industry.value)),
        x: scope.text(&landscape.x.name),
        y: scope.text(&landscape.y.name),
        strong_at: format::number(&landscape.strong_at, 2),
        players: players.collect(),
        assertions: landscape
            .assertions
            .iter()
            .zip(&result.assertions)
            .map(|(said, checked)| AssertionRow {
                text: assertion(scope, landscape, &said.value),
                holds: checked.holds,
            })
            .collect(),
        findings: scope.findings_of(&sheet.file),
    })
}

fn player_row(
    scope: Scope<'_>,
    landscape: &Landscape,
    result: &LandscapeResult,
    (found, player): (&PlayerResult, &Player),
) -> PlayerRow {
    let id = &found.reference;
    let basis: Vec<String> = [
        player.basis.map(|basis| basis.label(scope.lang)),
        player
            .confidence
            .map(|confidence| format::confidence(confidence, scope.lang)),
    ]
    .into_iter()
    .flatten()
    .map(str::to_owned)
    .collect();
    let tags: Vec<String> = player
        .tags
        .iter()
        .map(|(key, value)| format!("{}: {value}", key.as_str()))
        .collect();
    PlayerRow {
        player: player_link(scope, landscape, id),
        is_own: landscape.own.as_ref().is_some_and(|own| own.value == *id),
        kind: scope.text_or_empty(player.kind.as_ref()),
        x: scope.number(found.x.as_ref(), 2),
        y: scope.number(found.y.as_ref(), 2),
        combination: found
            .product
            .as_ref()
            .and_then(|product| product.sqrt_fixed(2))
            .unwrap_or_else(|| format::UNKNOWN.to_owned()),
        strong: found.strong,
        is_front: result.front.contains(id),
        dominated_by: result
            .dominated_by
            .get(id)
            .into_iter()
            .flatten()
            .map(|other| player_link(scope, landscape, other))
            .collect(),
        basis: basis.join(" · "),
        tags: tags.join(" · "),
        note: scope.text_or_empty(player.note.as_ref()),
    }
}

fn assertion(scope: Scope<'_>, landscape: &Landscape, assertion: &Assertion) -> String {
    let name = |reference: &crate::model::id::Ref| player_link(scope, landscape, &reference.value).text;
    match assertion {
        Assertion::Dominates(a, b) => {
            let (a, b) = (name(a), name(b));
            scope.pick(
                format!("{a}在两个维度上都不弱于{b}"),
                format!("{a} dominates {b}"),
            )
        }
        Assertion::Front(a) => {
            let a = name(a);
            scope.pick(format!("{a}在前沿上"), format!("{a} is on the front"))
        }
        Assertion::Strong(a) => {
            let a = name(a);
            scope.pick(
                format!("{a}至少在一个维度上强"),
                format!("{a} is strong on at least one axis"),
            )
        }
        Assertion::Tag(a, key, value) => {
            let a = name(a);
            scope.pick(
                format!("{a}的 {key} 是 {value}"),
                format!("{a} has {key} {value}"),
            )
        }
    }
}
