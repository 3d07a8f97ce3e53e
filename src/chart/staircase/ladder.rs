//! Steps from below upwards, for many stages or a narrow frame: the last stage at the top, each resting on those before it.

use crate::chart::canvas::Canvas;
use crate::chart::frame::Frame;
use crate::chart::frame::TEXT;
use crate::chart::letters;
use crate::chart::paint::Face;
use crate::chart::paint::Mark;
use crate::chart::paint::Paint;
use crate::chart::paint::Run;
use crate::chart::palette::Role;
use crate::chart::staircase::Step;
use crate::chart::staircase::own_mark;
use crate::chart::staircase::stub_words;

/// Height of a line of text, in units.
const LINE: f64 = 21.0;

/// Share of the width that the lowest step takes.
const TREADS: f64 = 0.22;

/// Draws the steps; gives where the next thing may begin.
pub fn draw(canvas: &Canvas, frame: &Frame, steps: &[Step]) -> f64 {
    let reach = canvas.width() * TREADS;
    let left = reach + 14.0;
    let mut y = 0.0;
    for (idx, step) in steps.iter().enumerate().rev() {
        let title = step.title(frame);
        let mark = Mark {
            title: &title,
            href: step.href.as_deref(),
        };
        let high = canvas.mark(&mark, || {
            let room = canvas.width() - left;
            let mut label = letters::wrap(&step.label, TEXT, room / 1.07, 2);
            let stub = step.is_stub.then(|| stub_words(frame).to_string());
            let n_bold = label.len();
            label.extend(stub);
            for (line, words) in label.iter().enumerate() {
                let face = if line < n_bold {
                    Face::INK.bold()
                } else {
                    Face::SECOND
                };
                let mid = y + LINE * (line as f64 + 0.5) + 3.0;
                canvas.text((left, mid), &letters::fit(words, TEXT, room), &face);
            }
            LINE * label.len() as f64 + 3.0
        });
        let bottom = names(canvas, frame, step, (left, y + high)) + 6.0;
        let wide = reach * (steps.len() - idx) as f64 / steps.len().max(1) as f64;
        tread(canvas, step, ((reach - wide, y), (wide, bottom - y - 2.0)));
        y = bottom;
    }
    y
}

fn tread(canvas: &Canvas, step: &Step, ((x, y), (w, h)): ((f64, f64), (f64, f64))) {
    if step.is_stub {
        canvas.rect((x, y + 1.0), (w, h - 1.0), &Paint::unknown());
    } else {
        let opacity = if step.is_own() { 0.5 } else { 0.2 };
        canvas.rect((x, y), (w, h), &Paint::tint(Role::Cat1, opacity));
        canvas.line((x, y), (x + w, y), &Paint::line(Role::Cat1, 2.0));
    }
}

/// Names one after another, over as many lines as they need; gives where the next thing may begin.
fn names(canvas: &Canvas, frame: &Frame, step: &Step, (left, top): (f64, f64)) -> f64 {
    let comma = frame.say("、", ", ");
    let room = canvas.width() - left;
    let mut lines: Vec<(Vec<Run>, f64)> = Vec::new();
    let mut add = |run: Run| {
        let w = letters::width(&run.text, TEXT);
        match lines.last_mut() {
            Some((line, used)) if *used + letters::width(comma, TEXT) + w <= room => {
                line.push(Run {
                    text: comma.to_string(),
                    href: None,
                });
                line.push(run);
                *used += letters::width(comma, TEXT) + w;
            }
            _ => lines.push((vec![run], w)),
        }
    };
    let mut y = top;
    for account in step.named() {
        let run = |room: f64| Run {
            text: letters::fit(&account.label, TEXT, room),
            href: account.href.clone(),
        };
        if account.is_own {
            // Our own account is named first: it has the line of its mark to itself.
            own_mark(canvas, (left + 8.0, y + LINE / 2.0));
            canvas.runs(
                (left + 20.0, y + LINE / 2.0),
                &[run((room - 20.0) / 1.07)],
                &Face::INK.bold(),
            );
            y += LINE;
        } else {
            add(run(room));
        }
    }
    if let Some(rest) = step.rest_words(frame) {
        add(Run {
            text: letters::fit(&rest, TEXT, room),
            href: None,
        });
    }
    for (line, _) in &lines {
        canvas.runs((left, y + LINE / 2.0), line, &Face::SECOND);
        y += LINE;
    }
    y
}
