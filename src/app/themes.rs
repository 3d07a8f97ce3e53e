//! Themes at work: which there are, whether they render every kind of page, and copies of their files to change.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use crate::app::Assessed;
use crate::app::Project;
use crate::diag::Finding;
use crate::render::Plan;
use crate::render::plan;
use crate::render::theme;
use crate::render::theme::Theme;
use crate::render::theme::ThemeError;

/// What a theme made of the book.
pub struct Checked {
    /// The theme.
    pub name: String,
    /// Pages it rendered, one of each kind.
    pub n_pages: usize,
    /// What went wrong: with the theme itself, or with a page.
    pub wrong: Vec<String>,
}

/// Renders one page of every kind with every theme.
pub fn check(project: &Project, assessed: &Assessed, findings: &[Finding]) -> Vec<Checked> {
    let names = theme::names(&project.root);
    names
        .into_iter()
        .map(|name| match Theme::load(&project.root, &name) {
            Ok(theme) => rendered(assessed, findings, theme, name),
            Err(error) => Checked {
                name,
                n_pages: 0,
                wrong: vec![error.to_string()],
            },
        })
        .collect()
}

fn rendered(assessed: &Assessed, findings: &[Finding], theme: Theme, name: String) -> Checked {
    let site = plan(Plan {
        book: Arc::clone(&assessed.book),
        assessment: Arc::clone(&assessed.assessment),
        findings: Arc::new(findings.to_vec()),
        theme: Arc::new(theme),
        commit: None,
        statics: Arc::default(),
        export: None,
        is_kept: false,
    });
    let mut kinds: BTreeMap<String, &str> = BTreeMap::new();
    for path in site.paths().filter(|path| path.ends_with(".html")) {
        kinds.entry(kind(path)).or_insert(path);
    }
    let wrong = kinds
        .values()
        .filter_map(|path| site.make(path)?.err())
        .map(|error| error.message)
        .collect();
    Checked {
        name,
        n_pages: kinds.len(),
        wrong,
    }
}

/// Pages of one kind differ in the name of what they are about alone.
fn kind(path: &str) -> String {
    let parts: Vec<&str> = path.split('/').collect();
    let is_name = |place: usize| place > 0 && place + 1 < parts.len() && parts.get(place) != Some(&"why");
    let parts = parts.iter().enumerate();
    let kept: Vec<&str> = parts
        .map(|(place, part)| if is_name(place) { "*" } else { part })
        .collect();
    kept.join("/")
}

/// Why a file was not copied.
#[derive(Debug)]
pub enum EjectError {
    /// No theme below has such a file; the ones there are.
    Unknown(Vec<String>),
    /// A file of that name stands there already.
    Taken(PathBuf),
    /// The theme below cannot be read.
    Theme(ThemeError),
    /// The disk.
    Disk(PathBuf, io::Error),
}

/// Copies a file of the theme below into the book's own folder of its theme, and notes what it was; gives where it went.
///
/// # Errors
/// As [`EjectError`]. Nothing is ever overwritten.
pub fn eject(project: &Project, name: &str, file: &str) -> Result<PathBuf, EjectError> {
    let below = theme::files_below(&project.root, name).map_err(EjectError::Theme)?;
    let Some(bytes) = below.get(file) else {
        return Err(EjectError::Unknown(below.into_keys().collect()));
    };
    let folder = project.root.join("themes").join(name);
    let path = folder.join(file);
    if path.exists() {
        return Err(EjectError::Taken(path));
    }
    let disk = |path: &PathBuf| {
        let path = path.clone();
        move |error| EjectError::Disk(path, error)
    };
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).map_err(disk(&path))?;
    }
    fs::write(&path, bytes).map_err(disk(&path))?;
    let card = folder.join("theme.yaml");
    let before = match fs::read_to_string(&card) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => format!("name: {name}\n"),
        Err(error) => return Err(EjectError::Disk(card, error)),
    };
    fs::write(&card, noted(&before, file, &theme::mark_of(bytes))).map_err(disk(&card))?;
    Ok(path)
}

/// The card with a line for the file, everything else as it was.
fn noted(card: &str, file: &str, mark: &str) -> String {
    let line = format!("  {file}: \"{mark}\"\n");
    let has_key = card.lines().any(|line| line.trim_end() == "ejected:");
    if has_key {
        return card.replacen("ejected:\n", &format!("ejected:\n{line}"), 1);
    }
    let end = if card.ends_with('\n') || card.is_empty() {
        ""
    } else {
        "\n"
    };
    format!(
        "{card}{end}# Files copied from the theme below, and what they were then: a build says when one of them moved on.\nejected:\n{line}"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_keeps_its_words_and_gains_a_line() {
        let once = noted("name: Acme # ours\n", "templates/home.html", "00ff");
        assert!(
            once.starts_with("name: Acme # ours\n")
                && once.ends_with("ejected:\n  templates/home.html: \"00ff\"\n")
        );
        let twice = noted(&once, "static/site.js", "11aa");
        assert_eq!(twice.matches("ejected:").count(), 1);
        assert!(twice.contains("  static/site.js: \"11aa\"\n"));
    }

    #[test]
    fn pages_of_a_kind_are_one_kind() {
        assert_eq!(kind("accounts/a/index.html"), kind("accounts/b/index.html"));
        assert_ne!(kind("accounts/a/index.html"), kind("accounts/a/why/index.html"));
        assert_ne!(kind("accounts/index.html"), kind("models/index.html"));
    }
}
