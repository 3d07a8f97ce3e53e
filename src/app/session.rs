//! A project that is compiled again and again: what did not change is not done again.
//!
//! What a session gives is what a first compilation of the same disk gives, byte for byte; it only takes less time.

use std::collections::BTreeSet;
use std::path::Path;
use std::path::PathBuf;

use crate::app::AppError;
use crate::app::Compiled;
use crate::app::Options;
use crate::app::Project;
use crate::app::Stage;
use crate::app::compile::Known;
use crate::app::compile::compile_with;
use crate::content::Taken;
use crate::content::folder::FileFacts;
use crate::content::snapshot;
use crate::diag::Checked;
use crate::history;

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

    /// Joins two hints.
    pub fn add(&mut self, more: Changes) {
        match (&mut *self, more) {
            (Changes::Paths(paths), Changes::Paths(more)) => paths.extend(more),
            _ => *self = Changes::All,
        }
    }
}

/// A project with what is remembered of it.
pub struct Session {
    project: Project,
    known: Known,
}

impl Session {
    /// Nothing is known yet.
    pub fn new(project: Project) -> Session {
        Session {
            project,
            known: Known {
                is_kept: true,
                ..Known::default()
            },
        }
    }

    /// The project.
    pub fn project(&self) -> &Project {
        &self.project
    }

    /// Files that the last compilation read and decoded.
    pub fn taken(&self) -> Taken {
        self.known.memory.taken()
    }

    /// Compiles what is on disk, looking only where `changes` says.
    ///
    /// # Errors
    /// As [`compile`](crate::app::compile).
    pub fn compile(
        &mut self,
        options: &Options,
        changes: &Changes,
        ended: &mut dyn FnMut(Stage),
    ) -> Result<Checked<Option<Compiled>>, AppError> {
        self.forget(changes);
        let compiled = compile_with(&self.project, options, &mut self.known, ended);
        if compiled.is_err() {
            // What the machine refused once is looked at anew.
            self.forget(&Changes::All);
        }
        compiled
    }

    /// True if the disk is not as it was compiled: for whoever cannot rely on events.
    pub fn has_moved(&mut self) -> bool {
        let Some(snapshot) = &self.known.snapshot else {
            return true;
        };
        let is_book_moved =
            snapshot::take(&self.project.root).map_or(true, |now| now.files != snapshot.files);
        is_book_moved
            || self.known.theme_facts != theme_facts(&self.project.root)
            || self.known.repository != history::mark(&self.project.root)
    }

    /// What the last compilation knew of the places that may have changed.
    fn forget(&mut self, changes: &Changes) {
        let known = &mut self.known;
        let Changes::Paths(paths) = changes else {
            known.snapshot = None;
            known.theme = None;
            known.head = None;
            return;
        };
        let root = &self.project.root;
        let marks = history::marks(root);
        for path in paths {
            if marks.contains(path) {
                known.head = None;
            } else if path.starts_with(root.join("themes")) {
                known.theme = None;
            } else if let Some(snapshot) = &mut known.snapshot
                && snapshot::look_again(snapshot, root, path).is_err()
            {
                known.snapshot = None;
            }
        }
    }
}

/// Sizes and times of the book's own themes.
pub(super) fn theme_facts(root: &Path) -> Vec<(PathBuf, FileFacts)> {
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
