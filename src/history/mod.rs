//! What git knows of a book: for now the last commit.
//!
//! In: a folder. Out: plain values; `None` where there is no git, no repository or no commit.
//! Never: writes to the repository, takes its locks, or listens to `GIT_*` of the caller's environment.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;
use std::process::Stdio;
use std::time::SystemTime;

use jiff::civil::Date;

use crate::model::date::parse_date;

/// The commit a book stands at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Full hash, in hexadecimal.
    pub hash: String,
    /// Day of the committer's date, in the commit's own offset from UTC.
    pub date: Date,
}

/// The last commit of the repository `root` lies in; git is asked only if there is one.
pub fn head(root: &Path) -> Option<Head> {
    folder(root)?;
    let text = git(
        root,
        &[
            "log",
            "-1",
            "--no-show-signature",
            "--format=%H %cd",
            "--date=format:%Y-%m-%d",
        ],
    )?;
    let (hash, date) = text.trim().split_once(' ')?;
    let is_hash = hash.len() >= 40 && hash.bytes().all(|b| b.is_ascii_hexdigit());
    is_hash.then_some(())?;
    Some(Head {
        hash: hash.to_owned(),
        date: parse_date(date)?,
    })
}

/// Sizes and times of [`marks`]: others, perhaps another [`head`]. Empty without a repository.
pub fn mark(root: &Path) -> Vec<(u64, Option<SystemTime>)> {
    let facts = |file: PathBuf| {
        let data = file.metadata().ok()?;
        Some((data.len(), data.modified().ok()))
    };
    marks(root).into_iter().filter_map(facts).collect()
}

/// Files of which git rewrites one when a commit or a switch is done: the branch last, after its log. Empty without a
/// repository.
pub fn marks(root: &Path) -> Vec<PathBuf> {
    let Some(folder) = folder(root) else {
        return Vec::new();
    };
    let common = match fs::read_to_string(folder.join("commondir")) {
        Ok(path) => folder.join(path.trim()),
        Err(_) => folder.clone(),
    };
    let head = folder.join("HEAD");
    let branch = fs::read_to_string(&head).ok();
    let branch = branch.as_deref().and_then(|text| text.strip_prefix("ref: "));
    let branch = branch.map(|name| common.join(name.trim()));
    let packed = common.join("packed-refs");
    // Git's newer format has a table of a worktree and one of all.
    let tables = [folder, common].map(|folder| folder.join("reftable/tables.list"));
    let all = [head].into_iter().chain(branch).chain([packed]).chain(tables);
    all.collect::<BTreeSet<PathBuf>>().into_iter().collect()
}

/// True while git changes files of the repository: it holds its lock from before the first to after the last.
pub fn is_busy(root: &Path) -> bool {
    folder(root).is_some_and(|folder| folder.join("index.lock").exists())
}

/// The folder in which git keeps what `root` stands at.
fn folder(root: &Path) -> Option<PathBuf> {
    let above = |root: &Path| {
        let mut all = root.ancestors().map(|folder| folder.join(".git"));
        all.find(|git| git.exists())
    };
    // Git looks where a linked folder really is.
    let folder = above(root).or_else(|| above(&fs::canonicalize(root).ok()?))?;
    // A worktree has a file that names its folder.
    Some(match fs::read_to_string(&folder) {
        Ok(text) => text
            .strip_prefix("gitdir: ")
            .and_then(|path| Some(folder.parent()?.join(path.trim())))
            .unwrap_or(folder),
        Err(_) => folder,
    })
}

