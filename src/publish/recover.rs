//! Cleans up after a build that was killed, and after every exchange.

use std::fs;
use std::io;
use std::path::Path;

use walkdir::WalkDir;

use crate::publish::OWN_FOLDER;
use crate::publish::Paths;
use crate::publish::error::PublishError;
use crate::publish::error::at;
use crate::publish::journal::Journal;
use crate::publish::manifest::Manifest;
use crate::publish::survey::walk_error;
use crate::publish::swap;
use crate::publish::workspace::Workspace;
use crate::publish::workspace::same_file;

/// Finishes or clears what a killed build left in the workspace.
pub(crate) fn recover(workspace: &mut Workspace, output: &Path) -> Result<(), PublishError> {
    match Journal::read(workspace)? {
        Some(journal @ Journal::Placing { .. }) => {
            workspace.keep();
            swap::finish(workspace, output, &journal)
        }
        Some(Journal::Staging { .. }) => {
            workspace.keep();
            sweep(workspace, output)?;
            workspace.close()
        }
        None if workspace.site().exists() => {
            workspace.keep();
            Err(PublishError::Leftover(workspace.site()))
        }
        None => Ok(()),
    }
}

/// Deletes the site in the stage, old or half made, but nothing that is not ours: that moves to the output.
pub(crate) fn sweep(workspace: &Workspace, output: &Path) -> Result<(), PublishError> {
    let ours = match Journal::read(workspace)? {
        Some(Journal::Staging { ours }) => ours,
        _ => Paths::new(),
    };
    let stage = workspace.site();
    if !stage.exists() {
        return Ok(());
    }
    let now = Manifest::load(output).unwrap_or_default();
    let mut stuck = None;
    for entry in WalkDir::new(&stage).contents_first(true).follow_links(false) {
        let entry = entry.map_err(|error| walk_error(&stage, error))?;
        let path = entry.path().strip_prefix(&stage).unwrap_or(entry.path());
        if entry.file_type().is_dir() {
            remove_folder(entry.path())?;
            continue;
        }
        let there = output.join(path);
        let is_linked = || match (entry.path().symlink_metadata(), there.symlink_metadata()) {
            (Ok(here), Ok(there)) => same_file(&here, &there),
            _ => false,
        };
        if path.starts_with(OWN_FOLDER) || ours.contains(path) || is_linked() {
            fs::remove_file(entry.path()).map_err(at(entry.path()))?;
        } else if now.has(path) || !bring_home(entry.path(), &there) {
            stuck = Some(entry.path().to_path_buf());
        }
    }
    stuck.map_or(Ok(()), |path| Err(PublishError::Leftover(path)))
}

/// Moves a stranger's file to its place in the output; false if that is taken.
fn bring_home(from: &Path, to: &Path) -> bool {
    let made = to.parent().map_or(Ok(()), fs::create_dir_all);
    made.and_then(|()| fs::rename(from, to)).is_ok()
}

/// Deletes a folder of the stage, unless something had to stay in it.
fn remove_folder(folder: &Path) -> Result<(), PublishError> {
    match fs::remove_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::DirectoryNotEmpty => Ok(()),
        done => done.map_err(at(folder)),
    }
}
