//! The YAML nearly every file is written in, read in one pass over its lines. What it does not know for certain it leaves
//! to the parser, and what it reads is what the parser reads, places and all: a law of the tests.
//!
//! It knows maps and lists by indentation, one-line `[…]` and `{…}`, one-line texts with and without quotes, and lines that
//! are a comment. It knows no mistakes: any makes it give up.

use bumpalo::Bump;
use bumpalo::collections::Vec;
use memchr::memchr;

use crate::content::lines::cut;
use crate::content::tree::Entry;
use crate::content::tree::Node;
use crate::content::tree::NodeKind;
use crate::content::tree::Quoting;
use crate::diag::At;

/// Longest text it reads: far below the parser's bounds for size.
const MAX_BYTES: usize = 100_000;
/// Deepest nesting it reads.
const MAX_DEPTH: usize = 16;
/// Longest key it reads, in bytes.
const MAX_KEY: usize = 100;

/// The tree of `yaml`, which begins on `first_line`; `None` where the parser has to look.
pub(super) fn read<'t>(arena: &'t Bump, yaml: &'t str, first_line: u32) -> Option<&'t Node<'t>> {
    if yaml.len() > MAX_BYTES || has_odd_bytes(yaml.as_bytes()) {
        return None;
    }
    let mut reader = Reader {
        arena,
        rest: yaml,
        number: first_line,
        line: None,
        entries: Vec::with_capacity_in(48, arena),
        items: Vec::with_capacity_in(32, arena),
    };
    reader.advance()?;
    let first = reader.line.filter(|line| line.column == 0)?;
    let node = reader.block(first, 0)?;
    reader.line.is_none().then_some(node)
}

/// Control characters, line ends that are none, byte-order marks: rare, and each a case of its own.
fn has_odd_bytes(bytes: &[u8]) -> bool {
    let is_odd = |byte: u8| ((byte < 0x20) & (byte != b'\n')) | (byte == 0x7f);
    if bytes.iter().fold(false, |odd, byte| odd | is_odd(*byte)) {
        return true;
    }
    let (Some(second), Some(third)) = (bytes.get(1..), bytes.get(2..)) else {
        return false;
    };
    // The same steps at every place, without a branch, so that many are looked at at once.
    let is_odd = |a: u8, b: u8, c: u8| {
        ((a == 0xe2) & (b == 0x80) & (c & 0xfe == 0xa8))
            | ((a == 0xef) & (b == 0xbb) & (c == 0xbf))
            | ((a == 0xef) & (b == 0xbf) & (c >= 0xb0))
    };
    let places = bytes.iter().zip(second).zip(third);
    memchr(0xc2, bytes).is_some()
        && bytes
            .windows(2)
            .any(|pair| matches!(pair, [0xc2, after] if *after < 0xa0))
        || places.fold(false, |odd, ((a, b), c)| odd | is_odd(*a, *b, *c))
}

/// A line that says something.
#[derive(Clone, Copy)]
struct Line<'t> {
    number: u32,
    /// Characters before `text`; all of them spaces, dashes or plain keys, each one byte.
    column: usize,
    /// From its first character on, without blanks at the end.
    text: &'t str,
    /// The key it begins with.
    key: Option<&'t str>,
}

impl<'t> Line<'t> {
    fn new(number: u32, column: usize, text: &'t str) -> Line<'t> {
        let key = key(text);
        Line {
            number,
            column,
            text,
            key,
        }
    }

    fn at(&self) -> At {
        At {
            line: self.number,
            column: count(self.column).saturating_add(1),
        }
    }

    /// What stands behind the key; what is skipped is ASCII.
    fn behind(&self, key: &str) -> Option<Line<'t>> {
        let (column, text) = self.skip(key.len() + 1)?;
        Some(Line {
            number: self.number,
            column,
            text,
            // Two keys on one line are the parser's.
            key: None,
        })
    }

