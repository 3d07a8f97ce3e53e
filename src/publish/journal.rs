//! What a build is about to do, written down before it does it, so that the next one can clean up or finish.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::PathBuf;

use serde::Deserialize;
use serde::Serialize;

use crate::publish::Paths;
use crate::publish::error::PublishError;
use crate::publish::error::at;
use crate::publish::manifest::Manifest;
use crate::publish::manifest::slashed;
use crate::publish::workspace::Workspace;
use crate::render::Site;

/// What a build was doing when it was killed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Journal {
    /// Filling the stage, or clearing the old site away after the exchange. Either way the output is whole.
    Staging {
        /// Paths of the old and the new site, and what is overwritten by force: these may be deleted from the stage.
        ours: BTreeSet<String>,
    },
    /// Moving complete files from the stage into the output one by one: to be finished.
    Placing {
        /// Paths to move, the manifest last.
        written: Vec<PathBuf>,
        /// Paths to delete.
        obsolete: Vec<PathBuf>,
    },
}

impl Journal {
    /// The stage is about to be filled.
    pub(crate) fn staging(before: &Manifest, site: &Site, forced: Paths) -> Journal {
        let paths = before.files.keys().chain(site.paths()).cloned();
        // What is overwritten by force stands where the site has a file or a folder, so that its path is one of a site.
        let forced = forced
            .iter()
            .filter_map(|path| slashed(path))
            .map(Cow::into_owned);
        let ours = forced.chain(paths).collect();
        Journal::Staging { ours }
    }

    /// Writes it down, in one step.
    pub(crate) fn write(&self, workspace: &Workspace) -> Result<(), PublishError> {
        let (path, draft) = (workspace.journal(), workspace.journal_draft());
        let bytes = serde_json::to_vec(self).map_err(|error| at(&path)(io::Error::other(error)))?;
        fs::write(&draft, bytes).map_err(at(&draft))?;
        fs::rename(&draft, &path).map_err(at(&path))
    }

    /// What a killed build left, if any.
    pub(crate) fn read(workspace: &Workspace) -> Result<Option<Journal>, PublishError> {
        let path = workspace.journal();
        match fs::read(&path) {
            Ok(bytes) => match serde_json::from_slice(&bytes) {
                Ok(journal) => Ok(Some(journal)),
                Err(error) => Err(PublishError::Manifest {
                    path,
                    message: error.to_string(),
                }),
            },
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(at(&path)(error)),
        }
    }
}
