//! Industries against factors as a heat table, their totals as bars, and the bar they have to clear.

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
use crate::chart::paint::Turn;
use crate::chart::palette::Role;
use crate::chart::plane::Plane;
use crate::chart::plane::Span;

/// One factor: a column.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Factor {
    /// Its name.
    pub label: String,
    /// True where more is worse: its figures carry a minus.
    pub is_penalty: bool,
}

/// One industry: a row.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Industry {
    /// Its name.
    pub label: String,
    /// Where it leads.
    pub href: Option<String>,
    /// A magnitude for each factor, without sign; `None` is unknown.
    pub magnitudes: Vec<Option<f64>>,
    /// The total as computed.
    pub total: Option<f64>,
    /// The total with every unknown factor at its least.
    pub low: Option<f64>,
    /// The total with every unknown factor at its most.
    pub high: Option<f64>,
    /// True if the total clears the benchmark; `None` if that cannot be said.
    pub star: Option<bool>,
    /// The total as somebody printed it.
    pub stated_total: Option<f64>,
    /// The star as somebody printed it.
    pub stated_star: Option<bool>,
}

/// What totals are held against.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Benchmark {
    /// 平均, median …
    pub label: String,
    /// Its value.
    pub value: Option<f64>,
    /// Industries it is made of.
    pub n: usize,
}

/// A heat table.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct AttractivenessData {
    /// In the model's order.
    pub factors: Vec<Factor>,
    /// Greatest magnitude of the scale.
    pub greatest: f64,
    /// In any order; drawn by total.
    pub industries: Vec<Industry>,
    /// If there is one.
    pub benchmark: Option<Benchmark>,
}

/// Height of a row.
const ROW: f64 = 30.0;

/// Draws the table.
pub fn draw(data: &AttractivenessData, frame: &Frame) -> Svg {
    let canvas = Canvas::new(frame);
    let industries = sorted(data);
    let table = table(data, &industries, frame);
    if industries.is_empty() {
        let height = notes::nothing(&canvas, frame.say("还没有评过行业", "No industry is scored yet"));
        return canvas.finish(frame, "attractiveness", height, table);
    }
    let layout = Layout::of(&canvas, data, frame);
    head(&canvas, frame, data, &layout);
    let rect = Block::new(
        layout.bars,
        layout.top,
        canvas.width() - layout.bars - 1.0,
        ROW * industries.len() as f64,
    );
    let mut plane = Plane::rows(&canvas, rect, span(data));
    plane.path(&[(0.0, 0.0), (0.0, -rect.h)], &Paint::line(Role::Ink2, 1.0));
    for (idx, industry) in industries.iter().enumerate() {
        row(&canvas, frame, data, (&layout, &mut plane), (idx, industry));
    }
    benchmark(&canvas, frame, data, (&layout, &mut plane));
    let bottom = below(&canvas, frame, data, (&layout, rect.bottom() + 8.0));
    canvas.finish(frame, "attractiveness", bottom + 2.0, table)
}

/// By total, greatest first; unknown last; equals by name.
fn sorted(data: &AttractivenessData) -> Vec<&Industry> {
    let mut industries: Vec<&Industry> = data.industries.iter().collect();
    industries.sort_by(|one, two| {
        let total = |industry: &Industry| finite(industry.total).unwrap_or(f64::NEG_INFINITY);
        total(two).total_cmp(&total(one)).then(one.label.cmp(&two.label))
    });
    industries
}

struct Layout {
    label: f64,
    cell: f64,
    total: f64,
    bars: f64,
    top: f64,
}

