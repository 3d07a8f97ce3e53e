//! Charts of the market: industries, compositions, competitor maps.

use crate::chart::Frame;
use crate::chart::Svg;
use crate::chart::attractiveness;
use crate::chart::attractiveness::AttractivenessData;
use crate::chart::composition;
use crate::chart::composition::CompositionData;
use crate::chart::composition::donut;
use crate::chart::composition::treemap;
use crate::chart::landscape;
use crate::chart::landscape::AxisWords;
use crate::chart::landscape::LandscapeData;
use crate::engine::assessment::PartResult;
use crate::model::book::PageKind;
use crate::model::competitor::PositionBasis;
use crate::model::composition::Part;
use crate::model::exact::Exact;
use crate::model::id::Id;
use crate::model::landscape::MapAxis;
use crate::model::rulers::AttractivenessModel;
use crate::render::figures::Caption;
use crate::render::figures::float;
use crate::render::format;
use crate::render::format::MoneyScale;
use crate::render::scope::Scope;
use crate::render::view::compositions::part_name;
use crate::render::view::compositions::period;
use crate::render::view::landscapes::player_link;
use crate::render::view::parts::Figure;

/// The industries scored under a model, as a heat table.
pub fn attractiveness(scope: Scope<'_>, model: &AttractivenessModel) -> Option<Figure> {
    let scores = &scope.shared.assessment.industries;
    let industries = scores.iter().filter(|(_, score)| score.model == model.id);
    let rows: Vec<attractiveness::Industry> = industries
        .map(|(id, score)| {
            let link = scope.industry(id);
            let magnitude = |factor: &Id| {
                let term = score.terms.iter().find(|term| term.factor == *factor);
                float(term.and_then(|term| term.magnitude.as_ref()))
            };
            let stated = score.stated.as_ref();
            let stated_total = stated.and_then(|stated| stated.total.as_ref());
            attractiveness::Industry {
                label: link.text,
                href: link.href,
                magnitudes: model
                    .factors
                    .iter()
                    .map(|factor| magnitude(&factor.id.value))
                    .collect(),
                total: float(score.total.as_ref()),
                low: Some(score.total_low.to_f64()),
                high: Some(score.total_high.to_f64()),
                star: score.star,
                stated_total: float(stated_total.map(|(total, _)| total)),
                stated_star: stated.and_then(|stated| stated.star),
            }
        })
        .collect();
    if rows.is_empty() {
        return None;
    }
    let benchmark = model.benchmarks.first().and_then(|benchmark| {
        let score = scope.shared.assessment.benchmarks.get(&benchmark.id.value)?;
        Some(attractiveness::Benchmark {
            label: benchmark.method.label(scope.lang).to_owned(),
            value: float(score.value.as_ref()),
            n: score.n,
        })
    });
    let best = scores
        .iter()
        .filter(|(_, score)| score.model == model.id)
        .filter_map(|(id, score)| Some((score.total.as_ref()?, id)))
        .max_by(|a, b| a.0.cmp(b.0).then_with(|| b.1.cmp(a.1)));
    let n_stars = rows.iter().filter(|row| row.star == Some(true)).count();
    let heading = best.map_or_else(
        || scope.text(&model.name),
        |(total, id)| {
            let (name, total) = (scope.industry(id).text, format::number(total, 2));
            scope.pick(
                format!("{name}最有吸引力（{total} 分），{n_stars} 个行业得 ★"),
                format!(
                    "{name} is the most attractive ({total}); {n_stars} industr{} a ★",
                    if n_stars == 1 { "y has" } else { "ies have" }
                ),
            )
        },
    );
    let data = AttractivenessData {
        factors: model
            .factors
            .iter()
            .map(|factor| attractiveness::Factor {
                label: scope.text(&factor.name),
                is_penalty: factor.is_penalty,
            })
            .collect(),
        greatest: model.scale.last().map_or(9.0, Exact::to_f64),
        industries: rows,
        benchmark,
    };
    let caption = Caption {
        id: format!("model-{}", model.id),
        heading,
        note: scope.pick(
            format!("{}：各因素程度与总分，减分因素带负号", scope.text(&model.name)),
            format!(
                "{}: magnitude of each factor and the total; what counts against has a minus",
                scope.text(&model.name)
            ),
        ),
    };
    let mut frame = caption.frame(scope);
    frame.width = 720.0;
    let svg = attractiveness::draw(&data, &frame);
    Some(caption.figure(svg))
}

/// A composition as bars; `None` if it is ambiguous: then drawing would be guessing. `is_linked` leads to its page.
pub fn composition(scope: Scope<'_>, id: &Id, is_linked: bool) -> Option<Figure> {
    let sheet = scope.book().compositions.get(id)?;
    Some(Figure {
        more: is_linked.then(|| scope.page(PageKind::Composition, id, &sheet.data.name)),
        ..composed(scope, id, ("composition", composition::draw))?
    })
}

/// A composition as areas, inner parts within their parents; `None` as with the bars.
pub fn treemap(scope: Scope<'_>, id: &Id) -> Option<Figure> {
    composed(scope, id, ("treemap", treemap::draw))
}

/// A composition as a ring; `None` as with the bars.
pub fn donut(scope: Scope<'_>, id: &Id) -> Option<Figure> {
    composed(scope, id, ("donut", donut::draw))
}

