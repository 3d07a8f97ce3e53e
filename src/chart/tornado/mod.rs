//! How far each input could move a figure: bars from its least to its most around the figure, the widest first.
//!
//! For what is unknown (hatched) and how far it could move a value, and for weights and what they could change.

mod layout;

use crate::chart::canvas::Canvas;
use crate::chart::figures;
use crate::chart::figures::finite;
use crate::chart::frame::DataTable;
use crate::chart::frame::Frame;
use crate::chart::frame::Svg;
use crate::chart::frame::TEXT;
use crate::chart::letters;
use crate::chart::notes;
use crate::chart::notes::Glyph;
use crate::chart::paint::Anchor;
use crate::chart::paint::Face;
use crate::chart::paint::Mark;
use crate::chart::paint::Paint;
use crate::chart::palette::Role;
use crate::chart::tornado::layout::Layout;

/// One input.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Input {
    /// Its name.
    pub label: String,
    /// What is varied: 0–120, weight ±20%. Empty says nothing.
    pub detail: String,
    /// The figure with this input at its worst; `None` is not known.
    pub low: Option<f64>,
    /// The figure with this input at its best.
    pub high: Option<f64>,
    /// True if the input itself is unknown.
    pub is_unknown: bool,
    /// Where it leads.
    pub href: Option<String>,
}

/// A line that changes something when it is crossed; at it counts as above.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Threshold {
    /// Its name: 金卡.
    pub label: String,
    /// In the unit of the figure.
    pub at: f64,
}

/// A figure and what could move it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TornadoData {
    /// What the figure is: 客户价值.
    pub label: String,
    /// The figure as it stands.
    pub base: Option<f64>,
    /// Lines to be crossed, in any order.
    pub thresholds: Vec<Threshold>,
    /// In any order.
    pub inputs: Vec<Input>,
}

/// Rows that are drawn; the others move the figure less, and stand in the table.
const MAX_ROWS: usize = 12;

/// Draws the tornado.
pub fn draw(data: &TornadoData, frame: &Frame) -> Svg {
    let canvas = Canvas::new(frame);
    let inputs = sorted(&data.inputs);
    let table = table(data, &inputs, frame);
    if inputs.is_empty() {
        let words = frame.say("没有可变的输入", "Nothing could move it");
        let height = notes::nothing(&canvas, words);
        return canvas.finish(frame, "tornado", height, table);
    }
    let drawn: Vec<&Input> = inputs.iter().copied().take(MAX_ROWS).collect();
    let layout = Layout::of(&canvas, data, &drawn);
    let lines = layout::lines(data, &layout, frame);
    let top = layout::flags(&canvas, &layout, &lines);
    let bottom = top + drawn.iter().map(|input| height(input)).sum::<f64>();
    let mids: Vec<f64> = drawn
        .iter()
        .scan(top, |y, input| {
            let mid = *y + height(input) / 2.0;
            *y += height(input);
            Some(mid)
        })
        .collect();
    for (input, mid) in drawn.iter().zip(&mids) {
        row(&canvas, frame, &layout, (data, input, *mid));
    }
    for line in &lines {
        let x = layout.x(line.at);
        canvas.line((x, top), (x, bottom), &line.paint());
    }
    for (input, mid) in drawn.iter().zip(&mids) {
        ends(&canvas, frame, &layout, (data, input, *mid));
    }
    let y = below(&canvas, frame, data, (&inputs, bottom + 6.0));
    canvas.finish(frame, "tornado", y + 2.0, table)
}

impl Input {
    /// From where to where it could move the figure.
    fn range(&self) -> Option<(f64, f64)> {
        let (low, high) = (finite(self.low)?, finite(self.high)?);
        Some((low.min(high), low.max(high)))
    }

    fn width(&self) -> f64 {
        self.range().map_or(-1.0, |(low, high)| high - low)
    }

