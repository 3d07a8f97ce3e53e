//! A text as HTML that is safe to put into a page.

use std::collections::VecDeque;
use std::vec::IntoIter;

use pulldown_cmark::CodeBlockKind;
use pulldown_cmark::CowStr;
use pulldown_cmark::Event;
use pulldown_cmark::HeadingLevel;
use pulldown_cmark::Tag;
use pulldown_cmark::TagEnd;
use pulldown_cmark::html::push_html;

use crate::content::markdown::address::Address;
use crate::content::markdown::emphasis::Prepared;
use crate::content::markdown::events::bare_events;
use crate::content::markdown::footnotes::Footnotes;
use crate::content::markdown::han::joins;
use crate::content::markdown::outline::headings;
use crate::content::markdown::outline::link;
use crate::content::markdown::outline::placing;
use crate::content::markdown::raw::Raw;
use crate::content::markdown::raw::read_inline;
use crate::content::markdown::raw::without_comments;
use crate::content::markdown::table::Table;
use crate::model::book::Body;
use crate::model::book::LinkTarget;
use crate::model::headings::Headings;
use crate::model::markdown::Changed;
use crate::model::placed::Placed;

/// What a text needs to know of the page it stands on.
pub trait Surroundings {
    /// The address of a link's target as seen from the page; empty where the site has no page for it.
    fn href(&self, target: &LinkTarget) -> String;

    /// A placed chart as HTML.
    fn chart(&self, placed: &Placed) -> String;
}

/// The HTML of a text.
///
/// A page has one `h1` of its own, so `#` becomes `h2` as `##` does. Raw HTML is shown as text, comments are left out.
/// A link that leads nowhere is shown as its words.
///
/// # Errors
/// The text was left in its file, and that changed meanwhile.
pub fn html(body: &Body, surroundings: &dyn Surroundings) -> Result<String, Changed> {
    let markdown = body.markdown.text()?;
    let prepared = Prepared::new(&markdown);
    let events = numbered(with_anchors(bare_events(&prepared), &body.headings));
    let (footnotes, text) = Footnotes::take(events);
    let writer = Writer {
        body,
        surroundings,
        events: text.into_iter(),
        ready: VecDeque::new(),
        footnotes,
        n_notes: Some(0),
        links: Vec::new(),
        table: Table::default(),
        last: ' ',
    };
    let mut page = String::with_capacity(markdown.len() * 2);
    push_html(&mut page, writer);
    Ok(page)
}

/// A short text as HTML: nothing but its characters.
pub fn inline(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

/// Gives every heading its anchor, and leaves `h1` to the page. The headings are known where the text was read from a file.
fn with_anchors<'a>(mut events: Vec<Event<'a>>, known: &'a Headings) -> Vec<Event<'a>> {
    let is_heading = |event: &&Event<'_>| matches!(event, Event::Start(Tag::Heading { .. }));
    let mut found = match events.iter().filter(is_heading).count() == known.len() {
        true => Vec::new(),
        false => headings(&events),
    }
    .into_iter();
    let mut known = known.ids();
    for event in &mut events {
        match event {
            Event::Start(Tag::Heading { level, id, .. }) => {
                *level = (*level).max(HeadingLevel::H2);
                let anew = found.next().map(|heading| CowStr::from(heading.id));
                *id = anew.or_else(|| known.next().map(CowStr::from));
            }
            Event::End(TagEnd::Heading(level)) => *level = (*level).max(HeadingLevel::H2),
            _ => {}
        }
    }
    events
}

/// What stands in place of the info of a block that places a chart, before its number in the text.
const PLACED: &str = "\u{0}placed ";

/// Gives every block that places a chart its number: footnotes may change the order later.
fn numbered(mut events: Vec<Event<'_>>) -> Vec<Event<'_>> {
    let mut number = 0_usize;
    for event in &mut events {
        if placing(event).is_some() {
            let info = CowStr::from(format!("{PLACED}{number}"));
            *event = Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info)));
            number += 1;
        }
    }
    events
}

/// The number of a block that places a chart.
fn number(event: &Event<'_>) -> Option<usize> {
    match event {
        Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => info.strip_prefix(PLACED)?.parse().ok(),
        _ => None,
    }
}

/// True for most of the events that the parser's own writer writes as they are.
fn is_plain(event: &Event<'_>) -> bool {
    matches!(
        event,
        Event::Text(_)
            | Event::Code(_)
            | Event::Start(
                Tag::Paragraph | Tag::Heading { .. } | Tag::List(_) | Tag::Item | Tag::Emphasis | Tag::Strong
            )
            | Event::End(
                TagEnd::Paragraph
                    | TagEnd::Heading(_)
                    | TagEnd::List(_)
                    | TagEnd::Item
                    | TagEnd::Emphasis
                    | TagEnd::Strong
            )
    )
}

