//! A snapshot as a book: files read and decoded in parallel, joined in order.

use std::io;
use std::sync::Arc;

use bumpalo::Bump;
use jiff::civil::Date;
use rayon::iter::IndexedParallelIterator;
use rayon::iter::IntoParallelRefIterator;
use rayon::iter::ParallelIterator;
use xxhash_rust::xxh3::xxh3_128;

use crate::content::again;
use crate::content::again::Changed;
use crate::content::files::account;
use crate::content::files::case;
use crate::content::files::competitor;
use crate::content::files::composition;
use crate::content::files::industry;
use crate::content::files::landscape;
use crate::content::files::models;
use crate::content::files::page::Linked;
use crate::content::files::page::Source;
use crate::content::files::playbook;
use crate::content::files::registers;
use crate::content::files::settings;
use crate::content::join::join;
use crate::content::layout;
use crate::content::layout::Role;
use crate::content::memory::FileRead;
use crate::content::memory::Memory;
use crate::content::memory::Piece;
use crate::content::memory::Remembered;
use crate::content::memory::Taken;
use crate::content::snapshot::Opened;
use crate::content::snapshot::Snapshot;
use crate::content::sorted::add_all;
use crate::diag::At;
use crate::diag::Checked;
use crate::diag::Code;
use crate::diag::Finding;
use crate::diag::Place;
use crate::diag::Words;
use crate::diag::finding::in_order;
use crate::disk::FileFacts;
use crate::model::book::Book;
use crate::model::book::Page;
use crate::model::book::PageKind;
use crate::model::book::Settings;
use crate::model::id::Id;
use crate::words;

/// How a book is read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReadOptions {
    /// The day the reader asks for; it wins over `book.yaml`.
    pub as_of: Option<Date>,
    /// The day where nothing else gives one: the committer date of HEAD.
    pub fallback_as_of: Option<Date>,
    /// True if drafts are in the book.
    pub drafts: bool,
    /// Where the site will stand; it wins over `book.yaml`'s.
    pub base_url: Option<String>,
}

/// Reads the book in a snapshot; with a memory, only what changed is decoded, and the result is the same.
///
/// The book is `None` if `book.yaml` cannot be used, or if nothing gives a day ([`Code::NoAsOf`]). Otherwise it holds all
/// that could be read; with an error among the findings it must not be published.
///
/// Where the snapshot knows which files were looked at again, the others are taken to be as they were.
pub fn read(snapshot: &Snapshot, options: &ReadOptions, memory: &mut Memory) -> Checked<Option<Arc<Book>>> {
    let book_file: Arc<str> = Arc::from("content/book.yaml");
    memory.taken = Taken::default();
    let is_known = memory.joined.is_some();
    let touched = snapshot
        .touched
        .as_ref()
        .filter(|touched| is_known && !touched.contains(&book_file));
    if let Some(touched) = touched {
        let currency: Arc<str> = match &memory.joined {
            Some(joined) => Arc::from(joined.book.settings.currency.as_str()),
            None => Arc::from(""),
        };
        let touched: Vec<Looked<'_>> = touched.iter().map(|path| looked_at(snapshot, path)).collect();
        let mut changed = Vec::new();
        read_files(snapshot, &touched, &currency, memory, |file| changed.push(file));
        if let Some(patched) = again::patch(options, &changed, memory) {
            return patched;
        }
        let settings = memory.files.get(&book_file).and_then(|file| settings_of(file));
        let mut joined = join(snapshot, options, settings, memory);
        in_order(&mut joined.findings);
        return joined;
    }
    memory.joined = None;
    memory.ledgers = None;
    memory.files.retain(|path, _| snapshot.files.contains_key(path));
    read_files(
        snapshot,
        &[looked_at(snapshot, &book_file)],
        &Arc::from(""),
        memory,
        drop,
    );
    let settings = memory.files.get(&book_file).and_then(|file| settings_of(file));
    let currency = settings
        .as_ref()
        .map_or("", |settings| settings.currency.as_str());
    let all = snapshot.files.iter().map(|(path, facts)| (path, Some(*facts)));
    let others: Vec<Looked<'_>> = all.filter(|(path, _)| **path != book_file).collect();
    read_files(snapshot, &others, &Arc::from(currency), memory, drop);
    let mut joined = join(snapshot, options, settings, memory);
    if !snapshot.files.contains_key(&book_file) {
        joined.findings.push(no_book_file(&book_file));
    }
    in_order(&mut joined.findings);
    joined
}

