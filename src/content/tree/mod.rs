//! YAML with the place of every key and value.
//!
//! In: the text of a file, and an arena for its tree. Out: a [`Node`] tree and what is wrong with the YAML itself.
//! Never: panics, hangs or guesses types; a scalar is its text until a field gives it a type.

pub mod front_matter;
mod mend;
mod parse;
mod plain;
mod read;
mod syntax;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use crate::diag::At;
use crate::diag::Code;
use crate::diag::Finding;
use crate::diag::Place;
use crate::diag::Words;
use crate::model::written::Written;

pub use mend::conflicts;
pub use read::read;

/// A value in a file. What it holds lies in the arena it was read into, or in the text of the file.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Node<'t> {
    /// What it is.
    pub kind: NodeKind<'t>,
    /// Where it begins.
    pub at: At,
    /// Characters on its first line, at least 1.
    pub len: u32,
}

/// What a value is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum NodeKind<'t> {
    /// Text, and whether it was written without quotes.
    Scalar(&'t str, Quoting),
    /// `[…]` or lines with `-`.
    List(&'t [&'t Node<'t>]),
    /// `{…}` or lines with `key:`, as written: keys may stand twice.
    Map(&'t [Entry<'t>]),
    /// Could not be read; a finding says so already.
    Broken,
}

/// How a scalar was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quoting {
    /// Bare: `null`, `~` and nothing mean unknown.
    Plain,
    /// In quotes or as a block: always text.
    Quoted,
}

/// A key with its value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Entry<'t> {
    /// The key.
    pub key: &'t str,
    /// Where the key begins.
    pub at: At,
    /// Characters of the key, at least 1.
    pub len: u32,
    /// The value. A word, so that whoever reads a map moves no more than the place of each value.
    pub value: &'t Node<'t>,
}

impl Node<'_> {
    /// True for `null`, `~` and nothing: unknown.
    pub fn is_null(&self) -> bool {
        matches!(&self.kind, NodeKind::Scalar(text, Quoting::Plain) if is_null_word(text))
    }

    /// Where the keys of a map stand that are in a table.
    pub fn written(&self, table: &'static [&'static str]) -> Written {
        match &self.kind {
            NodeKind::Map(entries) => Written::new(table, entries.iter().map(|entry| (entry.key, entry.at))),
            _ => Written::default(),
        }
    }
}

/// The words YAML 1.2 has for nothing.
fn is_null_word(text: &str) -> bool {
    matches!(text, "" | "~" | "null" | "Null" | "NULL")
}

/// Something wrong with the YAML of `file`.
pub fn finding(file: &Arc<str>, code: Code, (at, len): (At, u32), words: (Words, Words)) -> Finding {
    Finding {
        code,
        place: Place {
            file: Arc::clone(file),
            at,
            len: len.max(1),
        },
        field: String::new(),
        message: words.0,
        hint: words.1,
    }
}
