//! What the pages of an account are made from, as prints, so that a build knows without making them which are as they were.
//!
//! A page of an account reads its own dossier, what is computed of it, everything that is no dossier, and little of other dossiers:
//! what is gathered here. **A view that reads more of another dossier has to say so here**; `tests/warm` holds every page of
//! every edited book against the law *the same print, the same bytes*.
//!
//! Pages about several accounts have no print: they are few, and always made.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::model::account::Account;
use crate::model::book::Page;
use crate::model::book::PageKind;
use crate::model::id::Id;
use crate::model::placed::Placed;
use crate::model::placed::Subject;
use crate::print::Print;
use crate::render::crossing::shared_values;
use crate::render::figures;
use crate::render::format;
use crate::render::route::Route;
use crate::render::route::Taxonomy;
use crate::render::scope::Shared;

/// Prints of the pages of accounts.
pub(super) struct Prints {
    /// The account's page and its brief.
    pages: BTreeMap<Id, u64>,
    /// What the page of its numbers reads beyond them.
    why: u64,
}

impl Prints {
    /// Prints of a book's pages: `beside` is one of everything but the dossiers, `file` gives the hash of a dossier's bytes.
    pub(super) fn of(shared: &Shared, beside: u64, file: &(dyn Fn(&str) -> Option<u128> + Sync)) -> Prints {
        let desk = Desk { shared, file };
        let all = desk.all(beside);
        let accounts = shared.book.accounts.par_iter();
        let pages: Vec<(Id, u64)> = accounts
            .filter_map(|(id, page)| Some((id.clone(), desk.page(&all, id, page)?)))
            .collect();
        Prints {
            pages: pages.into_iter().collect(),
            why: desk.why(),
        }
    }

    /// The print of a page, if it has one.
    pub(super) fn of_page(&self, route: &Route) -> Option<u64> {
        match route {
            Route::One(PageKind::Account, id) | Route::Brief(id) => self.pages.get(id).copied(),
            Route::Why(id) => {
                let mut print = Print::default();
                print.show(&(self.pages.get(id)?, self.why));
                Some(print.number())
            }
            _ => None,
        }
    }
}

/// What prints are made from.
struct Desk<'a> {
    shared: &'a Shared,
    file: &'a (dyn Fn(&str) -> Option<u128> + Sync),
}

impl Desk<'_> {
    /// What every page of an account reads.
    fn all(&self, beside: u64) -> Print {
        let Shared {
            book,
            assessment,
            models,
            crossings,
            ..
        } = self.shared;
        let mut print = Print::default();
        print.show(&(beside, &book.as_of, models));
        let cuts = figures::drawn_cuts(assessment);
        print.show(&cuts);
        if cuts.is_some() {
            print.show(&crossings.marks.len());
            for mark in &crossings.thinned {
                print.show(mark);
                self.name(&mark.account, &mut print);
            }
        }
        print
    }

    /// What the page of an account's numbers reads beyond its others, in the decimals in which it is shown there.
    fn why(&self) -> u64 {
        let portfolio = &self.shared.assessment.portfolio;
        let mut print = Print::default();
        for (one, other) in [&portfolio.matrix_cut, &portfolio.cell_cut].into_iter().flatten() {
            for cut in [one, other] {
                print.show(&format::number(cut, format::PLACES));
            }
        }
        print.number()
    }

    /// The pages of one account.
    fn page(&self, all: &Print, id: &Id, page: &Page<Account>) -> Option<u64> {
        let Shared {
            book,
            assessment,
            crossings,
            findings,
            findings_of,
            ..
        } = self.shared;
        if page
            .body
            .placed
            .iter()
            .flatten()
            .any(|placed| reads_others(placed, id))
        {
            return None;
        }
        let account = &page.data;
        let mut print = all.clone();
        self.own(id, &mut print)?;
        for member in self.below(id) {
            self.own(member, &mut print)?;
        }
        let found = findings_of.get(&page.file).into_iter().flatten();
        print.show(&found.filter_map(|idx| findings.get(*idx)).collect::<Vec<_>>());
        // Where a link leads may hang on which files there are.
        print.show(&page.body.links);
        for (kind, from) in crossings.mentions.of(&(PageKind::Account, id.clone())) {
            print.show(&(kind, from));
            self.name(from, &mut print);
        }
        if let Some(parent) = &account.parent {
            self.name(&parent.value, &mut print);
        }
        let assessed = assessment.accounts.get(id).map(|assessed| &**assessed);
        for taxonomy in Taxonomy::of(&book.settings, false) {
            for value in shared_values(taxonomy, account, assessed) {
                print.show(&crossings.slug(taxonomy, value));
            }
        }
        Some(print.number())
    }

    /// An account by itself: its dossier, and what was computed of it among the others. What its dossier alone gives follows from
    /// its bytes.
    fn own(&self, id: &Id, print: &mut Print) -> Option<()> {
        let page = self.shared.book.accounts.get(id)?;
        print.add(page.file.as_bytes());
        print.add(&(self.file)(&page.file)?.to_le_bytes());
        let assessed = self.shared.assessment.accounts.get(id)?;
        print.show(&(
            &assessed.tier,
            &assessed.quadrant,
            &assessed.classes,
            &assessed.rfm,
            &assessed.cell,
            &assessed.risks,
        ));
        Some(())
    }

    /// What another account is called, if it has a page.
    fn name(&self, id: &Id, print: &mut Print) {
        print.show(&self.shared.book.accounts.get(id).map(|page| &page.data.name));
    }

    /// Everything below a group's parent, however deep, each once.
    fn below<'a>(&'a self, parent: &'a Id) -> BTreeSet<&'a Id> {
        let members = &self.shared.crossings.members;
        let mut below = BTreeSet::new();
        let mut next = vec![parent];
        while let Some(id) = next.pop() {
            let new = members.get(id).into_iter().flatten();
            next.extend(new.filter(|member| below.insert(*member)));
        }
        below
    }
}

/// True if a chart placed on an account's page is drawn of more than this account.
fn reads_others(placed: &Placed, own: &Id) -> bool {
    let is_own = placed.of.as_ref().is_none_or(|of| of.value == *own);
    let is_of_one = placed.chart.subject() == Subject::Page(PageKind::Account) && !placed.chart.reads_means();
    !(is_own && is_of_one)
}