    /// What stands behind the dash.
    fn item(&self) -> Option<Line<'t>> {
        let (column, text) = self.skip(1)?;
        Some(Line::new(self.number, column, text))
    }

    /// Column and text of what stands behind so many bytes and the blanks after them.
    fn skip(&self, n_bytes: usize) -> Option<(usize, &'t str)> {
        let rest = self.text.get(n_bytes..)?;
        let text = unpadded(rest);
        Some((self.column + n_bytes + (rest.len() - text.len()), text))
    }

    fn is_item(&self) -> bool {
        matches!(self.text.as_bytes(), [b'-'] | [b'-', b' ', ..])
    }
}

struct Reader<'t> {
    arena: &'t Bump,
    rest: &'t str,
    number: u32,
    line: Option<Line<'t>>,
    /// Entries and items of the maps and lists begun, those of the innermost last: each takes its own into the arena when it
    /// ends.
    entries: Vec<'t, Entry<'t>>,
    items: Vec<'t, &'t Node<'t>>,
}

impl<'t> Reader<'t> {
    /// Goes to the next line that says something; `None` for a line only the parser may read.
    fn advance(&mut self) -> Option<()> {
        loop {
            if self.rest.is_empty() {
                self.line = None;
                return Some(());
            }
            let (line, rest) = cut(self.rest).unwrap_or((self.rest, ""));
            let number = self.number;
            self.rest = rest;
            self.number += 1;
            let text = unpadded(line);
            let column = line.len() - text.len();
            let text = trimmed(text);
            match text.as_bytes() {
                [] | [b'#', ..] => continue,
                [b'-', b'-', b'-', ..] | [b'.', b'.', b'.', ..] if column == 0 => return None,
                _ => {}
            }
            self.line = Some(Line::new(number, column, text));
            return Some(());
        }
    }

    /// A list or map whose first line is `line`.
    fn block(&mut self, line: Line<'t>, depth: usize) -> Option<&'t Node<'t>> {
        if depth > MAX_DEPTH {
            return None;
        }
        let kind = if line.is_item() {
            NodeKind::List(self.list(line, depth)?)
        } else {
            NodeKind::Map(self.map(line, depth)?)
        };
        Some(self.arena.alloc(Node {
            kind,
            at: line.at(),
            len: 1,
        }))
    }

