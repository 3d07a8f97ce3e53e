//! The site as a plan: which paths exist, and what each is. Files are made one at a time, when they are asked for.

use std::fmt;
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use std::time::Instant;

use crate::chart;
use crate::diag::Finding;
use crate::diag::Lang;
use crate::model::few::Few;
use crate::model::markdown::Changed;
use crate::render::counts::build_json;
use crate::render::leaf;
use crate::render::plan::ASSETS;
use crate::render::prints::Prints;
use crate::render::route::Route;
use crate::render::scope::Shared;
use crate::render::search;
use crate::render::search::Indexes;
use crate::render::search::Part;

/// A file of the site that cannot be made; names the page and the template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RenderError {
    /// Path of the page in the site.
    pub path: String,
    /// What the template engine says, with template, line and column.
    pub message: String,
}

/// The bytes of a file, or why there are none.
pub type Made = Result<Vec<u8>, RenderError>;

/// Makes one file by itself: a pure function of what it has captured.
pub type Recipe = Arc<dyn Fn() -> Made + Send + Sync>;

/// What one file of the site is.
#[derive(Clone)]
pub enum File {
    /// A page of the theme.
    Page(Lang, Route),
    /// The old place of a page, which leads to it.
    Redirect(Lang, Route),
    /// The page for what is not there.
    Missing,
    /// A part of a language's search.
    Search(Lang, Part),
    /// Counts, for machines.
    Build,
    /// The whole book, for machines.
    Export,
    /// The charts' stylesheet.
    ChartStyles,
    /// Bytes of the theme.
    Bytes(Arc<[u8]>),
    /// A file that is copied as it is.
    Copy(PathBuf),
    /// Made by itself.
    Made(Recipe),
}

/// Paths from the site's root, with `/`, and what is there: `accounts/north-bank/index.html`.
pub type Files = Few<String, File>;

/// Hears of every file that is made, and how long it took.
pub type Listener = Arc<dyn Fn(&str, Duration) + Send + Sync>;

/// A whole site, not yet made. A copy shares everything.
#[derive(Clone, Default)]
pub struct Site {
    files: Arc<Files>,
    source: Option<Arc<Source>>,
    listener: Option<Listener>,
    prints: Option<Arc<Prints>>,
    /// Doubts that only planning shows.
    pub findings: Vec<Finding>,
}

/// What the files of a site are made from.
pub(super) struct Source {
    /// What every page shares.
    pub(super) shared: Arc<Shared>,
    /// Makes `data/book.json`.
    pub(super) export: Option<Recipe>,
    /// Path in the site, and the file that is copied there.
    pub(super) statics: Arc<Vec<(String, PathBuf)>>,
    /// The indexes of search, made when first asked for.
    pub(super) indexes: Indexes,
}

impl Site {
    /// A site of files that make themselves.
    pub fn of(files: impl IntoIterator<Item = (String, Recipe)>) -> Site {
        let files = files.into_iter().map(|(path, recipe)| (path, File::Made(recipe)));
        Site {
            files: Arc::new(files.collect()),
            ..Site::default()
        }
    }

    /// A site of files that lie somewhere already: where, and the path in the site.
    pub fn of_copies(files: impl IntoIterator<Item = (PathBuf, String)>) -> Site {
        let files = files.into_iter().map(|(source, path)| (path, File::Copy(source)));
        Site {
            files: Arc::new(files.collect()),
            ..Site::default()
        }
    }

    pub(super) fn planned(files: Arc<Files>, source: Source, findings: Vec<Finding>) -> Site {
        Site {
            files,
            source: Some(Arc::new(source)),
            listener: None,
            prints: None,
            findings,
        }
    }

    pub(super) fn files(&self) -> &Arc<Files> {
        &self.files
    }

    pub(super) fn source(&self) -> Option<&Arc<Source>> {
        self.source.as_ref()
    }

    /// True if its files of the theme are those of another site, as far as that can be told without making them.
    pub fn has_the_assets_of(&self, other: &Site) -> bool {
        let themes = self.source.as_ref().zip(other.source.as_ref());
        themes.is_some_and(|(here, there)| {
            let is_asset = |(path, _): &(String, PathBuf)| path.starts_with(ASSETS);
            Arc::ptr_eq(&here.shared.theme, &there.shared.theme)
                && !here.statics.iter().chain(&*there.statics).any(is_asset)
        })
    }

