//! The Pareto chart (ABC): amounts as bars, the greatest first, and beside them how much they make together.

mod layout;
mod rows;
mod table;

use crate::chart::block::Block;
use crate::chart::canvas::Canvas;
use crate::chart::figures;
use crate::chart::figures::finite;
use crate::chart::frame::Frame;
use crate::chart::frame::Svg;
use crate::chart::frame::TEXT;
use crate::chart::lanes;
use crate::chart::letters;
use crate::chart::notes;
use crate::chart::paint::Anchor;
use crate::chart::paint::Face;
use crate::chart::paint::Mark;
use crate::chart::paint::Paint;
use crate::chart::paint::Run;
use crate::chart::palette::Role;
use crate::chart::pareto::layout::Layout;
use crate::chart::pareto::layout::amount_words;
use crate::chart::pareto::layout::mean_words;
use crate::chart::pareto::layout::rest_words;
use crate::chart::pareto::rows::Row;
use crate::chart::plane::Plane;
use crate::chart::plane::Span;
use crate::diag::Lang;

/// One account.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Account {
    /// Its name.
    pub label: String,
    /// In the unit of the whole.
    pub amount: Option<f64>,
    /// Percent of the sum that it makes with all before it.
    pub cumulative: f64,
    /// Its place among the classes, if it is in one.
    pub class: Option<usize>,
    /// True for the account the page is about.
    pub is_focus: bool,
    /// Where it leads.
    pub href: Option<String>,
}

/// One class.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Class {
    /// Its name: A.
    pub label: String,
    /// Cumulative percent up to which it reaches; the last class has none.
    pub bound: Option<f64>,
}

/// A Pareto chart.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ParetoData {
    /// Unit of the amounts: 万元.
    pub unit: Option<String>,
    /// By amount, the greatest first; those with an unknown amount anywhere.
    pub accounts: Vec<Account>,
    /// Best first; may be empty.
    pub classes: Vec<Class>,
}

/// Heights of rows, in units.
const ROW: f64 = 23.0;
const REST: f64 = 34.0;
const HEAD: f64 = 27.0;

/// Draws the chart.
pub fn draw(data: &ParetoData, frame: &Frame) -> Svg {
    let canvas = Canvas::new(frame);
    let known = rows::known(data);
    let rows = rows::rows(&known);
    let table = table::table(data, &rows, frame);
    if rows.is_empty() {
        let words = frame.say("没有已知的金额", "No amount is known");
        let height = notes::nothing(&canvas, words);
        let height = unknown(&canvas, frame, data, height + 6.0);
        return canvas.finish(frame, "pareto", height, table);
    }
    let layout = Layout::of(&canvas, frame, &rows);
    let top = head(&canvas, frame, &layout, data);
    let bottom = top + rows.iter().map(height).sum::<f64>();
    let curve = Block::new(layout.curve, top, layout.curve_width, bottom - top);
    let mut plane = Plane::rows(&canvas, curve, Span::new(0.0, 100.0));
    scale(&mut plane, data, bottom - top);
    let has_focus = known.iter().any(|(account, _)| account.is_focus);
    let mut y = top;
    let mut points = vec![(0.0, 0.0)];
    for row in &rows {
        let mid = y + height(row) / 2.0;
        match row {
            Row::Class { class, n, share } => class_head(&canvas, frame, (data, *class), (*n, *share, y)),
            Row::One(account, cumulative) => {
                one(&canvas, &layout, (account, *cumulative), (mid, has_focus));
                points.push((*cumulative, top - mid));
            }
            Row::Rest {
                n, sum, cumulative, ..
            } => {
                rest(&canvas, frame, &layout, (*n, *sum, mid));
                points.push((*cumulative, top - mid));
            }
        }
        y += height(row);
    }
    curve_line(&mut plane, &points, &rows);
    let bottom = unknown(&canvas, frame, data, bottom + 6.0);
    canvas.finish(frame, "pareto", bottom + 2.0, table)
}

