//! Plans the site: which paths exist, and the recipe of each.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use rayon::prelude::*;

use crate::diag::Code;
use crate::diag::Finding;
use crate::diag::Place;
use crate::engine::Assessment;
use crate::model::account::Account;
use crate::model::book::Book;
use crate::model::book::Page;
use crate::model::book::PageKind;
use crate::model::id::Id;
use crate::render::route::Route;
use crate::render::routes::are_alike;
use crate::render::routes::languages;
use crate::render::routes::routes_of;
use crate::render::rows::Rows;
use crate::render::scope::Shared;
use crate::render::search;
use crate::render::search::Indexes;
use crate::render::share::share_again;
use crate::render::site::File;
use crate::render::site::Files;
use crate::render::site::Recipe;
use crate::render::site::Site;
use crate::render::site::Source;
use crate::render::theme::Theme;

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
    let mut others: Vec<(String, File)> = Vec::new();
    if shared.theme.makes(&Route::Search) {
        for lang in &languages {
            let folder = if *lang == first {
                String::new()
            } else {
                format!("{}/", lang.key())
            };
            others.extend(search::files(*lang, &folder, &routes));
        }
    }
    others.push(("404.html".to_owned(), File::Missing));
    others.push(("data/build.json".to_owned(), File::Build));
    if has_export {
        others.push(("data/book.json".to_owned(), File::Export));
    }
    others.extend(assets(&shared.theme));
    // Of several files at one path the last stands: a page wins over what leads elsewhere.
    let mut files = redirects(&shared.book);
    files.reserve_exact(routes.len() * languages.len() + others.len());
    for lang in languages {
        let page = |route: &Route| (route.path(lang, first), File::Page(lang, route.clone()));
        files.par_extend(routes.par_iter().map(page));
    }
    files.append(&mut others);
    files.par_sort_by(|(a, _), (b, _)| a.cmp(b));
    let mut findings = Vec::from_iter(moved(&shared.theme));
    let files = copies(Files::from(files), statics, &mut findings);
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

/// Pages that moved: their old places lead to the new ones. Of two that stood at one place the first stands last.
fn redirects(book: &Book) -> Vec<(String, File)> {
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
    let languages = languages(book).into_iter();
    let redirects = languages.flat_map(|lang| {
        moved.iter().rev().map(move |(kind, old, new)| {
            let path = Route::One(*kind, (*old).clone()).path(lang, first);
            let route = Route::One(*kind, (*new).clone());
            (path, File::Redirect(lang, route))
        })
    });
    redirects.collect()
}

/// The charts' stylesheet, and the theme's own files, of which one may stand in its place.
fn assets(theme: &Theme) -> impl Iterator<Item = (String, File)> {
    let own = theme.statics.iter().map(|(file, bytes)| {
        let path = format!("{ASSETS}/{file}");
        (path, File::Bytes(Arc::clone(bytes)))
    });
    let styles = (format!("{ASSETS}/charts.css"), File::ChartStyles);
    std::iter::once(styles).chain(own)
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

/// Adds the files that are copied as they are. One that would hide a page is left out, and said.
fn copies(files: Files, statics: &[(String, PathBuf)], findings: &mut Vec<Finding>) -> Files {
    let mut taken: BTreeSet<&str> = BTreeSet::new();
    let hides = |path: &str| files.contains_key(path);
    let (hiding, others): (Vec<_>, Vec<_>) = statics
        .iter()
        .partition(|(path, _)| hides(path) || !taken.insert(path));
    findings.extend(hiding.into_iter().map(|(path, _)| {
        let file: Arc<str> = Arc::from(format!("content/static/{path}"));
        Finding {
            code: Code::StrayFile,
            place: Place::file(&file),
            field: String::new(),
            message: crate::words!(
                "`{path}` 会盖住站点自己的页面",
                "`{path}` would hide a page of the site"
            ),
            hint: crate::words!("给这个文件换个名字", "give the file another name"),
        }
    }));
    if others.is_empty() {
        return files;
    }
    let mut files = files.into_vec();
    let others = others.into_iter();
    files.extend(others.map(|(path, source)| (path.clone(), File::Copy(source.clone()))));
    Files::from(files)
}
