//! The wallet as a grid; the shorter of units and offerings goes across, so that columns stay wide.

use crate::chart::block::Block;
use crate::chart::canvas::Canvas;
use crate::chart::frame::Frame;
use crate::chart::frame::TEXT;
use crate::chart::letters;
use crate::chart::paint::Anchor;
use crate::chart::paint::Face;
use crate::chart::paint::Mark;
use crate::chart::paint::Paint;
use crate::chart::palette::Role;
use crate::chart::wallet::bar;
use crate::chart::wallet::purse::Line;
use crate::chart::wallet::purse::Purse;
use crate::chart::wallet::purse::Slot;
use crate::chart::wallet::purse::Sum;

/// So many rows and columns at most; more are read better as a list.
const MOST: usize = 12;

/// The least and the greatest width of a column, in units.
const COLUMN: (f64, f64) = (84.0, 170.0);

/// The least width of the labels' column where labels are long.
const LABEL: f64 = 100.0;

/// Width of the column of totals.
const TOTAL: f64 = 92.0;

/// Space within a cell.
const PAD: f64 = 7.0;

/// Height of a line of text.
const LINE: f64 = 18.0;

/// Height of a bar.
const BAR: f64 = 9.0;

/// Where rows and columns are.
pub struct Layout {
    is_unit_across: bool,
    label: f64,
    column: f64,
    /// True if amount and supplier share a line.
    is_one_line: bool,
}

impl Layout {
    /// None if the grid would be too narrow or too large.
    pub fn of(purse: &Purse<'_>, frame: &Frame, width: f64) -> Option<Layout> {
        let (n_units, n_offerings) = (purse.units.len(), purse.offerings.len());
        if n_units > MOST || n_offerings > MOST {
            return None;
        }
        let is_unit_across = n_units < n_offerings;
        let (across, down) = if is_unit_across {
            (&purse.units, &purse.offerings)
        } else {
            (&purse.offerings, &purse.units)
        };
        let widest = down
            .iter()
            .map(|line| letters::width(&line.name, TEXT))
            .fold(letters::width(frame.say("合计", "total"), TEXT * 1.07), f64::max);
        // Many columns take room from long labels, not from each other.
        let spare = width - TOTAL - COLUMN.0 * across.len() as f64;
        let label = (widest.min(width * 0.22) + 10.0).min(spare.max(LABEL));
        let column = ((width - label - TOTAL) / across.len() as f64).min(COLUMN.1);
        if column < COLUMN.0 {
            return None;
        }
        let needs = purse.slots.values().map(|slot| {
            letters::width(&slot.amount(), TEXT) * 1.07 + letters::width(&slot.who(frame), TEXT) + 8.0
        });
        Some(Layout {
            is_unit_across,
            label,
            column,
            is_one_line: needs.fold(0.0, f64::max) <= column - 2.0 * PAD,
        })
    }

    fn x(&self, column: usize) -> f64 {
        self.label + self.column * column as f64
    }
}

