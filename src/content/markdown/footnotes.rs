//! Footnotes: numbered as they are met, gathered below the text.

use std::collections::BTreeMap;

use pulldown_cmark::Event;
use pulldown_cmark::Tag;
use pulldown_cmark::TagEnd;

/// The notes of one text.
#[derive(Default)]
pub(super) struct Footnotes<'a> {
    definitions: BTreeMap<String, Vec<Event<'a>>>,
    /// Labels by the order in which they were met; a note's number is its index + 1.
    order: Vec<String>,
    /// How often each was referred to.
    uses: BTreeMap<String, usize>,
}

impl<'a> Footnotes<'a> {
    /// Takes the definitions out of a text; the rest stays in order.
    pub(super) fn take(events: Vec<Event<'a>>) -> (Footnotes<'a>, Vec<Event<'a>>) {
        let mut footnotes = Footnotes::default();
        let is_definition = |event: &Event<'_>| matches!(event, Event::Start(Tag::FootnoteDefinition(_)));
        if !events.iter().any(is_definition) {
            return (footnotes, events);
        }
        let mut text = Vec::with_capacity(events.len());
        let mut open: Vec<String> = Vec::new();
        for event in events {
            match event {
                Event::Start(Tag::FootnoteDefinition(label)) => open.push(label.into_string()),
                Event::End(TagEnd::FootnoteDefinition) => {
                    if let Some(label) = open.pop() {
                        footnotes.definitions.entry(label).or_default();
                    }
                }
                event => match open.last() {
                    Some(label) => match footnotes.definitions.get_mut(label) {
                        Some(note) => note.push(event),
                        None => {
                            footnotes.definitions.insert(label.clone(), vec![event]);
                        }
                    },
                    None => text.push(event),
                },
            }
        }
        (footnotes, text)
    }

    /// The raised number that leads to a note.
    pub(super) fn reference(&mut self, label: &str) -> String {
        let n = self.number(label);
        let uses = self.uses.entry(label.to_owned()).or_default();
        *uses += 1;
        let id = match *uses {
            1 => format!("fnref-{n}"),
            again => format!("fnref-{n}-{again}"),
        };
        format!("<sup><a id=\"{id}\" href=\"#fn-{n}\" role=\"doc-noteref\">{n}</a></sup>")
    }

    /// The next note to print: its number, its events, and how often it was referred to. Notes nobody refers to come last.
    pub(super) fn next(&mut self, printed: usize) -> Option<(usize, Vec<Event<'a>>, usize)> {
        if self.order.len() <= printed {
            let left = self
                .definitions
                .keys()
                .find(|label| !self.order.contains(label))?
                .clone();
            self.order.push(left);
        }
        let label = self.order.get(printed)?.clone();
        let events = self.definitions.get_mut(&label).map(std::mem::take);
        let uses = self.uses.get(&label).copied().unwrap_or(0);
        Some((printed + 1, events.unwrap_or_default(), uses))
    }

    fn number(&mut self, label: &str) -> usize {
        match self.order.iter().position(|known| known == label) {
            Some(idx) => idx + 1,
            None => {
                self.order.push(label.to_owned());
                self.order.len()
            }
        }
    }
}
