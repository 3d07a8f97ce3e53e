//! What was read before: a file whose bytes did not change is not decoded again.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::content::files::models::Ruler;
use crate::content::markdown::RawLink;
use crate::content::snapshot::FileFacts;
use crate::diag::Finding;
use crate::model::account::Account;
use crate::model::book::Label;
use crate::model::book::Organisation;
use crate::model::book::Page;
use crate::model::book::Person;
use crate::model::book::Settings;
use crate::model::book::Sheet;
use crate::model::competitor::Competitor;
use crate::model::composition::Composition;
use crate::model::id::Id;
use crate::model::industry::Industry;
use crate::model::landscape::Landscape;
use crate::model::playbook::Case;
use crate::model::playbook::PlaybookPage;

/// Files as they were read, by path. Reading with a memory gives what reading without one gives.
#[derive(Debug, Default)]
pub struct Memory {
    pub(super) files: BTreeMap<Arc<str>, Remembered>,
}

/// One file.
#[derive(Debug, Clone)]
pub(super) struct Remembered {
    /// Size and time, if the file had been at rest for a while when it was read.
    pub(super) settled: Option<FileFacts>,
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
