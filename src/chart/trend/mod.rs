//! How a figure went over periods: one to four lines with gaps where nothing is known, named at their ends.

mod ends;
mod layout;
mod lines;
mod table;

use crate::chart::canvas::Canvas;
use crate::chart::figures;
use crate::chart::frame::Frame;
use crate::chart::frame::Svg;
use crate::chart::notes;
use crate::chart::notes::Glyph;
use crate::chart::paint::Face;
use crate::chart::paint::Mark;
use crate::chart::paint::Paint;
use crate::chart::palette::Role;
use crate::chart::plane::Plane;
use crate::chart::trend::layout::Layout;
use crate::chart::trend::lines::Line;

/// One line.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Series {
    /// Its name; may be empty if there is no other.
    pub label: String,
    /// A figure a period; `None` is unknown, and so is what is missing at the end.
    pub values: Vec<Option<f64>>,
    /// The least and the most each could be, where that is known; may be empty.
    pub intervals: Vec<Option<(f64, f64)>>,
    /// True for a line that is there for comparison: grey.
    pub is_context: bool,
    /// Where it leads.
    pub href: Option<String>,
}

/// A figure that is aimed at.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Target {
    /// Its name: 目标.
    pub label: String,
    /// In the unit of the figures.
    pub at: f64,
}

/// A figure over time.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TrendData {
    /// What is measured, with its unit: 年收入（万元）.
    pub measure: String,
    /// Names of the periods, in order of time.
    pub periods: Vec<String>,
    /// One to four lines.
    pub series: Vec<Series>,
    /// What is aimed at.
    pub target: Option<Target>,
}

/// Lines and periods that are drawn: the first lines, the latest periods. All stand in the table.
const MAX_SERIES: usize = 4;
const MAX_PERIODS: usize = 40;

/// Up to so many periods every point has a mark, a tooltip and its whisker; of more, the last point of a line.
const MARKED: usize = 12;

/// Draws the lines.
pub fn draw(data: &TrendData, frame: &Frame) -> Svg {
    let canvas = Canvas::new(frame);
    let table = table::table(data, frame);
    let lines = lines::lines(data);
    if lines.iter().all(|line| line.last.is_none()) {
        let words = frame.say("各期都未知", "Nothing is known of any period");
        let height = notes::nothing(&canvas, words);
        return canvas.finish(frame, "trend", height, table);
    }
    let n_hidden = data.periods.len().saturating_sub(MAX_PERIODS);
    let periods = data.periods.get(n_hidden..).unwrap_or_default();
    let target = data.target.as_ref().filter(|target| target.at.is_finite());
    let ends = ends::ends(&lines, target, periods);
    let layout = Layout::of(&canvas, (&lines, target, periods.len()), &ends);
    let mut plane = layout.plane(&canvas);
    plane.mesh();
    plane.names("", &data.measure, 0.0);
    layout::period_words(&canvas, &plane, periods);
    let has_gap = gaps(&canvas, &plane, &lines, periods.len());
    if let Some(target) = target {
        let y = plane.y(target.at);
        let rect = plane.rect();
        canvas.line((rect.x, y), (rect.right(), y), &Paint::dashed(Role::Ink2, 1.0));
    }
    for line in lines.iter().rev() {
        draw_line(&canvas, &mut plane, (line, periods));
    }
    ends::draw(&canvas, &plane, (layout.label, &ends));
    let top = plane.rect().bottom() + 36.0;
    let bottom = below(&canvas, frame, data, (has_gap, n_hidden, top));
    canvas.finish(frame, "trend", bottom + 2.0, table)
}

