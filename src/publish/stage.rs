//! Renders a site in parallel and streams what changed to the stage.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::fs::Metadata;
use std::io;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;

use rayon::prelude::*;

use crate::disk::Folder;
use crate::publish::Paths;
use crate::publish::error::PublishError;
use crate::publish::error::at;
use crate::publish::manifest::Manifest;
use crate::publish::manifest::Print;
use crate::publish::manifest::slashed;
use crate::publish::stamp::Known;
use crate::publish::survey::Survey;
use crate::publish::workspace::Workspace;
use crate::render::Site;

/// A site of which everything new lies in the stage.
#[derive(Debug)]
pub(crate) struct Staged {
    /// The whole site.
    pub manifest: Manifest,
    /// Paths whose bytes are new; the others stand in the output already.
    pub written: Paths,
    /// Files that were made.
    pub n_made: usize,
}

/// What stands in the output.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Standing<'a> {
    /// What the last build wrote.
    pub before: &'a Manifest,
    /// What is there.
    pub survey: &'a Survey,
    /// What the files were made from.
    pub known: &'a Known,
}

impl Standing<'_> {
    /// The print of a file that stands as this site would make it, where that is known without making it.
    fn as_made(&self, site: &Site, path: &str) -> Option<Print> {
        let data = self.survey.file(path)?;
        let print = self.before.files.get(path)?;
        let is_known = self.known.has(path, site.print(path)?, data) && data.len() == print.size;
        is_known.then_some(*print)
    }
}

/// Makes every file that may have changed. Every failure is collected, not only the first.
pub(crate) fn render(
    site: &Site,
    output: &Path,
    standing: &Standing,
    workspace: &Workspace,
) -> Result<Staged, PublishError> {
    let site_folder = workspace.site();
    fs::create_dir_all(&site_folder).map_err(at(&site_folder))?;
    let stage = Folder::at(&site_folder);
    let mut paths: Vec<&String> = site.paths().collect();
    // Lists stand above what they list and cost the most: made first, no processor waits for one at the end, and the room
    // they took serves the others.
    paths.sort_by_key(|path| path.matches('/').count());
    let results: Vec<Result<(Print, How), PublishError>> = paths
        .par_iter()
        .map(|path| {
            if let Some(print) = standing.as_made(site, path) {
                return Ok((print, How::Known));
            }
            let Some(made) = site.make(path) else {
                return Err(PublishError::BadPath((*path).clone()));
            };
            let bytes = made.map_err(|error| PublishError::Render(vec![error]))?;
            let print = Print::of(&bytes);
            if standing.survey.stands(output, path, &print, standing.before) {
                return Ok((print, How::Same));
            }
            write(&stage, path, &bytes)?;
            Ok((print, How::Written))
        })
        .collect();
    let mut files = Vec::with_capacity(results.len());
    let mut written = Vec::new();
    let mut n_made = 0;
    let mut broken = Vec::new();
    for (path, result) in paths.into_iter().zip(results) {
        match result {
            Ok((print, how)) => {
                files.push((path.clone(), print));
                n_made += usize::from(how != How::Known);
                if how == How::Written {
                    written.push(PathBuf::from(path));
                }
            }
            Err(PublishError::Render(errors)) => broken.extend(errors),
            Err(other) => return Err(other),
        }
    }
    match broken.is_empty() {
        true => Ok(Staged {
            manifest: Manifest::new(files.into_iter().collect()),
            written: written.into_iter().collect(),
            n_made,
        }),
        false => Err(PublishError::Render(broken)),
    }
}

/// How a file came to be in the new site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum How {
    /// Not made: it is made from what it was made from.
    Known,
    /// Made, and found to stand already.
    Same,
    /// Made and written.
    Written,
}

/// What stands in the output and is in the new site too, unchanged or a stranger's.
pub(crate) fn kept<'a>(
    site: &Site,
    survey: &'a Survey,
    written: &Paths,
    obsolete: &Paths,
) -> BTreeMap<&'a OsStr, &'a Metadata> {
    if survey.is_empty() {
        return BTreeMap::new();
    }
    let is_needed_as_folder = |path: &Path| {
        let inside = slashed(path).map(|folder| format!("{folder}/"));
        inside.is_some_and(|inside| site.below(&inside).next().is_some())
    };
    let stays = |path: &Path, is_folder: bool| match is_folder {
        true => survey.strangers.contains(path) && !written.contains(path),
        false => !written.contains(path) && !obsolete.contains(path) && !is_needed_as_folder(path),
    };
    survey
        .paths()
        .filter(|(path, data)| stays(Path::new(path), data.is_dir()))
        .collect()
}

fn write(stage: &Folder, path: &str, bytes: &[u8]) -> Result<(), PublishError> {
    // Most pages have a folder of their own: made first, it costs one call less than after a write that failed.
    if let Some((folder, _)) = path.rsplit_once('/') {
        let whole = || stage.path().join(folder);
        match stage.create_folder(folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                fs::create_dir_all(whole()).map_err(at(&whole()))?;
            }
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(at(&whole())(error)),
            _ => {}
        }
    }
    let written = stage.create(path).and_then(|mut file| file.write_all(bytes));
    written.map_err(at(&stage.path().join(path)))
}
