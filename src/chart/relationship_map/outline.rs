//! The narrow form: the same people as an indented list, chiefs before their reports.

use crate::chart::canvas::Canvas;
use crate::chart::frame::Frame;
use crate::chart::frame::TEXT;
use crate::chart::letters;
use crate::chart::paint::Face;
use crate::chart::paint::Mark;
use crate::chart::paint::Paint;
use crate::chart::palette::Role;
use crate::chart::relationship_map::Contact;
use crate::chart::relationship_map::forest::Forest;
use crate::chart::relationship_map::forest::Person;
use crate::chart::relationship_map::person;
use crate::chart::signs;
use crate::chart::signs::Sign;

/// How far a report stands in, in units, unless there are so many levels that it would leave no room.
const INDENT: f64 = 20.0;

/// Height of a line.
const LINE: f64 = 20.0;

/// What the list is set with.
struct Sheet<'a> {
    canvas: &'a Canvas,
    frame: &'a Frame,
    indent: f64,
}

/// Draws the list; gives where the next thing may begin.
pub fn draw(canvas: &Canvas, frame: &Frame, forest: &Forest<'_>, top: f64) -> f64 {
    let sheet = Sheet {
        canvas,
        frame,
        indent: INDENT.min(canvas.width() * 0.3 / forest.depth().max(1) as f64),
    };
    let mut guides = Vec::new();
    let mut y = top;
    for root in &forest.roots {
        y = sheet.branch(root, (0, y), &mut guides);
    }
    canvas.paths(&guides, false, &Paint::line(Role::Other, 1.2));
    y
}

impl Sheet<'_> {
    /// A person and everybody under them; gives where the next one may begin.
    fn branch(
        &self,
        person: &Person<'_>,
        (level, top): (usize, f64),
        guides: &mut Vec<Vec<(f64, f64)>>,
    ) -> f64 {
        let left = self.indent * level as f64;
        let mut y = self.row(person.contact, (left, top));
        let spine = left + self.indent * 0.3;
        let from = y - 6.0;
        let mut last = from;
        for report in &person.reports {
            last = y + LINE / 2.0 + 2.0;
            guides.push(vec![(spine, last), (left + self.indent - 4.0, last)]);
            y = self.branch(report, (level + 1, y), guides);
        }
        if last > from {
            guides.push(vec![(spine, from), (spine, last)]);
        }
        y
    }

    fn row(&self, contact: &Contact, (left, top): (f64, f64)) -> f64 {
        let title = person::title(contact, self.frame);
        let mark = Mark {
            title: &title,
            href: contact.href.as_deref(),
        };
        self.canvas.mark(&mark, || self.lines(contact, (left, top)))
    }

    fn lines(&self, contact: &Contact, (left, top): (f64, f64)) -> f64 {
        let Sheet { canvas, frame, .. } = *self;
        let room = canvas.width() - left;
        let mut mid = top + LINE / 2.0 + 2.0;
        for line in letters::wrap(&contact.label, TEXT, room / 1.07, 2) {
            canvas.text((left, mid), &line, &Face::INK.bold());
            mid += LINE;
        }
        let roles = person::roles_words(contact, frame);
        let about: Vec<&str> = [contact.title.as_deref(), Some(roles.as_str())]
            .into_iter()
            .flatten()
            .filter(|words| !words.is_empty())
            .collect();
        if !about.is_empty() {
            for line in letters::wrap(&about.join(" · "), TEXT, room, 2) {
                canvas.text((left, mid), &line, &Face::SECOND);
                mid += LINE;
            }
        }
        signs::pips(canvas, (left, mid), contact.influence, person::PIPS);
        let mut x = left + signs::pips_width(person::PIPS) + 10.0;
        x += person::support_signs(canvas, (x, mid), contact) + 3.0;
        let support = person::support_words(contact, frame);
        canvas.text((x, mid), support, &Face::INK);
        x += letters::width(support, TEXT) + TEXT;
        self.reach(contact, (x, mid));
        mid + LINE / 2.0 + 10.0
    }

    /// Who of ours, in what is left of the line.
    fn reach(&self, contact: &Contact, (x, mid): (f64, f64)) {
        let reach = person::reach_words(contact, self.frame);
        let room = self.canvas.width() - x;
        if reach.is_wrong {
            signs::draw(self.canvas, (x + 6.0, mid), Sign::Flag, &Paint::fill(Role::Seal));
            let face = Face {
                role: Role::Seal,
                ..Face::INK.bold()
            };
            let words = letters::fit(&reach.text, TEXT, (room - 17.0) / 1.07);
            self.canvas.text((x + 17.0, mid), &words, &face);
        } else {
            let words = letters::fit(&reach.text, TEXT, room);
            self.canvas.text((x, mid), &words, &Face::SECOND);
        }
    }
}
