//! A book after an edit of dossiers that nobody but their own pages can see: joined to what was joined before.
//!
//! Which that is, [`is_the_same_to_others`] says. All else goes the long way, through [`super::join`]; both give the same book
//! and the same findings.

use std::sync::Arc;

use crate::content::cross::check_account;
use crate::content::markdown::RawLink;
use crate::content::memory::FileRead;
use crate::content::memory::Joined;
use crate::content::memory::Memory;
use crate::content::memory::Piece;
use crate::content::memory::Remembered;
use crate::content::read::ReadOptions;
use crate::diag::Checked;
use crate::diag::Finding;
use crate::model::account::Account;
use crate::model::book::Book;
use crate::model::book::LinkTarget;
use crate::model::book::Page;

/// A file that is not what it was.
pub(super) struct Changed {
    /// Its path from the book's root.
    pub(super) path: Arc<str>,
    /// What it was; `None` for a new one.
    pub(super) before: Option<Box<Remembered>>,
}

/// The book with the changed files, which the memory knows already; `None` if they change more than pages of their own.
pub(super) fn patch(
    options: &ReadOptions,
    changed: &[Changed],
    memory: &mut Memory,
) -> Option<Checked<Option<Arc<Book>>>> {
    let joined = memory
        .joined
        .as_mut()
        .filter(|joined| joined.options == *options)?;
    let pages: Option<Vec<Arc<Page<Account>>>> = changed
        .iter()
        .map(|change| edited(joined, change, memory.files.get(&change.path)?))
        .collect();
    let mut pages = pages?;
    if !pages.is_empty() {
        let mut book = Book::clone(&joined.book);
        for page in &mut pages {
            give_links(page, &book);
            book.accounts.insert(page.data.id.clone(), Arc::clone(page));
        }
        joined.book = Arc::new(book);
    }
    for page in pages {
        let found = check_account(&joined.book, &joined.facts, &page);
        if let Some(file) = memory.files.get_mut(&page.file) {
            let all: Vec<Finding> = file.read.findings.iter().chain(&found).cloned().collect();
            joined.own.remove(&page.file);
            if !all.is_empty() {
                joined.own.insert(Arc::clone(&page.file), all);
            }
            file.read.piece = Piece::Account(Arc::clone(&page));
        }
        memory.checked.found(&page, found);
    }
    Some(Checked {
        value: Some(Arc::clone(&joined.book)),
        findings: joined.findings(),
    })
}

/// The page of a changed file, if it is one whose change others cannot see.
fn edited(joined: &Joined, change: &Changed, now: &Remembered) -> Option<Arc<Page<Account>>> {
    let before = &change.before.as_ref()?.read;
    let (Piece::Account(old), Piece::Account(new)) = (&before.piece, &now.read.piece) else {
        return None;
    };
    let in_book = joined.book.accounts.get(&new.data.id)?;
    // A dossier whose id an earlier file took is not in the book.
    let is_edited = Arc::ptr_eq(in_book, old) && is_the_same_to_others((old, before), (new, &now.read));
    is_edited.then(|| Arc::clone(new))
}

/// Links lead where they led.
fn give_links(page: &mut Arc<Page<Account>>, before: &Book) {
    if let Some(old) = before.accounts.get(&page.data.id)
        && !old.body.links.is_empty()
    {
        Arc::make_mut(page).body.links = old.body.links.clone();
    }
}

type Read<'a> = (&'a Page<Account>, &'a FileRead);

/// True if nothing differs that rules about other files, or about several, look at: what the dossier is, what it is part of,
/// where links into it and out of it lead, what is drawn in its text.
fn is_the_same_to_others((old, old_file): Read<'_>, (new, new_file): Read<'_>) -> bool {
    let (before, after) = (&old.data, &new.data);
    let stage = |account: &Account| Some(account.needs_stage.as_ref()?.stage.value.clone());
    let organisation = |account: &Account| Some(account.organisation.as_ref()?.value.clone());
    before.id == after.id
        && old.is_draft == new.is_draft
        && before.parent == after.parent
        && organisation(before) == organisation(after)
        && before.industry.value == after.industry.value
        && stage(before) == stage(after)
        && before.formerly == after.formerly
        && (after.formerly.is_empty() || before.keys.get("formerly") == after.keys.get("formerly"))
        && old.body.headings == new.body.headings
        && old.body.placed == new.body.placed
        && are_same_links(old, &old_file.links, &new_file.links)
}

/// True if the links are the same ones; with a finding about one of them they must stand at the same places too.
fn are_same_links(old: &Page<Account>, before: &[RawLink], after: &[RawLink]) -> bool {
    let is_said = |link: &RawLink| match old.body.links.get(&link.target) {
        None => true,
        Some(target) => link.is_image && *target == LinkTarget::Outside,
    };
    match before.iter().any(is_said) {
        true => before == after,
        false => {
            let link = |link: &RawLink| (link.target.clone(), link.is_image);
            before.iter().map(link).eq(after.iter().map(link))
        }
    }
}
