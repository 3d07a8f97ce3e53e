//! Decoded files as one book: ids are unique, drafts stay out, a day is chosen.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::collections::btree_map::Entry;
use std::sync::Arc;

use jiff::civil::Date;

use crate::content::cross::Facts;
use crate::content::cross::check_accounts;
use crate::content::cross::check_book;
use crate::content::cross::resolve_links;
use crate::content::files::models::Ruler;
use crate::content::layout;
use crate::content::layout::Role;
use crate::content::ledger;
use crate::content::markdown::RawLink;
use crate::content::memory::FileRead;
use crate::content::memory::Joined;
use crate::content::memory::LedgersRead;
use crate::content::memory::Memory;
use crate::content::memory::Piece;
use crate::content::memory::Remembered;
use crate::content::read::ReadOptions;
use crate::content::read::at_file;
use crate::content::read::unreadable;
use crate::content::snapshot::Snapshot;
use crate::diag::Checked;
use crate::diag::Code;
use crate::diag::Finding;
use crate::model::book::Book;
use crate::model::book::Page;
use crate::model::book::Settings;
use crate::model::few::Few;
use crate::model::id::Id;
use crate::model::in_order::InOrder;
use crate::model::rulers::Rulers;
use crate::words;

/// What is collected while the files are gone through.
struct Shelf<'r> {
    options: &'r ReadOptions,
    book: Book,
    /// Links of each text, by its file, in order.
    links: Vec<(Arc<str>, Vec<RawLink>)>,
    /// The file of each model of which a book has one, by its kind or method; no method is called like a kind.
    single: BTreeMap<&'static str, Arc<str>>,
    /// Accounts that are drafts and left out.
    drafts: BTreeSet<Id>,
    /// What was found in dossiers, by file.
    own: BTreeMap<Arc<str>, Vec<Finding>>,
    /// What was found elsewhere.
    findings: Vec<Finding>,
}

/// Where ledgers lie.
const LEDGERS: &str = "content/ledgers/";

/// Joins the remembered files of a snapshot; what needs several of them is checked here.
pub(super) fn join(
    snapshot: &Snapshot,
    options: &ReadOptions,
    settings: Option<Settings>,
    memory: &mut Memory,
) -> Checked<Option<Arc<Book>>> {
    memory.joined = None;
    memory.n_joined += 1;
    let day = settings.as_ref().and_then(|settings| settings.as_of);
    let as_of = options.as_of.or(day).or(options.fallback_as_of);
    let is_usable = settings.is_some();
    let mut shelf = Shelf {
        options,
        book: empty(settings.unwrap_or_else(no_settings), as_of.unwrap_or(Date::MIN)),
        links: Vec::new(),
        single: BTreeMap::new(),
        drafts: BTreeSet::new(),
        own: BTreeMap::new(),
        findings: Vec::new(),
    };
    if options.base_url.is_some() {
        shelf.book.settings.base_url.clone_from(&options.base_url);
    }
    let put_all = || {
        let mut files = InOrder::of(&mut memory.files);
        for path in snapshot.files.keys() {
            if let Some(file) = files.take(path) {
                shelf.put(path, &mut file.read);
            }
        }
        shelf
    };
    let (shelf, (files, strays)) = rayon::join(put_all, || (below_content(snapshot), strays(snapshot)));
    let Shelf {
        mut book,
        links,
        mut own,
        findings: mut others,
        drafts,
        ..
    } = shelf;
    let mut facts = Facts {
        files: Arc::new(files),
        links: Few::from(links),
    };
    others.extend(strays);
    others.extend(resolve_links(&mut book, &facts));
    let links = std::mem::take(&mut facts.links);
    let (remembered, checked) = (&mut memory.files, &mut memory.checked);
    let check = || {
        rayon::join(
            || check_accounts(&book, &facts, checked),
            || check_book(&book, &facts),
        )
    };
    let (found, ()) = rayon::join(|| is_usable.then(check), || give_back(&book, links, remembered));
    if let Some((of_accounts, of_book)) = found {
        for finding in of_accounts {
            own.entry(Arc::clone(&finding.place.file))
                .or_default()
                .push(finding);
        }
        others.extend(of_book);
    }
    if is_usable && as_of.is_some() {
        others.extend(read_ledgers(&mut book, snapshot, drafts, &mut memory.ledgers));
    }
    if is_usable && as_of.is_none() {
        others.push(no_day());
    }
    let joined = Joined {
        options: options.clone(),
        book: Arc::new(book),
        facts,
        own,
        others,
    };
    let findings = joined.findings();
    if !(is_usable && as_of.is_some()) {
        return Checked {
            value: None,
            findings,
        };
    }
    let book = Arc::clone(&joined.book);
    memory.joined = Some(joined);
    Checked {
        value: Some(book),
        findings,
    }
}

