//! A scorecard: every criterion's rating as a bar as thick as its weight, in its group; the index with its interval.

use crate::chart::block::Block;
use crate::chart::canvas::Canvas;
use crate::chart::figures;
use crate::chart::figures::finite;
use crate::chart::frame::DataTable;
use crate::chart::frame::Frame;
use crate::chart::frame::Svg;
use crate::chart::frame::TEXT;
use crate::chart::interval;
use crate::chart::interval::IntervalData;
use crate::chart::letters;
use crate::chart::notes;
use crate::chart::notes::Glyph;
use crate::chart::paint::Anchor;
use crate::chart::paint::Face;
use crate::chart::paint::Mark;
use crate::chart::paint::Paint;
use crate::chart::palette::Role;
use crate::chart::plane::Plane;
use crate::chart::plane::Span;

/// One criterion.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Criterion {
    /// Its name.
    pub label: String,
    /// On the card's scale; `None` is not rated.
    pub rating: Option<f64>,
    /// Its weight.
    pub weight: f64,
    /// Where it leads.
    pub href: Option<String>,
}

/// A group of criteria.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Group {
    /// Its name.
    pub label: String,
    /// Weighted mean of what is rated.
    pub mean: Option<f64>,
    /// Weight rated / weight of all, 0..=1.
    pub coverage: f64,
    /// In the model's order.
    pub criteria: Vec<Criterion>,
}

/// A scorecard of one account.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ScorecardData {
    /// Least and greatest rating.
    pub scale: (f64, f64),
    /// The index with its interval and what was stated, on the index' scale 0..=100.
    pub index: IntervalData,
    /// False below the model's coverage: the card gives no class.
    pub is_sufficient: bool,
    /// In the model's order.
    pub groups: Vec<Group>,
}

/// Draws the card.
pub fn draw(data: &ScorecardData, frame: &Frame) -> Svg {
    let canvas = Canvas::new(frame);
    let table = table(data, frame);
    if data.groups.iter().all(|group| group.criteria.is_empty()) {
        let height = notes::nothing(
            &canvas,
            frame.say("评分模型没有准则", "The scorecard has no criteria"),
        );
        return canvas.finish(frame, "scorecard", height, table);
    }
    let mut y = interval::row(&canvas, frame, 0.0, &data.index);
    if !data.is_sufficient {
        let words = frame.say("资料不足,不作分类", "Too little is rated for a class");
        y = notes::sentence(
            &canvas,
            y,
            words,
            &Face {
                role: Role::Caution,
                ..Face::INK
            },
            2,
        ) + 6.0;
    }
    let layout = Layout::of(&canvas, data, frame);
    y = scale_words(&canvas, &layout, y);
    for group in &data.groups {
        y = draw_group(&canvas, frame, &layout, (group, y));
    }
    y = key(&canvas, frame, data, y + 4.0);
    canvas.finish(frame, "scorecard", y + 2.0, table)
}

struct Layout {
    label: f64,
    bars: f64,
    rating: f64,
    span: Span,
    heaviest: f64,
}

impl Layout {
    fn of(canvas: &Canvas, data: &ScorecardData, frame: &Frame) -> Layout {
        let all = || data.groups.iter().flat_map(|group| &group.criteria);
        let widest = |words: &dyn Fn(&Criterion) -> String| {
            all()
                .map(|criterion| letters::width(&words(criterion), TEXT))
                .fold(0.0, f64::max)
        };
        let weight = (widest(&|criterion| weight_words(criterion)) + 10.0).min(canvas.width() * 0.16);
        let rating =
            (widest(&|criterion| rating_words(criterion, frame)) * 1.07 + 10.0).min(canvas.width() * 0.2);
        let label = widest(&|criterion| criterion.label.clone()).min(canvas.width() * 0.42) + 12.0;
        let bars = canvas.width() - label - rating - weight;
        let span = Span::new(data.scale.0.min(0.0), data.scale.1);
        let ticks = vec![data.scale.0, data.scale.1]
            .into_iter()
            .filter(|tick| tick.is_finite())
            .collect();
        let heaviest = all()
            .filter_map(|criterion| finite(Some(criterion.weight)))
            .fold(0.0, f64::max);
        Layout {
            label,
            bars,
            rating: canvas.width() - weight,
            span: Span { ticks, ..span },
            heaviest,
        }
    }
}

fn weight_words(criterion: &Criterion) -> String {
    format!("×{}", figures::short(criterion.weight, 1))
}

fn rating_words(criterion: &Criterion, frame: &Frame) -> String {
    match finite(criterion.rating) {
        Some(rating) => figures::short(rating, 1),
        None => frame.say("未评", "unrated").to_string(),
    }
}

