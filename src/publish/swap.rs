//! Puts a staged site in the old one's place: in one step, or file by file with a journal.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::publish::Placed;
use crate::publish::change::Change;
use crate::publish::change::link_kept;
use crate::publish::error::PublishError;
use crate::publish::error::at;
use crate::publish::one_by_one;
use crate::publish::recover;
use crate::publish::spare;
use crate::publish::workspace::Workspace;

/// Puts the staged site in place.
pub(crate) fn place(workspace: &mut Workspace, change: &Change) -> Result<Placed, PublishError> {
    if workspace.can_exchange && at_once(workspace, change)? {
        return Ok(Placed::AtOnce);
    }
    one_by_one::place(workspace, change)?;
    Ok(Placed::FileByFile)
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
