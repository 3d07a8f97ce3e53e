//! Laws of reading a book, on the example books.

#![expect(clippy::unwrap_used, reason = "a test stops at what it cannot prepare")]

use std::path::Path;
use std::sync::Arc;

use proptest::prelude::*;

use keybook::content;
use keybook::content::Memory;
use keybook::content::ReadOptions;
use keybook::content::snapshot;
use keybook::content::snapshot::Snapshot;
use keybook::diag::Checked;
use keybook::diag::Finding;
use keybook::model::book::Book;

const BOOKS: [&str; 3] = ["example-book", "count", "rank"];

type Edit = fn(&mut Vec<(String, Vec<u8>)>);

fn root(book: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/golden")
        .join(book)
}

fn files(book: &str) -> Vec<(String, Vec<u8>)> {
    let snapshot = snapshot::take(&root(book)).unwrap();
    let opened = snapshot.opened();
    let files: Vec<_> = snapshot
        .files
        .iter()
        .map(|(path, facts)| {
            let mut bytes = Vec::new();
            opened.bytes(path, *facts, &mut bytes).unwrap();
            (path.to_string(), bytes)
        })
        .collect();
    assert!(files.len() > 20, "{book} has only {} files", files.len());
    files
}

fn read(files: Vec<(String, Vec<u8>)>) -> Checked<Option<Arc<Book>>> {
    content::read(
        &Snapshot::of(files),
        &ReadOptions::default(),
        &mut Memory::default(),
    )
}

fn said(findings: &[Finding]) -> Vec<String> {
    findings
        .iter()
        .map(|finding| {
            let at = finding.place.at;
            let (file, code) = (&finding.place.file, finding.code.word());
            format!(
                "{file}:{}:{} {code} {}: {}",
                at.line, at.column, finding.field, finding.message.en
            )
        })
        .collect()
}

#[test]
fn the_example_books_have_no_error() {
    for name in BOOKS {
        let book = read(files(name));
        let errors: Vec<Finding> = book.findings.iter().filter(|it| it.is_error()).cloned().collect();
        assert_eq!(said(&errors), [""; 0], "{name}");
        let value = book.value.unwrap();
        assert!(value.accounts.len() >= 6, "{name}");
        assert!(!value.rulers.scorecards.is_empty(), "{name}");
        assert!(!value.industries.is_empty() && !value.people.is_empty(), "{name}");
    }
}

#[test]
fn the_example_book_is_read_as_written() {
    let book = read(files("example-book")).value.unwrap();
    let bank = &book.accounts["lanjiang-bank"].data;
    assert_eq!(bank.financials.len(), 4);
    assert_eq!(bank.financials[0].revenue.as_ref().unwrap().short(2), "2600000");
    assert_eq!(bank.contacts[1].coverage[1].strength, Some(3));
    assert_eq!(bank.scores.get("selection").unwrap().items.len(), 18);
    assert_eq!(
        bank.scores
            .get("selection")
            .unwrap()
            .stated_points
            .as_ref()
            .unwrap()
            .value
            .short(0),
        "975"
    );
    assert_eq!(bank.wallet[6].spend, None);
    assert_eq!(bank.issues[2].accountable.len(), 2);
    assert!(bank.issues[1].accountable.is_empty());
    assert_eq!(bank.risks[0].rule, Some(3));
    assert_eq!(bank.plan.as_ref().unwrap().steps.len(), 5);
    assert_eq!(bank.keys.get("clv").unwrap().line, 144);
    assert_eq!(
        book.playbook["six-step"]
            .data
            .method
            .as_ref()
            .unwrap()
            .steps
            .len(),
        6
    );
    assert_eq!(book.rulers.classifiers.len(), 5);
    assert!(book.people["gao"].has_left);
    let page = &book.accounts["lanjiang-bank"];
    assert!(page.body.markdown.text().unwrap().starts_with("## 1 行业分析"));
    assert_eq!(page.body.first_line, 148);
}

#[test]
fn reading_twice_gives_the_same() {
    for name in BOOKS {
        let (first, second) = (read(files(name)), read(files(name)));
        assert_eq!(first.findings, second.findings);
        assert_eq!(first.value, second.value);
    }
}

#[test]
fn the_order_of_files_does_not_matter() {
    for name in BOOKS {
        let mut turned = files(name);
        turned.reverse();
        let (first, second) = (read(files(name)), read(turned));
        assert_eq!(first.findings, second.findings);
        assert_eq!(first.value, second.value);
    }
}

#[test]
fn line_ends_and_a_byte_order_mark_change_nothing() {
    for name in BOOKS {
        let plain = read(files(name));
        let dressed = files(name)
            .into_iter()
            .map(|(path, bytes)| {
                let text = String::from_utf8(bytes).unwrap();
                let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
                (
                    path,
                    format!("\u{feff}{}", text.replace('\n', "\r\n")).into_bytes(),
                )
            })
            .collect();
        let dressed = read(dressed);
        assert_eq!(said(&plain.findings), said(&dressed.findings));
        assert_eq!(plain.value, dressed.value);
    }
}

