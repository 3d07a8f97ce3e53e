//! Makes one page: its view, its frame, its template.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::Serialize;
use tera::Context;
use tera::Value;

use crate::diag::Lang;
use crate::diag::Words;
use crate::model::book::PageKind;
use crate::model::book::Settings;
use crate::model::id::Id;
use crate::render::route;
use crate::render::route::Route;
use crate::render::routes::languages;
use crate::render::scope::Scope;
use crate::render::scope::Shared;
use crate::render::site::RenderError;
use crate::render::theme::ACCOUNT_ROWS;
use crate::render::theme::value;
use crate::render::view;
use crate::render::view::frame::Frame;
use crate::render::view::frame::LanguageLink;
use crate::render::view::parts::Link;
use crate::render::words;

/// Pages that mention a page, named on it at most.
const MENTIONS: usize = 40;

/// Makes the page of a route.
pub fn page(shared: &Shared, lang: Lang, route: &Route, path: &str) -> Result<Vec<u8>, RenderError> {
    let scope = Scope { shared, lang, path };
    let template = route.template();
    let made = context(scope, route, template).and_then(|(context, rows)| match rows {
        Some(rows) => shared.theme.page_around(template, context, ACCOUNT_ROWS, &rows),
        None => shared.theme.page(template, &context),
    });
    made.map_err(|message| error(path, message))
}

/// What the template names, and nothing else: what it does not ask for is not computed. The rows of the long list, where it
/// names them, are still to be put into it.
fn context(
    scope: Scope<'_>,
    route: &Route,
    template: &str,
) -> Result<(Context, Option<Arc<String>>), String> {
    let mut context = Context::new();
    let wants = |name: &str| scope.shared.theme.names(template, name);
    if wants("frame") {
        context.insert_value("frame", value(&frame(scope, route))?);
    }
    let around = || wants("page").then(|| view(scope, route));
    let (page, rows) = match route {
        Route::List(PageKind::Account) if wants(ACCOUNT_ROWS) => {
            beside(around, || scope.shared.rows.all(scope).map(Some))
        }
        _ => (Some(around()), Ok(None)),
    };
    if let Some(page) = page.flatten() {
        context.insert_value("page", page?);
    }
    let rows = rows?;
    if wants("root") {
        context.insert_value("root", Value::from(route::to_root(scope.path)));
    }
    if wants("book") {
        context.insert_value("book", Value::from(scope.text(&scope.book().settings.title)));
    }
    if let Some(wall) = scope.shared.walls.get(&scope.lang) {
        context.insert_value("words", wall.words.clone());
        context.insert_value("nav", wall.nav.clone());
    }
    match route {
        Route::One(PageKind::Account, id) => {
            if wants("facts") {
                context.insert_value("facts", known(&view::facts::view(scope, id)?)?);
            }
            if wants("body") {
                let page = scope.book().accounts.get(id).ok_or(LACKING)?;
                let body = scope.body((PageKind::Account, id), &page.body);
                context.insert_value("body", Value::safe_string(&body));
            }
        }
        Route::List(PageKind::Account) if wants("rows") => {
            context.insert_value("rows", value(&view::facts::ranked(scope, template))?);
        }
        Route::Tag(taxonomy, slug, part) if wants("rows") => {
            context.insert_value(
                "rows",
                known(&view::tags::rows(scope, *taxonomy, slug, *part, template))?,
            );
        }
        _ => {}
    }
    Ok((context, rows))
}

/// The rows of a long list, and on another thread what stands around them. Not the other way round: rows hold a lock, and a thread
/// of the pool that waits takes up other work, which may want it, too.
fn beside<A: Send, B>(around: impl FnOnce() -> A + Send, rows: impl FnOnce() -> B) -> (Option<A>, B) {
    let mut made = None;
    let rows = rayon::in_place_scope(|pool| {
        pool.spawn(|_| made = Some(around()));
        rows()
    });
    (made, rows)
}

/// The template of a route, and what it is given as `page`: of the type that `context` says.
#[cfg(test)]
pub(in crate::render) fn given(scope: Scope<'_>, route: &Route) -> (&'static str, Result<Value, String>) {
    (route.template(), view(scope, route))
}