/// What `git` prints; `None` if it cannot be run or fails.
fn git(root: &Path, arguments: &[&str]) -> Option<String> {
    let mut command = Command::new("git");
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("GIT_") {
            command.env_remove(name);
        }
    }
    let command = command
        .env("GIT_OPTIONAL_LOCKS", "0")
        .env("LC_ALL", "C")
        .stdin(Stdio::null())
        .stderr(Stdio::null());
    let output = command
        .arg("-C")
        .arg(root)
        .args(["-c", "core.quotepath=off"])
        .args(arguments)
        .output()
        .ok()?;
    output.status.success().then_some(())?;
    String::from_utf8(output.stdout).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn commit(root: &Path, date: &str) {
        let run = |arguments: &[&str]| {
            let mut command = Command::new("git");
            command
                .arg("-C")
                .arg(root)
                .args(["-c", "user.name=t", "-c", "user.email=t@example.org"])
                .args(arguments);
            let done = command
                .env("GIT_COMMITTER_DATE", date)
                .env("GIT_AUTHOR_DATE", "2001-01-01T00:00:00Z")
                .output();
            assert!(done.unwrap().status.success(), "{arguments:?}");
        };
        run(&["init", "-q"]);
        run(&["commit", "-q", "--allow-empty", "--no-gpg-sign", "-m", "x"]);
    }

    #[test]
    fn the_day_is_the_committers_in_the_commits_own_offset() {
        let folder = tempfile::tempdir().unwrap();
        commit(folder.path(), "2025-06-30T23:30:00-08:00");
        assert_eq!(head(folder.path()).unwrap().date.to_string(), "2025-06-30");
        commit(folder.path(), "2025-07-01T00:30:00+08:00");
        assert_eq!(head(folder.path()).unwrap().date.to_string(), "2025-07-01");
    }

    #[test]
    fn without_a_repository_or_a_commit_there_is_no_head() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(head(folder.path()), None);
        let made = Command::new("git")
            .arg("-C")
            .arg(folder.path())
            .args(["init", "-q"])
            .status();
        assert!(made.unwrap().success());
        assert_eq!(head(folder.path()), None);
    }

    #[cfg(unix)]
    #[test]
    fn a_book_that_is_reached_by_a_link_stands_at_the_commit_of_where_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let repository = folder.path().join("repository");
        fs::create_dir_all(repository.join("book")).unwrap();
        commit(&repository, "2025-06-30T23:30:00-08:00");
        let link = folder.path().join("link");
        std::os::unix::fs::symlink(repository.join("book"), &link).unwrap();
        assert_eq!(head(&link), head(&repository));
        assert!(head(&link).is_some() && !mark(&link).is_empty());
    }

    /// Runs git in a folder; false if it fails.
    fn runs(root: &Path, arguments: &[&str]) -> bool {
        let mut command = Command::new("git");
        let command = command.arg("-C").arg(root);
        let command = command.args(["-c", "user.name=t", "-c", "user.email=t@example.org"]);
        command.args(arguments).status().unwrap().success()
    }

    #[test]
    fn every_commit_and_switch_rewrites_a_mark_after_the_head_has_moved() {
        for format in ["files", "reftable"] {
            let folder = tempfile::tempdir().unwrap();
            let root = folder.path().join("book");
            fs::create_dir(&root).unwrap();
            let named = format!("--ref-format={format}");
            let first: &[&str] = &["commit", "-q", "--allow-empty", "-m", "x"];
            let mut init = vec!["init", "-q", "--initial-branch", "first"];
            // An older git has one format, and does not know the option.
            init.extend((format != "files").then_some(&*named));
            if !runs(&root, &init) && format != "files" {
                continue;
            }
            assert!(runs(&root, first));
            let tree = ["worktree", "add", "-q", "-b", "topic/second", "../tree"];
            assert!(runs(&root, &tree));
            for place in [root.clone(), folder.path().join("tree")] {
                for arguments in [first, &["checkout", "-q", "--detach"], first] {
                    let before = mark(&place);
                    let hash = head(&place).unwrap().hash;
                    assert!(runs(&place, arguments));
                    assert_ne!(mark(&place), before, "{format}: {arguments:?}");
                    let is_commit = arguments == first;
                    assert_eq!(head(&place).unwrap().hash != hash, is_commit);
                }
            }
        }
    }
}
