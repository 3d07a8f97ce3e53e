//! A page stays light: one account's page is read on a telephone, and a book of many accounts makes none of them heavier.

use std::fs;
use std::path::Path;

use crate::book::Book;
use crate::book::keybook;
use crate::dossiers;

/// The most a page may weigh. Unit: bytes, as they lie on the disk.
const ACCOUNT: u64 = 120_000;
/// The most a part of the search index may weigh.
const SHARE: u64 = 60_000;

fn sizes(output: &Path, is_meant: impl Fn(&str) -> bool) -> Vec<(u64, String)> {
    let mut sizes: Vec<(u64, String)> = walkdir::WalkDir::new(output)
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = entry
                .path()
                .strip_prefix(output)
                .unwrap()
                .to_str()
                .unwrap()
                .to_owned();
            (fs::metadata(entry.path()).unwrap().len(), path)
        })
        .filter(|(_, path)| is_meant(path))
        .collect();
    sizes.sort();
    assert!(!sizes.is_empty(), "nothing to weigh");
    sizes
}

fn is_account(path: &str) -> bool {
    path.contains("accounts/")
        && path.ends_with("/index.html")
        && !path.ends_with("accounts/index.html")
        && !path.ends_with("/why/index.html")
}

fn must_be_light(output: &Path) {
    let accounts = sizes(output, is_account);
    let heavy: Vec<_> = accounts.iter().filter(|(size, _)| *size > ACCOUNT).collect();
    assert!(heavy.is_empty(), "accounts above {ACCOUNT} bytes: {heavy:?}");
    let shares = sizes(output, |path| path.contains("search/") && path.ends_with(".js"));
    let heavy: Vec<_> = shares.iter().filter(|(size, _)| *size > SHARE).collect();
    assert!(
        heavy.is_empty(),
        "parts of the index above {SHARE} bytes: {heavy:?}"
    );
}

#[test]
fn the_pages_of_the_shipped_book_are_light() {
    let book = Book::shipped("paper");
    book.build();
    must_be_light(&book.output());
}

#[test]
fn the_pages_of_three_hundred_generated_accounts_are_light() {
    let scratch = tempfile::tempdir().unwrap();
    dossiers::write_book(scratch.path(), 300);
    keybook(&["build", "--quiet", "--root", scratch.path().to_str().unwrap()]);
    must_be_light(&scratch.path().join("output"));
}