/// The whole view of a page.
fn view(scope: Scope<'_>, route: &Route) -> Result<Value, String> {
    match route {
        Route::Home => value(&view::home::view(scope)),
        Route::Portfolio => value(&view::portfolio::view(scope)),
        Route::Brief(id) => known(&view::brief::view(scope, id)),
        Route::Why(id) => known(&view::why::view(scope, id)),
        Route::Owners => value(&view::owners::list(scope)),
        Route::Owner(id) => value(&view::owners::view(scope, id)),
        Route::Tags => value(&view::tags::list(scope)),
        Route::Tag(taxonomy, slug, part) => known(&view::tags::view(scope, *taxonomy, slug, *part)),
        Route::Search => value(&()),
        Route::Quality => value(&view::quality::view(scope)),
        Route::List(kind) => match kind {
            PageKind::Account => value(&view::accounts::view(scope)),
            PageKind::Industry => value(&view::industries::list(scope)),
            PageKind::Competitor => value(&view::competitors::list(scope)),
            PageKind::Composition => value(&view::compositions::list(scope)),
            PageKind::Landscape => value(&view::landscapes::list(scope)),
            PageKind::Playbook => value(&view::playbook::list(scope)),
            PageKind::Case => value(&view::cases::list(scope)),
            PageKind::Model => value(&view::models::list(scope)),
        },
        Route::One(kind, id) => match kind {
            PageKind::Account => known(&view::account::view(scope, id)),
            PageKind::Industry => known(&view::industries::view(scope, id)),
            PageKind::Competitor => known(&view::competitors::view(scope, id)),
            PageKind::Composition => known(&view::compositions::view(scope, id)),
            PageKind::Landscape => known(&view::landscapes::view(scope, id)),
            PageKind::Playbook => known(&view::playbook::view(scope, id)),
            PageKind::Case => known(&view::cases::view(scope, id)),
            PageKind::Model => known(&view::models::view(scope, id)),
        },
    }
}

fn error(path: &str, message: String) -> RenderError {
    RenderError {
        path: path.to_owned(),
        message: format!("page `{path}`: {message}"),
    }
}

fn known<T: Serialize>(view: &Option<T>) -> Result<Value, String> {
    match view {
        Some(view) => value(view),
        None => Err(LACKING.to_owned()),
    }
}

/// Why a page cannot be viewed.
const LACKING: &str = "the book or its assessment lacks what this page is about";

pub(in crate::render) fn frame(scope: Scope<'_>, route: &Route) -> Frame {
    let settings = &scope.book().settings;
    let book = scope.text(&settings.title);
    let (file, is_draft) = source(scope, route);
    let up = |route: Route, text: String| Link {
        text,
        href: scope.lead(&route),
    };
    let crumbs = match route {
        Route::Home
        | Route::Portfolio
        | Route::Quality
        | Route::Search
        | Route::Owners
        | Route::Tags
        | Route::List(_) => Vec::new(),
        Route::Owner(_) => vec![up(Route::Owners, scope.say("owners"))],
        Route::Tag(..) => vec![up(Route::Tags, scope.say("tags"))],
        Route::Brief(id) | Route::Why(id) => vec![
            up(
                Route::List(PageKind::Account),
                PageKind::Account.label(scope.lang).to_owned(),
            ),
            scope.account(id),
        ],
        Route::One(kind, _) => vec![up(Route::List(*kind), kind.label(scope.lang).to_owned())],
    };
    Frame {
        lang: scope.lang.tag().to_owned(),
        lang_key: scope.lang.key().to_owned(),
        title: title(scope, route).unwrap_or_else(|| book.clone()),
        as_of: scope.book().as_of.to_string(),
        root: route::to_root(scope.path),
        home: scope.href(&Route::Home),
        search: scope.href(&Route::Search),
        section: match route {
            Route::Home => "home",
            Route::Portfolio => "portfolio",
            Route::Quality => "quality",
            Route::Search => "search",
            Route::Owners | Route::Owner(_) => "owners",
            Route::Tags | Route::Tag(..) => PageKind::Account.word(),
            Route::Brief(_) | Route::Why(_) => PageKind::Account.word(),
            Route::List(kind) | Route::One(kind, _) => kind.word(),
        }
        .to_owned(),
        languages: language_links(scope, route),
        crumbs,
        edit: file.as_ref().and_then(|file| {
            Some(
                settings
                    .edit_url
                    .as_ref()?
                    .replace("{path}", &route::escape(file)),
            )
        }),
        file,
        notice: published_in_full(settings, scope.lang),
        mentions: mentions(scope, route),
        commit: scope.shared.commit.clone().filter(|_| *route == Route::Home),
        is_draft,
        has_export: scope.shared.has_export,
        book,
    }
}

