//! The competitor map 竞争格局图.

use crate::engine::assessment::LandscapeResult;
use crate::engine::assessment::PlayerResult;
use crate::model::book::PageKind;
use crate::model::id::Id;
use crate::model::landscape::Landscape;
use crate::render::format;
use crate::render::scope::Scope;
use crate::render::view::models::Example;
use crate::render::view::models::head;
use crate::render::view::models::method::MethodView;
use crate::render::view::models::primer::Home;
use crate::render::view::models::primer::Primer;
use crate::render::view::models::primer::Shown;
use crate::render::view::models::primer::clause;
use crate::render::view::models::primer::input;
use crate::render::view::models::row;
use crate::render::view::models::stated;
use crate::render::view::parts::Grid;

pub(super) const METHOD: MethodView = MethodView {
    primer: PRIMER,
    facts: |_| Vec::new(),
    parts: |_| Vec::new(),
    example,
};

const MAP: Home = Home::Table("landscapes");

const PRIMER: Primer = Primer {
    purpose: (
        "把自己和对手放在两条轴上：看谁在两方面都压过谁，谁在前沿，我们该往哪边走。",
        "Puts us and our rivals on two axes: who is ahead of whom on both, who is on the front, and which way to move.",
    ),
    inputs: &[
        input(
            "x, y",
            ("在两条轴上的位置", "position on the two axes"),
            MAP,
            "players[].x",
        ),
        input(
            "x, y",
            (
                "地图没写时，用对手页上不晚于截至日的最近位置",
                "else the newest position on the competitor’s page, not after the book’s day",
            ),
            Home::Table("competitors"),
            "positions[].x",
        ),
        input(
            "η",
            ("多高算强，默认 7", "from where on a player is strong, default 7"),
            MAP,
            "strong_at",
        ),
        input(
            "",
            ("作者的断言，逐条核对", "the author’s assertions, each checked"),
            MAP,
            "assertions[]",
        ),
    ],
    formula: &[
        clause(
            "甲压过乙：两轴都不低于乙，并且至少一轴更高。",
            "A dominates B: not below it on either axis, and above it on one.",
            "x₁ ≥ x₂, y₁ ≥ y₂, (x₁, y₁) ≠ (x₂, y₂)",
        ),
        clause(
            "前沿：没有被任何人压过的玩家。",
            "Front: the players nobody dominates.",
            "",
        ),
        clause(
            "强：任一轴到了界。",
            "Strong: at the limit on either axis.",
            "max(x, y) ≥ η",
        ),
        clause(
            "综合：两轴之积的平方根；两样都好才高。",
            "Combination: the root of the product; high only if both are.",
            "√(x·y)",
        ),
    ],
    edges: &[
        (
            "位置要成对：缺一轴就没有位置，不画，也不参与压过与前沿，但会列出来。",
            "A position is a pair: with one axis missing there is none; the player is listed, not drawn, and outside dominance and front.",
        ),
        (
            "两人位置相同，谁也不压过谁。",
            "Two in the same place do not dominate each other.",
        ),
        (
            "断言提到没有位置的玩家：无法判断。",
            "An assertion about a player without a position cannot be judged.",
        ),
    ],
    units: &[
        (
            ("x、y", "x, y"),
            ("轴的刻度，通常 0 – 10", "the axis’s scale, mostly 0 – 10"),
        ),
        (("综合", "Combination"), ("与刻度同", "on the same scale")),
    ],
    sources: &[
        (
            "帕累托占优：在一切方面不差、至少一方面更好。",
            "Pareto dominance: no worse in anything and better in something.",
        ),
        (
            "两轴与玩家：工业品营销研究中心培训稿（约 2007 年）的“IT 信息化咨询业竞争格局”。",
            "Axes and players: the map of IT consulting in the IMSC training deck, about 2007.",
        ),
    ],
    deck: &[(
        "原稿没有印坐标，只有轴名、标注和一句比较；图上的位置是按印刷次序读出来的，标着“示意”。",
        "The deck prints no coordinates, only axes, labels and one comparison; positions are read off the order of print and marked illustrative.",
    )],
    shown: &[Shown::Each(PageKind::Landscape), Shown::Here],
    keys: &[
        "landscapes[].front",
        "landscapes[].dominated_by",
        "landscapes[].players",
        "landscapes[].assertions",
    ],
};

