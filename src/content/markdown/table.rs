//! Tables that may be wider than the page: wrapped, and aligned by class instead of by style.

use pulldown_cmark::Alignment;
use pulldown_cmark::Event;
use pulldown_cmark::Tag;
use pulldown_cmark::TagEnd;

/// The table being written.
#[derive(Default)]
pub(super) struct Table {
    alignments: Vec<Alignment>,
    column: usize,
    is_head: bool,
}

impl Table {
    /// The HTML of an event that belongs to a table's frame; `None` for every other event.
    pub(super) fn html(&mut self, event: &Event<'_>) -> Option<&'static str> {
        Some(match event {
            Event::Start(Tag::Table(alignments)) => {
                self.alignments.clone_from(alignments);
                "<div class=\"table-wrap\" tabindex=\"0\"><table>\n"
            }
            Event::Start(Tag::TableHead) => {
                self.is_head = true;
                self.column = 0;
                "<thead><tr>"
            }
            Event::End(TagEnd::TableHead) => {
                self.is_head = false;
                "</tr></thead>\n<tbody>\n"
            }
            Event::Start(Tag::TableRow) => {
                self.column = 0;
                "<tr>"
            }
            Event::End(TagEnd::TableRow) => "</tr>\n",
            Event::End(TagEnd::Table) => "</tbody></table></div>\n",
            Event::Start(Tag::TableCell) => self.cell(),
            Event::End(TagEnd::TableCell) => {
                self.column += 1;
                if self.is_head { "</th>" } else { "</td>" }
            }
            _ => return None,
        })
    }

    fn cell(&self) -> &'static str {
        let alignment = self.alignments.get(self.column).unwrap_or(&Alignment::None);
        match (alignment, self.is_head) {
            (Alignment::None, true) => "<th scope=\"col\">",
            (Alignment::Left, true) => "<th scope=\"col\" class=\"align-left\">",
            (Alignment::Center, true) => "<th scope=\"col\" class=\"align-center\">",
            (Alignment::Right, true) => "<th scope=\"col\" class=\"align-right\">",
            (Alignment::None, false) => "<td>",
            (Alignment::Left, false) => "<td class=\"align-left\">",
            (Alignment::Center, false) => "<td class=\"align-center\">",
            (Alignment::Right, false) => "<td class=\"align-right\">",
        }
    }
}
