//! Lets plotters draw on a canvas. Its whole pixels are our tenths of a unit, so nothing is lost to rounding.

use std::convert::Infallible;

use plotters_backend::BackendColor;
use plotters_backend::BackendCoord;
use plotters_backend::BackendStyle;
use plotters_backend::BackendTextStyle;
use plotters_backend::DrawingBackend;
use plotters_backend::DrawingErrorKind;
use plotters_backend::FontTransform;
use plotters_backend::text_anchor::HPos;
use plotters_backend::text_anchor::VPos;

use crate::chart::canvas::Canvas;
use crate::chart::letters;
use crate::chart::paint::Anchor;
use crate::chart::paint::Face;
use crate::chart::paint::Paint;
use crate::chart::paint::Turn;
use crate::chart::palette::Role;

/// Pixels of plotters in one canvas unit.
pub const PIXELS: f64 = 10.0;

/// Height that plotters is told, in pixels; areas are cut out of it, the drawing's own height comes at the end.
const SKY: u32 = 10_000_000;

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

/// Canvas units as pixels of plotters.
pub fn pixels(units: f64) -> i32 {
    libm::round(units.clamp(-1e6, 1e6) * PIXELS) as i32
}

fn units((x, y): BackendCoord) -> (f64, f64) {
    (f64::from(x) / PIXELS, f64::from(y) / PIXELS)
}

impl Canvas {
    /// A style of plotters, with what it cannot carry taken from the pen.
    fn styled<S: BackendStyle>(&self, style: &S, is_filled: bool) -> Option<Paint> {
        let color = style.color();
        let role = Role::from_rgb(color.rgb);
        let (is_dashed, is_hatched) = self.pen();
        (color.alpha > 0.0).then(|| {
            if is_filled {
                Paint {
                    is_hatched,
                    ..Paint::tint(role, color.alpha)
                }
            } else {
                Paint {
                    is_dashed,
                    ..Paint::line(role, f64::from(style.stroke_width()) / PIXELS)
                }
            }
        })
    }
}

impl DrawingBackend for Canvas {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        (pixels(self.width()).unsigned_abs(), SKY)
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, point: BackendCoord, color: BackendColor) -> Drawn {
        self.rect(
            units(point),
            (1.0 / PIXELS, 1.0 / PIXELS),
            &Paint::tint(Role::from_rgb(color.rgb), color.alpha),
        );
        Ok(())
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        self.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        upper_left: BackendCoord,
        bottom_right: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Drawn {
        if let Some(paint) = self.styled(style, fill) {
            let (x, y) = units(upper_left);
            let (right, bottom) = units(bottom_right);
            self.rect((x, y), (right - x, bottom - y), &paint);
        }
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        if let Some(paint) = self.styled(style, false) {
            let points: Vec<(f64, f64)> = path.into_iter().map(units).collect();
            self.path(&points, false, &paint);
        }
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        center: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Drawn {
        if let Some(paint) = self.styled(style, fill) {
            self.circle(units(center), f64::from(radius) / PIXELS, &paint);
        }
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        vert: I,
        style: &S,
    ) -> Drawn {
        if let Some(paint) = self.styled(style, true) {
            let points: Vec<(f64, f64)> = vert.into_iter().map(units).collect();
            self.path(&points, true, &paint);
        }
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, pos: BackendCoord) -> Drawn {
        let size = style.size() / PIXELS;
        let (x, y) = units(pos);
        let anchor = match style.anchor().h_pos {
            HPos::Left => Anchor::Start,
            HPos::Center => Anchor::Middle,
            HPos::Right => Anchor::End,
        };
        let drop = match style.anchor().v_pos {
            VPos::Top => size / 2.0,
            VPos::Center => 0.0,
            VPos::Bottom => -size / 2.0,
        };
        let (turn, at) = match style.transform() {
            FontTransform::Rotate270 => (Turn::Up, (x + drop, y)),
            _ => (Turn::Level, (x, y + drop)),
        };
        let face = Face {
            role: Role::from_rgb(style.color().rgb),
            size,
            anchor,
            turn,
            ..Face::INK
        };
        self.text(at, text, &face);
        Ok(())
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        let width = letters::width(text, style.size());
        Ok((
            libm::ceil(width) as u32,
            libm::ceil(style.size() * letters::LINE) as u32,
        ))
    }
}
