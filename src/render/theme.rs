//! A theme: templates and files; the book's own before the built-in ones.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::io;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::LazyLock;

use serde::Deserialize;
use serde::Serialize;
use tera::Context;
use tera::ErrorKind;
use tera::Kwargs;
use tera::State;
use tera::Tera;
use tera::Value;
use walkdir::WalkDir;

use crate::render::asked;
use crate::render::desk;
use crate::render::lean::lean;
use crate::render::lean::lean_css;
use crate::render::paper;
use crate::render::route::ROW_TEMPLATE;
use crate::render::route::Route;
use crate::render::route::TEMPLATES;
use crate::render::route::TERM_TEMPLATES;
use crate::render::splice::MARK;
use crate::render::splice::Splice;

/// The built-in theme, and the one other themes fall back to.
pub const PAPER: &str = "paper";

/// [`PAPER`] as it lies in the program.
static READY: LazyLock<Option<Arc<Theme>>> = LazyLock::new(|| Theme::built_in().ok().map(Arc::new));

/// Files of a theme: path below its folder, and bytes.
pub type Files = BTreeMap<String, Vec<u8>>;

/// Files within the program: path below the theme's folder, and bytes.
type Embedded = &'static [(&'static str, &'static [u8])];

/// The themes within the program: name and files.
const BUILT_IN: &[(&str, Embedded)] = &[(PAPER, paper::FILES), ("desk", desk::FILES)];

/// A theme that is ready to render.
pub struct Theme {
    /// Its folder's name.
    pub name: String,
    /// What `theme.yaml` calls it.
    pub title: String,
    /// What `theme.yaml` says of it.
    pub description: String,
    /// Files of `static/`, by path below it.
    pub statics: BTreeMap<String, Arc<[u8]>>,
    /// Files copied from the theme it extends whose originals have moved on since, by path below the theme's folder.
    pub moved: Vec<String>,
    /// Accounts on one part of a listing; `None` lists two hundred and leads to the others.
    pub page_size: Option<usize>,
    /// Templates whose pages it makes; `None` for all.
    pages: Option<BTreeSet<String>>,
    /// What each template of a page names, with all it extends, includes and calls.
    names: BTreeMap<&'static str, BTreeSet<String>>,
    /// The keys of the free map that each template of a list asks of its rows; `None` for all.
    free_keys: BTreeMap<&'static str, Option<BTreeSet<String>>>,
    /// Variables of long HTML that the templates print, and do nothing else with.
    printed: BTreeSet<&'static str>,
    tera: Tera,
}

/// Why a theme cannot be used.
#[derive(Debug)]
pub enum ThemeError {
    /// Neither built in nor a folder of the book.
    Missing {
        /// The name asked for.
        name: String,
        /// Where its folder should be.
        folder: PathBuf,
    },
    /// The disk.
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// A template or `theme.yaml` that cannot be read.
    Syntax {
        /// The file, as `themes/acme/templates/home.html`.
        file: String,
        /// What is wrong, with line and column.
        message: String,
    },
}

impl fmt::Display for ThemeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ThemeError::Missing { name, folder } => write!(
                f,
                "theme `{name}` is neither built in nor a folder at `{}`",
                folder.display()
            ),
            ThemeError::Io { path, error } => write!(f, "`{}`: {error}", path.display()),
            ThemeError::Syntax { file, message } => write!(f, "{file}: {message}"),
        }
    }
}

impl std::error::Error for ThemeError {}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Card {
    name: String,
    #[serde(default)]
    description: String,
    /// The theme whose files stand where this one has none.
    #[serde(default)]
    extends: Option<String>,
    /// Files copied from the theme it extends, with a hash of what they were then.
    #[serde(default)]
    ejected: BTreeMap<String, String>,
    /// The pages it makes, by template without `.html`, and `data` for `data/book.json`; absent: those of the theme it
    /// extends, else all.
    #[serde(default)]
    pages: Option<BTreeSet<String>>,
    /// Accounts on one part of a listing.
    #[serde(default)]
    page_size: Option<std::num::NonZeroUsize>,
}

