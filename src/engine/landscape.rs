//! A competitor map 竞争格局: who dominates whom, who is on the front, which assertions hold.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::engine::assessment::AssertionResult;
use crate::engine::assessment::LandscapeResult;
use crate::engine::assessment::PlayerResult;
use crate::model::competitor::Competitor;
use crate::model::exact::Exact;
use crate::model::id::Id;
use crate::model::landscape::Assertion;
use crate::model::landscape::Landscape;
use crate::model::landscape::Player;

/// A point of the map: x, then y.
type Point = (Exact, Exact);

/// Reads a map; `competitor` gives the page behind a player, where there is one.
pub fn survey<'a>(
    landscape: &Landscape,
    competitor: impl Fn(&Id) -> Option<&'a Competitor>,
    as_of: Date,
) -> LandscapeResult {
    let points: BTreeMap<&Id, Point> = landscape
        .players
        .iter()
        .filter_map(|player| {
            let page = competitor(&player.reference.value);
            Some((&player.reference.value, position(landscape, player, page, as_of)?))
        })
        .collect();
    let dominated_by: BTreeMap<Id, Vec<Id>> = points
        .iter()
        .map(|(id, point)| ((*id).clone(), dominators(&points, point)))
        .filter(|(_, by)| !by.is_empty())
        .collect();
    let mut players: Vec<PlayerResult> = landscape
        .players
        .iter()
        .map(|player| player_result(landscape, player, points.get(&player.reference.value)))
        .collect();
    players.sort_by(|a, b| a.reference.cmp(&b.reference));
    LandscapeResult {
        front: points
            .keys()
            .filter(|id| !dominated_by.contains_key(**id))
            .map(|id| (*id).clone())
            .collect(),
        players,
        assertions: landscape
            .assertions
            .iter()
            .map(|assertion| AssertionResult {
                text: text(&assertion.value),
                holds: holds(landscape, &assertion.value, &points),
                at: assertion.at,
            })
            .collect(),
        dominated_by,
    }
}

/// Both coordinates, from the player or else from the competitor's newest position not after `as_of`; never one of each.
fn position(
    landscape: &Landscape,
    player: &Player,
    competitor: Option<&Competitor>,
    as_of: Date,
) -> Option<Point> {
    if let (Some(x), Some(y)) = (&player.x, &player.y) {
        return Some((x.value.clone(), y.value.clone()));
    }
    let newest = competitor?
        .positions
        .iter()
        .filter(|position| position.landscape.value == landscape.id)
        .filter(|position| position.as_of.is_none_or(|day| day <= as_of))
        .max_by_key(|position| position.as_of)?;
    newest.x.clone().zip(newest.y.clone())
}

fn dominators(points: &BTreeMap<&Id, Point>, point: &Point) -> Vec<Id> {
    points
        .iter()
        .filter(|(_, other)| dominates(other, point))
        .map(|(id, _)| (*id).clone())
        .collect()
}

/// At least as far on both axes, and further on one.
fn dominates(a: &Point, b: &Point) -> bool {
    a.0 >= b.0 && a.1 >= b.1 && a != b
}

fn is_strong(landscape: &Landscape, point: &Point) -> bool {
    (&point.0).max(&point.1) >= &landscape.strong_at
}

fn player_result(landscape: &Landscape, player: &Player, point: Option<&Point>) -> PlayerResult {
    PlayerResult {
        reference: player.reference.value.clone(),
        x: point.map(|point| point.0.clone()),
        y: point.map(|point| point.1.clone()),
        strong: point.map(|point| is_strong(landscape, point)),
        product: point.map(|point| &point.0 * &point.1),
    }
}

fn text(assertion: &Assertion) -> String {
    match assertion {
        Assertion::Dominates(a, b) => format!("{} dominates {}", a.value, b.value),
        Assertion::Front(a) => format!("{} is on the front", a.value),
        Assertion::Strong(a) => format!("{} is strong", a.value),
        Assertion::Tag(a, tag, value) => format!("{} has {tag} {value}", a.value),
    }
}

