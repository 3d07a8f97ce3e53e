//! The outline of a text at a glance: without the parser, where the text is written so plainly that nothing else could come of it.
//!
//! Most texts are headings, paragraphs, lists and tables with a few plain links. Of those a look at each line tells all that
//! the outline holds, at a tenth of the parser's cost. Whatever might be read in two ways is left to the parser.

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memchr;
use memchr::memchr_iter;
use memchr::memchr2;
use memchr::memchr3;
use memchr::memmem::Finder;

use crate::content::lines::cut_at;
use crate::content::lines::lines;
use crate::content::markdown::outline::Outline;
use crate::content::markdown::outline::RawLink;
use crate::content::markdown::slug::Slugs;
use crate::diag::At;
use crate::model::headings::HeadingsSoFar;

/// A byte-order mark.
static MARK: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("\u{feff}"));

/// The outline of a text that begins on line `first_line` of its file; `None` where only the parser can tell.
pub(super) fn glance(markdown: &str, first_line: u32) -> Option<Outline> {
    let bytes = markdown.as_bytes();
    if has_strange(bytes) || MARK.find(bytes).is_some() {
        return None;
    }
    let mut brackets = Marks::new(bytes, |bytes| memchr2(b'[', b']', bytes));
    let mut ticks = Marks::new(bytes, |bytes| memchr(b'`', bytes));
    let mut bars = Marks::new(bytes, |bytes| memchr(b'|', bytes));
    let mut headings = HeadingsSoFar::default();
    let mut links = Vec::new();
    let mut slugs = Slugs::default();
    let mut is_below_bars = false;
    let mut next = 0;
    for (line, number) in lines(markdown).zip(first_line..) {
        let place = next..next + line.len();
        next = place.end + 1;
        if line.bytes().all(|byte| byte == b' ') {
            is_below_bars = false;
            continue;
        }
        // Most lines begin with a letter, and cannot be any of this.
        let (inner, has_gap) = if begins_with_mark(line) {
            behind_marks(line)
        } else {
            (line, false)
        };
        let is_underline = |byte: u8| inner.trim_end_matches(' ').bytes().all(|it| it == byte);
        let may_be_underline = matches!(inner.as_bytes().first(), None | Some(b'-' | b'='));
        if may_be_underline && (is_underline(b'-') || is_underline(b'=')) || inner.starts_with("~~~") {
            return None;
        }
        if line.starts_with('#') {
            let (level, text) = heading(line).filter(|_| !is_below_bars)?;
            headings.add(level, |id| slugs.write(text, id), text);
            continue;
        }
        if inner.starts_with('#') {
            return None;
        }
        let has_bar = bars.are_in(&place);
        if brackets.are_in(&place) {
            let may_be_code = line.starts_with("    ") || has_gap;
            if has_bar || may_be_code {
                return None;
            }
            add_links(line, number, &mut links)?;
        } else if ticks.are_in(&place) && !may_be_code_alone(line) {
            return None;
        }
        is_below_bars = has_bar;
    }
    Some(Outline {
        headings: headings.end(),
        links,
        blocks: Vec::new(),
    })
}

/// True if a text holds a character that may mean more than itself wherever it stands: of HTML, an escape, a control. The same
/// steps for every byte, without a branch, so that many are looked at at once.
fn has_strange(text: &[u8]) -> bool {
    let is_strange =
        |byte: u8| ((byte < b' ') & (byte != b'\n')) | (byte == 0x7f) | (byte == b'<') | (byte == b'\\');
    text.iter().fold(false, |is_any, byte| is_any | is_strange(*byte))
}

/// Where some mark of a text comes next: most lines have none, and are passed over at once.
struct Marks<'t> {
    text: &'t [u8],
    find: fn(&[u8]) -> Option<usize>,
    next: usize,
}

