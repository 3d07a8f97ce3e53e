//! What a published site was made from, and what its files looked like then: a build of the same inputs has nothing to do, and
//! one of others makes only those files that are made from something else.
//!
//! The stamp lies beside the manifest. It is believed only if it is whole, and of a file only if that still has the size and time
//! it had; that nothing is to be done, only if it was made from the very same inputs and that holds of every file. A file that somebody changed and then gave its old size *and* its old time
//! is taken for unchanged, as `make` and `rsync` take it; whoever cares builds with `--force`.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs;
use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::time::SystemTime;

use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_128;

use crate::disk::Folder;
use crate::publish::OWN_FOLDER;
use crate::publish::error::PublishError;
use crate::publish::error::at;
use crate::publish::guard;
use crate::publish::manifest::Manifest;
use crate::publish::workspace;
use crate::render::Site;

/// Name of the stamp in our own folder, and of the stamp while it is written.
const FILE: &str = "stamp";
const DRAFT: &str = "stamp.draft";
/// First word of the file; another layout is another word.
const LAYOUT: &str = "keybook-stamp-3";

/// What is written down when a site has been published.
#[derive(Clone, Copy)]
pub struct Stamp<'a> {
    /// Print of all the site is made from; one line.
    pub key: &'a str,
    /// Print of what all of it looks like without reading it, where that is sure; one line.
    pub looks: Option<&'a str>,
    /// What the next build of the same inputs has to say again; one line.
    pub told: &'a str,
    /// True if the inputs are, after the site was made, what they were before.
    pub is_current: &'a (dyn Fn() -> bool + Sync),
}

/// What was told when the site in `output` was published from the inputs of this key; `None` if it was not, if a file of it
/// is not as it was, or if a build is at work or was killed: then there is something to do.
///
/// The key is asked for only where what the inputs look like does not say that they are the same.
pub fn told(output: &Path, book: &Path, looks: &str, key: impl FnOnce() -> Option<String>) -> Option<String> {
    let output = guard::resolve(output, book).ok()?;
    if workspace::is_there(&output) {
        return None;
    }
    let text = fs::read_to_string(output.join(OWN_FOLDER).join(FILE)).ok()?;
    let Written {
        key: its_key,
        looks: its_looks,
        told,
        files,
    } = Written::read(&text)?;
    if its_looks != looks && key()? != its_key {
        return None;
    }
    let lines: Vec<&str> = files.lines().collect();
    let folder = Folder::at(&output);
    let stands = |line: &str| {
        let line = Line::read(line)?;
        (look(&folder, line.path)? == line.facts).then_some(())
    };
    let is_fine = lines.par_iter().all(|line| stands(line).is_some());
    is_fine.then(|| told.to_owned())
}

/// A stamp as it was written.
struct Written<'a> {
    key: &'a str,
    looks: &'a str,
    told: &'a str,
    /// A line each.
    files: &'a str,
}

impl Written<'_> {
    /// `None` if it is not whole.
    fn read(text: &str) -> Option<Written<'_>> {
        let (head, rest) = text.split_once('\n')?;
        if head != headline(rest) {
            return None;
        }
        let (key, rest) = rest.split_once('\n')?;
        let (looks, rest) = rest.split_once('\n')?;
        let (told, files) = rest.split_once('\n')?;
        Some(Written {
            key,
            looks,
            told,
            files,
        })
    }
}

/// Size in bytes and time in nanoseconds of a file.
type Facts = (u64, u64);

/// One file of a stamp: `size time print`, a tab, and its path; without a print, what it is made from is not known.
struct Line<'a> {
    facts: Facts,
    print: Option<u64>,
    path: &'a str,
}

impl Line<'_> {
    fn read(line: &str) -> Option<Line<'_>> {
        let (facts, path) = line.split_once('\t')?;
        let mut words = facts.split(' ');
        let facts = (words.next()?.parse().ok()?, words.next()?.parse().ok()?);
        let print = words.next().map(|print| u64::from_str_radix(print, 16));
        Some(Line {
            facts,
            print: print.transpose().ok()?,
            path,
        })
    }
}

/// Files of a published site that need not be made again where they would be made from the same.
#[derive(Debug, Default)]
pub(crate) struct Known(HashMap<String, (Facts, u64)>);

