//! Which pages a book has, in one language.

use std::sync::Arc;

use crate::diag::Lang;
use crate::model::book::Book;
use crate::model::book::PageKind;
use crate::model::id::Id;
use crate::render::crossing::Crossings;
use crate::render::crossing::Listing;
use crate::render::model_pages::ModelPages;
use crate::render::route::Route;
use crate::render::scope::Shared;
use crate::render::theme::Theme;

/// Languages of a book, each once, in its order.
pub fn languages(book: &Book) -> Vec<Lang> {
    let mut languages: Vec<Lang> = Vec::new();
    for lang in &book.settings.languages {
        if !languages.contains(lang) {
            languages.push(*lang);
        }
    }
    if languages.is_empty() {
        languages.push(Lang::default());
    }
    languages
}

/// The ids of a kind, in order.
pub(super) fn ids(book: &Book, models: &ModelPages, kind: PageKind) -> Vec<Id> {
    match kind {
        PageKind::Account => book.accounts.keys().cloned().collect(),
        PageKind::Industry => book.industries.keys().cloned().collect(),
        PageKind::Competitor => book.competitors.keys().cloned().collect(),
        PageKind::Composition => book.compositions.keys().cloned().collect(),
        PageKind::Landscape => book.landscapes.keys().cloned().collect(),
        PageKind::Playbook => book.playbook.keys().cloned().collect(),
        PageKind::Case => book.cases.keys().cloned().collect(),
        PageKind::Model => models.keys().cloned().collect(),
    }
}

/// Every kind, in the order of the navigation.
pub(super) const KINDS: [PageKind; 8] = [
    PageKind::Account,
    PageKind::Industry,
    PageKind::Competitor,
    PageKind::Landscape,
    PageKind::Composition,
    PageKind::Playbook,
    PageKind::Case,
    PageKind::Model,
];

/// Lists that stand even when they are empty.
pub(super) fn is_always_listed(kind: PageKind) -> bool {
    matches!(kind, PageKind::Account | PageKind::Model)
}

/// Every page of one language that the theme makes.
pub fn routes(book: &Book, models: &ModelPages, crossings: &Crossings, theme: &Theme) -> Vec<Route> {
    let mut routes = vec![Route::Home, Route::Portfolio, Route::Quality, Route::Search];
    for kind in KINDS {
        let ids = ids(book, models, kind);
        if !ids.is_empty() || is_always_listed(kind) {
            routes.push(Route::List(kind));
        }
        match kind {
            // As their paths are ordered.
            PageKind::Account => routes.extend(ids.into_iter().flat_map(|id| {
                [
                    Route::Brief(id.clone()),
                    Route::One(kind, id.clone()),
                    Route::Why(id),
                ]
            })),
            _ => routes.extend(ids.into_iter().map(|id| Route::One(kind, id))),
        }
    }
    if !crossings.of_owner.is_empty() {
        routes.push(Route::Owners);
        routes.extend(crossings.of_owner.keys().cloned().map(Route::Owner));
    }
    if !crossings.listings.is_empty() {
        routes.push(Route::Tags);
        let listings = crossings.listings.iter();
        routes.extend(listings.flat_map(|listing| {
            let parts = 1..=listing.n_parts(theme.page_size);
            parts.map(|part| Route::Tag(listing.taxonomy, listing.slug.clone(), part))
        }));
    }
    routes.retain(|route| theme.makes(route));
    routes
}

/// Every page of one language.
pub fn routes_of(shared: &Shared) -> Vec<Route> {
    routes(&shared.book, &shared.models, &shared.crossings, &shared.theme)
}

/// True if both lead to the same pages of owners, and of what accounts share.
pub(super) fn are_alike(before: &Arc<Crossings>, now: &Arc<Crossings>, theme: &Theme) -> bool {
    let parts = |listing: &Listing| {
        let n_parts = listing.n_parts(theme.page_size);
        (listing.taxonomy, listing.slug.clone(), n_parts)
    };
    Arc::ptr_eq(before, now)
        || before.of_owner.keys().eq(now.of_owner.keys())
            && before
                .listings
                .iter()
                .map(parts)
                .eq(now.listings.iter().map(parts))
}