impl Layout {
    fn of(canvas: &Canvas, data: &AttractivenessData, frame: &Frame) -> Layout {
        let wide = canvas.width();
        let widest = |words: &dyn Fn(&Industry) -> String| {
            data.industries
                .iter()
                .map(|industry| letters::width(&words(industry), TEXT))
                .fold(0.0, f64::max)
        };
        let label = widest(&|industry| industry.label.clone()).min(wide * 0.2) + 8.0;
        let figures = (widest(&|industry| total_words(industry, frame)) * 1.07 + 14.0).min(wide * 0.2);
        let cells = wide - label - figures - wide * 0.25;
        let cell = (cells / data.factors.len().max(1) as f64).min(32.0);
        let total = label + cell * data.factors.len() as f64;
        let names = data
            .factors
            .iter()
            .map(|factor| letters::width(&factor_words(factor), TEXT))
            .fold(0.0, f64::max);
        let top = if cell < NAMED {
            46.0
        } else {
            names.clamp(42.0, 130.0) + 18.0
        };
        Layout {
            label,
            cell,
            total,
            bars: total + figures,
            top,
        }
    }
}

/// Narrower columns carry no name, still narrower ones no figure.
const NAMED: f64 = 19.0;

fn factor_words(factor: &Factor) -> String {
    let sign = if factor.is_penalty { "−" } else { "" };
    format!("{sign}{}", factor.label)
}

fn total_words(industry: &Industry, frame: &Frame) -> String {
    let total = match finite(industry.total) {
        Some(total) => figures::short(total, 1),
        None => frame.say("未知", "unknown").to_string(),
    };
    if industry.star == Some(true) {
        format!("{total} ★")
    } else {
        total
    }
}

fn span(data: &AttractivenessData) -> Span {
    let benchmark = data.benchmark.as_ref().and_then(|benchmark| benchmark.value);
    let figures = || {
        let rows = data
            .industries
            .iter()
            .flat_map(|row| [row.total, row.low, row.high, row.stated_total]);
        rows.chain([benchmark]).filter_map(finite)
    };
    Span::new(figures().fold(0.0, f64::min), figures().fold(0.0, f64::max))
}

/// Names of the factors, upright where they are Han, and of the total.
fn head(canvas: &Canvas, frame: &Frame, data: &AttractivenessData, layout: &Layout) {
    if layout.cell >= NAMED {
        for (idx, factor) in data.factors.iter().enumerate() {
            let words = letters::fit(&factor_words(factor), TEXT, layout.top - 18.0);
            let is_han = factor
                .label
                .chars()
                .all(|letter| letters::width(&letter.to_string(), 1.0) >= 1.0);
            let x = layout.label + layout.cell * (idx as f64 + 0.5);
            let turn = if is_han && !factor.is_penalty {
                Turn::Column
            } else {
                Turn::Up
            };
            let (y, anchor) = if turn == Turn::Column {
                (layout.top - 6.0, Anchor::End)
            } else {
                (layout.top - 6.0, Anchor::Start)
            };
            if is_han && factor.is_penalty {
                let name = words.trim_start_matches('−');
                let long = letters::width(name, TEXT);
                canvas.text(
                    (x, layout.top - 6.0),
                    name,
                    &Face {
                        turn: Turn::Column,
                        ..Face::SECOND.at(Anchor::End)
                    },
                );
                let sign = layout.top - 7.0 - long - TEXT * 0.6;
                canvas.text((x, sign), "−", &Face::SECOND.at(Anchor::Middle));
            } else {
                canvas.text(
                    (x, y),
                    &words,
                    &Face {
                        turn,
                        ..Face::SECOND.at(anchor)
                    },
                );
            }
        }
    }
    let words = letters::fit(
        frame.say("总分", "Total"),
        TEXT,
        (layout.bars - layout.total - 8.0) / 1.07,
    );
    canvas.text((layout.total + 8.0, layout.top - 14.0), &words, &Face::INK.bold());
}