/// Draws the grid; gives where the next thing may begin.
pub fn draw(canvas: &Canvas, frame: &Frame, purse: &Purse<'_>, layout: &Layout) -> f64 {
    let (across, down) = if layout.is_unit_across {
        (&purse.units, &purse.offerings)
    } else {
        (&purse.offerings, &purse.units)
    };
    let right = layout.x(across.len()) + TOTAL;
    let mut y = head(canvas, frame, layout, (across, purse.money));
    let greatest = purse.greatest();
    for (row, line) in down.iter().enumerate() {
        canvas.line((0.0, y), (right, y), &Paint::line(Role::Hair, 1.0));
        let slots: Vec<(usize, &Slot<'_>)> = (0..across.len())
            .filter_map(|column| {
                let at = if layout.is_unit_across {
                    (column, row)
                } else {
                    (row, column)
                };
                Some((column, purse.slots.get(&at)?))
            })
            .collect();
        let label = letters::wrap(&line.name, TEXT, layout.label - 10.0, 3);
        let has_contract = slots.iter().any(|(_, slot)| slot.contract(frame).is_some());
        let high = height(layout, has_contract).max(LINE * label.len() as f64 + 2.0 * PAD);
        for (idx, words) in label.iter().enumerate() {
            let mid = y + PAD + LINE * (idx as f64 + 0.5);
            canvas.text((0.0, mid), words, &Face::INK);
        }
        for (column, slot) in slots {
            let block = Block::new(layout.x(column), y, layout.column, high).grown(-2.0);
            let title = slot.title(purse, frame);
            let href = slot.cells.iter().find_map(|cell| cell.href.as_deref());
            canvas.mark(&Mark { title: &title, href }, || {
                draw_slot(canvas, frame, layout, (slot, &block), greatest);
            });
        }
        total(
            canvas,
            frame,
            (layout.x(across.len()), y + PAD),
            (&line.sum, TOTAL),
        );
        y += high;
    }
    canvas.line((0.0, y), (right, y), &Paint::line(Role::Ink2, 1.0));
    let words = frame.say("合计", "total");
    canvas.text((0.0, y + PAD + LINE / 2.0), words, &Face::INK.bold());
    for (column, line) in across.iter().enumerate() {
        total(
            canvas,
            frame,
            (layout.x(column), y + PAD),
            (&line.sum, layout.column),
        );
    }
    total(
        canvas,
        frame,
        (layout.x(across.len()), y + PAD),
        (&purse.sum, TOTAL),
    );
    y + PAD + 2.0 * LINE + 4.0
}

fn height(layout: &Layout, has_contract: bool) -> f64 {
    let n_lines = if layout.is_one_line { 1.0 } else { 2.0 } + if has_contract { 1.0 } else { 0.0 };
    2.0 * PAD + LINE * n_lines + BAR + 6.0
}

/// Names over the columns, and what the money is counted in.
fn head(canvas: &Canvas, frame: &Frame, layout: &Layout, (across, money): (&[Line], &str)) -> f64 {
    let room = layout.column - 2.0 * PAD;
    let names: Vec<Vec<String>> = across
        .iter()
        .map(|line| letters::wrap(&line.name, TEXT, room, 2))
        .collect();
    let n_lines = names.iter().map(Vec::len).max().unwrap_or(1);
    for (column, lines) in names.iter().enumerate() {
        let first = n_lines - lines.len();
        for (idx, words) in lines.iter().enumerate() {
            let mid = LINE * ((first + idx) as f64 + 0.5) + 2.0;
            canvas.text((layout.x(column) + PAD, mid), words, &Face::INK);
        }
    }
    let mid = LINE * (n_lines as f64 - 0.5) + 2.0;
    canvas.text(
        (0.0, mid),
        &letters::fit(money, TEXT, layout.label - 6.0),
        &Face::SECOND,
    );
    let total = frame.say("合计", "total");
    canvas.text((layout.x(across.len()) + PAD, mid), total, &Face::INK.bold());
    LINE * n_lines as f64 + 8.0
}

/// Amount, who gets it, the bar, and when the contract ends.
fn draw_slot(
    canvas: &Canvas,
    frame: &Frame,
    layout: &Layout,
    (slot, block): (&Slot<'_>, &Block),
    greatest: f64,
) {
    if slot.sum.us > 0.0 {
        canvas.rect(
            (block.x, block.y),
            (block.w, block.h),
            &Paint::tint(Role::Cat1, 0.09),
        );
    }
    if slot.is_whitespace() {
        canvas.rect(
            (block.x, block.y),
            (block.w, block.h),
            &Paint::line(Role::Ink, 1.8),
        );
    }
    let inner = block.grown(2.0 - PAD);
    let mut mid = inner.y + LINE / 2.0;
    let amount = letters::fit(&slot.amount(), TEXT, inner.w / 1.07);
    let who = letters::fit(&slot.who(frame), TEXT, inner.w);
    let face = if slot.is_nothing() {
        Face::SECOND
    } else {
        Face::INK
    };
    canvas.text((inner.x, mid), &amount, &Face::INK.bold());
    if layout.is_one_line && !amount.is_empty() {
        canvas.text((inner.right(), mid), &who, &face.at(Anchor::End));
        mid += LINE;
    } else if amount.is_empty() {
        canvas.text((inner.x, mid), &who, &face);
        mid += LINE;
    } else {
        canvas.text((inner.x, mid + LINE), &who, &face);
        mid += 2.0 * LINE;
    }
    bar::draw(
        canvas,
        &Block::new(inner.x, mid - LINE / 2.0 + 2.0, inner.w, BAR),
        slot,
        greatest,
    );
    if let Some(contract) = slot.contract(frame) {
        let drop = if slot.is_nothing() { 0.0 } else { BAR + 6.0 };
        let words = or_bare(&contract, inner.w);
        canvas.text((inner.x, mid + drop), &words, &Face::SECOND);
    }
}

/// Sum and our share, one over the other.
fn total(canvas: &Canvas, frame: &Frame, (left, top): (f64, f64), (sum, width): (&Sum, f64)) {
    let room = width - 2.0 * PAD;
    let words = letters::fit(&sum.words(), TEXT, room / 1.07);
    canvas.text((left + PAD, top + LINE / 2.0), &words, &Face::INK.bold());
    let share = or_bare(&sum.share_words(frame), room + PAD);
    canvas.text((left + PAD, top + 1.5 * LINE), &share, &Face::SECOND);
}

/// Words that end in a figure; the figure alone where there is no room for more, since half a figure would say another one.
fn or_bare(words: &str, room: f64) -> String {
    let bare = words.rsplit(' ').next().unwrap_or(words);
    let words = if letters::width(words, TEXT) <= room {
        words
    } else {
        bare
    };
    letters::fit(words, TEXT, room)
}
