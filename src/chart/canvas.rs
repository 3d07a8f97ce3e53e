//! The one thing charts draw on: it writes SVG text and knows nothing of fonts.
//!
//! A [`Canvas`] is a handle: clones write to the same drawing, so that plotters can hold one while we open links around it.
//! What is not finite is left out, never written.

use std::cell::RefCell;
use std::fmt::Display;
use std::fmt::Write;
use std::rc::Rc;

use crate::chart::frame::DataTable;
use crate::chart::frame::Frame;
use crate::chart::frame::Svg;
use crate::chart::frame::TEXT;
use crate::chart::paint::Anchor;
use crate::chart::paint::Face;
use crate::chart::paint::Mark;
use crate::chart::paint::Paint;
use crate::chart::paint::Run;
use crate::chart::paint::Turn;
use crate::chart::palette::Role;

#[derive(Debug, Default)]
struct State {
    body: String,
    n_links: usize,
    has_hatch: bool,
    pen: (bool, bool),
}

/// A handle on a drawing.
#[derive(Debug, Clone)]
pub struct Canvas {
    id: String,
    width: f64,
    state: Rc<RefCell<State>>,
}

impl Canvas {
    /// An empty drawing in a frame.
    pub fn new(frame: &Frame) -> Canvas {
        Canvas {
            id: safe_id(&frame.id),
            width: frame.drawn_width(),
            state: Rc::default(),
        }
    }

    /// An empty drawing for a piece that stands within a line of text; it has no ids of its own.
    pub fn small(width: f64) -> Canvas {
        Canvas {
            id: "k".to_string(),
            width,
            state: Rc::default(),
        }
    }

    /// Width in units.
    pub fn width(&self) -> f64 {
        self.width
    }

    /// A rectangle.
    pub fn rect(&self, (x, y): (f64, f64), (w, h): (f64, f64), paint: &Paint) {
        if [x, y, w, h].iter().all(|figure| figure.is_finite()) && w > 0.0 && h > 0.0 {
            self.shape(paint, |body| {
                put(
                    body,
                    format_args!(
                        "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"",
                        tenth(x),
                        tenth(y),
                        tenth(w),
                        tenth(h)
                    ),
                );
            });
        }
    }

    /// A straight line.
    pub fn line(&self, from: (f64, f64), to: (f64, f64), paint: &Paint) {
        self.path(&[from, to], false, paint);
    }

    /// A line through points, closed or open.
    pub fn path(&self, points: &[(f64, f64)], is_closed: bool, paint: &Paint) {
        self.traced(&[points], is_closed, paint);
    }

    /// Several lines of one look as one element: short text, and one thing to a reader of the drawing.
    pub fn paths(&self, pieces: &[Vec<(f64, f64)>], is_closed: bool, paint: &Paint) {
        let pieces: Vec<&[(f64, f64)]> = pieces.iter().map(Vec::as_slice).collect();
        self.traced(&pieces, is_closed, paint);
    }

    fn traced(&self, pieces: &[&[(f64, f64)]], is_closed: bool, paint: &Paint) {
        let is_line = |points: &[(f64, f64)]| {
            points.len() > 1 && points.iter().all(|(x, y)| x.is_finite() && y.is_finite())
        };
        if !pieces.iter().any(|points| is_line(points)) {
            return;
        }
        self.shape(paint, |body| {
            body.push_str("<path d=\"");
            for points in pieces.iter().filter(|points| is_line(points)) {
                let mut step = 'M';
                for (x, y) in *points {
                    put(body, format_args!("{step}{} {}", tenth(*x), tenth(*y)));
                    step = 'L';
                }
                if is_closed {
                    body.push('Z');
                }
            }
            body.push('"');
        });
    }

    /// A circle.
    pub fn circle(&self, (x, y): (f64, f64), radius: f64, paint: &Paint) {
        if [x, y, radius].iter().all(|figure| figure.is_finite()) && radius > 0.0 {
            self.shape(paint, |body| {
                put(
                    body,
                    format_args!(
                        "<circle cx=\"{}\" cy=\"{}\" r=\"{}\"",
                        tenth(x),
                        tenth(y),
                        tenth(radius)
                    ),
                );
            });
        }
    }

