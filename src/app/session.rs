//! A project that is compiled again and again: what did not change is not done again.
//!
//! What a session gives is what a first compilation of the same disk gives, byte for byte; it only takes less time.

use std::time::SystemTime;

use crate::app::AppError;
use crate::app::Changes;
use crate::app::Compiled;
use crate::app::Options;
use crate::app::Project;
use crate::app::SETTLED;
use crate::app::Stage;
use crate::app::changes::theme_facts;
use crate::app::compile::Known;
use crate::app::compile::compile_with;
use crate::content::Taken;
use crate::content::snapshot;
use crate::diag::Checked;
use crate::history;

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

    /// Lists the files for the first compilation, which lists them again if any came or went before it began.
    pub fn look_ahead(&mut self) {
        let settled_before = SystemTime::now().checked_sub(SETTLED);
        self.known.ahead = settled_before.and_then(|before| snapshot::ahead(&self.project.root, before));
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

    /// True if nothing was compiled yet.
    pub fn is_new(&self) -> bool {
        self.known.memory.is_empty()
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
