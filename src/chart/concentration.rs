//! Concentration: the Herfindahl index in its band, what the largest make, and how many equal ones that would be.

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
use crate::chart::palette::Role;

/// How much a sum hangs on few.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ConcentrationData {
    /// Among how many it is divided.
    pub n: usize,
    /// Σ of squared percents. Range: `0..=10000`.
    pub hhi: Option<f64>,
    /// Percent of the largest.
    pub cr1: Option<f64>,
    /// Percent of the three largest.
    pub cr3: Option<f64>,
    /// So many of one size would be as concentrated: 10,000 / HHI.
    pub effective_n: Option<f64>,
    /// Name of the largest.
    pub largest: Option<String>,
    /// Where the largest leads.
    pub href: Option<String>,
}

/// Where the bands part, and both ends. Unit: HHI. Source: the bands in use for customers (domain table, HHI).
const BOUNDS: [f64; 5] = [0.0, 1_000.0, 1_800.0, 2_500.0, 10_000.0];

/// Upper edge and height of the bands; the pin stands over them, the bounds' figures below.
const TOP: f64 = 32.0;
const HIGH: f64 = 24.0;

/// Draws the scale.
pub fn draw(data: &ConcentrationData, frame: &Frame) -> Svg {
    let canvas = Canvas::new(frame);
    let table = table(data, frame);
    if data.n == 0 {
        let words = frame.say("没有已知的金额", "No amount is known");
        let height = notes::nothing(&canvas, words);
        return canvas.finish(frame, "concentration", height, table);
    }
    bands(&canvas, frame, data);
    pin(&canvas, frame, data);
    let mut y = TOP + HIGH + 32.0;
    y = shares(&canvas, data, y);
    let key = key(data, frame);
    let entries: Vec<(Glyph, &str)> = key
        .iter()
        .map(|(glyph, words)| (*glyph, words.as_str()))
        .collect();
    y = notes::key(&canvas, y + 4.0, &entries);
    let all = figures::short(data.n as f64, 0);
    let words = match finite(data.effective_n) {
        Some(n) => {
            let n = figures::short(n, 1);
            let zh = format!("共 {all} 家，集中程度相当于 {n} 家一样大");
            let en = format!("{all} in all, as concentrated as {n} of one size");
            frame.say(&zh, &en).to_string()
        }
        None => {
            let zh = format!("共 {all} 家，相当于几家一样大未知");
            let en = format!("{all} in all, as how many of one size is unknown");
            frame.say(&zh, &en).to_string()
        }
    };
    y = notes::sentence(&canvas, y, &words, &Face::SECOND, 2);
    canvas.finish(frame, "concentration", y + 2.0, table)
}

/// The band that an index is in, from 0. At 1000 and 1800 begins the next band, after 2500 the last.
fn band(hhi: f64) -> usize {
    let [_, low, high, very_high, _] = BOUNDS;
    usize::from(hhi >= low) + usize::from(hhi >= high) + usize::from(hhi > very_high)
}

fn names(frame: &Frame) -> [&str; 4] {
    let names = [
        ("分散", "low"),
        ("中等", "moderate"),
        ("较高", "high"),
        ("很高", "very high"),
    ];
    names.map(|(zh, en)| frame.say(zh, en))
}

/// Every band as wide as any other, and even within: the bounds' figures say so.
fn x(canvas: &Canvas, hhi: f64) -> f64 {
    let wide = canvas.width() / 4.0;
    let hhi = hhi.clamp(0.0, 10_000.0);
    let bands = BOUNDS.iter().zip(BOUNDS.iter().skip(1));
    for (idx, (low, high)) in bands.enumerate() {
        if hhi <= *high {
            return wide * (idx as f64 + (hhi - low) / (high - low));
        }
    }
    canvas.width()
}

