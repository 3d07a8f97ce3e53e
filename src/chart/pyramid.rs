//! The pyramid of tiers: how many accounts, and beside it how much they bring.

use crate::chart::block::Block;
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
use crate::chart::paint::Run;
use crate::chart::palette::Role;
use crate::chart::plane::Plane;
use crate::chart::plane::Span;

/// Accounts that are in no tier, by why.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Outside {
    /// 不合格, 资料不足.
    pub label: String,
    /// How many accounts.
    pub n: usize,
    /// Where the list is.
    pub href: Option<String>,
}

/// One tier.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Tier {
    /// Its name.
    pub label: String,
    /// How many accounts.
    pub n: usize,
    /// Percent of known revenue.
    pub revenue: Option<f64>,
    /// Percent of known profit; may be negative or above 100.
    pub profit: Option<f64>,
    /// Where the list is.
    pub href: Option<String>,
}

/// The tiers of a portfolio, best first, and who is in none.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PyramidData {
    /// Best first; an empty tier is still drawn.
    pub tiers: Vec<Tier>,
    /// Accounts without a tier: ineligible, insufficient.
    pub outside: Vec<Outside>,
}

/// Height of a tier, in units.
const BAND: f64 = 60.0;

/// Height of the head over the tiers.
const HEAD: f64 = 28.0;

/// Draws the pyramid.
pub fn draw(data: &PyramidData, frame: &Frame) -> Svg {
    let canvas = Canvas::new(frame);
    let table = table(data, frame);
    if data.tiers.is_empty() {
        let words = frame.say(
            "还没有等级:先定价值模型",
            "No tiers yet: they come with a value model",
        );
        let height = notes::nothing(&canvas, words);
        return canvas.finish(frame, "pyramid", height, table);
    }
    let layout = Layout::of(&canvas, data, frame);
    head(&canvas, frame, &layout);
    let bottom = HEAD + BAND * data.tiers.len() as f64;
    let rect = Block::new(layout.bars, HEAD, layout.bars_width, bottom - HEAD);
    let mut plane = Plane::rows(&canvas, rect, span(data));
    plane.path(&[(0.0, 0.0), (0.0, -rect.h)], &Paint::line(Role::Ink2, 1.0));
    let total = total(data);
    for (idx, tier) in data.tiers.iter().enumerate() {
        let title = title(tier, total, frame);
        canvas.mark(
            &Mark {
                title: &title,
                href: tier.href.as_deref(),
            },
            || {
                trapezoid(&canvas, &layout, (idx, data.tiers.len()), tier);
                words(&canvas, frame, &layout, (idx, tier, total));
            },
        );
        amounts(&canvas, &mut plane, idx, tier);
    }
    let bottom = below(&canvas, frame, data, bottom + 8.0);
    canvas.finish(frame, "pyramid", bottom + 2.0, table)
}

fn total(data: &PyramidData) -> usize {
    data.tiers.iter().map(|tier| tier.n).sum::<usize>()
        + data.outside.iter().map(|outside| outside.n).sum::<usize>()
}

fn share_of(n: usize, total: usize) -> Option<f64> {
    (total > 0).then(|| n as f64 * 100.0 / total as f64)
}

/// `占户数 5.1%`.
fn of_all(n: usize, total: usize, frame: &Frame) -> String {
    let share = share_of(n, total).map_or_else(|| "?".to_string(), figures::percent);
    format!("{} {share}", frame.say("占户数", "of all"))
}

struct Layout {
    shape: f64,
    name: f64,
    name_width: f64,
    bars: f64,
    bars_width: f64,
}

impl Layout {
    fn of(canvas: &Canvas, data: &PyramidData, frame: &Frame) -> Layout {
        let wide = canvas.width();
        let figures = data
            .tiers
            .iter()
            .flat_map(|tier| [tier.revenue, tier.profit])
            .map(|share| finite(share).map_or(TEXT, |share| letters::width(&figures::percent(share), TEXT)));
        let figures = figures.fold(0.0, f64::max) + 10.0;
        let shape = wide * 0.3;
        let name = shape + 12.0;
        let total = total(data);
        let widths = data.tiers.iter().map(|tier| {
            letters::width(&tier.label, TEXT * 1.07).max(letters::width(&of_all(tier.n, total, frame), TEXT))
        });
        let widest = widths.fold(60.0, f64::max);
        let name_width = widest.min(wide * 0.3);
        let bars = name + name_width + 14.0;
        Layout {
            shape,
            name,
            name_width,
            bars,
            bars_width: (wide - bars - figures).max(40.0),
        }
    }
}

