//! Every finding has a small wrong book: `tests/errors/<code>/` over `tests/errors/base/`.
//!
//! `expected.txt` lists all that is found in it, one `file:line:column code field` a line, `content/` left out;
//! `removed.txt` names files of the base that the case does without.

#![expect(clippy::unwrap_used, reason = "a test stops at what it cannot prepare")]

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::path::PathBuf;

use keybook::content;
use keybook::content::Memory;
use keybook::content::ReadOptions;
use keybook::content::snapshot;
use keybook::content::snapshot::Snapshot;
use keybook::diag::Code;
use keybook::diag::Finding;
use keybook::diag::Lang;
use keybook::diag::finding::in_order;
use keybook::diag::github;
use keybook::diag::json;
use keybook::diag::sarif;
use keybook::diag::terminal;
use keybook::engine;

/// Codes of the machine, of an import and of themes, not of a book: shown by tests of their own.
const NOT_OF_A_BOOK: &[Code] = &[Code::Unreadable, Code::KeptField, Code::ThemeMoved];

type Files = BTreeMap<String, Vec<u8>>;

fn errors() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/errors")
}

fn files(folder: &Path) -> Files {
    if !folder.join("content").exists() {
        return Files::new();
    }
    let snapshot = snapshot::take(folder).unwrap();
    let opened = snapshot.opened();
    snapshot
        .files
        .iter()
        .map(|(path, facts)| {
            let mut bytes = Vec::new();
            opened.bytes(path, *facts, &mut bytes).unwrap();
            (path.to_string(), bytes)
        })
        .collect()
}

/// The base with the case laid over it.
fn book_of(case: &str) -> Files {
    let mut book = files(&errors().join("base"));
    assert!(book.len() > 10, "the base is there");
    let folder = errors().join(case);
    let removed = fs::read_to_string(folder.join("removed.txt")).unwrap_or_default();
    for path in removed.lines() {
        assert!(
            book.remove(path).is_some(),
            "{case} removes {path}, which is not in the base"
        );
    }
    let own = files(&folder);
    assert!(!own.is_empty() || !removed.is_empty(), "{case} is like the base");
    book.extend(own);
    book
}

fn findings(files: &Files) -> Vec<Finding> {
    let snapshot = Snapshot::of(files.clone());
    let read = content::read(&snapshot, &ReadOptions::default(), &mut Memory::default());
    let mut findings = read.findings;
    if let Some(book) = read.value {
        findings.extend(engine::assess(&book).findings);
    }
    in_order(&mut findings);
    findings
}

fn said(findings: &[Finding]) -> String {
    let line = |finding: &Finding| {
        let place = &finding.place;
        let file = place.file.strip_prefix("content/").unwrap();
        let (line, column, code) = (place.at.line, place.at.column, finding.code.word());
        let text = format!("{file}:{line}:{column} {code} {}", finding.field);
        format!("{}\n", text.trim_end())
    };
    findings.iter().map(line).collect()
}

fn cases() -> Vec<String> {
    let folders = fs::read_dir(errors()).unwrap();
    let names = folders.map(|folder| folder.unwrap().file_name().into_string().unwrap());
    let mut cases: Vec<String> = names.filter(|name| name != "base").collect();
    cases.sort();
    cases
}

#[test]
fn the_base_has_nothing_wrong() {
    assert_eq!(said(&findings(&files(&errors().join("base")))), "");
}

#[test]
fn every_case_finds_what_it_expects_and_nothing_else() {
    let mut wrong = Vec::new();
    for case in cases() {
        let found = findings(&book_of(&case));
        let got = said(&found);
        let path = errors().join(&case).join("expected.txt");
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&path, &got).unwrap();
        }
        let want = fs::read_to_string(&path).unwrap_or_default();
        let has_own = found.iter().any(|finding| finding.code.word() == case);
        if got != want || !has_own {
            wrong.push(format!("{case}: expected\n{want}found\n{got}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_finding_says_what_is_wrong_and_how_to_mend_it_in_both_languages() {
    let mut n_findings = 0;
    for case in cases() {
        for finding in findings(&book_of(&case)) {
            for lang in Lang::ALL {
                let (message, hint) = (finding.message.get(lang), finding.hint.get(lang));
                assert!(
                    !message.trim().is_empty() && !hint.trim().is_empty(),
                    "{case}: {finding:?}"
                );
                for text in [message, hint] {
                    assert!(!text.contains('\n'), "{case}: `{text}` has several lines");
                    assert!(!text.ends_with(['.', '。']), "{case}: `{text}` ends with a stop");
                }
            }
            let english = &finding.message.en;
            let first = english.chars().next().unwrap();
            assert!(!first.is_uppercase(), "{case}: `{english}` begins with a capital");
            n_findings += 1;
        }
    }
    assert!(n_findings > cases().len());
}

/// Codes that may speak of a whole file.
const OF_A_WHOLE_FILE: &[Code] = &[
    Code::BadId,
    Code::DuplicateId,
    Code::MissingFile,
    Code::NoAsOf,
    Code::SecondModel,
    Code::StrayFile,
];

#[test]
fn every_finding_about_something_written_names_its_line() {
    for case in cases() {
        for finding in findings(&book_of(&case)) {
            let has_line = finding.place.at.line > 0 && finding.place.at.column > 0;
            assert!(
                has_line || OF_A_WHOLE_FILE.contains(&finding.code),
                "{case}: {finding:?}"
            );
        }
    }
}

#[test]
fn every_finding_can_be_shown_in_every_format() {
    for case in cases() {
        let files = book_of(&case);
        let found = findings(&files);
        let text = |path: &str| {
            files
                .get(path)
                .map(|bytes| String::from_utf8_lossy(bytes).into_owned())
        };
        for lang in Lang::ALL {
            for is_coloured in [false, true] {
                let shown = terminal::render(&found, &text, lang, is_coloured);
                assert!(shown.contains(found.first().unwrap().code.word()), "{case}");
            }
            assert_eq!(
                github::render(&found, lang).lines().count(),
                found.len(),
                "{case}"
            );
            for document in [json::render(&found, lang), sarif::render(&found, lang)] {
                serde_json::from_str::<serde_json::Value>(&document).unwrap();
            }
        }
    }
}

#[test]
fn every_code_has_a_case_and_every_case_a_code() {
    let codes: BTreeSet<&str> = Code::ALL
        .iter()
        .filter(|code| !NOT_OF_A_BOOK.contains(code))
        .map(|code| code.word())
        .collect();
    let cases = cases();
    let cases: BTreeSet<&str> = cases.iter().map(String::as_str).collect();
    let missing: Vec<_> = codes.difference(&cases).collect();
    let extra: Vec<_> = cases.difference(&codes).collect();
    if !missing.is_empty() || !extra.is_empty() {
        panic!("codes without a case: {missing:?}; cases without a code: {extra:?}");
    }
}

#[test]
fn a_file_that_cannot_be_read_is_named_and_the_rest_is_read() {
    let folder = tempfile::tempdir().unwrap();
    for (path, bytes) in files(&errors().join("base")) {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    let snapshot = snapshot::take(folder.path()).unwrap();
    let path = folder.path().join("content/labels.yaml");
    fs::remove_file(&path).unwrap();
    fs::create_dir(&path).unwrap();
    let read = content::read(&snapshot, &ReadOptions::default(), &mut Memory::default());
    assert_eq!(said(&read.findings), "labels.yaml:0:0 unreadable\n");
    assert_eq!(read.value.unwrap().accounts.len(), 1);
}
