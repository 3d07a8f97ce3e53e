//! What a link may lead to: pages, their headings, static files, attachments.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use foldhash::HashMap;

use crate::content::cross::Scope;
use crate::content::cross::links::Broken;
use crate::content::cross::links::path::folder;
use crate::content::cross::links::path::joined;
use crate::content::cross::links::path::written;
use crate::content::cross::report::listed;
use crate::content::cross::report::nearest;
use crate::model::book::Body;
use crate::model::book::Book;
use crate::model::book::LinkTarget;
use crate::model::book::PageKind;
use crate::model::id::Id;
use crate::words;

/// A page of the site; its text, where it has one of the author's.
#[derive(Clone, Copy)]
struct Target<'a> {
    kind: PageKind,
    id: &'a Id,
    body: Option<&'a Body>,
}

/// Everything a link may lead to.
pub(super) struct Lookup<'a> {
    scope: Scope<'a>,
    /// By path from `content/`.
    pages: HashMap<&'a str, Target<'a>>,
    /// By id, in the order of their kinds; several may share one. Gathered for the first link that names one.
    ids: OnceLock<HashMap<&'a str, Vec<Target<'a>>>>,
    /// Folders of dossiers that have their own, with their last `/`.
    folders: BTreeSet<&'a str>,
}

impl<'a> Lookup<'a> {
    /// Gathers the pages of a book.
    pub(super) fn new(scope: Scope<'a>) -> Lookup<'a> {
        let mut pages = HashMap::default();
        let mut folders = BTreeSet::new();
        pages.reserve(scope.book.accounts.len());
        each_target(scope.book, |path, target| {
            pages.insert(path, target);
            if let Some(folder) = path.strip_suffix("index.md") {
                folders.insert(folder);
            }
        });
        Lookup {
            scope,
            pages,
            ids: OnceLock::new(),
            folders,
        }
    }

    fn ids(&self) -> &HashMap<&'a str, Vec<Target<'a>>> {
        self.ids.get_or_init(|| {
            let mut ids: HashMap<&str, Vec<Target<'_>>> = HashMap::default();
            each_target(self.scope.book, |_, target| {
                ids.entry(target.id.as_str()).or_default().push(target);
            });
            ids
        })
    }

    /// Where `[[name]]` leads: an id, a kind and an id (`landscapes/it`), and perhaps an anchor.
    pub(super) fn wiki(&self, link: &str, own: &Body) -> Result<LinkTarget, Broken> {
        let link = written(link);
        let name = link.path.trim();
        if name.is_empty() {
            return within(own, link.anchor);
        }
        let (kind, id) = match name.split_once('/') {
            Some((kind, id)) => (PageKind::from_word(kind), id),
            None => (None, name),
        };
        let ids = self.ids();
        let found: Vec<Target<'_>> = ids
            .get(id)
            .into_iter()
            .flatten()
            .filter(|target| kind.is_none_or(|kind| kind == target.kind))
            .copied()
            .collect();
        match found.as_slice() {
            [target] => leads_to(*target, link.anchor),
            [] => {
                let hint = match nearest(id, ids.keys().copied()) {
                    Some(near) => words!("是不是 `[[{near}]]`？", "did you mean `[[{near}]]`?"),
                    None => words!(
                        "双方括号里写一个页面的 id，即文件名去掉 `.md`",
                        "double brackets hold the id of a page: its file name without `.md`"
                    ),
                };
                Err((words!("没有页面 `{name}`", "there is no page `{name}`"), hint))
            }
            several => {
                let names: Vec<String> = several
                    .iter()
                    .map(|target| format!("{}/{id}", target.kind.word()))
                    .collect();
                let names: Vec<&str> = names.iter().map(String::as_str).collect();
                let (zh, en) = (listed(&names, "、"), listed(&names, ", "));
                Err((
                    words!("不止一个页面叫 `{id}`", "several pages are called `{id}`"),
                    words!("写明是哪一个：{zh}", "say which: {en}"),
                ))
            }
        }
    }

    /// Where a path leads, written in `file`.
    pub(super) fn path(&self, link: &str, file: &str, own: &Body) -> Result<LinkTarget, Broken> {
        let link = written(link);
        let path = link.path.as_str();
        if path.is_empty() {
            return within(own, link.anchor);
        }
        let base = folder(below_content(file));
        let here = joined(base, path);
        // `static/logo.svg` is meant from the book's root wherever it is written.
        let rooted = path.starts_with("static/").then(|| joined("", path)).flatten();
        for candidate in here.iter().chain(&rooted) {
            if let Some(target) = self.page(candidate) {
                return leads_to(target, link.anchor);
            }
            if let Some(target) = self.file(candidate) {
                return Ok(target);
            }
        }
        Err(self.broken(path, here.as_deref()))
    }

    fn page(&self, path: &str) -> Option<Target<'a>> {
        let known = self.pages.get(path).copied();
        known.or_else(|| self.pages.get(format!("{path}/index.md").as_str()).copied())
    }

