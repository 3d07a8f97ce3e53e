//! An account's value: the four perspectives, the two sides they make, and the value with what it could still be.

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

/// Which side of the value a perspective is part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Side {
    /// 现实价值: 财务, 销售.
    #[default]
    Current,
    /// 潜在价值: 客户, 服务.
    Potential,
}

/// One perspective.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Gauge {
    /// Its name.
    pub label: String,
    /// Points, 0 to the cap; `None` is unknown.
    pub score: Option<f64>,
    /// Weight known / weight of all, 0..=1.
    pub coverage: f64,
    /// The side it belongs to.
    pub side: Side,
    /// Where it leads.
    pub href: Option<String>,
}

/// A value scorecard.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ValueData {
    /// The perspectives, in the model's order.
    pub perspectives: Vec<Gauge>,
    /// 现实价值.
    pub current: Option<f64>,
    /// 潜在价值.
    pub potential: Option<f64>,
    /// 客户价值 with its interval and what was stated; its scale is 0 to the cap (usually 120).
    pub value: IntervalData,
    /// False below the model's coverage: no tier.
    pub is_sufficient: bool,
}

/// One row of the drawing.
struct Row<'a> {
    label: &'a str,
    score: Option<f64>,
    coverage: Option<f64>,
    role: Role,
    href: Option<&'a str>,
    is_sum: bool,
}

/// Draws the scorecard.
pub fn draw(data: &ValueData, frame: &Frame) -> Svg {
    let canvas = Canvas::new(frame);
    let table = table(data, frame);
    if data.perspectives.is_empty() {
        let height = notes::nothing(&canvas, frame.say("没有价值指标", "No value indicators yet"));
        return canvas.finish(frame, "value", height, table);
    }
    let rows = rows(data, frame);
    let layout = Layout::of(&canvas, data, &rows);
    let mut y = scale(&canvas, &layout);
    let begin = y;
    for row in &rows {
        y = draw_row(&canvas, frame, &layout, (row, y));
    }
    y = value_row(&canvas, frame, &layout, (data, y));
    hundred(&canvas, &layout, (begin, y));
    if !data.is_sufficient {
        let words = frame.say("资料不足,不评等级", "Too little is known for a tier");
        y = notes::sentence(
            &canvas,
            y + 4.0,
            words,
            &Face {
                role: Role::Caution,
                ..Face::INK
            },
            2,
        );
    }
    y = key(&canvas, frame, data, y + 6.0);
    canvas.finish(frame, "value", y + 2.0, table)
}

/// The perspectives of each side, and under them the side itself.
fn rows<'a>(data: &'a ValueData, frame: &'a Frame) -> Vec<Row<'a>> {
    let mut rows = Vec::new();
    let sides = [
        (
            Side::Current,
            data.current,
            frame.say("现实价值", "Current value"),
            Role::Cat1,
        ),
        (
            Side::Potential,
            data.potential,
            frame.say("潜在价值", "Potential value"),
            Role::Cat3,
        ),
    ];
    for (side, score, label, role) in sides {
        let of_side = data.perspectives.iter().filter(|gauge| gauge.side == side);
        rows.extend(of_side.map(|gauge| Row {
            label: &gauge.label,
            score: gauge.score,
            coverage: finite(Some(gauge.coverage)).filter(|coverage| *coverage > 0.0 && *coverage < 1.0),
            role,
            href: gauge.href.as_deref(),
            is_sum: false,
        }));
        rows.push(Row {
            label,
            score,
            coverage: None,
            role,
            href: None,
            is_sum: true,
        });
    }
    rows
}

struct Layout {
    label: f64,
    bars: f64,
    span: Span,
}

impl Row<'_> {
    /// A perspective stands a little inside its side.
    fn indent(&self) -> f64 {
        if self.is_sum { 0.0 } else { 10.0 }
    }
}

