//! A figure with the interval it could still take: as a row of a chart, and as a tiny bar within a line of text.

use crate::chart::block::Block;
use crate::chart::canvas::Canvas;
use crate::chart::figures;
use crate::chart::figures::finite;
use crate::chart::frame::Frame;
use crate::chart::frame::TEXT;
use crate::chart::letters;
use crate::chart::paint::Anchor;
use crate::chart::paint::Face;
use crate::chart::paint::Paint;
use crate::chart::palette::Role;
use crate::chart::plane::Plane;
use crate::chart::plane::Span;
use crate::diag::Lang;

/// A figure, its interval, its scale, and what somebody stated.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct IntervalData {
    /// What it is.
    pub label: String,
    /// The figure; `None` is unknown.
    pub value: Option<f64>,
    /// The least it could still be.
    pub low: Option<f64>,
    /// The most it could still be.
    pub high: Option<f64>,
    /// Lower end of the scale.
    pub from: f64,
    /// Upper end of the scale.
    pub to: f64,
    /// The same figure as a person wrote it.
    pub stated: Option<f64>,
}

impl IntervalData {
    /// The interval, if it is one: known at both ends and not a point.
    pub fn interval(&self) -> Option<(f64, f64)> {
        let (low, high) = (finite(self.low)?, finite(self.high)?);
        (high > low).then_some((low, high))
    }

    /// `74.4 [70–81]`, or the word for unknown.
    pub fn words(&self, lang: Lang) -> String {
        let value = match (finite(self.value), lang) {
            (Some(value), _) => figures::short(value, 1),
            (None, Lang::Zh) => "未知".to_string(),
            (None, Lang::En) => "unknown".to_string(),
        };
        match self.interval() {
            Some((low, high)) => {
                format!("{value} [{}–{}]", figures::short(low, 1), figures::short(high, 1))
            }
            None => value,
        }
    }

    /// True if a stated figure stands and, at one decimal, is not ours.
    pub fn differs(&self) -> bool {
        match (finite(self.stated), finite(self.value)) {
            (Some(stated), Some(value)) => figures::fixed(stated, 1) != figures::fixed(value, 1),
            _ => false,
        }
    }

    fn span(&self) -> Span {
        Span::new(self.from.min(0.0), self.to)
    }
}

/// Draws bar, interval and stated tick into a row plane around `mid`.
pub fn strip(plane: &mut Plane, data: &IntervalData, (mid, thickness): (f64, f64), role: Role) {
    match finite(data.value) {
        Some(value) => plane.strip(0.0, value, (mid, thickness), &Paint::fill(role)),
        None => plane.strip(data.from.min(0.0), data.to, (mid, thickness), &Paint::unknown()),
    }
    if let Some((low, high)) = data.interval() {
        plane.whisker(low, high, (mid, thickness * 0.7), &Paint::line(Role::Paper, 4.0));
        plane.whisker(low, high, (mid, thickness * 0.7), &Paint::line(Role::Ink, 1.5));
    }
    if let Some(stated) = finite(data.stated) {
        let role = if data.differs() { Role::Seal } else { Role::Ink };
        plane.tick(stated, (mid, thickness + 8.0), &Paint::line(role, 2.0));
    }
}

/// A row over the whole width: the words, the figure with its interval, the bar below. Gives its height.
pub fn row(canvas: &Canvas, frame: &Frame, top: f64, data: &IntervalData) -> f64 {
    let figure = data.words(frame.lang);
    let room = canvas.width() - (letters::width(&figure, TEXT) * 1.07 + TEXT);
    let label = letters::fit(&data.label, TEXT, room / 1.07);
    canvas.text((0.0, top + 10.0), &label, &Face::INK.bold());
    canvas.text(
        (canvas.width(), top + 10.0),
        &figure,
        &Face::INK.bold().at(Anchor::End),
    );
    let rect = Block::new(0.5, top + 26.0, canvas.width() - 1.0, 20.0);
    let mut plane = Plane::rows(canvas, rect, data.span());
    plane.strip(
        data.from.min(0.0),
        data.to,
        (10.0, 12.0),
        &Paint::tint(Role::Hair, 0.6),
    );
    strip(&mut plane, data, (10.0, 12.0), Role::Cat1);
    54.0
}

/// A tiny bar for a line of text: `value [low ▏▎ high]`; its words are its accessible name.
pub fn spark(data: &IntervalData, lang: Lang) -> String {
    let canvas = Canvas::small(120.0);
    let mut plane = Plane::rows(&canvas, Block::new(1.0, 0.0, 118.0, 20.0), data.span());
    plane.path(
        &[(data.from, -15.0), (data.to, -15.0)],
        &Paint::line(Role::Other, 1.0),
    );
    for end in [data.from, data.to] {
        plane.tick(end, (13.5, 4.0), &Paint::line(Role::Other, 1.0));
    }
    match (data.interval(), finite(data.value)) {
        (Some((low, high)), _) => plane.strip(low, high, (10.0, 8.0), &Paint::tint(Role::Cat1, 0.3)),
        (None, None) => plane.strip(data.from, data.to, (9.0, 8.0), &Paint::dashed(Role::Ink2, 1.0)),
        (None, Some(_)) => (),
    }
    if let Some(value) = finite(data.value) {
        plane.tick(value, (9.0, 14.0), &Paint::line(Role::Cat1, 3.0));
    }
    if let Some(stated) = finite(data.stated) {
        let role = if data.differs() { Role::Seal } else { Role::Ink };
        plane.tick(stated, (9.0, 16.0), &Paint::line(role, 1.5));
    }
    let colon = if lang == Lang::Zh { ":" } else { ": " };
    let label = if data.label.is_empty() {
        String::new()
    } else {
        format!("{}{colon}", data.label)
    };
    canvas.finish_small("spark", &format!("{label}{}", data.words(lang)), 20.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::proof;

    fn data(value: Option<f64>, low: f64, high: f64) -> IntervalData {
        IntervalData {
            label: "客户价值".into(),
            value,
            low: Some(low),
            high: Some(high),
            from: 0.0,
            to: 120.0,
            stated: None,
        }
    }

    #[test]
    fn a_spark_says_its_figure_and_its_interval() {
        let markup = spark(&data(Some(74.4), 70.0, 81.0), Lang::Zh);
        assert!(markup.contains("aria-label=\"客户价值:74.4 [70–81]\""));
        proof::check_markup(&markup);
    }

    #[test]
    fn an_interval_of_one_point_is_not_said() {
        assert_eq!(data(Some(74.4), 74.4, 74.4).words(Lang::En), "74.4");
        assert_eq!(data(None, 0.0, 120.0).words(Lang::En), "unknown [0–120]");
    }

    #[test]
    fn what_is_not_finite_is_unknown() {
        let odd = IntervalData {
            from: f64::NAN,
            to: f64::INFINITY,
            ..data(Some(f64::NAN), f64::NAN, 1.0)
        };
        proof::check_markup(&spark(&odd, Lang::Zh));
        assert_eq!(odd.words(Lang::Zh), "未知");
    }

    #[test]
    fn a_stated_figure_differs_by_what_is_printed() {
        let stated = |stated| IntervalData {
            stated: Some(stated),
            ..data(Some(48.0), 0.0, 1.0)
        };
        assert!(stated(48.1).differs());
        assert!(!stated(48.01).differs());
    }
}