fn row(
    canvas: &Canvas,
    frame: &Frame,
    data: &AttractivenessData,
    (layout, plane): (&Layout, &mut Plane),
    (idx, industry): (usize, &Industry),
) {
    let top = layout.top + ROW * idx as f64;
    let mid = top + ROW / 2.0;
    let title = title(industry, frame);
    canvas.mark(
        &Mark {
            title: &title,
            href: industry.href.as_deref(),
        },
        || {
            canvas.text(
                (0.0, mid),
                &letters::fit(&industry.label, TEXT, layout.label - 8.0),
                &Face::INK,
            );
        },
    );
    for (column, factor) in data.factors.iter().enumerate() {
        let magnitude = finite(industry.magnitudes.get(column).copied().flatten());
        let words = format!(
            "{} {} {}",
            industry.label,
            factor.label,
            cell_words(magnitude, factor, frame)
        );
        let left = layout.label + layout.cell * column as f64;
        canvas.mark(
            &Mark {
                title: &words,
                href: None,
            },
            || {
                cell(
                    canvas,
                    (data.greatest, layout.cell),
                    (factor, magnitude),
                    (left, top),
                );
            },
        );
    }
    let words = total_words(industry, frame);
    let words = letters::fit(&words, TEXT, (layout.bars - layout.total - 12.0) / 1.07);
    canvas.text((layout.total + 8.0, mid), &words, &Face::INK.bold());
    let data = IntervalData {
        label: industry.label.clone(),
        value: industry.total,
        low: industry.low,
        high: industry.high,
        from: span(data).low,
        to: span(data).high,
        stated: industry.stated_total,
    };
    let is_high = industry.star == Some(true);
    let role = if is_high { Role::Cat1 } else { Role::Other };
    interval::strip(plane, &data, (ROW * (idx as f64 + 0.5), 14.0), role);
}

fn cell_words(magnitude: Option<f64>, factor: &Factor, frame: &Frame) -> String {
    match magnitude {
        Some(magnitude) => figures::short(signed(magnitude, factor), 1),
        None => frame.say("未知", "unknown").to_string(),
    }
}

fn signed(magnitude: f64, factor: &Factor) -> f64 {
    if factor.is_penalty { -magnitude } else { magnitude }
}

/// A tinted cell with its figure; a penalty has another colour and a minus.
fn cell(
    canvas: &Canvas,
    (greatest, wide): (f64, f64),
    (factor, magnitude): (&Factor, Option<f64>),
    (left, top): (f64, f64),
) {
    let size = ((wide - 1.5).max(0.5), ROW - 2.0);
    let at = (left, top + 1.0);
    let Some(magnitude) = magnitude else {
        canvas.rect(
            (at.0 + 0.5, at.1 + 0.5),
            (size.0 - 1.0, size.1 - 1.0),
            &Paint::unknown(),
        );
        return;
    };
    let part = if greatest.is_finite() && greatest > 0.0 {
        (magnitude / greatest).clamp(0.0, 1.0)
    } else {
        0.5
    };
    let role = if factor.is_penalty { Role::Cat2 } else { Role::Cat1 };
    canvas.rect(at, size, &Paint::tint(role, 0.05 + 0.37 * part));
    let figure = figures::short(signed(magnitude, factor), 1);
    if letters::width(&figure, TEXT) <= wide - 2.0 {
        let middle = (left + size.0 / 2.0, top + ROW / 2.0);
        canvas.text(middle, &figure, &Face::INK.at(Anchor::Middle));
    }
}

/// The line to clear, with its value and of how many it is made.
fn benchmark(
    canvas: &Canvas,
    frame: &Frame,
    data: &AttractivenessData,
    (layout, plane): (&Layout, &mut Plane),
) {
    let Some(benchmark) = &data.benchmark else { return };
    let room = canvas.width() - layout.bars;
    let say = |y: f64, words: &str| {
        let words = letters::fit(words, TEXT, room);
        canvas.text((canvas.width(), y), &words, &Face::INK.at(Anchor::End));
    };
    let n = format!("n = {}", benchmark.n);
    let Some(value) = finite(benchmark.value) else {
        say(
            layout.top - 32.0,
            &format!("{} {}", benchmark.label, frame.say("未知", "unknown")),
        );
        say(layout.top - 14.0, &n);
        return;
    };
    let rect = plane.rect();
    plane.tick(value, (rect.h / 2.0, rect.h), &Paint::line(Role::Paper, 3.0));
    plane.path(&[(value, 0.0), (value, -rect.h)], &Paint::dashed(Role::Ink, 1.2));
    canvas.line(
        (plane.x(value), layout.top - 5.0),
        (plane.x(value), layout.top),
        &Paint::line(Role::Ink, 1.2),
    );
    say(
        layout.top - 32.0,
        &format!("{} {}", benchmark.label, figures::short(value, 1)),
    );
    say(layout.top - 14.0, &n);
}

