//! A book on disk that is compiled again and again, warm and cold side by side.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::path::PathBuf;
use std::time::Duration;
use std::time::SystemTime;

use keybook::app::AppError;
use keybook::app::Changes;
use keybook::app::Compiled;
use keybook::app::Inputs;
use keybook::app::Options;
use keybook::app::Project;
use keybook::app::Session;
use keybook::app::compile;
use keybook::app::compile_inputs;
use keybook::diag::Checked;
use keybook::publish;
use keybook::publish::PublishError;
use keybook::publish::Stamp;
use keybook::publish::Swap;
use keybook::publish::publish;
use keybook::render::Site;
use rayon::prelude::*;

use crate::book::Files;

/// A book, if it has no errors, and what was found of it.
type Found = Checked<Option<Compiled>>;
/// What a compilation gives.
type Outcome = Result<Found, AppError>;

/// A book on disk, a session that remembers it, and a site that is published again and again.
pub struct Desk {
    folder: tempfile::TempDir,
    session: Session,
    /// What is on disk.
    pub files: Files,
    options: Options,
    /// Seconds since files were first written: each write is later than all before, and long ago.
    clock: u64,
    n_looks: usize,
    /// Every page that was made, by its path and the print of what it was made from.
    made: BTreeMap<(String, u64), Vec<u8>>,
    /// How many pages had a print that was known.
    n_known: usize,
}

/// What was seen after an edit.
pub struct Seen {
    /// True if the book has a site.
    pub is_good: bool,
    /// Words of the findings.
    pub codes: BTreeSet<&'static str>,
}

impl Desk {
    /// Writes a book.
    pub fn new(files: Files) -> Desk {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("book");
        let mut desk = Desk {
            session: Session::new(Project {
                root: root.clone(),
                output: root.join("output"),
            }),
            folder,
            files: Files::new(),
            options: Options::default(),
            clock: 0,
            n_looks: 0,
            made: BTreeMap::new(),
            n_known: 0,
        };
        fs::create_dir_all(root.join("content")).unwrap();
        desk.write(files);
        desk
    }

    fn root(&self) -> PathBuf {
        self.folder.path().join("book")
    }

    /// How the book is read from now on.
    pub fn read_with(&mut self, options: Options) {
        self.options = options;
    }