/// Hatches the foot of the periods of which nothing is known; true if there are any.
fn gaps(canvas: &Canvas, plane: &Plane, lines: &[Line<'_>], n: usize) -> bool {
    let is_unknown = |place: usize| {
        lines
            .iter()
            .all(|line| line.values.get(place).copied().flatten().is_none())
    };
    let unknown: Vec<bool> = (0..n).map(is_unknown).collect();
    let rect = plane.rect();
    let mut place = 0;
    for run in unknown.chunk_by(|one, two| one == two) {
        if run.first() == Some(&true) {
            let left = plane.x(place as f64 - 0.5).max(rect.x);
            let right = plane.x((place + run.len()) as f64 - 0.5).min(rect.right());
            let at = (left + 1.0, rect.bottom() - 9.0);
            canvas.rect(at, ((right - left - 2.0).max(2.0), 8.0), &Paint::unknown());
        }
        place += run.len();
    }
    unknown.contains(&true)
}

fn draw_line(canvas: &Canvas, plane: &mut Plane, (line, periods): (&Line<'_>, &[String])) {
    let role = line.role();
    let mark = Mark {
        title: &line.series.label,
        href: line.series.href.as_deref(),
    };
    canvas.mark(&mark, || {
        for (place, interval) in line.intervals.iter().enumerate() {
            let is_last = line.last.is_some_and(|(last, _)| last == place);
            if let Some((low, high)) = interval
                && (is_last || periods.len() <= MARKED)
            {
                whisker(canvas, plane, (place, *low, *high), role);
            }
        }
        let points: Vec<(usize, Option<f64>)> = line.values.iter().copied().enumerate().collect();
        for run in points.chunk_by(|one, two| one.1.is_some() == two.1.is_some()) {
            let known: Vec<(f64, f64)> = run
                .iter()
                .filter_map(|(place, value)| Some((*place as f64, (*value)?)))
                .collect();
            plane.path(&known, &Paint::line(role, 2.0));
        }
    });
    let is_alone = |place: usize| {
        let at = |place: Option<usize>| {
            let place = place?;
            line.values.get(place).copied().flatten()
        };
        at(place.checked_sub(1)).is_none() && at(Some(place + 1)).is_none()
    };
    for (place, value) in line.values.iter().enumerate() {
        let Some(value) = value else { continue };
        let is_last = line.last.is_some_and(|(last, _)| last == place);
        if periods.len() > MARKED && !is_last && !is_alone(place) {
            continue;
        }
        let period = periods.get(place).map_or("", String::as_str);
        let title = format!("{} {period} {}", line.series.label, figures::short(*value, 2));
        let mark = Mark {
            title: title.trim(),
            href: None,
        };
        let at = (plane.x(place as f64), plane.y(*value));
        let is_old = is_last && place + 1 < periods.len();
        canvas.mark(&mark, || point(canvas, at, (line.idx, role), (is_last, is_old)));
    }
}

/// Every line has a shape of its own, so that colour is never alone; the end of one that ended early is hollow.
fn point(canvas: &Canvas, (x, y): (f64, f64), (idx, role): (usize, Role), (is_last, is_old): (bool, bool)) {
    let r = if is_last { 4.6 } else { 3.4 };
    let paint = if is_old {
        Paint::hollow(role, 1.4)
    } else {
        Paint {
            stroke: Some(Role::Paper),
            width: 0.8,
            ..Paint::fill(role)
        }
    };
    match idx {
        0 => canvas.circle((x, y), r, &paint),
        1 => canvas.rect((x - r, y - r), (2.0 * r, 2.0 * r), &paint),
        2 => canvas.path(
            &[
                (x, y - r * 1.4),
                (x + r * 1.4, y),
                (x, y + r * 1.4),
                (x - r * 1.4, y),
            ],
            true,
            &paint,
        ),
        _ => canvas.path(
            &[(x, y - r * 1.3), (x + r * 1.3, y + r), (x - r * 1.3, y + r)],
            true,
            &paint,
        ),
    }
}

fn whisker(canvas: &Canvas, plane: &Plane, (place, low, high): (usize, f64, f64), role: Role) {
    let x = plane.x(place as f64);
    let (top, bottom) = (plane.y(high), plane.y(low));
    let paint = Paint::line(role, 1.2);
    canvas.line((x, top), (x, bottom), &paint);
    for y in [top, bottom] {
        canvas.line((x - 3.5, y), (x + 3.5, y), &paint);
    }
}

fn below(
    canvas: &Canvas,
    frame: &Frame,
    data: &TrendData,
    (has_gap, n_hidden, top): (bool, usize, f64),
) -> f64 {
    let n = data.periods.len();
    let mut key = Vec::new();
    if has_gap {
        key.push((Glyph::Bar(Paint::unknown()), frame.say("未知", "unknown")));
    }
    if data.series.iter().any(|series| !series.intervals.is_empty()) {
        let words = if n <= MARKED {
            frame.say("可能的范围", "what it could be")
        } else {
            frame.say("末期可能的范围", "what the last could be")
        };
        key.push((Glyph::Whisker(Paint::line(Role::Ink2, 1.2)), words));
    }
    let is_old = |series: &Series| {
        (n > 0)
            .then(|| series.values.get(n - 1).copied().flatten())
            .flatten()
            .is_none()
    };
    if data.series.len() > 1 && data.series.iter().take(MAX_SERIES).any(is_old) {
        let words = frame.say("最近几期未知", "not known of late");
        key.push((Glyph::Dot(Paint::hollow(Role::Ink2, 1.4)), words));
    }
    let mut top = notes::key(canvas, top, &key);
    if n_hidden > 0 {
        let zh = format!("只画最近 {MAX_PERIODS} 期，更早 {n_hidden} 期见数据表");
        let en = format!("The latest {MAX_PERIODS} periods; {n_hidden} earlier ones stand in the table");
        top = notes::sentence(canvas, top, frame.say(&zh, &en), &Face::SECOND, 2);
    }
    let n_lines = data.series.len();
    if n_lines > MAX_SERIES {
        let zh = format!("只画 {n_lines} 条中的前 {MAX_SERIES} 条，其余见数据表");
        let en = format!("The first {MAX_SERIES} of {n_lines} lines; the others stand in the table");
        top = notes::sentence(canvas, top, frame.say(&zh, &en), &Face::SECOND, 2);
    }
    top
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::chart::proof;
    use crate::diag::Lang;

    fn frame(lang: Lang) -> Frame {
        Frame::new("trend", lang, "三年翻番", "年收入")
    }

    /// A sample with the hard cases.
    pub(crate) fn of(n: usize, n_series: usize) -> TrendData {
        let value = |series: usize, idx: usize| {
            ((idx + series) % 6 != 4).then_some((idx * 31 % 47) as f64 + 10.0 * series as f64)
        };
        let series = |at: usize| Series {
            label: proof::name(at + 3),
            values: (0..n).map(|idx| value(at, idx)).collect(),
            intervals: (0..n)
                .map(|idx| value(at, idx).map(|value| (value - 4.0, value + 3.0)))
                .collect(),
            is_context: at == 3,
            href: Some("#s".into()),
        };
        TrendData {
            measure: "年收入（万元）".into(),
            periods: (0..n)
                .map(|idx| format!("{}Q{}", 2015 + idx / 4, idx % 4 + 1))
                .collect(),
            series: (0..n_series).map(series).collect(),
            target: (n_series % 2 == 1).then(|| Target {
                label: "目标".into(),
                at: 40.0,
            }),
        }
    }

    fn line(values: &[Option<f64>]) -> TrendData {
        TrendData {
            measure: "年收入".into(),
            periods: (0..values.len()).map(|idx| (2020 + idx).to_string()).collect(),
            series: vec![Series {
                values: values.to_vec(),
                ..Series::default()
            }],
            target: None,
        }
    }

    #[test]
    fn any_number_of_periods_and_lines_is_drawn_without_a_label_on_another() {
        for n in [0, 1, 2, 12, 40, 200] {
            for n_series in [0, 1, 2, 4, 7] {
                for lang in Lang::ALL {
                    for width in [360.0, 480.0, 1200.0] {
                        let frame = Frame { width, ..frame(lang) };
                        let svg = draw(&of(n, n_series), &frame);
                        proof::check(&svg);
                        assert_eq!(svg, draw(&of(n, n_series), &frame));
                        assert_eq!(svg.table.rows.len(), n);
                    }
                }
            }
        }
    }

    #[test]
    fn a_gap_parts_the_line_and_is_hatched() {
        let data = line(&[Some(1.0), Some(2.0), None, Some(4.0), Some(3.0)]);
        let svg = draw(&data, &frame(Lang::Zh));
        assert!(svg.markup.contains("url(#trend-hatch)") && svg.markup.contains(">未知</text>"));
        assert_eq!(
            svg.markup.matches("stroke-width=\"2\" class=\"ks-cat1\"").count(),
            2
        );
        assert_eq!(svg.table.rows[2][1], "未知");
    }

    #[test]
    fn the_last_known_figure_stands_at_the_end_and_says_its_period_if_it_is_old() {
        let svg = draw(&line(&[Some(1.0), Some(2.5)]), &frame(Lang::Zh));
        assert!(svg.markup.contains(">2.5</text>"));
        let svg = draw(&line(&[Some(1.0), Some(2.5), None]), &frame(Lang::Zh));
        assert!(svg.markup.contains(">2.5 (2021)</text>"));
    }

    #[test]
    fn lines_that_end_at_one_place_have_labels_apart() {
        let mut data = of(12, 4);
        for series in &mut data.series {
            series.values = vec![Some(20.0); 12];
        }
        proof::check(&draw(&data, &frame(Lang::Zh)));
    }

    #[test]
    fn more_periods_and_lines_than_are_drawn_are_said() {
        let markup = draw(&of(60, 6), &frame(Lang::Zh)).markup;
        assert!(markup.contains("只画最近 40 期") && markup.contains("前 4 条"));
    }

    #[test]
    fn figures_that_are_none_and_constant_lines_do_no_harm() {
        for odd in [f64::NAN, f64::INFINITY, -1e300, 1e300, 0.0, -7.5] {
            let mut data = line(&[Some(odd), Some(1.0), Some(odd), None]);
            data.target = Some(Target {
                label: proof::LONG[1].into(),
                at: odd,
            });
            data.series[0].intervals = vec![Some((odd, 1.0)), Some((2.0, 1.0))];
            data.measure = proof::LONG[0].into();
            data.periods[1] = proof::LONG[1].into();
            proof::check(&draw(&data, &frame(Lang::En)));
            proof::check(&draw(&line(&[Some(odd)]), &frame(Lang::En)));
        }
    }
}