/// The ends of the scale, over the bars.
fn scale_words(canvas: &Canvas, layout: &Layout, top: f64) -> f64 {
    let rect = Block::new(layout.label, top, layout.bars, 20.0);
    let plane = Plane::rows(canvas, rect, layout.span.clone());
    let mut left = f64::NEG_INFINITY;
    for tick in &layout.span.ticks {
        let words = figures::short(*tick, 1);
        let half = letters::width(&words, TEXT) / 2.0;
        let x = plane.x(*tick);
        if x - half > left && x + half < layout.rating {
            canvas.text((x, top + 10.0), &words, &Face::SECOND.at(Anchor::Middle));
            left = x + half + 4.0;
        }
    }
    top + 20.0
}

/// Head and rows of a group, with its mean as a tick through them; gives where the next begins.
fn draw_group(canvas: &Canvas, frame: &Frame, layout: &Layout, (group, top): (&Group, f64)) -> f64 {
    canvas.line(
        (0.0, top + 1.0),
        (canvas.width(), top + 1.0),
        &Paint::line(Role::Hair, 1.0),
    );
    let mean = mean_words(group, frame);
    let room = canvas.width() - letters::width(&mean, TEXT) - TEXT;
    canvas.text(
        (0.0, top + 15.0),
        &letters::fit(&group.label, TEXT, room / 1.07),
        &Face::INK.bold(),
    );
    canvas.text((canvas.width(), top + 15.0), &mean, &Face::SECOND.at(Anchor::End));
    let first = top + 28.0;
    let mut y = first;
    for criterion in &group.criteria {
        y = draw_criterion(canvas, frame, layout, (criterion, y));
    }
    if let Some(mean) = finite(group.mean).filter(|_| y > first) {
        let mut plane = Plane::rows(
            canvas,
            Block::new(layout.label, first, layout.bars, y - first),
            layout.span.clone(),
        );
        plane.tick(
            mean,
            ((y - first) / 2.0, y - first - 4.0),
            &Paint::line(Role::Paper, 3.5),
        );
        plane.tick(
            mean,
            ((y - first) / 2.0, y - first - 4.0),
            &Paint::line(Role::Ink, 1.5),
        );
    }
    y + 6.0
}

fn mean_words(group: &Group, frame: &Frame) -> String {
    let mut words = match finite(group.mean) {
        Some(mean) => format!("{} {}", frame.say("均值", "mean"), figures::fixed(mean, 1)),
        None => frame.say("未评", "not rated").to_string(),
    };
    if group.coverage.is_finite() && group.coverage > 0.0 && group.coverage < 1.0 {
        let coverage = figures::percent(group.coverage * 100.0);
        words.push_str(&format!(" · {} {coverage}", frame.say("已评", "rated")));
    }
    words
}

fn draw_criterion(
    canvas: &Canvas,
    frame: &Frame,
    layout: &Layout,
    (criterion, top): (&Criterion, f64),
) -> f64 {
    let lines = letters::wrap(&criterion.label, TEXT, layout.label - 12.0, 2);
    let high = 8.0 + 18.0 * lines.len() as f64;
    let mid = top + high / 2.0;
    let rating = rating_words(criterion, frame);
    let weight = weight_words(criterion);
    let title = format!("{} {rating} {weight}", criterion.label);
    canvas.mark(
        &Mark {
            title: &title,
            href: criterion.href.as_deref(),
        },
        || {
            let first = mid - 9.0 * (lines.len() as f64 - 1.0);
            for (line, text) in lines.iter().enumerate() {
                canvas.text((0.0, first + 18.0 * line as f64), text, &Face::INK);
            }
            let mut plane = Plane::rows(
                canvas,
                Block::new(layout.label, top, layout.bars, high),
                layout.span.clone(),
            );
            let part = finite(Some(criterion.weight)).unwrap_or(0.0).max(0.0) / layout.heaviest.max(1e-9);
            let row = (high / 2.0, 4.0 + 12.0 * part.min(1.0));
            match finite(criterion.rating) {
                Some(rating) => plane.strip(0.0, rating, row, &Paint::fill(Role::Cat1)),
                None => plane.strip(layout.span.low, layout.span.high, row, &Paint::unknown()),
            }
        },
    );
    let room = layout.rating - layout.label - layout.bars;
    let face = Face::INK.bold().at(Anchor::End);
    canvas.text(
        (layout.rating - 2.0, mid),
        &letters::fit(&rating, TEXT, room / 1.07),
        &face,
    );
    let weight = letters::fit(&weight, TEXT, canvas.width() - layout.rating - 6.0);
    canvas.text((canvas.width(), mid), &weight, &Face::SECOND.at(Anchor::End));
    top + high
}

