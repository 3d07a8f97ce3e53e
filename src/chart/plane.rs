//! A Cartesian frame drawn by plotters: mesh, axes, bars, dots and lines in data coordinates.

use std::convert::Infallible;
use std::ops::Range;

use plotters::chart::ChartBuilder;
use plotters::chart::ChartContext;
use plotters::coord::cartesian::Cartesian2d;
use plotters::coord::ranged1d::KeyPointHint;
use plotters::coord::ranged1d::NoDefaultFormatting;
use plotters::coord::ranged1d::Ranged;
use plotters::coord::ranged1d::ValueFormatter;
use plotters::drawing::DrawingAreaErrorKind;
use plotters::drawing::IntoDrawingArea;
use plotters::element::Circle;
use plotters::element::PathElement;
use plotters::element::Rectangle;
use plotters::style::Color;
use plotters::style::IntoFont;
use plotters::style::RGBColor;
use plotters::style::ShapeStyle;
use plotters::style::TextStyle;

use crate::chart::backend::PIXELS;
use crate::chart::backend::pixels;
use crate::chart::block::Block;
use crate::chart::canvas::Canvas;
use crate::chart::figures;
use crate::chart::frame::TEXT;
use crate::chart::letters;
use crate::chart::paint::Anchor;
use crate::chart::paint::Face;
use crate::chart::paint::Paint;
use crate::chart::palette::Role;

type Context = ChartContext<'static, Canvas, Cartesian2d<Span, Span>>;

/// One axis: from where to where, and where its lines are. We name the lines: plotters would search them with the
/// platform's logarithm, and without end if a range is not finite.
#[derive(Debug, Clone, PartialEq)]
pub struct Span {
    /// Value at the left or lower end.
    pub low: f64,
    /// Value at the right or upper end; above `low`.
    pub high: f64,
    /// Values with a line and a label.
    pub ticks: Vec<f64>,
}

impl Span {
    /// A span without lines. Ends that are no range (not finite, not ascending) become `low..low + 1`.
    pub fn new(low: f64, high: f64) -> Span {
        let low = if low.is_finite() {
            low.clamp(-1e15, 1e15)
        } else {
            0.0
        };
        let high = if high.is_finite() {
            high.clamp(-1e15, 1e15)
        } else {
            low
        };
        let high = if high > low {
            high
        } else {
            low + low.abs().max(1.0)
        };
        Span {
            low,
            high,
            ticks: Vec::new(),
        }
    }

    /// With lines at every multiple of a round step, about `n` of them.
    pub fn ticked(self, n: usize) -> Span {
        let rough = (self.high - self.low) / (n.max(1) as f64);
        let power = libm::pow(10.0, libm::floor(libm::log10(rough)));
        let step = [1.0, 2.0, 5.0, 10.0]
            .into_iter()
            .map(|part| part * power)
            .find(|step| *step >= rough * 0.999);
        let step = step.unwrap_or(rough);
        let first = libm::ceil(self.low / step - 1e-9);
        let ticks = (0..=4 * n.max(1))
            .map(|idx| (first + idx as f64) * step)
            .take_while(|tick| *tick <= self.high + step * 1e-9)
            .collect();
        Span { ticks, ..self }
    }

    /// With room at both ends for `part` of the drawn length, 0..0.5; lines stay where they are.
    pub fn roomy(self, part: f64) -> Span {
        let room = (self.high - self.low) * part / (1.0 - 2.0 * part).max(0.1);
        Span {
            low: self.low - room,
            high: self.high + room,
            ..self
        }
    }

    /// Where a value lies between the ends, 0..=1 and beyond.
    fn part(&self, value: f64) -> f64 {
        (value - self.low) / (self.high - self.low)
    }

    /// A value brought near the span, so that no pixel overflows.
    fn near(&self, value: f64) -> f64 {
        let length = self.high - self.low;
        value.clamp(self.low - length, self.high + length)
    }
}

impl Ranged for Span {
    type FormatOption = NoDefaultFormatting;
    type ValueType = f64;

    fn map(&self, value: &f64, limit: (i32, i32)) -> i32 {
        let (start, end) = (f64::from(limit.0), f64::from(limit.1));
        libm::round(start + self.part(self.near(*value)) * (end - start)) as i32
    }

    fn key_points<Hint: KeyPointHint>(&self, hint: Hint) -> Vec<f64> {
        if hint.weight().allow_light_points() {
            Vec::new()
        } else {
            self.ticks.clone()
        }
    }

    fn range(&self) -> Range<f64> {
        self.low..self.high
    }
}

impl ValueFormatter<f64> for Span {
    fn format(value: &f64) -> String {
        figures::short(*value, 2)
    }
}

/// A rectangle of the canvas with two axes.
pub struct Plane {
    canvas: Canvas,
    rect: Block,
    x: Span,
    y: Span,
    context: Option<Context>,
}

