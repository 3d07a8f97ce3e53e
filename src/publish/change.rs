//! What changes between the site that stands and the new one, and the links to what does not.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::ffi::OsString;
use std::fs;
use std::fs::Metadata;
use std::io;
use std::path::Path;

use rayon::prelude::*;

use crate::publish::Paths;
use crate::publish::error::PublishError;
use crate::publish::error::at;
use crate::publish::manifest::Manifest;

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

impl Change<'_> {
    /// What stays at a path, if it is no folder.
    pub(crate) fn kept_file(&self, path: &Path) -> Option<&Metadata> {
        let kept = self.kept.get(path.as_os_str())?;
        (!kept.is_dir()).then_some(*kept)
    }
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
