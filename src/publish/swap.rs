//! Puts a staged site in the old one's place: in one step, or file by file with a journal.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::ffi::OsString;
use std::fs;
use std::fs::Metadata;
use std::io;
use std::path::Path;

use rayon::prelude::*;

use crate::publish::OWN_FOLDER;
use crate::publish::Paths;
use crate::publish::Placed;
use crate::publish::error::PublishError;
use crate::publish::error::at;
use crate::publish::journal::Journal;
use crate::publish::manifest::FILE;
use crate::publish::manifest::Manifest;
use crate::publish::recover;
use crate::publish::spare;
use crate::publish::survey::parents;
use crate::publish::workspace::Workspace;
use crate::publish::workspace::absent_is_fine;

/// What changes between the old site and the new.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Change<'a> {
    /// The output's real path.
    pub output: &'a Path,
    /// Files of the new site.
    pub manifest: &'a Manifest,
    /// Files a site has at least for a spare to be kept.
    pub spare_from: usize,
    /// New files, in the stage.
    pub written: &'a Paths,
    /// Old files that go.
    pub obsolete: &'a Paths,
    /// What stays as it is, by path from the output.
    pub kept: &'a BTreeMap<&'a OsStr, &'a Metadata>,
}

/// Puts the staged site in place.
pub(crate) fn place(workspace: &mut Workspace, change: &Change) -> Result<Placed, PublishError> {
    if workspace.can_exchange && at_once(workspace, change)? {
        return Ok(Placed::AtOnce);
    }
    file_by_file(workspace, change)?;
    Ok(Placed::FileByFile)
}

impl Change<'_> {
    /// What stays at a path, if it is no folder.
    pub(crate) fn kept_file(&self, path: &Path) -> Option<&Metadata> {
        let kept = self.kept.get(path.as_os_str())?;
        (!kept.is_dir()).then_some(*kept)
    }
}

/// Completes the stage with links to all that stays, then exchanges it with the output. False if it cannot be done here.
fn at_once(workspace: &mut Workspace, change: &Change) -> Result<bool, PublishError> {
    let stage = workspace.site();
    if !change.output.exists() {
        fs::rename(&stage, change.output).map_err(at(change.output))?;
        spare::discard(workspace, change.output)?;
        return Ok(true);
    }
    let is_complete = spare::complete(workspace, change)? || link_kept(&stage, change, &BTreeSet::new())?;
    if !is_complete || !exchange(&stage, change.output)? {
        return Ok(false);
    }
    // The old site is now where the stage was; what is not ours there came in while we were building.
    workspace.keep();
    // A spare that cannot be kept costs the next build some time, and this one nothing.
    if !spare::keep(workspace, change).unwrap_or(false) {
        recover::sweep(workspace, change.output, &|_, _| false)?;
    }
    workspace.close()?;
    Ok(true)
}

/// Hard-links what stays into the stage, but for what is linked there already. False if a link cannot be made, as across
/// file systems.
pub(crate) fn link_kept(
    stage: &Path,
    change: &Change,
    linked: &BTreeSet<OsString>,
) -> Result<bool, PublishError> {
    let mode = fs::metadata(change.output)
        .map_err(at(change.output))?
        .permissions();
    fs::set_permissions(stage, mode).map_err(at(stage))?;
    let kept = change
        .kept
        .iter()
        .map(|(path, data)| (Path::new(*path), data.is_dir()));
    let (folders, files): (Vec<_>, Vec<_>) = kept
        .filter(|(path, _)| !linked.contains(path.as_os_str()))
        .partition(|(_, is_folder)| *is_folder);
    for (path, _) in &folders {
        let folder = stage.join(path);
        fs::create_dir_all(&folder).map_err(at(&folder))?;
    }
    let linked: Vec<io::Result<()>> = files
        .par_iter()
        .map(|(path, _)| {
            let (from, to) = (change.output.join(path), stage.join(path));
            match fs::hard_link(&from, &to) {
                Err(error) if error.kind() == io::ErrorKind::NotFound && from.symlink_metadata().is_ok() => {
                    to.parent().map_or(Ok(()), fs::create_dir_all)?;
                    fs::hard_link(&from, &to)
                }
                // A stranger that went away while we were building is no loss of ours.
                Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
                linked => linked,
            }
        })
        .collect();
    if linked.iter().any(Result::is_err) {
        return Ok(false);
    }
    // Last, and deepest first: a folder that may not be written takes its files before its mode.
    for (path, _) in folders.iter().rev() {
        let folder = stage.join(path);
        let mode = fs::metadata(change.output.join(path))
            .map_err(at(&folder))?
            .permissions();
        fs::set_permissions(&folder, mode).map_err(at(&folder))?;
    }
    Ok(true)
}

/// Exchanges two folders in one step; false if this system or file system cannot.
#[cfg(target_os = "linux")]
fn exchange(stage: &Path, output: &Path) -> Result<bool, PublishError> {
    use rustix::fs::CWD;
    use rustix::fs::RenameFlags;
    use rustix::io::Errno;
    match rustix::fs::renameat_with(CWD, stage, CWD, output, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(true),
        Err(Errno::INVAL | Errno::NOSYS | Errno::XDEV | Errno::BUSY | Errno::NOTSUP) => Ok(false),
        Err(error) => Err(at(output)(error.into())),
    }
}

#[cfg(not(target_os = "linux"))]
fn exchange(_: &Path, _: &Path) -> Result<bool, PublishError> {
    Ok(false)
}

/// Moves each new file over the old one, then deletes what is obsolete. The journal makes it finish.
fn file_by_file(workspace: &mut Workspace, change: &Change) -> Result<(), PublishError> {
    let manifest = Path::new(OWN_FOLDER).join(FILE);
    let journal = Journal::Placing {
        written: change.written.iter().cloned().chain([manifest]).collect(),
        obsolete: change.obsolete.iter().cloned().collect(),
    };
    journal.write(workspace)?;
    workspace.keep();
    finish(workspace, change.output, &journal)
}

/// Does what a [`Journal::Placing`] says and has not been done yet.
pub(crate) fn finish(
    workspace: &mut Workspace,
    output: &Path,
    journal: &Journal,
) -> Result<(), PublishError> {
    let Journal::Placing { written, obsolete } = journal else {
        return Ok(());
    };
    for path in obsolete {
        let file = output.join(path);
        absent_is_fine(fs::remove_file(&file)).map_err(at(&file))?;
        for folder in parents(path) {
            if fs::remove_dir(output.join(folder)).is_err() {
                break;
            }
        }
    }
    for path in written {
        let (from, to) = (workspace.site().join(path), output.join(path));
        if from.symlink_metadata().is_err() {
            continue;
        }
        make_way(output, path)?;
        fs::rename(&from, &to).map_err(at(&to))?;
    }
    workspace.discard()
}

/// Makes the folders of `path` in `output`; what stands in the way and is no folder was cleared for deletion before.
fn make_way(output: &Path, path: &Path) -> Result<(), PublishError> {
    let folders: Vec<&Path> = parents(path).collect();
    fs::create_dir_all(output).map_err(at(output))?;
    for folder in folders.into_iter().rev() {
        let folder = output.join(folder);
        match folder.symlink_metadata() {
            Ok(data) if data.is_dir() => continue,
            Ok(_) => fs::remove_file(&folder).map_err(at(&folder))?,
            Err(_) => {}
        }
        fs::create_dir(&folder).map_err(at(&folder))?;
    }
    Ok(())
}
