//! A short text in two words: a dossier holds dozens of names and keys, hardly one of them longer than a word.

use std::borrow::Borrow;
use std::cmp::Ordering;
use std::fmt;
use std::hash::Hash;
use std::hash::Hasher;
use std::sync::Arc;

/// Longest text that stands in place. Unit: bytes.
const IN_PLACE: usize = 14;

/// A text that is not changed any more; up to 14 bytes stand in place, a longer one is shared by its copies.
#[derive(Clone)]
pub struct Short(Repr);

#[derive(Clone)]
enum Repr {
    Here { len: u8, bytes: [u8; IN_PLACE] },
    There(Arc<Box<str>>),
}

impl Short {
    /// The text.
    pub fn as_str(&self) -> &str {
        match &self.0 {
            // Made of a whole text, so that it always is one.
            Repr::Here { .. } => std::str::from_utf8(self.as_bytes()).unwrap_or_default(),
            Repr::There(text) => text,
        }
    }

    /// True if both are copies of one, or so short that they can be told at a look.
    pub fn is_same(&self, other: &Short) -> bool {
        match (&self.0, &other.0) {
            (Repr::There(a), Repr::There(b)) if Arc::ptr_eq(a, b) => true,
            _ => self == other,
        }
    }

    /// True if it is this text.
    pub fn is(&self, text: &str) -> bool {
        self.as_bytes() == text.as_bytes()
    }

    fn as_bytes(&self) -> &[u8] {
        match &self.0 {
            Repr::Here { len, bytes } => bytes.get(..usize::from(*len)).unwrap_or_default(),
            Repr::There(text) => text.as_bytes(),
        }
    }
}

/// The first and the last eight bytes as numbers, which are ordered as the bytes are; two of them stand in both.
fn ends(bytes: &[u8; IN_PLACE]) -> (u64, u64) {
    let number = |eight: Option<&[u8; 8]>| eight.map_or(0, |eight| u64::from_be_bytes(*eight));
    (number(bytes.first_chunk()), number(bytes.last_chunk()))
}

impl From<&str> for Short {
    fn from(text: &str) -> Short {
        let mut bytes = [0; IN_PLACE];
        match (bytes.get_mut(..text.len()), u8::try_from(text.len())) {
            (Some(place), Ok(len)) => {
                place.copy_from_slice(text.as_bytes());
                Short(Repr::Here { len, bytes })
            }
            _ => Short(Repr::There(Arc::new(Box::from(text)))),
        }
    }
}

impl Borrow<str> for Short {
    fn borrow(&self) -> &str {
        self.as_str()
    }
}

impl PartialEq for Short {
    fn eq(&self, other: &Short) -> bool {
        match (&self.0, &other.0) {
            (Repr::Here { len: a, bytes: b }, Repr::Here { len: c, bytes: d }) => (a, b) == (c, d),
            (Repr::There(a), Repr::There(b)) => a == b,
            _ => false,
        }
    }
}

impl Eq for Short {}

impl PartialOrd for Short {
    fn partial_cmp(&self, other: &Short) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Short {
    fn cmp(&self, other: &Short) -> Ordering {
        match (&self.0, &other.0) {
            // What is not used is zero: two texts in place are compared in a few steps, whatever their length.
            (Repr::Here { len: a, bytes: b }, Repr::Here { len: c, bytes: d }) => {
                ends(b).cmp(&ends(d)).then(a.cmp(c))
            }
            _ => self.as_bytes().cmp(other.as_bytes()),
        }
    }
}

impl Hash for Short {
    fn hash<H: Hasher>(&self, state: &mut H) {
        // As a `str` does it.
        state.write(self.as_bytes());
        state.write_u8(0xff);
    }
}

impl fmt::Debug for Short {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_str().fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use std::hash::BuildHasher;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn short_texts_are_ordered_as_texts_are(
            start in "[a银]{0,9}",
            ends in ["[a-b银\0]{0,6}", "[a-b银\0]{0,6}"],
        ) {
            let [a, b] = ends.map(|end| format!("{start}{end}"));
            let (short, other) = (Short::from(a.as_str()), Short::from(b.as_str()));
            prop_assert_eq!(short.as_str(), &a);
            prop_assert_eq!(short.cmp(&other), a.cmp(&b));
            prop_assert_eq!(short == other, a == b);
            prop_assert_eq!(short.is_same(&other), a == b);
            let hash = foldhash::fast::FixedState::default();
            prop_assert_eq!(hash.hash_one(&short), hash.hash_one(a.as_str()));
        }
    }

    #[test]
    fn it_takes_two_words() {
        assert_eq!(size_of::<Short>(), 16);
    }
}
