//! The folder a build works in, beside the output, and the lock that keeps a second build out.
//!
//! It is called `.keybook-stage-<output>`; where the output is a mount point, or nothing may be written beside it,
//! it lies in our own folder inside the output. The lock is the kernel's: a killed build holds none.

use std::fs;
use std::fs::File;
use std::fs::TryLockError;
use std::io;
use std::path::Path;
use std::path::PathBuf;

use walkdir::DirEntry;

use crate::publish::OWN_FOLDER;
use crate::publish::Swap;
use crate::publish::error::PublishError;
use crate::publish::error::at;

/// Name of the lock.
const LOCK: &str = "lock";

/// What tells git to look away.
const GIT: &str = ".gitignore";

/// A locked folder to work in; it goes away with the value unless it is kept, or a spare lies in it.
#[derive(Debug)]
pub(crate) struct Workspace {
    folder: PathBuf,
    _lock: File,
    /// True if the stage can take the output's place in one step.
    pub can_exchange: bool,
    keep: bool,
}

impl Workspace {
    /// Makes the folder and locks it.
    pub(crate) fn open(output: &Path, swap: Swap) -> Result<Workspace, PublishError> {
        let (folder, is_beside) = place(output)?;
        let lock = lock(&folder)?;
        Ok(Workspace {
            folder,
            _lock: lock,
            can_exchange: is_beside && swap == Swap::WhenPossible && cfg!(target_os = "linux"),
            keep: false,
        })
    }

    /// The staged site.
    pub(crate) fn site(&self) -> PathBuf {
        self.folder.join("site")
    }

    /// The last site but one; see [`crate::publish::spare`].
    pub(crate) fn spare(&self) -> PathBuf {
        self.folder.join("spare")
    }

    /// The journal.
    pub(crate) fn journal(&self) -> PathBuf {
        self.folder.join("journal.json")
    }

    /// The journal while it is written.
    pub(crate) fn journal_draft(&self) -> PathBuf {
        self.folder.join("journal.draft")
    }

    /// From here on the journal has to be finished: the folder stays if this build does not.
    pub(crate) fn keep(&mut self) {
        self.keep = true;
    }

    /// Keeps a folder that stays out of the book's repository.
    pub(crate) fn hide_from_git(&self) -> Result<(), PublishError> {
        let path = self.folder.join(GIT);
        fs::write(&path, "*\n").map_err(at(&path))
    }

    /// Deletes a stage that never took the output's place: new files, and links to what stands in the output.
    pub(crate) fn discard(&mut self) -> Result<(), PublishError> {
        let site = self.site();
        absent_is_fine(fs::remove_dir_all(&site)).map_err(at(&site))?;
        self.close()
    }

    /// Deletes everything but a spare, the lock last.
    fn leave(&mut self) -> Result<(), PublishError> {
        self.discard()?;
        let remove = |path: PathBuf| absent_is_fine(fs::remove_file(&path)).map_err(at(&path));
        if self.spare().exists() {
            return remove(self.folder.join(LOCK));
        }
        remove(self.folder.join(GIT))?;
        remove(self.folder.join(LOCK))?;
        fs::remove_dir(&self.folder).map_err(at(&self.folder))
    }

    /// Deletes the journal: nothing is left to be done.
    pub(crate) fn close(&mut self) -> Result<(), PublishError> {
        for path in [self.journal(), self.journal_draft()] {
            absent_is_fine(fs::remove_file(&path)).map_err(at(&path))?;
        }
        self.keep = false;
        Ok(())
    }
}

impl Drop for Workspace {
    /// A build that failed leaves nothing; what cannot be deleted now, the next build deletes.
    fn drop(&mut self) {
        if self.keep {
            return;
        }
        drop(self.leave());
    }
}

/// True if a build works on this output, or was killed while it did.
pub(crate) fn is_there(output: &Path) -> bool {
    let inside = output.join(OWN_FOLDER).join("stage");
    // The lock is made first and goes last.
    let is_locked = |folder: PathBuf| folder.join(LOCK).exists();
    beside(output).is_some_and(is_locked) || is_locked(inside)
}

