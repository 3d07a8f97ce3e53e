//! Recency against frequency, five classes each: how many accounts are in a cell, and by its tint how much they buy.

use crate::chart::block::Block;
use crate::chart::canvas::Canvas;
use crate::chart::figures;
use crate::chart::figures::finite;
use crate::chart::frame::DataTable;
use crate::chart::frame::Frame;
use crate::chart::frame::Svg;
use crate::chart::letters;
use crate::chart::notes;
use crate::chart::notes::Glyph;
use crate::chart::paint::Anchor;
use crate::chart::paint::Face;
use crate::chart::paint::Mark;
use crate::chart::paint::Paint;
use crate::chart::paint::Turn;
use crate::chart::palette::Role;

/// One cell.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Cell {
    /// 近度, 1..=5; 5 ordered last.
    pub recency: u8,
    /// 频度, 1..=5; 5 orders most often.
    pub frequency: u8,
    /// How many accounts.
    pub n: usize,
    /// Mean 金额 mark of its accounts, 1..=5.
    pub monetary: Option<f64>,
    /// Where the list is.
    pub href: Option<String>,
}

/// A grid of recency and frequency.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RfmData {
    /// Cells with accounts, in any order; the others are drawn empty. Of two for one place the first counts.
    pub cells: Vec<Cell>,
    /// Recency and frequency of the account the page is about.
    pub focus: Option<(u8, u8)>,
    /// Accounts without an order in the year: in no cell.
    pub n_outside: usize,
}

/// Room for the words of the y axis, and for its marks.
const WORDS: f64 = 22.0;
const MARKS: f64 = 20.0;

/// Height of a cell.
const HIGH: f64 = 52.0;

/// Strongest tint: ink on it is still 4.5 : 1.
const STRONGEST: f64 = 0.4;

/// Draws the grid.
pub fn draw(data: &RfmData, frame: &Frame) -> Svg {
    let canvas = Canvas::new(frame);
    let table = table(data, frame);
    if data.cells.iter().all(|cell| cell.n == 0) {
        let words = frame.say(
            "近一年有订单的客户不足 5 家，不分五等",
            "Fewer than five accounts ordered within the year: no fifths",
        );
        let height = notes::nothing(&canvas, words);
        let height = outside(&canvas, frame, data, height + 6.0);
        return canvas.finish(frame, "rfm", height + 2.0, table);
    }
    let left = WORDS + MARKS;
    let wide = (canvas.width() - left) / 5.0;
    for recency in 1..=5_u8 {
        for frequency in 1..=5_u8 {
            let rect = Block::new(
                left + wide * f64::from(frequency - 1),
                HIGH * f64::from(5 - recency),
                wide,
                HIGH,
            );
            one(&canvas, frame, (data, recency, frequency), rect);
        }
    }
    let bottom = HIGH * 5.0;
    axes(&canvas, frame, (left, wide, bottom));
    let mut y = bottom + 42.0;
    y = key(&canvas, frame, data, y);
    y = outside(&canvas, frame, data, y);
    canvas.finish(frame, "rfm", y + 2.0, table)
}

fn find(data: &RfmData, recency: u8, frequency: u8) -> Option<&Cell> {
    let is_here = |cell: &&Cell| cell.recency == recency && cell.frequency == frequency;
    data.cells.iter().find(is_here).filter(|cell| cell.n > 0)
}

