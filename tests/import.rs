//! Foreign tables become a book: the real program, real data, and sums taken from the CSV by other means.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a step of a test that cannot go on fails the test"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;

/// The Northwind tables, or `None` said aloud.
fn northwind() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    let data = std::env::var_os("KEYBOOK_DATA").map_or(beside, PathBuf::from);
    let folder = data.join("northwind");
    if folder.join("customers.csv").exists() {
        return Some(folder);
    }
    eprintln!(
        "SKIPPED: no Northwind tables in {}; name their folder in KEYBOOK_DATA",
        data.display()
    );
    None
}

fn keybook(args: &[&str], root: &Path) -> (i32, String, String) {
    let done = Command::new(env!("CARGO_BIN_EXE_keybook"))
        .args(args)
        .arg("--root")
        .arg(root)
        .args(["--lang", "en"])
        .output()
        .unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (
        done.status.code().unwrap(),
        text(&done.stdout),
        text(&done.stderr),
    )
}

fn import(data: &Path, root: &Path) -> String {
    let table = |name: &str| data.join(name).display().to_string();
    let map = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import/northwind.yaml");
    let (customers, orders, lines) = (
        table("customers.csv"),
        table("orders.csv"),
        table("order_details.csv"),
    );
    let map = map.display().to_string();
    let args = [
        "import",
        "--map",
        &map,
        "--accounts",
        &customers,
        "--orders",
        &orders,
        "--lines",
        &lines,
    ];
    let (code, _, said) = keybook(&args, root);
    assert_eq!(code, 0, "{said}");
    said
}

fn files(root: &Path) -> BTreeMap<PathBuf, String> {
    let entries = walkdir::WalkDir::new(root.join("content"))
        .into_iter()
        .map(Result::unwrap);
    entries
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            (
                entry.path().to_path_buf(),
                fs::read_to_string(entry.path()).unwrap(),
            )
        })
        .collect()
}

/// Σ price × quantity × (1 − discount) by customer over a year, in ten-thousandths, by integers alone.
fn sums(data: &Path, from: &str, to: &str) -> BTreeMap<String, i64> {
    let rows = |name: &str| -> Vec<BTreeMap<String, String>> {
        let mut reader = csv::Reader::from_path(data.join(name)).unwrap();
        let head: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
        let row = |record: csv::StringRecord| {
            head.iter()
                .cloned()
                .zip(record.iter().map(str::to_owned))
                .collect()
        };
        reader.records().map(|record| row(record.unwrap())).collect()
    };
    let hundredths = |text: &str| -> i64 {
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        assert!(part.len() <= 2, "{text}");
        whole.parse::<i64>().unwrap() * 100 + format!("{part:0<2}").parse::<i64>().unwrap()
    };
    let orders: BTreeMap<String, BTreeMap<String, String>> = rows("orders.csv")
        .into_iter()
        .map(|row| (row["order_id"].clone(), row))
        .collect();
    let mut sums = BTreeMap::new();
    for line in rows("order_details.csv") {
        let order = &orders[&line["order_id"]];
        let day = &order["order_date"].as_str()[..10];
        if from <= day && day < to {
            let amount = hundredths(&line["unit_price"])
                * line["quantity"].parse::<i64>().unwrap()
                * (100 - hundredths(&line["discount"]));
            *sums.entry(order["customer_id"].to_lowercase()).or_default() += amount;
        }
    }
    sums
}

#[test]
fn northwind_becomes_a_book_that_builds_without_a_word_and_adds_up() {
    let Some(data) = northwind() else { return };
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    import(&data, root);
    let (code, _, said) = keybook(&["build"], root);
    assert_eq!(code, 0, "{said}");
    assert!(!said.contains("warning[") && !said.contains("error["), "{said}");

    let (_, document, _) = keybook(&["export"], root);
    let document: serde_json::Value = serde_json::from_str(&document).unwrap();
    let accounts = document["accounts"].as_array().unwrap();
    assert_eq!(accounts.len(), 91);
    let wanted = sums(&data, "1997-05-31", "1998-05-31");
    assert!(wanted.len() > 80, "the test saw few customers: {}", wanted.len());
    for account in accounts {
        let sum = wanted.get(account["id"].as_str().unwrap()).copied().unwrap_or(0);
        // Ten-thousandths to cents, half away from zero.
        let cents = (sum + 50) / 100;
        let shown = format!("{}.{:02}", cents / 100, cents % 100);
        assert_eq!(
            account["indicators"]["tx_amount"]["amount"],
            shown.as_str(),
            "{}",
            account["id"]
        );
    }
}

#[test]
fn a_second_import_changes_only_what_the_data_changed_and_keeps_what_people_wrote() {
    let Some(data) = northwind() else { return };
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    import(&data, root);
    let before = files(root);
    assert!(import(&data, root).contains("0 files made, 0 updated"));
    assert_eq!(files(root), before);

    let path = root.join("content/accounts/alfki.md");
    let by_hand = before[&path].replace("region: Germany", "region: Berlin   # moved") + "\nSeen in March.\n";
    fs::write(&path, &by_hand).unwrap();
    assert!(import(&data, root).contains("0 files made, 1 updated"));
    let mut wanted = before;
    wanted.insert(path, by_hand.replace("region: Berlin", "region: Germany"));
    assert_eq!(files(root), wanted);
}