impl Layout {
    fn of(canvas: &Canvas, data: &ValueData, rows: &[Row<'_>]) -> Layout {
        let widest = rows
            .iter()
            .map(|row| row.indent() + letters::width(row.label, TEXT) * 1.07)
            .fold(0.0, f64::max);
        let label = widest.min(canvas.width() * 0.34) + 12.0;
        let span = Span::new(data.value.from.min(0.0), data.value.to);
        Layout {
            label,
            bars: canvas.width() - label - 58.0,
            span,
        }
    }

    fn plane(&self, canvas: &Canvas, top: f64, high: f64) -> Plane {
        Plane::rows(
            canvas,
            Block::new(self.label, top, self.bars, high),
            self.span.clone(),
        )
    }
}

/// Zero, 100 and the cap, over the bars.
fn scale(canvas: &Canvas, layout: &Layout) -> f64 {
    let plane = layout.plane(canvas, 0.0, 20.0);
    let mut left = f64::NEG_INFINITY;
    for tick in [0.0, 100.0, layout.span.high] {
        let words = figures::short(tick, 1);
        let half = letters::width(&words, TEXT) / 2.0;
        let x = plane.x(tick);
        if x - half > left && tick <= layout.span.high && x + half <= canvas.width() {
            let face = if (tick - 100.0).abs() < 1e-9 {
                Face::INK.bold()
            } else {
                Face::SECOND
            };
            canvas.text((x, 10.0), &words, &face.at(Anchor::Middle));
            left = x + half + 6.0;
        }
    }
    22.0
}

fn draw_row(canvas: &Canvas, frame: &Frame, layout: &Layout, (row, top): (&Row<'_>, f64)) -> f64 {
    let high = if row.is_sum { 32.0 } else { 27.0 };
    let mid = top + if row.is_sum { 13.0 } else { high / 2.0 };
    let figure = finite(row.score).map_or_else(|| "?".to_string(), |score| figures::fixed(score, 1));
    let mut title = format!("{} {figure}", row.label);
    if let Some(coverage) = row.coverage {
        title.push_str(&format!(
            " ({} {})",
            frame.say("已知", "known"),
            figures::percent(coverage * 100.0)
        ));
    }
    let face = if row.is_sum { Face::INK.bold() } else { Face::INK };
    let indent = row.indent();
    canvas.mark(
        &Mark {
            title: &title,
            href: row.href,
        },
        || {
            let room = (layout.label - 12.0 - indent) / if row.is_sum { 1.07 } else { 1.0 };
            canvas.text((indent, mid), &letters::fit(row.label, TEXT, room), &face);
            let mut plane = layout.plane(canvas, top, high);
            let thickness = if row.is_sum { 15.0 } else { 10.0 };
            match finite(row.score) {
                Some(score) => {
                    let opacity = if row.is_sum { 1.0 } else { 0.55 };
                    plane.strip(
                        0.0,
                        score,
                        (mid - top, thickness),
                        &Paint::tint(row.role, opacity),
                    );
                }
                None => plane.strip(0.0, layout.span.high, (mid - top, thickness), &Paint::unknown()),
            }
        },
    );
    canvas.text(
        (canvas.width(), mid),
        &letters::fit(&figure, TEXT, 50.0),
        &face.at(Anchor::End),
    );
    if row.is_sum {
        let y = top + high - 4.0;
        canvas.line((0.0, y), (canvas.width(), y), &Paint::line(Role::Hair, 1.0));
    }
    top + high
}

/// The value itself: larger, with its interval.
fn value_row(canvas: &Canvas, frame: &Frame, layout: &Layout, (data, top): (&ValueData, f64)) -> f64 {
    let words = data.value.words(frame.lang);
    let room = canvas.width() - letters::width(&words, TEXT) * 1.07 - TEXT;
    let label = letters::fit(&data.value.label, TEXT, room / 1.07);
    canvas.text((0.0, top + 12.0), &label, &Face::INK.bold());
    canvas.text(
        (canvas.width(), top + 12.0),
        &words,
        &Face::INK.bold().at(Anchor::End),
    );
    let mut plane = layout.plane(canvas, top + 24.0, 28.0);
    interval::strip(&mut plane, &data.value, (12.0, 17.0), Role::Ink2);
    top + 54.0
}

/// The line at 100: on target.
fn hundred(canvas: &Canvas, layout: &Layout, (top, bottom): (f64, f64)) {
    if layout.span.high < 100.0 {
        return;
    }
    let mut plane = layout.plane(canvas, top, bottom - top);
    plane.path(
        &[(100.0, 0.0), (100.0, -(bottom - top - 54.0))],
        &Paint::dashed(Role::Ink, 1.0),
    );
    plane.path(
        &[(100.0, -(bottom - top - 32.0)), (100.0, -(bottom - top - 2.0))],
        &Paint::dashed(Role::Ink, 1.0),
    );
    plane.path(
        &[(0.0, 0.0), (0.0, -(bottom - top - 54.0))],
        &Paint::line(Role::Ink2, 1.0),
    );
}

fn key(canvas: &Canvas, frame: &Frame, data: &ValueData, top: f64) -> f64 {
    let mut key = vec![(
        Glyph::Tick(Paint::dashed(Role::Ink, 1.0)),
        frame.say("100:达到目标", "100: on target"),
    )];
    if data.value.interval().is_some() {
        let words = frame.say("未知项取零至上限", "if the unknown were nothing or all");
        key.push((Glyph::Whisker(Paint::line(Role::Ink, 1.5)), words));
    }
    if data
        .perspectives
        .iter()
        .any(|gauge| finite(gauge.score).is_none())
    {
        key.push((Glyph::Bar(Paint::unknown()), frame.say("未知", "unknown")));
    }
    let stated = finite(data.value.stated)
        .map(|stated| format!("{} {}", frame.say("原文", "stated"), figures::short(stated, 1)));
    if let Some(words) = &stated {
        let role = if data.value.differs() {
            Role::Seal
        } else {
            Role::Ink
        };
        key.push((Glyph::Tick(Paint::line(role, 2.0)), words));
    }
    notes::key(canvas, top, &key)
}

fn table(data: &ValueData, frame: &Frame) -> DataTable {
    let say = |zh, en| frame.say(zh, en).to_string();
    let columns = vec![
        say("维度", "Perspective"),
        say("得分", "Score"),
        say("已知权重(%)", "Known weight (%)"),
    ];
    let mut rows: Vec<Vec<String>> = Vec::new();
    for gauge in &data.perspectives {
        let coverage = finite(Some(gauge.coverage)).map(|coverage| coverage * 100.0);
        rows.push(vec![
            gauge.label.clone(),
            figures::or_unknown(gauge.score, 1, frame),
            figures::or_unknown(coverage, 1, frame),
        ]);
    }
    let sum = |label: String, figure: String| vec![label, figure, String::new()];
    rows.push(sum(
        say("现实价值", "Current value"),
        figures::or_unknown(data.current, 1, frame),
    ));
    rows.push(sum(
        say("潜在价值", "Potential value"),
        figures::or_unknown(data.potential, 1, frame),
    ));
    rows.push(sum(data.value.label.clone(), data.value.words(frame.lang)));
    DataTable { columns, rows }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::proof;
    use crate::diag::Lang;

    fn frame(lang: Lang) -> Frame {
        Frame::new("val", lang, "价值 74.4", "价值记分卡")
    }

    fn of(n: usize) -> ValueData {
        let gauge = |idx: usize| Gauge {
            label: proof::name(idx),
            score: (idx % 3 != 2).then_some((idx * 31 % 121) as f64),
            coverage: 0.5,
            side: if idx.is_multiple_of(2) {
                Side::Current
            } else {
                Side::Potential
            },
            href: Some("#p".into()),
        };
        ValueData {
            perspectives: (0..n).map(gauge).collect(),
            current: Some(83.0),
            potential: None,
            value: IntervalData {
                label: "客户价值".into(),
                value: Some(74.4),
                low: Some(70.0),
                high: Some(81.0),
                from: 0.0,
                to: 120.0,
                stated: Some(80.0),
            },
            is_sufficient: n != 1,
        }
    }

    #[test]
    fn any_number_of_perspectives_is_drawn_without_a_label_on_another() {
        for n in [0, 1, 2, 4, 12, 200] {
            for lang in Lang::ALL {
                let svg = draw(&of(n), &frame(lang));
                proof::check(&svg);
                assert_eq!(svg, draw(&of(n), &frame(lang)));
            }
        }
    }

    #[test]
    fn an_unknown_perspective_is_hatched() {
        let svg = draw(&of(3), &frame(Lang::Zh));
        assert!(svg.markup.contains("url(#val-hatch)") && svg.markup.contains(">?</text>"));
    }

    #[test]
    fn the_value_says_its_interval() {
        assert!(draw(&of(4), &frame(Lang::Zh)).markup.contains("74.4 [70–81]"));
    }

    #[test]
    fn a_scale_that_is_none_does_no_harm() {
        for to in [f64::NAN, 0.0, 50.0, f64::INFINITY, -3.0] {
            let mut data = of(4);
            data.value.to = to;
            data.perspectives[0].score = Some(f64::NAN);
            data.value.label = proof::LONG[1].into();
            proof::check(&draw(&data, &frame(Lang::Zh)));
        }
    }
}