impl Known {
    /// What the stamp in `output` says; nothing where there is none that is whole.
    pub(crate) fn read(output: &Path) -> Known {
        let text = fs::read_to_string(output.join(OWN_FOLDER).join(FILE)).unwrap_or_default();
        let lines = Written::read(&text).map_or("", |written| written.files).lines();
        let files = lines.filter_map(|line| {
            let Line { facts, print, path } = Line::read(line)?;
            Some((path.to_owned(), (facts, print?)))
        });
        Known(files.collect())
    }

    /// True if the file at `path` is what was made from this print, untouched since.
    pub(crate) fn has(&self, path: &str, print: u64, data: &fs::Metadata) -> bool {
        let known = self.0.get(path);
        known.is_some_and(|known| {
            let nanos = data.modified().ok().and_then(nanos);
            nanos.is_some_and(|nanos| *known == ((data.len(), nanos), print))
        })
    }
}

/// True if a stamp lies in `output`, whatever it says.
pub fn is_there(output: &Path, book: &Path) -> bool {
    guard::resolve(output, book).is_ok_and(|output| output.join(OWN_FOLDER).join(FILE).exists())
}

/// The site in `output`, as it was published from these inputs; `None` where [`told`] gives nothing.
pub fn site(output: &Path, book: &Path, looks: &str, key: impl FnOnce() -> Option<String>) -> Option<Site> {
    told(output, book, looks, key)?;
    let output = guard::resolve(output, book).ok()?;
    let paths = Manifest::load(&output).ok()?.files.into_keys();
    Some(Site::of_copies(paths.map(|path| (output.join(&path), path))))
}

/// Writes the stamp of a site that has just been published, or takes an older one away where the inputs moved meanwhile.
pub(crate) fn write(
    output: &Path,
    site: &Site,
    manifest: &Manifest,
    stamp: &Stamp<'_>,
) -> Result<(), PublishError> {
    let folder = output.join(OWN_FOLDER);
    let (path, draft) = (folder.join(FILE), folder.join(DRAFT));
    let body = (stamp.is_current)()
        .then(|| body(output, site, manifest, stamp))
        .flatten();
    let Some(body) = body else {
        return workspace::absent_is_fine(fs::remove_file(&path)).map_err(at(&path));
    };
    let written = File::create(&draft).and_then(|mut file| {
        writeln!(file, "{}", headline(&body))?;
        file.write_all(body.as_bytes())
    });
    written.map_err(at(&draft))?;
    fs::rename(&draft, &path).map_err(at(&path))
}

/// All but the first line; `None` where a file cannot be looked at, or a line would be two.
fn body(output: &Path, site: &Site, manifest: &Manifest, stamp: &Stamp<'_>) -> Option<String> {
    let is_line = |text: &str| !text.contains(['\n', '\r']);
    let paths: Vec<&String> = manifest.files.keys().collect();
    let looks = stamp.looks.unwrap_or("-");
    if ![stamp.key, looks, stamp.told].into_iter().all(is_line) || paths.iter().any(|path| !is_line(path)) {
        return None;
    }
    let folder = Folder::at(output);
    let facts: Option<Vec<Facts>> = paths.par_iter().map(|path| look(&folder, path)).collect();
    let mut body = format!("{}\n{looks}\n{}\n", stamp.key, stamp.told);
    for (path, (size, nanos)) in paths.into_iter().zip(facts?) {
        match site.print(path) {
            Some(print) => writeln!(body, "{size} {nanos} {print:x}\t{path}").ok()?,
            None => writeln!(body, "{size} {nanos}\t{path}").ok()?,
        }
    }
    Some(body)
}

/// Facts of a plain file; `None` for anything else.
fn look(folder: &Folder, path: &str) -> Option<Facts> {
    let facts = folder.look_at_plain(path)?;
    Some((facts.size, nanos(facts.modified?)?))
}

fn nanos(time: SystemTime) -> Option<u64> {
    let since = time.duration_since(SystemTime::UNIX_EPOCH).ok()?;
    u64::try_from(since.as_nanos()).ok()
}

fn headline(body: &str) -> String {
    format!("{LAYOUT} {:032x}", xxh3_128(body.as_bytes()))
}
