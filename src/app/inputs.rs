//! Everything a site is made from, as one print: the same print is the same site.
//!
//! Files count by path and bytes, not by time; the commit, the options and the program that builds count too.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::SystemTime;

use rayon::prelude::*;
use xxhash_rust::xxh3::Xxh3;
use xxhash_rust::xxh3::xxh3_128;

use crate::app::Options;
use crate::app::Project;
use crate::app::session::theme_facts;
use crate::content::snapshot;
use crate::content::snapshot::FileFacts;
use crate::content::snapshot::Snapshot;
use crate::history;

/// The inputs of a site at one moment.
pub struct Inputs {
    root: PathBuf,
    /// What they look like without reading them.
    facts: Facts,
    /// What counts beside the files.
    how: [String; 2],
    key: Option<String>,
}

/// Sizes and times: of the content, of the themes, of the marks of git.
type Facts = (
    Snapshot,
    Vec<(PathBuf, FileFacts)>,
    Vec<(u64, Option<SystemTime>)>,
);

impl Inputs {
    /// Looks at all inputs, and reads none of them yet; `program` says which program builds. `None` where they cannot be
    /// listed: whoever builds will say why.
    pub fn look(project: &Project, options: &Options, program: &str) -> Option<Inputs> {
        let Options {
            as_of,
            drafts,
            base_url,
            leaves_texts: _,
            settled_before: _,
        } = options;
        let root = &project.root;
        let facts = facts(root)?;
        let commit = history::head(root);
        Some(Inputs {
            root: root.clone(),
            facts,
            how: [
                program.to_owned(),
                format!("{as_of:?} {drafts} {base_url:?} {commit:?}"),
            ],
            key: None,
        })
    }

    /// Reads all inputs. `None` where one cannot be read.
    pub fn take(project: &Project, options: &Options, program: &str) -> Option<Inputs> {
        let mut inputs = Inputs::look(project, options, program)?;
        inputs.read(&BTreeMap::new());
        inputs.key.is_some().then_some(inputs)
    }

    /// Makes the print; what is among the hashes, by path, need not be read again. The inputs may have changed since they
    /// were looked at: see [`Inputs::are_current`].
    pub fn read(&mut self, known: &BTreeMap<Arc<str>, u128>) {
        let (content, themes, _) = &self.facts;
        let hash = |path: &Path| Some(xxh3_128(&fs::read(path).ok()?));
        let content: Vec<&Arc<str>> = content.files.keys().collect();
        let hashes: Option<Vec<u128>> = content
            .par_iter()
            .map(|path| {
                known
                    .get(*path)
                    .copied()
                    .or_else(|| hash(&self.root.join(&***path)))
            })
            .collect();
        let of_themes: Option<Vec<u128>> = themes.iter().map(|(path, _)| hash(path)).collect();
        let Some((hashes, of_themes)) = hashes.zip(of_themes) else {
            return;
        };
        let mut all = Xxh3::new();
        // Each piece by its length first, so that no two lists of pieces read alike.
        let mut add = |piece: &[u8]| {
            all.update(&piece.len().to_le_bytes());
            all.update(piece);
        };
        for how in &self.how {
            add(how.as_bytes());
        }
        for (path, hash) in content.into_iter().zip(hashes) {
            add(path.as_bytes());
            add(&hash.to_le_bytes());
        }
        for ((path, _), hash) in themes.iter().zip(of_themes) {
            let below = path.strip_prefix(&self.root).unwrap_or(path);
            add(below.to_string_lossy().as_bytes());
            add(&hash.to_le_bytes());
        }
        self.key = Some(format!("{:032x}", all.digest128()));
    }

    /// Their print, in hexadecimal; `None` as long as they were not read.
    pub fn key(&self) -> Option<&str> {
        self.key.as_deref()
    }

    /// The content as it was listed.
    pub fn snapshot(&self) -> &Snapshot {
        &self.facts.0
    }

    /// True if no file and no mark of git changed since they were looked at.
    pub fn are_current(&self) -> bool {
        let (content, themes, marks) = &self.facts;
        facts(&self.root).is_some_and(|(files, now, mark)| {
            files.files == content.files && now == *themes && mark == *marks
        })
    }
}

fn facts(root: &Path) -> Option<Facts> {
    Some((snapshot::take(root).ok()?, theme_facts(root), history::mark(root)))
}