    /// True if the figure could come to the other side of a threshold.
    fn crosses(&self, threshold: &Threshold) -> bool {
        let range = self.range();
        range.is_some_and(|(low, high)| low < threshold.at && threshold.at <= high)
    }

    fn crosses_any(&self, data: &TornadoData) -> bool {
        data.thresholds.iter().any(|threshold| self.crosses(threshold))
    }
}

/// The widest first, those that nobody can tell last; equals by name.
fn sorted(inputs: &[Input]) -> Vec<&Input> {
    let mut inputs: Vec<&Input> = inputs.iter().collect();
    inputs.sort_by(|one, two| {
        two.width()
            .total_cmp(&one.width())
            .then(one.label.cmp(&two.label))
    });
    inputs
}

fn height(input: &Input) -> f64 {
    if input.detail.is_empty() { 28.0 } else { 42.0 }
}

fn row(canvas: &Canvas, frame: &Frame, layout: &Layout, (data, input, mid): (&TornadoData, &Input, f64)) {
    let title = title(input, data, frame);
    let mark = Mark {
        title: &title,
        href: input.href.as_deref(),
    };
    canvas.mark(&mark, || {
        let room = layout.label - 10.0;
        let label = letters::fit(&input.label, TEXT, room);
        if input.detail.is_empty() {
            canvas.text((0.0, mid), &label, &Face::INK);
        } else {
            canvas.text((0.0, mid - 9.0), &label, &Face::INK);
            let detail = letters::fit(&input.detail, TEXT, room);
            canvas.text((0.0, mid + 10.0), &detail, &Face::SECOND);
        }
        bar(canvas, layout, (data, input, mid));
    });
}

/// The figures at both ends of a bar.
fn ends(canvas: &Canvas, frame: &Frame, layout: &Layout, (data, input, mid): (&TornadoData, &Input, f64)) {
    let Some((low, high)) = input.range() else {
        let words = frame.say("不明", "cannot be told");
        let face = Face::SECOND.at(Anchor::Middle).halo();
        canvas.text((layout.rect.centre().0, mid), words, &face);
        return;
    };
    let base = finite(data.base);
    if high <= low && base.is_none_or(|base| high <= base && low >= base) {
        let words = frame.say("不变", "no change");
        canvas.text((layout.x(high) + 5.0, mid), words, &Face::SECOND.halo());
        return;
    }
    // The figure itself stands over the rows; a bar that begins there does not repeat it.
    if base.is_none_or(|base| low < base) {
        let at = (layout.x(low) - 5.0, mid);
        canvas.text(
            at,
            &figures::fixed(low, layout.places),
            &Face::SECOND.at(Anchor::End).halo(),
        );
    }
    if base.is_none_or(|base| high > base) && high > low {
        let at = (layout.x(high) + 5.0, mid);
        canvas.text(at, &figures::fixed(high, layout.places), &Face::SECOND.halo());
    }
}

/// Hatched where the input is unknown; in colour where it could cross a threshold, and above the figure in full.
fn bar(canvas: &Canvas, layout: &Layout, (data, input, mid): (&TornadoData, &Input, f64)) {
    let strip = |from: f64, to: f64, paint: &Paint| {
        let (left, right) = (layout.x(from), layout.x(to));
        canvas.rect((left, mid - 7.0), ((right - left).max(1.0), 14.0), paint);
    };
    let Some((low, high)) = input.range() else {
        strip(layout.span.low, layout.span.high, &Paint::unknown());
        return;
    };
    let is_point = data.thresholds.is_empty() || input.crosses_any(data);
    let role = if is_point { Role::Cat1 } else { Role::Other };
    if input.is_unknown {
        let paint = Paint {
            stroke: Some(role),
            width: 1.6,
            is_dashed: false,
            ..Paint::unknown()
        };
        strip(low, high, &paint);
        return;
    }
    let base = finite(data.base).unwrap_or(low).clamp(low, high);
    if base > low {
        strip(low, base, &Paint::tint(role, 0.5));
    }
    if high > base || high <= low {
        strip(base, high, &Paint::fill(role));
    }
}

