//! Which pages stand below `models/`: one a file, and one for every fixed model and the rules that no file speaks of.

use std::collections::BTreeMap;

use crate::engine::Assessment;
use crate::engine::assessment::AccountAssessment;
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
    pages.extend(MethodKind::all().filter_map(|method| {
        let written = rulers.methods.get(&method).map(|model| model.id.clone());
        let stem = match written {
            Some(stem) => stem,
            None if has_data(book, assessment, method) => free(book, method.word())?,
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

/// True if the book holds what a fixed model reads.
fn has_data(book: &Book, assessment: &Assessment, method: MethodKind) -> bool {
    let portfolio = &assessment.portfolio;
    let dossier = |has: fn(&Account) -> bool| book.accounts.values().any(|page| has(&page.data));
    let result =
        |has: fn(&AccountAssessment) -> bool| assessment.accounts.values().any(|account| has(account));
    match method {
        MethodKind::TierGap => {
            result(|account| account.tier.as_ref().is_some_and(|tier| tier.to_next.is_some()))
        }
        MethodKind::Dials => result(|account| {
            let dials = &account.own.dials;
            dials.speed.is_some() || dials.altitude.is_some() || dials.fuel.is_some()
        }),
        MethodKind::Rfm => result(|account| account.rfm.is_some()),
        MethodKind::RankAgreement => portfolio.tau_b.is_some(),
        MethodKind::Relations => dossier(|account| !account.contacts.is_empty()),
        MethodKind::BusFactor => result(|account| {
            let relations = account.linked.relations.as_ref();
            relations.is_some_and(|relations| relations.first_removal.is_some())
        }),
        MethodKind::Needs => dossier(|account| !account.needs.is_empty()),
        MethodKind::NeedsStages => book
            .industries
            .values()
            .any(|page| !page.data.needs_stages.is_empty()),
        MethodKind::Landscape => !book.landscapes.is_empty(),
        MethodKind::Transformation => book
            .industries
            .values()
            .any(|page| page.data.transformation.is_some()),
        MethodKind::Indicators => {
            !book.ledgers.files.is_empty() || dossier(|account| !account.contact_stats.is_empty())
        }
        MethodKind::Wallet => dossier(|account| !account.wallet.is_empty()),
        MethodKind::Clv => dossier(|account| account.clv.is_some()),
        MethodKind::Composition => !book.compositions.is_empty(),
        MethodKind::Concentration => portfolio.revenue_hhi.is_some() || !book.compositions.is_empty(),
        MethodKind::WhaleCurve => portfolio.whale_curve.is_some(),
        MethodKind::Steps => dossier(|account| account.plan.is_some()),
    }
}
