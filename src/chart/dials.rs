//! The cockpit 驾驶舱: 飞行速度, 飞行高度 and 耗油量 as three calm gauges, side by side or one under another.

use crate::chart::canvas::Canvas;
use crate::chart::figures;
use crate::chart::figures::finite;
use crate::chart::frame::DataTable;
use crate::chart::frame::Frame;
use crate::chart::frame::Svg;
use crate::chart::frame::TEXT;
use crate::chart::gauge;
use crate::chart::gauge::Scale;
use crate::chart::letters;
use crate::chart::notes;
use crate::chart::paint::Anchor;
use crate::chart::paint::Face;
use crate::chart::paint::Mark;
use crate::chart::paint::Paint;
use crate::chart::palette::Role;
use crate::chart::signs;
use crate::chart::signs::Sign;

/// A limit of a rule.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Limit {
    /// Which rule: R5.
    pub label: String,
    /// Percent.
    pub value: f64,
    /// True if it is the most that is right, false if it is the least.
    pub is_most: bool,
    /// True if the rule finds the reading wrong: the engine compares exact figures, a drawing does not.
    pub is_broken: bool,
}

/// One dial.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Dial {
    /// 飞行速度.
    pub label: String,
    /// What it measures, over what time.
    pub note: Option<String>,
    /// Percent; `None` is unknown.
    pub value: Option<f64>,
    /// Percent at the left and the right end.
    pub scale: (f64, f64),
    /// The limit of a rule, if one speaks of it.
    pub limit: Option<Limit>,
    /// Where it leads.
    pub href: Option<String>,
}

impl Dial {
    /// True if the reading breaks its limit; an unknown one breaks nothing.
    fn is_wrong(&self) -> bool {
        let is_broken = self.limit.as_ref().is_some_and(|limit| limit.is_broken);
        is_broken && finite(self.value).is_some()
    }

    /// `R5 上限 15%`.
    fn limit_words(&self, frame: &Frame) -> Option<String> {
        let limit = self.limit.as_ref().filter(|limit| limit.value.is_finite())?;
        let (most, least) = (frame.say("上限", "at most"), frame.say("下限", "at least"));
        let bound = if limit.is_most { most } else { least };
        let words = format!("{} {bound} {}", limit.label, figures::percent(limit.value));
        Some(words.trim_start().to_string())
    }

    fn value_words(&self, frame: &Frame) -> String {
        match finite(self.value) {
            Some(value) => figures::percent(value),
            None => frame.say("未知", "unknown").to_string(),
        }
    }

    fn title(&self, frame: &Frame) -> String {
        let mut parts = vec![format!("{} {}", self.label, self.value_words(frame))];
        parts.extend(self.note.clone());
        parts.extend(self.limit_words(frame));
        if self.is_wrong() {
            parts.push(broken_words(frame).to_string());
        }
        parts.join(frame.say("；", "; "))
    }
}

fn broken_words(frame: &Frame) -> &str {
    frame.say("越限", "limit broken")
}

/// The dials of an account, or of a book.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct DialsData {
    /// In the cockpit's order.
    pub dials: Vec<Dial>,
}

/// Radius of a gauge, in units.
const RADIUS: f64 = 62.0;

/// Width of a gauge with its ends.
const GAUGE: f64 = 2.0 * RADIUS + 12.0;

/// Height of a line of text.
const LINE: f64 = 20.0;

/// The least width of a dial that has neighbours.
const DIAL: f64 = 200.0;

/// Draws the dials.
pub fn draw(data: &DialsData, frame: &Frame) -> Svg {
    let canvas = Canvas::new(frame);
    let table = table(data, frame);
    if data.dials.is_empty() {
        let height = notes::nothing(&canvas, frame.say("没有仪表", "No dials"));
        return canvas.finish(frame, "dials", height, table);
    }
    let n = data.dials.len() as f64;
    let wide = (canvas.width() / n).min(360.0);
    let mut y = 0.0_f64;
    if wide >= DIAL {
        for (idx, dial) in data.dials.iter().enumerate() {
            y = y.max(upright(&canvas, frame, dial, (wide * idx as f64, wide - 16.0)));
        }
    } else {
        for dial in &data.dials {
            y = lying(&canvas, frame, dial, y);
        }
    }
    canvas.finish(frame, "dials", y + 2.0, table)
}