/// What is set aside for a page before it is rendered.
const USUAL_BYTES: usize = 16 * 1024;

/// HTML of so many bytes is put into a page beside the template engine.
const LONG: usize = 64 * 1024;

/// The variable that holds the rows of the list of accounts.
pub const ACCOUNT_ROWS: &str = "account_rows";

/// In `pages`: `data/book.json`.
const DATA: &str = "data";

impl Theme {
    /// Loads a theme by name: the files of `<root>/themes/<name>/` before those of the theme it extends.
    pub fn load(root: &Path, name: &str) -> Result<Theme, ThemeError> {
        assemble(name, &layers(root, name)?)
    }

    /// The same, shared: of [`PAPER`] there is one for all books that change nothing of it.
    pub fn shared(root: &Path, name: &str) -> Result<Arc<Theme>, ThemeError> {
        let is_plain = name == PAPER && !root.join(OWN).join(name).is_dir();
        // Asked for last: asking makes it.
        if is_plain && let Some(ready) = READY.as_ref() {
            return Ok(Arc::clone(ready));
        }
        Theme::load(root, name).map(Arc::new)
    }

    /// Makes what [`Theme::shared`] shares, for whoever has time before the name of the theme is known.
    pub fn make_ready() {
        LazyLock::force(&READY);
    }

    /// The built-in theme alone.
    pub fn built_in() -> Result<Theme, ThemeError> {
        assemble(
            PAPER,
            &[(format!("{PAPER}/"), built_in(PAPER).unwrap_or_default())],
        )
    }

    /// True if it makes the page.
    pub fn makes(&self, route: &Route) -> bool {
        is_made(&self.pages, route.template())
    }

    /// True if it offers the book as data.
    pub fn has_data(&self) -> bool {
        is_made(&self.pages, DATA)
    }

    /// True if a template, or what it extends, includes or calls, names the variable.
    pub fn names(&self, template: &str, variable: &str) -> bool {
        self.names
            .get(template)
            .is_none_or(|names| names.contains(variable))
    }

    /// True if there is such a template of a page, of a row or of a term.
    pub fn has(&self, template: &str) -> bool {
        self.names.contains_key(template)
    }

    /// The keys of the free `extra:` map that the rows of a list have to hold for a template; `None` for all.
    pub fn free_keys(&self, template: &str) -> Option<&BTreeSet<String>> {
        self.free_keys.get(template)?.as_ref()
    }

    /// Renders a template; the message of an error names template, line and column.
    pub fn render(&self, template: &str, context: &Context) -> Result<String, String> {
        self.tera
            .render(template, context)
            .map_err(|error| explain(&error).1)
    }

    /// The same as bytes, ready for a file.
    pub fn page(&self, template: &str, context: &Context) -> Result<Vec<u8>, String> {
        let mut page = Vec::with_capacity(USUAL_BYTES);
        self.tera
            .render_to(template, context, &mut page)
            .map_err(|error| explain(&error).1)?;
        Ok(page)
    }

    /// The same around HTML that may be long, given as the variable `name`.
    pub fn page_around(
        &self,
        template: &str,
        mut context: Context,
        name: &'static str,
        html: &str,
    ) -> Result<Vec<u8>, String> {
        if html.len() >= LONG && self.printed.contains(name) {
            context.insert_value(name, Value::safe_string(MARK));
            // What stands around a longer text is longer, too: a filter has a choice for every owner. What is set aside and
            // not used costs nothing, but a long page that finds no room is copied.
            let mut page = Splice::new(html, USUAL_BYTES + html.len() + html.len() / 16);
            let made = self.tera.render_to(template, &context, &mut page);
            if let Some(page) = page.page().filter(|_| made.is_ok()) {
                return Ok(page);
            }
        }
        context.insert_value(name, Value::safe_string(html));
        self.page(template, &context)
    }
}

/// A layer of a theme: the prefix of its templates, and its files.
type Layer = (String, Files);