/// Sums up the ledgers, which need to know the accounts and the day; what is known of them is taken if it was read for the
/// same, and none of their files was touched.
fn read_ledgers(
    book: &mut Book,
    snapshot: &Snapshot,
    drafts: BTreeSet<Id>,
    known: &mut Option<LedgersRead>,
) -> Vec<Finding> {
    let is_as_it_was = |touched: &BTreeSet<Arc<str>>| !touched.iter().any(|path| path.starts_with(LEDGERS));
    if snapshot.touched.as_ref().is_some_and(is_as_it_was)
        && let Some(known) = known
        && known.as_of == book.as_of
        && known.window_months == book.settings.window_months
        && known.columns == book.settings.ledger_columns
        && known.drafts == drafts
        && known.accounts.iter().eq(book.accounts.keys())
    {
        book.ledgers = Arc::clone(&known.ledgers);
        return known.findings.clone();
    }
    let accounts = book.accounts.keys().cloned().collect();
    let context = ledger::Context {
        as_of: book.as_of,
        window_months: book.settings.window_months,
        accounts: &accounts,
        drafts: &drafts,
        columns: &book.settings.ledger_columns,
    };
    match ledger::read(snapshot, &context) {
        Ok(checked) => {
            book.ledgers = Arc::new(checked.value);
            *known = Some(LedgersRead {
                as_of: book.as_of,
                window_months: book.settings.window_months,
                columns: book.settings.ledger_columns.clone(),
                accounts,
                drafts,
                ledgers: Arc::clone(&book.ledgers),
                findings: checked.findings.clone(),
            });
            checked.findings
        }
        Err(error) => {
            *known = None;
            vec![unreadable(&Arc::from("content/ledgers"), &error)]
        }
    }
}

/// Every file, by its path from `content/`.
fn below_content(snapshot: &Snapshot) -> BTreeSet<String> {
    let below = |path: &Arc<str>| path.strip_prefix("content/").map(str::to_owned);
    snapshot.files.keys().filter_map(below).collect()
}

/// Files that nothing expects.
fn strays(snapshot: &Snapshot) -> Vec<Finding> {
    let stray = |path: &Arc<str>| {
        let hint = match layout::role(path) {
            Role::Stray(hint) => hint,
            Role::Attachment(page) if !snapshot.files.contains_key(page.as_str()) => {
                words!(
                    "附件要放在有 `index.md` 的文件夹里：加上 `{page}`",
                    "files may lie beside an `index.md`: add `{page}`"
                )
            }
            _ => return None,
        };
        let message = words!("这里不该有 `{path}`", "nothing expects `{path}`");
        Some(at_file(path, Code::StrayFile, (message, hint)))
    };
    snapshot.files.keys().filter_map(stray).collect()
}

/// Shares the pages of the book, links and all, with the memory they came from.
fn give_back(
    book: &Book,
    links: Few<Arc<str>, Vec<RawLink>>,
    files: &mut BTreeMap<Arc<str>, Box<Remembered>>,
) {
    fn all<T>(
        pages: &BTreeMap<Id, Arc<Page<T>>>,
        make: fn(Arc<Page<T>>) -> Piece,
    ) -> impl Iterator<Item = (&Arc<str>, Piece)> {
        pages
            .values()
            .map(move |page| (&page.file, make(Arc::clone(page))))
    }
    let mut pages: Vec<(&Arc<str>, Piece)> = Vec::with_capacity(files.len());
    pages.extend(all(&book.accounts, Piece::Account));
    pages.extend(all(&book.industries, Piece::Industry));
    pages.extend(all(&book.competitors, Piece::Competitor));
    pages.extend(all(&book.playbook, Piece::Playbook));
    pages.extend(all(&book.cases, Piece::Case));
    pages.sort_by_key(|(path, _)| *path);
    let (mut pages, mut links) = (InOrder::of(pages), InOrder::of(links));
    for (path, file) in files {
        if let Some(piece) = pages.take(path) {
            file.read.piece = piece;
        }
        if let Some(links) = links.take(path) {
            file.read.links = links;
        }
    }
}

