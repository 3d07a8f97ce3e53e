//! A book assessed after it changed: what cannot have changed is taken from before. Gives what [`assess`](super::assess()) gives.
//!
//! Three steps, each dearer: dossiers whose numbers stay what the others are compared with change alone; else dossiers that
//! were not touched keep what they give by themselves, and all are compared again; else all is computed.

use std::sync::Arc;

use crate::engine::account_risks;
use crate::engine::account_risks::Case;
use crate::engine::assess::assess_account;
use crate::engine::assess::assess_all;
use crate::engine::assess::beside_accounts;
use crate::engine::assess::conclude;
use crate::engine::assessment::AccountAssessment;
use crate::engine::assessment::Assessment;
use crate::engine::assessment::OwnResult;
use crate::engine::assessment::ScorecardResult;
use crate::engine::assessment::TierResult;
use crate::engine::assessment::ValueResult;
use crate::engine::compare::Alone;
use crate::engine::doubts;
use crate::engine::financials::newest_discount;
use crate::engine::linked::LinkedResult;
use crate::engine::linked::link;
use crate::engine::tier;
use crate::model::account::Account;
use crate::model::book::Book;
use crate::model::book::Page;
use crate::model::date::AsOf;
use crate::model::exact::Exact;
use crate::model::id::Id;

/// A book, what was computed of it, and how much of that holds for another one.
pub struct Before<'a> {
    book: &'a Book,
    assessment: &'a Assessment,
    /// True if everything but the accounts' own pages is the same.
    is_all_else_same: bool,
}

/// Assesses a book that was another one before.
pub fn assess_again(book: &Book, before: &Book, assessment: &Assessment) -> Assessment {
    let before = Before {
        book: before,
        assessment,
        is_all_else_same: before.is_same_beside_accounts(book),
    };
    alone_changed(book, &before).unwrap_or_else(|| assess_all(book, Some(&before)))
}

impl Before<'_> {
    /// What an account gave by itself, if it gives that still.
    pub(super) fn account(&self, id: &Id, page: &Arc<Page<Account>>) -> Option<Alone> {
        let is_same = self.is_all_else_same && Arc::ptr_eq(self.book.accounts.get(id)?, page);
        let known = self.assessment.accounts.get(id).filter(|_| is_same)?;
        Some(Alone {
            own: Arc::clone(&known.own),
            linked: Arc::clone(&known.linked),
        })
    }

    /// What was computed of an account, if that is the same.
    pub(super) fn same(&self, id: &Id, now: &AccountAssessment) -> Option<Arc<AccountAssessment>> {
        let AccountAssessment {
            own,
            tier,
            quadrant,
            linked,
            classes,
            rfm,
            cell,
            risks,
        } = now;
        let known = self.assessment.accounts.get(id)?;
        let is_same = Arc::ptr_eq(own, &known.own)
            && Arc::ptr_eq(linked, &known.linked)
            && *tier == known.tier
            && *quadrant == known.quadrant
            && *classes == known.classes
            && *rfm == known.rfm
            && *cell == known.cell
            && *risks == known.risks;
        is_same.then(|| Arc::clone(known))
    }
}

/// The assessment, if some dossiers changed and nothing that others are compared with.
fn alone_changed(book: &Book, before: &Before<'_>) -> Option<Assessment> {
    let edited = book
        .edited_accounts(before.book)
        .filter(|_| before.is_all_else_same)?;
    let mut news = Vec::with_capacity(edited.len());
    for (id, old) in edited {
        let page = book.accounts.get(id)?;
        let known = before.assessment.accounts.get(id)?;
        let now = changed_alone(book, before, (&old.data, known), &page.data)?;
        news.push((id, page, now));
    }
    let mut assessment = Assessment {
        accounts: before.assessment.accounts.clone(),
        portfolio: Arc::clone(&before.assessment.portfolio),
        peers: before.assessment.peers.clone(),
        doubts: before.assessment.doubts.clone(),
        ..beside_accounts(book)
    };
    for (id, page, now) in news {
        let doubts = doubts::of_account(book, page, &now);
        match doubts.is_empty() {
            true => drop(assessment.doubts.remove(id)),
            false => drop(assessment.doubts.insert(id.clone(), doubts)),
        }
        assessment.accounts.insert(id.clone(), Arc::new(now));
    }
    Some(conclude(book, assessment))
}

/// What is computed of an edited dossier, if the others see nothing of the edit.
fn changed_alone(
    book: &Book,
    before: &Before<'_>,
    (old, known): (&Account, &AccountAssessment),
    now: &Account,
) -> Option<AccountAssessment> {
    let own = assess_account(now, &book.rulers, &book.settings, book.as_of);
    let linked = link(book, now);
    let is_hidden = old.industry.value == now.industry.value
        && are_same_own(&known.own, &own)
        && are_same_linked(&known.linked, &linked)
        && discount(old, book.as_of) == discount(now, book.as_of);
    if !is_hidden {
        return None;
    }
    let tier = match (&book.rulers.value, &known.tier, &own.value) {
        (Some(model), Some(known), Some(value)) => {
            let candidate = tier::Candidate {
                note: &now.tier,
                value,
                revenue: linked.year.revenue.as_ref(),
            };
            let is_passing = |account: &Account| !tier::has_failed_gate(model, &account.tier);
            let tier = tier::result(model, &candidate, known.computed.clone(), book.as_of);
            let is_same = is_passing(old) == is_passing(now) && tier.effective == known.effective;
            Some(Some(Box::new(tier)).filter(|_| is_same)?)
        }
        (None, None, None) => None,
        _ => return None,
    };
    let case = Case {
        rules: &book.rulers.rules,
        account: now,
        own: &own,
        linked: &linked,
        tier: tier.as_deref().map(|tier: &TierResult| &tier.effective),
        as_of: book.as_of,
    };
    Some(AccountAssessment {
        risks: account_risks::risks(&case, &before.assessment.peers),
        tier,
        quadrant: known.quadrant,
        classes: known.classes.clone(),
        rfm: known.rfm,
        cell: known.cell.clone(),
        own: Arc::new(own),
        linked: Arc::new(linked),
    })
}

/// True if the numbers are the same by which accounts are ranked, placed and summed up.
fn are_same_own(old: &OwnResult, now: &OwnResult) -> bool {
    type Sides<'a> = (bool, [Option<&'a Exact>; 3]);
    fn sides(value: &ValueResult) -> Sides<'_> {
        let ValueResult {
            value,
            current,
            potential,
            is_sufficient,
            ..
        } = value;
        (
            *is_sufficient,
            [value.as_ref(), current.as_ref(), potential.as_ref()],
        )
    }
    fn index<'a>((id, card): (&'a Id, &'a ScorecardResult)) -> (&'a Id, bool, Option<&'a Exact>) {
        (id, card.is_sufficient, card.index.as_ref())
    }
    old.dial_part == now.dial_part
        && old.value.as_deref().map(sides) == now.value.as_deref().map(sides)
        && old
            .scorecards
            .iter()
            .map(index)
            .eq(now.scorecards.iter().map(index))
}

/// The same, of the numbers that come with the rest of the book.
fn are_same_linked(old: &LinkedResult, now: &LinkedResult) -> bool {
    old.year == now.year
        && old.profit == now.profit
        && old.indicators == now.indicators
        && old.receivables == now.receivables
}

fn discount(account: &Account, as_of: AsOf) -> Option<Exact> {
    newest_discount(&account.financials, as_of)
}
