//! Which file of `content/` is what, by its path alone.

use crate::content::decode::form::id_hint;
use crate::content::decode::near::nearest;
use crate::diag::Words;
use crate::model::book::PageKind;
use crate::model::id::Id;
use crate::words;

/// What a file is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Role {
    /// `book.yaml`.
    Settings,
    /// `people.yaml`.
    People,
    /// `organisations.yaml`.
    Organisations,
    /// `labels.yaml`.
    Labels,
    /// A page, a sheet or a model; the name may not be an id. The section is the playbook's folder.
    Thing {
        /// What it is about.
        kind: PageKind,
        /// The name its id is made of.
        stem: String,
        /// Folder below `playbook/`, empty elsewhere.
        section: String,
    },
    /// A file beside a dossier, as long as there is an `index.md` at this path.
    Attachment(String),
    /// `ledgers/` and `static/`, and folders below `models/`: known, and not read here.
    Beside,
    /// Nothing expects it.
    Stray(Words),
}

const FOLDERS: &[&str] = &[
    "accounts",
    "industries",
    "competitors",
    "compositions",
    "landscapes",
    "playbook",
    "cases",
    "models",
    "ledgers",
    "static",
];
const FILES: &[&str] = &["book.yaml", "people.yaml", "organisations.yaml", "labels.yaml"];

/// What the file at `path` is, from the book's root: `content/accounts/north-bank.md`.
pub fn role(path: &str) -> Role {
    let below = path.strip_prefix("content/").unwrap_or(path);
    match below.split_once('/') {
        // Nearly all files.
        Some((folder, name)) if !name.contains('/') => role_of(&[folder, name]),
        _ => role_of(&below.split('/').collect::<Vec<&str>>()),
    }
}

/// What the file is whose path from `content/` has these parts.
fn role_of(parts: &[&str]) -> Role {
    match parts {
        ["book.yaml"] => Role::Settings,
        ["people.yaml"] => Role::People,
        ["organisations.yaml"] => Role::Organisations,
        ["labels.yaml"] => Role::Labels,
        ["ledgers" | "static", ..] => Role::Beside,
        ["models", _, _, ..] => Role::Beside,
        ["models", name] => sheet(PageKind::Model, name),
        ["compositions", name] => sheet(PageKind::Composition, name),
        ["landscapes", name] => sheet(PageKind::Landscape, name),
        ["compositions" | "landscapes", ..] => Role::Stray(words!(
            "直接放在文件夹里，不要再分层",
            "put it right into the folder, not deeper"
        )),
        ["playbook", folders @ .., name] => playbook(folders, name),
        [folder, rest @ ..] => match page_kind(folder) {
            Some(kind) => page(kind, folder, rest),
            None => Role::Stray(unknown(folder, rest)),
        },
        [] => Role::Stray(unknown("", &[])),
    }
}

fn page_kind(folder: &str) -> Option<PageKind> {
    match folder {
        "accounts" => Some(PageKind::Account),
        "industries" => Some(PageKind::Industry),
        "competitors" => Some(PageKind::Competitor),
        "cases" => Some(PageKind::Case),
        _ => None,
    }
}

fn thing(kind: PageKind, stem: &str, section: String) -> Role {
    Role::Thing {
        kind,
        stem: stem.to_owned(),
        section,
    }
}

fn sheet(kind: PageKind, name: &str) -> Role {
    match name.strip_suffix(".yaml") {
        Some(stem) => thing(kind, stem, String::new()),
        None => Role::Stray(ending(name, "yaml")),
    }
}

fn page(kind: PageKind, folder: &str, rest: &[&str]) -> Role {
    match rest {
        [name] => match name.strip_suffix(".md") {
            Some(stem) => thing(kind, stem, String::new()),
            None => Role::Stray(ending(name, "md")),
        },
        [stem, "index.md"] => thing(kind, stem, String::new()),
        [stem, ..] => Role::Attachment(format!("content/{folder}/{stem}/index.md")),
        [] => Role::Stray(unknown(folder, &[])),
    }
}

/// `playbook/method/index.md` is the page `method`; other pages are named by their stem, however deep they lie.
fn playbook(folders: &[&str], name: &str) -> Role {
    match (name, folders) {
        ("index.md", [above @ .., stem]) => thing(PageKind::Playbook, stem, above.join("/")),
        (name, folders) => match name.strip_suffix(".md") {
            Some(stem) => thing(PageKind::Playbook, stem, folders.join("/")),
            None if folders.is_empty() => Role::Stray(ending(name, "md")),
            None => Role::Attachment(format!("content/playbook/{}/index.md", folders.join("/"))),
        },
    }
}

