//! A snapshot as a book: files read and decoded in parallel, joined in order.

use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;

use jiff::civil::Date;
use rayon::iter::IntoParallelRefIterator;
use rayon::iter::ParallelIterator;
use xxhash_rust::xxh3::xxh3_128;

use crate::content::files::account;
use crate::content::files::case;
use crate::content::files::competitor;
use crate::content::files::composition;
use crate::content::files::industry;
use crate::content::files::landscape;
use crate::content::files::models;
use crate::content::files::page::Source;
use crate::content::files::playbook;
use crate::content::files::registers;
use crate::content::files::settings;
use crate::content::join::Joined;
use crate::content::join::join;
use crate::content::layout;
use crate::content::layout::Role;
use crate::content::memory::FileRead;
use crate::content::memory::Memory;
use crate::content::memory::Piece;
use crate::content::memory::Remembered;
use crate::content::snapshot::FileFacts;
use crate::content::snapshot::Snapshot;
use crate::diag::At;
use crate::diag::Checked;
use crate::diag::Code;
use crate::diag::Finding;
use crate::diag::Place;
use crate::diag::Words;
use crate::diag::finding::in_order;
use crate::model::book::Book;
use crate::model::book::PageKind;
use crate::model::book::Settings;
use crate::model::id::Id;
use crate::words;

/// How a book is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ReadOptions {
    /// The day the reader asks for; it wins over `book.yaml`.
    pub as_of: Option<Date>,
    /// The day where nothing else gives one: the committer date of HEAD.
    pub fallback_as_of: Option<Date>,
    /// True if drafts are in the book.
    pub drafts: bool,
}

/// Reads the book in a snapshot; with a memory, only what changed is decoded, and the result is the same.
///
/// The book is `None` if `book.yaml` cannot be used, or if nothing gives a day ([`Code::NoAsOf`]). Otherwise it holds all
/// that could be read; with an error among the findings it must not be published.
pub fn read(snapshot: &Snapshot, options: &ReadOptions, memory: &mut Memory) -> Checked<Option<Book>> {
    let book_file: Arc<str> = Arc::from("content/book.yaml");
    let mut findings = Vec::new();
    let first = read_files(snapshot, &[&book_file], &Arc::from(""), memory);
    let settings = first.get(&book_file).and_then(|file| settings_of(file));
    if !snapshot.files.contains_key(&book_file) {
        findings.push(no_book_file(&book_file));
    }
    let currency: Arc<str> = settings
        .as_ref()
        .map_or_else(|| Arc::from(""), |it| Arc::from(it.currency.as_str()));
    let others: Vec<&Arc<str>> = snapshot.files.keys().filter(|path| **path != book_file).collect();
    let mut files = read_files(snapshot, &others, &currency, memory);
    files.extend(first);
    memory.files.retain(|path, _| snapshot.files.contains_key(path));
    let Joined {
        book,
        findings: found,
    } = join(snapshot, options, settings, &files);
    findings.extend(found);
    in_order(&mut findings);
    Checked {
        value: book,
        findings,
    }
}

fn settings_of(file: &FileRead) -> Option<Settings> {
    match &file.piece {
        Piece::Settings(settings) => Some((**settings).clone()),
        _ => None,
    }
}

/// The files of `paths`, decoded or remembered.
fn read_files(
    snapshot: &Snapshot,
    paths: &[&Arc<str>],
    currency: &Arc<str>,
    memory: &mut Memory,
) -> BTreeMap<Arc<str>, Arc<FileRead>> {
    let remembered = &memory.files;
    let fresh: Vec<(Arc<str>, Remembered)> = paths
        .par_iter()
        .filter_map(|path| {
            let facts = snapshot.files.get(*path).copied()?;
            let known = remembered.get(*path);
            let read = one_file(snapshot, path, facts, currency, known)?;
            Some((Arc::clone(path), read))
        })
        .collect();
    let mut files = BTreeMap::new();
    for (path, read) in fresh {
        files.insert(Arc::clone(&path), Arc::clone(&read.read));
        memory.files.insert(path, read);
    }
    files
}

/// One file; `None` if it is gone by now.
fn one_file(
    snapshot: &Snapshot,
    path: &Arc<str>,
    facts: FileFacts,
    currency: &Arc<str>,
    known: Option<&Remembered>,
) -> Option<Remembered> {
    let role = layout::role(path);
    if matches!(role, Role::Beside | Role::Attachment(_) | Role::Stray(_)) {
        return None;
    }
    let is_settled = facts
        .modified
        .zip(snapshot.settled_before)
        .is_some_and(|(modified, before)| modified < before);
    let settled = is_settled.then_some(facts);
    let same_book = known.filter(|known| known.currency == *currency);
    if let Some(known) = same_book.filter(|known| settled.is_some() && known.settled == settled) {
        return Some(known.clone());
    }
    let bytes = match snapshot.bytes(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return None,
        Err(error) => {
            return Some(Remembered {
                settled: None,
                hash: 0,
                currency: Arc::clone(currency),
                read: Arc::new(FileRead {
                    piece: Piece::Nothing,
                    findings: vec![unreadable(path, &error)],
                }),
            });
        }
    };
    let hash = xxh3_128(&bytes);
    let read = match same_book.filter(|known| known.hash == hash) {
        Some(known) => Arc::clone(&known.read),
        None => Arc::new(decode(path, &bytes, &role, currency)),
    };
    Some(Remembered {
        settled,
        hash,
        currency: Arc::clone(currency),
        read,
    })
}