    fn list(&mut self, first: Line<'t>, depth: usize) -> Option<&'t [&'t Node<'t>]> {
        let start = self.items.len();
        let mut line = first;
        loop {
            let inner = line.item()?;
            let begins_block = inner.is_item() || inner.key.is_some();
            let item = if inner.text.is_empty() {
                self.below(line.column, depth)?
            } else if begins_block {
                self.block(inner, depth + 1)?
            } else {
                self.value(inner, first.column)?
            };
            self.items.push(item);
            match self.line {
                Some(next) if next.column == first.column && next.is_item() => line = next,
                Some(next) if next.column > first.column => return None,
                _ => return Some(taken(self.arena, &mut self.items, start)),
            }
        }
    }

    fn map(&mut self, first: Line<'t>, depth: usize) -> Option<&'t [Entry<'t>]> {
        let start = self.entries.len();
        let mut line = first;
        loop {
            let key = line.key?;
            let inner = line.behind(key)?;
            let value = if inner.text.is_empty() {
                self.below_key(line.column, depth)?
            } else {
                self.value(inner, first.column)?
            };
            self.entries.push(Entry {
                key,
                at: line.at(),
                len: count(key.len()),
                value,
            });
            match self.line {
                Some(next) if next.column == first.column && !next.is_item() => line = next,
                Some(next) if next.column > first.column => return None,
                _ => return Some(taken(self.arena, &mut self.entries, start)),
            }
        }
    }

    /// What stands below a line with nothing but a dash.
    fn below(&mut self, column: usize, depth: usize) -> Option<&'t Node<'t>> {
        self.advance()?;
        let line = self.line.filter(|line| line.column > column)?;
        self.nested(line, column, depth)
    }

    /// What stands below a key: a list may begin in the key's own column.
    fn below_key(&mut self, column: usize, depth: usize) -> Option<&'t Node<'t>> {
        self.advance()?;
        let line = self
            .line
            .filter(|line| line.column > column || line.column == column && line.is_item())?;
        let node = self.nested(line, column, depth)?;
        if line.column != column {
            return Some(node);
        }
        // The parser says of such a list that it begins with its first item's value.
        let first = line.item().filter(|inner| !inner.text.is_empty())?;
        Some(self.arena.alloc(Node {
            at: first.at(),
            ..*node
        }))
    }

    fn nested(&mut self, line: Line<'t>, column: usize, depth: usize) -> Option<&'t Node<'t>> {
        if line.is_item() || line.key.is_some() {
            self.block(line, depth + 1)
        } else {
            self.value(line, column)
        }
    }

    /// A value that ends with its line; the next line may not go on with it.
    fn value(&mut self, line: Line<'t>, column: usize) -> Option<&'t Node<'t>> {
        let node = match line.text.as_bytes().first()? {
            b'[' | b'{' => {
                let mut flow = Flow {
                    arena: self.arena,
                    entries: &mut self.entries,
                    items: &mut self.items,
                    rest: line.text,
                    line: line.number,
                    column: line.column,
                };
                let node = flow.value(0)?;
                flow.rest.is_empty().then_some(node)?
            }
            b'"' | b'\'' => {
                let (text, rest) = quoted(line.text)?;
                rest.is_empty().then_some(())?;
                scalar(self.arena, (text, Quoting::Quoted), line.at(), chars(text) + 2)
            }
            _ => {
                let is_plain = begins_plain(line.text) && !has_key_or_comment(line.text.as_bytes());
                is_plain.then_some(())?;
                scalar(
                    self.arena,
                    (line.text, Quoting::Plain),
                    line.at(),
                    chars(line.text),
                )
            }
        };
        self.advance()?;
        match self.line {
            Some(next) if next.column > column => None,
            _ => Some(node),
        }
    }
}

/// True for a `:` before a space or the end, and for a `#` behind a space.
fn has_key_or_comment(text: &[u8]) -> bool {
    let mut before = 0;
    for byte in text {
        if matches!((before, *byte), (b':', b' ') | (b' ', b'#')) {
            return true;
        }
        before = *byte;
    }
    before == b':'
}

/// A text without the spaces it begins with.
fn unpadded(text: &str) -> &str {
    let n_spaces = text.bytes().take_while(|byte| *byte == b' ').count();
    text.get(n_spaces..).unwrap_or_default()
}

/// A text without the spaces it ends with.
fn trimmed(text: &str) -> &str {
    let n_spaces = text.bytes().rev().take_while(|byte| *byte == b' ').count();
    text.get(..text.len() - n_spaces).unwrap_or_default()
}

/// True for each byte of a plain key: one look, where questions about each would take several.
#[expect(clippy::indexing_slicing, reason = "as many places as there are bytes")]
static IN_KEYS: [bool; 256] = {
    let mut is_in = [false; 256];
    let mut byte = 0_u8;
    loop {
        is_in[byte as usize] = byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.');
        if byte == u8::MAX {
            break is_in;
        }
        byte += 1;
    }
};

/// The key a line begins with, if that is a plain one of ASCII letters, digits, `_`, `-` and `.`.
fn key(text: &str) -> Option<&str> {
    let bytes = text.as_bytes();
    let is_inner = |byte: &u8| IN_KEYS.get(usize::from(*byte)) == Some(&true);
    let end = bytes.iter().position(|byte| !is_inner(byte))?;
    let is_key = bytes.first()?.is_ascii_alphanumeric()
        && end <= MAX_KEY
        && bytes.get(end) == Some(&b':')
        && matches!(bytes.get(end + 1), None | Some(b' '));
    if is_key { text.get(..end) } else { None }
}

/// True if a text without quotes may begin so, wherever it stands.
fn begins_plain(text: &str) -> bool {
    match text.as_bytes() {
        [b'-', after, ..] => after.is_ascii_alphanumeric() || *after == b'.',
        [first, ..] => {
            first.is_ascii_alphanumeric()
                || *first >= 0x80
                || matches!(first, b'(' | b'/' | b'+' | b'.' | b'_' | b'$' | b'~')
        }
        [] => false,
    }
}

/// The inside of a quoted text that needs no unquoting, and what follows the quote.
fn quoted(text: &str) -> Option<(&str, &str)> {
    let (quote, inner) = text.as_bytes().split_first()?;
    if !matches!(quote, b'"' | b'\'') {
        return None;
    }
    let end = memchr(*quote, inner)?;
    let (inside, rest) = (text.get(1..=end)?, text.get(end + 2..)?);
    let is_doubled = rest.as_bytes().first() == Some(quote);
    let needs_care = *quote == b'"' && memchr(b'\\', inside.as_bytes()).is_some() || is_doubled;
    (!needs_care).then_some((inside, rest))
}

fn scalar<'t>(arena: &'t Bump, (text, quoting): (&'t str, Quoting), at: At, len: u32) -> &'t Node<'t> {
    arena.alloc(Node {
        kind: NodeKind::Scalar(text, quoting),
        at,
        len: len.max(1),
    })
}

/// Takes what was gathered from `start` on into the arena.
fn taken<'t, T: Copy>(arena: &'t Bump, gathered: &mut Vec<'t, T>, start: usize) -> &'t [T] {
    let own = arena.alloc_slice_copy(gathered.get(start..).unwrap_or_default());
    gathered.truncate(start);
    own
}

/// One line of `[…]` or `{…}`.
struct Flow<'t, 'r> {
    arena: &'t Bump,
    /// Those of the reader.
    entries: &'r mut Vec<'t, Entry<'t>>,
    items: &'r mut Vec<'t, &'t Node<'t>>,
    rest: &'t str,
    line: u32,
    /// Characters before `rest`.
    column: usize,
}

impl<'t> Flow<'t, '_> {
    fn at(&self) -> At {
        At {
            line: self.line,
            column: count(self.column).saturating_add(1),
        }
    }

    /// Takes `n_bytes`, which are `n_chars`.
    fn skip(&mut self, n_bytes: usize, n_chars: usize) -> Option<()> {
        self.rest = self.rest.get(n_bytes..)?;
        self.column += n_chars;
        Some(())
    }

    fn skip_blanks(&mut self) {
        let rest = unpadded(self.rest);
        self.column += self.rest.len() - rest.len();
        self.rest = rest;
    }

    /// Takes one ASCII character if it comes next.
    fn takes(&mut self, c: char) -> bool {
        match self.rest.strip_prefix(c) {
            Some(rest) => {
                self.rest = rest;
                self.column += 1;
                true
            }
            None => false,
        }
    }

    fn value(&mut self, depth: usize) -> Option<&'t Node<'t>> {
        if depth > MAX_DEPTH {
            return None;
        }
        let at = self.at();
        let arena = self.arena;
        let whole = |kind: NodeKind<'t>| -> &'t Node<'t> { arena.alloc(Node { kind, at, len: 1 }) };
        match self.rest.as_bytes().first()? {
            b'[' => Some(whole(NodeKind::List(self.list(depth)?))),
            b'{' => Some(whole(NodeKind::Map(self.map(depth)?))),
            b'"' | b'\'' => {
                let (text, after) = quoted(self.rest)?;
                let len = chars(text) + 2;
                self.skip(self.rest.len() - after.len(), usize::try_from(len).ok()?)?;
                Some(scalar(self.arena, (text, Quoting::Quoted), at, len))
            }
            _ => {
                let is_end = |byte: &u8| matches!(byte, b',' | b']' | b'}');
                let end = self.rest.as_bytes().iter().position(is_end)?;
                let text = trimmed(self.rest.get(..end)?);
                let is_odd = |byte: &u8| {
                    matches!(
                        byte,
                        b'{' | b'[' | b'"' | b'\'' | b'#' | b'?' | b'`' | b'&' | b'*' | b'!'
                    )
                };
                let bytes = text.as_bytes();
                if !begins_plain(text) || bytes.iter().any(is_odd) || has_key_or_comment(bytes) {
                    return None;
                }
                let len = chars(text);
                self.skip(text.len(), usize::try_from(len).ok()?)?;
                Some(scalar(self.arena, (text, Quoting::Plain), at, len))
            }
        }
    }

    fn list(&mut self, depth: usize) -> Option<&'t [&'t Node<'t>]> {
        let start = self.items.len();
        self.skip(1, 1)?;
        self.skip_blanks();
        if self.takes(']') {
            return Some(&[]);
        }
        loop {
            let item = self.value(depth + 1)?;
            self.items.push(item);
            self.skip_blanks();
            if self.takes(']') {
                return Some(taken(self.arena, self.items, start));
            }
            self.takes(',').then_some(())?;
            self.skip_blanks();
        }
    }

