//! Everything a site is made from, as one print: the same print is the same site.
//!
//! Files count by path and bytes, not by time; the commit, the options and the program that builds count too.

use std::fs;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;

use rayon::prelude::*;
use xxhash_rust::xxh3::Xxh3;
use xxhash_rust::xxh3::xxh3_128;

use crate::app::Options;
use crate::app::Project;
use crate::app::session::theme_facts;
use crate::content::snapshot;
use crate::content::snapshot::FileFacts;
use crate::history;

/// The inputs of a site at one moment.
pub struct Inputs {
    root: PathBuf,
    key: String,
    facts: Facts,
}

/// What the inputs look like without reading them.
type Facts = (
    Vec<(Arc<str>, FileFacts)>,
    Vec<(PathBuf, FileFacts)>,
    Vec<(u64, Option<std::time::SystemTime>)>,
);

impl Inputs {
    /// Reads all inputs; `program` says which program builds. `None` where one cannot be read: whoever builds will say why.
    pub fn take(project: &Project, options: &Options, program: &str) -> Option<Inputs> {
        let root = &project.root;
        let facts = facts(root)?;
        let (content, themes, _) = &facts;
        let files = content
            .iter()
            .map(|(path, _)| (path.to_string(), root.join(&**path)));
        let themes = themes
            .iter()
            .map(|(path, _)| (path.display().to_string(), path.clone()));
        let files: Vec<(String, PathBuf)> = files.chain(themes).collect();
        let hashes: Option<Vec<u128>> = files
            .par_iter()
            .map(|(_, path)| Some(xxh3_128(&fs::read(path).ok()?)))
            .collect();
        let mut all = Xxh3::new();
        // Each piece by its length first, so that no two lists of pieces read alike.
        let mut add = |piece: &[u8]| {
            all.update(&piece.len().to_le_bytes());
            all.update(piece);
        };
        let Options {
            as_of,
            drafts,
            base_url,
            leaves_texts: _,
            settled_before: _,
        } = options;
        add(program.as_bytes());
        add(format!("{as_of:?} {drafts} {base_url:?} {:?}", history::head(root)).as_bytes());
        for ((path, _), hash) in files.iter().zip(hashes?) {
            let below = path.strip_prefix(&*root.to_string_lossy()).unwrap_or(path);
            add(below.as_bytes());
            add(&hash.to_le_bytes());
        }
        Some(Inputs {
            root: root.clone(),
            key: format!("{:032x}", all.digest128()),
            facts,
        })
    }

    /// Their print, in hexadecimal.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// True if no file and no mark of git changed since they were read.
    pub fn are_current(&self) -> bool {
        facts(&self.root).is_some_and(|now| now == self.facts)
    }
}

fn facts(root: &Path) -> Option<Facts> {
    let content = snapshot::take(root).ok()?.files.into_iter().collect();
    Some((content, theme_facts(root), history::mark(root)))
}