fn key(canvas: &Canvas, frame: &Frame, data: &ScorecardData, top: f64) -> f64 {
    let mut key = vec![
        (
            Glyph::Bar(Paint::fill(Role::Cat1)),
            frame.say("评分;粗细与 × 是权重", "rating; thickness and × are the weight"),
        ),
        (
            Glyph::Tick(Paint::line(Role::Ink, 1.5)),
            frame.say("组均值", "group mean"),
        ),
    ];
    if data
        .groups
        .iter()
        .flat_map(|group| &group.criteria)
        .any(|criterion| finite(criterion.rating).is_none())
    {
        key.push((Glyph::Bar(Paint::unknown()), frame.say("未评", "not rated")));
    }
    if data.index.interval().is_some() {
        let words = frame.say("未评项取最低至最高", "if the unrated were least or most");
        key.push((Glyph::Whisker(Paint::line(Role::Ink, 1.5)), words));
    }
    let stated = finite(data.index.stated).map(|stated| {
        let figure = figures::short(stated, 1);
        format!("{} {figure}", frame.say("原文", "stated"))
    });
    if let Some(words) = &stated {
        let role = if data.index.differs() {
            Role::Seal
        } else {
            Role::Ink
        };
        key.push((Glyph::Tick(Paint::line(role, 2.0)), words));
    }
    notes::key(canvas, top, &key)
}

fn table(data: &ScorecardData, frame: &Frame) -> DataTable {
    let columns = [
        ("组", "Group"),
        ("准则", "Criterion"),
        ("权重", "Weight"),
        ("评分", "Rating"),
        ("组均值", "Group mean"),
    ];
    let columns = columns
        .into_iter()
        .map(|(zh, en)| frame.say(zh, en).to_string())
        .collect();
    let mut rows = Vec::new();
    for group in &data.groups {
        for criterion in &group.criteria {
            rows.push(vec![
                group.label.clone(),
                criterion.label.clone(),
                figures::short(criterion.weight, 2),
                rating_words(criterion, frame),
                figures::or_unknown(group.mean, 2, frame),
            ]);
        }
    }
    let index = data.index.words(frame.lang);
    rows.push(vec![
        data.index.label.clone(),
        String::new(),
        String::new(),
        index,
        String::new(),
    ]);
    DataTable { columns, rows }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::proof;
    use crate::diag::Lang;

    fn frame(lang: Lang) -> Frame {
        Frame::new("card", lang, "选择指数 65", "评分")
    }

    fn of(n: usize) -> ScorecardData {
        let criterion = |idx: usize| Criterion {
            label: proof::name(idx),
            rating: (idx % 4 != 3).then_some((idx % 10 + 1) as f64),
            weight: [6.0, 8.0, 10.0][idx % 3],
            href: (idx.is_multiple_of(2)).then(|| "m.html#x".into()),
        };
        let groups: Vec<Group> = (0..n.div_ceil(4))
            .map(|group| Group {
                label: proof::name(group),
                mean: (group != 1).then_some(6.5),
                coverage: 0.75,
                criteria: (0..4)
                    .map(|idx| criterion(group * 4 + idx))
                    .take(n - group * 4)
                    .collect(),
            })
            .collect();
        let index = IntervalData {
            label: "选择指数".into(),
            value: Some(65.08),
            low: Some(50.0),
            high: Some(82.0),
            from: 0.0,
            to: 100.0,
            stated: Some(70.0),
        };
        ScorecardData {
            scale: (1.0, 10.0),
            index,
            is_sufficient: n > 2,
            groups,
        }
    }

    #[test]
    fn any_number_of_criteria_is_drawn_without_a_label_on_another() {
        for n in [0, 1, 2, 12, 200] {
            for lang in Lang::ALL {
                let svg = draw(&of(n), &frame(lang));
                proof::check(&svg);
                assert_eq!(svg, draw(&of(n), &frame(lang)));
            }
        }
    }

    #[test]
    fn an_unrated_criterion_is_hatched_and_says_so() {
        let mut data = of(1);
        data.groups[0].criteria[0].rating = Some(f64::NAN);
        let svg = draw(&data, &frame(Lang::Zh));
        proof::check(&svg);
        assert!(svg.markup.contains("url(#card-hatch)") && svg.markup.contains(">未评</text>"));
    }

    #[test]
    fn a_stated_index_that_differs_is_in_cinnabar_and_one_that_agrees_is_not() {
        assert!(draw(&of(4), &frame(Lang::Zh)).markup.contains("ks-seal"));
        let mut data = of(4);
        data.index.stated = data.index.value;
        assert!(!draw(&data, &frame(Lang::Zh)).markup.contains("ks-seal"));
    }

    #[test]
    fn weights_and_scales_that_are_none_do_no_harm() {
        let mut data = of(4);
        data.scale = (f64::NAN, f64::NEG_INFINITY);
        data.groups[0].criteria[0].weight = f64::NAN;
        data.groups[0].criteria[1].weight = -5.0;
        data.groups[0].coverage = f64::NAN;
        proof::check(&draw(&data, &frame(Lang::En)));
    }
}
