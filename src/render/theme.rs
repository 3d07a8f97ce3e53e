//! A theme: templates and files; the book's own before the built-in ones.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::io;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;

use serde::Deserialize;
use tera::Context;
use tera::ErrorKind;
use tera::Kwargs;
use tera::State;
use tera::Tera;
use tera::Value;
use walkdir::WalkDir;

use crate::render::paper;

/// The built-in theme, and the one other themes fall back to.
pub const PAPER: &str = "paper";

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
}

impl Theme {
    /// Loads a theme by name: the files of `<root>/themes/<name>/` before the built-in ones.
    pub fn load(root: &Path, name: &str) -> Result<Theme, ThemeError> {
        let folder = root.join("themes").join(name);
        let own = if folder.is_dir() {
            read_folder(&folder)?
        } else if name == PAPER {
            BTreeMap::new()
        } else {
            return Err(ThemeError::Missing {
                name: name.to_owned(),
                folder,
            });
        };
        assemble(name, &own)
    }

    /// The built-in theme alone.
    pub fn built_in() -> Result<Theme, ThemeError> {
        assemble(PAPER, &BTreeMap::new())
    }

    /// Renders a template; the message of an error names template, line and column.
    pub fn render(&self, template: &str, context: &Context) -> Result<String, String> {
        self.tera
            .render(template, context)
            .map_err(|error| explain(&error).1)
    }
}

fn assemble(name: &str, own: &BTreeMap<String, Vec<u8>>) -> Result<Theme, ThemeError> {
    let own_prefix = format!("themes/{name}/");
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
    tera.set_fallback_prefixes([own_prefix.clone(), format!("{PAPER}/")])
        .map_err(|error| syntax(&error))?;
    let mut templates: Vec<(String, String)> = Vec::new();
    let mut statics: BTreeMap<String, Arc<[u8]>> = BTreeMap::new();
    for (path, bytes) in paper::FILES {
        if let Some(template) = path.strip_prefix("templates/") {
            let text = String::from_utf8_lossy(bytes).into_owned();
            templates.push((format!("{PAPER}/{template}"), text));
        } else if let Some(file) = path.strip_prefix("static/") {
            statics.insert(file.to_owned(), Arc::from(*bytes));
        }
    }
    for (path, bytes) in own {
        if let Some(template) = path.strip_prefix("templates/") {
            let text = String::from_utf8(bytes.clone()).map_err(|_| ThemeError::Syntax {
                file: format!("{own_prefix}{path}"),
                message: "is not UTF-8".to_owned(),
            })?;
            templates.push((format!("{own_prefix}{template}"), text));
        } else if let Some(file) = path.strip_prefix("static/") {
            statics.insert(file.to_owned(), Arc::from(bytes.as_slice()));
        }
    }
    tera.add_raw_templates(templates)
        .map_err(|error| syntax(&error))?;
    let card = card(name, own)?;
    Ok(Theme {
        name: name.to_owned(),
        title: card.name,
        description: card.description,
        statics,
        tera,
    })
}

fn card(name: &str, own: &BTreeMap<String, Vec<u8>>) -> Result<Card, ThemeError> {
    let written = own.get("theme.yaml").map(Vec::as_slice);
    let built_in = paper::FILES
        .iter()
        .find(|(path, _)| name == PAPER && *path == "theme.yaml")
        .map(|(_, bytes)| *bytes);
    match written.or(built_in) {
        Some(bytes) => serde_yaml::from_slice(bytes).map_err(|error| ThemeError::Syntax {
            file: format!("themes/{name}/theme.yaml"),
            message: error.to_string(),
        }),
        None => Ok(Card {
            name: name.to_owned(),
            description: String::new(),
        }),
    }
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
    fn every_file_of_the_built_in_theme_is_embedded() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/paper");
        let on_disk = read_folder(&folder).unwrap();
        assert!(on_disk.len() > 10);
        let embedded: BTreeMap<String, Vec<u8>> = paper::FILES
            .iter()
            .map(|(path, bytes)| ((*path).to_owned(), bytes.to_vec()))
            .collect();
        assert_eq!(
            on_disk.keys().collect::<Vec<_>>(),
            embedded.keys().collect::<Vec<_>>()
        );
        assert_eq!(on_disk, embedded);
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
