//! A drawing as PNG. Its fonts are the machine's: a letter that none of them has is an error, never an empty box.

use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;

use resvg::tiny_skia::Pixmap;
use resvg::tiny_skia::Transform;
use resvg::usvg::FontResolver;
use resvg::usvg::Options;
use resvg::usvg::Tree;
use resvg::usvg::fontdb::Database;

/// Sides of a picture at most, in pixels.
pub const MOST: u32 = 16_384;

/// How large a picture is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Size {
    /// So many pixels wide.
    Width(u32),
    /// So many pixels for each unit of the drawing.
    Scale(f32),
}

/// Why there is no picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PictureError {
    /// The machine has no font at all.
    NoFont,
    /// Letters that no font of the machine has, each once, in order.
    Letters(String),
    /// Its sides, in pixels; none may be 0 or above [`MOST`].
    Sides(u32, u32),
    /// A fault of ours.
    Drawing(String),
}

/// Renders a drawing.
///
/// # Errors
/// As [`PictureError`].
pub fn png(svg: &str, size: Size) -> Result<Vec<u8>, PictureError> {
    let mut fonts = Database::new();
    fonts.load_system_fonts();
    drawn(svg, size, fonts)
}

fn drawn(svg: &str, size: Size, fonts: Database) -> Result<Vec<u8>, PictureError> {
    if fonts.is_empty() {
        return Err(PictureError::NoFont);
    }
    let missing = Mutex::new(String::new());
    let named = FontResolver::default_font_selector();
    let other = FontResolver::default_fallback_selector();
    let options = Options {
        fontdb: Arc::new(fonts),
        font_resolver: FontResolver {
            // Of the names in the drawing none may be here: any font is better than no words.
            select_font: Box::new(move |font, fonts| {
                named(font, fonts).or_else(|| fonts.faces().next().map(|face| face.id))
            }),
            select_fallback: Box::new(|letter, tried, fonts| {
                let found = other(letter, tried, fonts);
                let mut missing = missing.lock().unwrap_or_else(PoisonError::into_inner);
                if found.is_none() && !letter.is_control() && !missing.contains(letter) {
                    missing.push(letter);
                }
                found
            }),
        },
        ..Options::default()
    };
    let tree = Tree::from_str(svg, &options).map_err(|error| PictureError::Drawing(error.to_string()))?;
    drop(options);
    let missing = missing.into_inner().unwrap_or_else(PoisonError::into_inner);
    if !missing.is_empty() {
        return Err(PictureError::Letters(missing));
    }
    let (wide, high) = (tree.size().width(), tree.size().height());
    let scale = match size {
        Size::Width(pixels) => f64::from(pixels) / f64::from(wide),
        Size::Scale(scale) => f64::from(scale),
    };
    let side = |units: f32| pixels(f64::from(units) * scale);
    let (columns, rows) = (side(wide), side(high));
    let is_fine = (1..=MOST).contains(&columns) && (1..=MOST).contains(&rows);
    let pixmap = is_fine.then(|| Pixmap::new(columns, rows)).flatten();
    let mut pixmap = pixmap.ok_or(PictureError::Sides(columns, rows))?;
    let each = |pixels: u32, units: f32| ratio(f64::from(pixels) / f64::from(units));
    let transform = Transform::from_scale(each(columns, wide), each(rows, high));
    resvg::render(&tree, transform, &mut pixmap.as_mut());
    pixmap
        .encode_png()
        .map_err(|error| PictureError::Drawing(error.to_string()))
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "rounded and brought into the range before"
)]
fn pixels(length: f64) -> u32 {
    libm::round(length).clamp(0.0, f64::from(u32::MAX)) as u32
}

#[expect(clippy::cast_possible_truncation, reason = "a scale needs no more digits")]
fn ratio(scale: f64) -> f32 {
    scale as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    const DRAWN: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"20\" \
        viewBox=\"0 0 40 20\"><rect width=\"40\" height=\"20\" fill=\"#FF0000\"/><text x=\"2\" y=\"10\">A</text></svg>";

    fn sides(png: &[u8]) -> (u32, u32) {
        let side = |from: usize| u32::from_be_bytes(png[from..from + 4].try_into().unwrap());
        assert_eq!(&png[..8], b"\x89PNG\r\n\x1a\n");
        (side(16), side(20))
    }

    #[test]
    fn a_picture_has_the_size_asked_for() {
        for (size, expected) in [
            (Size::Width(100), (100, 50)),
            (Size::Scale(2.5), (100, 50)),
            (Size::Scale(1.0), (40, 20)),
        ] {
            assert_eq!(sides(&png(DRAWN, size).unwrap()), expected, "{size:?}");
        }
    }

    #[test]
    fn a_side_that_no_picture_has_is_an_error() {
        assert_eq!(
            png(DRAWN, Size::Width(20_000)),
            Err(PictureError::Sides(20_000, 10_000))
        );
        assert_eq!(png(DRAWN, Size::Scale(0.001)), Err(PictureError::Sides(0, 0)));
    }

    #[test]
    fn a_letter_that_no_font_has_is_named() {
        // No font draws a noncharacter's neighbour that is not assigned.
        let svg = DRAWN.replace(">A<", ">A\u{2FE0}B\u{2FE0}<");
        assert_eq!(
            png(&svg, Size::Scale(1.0)),
            Err(PictureError::Letters("\u{2FE0}".to_owned()))
        );
    }

    #[test]
    fn a_machine_without_fonts_makes_no_picture() {
        assert_eq!(
            drawn(DRAWN, Size::Scale(1.0), Database::new()),
            Err(PictureError::NoFont)
        );
    }
}