/// A dial with its words under it; gives its height.
fn upright(canvas: &Canvas, frame: &Frame, dial: &Dial, (left, wide): (f64, f64)) -> f64 {
    let title = dial.title(frame);
    let mark = Mark {
        title: &title,
        href: dial.href.as_deref(),
    };
    canvas.mark(&mark, || {
        let label = letters::fit(&dial.label, TEXT, wide / 1.07);
        canvas.text((left, 10.0), &label, &Face::INK.bold());
        gauge_at(canvas, frame, dial, (left + GAUGE / 2.0, 28.0 + RADIUS));
        words(canvas, frame, dial, (left, 28.0 + RADIUS + 46.0, wide))
    })
}

/// A dial with its words beside it; gives where the next thing may begin.
fn lying(canvas: &Canvas, frame: &Frame, dial: &Dial, top: f64) -> f64 {
    let title = dial.title(frame);
    let mark = Mark {
        title: &title,
        href: dial.href.as_deref(),
    };
    let left = GAUGE + 18.0;
    let wide = canvas.width() - left;
    let bottom = canvas.mark(&mark, || {
        gauge_at(canvas, frame, dial, (GAUGE / 2.0, top + 6.0 + RADIUS));
        let label = letters::fit(&dial.label, TEXT, wide / 1.07);
        canvas.text((left, top + 14.0), &label, &Face::INK.bold());
        words(canvas, frame, dial, (left, top + 14.0 + LINE, wide))
    });
    bottom.max(top + RADIUS + 32.0) + 12.0
}

/// What it measures, the limit, and whether it is broken; gives where the next thing may begin.
fn words(canvas: &Canvas, frame: &Frame, dial: &Dial, (left, first, wide): (f64, f64, f64)) -> f64 {
    let mut mid = first;
    if let Some(note) = &dial.note {
        for line in letters::wrap(note, TEXT, wide, 2) {
            canvas.text((left, mid), &line, &Face::SECOND);
            mid += LINE;
        }
    }
    if let Some(limit) = dial.limit_words(frame) {
        let mut x = left;
        let mut face = Face::SECOND;
        let mut text = limit;
        if dial.is_wrong() {
            signs::draw(canvas, (left + 6.0, mid), Sign::Flag, &Paint::fill(Role::Seal));
            x += 17.0;
            face = Face {
                role: Role::Seal,
                ..Face::INK.bold()
            };
            text = format!("{text}{}{}", frame.say("，", ", "), broken_words(frame));
        }
        let bold = if face.is_bold { 1.07 } else { 1.0 };
        for line in letters::wrap(&text, TEXT, (left + wide - x) / bold, 2) {
            canvas.text((x, mid), &line, &face);
            mid += LINE;
        }
    }
    mid - LINE / 2.0 + 2.0
}

/// The gauge with its value in the middle and the ends of its scale.
fn gauge_at(canvas: &Canvas, frame: &Frame, dial: &Dial, at: (f64, f64)) {
    let scale = Scale::new(dial.scale);
    let limit = dial.limit.as_ref().map(|limit| limit.value);
    gauge::draw(
        canvas,
        (at, RADIUS),
        &scale,
        (finite(dial.value), limit, dial.is_wrong()),
    );
    let is_known = finite(dial.value).is_some();
    let role = match (is_known, dial.is_wrong()) {
        (false, _) => Role::Ink2,
        (true, true) => Role::Seal,
        (true, false) => Role::Ink,
    };
    let words = dial.value_words(frame);
    let room = 2.0 * RADIUS - 44.0;
    let size = [26.0, 20.0]
        .into_iter()
        .find(|size| letters::width(&words, *size) * 1.07 <= room)
        .unwrap_or(TEXT);
    let face = Face {
        role,
        size,
        ..Face::INK.bold().at(Anchor::Middle)
    };
    canvas.text(
        (at.0, at.1 - 14.0),
        &letters::fit(&words, size, room / 1.07),
        &face,
    );
    let end = |value: f64| letters::fit(&figures::percent(value), TEXT, RADIUS - 4.0);
    let (low, high) = (end(scale.low), end(scale.high));
    canvas.text((at.0 - RADIUS - 6.0, at.1 + 14.0), &low, &Face::SECOND);
    canvas.text(
        (at.0 + RADIUS + 6.0, at.1 + 14.0),
        &high,
        &Face::SECOND.at(Anchor::End),
    );
}

