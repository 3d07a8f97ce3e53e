//! The radar itself: axes from the middle, the first one upwards, the others clockwise.

use crate::chart::canvas::Canvas;
use crate::chart::figures::finite;
use crate::chart::frame::Frame;
use crate::chart::frame::TEXT;
use crate::chart::letters;
use crate::chart::paint::Anchor;
use crate::chart::paint::Face;
use crate::chart::paint::Mark;
use crate::chart::paint::Paint;
use crate::chart::palette::Role;
use crate::chart::radar::Axis;
use crate::chart::radar::RadarData;

/// Height of a line of text, in units.
const LINE: f64 = 18.0;

/// Lines of a label's name at most; the value is one more.
const LINES: usize = 2;

/// Space between the rim and the labels.
const GAP: f64 = 12.0;

/// Width of a label over or under the rim, as a part of the radius.
const UPRIGHT: f64 = 1.4;

/// Where the axes are.
struct Web<'a> {
    axes: &'a [Axis],
    centre: (f64, f64),
    radius: f64,
    ends: (f64, f64),
}

impl Web<'_> {
    /// Cosine to the right and sine downwards of an axis.
    fn direction(&self, idx: usize) -> (f64, f64) {
        let turn = std::f64::consts::TAU * idx as f64 / self.axes.len().max(1) as f64;
        (libm::sin(turn), -libm::cos(turn))
    }

    fn at(&self, idx: usize, part: f64) -> (f64, f64) {
        let (right, down) = self.direction(idx);
        (
            self.centre.0 + right * self.radius * part,
            self.centre.1 + down * self.radius * part,
        )
    }

    fn point(&self, idx: usize, value: f64) -> (f64, f64) {
        let (low, high) = self.ends;
        self.at(idx, ((value - low) / (high - low)).clamp(0.0, 1.0))
    }

    fn ring(&self, part: f64) -> Vec<(f64, f64)> {
        (0..self.axes.len()).map(|idx| self.at(idx, part)).collect()
    }

    /// The outline of one figure of every axis; none if an axis has none.
    fn outline(&self, figure: impl Fn(&Axis) -> Option<f64>) -> Option<Vec<(f64, f64)>> {
        let points = self.axes.iter().enumerate();
        points
            .map(|(idx, axis)| Some(self.point(idx, figure(axis)?)))
            .collect()
    }
}

/// Draws the radar; gives where the next thing may begin.
pub fn draw(canvas: &Canvas, frame: &Frame, data: &RadarData) -> f64 {
    let radius = (canvas.width() * 0.27).min(170.0);
    // The first axis points straight up: its label stands over the rim.
    let first = data.axes.first().map_or("", |axis| axis.label.as_str());
    let n_lines = letters::wrap(first, TEXT, radius * UPRIGHT, LINES).len() + 1;
    let over = LINE * n_lines as f64 + GAP;
    let web = Web {
        axes: &data.axes,
        centre: (canvas.width() / 2.0, over + radius),
        radius,
        ends: data.ends(),
    };
    ground(canvas, &web);
    band(canvas, &web);
    benchmark(canvas, &web);
    own(canvas, &web);
    let mut bottom = 0.0_f64;
    for (idx, axis) in data.axes.iter().enumerate() {
        let title = axis.title(frame, &data.benchmark_words);
        let mark = Mark {
            title: &title,
            href: axis.href.as_deref(),
        };
        let end = canvas.mark(&mark, || {
            vertex(canvas, &web, idx, axis);
            label(canvas, frame, &web, (idx, axis))
        });
        bottom = bottom.max(end).max(web.at(idx, 1.0).1);
    }
    bottom
}

/// Rings at the quarters of the scale, and the axes.
fn ground(canvas: &Canvas, web: &Web<'_>) {
    let rings: Vec<Vec<(f64, f64)>> = [0.25, 0.5, 0.75, 1.0].map(|part| web.ring(part)).to_vec();
    canvas.paths(&rings, true, &Paint::line(Role::Hair, 1.0));
    let is_rated = |idx: &usize| {
        web.axes
            .get(*idx)
            .is_some_and(|axis| finite(axis.value).is_some())
    };
    let spoke = |idx: usize| vec![web.centre, web.at(idx, 1.0)];
    let rated: Vec<Vec<(f64, f64)>> = (0..web.axes.len()).filter(is_rated).map(spoke).collect();
    let unrated: Vec<Vec<(f64, f64)>> = (0..web.axes.len())
        .filter(|idx| !is_rated(idx))
        .map(spoke)
        .collect();
    canvas.paths(&rated, false, &Paint::line(Role::Hair, 1.0));
    canvas.paths(&unrated, false, &Paint::dashed(Role::Ink2, 1.4));
}