#[test]
fn warm_is_cold() {
    let before = files("example-book");
    let mut memory = Memory::default();
    let options = ReadOptions::default();
    content::read(&Snapshot::of(before.clone()), &options, &mut memory);
    let edits: [Edit; 5] = [
        |files| {
            edit(
                files,
                "content/accounts/lanjiang-bank.md",
                "influence: 5",
                "influence: 4",
            )
        },
        |files| edit(files, "content/book.yaml", "currency: CNY", "currency: USD"),
        |files| edit(files, "content/accounts/qingshan-edu.md", "status: ", "statu: "),
        |files| files.retain(|(path, _)| path != "content/people.yaml"),
        |files| edit(files, "content/models/value.yaml", "cap: 1.2", "cap: [1.2"),
    ];
    for change in edits {
        let mut after = before.clone();
        change(&mut after);
        let snapshot = Snapshot::of(after);
        let warm = content::read(&snapshot, &options, &mut memory);
        let cold = content::read(&snapshot, &options, &mut Memory::default());
        assert_eq!(said(&warm.findings), said(&cold.findings));
        assert_eq!(warm.value, cold.value);
    }
}

#[test]
fn a_file_at_rest_is_not_read_again_and_a_fresh_or_rewritten_one_is() {
    let folder = tempfile::tempdir().unwrap();
    for (path, bytes) in files("example-book") {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    let mut memory = Memory::default();
    let options = ReadOptions::default();
    let mut take = |is_settled: bool| {
        let mut snapshot = snapshot::take(folder.path()).unwrap();
        let soon = std::time::Duration::from_secs(3600);
        let newest = snapshot
            .files
            .values()
            .filter_map(|facts| facts.modified)
            .max()
            .unwrap();
        snapshot.settled_before = is_settled.then(|| newest + soon);
        let book = content::read(&snapshot, &options, &mut memory).value.unwrap();
        (book.people.clone(), memory.taken().n_read)
    };
    let (first, n_files) = take(true);
    assert!(n_files > 10);
    assert_eq!(take(true), (first.clone(), 0), "nothing was touched");
    let (again, n_read) = take(false);
    assert_eq!(
        (again, n_read),
        (first.clone(), n_files),
        "without a moment of rest every byte is read"
    );
    take(true);
    let path = folder.path().join("content/people.yaml");
    let time = std::fs::metadata(&path).unwrap().modified().unwrap();
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.replace("Lin Che", "Lin Chu")).unwrap();
    std::fs::File::options()
        .write(true)
        .open(&path)
        .unwrap()
        .set_modified(time)
        .unwrap();
    if cfg!(unix) {
        let (now, n_read) = take(true);
        assert_ne!(
            now, first,
            "size and time are as they were, but not the time of the change"
        );
        assert_eq!(n_read, 1);
    }
    assert_ne!(take(false).0, first);
}

fn edit(files: &mut [(String, Vec<u8>)], path: &str, from: &str, to: &str) {
    let file = files.iter_mut().find(|(name, _)| name == path).unwrap();
    let text = String::from_utf8(file.1.clone()).unwrap();
    assert!(text.contains(from), "{path} holds no `{from}`");
    file.1 = text.replacen(from, to, 1).into_bytes();
}

#[test]
fn a_page_that_did_not_change_is_shared_with_the_book_before() {
    let mut memory = Memory::default();
    let options = ReadOptions::default();
    let mut changed = files("example-book");
    let before = content::read(&Snapshot::of(changed.clone()), &options, &mut memory)
        .value
        .unwrap();
    edit(
        &mut changed,
        "content/accounts/qingshan-edu.md",
        "reviewed_on: ",
        "reviewed_on:  ",
    );
    let after = content::read(&Snapshot::of(changed), &options, &mut memory)
        .value
        .unwrap();
    for (id, page) in &before.accounts {
        let is_shared = std::sync::Arc::ptr_eq(page, &after.accounts[id]);
        assert_eq!(is_shared, id.as_str() != "qingshan-edu", "{id}");
    }
}

#[test]
fn the_day_is_the_callers_then_the_books_then_gits() {
    let day = |text: &str| keybook::model::date::parse_date(text);
    let as_of = |options: ReadOptions, book_has_one: bool| {
        let mut files = files("example-book");
        if !book_has_one {
            edit(&mut files, "content/book.yaml", "as_of: 2025-06-30\n", "");
        }
        let read = content::read(&Snapshot::of(files), &options, &mut Memory::default());
        let has_none = read
            .findings
            .iter()
            .any(|it| it.code == keybook::diag::Code::NoAsOf);
        assert_eq!(has_none, read.value.is_none());
        read.value.map(|book| book.as_of)
    };
    let asked = ReadOptions {
        as_of: day("2024-01-01"),
        fallback_as_of: day("2023-01-01"),
        ..ReadOptions::default()
    };
    let fallback = ReadOptions {
        as_of: None,
        ..asked.clone()
    };
    assert_eq!(as_of(asked, true), day("2024-01-01"));
    assert_eq!(as_of(fallback.clone(), true), day("2025-06-30"));
    assert_eq!(as_of(fallback, false), day("2023-01-01"));
    assert_eq!(as_of(ReadOptions::default(), false), None);
}