/// The files of a built-in theme.
pub fn built_in(name: &str) -> Option<Files> {
    let (_, files) = BUILT_IN.iter().find(|(known, _)| *known == name)?;
    let owned = files
        .iter()
        .map(|(path, bytes)| ((*path).to_owned(), bytes.to_vec()));
    Some(owned.collect())
}

/// A view as templates take it.
///
/// # Errors
/// What the template engine says of a view it cannot hold.
pub fn value<T: Serialize + ?Sized>(view: &T) -> Result<Value, String> {
    Value::try_from_serializable(view).map_err(|error| error.to_string())
}

/// Names of the built-in themes, and of the folders in `themes/`, each once.
pub fn names(root: &Path) -> Vec<String> {
    let mut names: Vec<String> = BUILT_IN.iter().map(|(name, _)| (*name).to_owned()).collect();
    let folders = WalkDir::new(root.join("themes"))
        .min_depth(1)
        .max_depth(1)
        .sort_by_file_name();
    for entry in folders.into_iter().filter_map(Result::ok) {
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.file_type().is_dir() && !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// The files a theme of the book has below its own folder, those that win.
pub fn files_below(root: &Path, name: &str) -> Result<Files, ThemeError> {
    let own = format!("themes/{name}/");
    let mut files = Files::new();
    for (prefix, layer) in layers(root, name)? {
        if prefix != own {
            for (path, bytes) in layer {
                files.entry(path).or_insert(bytes);
            }
        }
    }
    Ok(files)
}

/// Every layer of a theme, the one that wins first: the book's folder, the built-in theme of that name, what it extends.
fn layers(root: &Path, name: &str) -> Result<Vec<Layer>, ThemeError> {
    let mut layers: Vec<Layer> = Vec::new();
    let mut wanted = Some(name.to_owned());
    while let Some(name) = wanted.take() {
        let folder = root.join("themes").join(&name);
        let own = if folder.is_dir() {
            Some(read_folder(&folder)?)
        } else {
            None
        };
        let inner = built_in(&name);
        if own.is_none() && inner.is_none() {
            return Err(ThemeError::Missing { name, folder });
        }
        let described = own
            .iter()
            .chain(&inner)
            .find(|files| files.contains_key("theme.yaml"));
        let next = match described {
            Some(files) => card(&name, files)?.extends,
            None => None,
        };
        layers.extend(own.map(|files| (format!("themes/{name}/"), files)));
        layers.extend(inner.map(|files| (format!("{name}/"), files)));
        let is_known = |next: &String| {
            layers
                .iter()
                .any(|(prefix, _)| prefix.ends_with(&format!("{next}/")))
        };
        wanted = next.filter(|next| !is_known(next));
    }
    let paper = format!("{PAPER}/");
    if !layers.iter().any(|(prefix, _)| *prefix == paper) {
        layers.push((paper, built_in(PAPER).unwrap_or_default()));
    }
    Ok(layers)
}

fn assemble(name: &str, layers: &[Layer]) -> Result<Theme, ThemeError> {
    let mut tera = Tera::new();
    tera.autoescape_on([".html", ".htm", ".xml", ".svg"]);
    tera.register_filter("ticks", |text: &str, _: Kwargs, _: &State| {
        Value::safe_string(&ticks(text))
    });
    let syntax = |error: &tera::Error| {
        let (file, message) = explain(error);
        ThemeError::Syntax {
            file: file.unwrap_or_else(|| format!("themes/{name}")),
            message,
        }
    };
    let prefixes: Vec<String> = layers.iter().map(|(prefix, _)| prefix.clone()).collect();
    tera.set_fallback_prefixes(prefixes)
        .map_err(|error| syntax(&error))?;
    let (pages, page_size) = extent(layers)?;
    let texts = texts(layers);
    let made = TEMPLATES
        .iter()
        .copied()
        .filter(|template| is_made(&pages, template));
    // A component has no file that would name it.
    let components = texts.iter().filter(|(_, text)| text.contains("endcomponent"));
    let components = components.map(|(name, _)| name.as_str());
    let reached = reached(&texts, made.chain(BESIDE).chain(TERM_TEMPLATES).chain(components));
    let mut templates: Vec<(String, String)> = Vec::new();
    let mut statics: BTreeMap<String, Arc<[u8]>> = BTreeMap::new();
    for (prefix, files) in layers {
        for (path, bytes) in files {
            if let Some(template) = path.strip_prefix("templates/") {
                if TEMPLATES.contains(&template) && !is_made(&pages, template) {
                    continue;
                }
                // What lies within the program is sound; only what may be rendered is worth compiling.
                let is_first = texts.get(template).is_some_and(|text| text.as_bytes() == bytes);
                let is_wanted = is_first && reached.contains(template)
                    || reached.contains(format!("{prefix}{template}").as_str());
                if !prefix.starts_with(OWN) && !is_wanted {
                    continue;
                }
                let text = String::from_utf8(bytes.clone()).map_err(|_| ThemeError::Syntax {
                    file: format!("{prefix}{path}"),
                    message: "is not UTF-8".to_owned(),
                })?;
                templates.push((format!("{prefix}{template}"), text));
            } else if let Some(file) = path.strip_prefix("static/") {
                let served = || served(prefix, path, bytes);
                statics.entry(file.to_owned()).or_insert_with(served);
            }
        }
    }
    tera.add_raw_templates(templates)
        .map_err(|error| syntax(&error))?;
    let described = layers.iter().find(|(_, files)| files.contains_key("theme.yaml"));
    let of_name = described.filter(|(prefix, _)| prefix.ends_with(&format!("{name}/")));
    let card = match of_name {
        Some((_, files)) => card(name, files)?,
        None => Card {
            name: name.to_owned(),
            description: String::new(),
            extends: None,
            ejected: BTreeMap::new(),
            pages: None,
            page_size: None,
        },
    };
    Ok(Theme {
        moved: moved(&card, layers),
        names: names_of(&tera, layers),
        free_keys: free_keys(&texts),
        printed: [ACCOUNT_ROWS]
            .into_iter()
            .filter(|name| asked::is_only_printed(texts.values().copied(), name))
            .collect(),
        pages,
        page_size,
        name: name.to_owned(),
        title: card.name,
        description: card.description,
        statics,
        tera,
    })
}

/// What browsers get of a file: our own stylesheets and scripts without indentation, everything else as it is.
fn served(prefix: &str, path: &str, bytes: &[u8]) -> Arc<[u8]> {
    let name = prefix.trim_end_matches('/').rsplit('/').next().unwrap_or(prefix);
    let lean: fn(&str) -> String = match path.rsplit_once('.') {
        Some((_, "css")) => lean_css,
        Some((_, "js")) => lean,
        _ => return Arc::from(bytes),
    };
    let is_ours = || built_in(name).is_some_and(|files| files.get(path).is_some_and(|own| own == bytes));
    match std::str::from_utf8(bytes) {
        Ok(text) if is_ours() => Arc::from(lean(text).as_bytes()),
        _ => Arc::from(bytes),
    }
}

/// True if a theme of these pages makes the page of a template.
fn is_made(pages: &Option<BTreeSet<String>>, template: &str) -> bool {
    let name = template.strip_suffix(".html").unwrap_or(template);
    pages.as_ref().is_none_or(|pages| pages.contains(name))
}

/// What the first layer that says something of each says of the pages it makes, and of how long a part of a listing is.
fn extent(layers: &[Layer]) -> Result<(Option<BTreeSet<String>>, Option<usize>), ThemeError> {
    let (mut pages, mut page_size) = (None, None);
    for (prefix, files) in layers
        .iter()
        .filter(|(_, files)| files.contains_key("theme.yaml"))
    {
        let name = prefix.trim_end_matches('/').rsplit('/').next().unwrap_or(prefix);
        let card = card(name, files)?;
        pages = pages.or(card.pages);
        page_size = page_size.or(card.page_size.map(std::num::NonZeroUsize::get));
    }
    let stems = || {
        TEMPLATES
            .iter()
            .filter_map(|template| template.strip_suffix(".html"))
    };
    let is_page = |page: &&String| page.as_str() != DATA && !stems().any(|stem| stem == page.as_str());
    match pages.iter().flatten().find(is_page) {
        None => Ok((pages, page_size)),
        Some(stranger) => Err(ThemeError::Syntax {
            file: "theme.yaml".to_owned(),
            message: format!(
                "pages: `{stranger}` is no page; there are `{}` and `{DATA}`",
                stems().collect::<Vec<_>>().join("` `")
            ),
        }),
    }
}

/// The variables that may stand at the top of a context.
const VARIABLES: &[&str] = &[
    "frame",
    "page",
    "words",
    "nav",
    "root",
    "book",
    "facts",
    "body",
    "rows",
    ACCOUNT_ROWS,
    "row",
    "plain",
    "number",
];

/// What each template of a page names at its top, with all it extends and includes. A component sees a variable only if it
/// declares it, so that what a file with components says counts for every page.
fn names_of(tera: &Tera, layers: &[Layer]) -> BTreeMap<&'static str, BTreeSet<String>> {
    let texts = layers.iter().flat_map(|(_, files)| files.values());
    let with_components: Vec<&str> = texts
        .filter_map(|bytes| std::str::from_utf8(bytes).ok())
        .filter(|text| text.contains("endcomponent"))
        .collect();
    let names = |template: &&'static str| {
        let found = tera.get_template_variables(template).ok()?;
        let is_named = |variable: &&&str| {
            let declared = format!("@{variable}");
            found.contains(**variable) || with_components.iter().any(|text| text.contains(&declared))
        };
        let named = VARIABLES.iter().filter(is_named);
        Some((*template, named.map(|name| (*name).to_owned()).collect()))
    };
    TEMPLATES
        .iter()
        .chain(&[ROW_TEMPLATE])
        .chain(&TERM_TEMPLATES)
        .filter_map(names)
        .collect()
}