fn example(scope: Scope<'_>) -> Option<Example> {
    let placed = |result: &LandscapeResult| result.players.iter().filter(|player| player.x.is_some()).count();
    let results = scope.shared.assessment.landscapes.iter();
    // Of equals the first by id: a later one must have more.
    let (id, result) = results.fold(
        None,
        |best: Option<(&Id, &LandscapeResult)>, (id, result)| match best {
            Some((_, most)) if placed(result) <= placed(most) => best,
            _ => Some((id, result)),
        },
    )?;
    let map = &scope.book().landscapes.get(id)?.data;
    let name = |player: &Id| player_name(scope, map, player);
    let rows = result.players.iter().map(|player| {
        row(vec![
            (name(&player.reference), false),
            (scope.number(player.x.as_ref(), 4), true),
            (scope.number(player.y.as_ref(), 4), true),
            (
                player
                    .product
                    .as_ref()
                    .and_then(|product| product.sqrt_fixed(4))
                    .unwrap_or_else(|| format::UNKNOWN.to_owned()),
                true,
            ),
            (
                player.strong.map_or_else(
                    || format::UNKNOWN.to_owned(),
                    |strong| scope.say(if strong { "yes" } else { "no" }),
                ),
                false,
            ),
        ])
    });
    let front: Vec<String> = result.front.iter().map(name).collect();
    let mut lines = Vec::new();
    let of = |id: &Id| result.players.iter().find(|player| player.reference == *id);
    if let Some(player) = result.players.iter().find(|player| player.product.is_some()) {
        lines.extend(combination(&name(&player.reference), player));
    }
    if let Some((below, above)) = result.dominated_by.iter().next() {
        lines.extend(
            above
                .first()
                .and_then(|above| dominance(scope, (&name(above), of(above)?), (&name(below), of(below)?))),
        );
    }
    lines.push(stated(
        scope,
        &scope.say("on_front"),
        &format::joined(&front, scope.lang),
    ));
    Some(Example {
        subject: scope.page(PageKind::Landscape, id, &map.name),
        picked: scope.pick(
            "取有位置的玩家最多的地图；并列时取编号在前的。",
            "The map with most players placed; of equals the first by id.",
        ),
        table: Some(Grid {
            caption: scope.text(&map.name),
            head: head(&[
                (scope.say("player"), false),
                (format!("x {}", scope.text(&map.x.name)), true),
                (format!("y {}", scope.text(&map.y.name)), true),
                (scope.say("combination"), true),
                (scope.say("strong"), false),
            ]),
            rows: rows.collect(),
        }),
        lines,
    })
}

fn player_name(scope: Scope<'_>, map: &Landscape, player: &Id) -> String {
    let own = map.players.iter().find(|own| own.reference.value == *player);
    scope.player(player, own.and_then(|own| own.name.as_ref())).text
}

fn combination(name: &str, player: &PlayerResult) -> Option<String> {
    let (x, y, root) = (
        player.x.as_ref()?,
        player.y.as_ref()?,
        player.product.as_ref()?.sqrt_fixed(4)?,
    );
    let root = root.trim_end_matches('0').trim_end_matches('.').to_owned();
    Some(format!(
        "{name} = √({} × {}) = {root}",
        format::number(x, 4),
        format::number(y, 4)
    ))
}

fn dominance(scope: Scope<'_>, above: (&str, &PlayerResult), below: (&str, &PlayerResult)) -> Option<String> {
    let pair = |a, b| format!("{} ≥ {}", format::number(a, 4), format::number(b, 4));
    let x = pair(above.1.x.as_ref()?, below.1.x.as_ref()?);
    let y = pair(above.1.y.as_ref()?, below.1.y.as_ref()?);
    Some(scope.pick(
        format!("{}压过{}：x {x}，y {y}", above.0, below.0),
        format!("{} dominates {}: x {x}, y {y}", above.0, below.0),
    ))
}
