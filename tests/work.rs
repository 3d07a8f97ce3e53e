//! What an edit costs, counted: files read and decoded, accounts computed, pages planned. Counts hang on no machine.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on says so and stops"
)]

use std::fs;
use std::path::Path;
use std::sync::Arc;

use keybook::app::Changes;
use keybook::app::Compiled;
use keybook::app::Options;
use keybook::app::Project;
use keybook::app::Session;

const DOSSIER: &str = "content/accounts/maitian-credit.md";

/// A copy of the shipped book, read once.
struct Desk {
    folder: tempfile::TempDir,
    session: Session,
    last: Compiled,
}

/// What one compilation did.
#[derive(Debug, PartialEq, Eq)]
struct Work {
    read: usize,
    decoded: usize,
    /// Accounts whose own numbers are new.
    computed: usize,
    /// Accounts of which anything at all is new.
    compared: usize,
    /// Dossiers that are another allocation.
    pages: usize,
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        match entry.file_type().unwrap().is_dir() {
            true => copy(&entry.path(), &target),
            false => drop(fs::copy(entry.path(), target).unwrap()),
        }
    }
}

impl Desk {
    fn new() -> Desk {
        let folder = tempfile::tempdir().unwrap();
        copy(
            &Path::new(env!("CARGO_MANIFEST_DIR")).join("content"),
            &folder.path().join("content"),
        );
        let mut session = Session::new(Project::at(folder.path()).unwrap());
        let last = session.compile(&Options::default(), &Changes::All, &mut |_| {});
        Desk {
            last: last.unwrap().value.unwrap(),
            session,
            folder,
        }
    }

    fn edit(&mut self, file: &str, change: impl FnOnce(String) -> String) -> Work {
        let path = self.folder.path().join(file);
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, change(text)).unwrap();
        let path = self.session.project().root.join(file);
        let changes = Changes::Paths([path].into());
        let next = self.session.compile(&Options::default(), &changes, &mut |_| {});
        let next = next.unwrap().value.unwrap();
        let last = std::mem::replace(&mut self.last, next);
        let (before, now) = (&last.assessment.accounts, &self.last.assessment.accounts);
        let taken = self.session.taken();
        Work {
            read: taken.n_read,
            decoded: taken.n_decoded,
            computed: now
                .iter()
                .filter(|(id, one)| !Arc::ptr_eq(&one.own, &before[*id].own))
                .count(),
            compared: now
                .iter()
                .filter(|(id, one)| !Arc::ptr_eq(one, &before[*id]))
                .count(),
            pages: (self.last.book.accounts.iter())
                .filter(|(id, page)| !Arc::ptr_eq(page, &last.book.accounts[*id]))
                .count(),
        }
    }
}

const NOTHING: Work = Work {
    read: 0,
    decoded: 0,
    computed: 0,
    compared: 0,
    pages: 0,
};

#[test]
fn a_dossier_that_was_saved_unchanged_is_read_and_nothing_else_is_done() {
    let work = Desk::new().edit(DOSSIER, |text| text);
    assert_eq!(work, Work { read: 1, ..NOTHING });
}

#[test]
fn an_edit_of_words_or_numbers_costs_one_dossier() {
    let one = Work {
        read: 1,
        decoded: 1,
        computed: 1,
        compared: 1,
        pages: 1,
    };
    let mut desk = Desk::new();
    assert_eq!(desk.edit(DOSSIER, |text| text + "\nA word more.\n"), one);
    assert_eq!(
        desk.edit(DOSSIER, |text| text.replacen("name: {zh: ", "name: {zh: 新", 1)),
        one
    );
}

#[test]
fn a_number_that_others_are_compared_with_is_computed_once_and_compared_with_all() {
    let work = Desk::new().edit(DOSSIER, |text| {
        let (before, behind) = text.split_once("actual: ").unwrap();
        let rest = behind.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
        format!("{before}actual: 1{rest}")
    });
    assert_eq!((work.read, work.decoded, work.computed, work.pages), (1, 1, 1, 1));
}

#[test]
fn a_model_is_one_file_and_every_account_but_no_dossier_is_decoded_again() {
    let mut desk = Desk::new();
    let n = desk.last.book.accounts.len();
    let work = desk.edit("content/models/value.yaml", |text| text + "\n# a word\n");
    assert_eq!((work.read, work.decoded, work.pages), (1, 1, 0));
    assert!(work.computed <= n, "{work:?} of {n}");
}