    /// A piece of a ring between two radii, from one part of a turn to another: 0 is above, clockwise, 1 is all around.
    pub fn sector(
        &self,
        centre: (f64, f64),
        (inner, outer): (f64, f64),
        (from, to): (f64, f64),
        paint: &Paint,
    ) {
        let figures = [centre.0, centre.1, inner, outer, from, to];
        if figures.iter().any(|figure| !figure.is_finite()) || to <= from || outer <= inner {
            return;
        }
        let to = to.min(from + 1.0);
        // An arc of a whole turn would end where it begins, and be none: every ring goes in two halves.
        let turns = [from, (from + to) / 2.0, to];
        let at = |radius: f64, turn: f64| {
            let (x, y) = on_circle(centre, radius, turn);
            format!("{} {}", tenth(x), tenth(y))
        };
        let mut shape = format!("<path d=\"M{}", at(outer, from));
        for turn in turns.iter().skip(1) {
            put(
                &mut shape,
                format_args!("A{0} {0} 0 0 1 {1}", tenth(outer), at(outer, *turn)),
            );
        }
        put(&mut shape, format_args!("L{}", at(inner, to)));
        for turn in turns.iter().rev().skip(1) {
            put(
                &mut shape,
                format_args!("A{0} {0} 0 0 0 {1}", tenth(inner), at(inner, *turn)),
            );
        }
        shape.push_str("Z\"");
        self.shape(paint, |body| body.push_str(&shape));
    }

    /// A line of text whose middle height is at `at`.
    pub fn text(&self, at: (f64, f64), text: &str, face: &Face) {
        self.words(at, std::iter::once((text, None)), face);
    }

    /// A line of text of several parts, some of them links.
    pub fn runs(&self, at: (f64, f64), runs: &[Run], face: &Face) {
        let parts = runs.iter().map(|run| (run.text.as_str(), run.href.as_deref()));
        self.words(at, parts, face);
    }

