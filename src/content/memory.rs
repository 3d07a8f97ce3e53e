//! What was read before: a file whose bytes did not change is not decoded again.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::sync::Arc;

use crate::content::cross;
use crate::content::cross::Facts;
use crate::content::files::models::Ruler;
use crate::content::markdown::RawLink;
use crate::content::read::ReadOptions;
use crate::diag::Finding;
use crate::diag::finding::in_order;
use crate::disk::FileFacts;
use crate::model::account::Account;
use crate::model::book::Book;
use crate::model::book::Label;
use crate::model::book::Organisation;
use crate::model::book::Page;
use crate::model::book::Person;
use crate::model::book::Settings;
use crate::model::book::Sheet;
use crate::model::competitor::Competitor;
use crate::model::composition::Composition;
use crate::model::date::AsOf;
use crate::model::id::Id;
use crate::model::industry::Industry;
use crate::model::landscape::Landscape;
use crate::model::ledger::Ledgers;
use crate::model::playbook::Case;
use crate::model::playbook::PlaybookPage;

/// Files as they were read, by path. Reading with a memory gives what reading without one gives.
#[derive(Debug, Default)]
pub struct Memory {
    pub(super) files: BTreeMap<Arc<str>, Box<Remembered>>,
    /// The book they were joined to.
    pub(super) joined: Option<Joined>,
    /// What the rules found in each dossier.
    pub(super) checked: cross::Remembered,
    /// The ledgers, as long as their files are as they were.
    pub(super) ledgers: Option<LedgersRead>,
    /// How often everything was joined anew.
    pub(super) n_joined: u64,
    /// Files the last reading took from disk, and those of them that it decoded.
    pub(super) taken: Taken,
}

/// What one reading did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Taken {
    /// Files read from disk.
    pub n_read: usize,
    /// Of those, files whose bytes were not known, so that they were decoded.
    pub n_decoded: usize,
}

impl Memory {
    /// A number that stays the same as long as nothing but dossiers was edited, and nothing in them that others look at:
    /// who has a page, what it is called on disk, how it is found by others.
    pub fn outline(&self) -> u64 {
        self.n_joined
    }

    /// Forgets the files, of a book that is read once; xxh3 of the bytes of each, by path.
    pub fn forget(&mut self) -> BTreeMap<Arc<str>, u128> {
        let known = std::mem::replace(
            self,
            Memory {
                n_joined: self.n_joined,
                taken: self.taken,
                ..Memory::default()
            },
        );
        let hash = |(path, file): (Arc<str>, Box<Remembered>)| Some((path, file.hash?));
        known.files.into_iter().filter_map(hash).collect()
    }

    /// What is known of each file since it was read, in the order of their paths.
    pub fn facts(&self) -> impl Iterator<Item = (&Arc<str>, FileFacts)> {
        self.files.iter().map(|(path, file)| (path, file.facts))
    }

    /// True before anything was read.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// What the last reading did.
    pub fn taken(&self) -> Taken {
        self.taken
    }
}

/// A book as it was joined.
#[derive(Debug)]
pub(super) struct Joined {
    pub(super) options: ReadOptions,
    pub(super) book: Arc<Book>,
    pub(super) facts: Facts,
    /// What was found in each dossier by itself, by file; files without a finding are not in it.
    pub(super) own: BTreeMap<Arc<str>, Vec<Finding>>,
    /// Everything else that was found.
    pub(super) others: Vec<Finding>,
}

impl Joined {
    /// Everything that was found, in order.
    pub(super) fn findings(&self) -> Vec<Finding> {
        let mut findings = self.others.clone();
        findings.extend(self.own.values().flatten().cloned());
        in_order(&mut findings);
        findings
    }
}

/// Ledgers, and what they were read for.
#[derive(Debug)]
pub(super) struct LedgersRead {
    pub(super) as_of: AsOf,
    pub(super) window_months: u32,
    pub(super) accounts: BTreeSet<Id>,
    pub(super) drafts: BTreeSet<Id>,
    pub(super) columns: BTreeMap<String, BTreeMap<String, String>>,
    pub(super) ledgers: Arc<Ledgers>,
    pub(super) findings: Vec<Finding>,
}

/// One file.
#[derive(Debug, Clone)]
pub(super) struct Remembered {
    /// Size and times when it was read.
    pub(super) facts: FileFacts,
    /// True if it had been at rest for a while then.
    pub(super) is_settled: bool,
    /// xxh3 of the bytes; none where they could not be read.
    pub(super) hash: Option<u128>,
    /// The book's currency when it was read.
    pub(super) currency: Arc<str>,
    /// What it says.
    pub(super) read: FileRead,
}

/// What one file says, and what is wrong with it.
#[derive(Debug, Clone, Default)]
pub(super) struct FileRead {
    /// Its piece of the book; while the book is joined, pages are in the book alone.
    pub(super) piece: Piece,
    /// Links of its text.
    pub(super) links: Vec<RawLink>,
    /// What is wrong with the file by itself.
    pub(super) findings: Vec<Finding>,
}

/// A piece of a book. Pages are shared: one that did not change is the same in the next book.
#[derive(Debug, Clone, Default)]
pub(super) enum Piece {
    #[default]
    Nothing,
    Settings(Box<Settings>),
    People(BTreeMap<Id, Person>),
    Organisations(BTreeMap<Id, Organisation>),
    Labels(BTreeMap<Id, Label>),
    Account(Arc<Page<Account>>),
    Industry(Arc<Page<Industry>>),
    Competitor(Arc<Page<Competitor>>),
    Playbook(Arc<Page<PlaybookPage>>),
    Case(Arc<Page<Case>>),
    Composition(Arc<Sheet<Composition>>),
    Landscape(Arc<Sheet<Landscape>>),
    Ruler(Id, Box<Ruler>),
}
