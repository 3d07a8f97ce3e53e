//! From the folder on disk to a planned site, stage by stage.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use std::time::SystemTime;

use jiff::civil::Date;

use crate::app::Changes;
use crate::app::Inputs;
use crate::app::Project;
use crate::app::assets;
use crate::app::changes::ThemeFacts;
use crate::app::changes::theme_facts;
use crate::content;
use crate::content::Memory;
use crate::content::ReadOptions;
use crate::content::layout;
use crate::content::layout::Role;
use crate::content::snapshot;
use crate::content::snapshot::Ahead;
use crate::content::snapshot::Snapshot;
use crate::diag::Checked;
use crate::diag::Finding;
use crate::diag::Words;
use crate::diag::finding::in_order;
use crate::engine;
use crate::engine::Assessment;
use crate::export;
use crate::history;
use crate::history::Head;
use crate::model::book::Book;
use crate::model::id::Id;
use crate::render::Plan;
use crate::render::Site;
use crate::render::plan_again;
use crate::render::route::Route;
use crate::render::site::Recipe;
use crate::render::theme::Theme;
use crate::render::theme::ThemeError;
use crate::words;

/// How old a change must be for the file not to be read again: the clocks of some file systems tick in two seconds.
pub const SETTLED: Duration = Duration::from_secs(4);

/// How a book is compiled.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// The day to read it for, in place of `book.yaml`'s.
    pub as_of: Option<Date>,
    /// True to take drafts in.
    pub drafts: bool,
    /// Where the site will stand, in place of `book.yaml`'s.
    pub base_url: Option<String>,
    /// A file changed before this moment and remembered is not read again; `None` reads every file. A few seconds before
    /// the call, longer than the clock of the file system is coarse.
    pub settled_before: Option<SystemTime>,
    /// Where the texts of pages are kept.
    pub texts: Texts,
}

/// Where the texts of pages are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Texts {
    /// In memory.
    #[default]
    Held,
    /// In their files until their pages are made, for a site that is made once; one that changes meanwhile is an error of
    /// every page.
    Left,
    /// What a session reads first, where there are more files than this: in their files until [`Book::hold_texts`]. The page
    /// of a text that changes before is made without it, and says so.
    LeftAtFirst(usize),
}

/// A book and what was computed of it.
#[derive(Debug, Clone)]
pub struct Assessed {
    /// The book.
    pub book: Arc<Book>,
    /// What was computed.
    pub assessment: Arc<Assessment>,
    /// The commit it stands at, if it is in a repository.
    pub head: Option<Head>,
}

/// A book with its planned site.
#[derive(Clone)]
pub struct Compiled {
    /// The book.
    pub book: Arc<Book>,
    /// What was computed.
    pub assessment: Arc<Assessment>,
    /// The site, not yet made.
    pub site: Site,
}

impl Compiled {
    /// The page made from a file that may have changed, by its path in the site; the last of several.
    pub fn page_of(&self, project: &Project, changes: &Changes) -> Option<String> {
        let Changes::Paths(paths) = changes else {
            return None;
        };
        let first = self.book.settings.first_language();
        let page = |path: &PathBuf| {
            let file = path
                .strip_prefix(&project.root)
                .ok()?
                .to_str()?
                .replace('\\', "/");
            let Role::Thing { kind, stem, .. } = layout::role(&file) else {
                return None;
            };
            Some(Route::One(kind, Id::new(&stem)?).path(first, first))
        };
        let is_there = |path: &String| self.site.has(path);
        paths.iter().rev().filter_map(page).find(is_there)
    }
}

/// A stage that has just ended; for whoever holds a clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// The folders were listed.
    Snapshot,
    /// The files were read and checked.
    Read,
    /// The models were computed.
    Assess,
    /// The theme was loaded and the site planned.
    Plan,
}

/// Why there is no book or no site, apart from what its authors can mend.
#[derive(Debug)]
pub enum AppError {
    /// The machine said no; the message has the path.
    Disk(io::Error),
    /// The theme cannot be used.
    Theme(ThemeError),
}

impl AppError {
    /// What is wrong and what to do, in both languages.
    pub fn words(&self) -> Words {
        match self {
            AppError::Disk(error) => words!("{error}", "{error}"),
            AppError::Theme(error) => words!("{error}", "{error}"),
        }
    }
}

/// Reads, checks and computes a book.
///
/// # Errors
/// The machine. What the authors can mend is in the findings; with an error among them the
/// value may be `None`.
pub fn assess(
    project: &Project,
    options: &Options,
    ended: &mut dyn FnMut(Stage),
) -> Result<Checked<Option<Assessed>>, AppError> {
    let known = &mut Known::default();
    let Checked { value, findings } = assess_with(project, options, known, |_, _| (), ended)?;
    let value = value.map(|(assessed, ())| assessed);
    Ok(Checked { value, findings })
}