impl<'t> Marks<'t> {
    fn new(text: &'t [u8], find: fn(&[u8]) -> Option<usize>) -> Marks<'t> {
        let next = find(text).unwrap_or(usize::MAX);
        Marks { text, find, next }
    }

    /// True if one stands in this place, which lies behind all that were asked for before.
    fn are_in(&mut self, place: &Range<usize>) -> bool {
        if self.next < place.start {
            let rest = self.text.get(place.start..).unwrap_or_default();
            self.next = (self.find)(rest).map_or(usize::MAX, |found| place.start + found);
        }
        self.next < place.end
    }
}

/// True if the ticks of a line may be marks of code and nothing else: each by itself, and as many that close as open.
fn may_be_code_alone(line: &str) -> bool {
    let mut n = 0_usize;
    let mut behind = None;
    for place in memchr_iter(b'`', line.as_bytes()) {
        if behind == Some(place) {
            return false;
        }
        behind = Some(place + 1);
        n += 1;
    }
    n.is_multiple_of(2)
}

/// True for a line that begins with a space, or with a character that has a meaning there.
fn begins_with_mark(line: &str) -> bool {
    let first = line.as_bytes().first();
    first.is_some_and(|first| {
        matches!(
            first,
            b' ' | b'0'..=b'9' | b'>' | b'-' | b'*' | b'+' | b'=' | b'~' | b'#'
        )
    })
}

/// What stands behind the marks of quotes and lists that a line begins with; true with more than one space after a mark.
fn behind_marks(line: &str) -> (&str, bool) {
    let mut rest = line.trim_start_matches(' ');
    let mut has_gap = false;
    loop {
        let numbered = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let behind = match numbered.strip_prefix(['.', ')']) {
            Some(behind) if numbered.len() < rest.len() => behind.strip_prefix(' '),
            _ => rest
                .strip_prefix('>')
                .map(|behind| behind.strip_prefix(' ').unwrap_or(behind))
                .or_else(|| rest.strip_prefix(['-', '*', '+'])?.strip_prefix(' ')),
        };
        let Some(behind) = behind else {
            return (rest, has_gap);
        };
        rest = behind.trim_start_matches(' ');
        has_gap |= rest.len() < behind.len();
    }
}

/// Level and words of a heading in plain words.
fn heading(line: &str) -> Option<(u8, &str)> {
    let behind = line.trim_start_matches('#');
    let level = u8::try_from(line.len() - behind.len())
        .ok()
        .filter(|level| *level <= 6)?;
    let text = behind.strip_prefix(' ')?.trim();
    let is_mark = |byte: u8| {
        matches!(
            byte,
            b'*' | b'_' | b'~' | b'`' | b'[' | b']' | b'&' | b'!' | b'|' | b'#' | b'$' | b'^' | b'{' | b'}'
        )
    };
    (!text.is_empty() && !text.bytes().any(is_mark)).then_some((level, text))
}

/// The links of a line in which every bracket belongs to a plain one or to code.
fn add_links(line: &str, number: u32, links: &mut Vec<RawLink>) -> Option<()> {
    let mut rest = line;
    // What was passed since the column was counted: most lines have no link, and nobody asks for their columns.
    let mut passed = line;
    let mut column = 1;
    while let Some(found) = memchr3(b'[', b']', b'`', rest.as_bytes()) {
        let (before, behind) = rest.split_at_checked(found)?;
        if let Some(code) = behind.strip_prefix('`') {
            let (code, after) = cut_at(code, b'`')?;
            if code.is_empty() || after.starts_with('`') {
                return None;
            }
            rest = after;
            continue;
        }
        let (words, after) = cut_at(behind.strip_prefix('[')?, b']')?;
        let (target, after) = cut_at(after.strip_prefix('(')?, b')')?;
        let is_plain = |byte: u8| {
            byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'/' | b'#' | b'-' | b'_' | b':')
        };
        if words.trim().is_empty()
            || words.bytes().any(|byte| matches!(byte, b'[' | b'`' | b'!'))
            || matches!(words, "x" | "X")
            || words.starts_with('^')
            || before.ends_with('!')
            || target.is_empty()
            || !target.bytes().all(is_plain)
        {
            return None;
        }
        column += n_chars(passed.get(..passed.len() - behind.len())?);
        links.push(RawLink {
            target: target.to_owned(),
            at: At { line: number, column },
            is_image: false,
        });
        (passed, rest) = (behind, after);
    }
    Some(())
}

fn n_chars(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::content::markdown::outline::parsed;

    const PIECES: &[&str] = &[
        "词",
        "word",
        " ",
        " ",
        "\n",
        "\n",
        "\n\n",
        "# ",
        "## ",
        "\n# ",
        "#",
        "- ",
        "* ",
        "1. ",
        "12) ",
        "> ",
        ">",
        "  ",
        "    ",
        "\t",
        "[a](b.md)",
        "[见 a](../x/b-c.md#d)",
        "[",
        "]",
        "(",
        ")",
        "](",
        "![",
        "[[",
        "]]",
        "`",
        "``",
        "```",
        "`c`",
        "~~~",
        "*",
        "**",
        "_",
        "~",
        "|",
        "| a | b |",
        "|---|",
        "\n---\n",
        "---",
        "===",
        "=",
        "-",
        "<b>",
        "<!--",
        "\\",
        "&amp;",
        "&",
        "[^1]",
        "[^1]: ",
        "[r]: x",
        "[x](y)",
        "[ ]",
        "！",
        "。",
        "“",
        ":",
        "http://a.b/c",
        "\r\n",
        "\u{feff}",
        "\u{3000}",
        "\u{a0}",
        "+ ",
        "   ",
        "{#x}",
        "$",
        "\u{0}",
        "^",
        "!",
    ];

    fn texts(pieces: &'static [&'static str], most: usize) -> impl Strategy<Value = String> {
        prop::collection::vec(prop::sample::select(pieces), 0..most).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(8_192))]

        #[test]
        fn a_glance_tells_what_the_parser_tells_or_nothing(text in texts(PIECES, 14), line in 1_u32..9) {
            if let Some(outline) = glance(&text, line) {
                prop_assert_eq!(outline, parsed(&text, line));
            }
        }

        #[test]
        fn a_glance_at_plain_texts_tells_what_the_parser_tells(text in texts(&PIECES[..33], 24), line in 1_u32..9) {
            if let Some(outline) = glance(&text, line) {
                prop_assert_eq!(outline, parsed(&text, line));
            }
        }
    }

    #[test]
    fn a_text_of_headings_lists_tables_and_plain_links_is_told_at_a_glance() {
        let text = "## 现状 Situation\n\n采购 **部门** `of` [对标 客户](a01.md)。再 *看*\n接着 `x` 见 [b](../b.md#c)\n\n- a\n- b [c](d.md)\n\n\
                    | 对手 | 份额 |\n|---|--:|\n| 北辰 | 34.6% |\n\n> 引 `[x](y)` 用\n\n### Risks\n";
        let outline = glance(text, 5).unwrap();
        assert_eq!(outline, parsed(text, 5));
        assert_eq!((outline.headings.len(), outline.links.len()), (2, 3));
    }
}