fn bands(canvas: &Canvas, frame: &Frame, data: &ConcentrationData) {
    let wide = canvas.width() / 4.0;
    let own = finite(data.hhi).map(band);
    for (idx, name) in names(frame).into_iter().enumerate() {
        let left = wide * idx as f64;
        let is_own = own == Some(idx);
        let paint = match own {
            None => Paint::unknown(),
            Some(_) if is_own => Paint::tint(Role::Cat1, 0.28),
            Some(_) => Paint::tint(Role::Other, 0.1 + 0.06 * idx as f64),
        };
        canvas.rect((left + 0.5, TOP), (wide - 1.0, HIGH), &paint);
        let face = if is_own { Face::INK.bold() } else { Face::SECOND };
        let face = Face {
            has_halo: own.is_none(),
            ..face.at(Anchor::Middle)
        };
        let name = letters::fit(name, TEXT, wide / 1.07 - 6.0);
        canvas.text((left + wide / 2.0, TOP + HIGH / 2.0), &name, &face);
    }
    let mut free = f64::NEG_INFINITY;
    for bound in BOUNDS {
        let words = figures::short(bound, 0);
        let half = letters::width(&words, TEXT) / 2.0;
        let mid = x(canvas, bound).clamp(half, canvas.width() - half);
        if mid - half > free {
            let at = (mid, TOP + HIGH + 12.0);
            canvas.text(at, &words, &Face::SECOND.at(Anchor::Middle));
            free = mid + half + 6.0;
        }
    }
}

/// Where the index stands, with its figure.
fn pin(canvas: &Canvas, frame: &Frame, data: &ConcentrationData) {
    let Some(hhi) = finite(data.hhi) else {
        let words = format!("HHI {}", frame.say("未知", "unknown"));
        canvas.text((0.0, 12.0), &words, &Face::INK.bold());
        return;
    };
    let at = x(canvas, hhi);
    canvas.path(
        &[(at - 6.0, TOP - 9.0), (at + 6.0, TOP - 9.0), (at, TOP - 0.5)],
        true,
        &Paint::fill(Role::Cat1),
    );
    let words = format!("HHI {}", figures::short(hhi, 0));
    let half = letters::width(&words, TEXT) * 1.07 / 2.0;
    let mid = at.clamp(half, (canvas.width() - half).max(half));
    canvas.text((mid, 11.0), &words, &Face::INK.bold().at(Anchor::Middle));
}

fn percent(share: Option<f64>) -> Option<f64> {
    finite(share).map(|share| share.clamp(0.0, 100.0))
}

/// One bar of all: the largest, the three largest, the others.
fn shares(canvas: &Canvas, data: &ConcentrationData, top: f64) -> f64 {
    let wide = canvas.width() - 1.0;
    let rect = Block::new(0.5, top, wide, 14.0);
    let Some(cr1) = percent(data.cr1) else {
        canvas.rect((rect.x, rect.y), (rect.w, rect.h), &Paint::unknown());
        return rect.bottom() + 4.0;
    };
    canvas.rect((rect.x, rect.y), (rect.w, rect.h), &Paint::tint(Role::Other, 0.2));
    if let Some(cr3) = percent(data.cr3) {
        let three = wide * cr3.max(cr1) / 100.0;
        canvas.rect((rect.x, rect.y), (three, rect.h), &Paint::tint(Role::Cat1, 0.4));
    }
    let name = data.largest.as_deref().unwrap_or_default();
    let title = format!("{name} {}", figures::percent(cr1));
    let mark = Mark {
        title: title.trim(),
        href: data.href.as_deref(),
    };
    canvas.mark(&mark, || {
        let one = wide * cr1 / 100.0;
        canvas.rect((rect.x, rect.y), (one, rect.h), &Paint::fill(Role::Cat1));
    });
    rect.bottom() + 4.0
}

fn key(data: &ConcentrationData, frame: &Frame) -> Vec<(Glyph, String)> {
    let share = |share: Option<f64>| match finite(share) {
        Some(share) => figures::percent(share),
        None => frame.say("未知", "unknown").to_string(),
    };
    let name = match data.largest.as_deref() {
        Some(name) => format!(" {}", letters::fit(name, TEXT, frame.drawn_width() * 0.35)),
        None => String::new(),
    };
    vec![
        (
            Glyph::Bar(Paint::fill(Role::Cat1)),
            format!("{}{name} {}", frame.say("最大一家", "largest"), share(data.cr1)),
        ),
        (
            Glyph::Bar(Paint::tint(Role::Cat1, 0.4)),
            format!("{} {}", frame.say("前三家", "top three"), share(data.cr3)),
        ),
    ]
}

