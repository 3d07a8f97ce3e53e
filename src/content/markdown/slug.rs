//! Anchors of headings: readable, stable, unique in their text.

use std::fmt::Write;

use foldhash::HashMap;
use xxhash_rust::xxh3::xxh3_64;

/// The anchors given so far in one text.
///
/// By hash, so that none is kept twice: two that shared a hash would be numbered as if they were one.
#[derive(Default)]
pub(super) struct Slugs {
    /// The first, each given once.
    first: [u64; FEW],
    n_first: usize,
    /// Those that were given again, and all that found no place among the first: the number to try next.
    given: HashMap<u64, usize>,
}

/// As many headings as most texts have.
const FEW: usize = 16;

impl Slugs {
    /// Writes the anchor of the next heading: letters, digits and Han in lower case, `-` for spaces; a repeated one gets `-2`,
    /// `-3` and so on.
    pub(super) fn write(&mut self, text: &str, to: &mut String) {
        let start = to.len();
        slug(text, to);
        let base = hash(to, start);
        let Some(first) = self.give(base) else {
            return;
        };
        let end = to.len();
        for n in first.. {
            to.truncate(end);
            // Writing to a string cannot fail.
            write!(to, "-{n}").unwrap_or_default();
            if self.give(hash(to, start)).is_none() {
                self.given.insert(base, n + 1);
                return;
            }
        }
    }

    /// The same by itself.
    pub(super) fn next(&mut self, text: &str) -> String {
        let mut slug = String::with_capacity(text.len());
        self.write(text, &mut slug);
        slug
    }

    /// Gives a slug; of one that was given before, the number to try next.
    fn give(&mut self, slug: u64) -> Option<usize> {
        let first = self.first.get(..self.n_first).unwrap_or_default();
        let is_first = first.contains(&slug);
        if let Some(next) = self.given.get(&slug) {
            return Some(*next);
        }
        if is_first {
            return Some(2);
        }
        match self.first.get_mut(self.n_first) {
            Some(place) => {
                *place = slug;
                self.n_first += 1;
            }
            None => {
                self.given.insert(slug, 2);
            }
        }
        None
    }
}

/// Of what stands in `text` from a byte on.
fn hash(text: &str, start: usize) -> u64 {
    xxh3_64(text.as_bytes().get(start..).unwrap_or_default())
}

/// Writes the slug of a heading, be it given before or not.
fn slug(text: &str, slug: &mut String) {
    let start = slug.len();
    let is_begun = |slug: &String| slug.len() > start;
    for c in text.chars() {
        if c.is_ascii_alphanumeric() || c == '_' {
            slug.push(c.to_ascii_lowercase());
        } else if is_common_han(c) {
            slug.push(c);
        } else if c.is_alphanumeric() {
            slug.extend(c.to_lowercase());
        } else if (c.is_whitespace() || c == '-') && is_begun(slug) && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    while is_begun(slug) && slug.ends_with('-') {
        slug.pop();
    }
    if !is_begun(slug) {
        slug.push_str("section");
    }
}

/// Letters without case, known at once.
fn is_common_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}')
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn common_han_are_letters_without_case() {
        for c in '\u{4e00}'..='\u{9fff}' {
            assert!(
                is_common_han(c) && c.is_alphanumeric() && c.to_lowercase().eq([c]),
                "{c}"
            );
        }
    }

    #[test]
    fn an_anchor_keeps_chinese_and_drops_punctuation() {
        let mut slugs = Slugs::default();
        for (text, expected) in [
            ("1 行业分析", "1-行业分析"),
            ("What's *new* — Q3?", "whats-new-q3"),
            ("（一）客户：概况", "一客户概况"),
            ("", "section"),
            ("？！", "section-2"),
            ("C-Level", "c-level"),
        ] {
            assert_eq!(slugs.next(text), expected);
        }
    }

    #[test]
    fn anchors_stay_apart_however_many_there_are() {
        let mut slugs = Slugs::default();
        let mut given = BTreeSet::new();
        for n in 0..200 {
            let text = ["词", "a", "a 2", "b"][n % 4].to_owned() + &"x".repeat(n % 37);
            let base = Slugs::default().next(&text);
            let numbered = (2..).map(|n| format!("{base}-{n}"));
            let free = std::iter::once(base.clone()).chain(numbered);
            let expected = free.into_iter().find(|slug| !given.contains(slug)).unwrap();
            let mut line = "2 ".to_owned();
            slugs.write(&text, &mut line);
            assert_eq!(line, format!("2 {expected}"));
            given.insert(expected);
        }
    }

    #[test]
    fn a_repeated_anchor_is_numbered_and_never_meets_a_written_one() {
        let mut slugs = Slugs::default();
        let given: Vec<String> = ["a", "a 2", "a", "a", "A"]
            .iter()
            .map(|t| slugs.next(t))
            .collect();
        assert_eq!(given, ["a", "a-2", "a-3", "a-4", "a-5"]);
    }
}