fn decode(path: &Arc<str>, bytes: &[u8], role: &Role, currency: &str) -> FileRead {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.strip_prefix('\u{feff}').unwrap_or(text),
        Err(error) => {
            return FileRead {
                piece: Piece::Nothing,
                findings: vec![not_utf8(path, bytes, error.valid_up_to())],
            };
        }
    };
    let (stem, section) = match role {
        Role::Thing { stem, section, .. } => (stem.as_str(), section.as_str()),
        _ => ("book", ""),
    };
    let (id, bad_name) = match layout::id_of(stem) {
        Ok(id) => (Some(id), None),
        Err(words) => (Id::new("unread"), Some(at_file(path, Code::BadId, *words))),
    };
    let Some(id) = id else {
        return FileRead::default();
    };
    let source = Source {
        file: path,
        text,
        stem: id,
        currency,
    };
    let mut read = piece(&source, role, section);
    if let Some(bad_name) = bad_name {
        // The mistakes in it are worth knowing; the file itself has no place in the book.
        read.piece = Piece::Nothing;
        read.findings.retain(|finding| finding.code != Code::IdMismatch);
        read.findings.push(bad_name);
    }
    read
}

fn piece(source: &Source<'_>, role: &Role, section: &str) -> FileRead {
    fn some<T>(read: Checked<Option<T>>, make: impl FnOnce(T) -> Piece) -> FileRead {
        FileRead {
            piece: read.value.map_or(Piece::Nothing, make),
            findings: read.findings,
        }
    }
    fn all<T>(read: Checked<T>, make: impl FnOnce(T) -> Piece) -> FileRead {
        FileRead {
            piece: make(read.value),
            findings: read.findings,
        }
    }
    match role {
        Role::Settings => some(settings::read(source), |settings| {
            Piece::Settings(Box::new(settings))
        }),
        Role::People => all(registers::people(source), Piece::People),
        Role::Organisations => all(registers::organisations(source), Piece::Organisations),
        Role::Labels => all(registers::labels(source), Piece::Labels),
        Role::Thing { kind, .. } => match kind {
            PageKind::Account => some(account::read(source), |page| Piece::Account(Arc::new(page))),
            PageKind::Industry => some(industry::read(source), |page| Piece::Industry(Arc::new(page))),
            PageKind::Competitor => some(competitor::read(source), |page| Piece::Competitor(Arc::new(page))),
            PageKind::Playbook => some(playbook::read(source, section), |page| {
                Piece::Playbook(Arc::new(page))
            }),
            PageKind::Case => some(case::read(source), |page| Piece::Case(Arc::new(page))),
            PageKind::Composition => some(composition::read(source), |sheet| {
                Piece::Composition(Arc::new(sheet))
            }),
            PageKind::Landscape => some(landscape::read(source), |sheet| Piece::Landscape(Arc::new(sheet))),
            PageKind::Model => some(models::read(source), |ruler| {
                Piece::Ruler(source.stem.clone(), Box::new(ruler))
            }),
        },
        Role::Beside | Role::Attachment(_) | Role::Stray(_) => FileRead::default(),
    }
}

/// A finding about a file as a whole.
pub(super) fn at_file(file: &Arc<str>, code: Code, words: (Words, Words)) -> Finding {
    Finding {
        code,
        place: Place::file(file),
        field: String::new(),
        message: words.0,
        hint: words.1,
    }
}

fn no_book_file(file: &Arc<str>) -> Finding {
    let words = (
        words!("没有 `content/book.yaml`", "there is no `content/book.yaml`"),
        words!(
            "写一个，至少有 `title` 和 `currency`；或用 `keybook init`",
            "write one with at least `title` and `currency`, or use `keybook init`"
        ),
    );
    at_file(file, Code::MissingFile, words)
}

fn unreadable(file: &Arc<str>, error: &io::Error) -> Finding {
    let words = (
        words!("文件读不了：{error}", "the file cannot be read: {error}"),
        words!("看看文件的权限和磁盘", "look at its permissions and at the disk"),
    );
    at_file(file, Code::Unreadable, words)
}

/// The place of the first byte that is not UTF-8.
fn not_utf8(file: &Arc<str>, bytes: &[u8], valid: usize) -> Finding {
    let before = bytes.get(..valid).unwrap_or_default();
    let before = std::str::from_utf8(before).unwrap_or_default();
    let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
    let last = before.rsplit('\n').next().unwrap_or_default();
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let at = At {
        line: number(line),
        column: number(last.chars().count() + 1),
    };
    let words = (
        words!("从这里起不是 UTF-8", "from here on it is not UTF-8"),
        words!(
            "用编辑器另存为 UTF-8；常见的是 GBK 或 GB18030",
            "save it as UTF-8; it may be GBK or Latin-1 now"
        ),
    );
    let (message, hint) = words;
    Finding {
        code: Code::NotUtf8,
        place: Place::at(file, at),
        field: String::new(),
        message,
        hint,
    }
}