/// Path in the site, and the file that is copied there.
type Statics = Arc<Vec<(String, PathBuf)>>;

/// What was found of a project before. Whatever is taken out of it is looked up again.
#[derive(Default)]
pub(super) struct Known {
    /// Files as they were read.
    pub(super) memory: Memory,
    /// The book, and what was computed of it.
    pub(super) assessed: Option<(Arc<Book>, Arc<Assessment>)>,
    /// The files there are.
    pub(super) snapshot: Option<Snapshot>,
    /// The same, to be confirmed when they are first wanted.
    pub(super) ahead: Option<Ahead>,
    /// The commit, and what git's own files looked like.
    pub(super) head: Option<Option<Head>>,
    pub(super) repository: Vec<(u64, Option<SystemTime>)>,
    /// The theme, and what the book's own themes looked like.
    pub(super) theme: Option<Arc<Theme>>,
    pub(super) theme_facts: ThemeFacts,
    /// True in a session: what is made for one state of the book may serve the next.
    pub(super) is_kept: bool,
    /// The site that was planned last.
    pub(super) site: Option<Site>,
    /// Hashes of the files, where they were read once and forgotten.
    pub(super) hashes: BTreeMap<Arc<str>, u128>,
    /// Files to copy, and the outline of the book of which they are.
    pub(super) statics: Option<(u64, Statics)>,
}

/// `beside` is done while the models are computed, with the book and the theme that is known.
fn assess_with<T: Send>(
    project: &Project,
    options: &Options,
    known: &mut Known,
    beside: impl FnOnce(&Book, Option<&Arc<Theme>>) -> T + Send,
    ended: &mut dyn FnMut(Stage),
) -> Result<Checked<Option<(Assessed, T)>>, AppError> {
    let head = known.head.take();
    if head.is_none() {
        known.repository = history::mark(&project.root);
    }
    let is_first = known.memory.is_empty();
    let ahead = known.ahead.take().filter(|_| is_first);
    // Git takes as long as the look through the folders.
    let (head, snapshot) = rayon::join(
        || head.unwrap_or_else(|| history::head(&project.root)),
        || match known.snapshot.take() {
            Some(snapshot) => Ok(snapshot),
            None if is_first => match ahead.and_then(Ahead::confirmed) {
                Some(snapshot) => Ok(snapshot),
                None => snapshot::list(&project.root).map_err(AppError::Disk),
            },
            None => snapshot::take(&project.root).map_err(AppError::Disk),
        },
    );
    known.head = Some(head.clone());
    let memory = &mut known.memory;
    let snapshot = known.snapshot.insert(snapshot?);
    match options.texts {
        Texts::Left => snapshot.leave_texts(),
        Texts::LeftAtFirst(most) if is_first && snapshot.files.len() > most => snapshot.lend_texts(),
        Texts::LeftAtFirst(_) | Texts::Held => {}
    }
    snapshot.settled_before = options.settled_before;
    ended(Stage::Snapshot);
    let reading = ReadOptions {
        as_of: options.as_of,
        fallback_as_of: head.as_ref().map(|head| head.date),
        drafts: options.drafts,
        base_url: options.base_url.clone(),
    };
    let Checked {
        value: book,
        mut findings,
    } = content::read(snapshot, &reading, memory);
    snapshot.hold_texts();
    if !known.is_kept {
        // What comes now finds room where this was.
        known.hashes = memory.forget();
    }
    ended(Stage::Read);
    snapshot.touched = Some(BTreeSet::new());
    let is_kept = known.is_kept;
    let mut learn = || {
        if is_kept {
            snapshot.learn(memory.facts());
        }
    };
    let Some(book) = book else {
        learn();
        in_order(&mut findings);
        return Ok(Checked {
            value: None,
            findings,
        });
    };
    let before = known.assessed.take();
    let assess = || match before {
        Some((before, assessment)) => engine::assess_again(&book, &before, &assessment),
        None => engine::assess(&book),
    };
    let theme = known.theme.as_ref();
    let (assessment, beside) = rayon::join(assess, || {
        learn();
        beside(&book, theme)
    });
    let assessment = Arc::new(assessment);
    known.assessed = Some((Arc::clone(&book), Arc::clone(&assessment)));
    ended(Stage::Assess);
    findings.extend(assessment.findings.iter().cloned());
    in_order(&mut findings);
    let value = Assessed {
        book,
        assessment,
        head,
    };
    Ok(Checked {
        value: Some((value, beside)),
        findings,
    })
}