    /// Makes the disk hold these files; gives the paths that changed.
    pub fn write(&mut self, files: Files) -> BTreeSet<PathBuf> {
        let root = self.root();
        let gone = self.files.keys().filter(|path| !files.contains_key(*path));
        let new = files
            .iter()
            .filter(|(path, text)| self.files.get(*path) != Some(text));
        let mut changed = BTreeSet::new();
        for path in gone {
            fs::remove_file(root.join(path)).unwrap();
            for folder in Path::new(path)
                .ancestors()
                .skip(1)
                .filter(|it| it.components().count() > 1)
            {
                drop(fs::remove_dir(root.join(folder)));
            }
            changed.insert(root.join(path));
        }
        for (path, text) in new {
            let path = root.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, text).unwrap();
            self.clock += 1;
            date(&path, self.clock);
            changed.insert(path);
        }
        self.files = files;
        changed
    }

    /// Gives a file another time and the same bytes.
    pub fn touch(&mut self, path: &str) -> PathBuf {
        let path = self.root().join(path);
        self.clock += 1;
        date(&path, self.clock);
        path
    }

    /// Compiles warm, told of what changed, and cold; everything must be the same.
    pub fn look(&mut self, changes: &Changes, is_settled: bool) -> Result<Seen, String> {
        let project = self.session.project().clone();
        let warm = Options {
            settled_before: is_settled.then(SystemTime::now),
            ..self.options.clone()
        };
        let warm = self.session.compile(&warm, changes, &mut |_| {});
        let mut inputs = Inputs::look(&project, &self.options, "a test");
        let cold = match &mut inputs {
            Some(inputs) => compile_inputs(&project, &self.options, inputs, &mut |_| {}),
            None => compile(&project, &self.options, &mut |_| {}),
        };
        let Some((warm, cold)) = alike(warm, cold)? else {
            return Ok(Seen {
                is_good: false,
                codes: BTreeSet::new(),
            });
        };
        let codes = cold.findings.iter().map(|finding| finding.code.word()).collect();
        let (Some(warm), Some(cold)) = (warm.value, cold.value) else {
            return Ok(Seen {
                is_good: false,
                codes,
            });
        };
        let warm = rendered(&warm.site);
        let cold_site = cold.site.clone();
        self.n_looks += 1;
        // Files on disk are slow; what was not published now is published with the next ones.
        let cold = match self.n_looks % 4 {
            0 => rendered_and_published(&cold.site, &project, inputs.as_ref())?,
            _ => rendered(&cold.site),
        };
        same(&warm, &cold, "the session")?;
        self.prints_tell(&cold_site, &cold)?;
        Ok(Seen { is_good: true, codes })
    }

    /// Pages of the same path and the same print have the same bytes, whatever was edited in between.
    fn prints_tell(&mut self, site: &Site, files: &BTreeMap<String, Vec<u8>>) -> Result<(), String> {
        for (path, bytes) in files {
            let Some(print) = site.print(path) else {
                continue;
            };
            let key = (path.clone(), print);
            if let Some(known) = self.made.get(&key) {
                self.n_known += 1;
                let (known, now) = (
                    [(path.clone(), known.clone())].into(),
                    [(path.clone(), bytes.clone())].into(),
                );
                same(&known, &now, "a page of the same print")?;
            } else {
                self.made.insert(key, bytes.clone());
            }
        }
        Ok(())
    }

    /// How many pages were known by their print when they were looked at.
    pub fn n_known(&self) -> usize {
        self.n_known
    }

    /// Publishes into an empty folder; the tree, our own folder included, must be what many warm builds made.
    pub fn look_at_the_output(&self) -> Result<(), String> {
        let mut project = self.session.project().clone();
        let compiled = compile(&project, &self.options, &mut |_| {}).map_err(|error| error.words().en)?;
        let site = compiled.value.ok_or("a book that was good a moment ago")?.site;
        if !publish_to(&site, &project, None)? {
            return Ok(());
        }
        let mut warm = tree(&project.output);
        warm.remove(&format!("{}/stamp", publish::OWN_FOLDER));
        project.output = self.folder.path().join("clean");
        let compiled = compile(&project, &self.options, &mut |_| {}).map_err(|error| error.words().en)?;
        let site = compiled.value.ok_or("a book that was good a moment ago")?.site;
        publish_to(&site, &project, None)?;
        let clean = tree(&project.output);
        fs::remove_dir_all(&project.output).unwrap();
        same(&warm, &clean, "the output")
    }
}

/// A file's time: long ago, so that it counts as settled.
fn date(path: &Path, clock: u64) {
    let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_600_000_000 + clock);
    fs::File::options()
        .append(true)
        .open(path)
        .unwrap()
        .set_modified(time)
        .unwrap();
}

/// Both failed alike, or both give the same findings; the two compilations.
fn alike(warm: Outcome, cold: Outcome) -> Result<Option<(Found, Found)>, String> {
    match (warm, cold) {
        (Ok(warm), Ok(cold)) => {
            if warm.findings != cold.findings {
                let only = |of: &Checked<_>, not: &Checked<_>| -> Vec<String> {
                    let only = of.findings.iter().filter(|it| !not.findings.contains(it));
                    only.map(|it| format!("{} {}: {}", it.place.file, it.code.word(), it.message.en))
                        .collect()
                };
                return Err(format!(
                    "findings differ\nwarm alone: {:#?}\ncold alone: {:#?}",
                    only(&warm, &cold),
                    only(&cold, &warm)
                ));
            }
            if warm.value.is_some() != cold.value.is_some() {
                return Err(format!(
                    "a site warm: {}, cold: {}",
                    warm.value.is_some(),
                    cold.value.is_some()
                ));
            }
            Ok(Some((warm, cold)))
        }
        (Err(warm), Err(cold)) if warm.words() == cold.words() => Ok(None),
        (warm, cold) => {
            let said = |outcome: Outcome| outcome.map(|_| "compiled").map_err(|error| error.words().en);
            Err(format!("warm: {:?}, cold: {:?}", said(warm), said(cold)))
        }
    }
}