/// Templates that are rendered beside those of a route, and of [`TERM_TEMPLATES`].
const BESIDE: [&str; 4] = ["404.html", "redirect.html", "figure.html", ROW_TEMPLATE];

/// Folder of a book's own themes.
const OWN: &str = "themes/";

/// Templates that are given rows.
const LISTS: [&str; 3] = ["accounts.html", "tag.html", ROW_TEMPLATE];

/// The keys of the free map that each of them asks of its rows.
fn free_keys(texts: &Texts<'_>) -> BTreeMap<&'static str, Option<BTreeSet<String>>> {
    let keys = |template: &'static str| {
        let family = reached(texts, [template]);
        let family: Vec<&str> = family
            .iter()
            .filter_map(|name| texts.get(*name).copied())
            .collect();
        (template, asked::keys(&family))
    };
    LISTS.into_iter().map(keys).collect()
}

/// Templates by name: a name alone is that of the first layer that has it; with the layer's own name before it, it is that
/// layer's.
type Texts<'l> = BTreeMap<String, &'l str>;

fn texts(layers: &[Layer]) -> Texts<'_> {
    let mut texts = Texts::new();
    for (prefix, files) in layers {
        for (path, bytes) in files {
            if let (Some(name), Ok(text)) = (path.strip_prefix("templates/"), std::str::from_utf8(bytes)) {
                texts.entry(name.to_owned()).or_insert(text);
                texts.insert(format!("{prefix}{name}"), text);
            }
        }
    }
    texts
}

