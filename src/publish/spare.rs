//! The last site but one, kept beside a large output so that the next build has to link only what changed.
//!
//! To make a folder and a link for each of ten thousand pages takes longer than to make a few pages. The spare has them already:
//! it holds our files of the site that stands in the output, as links, and nothing else. A build makes it the new site, exchanges it
//! with the output, and makes the old one the spare of the next build.
//!
//! Whatever became of the spare or of the output meanwhile: what stands in it counts only if it is one file with what stands in the
//! output, and of all else only that is deleted which its own manifest names.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::path::PathBuf;

use walkdir::WalkDir;

use crate::publish::OWN_FOLDER;
use crate::publish::change::Change;
use crate::publish::change::link_kept;
use crate::publish::error::PublishError;
use crate::publish::error::at;
use crate::publish::manifest::FILE;
use crate::publish::manifest::Manifest;
use crate::publish::one_by_one;
use crate::publish::recover;
use crate::publish::survey::walk_error;
use crate::publish::workspace::Workspace;
use crate::publish::workspace::absent_is_fine;
use crate::publish::workspace::is_listed_as;
use crate::publish::workspace::links_to;

/// Files a site has at least for a spare to be worth its while: a smaller one is linked anew sooner than anybody sees.
pub const SPARE_FROM: usize = 2_000;

/// Makes the spare the new site, in the stage's place and with what lies in the stage. False if there is no spare that can
/// be used: then the stage is as it was.
pub(crate) fn complete(workspace: &Workspace, change: &Change) -> Result<bool, PublishError> {
    let spare = workspace.spare();
    let Some(ours) = ours(&spare) else {
        return Ok(false);
    };
    let Some(found) = Found::look(&spare, &ours, change)? else {
        discard(workspace, change.output)?;
        return Ok(false);
    };
    // In this order the spare holds at every moment only links, and what its own manifest names.
    for path in found.stale.iter().filter(|path| !change.written.contains(*path)) {
        one_by_one::remove(&spare, path)?;
    }
    if !link_kept(&spare, change, &found.linked)? {
        return Ok(false);
    }
    let stage = workspace.site();
    bring(&stage, &spare, &manifest())?;
    for path in change.written {
        bring(&stage, &spare, path)?;
    }
    recover::remove_empty(&stage)?;
    fs::rename(&spare, &stage).map_err(at(&stage))?;
    Ok(true)
}

/// Makes the old site, which lies in the stage's place, the spare of the one that stands now. False if that is not worth it.
pub(crate) fn keep(workspace: &Workspace, change: &Change) -> Result<bool, PublishError> {
    let (old, spare) = (workspace.site(), workspace.spare());
    if change.manifest.files.len() < change.spare_from || spare.exists() {
        return Ok(false);
    }
    recover::sweep(workspace, change.output, &|entry, path| {
        let kept = change.kept_file(path);
        let is_linked = kept.is_some_and(|data| is_listed_as(entry, data)) && change.manifest.has(path);
        is_linked || change.written.contains(path)
    })?;
    let manifest = manifest();
    for path in change.written.iter().chain([&manifest]) {
        let (from, to) = (change.output.join(path), old.join(path));
        absent_is_fine(fs::remove_file(&to)).map_err(at(&to))?;
        make_way(&to)?;
        fs::hard_link(&from, &to).map_err(at(&to))?;
    }
    fs::rename(&old, &spare).map_err(at(&spare))?;
    workspace.hide_from_git()?;
    Ok(true)
}

/// Deletes a spare that is of no use: its output is gone, or somebody put something into it.
pub(crate) fn discard(workspace: &Workspace, output: &Path) -> Result<(), PublishError> {
    let spare = workspace.spare();
    match ours(&spare) {
        Some(ours) => recover::clear(&spare, output, &|path| ours.has(path), &|_, _| false),
        None => Ok(()),
    }
}

/// What a spare's own manifest names; `None` where there is none to be believed, as in a link to a folder somewhere else.
fn ours(spare: &Path) -> Option<Manifest> {
    let is_real = fs::symlink_metadata(spare).is_ok_and(|data| data.is_dir());
    let ours = is_real.then(|| Manifest::load(spare).ok()).flatten()?;
    (!ours.files.is_empty()).then_some(ours)
}

/// What stands in a spare.
struct Found {
    /// What is one file with what stays in the output.
    linked: BTreeSet<OsString>,
    /// What has to go, or to give way to a new file; the manifest always does.
    stale: Vec<PathBuf>,
}

impl Found {
    /// `None` if something in it is neither ours nor a link to what stands in the output.
    fn look(spare: &Path, ours: &Manifest, change: &Change) -> Result<Option<Found>, PublishError> {
        let mut linked = BTreeSet::new();
        let mut stale = Vec::new();
        for entry in WalkDir::new(spare).follow_links(false) {
            let entry = entry.map_err(|error| walk_error(spare, error))?;
            if entry.file_type().is_dir() {
                continue;
            }
            let path = entry.path().strip_prefix(spare).unwrap_or(entry.path());
            if path == manifest() {
                continue;
            }
            let kept = change.kept_file(path);
            if kept.is_some_and(|data| is_listed_as(&entry, data)) {
                linked.insert(path.as_os_str().to_owned());
            } else if path.starts_with(OWN_FOLDER)
                || ours.has(path)
                || links_to(&entry, &change.output.join(path))
            {
                stale.push(path.to_path_buf());
            } else {
                return Ok(None);
            }
        }
        Ok(Some(Found { linked, stale }))
    }
}

/// Path of the manifest from the output.
fn manifest() -> PathBuf {
    Path::new(OWN_FOLDER).join(FILE)
}

/// Moves a file of the stage to its place in the spare.
fn bring(stage: &Path, spare: &Path, path: &Path) -> Result<(), PublishError> {
    let to = spare.join(path);
    make_way(&to)?;
    fs::rename(stage.join(path), &to).map_err(at(&to))
}

fn make_way(to: &Path) -> Result<(), PublishError> {
    let folder = to.parent().unwrap_or(to);
    fs::create_dir_all(folder).map_err(at(folder))
}