/// What the unrated could still make of it: from the least outline to the greatest.
fn band(canvas: &Canvas, web: &Web<'_>) {
    if !web.axes.iter().any(|axis| axis.interval().is_some()) {
        return;
    }
    let (floor, top) = web.ends;
    let bound = |axis: &Axis, bound: Option<f64>, whole: f64| {
        // An axis without an interval is a point; one that nobody rated can still be anything.
        finite(bound).or(finite(axis.value)).or(Some(whole))
    };
    let high = web.outline(|axis| bound(axis, axis.high, top));
    let low = web.outline(|axis| bound(axis, axis.low, floor));
    let (Some(mut band), Some(low)) = (high, low) else {
        return;
    };
    // Out along the one and back along the other: what is within both is no part of the ground.
    band.extend(band.first().copied());
    band.extend(low.first().copied());
    band.extend(low.into_iter().rev());
    canvas.path(&band, true, &Paint::tint(Role::Cat1, 0.22));
}

fn benchmark(canvas: &Canvas, web: &Web<'_>) {
    let paint = Paint::line(Role::Other, 1.6);
    sides(canvas, web, |axis| finite(axis.benchmark), &paint);
}

fn own(canvas: &Canvas, web: &Web<'_>) {
    sides(
        canvas,
        web,
        |axis| finite(axis.value),
        &Paint::line(Role::Cat1, 2.4),
    );
}

/// The outline of one figure; where an axis has none, the two sides that would meet there are left out.
fn sides(canvas: &Canvas, web: &Web<'_>, figure: impl Fn(&Axis) -> Option<f64>, paint: &Paint) {
    if let Some(outline) = web.outline(&figure) {
        canvas.path(&outline, true, paint);
        return;
    }
    let n = web.axes.len();
    let point = |idx: usize| Some(web.point(idx, figure(web.axes.get(idx)?)?));
    let sides: Vec<Vec<(f64, f64)>> = (0..n)
        .filter_map(|idx| Some(vec![point(idx)?, point((idx + 1) % n)?]))
        .collect();
    canvas.paths(&sides, false, paint);
}

fn vertex(canvas: &Canvas, web: &Web<'_>, idx: usize, axis: &Axis) {
    match finite(axis.value) {
        Some(value) => canvas.circle(web.point(idx, value), 4.5, &Paint::fill(Role::Cat1)),
        None => canvas.circle(web.at(idx, 1.0), 4.5, &Paint::hollow(Role::Ink2, 1.4)),
    }
}

/// Name and value outside the rim, towards where the axis points; gives where they end.
fn label(canvas: &Canvas, frame: &Frame, web: &Web<'_>, (idx, axis): (usize, &Axis)) -> f64 {
    let (right, down) = web.direction(idx);
    let foot = web.at(idx, 1.0);
    let (anchor, x, room) = if right > 0.1 {
        let x = foot.0 + GAP;
        (Anchor::Start, x, canvas.width() - x)
    } else if right < -0.1 {
        let x = foot.0 - GAP;
        (Anchor::End, x, x)
    } else {
        (Anchor::Middle, foot.0, web.radius * UPRIGHT)
    };
    let name = letters::wrap(&axis.label, TEXT, room, LINES);
    let value = axis.value_words(frame);
    let high = LINE * (name.len() + 1) as f64;
    let top = if anchor == Anchor::Middle {
        // Straight up or straight down the label stands over or under the rim.
        if down < 0.0 {
            foot.1 - GAP - high
        } else {
            foot.1 + GAP
        }
    } else {
        foot.1 - high / 2.0 + down * LINE * 0.5
    };
    for (line, words) in name.iter().enumerate() {
        let mid = top + LINE * (line as f64 + 0.5);
        canvas.text((x, mid), words, &Face::INK.at(anchor));
    }
    let face = if finite(axis.value).is_some() {
        Face::INK.bold()
    } else {
        Face::SECOND
    };
    let value = letters::fit(&value, TEXT, room / 1.07);
    canvas.text((x, top + high - LINE / 2.0), &value, &face.at(anchor));
    top + high
}
