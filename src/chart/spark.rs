//! How a figure went, as small as a word: a line with gaps, and its last point.

use crate::chart::canvas::Canvas;
use crate::chart::figures;
use crate::chart::figures::finite;
use crate::chart::paint::Paint;
use crate::chart::palette::Role;
use crate::diag::Lang;

/// A figure over time.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SparkData {
    /// What it is.
    pub label: String,
    /// In order of time; `None` is unknown.
    pub values: Vec<Option<f64>>,
}

/// The latest so many are drawn.
const MAX: usize = 40;

/// Size of the drawing, and the room its line leaves at the edges.
const WIDE: f64 = 120.0;
const HIGH: f64 = 20.0;
const EDGE: f64 = 4.0;

impl SparkData {
    /// `收入：12 期，最近 74.4，60–81，2 期未知`.
    pub fn words(&self, lang: Lang) -> String {
        let known: Vec<f64> = self.values.iter().filter_map(|value| finite(*value)).collect();
        let n = self.values.len();
        let label = match lang {
            _ if self.label.is_empty() => String::new(),
            Lang::Zh => format!("{}：", self.label),
            Lang::En => format!("{}: ", self.label),
        };
        let (Some(last), Some(low), Some(high)) = (
            known.last(),
            known.iter().copied().reduce(f64::min),
            known.iter().copied().reduce(f64::max),
        ) else {
            let unknown = if lang == Lang::Zh { "未知" } else { "unknown" };
            return format!("{label}{unknown}");
        };
        let (last, low, high) = (
            figures::short(*last, 1),
            figures::short(low, 1),
            figures::short(high, 1),
        );
        let n_unknown = n - known.len();
        match lang {
            Lang::Zh => {
                let unknown = if n_unknown > 0 {
                    format!("，{n_unknown} 期未知")
                } else {
                    String::new()
                };
                format!("{label}{n} 期，最近 {last}，{low}–{high}{unknown}")
            }
            Lang::En => {
                let unknown = if n_unknown > 0 {
                    format!(", {n_unknown} unknown")
                } else {
                    String::new()
                };
                format!("{label}{n} periods, last {last}, {low}–{high}{unknown}")
            }
        }
    }
}

/// Draws the line for a line of text; its words are its accessible name.
pub fn draw(data: &SparkData, lang: Lang) -> String {
    let canvas = Canvas::small(WIDE);
    let first = data.values.len().saturating_sub(MAX);
    let values: Vec<Option<f64>> = data
        .values
        .iter()
        .skip(first)
        .map(|value| finite(*value))
        .collect();
    let known = || values.iter().copied().flatten();
    let (low, high) = (
        known().fold(f64::INFINITY, f64::min),
        known().fold(f64::NEG_INFINITY, f64::max),
    );
    let step = (WIDE - 2.0 * EDGE) / values.len().saturating_sub(1).max(1) as f64;
    let point = |(place, value): (usize, Option<f64>)| {
        let value = value?;
        let part = if high > low {
            (value - low) / (high - low)
        } else {
            0.5
        };
        Some((
            EDGE + step * place as f64,
            HIGH - EDGE - part * (HIGH - 2.0 * EDGE),
        ))
    };
    let points: Vec<Option<(f64, f64)>> = values.iter().copied().enumerate().map(point).collect();
    if known().next().is_none() {
        canvas.rect((1.0, 5.0), (WIDE - 2.0, 10.0), &Paint::dashed(Role::Ink2, 1.0));
    }
    for run in points.chunk_by(|one, two| one.is_some() == two.is_some()) {
        let run: Vec<(f64, f64)> = run.iter().copied().flatten().collect();
        match run.as_slice() {
            [alone] => canvas.circle(*alone, 1.6, &Paint::fill(Role::Cat1)),
            run => canvas.path(run, false, &Paint::line(Role::Cat1, 1.6)),
        }
    }
    if let Some(last) = points.iter().copied().flatten().next_back() {
        // The last figure is not of the last period: hollow.
        let is_old = points.last().is_some_and(Option::is_none);
        let paint = if is_old {
            Paint::hollow(Role::Cat1, 1.4)
        } else {
            Paint::fill(Role::Cat1)
        };
        canvas.circle(last, 3.0, &paint);
    }
    canvas.finish_small("spark", &data.words(lang), HIGH)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::proof;

    fn of(values: &[Option<f64>]) -> SparkData {
        SparkData {
            label: "年收入".into(),
            values: values.to_vec(),
        }
    }

    #[test]
    fn any_number_of_periods_is_drawn() {
        for n in [0, 1, 2, 12, 200] {
            let values: Vec<Option<f64>> = (0..n)
                .map(|idx| (idx % 5 != 3).then_some((idx * 37 % 23) as f64))
                .collect();
            for lang in Lang::ALL {
                let markup = draw(&of(&values), lang);
                proof::check_markup(&markup);
                assert_eq!(markup, draw(&of(&values), lang));
                assert!(markup.len() < 2_600);
            }
        }
    }

    #[test]
    fn a_gap_parts_the_line_and_its_words_count_it() {
        let data = of(&[Some(1.0), Some(2.0), None, Some(4.0), Some(3.0)]);
        assert_eq!(draw(&data, Lang::Zh).matches("<path").count(), 2);
        assert_eq!(data.words(Lang::Zh), "年收入：5 期，最近 3，1–4，1 期未知");
        assert_eq!(data.words(Lang::En), "年收入: 5 periods, last 3, 1–4, 1 unknown");
    }

    #[test]
    fn a_last_figure_that_is_old_is_hollow() {
        assert!(draw(&of(&[Some(1.0), Some(2.0), None]), Lang::Zh).contains("k-paper"));
        assert!(!draw(&of(&[Some(1.0), Some(2.0)]), Lang::Zh).contains("k-paper"));
    }

    #[test]
    fn nothing_known_and_figures_that_are_none_do_no_harm() {
        assert_eq!(of(&[None, None]).words(Lang::Zh), "年收入：未知");
        for odd in [f64::NAN, f64::INFINITY, -1e300, 0.0] {
            proof::check_markup(&draw(&of(&[Some(odd), Some(1.0), Some(odd)]), Lang::En));
            proof::check_markup(&draw(&of(&[Some(odd)]), Lang::En));
        }
    }
}
