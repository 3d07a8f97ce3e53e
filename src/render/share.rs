//! Gathers what the pages of a book share; what another state of it gathered is taken over where it is the same.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::OnceLock;

use tera::Value;

use crate::diag::Finding;
use crate::diag::Lang;
use crate::engine::Assessment;
use crate::model::book::Book;
use crate::model::book::Edited;
use crate::model::book::PageKind;
use crate::render::crossing::Ranked;
use crate::render::crossing::crossings;
use crate::render::crossing::findings_of;
use crate::render::crossing::gives_the_same;
use crate::render::model_pages::ModelPages;
use crate::render::model_pages::are_plainly_alike;
use crate::render::model_pages::model_pages;
use crate::render::route::Route;
use crate::render::routes::KINDS;
use crate::render::routes::are_alike;
use crate::render::routes::ids;
use crate::render::routes::is_always_listed;
use crate::render::routes::languages;
use crate::render::scope::Shared;
use crate::render::scope::Wall;
use crate::render::theme::Theme;
use crate::render::view::facts::Terms;
use crate::render::view::frame::NavItem;
use crate::render::words;

/// What the pages of a book share, without a commit and without data to offer.
pub fn share(
    book: Arc<Book>,
    assessment: Arc<Assessment>,
    findings: Arc<Vec<Finding>>,
    theme: Arc<Theme>,
) -> Shared {
    share_again(book, assessment, findings, theme, None)
}

/// The same, with what is known of another state of the book.
pub(super) fn share_again(
    book: Arc<Book>,
    assessment: Arc<Assessment>,
    findings: Arc<Vec<Finding>>,
    theme: Arc<Theme>,
    before: Option<&Shared>,
) -> Shared {
    let like = before.and_then(|before| {
        let is_like = Arc::ptr_eq(&before.theme, &theme) && book.is_same_beside_accounts(&before.book);
        let edited = book.edited_accounts(&before.book).filter(|_| is_like)?;
        Some((before, edited))
    });
    let crossed = like.as_ref().filter(|(before, edited)| {
        let (old, new) = ((&*before.book, &*before.assessment), (&*book, &*assessment));
        edited.iter().all(|(id, _)| gives_the_same(id, old, new))
    });
    let find_models = || match &like {
        Some((before, _)) if are_plainly_alike((&before.book, &before.assessment), (&book, &assessment)) => {
            Arc::clone(&before.models)
        }
        _ => Arc::new(model_pages(&book, &assessment)),
    };
    let ((crossings, ranked), models) = match crossed {
        Some((before, edited)) => {
            let ranked = ranked_again(before, edited, &book, &assessment);
            ((Arc::clone(&before.crossings), ranked), find_models())
        }
        None => {
            let has_industry_pages = theme.makes(&Route::List(PageKind::Industry));
            let cross = || crossings(&book, &assessment, has_industry_pages);
            let ((crossings, ranked), models) = rayon::join(cross, find_models);
            ((Arc::new(crossings), ranked), models)
        }
    };
    let ranked = Arc::new(ranked);
    let walls = match like.as_ref().filter(|(before, _)| before.models == models) {
        Some((before, _)) => Arc::clone(&before.walls),
        None => Arc::new(walls(&book, &models, &theme)),
    };
    let terms = match &like {
        Some((before, _)) => Arc::clone(&before.terms),
        None if theme.names("account.html", "facts") => Arc::new(Terms::of(&book)),
        None => Arc::default(),
    };
    let rows = match &like {
        Some((before, _)) if are_alike(&before.crossings, &crossings, &theme) => Arc::clone(&before.rows),
        _ => Arc::default(),
    };
    Shared {
        rows,
        ranked,
        findings_of: findings_of(&findings),
        crossings,
        terms,
        walls,
        changed: OnceLock::new(),
        models,
        has_export: false,
        commit: None,
        book,
        assessment,
        findings,
        theme,
    }
}

/// The ranking with what was computed, of one that stands.
fn ranked_again(before: &Shared, edited: &[Edited<'_>], book: &Book, assessment: &Assessment) -> Vec<Ranked> {
    let mut ranked = Vec::clone(&before.ranked);
    for (id, old) in edited {
        let place = ranked.iter_mut().find(|one| Arc::ptr_eq(&one.page, old));
        let now = book.accounts.get(*id).zip(assessment.accounts.get(*id));
        if let Some((place, (page, assessed))) = place.zip(now) {
            place.page = Arc::clone(page);
            place.assessed = Arc::clone(assessed);
        }
    }
    ranked
}

fn walls(book: &Book, models: &ModelPages, theme: &Theme) -> BTreeMap<Lang, Wall> {
    let first = book.settings.first_language();
    let wall = |lang: Lang| {
        let mut nav = Vec::new();
        let mut item = |key: &str, label: &str, route: &Route| {
            if theme.makes(route) {
                nav.push(NavItem {
                    key: key.to_owned(),
                    label: label.to_owned(),
                    path: route.path(lang, first),
                });
            }
        };
        item("home", words::say(lang, "home"), &Route::Home);
        item("portfolio", words::say(lang, "portfolio"), &Route::Portfolio);
        for kind in KINDS {
            if is_always_listed(kind) || !ids(book, models, kind).is_empty() {
                item(kind.word(), kind.label(lang), &Route::List(kind));
            }
            if kind == PageKind::Account && !book.accounts.is_empty() {
                item("owners", words::say(lang, "owners"), &Route::Owners);
            }
        }
        item("quality", words::say(lang, "quality"), &Route::Quality);
        Wall {
            words: Value::from_serializable(&words::of(lang)),
            nav: Value::from_serializable(&nav),
        }
    };
    languages(book)
        .into_iter()
        .map(|lang| (lang, wall(lang)))
        .collect()
}