fn height(row: &Row<'_>) -> f64 {
    match row {
        Row::Class { .. } => HEAD,
        Row::One(..) => ROW,
        Row::Rest { .. } => REST,
    }
}

/// Names of the columns, and the flags of the bounds; gives where the rows begin.
fn head(canvas: &Canvas, frame: &Frame, layout: &Layout, data: &ParetoData) -> f64 {
    let amount = letters::fit(&amount_head(data, frame), TEXT, layout.amount);
    canvas.text((layout.amount, 10.0), &amount, &Face::SECOND.at(Anchor::End));
    let name = letters::fit(frame.say("累计 %", "Cumulative %"), TEXT, layout.curve_width);
    canvas.text((canvas.width(), 10.0), &name, &Face::SECOND.at(Anchor::End));
    let bounds: Vec<(f64, String)> = data
        .classes
        .iter()
        .filter_map(|class| finite(class.bound))
        .filter(|bound| *bound > 0.0 && *bound < 100.0)
        .map(|bound| (bound, figures::percent(bound)))
        .collect();
    let x = |bound: f64| layout.curve + layout.curve_width * bound / 100.0;
    let wanted: Vec<(f64, f64)> = bounds
        .iter()
        .map(|(bound, words)| (x(*bound), letters::width(words, TEXT)))
        .collect();
    let flags = lanes::flags(&wanted, (layout.amount + 4.0, canvas.width()));
    let n_lanes = flags
        .iter()
        .flatten()
        .map(|flag| flag.lane + 1)
        .max()
        .unwrap_or(0);
    let top = 24.0 + 19.0 * n_lanes as f64;
    for ((bound, words), flag) in bounds.iter().zip(flags) {
        let Some(flag) = flag else { continue };
        let mid = top - 19.0 * flag.lane as f64 - 10.0;
        canvas.line(
            (x(*bound), mid - 8.0),
            (x(*bound), top),
            &Paint::dashed(Role::Ink2, 1.0),
        );
        canvas.text((flag.x, mid), words, &Face::SECOND);
    }
    top
}

fn amount_head(data: &ParetoData, frame: &Frame) -> String {
    match (&data.unit, frame.lang) {
        (Some(unit), Lang::Zh) => format!("金额（{unit}）"),
        (Some(unit), Lang::En) => format!("Amount ({unit})"),
        (None, _) => frame.say("金额", "Amount").to_string(),
    }
}

/// Both ends of the scale, its middle, and the bounds as hairlines.
fn scale(plane: &mut Plane, data: &ParetoData, high: f64) {
    for tick in [0.0, 50.0, 100.0] {
        plane.path(&[(tick, 0.0), (tick, -high)], &Paint::line(Role::Hair, 1.0));
    }
    for bound in data.classes.iter().filter_map(|class| finite(class.bound)) {
        if bound > 0.0 && bound < 100.0 {
            plane.path(&[(bound, 0.0), (bound, -high)], &Paint::dashed(Role::Ink2, 1.0));
        }
    }
}

/// `A　7 家 · 80.3%` under a hairline.
fn class_head(
    canvas: &Canvas,
    frame: &Frame,
    (data, class): (&ParetoData, usize),
    (n, share, top): (usize, f64, f64),
) {
    canvas.line(
        (0.0, top + 1.0),
        (canvas.width(), top + 1.0),
        &Paint::line(Role::Hair, 1.0),
    );
    let label = data.classes.get(class).map_or("?", |class| class.label.as_str());
    let (n, share) = (figures::short(n as f64, 0), figures::percent(share));
    let zh = format!("{n} 家 · 占 {share}");
    let en = format!("{n} · {share} of all");
    let words = frame.say(&zh, &en);
    let label = letters::fit(label, TEXT, canvas.width() * 0.3);
    canvas.text((0.0, top + 15.0), &label, &Face::INK.bold());
    let left = letters::width(&label, TEXT) * 1.07 + 12.0;
    canvas.text((left, top + 15.0), words, &Face::SECOND);
}

