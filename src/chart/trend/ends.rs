//! Names and last figures at the ends of the lines of a trend, and the target's.

use crate::chart::canvas::Canvas;
use crate::chart::figures;
use crate::chart::frame::TEXT;
use crate::chart::lanes;
use crate::chart::letters;
use crate::chart::paint::Face;
use crate::chart::paint::Paint;
use crate::chart::palette::Role;
use crate::chart::plane::Plane;
use crate::chart::trend::Target;
use crate::chart::trend::lines::Line;

/// Height of a label at the end of a line.
const LABEL: f64 = 19.0;

/// What stands at the right: the end of a line, or the target.
pub struct End {
    /// Period it belongs to; none for the target.
    place: Option<usize>,
    value: f64,
    name: String,
    figure: String,
    role: Role,
    is_bold: bool,
}

impl End {
    /// Width of all its words.
    pub fn width(&self) -> f64 {
        let gap = if self.name.is_empty() { 0.0 } else { TEXT * 0.3 };
        let bold = if self.is_bold { 1.07 } else { 1.0 };
        (letters::width(&self.name, TEXT) + gap + letters::width(&self.figure, TEXT)) * bold
    }

    /// The figure whole, the name as far as there is room.
    fn words(&self, room: f64) -> String {
        let bold = if self.is_bold { 1.07 } else { 1.0 };
        let figure = letters::fit(&self.figure, TEXT, room / bold);
        let left = room / bold - letters::width(&figure, TEXT) - TEXT * 0.3;
        if self.name.is_empty() || left < 2.0 * TEXT {
            return figure;
        }
        format!("{} {figure}", letters::fit(&self.name, TEXT, left))
    }
}

/// All that stands at the right.
pub fn ends(lines: &[Line<'_>], target: Option<&Target>, periods: &[String]) -> Vec<End> {
    let places = figures::places(
        lines.iter().filter_map(|line| line.last).map(|(_, value)| value),
        1,
    );
    let is_alone = lines.len() == 1;
    let mut ends: Vec<End> = lines
        .iter()
        .filter_map(|line| {
            let (place, value) = line.last?;
            let mut figure = figures::fixed(value, places);
            // A line that ended before the last period says when; of several, its hollow end does.
            if is_alone && place + 1 < periods.len() {
                let period = periods.get(place).map_or("", String::as_str);
                figure.push_str(&format!(" ({period})"));
            }
            Some(End {
                place: Some(place),
                value,
                name: if is_alone {
                    String::new()
                } else {
                    line.series.label.clone()
                },
                figure,
                role: line.role(),
                is_bold: !line.series.is_context,
            })
        })
        .collect();
    ends.extend(target.map(|target| End {
        place: None,
        value: target.at,
        name: target.label.clone(),
        figure: figures::short(target.at, 1),
        role: Role::Ink2,
        is_bold: false,
    }));
    ends
}

/// Names and last figures at the right, each beside the end of its line or led to it.
pub fn draw(canvas: &Canvas, plane: &Plane, (left, ends): (f64, &[End])) {
    let rect = plane.rect();
    let wanted: Vec<f64> = ends.iter().map(|end| plane.y(end.value)).collect();
    // The heading stands above, the names of periods below.
    let mids = lanes::stack(&wanted, LABEL, (rect.y - 8.0, rect.bottom() + 10.0));
    for ((end, mid), y) in ends.iter().zip(mids).zip(wanted) {
        let x = end
            .place
            .map_or(rect.right(), |place| plane.x(place as f64) + 6.0);
        if (mid - y).abs() > 4.0 || left - x > 16.0 {
            canvas.line((x, y), (left - 4.0, mid), &Paint::line(end.role, 0.8));
        }
        let face = Face {
            role: if end.is_bold { Role::Ink } else { Role::Ink2 },
            is_bold: end.is_bold,
            ..Face::INK
        };
        canvas.text((left, mid), &end.words(canvas.width() - left), &face);
    }
}