fn head(canvas: &Canvas, frame: &Frame, layout: &Layout) {
    let accounts = letters::fit(frame.say("多少家", "How many"), TEXT, layout.bars - 10.0);
    canvas.text((0.0, 10.0), &accounts, &Face::SECOND);
    let much = frame.say("占多少", "How much");
    canvas.text(
        (layout.bars, 10.0),
        &letters::fit(much, TEXT, canvas.width() - layout.bars),
        &Face::SECOND,
    );
}

/// The scale of the bars: from zero, or from the loss if there is one.
fn span(data: &PyramidData) -> Span {
    let shares = || {
        data.tiers
            .iter()
            .flat_map(|tier| [tier.revenue, tier.profit])
            .filter_map(finite)
    };
    let low = shares().fold(0.0, f64::min);
    let high = shares().fold(0.0, f64::max);
    Span::new(low, if high > low { high } else { low + 1.0 })
}

/// A band of the pyramid: every tier as high as any other, the best one at the top.
fn trapezoid(canvas: &Canvas, layout: &Layout, (idx, n): (usize, usize), tier: &Tier) {
    let edge = |part: f64| layout.shape * (0.24 + 0.76 * part);
    let (top, bottom) = (HEAD + BAND * idx as f64, HEAD + BAND * (idx + 1) as f64 - 3.0);
    let (upper, lower) = (
        edge(idx as f64 / n as f64),
        edge((idx + 1) as f64 / n as f64) - 2.0,
    );
    let mid = layout.shape / 2.0;
    let points = [
        (mid - upper / 2.0, top),
        (mid + upper / 2.0, top),
        (mid + lower / 2.0, bottom),
        (mid - lower / 2.0, bottom),
    ];
    let opacity = 0.34 - 0.26 * idx as f64 / n.max(2) as f64;
    let paint = if tier.n == 0 {
        Paint::dashed(Role::Ink2, 1.0)
    } else {
        Paint {
            stroke: Some(Role::Cat1),
            width: 1.0,
            ..Paint::tint(Role::Cat1, opacity)
        }
    };
    canvas.path(&points, true, &paint);
    let count = figures::short(tier.n as f64, 0);
    let size = if letters::width(&count, 22.0) * 1.1 < upper - 8.0 {
        22.0
    } else {
        TEXT
    };
    let face = Face {
        size,
        ..Face::INK.bold().at(Anchor::Middle)
    };
    canvas.text(
        (mid, (top + bottom) / 2.0),
        &letters::fit(&count, size, layout.shape),
        &face,
    );
}

fn words(canvas: &Canvas, frame: &Frame, layout: &Layout, (idx, tier, total): (usize, &Tier, usize)) {
    let mid = HEAD + BAND * idx as f64 + BAND / 2.0 - 1.5;
    let name = letters::fit(&tier.label, TEXT, layout.name_width / 1.07);
    canvas.text((layout.name, mid - 10.0), &name, &Face::INK.bold());
    let of = of_all(tier.n, total, frame);
    canvas.text(
        (layout.name, mid + 10.0),
        &letters::fit(&of, TEXT, layout.name_width),
        &Face::SECOND,
    );
}

/// Two bars: revenue above, profit below.
fn amounts(canvas: &Canvas, plane: &mut Plane, idx: usize, tier: &Tier) {
    let rect = plane.rect();
    let middle = BAND * idx as f64 + BAND / 2.0 - 1.5;
    let rows = [
        (middle - 10.0, tier.revenue, Role::Cat1),
        (middle + 10.0, tier.profit, Role::Cat2),
    ];
    for (mid, share, role) in rows {
        let end = match finite(share) {
            Some(share) => {
                plane.strip(0.0, share, (mid, 12.0), &Paint::fill(role));
                plane.x(share.max(0.0))
            }
            None => {
                plane.strip(0.0, 1e12, (mid, 12.0), &Paint::unknown());
                rect.right()
            }
        };
        let words = finite(share).map_or_else(|| "?".to_string(), figures::percent);
        let room = canvas.width() - end.min(rect.right()) - 6.0;
        let words = letters::fit(&words, TEXT, room);
        canvas.text((end.min(rect.right()) + 6.0, rect.y + mid), &words, &Face::INK);
    }
}

fn below(canvas: &Canvas, frame: &Frame, data: &PyramidData, top: f64) -> f64 {
    let key = [
        (
            Glyph::Bar(Paint::fill(Role::Cat1)),
            frame.say("占收入(上)", "of revenue (upper)"),
        ),
        (
            Glyph::Bar(Paint::fill(Role::Cat2)),
            frame.say("占利润(下)", "of profit (lower)"),
        ),
    ];
    let top = notes::key(canvas, top, &key);
    let items: Vec<Run> = data
        .outside
        .iter()
        .map(|outside| Run {
            text: format!("{} {}", outside.label, outside.n),
            href: outside.href.clone(),
        })
        .collect();
    notes::list(
        canvas,
        frame,
        top + 2.0,
        (frame.say("不在金字塔内", "In no tier"), &items),
        4,
    )
}