fn ending(name: &str, wanted: &str) -> Words {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let end = name.rsplit_once('.').map_or("", |(_, end)| end);
    let is_near = matches!(
        (end, wanted),
        ("yml" | "yaml" | "json", "yaml") | ("markdown" | "mdx" | "txt" | "MD", "md")
    );
    if is_near {
        return words!("改名为 `{stem}.{wanted}`", "rename it to `{stem}.{wanted}`");
    }
    words!(
        "这个文件夹里只放 `.{wanted}`；要公开的文件放进 `static/`，客户的附件放进 `accounts/<编号>/`",
        "this folder holds `.{wanted}` files; put files to publish into `static/`, an account's own beside its `index.md`"
    )
}

fn unknown(folder: &str, rest: &[&str]) -> Words {
    let (known, is_file) = if rest.is_empty() {
        (FILES, true)
    } else {
        (FOLDERS, false)
    };
    let name = folder.strip_suffix(".yml").map(|stem| format!("{stem}.yaml"));
    let name = name.as_deref().unwrap_or(folder);
    match nearest(name, known.iter().copied()) {
        Some(near) if is_file => words!("是不是 `{near}`？改名即可", "do you mean `{near}`? rename it"),
        Some(near) => words!(
            "是不是文件夹 `{near}/`？改名即可",
            "do you mean the folder `{near}/`? rename it"
        ),
        None => {
            let all = known.join("` `");
            words!(
                "这里可有：`{all}`；要公开的文件放进 `static/`",
                "known here are `{all}`; put files to publish into `static/`"
            )
        }
    }
}

/// The id a name gives.
///
/// # Errors
/// Why it cannot be one, and how to mend it.
pub fn id_of(stem: &str) -> Result<Id, Box<(Words, Words)>> {
    Id::new(stem).ok_or_else(|| {
        let message = words!(
            "文件名 `{stem}` 不能作编号",
            "the file name `{stem}` cannot be an id"
        );
        Box::new((message, id_hint(stem)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, want: &str) {
        let got = match role(path) {
            Role::Thing { kind, stem, section } => format!("{} {stem} {section}", kind.word()),
            Role::Attachment(page) => format!("beside {page}"),
            Role::Stray(_) => "stray".to_owned(),
            other => format!("{other:?}"),
        };
        assert_eq!(got.trim(), want, "{path}");
    }

    #[test]
    fn a_path_says_what_a_file_is() {
        for (path, want) in [
            ("content/book.yaml", "Settings"),
            ("content/people.yaml", "People"),
            ("content/accounts/a.md", "accounts a"),
            ("content/accounts/a/index.md", "accounts a"),
            (
                "content/accounts/a/plan.pdf",
                "beside content/accounts/a/index.md",
            ),
            (
                "content/accounts/a/notes/x.md",
                "beside content/accounts/a/index.md",
            ),
            ("content/playbook/six-step.md", "playbook six-step"),
            ("content/playbook/way/deep/x.md", "playbook x way/deep"),
            ("content/playbook/way/index.md", "playbook way"),
            (
                "content/playbook/way/x.png",
                "beside content/playbook/way/index.md",
            ),
            ("content/models/selection.yaml", "models selection"),
            ("content/models/old/selection.yaml", "Beside"),
            ("content/ledgers/orders.csv", "Beside"),
            ("content/static/logo.svg", "Beside"),
            ("content/models/selection.yml", "stray"),
            ("content/landscapes/a/b.yaml", "stray"),
            ("content/accounts/photo.png", "stray"),
            ("content/README.md", "stray"),
            ("content/account/a.md", "stray"),
        ] {
            check(path, want);
        }
    }

    #[test]
    fn a_stray_file_is_told_where_it_may_belong() {
        for (path, want) in [
            ("content/account/a.md", "accounts/"),
            ("content/book.yml", "book.yaml"),
            ("content/models/selection.yml", "selection.yaml"),
        ] {
            let Role::Stray(hint) = role(path) else {
                panic!("{path}")
            };
            assert!(
                hint.en.contains(want) && hint.zh.contains(want),
                "{path}: {}",
                hint.en
            );
        }
    }
}
