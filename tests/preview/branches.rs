//! A branch switch under the preview: every dossier changes at once, and what is asked for next is of the new branch.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::Preview;
use crate::bytes;
use crate::clean;

/// Dossiers that differ between the branches.
const MANY: usize = 5_000;

/// The branches, each with a mark in the names of all its accounts.
const BRANCHES: [(&str, &str); 2] = [("first", "甲"), ("second", "乙")];

/// Switches back and forth.
const SWITCHES: usize = 4;

/// Rebuilds of a switch, at most: one while git still writes, where it pauses for longer than an editor does, and one of the end.
const MOST_REBUILDS: usize = 2;

fn git(root: &Path, arguments: &[&str]) {
    let run = Command::new("git")
        .arg("-C")
        .arg(root)
        .args([
            "-c",
            "user.name=t",
            "-c",
            "user.email=t@example.org",
            "-c",
            "gc.auto=0",
        ])
        .args(arguments)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&run.stderr);
    assert!(run.status.success(), "git {arguments:?}: {said}");
}

/// A small dossier: the site is large by their number.
fn dossier(mark: &str, number: usize) -> String {
    format!(
        "---\nname: {mark}{number}号\nindustry: food\nstatus: prospect\nowner: wei\n\
         team: [{{person: wei, role: sales, since: 2024-01-01}}]\nclassification: internal\nreviewed_on: 2026-06-10\n---\n"
    )
}

/// Two branches in whose dossiers nothing is the same; each has one that the other has not.
fn branch(root: &Path) {
    git(root, &["init", "--quiet", "--initial-branch", "first"]);
    for (name, mark) in BRANCHES {
        if name != "first" {
            git(root, &["checkout", "--quiet", "-b", name]);
        }
        let accounts = root.join("content/accounts");
        for number in 1..=MANY {
            fs::write(accounts.join(format!("many-{number}.md")), dossier(mark, number)).unwrap();
        }
        drop(fs::remove_file(accounts.join("only-first.md")));
        fs::write(accounts.join(format!("only-{name}.md")), dossier(mark, 0)).unwrap();
        git(root, &["add", "--all"]);
        git(root, &["commit", "--quiet", "--message", name]);
    }
    git(root, &["checkout", "--quiet", "first"]);
}

#[test]
fn a_switch_that_changes_five_thousand_dossiers_is_few_rebuilds_and_never_shows_the_other_branch() {
    let mut preview = Preview::of_book(&[], branch);
    preview.shows("accounts/many-1/index.html", "甲1号");
    let before = preview.n_made();
    for round in 1..=SWITCHES {
        let (name, mark) = BRANCHES[round % 2];
        let (other, _) = BRANCHES[(round + 1) % 2];
        git(&preview.root, &["checkout", "--quiet", name]);
        // Asked for at once, the first and the last that git wrote, by turns.
        let number = [1, 999, 4_999, 5_000][round % 4];
        preview.shows(
            &format!("accounts/many-{number}/index.html"),
            &format!("{mark}{number}号"),
        );
        assert_eq!(preview.get(&format!("accounts/only-{name}/index.html")).0, 200);
        assert_eq!(preview.get(&format!("accounts/only-{other}/index.html")).0, 404);
        let site = clean(&preview.root).unwrap();
        // The home page names the commit.
        for path in ["index.html", "accounts/index.html", "industries/food/index.html"] {
            let page = preview.get(path).1;
            assert!(page.as_bytes() == bytes(&site, path), "{name}: {path} differs");
        }
    }
    let n_made = preview.n_made() - before;
    assert!(
        n_made <= SWITCHES * MOST_REBUILDS,
        "{n_made} rebuilds for {SWITCHES} switches of {MANY} dossiers"
    );
}

#[test]
fn a_commit_and_a_branch_of_the_same_files_show_at_once() {
    let mut preview = Preview::of_book(&[], |root| {
        git(root, &["init", "--quiet", "--initial-branch", "first"]);
        git(root, &["add", "--all"]);
        git(root, &["commit", "--quiet", "--message", "first"]);
    });
    preview.get("");
    for round in 1..=4 {
        let (name, other) = (format!("branch-{round}"), format!("branch-{}", round - 1));
        let commit: &[&str] = &["commit", "--quiet", "--allow-empty", "--message", "more"];
        let branch: &[&str] = &["checkout", "--quiet", "-b", &name];
        let back: &[&str] = match round {
            1 => &["checkout", "--quiet", "first"],
            _ => &["checkout", "--quiet", &other],
        };
        for arguments in [branch, commit, back] {
            git(&preview.root, arguments);
            let page = preview.get("index.html").1;
            let site = clean(&preview.root).unwrap();
            assert!(
                page.as_bytes() == bytes(&site, "index.html"),
                "git {arguments:?}: the home page differs"
            );
        }
    }
}

#[test]
fn a_lock_that_git_left_behind_keeps_no_save_from_being_shown() {
    let mut preview = Preview::of_book(&[], |root| {
        git(root, &["init", "--quiet"]);
        fs::write(root.join("content/accounts/one.md"), dossier("甲", 0)).unwrap();
    });
    preview.shows("accounts/one/index.html", "甲0号");
    fs::write(preview.root.join(".git/index.lock"), "").unwrap();
    for number in 1..=3 {
        fs::write(preview.content("accounts/one.md"), dossier("甲", number)).unwrap();
        preview.shows("accounts/one/index.html", &format!("甲{number}号"));
    }
}
