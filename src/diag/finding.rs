//! One thing that is wrong, where it stands, and how to mend it.

use std::sync::Arc;

use crate::diag::code::Code;
use crate::diag::code::Severity;
use crate::diag::words::Words;

/// A spot in one file: line and column, both from 1, the column in characters. `0:0` is the file as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct At {
    /// Line, from 1; 0 where the whole file is meant.
    pub line: u32,
    /// Column in characters, from 1; 0 where the whole line or file is meant.
    pub column: u32,
}

/// A spot in a named file, and how many characters it covers.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Path from the book's root, with `/`: `content/accounts/north-bank.md`.
    pub file: Arc<str>,
    /// Where it begins.
    pub at: At,
    /// Length in characters on its line, at least 1.
    pub len: u32,
}

impl Place {
    /// A file as a whole.
    pub fn file(file: &Arc<str>) -> Place {
        Place {
            file: Arc::clone(file),
            at: At::default(),
            len: 1,
        }
    }

    /// One spot in a file.
    pub fn at(file: &Arc<str>, at: At) -> Place {
        Place {
            file: Arc::clone(file),
            at,
            len: 1,
        }
    }
}

/// One mistake or doubt about the book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What kind it is; gives the severity.
    pub code: Code,
    /// Where it stands.
    pub place: Place,
    /// Field path in the file, as `scores.selection.items.brand-value`; empty where no field is meant.
    pub field: String,
    /// What is wrong: lower case, no full stop, values in backticks.
    pub message: Words,
    /// How to mend it, one line; never empty.
    pub hint: Words,
}

impl Finding {
    /// How bad it is.
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }

    /// True if the book may not be published while this stands.
    pub fn is_error(&self) -> bool {
        self.severity() == Severity::Error
    }

    fn order(&self) -> (&Place, Code, &str) {
        (&self.place, self.code, &self.message.en)
    }
}

/// A value with everything found while it was made.
#[derive(Debug, Clone, Default)]
pub struct Checked<T> {
    /// The value, as complete as the input allowed.
    pub value: T,
    /// What was found on the way.
    pub findings: Vec<Finding>,
}

impl<T> Checked<T> {
    /// True if a finding is an error.
    pub fn has_errors(&self) -> bool {
        self.findings.iter().any(Finding::is_error)
    }
}

/// Sorts by file, line, column, code and text, and drops what is said twice.
pub fn in_order(findings: &mut Vec<Finding>) {
    findings.sort_by(|a, b| a.order().cmp(&b.order()));
    findings.dedup();
}
