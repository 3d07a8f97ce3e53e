//! Scale and lines of a tornado: the figure itself and the thresholds in sight, named above the rows.

use crate::chart::block::Block;
use crate::chart::canvas::Canvas;
use crate::chart::figures;
use crate::chart::figures::finite;
use crate::chart::frame::Frame;
use crate::chart::frame::TEXT;
use crate::chart::lanes;
use crate::chart::letters;
use crate::chart::paint::Face;
use crate::chart::paint::Paint;
use crate::chart::palette::Role;
use crate::chart::plane::Span;
use crate::chart::tornado::Input;
use crate::chart::tornado::TornadoData;

/// Height of a lane of flags.
const LANE: f64 = 19.0;

/// Where bars stand.
pub struct Layout {
    /// Width of the names.
    pub label: f64,
    /// The room of the bars; their rows have no height here.
    pub rect: Block,
    /// Their scale.
    pub span: Span,
    /// Decimals of the figures at their ends.
    pub places: u32,
}

impl Layout {
    /// By the rows that are drawn.
    pub fn of(canvas: &Canvas, data: &TornadoData, drawn: &[&Input]) -> Layout {
        let widest =
            |words: &dyn Fn(&Input) -> f64| drawn.iter().map(|input| words(input)).fold(0.0, f64::max);
        let label =
            widest(&|input| letters::width(&input.label, TEXT).max(letters::width(&input.detail, TEXT)));
        let label = label.min(canvas.width() * 0.36) + 10.0;
        let rect = Block::new(label, 0.0, canvas.width() - label, 0.0);
        let ends = drawn.iter().filter_map(|input| input.range());
        let values: Vec<f64> = ends
            .flat_map(|(low, high)| [low, high])
            .chain(finite(data.base))
            .collect();
        let low = values.iter().copied().reduce(f64::min).unwrap_or(0.0);
        let high = values.iter().copied().reduce(f64::max).unwrap_or(1.0);
        let places = figures::places(values.iter().copied(), 1);
        let figure = values
            .iter()
            .map(|value| letters::width(&figures::fixed(*value, places), TEXT))
            .fold(0.0, f64::max);
        // Room for the figures at the ends of the bars.
        let part = ((figure + 8.0) / rect.w).min(0.3);
        Layout {
            label,
            rect,
            span: Span::new(low, high).roomy(part),
            places,
        }
    }

    /// Canvas place of a value.
    pub fn x(&self, value: f64) -> f64 {
        let part = (value - self.span.low) / (self.span.high - self.span.low);
        self.rect.x + self.rect.w * part.clamp(0.0, 1.0)
    }

    fn holds(&self, value: f64) -> bool {
        value >= self.span.low && value <= self.span.high
    }
}

/// A line through all rows: the figure itself, or a threshold.
pub struct Line {
    /// Where it stands.
    pub at: f64,
    words: String,
    is_base: bool,
}

impl Line {
    /// How it is drawn.
    pub fn paint(&self) -> Paint {
        if self.is_base {
            Paint::line(Role::Ink, 1.6)
        } else {
            Paint::dashed(Role::Ink2, 1.0)
        }
    }

    fn face(&self) -> Face {
        if self.is_base {
            Face::INK.bold()
        } else {
            Face::SECOND
        }
    }
}

/// The figure and those thresholds that are in sight.
pub fn lines(data: &TornadoData, layout: &Layout, frame: &Frame) -> Vec<Line> {
    let base = finite(data.base).map(|at| Line {
        at,
        words: format!("{} {}", frame.say("现为", "now"), figures::short(at, 1)),
        is_base: true,
    });
    let thresholds = data
        .thresholds
        .iter()
        .filter(|threshold| layout.holds(threshold.at))
        .map(|threshold| Line {
            at: threshold.at,
            words: format!(
                "{} {}",
                letters::fit(&threshold.label, TEXT, 90.0),
                figures::short(threshold.at, 1)
            ),
            is_base: false,
        });
    base.into_iter().chain(thresholds).collect()
}

/// Names the lines above the rows; gives where the rows begin.
pub fn flags(canvas: &Canvas, layout: &Layout, lines: &[Line]) -> f64 {
    let wanted: Vec<(f64, f64)> = lines
        .iter()
        .map(|line| {
            let bold = if line.is_base { 1.07 } else { 1.0 };
            (layout.x(line.at), letters::width(&line.words, TEXT) * bold)
        })
        .collect();
    let flags = lanes::flags(&wanted, (0.0, canvas.width()));
    let n_lanes = flags.iter().flatten().map(|flag| flag.lane + 1).max();
    let top = LANE * n_lanes.unwrap_or(0) as f64 + 4.0;
    for (line, flag) in lines.iter().zip(flags) {
        let Some(flag) = flag else { continue };
        let mid = top - 4.0 - LANE * (flag.lane as f64 + 0.5);
        let x = layout.x(line.at);
        canvas.line((x, mid - 8.0), (x, top), &line.paint());
        canvas.text((flag.x, mid), &line.words, &line.face());
    }
    top
}
