//! Plans the site: which paths exist, and the recipe of each.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::OnceLock;

use serde::Serialize;
use tera::Value;

use rayon::prelude::*;

use crate::diag::Code;
use crate::diag::Finding;
use crate::diag::Lang;
use crate::diag::Place;
use crate::engine::Assessment;
use crate::model::account::Account;
use crate::model::book::Book;
use crate::model::book::Edited;
use crate::model::book::Page;
use crate::model::book::PageKind;
use crate::model::id::Id;
use crate::render::crossing::Crossings;
use crate::render::crossing::Listing;
use crate::render::crossing::crossings;
use crate::render::crossing::findings_of;
use crate::render::crossing::gives_the_same;
use crate::render::model_pages::ModelPages;
use crate::render::model_pages::model_pages;
use crate::render::route::Route;
use crate::render::rows::Rows;
use crate::render::scope::Ranked;
use crate::render::scope::Shared;
use crate::render::scope::Wall;
use crate::render::search;
use crate::render::search::Indexes;
use crate::render::site::File;
use crate::render::site::Files;
use crate::render::site::Recipe;
use crate::render::site::RenderError;
use crate::render::site::Site;
use crate::render::site::Source;
use crate::render::theme::Theme;
use crate::render::view::facts::Terms;
use crate::render::view::frame::NavItem;
use crate::render::words;

/// Folder of the theme's files in the site.
pub const ASSETS: &str = "assets";

/// What a site is made from.
pub struct Plan {
    /// The book.
    pub book: Arc<Book>,
    /// What the engine says of it.
    pub assessment: Arc<Assessment>,
    /// Every finding, those of the engine included, in order.
    pub findings: Arc<Vec<Finding>>,
    /// The theme.
    pub theme: Arc<Theme>,
    /// The site's commit.
    pub commit: Option<String>,
    /// Path in the site, and the file to copy there: files of `content/static/` by their path below it,
    /// attachments by their path from `content/`.
    pub statics: Arc<Vec<(String, PathBuf)>>,
    /// Makes `data/book.json`.
    pub export: Option<Recipe>,
    /// True if other states of the book will be planned after this one: then what they may share is kept.
    pub is_kept: bool,
}

/// Plans a site. Nothing is rendered or read yet.
pub fn plan(input: Plan) -> Site {
    plan_again(input, None)
}

/// Plans a site of which another state was planned before; gives what [`plan`] gives. What is the same is shared with it.
pub fn plan_again(input: Plan, before: Option<&Site>) -> Site {
    let Plan {
        book,
        assessment,
        findings,
        theme,
        commit,
        statics,
        export,
        is_kept,
    } = input;
    let export = export.filter(|_| theme.has_data());
    let before = before.and_then(|site| Some((site, site.source()?)));
    let known = before.map(|(_, source)| &*source.shared);
    let mut shared = share_again(book, assessment, findings, theme, known);
    shared.commit = commit;
    shared.has_export = export.is_some();
    if is_kept && !shared.rows.is_keeping() {
        shared.rows = Arc::new(Rows::kept());
    }
    let shared = Arc::new(shared);
    let same = before.filter(|(_, source)| {
        source.statics == statics
            && source.export.is_some() == export.is_some()
            && have_the_same_paths(&source.shared, &shared)
    });
    let (files, findings) = match same {
        Some((site, _)) => (Arc::clone(site.files()), site.findings.clone()),
        None => paths(&shared, &statics, export.is_some()),
    };
    let source = Source {
        indexes: Indexes::new(&shared),
        shared,
        export,
        statics,
    };
    Site::planned(files, source, findings)
}

/// Every path, and the doubts about them.
fn paths(shared: &Shared, statics: &[(String, PathBuf)], has_export: bool) -> (Arc<Files>, Vec<Finding>) {
    let first = shared.book.settings.first_language();
    let routes = routes_of(shared);
    let languages = languages(&shared.book);
    let pages: Vec<(String, File)> = languages
        .par_iter()
        .flat_map(|lang| routes.par_iter().map(|route| (*lang, route)))
        .map(|(lang, route)| (route.path(lang, first), File::Page(lang, route.clone())))
        .collect();
    // Made of all at once: far quicker than one by one.
    let mut files = Files::from_iter(pages);
    let mut findings = Vec::new();
    for lang in languages {
        let folder = if lang == first {
            String::new()
        } else {
            format!("{}/", lang.key())
        };
        if shared.theme.makes(&Route::Search) {
            search::add(&mut files, lang, &folder, &routes);
        }
    }
    redirects(&mut files, &shared.book);
    files.insert("404.html".to_owned(), File::Missing);
    files.insert("data/build.json".to_owned(), File::Build);
    if has_export {
        files.insert("data/book.json".to_owned(), File::Export);
    }
    assets(&mut files, &shared.theme);
    findings.extend(moved(&shared.theme));
    copies(&mut files, statics, &mut findings);
    (Arc::new(files), findings)
}

