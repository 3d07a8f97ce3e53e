//! What was found in each dossier last time, for as long as nothing around it changed.
//!
//! A dossier's findings depend on its own page and on the names, rulers and day around it. After an edit of one dossier
//! all that is the same, and only that dossier is looked at again; warm and cold give the same findings.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::iter::ParallelIterator;

use crate::content::cross::Scope;
use crate::content::sorted::add_all;
use crate::diag::Finding;
use crate::model::account::Account;
use crate::model::book::Organisation;
use crate::model::book::Page;
use crate::model::book::Person;
use crate::model::date::AsOf;
use crate::model::id::Id;
use crate::model::in_parts::in_parts;
use crate::model::industry::Industry;
use crate::model::playbook::PlaybookPage;
use crate::model::rulers::Rulers;

/// Findings of dossiers, kept from one check to the next.
#[derive(Debug, Default)]
pub struct Remembered {
    around: Option<Around>,
    accounts: BTreeMap<Id, Known>,
}

/// One dossier, the same page as long as it is the same allocation.
#[derive(Debug)]
struct Known {
    page: Arc<Page<Account>>,
    findings: Vec<Finding>,
}

/// Everything but its own page that the rules about one dossier look at.
#[derive(Debug)]
struct Around {
    as_of: AsOf,
    accounts: Vec<Id>,
    competitors: Vec<Id>,
    industries: Vec<Arc<Page<Industry>>>,
    playbook: Vec<Arc<Page<PlaybookPage>>>,
    people: BTreeMap<Id, Person>,
    organisations: BTreeMap<Id, Organisation>,
    rulers: Rulers,
    files: Arc<BTreeSet<String>>,
}

impl Remembered {
    /// The findings of one dossier, found while nothing around it changed.
    pub(in crate::content) fn found(&mut self, page: &Arc<Page<Account>>, findings: Vec<Finding>) {
        let known = Known {
            page: Arc::clone(page),
            findings,
        };
        self.accounts.insert(page.data.id.clone(), known);
    }

    /// The findings of every dossier, `look` asked only about those that are not known.
    pub(super) fn accounts(
        &mut self,
        scope: Scope<'_>,
        look: impl Fn(&Page<Account>) -> Vec<Finding> + Sync,
    ) -> Vec<Finding> {
        if !self.around.as_ref().is_some_and(|around| around.is_of(scope)) {
            self.accounts.clear();
            self.around = Some(Around::of(scope));
        }
        let known = &self.accounts;
        let fresh: Vec<(Id, Known)> = in_parts(&scope.book.accounts)
            .filter(|(id, page)| !known.get(*id).is_some_and(|known| Arc::ptr_eq(&known.page, page)))
            .map(|(id, page)| {
                let known = Known {
                    page: Arc::clone(page),
                    findings: look(page),
                };
                (id.clone(), known)
            })
            .collect();
        add_all(&mut self.accounts, fresh);
        self.accounts
            .values()
            .flat_map(|known| known.findings.iter().cloned())
            .collect()
    }
}

impl Around {
    fn of(Scope { book, facts }: Scope<'_>) -> Around {
        Around {
            as_of: book.as_of,
            accounts: book.accounts.keys().cloned().collect(),
            competitors: book.competitors.keys().cloned().collect(),
            industries: book.industries.values().cloned().collect(),
            playbook: book.playbook.values().cloned().collect(),
            people: book.people.clone(),
            organisations: book.organisations.clone(),
            rulers: book.rulers.clone(),
            files: Arc::clone(&facts.files),
        }
    }

    fn is_of(&self, Scope { book, facts }: Scope<'_>) -> bool {
        let Around {
            as_of,
            accounts,
            competitors,
            industries,
            playbook,
            people,
            organisations,
            rulers,
            files,
        } = self;
        *as_of == book.as_of
            && accounts.iter().eq(book.accounts.keys())
            && competitors.iter().eq(book.competitors.keys())
            && are_same(industries, book.industries.values())
            && are_same(playbook, book.playbook.values())
            && *people == book.people
            && *organisations == book.organisations
            && *rulers == book.rulers
            && (Arc::ptr_eq(files, &facts.files) || *files == facts.files)
    }
}

/// True if the pages are the very same ones, in the same order.
fn are_same<'p, T: 'p>(before: &[Arc<T>], after: impl ExactSizeIterator<Item = &'p Arc<T>>) -> bool {
    before.len() == after.len()
        && before
            .iter()
            .zip(after)
            .all(|(before, after)| Arc::ptr_eq(before, after))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::cross::Facts;
    use crate::content::cross::check;
    use crate::content::cross::check_accounts;
    use crate::content::cross::check_book;
    use crate::content::cross::sample;
    use crate::diag::finding::in_order;
    use crate::model::book::Book;

    type Edit = fn(&mut Book);

    fn again(book: &Book, facts: &Facts, remembered: &mut Remembered) -> Vec<Finding> {
        let mut findings = check_accounts(book, facts, remembered);
        findings.extend(check_book(book, facts));
        in_order(&mut findings);
        findings
    }

    #[test]
    fn a_warm_check_finds_what_a_cold_one_finds() {
        let edits: [(&str, Edit); 6] = [
            ("nothing", |_| ()),
            ("the dossier", |book| {
                sample::account_mut(book).owner = sample::reference("nobody")
            }),
            ("its industry", |book| {
                sample::industry_mut(book).needs_stages.clear()
            }),
            ("its method", |book| sample::method_mut(book).steps.clear()),
            ("a person", |book| {
                book.people.remove("chen");
            }),
            ("the day", |book| book.as_of = sample::day(12)),
        ];
        let mut book = sample::book();
        let facts = Facts::default();
        let mut remembered = Remembered::default();
        for (what, edit) in edits {
            edit(&mut book);
            let warm = again(&book, &facts, &mut remembered);
            assert_eq!(warm, check(&book, &facts), "{what}");
        }
        book.accounts.remove("group");
        assert_eq!(
            again(&book, &facts, &mut remembered),
            check(&book, &facts),
            "a dossier less"
        );
    }

    #[test]
    fn only_the_edited_dossier_is_looked_at_again() {
        let mut book = sample::book();
        let facts = Facts::default();
        let mut remembered = Remembered::default();
        let looked = |book: &Book, remembered: &mut Remembered| {
            let seen = std::sync::Mutex::new(Vec::new());
            remembered.accounts(Scope { book, facts: &facts }, |page| {
                seen.lock().unwrap().push(page.data.id.to_string());
                Vec::new()
            });
            seen.into_inner().unwrap().len()
        };
        assert_eq!(looked(&book, &mut remembered), 2);
        assert_eq!(looked(&book, &mut remembered), 0);
        sample::account_mut(&mut book).region = Some("华东".into());
        assert_eq!(looked(&book, &mut remembered), 1);
        book.people.clear();
        assert_eq!(looked(&book, &mut remembered), 2);
    }
}
