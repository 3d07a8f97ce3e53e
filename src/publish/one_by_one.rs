//! Puts a staged site in place file by file, where the folders cannot be exchanged; a journal makes it finish.

use std::fs;
use std::path::Path;

use crate::publish::OWN_FOLDER;
use crate::publish::change::Change;
use crate::publish::error::PublishError;
use crate::publish::error::at;
use crate::publish::journal::Journal;
use crate::publish::manifest::FILE;
use crate::publish::survey::parents;
use crate::publish::workspace::Workspace;
use crate::publish::workspace::absent_is_fine;

/// Deletes what is obsolete, then moves each new file over the old one. The journal makes it finish.
pub(crate) fn place(workspace: &mut Workspace, change: &Change) -> Result<(), PublishError> {
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
        remove(output, path)?;
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

/// Deletes a file, and the folders that are empty without it.
pub(crate) fn remove(root: &Path, path: &Path) -> Result<(), PublishError> {
    let file = root.join(path);
    absent_is_fine(fs::remove_file(&file)).map_err(at(&file))?;
    for folder in parents(path) {
        if fs::remove_dir(root.join(folder)).is_err() {
            break;
        }
    }
    Ok(())
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