impl Plane {
    /// A plane over `rect` (the plotting area itself), with room `left` and `below` of it for tick labels.
    pub fn new(canvas: &Canvas, rect: Block, (x, y): (Span, Span), (left, below): (f64, f64)) -> Plane {
        let rect = Block {
            w: rect.w.max(1.0),
            h: rect.h.max(1.0),
            ..rect
        };
        let area = canvas.clone().into_drawing_area().shrink(
            (pixels(rect.x - left), pixels(rect.y)),
            (pixels(rect.w + left), pixels(rect.h + below)),
        );
        let built = ChartBuilder::on(&area)
            .x_label_area_size(pixels(below))
            .y_label_area_size(pixels(left))
            .build_cartesian_2d(x.clone(), y.clone());
        let context = match built {
            Ok(context) => Some(context),
            Err(error) => {
                canvas.confess(&error);
                None
            }
        };
        Plane {
            canvas: canvas.clone(),
            rect,
            x,
            y,
            context,
        }
    }

    /// A plane for horizontal bars: x as given, y in canvas units below the upper edge.
    pub fn rows(canvas: &Canvas, rect: Block, x: Span) -> Plane {
        let y = Span::new(-rect.h.max(1.0), 0.0);
        Plane::new(canvas, rect, (x, y), (0.0, 0.0))
    }

    /// The plotting area.
    pub fn rect(&self) -> Block {
        self.rect
    }

    /// Canvas place of a value on the x axis.
    pub fn x(&self, value: f64) -> f64 {
        self.rect.x + self.x.part(self.x.near(value)) * self.rect.w
    }

    /// Canvas place of a value on the y axis.
    pub fn y(&self, value: f64) -> f64 {
        self.rect.bottom() - self.y.part(self.y.near(value)) * self.rect.h
    }

    /// Hairlines at the ticks, the axes, and the ticks' figures where room was given.
    pub fn mesh(&mut self) {
        let ink2 = rgb(Role::Ink2);
        let label = TextStyle::from(("sans-serif", pixels(TEXT)).into_font()).color(&ink2);
        self.canvas.set_pen(&Paint::line(Role::Hair, 1.0));
        self.with(|context| {
            context
                .configure_mesh()
                .bold_line_style(style(Role::Hair, 1.0))
                .light_line_style(style(Role::Hair, 1.0))
                .axis_style(style(Role::Ink2, 1.0))
                .label_style(label.clone())
                .set_all_tick_mark_size(pixels(3.0))
                .draw()
        });
    }

    /// Names of the axes: over the left upper corner of the drawing, and under the right end of the figures; an
    /// empty one says nothing.
    pub fn names(&self, x: &str, y: &str, below: f64) {
        let y = letters::fit(&format!("↑ {y}"), TEXT, self.canvas.width() / 1.07);
        self.canvas.text((0.0, self.rect.y - 22.0), &y, &Face::INK.bold());
        if x.is_empty() {
            return;
        }
        let x = letters::fit(&format!("{x} →"), TEXT, self.rect.w / 1.07);
        self.canvas.text(
            (self.rect.right(), self.rect.bottom() + below + 12.0),
            &x,
            &Face::INK.bold().at(Anchor::End),
        );
    }

    /// A rectangle between two data points.
    pub fn bar(&mut self, from: (f64, f64), to: (f64, f64), paint: &Paint) {
        if [from.0, from.1, to.0, to.1]
            .iter()
            .any(|value| !value.is_finite())
        {
            return;
        }
        let corners = [self.near(from), self.near(to)];
        self.each_layer(paint, |context, style| {
            context
                .draw_series(std::iter::once(Rectangle::new(corners, style)))
                .map(|_| ())
        });
    }

    /// A circle around a data point; `radius` in canvas units.
    pub fn dot(&mut self, at: (f64, f64), radius: f64, paint: &Paint) {
        if !at.0.is_finite() || !at.1.is_finite() {
            return;
        }
        let at = self.near(at);
        self.each_layer(paint, |context, style| {
            context
                .draw_series(std::iter::once(Circle::new(at, pixels(radius), style)))
                .map(|_| ())
        });
    }

    /// A line through data points.
    pub fn path(&mut self, points: &[(f64, f64)], paint: &Paint) {
        if points.len() < 2 || points.iter().any(|(x, y)| !x.is_finite() || !y.is_finite()) {
            return;
        }
        let points: Vec<(f64, f64)> = points.iter().map(|point| self.near(*point)).collect();
        self.each_layer(paint, |context, style| {
            context
                .draw_series(std::iter::once(PathElement::new(points.clone(), style)))
                .map(|_| ())
        });
    }

    /// A bar of a row plane: between two values, `mid` units below the upper edge.
    pub fn strip(&mut self, from: f64, to: f64, (mid, thickness): (f64, f64), paint: &Paint) {
        self.bar(
            (from, -(mid - thickness / 2.0)),
            (to, -(mid + thickness / 2.0)),
            paint,
        );
    }