/// Pages whose texts link to this one.
fn mentions(scope: Scope<'_>, route: &Route) -> Vec<Link> {
    let Route::One(kind, id) = route else {
        return Vec::new();
    };
    let page = (*kind, id.clone());
    let mentions = scope.shared.crossings.mentions.of(&page);
    mentions
        .filter(|(kind, id)| scope.has_page(*kind, id))
        .take(MENTIONS)
        .map(|(kind, id)| Link {
            text: name(scope, *kind, id).unwrap_or_else(|| id.to_string()),
            href: Some(scope.href(&Route::One(*kind, id.clone()))),
        })
        .collect()
}

/// What every page of a book with audiences says, as long as they are not told apart.
fn published_in_full(settings: &Settings, lang: Lang) -> Option<String> {
    let words = Words::new(
        "本册写有受众设置；此版本不分受众，全文发布。",
        "This book names audiences; this version does not tell them apart and publishes it in full.",
    );
    (!settings.audiences.is_empty()).then(|| words.get(lang).to_owned())
}

fn language_links(scope: Scope<'_>, route: &Route) -> Vec<LanguageLink> {
    let languages = languages(scope.book());
    let first = scope.book().settings.first_language();
    if languages.len() < 2 {
        return Vec::new();
    }
    languages
        .into_iter()
        .map(|lang| LanguageLink {
            lang: lang.tag().to_owned(),
            label: own_name(lang).to_owned(),
            href: route::relative(scope.path, &route.path(lang, first)),
            is_current: lang == scope.lang,
        })
        .collect()
}

fn own_name(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "中文",
        Lang::En => "English",
    }
}

/// What kind of page it is, in words.
pub(in crate::render) fn kind(scope: Scope<'_>, route: &Route) -> String {
    match route {
        Route::One(kind, _) => kind.label(scope.lang).to_owned(),
        Route::Brief(_) | Route::Why(_) => PageKind::Account.label(scope.lang).to_owned(),
        Route::Owner(_) => scope.say("owner"),
        Route::Tag(taxonomy, ..) => taxonomy.label(scope.lang).to_owned(),
        _ => scope.say("page"),
    }
}

/// Title of a page; `None` where the book's own stands.
pub(in crate::render) fn title(scope: Scope<'_>, route: &Route) -> Option<String> {
    match route {
        Route::Home => None,
        Route::Portfolio => Some(scope.say("portfolio")),
        Route::Quality => Some(scope.say("quality")),
        Route::Search => Some(scope.say("search")),
        Route::Owners => Some(scope.say("owners")),
        Route::Owner(id) => Some(scope.person(id)),
        Route::Tags => Some(scope.say("tags")),
        Route::Tag(taxonomy, slug, _) => view::tags::title(scope, *taxonomy, slug),
        Route::Brief(id) => view::brief::title(scope, id),
        Route::Why(id) => {
            let account = name(scope, PageKind::Account, id)?;
            Some(format!("{account} · {}", scope.say("why_numbers")))
        }
        Route::List(kind) => Some(kind.label(scope.lang).to_owned()),
        Route::One(kind, id) => Some(name(scope, *kind, id).unwrap_or_else(|| id.to_string())),
    }
}

fn name(scope: Scope<'_>, kind: PageKind, id: &Id) -> Option<String> {
    let book = scope.book();
    let text = match kind {
        PageKind::Account => &book.accounts.get(id)?.data.name,
        PageKind::Industry => &book.industries.get(id)?.data.name,
        PageKind::Competitor => &book.competitors.get(id)?.data.name,
        PageKind::Composition => &book.compositions.get(id)?.data.name,
        PageKind::Landscape => &book.landscapes.get(id)?.data.name,
        PageKind::Playbook => &book.playbook.get(id)?.data.name,
        PageKind::Case => &book.cases.get(id)?.data.name,
        PageKind::Model => return view::models::name(scope, id),
    };
    Some(scope.text(text))
}