    /// Every path, in order.
    pub fn paths(&self) -> impl ExactSizeIterator<Item = &String> {
        self.files.keys()
    }

    /// Every path that begins so, in order.
    pub fn below<'a>(&'a self, start: &'a str) -> impl Iterator<Item = &'a String> {
        let from = self.files.from_key(start);
        from.map(|(path, _)| path)
            .take_while(move |path| path.starts_with(start))
    }

    /// Every path whose making can fail for what somebody wrote: in an order in which what leads to many comes first.
    ///
    /// Parts of search are left out: no template makes them, and the first would make the index of the whole book.
    pub fn to_prove(&self) -> Vec<&String> {
        let is_open = |(_, file): &(&String, &File)| !matches!(file, File::Search(..) | File::Bytes(_));
        let mut paths: Vec<&String> = self.files.iter().filter(is_open).map(|(path, _)| path).collect();
        paths.sort_by_cached_key(|path| path.bytes().filter(|byte| *byte == b'/').count());
        paths
    }

    /// How many files it has.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// True if it has no file.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// True if it has a file of this path.
    pub fn has(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// Makes a file; `None` if the site has no such path.
    pub fn make(&self, path: &str) -> Option<Made> {
        let file = self.files.get(path)?;
        let Some(listener) = &self.listener else {
            return Some(self.made(path, file));
        };
        let begun = Instant::now();
        let made = self.made(path, file);
        listener(path, begun.elapsed());
        Some(made)
    }

    /// Says what it is made from: a print of all but the dossiers, and one of each file, by its path. Then pages have prints.
    pub fn is_made_from(&mut self, beside: u64, file: &(dyn Fn(&str) -> Option<u128> + Sync)) {
        let source = self.source.as_ref();
        self.prints = source.map(|source| Arc::new(Prints::of(&source.shared, beside, file)));
    }

    /// Print of all that a file is made from, where that is known: a file of the same path and the same print, made by any site of
    /// the book, has the same bytes.
    pub fn print(&self, path: &str) -> Option<u64> {
        match self.files.get(path)? {
            File::Page(_, route) => self.prints.as_ref()?.of_page(route),
            _ => None,
        }
    }

    /// Tells somebody of every file that is made.
    pub fn listen(&mut self, listener: Listener) {
        self.listener = Some(listener);
    }

    fn made(&self, path: &str, file: &File) -> Made {
        let lacking = || {
            Err(RenderError {
                path: path.to_owned(),
                message: "nothing to make it from".to_owned(),
            })
        };
        let made = match (file, &self.source) {
            (File::Made(recipe), _) => recipe(),
            (File::Bytes(bytes), _) => Ok(bytes.to_vec()),
            (File::ChartStyles, _) => Ok(chart::stylesheet().as_bytes().to_vec()),
            (File::Copy(source), _) => fs::read(source).map_err(|error| RenderError {
                path: path.to_owned(),
                message: format!("`{}`: {error}", source.display()),
            }),
            (File::Page(lang, route), Some(source)) => leaf::page(&source.shared, *lang, route, path),
            (File::Redirect(lang, route), Some(source)) => leaf::redirect(&source.shared, *lang, route, path),
            (File::Missing, Some(source)) => leaf::missing(&source.shared),
            (File::Search(lang, part), Some(source)) => Ok(search::part(source, *lang, *part)),
            (File::Build, Some(source)) => build_json(&source.shared),
            (File::Export, Some(source)) => source.export.as_ref().map_or_else(lacking, |recipe| recipe()),
            (_, None) => lacking(),
        };
        let changed = self
            .source
            .as_ref()
            .and_then(|source| source.shared.changed.get());
        changed.map_or(made, |changed| Err(mixed(path, changed)))
    }
}

/// A page that would not be of the book that was read.
fn mixed(path: &str, changed: &Changed) -> RenderError {
    let file = &changed.file;
    RenderError {
        path: path.to_owned(),
        message: format!(
            "`{file}` 在读取之后变了，请重新生成 · `{file}` changed after it was read: build again"
        ),
    }
}

impl fmt::Debug for Site {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Site")
            .field("paths", &Vec::from_iter(self.paths()))
            .field("findings", &self.findings)
            .finish_non_exhaustive()
    }
}
