//! The groups of a scorecard as a radar: the rated means, what the unrated could still make of them, and the mean of all.
//!
//! With fewer than three groups, or more than eight, there is no radar to read: it says so and draws bars.

mod rows;
mod web;

use crate::chart::canvas::Canvas;
use crate::chart::figures;
use crate::chart::figures::finite;
use crate::chart::frame::DataTable;
use crate::chart::frame::Frame;
use crate::chart::frame::Svg;
use crate::chart::notes;
use crate::chart::notes::Glyph;
use crate::chart::paint::Face;
use crate::chart::paint::Paint;
use crate::chart::palette::Role;

/// So many axes make a radar.
const AXES: std::ops::RangeInclusive<usize> = 3..=8;

/// A group of criteria.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Axis {
    /// Its name.
    pub label: String,
    /// Weighted mean of what is rated; `None` if nothing is.
    pub value: Option<f64>,
    /// The mean if everything unrated were at the least.
    pub low: Option<f64>,
    /// The mean if everything unrated were at the most.
    pub high: Option<f64>,
    /// The mean of all accounts.
    pub benchmark: Option<f64>,
    /// Where it leads.
    pub href: Option<String>,
}

impl Axis {
    /// The interval it could still take, if it is one.
    fn interval(&self) -> Option<(f64, f64)> {
        let (low, high) = (finite(self.low)?, finite(self.high)?);
        (high > low).then_some((low, high))
    }

    fn value_words(&self, frame: &Frame) -> String {
        match finite(self.value) {
            Some(value) => figures::fixed(value, 1),
            None => frame.say("未评", "unrated").to_string(),
        }
    }

    fn title(&self, frame: &Frame, benchmark: &str) -> String {
        let mut words = format!("{} {}", self.label, self.value_words(frame));
        if let Some((low, high)) = self.interval() {
            words = format!("{words} [{}–{}]", figures::short(low, 1), figures::short(high, 1));
        }
        if let Some(value) = finite(self.benchmark) {
            let colon = frame.say("；", "; ");
            words = format!("{words}{colon}{benchmark} {}", figures::fixed(value, 1));
        }
        words
    }
}

/// The groups of one account's scorecard.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RadarData {
    /// Least and greatest mean.
    pub scale: (f64, f64),
    /// In the model's order.
    pub axes: Vec<Axis>,
    /// What the benchmark is: 全部客户均值.
    pub benchmark_words: String,
}

impl RadarData {
    /// The scale that is drawn: ends that are none become 0 and 10.
    fn ends(&self) -> (f64, f64) {
        let (low, high) = self.scale;
        if low.is_finite() && high.is_finite() && high > low {
            (low, high)
        } else {
            (0.0, 10.0)
        }
    }
}

/// Draws the radar.
pub fn draw(data: &RadarData, frame: &Frame) -> Svg {
    let canvas = Canvas::new(frame);
    let table = table(data, frame);
    if data.axes.is_empty() {
        let words = frame.say("评分模型没有准则组", "The scorecard has no groups");
        let height = notes::nothing(&canvas, words);
        return canvas.finish(frame, "radar", height, table);
    }
    let is_web = AXES.contains(&data.axes.len());
    let y = if is_web {
        web::draw(&canvas, frame, data)
    } else {
        let few = frame.say("不足三组，画成条形", "Fewer than three groups: drawn as bars");
        let many = frame.say("超过八组，画成条形", "More than eight groups: drawn as bars");
        let words = if data.axes.len() < *AXES.start() {
            few
        } else {
            many
        };
        let y = notes::sentence(&canvas, 0.0, words, &Face::SECOND, 2);
        rows::draw(&canvas, frame, data, y + 4.0)
    };
    let y = key(&canvas, frame, (data, is_web), y + 8.0);
    canvas.finish(frame, "radar", y + 2.0, table)
}

fn key(canvas: &Canvas, frame: &Frame, (data, is_web): (&RadarData, bool), top: f64) -> f64 {
    let mut key = vec![if is_web {
        let line = Glyph::Line(Paint::line(Role::Cat1, 2.4));
        (line, frame.say("本客户", "this account"))
    } else {
        (
            Glyph::Bar(Paint::fill(Role::Cat1)),
            frame.say("本客户", "this account"),
        )
    }];
    if data.axes.iter().any(|axis| axis.interval().is_some()) {
        let glyph = if is_web {
            Glyph::Bar(Paint::tint(Role::Cat1, 0.22))
        } else {
            Glyph::Whisker(Paint::line(Role::Ink, 1.5))
        };
        key.push((
            glyph,
            frame.say("未评项取最低至最高", "if the unrated were least or most"),
        ));
    }
    if data.axes.iter().any(|axis| finite(axis.value).is_none()) {
        let glyph = if is_web {
            Glyph::Line(Paint::dashed(Role::Ink2, 1.4))
        } else {
            Glyph::Bar(Paint::unknown())
        };
        key.push((glyph, frame.say("未评", "not rated")));
    }
    if data.axes.iter().any(|axis| finite(axis.benchmark).is_some()) {
        let glyph = if is_web {
            Glyph::Line(Paint::line(Role::Other, 1.6))
        } else {
            Glyph::Tick(Paint::line(Role::Ink, 2.0))
        };
        key.push((glyph, data.benchmark_words.as_str()));
    }
    let y = notes::key(canvas, top, &key);
    if !is_web {
        return y;
    }
    let (low, high) = data.ends();
    let (low, high) = (figures::short(low, 1), figures::short(high, 1));
    let (zh, en) = (
        format!("中心 {low}，外圈 {high}"),
        format!("{low} in the middle, {high} at the rim"),
    );
    notes::sentence(canvas, y, frame.say(&zh, &en), &Face::SECOND, 1)
}

fn table(data: &RadarData, frame: &Frame) -> DataTable {
    let say = |zh, en| frame.say(zh, en).to_string();
    let row = |axis: &Axis| {
        vec![
            axis.label.clone(),
            figures::or_unknown(axis.value, 2, frame),
            figures::or_unknown(axis.low, 2, frame),
            figures::or_unknown(axis.high, 2, frame),
            figures::or_unknown(axis.benchmark, 2, frame),
        ]
    };
    let benchmark = if data.benchmark_words.is_empty() {
        say("对照", "Benchmark")
    } else {
        data.benchmark_words.clone()
    };
    DataTable {
        columns: vec![
            say("组", "Group"),
            say("均值", "Mean"),
            say("最低", "Least"),
            say("最高", "Most"),
            benchmark,
        ],
        rows: data.axes.iter().map(row).collect(),
    }
}

#[cfg(test)]
pub(crate) mod tests;
