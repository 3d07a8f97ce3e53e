//! The same groups as bars, where they make no radar.

use crate::chart::block::Block;
use crate::chart::canvas::Canvas;
use crate::chart::figures::finite;
use crate::chart::frame::Frame;
use crate::chart::frame::TEXT;
use crate::chart::interval;
use crate::chart::interval::IntervalData;
use crate::chart::letters;
use crate::chart::notes;
use crate::chart::paint::Anchor;
use crate::chart::paint::Face;
use crate::chart::paint::Mark;
use crate::chart::paint::Paint;
use crate::chart::palette::Role;
use crate::chart::plane::Plane;
use crate::chart::plane::Span;
use crate::chart::radar::Axis;
use crate::chart::radar::RadarData;

/// So many bars at most, from the first group on.
const MOST: usize = 40;

/// Height of a bar's row, in units.
const ROW: f64 = 50.0;

/// Draws the bars; gives where the next thing may begin.
pub fn draw(canvas: &Canvas, frame: &Frame, data: &RadarData, top: f64) -> f64 {
    let mut y = top;
    for axis in data.axes.iter().take(MOST) {
        let title = axis.title(frame, &data.benchmark_words);
        let mark = Mark {
            title: &title,
            href: axis.href.as_deref(),
        };
        canvas.mark(&mark, || row(canvas, frame, (data, axis), y));
        y += ROW;
    }
    if data.axes.len() > MOST {
        let n = data.axes.len();
        let zh = format!("画出前 {MOST} 组，共 {n} 组，其余见表");
        let en = format!("The first {MOST} of {n} groups; the others are in the table");
        y = notes::sentence(canvas, y, frame.say(&zh, &en), &Face::SECOND, 2);
    }
    y
}

fn row(canvas: &Canvas, frame: &Frame, (data, axis): (&RadarData, &Axis), top: f64) {
    let value = axis.value_words(frame);
    let room = canvas.width() - letters::width(&value, TEXT) * 1.07 - TEXT;
    let label = letters::fit(&axis.label, TEXT, room);
    canvas.text((0.0, top + 10.0), &label, &Face::INK);
    canvas.text(
        (canvas.width(), top + 10.0),
        &value,
        &Face::INK.bold().at(Anchor::End),
    );
    let (low, high) = data.ends();
    let rect = Block::new(0.5, top + 22.0, canvas.width() - 1.0, 22.0);
    let mut plane = Plane::rows(canvas, rect, Span::new(low.min(0.0), high));
    plane.strip(low.min(0.0), high, (10.0, 11.0), &Paint::tint(Role::Hair, 0.6));
    let bar = IntervalData {
        value: axis.value,
        low: axis.low,
        high: axis.high,
        from: low,
        to: high,
        ..IntervalData::default()
    };
    interval::strip(&mut plane, &bar, (10.0, 11.0), Role::Cat1);
    if let Some(benchmark) = finite(axis.benchmark) {
        plane.tick(benchmark, (10.0, 20.0), &Paint::line(Role::Paper, 4.0));
        plane.tick(benchmark, (10.0, 20.0), &Paint::line(Role::Ink, 2.0));
    }
}