    fn words<'a>(
        &self,
        (x, y): (f64, f64),
        parts: impl Iterator<Item = (&'a str, Option<&'a str>)> + Clone,
        face: &Face,
    ) {
        if !x.is_finite() || !y.is_finite() || parts.clone().all(|(text, _)| text.trim().is_empty()) {
            return;
        }
        let drop = face.size * 0.35;
        let (x, y) = match face.turn {
            Turn::Level => (x, y + drop),
            Turn::Up => (x + drop, y),
            Turn::Column => (x, y),
        };
        let (x, y) = (tenth(x), tenth(y));
        let state = &mut *self.state.borrow_mut();
        let body = &mut state.body;
        put(body, format_args!("<text x=\"{x}\" y=\"{y}\""));
        match face.turn {
            Turn::Level => (),
            Turn::Up => put(body, format_args!(" transform=\"rotate(-90 {x} {y})\"")),
            Turn::Column => body.push_str(" writing-mode=\"tb\""),
        }
        body.push_str(match face.anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        });
        if (face.size - TEXT).abs() > 0.01 {
            put(body, format_args!(" font-size=\"{}\"", tenth(face.size)));
        }
        if face.is_bold {
            body.push_str(" font-weight=\"600\"");
        }
        let swatch = face.role.swatch();
        put(
            body,
            format_args!(" fill=\"{}\" class=\"k-{}", swatch.css(), swatch.name),
        );
        if face.has_halo {
            put(
                body,
                format_args!(
                    " ks-paper\" stroke=\"{}\" stroke-width=\"3\" stroke-linejoin=\"round\" paint-order=\"stroke",
                    Role::Paper.swatch().css()
                ),
            );
        }
        body.push_str("\">");
        for (text, href) in parts {
            match href.filter(|href| is_plain_address(href)) {
                Some(href) => {
                    state.n_links += 1;
                    body.push_str("<a href=\"");
                    escape(body, href);
                    body.push_str("\">");
                    escape(body, text);
                    body.push_str("</a>");
                }
                None => escape(body, text),
            }
        }
        body.push_str("</text>\n");
    }

    /// Draws what belongs to one thing together, under its name and its link. The title is the link's name to those
    /// who do not see it; a label beside it would say the same twice.
    pub fn mark<R>(&self, mark: &Mark<'_>, draw: impl FnOnce() -> R) -> R {
        let href = mark.href.filter(|href| is_plain_address(href));
        let title = escaped(mark.title);
        {
            let mut state = self.state.borrow_mut();
            match href {
                Some(href) => {
                    state.n_links += 1;
                    put(&mut state.body, format_args!("<a href=\"{}\">", escaped(href)));
                }
                None => state.body.push_str("<g>"),
            }
            if !title.is_empty() {
                put(&mut state.body, format_args!("<title>{title}</title>"));
            }
            state.body.push('\n');
        }
        let result = draw();
        self.state
            .borrow_mut()
            .body
            .push_str(if href.is_some() { "</a>\n" } else { "</g>\n" });
        result
    }

    /// Lines and grounds that plotters draws until the next call take these from here: it knows neither.
    pub(crate) fn set_pen(&self, paint: &Paint) {
        self.state.borrow_mut().pen = (paint.is_dashed, paint.is_hatched);
    }

    /// Dashed and hatched, as plotters' shapes are to be.
    pub(crate) fn pen(&self) -> (bool, bool) {
        self.state.borrow().pen
    }

    /// Says in the drawing itself that a part of it could not be drawn; no reader is left to believe it whole.
    pub(crate) fn confess(&self, what: &dyn Display) {
        self.text(
            (0.0, TEXT),
            &format!("{what}"),
            &Face {
                role: Role::Seal,
                ..Face::INK
            },
        );
    }

    /// The whole drawing, `height` units high; `kind` is the chart's name for stylesheets.
    pub fn finish(self, frame: &Frame, kind: &str, height: f64, table: DataTable) -> Svg {
        let state = self.state.borrow();
        let id = &self.id;
        let (width, height) = (tenth(self.width), tenth(height.max(1.0)));
        let role = if state.n_links > 0 { "group" } else { "img" };
        let wide = if self.width > 520.0 { " k-wide" } else { "" };
        let mut markup = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"{id}\" class=\"k-chart k-{kind}{wide}\" lang=\"{}\" \
             viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" font-size=\"{}\" role=\"{role}\" \
             aria-labelledby=\"{id}-title\" aria-describedby=\"{id}-desc\">\n<title id=\"{id}-title\">{}</title>\n\
             <desc id=\"{id}-desc\">{}</desc>\n",
            frame.lang.tag(),
            tenth(TEXT),
            escaped(&frame.title),
            escaped(&frame.desc),
        );
        if state.has_hatch {
            put(
                &mut markup,
                format_args!(
                    "<defs><pattern id=\"{id}-hatch\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\" \
                     patternTransform=\"rotate(45)\"><path d=\"M0 0V5\" fill=\"none\" stroke=\"{}\" stroke-width=\"1.4\" \
                     class=\"ks-other\"/></pattern></defs>\n",
                    Role::Other.swatch().css()
                ),
            );
        }
        markup.push_str(&state.body);
        markup.push_str("</svg>\n");
        Svg { markup, table }
    }

    /// The whole of a small piece, named by its words alone, since a page has many of them.
    pub fn finish_small(self, kind: &str, label: &str, height: f64) -> String {
        let state = self.state.borrow();
        let (width, height, label) = (tenth(self.width), tenth(height), escaped(label));
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"k-chart k-{kind}\" viewBox=\"0 0 {width} {height}\" \
             width=\"{width}\" height=\"{height}\" font-size=\"{}\" role=\"img\" aria-label=\"{label}\">\
             <title>{label}</title>\n{}</svg>",
            tenth(TEXT),
            state.body
        )
    }

    /// Opens an element and gives it its paint: classes for a stylesheet, literals for a renderer without one.
    fn shape(&self, paint: &Paint, open: impl FnOnce(&mut String)) {
        let state = &mut *self.state.borrow_mut();
        let body = &mut state.body;
        open(body);
        let fill = paint.fill.filter(|_| !paint.is_hatched).map(Role::swatch);
        let stroke = paint.stroke.map(Role::swatch);
        if paint.is_hatched {
            state.has_hatch = true;
            put(body, format_args!(" fill=\"url(#{}-hatch)\"", self.id));
        } else if let Some(swatch) = fill {
            put(body, format_args!(" fill=\"{}\"", swatch.css()));
            if paint.opacity < 1.0 {
                let percent = libm::round(paint.opacity.clamp(0.0, 1.0) * 100.0) / 100.0;
                put(body, format_args!(" fill-opacity=\"{percent}\""));
            }
        } else {
            body.push_str(" fill=\"none\"");
        }
        if let Some(swatch) = stroke {
            put(
                body,
                format_args!(
                    " stroke=\"{}\" stroke-width=\"{}\"",
                    swatch.css(),
                    tenth(paint.width)
                ),
            );
            if paint.is_dashed {
                body.push_str(" stroke-dasharray=\"4 3\"");
            }
        }
        match (fill, stroke) {
            (Some(fill), Some(stroke)) => {
                put(
                    body,
                    format_args!(" class=\"k-{} ks-{}\"", fill.name, stroke.name),
                );
            }
            (Some(fill), None) => put(body, format_args!(" class=\"k-{}\"", fill.name)),
            (None, Some(stroke)) => put(body, format_args!(" class=\"ks-{}\"", stroke.name)),
            (None, None) => (),
        }
        body.push_str("/>\n");
    }
}

