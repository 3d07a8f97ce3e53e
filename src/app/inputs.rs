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
use xxhash_rust::xxh3::xxh3_128;

use crate::app::Options;
use crate::app::Project;
use crate::app::assets;
use crate::app::changes::theme_facts;
use crate::content::layout;
use crate::content::layout::Role;
use crate::content::snapshot;
use crate::content::snapshot::Snapshot;
use crate::disk::FileFacts;
use crate::history;
use crate::history::Head;
use crate::model::book::PageKind;
use crate::print::Print;

/// The inputs of a site at one moment.
pub struct Inputs {
    root: PathBuf,
    /// What they look like without reading them.
    facts: Facts,
    /// What counts beside the files.
    how: How,
    /// Print of both.
    looks: String,
    is_settled: bool,
    read: Option<Read>,
    /// The commit they stand at.
    head: Option<Head>,
}

/// What counts beside the files.
struct How {
    /// The program that builds.
    program: String,
    /// How the book is read.
    options: String,
    /// The commit it stands at.
    head: String,
}

impl How {
    fn all(&self) -> [&String; 3] {
        [&self.program, &self.options, &self.head]
    }
}

/// What reading the inputs gives.
struct Read {
    /// Print of them all, in hexadecimal.
    key: String,
    /// xxh3 of each file of the content, in the order of their paths.
    content: Vec<(Arc<str>, u128)>,
    /// The same of each file of the themes.
    themes: Vec<u128>,
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
            texts: _,
            settled_before,
        } = options;
        let root = &project.root;
        let facts = facts(root)?;
        let head = history::head(root);
        let how = How {
            program: program.to_owned(),
            options: format!("{as_of:?} {drafts} {base_url:?}"),
            head: format!("{head:?}"),
        };
        let is_settled = |file: &FileFacts| settled_before.is_some_and(|before| file.is_settled(before));
        let (content, themes, _) = &facts;
        Some(Inputs {
            root: root.clone(),
            looks: looks(&how, &facts),
            is_settled: content.files.values().all(is_settled)
                && themes.iter().all(|(_, file)| is_settled(file)),
            facts,
            how,
            read: None,
            head,
        })
    }

    /// Makes the print, unless a file cannot be read; what is among the hashes, by path, need not be read again. The inputs may have changed since they
    /// were looked at: see [`Inputs::are_current`].
    pub fn read(&mut self, known: &BTreeMap<Arc<str>, u128>) {
        let (content, themes, _) = &self.facts;
        let hash = |path: &Path| Some(xxh3_128(&fs::read(path).ok()?));
        let content: Vec<&Arc<str>> = content.files.keys().collect();
        let hashes: Option<Vec<(Arc<str>, u128)>> = content
            .par_iter()
            .map(|path| {
                let known = known.get(*path).copied();
                let hash = known.or_else(|| hash(&self.root.join(&***path)))?;
                Some((Arc::clone(path), hash))
            })
            .collect();
        let of_themes: Option<Vec<u128>> = themes.iter().map(|(path, _)| hash(path)).collect();
        let Some((content, themes)) = hashes.zip(of_themes) else {
            return;
        };
        let mut print = Print::default();
        for how in self.how.all() {
            print.add(how.as_bytes());
        }
        for (path, hash) in &content {
            print.add(path.as_bytes());
            print.add(&hash.to_le_bytes());
        }
        self.add_themes(&themes, &mut print);
        self.read = Some(Read {
            key: print.text(),
            content,
            themes,
        });
    }

    fn add_themes(&self, hashes: &[u128], print: &mut Print) {
        for ((path, _), hash) in self.facts.1.iter().zip(hashes) {
            let below = path.strip_prefix(&self.root).unwrap_or(path);
            print.add(below.to_string_lossy().as_bytes());
            print.add(&hash.to_le_bytes());
        }
    }

    /// Print of what they look like without reading them, in hexadecimal.
    pub fn looks(&self) -> &str {
        &self.looks
    }

    /// The same, if inputs that look so later are sure to be these: `None` where a file was changed so shortly before that
    /// the clock of the file system may not tell it from its next state.
    pub fn sure_looks(&self) -> Option<&str> {
        self.is_settled.then_some(&self.looks)
    }

    /// Their print, in hexadecimal; `None` as long as they were not read.
    pub fn key(&self) -> Option<&str> {
        self.read.as_ref().map(|read| read.key.as_str())
    }

    /// Print of all of them but the dossiers, the files that are only copied, and the commit; `None` as long as they were not read.
    pub fn beside_dossiers(&self) -> Option<u64> {
        let Read { content, themes, .. } = self.read.as_ref()?;
        let mut print = Print::default();
        print.add(self.how.program.as_bytes());
        print.add(self.how.options.as_bytes());
        for (path, hash) in content.iter().filter(|(path, _)| is_beside(path)) {
            print.add(path.as_bytes());
            print.add(&hash.to_le_bytes());
        }
        self.add_themes(themes, &mut print);
        Some(print.number())
    }

    /// xxh3 of a file of the content, by its path from the book's root; `None` as long as they were not read.
    pub fn hash_of(&self, path: &str) -> Option<u128> {
        let content = &self.read.as_ref()?.content;
        let at = content.binary_search_by(|(file, _)| (**file).cmp(path)).ok()?;
        content.get(at).map(|(_, hash)| *hash)
    }

    /// The content as it was listed.
    pub fn snapshot(&self) -> &Snapshot {
        &self.facts.0
    }

    /// The commit they stand at, if there is one.
    pub fn head(&self) -> Option<&Head> {
        self.head.as_ref()
    }

    /// True if no file and no mark of git changed since they were looked at.
    pub fn are_current(&self) -> bool {
        let (content, themes, marks) = &self.facts;
        facts(&self.root).is_some_and(|(files, now, mark)| {
            files.files == content.files && now == *themes && mark == *marks
        })
    }
}

/// True for a file that is neither a dossier nor only copied.
fn is_beside(path: &str) -> bool {
    let is_own = matches!(
        layout::role(path),
        Role::Attachment(_)
            | Role::Thing {
                kind: PageKind::Account,
                ..
            }
    );
    !is_own && !path.starts_with(assets::STATIC)
}

fn looks(how: &How, (content, themes, marks): &Facts) -> String {
    let mut print = Print::default();
    for how in how.all() {
        print.add(how.as_bytes());
    }
    print.add(format!("{marks:?}").as_bytes());
    let mut add = |path: &[u8], file: &FileFacts| {
        let nanos = |time: SystemTime| Some(time.duration_since(SystemTime::UNIX_EPOCH).ok()?.as_nanos());
        print.add(path);
        print.add(&file.size.to_le_bytes());
        for time in [file.modified, file.changed] {
            print.add(&time.and_then(nanos).unwrap_or_default().to_le_bytes());
        }
    };
    for (path, file) in &content.files {
        add(path.as_bytes(), file);
    }
    for (path, file) in themes {
        add(path.to_string_lossy().as_bytes(), file);
    }
    print.text()
}

fn facts(root: &Path) -> Option<Facts> {
    Some((snapshot::take(root).ok()?, theme_facts(root), history::mark(root)))
}