fn settings_of(file: &Remembered) -> Option<Settings> {
    match &file.read.piece {
        Piece::Settings(settings) => Some((**settings).clone()),
        _ => None,
    }
}

/// A path, and what is known of the file there; `None` where there is none.
type Looked<'p> = (&'p Arc<str>, Option<FileFacts>);

fn looked_at<'p>(snapshot: &Snapshot, path: &'p Arc<str>) -> Looked<'p> {
    (path, snapshot.files.get(path).copied())
}

/// Files that a processor takes at once: few, so that none is left with many when the others have ended.
const AT_ONCE: usize = 32;

/// Reads the files of `paths` that the memory does not know as they are now; those that are gone are forgotten. `tell` is
/// told of what changed.
fn read_files(
    snapshot: &Snapshot,
    paths: &[Looked<'_>],
    currency: &Arc<str>,
    memory: &mut Memory,
    mut tell: impl FnMut(Changed),
) {
    let remembered = &memory.files;
    let opened = snapshot.opened();
    // From the last to the first: registers, which take longer than any dossier, stand behind the dossiers.
    let news: Vec<(Arc<str>, News)> = paths
        .par_iter()
        .rev()
        .with_max_len(AT_ONCE)
        .map_init(Desk::default, |desk, (path, facts)| {
            let known = remembered.get(*path).map(Box::as_ref);
            let news = match facts {
                Some(facts) => one_file(&opened, path, *facts, currency, known, desk),
                None => News::Gone,
            };
            (Arc::clone(path), news)
        })
        .collect();
    let mut fresh = Vec::with_capacity(news.len());
    for (path, news) in news.into_iter().rev() {
        match news {
            News::Same => {}
            News::Gone => {
                let before = memory.files.remove(&path);
                tell(Changed { path, before });
            }
            News::Touched(facts, is_settled) => {
                memory.taken.n_read += 1;
                if let Some(known) = memory.files.get_mut(&path) {
                    (known.facts, known.is_settled) = (facts, is_settled);
                }
            }
            News::Read(read) => {
                memory.taken.n_read += 1;
                memory.taken.n_decoded += 1;
                let before = memory.files.remove(&path);
                fresh.push((Arc::clone(&path), read));
                tell(Changed { path, before });
            }
        }
    }
    add_all(&mut memory.files, fresh);
}

/// Room that serves one file after the other: what is left of a book lies closer together without what is needed in between.
struct Desk {
    bytes: Vec<u8>,
    arena: Bump,
}

/// Room for the tree of most dossiers. Unit: bytes.
const TREE: usize = 16 << 10;

impl Default for Desk {
    fn default() -> Desk {
        Desk {
            bytes: Vec::new(),
            arena: Bump::with_capacity(TREE),
        }
    }
}

/// What is new about a file since it was remembered.
enum News {
    /// It looks as it did.
    Same,
    /// Its bytes are as they were; with what is known of it now, and whether it has been at rest for a while.
    Touched(FileFacts, bool),
    /// It was read anew.
    Read(Box<Remembered>),
    /// It is gone, or nothing that is read here.
    Gone,
}

fn one_file(
    opened: &Opened<'_>,
    path: &Arc<str>,
    facts: FileFacts,
    currency: &Arc<str>,
    known: Option<&Remembered>,
    desk: &mut Desk,
) -> News {
    let role = layout::role(path);
    if matches!(role, Role::Beside | Role::Attachment(_) | Role::Stray(_)) {
        return News::Gone;
    }
    let snapshot = opened.snapshot;
    let is_settled = |facts: &FileFacts| {
        let times = facts.modified.zip(snapshot.settled_before);
        times.is_some_and(|(modified, before)| modified < before)
    };
    let known = known.filter(|known| known.currency == *currency);
    if known.is_some_and(|known| known.is_settled && known.facts == facts && is_settled(&facts)) {
        return News::Same;
    }
    let Desk { bytes, arena } = desk;
    let (hash, facts, read) = match opened.bytes(path, facts, bytes) {
        Ok(facts) => {
            let hash = xxh3_128(bytes);
            if known.is_some_and(|known| known.hash == Some(hash)) {
                return News::Touched(facts, is_settled(&facts));
            }
            arena.reset();
            let read = decode(snapshot, (path, bytes, hash), &role, (currency, arena));
            (Some(hash), facts, read)
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => return News::Gone,
        Err(error) => (None, facts, alone(unreadable(path, &error))),
    };
    News::Read(Box::new(Remembered {
        facts,
        is_settled: hash.is_some() && is_settled(&facts),
        hash,
        currency: Arc::clone(currency),
        read,
    }))
}

/// A file of which nothing but a finding is left.
fn alone(finding: Finding) -> FileRead {
    FileRead {
        findings: vec![finding],
        ..FileRead::default()
    }
}

fn decode(
    snapshot: &Snapshot,
    (path, bytes, hash): (&Arc<str>, &[u8], u128),
    role: &Role,
    (currency, arena): (&str, &Bump),
) -> FileRead {
    // The faster check does not say where the text goes wrong.
    let checked = simdutf8::basic::from_utf8(bytes).or_else(|_| std::str::from_utf8(bytes));
    let text = match checked {
        Ok(text) => text.strip_prefix('\u{feff}').unwrap_or(text),
        Err(error) => {
            return alone(not_utf8(path, bytes, error.valid_up_to()));
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
        hash,
        stem: id,
        currency,
        arena,
        library: snapshot.library(),
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
    match role {
        Role::Settings => sheet(settings::read(source), |it| Piece::Settings(Box::new(it))),
        Role::People => register(registers::people(source), Piece::People),
        Role::Organisations => register(registers::organisations(source), Piece::Organisations),
        Role::Labels => register(registers::labels(source), Piece::Labels),
        Role::Thing { kind, .. } => match kind {
            PageKind::Account => page(account::read(source), Piece::Account),
            PageKind::Industry => page(industry::read(source), Piece::Industry),
            PageKind::Competitor => page(competitor::read(source), Piece::Competitor),
            PageKind::Playbook => page(playbook::read(source, section), Piece::Playbook),
            PageKind::Case => page(case::read(source), Piece::Case),
            PageKind::Composition => sheet(composition::read(source), |it| Piece::Composition(Arc::new(it))),
            PageKind::Landscape => sheet(landscape::read(source), |it| Piece::Landscape(Arc::new(it))),
            PageKind::Model => sheet(models::read(source), |it| {
                Piece::Ruler(source.stem.clone(), Box::new(it))
            }),
        },
        Role::Beside | Role::Attachment(_) | Role::Stray(_) => FileRead::default(),
    }
}

fn page<T>(read: Checked<Option<Linked<T>>>, make: impl FnOnce(Arc<Page<T>>) -> Piece) -> FileRead {
    let (piece, links) = match read.value {
        Some(Linked { page, links }) => (make(page), links),
        None => (Piece::Nothing, Vec::new()),
    };
    FileRead {
        piece,
        links,
        findings: read.findings,
    }
}

fn sheet<T>(read: Checked<Option<T>>, make: impl FnOnce(T) -> Piece) -> FileRead {
    FileRead {
        piece: read.value.map_or(Piece::Nothing, make),
        links: Vec::new(),
        findings: read.findings,
    }
}

fn register<T>(read: Checked<T>, make: impl FnOnce(T) -> Piece) -> FileRead {
    FileRead {
        piece: make(read.value),
        links: Vec::new(),
        findings: read.findings,
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

/// A finding about a file that the machine refuses.
pub(super) fn unreadable(file: &Arc<str>, error: &io::Error) -> Finding {
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