fn table(data: &DialsData, frame: &Frame) -> DataTable {
    let say = |zh, en| frame.say(zh, en).to_string();
    let row = |dial: &Dial| {
        vec![
            dial.label.clone(),
            figures::or_unknown(dial.value, 2, frame),
            dial.limit_words(frame).unwrap_or_default(),
            dial.note.clone().unwrap_or_default(),
        ]
    };
    DataTable {
        columns: vec![
            say("仪表", "Dial"),
            say("读数（%）", "Reading (%)"),
            say("界限", "Limit"),
            say("说明", "Note"),
        ],
        rows: data.dials.iter().map(row).collect(),
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::chart::proof;
    use crate::diag::Lang;

    fn frame(lang: Lang, width: f64) -> Frame {
        Frame {
            width,
            ..Frame::new("di", lang, "增长快，费用高", "驾驶舱，2026-09-30")
        }
    }

    fn fuel(value: Option<f64>) -> Dial {
        Dial {
            label: "耗油量".into(),
            note: Some("服务成本占收入".into()),
            value,
            scale: (0.0, 30.0),
            limit: Some(Limit {
                label: "R5".into(),
                value: 15.0,
                is_most: true,
                is_broken: value.is_some_and(|value| value > 15.0),
            }),
            href: Some("#d".into()),
        }
    }

    /// A sample with all the hard cases.
    pub(crate) fn of(n: usize) -> DialsData {
        let dial = |idx: usize| Dial {
            label: proof::name(idx),
            note: idx.is_multiple_of(2).then(|| proof::name(idx + 1)),
            ..fuel((idx % 3 != 2).then_some(idx as f64 * 9.0))
        };
        DialsData {
            dials: (0..n).map(dial).collect(),
        }
    }

    #[test]
    fn any_number_of_dials_with_any_words_is_drawn_without_a_label_on_another() {
        for n in [0, 1, 2, 3, 12] {
            for lang in Lang::ALL {
                for width in [360.0, 480.0, 640.0, 760.0, 1200.0] {
                    let svg = draw(&of(n), &frame(lang, width));
                    proof::check(&svg);
                    assert_eq!(svg, draw(&of(n), &frame(lang, width)));
                }
            }
        }
    }

    #[test]
    fn a_broken_limit_is_flagged_and_nothing_else_is() {
        let drawn = |value| {
            let data = DialsData {
                dials: vec![fuel(value)],
            };
            draw(&data, &frame(Lang::Zh, 480.0)).markup
        };
        assert!(drawn(Some(15.1)).contains("R5 上限 15%，越限"));
        assert!(!drawn(Some(15.0)).contains("越限") && !drawn(Some(15.0)).contains("seal"));
        let unknown = drawn(None);
        assert!(!drawn(Some(f64::NAN)).contains("seal"));
        assert!(unknown.contains(">未知</text>") && !unknown.contains("seal"));
        assert!(unknown.contains("stroke-dasharray"));
    }

    #[test]
    fn readings_beyond_the_scale_and_scales_that_are_none_do_no_harm() {
        for value in [-900.0, 900.0, 123_456_789.0, f64::NAN, f64::INFINITY] {
            for scale in [(-50.0, 50.0), (0.0, 0.0), (f64::NAN, 3.0), (5.0, -5.0)] {
                let mut dial = fuel(Some(value));
                dial.scale = scale;
                let svg = draw(&DialsData { dials: vec![dial] }, &frame(Lang::Zh, 480.0));
                proof::check(&svg);
            }
        }
    }
}
