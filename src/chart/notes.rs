//! Words under a chart: lists that flow over lines, sentences, and the key to its marks.

use crate::chart::canvas::Canvas;
use crate::chart::frame::Frame;
use crate::chart::frame::TEXT;
use crate::chart::letters;
use crate::chart::paint::Face;
use crate::chart::paint::Paint;
use crate::chart::paint::Run;
use crate::chart::signs;
use crate::chart::signs::Sign;

/// Height of a line of notes, in units.
pub const LINE: f64 = 21.0;

/// Sets a sentence over as many lines as `max_lines` allows; gives the height where the next thing may begin.
pub fn sentence(canvas: &Canvas, top: f64, text: &str, face: &Face, max_lines: usize) -> f64 {
    let room = if face.is_bold {
        canvas.width() / 1.07
    } else {
        canvas.width()
    };
    let lines = letters::wrap(text, face.size, room, max_lines);
    let mut mid = top + LINE / 2.0;
    for line in &lines {
        canvas.text((0.0, mid), line, face);
        mid += LINE;
    }
    mid - LINE / 2.0
}

/// Says that there is nothing to draw, in the place of a drawing; gives its height.
pub fn nothing(canvas: &Canvas, words: &str) -> f64 {
    canvas.rect(
        (0.5, 0.5),
        (canvas.width() - 1.0, 71.0),
        &Paint::dashed(crate::chart::palette::Role::Ink2, 1.0),
    );
    let line = letters::fit(words, TEXT, canvas.width() - 32.0);
    canvas.text((16.0, 36.0), &line, &Face::SECOND);
    72.0
}

/// Sets names one after another behind a lead word, over at most `max_lines`; the rest is counted.
///
/// Gives the height where the next thing may begin.
pub fn list(
    canvas: &Canvas,
    frame: &Frame,
    top: f64,
    (lead, items): (&str, &[Run]),
    max_lines: usize,
) -> f64 {
    if items.is_empty() {
        return top;
    }
    let comma = frame.say("、", ", ");
    let colon = frame.say(":", ": ");
    let room = canvas.width();
    let reserve = letters::width(&rest_words(frame, items.len()), TEXT);
    let mut line = vec![Run {
        text: format!("{}{colon}", letters::fit(lead, TEXT, room * 0.6)),
        href: None,
    }];
    let mut used = line
        .iter()
        .map(|run| letters::width(&run.text, TEXT))
        .sum::<f64>();
    let mut mid = top + LINE / 2.0;
    let mut n_lines = 1;
    for (idx, item) in items.iter().enumerate() {
        let is_last = idx + 1 == items.len();
        let comma = if is_last { "" } else { comma };
        let text = letters::fit(&item.text, TEXT, room - reserve - 2.0 * TEXT);
        let need = letters::width(&text, TEXT) + letters::width(comma, TEXT);
        let left = if n_lines == max_lines && !is_last {
            room - reserve
        } else {
            room
        };
        if used + need > left && used > 0.0 {
            if n_lines == max_lines {
                line.push(Run {
                    text: rest_words(frame, items.len() - idx),
                    href: None,
                });
                break;
            }
            canvas.runs((0.0, mid), &line, &Face::SECOND);
            line.clear();
            used = 0.0;
            mid += LINE;
            n_lines += 1;
        }
        used += need;
        line.push(Run {
            text,
            href: item.href.clone(),
        });
        line.push(Run {
            text: comma.to_string(),
            href: None,
        });
    }
    canvas.runs((0.0, mid), &line, &Face::SECOND);
    mid + LINE / 2.0
}

fn rest_words(frame: &Frame, n: usize) -> String {
    match frame.lang {
        crate::diag::Lang::Zh => format!("另有 {n} 项"),
        crate::diag::Lang::En => format!("and {n} more"),
    }
}

/// How an entry of a key looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Glyph {
    /// A dot.
    Dot(Paint),
    /// A dot within a ring.
    Ring(Paint),
    /// A piece of a bar.
    Bar(Paint),
    /// A piece of a line.
    Line(Paint),
    /// An upright tick.
    Tick(Paint),
    /// An interval.
    Whisker(Paint),
    /// A sign.
    Sign(Sign, Paint),
}

/// Sets the key to the marks; gives the height where the next thing may begin.
pub fn key(canvas: &Canvas, top: f64, entries: &[(Glyph, &str)]) -> f64 {
    if entries.is_empty() {
        return top;
    }
    let mut left = 0.0;
    let mut mid = top + LINE / 2.0;
    for (glyph, words) in entries {
        let words = letters::fit(words, TEXT, canvas.width() - 32.0);
        let width = 24.0 + letters::width(&words, TEXT);
        if left > 0.0 && left + width > canvas.width() {
            left = 0.0;
            mid += LINE;
        }
        glyph_at(canvas, (left, mid), glyph);
        canvas.text((left + 24.0, mid), &words, &Face::SECOND);
        left += width + 14.0;
    }
    mid + LINE / 2.0
}

fn glyph_at(canvas: &Canvas, (left, mid): (f64, f64), glyph: &Glyph) {
    match glyph {
        Glyph::Dot(paint) => canvas.circle((left + 9.0, mid), 5.5, paint),
        Glyph::Ring(paint) => {
            canvas.circle((left + 9.0, mid), 4.5, paint);
            let role = paint
                .fill
                .or(paint.stroke)
                .unwrap_or(crate::chart::palette::Role::Ink);
            canvas.circle((left + 9.0, mid), 8.0, &Paint::line(role, 1.5));
        }
        Glyph::Bar(paint) => canvas.rect((left, mid - 5.0), (18.0, 10.0), paint),
        Glyph::Line(paint) => canvas.line((left, mid), (left + 18.0, mid), paint),
        Glyph::Tick(paint) => canvas.line((left + 9.0, mid - 8.0), (left + 9.0, mid + 8.0), paint),
        Glyph::Sign(sign, paint) => signs::draw(canvas, (left + 9.0, mid), *sign, paint),
        Glyph::Whisker(paint) => {
            canvas.line((left, mid), (left + 18.0, mid), paint);
            canvas.line((left, mid - 4.0), (left, mid + 4.0), paint);
            canvas.line((left + 18.0, mid - 4.0), (left + 18.0, mid + 4.0), paint);
        }
    }
}