fn one(
    canvas: &Canvas,
    layout: &Layout,
    (account, cumulative): (&Account, f64),
    (mid, has_focus): (f64, bool),
) {
    let amount = account.amount.unwrap_or(0.0);
    let words = amount_words(amount, layout.places);
    let title = format!("{} {words} · {}", account.label, figures::percent(cumulative));
    let face = if account.is_focus {
        Face::INK.bold()
    } else {
        Face::INK
    };
    let mark = Mark {
        title: &title,
        href: account.href.as_deref(),
    };
    canvas.mark(&mark, || {
        let room = (layout.label - 10.0) / if account.is_focus { 1.07 } else { 1.0 };
        canvas.text((0.0, mid), &letters::fit(&account.label, TEXT, room), &face);
        let paint = match account.class {
            _ if account.is_focus => Paint::fill(Role::Cat1),
            _ if has_focus => Paint::fill(Role::Other),
            None | Some(0) => Paint::fill(Role::Cat1),
            Some(1) => Paint::tint(Role::Cat1, 0.6),
            Some(_) => Paint::tint(Role::Cat1, 0.4),
        };
        bar(canvas, layout, (amount, mid), &paint);
    });
    let words = letters::fit(&words, TEXT, layout.amount_room() / 1.07);
    canvas.text((layout.amount, mid), &words, &face.at(Anchor::End));
}

/// A bar from zero; in canvas units, since a plane a row would cost more than the row.
fn bar(canvas: &Canvas, layout: &Layout, (amount, mid): (f64, f64), paint: &Paint) {
    let x = |value: f64| {
        let part = (value - layout.span.low) / (layout.span.high - layout.span.low);
        layout.label + layout.bars * part.clamp(0.0, 1.0)
    };
    let (from, to) = (x(amount.min(0.0)), x(amount.max(0.0)));
    canvas.rect((from, mid - 6.5), (to - from, 13.0), paint);
}

/// Those without a row of their own, by their mean.
fn rest(canvas: &Canvas, frame: &Frame, layout: &Layout, (n, sum, mid): (usize, f64, f64)) {
    let mean = sum / n as f64;
    let words = letters::fit(&rest_words(n, frame), TEXT, layout.label - 10.0);
    canvas.text((0.0, mid), &words, &Face::SECOND);
    bar(canvas, layout, (mean, mid), &Paint::tint(Role::Other, 0.6));
    let words = letters::fit(
        &mean_words(mean, layout.places, frame),
        TEXT,
        layout.amount_room(),
    );
    canvas.text((layout.amount, mid), &words, &Face::SECOND.at(Anchor::End));
}

