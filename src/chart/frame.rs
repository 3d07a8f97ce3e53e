//! What surrounds a chart, and what comes out of one.

use crate::diag::Lang;

/// Size of all text in a chart, in units. At 480 units across this is 11 px on a page 360 px wide, its edges left free.
pub const TEXT: f64 = 16.0;

/// What surrounds a chart: its id on the page, its words, its width.
#[derive(Debug, Clone, PartialEq)]
pub struct Frame {
    /// Prefix of every id inside; unique on the page.
    pub id: String,
    /// Language of the chart's own words.
    pub lang: Lang,
    /// Width of the drawing. Unit: canvas units. Range: `360..=1200`, others are brought into it. 480 is the width
    /// for every screen; a wider chart scrolls sideways on a phone.
    pub width: f64,
    /// The finding: 前三家占收入 54%.
    pub title: String,
    /// What is shown, with unit and as-of.
    pub desc: String,
}

impl Frame {
    /// A frame of the usual width.
    pub fn new(id: &str, lang: Lang, title: &str, desc: &str) -> Frame {
        Frame {
            id: id.to_string(),
            lang,
            width: 480.0,
            title: title.to_string(),
            desc: desc.to_string(),
        }
    }

    /// The width that is drawn.
    pub fn drawn_width(&self) -> f64 {
        if self.width.is_finite() {
            self.width.clamp(360.0, 1200.0)
        } else {
            480.0
        }
    }

    /// One of two words, in the frame's language.
    pub fn say<'a>(&self, zh: &'a str, en: &'a str) -> &'a str {
        match self.lang {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }
}

/// The figures of a chart as a table, for the page to set beside it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DataTable {
    /// Heads, units included.
    pub columns: Vec<String>,
    /// Every row has as many cells as there are columns.
    pub rows: Vec<Vec<String>>,
}

/// A finished chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Svg {
    /// The `<svg>` element; well-formed XML without a declaration.
    pub markup: String,
    /// The same in figures.
    pub table: DataTable,
}