    fn file(&self, path: &str) -> Option<LinkTarget> {
        if !self.scope.facts.files.contains(path) {
            return None;
        }
        if let Some(below) = path.strip_prefix("static/") {
            return Some(LinkTarget::Static(below.to_owned()));
        }
        let is_beside = self.folders.iter().any(|folder| path.starts_with(folder));
        (is_beside && !path.ends_with(".md")).then(|| LinkTarget::Attachment(path.to_owned()))
    }

    fn broken(&self, written: &str, path: Option<&str>) -> Broken {
        let Some(path) = path else {
            return (
                words!("`{written}` 指到了书的外面", "`{written}` leads out of the book"),
                words!(
                    "只能链接 `content/` 里的文件，站外用 https 地址",
                    "link to files below `content/`, and outside by an https address"
                ),
            );
        };
        if self.scope.facts.files.contains(path) {
            return (
                words!("`content/{path}` 不会发布", "`content/{path}` is not published"),
                if path.ends_with(".md") {
                    words!(
                        "它是草稿，或者它自己有错：定稿、改好，或改指别处",
                        "it is a draft or has mistakes of its own: finish it, mend it, or point elsewhere"
                    )
                } else {
                    words!(
                        "要给读者看的文件放进 `content/static/`，或放在 `<id>/index.md` 旁边",
                        "put files for readers into `content/static/`, or beside an `<id>/index.md`"
                    )
                },
            );
        }
        let known = self.pages.keys().copied();
        let files = self.scope.facts.files.iter().map(String::as_str);
        let hint = match nearest(path, known.chain(files.filter(|file| self.file(file).is_some()))) {
            Some(near) => words!("是不是 `content/{near}`？", "did you mean `content/{near}`?"),
            None => words!(
                "路径从本文件所在的文件夹算起；`/` 开头则从 `content/` 算起",
                "a path begins at the folder of this file, or with `/` at `content/`"
            ),
        };
        (
            words!(
                "`{written}` 指到的 `content/{path}` 不存在",
                "`{written}` leads to `content/{path}`, which is not there"
            ),
            hint,
        )
    }
}

/// Every page of a book and its path from `content/`, kind by kind.
fn each_target<'a>(book: &'a Book, mut add: impl FnMut(&'a str, Target<'a>)) {
    let mut one = |file: &'a str, kind, id, body| add(below_content(file), Target { kind, id, body });
    for (id, page) in &book.accounts {
        one(&page.file, PageKind::Account, id, Some(&page.body));
    }
    for (id, page) in &book.industries {
        one(&page.file, PageKind::Industry, id, Some(&page.body));
    }
    for (id, page) in &book.competitors {
        one(&page.file, PageKind::Competitor, id, Some(&page.body));
    }
    for (id, sheet) in &book.compositions {
        one(&sheet.file, PageKind::Composition, id, None);
    }
    for (id, sheet) in &book.landscapes {
        one(&sheet.file, PageKind::Landscape, id, None);
    }
    for (id, page) in &book.playbook {
        one(&page.file, PageKind::Playbook, id, Some(&page.body));
    }
    for (id, page) in &book.cases {
        one(&page.file, PageKind::Case, id, Some(&page.body));
    }
    for (id, file) in &book.model_files {
        one(file, PageKind::Model, id, None);
    }
}

fn below_content(file: &str) -> &str {
    file.strip_prefix("content/").unwrap_or(file)
}

fn leads_to(target: Target<'_>, anchor: Option<String>) -> Result<LinkTarget, Broken> {
    // What the site draws itself has headings of the theme's, which the book does not know.
    let anchor = match (anchor, target.body) {
        (Some(anchor), Some(body)) => Some(heading(body, &anchor)?),
        (anchor, _) => anchor,
    };
    Ok(LinkTarget::Page(target.kind, target.id.clone(), anchor))
}

fn within(own: &Body, anchor: Option<String>) -> Result<LinkTarget, Broken> {
    match anchor {
        Some(anchor) => Ok(LinkTarget::Anchor(heading(own, &anchor)?)),
        None => Ok(LinkTarget::Anchor(String::new())),
    }
}

/// The anchor of the heading that is meant: capitals do not matter.
fn heading(body: &Body, anchor: &str) -> Result<String, Broken> {
    let lower = anchor.to_lowercase();
    let ids = || body.headings.ids();
    if let Some(id) = ids().find(|id| *id == anchor || *id == lower) {
        return Ok(id.to_owned());
    }
    let known: Vec<&str> = ids().take(8).collect();
    let (zh, en) = (listed(&known, "、"), listed(&known, ", "));
    let hint = match nearest(&lower, ids()) {
        Some(near) => words!("是不是 `#{near}`？", "did you mean `#{near}`?"),
        None if known.is_empty() => words!("那篇文字没有标题", "that text has no headings"),
        None => words!("那篇文字的标题有 {zh}", "its headings are {en}"),
    };
    Err((
        words!("没有标题 `#{anchor}`", "there is no heading `#{anchor}`"),
        hint,
    ))
}