fn table(data: &ConcentrationData, frame: &Frame) -> DataTable {
    let say = |zh, en| frame.say(zh, en).to_string();
    let band = finite(data.hhi).and_then(|hhi| names(frame).get(band(hhi)).copied());
    let rows = [
        (say("HHI", "HHI"), figures::or_unknown(data.hhi, 2, frame)),
        (say("集中程度", "Band"), band.unwrap_or("–").to_string()),
        (
            say("最大一家（CR1，%）", "Largest (CR1, %)"),
            figures::or_unknown(data.cr1, 2, frame),
        ),
        (
            say("前三家（CR3，%）", "Top three (CR3, %)"),
            figures::or_unknown(data.cr3, 2, frame),
        ),
        (
            say("等效家数", "Effective number"),
            figures::or_unknown(data.effective_n, 2, frame),
        ),
        (say("家数", "Number"), figures::short(data.n as f64, 0)),
    ];
    DataTable {
        columns: vec![say("指标", "Measure"), say("数值", "Figure")],
        rows: rows
            .into_iter()
            .map(|(name, figure)| vec![name, figure])
            .collect(),
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::chart::proof;
    use crate::diag::Lang;

    fn frame(lang: Lang) -> Frame {
        Frame::new("hhi", lang, "收入中等集中", "HHI")
    }

    /// A sample with the hard cases.
    pub(crate) fn of(hhi: f64) -> ConcentrationData {
        ConcentrationData {
            n: 11,
            hhi: Some(hhi),
            cr1: Some(21.5),
            cr3: Some(53.8),
            effective_n: Some(7.73),
            largest: Some("运营商 或 IT".into()),
            href: Some("#a".into()),
        }
    }

    #[test]
    fn every_index_is_drawn_without_a_label_on_another() {
        for hhi in [
            0.0, 1.0, 999.9, 1000.0, 1293.74, 1800.0, 2500.0, 2500.1, 9999.0, 10_000.0,
        ] {
            for lang in Lang::ALL {
                for width in [360.0, 480.0, 1200.0] {
                    let frame = Frame { width, ..frame(lang) };
                    let svg = draw(&of(hhi), &frame);
                    proof::check(&svg);
                    assert_eq!(svg, draw(&of(hhi), &frame));
                }
            }
        }
    }

    #[test]
    fn a_band_begins_at_its_bound_and_the_last_one_after_it() {
        let bands = [0.0, 999.99, 1000.0, 1799.9, 1800.0, 2500.0, 2500.01].map(band);
        assert_eq!(bands, [0, 0, 1, 1, 2, 2, 3]);
        let svg = draw(&of(1293.74), &frame(Lang::Zh));
        assert_eq!(svg.table.rows[1][1], "中等");
        assert!(svg.markup.contains(">HHI 1,294</text>"));
    }

    #[test]
    fn what_is_unknown_is_hatched_and_said() {
        let data = ConcentrationData {
            n: 3,
            ..ConcentrationData::default()
        };
        let svg = draw(&data, &frame(Lang::Zh));
        proof::check(&svg);
        assert!(svg.markup.contains("url(#hhi-hatch)") && svg.markup.contains("HHI 未知"));
        assert_eq!(svg.table.rows[4][1], "未知");
        proof::check(&draw(&ConcentrationData::default(), &frame(Lang::En)));
    }

    #[test]
    fn odd_figures_and_long_names_do_no_harm() {
        for odd in [f64::NAN, f64::INFINITY, -3.0, 1e300] {
            let data = ConcentrationData {
                n: 1,
                hhi: Some(odd),
                cr1: Some(odd),
                cr3: Some(odd),
                effective_n: Some(odd),
                largest: Some(proof::LONG[0].into()),
                href: None,
            };
            for lang in Lang::ALL {
                proof::check(&draw(&data, &frame(lang)));
            }
        }
    }
}