fn title(input: &Input, data: &TornadoData, frame: &Frame) -> String {
    let mut words = format!("{} {}", input.label, input.detail).trim().to_string();
    let colon = frame.say("：", ": ");
    match input.range() {
        Some((low, high)) => {
            let (low, high) = (figures::short(low, 1), figures::short(high, 1));
            words.push_str(&format!("{colon}{} {low}–{high}", data.label));
        }
        None => words.push_str(&format!("{colon}{}", frame.say("不明", "cannot be told"))),
    }
    let crossed = crossed(input, data);
    if !crossed.is_empty() {
        words.push_str(&format!(" · {} {crossed}", frame.say("可越过", "could cross")));
    }
    words
}

/// Names of the thresholds that an input could make the figure cross.
fn crossed(input: &Input, data: &TornadoData) -> String {
    let crossed: Vec<&str> = data
        .thresholds
        .iter()
        .filter(|threshold| input.crosses(threshold))
        .map(|threshold| threshold.label.as_str())
        .collect();
    crossed.join("、")
}

fn below(canvas: &Canvas, frame: &Frame, data: &TornadoData, (inputs, top): (&[&Input], f64)) -> f64 {
    let mut key = Vec::new();
    let is_known = |input: &&&Input| !input.is_unknown;
    if !data.thresholds.is_empty() {
        let has = |is_point| inputs.iter().any(|input| input.crosses_any(data) == is_point);
        if has(true) {
            let words = frame.say("可越过虚线", "could cross a dashed line");
            key.push((Glyph::Bar(Paint::fill(Role::Cat1)), words));
        }
        if has(false) {
            let words = frame.say("越不过", "could not");
            key.push((Glyph::Bar(Paint::fill(Role::Other)), words));
        }
    }
    if inputs.iter().filter(is_known).count() < inputs.len() {
        let words = frame.say("输入未知", "input unknown");
        key.push((Glyph::Bar(Paint::unknown()), words));
    }
    let top = notes::key(canvas, top, &key);
    let hidden: Vec<&&Input> = inputs.iter().skip(MAX_ROWS).collect();
    let Some(first) = hidden.first() else {
        return top;
    };
    let (n, most) = (hidden.len(), figures::short(first.width().max(0.0), 1));
    let zh = format!("另有 {n} 项，各自至多移动 {most}，见数据表");
    let en = format!("{n} more move it by {most} at most each; they stand in the table");
    notes::sentence(canvas, top, frame.say(&zh, &en), &Face::SECOND, 2)
}

