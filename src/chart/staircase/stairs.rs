//! Steps that rise from left to right, accounts standing on them.

use crate::chart::canvas::Canvas;
use crate::chart::frame::Frame;
use crate::chart::frame::TEXT;
use crate::chart::letters;
use crate::chart::paint::Face;
use crate::chart::paint::Mark;
use crate::chart::paint::Paint;
use crate::chart::paint::Run;
use crate::chart::palette::Role;
use crate::chart::staircase::Standing;
use crate::chart::staircase::Step;
use crate::chart::staircase::own_mark;
use crate::chart::staircase::stub_words;

/// The least width of a step, in units.
const STEP: f64 = 100.0;

/// How much higher a step is than the one before.
const RISE: f64 = 30.0;

/// Height of a line of text.
const LINE: f64 = 20.0;

/// Height of the hatched edge of a stage that is still to be written.
const EDGE: f64 = 9.0;

/// True if every step has its width.
pub fn fits(steps: &[Step], width: f64) -> bool {
    STEP * steps.len() as f64 <= width
}

/// Draws the steps; gives where the next thing may begin.
pub fn draw(canvas: &Canvas, frame: &Frame, steps: &[Step]) -> f64 {
    let wide = canvas.width() / steps.len().max(1) as f64;
    let words: Vec<Vec<String>> = steps
        .iter()
        .map(|step| letters::wrap(&step.label, TEXT, (wide - 14.0) / 1.07, 3))
        .collect();
    let lowest = words
        .iter()
        .zip(steps)
        .map(|(lines, step)| (lines.len() + usize::from(step.is_stub)) as f64 * LINE)
        .fold(0.0, f64::max)
        + EDGE
        + 12.0;
    // Names stand over the tread: the highest pile decides where the lowest tread is.
    let top = |idx: usize, step: &Step| n_lines(step, frame, wide) as f64 * LINE + RISE * idx as f64 + 6.0;
    let first = steps
        .iter()
        .enumerate()
        .map(|(idx, step)| top(idx, step))
        .fold(0.0, f64::max);
    let ground = first + lowest;
    for (idx, (step, words)) in steps.iter().zip(&words).enumerate() {
        let left = wide * idx as f64;
        let tread = first - RISE * idx as f64;
        let title = step.title(frame);
        let mark = Mark {
            title: &title,
            href: step.href.as_deref(),
        };
        canvas.mark(&mark, || {
            block(
                canvas,
                frame,
                (step, words),
                ((left, tread), (wide - 2.0, ground - tread)),
            );
        });
        standing(canvas, frame, step, (left, tread, wide));
    }
    canvas.line(
        (0.0, ground),
        (canvas.width(), ground),
        &Paint::line(Role::Ink2, 1.0),
    );
    ground + 2.0
}

/// The lines of an account's name over a step so wide.
fn name_lines(account: &Standing, wide: f64) -> Vec<String> {
    let bold = if account.is_own { 1.07 } else { 1.0 };
    letters::wrap(&account.label, TEXT, (wide - 24.0) / bold, 2)
}

fn n_lines(step: &Step, frame: &Frame, wide: f64) -> usize {
    let named = step.named();
    let lines = named.iter().map(|account| name_lines(account, wide).len());
    lines.sum::<usize>() + usize::from(step.rest_words(frame).is_some())
}

/// The step itself with its name.
fn block(
    canvas: &Canvas,
    frame: &Frame,
    (step, words): (&Step, &[String]),
    ((x, y), (w, h)): ((f64, f64), (f64, f64)),
) {
    let ground = if step.is_own() {
        Paint::tint(Role::Cat1, 0.24)
    } else {
        Paint::tint(Role::Cat1, 0.1)
    };
    canvas.rect((x, y), (w, h), &ground);
    if step.is_stub {
        canvas.rect((x, y), (w, EDGE), &Paint::unknown());
    } else {
        canvas.line((x, y), (x + w, y), &Paint::line(Role::Cat1, 2.0));
    }
    let mut mid = y + EDGE + 6.0 + LINE / 2.0;
    for line in words {
        canvas.text((x + 7.0, mid), line, &Face::INK.bold());
        mid += LINE;
    }
    if step.is_stub {
        let words = letters::fit(stub_words(frame), TEXT, w - 10.0);
        canvas.text((x + 7.0, mid), &words, &Face::SECOND);
    }
}

/// Names over the tread, the first one at the top.
fn standing(canvas: &Canvas, frame: &Frame, step: &Step, (left, tread, wide): (f64, f64, f64)) {
    let rest = step.rest_words(frame);
    let mut mid = tread - LINE * (n_lines(step, frame, wide) as f64 - 0.5) - 3.0;
    for account in step.named() {
        let face = if account.is_own {
            own_mark(canvas, (left + 8.0, mid));
            Face::INK.bold()
        } else {
            canvas.circle((left + 8.0, mid), 3.0, &Paint::fill(Role::Other));
            Face::INK
        };
        for text in name_lines(account, wide) {
            let run = Run {
                text,
                href: account.href.clone(),
            };
            canvas.runs((left + 18.0, mid), &[run], &face);
            mid += LINE;
        }
    }
    if let Some(rest) = rest {
        let words = letters::fit(&rest, TEXT, wide - 20.0);
        canvas.text((left + 18.0, mid), &words, &Face::SECOND);
    }
}
