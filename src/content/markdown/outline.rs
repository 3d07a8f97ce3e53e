//! What a text contains: its headings, its links and the charts placed in it, with their places in the file.

use std::ops::Range;

use pulldown_cmark::CodeBlockKind;
use pulldown_cmark::Event;
use pulldown_cmark::LinkType;
use pulldown_cmark::Tag;
use pulldown_cmark::TagEnd;

use crate::content::markdown::emphasis::Prepared;
use crate::content::markdown::events::events;
use crate::content::markdown::glance::glance;
use crate::content::markdown::slug::Slugs;
use crate::diag::At;
use crate::model::book::Heading;
use crate::model::headings::Headings;

/// Headings and links of a text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Outline {
    /// In order, ids unique in the text.
    pub headings: Headings,
    /// In order, repeated ones too.
    pub links: Vec<RawLink>,
    /// Blocks that place a chart or a table, in order.
    pub blocks: Vec<RawBlock>,
}

/// A fenced block that places a chart or a table, as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawBlock {
    /// True for ```` ```table ````.
    pub is_table: bool,
    /// What stands within the fence.
    pub text: String,
    /// Where the fence begins.
    pub at: At,
}

/// A link as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawLink {
    /// The address; a wiki link keeps its brackets: `[[north-bank]]`.
    pub target: String,
    /// Where the link begins in its file, the column in characters.
    pub at: At,
    /// True if it is an image.
    pub is_image: bool,
}

/// Reads a text that begins on line `first_line` of its file.
pub fn outline(markdown: &str, first_line: u32) -> Outline {
    glance(markdown, first_line).unwrap_or_else(|| parsed(markdown, first_line))
}

/// The same by the parser, which every text can be given to.
pub(super) fn parsed(markdown: &str, first_line: u32) -> Outline {
    let prepared = Prepared::new(markdown);
    let events = events(&prepared);
    let mut lines = Lines::new(markdown, first_line);
    let links = events
        .iter()
        .filter_map(|(event, range)| {
            let (target, is_image) = link(event)?;
            let at = lines.at(range.start);
            Some(RawLink { target, at, is_image })
        })
        .collect();
    Outline {
        headings: headings(events.iter().map(|(event, _)| event))
            .into_iter()
            .collect(),
        links,
        blocks: blocks(&events, Lines::new(markdown, first_line)),
    }
}

/// True for a fence that places a table, false for one that places a chart; `None` for any other.
pub(super) fn placing(event: &Event<'_>) -> Option<bool> {
    match event {
        Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => match info.trim() {
            "chart" => Some(false),
            "table" => Some(true),
            _ => None,
        },
        _ => None,
    }
}

fn blocks(events: &[(Event<'_>, Range<usize>)], mut lines: Lines<'_>) -> Vec<RawBlock> {
    let mut blocks: Vec<RawBlock> = Vec::new();
    let mut is_open = false;
    for (event, range) in events {
        if let Some(is_table) = placing(event) {
            is_open = true;
            blocks.push(RawBlock {
                is_table,
                text: String::new(),
                at: lines.at(range.start),
            });
        }
        match event {
            Event::Text(text) if is_open => {
                if let Some(block) = blocks.last_mut() {
                    block.text.push_str(text);
                }
            }
            Event::End(TagEnd::CodeBlock) => is_open = false,
            _ => {}
        }
    }
    blocks
}

/// Where a byte of a text stands in its file, the text beginning on line `first_line`.
pub fn place_of(markdown: &str, first_line: u32, byte: usize) -> At {
    Lines::new(markdown, first_line).at(byte)
}

/// The address of a link or image, as the outline and `Body::links` name it.
pub(super) fn link(event: &Event<'_>) -> Option<(String, bool)> {
    match event {
        Event::Start(Tag::Link {
            link_type, dest_url, ..
        }) => Some((target(*link_type, dest_url), false)),
        Event::Start(Tag::Image {
            link_type, dest_url, ..
        }) => Some((target(*link_type, dest_url), true)),
        _ => None,
    }
}

fn target(link_type: LinkType, dest: &str) -> String {
    match link_type {
        // In a table the bar is escaped, and the parser keeps the backslash.
        LinkType::WikiLink { .. } => format!("[[{}]]", dest.trim_end_matches('\\').trim()),
        LinkType::Email => format!("mailto:{dest}"),
        _ => dest.to_owned(),
    }
}

/// The headings of a text, in order.
pub(super) fn headings<'e, 'a: 'e>(events: impl IntoIterator<Item = &'e Event<'a>>) -> Vec<Heading> {
    let mut slugs = Slugs::default();
    let mut headings = Vec::new();
    let mut open: Option<(u8, String)> = None;
    let mut in_image = 0_usize;
    for event in events {
        match event {
            Event::Start(Tag::Heading { level, .. }) => open = Some((*level as u8, String::new())),
            Event::End(TagEnd::Heading(_)) => {
                if let Some((level, words)) = open.take() {
                    let text = words.trim().to_owned();
                    headings.push(Heading {
                        level,
                        id: slugs.next(&text),
                        text,
                    });
                }
            }
            Event::Start(Tag::Image { .. }) => in_image += 1,
            Event::End(TagEnd::Image) => in_image = in_image.saturating_sub(1),
            _ => {
                if let Some((_, words)) = open.as_mut() {
                    match event {
                        Event::Text(text) | Event::Code(text) if in_image == 0 => words.push_str(text),
                        Event::SoftBreak | Event::HardBreak => words.push(' '),
                        _ => {}
                    }
                }
            }
        }
    }
    headings
}

/// Turns ascending bytes into lines and columns.
struct Lines<'a> {
    rest: &'a str,
    passed: usize,
    at: At,
}

