//! Lets emphasis begin and end beside Chinese punctuation.
//!
//! CommonMark decides by spaces and punctuation whether `**` may open or close. Chinese has no spaces, so
//! `**重点客户。**后续` stays literal. The rule of the "CJK-friendly" amendment is followed here: beside a wide character
//! a delimiter behaves as if a space stood there. Where the parser would decide otherwise, a punctuation mark that the
//! text does not contain is put beside the delimiter, and taken out of every event again.

use std::borrow::Cow;

use crate::content::markdown::han::is_wide;

/// Rare punctuation of scripts that do not meet Chinese; the first that the text lacks is used.
const MARKS: [char; 4] = ['\u{166E}', '\u{1360}', '\u{10FB}', '\u{0DF4}'];

/// A text ready for the parser.
pub(super) struct Prepared<'a> {
    /// What the parser reads.
    pub(super) text: Cow<'a, str>,
    /// Bytes left out at the beginning: a byte order mark.
    skipped: usize,
    mark: Option<char>,
    /// Where marks begin in `text`, ascending.
    marks: Vec<usize>,
}

impl<'a> Prepared<'a> {
    /// Prepares a text.
    pub(super) fn new(markdown: &'a str) -> Prepared<'a> {
        let text = markdown.trim_start_matches('\u{feff}');
        let skipped = markdown.len() - text.len();
        let places = places(text);
        let mark = match places.is_empty() {
            true => None,
            false => MARKS.into_iter().find(|mark| !text.contains(*mark)),
        };
        let (text, marks, mark) = match mark {
            Some(mark) => {
                let (text, marks) = insert(text, &places, mark);
                (Cow::Owned(text), marks, Some(mark))
            }
            None => (Cow::Borrowed(text), Vec::new(), None),
        };
        Prepared {
            text,
            skipped,
            mark,
            marks,
        }
    }

    /// The byte of the original text that stands at `offset` of the prepared one.
    pub(super) fn origin(&self, offset: usize) -> usize {
        if self.marks.is_empty() {
            return self.skipped + offset;
        }
        let before = self.marks.partition_point(|mark| *mark < offset);
        self.skipped + offset - before * self.mark.map_or(0, char::len_utf8)
    }

    /// True if marks were put into the text.
    pub(super) fn has_marks(&self) -> bool {
        self.mark.is_some()
    }

    /// `text` without marks, or `None` if there are none in it.
    pub(super) fn cleaned(&self, text: &str) -> Option<String> {
        let mark = self.mark?;
        text.contains(mark).then(|| text.replace(mark, ""))
    }
}

/// Byte positions at which a mark is needed.
fn places(text: &str) -> Vec<usize> {
    let mut places = Vec::new();
    let mut end = 0;
    while let Some((head, tail)) = text.split_at_checked(end) {
        let Some(found) = memchr::memchr2(b'*', b'~', tail.as_bytes()) else {
            break;
        };
        let (head, start) = (text.get(..head.len() + found).unwrap_or(head), end + found);
        let run = tail.get(found..).unwrap_or_default();
        let c = if run.starts_with('*') { '*' } else { '~' };
        let rest = run.trim_start_matches(c);
        end = start + (run.len() - rest.len());
        let before = head.chars().next_back().unwrap_or(' ');
        let after = rest.chars().next().unwrap_or(' ');
        if c == '*' || end - start == 2 {
            if flanks(after, before) != flanks_friendly(after, before) {
                places.push(start);
            } else if flanks(before, after) != flanks_friendly(before, after) {
                places.push(end);
            }
        }
    }
    places
}

/// CommonMark: a delimiter with `inner` on the side of the emphasised text and `outer` on the other may delimit it.
fn flanks(inner: char, outer: char) -> bool {
    !inner.is_whitespace() && (!is_mark(inner) || outer.is_whitespace() || is_mark(outer))
}

/// The same where wide characters stand for themselves and a space.
fn flanks_friendly(inner: char, outer: char) -> bool {
    !inner.is_whitespace()
        && (!is_mark(inner) || is_wide(inner) || outer.is_whitespace() || is_mark(outer) || is_wide(outer))
}

fn is_mark(c: char) -> bool {
    !c.is_alphanumeric() && !c.is_whitespace()
}

fn insert(text: &str, places: &[usize], mark: char) -> (String, Vec<usize>) {
    let mut out = String::with_capacity(text.len() + places.len() * mark.len_utf8());
    let mut marks = Vec::with_capacity(places.len());
    let mut done = 0;
    for place in places {
        out.push_str(text.get(done..*place).unwrap_or_default());
        marks.push(out.len());
        out.push(mark);
        done = *place;
    }
    out.push_str(text.get(done..).unwrap_or_default());
    (out, marks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_without_wide_characters_is_left_alone() {
        for text in ["**bold.** after", "a*b*c", "**bold**, then", "***", "- * -", ""] {
            assert!(matches!(Prepared::new(text).text, Cow::Borrowed(_)), "{text}");
        }
    }

    #[test]
    fn positions_lead_back_to_the_original() {
        let text = "\u{feff}**重点。**后[x](y)";
        let prepared = Prepared::new(text);
        let link = prepared.text.find('[').unwrap();
        assert_eq!(prepared.origin(link), text.find('[').unwrap());
        assert_eq!(prepared.cleaned(&prepared.text).unwrap(), "**重点。**后[x](y)");
    }

    #[test]
    fn a_text_that_has_the_mark_gets_another_one() {
        let text = "\u{166E}**重点。**后";
        let prepared = Prepared::new(text);
        assert_eq!(prepared.cleaned(&prepared.text).unwrap(), text);
    }
}