/// A page whose id an earlier file gave.
struct Refused {
    piece: Piece,
    id: Id,
    first: Arc<str>,
}

impl Refused {
    fn finding(&self, path: &Arc<str>) -> Finding {
        let (id, first) = (&self.id, &self.first);
        let words = (
            words!(
                "编号 `{id}` 已由 `{first}` 使用",
                "the id `{id}` is taken by `{first}`"
            ),
            words!(
                "给其中一个文件改名，或合并两个文件",
                "rename one of the two files, or join them"
            ),
        );
        at_file(path, Code::DuplicateId, words)
    }
}

/// Puts a page among those of its kind, or gives it back.
fn put_page<T>(
    pages: &mut BTreeMap<Id, Arc<Page<T>>>,
    id: Id,
    page: Arc<Page<T>>,
    back: fn(Arc<Page<T>>) -> Piece,
) -> Option<Refused> {
    match pages.entry(id) {
        Entry::Vacant(place) => {
            place.insert(page);
            None
        }
        Entry::Occupied(first) => Some(Refused {
            piece: back(page),
            id: first.key().clone(),
            first: Arc::clone(&first.get().file),
        }),
    }
}

impl Shelf<'_> {
    /// Puts a file's piece where it belongs. Pages leave the memory until [`give_back`]: held once, they need no copy
    /// to learn where their links lead.
    fn put(&mut self, path: &Arc<str>, file: &mut FileRead) {
        if self.is_left_out(&file.piece) {
            // A draft is not in the book, and neither are its mistakes.
            if let Piece::Account(page) = &file.piece {
                self.drafts.insert(page.data.id.clone());
            }
            return;
        }
        match &file.piece {
            Piece::Account(_) if file.findings.is_empty() => {}
            Piece::Account(_) => drop(self.own.insert(Arc::clone(path), file.findings.clone())),
            _ => self.findings.extend(file.findings.iter().cloned()),
        }
        match &file.piece {
            Piece::Nothing | Piece::Settings(_) => return,
            Piece::People(people) => return self.book.people.clone_from(people),
            Piece::Organisations(organisations) => return self.book.organisations.clone_from(organisations),
            Piece::Labels(labels) => return self.book.labels.clone_from(labels),
            Piece::Composition(sheet) => {
                let id = sheet.data.id.clone();
                self.book.compositions.insert(id, Arc::clone(sheet));
                return;
            }
            Piece::Landscape(sheet) => {
                let id = sheet.data.id.clone();
                self.book.landscapes.insert(id, Arc::clone(sheet));
                return;
            }
            Piece::Ruler(id, ruler) => return self.rule(id, ruler, path),
            Piece::Account(_)
            | Piece::Industry(_)
            | Piece::Competitor(_)
            | Piece::Playbook(_)
            | Piece::Case(_) => {}
        }
        let book = &mut self.book;
        let refused = match std::mem::take(&mut file.piece) {
            Piece::Account(page) => put_page(&mut book.accounts, page.data.id.clone(), page, Piece::Account),
            Piece::Industry(page) => {
                put_page(&mut book.industries, page.data.id.clone(), page, Piece::Industry)
            }
            Piece::Competitor(page) => put_page(
                &mut book.competitors,
                page.data.id.clone(),
                page,
                Piece::Competitor,
            ),
            Piece::Playbook(page) => {
                put_page(&mut book.playbook, page.data.id.clone(), page, Piece::Playbook)
            }
            Piece::Case(page) => put_page(&mut book.cases, page.data.id.clone(), page, Piece::Case),
            other => return file.piece = other,
        };
        match refused {
            None if file.links.is_empty() => {}
            None => {
                let links = std::mem::take(&mut file.links);
                self.links.push((Arc::clone(path), links));
            }
            Some(refused) => {
                self.findings.push(refused.finding(path));
                file.piece = refused.piece;
            }
        }
    }

    fn is_left_out(&self, piece: &Piece) -> bool {
        fn draft<T>(page: &Page<T>) -> bool {
            page.is_draft
        }
        let is_draft = match piece {
            Piece::Account(page) => draft(page),
            Piece::Industry(page) => draft(page),
            Piece::Competitor(page) => draft(page),
            Piece::Playbook(page) => draft(page),
            Piece::Case(page) => draft(page),
            _ => false,
        };
        is_draft && !self.options.drafts
    }

    fn rule(&mut self, id: &Id, ruler: &Ruler, path: &Arc<str>) {
        self.book.model_files.insert(id.clone(), Arc::clone(path));
        let rulers = &mut self.book.rulers;
        match ruler {
            Ruler::Scorecard(card) => {
                rulers.scorecards.insert(id.clone(), card.clone());
            }
            Ruler::Attractiveness(model) => {
                rulers.attractiveness.insert(id.clone(), model.clone());
            }
            Ruler::Classifiers(classifiers) => {
                let ids = classifiers.iter().map(|classifier| classifier.id.value.clone());
                rulers.homes.classifiers.insert(id.clone(), ids.collect());
                rulers.classifiers.extend(classifiers.iter().cloned());
            }
            Ruler::Value(value) => {
                if self.is_only(ruler.kind(), path) {
                    self.book.rulers.value = Some((**value).clone());
                }
            }
            Ruler::Portfolio(portfolio) => {
                if self.is_only(ruler.kind(), path) {
                    self.book.rulers.homes.portfolio = Some(id.clone());
                    self.book.rulers.portfolio = Some(portfolio.clone());
                }
            }
            Ruler::Rules(rules) => {
                if self.is_only(ruler.kind(), path) {
                    self.book.rulers.homes.rules = Some(id.clone());
                    self.book.rulers.rules.clone_from(rules);
                }
            }
            Ruler::Method(model) => {
                if self.is_only(model.method.word(), path) {
                    self.book.rulers.methods.insert(model.method, model.clone());
                }
            }
        }
    }

    /// True if this is the first model of which a book has one: of a kind, or of a method. A second one is a finding.
    fn is_only(&mut self, what: &'static str, path: &Arc<str>) -> bool {
        let Some(first) = self.single.get(what) else {
            self.single.insert(what, Arc::clone(path));
            return true;
        };
        let words = (
            words!(
                "`{what}` 模型已在 `{first}`",
                "a `{what}` model is in `{first}` already"
            ),
            words!(
                "一本书只有一个：删去一个，或移进 `models/` 下的子文件夹",
                "a book has one: remove one, or move it into a folder below `models/`"
            ),
        );
        self.findings.push(at_file(path, Code::SecondModel, words));
        false
    }
}