impl<'a> Lines<'a> {
    fn new(text: &'a str, first_line: u32) -> Lines<'a> {
        let rest = text.trim_start_matches('\u{feff}');
        Lines {
            rest,
            passed: text.len() - rest.len(),
            at: At {
                line: first_line,
                column: 1,
            },
        }
    }

    fn at(&mut self, byte: usize) -> At {
        let ahead = byte.saturating_sub(self.passed);
        if let Some((passed, rest)) = self.rest.split_at_checked(ahead) {
            let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
            let n_ends = passed.bytes().filter(|byte| *byte == b'\n').count();
            let last = passed.rsplit('\n').next().unwrap_or_default();
            if n_ends > 0 {
                self.at.line += count(n_ends);
                self.at.column = 1;
            }
            self.at.column += count(last.chars().count());
            self.passed = byte;
            self.rest = rest;
        }
        self.at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn links(markdown: &str) -> Vec<(String, u32, u32, bool)> {
        outline(markdown, 10)
            .links
            .into_iter()
            .map(|link| (link.target, link.at.line, link.at.column, link.is_image))
            .collect()
    }

    #[test]
    fn a_link_stands_at_its_line_and_character() {
        assert_eq!(
            links("第一行\r\n见 **重点。**后 [北方](../accounts/north-bank.md#概况) 与 ![图](a.png)\n"),
            [
                ("../accounts/north-bank.md#概况".into(), 11, 12, false),
                ("a.png".into(), 11, 49, true)
            ]
        );
        assert_eq!(links("\u{feff}[a](b)"), [("b".into(), 10, 1, false)]);
    }

    #[test]
    fn a_wiki_link_keeps_its_brackets() {
        assert_eq!(
            links("[[north-bank]] 与 [[north-bank#风险|北方银行]]"),
            [
                ("[[north-bank]]".into(), 10, 1, false),
                ("[[north-bank#风险]]".into(), 10, 18, false)
            ]
        );
    }

    #[test]
    fn a_link_in_code_is_no_link() {
        assert_eq!(links("`[a](b)`\n\n    [c](d)\n\n```\n[e](f)\n```\n"), []);
    }

    #[test]
    fn references_and_mail_addresses_are_links() {
        assert_eq!(
            links("[a][r] <lin@example.org>\n\n[r]: other.md"),
            [
                ("other.md".into(), 10, 1, false),
                ("mailto:lin@example.org".into(), 10, 8, false)
            ]
        );
    }

    #[test]
    fn headings_keep_their_words_and_get_unique_anchors() {
        let headings = outline("# 概况\n\n## **风险**与 `R6`\n\n### 概况\n\n再说\n---\n", 1).headings;
        let headings: Vec<Heading> = headings.iter().collect();
        let said: Vec<(u8, &str, &str)> = headings
            .iter()
            .map(|h| (h.level, h.id.as_str(), h.text.as_str()))
            .collect();
        assert_eq!(
            said,
            [
                (1, "概况", "概况"),
                (2, "风险与-r6", "风险与 R6"),
                (3, "概况-2", "概况"),
                (2, "再说", "再说")
            ]
        );
    }
}