/// The names of templates, and of all whose name stands in one that is reached.
fn reached<'t>(texts: &'t Texts<'_>, from: impl IntoIterator<Item = &'t str>) -> BTreeSet<&'t str> {
    let mut todo: Vec<&str> = from.into_iter().collect();
    let mut names: BTreeSet<&str> = todo.iter().copied().collect();
    while let Some(name) = todo.pop() {
        let Some(text) = texts.get(name) else {
            continue;
        };
        let named = texts
            .keys()
            .map(String::as_str)
            .filter(|other| text.contains(other));
        todo.extend(named.filter(|other| names.insert(other)));
    }
    names
}

/// Ejected files whose originals are no longer what they were.
fn moved(card: &Card, layers: &[Layer]) -> Vec<String> {
    let original = |path: &String| {
        let mut below = layers.iter().skip(1);
        below.find_map(|(_, files)| files.get(path))
    };
    let is_moved = |path: &String, then: &String| original(path).is_none_or(|now| mark_of(now) != *then);
    card.ejected
        .iter()
        .filter(|(path, then)| is_moved(path, then))
        .map(|(path, _)| path.clone())
        .collect()
}

/// What tells one state of a file from another.
pub fn mark_of(bytes: &[u8]) -> String {
    format!("{:016x}", xxhash_rust::xxh3::xxh3_64(bytes))
}

