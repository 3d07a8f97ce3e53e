//! Where the disk may have changed, and what is looked at beside the content to tell.

use std::collections::BTreeSet;
use std::path::Path;
use std::path::PathBuf;

use crate::disk::FileFacts;

/// What may have changed on disk since the last compilation. A hint for where to look, never the truth about what is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Changes {
    /// These paths, and nothing else.
    Paths(BTreeSet<PathBuf>),
    /// Anything.
    All,
}

impl Changes {
    /// Nothing.
    pub fn none() -> Changes {
        Changes::Paths(BTreeSet::new())
    }

    /// True if they may be of more than `n` files.
    pub fn is_more_than(&self, n: usize) -> bool {
        match self {
            Changes::Paths(paths) => paths.len() > n,
            Changes::All => true,
        }
    }

    /// Joins two hints.
    pub fn add(&mut self, more: Changes) {
        match (&mut *self, more) {
            (Changes::Paths(paths), Changes::Paths(more)) => paths.extend(more),
            _ => *self = Changes::All,
        }
    }
}

/// Files of the book's own themes, with their sizes and times.
pub(super) type ThemeFacts = Vec<(PathBuf, FileFacts)>;

/// Sizes and times of the book's own themes.
pub(super) fn theme_facts(root: &Path) -> ThemeFacts {
    let walk = walkdir::WalkDir::new(root.join("themes"))
        .follow_links(true)
        .sort_by_file_name();
    walk.into_iter()
        .flatten()
        .filter_map(|entry| {
            let data = entry.metadata().ok().filter(std::fs::Metadata::is_file)?;
            Some((entry.path().to_owned(), FileFacts::of(&data)))
        })
        .collect()
}