/// The point of a circle at a part of a turn: 0 is above, clockwise.
pub(crate) fn on_circle((x, y): (f64, f64), radius: f64, turn: f64) -> (f64, f64) {
    let angle = turn * 2.0 * std::f64::consts::PI;
    (x + radius * libm::sin(angle), y - radius * libm::cos(angle))
}

/// Appends formatted text; writing to a `String` has no failure.
pub(crate) fn put(text: &mut String, words: std::fmt::Arguments<'_>) {
    if text.write_fmt(words).is_err() {
        text.push(' ');
    }
}

/// A length with at most one decimal: `12`, `12.5`.
///
/// Written from a whole number of tenths: coordinates are most of a drawing's text, and writing floats takes longer than
/// all the rest of it.
#[derive(Clone, Copy)]
struct Tenths(i64);

fn tenth(length: f64) -> Tenths {
    Tenths(libm::round(length.clamp(-1e7, 1e7) * 10.0) as i64)
}

impl Display for Tenths {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let tenths = self.0.unsigned_abs();
        if self.0 < 0 {
            out.write_char('-')?;
        }
        match tenths % 10 {
            0 => write!(out, "{}", tenths / 10),
            tenth => write!(out, "{}.{tenth}", tenths / 10),
        }
    }
}

/// Text as it may stand in XML, in attributes too; characters that XML forbids become spaces.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape(&mut out, text);
    out
}

/// Appends text as it may stand in XML.
fn escape(out: &mut String, text: &str) {
    let is_plain = |letter: char| {
        !matches!(letter, '&' | '<' | '>' | '"' | '\'' | '\u{FFFE}' | '\u{FFFF}') && !letter.is_control()
    };
    let mut rest = text;
    while let Some((plain, tail)) = rest
        .find(|letter| !is_plain(letter))
        .and_then(|at| rest.split_at_checked(at))
    {
        out.push_str(plain);
        let mut letters = tail.chars();
        out.push_str(match letters.next() {
            Some('&') => "&amp;",
            Some('<') => "&lt;",
            Some('>') => "&gt;",
            Some('"') => "&quot;",
            Some('\'') => "&#39;",
            _ => " ",
        });
        rest = letters.as_str();
    }
    out.push_str(rest);
}

/// An id may hold letters, digits, `-` and `_`; anything else becomes `-`.
pub(crate) fn safe_id(id: &str) -> String {
    let id: String = id
        .chars()
        .map(|letter| {
            if letter.is_alphanumeric() || letter == '-' || letter == '_' {
                letter
            } else {
                '-'
            }
        })
        .collect();
    if id.is_empty() { "chart".to_string() } else { id }
}