fn card(name: &str, files: &Files) -> Result<Card, ThemeError> {
    let bytes = files.get("theme.yaml").map_or(&b""[..], Vec::as_slice);
    serde_yaml::from_slice(bytes).map_err(|error| ThemeError::Syntax {
        file: format!("themes/{name}/theme.yaml"),
        message: error.to_string(),
    })
}

fn read_folder(folder: &Path) -> Result<BTreeMap<String, Vec<u8>>, ThemeError> {
    let mut files = BTreeMap::new();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.map_err(|error| ThemeError::Io {
            path: error.path().unwrap_or(folder).to_owned(),
            error: error.into(),
        })?;
        if !entry.file_type().is_file() {
            continue;
        }
        let bytes = fs::read(entry.path()).map_err(|error| ThemeError::Io {
            path: entry.path().to_owned(),
            error,
        })?;
        let below = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let parts: Vec<_> = below
            .components()
            .map(|part| part.as_os_str().to_string_lossy())
            .collect();
        files.insert(parts.join("/"), bytes);
    }
    Ok(files)
}

/// A finding's sentence as HTML: what stands in backticks is code, everything else is text.
fn ticks(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + 32);
    let parts: Vec<&str> = text.split('`').collect();
    // An odd number of backticks leaves the last one without a partner: it stays a backtick.
    let n_paired = parts.len() - usize::from(parts.len().is_multiple_of(2));
    for (idx, part) in parts.iter().enumerate() {
        let is_code = idx % 2 == 1 && idx < n_paired;
        if idx >= n_paired {
            html.push('`');
        }
        html.push_str(if is_code { "<code>" } else { "" });
        for c in part.chars() {
            match c {
                '&' => html.push_str("&amp;"),
                '<' => html.push_str("&lt;"),
                '>' => html.push_str("&gt;"),
                '"' => html.push_str("&quot;"),
                _ => html.push(c),
            }
        }
        html.push_str(if is_code { "</code>" } else { "" });
    }
    html
}

