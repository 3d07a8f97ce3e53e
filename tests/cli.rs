//! Whole runs of the program, as transcripts: each file of `tests/cli/` is one scratch folder and what happens in it.
//!
//! A transcript's lines: `$ keybook …` runs the program (the folder of an earlier `cd` is its working directory);
//! `out| …` and `err| …` are what it must print, `exit N` how it must end. `# …` is a remark. Preparations:
//! `cd DIR` · `write PATH` with its text in `| …` lines · `replace PATH` with `- old` and `+ new` · `remove PATH` · `env NAME=VALUE`.
//! In outputs `{here}` is the scratch folder and `{n}` a number that may change with the theme.
//! `UPDATE=1 cargo test --test cli` writes what the program does into the transcripts: read the diff as if it were code.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that cannot go on says so and stops"
)]

use std::fs;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;
use std::process::Stdio;

#[test]
fn every_transcript_is_what_the_program_does() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli");
    let mut cases: Vec<PathBuf> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    cases.sort();
    assert!(
        cases.len() >= 8,
        "only {} transcripts in {}",
        cases.len(),
        folder.display()
    );
    let mut wrong = Vec::new();
    for case in cases {
        let before = fs::read_to_string(&case).unwrap();
        let after = play(&before);
        if after == before {
            continue;
        }
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&case, after).unwrap();
        } else {
            wrong.push(format!("{}\n{}", case.display(), difference(&before, &after)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// Runs a transcript and gives it back with what really happened.
fn play(text: &str) -> String {
    let scratch = tempfile::tempdir().unwrap();
    let root = scratch.path().canonicalize().unwrap();
    let mut here = root.clone();
    let mut environment: Vec<(String, String)> = Vec::new();
    let mut played = String::new();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let is_result = line.starts_with("out|") || line.starts_with("err|") || line.starts_with("exit ");
        if is_result {
            continue;
        }
        played.push_str(line);
        played.push('\n');
        let mut block = |mark: &str| -> String {
            let mut block = String::new();
            while let Some(line) = lines.next_if(|line| line.starts_with(mark)) {
                played.push_str(line);
                played.push('\n');
                block.push_str(
                    line[mark.len()..]
                        .strip_prefix(' ')
                        .unwrap_or(&line[mark.len()..]),
                );
                block.push('\n');
            }
            block
        };
        match line.split_once(' ') {
            Some(("$", command)) => played.push_str(&run(command, &root, &here, &environment)),
            Some(("cd", folder)) => here = root.join(folder),
            Some(("env", pair)) => {
                let (name, value) = pair.split_once('=').unwrap();
                environment.push((name.to_owned(), value.to_owned()));
            }
            Some(("remove", path)) => fs::remove_file(here.join(path)).unwrap(),
            Some(("write", path)) => {
                let text = block("|");
                let path = here.join(path);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, text).unwrap();
            }
            Some(("replace", path)) => {
                let (old, new) = (block("-"), block("+"));
                let path = here.join(path);
                let text = fs::read_to_string(&path).unwrap();
                assert_eq!(
                    text.matches(&old).count(),
                    1,
                    "{old:?} must stand once in {}",
                    path.display()
                );
                fs::write(path, text.replace(&old, &new)).unwrap();
            }
            _ => assert!(
                line.is_empty() || line.starts_with('#'),
                "not a line of a transcript: {line}"
            ),
        }
    }
    played
}

fn run(command: &str, root: &Path, here: &Path, environment: &[(String, String)]) -> String {
    let words: Vec<String> = command
        .split_whitespace()
        .map(|word| word.replace("{here}", root.to_str().unwrap()))
        .collect();
    assert_eq!(words[0], "keybook", "{command}");
    let mut program = Command::new(env!("CARGO_BIN_EXE_keybook"));
    for name in [
        "LC_ALL",
        "LC_MESSAGES",
        "LANG",
        "NO_COLOR",
        "COLUMNS",
        "RUST_BACKTRACE",
    ] {
        program.env_remove(name);
    }
    let environment = environment.iter().map(|(name, value)| (name, value));
    let output = program
        .args(&words[1..])
        .envs(environment)
        .current_dir(here)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let mut text = String::new();
    for (mark, bytes) in [("out|", output.stdout), ("err|", output.stderr)] {
        for line in String::from_utf8(bytes).unwrap().lines() {
            let line = masked(&line.replace(root.to_str().unwrap(), "{here}"));
            text.push_str(format!("{mark} {line}").trim_end());
            text.push('\n');
        }
    }
    text.push_str(&format!("exit {}\n", output.status.code().unwrap()));
    text
}

/// Hides how many pages a theme makes of a book, and how long that took.
fn masked(line: &str) -> String {
    let is_summary = line.contains(" pages (") || line.contains(" 页（") || line.contains(" ms  ");
    if !is_summary {
        return line.to_owned();
    }
    let mut text = String::new();
    for c in line.trim_start().chars() {
        match c.is_ascii_digit() {
            true if text.ends_with("{n}") => {}
            true => text.push_str("{n}"),
            false => text.push(c),
        }
    }
    text.replace("{n}.{n} ms", "{n} ms")
}

fn difference(before: &str, after: &str) -> String {
    let (before, after): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let same = before.iter().zip(&after).take_while(|(a, b)| a == b).count();
    let show = |lines: &[&str]| {
        lines
            .iter()
            .skip(same)
            .take(12)
            .map(|line| format!("    {line}\n"))
            .collect::<String>()
    };
    format!(
        "  from line {}, expected:\n{}  found:\n{}",
        same + 1,
        show(&before),
        show(&after)
    )
}

fn init(folder: &Path) -> PathBuf {
    let book = folder.join("book");
    let made = Command::new(env!("CARGO_BIN_EXE_keybook"))
        .arg("init")
        .arg(&book)
        .output()
        .unwrap();
    assert!(made.status.success());
    book
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let folder = tempfile::tempdir().unwrap();
    let book = init(folder.path());
    let mut child = Command::new(env!("CARGO_BIN_EXE_keybook"))
        .args(["export", "--root"])
        .arg(book)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let ended = child.wait_with_output().unwrap();
    assert_eq!(
        (ended.status.code(), String::from_utf8(ended.stderr).unwrap()),
        (Some(0), String::new())
    );
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_behind_stdout_is_the_machines_error() {
    let folder = tempfile::tempdir().unwrap();
    let book = init(folder.path());
    let full = fs::File::options().write(true).open("/dev/full").unwrap();
    let ended = Command::new(env!("CARGO_BIN_EXE_keybook"))
        .args(["export", "--root"])
        .arg(book)
        .stdout(full)
        .output()
        .unwrap();
    assert_eq!(ended.status.code(), Some(3));
}

#[test]
fn a_named_port_that_is_taken_is_the_machines_error() {
    let folder = tempfile::tempdir().unwrap();
    let book = init(folder.path());
    let taken = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let ended = Command::new(env!("CARGO_BIN_EXE_keybook"))
        .args(["serve", "--port", &port, "--root"])
        .arg(book)
        .output()
        .unwrap();
    assert_eq!(ended.status.code(), Some(3));
    assert!(String::from_utf8(ended.stderr).unwrap().contains(&port));
}
