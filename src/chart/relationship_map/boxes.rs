//! The wide form: a box for each person, chiefs over their reports.
//!
//! Reports stand side by side as far down as the frame allows; below that they hang under their chief, one under another.
//! Where even the first row is too wide, it goes over several rows along a line from the chief.

use crate::chart::block::Block;
use crate::chart::canvas::Canvas;
use crate::chart::frame::Frame;
use crate::chart::frame::TEXT;
use crate::chart::letters;
use crate::chart::paint::Face;
use crate::chart::paint::Mark;
use crate::chart::paint::Paint;
use crate::chart::palette::Role;
use crate::chart::relationship_map::Contact;
use crate::chart::relationship_map::forest::Forest;
use crate::chart::relationship_map::forest::Person;
use crate::chart::relationship_map::layout;
use crate::chart::relationship_map::layout::Card;
use crate::chart::relationship_map::layout::GAP;
use crate::chart::relationship_map::layout::Part;
use crate::chart::relationship_map::person;
use crate::chart::signs;
use crate::chart::signs::Sign;
use crate::diag::Lang;

/// Widths of a box that are tried, in units, the most comfortable first.
const WIDTHS: [f64; 3] = [208.0, 190.0, 174.0];

/// Up to this width of the drawing boxes are drawn only where everybody stands side by side.
const NARROW: f64 = 520.0;

/// Space within a box.
const PAD: f64 = 9.0;

/// Height of a line in a box.
const LINE: f64 = 19.0;

/// Lines of a label at most.
const LABEL_LINES: usize = 2;

/// Where everybody stands.
pub struct Plan<'a> {
    boxes: Vec<(&'a Contact, Block)>,
    lines: Vec<Vec<(f64, f64)>>,
    height: f64,
}

/// Where everybody stands in so much width; `None` if an indented list reads better.
///
/// Everybody side by side in the widest box that allows it; else the box that makes the lowest drawing.
pub fn plan<'a>(forest: &Forest<'a>, frame: &Frame, width: f64) -> Option<Plan<'a>> {
    let cards = WIDTHS.map(|w| card(forest, frame, w.min(width)));
    let full = cards.iter().find_map(|card| {
        let of = |root: &Person<'a>| {
            Some(layout::side_by_side(root, *card, usize::MAX)).filter(|part| part.w <= width)
        };
        laid(forest, width, of)
    });
    if full.is_some() || width <= NARROW {
        return full;
    }
    let plans = cards
        .iter()
        .filter_map(|card| laid(forest, width, |root| layout::fitted(root, *card, width)));
    plans.min_by(|one, two| one.height.total_cmp(&two.height))
}

/// All trees, each laid out by a rule; `None` if the rule has no place for one.
fn laid<'a>(
    forest: &Forest<'a>,
    width: f64,
    rule: impl Fn(&Person<'a>) -> Option<Part<'a>>,
) -> Option<Plan<'a>> {
    let parts: Option<Vec<Part<'a>>> = forest.roots.iter().map(rule).collect();
    let whole = layout::shelves(parts?, width, 2.0 * GAP);
    Some(Plan {
        boxes: whole.boxes,
        lines: whole.lines,
        height: whole.h,
    })
}

/// The height that every box needs, so that rows are even.
fn card(forest: &Forest<'_>, frame: &Frame, w: f64) -> Card {
    let room = w - 2.0 * PAD;
    let mut label_lines = 1;
    let (mut has_title, mut has_roles) = (false, false);
    for contact in forest.people() {
        if letters::width(&contact.label, TEXT) * 1.07 > room {
            label_lines = LABEL_LINES;
        }
        has_title |= contact.title.is_some();
        has_roles |= !contact.roles.is_empty();
    }
    let n_lines = label_lines + usize::from(has_title) + usize::from(has_roles) + 2;
    // English words for support are longer than the room beside the pips allows in the narrowest box.
    let w = if frame.lang == Lang::En { w.max(180.0) } else { w };
    Card {
        w,
        h: 2.0 * PAD + LINE * n_lines as f64 - 4.0,
    }
}

/// Draws lines, then boxes; gives where the next thing may begin.
pub fn draw(canvas: &Canvas, frame: &Frame, plan: &Plan<'_>, top: f64) -> f64 {
    let moved = |line: &Vec<(f64, f64)>| line.iter().map(|(x, y)| (*x, y + top)).collect();
    let lines: Vec<Vec<(f64, f64)>> = plan.lines.iter().map(moved).collect();
    canvas.paths(&lines, false, &Paint::line(Role::Other, 1.2));
    for (contact, block) in &plan.boxes {
        let block = Block::new(block.x, block.y + top, block.w, block.h);
        let title = person::title(contact, frame);
        let href = contact.href.as_deref();
        canvas.mark(&Mark { title: &title, href }, || {
            draw_box(canvas, frame, contact, &block);
        });
    }
    top + plan.height + 2.0
}

fn draw_box(canvas: &Canvas, frame: &Frame, contact: &Contact, block: &Block) {
    let rim = if contact.is_uncovered {
        Paint::hollow(Role::Seal, 2.0)
    } else {
        Paint::hollow(Role::Other, 1.0)
    };
    canvas.rect((block.x, block.y), (block.w, block.h), &rim);
    let left = block.x + PAD;
    let room = block.w - 2.0 * PAD;
    let mut mid = block.y + PAD + LINE / 2.0 - 2.0;
    for line in letters::wrap(&contact.label, TEXT, room / 1.07, LABEL_LINES) {
        canvas.text((left, mid), &line, &Face::INK.bold());
        mid += LINE;
    }
    if let Some(title) = &contact.title {
        canvas.text((left, mid), &letters::fit(title, TEXT, room), &Face::SECOND);
        mid += LINE;
    }
    if !contact.roles.is_empty() {
        let roles = person::roles_words(contact, frame);
        canvas.text((left, mid), &letters::fit(&roles, TEXT, room), &Face::INK);
        mid += LINE;
    }
    signs::pips(canvas, (left, mid), contact.influence, person::PIPS);
    let mut x = left + signs::pips_width(person::PIPS) + 10.0;
    x += person::support_signs(canvas, (x, mid), contact) + 3.0;
    let support = person::support_words(contact, frame);
    canvas.text(
        (x, mid),
        &letters::fit(support, TEXT, block.right() - PAD - x),
        &Face::INK,
    );
    mid += LINE;
    let reach = person::reach_words(contact, frame);
    if reach.is_wrong {
        signs::draw(canvas, (left + 6.0, mid), Sign::Flag, &Paint::fill(Role::Seal));
        let face = Face {
            role: Role::Seal,
            ..Face::INK.bold()
        };
        let words = letters::fit(&reach.text, TEXT, (room - 17.0) / 1.07);
        canvas.text((left + 17.0, mid), &words, &face);
    } else {
        canvas.text((left, mid), &letters::fit(&reach.text, TEXT, room), &Face::SECOND);
    }
}