/// Every file, or why there is none.
fn rendered(site: &Site) -> BTreeMap<String, Vec<u8>> {
    let paths: Vec<&String> = site.paths().collect();
    let made = paths.par_iter().map(|path| {
        let made = site.make(path).unwrap();
        (
            (*path).clone(),
            made.unwrap_or_else(|error| format!("{error:?}").into_bytes()),
        )
    });
    made.collect()
}

/// Published where the site before this one stands, only what is made from something else being made: what lies there then is
/// what was rendered.
fn rendered_and_published(
    site: &Site,
    project: &Project,
    inputs: Option<&Inputs>,
) -> Result<BTreeMap<String, Vec<u8>>, String> {
    if !publish_to(site, project, inputs)? {
        return Ok(rendered(site));
    }
    let mut tree = tree(&project.output);
    tree.retain(|path, _| !path.starts_with(publish::OWN_FOLDER));
    Ok(tree)
}

/// True if the site was published; false if a page cannot be made, which a theme may bring about.
fn publish_to(site: &Site, project: &Project, inputs: Option<&Inputs>) -> Result<bool, String> {
    let options = publish::Options {
        book: &project.root,
        force: false,
        swap: Swap::WhenPossible,
        spare_from: 1,
        stamp: inputs.map(|inputs| Stamp {
            key: inputs.key().unwrap_or("none"),
            looks: None,
            told: "",
            is_current: &|| true,
        }),
    };
    match publish(site, &project.output, &options) {
        Ok(_) => Ok(true),
        Err(PublishError::Render(_)) => Ok(false),
        Err(error) => Err(error.words().en),
    }
}

fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let walk = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap);
    let files = walk.filter(|entry| entry.file_type().is_file());
    let read = |entry: walkdir::DirEntry| {
        let path = entry.path().strip_prefix(folder).unwrap().display().to_string();
        (path.replace('\\', "/"), fs::read(entry.path()).unwrap())
    };
    files.map(read).collect()
}

/// The same paths with the same bytes; says where they first differ.
fn same(
    warm: &BTreeMap<String, Vec<u8>>,
    cold: &BTreeMap<String, Vec<u8>>,
    what: &str,
) -> Result<(), String> {
    let paths: BTreeSet<&String> = warm.keys().chain(cold.keys()).collect();
    let differs = paths
        .into_iter()
        .filter(|path| warm.get(*path) != cold.get(*path));
    let mut said: Vec<String> = differs
        .map(|path| match (warm.get(path), cold.get(path)) {
            (Some(warm), Some(cold)) => {
                let at = warm.iter().zip(cold).take_while(|(a, b)| a == b).count();
                let around = |bytes: &[u8]| {
                    let from = at.saturating_sub(80);
                    String::from_utf8_lossy(bytes.get(from..(at + 120).min(bytes.len())).unwrap())
                        .into_owned()
                };
                format!(
                    "{path} differs at byte {at}\n  warm: {}\n  cold: {}",
                    around(warm),
                    around(cold)
                )
            }
            (Some(_), None) => format!("{path} should not be there"),
            _ => format!("{path} is missing"),
        })
        .collect();
    said.truncate(5);
    if said.is_empty() {
        Ok(())
    } else {
        Err(format!("{what}: {}", said.join("\n")))
    }
}