fn table(data: &TornadoData, inputs: &[&Input], frame: &Frame) -> DataTable {
    let say = |zh, en| frame.say(zh, en).to_string();
    let columns = vec![
        say("输入", "Input"),
        say("变动", "What is varied"),
        say("最低", "Least"),
        say("最高", "Most"),
        say("幅度", "Width"),
        say("输入已知", "Input known"),
        say("可越过", "Could cross"),
    ];
    let row = |input: &&Input| {
        let (low, high) = input.range().unzip();
        vec![
            input.label.clone(),
            input.detail.clone(),
            figures::or_unknown(low, 1, frame),
            figures::or_unknown(high, 1, frame),
            figures::or_unknown(input.range().map(|(low, high)| high - low), 1, frame),
            if input.is_unknown {
                say("否", "no")
            } else {
                say("是", "yes")
            },
            crossed(input, data),
        ]
    };
    DataTable {
        columns,
        rows: inputs.iter().map(row).collect(),
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::chart::proof;
    use crate::diag::Lang;

    fn frame(lang: Lang) -> Frame {
        Frame::new("tor", lang, "服务一项可升一级", "未知项")
    }

    fn input(label: &str, low: f64, high: f64) -> Input {
        Input {
            label: label.into(),
            low: Some(low),
            high: Some(high),
            ..Input::default()
        }
    }

    /// A sample with the hard cases.
    pub(crate) fn of(n: usize) -> TornadoData {
        let one = |idx: usize| Input {
            label: proof::name(idx),
            detail: if idx.is_multiple_of(2) {
                "0–120".into()
            } else {
                String::new()
            },
            low: (idx % 7 != 6).then_some(74.4 - (idx * 13 % 29) as f64 / 2.0),
            high: Some(74.4 + (idx * 17 % 31) as f64 / 2.0),
            is_unknown: idx.is_multiple_of(3),
            href: Some(format!("why.html#i{idx}")),
        };
        let tier = |label: &str, at| Threshold {
            label: label.into(),
            at,
        };
        TornadoData {
            label: "客户价值".into(),
            base: Some(74.4),
            thresholds: vec![tier("白金", 85.0), tier("金", 75.0), tier("银", 60.0)],
            inputs: (0..n).map(one).collect(),
        }
    }

    #[test]
    fn any_number_of_inputs_is_drawn_without_a_label_on_another() {
        for n in [0, 1, 2, 12, 200] {
            for lang in Lang::ALL {
                for width in [360.0, 480.0, 900.0] {
                    let frame = Frame { width, ..frame(lang) };
                    let svg = draw(&of(n), &frame);
                    proof::check(&svg);
                    assert_eq!(svg, draw(&of(n), &frame));
                    assert_eq!(svg.table.rows.len(), n);
                }
            }
        }
    }

    #[test]
    fn the_widest_is_first_and_what_nobody_can_tell_is_last() {
        let mut data = of(0);
        data.inputs = vec![
            Input {
                label: "不明".into(),
                ..Input::default()
            },
            input("窄", 74.0, 76.0),
            input("宽", 60.0, 90.0),
        ];
        let svg = draw(&data, &frame(Lang::Zh));
        proof::check(&svg);
        let names: Vec<&str> = svg.table.rows.iter().map(|row| row[0].as_str()).collect();
        assert_eq!(names, ["宽", "窄", "不明"]);
    }

    #[test]
    fn at_a_threshold_counts_as_above_it() {
        let gold = Threshold {
            label: "金".into(),
            at: 75.0,
        };
        assert!(input("a", 74.9, 75.0).crosses(&gold));
        assert!(!input("a", 75.0, 90.0).crosses(&gold));
        assert!(!input("a", 60.0, 74.9).crosses(&gold));
    }

    #[test]
    fn an_unknown_input_is_hatched_and_one_that_can_cross_is_in_colour() {
        let mut data = of(0);
        data.inputs = vec![Input {
            is_unknown: true,
            ..input("服务", 70.0, 80.0)
        }];
        let svg = draw(&data, &frame(Lang::Zh));
        assert!(svg.markup.contains("url(#tor-hatch)") && svg.markup.contains("ks-cat1"));
        data.inputs = vec![input("服务", 70.0, 74.5)];
        assert!(!draw(&data, &frame(Lang::Zh)).markup.contains("cat1"));
    }

    #[test]
    fn figures_and_thresholds_that_are_none_do_no_harm() {
        for odd in [None, Some(f64::NAN), Some(f64::INFINITY), Some(-1e300), Some(0.0)] {
            let mut data = of(5);
            data.base = odd;
            data.inputs[1].low = odd;
            data.inputs[2].high = odd;
            data.thresholds[0].at = odd.unwrap_or(f64::NEG_INFINITY);
            data.thresholds[1].label = proof::LONG[0].into();
            proof::check(&draw(&data, &frame(Lang::En)));
        }
        let mut same = of(0);
        same.inputs = vec![input("a", 74.4, 74.4)];
        let svg = draw(&same, &frame(Lang::En));
        proof::check(&svg);
        assert!(svg.markup.contains(">no change</text>"));
    }
}