/// Where a link leads, decided.
enum Way {
    /// To an address within the site.
    Inside(String),
    /// Out of it.
    Outside(String),
    /// Nowhere.
    Nowhere,
}

/// Turns the events of a text into those that are written, one by one.
struct Writer<'a, 'b> {
    body: &'b Body,
    surroundings: &'b dyn Surroundings,
    footnotes: Footnotes<'a>,
    /// What is still to come of the text, or of the note that is written.
    events: IntoIter<Event<'a>>,
    /// What is written next: where one event became several.
    ready: VecDeque<Event<'a>>,
    /// Notes that are written; `None` behind the end of all.
    n_notes: Option<usize>,
    /// What closes each open link.
    links: Vec<&'static str>,
    table: Table,
    /// The last character written in the paragraph.
    last: char,
}

impl<'a> Iterator for Writer<'a, '_> {
    type Item = Event<'a>;

    fn next(&mut self) -> Option<Event<'a>> {
        loop {
            if let Some(event) = self.of_text() {
                return Some(event);
            }
            self.note();
            if self.ready.is_empty() {
                return None;
            }
        }
    }
}

impl<'a> Writer<'a, '_> {
    /// The next of what is ready and of the text; `None` at its end.
    fn of_text(&mut self) -> Option<Event<'a>> {
        loop {
            if let Some(event) = self.ready.pop_front() {
                return Some(event);
            }
            let event = self.events.next()?;
            if is_plain(&event) {
                self.heed(&event);
                return Some(event);
            }
            if let Some(event) = self.written(event) {
                return Some(event);
            }
        }
    }

    /// The event as it is written; `None` where it is left out, or became others that are ready.
    fn written(&mut self, event: Event<'a>) -> Option<Event<'a>> {
        if let Some(number) = number(&event) {
            self.events.find(|event| *event == Event::End(TagEnd::CodeBlock));
            self.placed(number);
            return None;
        }
        if let Some(html) = self.table.html(&event) {
            return Some(Event::InlineHtml(CowStr::from(html)));
        }
        match event {
            Event::Start(Tag::HtmlBlock) => self.block(),
            // It stands in a block alone; wherever it came from, it is not obeyed.
            Event::Html(_) => {}
            Event::InlineHtml(html) => return self.inline_html(html),
            Event::Start(Tag::Image { ref title, .. }) => {
                let way = self.way(&event);
                let alt = alt_text(&mut self.events);
                self.image(way, &alt, title);
            }
            Event::Start(Tag::Link { ref title, .. }) => {
                let way = self.way(&event);
                self.link(way, title);
            }
            Event::End(TagEnd::Link) => {
                let end = self.links.pop().unwrap_or("</span>");
                self.tag(end);
            }
            Event::FootnoteReference(label) => {
                let reference = self.footnotes.reference(&label);
                self.tag(reference);
            }
            Event::TaskListMarker(is_done) => self.tag(task(is_done)),
            Event::SoftBreak if joins(self.last, first_char(&self.events)) => {}
            event => return Some(self.plain(event)),
        }
        None
    }

    /// A chart of the text; nothing where its block could not be read, as that is said elsewhere.
    fn placed(&mut self, number: usize) {
        let placed = self.body.placed.get(number).and_then(Option::as_ref);
        if let Some(placed) = placed {
            let html = self.surroundings.chart(placed);
            self.ready.push_back(Event::Html(CowStr::from(html)));
        }
        self.last = ' ';
    }

    /// Takes note of an event that the parser's own writer writes.
    fn heed(&mut self, event: &Event<'a>) {
        match event {
            Event::Text(text) | Event::Code(text) => {
                self.last = text.chars().next_back().unwrap_or(self.last)
            }
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough)
            | Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough) => {}
            _ => self.last = ' ',
        }
    }

    fn plain(&mut self, event: Event<'a>) -> Event<'a> {
        self.heed(&event);
        event
    }

    fn tag(&mut self, html: impl Into<CowStr<'a>>) {
        self.ready.push_back(Event::InlineHtml(html.into()));
    }

    fn text(&mut self, text: String) {
        let text = self.plain(Event::Text(CowStr::from(text)));
        self.ready.push_back(text);
    }

    /// A block of HTML, shown as a paragraph.
    fn block(&mut self) {
        let mut html = String::new();
        for event in self.events.by_ref() {
            match event {
                Event::End(TagEnd::HtmlBlock) => break,
                Event::Html(text) | Event::Text(text) => html.push_str(&text),
                _ => {}
            }
        }
        let shown = without_comments(&html);
        if !shown.trim().is_empty() {
            self.ready.push_back(Event::Start(Tag::Paragraph));
            self.text(shown.trim().to_owned());
            self.ready.push_back(Event::End(TagEnd::Paragraph));
        }
    }

    fn inline_html(&mut self, html: CowStr<'a>) -> Option<Event<'a>> {
        match read_inline(&html) {
            Raw::Comment => None,
            Raw::Break => Some(self.plain(Event::HardBreak)),
            Raw::Other => Some(self.plain(Event::Text(html))),
        }
    }

    fn way(&self, event: &Event<'a>) -> Way {
        let Some((target, _)) = link(event) else {
            return Way::Nowhere;
        };
        match (Address::of(&target), self.body.links.get(&target)) {
            (Address::Unsafe, _) => Way::Nowhere,
            (Address::Outside(address), _) => Way::Outside(address.to_owned()),
            (_, Some(LinkTarget::Outside) | None) => Way::Nowhere,
            (_, Some(known)) => match self.surroundings.href(known) {
                address if address.is_empty() => Way::Nowhere,
                address => Way::Inside(address),
            },
        }
    }

    fn link(&mut self, way: Way, title: &str) {
        let title = title_attribute(title);
        let (start, end) = match way {
            Way::Inside(address) => (format!("<a href=\"{}\"{title}>", inline(&address)), "</a>"),
            Way::Outside(address) => (
                format!("<a href=\"{}\" rel=\"noreferrer\"{title}>", inline(&address)),
                "</a>",
            ),
            Way::Nowhere => ("<span class=\"broken-link\">".to_owned(), "</span>"),
        };
        self.links.push(end);
        self.tag(start);
    }

    /// An image of the site is shown; one from outside is a link, since a page asks nothing of the outside.
    fn image(&mut self, way: Way, alt: &str, title: &str) {
        match way {
            Way::Inside(address) => {
                let (address, alt, title) = (inline(&address), inline(alt), title_attribute(title));
                self.tag(format!(
                    "<img src=\"{address}\" alt=\"{alt}\"{title} loading=\"lazy\">"
                ));
                self.last = ' ';
            }
            Way::Outside(address) if self.links.is_empty() => {
                let words = if alt.is_empty() {
                    address.clone()
                } else {
                    alt.to_owned()
                };
                self.link(Way::Outside(address), title);
                self.text(words);
                let end = self.links.pop().unwrap_or("</a>");
                self.tag(end);
            }
            Way::Outside(_) | Way::Nowhere => self.text(alt.to_owned()),
        }
    }

    /// Makes the next note ready, with the way back to where it is referred to; the end of the notes behind the last.
    fn note(&mut self) {
        let Some(n_notes) = self.n_notes.take() else {
            return;
        };
        let Some((number, note, uses)) = self.footnotes.next(n_notes) else {
            if n_notes > 0 {
                self.tag("</ol></section>\n");
            }
            return;
        };
        self.n_notes = Some(n_notes + 1);
        self.events = note.into_iter();
        let mut written: Vec<Event<'a>> = std::iter::from_fn(|| self.of_text()).collect();
        let last_is_paragraph = matches!(written.last(), Some(Event::End(TagEnd::Paragraph)));
        let end = if last_is_paragraph { written.pop() } else { None };
        if n_notes == 0 {
            self.tag("<section class=\"footnotes\" role=\"doc-endnotes\"><ol>\n");
        }
        self.tag(format!("<li id=\"fn-{number}\">\n"));
        self.ready.extend(written);
        for n in 1..=uses {
            let again = if n == 1 { String::new() } else { format!("-{n}") };
            self.tag(format!(
                " <a href=\"#fnref-{number}{again}\" role=\"doc-backlink\">↩</a>"
            ));
        }
        self.ready.extend(end);
        self.tag("</li>\n");
    }
}

fn title_attribute(title: &str) -> String {
    if title.is_empty() {
        String::new()
    } else {
        format!(" title=\"{}\"", inline(title))
    }
}

/// A mark of its own instead of a form field: nothing can be ticked in a published page.
fn task(is_done: bool) -> &'static str {
    if is_done {
        "<span class=\"task is-done\">☑</span> "
    } else {
        "<span class=\"task\">☐</span> "
    }
}

/// Takes the rest of an image off the events and returns its words.
fn alt_text(events: &mut IntoIter<Event<'_>>) -> String {
    let mut alt = String::new();
    let mut depth = 1_usize;
    for event in events.by_ref() {
        match event {
            Event::Start(Tag::Image { .. }) => depth += 1,
            Event::End(TagEnd::Image) => {
                depth -= 1;
                if depth == 0 {
                    break;
                }
            }
            Event::Text(text) | Event::Code(text) => alt.push_str(&text),
            Event::SoftBreak | Event::HardBreak => alt.push(' '),
            _ => {}
        }
    }
    alt
}

/// The character that comes next in the same paragraph; a space where none does.
fn first_char(events: &IntoIter<Event<'_>>) -> char {
    for event in events.as_slice() {
        match event {
            Event::Text(text) | Event::Code(text) => return text.chars().next().unwrap_or(' '),
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. })
            | Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link) => {}
            _ => return ' ',
        }
    }
    ' '
}