    fn map(&mut self, depth: usize) -> Option<&'t [Entry<'t>]> {
        let start = self.entries.len();
        self.skip(1, 1)?;
        self.skip_blanks();
        if self.takes('}') {
            return Some(&[]);
        }
        loop {
            let key = key(self.rest)?;
            let at = self.at();
            self.skip(key.len() + 1, key.len() + 1)?;
            self.skip_blanks();
            let value = self.value(depth + 1)?;
            self.entries.push(Entry {
                key,
                at,
                len: count(key.len()),
                value,
            });
            self.skip_blanks();
            if self.takes('}') {
                return Some(taken(self.arena, self.entries, start));
            }
            self.takes(',').then_some(())?;
            self.skip_blanks();
        }
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// Characters of a text.
fn chars(text: &str) -> u32 {
    count(text.chars().count())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::*;
    use crate::content::tree::parse::parse;

    /// What is read here must be what the parser reads.
    fn agrees(yaml: &str) -> Result<bool, String> {
        let arena = Bump::new();
        let Some(ours) = read(&arena, yaml, 3) else {
            return Ok(false);
        };
        match parse(&arena, &Arc::from("a.yaml"), yaml, 3) {
            Err(finding) => Err(format!("the parser: {finding:?}\n{yaml}")),
            Ok(theirs) if !theirs.findings.is_empty() => Err(format!("{:?}\n{yaml}", theirs.findings)),
            Ok(theirs) if theirs.value.as_ref() == Some(ours) => Ok(true),
            Ok(theirs) => Err(format!("{ours:#?}\n{:#?}\n{yaml}", theirs.value)),
        }
    }

    #[test]
    fn what_it_reads_is_what_the_parser_reads() {
        for yaml in [
            "a: 1\n",
            "a: 1",
            "a:\n  b: 1\n  c: two words\nd: -3.5\n",
            "a:\n- 1\n- b: 2\n  c: 3\n- - 4\n  - 5\nb: x\n",
            "a:\n  - name: 海德\n    x: 0.1\n  -   y: 2\n      z: 3\n",
            "a: [1, 二, \"3, 4\", 'x']\nb: {c: 1, d: {e: [], f: {}}, g: 现 状}\n",
            "a: \"q: # x\"   \n# comment\n\nb: https://www.a-1.example.com\n",
            "- 1\n- {a: 1}\n-\n  b: 2\n",
            "a:\n\n    b: 1\n    c:\n    - x\nd: ~\n",
            "a:\n  text\nb: 2\n",
            "t: 18:30\nn: 博海银行（Pacific Energy 1）\n",
        ] {
            assert_eq!(agrees(yaml), Ok(true), "{yaml}");
        }
    }

    #[test]
    fn what_it_does_not_know_it_leaves_alone() {
        for yaml in [
            "",
            "---\na: 1\n",
            "a: b: c\n",
            "a: 1\n  b: 2\n",
            "a: one\n  two\n",
            "a: |\n  x\n",
            "a: &x 1\nb: *x\n",
            "a: \"x\\n\"\n",
            "a: 'it''s'\n",
            "a: [1,\n  2]\n",
            "a: {b}\n",
            "a: x # y\n",
            "a:\nb: 1\n",
            "\ta: 1\n",
            " a: 1\nb: 2\n",
            "<<<<<<< ours\na: 1\n",
            "a：1\n",
            "a: [1, ]\n",
            "a: - 1\n",
            "a: \"x\" y\n",
        ] {
            assert_eq!(agrees(yaml), Ok(false), "{yaml}");
        }
    }

    #[test]
    fn it_reads_most_files_of_the_books_here_as_the_parser_does() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        let (mut read, mut all) = (0, 0);
        for folder in ["content", "tests"] {
            for entry in walkdir::WalkDir::new(root.join(folder)).into_iter().flatten() {
                let path = entry.path();
                let is_yaml = path
                    .extension()
                    .is_some_and(|end| end == "md" || end == "yaml" || end == "yml");
                let Ok(text) = std::fs::read_to_string(path) else {
                    continue;
                };
                if !is_yaml {
                    continue;
                }
                let yaml = match crate::content::tree::front_matter::split(&Arc::from("a"), &text) {
                    Ok(halves) => halves.yaml,
                    Err(_) => text.as_str(),
                };
                all += 1;
                read += usize::from(agrees(yaml).unwrap());
            }
        }
        assert!(read * 2 > all, "{read} of {all}");
    }

    fn pieces() -> impl Strategy<Value = String> {
        let piece = prop::sample::select(vec![
            "a",
            "b-c",
            "名",
            "1",
            "-2.5",
            ": ",
            ":",
            ",",
            ", ",
            "[",
            "]",
            "{",
            "}",
            "- ",
            "-",
            "\n",
            "\n",
            "\n  ",
            "\n    ",
            "\n- ",
            "\n  - ",
            "\"",
            "'",
            "\"x y\"",
            "'x'",
            "#",
            " #",
            " ",
            "  ",
            "~",
            "?",
            "&",
            "*",
            "!",
            "|",
            ">",
            "%",
            "@",
            "`",
            "\\",
            "\t",
            "\r",
            "：",
            "\u{3000}",
            "\u{a0}",
            "\u{85}",
            "\u{2028}",
            "\u{feff}",
            "a: ",
            "b: ",
            "\na: ",
            "\n  b: ",
            "\n  c:",
            "\nd:",
            "{a: 1}",
            "[1, 2]",
            "<<",
            "=",
            "...",
            "---",
            ".",
            "x.y",
            "http://a.b",
        ]);
        prop::collection::vec(piece, 0..14).prop_map(|parts| parts.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20_000))]

        #[test]
        fn whatever_it_reads_the_parser_reads_the_same(yaml in pieces()) {
            prop_assert!(agrees(&yaml).is_ok(), "{}", agrees(&yaml).unwrap_err());
        }

        #[test]
        fn whatever_stands_in_a_value_the_parser_reads_the_same(value in pieces(), flow in pieces()) {
            let yaml = format!("a: {value}\nb:\n  - {value}\n  - {{c: {flow}, d: [{flow}]}}\n");
            prop_assert!(agrees(&yaml).is_ok(), "{}", agrees(&yaml).unwrap_err());
        }
    }
}
