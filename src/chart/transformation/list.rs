//! The transformation as a list of cells, for narrow frames and long axes: the same signs, and where each way comes from.

use crate::chart::canvas::Canvas;
use crate::chart::frame::Frame;
use crate::chart::frame::TEXT;
use crate::chart::letters;
use crate::chart::notes;
use crate::chart::paint::Face;
use crate::chart::paint::Mark;
use crate::chart::paint::Paint;
use crate::chart::palette::Role;
use crate::chart::signs;
use crate::chart::signs::Sign;
use crate::chart::transformation::Offering;
use crate::chart::transformation::Status;
use crate::chart::transformation::TransformationData;
use crate::chart::transformation::cells::Cells;
use crate::chart::transformation::grid;
use crate::chart::transformation::place_words;
use crate::chart::transformation::title;

/// So many cells are listed at most, from the first stages on.
const MOST: usize = 30;

/// So many offerings of a cell at most; the rest is counted.
const OFFERINGS: usize = 6;

/// Height of a line of text, in units.
const LINE: f64 = 21.0;

/// Draws the list; gives where the next thing may begin.
pub fn draw(canvas: &Canvas, frame: &Frame, (data, cells): (&TransformationData, &Cells<'_>)) -> f64 {
    let mut y = 0.0;
    let mut last = None;
    for (at, offerings) in cells.by_place.iter().take(MOST) {
        let (v, h) = *at;
        if last != Some(v) {
            y = head(canvas, data.vertical.get(v).map_or("", String::as_str), y);
            last = Some(v);
        }
        let name = data.horizontal.get(h).map_or("", String::as_str);
        canvas.text(
            (0.0, y + LINE / 2.0),
            &letters::fit(name, TEXT, canvas.width()),
            &Face::SECOND,
        );
        y += LINE;
        for offering in offerings.iter().take(OFFERINGS) {
            y = row(canvas, frame, (data, offering), y);
        }
        let n_more = offerings.len().saturating_sub(OFFERINGS);
        if n_more > 0 {
            let (zh, en) = (format!("另 {n_more} 项"), format!("{n_more} more"));
            canvas.text((34.0, y + LINE / 2.0), frame.say(&zh, &en), &Face::SECOND);
            y += LINE;
        }
        let from = cells
            .from(*at)
            .and_then(|(v, h)| place_words(data, (Some(h), Some(v))));
        if let Some(from) = from {
            signs::draw(
                canvas,
                (22.0, y + LINE / 2.0),
                Sign::Right,
                &Paint::fill(Role::Cat1),
            );
            let words = format!("{}{from}", frame.say("来自 ", "from "));
            let words = letters::fit(&words, TEXT, canvas.width() - 34.0);
            canvas.text((34.0, y + LINE / 2.0), &words, &Face::SECOND);
            y += LINE;
        }
        y += 5.0;
    }
    let n_more = cells.by_place.len().saturating_sub(MOST);
    if n_more > 0 {
        let zh = format!("列出前 {MOST} 格，另 {n_more} 格见表");
        let en = format!("The first {MOST} cells; {n_more} more in the table");
        y = notes::sentence(canvas, y, frame.say(&zh, &en), &Face::SECOND, 2);
    }
    if data.fulcrum.is_some() {
        grid::fulcrum(canvas, frame, data, (y + 14.0, canvas.width()));
        y += 28.0;
    }
    y
}

fn head(canvas: &Canvas, name: &str, top: f64) -> f64 {
    canvas.line(
        (0.0, top + 1.0),
        (canvas.width(), top + 1.0),
        &Paint::line(Role::Hair, 1.0),
    );
    let name = letters::fit(name, TEXT, canvas.width() / 1.07);
    canvas.text((0.0, top + 15.0), &name, &Face::INK.bold());
    top + 28.0
}

fn row(canvas: &Canvas, frame: &Frame, (data, offering): (&TransformationData, &Offering), top: f64) -> f64 {
    let title = title(data, offering, frame);
    let mark = Mark {
        title: &title,
        href: offering.href.as_deref(),
    };
    canvas.mark(&mark, || {
        let mid = top + LINE / 2.0;
        let (sign, paint) = offering.status.sign();
        signs::draw(canvas, (22.0, mid), sign, &paint);
        let face = match offering.status {
            Status::Dropped => Face::SECOND,
            _ => Face::INK,
        };
        let words = letters::fit(&offering.label, TEXT, canvas.width() - 34.0);
        canvas.text((34.0, mid), &words, &face);
    });
    top + LINE
}
