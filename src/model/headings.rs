//! The headings of a text in one block: a book has many texts, and hardly looks at their headings.

use std::fmt;

use crate::model::book::Heading;

/// The headings of a text, in order.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Headings(Box<str>);

impl Headings {
    /// Every heading, in order.
    pub fn iter(&self) -> impl Iterator<Item = Heading> {
        self.lines().map(|(level, id, text)| Heading {
            level,
            id: id.to_owned(),
            text: text.to_owned(),
        })
    }

    /// Their anchors, in order.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.lines().map(|(_, id, _)| id)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.lines().count()
    }

    /// True without headings.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Level, anchor and words of each: a line each, as neither holds a line break, nor an anchor a space.
    fn lines(&self) -> impl Iterator<Item = (u8, &str, &str)> {
        self.0.lines().filter_map(|line| {
            let (level, rest) = line.split_once(' ')?;
            let (id, text) = rest.split_once(' ')?;
            Some((level.parse().ok()?, id, text))
        })
    }
}

/// Headings that are written down one after the other.
#[derive(Debug, Default)]
pub struct HeadingsSoFar(String);

/// Room for the headings of most texts. Unit: bytes.
const FEW: usize = 512;

impl HeadingsSoFar {
    /// Adds a heading; `id` writes its anchor, which holds neither a space nor a line break.
    pub fn add(&mut self, level: u8, id: impl FnOnce(&mut String), text: &str) {
        let lines = &mut self.0;
        if lines.is_empty() {
            lines.reserve(FEW);
        }
        lines.push(char::from(b'0' + level.min(9)));
        lines.push(' ');
        id(lines);
        lines.push(' ');
        let is_end = |c: char| matches!(c, '\n' | '\r');
        match text.bytes().any(|byte| is_end(char::from(byte))) {
            true => lines.extend(text.chars().map(|c| if is_end(c) { ' ' } else { c })),
            false => lines.push_str(text),
        }
        lines.push('\n');
    }

    /// All of them.
    pub fn end(self) -> Headings {
        Headings(self.0.into_boxed_str())
    }
}

impl FromIterator<Heading> for Headings {
    fn from_iter<I: IntoIterator<Item = Heading>>(headings: I) -> Headings {
        let mut so_far = HeadingsSoFar::default();
        for Heading { level, id, text } in headings {
            so_far.add(level, |lines| lines.push_str(&id), &text);
        }
        so_far.end()
    }
}

impl fmt::Debug for Headings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_what_they_were() {
        let heading = |level, id: &str, text: &str| Heading {
            level,
            id: id.to_owned(),
            text: text.to_owned(),
        };
        let headings = vec![
            heading(2, "value-proposition-价值主张", "Value proposition 价值主张"),
            heading(1, "section", ""),
            heading(6, "a", "a  b"),
        ];
        let packed = Headings::from_iter(headings.clone());
        assert_eq!(packed.iter().collect::<Vec<Heading>>(), headings);
        assert!(packed.ids().eq(headings.iter().map(|heading| &heading.id)));
        assert_eq!((packed.len(), packed.is_empty()), (3, false));
        assert!(Headings::default().is_empty() && Headings::from_iter([]).is_empty());
    }
}