fn differs(industry: &Industry) -> bool {
    let total = match (finite(industry.stated_total), finite(industry.total)) {
        (Some(stated), Some(total)) => figures::fixed(stated, 1) != figures::fixed(total, 1),
        _ => false,
    };
    let star = industry
        .stated_star
        .zip(industry.star)
        .is_some_and(|(stated, star)| stated != star);
    total || star
}

/// The key, and every stated figure that is not ours.
fn below(canvas: &Canvas, frame: &Frame, data: &AttractivenessData, (layout, top): (&Layout, f64)) -> f64 {
    let mut key = Vec::new();
    let any = |claim: &dyn Fn(&Industry) -> bool| data.industries.iter().any(claim);
    if any(&|industry| industry.star == Some(true)) {
        key.push((
            Glyph::Bar(Paint::fill(Role::Cat1)),
            frame.say("★ 达到基准", "★ clears the benchmark"),
        ));
    }
    if data.factors.iter().any(|factor| factor.is_penalty) {
        key.push((
            Glyph::Bar(Paint::tint(Role::Cat2, 0.42)),
            frame.say("− 减分项", "− counts against"),
        ));
    }
    if any(&|industry| {
        industry
            .magnitudes
            .iter()
            .any(|magnitude| finite(*magnitude).is_none())
    }) {
        key.push((Glyph::Bar(Paint::unknown()), frame.say("未知", "unknown")));
    }
    if any(&|industry| industry.stated_total.is_some()) {
        key.push((
            Glyph::Tick(Paint::line(Role::Ink, 2.0)),
            frame.say("原文总分", "stated total"),
        ));
    }
    let mut top = notes::key(canvas, top, &key);
    if layout.cell < NAMED && !data.factors.is_empty() {
        let words = frame.say("因素名称见数据表", "The factors are named in the table");
        top = notes::sentence(canvas, top, words, &Face::SECOND, 2);
    }
    let wrong: Vec<String> = data
        .industries
        .iter()
        .filter(|industry| differs(industry))
        .map(|industry| stated(industry, frame))
        .collect();
    if !wrong.is_empty() {
        let words = format!(
            "{}{}",
            frame.say("原文与算得不同:", "Stated is not computed: "),
            wrong.join(frame.say(";", "; "))
        );
        top = notes::sentence(
            canvas,
            top,
            &words,
            &Face {
                role: Role::Seal,
                ..Face::INK
            },
            4,
        );
    }
    top
}

fn stated(industry: &Industry, frame: &Frame) -> String {
    let mut words = industry.label.clone();
    if let (Some(stated), Some(total)) = (finite(industry.stated_total), finite(industry.total))
        && figures::fixed(stated, 1) != figures::fixed(total, 1)
    {
        words.push_str(&format!(
            " {}≠{}",
            figures::short(stated, 1),
            figures::short(total, 1)
        ));
    }
    if let Some((stated, star)) = industry
        .stated_star
        .zip(industry.star)
        .filter(|(stated, star)| stated != star)
    {
        let word = |star| {
            if star {
                "★"
            } else {
                frame.say("无★", "no ★")
            }
        };
        words.push_str(&format!(" {}≠{}", word(stated), word(star)));
    }
    words
}

fn title(industry: &Industry, frame: &Frame) -> String {
    let mut words = format!("{} {}", industry.label, total_words(industry, frame));
    if let Some(stated) = finite(industry.stated_total) {
        words.push_str(&format!(
            " ({} {})",
            frame.say("原文", "stated"),
            figures::short(stated, 1)
        ));
    }
    words
}

