//! The buying centre 决策链 on one line a person: the small relationship map, for a printed page.

use crate::chart::canvas::Canvas;
use crate::chart::frame::Frame;
use crate::chart::frame::Svg;
use crate::chart::frame::TEXT;
use crate::chart::letters;
use crate::chart::notes;
use crate::chart::notes::Glyph;
use crate::chart::paint::Face;
use crate::chart::paint::Mark;
use crate::chart::paint::Paint;
use crate::chart::palette::Role;
use crate::chart::relationship_map;
use crate::chart::relationship_map::Contact;
use crate::chart::relationship_map::Forest;
use crate::chart::relationship_map::Person;
use crate::chart::relationship_map::RelationshipMapData;
use crate::chart::relationship_map::person;
use crate::chart::signs;
use crate::chart::signs::Sign;

/// So many people are drawn at most: those of greatest influence, with their chiefs.
pub const MOST: usize = 7;

/// Height of a line, in units.
const LINE: f64 = 23.0;

/// Draws the map.
pub fn draw(data: &RelationshipMapData, frame: &Frame) -> Svg {
    let canvas = Canvas::new(frame);
    let table = relationship_map::table(data, frame);
    if data.contacts.is_empty() {
        let height = notes::nothing(&canvas, frame.say("还没有联系人", "No contacts yet"));
        return canvas.finish(frame, "brief-map", height, table);
    }
    let forest = Forest::of(&data.contacts, MOST);
    let top = relationship_map::open_roles(&canvas, frame, data);
    let sheet = Sheet::of(&canvas, frame, &forest);
    let mut y = top;
    for root in &forest.roots {
        y = sheet.branch(root, (0, y));
    }
    if sheet.words.is_none() {
        y = key(&canvas, frame, y + 4.0);
    }
    let y = relationship_map::rest(&canvas, frame, (data, &forest), y + 4.0);
    canvas.finish(frame, "brief-map", y + 2.0, table)
}

/// What the signs of support say.
fn key(canvas: &Canvas, frame: &Frame, top: f64) -> f64 {
    let sign = |sign, role| Glyph::Sign(sign, Paint::fill(role));
    let key = [
        (sign(Sign::Up, Role::Good), frame.say("支持", "for us")),
        (sign(Sign::Disc, Role::Other), frame.say("中立", "neutral")),
        (sign(Sign::Down, Role::Caution), frame.say("反对", "against")),
    ];
    notes::key(canvas, top, &key)
}

/// Where the columns of the list are.
struct Sheet<'a> {
    canvas: &'a Canvas,
    frame: &'a Frame,
    indent: f64,
    pips: f64,
    signs: f64,
    /// None in a drawing too narrow for words beside the signs; a key says them then.
    words: Option<f64>,
    reach: f64,
}

impl<'a> Sheet<'a> {
    fn of(canvas: &'a Canvas, frame: &'a Frame, forest: &Forest<'_>) -> Sheet<'a> {
        let indent = 16.0_f64.min(canvas.width() * 0.2 / forest.depth().max(1) as f64);
        let pips = (widest(&forest.roots, (0, indent)) + TEXT).min(canvas.width() * 0.46);
        let signs = pips + signs::pips_width(person::PIPS) + 12.0;
        let after = signs + person::SIGNS + 3.0;
        let support = forest
            .people()
            .map(|contact| letters::width(person::support_words(contact, frame), TEXT));
        let reach = after + support.fold(0.0, f64::max) + 14.0;
        let has_words = reach <= canvas.width() - 7.0 * TEXT;
        Sheet {
            canvas,
            frame,
            indent,
            pips,
            signs,
            words: has_words.then_some(after),
            reach: if has_words { reach } else { after + 6.0 },
        }
    }

    fn branch(&self, person: &Person<'_>, (level, top): (usize, f64)) -> f64 {
        self.row(person.contact, (self.indent * level as f64, top + LINE / 2.0));
        let mut y = top + LINE;
        for report in &person.reports {
            y = self.branch(report, (level + 1, y));
        }
        y
    }

    fn row(&self, contact: &Contact, (left, mid): (f64, f64)) {
        let Sheet { canvas, frame, .. } = *self;
        let title = person::title(contact, frame);
        let mark = Mark {
            title: &title,
            href: contact.href.as_deref(),
        };
        canvas.mark(&mark, || {
            let room = self.pips - TEXT / 2.0 - left;
            canvas.text((left, mid), &letters::fit(&contact.label, TEXT, room), &Face::INK);
            signs::pips(canvas, (self.pips, mid), contact.influence, person::PIPS);
            person::support_signs(canvas, (self.signs, mid), contact);
            if let Some(left) = self.words {
                canvas.text((left, mid), person::support_words(contact, frame), &Face::SECOND);
            }
            let reach = person::reach_words(contact, frame);
            let room = canvas.width() - self.reach;
            if reach.is_wrong {
                signs::draw(
                    canvas,
                    (self.reach + 6.0, mid),
                    Sign::Flag,
                    &Paint::fill(Role::Seal),
                );
                let face = Face {
                    role: Role::Seal,
                    ..Face::INK
                };
                let words = letters::fit(&reach.text, TEXT, room - 17.0);
                canvas.text((self.reach + 17.0, mid), &words, &face);
            } else {
                canvas.text(
                    (self.reach, mid),
                    &letters::fit(&reach.text, TEXT, room),
                    &Face::SECOND,
                );
            }
        });
    }
}

/// The widest label with its indent.
fn widest(people: &[Person<'_>], (level, indent): (usize, f64)) -> f64 {
    let reach = |person: &Person<'_>| {
        let own = indent * level as f64 + letters::width(&person.contact.label, TEXT);
        own.max(widest(&person.reports, (level + 1, indent)))
    };
    people.iter().map(reach).fold(0.0, f64::max)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::chart::proof;
    use crate::chart::relationship_map::Reach;
    use crate::diag::Lang;

    /// A sample with all the hard cases.
    pub(crate) fn of(n: usize) -> RelationshipMapData {
        let contact = |idx: usize| Contact {
            label: proof::name(idx),
            title: None,
            reports_to: idx.checked_sub(1),
            roles: vec!["使用".into()],
            influence: (idx % 3 != 2).then_some((idx % 6) as f64),
            support: (idx % 4 != 3).then_some(-2.0),
            reach: vec![Reach {
                name: proof::name(idx + 1),
                strength: Some(1.0),
                is_thread: idx.is_multiple_of(2),
            }],
            is_uncovered: idx % 2 == 1,
            href: None,
        };
        RelationshipMapData {
            contacts: (0..n).map(contact).collect(),
            open_roles: vec!["使用".into()],
        }
    }

    #[test]
    fn any_number_of_contacts_is_drawn_without_a_label_on_another() {
        for n in [0, 1, 2, 12, 200] {
            for lang in Lang::ALL {
                for width in [360.0, 480.0, 1000.0] {
                    let frame = Frame {
                        width,
                        ..Frame::new("brief", lang, "决策链", "影响力、态度、触达")
                    };
                    let svg = draw(&of(n), &frame);
                    proof::check(&svg);
                    assert_eq!(svg, draw(&of(n), &frame));
                }
            }
        }
    }

    #[test]
    fn a_person_is_one_line_and_the_rest_is_counted() {
        let svg = draw(&of(200), &Frame::new("brief", Lang::Zh, "决策链", "x"));
        assert!(svg.markup.matches("<title>").count() <= MOST);
        assert!(svg.markup.contains("/ 200 人"));
        assert_eq!(svg.table.rows.len(), 200);
    }
}