/// The cumulative line, with a dot for each account that has a row.
fn curve_line(plane: &mut Plane, points: &[(f64, f64)], rows: &[Row<'_>]) {
    let points: Vec<(f64, f64)> = points.iter().map(|(x, y)| (x.clamp(0.0, 100.0), *y)).collect();
    plane.path(&points, &Paint::line(Role::Cat1, 2.0));
    let rows = rows.iter().filter(|row| !matches!(row, Row::Class { .. }));
    for (row, point) in rows.zip(points.iter().skip(1)) {
        if let Row::One(account, _) = row {
            plane.dot(
                *point,
                if account.is_focus { 4.5 } else { 2.6 },
                &Paint::fill(Role::Cat1),
            );
        }
    }
}

fn unknown(canvas: &Canvas, frame: &Frame, data: &ParetoData, top: f64) -> f64 {
    let unknown: Vec<Run> = data
        .accounts
        .iter()
        .filter(|account| finite(account.amount).is_none())
        .map(|account| Run {
            text: account.label.clone(),
            href: account.href.clone(),
        })
        .collect();
    let lead = frame.say("金额未知，未入图", "Amount unknown");
    notes::list(canvas, frame, top, (lead, &unknown), 3)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::chart::proof;

    fn frame(lang: Lang) -> Frame {
        Frame::new("par", lang, "七家带来八成", "收入与累计")
    }

    /// The shares of a composition, the greatest first, cut at 80 and 95 with the crossing one in.
    pub(crate) fn of(n: usize) -> ParetoData {
        let amounts: Vec<f64> = (0..n).map(|idx| 500.0 / (idx + 1) as f64).collect();
        let sum: f64 = amounts.iter().sum();
        let mut so_far = 0.0;
        let accounts = amounts.iter().enumerate().map(|(idx, amount)| {
            let before = so_far * 100.0 / sum;
            so_far += amount;
            Account {
                label: proof::name(idx),
                amount: Some(*amount),
                cumulative: so_far * 100.0 / sum,
                class: Some(usize::from(before >= 80.0) + usize::from(before >= 95.0)),
                is_focus: false,
                href: Some(format!("../accounts/{idx}/index.html")),
            }
        });
        let class = |label: &str, bound| Class {
            label: label.into(),
            bound,
        };
        ParetoData {
            unit: Some("万元".into()),
            accounts: accounts.collect(),
            classes: vec![class("A", Some(80.0)), class("B", Some(95.0)), class("C", None)],
        }
    }

    fn rest_of(svg: &Svg) -> Vec<&str> {
        let rows = svg.table.rows.iter().map(|row| row[0].as_str());
        rows.filter(|name| name.starts_with("其余")).collect()
    }

    #[test]
    fn any_number_of_accounts_is_drawn_without_a_label_on_another() {
        for n in [0, 1, 2, 12, 25, 200, 10_000] {
            for lang in Lang::ALL {
                let svg = draw(&of(n), &frame(lang));
                proof::check(&svg);
                assert_eq!(svg, draw(&of(n), &frame(lang)));
                assert!(svg.table.rows.len() <= 25 && svg.markup.len() < 20_000);
            }
        }
    }

    #[test]
    fn each_class_keeps_its_largest_and_gathers_the_others() {
        let svg = draw(&of(200), &frame(Lang::Zh));
        assert_eq!(rest_of(&svg).len(), 3);
        assert!(svg.markup.contains(">80%</text>") && svg.markup.contains(">95%</text>"));
        assert!(draw(&of(24), &frame(Lang::Zh)).table.rows.len() == 24);
        let last = svg.table.rows.last().unwrap();
        assert_eq!((last[2].as_str(), last[3].as_str()), ("100", "C"));
    }

    #[test]
    fn the_account_in_question_has_its_row_wherever_it_stands() {
        for idx in [0, 50, 120, 199] {
            let mut data = of(200);
            data.accounts[idx].is_focus = true;
            data.accounts[idx].label = "焦点客户".into();
            let svg = draw(&data, &frame(Lang::Zh));
            proof::check(&svg);
            assert!(
                svg.markup
                    .contains("font-weight=\"600\" fill=\"#1D1B18\" class=\"k-ink\">焦点客户</text>")
            );
        }
    }

    #[test]
    fn without_classes_there_are_no_bounds_and_one_rest() {
        let mut data = of(200);
        data.classes.clear();
        data.accounts.iter_mut().for_each(|account| account.class = None);
        let svg = draw(&data, &frame(Lang::Zh));
        proof::check(&svg);
        assert_eq!(rest_of(&svg), ["其余 180 家"]);
    }

    #[test]
    fn an_unknown_amount_is_listed_and_never_a_bar() {
        let mut data = of(3);
        data.accounts[1].amount = None;
        let svg = draw(&data, &frame(Lang::Zh));
        proof::check(&svg);
        assert!(svg.markup.contains("金额未知") && svg.markup.matches("<rect").count() == 2);
        assert_eq!(svg.table.rows[2][1], "未知");
    }

    #[test]
    fn odd_figures_classes_and_bounds_do_no_harm() {
        for odd in [f64::NAN, f64::INFINITY, -500.0, 0.0, 1e300] {
            let mut data = of(12);
            data.accounts[2].amount = Some(odd);
            data.accounts[3].cumulative = odd;
            data.accounts[4].class = Some(77);
            data.classes[0].bound = Some(odd);
            data.classes[1].label = proof::LONG[0].into();
            data.unit = Some(proof::LONG[1].into());
            proof::check(&draw(&data, &frame(Lang::En)));
        }
    }
}