fn one(canvas: &Canvas, frame: &Frame, (data, recency, frequency): (&RfmData, u8, u8), rect: Block) {
    let inner = rect.grown(-1.5);
    let is_focus = data.focus == Some((recency, frequency));
    let Some(cell) = find(data, recency, frequency) else {
        let rim = Paint::line(Role::Hair, 1.0);
        canvas.rect((inner.x, inner.y), (inner.w, inner.h), &rim);
        canvas.text(rect.centre(), "0", &Face::SECOND.at(Anchor::Middle));
        return;
    };
    let monetary = finite(cell.monetary);
    let title = title(cell, frame);
    let mark = Mark {
        title: &title,
        href: cell.href.as_deref(),
    };
    canvas.mark(&mark, || {
        let paint = match monetary {
            Some(monetary) => {
                let part = (monetary.clamp(1.0, 5.0) - 1.0) / 4.0;
                Paint::tint(Role::Cat1, 0.05 + (STRONGEST - 0.05) * part)
            }
            None => Paint::unknown(),
        };
        canvas.rect((inner.x, inner.y), (inner.w, inner.h), &paint);
        if is_focus {
            let ring = inner.grown(-2.0);
            canvas.rect((ring.x, ring.y), (ring.w, ring.h), &Paint::line(Role::Cat1, 2.2));
        }
        let (mid, y) = rect.centre();
        let count = letters::fit(&figures::short(cell.n as f64, 0), 20.0, rect.w - 10.0);
        let face = Face {
            size: 20.0,
            has_halo: monetary.is_none(),
            ..Face::INK.bold().at(Anchor::Middle)
        };
        canvas.text((mid, y - 9.0), &count, &face);
        let monetary = monetary.map(|monetary| monetary.clamp(1.0, 5.0));
        let words = monetary.map_or_else(
            || "M ?".to_string(),
            |figure| format!("M {}", figures::fixed(figure, 1)),
        );
        let face = Face {
            has_halo: monetary.is_none(),
            ..Face::INK.at(Anchor::Middle)
        };
        canvas.text((mid, y + 13.0), &words, &face);
    });
}

fn title(cell: &Cell, frame: &Frame) -> String {
    let (recency, frequency, n) = (cell.recency, cell.frequency, cell.n);
    let monetary = figures::or_unknown(cell.monetary, 1, frame);
    let zh = format!("近度 {recency}，频度 {frequency}：{n} 家，金额均分 {monetary}");
    let s = if n == 1 { "" } else { "s" };
    let en =
        format!("recency {recency}, frequency {frequency}: {n} account{s}, mean monetary mark {monetary}");
    frame.say(&zh, &en).to_string()
}

/// The marks 1 to 5 along both sides, and what they mean.
fn axes(canvas: &Canvas, frame: &Frame, (left, wide, bottom): (f64, f64, f64)) {
    for mark in 1..=5_u8 {
        let words = mark.to_string();
        let x = left + wide * (f64::from(mark) - 0.5);
        canvas.text((x, bottom + 11.0), &words, &Face::SECOND.at(Anchor::Middle));
        let y = HIGH * (5.5 - f64::from(mark));
        canvas.text((left - 10.0, y), &words, &Face::SECOND.at(Anchor::Middle));
    }
    let x = frame.say("频度（F），5 最勤 →", "Frequency (F), 5 most often →");
    canvas.text(
        (canvas.width(), bottom + 31.0),
        x,
        &Face::INK.bold().at(Anchor::End),
    );
    let y = frame.say("近度（R），5 最近 →", "Recency (R), 5 latest →");
    let face = Face {
        turn: Turn::Up,
        ..Face::INK.bold().at(Anchor::End)
    };
    canvas.text((10.0, 0.0), y, &face);
}

/// What the tint means, and the ring.
fn key(canvas: &Canvas, frame: &Frame, data: &RfmData, top: f64) -> f64 {
    let mut key = vec![
        (
            Glyph::Bar(Paint::tint(Role::Cat1, 0.05)),
            frame.say("M 1 买得最少", "M 1 buys least"),
        ),
        (
            Glyph::Bar(Paint::tint(Role::Cat1, STRONGEST)),
            frame.say("M 5 买得最多", "M 5 buys most"),
        ),
    ];
    let focus = data
        .focus
        .and_then(|(recency, frequency)| find(data, recency, frequency));
    if focus.is_some() {
        let own = frame.say("本客户", "this account");
        key.push((Glyph::Bar(Paint::line(Role::Cat1, 2.0)), own));
    }
    notes::key(canvas, top, &key)
}