/// True for relative addresses and for the web: a chart never carries `javascript:`.
fn is_plain_address(href: &str) -> bool {
    let scheme = href.split_once(':').map(|(scheme, _)| scheme);
    match scheme {
        Some(scheme) if !scheme.contains(['/', '?', '#', '.']) => ["http", "https", "mailto"]
            .iter()
            .any(|plain| scheme.eq_ignore_ascii_case(plain)),
        _ => !href.trim().is_empty(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Lang;

    fn frame() -> Frame {
        Frame::new("a b", Lang::Zh, "甲 < 乙 & \"丙\"", "说明")
    }

    #[test]
    fn every_word_is_escaped_and_every_id_is_prefixed() {
        let canvas = Canvas::new(&frame());
        canvas.text((1.0, 2.0), "<b>&'\u{0}", &Face::INK);
        canvas.rect((0.0, 0.0), (5.0, 5.0), &Paint::unknown());
        let svg = canvas.finish(&frame(), "test", 10.0, DataTable::default());
        assert!(svg.markup.contains("&lt;b&gt;&amp;&#39; </text>"));
        assert!(svg.markup.contains("id=\"a-b-hatch\"") && svg.markup.contains("url(#a-b-hatch)"));
        assert!(svg.markup.contains("甲 &lt; 乙 &amp; &quot;丙&quot;"));
        assert!(svg.markup.contains("role=\"img\""));
    }

    #[test]
    fn what_is_not_finite_is_never_written() {
        let canvas = Canvas::new(&frame());
        let paint = Paint::fill(Role::Ink);
        canvas.rect((f64::NAN, 0.0), (1.0, 1.0), &paint);
        canvas.circle((0.0, f64::INFINITY), 1.0, &paint);
        canvas.line((0.0, 0.0), (f64::NAN, 1.0), &paint);
        canvas.text((f64::NAN, 0.0), "words", &Face::INK);
        let svg = canvas.finish(&frame(), "test", 10.0, DataTable::default());
        assert!(!svg.markup.contains("NaN") && !svg.markup.contains("inf") && !svg.markup.contains("words"));
    }

    #[test]
    fn links_make_the_drawing_a_group_and_scripts_are_no_links() {
        let canvas = Canvas::new(&frame());
        canvas.mark(
            &Mark {
                title: "x",
                href: Some("javascript:alert(1)"),
            },
            || (),
        );
        assert_eq!(canvas.state.borrow().n_links, 0);
        canvas.mark(
            &Mark {
                title: "x",
                href: Some("../a:b/index.html"),
            },
            || (),
        );
        let svg = canvas.finish(&frame(), "test", 10.0, DataTable::default());
        assert!(svg.markup.contains("role=\"group\"") && !svg.markup.contains("javascript"));
    }

    #[test]
    fn a_ring_goes_clockwise_from_above_and_a_whole_one_is_not_empty() {
        let drawn = |turns| {
            let canvas = Canvas::new(&frame());
            canvas.sector((50.0, 50.0), (10.0, 40.0), turns, &Paint::fill(Role::Cat1));
            canvas
                .finish(&frame(), "test", 100.0, DataTable::default())
                .markup
        };
        assert!(drawn((0.0, 0.25)).contains("d=\"M50 10A40 40 0 0 1 78.3 21.7A40 40 0 0 1 90 50L60 50A"));
        assert!(drawn((0.0, 1.0)).contains("M50 10A40 40 0 0 1 50 90A40 40 0 0 1 50 10L50 40A"));
        assert!(!drawn((0.5, 0.5)).contains("<path") && !drawn((f64::NAN, 1.0)).contains("<path"));
    }

    #[test]
    fn lengths_have_one_decimal_at_most() {
        assert_eq!(
            ["0", "-0.1", "12.3", "-12", "10000000"],
            [-0.01, -0.06, 12.3456, -12.0, 9e9].map(|length| tenth(length).to_string())
        );
    }
}
