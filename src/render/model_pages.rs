//! Which pages stand below `models/`: one a file, and one for every fixed model and the rules that no file speaks of.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::engine::Assessment;
use crate::engine::assessment::AccountAssessment;
use crate::engine::assessment::Portfolio;
use crate::model::account::Account;
use crate::model::book::Book;
use crate::model::id::Id;
use crate::model::rulers::MethodKind;

/// What a page below `models/` is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ModelAt {
    /// The value model.
    Value,
    /// A scorecard, by the page's stem.
    Scorecard,
    /// A model of attractiveness, by the page's stem.
    Attractiveness,
    /// The classifiers of one file.
    Classifiers,
    /// The portfolio model.
    Portfolio,
    /// Limits of relations and risks, which stand without a file too.
    Rules,
    /// A model whose formula is fixed.
    Method(MethodKind),
}

/// Pages by their stem.
pub type ModelPages = BTreeMap<Id, ModelAt>;

/// Every page below `models/`.
pub fn model_pages(book: &Book, assessment: &Assessment) -> ModelPages {
    let rulers = &book.rulers;
    let homes = &rulers.homes;
    let mut pages = ModelPages::new();
    pages.extend(
        rulers
            .scorecards
            .keys()
            .map(|id| (id.clone(), ModelAt::Scorecard)),
    );
    let attractiveness = rulers.attractiveness.keys();
    pages.extend(attractiveness.map(|id| (id.clone(), ModelAt::Attractiveness)));
    pages.extend(
        rulers
            .value
            .iter()
            .map(|model| (model.id.clone(), ModelAt::Value)),
    );
    let classifiers = homes.classifiers.keys();
    pages.extend(classifiers.map(|id| (id.clone(), ModelAt::Classifiers)));
    pages.extend(homes.portfolio.iter().map(|id| (id.clone(), ModelAt::Portfolio)));
    let rules = homes.rules.clone().or_else(|| free(book, "rules"));
    pages.extend(rules.map(|id| (id, ModelAt::Rules)));
    let written = |method: &MethodKind| rulers.methods.get(method).map(|model| model.id.clone());
    let unwritten = MethodKind::all().filter(|method| written(method).is_none());
    let shown = with_data(book, assessment, unwritten.collect());
    pages.extend(MethodKind::all().filter_map(|method| {
        let stem = match written(&method) {
            Some(stem) => stem,
            None if shown.contains(&method) => free(book, method.word())?,
            None => return None,
        };
        Some((stem, ModelAt::Method(method)))
    }));
    pages
}

/// The stem of a page without a file: its word, with `method-` before it as often as files have taken it.
fn free(book: &Book, word: &str) -> Option<Id> {
    let mut stem = Id::new(word)?;
    while book.model_files.contains_key(&stem) {
        stem = Id::new(&format!("method-{stem}"))?;
    }
    Some(stem)
}

/// What a fixed model reads of one account: its dossier, and what was computed of it.
type Reads = fn(&Account, &AccountAssessment) -> bool;

/// Those of some fixed models that the book holds data for. Every account is looked at once, until there is no model left to look
/// for.
fn with_data(book: &Book, assessment: &Assessment, methods: Vec<MethodKind>) -> Vec<MethodKind> {
    let is_held = |method: &MethodKind| {
        has_beside_accounts(book, *method) || has_of_all(&assessment.portfolio, *method)
    };
    let (mut found, open): (Vec<_>, Vec<_>) = methods.into_iter().partition(is_held);
    let open = open
        .into_iter()
        .filter_map(|method| Some((method, of_account(method)?)));
    let mut open: Vec<(MethodKind, Reads)> = open.collect();
    // Both maps have the same accounts, in the same order.
    for (page, result) in book.accounts.values().zip(assessment.accounts.values()) {
        if open.is_empty() {
            break;
        }
        open.retain(|(method, reads)| {
            let is_found = reads(&page.data, result);
            found.extend(is_found.then_some(*method));
            !is_found
        });
    }
    found
}

/// True if the book holds it beside its accounts.
fn has_beside_accounts(book: &Book, method: MethodKind) -> bool {
    let mut industries = book.industries.values();
    match method {
        MethodKind::NeedsStages => industries.any(|page| !page.data.needs_stages.is_empty()),
        MethodKind::Transformation => industries.any(|page| page.data.transformation.is_some()),
        MethodKind::Landscape => !book.landscapes.is_empty(),
        MethodKind::Indicators => !book.ledgers.files.is_empty(),
        MethodKind::Composition | MethodKind::Concentration => !book.compositions.is_empty(),
        _ => false,
    }
}

/// True if all accounts together give it.
fn has_of_all(portfolio: &Portfolio, method: MethodKind) -> bool {
    match method {
        MethodKind::RankAgreement => portfolio.tau_b.is_some(),
        MethodKind::Concentration => portfolio.revenue_hhi.is_some(),
        MethodKind::WhaleCurve => portfolio.whale_curve.is_some(),
        _ => false,
    }
}

/// What it reads of an account, if it reads any.
fn of_account(method: MethodKind) -> Option<Reads> {
    Some(match method {
        MethodKind::TierGap => |_, result| result.tier.as_ref().is_some_and(|tier| tier.to_next.is_some()),
        MethodKind::Dials => |_, result| {
            let dials = &result.own.dials;
            dials.speed.is_some() || dials.altitude.is_some() || dials.fuel.is_some()
        },
        MethodKind::Rfm => |_, result| result.rfm.is_some(),
        MethodKind::Relations => |account, _| !account.contacts.is_empty(),
        MethodKind::BusFactor => |_, result| {
            let relations = result.linked.relations.as_ref();
            relations.is_some_and(|relations| relations.first_removal.is_some())
        },
        MethodKind::Needs => |account, _| !account.needs.is_empty(),
        MethodKind::Indicators => |account, _| !account.contact_stats.is_empty(),
        MethodKind::Wallet => |account, _| !account.wallet.is_empty(),
        MethodKind::Clv => |account, _| account.clv.is_some(),
        MethodKind::Steps => |account, _| account.plan.is_some(),
        MethodKind::NeedsStages
        | MethodKind::Landscape
        | MethodKind::Transformation
        | MethodKind::RankAgreement
        | MethodKind::Composition
        | MethodKind::Concentration
        | MethodKind::WhaleCurve => return None,
    })
}

/// True if two states of a book give the same pages, as is plain from the few accounts that differ; they are the same accounts,
/// and everything beside them is the same.
pub fn are_plainly_alike(before: (&Book, &Assessment), now: (&Book, &Assessment)) -> bool {
    let old = before.0.accounts.values().zip(before.1.accounts.values());
    let new = now.0.accounts.values().zip(now.1.accounts.values());
    let reads: Vec<Reads> = MethodKind::all().filter_map(of_account).collect();
    let mut portfolios = MethodKind::all();
    portfolios.all(|method| has_of_all(&before.1.portfolio, method) == has_of_all(&now.1.portfolio, method))
        && old.zip(new).all(|((old, old_result), (new, new_result))| {
            Arc::ptr_eq(old, new) && Arc::ptr_eq(old_result, new_result)
                || reads
                    .iter()
                    .all(|reads| reads(&old.data, old_result) == reads(&new.data, new_result))
        })
}