#[test]
fn a_draft_is_in_the_book_only_when_asked_for() {
    let mut files = files("example-book");
    edit(
        &mut files,
        "content/cases/deposit-gate.md",
        "verified: no",
        "verified: no\ndraft: true\nwrong: 1",
    );
    let snapshot = Snapshot::of(files);
    for drafts in [false, true] {
        let options = ReadOptions {
            drafts,
            ..ReadOptions::default()
        };
        let read = content::read(&snapshot, &options, &mut Memory::default());
        let errors = read.findings.iter().filter(|finding| finding.is_error()).count();
        assert_eq!(errors, usize::from(drafts));
        assert_eq!(read.value.unwrap().cases.len(), usize::from(drafts));
    }
}

#[test]
fn every_mistake_of_every_file_is_reported_in_one_run() {
    let mut files = files("example-book");
    edit(
        &mut files,
        "content/accounts/lanjiang-bank.md",
        "status: active",
        "statu: active",
    );
    edit(
        &mut files,
        "content/accounts/lanjiang-bank.md",
        "listed: true",
        "listed: yes",
    );
    edit(
        &mut files,
        "content/accounts/lanjiang-bank.md",
        "employees: 6200",
        "employees: 6,200",
    );
    edit(
        &mut files,
        "content/accounts/lanjiang-bank.md",
        "region: 华东",
        "region： 华东",
    );
    edit(
        &mut files,
        "content/accounts/lanjiang-bank.md",
        "clv: {margin",
        "clv: [margin",
    );
    edit(
        &mut files,
        "content/accounts/moli-college.md",
        "reviewed_on: ",
        "reviewed_on: 昨天 ",
    );
    edit(&mut files, "content/models/value.yaml", "cap: 1.2", "cap: 1,2");
    let errors: Vec<String> = said(
        &read(files)
            .findings
            .into_iter()
            .filter(|it| it.is_error())
            .collect::<Vec<_>>(),
    );
    let codes: Vec<&str> = errors.iter().filter_map(|line| line.split(' ').nth(1)).collect();
    assert_eq!(
        codes,
        [
            "missing-field",
            "full-width-colon",
            "unknown-key",
            "wrong-type",
            "wrong-type",
            "syntax",
            "wrong-type",
            "wrong-type"
        ],
        "{errors:#?}"
    );
}

#[test]
fn registers_may_say_their_kind() {
    let mut files = files("example-book");
    edit(
        &mut files,
        "content/people.yaml",
        "lin: ",
        "kind: people\nextra: {a: 1}\nlin: ",
    );
    edit(
        &mut files,
        "content/labels.yaml",
        "tier: ",
        "kind: people\ntier: ",
    );
    let read = read(files);
    let errors: Vec<Finding> = read.findings.into_iter().filter(Finding::is_error).collect();
    assert_eq!(
        said(&errors),
        ["content/labels.yaml:1:7 unknown-word kind: `kind: people` does not fit the folder"]
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn a_slip_anywhere_in_a_dossier_is_survived_and_named_within_the_file(
        place in 0.0_f64..1.0,
        slip in prop::sample::select(vec![
            "", "：", "\t", "\u{3000}", "{", "}", "[", "]", "\"", "'", "&a ", "*a", "!t ", "- ", ": ", "\n", "---\n", "\0",
            "<<<<<<< a\n", "#", "|", ">", "%", "@", ",", "null", "99999999999999999999", "\u{feff}", "𝄞",
        ]),
        n_lost in 0_usize..6,
    ) {
        let path = "content/accounts/lanjiang-bank.md";
        let text = std::fs::read_to_string(root("example-book").join(path)).unwrap();
        let chars: Vec<char> = text.chars().collect();
        let at = (place * chars.len() as f64) as usize;
        let lost = (at + n_lost).min(chars.len());
        let broken: String = chars[..at].iter().copied().chain(slip.chars()).chain(chars[lost..].iter().copied()).collect();
        let book = ("content/book.yaml".to_owned(), b"title: T\ncurrency: CNY\nas_of: 2025-06-30\n".to_vec());
        let read = read(vec![book, (path.to_owned(), broken.clone().into_bytes())]);
        let lines: Vec<&str> = broken.split('\n').collect();
        for finding in read.findings.iter().filter(|it| &*it.place.file == path) {
            let (line, column) = (finding.place.at.line as usize, finding.place.at.column as usize);
            prop_assert!(line <= lines.len(), "{finding:?}");
            let length = line.checked_sub(1).map_or(0, |line| lines[line].chars().count());
            prop_assert!(column <= length + 1, "{finding:?} in {length}");
        }
    }
}