/// A way to draw a composition, and the name it has in ids.
type Way = (&'static str, fn(&CompositionData, &Frame) -> Svg);

fn composed(scope: Scope<'_>, id: &Id, (way, draw): Way) -> Option<Figure> {
    let sheet = scope.book().compositions.get(id)?;
    let result = scope.shared.assessment.compositions.get(id)?;
    if result.is_ambiguous || result.parts.is_empty() {
        return None;
    }
    let scale = result
        .total
        .as_ref()
        .map(|total| MoneyScale::of(total, &scope.book().settings.currency, scope.lang));
    let data = CompositionData {
        unit: scale.as_ref().map(|scale| scale.unit.clone()),
        parts: parts(scope, &sheet.data.parts, &result.parts, scale.as_ref()),
    };
    let name = scope.text(&sheet.data.name);
    let n = result.parts.iter().filter(|part| !part.is_other).count();
    let heading = if n > 3 {
        let share = format::number(&result.cr3, 1);
        scope.pick(
            format!("前三家占 {share}%"),
            format!("The largest three make {share}%"),
        )
    } else {
        let largest = result.parts.iter().filter(|part| !part.is_other);
        let largest = largest.max_by(|a, b| a.share.cmp(&b.share).then_with(|| b.key.cmp(&a.key)));
        largest.map_or_else(
            || name.clone(),
            |part| {
                let written = sheet.data.parts.iter().find(|other| other.key.value == part.key);
                let part_name = written.map_or_else(|| part.key.to_string(), |part| part_name(scope, part));
                let share = format::number(&part.of_total, 1);
                scope.pick(
                    format!("{part_name}占 {share}%"),
                    format!("{part_name} makes {share}%"),
                )
            },
        )
    };
    let total = result.total.as_ref().map(|total| scope.money(total).text);
    let details: Vec<String> = [Some(name), Some(period(scope, &sheet.data)), total]
        .into_iter()
        .flatten()
        .filter(|text| !text.is_empty())
        .collect();
    let caption = Caption {
        id: format!("{way}-{id}"),
        heading,
        note: details.join(" · "),
    };
    let svg = draw(&data, &caption.frame(scope));
    Some(Figure {
        source: sheet.data.source.clone(),
        ..caption.figure(svg)
    })
}

fn parts(
    scope: Scope<'_>,
    written: &[Part],
    results: &[PartResult],
    scale: Option<&MoneyScale>,
) -> Vec<composition::Part> {
    results
        .iter()
        .filter_map(|result| {
            let part = written.iter().find(|part| part.key.value == result.key)?;
            let amount = result.amount.as_ref().zip(scale);
            Some(composition::Part {
                label: part_name(scope, part),
                share: Some(result.share.to_f64()),
                amount: amount
                    .and_then(|(amount, scale)| amount.over(&scale.divisor))
                    .map(|amount| amount.to_f64()),
                is_other: result.is_other,
                href: None,
                parts: parts(scope, &part.parts, &result.parts, scale),
            })
        })
        .collect()
}

/// A competitor map; `is_linked` leads to its page.
pub fn landscape(scope: Scope<'_>, id: &Id, is_linked: bool) -> Option<Figure> {
    let sheet = scope.book().landscapes.get(id)?;
    let map = &sheet.data;
    let result = scope.shared.assessment.landscapes.get(id)?;
    let players = map.players.iter().map(|player| {
        let reference = &player.reference.value;
        let found = result.players.iter().find(|found| found.reference == *reference);
        let link = player_link(scope, map, reference);
        landscape::Player {
            label: link.text,
            kind: player.kind.as_ref().map(|kind| scope.text(kind)),
            x: float(found.and_then(|found| found.x.as_ref())),
            y: float(found.and_then(|found| found.y.as_ref())),
            size: float(player.size.as_ref()),
            is_self: map.own.as_ref().is_some_and(|own| own.value == *reference),
            is_front: result.front.contains(reference),
            is_illustrative: player.basis == Some(PositionBasis::Illustrative),
            href: link.href,
        }
    });
    let data = LandscapeData {
        x: axis(scope, &map.x),
        y: axis(scope, &map.y),
        strong_at: Some(map.strong_at.to_f64()),
        quadrants: None,
        players: players.collect(),
    };
    let caption = Caption {
        id: format!("landscape-{id}"),
        heading: map_heading(scope, id),
        note: [Some(scope.text(&map.name)), map.as_of.map(|day| day.to_string())]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" · "),
    };
    let svg = landscape::draw(&data, &caption.frame(scope));
    Some(Figure {
        more: is_linked.then(|| scope.page(PageKind::Landscape, id, &map.name)),
        ..caption.figure(svg)
    })
}

fn axis(scope: Scope<'_>, axis: &MapAxis) -> AxisWords {
    AxisWords {
        name: scope.text(&axis.name),
        low: scope.text_or_empty(axis.low.as_ref()),
        high: scope.text_or_empty(axis.high.as_ref()),
        scale: (axis.min.to_f64(), axis.max.to_f64()),
    }
}

/// Where we stand, or who is in front.
fn map_heading(scope: Scope<'_>, id: &Id) -> String {
    let (Some(sheet), Some(result)) = (
        scope.book().landscapes.get(id),
        scope.shared.assessment.landscapes.get(id),
    ) else {
        return String::new();
    };
    let map = &sheet.data;
    if let Some(own) = &map.own {
        let name = player_link(scope, map, &own.value).text;
        if result.front.contains(&own.value) {
            return scope.pick(format!("{name}在前沿上"), format!("{name} is on the front"));
        }
        if let Some(above) = result.dominated_by.get(&own.value) {
            let n = above.len();
            return scope.pick(
                format!("{name}在两个维度上都落后于 {n} 家"),
                format!(
                    "{name} is behind {n} player{} on both axes",
                    if n == 1 { "" } else { "s" }
                ),
            );
        }
    }
    let n = result.front.len();
    scope.pick(
        format!("{n} 家在前沿上"),
        format!("{n} player{} on the front", if n == 1 { "" } else { "s" }),
    )
}