    /// An upright stroke of a row plane at a value.
    pub fn tick(&mut self, value: f64, (mid, length): (f64, f64), paint: &Paint) {
        self.path(
            &[(value, -(mid - length / 2.0)), (value, -(mid + length / 2.0))],
            paint,
        );
    }

    /// An interval of a row plane: a line with an end stroke each.
    pub fn whisker(&mut self, low: f64, high: f64, (mid, length): (f64, f64), paint: &Paint) {
        self.path(&[(low, -mid), (high, -mid)], paint);
        self.tick(low, (mid, length), paint);
        self.tick(high, (mid, length), paint);
    }

    fn near(&self, (x, y): (f64, f64)) -> (f64, f64) {
        (self.x.near(x), self.y.near(y))
    }

    /// Ground first, then line: plotters' elements have one style each.
    fn each_layer(
        &mut self,
        paint: &Paint,
        draw: impl Fn(&mut Context, ShapeStyle) -> Result<(), DrawingAreaErrorKind<Infallible>>,
    ) {
        self.canvas.set_pen(paint);
        if let Some(role) = paint.fill.or(paint.is_hatched.then_some(Role::Other)) {
            let ground = ShapeStyle {
                color: rgb(role).mix(paint.opacity),
                filled: true,
                stroke_width: 0,
            };
            self.with(|context| draw(context, ground));
        }
        if let Some(role) = paint.stroke {
            self.with(|context| draw(context, style(role, paint.width)));
        }
    }

    fn with(&mut self, draw: impl FnOnce(&mut Context) -> Result<(), DrawingAreaErrorKind<Infallible>>) {
        if let Some(context) = &mut self.context
            && let Err(error) = draw(context)
        {
            self.canvas.confess(&error);
        }
    }
}

fn rgb(role: Role) -> RGBColor {
    let (red, green, blue) = role.rgb();
    RGBColor(red, green, blue)
}

fn style(role: Role, width: f64) -> ShapeStyle {
    ShapeStyle {
        color: rgb(role).to_rgba(),
        filled: false,
        stroke_width: libm::round(width * PIXELS) as u32,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::frame::DataTable;
    use crate::chart::frame::Frame;
    use crate::diag::Lang;

    #[test]
    fn plotters_and_we_agree_where_a_value_lies() {
        let frame = Frame::new("p", Lang::En, "t", "d");
        let canvas = Canvas::new(&frame);
        let mut plane = Plane::new(
            &canvas,
            Block::new(50.0, 20.0, 400.0, 200.0),
            (Span::new(0.0, 10.0), Span::new(0.0, 10.0)),
            (30.0, 20.0),
        );
        plane.dot((2.5, 7.5), 4.0, &Paint::fill(Role::Cat1));
        assert_eq!((plane.x(2.5), plane.y(7.5)), (150.0, 70.0));
        let svg = canvas.finish(&frame, "test", 240.0, DataTable::default());
        let (_, circle) = svg.markup.split_once("<circle cx=\"").unwrap();
        let (cx, rest) = circle.split_once("\" cy=\"").unwrap();
        let (cy, _) = rest.split_once('"').unwrap();
        let (cx, cy): (f64, f64) = (cx.parse().unwrap(), cy.parse().unwrap());
        assert!((cx - 150.0).abs() <= 0.2 && (cy - 70.0).abs() <= 0.2, "{cx} {cy}");
        assert!(svg.markup.contains("class=\"k-cat1\""));
    }

    #[test]
    fn nothing_that_is_not_finite_reaches_plotters() {
        let frame = Frame::new("p", Lang::En, "t", "d");
        let canvas = Canvas::new(&frame);
        let span = || Span::new(f64::NAN, f64::INFINITY).ticked(5);
        let mut plane = Plane::new(
            &canvas,
            Block::new(0.0, 0.0, 100.0, 100.0),
            (span(), Span::new(3.0, 3.0)),
            (0.0, 0.0),
        );
        plane.mesh();
        plane.dot((f64::NAN, 1.0), 4.0, &Paint::fill(Role::Ink));
        plane.bar((0.0, 0.0), (f64::INFINITY, 1.0), &Paint::fill(Role::Ink));
        plane.path(&[(0.0, 0.0), (1e300, 1e300)], &Paint::line(Role::Ink, 1.0));
        let svg = canvas.finish(&frame, "test", 100.0, DataTable::default());
        assert!(
            !svg.markup.contains("NaN") && !svg.markup.contains("inf") && !svg.markup.contains("<circle")
        );
    }

    #[test]
    fn ticks_are_round_and_within_the_span() {
        assert_eq!(
            Span::new(0.0, 120.0).ticked(6).ticks,
            [0.0, 20.0, 40.0, 60.0, 80.0, 100.0, 120.0]
        );
        assert_eq!(Span::new(-3.0, 7.0).ticked(5).ticks, [-2.0, 0.0, 2.0, 4.0, 6.0]);
    }
}
