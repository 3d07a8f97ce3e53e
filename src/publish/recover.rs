//! Cleans up after a build that was killed, and after every exchange.

use std::cell::LazyCell;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use walkdir::DirEntry;
use walkdir::WalkDir;

use crate::publish::OWN_FOLDER;
use crate::publish::error::PublishError;
use crate::publish::error::at;
use crate::publish::journal::Journal;
use crate::publish::manifest::Manifest;
use crate::publish::manifest::slashed;
use crate::publish::one_by_one;
use crate::publish::survey::walk_error;
use crate::publish::workspace::Workspace;
use crate::publish::workspace::links_to;

/// Finishes or clears what a killed build left in the workspace.
pub(crate) fn recover(workspace: &mut Workspace, output: &Path) -> Result<(), PublishError> {
    match Journal::read(workspace)? {
        Some(journal @ Journal::Placing { .. }) => {
            workspace.keep();
            one_by_one::finish(workspace, output, &journal)
        }
        Some(Journal::Staging { .. }) => {
            workspace.keep();
            sweep(workspace, output, &|_, _| false)?;
            workspace.close()
        }
        None if workspace.site().exists() => {
            workspace.keep();
            Err(PublishError::Leftover(workspace.site()))
        }
        None => Ok(()),
    }
}

/// True for what is left where it is: an entry of a folder, and its path from there.
pub(crate) type Stays<'a> = &'a dyn Fn(&DirEntry, &Path) -> bool;

/// Deletes the site in the stage, old or half made, but nothing that is not ours: that moves to the output.
pub(crate) fn sweep(workspace: &Workspace, output: &Path, stays: Stays) -> Result<(), PublishError> {
    let ours = match Journal::read(workspace)? {
        Some(Journal::Staging { ours }) => ours,
        _ => BTreeSet::new(),
    };
    let is_ours = |path: &Path| slashed(path).is_some_and(|path| ours.contains(&*path));
    clear(&workspace.site(), output, &is_ours, stays)
}

/// Deletes from a folder what is ours or a link to what stands in the output; the rest moves to the output.
pub(crate) fn clear(
    stage: &Path,
    output: &Path,
    is_ours: &dyn Fn(&Path) -> bool,
    stays: Stays,
) -> Result<(), PublishError> {
    if !stage.exists() {
        return Ok(());
    }
    let now = LazyCell::new(|| Manifest::load(output).unwrap_or_default());
    let mut stuck = None;
    for entry in WalkDir::new(stage).contents_first(true).follow_links(false) {
        let entry = entry.map_err(|error| walk_error(stage, error))?;
        let path = entry.path().strip_prefix(stage).unwrap_or(entry.path());
        if entry.file_type().is_dir() {
            remove_folder(entry.path())?;
            continue;
        }
        if stays(&entry, path) {
            continue;
        }
        let there = output.join(path);
        if path.starts_with(OWN_FOLDER) || is_ours(path) || links_to(&entry, &there) {
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

/// Deletes the folders of a stage from which everything was taken.
pub(crate) fn remove_empty(stage: &Path) -> Result<(), PublishError> {
    for entry in WalkDir::new(stage).contents_first(true).follow_links(false) {
        let entry = entry.map_err(|error| walk_error(stage, error))?;
        match entry.file_type().is_dir() {
            true => remove_folder(entry.path())?,
            false => return Err(PublishError::Leftover(entry.path().to_path_buf())),
        }
    }
    Ok(())
}

/// Deletes a folder of the stage, unless something had to stay in it.
fn remove_folder(folder: &Path) -> Result<(), PublishError> {
    match fs::remove_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::DirectoryNotEmpty => Ok(()),
        done => done.map_err(at(folder)),
    }
}