fn table(data: &AttractivenessData, industries: &[&Industry], frame: &Frame) -> DataTable {
    let say = |zh, en| frame.say(zh, en).to_string();
    let mut columns = vec![say("行业", "Industry")];
    columns.extend(data.factors.iter().map(factor_words));
    columns.extend([
        say("总分", "Total"),
        say("原文总分", "Stated total"),
        "★".to_string(),
        say("原文★", "Stated ★"),
    ]);
    let star = |star: Option<bool>| match star {
        Some(true) => "★".to_string(),
        Some(false) => "–".to_string(),
        None => String::new(),
    };
    let rows = industries.iter().map(|industry| {
        let mut cells = vec![industry.label.clone()];
        cells.extend(data.factors.iter().enumerate().map(|(idx, factor)| {
            cell_words(
                finite(industry.magnitudes.get(idx).copied().flatten()),
                factor,
                frame,
            )
        }));
        let stated =
            finite(industry.stated_total).map_or_else(String::new, |stated| figures::short(stated, 2));
        cells.extend([
            figures::or_unknown(industry.total, 2, frame),
            stated,
            star(industry.star),
            star(industry.stated_star),
        ]);
        cells
    });
    DataTable {
        columns,
        rows: rows.collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::proof;
    use crate::diag::Lang;

    fn frame(lang: Lang) -> Frame {
        Frame::new("att", lang, "电信最有吸引力", "行业")
    }

    fn of(n: usize, n_factors: usize) -> AttractivenessData {
        let factor = |idx: usize| Factor {
            label: proof::name(idx),
            is_penalty: idx % 3 == 1,
        };
        let industry = |idx: usize| Industry {
            label: proof::name(idx),
            href: Some("i.html".into()),
            magnitudes: (0..n_factors)
                .map(|column| ((idx + column) % 7 != 6).then_some(((idx * column) % 5 * 2 + 1) as f64))
                .collect(),
            total: (idx % 9 != 8).then_some(44.0 - (idx % 60) as f64),
            low: Some(30.0),
            high: Some(50.0),
            star: Some(idx.is_multiple_of(2)),
            stated_total: (idx.is_multiple_of(3)).then_some(46.0),
            stated_star: (idx.is_multiple_of(4)).then_some(false),
        };
        AttractivenessData {
            factors: (0..n_factors).map(factor).collect(),
            greatest: 9.0,
            industries: (0..n).map(industry).collect(),
            benchmark: Some(Benchmark {
                label: "平均".into(),
                value: Some(29.1),
                n,
            }),
        }
    }

    #[test]
    fn any_table_is_drawn_without_a_label_on_another() {
        for n in [0, 1, 2, 12, 200] {
            for n_factors in [0, 1, 8, 12, 40] {
                for lang in Lang::ALL {
                    let svg = draw(&of(n, n_factors), &frame(lang));
                    proof::check(&svg);
                    assert_eq!(svg, draw(&of(n, n_factors), &frame(lang)));
                }
            }
        }
    }

    #[test]
    fn a_penalty_carries_a_minus_and_the_benchmark_its_n() {
        let svg = draw(&of(4, 3), &frame(Lang::Zh));
        assert!(svg.markup.contains(">−1</text>"));
        assert!(svg.markup.contains(">平均 29.1</text>") && svg.markup.contains(">n = 4</text>"));
    }

    #[test]
    fn a_stated_total_that_differs_is_named_below() {
        let industry = Industry {
            label: "电信业".into(),
            total: Some(44.0),
            stated_total: Some(46.0),
            star: Some(false),
            stated_star: Some(true),
            ..Industry::default()
        };
        let data = AttractivenessData {
            industries: vec![industry],
            ..of(0, 0)
        };
        let svg = draw(&data, &frame(Lang::Zh));
        proof::check(&svg);
        assert!(svg.markup.contains("原文与算得不同:电信业 46≠44 ★≠无★"));
    }

    #[test]
    fn figures_that_are_none_are_unknown() {
        let mut data = of(3, 3);
        data.greatest = f64::NAN;
        data.industries[0].total = Some(f64::NAN);
        data.industries[1].magnitudes = vec![Some(f64::INFINITY)];
        data.benchmark = Some(Benchmark {
            label: "平均".into(),
            value: Some(f64::NAN),
            n: 0,
        });
        proof::check(&draw(&data, &frame(Lang::En)));
    }
}
