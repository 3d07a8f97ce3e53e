//! The only writer: puts a planned site into the output folder, whole or not at all.
//!
//! In: a [`Site`] and a folder. Out: the same folder with the site in it, and a [`Report`] of what had to be touched.
//! Never: deletes or overwrites a file it did not write, follows a symbolic link out of the folder, writes a file in place,
//! touches an unchanged file, or leaves half a site behind.
//!
//! Files are rendered in parallel and streamed to a stage beside the output, so memory does not grow with the site.
//! Then the stage and the output are exchanged in one step ([`swap`]); where that cannot be had, file by file with a
//! journal ([`one_by_one`]).
//! Beside a large site its last folders are kept for the next build ([`spare`]).

mod change;
pub mod error;
mod guard;
mod journal;
mod manifest;
mod one_by_one;
mod recover;
mod spare;
mod stage;
pub mod stamp;
mod survey;
mod swap;
mod workspace;

use std::collections::BTreeSet;
use std::path::Path;
use std::path::PathBuf;

use crate::render::Site;

pub use crate::publish::error::PublishError;
pub use crate::publish::spare::SPARE_FROM;
pub use crate::publish::stamp::Stamp;

use crate::publish::change::Change;
use crate::publish::journal::Journal;
use crate::publish::manifest::Manifest;
use crate::publish::survey::Survey;
use crate::publish::workspace::Workspace;

/// Our own folder inside the output.
pub const OWN_FOLDER: &str = ".keybook";

/// How a site is published.
#[derive(Clone, Copy)]
pub struct Options<'a> {
    /// Root of the book: the output may neither hold it nor lie in its input folders.
    pub book: &'a Path,
    /// True to overwrite files of others that stand where the site needs a path.
    pub force: bool,
    /// Whether the folders may be exchanged.
    pub swap: Swap,
    /// Files a site has at least for its last folders to be kept for the next build; see [`SPARE_FROM`].
    pub spare_from: usize,
    /// What to write down for the next build of the same inputs, if anything.
    pub stamp: Option<Stamp<'a>>,
}

/// How the new site may take the old one's place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Swap {
    /// In one step where the file system can, else file by file.
    WhenPossible,
    /// File by file: the folder itself stays the same one, as a mounted folder needs.
    FileByFile,
}

/// What a publication touched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Files written, new or changed.
    pub n_written: usize,
    /// Files that stood already as they should.
    pub n_unchanged: usize,
    /// Files that were made to see whether they change; the others are made from what they were made from before.
    pub n_made: usize,
    /// Files of an earlier build that are gone now.
    pub n_removed: usize,
    /// Bytes of the whole site.
    pub n_bytes: u64,
    /// How the site got in place.
    pub placed: Placed,
}

/// How a site got in place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Placed {
    /// Nothing had changed, nothing was touched.
    Untouched,
    /// In one step: a reader saw the old site or the new one.
    AtOnce,
    /// File by file: for a moment a reader may have seen pages of both.
    FileByFile,
}

/// Renders every file of `site` and puts them into `output`.
///
/// # Errors
/// Whatever keeps the site from being published whole. The last good site then stands untouched, except when the
/// file-by-file way is interrupted by the machine: then the next call finishes it.
pub fn publish(site: &Site, output: &Path, options: &Options) -> Result<Report, PublishError> {
    let output = guard::resolve(output, options.book)?;
    guard::check_paths(site)?;
    let mut workspace = Workspace::open(&output, options.swap)?;
    recover::recover(&mut workspace, &output)?;
    let before = match Manifest::load(&output) {
        Err(_) if options.force => Manifest::default(),
        loaded => loaded?,
    };
    let survey = Survey::take(&output, &before)?;
    let forced = survey.check_room(site, options.force)?;

    Journal::staging(&before, site, forced).write(&workspace)?;
    let known = match (&options.stamp, options.force) {
        (Some(_), false) => stamp::Known::read(&output),
        _ => stamp::Known::default(),
    };
    let standing = stage::Standing {
        before: &before,
        survey: &survey,
        known: &known,
    };
    let staged = stage::render(site, &output, &standing, &workspace)?;
    let obsolete = survey.obsolete(&output, &before, site);
    let report = |placed| Report {
        n_written: staged.written.len(),
        n_unchanged: site.len() - staged.written.len(),
        n_made: staged.n_made,
        n_removed: obsolete.len(),
        n_bytes: staged.manifest.n_bytes(),
        placed,
    };
    let stamp = || match &options.stamp {
        Some(stamp) => stamp::write(&output, site, &staged.manifest, stamp),
        None => Ok(()),
    };
    if staged.written.is_empty() && before == staged.manifest {
        workspace.discard()?;
        stamp()?;
        return Ok(report(Placed::Untouched));
    }
    staged.manifest.write(&workspace.site())?;
    let change = Change {
        output: &output,
        manifest: &staged.manifest,
        spare_from: options.spare_from,
        written: &staged.written,
        obsolete: &obsolete,
        kept: &stage::kept(site, &survey, &staged.written, &obsolete),
    };
    let placed = swap::place(&mut workspace, &change)?;
    stamp()?;
    Ok(report(placed))
}

/// Paths of the site, or of the output, relative and with the system's separators.
type Paths = BTreeSet<PathBuf>;

#[cfg(test)]
mod laws;