/// The file a page is made from, and whether that is a draft.
fn source(scope: Scope<'_>, route: &Route) -> (Option<String>, bool) {
    let book = scope.book();
    let (kind, id) = match route {
        Route::One(kind, id) => (kind, id),
        Route::Brief(id) | Route::Why(id) => (&PageKind::Account, id),
        _ => return (None, false),
    };
    let is_draft = match kind {
        PageKind::Account => book.accounts.get(id).map(|page| page.is_draft),
        PageKind::Industry => book.industries.get(id).map(|page| page.is_draft),
        PageKind::Competitor => book.competitors.get(id).map(|page| page.is_draft),
        PageKind::Playbook => book.playbook.get(id).map(|page| page.is_draft),
        PageKind::Case => book.cases.get(id).map(|page| page.is_draft),
        PageKind::Composition | PageKind::Landscape | PageKind::Model => None,
    };
    let file = scope.file_of(*kind, id).map(|file| file.to_string());
    (file, is_draft.unwrap_or(false))
}

/// A page that has moved.
#[derive(Serialize, JsonSchema)]
pub(in crate::render) struct Redirect {
    /// BCP 47 tag of the page.
    lang: String,
    /// That it has moved.
    title: String,
    /// What stands before the link.
    moved_to: String,
    /// Title of the page that was meant.
    name: String,
    /// Relative link to it.
    href: String,
}

/// Makes the page that leads from an old place to the new one.
pub fn redirect(shared: &Shared, lang: Lang, route: &Route, path: &str) -> Result<Vec<u8>, RenderError> {
    let scope = Scope { shared, lang, path };
    let redirect = Redirect {
        lang: lang.tag().to_owned(),
        title: scope.say("moved"),
        moved_to: scope.say("moved_to"),
        name: title(scope, route).unwrap_or_default(),
        href: scope.href(route),
    };
    leaf(shared, "redirect.html", path, &redirect)
}

/// The page for what is not there.
#[derive(Serialize, JsonSchema)]
pub(in crate::render) struct Missing {
    /// BCP 47 tag of the book's first language.
    lang: String,
    /// Title of the book.
    book: String,
    /// What it says, in each language of the book.
    sentences: Vec<Sentence>,
}

/// What it says in one language.
#[derive(Serialize, JsonSchema)]
struct Sentence {
    /// BCP 47 tag.
    lang: String,
    /// That there is no such page.
    heading: String,
    /// What to do.
    hint: String,
    /// A word that must stand on every page.
    notice: Option<String>,
    /// To the home page, where the book says where the site stands.
    home: Option<Link>,
}

/// Makes the page for what is not there. It may stand at any depth, so it links only where the book says where the site lies.
pub fn missing(shared: &Shared) -> Result<Vec<u8>, RenderError> {
    let path = "404.html";
    let book = &shared.book;
    let first = book.settings.first_language();
    let base = book.settings.base_url.as_deref();
    let sentences = languages(book).into_iter().map(|lang| Sentence {
        lang: lang.tag().to_owned(),
        heading: words::say(lang, "not_found").to_owned(),
        hint: words::say(lang, "not_found_hint").to_owned(),
        notice: published_in_full(&book.settings, lang),
        home: base.map(|base| Link {
            text: words::say(lang, "home").to_owned(),
            href: Some(format!(
                "{}/{}",
                base.trim_end_matches('/'),
                Route::Home.path(lang, first)
            )),
        }),
    });
    let missing = Missing {
        lang: first.tag().to_owned(),
        book: book.settings.title.get(first).to_owned(),
        sentences: sentences.collect(),
    };
    leaf(shared, "404.html", path, &missing)
}

fn leaf<T: Serialize>(shared: &Shared, template: &str, path: &str, view: &T) -> Result<Vec<u8>, RenderError> {
    let view = value(view).map_err(|message| error(path, message))?;
    let mut context = Context::new();
    context.insert_value("page", view);
    shared
        .theme
        .page(template, &context)
        .map_err(|message| error(path, message))
}
