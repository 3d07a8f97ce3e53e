//! Decoded files as one book: ids are unique, drafts stay out, a day is chosen.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::content::files::models::Ruler;
use crate::content::layout;
use crate::content::layout::Role;
use crate::content::memory::FileRead;
use crate::content::memory::Piece;
use crate::content::read::ReadOptions;
use crate::content::read::at_file;
use crate::content::snapshot::Snapshot;
use crate::diag::Code;
use crate::diag::Finding;
use crate::model::book::Book;
use crate::model::book::Page;
use crate::model::book::PageKind;
use crate::model::book::Settings;
use crate::model::id::Id;
use crate::model::rulers::Rulers;
use crate::words;

/// A book, if there is one, with everything found in its files.
pub(super) struct Joined {
    /// The book.
    pub(super) book: Option<Book>,
    /// Findings in no order.
    pub(super) findings: Vec<Finding>,
}

/// What is collected while the files are gone through.
struct Shelf<'r> {
    options: &'r ReadOptions,
    book: Book,
    /// Files that gave an id, by what the id is for.
    taken: BTreeMap<(PageKind, Id), Arc<str>>,
    /// The file of each kind of model of which a book has one.
    single: BTreeMap<&'static str, Arc<str>>,
    findings: Vec<Finding>,
}

/// Joins the files of a snapshot.
pub(super) fn join(
    snapshot: &Snapshot,
    options: &ReadOptions,
    settings: Option<Settings>,
    files: &BTreeMap<Arc<str>, Arc<FileRead>>,
) -> Joined {
    let day = settings.as_ref().and_then(|settings| settings.as_of);
    let as_of = options.as_of.or(day).or(options.fallback_as_of);
    let is_usable = settings.is_some();
    let mut shelf = Shelf {
        options,
        book: empty(settings.unwrap_or_else(no_settings), as_of.unwrap_or(Date::MIN)),
        taken: BTreeMap::new(),
        single: BTreeMap::new(),
        findings: Vec::new(),
    };
    for path in snapshot.files.keys() {
        shelf.stray(snapshot, path);
        if let Some(file) = files.get(path) {
            shelf.put(path, file);
        }
    }
    if is_usable && as_of.is_none() {
        shelf.findings.push(no_day());
    }
    Joined {
        book: (is_usable && as_of.is_some()).then_some(shelf.book),
        findings: shelf.findings,
    }
}

impl Shelf<'_> {
    fn stray(&mut self, snapshot: &Snapshot, path: &Arc<str>) {
        let hint = match layout::role(path) {
            Role::Stray(hint) => hint,
            Role::Attachment(page) if !snapshot.files.contains_key(page.as_str()) => {
                words!(
                    "附件要放在有 `index.md` 的文件夹里：加上 `{page}`",
                    "files may lie beside an `index.md`: add `{page}`"
                )
            }
            _ => return,
        };
        let message = words!("这里不该有 `{path}`", "nothing expects `{path}`");
        self.findings
            .push(at_file(path, Code::StrayFile, (message, hint)));
    }

    fn put(&mut self, path: &Arc<str>, file: &FileRead) {
        if self.is_left_out(&file.piece) {
            // A draft is not in the book, and neither are its mistakes.
            return;
        }
        self.findings.extend(file.findings.iter().cloned());
        match &file.piece {
            Piece::Nothing | Piece::Settings(_) => {}
            Piece::People(people) => self.book.people = people.clone(),
            Piece::Organisations(organisations) => self.book.organisations = organisations.clone(),
            Piece::Labels(labels) => self.book.labels = labels.clone(),
            Piece::Account(page) => {
                if self.take(PageKind::Account, &page.data.id, path) {
                    self.book.accounts.insert(page.data.id.clone(), Arc::clone(page));
                }
            }
            Piece::Industry(page) => {
                if self.take(PageKind::Industry, &page.data.id, path) {
                    self.book
                        .industries
                        .insert(page.data.id.clone(), Arc::clone(page));
                }
            }
            Piece::Competitor(page) => {
                if self.take(PageKind::Competitor, &page.data.id, path) {
                    self.book
                        .competitors
                        .insert(page.data.id.clone(), Arc::clone(page));
                }
            }
            Piece::Playbook(page) => {
                if self.take(PageKind::Playbook, &page.data.id, path) {
                    self.book.playbook.insert(page.data.id.clone(), Arc::clone(page));
                }
            }
            Piece::Case(page) => {
                if self.take(PageKind::Case, &page.data.id, path) {
                    self.book.cases.insert(page.data.id.clone(), Arc::clone(page));
                }
            }
            Piece::Composition(sheet) => {
                self.book
                    .compositions
                    .insert(sheet.data.id.clone(), Arc::clone(sheet));
            }
            Piece::Landscape(sheet) => {
                self.book
                    .landscapes
                    .insert(sheet.data.id.clone(), Arc::clone(sheet));
            }
            Piece::Ruler(id, ruler) => self.rule(id, ruler, path),
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

    /// True if no file gave this id before; otherwise a finding.
    fn take(&mut self, kind: PageKind, id: &Id, path: &Arc<str>) -> bool {
        let key = (kind, id.clone());
        if let Some(first) = self.taken.get(&key) {
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
            self.findings.push(at_file(path, Code::DuplicateId, words));
            return false;
        }
        self.taken.insert(key, Arc::clone(path));
        true
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
            Ruler::Classifiers(classifiers) => rulers.classifiers.extend(classifiers.iter().cloned()),
            Ruler::Value(_) | Ruler::Portfolio(_) | Ruler::Rules(_) => {
                let kind = ruler.kind();
                if let Some(first) = self.single.get(kind) {
                    let words = (
                        words!(
                            "`{kind}` 模型已在 `{first}`",
                            "a model of kind `{kind}` is in `{first}` already"
                        ),
                        words!(
                            "一本书只有一个：删去一个，或移进 `models/` 下的子文件夹",
                            "a book has one: remove one, or move it into a folder below `models/`"
                        ),
                    );
                    self.findings.push(at_file(path, Code::SecondModel, words));
                    return;
                }
                self.single.insert(kind, Arc::clone(path));
                match ruler {
                    Ruler::Value(value) => rulers.value = Some((**value).clone()),
                    Ruler::Portfolio(portfolio) => rulers.portfolio = Some(portfolio.clone()),
                    Ruler::Rules(rules) => rulers.rules = (**rules).clone(),
                    Ruler::Scorecard(_) | Ruler::Attractiveness(_) | Ruler::Classifiers(_) => {}
                }
            }
        }
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
