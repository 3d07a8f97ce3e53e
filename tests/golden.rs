//! Whole books against the documents they must export: each folder of `tests/golden/` is a case.
//!
//! `content/` is the book, `expected/export.json` its document without findings (their texts are for people).
//! `UPDATE=1` rewrites the cases that are ours; the given ones are the authority and are never rewritten.

#![expect(clippy::unwrap_used, reason = "a case that cannot be read must fail the test")]

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::path::PathBuf;

use keybook::content;
use keybook::content::Memory;
use keybook::content::ReadOptions;
use keybook::content::snapshot;
use keybook::diag::Lang;
use keybook::engine::assess;
use keybook::export::json;
use serde::Serialize;
use serde_json::Value;
use serde_json::ser::PrettyFormatter;

/// Cases whose numbers were computed elsewhere.
const GIVEN: [&str; 3] = ["count", "example-book", "rank"];

/// The file of `expected/` that a case must have; another one fails, as no test would read it.
const EXPECTED: &str = "export.json";

fn cases() -> Vec<PathBuf> {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let mut cases: Vec<PathBuf> = fs::read_dir(golden)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    cases.sort();
    cases
}

fn name(case: &Path) -> &str {
    case.file_name().unwrap().to_str().unwrap()
}

/// The document of a case, findings left out.
fn export(case: &Path) -> Value {
    let snapshot = snapshot::take(case).unwrap();
    let read = content::read(&snapshot, &ReadOptions::default(), &mut Memory::default());
    let errors: Vec<String> = read
        .findings
        .iter()
        .filter(|finding| finding.is_error())
        .map(|finding| format!("{}: {}", finding.place.file, finding.message.en))
        .collect();
    assert_eq!(errors, Vec::<String>::new(), "{} has errors", name(case));
    let book = read.value.unwrap();
    let assessment = assess(&book);
    let text = json(&book, &assessment, &assessment.findings, Lang::En);
    let mut document: Value = serde_json::from_str(&text).unwrap();
    document
        .as_object_mut()
        .unwrap()
        .shift_remove("findings")
        .unwrap();
    document
}

fn text(document: &Value) -> String {
    let mut bytes = Vec::new();
    let mut serializer =
        serde_json::Serializer::with_formatter(&mut bytes, PrettyFormatter::with_indent(b" "));
    document.serialize(&mut serializer).unwrap();
    String::from_utf8(bytes).unwrap() + "\n"
}

/// Every leaf by its path: `accounts[0].value.value`.
fn leaves(path: &str, value: &Value, into: &mut BTreeMap<String, String>) {
    match value {
        Value::Object(map) if !map.is_empty() => {
            for (key, inner) in map {
                leaves(&format!("{path}.{key}"), inner, into);
            }
        }
        Value::Array(list) if !list.is_empty() => {
            for (n, inner) in list.iter().enumerate() {
                leaves(&format!("{path}[{n}]"), inner, into);
            }
        }
        leaf => {
            into.insert(path.to_owned(), leaf.to_string());
        }
    }
}

fn differences(got: &Value, wanted: &Value) -> Vec<String> {
    let (mut ours, mut theirs) = (BTreeMap::new(), BTreeMap::new());
    leaves("", got, &mut ours);
    leaves("", wanted, &mut theirs);
    assert!(theirs.len() > 5, "the expected document is empty");
    let paths: BTreeSet<&String> = ours.keys().chain(theirs.keys()).collect();
    let of = |leaves: &BTreeMap<String, String>, path: &String| {
        leaves.get(path).map_or("nothing".to_owned(), String::clone)
    };
    paths
        .into_iter()
        .filter(|path| ours.get(*path) != theirs.get(*path))
        .map(|path| format!("{path}: got {}, wanted {}", of(&ours, path), of(&theirs, path)))
        .collect()
}

#[test]
fn every_book_exports_the_document_it_must() {
    let is_update = std::env::var_os("UPDATE").is_some();
    let cases = cases();
    let names: Vec<&str> = cases.iter().map(|case| name(case)).collect();
    for given in GIVEN {
        assert!(names.contains(&given), "the case {given} is gone");
    }
    let mut wrong = Vec::new();
    for case in &cases {
        let expected = case.join("expected").join(EXPECTED);
        let got = export(case);
        if is_update && !GIVEN.contains(&name(case)) {
            fs::create_dir_all(case.join("expected")).unwrap();
            fs::write(&expected, text(&got)).unwrap();
        }
        let files: Vec<String> = fs::read_dir(case.join("expected"))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        assert_eq!(files, [EXPECTED], "{} expects what no test reads", name(case));
        let wanted = fs::read_to_string(&expected).unwrap();
        let differences = differences(&got, &serde_json::from_str(&wanted).unwrap());
        for line in differences.iter().take(40) {
            wrong.push(format!("{}: {line}", name(case)));
        }
        if differences.is_empty() && text(&got).trim_end() != wanted.trim_end() {
            wrong.push(format!("{}: keys stand in another order", name(case)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_same_book_exports_the_same_bytes() {
    for case in cases() {
        assert_eq!(text(&export(&case)), text(&export(&case)), "{}", name(&case));
    }
}

#[test]
fn tables_hold_what_the_document_holds() {
    let case = cases()
        .into_iter()
        .find(|case| name(case) == "example-book")
        .unwrap();
    let snapshot = snapshot::take(&case).unwrap();
    let read = content::read(&snapshot, &ReadOptions::default(), &mut Memory::default());
    let book = read.value.unwrap();
    let assessment = assess(&book);
    let document = export(&case);
    let accounts = document["accounts"].as_array().unwrap();
    let tables: BTreeMap<&str, _> = keybook::export::sheet::tables::tables(&book, &assessment, Lang::En)
        .into_iter()
        .map(|table| (table.name, table))
        .collect();
    for table in tables.values() {
        assert!(
            table.name == "looks_big" || !table.rows.is_empty(),
            "{} is empty",
            table.name
        );
        for row in &table.rows {
            assert_eq!(row.len(), table.columns.len(), "{}", table.name);
        }
    }
    let rows = |name: &str| tables[name].rows.len();
    let sum = |key: &str| -> usize {
        let parts = accounts.iter().map(|account| match &account[key] {
            Value::Array(parts) => parts.len(),
            Value::Object(parts) => parts.len(),
            _ => 0,
        });
        parts.sum()
    };
    assert_eq!(rows("practice"), accounts.len());
    assert_eq!(rows("indicators"), sum("indicators"));
    assert_eq!(rows("classes"), sum("classes"));
    assert_eq!(rows("needs"), sum("needs"));
    assert_eq!(rows("steps"), sum("steps"));
    assert_eq!(rows("stale"), sum("stale"));
    let inputs = |risks: &Value| -> usize {
        let risks = risks.as_array().unwrap().iter();
        risks.map(|risk| risk["inputs"].as_object().unwrap().len()).sum()
    };
    let of_accounts: usize = accounts.iter().map(|account| inputs(&account["risks"])).sum();
    assert_eq!(
        rows("risks"),
        of_accounts + inputs(&document["portfolio"]["risks"])
    );
    assert_eq!(
        rows("looks_big"),
        document["portfolio"]["looks_big"].as_array().unwrap().len()
    );
}
