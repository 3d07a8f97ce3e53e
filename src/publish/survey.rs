//! What stands in the output before a build: ours, and the strangers'.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::ffi::OsString;
use std::fs;
use std::fs::Metadata;
use std::io;
use std::path::Path;
use std::path::PathBuf;
use std::time::SystemTime;

use walkdir::WalkDir;

use crate::publish::OWN_FOLDER;
use crate::publish::Paths;
use crate::publish::error::PublishError;
use crate::publish::error::at;
use crate::publish::manifest::FILE;
use crate::publish::manifest::Manifest;
use crate::publish::manifest::Print;
use crate::render::Site;

/// What stands in the output.
#[derive(Debug, Default)]
pub(crate) struct Survey {
    output: PathBuf,
    /// Everything but our own folder, by path from the output; links are not followed. Compared as bytes, which is far quicker
    /// than part by part.
    entries: BTreeMap<OsString, Metadata>,
    /// Files, links and folders that are not ours.
    pub strangers: Paths,
    /// When the last build ended: our files are not younger, unless somebody changed them.
    built: Option<SystemTime>,
}

impl Survey {
    /// Looks at all of `output`.
    pub(crate) fn take(output: &Path, before: &Manifest) -> Result<Survey, PublishError> {
        let mut survey = Survey {
            output: output.to_path_buf(),
            ..Survey::default()
        };
        match fs::symlink_metadata(output) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(survey),
            other => other.map_err(at(output))?,
        };
        let walk = WalkDir::new(output).min_depth(1).follow_links(false);
        for entry in walk
            .into_iter()
            .filter_entry(|entry| entry.depth() != 1 || entry.file_name() != OWN_FOLDER)
        {
            let entry = entry.map_err(|error| walk_error(output, error))?;
            let data = entry.metadata().map_err(|error| walk_error(output, error))?;
            let path = entry.path().strip_prefix(output).unwrap_or(entry.path());
            let is_ours = match data.is_dir() {
                true => before.has_below(path),
                false => data.is_file() && before.has(path),
            };
            if !is_ours {
                survey.strangers.insert(path.to_path_buf());
            }
            survey.entries.insert(path.as_os_str().to_owned(), data);
        }
        let manifest = output.join(OWN_FOLDER).join(FILE);
        survey.built = fs::metadata(manifest).and_then(|data| data.modified()).ok();
        Ok(survey)
    }

    /// True if nothing stands there.
    pub(crate) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Every path the site needs is free, ours, or may be overwritten; gives what is overwritten by force.
    /// A folder with strangers in it is never overwritten.
    pub(crate) fn check_room(&self, site: &Site, force: bool) -> Result<Paths, PublishError> {
        if self.is_empty() {
            return Ok(Paths::new());
        }
        let mut taken = Paths::new();
        let mut forced = Paths::new();
        for path in site.paths().map(Path::new) {
            let on_the_way = std::iter::once(path).chain(parents(path));
            for step in on_the_way {
                let Some(data) = self.entries.get(step.as_os_str()) else {
                    continue;
                };
                match data.is_dir() {
                    true if step == path => taken.extend(self.strangers_in(step)),
                    false if self.strangers.contains(step) => {
                        let list = if force { &mut forced } else { &mut taken };
                        list.insert(step.to_path_buf());
                    }
                    _ => {}
                }
            }
        }
        match taken.is_empty() {
            true => Ok(forced),
            false => Err(PublishError::Strangers(
                taken.iter().map(|path| self.output.join(path)).collect(),
            )),
        }
    }

    /// True if the file of ours at `path` has these bytes already.
    pub(crate) fn stands(&self, output: &Path, path: &str, print: &Print, before: &Manifest) -> bool {
        before.files.get(path) == Some(print) && self.is_as_written(output, path, print)
    }

    /// Files an earlier build wrote and the site has no more. One that somebody changed since is a stranger's, and stays.
    pub(crate) fn obsolete(&self, output: &Path, before: &Manifest, site: &Site) -> Paths {
        let gone = before.files.iter().filter(|(path, _)| !site.has(path));
        let ours = gone.filter(|(path, print)| self.is_as_written(output, path, print));
        ours.map(|(path, _)| PathBuf::from(path)).collect()
    }

    fn is_as_written(&self, output: &Path, path: &str, print: &Print) -> bool {
        let Some(data) = self.entries.get(OsStr::new(path)) else {
            return false;
        };
        if !data.is_file() || data.len() != print.size {
            return false;
        }
        match (data.modified(), self.built) {
            (Ok(modified), Some(built)) if modified < built => true,
            _ => fs::read(output.join(path)).is_ok_and(|bytes| Print::of(&bytes) == *print),
        }
    }

    /// What stands at a path of the site, if it is a file.
    pub(crate) fn file(&self, path: &str) -> Option<&Metadata> {
        let found = self.entries.get(OsStr::new(path));
        found.filter(|data| data.is_file())
    }

    /// Everything that stands, by path from the output.
    pub(crate) fn paths(&self) -> impl Iterator<Item = (&OsStr, &Metadata)> {
        self.entries.iter().map(|(path, data)| (path.as_os_str(), data))
    }

    fn strangers_in(&self, folder: &Path) -> impl Iterator<Item = PathBuf> {
        let from = self.strangers.range(folder.to_path_buf()..);
        let within: Vec<PathBuf> = from
            .take_while(|path| path.starts_with(folder))
            .cloned()
            .collect();
        within.into_iter()
    }
}

/// The folders a path lies in, nearest first, without the root.
pub(crate) fn parents(path: &Path) -> impl Iterator<Item = &Path> {
    path.ancestors()
        .skip(1)
        .filter(|parent| !parent.as_os_str().is_empty())
}

/// What a walk says, with its path.
pub(crate) fn walk_error(root: &Path, error: walkdir::Error) -> PublishError {
    let path = error.path().unwrap_or(root).to_path_buf();
    PublishError::Disk {
        path,
        error: error.into(),
    }
}