fn empty(settings: Settings, as_of: Date) -> Book {
    Book {
        settings,
        as_of,
        rulers: Rulers::default(),
        accounts: BTreeMap::new(),
        industries: BTreeMap::new(),
        competitors: BTreeMap::new(),
        compositions: BTreeMap::new(),
        landscapes: BTreeMap::new(),
        playbook: BTreeMap::new(),
        cases: BTreeMap::new(),
        people: BTreeMap::new(),
        organisations: BTreeMap::new(),
        labels: BTreeMap::new(),
        model_files: BTreeMap::new(),
        ledgers: Arc::default(),
    }
}

/// Settings of a book that is read for its mistakes alone.
fn no_settings() -> Settings {
    Settings {
        title: crate::model::text::Text::default(),
        languages: vec![crate::diag::Lang::default()],
        currency: String::new(),
        as_of: None,
        window_months: 12,
        last_review: None,
        taxonomies: Vec::new(),
        max_age_days: BTreeMap::new(),
        audiences: BTreeMap::new(),
        ledger_columns: BTreeMap::new(),
        theme: String::new(),
        base_url: None,
        edit_url: None,
    }
}

fn no_day() -> Finding {
    let file: Arc<str> = Arc::from("content/book.yaml");
    let words = (
        words!(
            "不知道这本书按哪一天读",
            "nothing says which day the book is read for"
        ),
        words!(
            "在 `book.yaml` 里加 `as_of: 2025-06-30`，或用 `--as-of 2025-06-30`，或把书放进 git",
            "add `as_of: 2025-06-30` to `book.yaml`, use `--as-of 2025-06-30`, or keep the book in git"
        ),
    );
    at_file(&file, Code::NoAsOf, words)
}