fn title(tier: &Tier, total: usize, frame: &Frame) -> String {
    let accounts =
        share_of(tier.n, total).map_or_else(String::new, |share| format!(" ({})", figures::percent(share)));
    let share = |share| match finite(share) {
        Some(share) => figures::percent(share),
        None => frame.say("未知", "unknown").to_string(),
    };
    let (n, revenue, profit) = (tier.n, share(tier.revenue), share(tier.profit));
    let zh = format!("{} {n} 家{accounts},收入 {revenue},利润 {profit}", tier.label);
    let en = format!(
        "{}: {n} accounts{accounts}, revenue {revenue}, profit {profit}",
        tier.label
    );
    frame.say(&zh, &en).to_string()
}

fn table(data: &PyramidData, frame: &Frame) -> DataTable {
    let columns = [
        ("等级", "Tier"),
        ("户数", "Accounts"),
        ("占户数(%)", "Of accounts (%)"),
        ("占收入(%)", "Of revenue (%)"),
        ("占利润(%)", "Of profit (%)"),
    ];
    let columns = columns
        .into_iter()
        .map(|(zh, en)| frame.say(zh, en).to_string())
        .collect();
    let total = total(data);
    let share = |n| share_of(n, total).map_or_else(String::new, |share| figures::short(share, 1));
    let tiers = data.tiers.iter().map(|tier| {
        vec![
            tier.label.clone(),
            tier.n.to_string(),
            share(tier.n),
            figures::or_unknown(tier.revenue, 1, frame),
            figures::or_unknown(tier.profit, 1, frame),
        ]
    });
    let outside = data.outside.iter().map(|outside| {
        vec![
            outside.label.clone(),
            outside.n.to_string(),
            share(outside.n),
            String::new(),
            String::new(),
        ]
    });
    DataTable {
        columns,
        rows: tiers.chain(outside).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::proof;
    use crate::diag::Lang;

    fn frame(lang: Lang) -> Frame {
        Frame::new("pyr", lang, "白金 3 家带来 54% 的收入", "等级")
    }

    fn of(n: usize) -> PyramidData {
        let tiers = (0..n).map(|idx| Tier {
            label: proof::name(idx),
            n: idx * idx * 7,
            revenue: (idx % 3 != 2).then_some(54.26 / (idx + 1) as f64),
            profit: (idx % 4 != 3).then_some(41.0 - 23.0 * idx as f64),
            href: Some(format!("../tiers/{idx}.html?a=1&b=2")),
        });
        let outside = (0..n).map(|idx| Outside {
            label: proof::name(idx),
            n: idx,
            href: Some("x.html".into()),
        });
        PyramidData {
            tiers: tiers.collect(),
            outside: outside.collect(),
        }
    }

    #[test]
    fn any_number_of_tiers_is_drawn_without_a_label_on_another() {
        for n in [0, 1, 2, 12, 200] {
            for lang in Lang::ALL {
                let svg = draw(&of(n), &frame(lang));
                proof::check(&svg);
                assert_eq!(svg, draw(&of(n), &frame(lang)));
            }
        }
    }

    #[test]
    fn an_empty_tier_is_drawn_with_its_zero() {
        let data = PyramidData {
            tiers: vec![Tier {
                label: "白金".into(),
                ..Tier::default()
            }],
            outside: vec![],
        };
        let svg = draw(&data, &frame(Lang::Zh));
        proof::check(&svg);
        assert!(svg.markup.contains(">0</text>") && svg.markup.contains("stroke-dasharray"));
    }

    #[test]
    fn who_is_in_no_tier_is_listed_below_and_counted_in_the_whole() {
        let data = PyramidData {
            tiers: vec![Tier {
                label: "金".into(),
                n: 3,
                ..Tier::default()
            }],
            outside: vec![Outside {
                label: "资料不足".into(),
                n: 1,
                href: Some("i.html".into()),
            }],
        };
        let svg = draw(&data, &frame(Lang::Zh));
        assert!(svg.markup.contains("<a href=\"i.html\">资料不足 1</a>"));
        assert_eq!(svg.table.rows[0][2], "75");
        assert!(svg.markup.contains("role=\"group\""));
    }

    #[test]
    fn shares_that_are_no_figures_are_unknown() {
        let tier = Tier {
            label: "金".into(),
            n: 1,
            revenue: Some(f64::NAN),
            profit: Some(f64::NEG_INFINITY),
            href: None,
        };
        proof::check(&draw(
            &PyramidData {
                tiers: vec![tier],
                outside: vec![],
            },
            &frame(Lang::En),
        ));
    }
}