/// True if two states of a book have pages at the same paths.
fn have_the_same_paths(before: &Shared, now: &Shared) -> bool {
    let formerly = |page: &Arc<Page<Account>>| page.data.formerly.clone();
    Arc::ptr_eq(&before.theme, &now.theme)
        && before.models == now.models
        && before.book.is_same_beside_accounts(&now.book)
        && now.book.edited_accounts(&before.book).is_some_and(|edited| {
            let mut pages = edited.iter().map(|(id, old)| (*old, now.book.accounts.get(*id)));
            pages.all(|(old, new)| new.map(formerly) == Some(formerly(old)))
        })
        && are_alike(&before.crossings, &now.crossings, &now.theme)
}

/// True if both lead to the same pages of owners, and of what accounts share.
fn are_alike(before: &Arc<Crossings>, now: &Arc<Crossings>, theme: &Theme) -> bool {
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

/// Every page of one language.
pub fn routes_of(shared: &Shared) -> Vec<Route> {
    routes(&shared.book, &shared.models, &shared.crossings, &shared.theme)
}

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
fn share_again(
    book: Arc<Book>,
    assessment: Arc<Assessment>,
    findings: Arc<Vec<Finding>>,
    theme: Arc<Theme>,
    before: Option<&Shared>,
) -> Shared {
    let models = Arc::new(model_pages(&book, &assessment));
    let like = before.and_then(|before| {
        let is_like = Arc::ptr_eq(&before.theme, &theme) && book.is_same_beside_accounts(&before.book);
        let edited = book.edited_accounts(&before.book).filter(|_| is_like)?;
        Some((before, edited))
    });
    let crossed = like.as_ref().filter(|(before, edited)| {
        let (old, new) = ((&*before.book, &*before.assessment), (&*book, &*assessment));
        edited.iter().all(|(id, _)| gives_the_same(id, old, new))
    });
    let crossings = match crossed {
        Some((before, _)) => Arc::clone(&before.crossings),
        None => {
            let has_industry_pages = theme.makes(&Route::List(PageKind::Industry));
            Arc::new(crossings(&book, &assessment, has_industry_pages))
        }
    };
    let ranked = Arc::new(match crossed {
        Some((before, edited)) => ranked_again(before, edited, &book, &assessment),
        None => ranked(&crossings, &book, &assessment),
    });
    let named = like.as_ref().filter(|(before, edited)| {
        let file = |book: &Book, id: &Id| book.accounts.get(id).map(|page| Arc::clone(&page.file));
        before.models == models
            && edited
                .iter()
                .all(|(id, _)| file(&book, id) == file(&before.book, id))
    });
    let (page_of, walls) = match named {
        Some((before, _)) => (Arc::clone(&before.page_of), Arc::clone(&before.walls)),
        None => (
            Arc::new(pages_of_files(&book, &models)),
            Arc::new(walls(&book, &models, &theme)),
        ),
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
        page_of,
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

/// The ranking with what was computed.
fn ranked(crossings: &Crossings, book: &Book, assessment: &Assessment) -> Vec<Ranked> {
    let one = |id: &Id| {
        Some(Ranked {
            id: id.clone(),
            page: Arc::clone(book.accounts.get(id)?),
            assessed: Arc::clone(assessment.accounts.get(id)?),
        })
    };
    crossings.ranking.iter().filter_map(one).collect()
}

/// The same, of a ranking that stands.
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

fn ids(book: &Book, models: &ModelPages, kind: PageKind) -> Vec<Id> {
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

const KINDS: [PageKind; 8] = [
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
fn is_always_listed(kind: PageKind) -> bool {
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
        if kind == PageKind::Account {
            routes.extend(ids.iter().cloned().map(Route::Brief));
            routes.extend(ids.iter().cloned().map(Route::Why));
        }
        routes.extend(ids.into_iter().map(|id| Route::One(kind, id)));
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

fn pages_of_files(book: &Book, models: &ModelPages) -> BTreeMap<Arc<str>, Route> {
    let mut pages = BTreeMap::new();
    let mut add = |file: &Arc<str>, kind: PageKind, id: &Id| {
        pages.insert(Arc::clone(file), Route::One(kind, id.clone()));
    };
    for (id, page) in &book.accounts {
        add(&page.file, PageKind::Account, id);
    }
    for (id, page) in &book.industries {
        add(&page.file, PageKind::Industry, id);
    }
    for (id, page) in &book.competitors {
        add(&page.file, PageKind::Competitor, id);
    }
    for (id, sheet) in &book.compositions {
        add(&sheet.file, PageKind::Composition, id);
    }
    for (id, sheet) in &book.landscapes {
        add(&sheet.file, PageKind::Landscape, id);
    }
    for (id, page) in &book.playbook {
        add(&page.file, PageKind::Playbook, id);
    }
    for (id, page) in &book.cases {
        add(&page.file, PageKind::Case, id);
    }
    for (id, file) in &book.model_files {
        let route = if models.contains_key(id) {
            Route::One(PageKind::Model, id.clone())
        } else {
            Route::List(PageKind::Model)
        };
        pages.insert(Arc::clone(file), route);
    }
    pages
}

/// Pages that moved: their old places lead to the new ones, unless something else stands there now.
fn redirects(files: &mut Files, book: &Book) {
    let first = book.settings.first_language();
    let mut moved: Vec<(PageKind, &Id, &Id)> = Vec::new();
    for (id, page) in &book.accounts {
        moved.extend(page.data.formerly.iter().map(|old| (PageKind::Account, old, id)));
    }
    for (id, page) in &book.industries {
        moved.extend(page.data.formerly.iter().map(|old| (PageKind::Industry, old, id)));
    }
    for (id, page) in &book.competitors {
        moved.extend(
            page.data
                .formerly
                .iter()
                .map(|old| (PageKind::Competitor, old, id)),
        );
    }
    for (id, page) in &book.playbook {
        moved.extend(page.data.formerly.iter().map(|old| (PageKind::Playbook, old, id)));
    }
    for (id, page) in &book.cases {
        moved.extend(page.data.formerly.iter().map(|old| (PageKind::Case, old, id)));
    }
    for lang in languages(book) {
        for (kind, old, new) in &moved {
            let path = Route::One(*kind, (*old).clone()).path(lang, first);
            let route = Route::One(*kind, (*new).clone());
            files.entry(path).or_insert(File::Redirect(lang, route));
        }
    }
}

fn assets(files: &mut Files, theme: &Theme) {
    files.insert(format!("{ASSETS}/charts.css"), File::ChartStyles);
    for (file, bytes) in &theme.statics {
        files.insert(format!("{ASSETS}/{file}"), File::Bytes(Arc::clone(bytes)));
    }
}

/// Files of the theme that were copied from originals which changed since.
fn moved(theme: &Theme) -> impl Iterator<Item = Finding> + use<'_> {
    let name = &theme.name;
    theme.moved.iter().map(move |path| Finding {
        code: Code::ThemeMoved,
        place: Place::file(&Arc::from(format!("themes/{name}/{path}"))),
        field: String::new(),
        message: crate::words!(
            "`{path}` 是从原主题复制的，原文件此后变了",
            "`{path}` was copied from a theme whose file has changed since"
        ),
        hint: crate::words!(
            "删掉它和 `theme.yaml` 里的那一行，重新 `keybook theme eject {path}`，再把改动写回去",
            "take it and its line in `theme.yaml` out, run `keybook theme eject {path}` again, and put your changes back"
        ),
    })
}

/// Files that are copied as they are. A file that would hide a page is left out, and said.
fn copies(files: &mut Files, statics: &[(String, PathBuf)], findings: &mut Vec<Finding>) {
    for (path, source) in statics {
        if files.contains_key(path) {
            let file: Arc<str> = Arc::from(format!("content/static/{path}"));
            findings.push(Finding {
                code: Code::StrayFile,
                place: Place::file(&file),
                field: String::new(),
                message: crate::words!(
                    "`{path}` 会盖住站点自己的页面",
                    "`{path}` would hide a page of the site"
                ),
                hint: crate::words!("给这个文件换个名字", "give the file another name"),
            });
            continue;
        }
        files.insert(path.clone(), File::Copy(source.clone()));
    }
}

#[derive(Serialize)]
struct Build<'a> {
    generator: &'static str,
    commit: Option<&'a str>,
    as_of: String,
    languages: Vec<&'static str>,
    accounts: usize,
    industries: usize,
    competitors: usize,
    compositions: usize,
    landscapes: usize,
    playbook: usize,
    cases: usize,
    errors: usize,
    warnings: usize,
}

/// Counts of the book, for machines.
pub(super) fn build_json(shared: &Shared) -> Result<Vec<u8>, RenderError> {
    let book = &shared.book;
    let n_errors = shared
        .findings
        .iter()
        .filter(|finding| finding.is_error())
        .count();
    let n_warnings = shared
        .findings
        .iter()
        .filter(|finding| finding.severity() == crate::diag::Severity::Warning)
        .count();
    let build = Build {
        generator: concat!("keybook ", env!("CARGO_PKG_VERSION")),
        commit: shared.commit.as_deref(),
        as_of: book.as_of.to_string(),
        languages: languages(book).into_iter().map(Lang::key).collect(),
        accounts: book.accounts.len(),
        industries: book.industries.len(),
        competitors: book.competitors.len(),
        compositions: book.compositions.len(),
        landscapes: book.landscapes.len(),
        playbook: book.playbook.len(),
        cases: book.cases.len(),
        errors: n_errors,
        warnings: n_warnings,
    };
    let mut text = serde_json::to_string_pretty(&build).map_err(|error| RenderError {
        path: "data/build.json".to_owned(),
        message: error.to_string(),
    })?;
    text.push('\n');
    Ok(text.into_bytes())
}