/// `None` if a player named has no position; a tag needs none.
fn holds(landscape: &Landscape, assertion: &Assertion, points: &BTreeMap<&Id, Point>) -> Option<bool> {
    match assertion {
        Assertion::Dominates(a, b) => Some(dominates(points.get(&a.value)?, points.get(&b.value)?)),
        Assertion::Front(a) => {
            let point = points.get(&a.value)?;
            Some(!points.values().any(|other| dominates(other, point)))
        }
        Assertion::Strong(a) => Some(is_strong(landscape, points.get(&a.value)?)),
        Assertion::Tag(a, tag, value) => Some(landscape.players.iter().any(|player| {
            player.reference.value == a.value && player.tags.get(tag.as_str()).is_some_and(|has| has == value)
        })),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::engine::samples::competitor_at;
    use crate::engine::samples::day;
    use crate::engine::samples::id;
    use crate::engine::samples::landscape;
    use crate::engine::samples::reference;
    use crate::engine::samples::sited;

    type Row<'a> = (&'a str, Option<i64>, Option<i64>);

    fn surveyed(rows: &[Row<'_>]) -> LandscapeResult {
        survey(&landscape(rows), |_| None, day("2025-06-30"))
    }

    #[test]
    fn equal_points_do_not_dominate_each_other_and_share_the_front() {
        let result = surveyed(&[
            ("a", Some(5), Some(5)),
            ("b", Some(5), Some(5)),
            ("c", Some(5), Some(4)),
        ]);
        assert_eq!(result.front, [id("a"), id("b")]);
        assert_eq!(
            result.dominated_by,
            BTreeMap::from([(id("c"), vec![id("a"), id("b")])])
        );
    }

    #[test]
    fn half_a_position_is_none() {
        let result = surveyed(&[("a", None, Some(7)), ("b", Some(1), Some(1))]);
        assert_eq!((&result.players[0].x, &result.players[0].y), (&None, &None));
        assert_eq!(result.players[0].strong, None);
        assert_eq!(result.front, [id("b")]);
    }

    #[test]
    fn a_players_own_pair_wins_and_else_the_newest_position_not_after_the_day() {
        let page = competitor_at(
            "map",
            &[("2024-01-01", 1, 1), ("2025-01-01", 2, 2), ("2025-07-01", 3, 3)],
        );
        let x = |rows: &[Row<'_>]| {
            survey(&landscape(rows), |_| Some(&page), day("2025-06-30")).players[0]
                .x
                .clone()
        };
        assert_eq!(x(&[("a", None, None)]), Some(Exact::from(2)));
        assert_eq!(x(&[("a", Some(9), None)]), Some(Exact::from(2)));
        assert_eq!(x(&[("a", Some(9), Some(9))]), Some(Exact::from(9)));
    }

    #[test]
    fn an_assertion_about_a_player_without_a_position_is_open_but_a_tag_never_is() {
        let mut map = landscape(&[("a", Some(8), Some(1)), ("b", None, None)]);
        map.assertions = vec![
            sited(Assertion::Dominates(reference("a"), reference("b"))),
            sited(Assertion::Front(reference("b"))),
            sited(Assertion::Strong(reference("a"))),
            sited(Assertion::Tag(
                reference("b"),
                "localisation".into(),
                "strength".into(),
            )),
        ];
        let result = survey(&map, |_| None, day("2025-06-30"));
        let holds: Vec<Option<bool>> = result
            .assertions
            .iter()
            .map(|assertion| assertion.holds)
            .collect();
        assert_eq!(holds, [None, None, Some(true), Some(false)]);
        assert_eq!(result.assertions[3].text, "b has localisation strength");
    }

    proptest! {
        #[test]
        fn everyone_is_on_the_front_or_dominated_by_somebody_on_it(points in prop::collection::vec((0_i64..6, 0_i64..6), 1..9)) {
            let names: Vec<String> = (0..points.len()).map(|n| format!("p{n}")).collect();
            let rows: Vec<Row<'_>> = names.iter().zip(&points).map(|(name, (x, y))| (name.as_str(), Some(*x), Some(*y))).collect();
            let result = surveyed(&rows);
            prop_assert!(!result.front.is_empty());
            prop_assert_eq!(result.front.len() + result.dominated_by.len(), points.len());
            for by in result.dominated_by.values() {
                prop_assert!(by.iter().any(|id| result.front.contains(id)));
            }
        }
    }
}
