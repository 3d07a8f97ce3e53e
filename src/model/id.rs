//! Names of things: stems of files and keys of maps.

use std::borrow::Borrow;
use std::fmt;

use crate::diag::At;
use crate::model::short::Short;

/// A name: `[a-z0-9][a-z0-9-]{0,63}`, unique per kind.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(Short);

impl Id {
    /// Reads a name; `None` if it breaks the pattern.
    pub fn new(text: &str) -> Option<Id> {
        let mut bytes = text.bytes();
        let head = bytes.next()?;
        let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit();
        let good = plain(head) && text.len() <= 64 && bytes.all(|b| plain(b) || b == b'-');
        good.then(|| Id(Short::from(text)))
    }

    /// Reads the name of a class, which may have capitals: `A`, `good`; `None` if it breaks the pattern otherwise.
    pub fn of_class(text: &str) -> Option<Id> {
        Id::new(&text.to_ascii_lowercase()).map(|_| Id(Short::from(text)))
    }

    /// A text to look for among names, whether it is one or not: names are compared with it in a few steps.
    pub fn sought(text: &str) -> Id {
        Id(Short::from(text))
    }

    /// True if it is the same name; quick where both are copies of one.
    pub fn is_same(&self, other: &Id) -> bool {
        self.0.is_same(&other.0)
    }

    /// True if it is this text.
    pub fn is(&self, text: &str) -> bool {
        self.0.is(text)
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Borrow<str> for Id {
    fn borrow(&self) -> &str {
        self.as_str()
    }
}

/// A value and where it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sited<T> {
    /// The value.
    pub value: T,
    /// Where it stands in its file.
    pub at: At,
}

/// A name of something else, and where it was written.
pub type Ref = Sited<Id>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_lower_case_ascii_of_at_most_64_characters() {
        for good in ["a", "north-bank", "0", "2006q4", &"a".repeat(64)] {
            assert!(Id::new(good).is_some(), "{good}");
        }
        for bad in ["", "-a", "North", "北方", "a_b", "a.b", &"a".repeat(65)] {
            assert!(Id::new(bad).is_none(), "{bad}");
        }
    }
}