/// The template an error stands in, and the error with template, line and column.
fn explain(error: &tera::Error) -> (Option<String>, String) {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let span = report.span();
            let file = report.filename().to_owned();
            let message = format!(
                "template `{file}`, line {}, column {}: {}\n{error}",
                span.start_line,
                span.start_col + 1,
                report.message(),
            );
            (Some(file), message)
        }
        _ => (None, error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn themed(files: &[(&str, &str)]) -> (tempfile::TempDir, Result<Theme, ThemeError>) {
        let root = tempfile::tempdir().unwrap();
        for (path, text) in files {
            let path = root.path().join("themes/acme").join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let theme = Theme::load(root.path(), "acme");
        (root, theme)
    }

    #[test]
    fn every_file_of_the_built_in_themes_is_embedded() {
        for (name, n) in [("paper", 10), ("desk", 3)] {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes").join(name);
            let on_disk = read_folder(&folder).unwrap();
            assert!(on_disk.len() >= n);
            let embedded = built_in(name).unwrap();
            assert_eq!(
                on_disk.keys().collect::<Vec<_>>(),
                embedded.keys().collect::<Vec<_>>()
            );
            assert_eq!(on_disk, embedded);
        }
    }

    #[test]
    fn a_theme_of_ours_weighs_less_than_sixty_thousand_bytes_with_the_charts_styles() {
        for name in ["paper", "desk"] {
            let theme = Theme::load(Path::new("/nowhere"), name).unwrap();
            let texts = theme.statics.iter();
            let texts = texts.filter(|(path, _)| path.ends_with(".css") || path.ends_with(".js"));
            let sizes: Vec<usize> = texts.map(|(_, bytes)| bytes.len()).collect();
            let all: usize = sizes.iter().sum::<usize>() + crate::chart::stylesheet().len();
            assert!(sizes.len() >= 4 && all < 60_000, "{name}: {all}");
        }
    }

    #[test]
    fn a_theme_extends_another_block_by_block() {
        let (_root, theme) = themed(&[
            ("theme.yaml", "name: Acme\nextends: desk\n"),
            (
                "templates/base.html",
                "{% extends \"desk/base.html\" %}{% block footer %}<footer>ours</footer>{% endblock %}",
            ),
        ]);
        let theme = theme.unwrap();
        assert!(theme.statics.contains_key("desk.css") && theme.statics.contains_key("style.css"));
        assert_eq!((theme.title.as_str(), theme.moved.len()), ("Acme", 0));
    }

    #[test]
    fn an_ejected_file_whose_original_moved_on_is_named() {
        let now = mark_of(built_in("paper").unwrap().get("templates/home.html").unwrap());
        let card = format!(
            "name: Acme\nejected: {{templates/home.html: {now}, templates/case.html: \"0000000000000000\"}}\n"
        );
        let (_root, theme) = themed(&[("theme.yaml", &card), ("templates/home.html", "home")]);
        assert_eq!(theme.unwrap().moved, ["templates/case.html"]);
    }

    #[test]
    fn a_theme_makes_the_pages_it_names_and_computes_what_their_templates_name() {
        let (_root, theme) = themed(&[
            (
                "theme.yaml",
                "name: Acme\npages: [home, account]\npage_size: 50\n",
            ),
            (
                "templates/plain.html",
                "<p>{{ book }}</p>{% block main %}{% endblock %}",
            ),
            (
                "templates/home.html",
                "{% extends \"plain.html\" %}{% block main %}{{ frame.title }}{% endblock %}",
            ),
            ("templates/account.html", "{{ facts.name }}"),
        ]);
        let theme = theme.unwrap();
        assert_eq!(theme.page_size, Some(50));
        assert!(theme.makes(&Route::Home) && !theme.makes(&Route::Search) && !theme.has_data());
        for (template, variable, is_named) in [
            ("home.html", "book", true),
            ("home.html", "frame", true),
            ("home.html", "page", false),
            ("account.html", "facts", true),
            ("account.html", "page", false),
        ] {
            assert_eq!(theme.names(template, variable), is_named, "{template} {variable}");
        }
    }

    #[test]
    fn what_rows_hold_of_the_free_map_is_what_a_template_and_those_it_is_made_of_ask_for() {
        let row = "{% for row in rows %}{{ row.extra.tier }}{% endfor %}";
        let (_root, theme) = themed(&[
            ("theme.yaml", "name: Acme\n"),
            (
                "templates/plain.html",
                &format!("{row}{{% block main %}}{{% endblock %}}"),
            ),
            (
                "templates/accounts.html",
                "{% extends \"plain.html\" %}{% block main %}{% for it in rows %}{{ it.extra.id }}{% endfor %}{% endblock %}",
            ),
            (
                "templates/tag.html",
                "{% for row in rows.accounts %}{% for key, value in row.extra %}{{ key }}{% endfor %}{% endfor %}",
            ),
        ]);
        let theme = theme.unwrap();
        let keys = BTreeSet::from(["id".to_owned(), "tier".to_owned()]);
        assert_eq!(theme.free_keys("accounts.html"), Some(&keys));
        assert_eq!(theme.free_keys("tag.html"), None);
    }

    #[test]
    fn long_html_gives_the_page_that_short_html_gives_whatever_a_template_does_with_it() {
        let long = "<tr>行</tr>".repeat(LONG / 8);
        for (is_printed, template) in [
            (true, "<p>{{ account_rows }}</p>{{- account_rows -}} ."),
            (
                true,
                "{% extends \"plain.html\" %}{% block content %}{{ super() }}{{ account_rows }}{% endblock %}",
            ),
            (false, "{{ account_rows | upper }}"),
            (false, "{% if account_rows %}{{ account_rows }}{% endif %}"),
            (
                false,
                "{% filter upper %}{{ account_rows }}{% endfilter %}{{ account_rows }}",
            ),
            (
                false,
                "{% set kept %}{{ account_rows }}{% endset %}{{ kept }}, {{ kept | length }}",
            ),
            (false, "{{ __tera_context }}"),
        ] {
            let (_root, theme) = themed(&[
                ("theme.yaml", "name: Acme\n"),
                (
                    "templates/plain.html",
                    "<b>{% block content %}{{ account_rows }}{% endblock %}",
                ),
                ("templates/accounts.html", template),
            ]);
            let theme = theme.unwrap();
            assert_eq!(theme.printed.contains(ACCOUNT_ROWS), is_printed, "{template}");
            let around = |html: &str| theme.page_around("accounts.html", Context::new(), ACCOUNT_ROWS, html);
            let plain = |html: &str| {
                let mut context = Context::new();
                context.insert_value(ACCOUNT_ROWS, Value::safe_string(html));
                theme.page("accounts.html", &context)
            };
            for html in ["", "<tr>", &long] {
                assert_eq!(around(html).unwrap(), plain(html).unwrap(), "{template}");
            }
        }
        let plain = Theme::load(Path::new("none"), PAPER).unwrap();
        assert!(plain.printed.contains(ACCOUNT_ROWS));
    }

    #[test]
    fn a_page_that_is_none_is_named() {
        let (_root, theme) = themed(&[("theme.yaml", "name: Acme\npages: [hoem]\n")]);
        let error = theme.err().unwrap().to_string();
        assert!(
            error.contains("`hoem` is no page") && error.contains("`home`"),
            "{error}"
        );
    }

    #[test]
    fn the_books_own_file_wins_over_the_built_in_one() {
        let (_root, theme) = themed(&[
            ("theme.yaml", "name: Acme\ndescription: Ours\n"),
            ("templates/redirect.html", "mine <{{ page }}>"),
            ("static/style.css", "p {}"),
        ]);
        let theme = theme.unwrap();
        let mut context = Context::new();
        context.insert("page", "<&>");
        assert_eq!(
            theme.render("redirect.html", &context).unwrap(),
            "mine <&lt;&amp;&gt;>"
        );
        assert_eq!(&**theme.statics.get("style.css").unwrap(), b"p {}");
        assert!(theme.statics.contains_key("site.js"));
        assert_eq!(
            (theme.title.as_str(), theme.description.as_str()),
            ("Acme", "Ours")
        );
    }

    #[test]
    fn svg_templates_escape_too() {
        let (_root, theme) = themed(&[("templates/mark.svg", "{{ text }}")]);
        let mut context = Context::new();
        context.insert("text", "<b>");
        assert_eq!(theme.unwrap().render("mark.svg", &context).unwrap(), "&lt;b&gt;");
    }

    #[test]
    fn a_mistake_in_a_template_names_its_file_and_line() {
        let (_root, theme) = themed(&[("templates/home.html", "line one\n{{ 1 +")]);
        let message = theme.err().unwrap().to_string();
        assert!(
            message.contains("themes/acme/home.html") && message.contains("line 2"),
            "{message}"
        );
    }

    #[test]
    fn what_stands_in_backticks_is_code_and_nothing_runs() {
        assert_eq!(
            ticks("rating `11` < `<b>`"),
            "rating <code>11</code> &lt; <code>&lt;b&gt;</code>"
        );
        assert_eq!(ticks("a ` alone"), "a ` alone");
        assert_eq!(ticks("`a` and `"), "<code>a</code> and `");
        assert_eq!(ticks(""), "");
    }

    #[test]
    fn a_theme_that_is_nowhere_is_an_error() {
        let root = tempfile::tempdir().unwrap();
        assert!(matches!(
            Theme::load(root.path(), "nowhere"),
            Err(ThemeError::Missing { .. })
        ));
        assert!(Theme::load(root.path(), PAPER).is_ok());
    }
}