/// Reads, checks and computes a book, and plans its site unless an error was found.
///
/// # Errors
/// As [`assess`], or the theme cannot be used.
pub fn compile(
    project: &Project,
    options: &Options,
    ended: &mut dyn FnMut(Stage),
) -> Result<Checked<Option<Compiled>>, AppError> {
    compile_with(project, options, &mut Known::default(), ended)
}

/// The same of inputs that were looked at before, which are then known as they were read.
///
/// # Errors
/// As [`compile`].
pub fn compile_inputs(
    project: &Project,
    options: &Options,
    inputs: &mut Inputs,
    ended: &mut dyn FnMut(Stage),
) -> Result<Checked<Option<Compiled>>, AppError> {
    let mut known = Known {
        snapshot: Some(inputs.snapshot().clone()),
        head: Some(inputs.head().cloned()),
        ..Known::default()
    };
    let mut compiled = compile_with(project, options, &mut known, ended)?;
    if inputs.key().is_none() {
        inputs.read(&known.hashes);
    }
    if let (Some(compiled), Some(beside)) = (&mut compiled.value, inputs.beside_dossiers()) {
        compiled.site.is_made_from(beside, &|file| inputs.hash_of(file));
    }
    Ok(compiled)
}

/// Compiles with what was found before.
pub(super) fn compile_with(
    project: &Project,
    options: &Options,
    known: &mut Known,
    ended: &mut dyn FnMut(Stage),
) -> Result<Checked<Option<Compiled>>, AppError> {
    let load = |book: &Book, known: Option<&Arc<Theme>>| theme(project, &book.settings.theme, known);
    let assessed = assess_with(project, options, known, load, ended)?;
    let is_broken = assessed.has_errors();
    let Checked { value, mut findings } = assessed;
    let Some((assessed, (theme, looks))) = value.filter(|_| !is_broken) else {
        return Ok(Checked {
            value: None,
            findings,
        });
    };
    let Assessed {
        book,
        assessment,
        head,
    } = assessed;
    let theme = theme.map_err(AppError::Theme)?;
    known.theme = Some(Arc::clone(&theme));
    if let Some(looks) = looks {
        known.theme_facts = looks;
    }
    let all_findings = Arc::new(findings.clone());
    let statics = statics(project, &book, known);
    let input = Plan {
        book: Arc::clone(&book),
        assessment: Arc::clone(&assessment),
        findings: Arc::clone(&all_findings),
        theme,
        commit: head.map(|head| head.hash),
        statics,
        export: Some(export_recipe(&book, &assessment, all_findings)),
        is_kept: known.is_kept,
    };
    let site = plan_again(input, known.site.as_ref());
    known.site = Some(site.clone());
    ended(Stage::Plan);
    findings.extend(site.findings.iter().cloned());
    in_order(&mut findings);
    let value = (!findings.iter().any(Finding::is_error)).then_some(Compiled {
        book,
        assessment,
        site,
    });
    Ok(Checked { value, findings })
}

/// The theme of this name; where it is not the one that is known, what the book's own themes looked like before it was read.
fn theme(project: &Project, name: &str, known: Option<&Arc<Theme>>) -> (Loaded, Option<ThemeFacts>) {
    if let Some(theme) = known.filter(|theme| theme.name == name) {
        return (Ok(Arc::clone(theme)), None);
    }
    let looks = theme_facts(&project.root);
    (Theme::shared(&project.root, name), Some(looks))
}

type Loaded = Result<Arc<Theme>, ThemeError>;

/// Files to copy; those of the last time while nothing changed that they hang on.
fn statics(project: &Project, book: &Book, known: &mut Known) -> Statics {
    let outline = known.memory.outline();
    if let Some((of, statics)) = &known.statics
        && *of == outline
    {
        return Arc::clone(statics);
    }
    let files = known.snapshot.iter().flat_map(|snapshot| snapshot.files.keys());
    let statics = Arc::new(assets::of(project, book, files));
    known.statics = Some((outline, Arc::clone(&statics)));
    statics
}

/// Makes `data/book.json`.
fn export_recipe(book: &Arc<Book>, assessment: &Arc<Assessment>, findings: Arc<Vec<Finding>>) -> Recipe {
    let (book, assessment) = (Arc::clone(book), Arc::clone(assessment));
    Arc::new(move || {
        let lang = book.settings.first_language();
        Ok(export::json(&book, &assessment, &findings, lang).into_bytes())
    })
}
