//! Anchors of headings: readable, stable, unique in their text.

use std::collections::BTreeSet;

/// The anchors given so far in one text.
#[derive(Default)]
pub(super) struct Slugs {
    given: BTreeSet<String>,
}

impl Slugs {
    /// The anchor of the next heading: letters, digits and Han in lower case, `-` for spaces; a repeated one gets `-2`,
    /// `-3` and so on.
    pub(super) fn next(&mut self, text: &str) -> String {
        let base = slug(text);
        if self.given.insert(base.clone()) {
            return base;
        }
        let mut numbered = (2_usize..).map(|n| format!("{base}-{n}"));
        let free = numbered.find(|slug| self.given.insert(slug.clone()));
        free.unwrap_or(base)
    }
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