fn outside(canvas: &Canvas, frame: &Frame, data: &RfmData, top: f64) -> f64 {
    if data.n_outside > 0 {
        let n = figures::short(data.n_outside as f64, 0);
        let zh = format!("近一年没有订单的 {n} 家不在图中");
        let en = format!("{n} without an order within the year are in no cell");
        return notes::sentence(canvas, top, frame.say(&zh, &en), &Face::SECOND, 2);
    }
    top
}

fn table(data: &RfmData, frame: &Frame) -> DataTable {
    let say = |zh, en| frame.say(zh, en).to_string();
    let columns = vec![
        say("近度", "Recency"),
        say("频度", "Frequency"),
        say("户数", "Accounts"),
        say("金额均分", "Mean monetary mark"),
    ];
    let mut rows = Vec::new();
    for recency in (1..=5_u8).rev() {
        for frequency in (1..=5_u8).rev() {
            if let Some(cell) = find(data, recency, frequency) {
                rows.push(vec![
                    recency.to_string(),
                    frequency.to_string(),
                    figures::short(cell.n as f64, 0),
                    figures::or_unknown(cell.monetary, 1, frame),
                ]);
            }
        }
    }
    DataTable { columns, rows }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::chart::proof;
    use crate::diag::Lang;

    fn frame(lang: Lang) -> Frame {
        Frame::new("rfm", lang, "三家又近又勤", "RFM")
    }

    /// A sample with the hard cases.
    pub(crate) fn of(n: u8) -> RfmData {
        let cell = |idx: u8| Cell {
            recency: idx / 5 % 5 + 1,
            frequency: idx % 5 + 1,
            n: usize::from(idx) * 97 % 1_300 + 1,
            monetary: (idx % 6 != 5).then_some(f64::from(idx % 41) / 10.0 + 1.0),
            href: Some(format!("../accounts/index.html?r={idx}&f=1")),
        };
        RfmData {
            cells: (0..n).map(cell).collect(),
            focus: (n > 2).then_some((1, 2)),
            n_outside: usize::from(n),
        }
    }

    #[test]
    fn any_number_of_cells_is_drawn_without_a_label_on_another() {
        for n in [0, 1, 2, 12, 25, 200] {
            for lang in Lang::ALL {
                for width in [360.0, 480.0] {
                    let frame = Frame { width, ..frame(lang) };
                    let svg = draw(&of(n), &frame);
                    proof::check(&svg);
                    assert_eq!(svg, draw(&of(n), &frame));
                    assert_eq!(svg.table.rows.len(), usize::from(n.min(25)));
                }
            }
        }
    }

    #[test]
    fn empty_cells_are_drawn_with_their_zero_and_full_ones_with_count_and_mean() {
        let mut data = of(3);
        data.cells[1].n = 0;
        data.cells[0].monetary = Some(4.25);
        let svg = draw(&data, &frame(Lang::Zh));
        proof::check(&svg);
        assert_eq!(svg.markup.matches(">0</text>").count(), 23);
        assert!(svg.markup.contains(">M 4.3</text>") && svg.markup.matches("<a href").count() == 2);
    }

    #[test]
    fn an_unknown_mean_is_hatched() {
        let mut data = of(1);
        data.cells[0].monetary = Some(f64::NAN);
        let svg = draw(&data, &frame(Lang::En));
        assert!(svg.markup.contains("url(#rfm-hatch)") && svg.markup.contains("M ?"));
    }

    #[test]
    fn marks_out_of_range_and_huge_counts_do_no_harm() {
        let mut data = of(4);
        (data.cells[0].recency, data.cells[0].frequency) = (0, 77);
        data.cells[1].n = usize::MAX;
        data.cells[2].monetary = Some(1e300);
        data.focus = Some((9, 0));
        proof::check(&draw(&data, &frame(Lang::Zh)));
    }
}
