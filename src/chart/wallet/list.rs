//! The wallet as a list under each unit, for narrow frames and for wallets of many cells.

use std::collections::BTreeSet;

use crate::chart::block::Block;
use crate::chart::canvas::Canvas;
use crate::chart::figures;
use crate::chart::frame::Frame;
use crate::chart::frame::TEXT;
use crate::chart::letters;
use crate::chart::notes;
use crate::chart::paint::Anchor;
use crate::chart::paint::Face;
use crate::chart::paint::Mark;
use crate::chart::paint::Paint;
use crate::chart::paint::Run;
use crate::chart::palette::Role;
use crate::chart::wallet::bar;
use crate::chart::wallet::purse::Purse;
use crate::chart::wallet::purse::Slot;

/// So many slots are drawn at most: those of the greatest spend.
const MOST: usize = 36;

/// Height of a slot, in units.
const ROW: f64 = 44.0;

/// Draws the list; gives where the next thing may begin.
pub fn draw(canvas: &Canvas, frame: &Frame, purse: &Purse<'_>) -> f64 {
    let shown = shown(purse);
    let greatest = purse.greatest();
    let mut y = 0.0;
    for (unit, line) in purse.units.iter().enumerate() {
        let slots: Vec<(&(usize, usize), &Slot<'_>)> = purse
            .slots
            .range((unit, 0)..(unit + 1, 0))
            .filter(|(at, _)| shown.contains(*at))
            .collect();
        if slots.is_empty() {
            continue;
        }
        let mut figure = line.sum.words();
        let share = line.sum.share_words(frame);
        if !share.is_empty() {
            figure = format!("{figure} · {share}");
        }
        y = head(canvas, (&line.name, &figure), y);
        for ((_, offering), slot) in slots {
            let name = purse
                .offerings
                .get(*offering)
                .map_or("", |line| line.name.as_str());
            y = row(canvas, frame, (purse, slot, name), (y, greatest));
        }
        y += 6.0;
    }
    y = head(
        canvas,
        (frame.say("合计", "Total"), &total_words(purse, frame)),
        y,
    ) + 2.0;
    let offerings: Vec<Run> = purse
        .offerings
        .iter()
        .map(|line| Run {
            text: format!("{} {}", line.name, line.sum.words()),
            href: None,
        })
        .collect();
    y = notes::list(
        canvas,
        frame,
        y,
        (frame.say("按产品", "By offering"), &offerings),
        4,
    );
    rest(canvas, frame, purse, (shown.len(), y))
}

/// The places of the slots that are drawn: the greatest, and of equals those met first.
fn shown(purse: &Purse<'_>) -> BTreeSet<(usize, usize)> {
    let mut slots: Vec<(&(usize, usize), &Slot<'_>)> = purse.slots.iter().collect();
    slots.sort_by(|one, two| two.1.sum.all().total_cmp(&one.1.sum.all()));
    slots.into_iter().take(MOST).map(|(at, _)| *at).collect()
}

fn total_words(purse: &Purse<'_>, frame: &Frame) -> String {
    let mut words = format!("{} {}", purse.sum.words(), purse.money)
        .trim_end()
        .to_string();
    let share = purse.sum.share_words(frame);
    if !share.is_empty() {
        words = format!("{words} · {share}");
    }
    words
}

fn head(canvas: &Canvas, (name, figure): (&str, &str), top: f64) -> f64 {
    canvas.line(
        (0.0, top + 1.0),
        (canvas.width(), top + 1.0),
        &Paint::line(Role::Hair, 1.0),
    );
    let mid = top + 15.0;
    let figure = letters::fit(figure, TEXT, canvas.width() * 0.6);
    let room = canvas.width() - letters::width(&figure, TEXT) - TEXT;
    canvas.text(
        (0.0, mid),
        &letters::fit(name, TEXT, room / 1.07),
        &Face::INK.bold(),
    );
    canvas.text((canvas.width(), mid), &figure, &Face::SECOND.at(Anchor::End));
    top + 28.0
}

/// Offering and amount; under them the bar, who gets it, and when the contract ends.
fn row(
    canvas: &Canvas,
    frame: &Frame,
    (purse, slot, name): (&Purse<'_>, &Slot<'_>, &str),
    (top, greatest): (f64, f64),
) -> f64 {
    let title = slot.title(purse, frame);
    let href = slot.cells.iter().find_map(|cell| cell.href.as_deref());
    canvas.mark(&Mark { title: &title, href }, || {
        let mid = top + 10.0;
        let amount = slot.amount();
        let room = canvas.width() - letters::width(&amount, TEXT) * 1.07 - TEXT;
        canvas.text((0.0, mid), &letters::fit(name, TEXT, room), &Face::INK);
        canvas.text((canvas.width(), mid), &amount, &Face::INK.bold().at(Anchor::End));
        let track = Block::new(1.0, top + 22.0, canvas.width() * 0.42, 12.0);
        bar::draw(canvas, &track, slot, greatest);
        if slot.is_whitespace() {
            let w = bar::length(&track, slot, greatest);
            let rim = Block { w, ..track }.grown(1.0);
            canvas.rect((rim.x, rim.y), (rim.w, rim.h), &Paint::line(Role::Ink, 1.8));
        }
        let mut words = slot.who(frame);
        if let Some(contract) = slot.contract(frame) {
            words = format!("{words} · {contract}");
        }
        let left = track.right() + 12.0;
        let words = letters::fit(&words, TEXT, canvas.width() - left);
        canvas.text((left, top + 28.0), &words, &Face::SECOND);
    });
    top + ROW
}

/// Says how many slots are not drawn, and what they add up to.
fn rest(canvas: &Canvas, frame: &Frame, purse: &Purse<'_>, (n_shown, top): (usize, f64)) -> f64 {
    let n = purse.slots.len();
    if n_shown == n {
        return top;
    }
    let mut spends: Vec<f64> = purse.slots.values().map(|slot| slot.sum.all()).collect();
    spends.sort_by(|one, two| two.total_cmp(one));
    let left: f64 = spends.iter().skip(n_shown).sum();
    let left = figures::short(left, 1);
    let zh = format!("画出 {n_shown} / {n} 格：金额大者；其余合计 {left}，见表");
    let en = format!("{n_shown} of {n} drawn, the greatest; the rest add up to {left}, see the table");
    notes::sentence(canvas, top, frame.say(&zh, &en), &Face::SECOND, 2)
}
