//! Runs the parser, once for every use: the same syntax, the same places, no marks left in.

use std::ops::Range;

use pulldown_cmark::CodeBlockKind;
use pulldown_cmark::CowStr;
use pulldown_cmark::Event;
use pulldown_cmark::Options;
use pulldown_cmark::Parser;
use pulldown_cmark::Tag;
use pulldown_cmark::TextMergeWithOffset;

use crate::content::markdown::emphasis::Prepared;

/// The syntax of a book. No definition lists: they eat lines that begin with `:`.
fn syntax() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_WIKILINKS
}

/// Bytes of text behind an event, on the average.
const USUAL_BYTES: usize = 24;

/// The events of a text.
pub(super) fn bare_events<'a>(prepared: &'a Prepared<'_>) -> Vec<Event<'a>> {
    let mut parser = Parser::new_ext(&prepared.text, syntax());
    let mut events: Vec<Event<'a>> = Vec::with_capacity(prepared.text.len() / USUAL_BYTES);
    while let Some(event) = parser.next() {
        // Most texts come in one piece; those that do not are put together, as the parser's own `TextMergeStream` does.
        if let Event::Text(more) = &event
            && let Some(Event::Text(_)) = events.last()
            && let Some(Event::Text(first)) = events.pop()
        {
            let mut whole = first.into_string();
            whole.push_str(more);
            let mut next = parser.next();
            while let Some(Event::Text(more)) = next {
                whole.push_str(&more);
                next = parser.next();
            }
            if !whole.is_empty() {
                events.push(Event::Text(CowStr::from(whole)));
            }
            events.extend(next);
        } else {
            events.push(event);
        }
    }
    match prepared.has_marks() {
        true => events.into_iter().map(|event| cleaned(event, prepared)).collect(),
        false => events,
    }
}

/// The events of a text, with bytes of the text as the author wrote it.
pub(super) fn events<'a>(prepared: &'a Prepared<'_>) -> Vec<(Event<'a>, Range<usize>)> {
    let parser = Parser::new_ext(&prepared.text, syntax()).into_offset_iter();
    let clean = |event| match prepared.has_marks() {
        true => cleaned(event, prepared),
        false => event,
    };
    TextMergeWithOffset::new(parser)
        .map(|(event, range)| {
            (
                clean(event),
                prepared.origin(range.start)..prepared.origin(range.end),
            )
        })
        .collect()
}

/// An event without marks.
fn cleaned<'a>(event: Event<'a>, prepared: &Prepared<'_>) -> Event<'a> {
    let clean = |text: CowStr<'a>| match prepared.cleaned(&text) {
        Some(text) => CowStr::from(text),
        None => text,
    };
    match event {
        Event::Text(text) => Event::Text(clean(text)),
        Event::Code(text) => Event::Code(clean(text)),
        Event::Html(text) => Event::Html(clean(text)),
        Event::InlineHtml(text) => Event::InlineHtml(clean(text)),
        Event::FootnoteReference(label) => Event::FootnoteReference(clean(label)),
        Event::Start(Tag::FootnoteDefinition(label)) => Event::Start(Tag::FootnoteDefinition(clean(label))),
        Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(clean(info))))
        }
        Event::Start(Tag::Link {
            link_type,
            dest_url,
            title,
            id,
        }) => Event::Start(Tag::Link {
            link_type,
            dest_url: clean(dest_url),
            title: clean(title),
            id: clean(id),
        }),
        Event::Start(Tag::Image {
            link_type,
            dest_url,
            title,
            id,
        }) => Event::Start(Tag::Image {
            link_type,
            dest_url: clean(dest_url),
            title: clean(title),
            id: clean(id),
        }),
        other => other,
    }
}
