//! Anchors of headings: readable, stable, unique in their text.

use foldhash::HashMap;
use foldhash::HashMapExt;
use xxhash_rust::xxh3::xxh3_64;

/// The anchors given so far in one text.
pub(super) struct Slugs {
    /// By hash, so that none is kept twice: the number to try next where it comes again. Two that shared a hash would be
    /// numbered as if they were one.
    given: HashMap<u64, usize>,
}

/// Room for the headings of most texts.
const FEW: usize = 12;

impl Slugs {
    /// The anchor of the next heading: letters, digits and Han in lower case, `-` for spaces; a repeated one gets `-2`,
    /// `-3` and so on.
    pub(super) fn next(&mut self, text: &str) -> String {
        let base = slug(text);
        let Some(first) = self.give(&base) else {
            return base;
        };
        let mut numbered = (first..).map(|n| (n, format!("{base}-{n}")));
        match numbered.find(|(_, slug)| self.give(slug).is_none()) {
            Some((n, slug)) => {
                self.given.insert(hash(&base), n + 1);
                slug
            }
            None => base,
        }
    }

    /// Gives a slug; of one that was given before, the number to try next.
    fn give(&mut self, slug: &str) -> Option<usize> {
        let mut is_new = false;
        let next = self.given.entry(hash(slug)).or_insert_with(|| {
            is_new = true;
            2
        });
        (!is_new).then_some(*next)
    }
}

impl Default for Slugs {
    fn default() -> Slugs {
        Slugs {
            given: HashMap::with_capacity(FEW),
        }
    }
}

fn hash(slug: &str) -> u64 {
    xxh3_64(slug.as_bytes())
}

fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii_alphanumeric() || c == '_' {
            slug.push(c.to_ascii_lowercase());
        } else if is_common_han(c) {
            slug.push(c);
        } else if c.is_alphanumeric() {
            slug.extend(c.to_lowercase());
        } else if (c.is_whitespace() || c == '-') && !slug.ends_with('-') && !slug.is_empty() {
            slug.push('-');
        }
    }
    while slug.ends_with('-') {
        slug.pop();
    }
    if slug.is_empty() {
        "section".to_owned()
    } else {
        slug
    }
}

/// Letters without case, known at once.
fn is_common_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}')
}

#[cfg(test)]
mod tests {
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
    fn a_repeated_anchor_is_numbered_and_never_meets_a_written_one() {
        let mut slugs = Slugs::default();
        let given: Vec<String> = ["a", "a 2", "a", "a", "A"]
            .iter()
            .map(|t| slugs.next(t))
            .collect();
        assert_eq!(given, ["a", "a-2", "a-3", "a-4", "a-5"]);
    }
}