/// The folder beside the output.
fn beside(output: &Path) -> Option<PathBuf> {
    let mut stage = std::ffi::OsString::from(".keybook-stage-");
    stage.push(output.file_name()?);
    Some(output.parent()?.join(stage))
}

/// Success also where there was nothing to delete.
pub(crate) fn absent_is_fine(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

/// Where to work, and whether that is beside the output on the same file system.
fn place(output: &Path) -> Result<(PathBuf, bool), PublishError> {
    let inside = output.join(OWN_FOLDER).join("stage");
    if let (Some(parent), Some(beside)) = (output.parent(), beside(output)) {
        fs::create_dir_all(parent).map_err(at(parent))?;
        if share_a_file_system(parent, output) && make_folder(&beside).is_ok() {
            return Ok((beside, true));
        }
    }
    fs::create_dir_all(&inside).map_err(at(&inside))?;
    Ok((inside, false))
}

/// Makes a real folder, or finds one.
fn make_folder(path: &Path) -> io::Result<()> {
    match fs::create_dir(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            match fs::symlink_metadata(path)?.is_dir() {
                true => Ok(()),
                false => Err(error),
            }
        }
        made => made,
    }
}

fn lock(folder: &Path) -> Result<File, PublishError> {
    let path = folder.join(LOCK);
    loop {
        make_folder(folder).map_err(at(folder))?;
        let file = match File::options().create(true).append(true).open(&path) {
            // The build before this one was just deleting its folder.
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            opened => opened.map_err(at(&path))?,
        };
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(PublishError::Busy(path)),
            Err(TryLockError::Error(error)) => return Err(at(&path)(error)),
        }
        // A lock on a file that was deleted meanwhile keeps nobody out.
        if is_the_file_at(&file, &path) {
            return Ok(file);
        }
    }
}

#[cfg(unix)]
fn is_the_file_at(file: &File, path: &Path) -> bool {
    match (file.metadata(), fs::symlink_metadata(path)) {
        (Ok(ours), Ok(there)) => same_file(&ours, &there),
        _ => false,
    }
}

#[cfg(not(unix))]
fn is_the_file_at(_: &File, path: &Path) -> bool {
    path.exists()
}

#[cfg(unix)]
fn share_a_file_system(parent: &Path, output: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (fs::metadata(parent), fs::metadata(output)) {
        (Ok(parent), Ok(output)) => parent.dev() == output.dev(),
        (Ok(_), Err(error)) => error.kind() == io::ErrorKind::NotFound,
        _ => false,
    }
}

#[cfg(not(unix))]
fn share_a_file_system(_: &Path, _: &Path) -> bool {
    true
}

/// True if an entry and what stands at a path are one file with two names; links are not followed.
pub(crate) fn links_to(entry: &DirEntry, path: &Path) -> bool {
    match (entry.path().symlink_metadata(), path.symlink_metadata()) {
        (Ok(here), Ok(there)) => same_file(&here, &there),
        _ => false,
    }
}

/// True if its folder's listing says that an entry is this file, on the same file system.
#[cfg(unix)]
pub(crate) fn is_listed_as(entry: &DirEntry, file: &fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    use walkdir::DirEntryExt;
    entry.ino() == file.ino()
}

/// A listing says nothing of it here.
#[cfg(not(unix))]
pub(crate) fn is_listed_as(_: &DirEntry, _: &fs::Metadata) -> bool {
    false
}

/// True if both are one file with one or several names.
#[cfg(unix)]
fn same_file(a: &fs::Metadata, b: &fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    (a.dev(), a.ino()) == (b.dev(), b.ino())
}

/// Cannot be known here; then nothing is taken for the same.
#[cfg(not(unix))]
fn same_file(_: &fs::Metadata, _: &fs::Metadata) -> bool {
    false
}
