//! What lies in `content/`: path, size and time of every file; bytes are read later.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fs;
use std::fs::File;
use std::io;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::SystemTime;

use memchr::memchr;
use rayon::iter::ParallelBridge;
use rayon::iter::ParallelIterator;
use walkdir::DirEntry;
use walkdir::WalkDir;
use xxhash_rust::xxh3::xxh3_128;

use crate::disk::FileFacts;
use crate::disk::Folder;
use crate::disk::whole;
use crate::model::in_order::InOrder;
use crate::model::markdown::Lent;
use crate::model::markdown::Library;

/// Deepest folder that is looked into.
const MAX_DEPTH: usize = 64;

/// Entries of folders that are looked at at once.
const AT_ONCE: usize = 128;

/// A book of more folders than this is not listed ahead: looking at each again would cost as much as listing them.
const MOST_FOLDERS: usize = 256;

/// The files of a book at one moment.
#[derive(Debug, Clone, Default)]
pub struct Snapshot {
    /// By path from the book's root, with `/`: `content/accounts/north-bank.md`.
    pub files: BTreeMap<Arc<str>, FileFacts>,
    /// A file changed before this moment, and looking as it did when it was last read, is not read again.
    ///
    /// Set it a few seconds before the walk, longer than the clock of the file system is coarse; `None` reads every file.
    pub settled_before: Option<SystemTime>,
    /// The files that were looked at again since the book was last read; `None` after a walk over everything.
    pub touched: Option<BTreeSet<Arc<str>>>,
    source: Source,
    /// Who lends the texts of pages; `None` where they are held.
    library: Option<Arc<dyn Library>>,
}

#[derive(Debug, Clone)]
enum Source {
    Disk(PathBuf),
    /// For a site that is made once: the root that was there at its beginning.
    Opened(Arc<Folder>),
    Memory(BTreeMap<Arc<str>, Arc<[u8]>>),
}

impl Default for Source {
    fn default() -> Source {
        Source::Memory(BTreeMap::new())
    }
}

/// Lists the files below `<root>/content`, sorted, and looks at each; links to folders are followed, circles and hidden files
/// are not.
///
/// # Errors
/// A folder or file that cannot be looked at, with its path.
pub fn take(root: &Path) -> io::Result<Snapshot> {
    let looker = Looker::at(root);
    let mut walk = walk(root, |_| true).fuse();
    // Handed over many at a time: whoever lists and whoever looks hardly wait for each other.
    let handful = || Some(walk.by_ref().take(AT_ONCE).collect::<Vec<_>>()).filter(|some| !some.is_empty());
    let handfuls = std::iter::from_fn(handful).par_bridge();
    let look = |entry| looker.look(entry, |_| true);
    let looked_at = handfuls.flat_map_iter(|entries| entries.into_iter().filter_map(look));
    Ok(of_disk(root, looked_at.collect::<io::Result<_>>()?))
}

/// The same without a look at files that will be read: what there is to know of them is learnt then.
///
/// # Errors
/// As [`take`].
pub fn list(root: &Path) -> io::Result<Snapshot> {
    listed(root, |_| true)
}

/// A list that is made while nobody is told of changes yet, with how every folder looked before it was listed.
#[derive(Debug)]
pub struct Ahead {
    snapshot: Snapshot,
    folders: Vec<(PathBuf, FileFacts)>,
}

/// Lists as [`list`]; `None` where that cannot be, or is not worth it: of many folders, or of one that changed after
/// `settled_before`, which may change again unseen. Set it as that of a snapshot.
pub fn ahead(root: &Path, settled_before: SystemTime) -> Option<Ahead> {
    let mut folders = Vec::new();
    let mut is_worth_it = true;
    let enter = |folder: &Path| {
        let facts = facts_of(folder);
        is_worth_it &= facts.is_settled(settled_before) && folders.len() < MOST_FOLDERS;
        folders.push((folder.to_owned(), facts));
        is_worth_it
    };
    let snapshot = listed(root, enter).ok()?;
    is_worth_it.then_some(Ahead { snapshot, folders })
}

fn facts_of(folder: &Path) -> FileFacts {
    fs::metadata(folder).map_or(FileFacts::default(), |data| FileFacts::of(&data))
}

impl Ahead {
    /// The list, if it is what would be listed now: whatever comes to a folder or goes from it changes how that looks.
    pub fn confirmed(self) -> Option<Snapshot> {
        let mut folders = self.folders.iter();
        folders
            .all(|(folder, facts)| facts_of(folder) == *facts)
            .then_some(self.snapshot)
    }
}

/// False for files that are copied, and for those that are not read as one.
fn may_be_read(path: &str) -> bool {
    let is_beside = |folder: &&str| path.starts_with(*folder);
    let is_text = path.ends_with(".md") || path.ends_with(".yaml");
    is_text && !["content/ledgers/", "content/static/"].iter().any(is_beside)
}

/// What lies below `content/`; `enter` is asked of each folder before what is in it is listed, and where it says no, all ends there.
fn walk(
    root: &Path,
    mut enter: impl FnMut(&Path) -> bool,
) -> impl Iterator<Item = walkdir::Result<DirEntry>> {
    WalkDir::new(root.join("content"))
        .follow_links(true)
        .max_depth(MAX_DEPTH)
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || is_wanted(entry))
        .take_while(move |entry| match entry {
            Ok(entry) if entry.file_type().is_dir() => enter(entry.path()),
            _ => true,
        })
}

/// Who looks at what a walk comes to.
struct Looker<'r> {
    root: &'r Path,
    folder: Folder,
    /// Bytes of a path before `content`.
    n_above: usize,
}

impl Looker<'_> {
    fn at(root: &Path) -> Looker<'_> {
        Looker {
            root,
            folder: Folder::at(root),
            n_above: root.join("content").as_os_str().len() - "content".len(),
        }
    }

    /// A file and what is known of it, which is nothing where it will be read anyway; `None` of anything else.
    fn look(
        &self,
        entry: walkdir::Result<DirEntry>,
        is_looked_at: impl Fn(&str) -> bool,
    ) -> Option<io::Result<(Arc<str>, FileFacts)>> {
        let entry = match entry {
            Ok(entry) if entry.file_type().is_file() => entry,
            Ok(_) => return None,
            // A link to a folder above itself: what is there is listed already.
            Err(error) if error.loop_ancestor().is_some() => return None,
            Err(error) if is_gone(&error) => return None,
            Err(error) => return Some(Err(with_path(error))),
        };
        // Most paths are text, and begin alike: no part of them need be looked at.
        let text = entry.path().to_str().and_then(|path| path.get(self.n_above..));
        let path = match text.filter(|_| std::path::MAIN_SEPARATOR == '/') {
            Some(text) => Arc::from(text),
            None => book_path(entry.path().strip_prefix(self.root).ok()?),
        };
        if !is_looked_at(&path) {
            return Some(Ok((path, FileFacts::default())));
        }
        match self.folder.look(entry.path().strip_prefix(self.root).ok()?) {
            Ok(facts) => Some(Ok((path, facts))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => {
                let message = format!("{}: {error}", entry.path().display());
                Some(Err(io::Error::new(error.kind(), message)))
            }
        }
    }
}

/// Lists on one processor: so little is done with a path that will be read that another would only be in the way.
fn listed(root: &Path, enter: impl FnMut(&Path) -> bool) -> io::Result<Snapshot> {
    let looker = Looker::at(root);
    let entries = walk(root, enter);
    let files = entries.filter_map(|entry| looker.look(entry, |path| !may_be_read(path)));
    Ok(of_disk(root, files.collect::<io::Result<Vec<_>>>()?))
}

fn of_disk(root: &Path, files: Vec<(Arc<str>, FileFacts)>) -> Snapshot {
    Snapshot {
        files: files.into_iter().collect(),
        settled_before: None,
        touched: None,
        source: Source::Disk(root.to_path_buf()),
        library: None,
    }
}

/// Looks again at one path of the disk, for a snapshot that was taken before.
///
/// # Errors
/// The path is or was no single file, or may not be looked at: then a walk over everything has to tell.
pub fn look_again(snapshot: &mut Snapshot, root: &Path, path: &Path) -> io::Result<()> {
    let not_one_file = || io::Error::new(io::ErrorKind::InvalidInput, path.display().to_string());
    let below = path.strip_prefix(root).map_err(|_| not_one_file())?;
    let is_listed = below.starts_with("content")
        && below.components().count() <= MAX_DEPTH
        && below
            .components()
            .all(|part| part.as_os_str().to_str().is_none_or(is_wanted_name));
    let name = book_path(below);
    if !is_listed {
        return Ok(());
    }
    if let Some(touched) = &mut snapshot.touched {
        touched.insert(Arc::clone(&name));
    }
    match fs::metadata(path) {
        Ok(data) if data.is_file() => {
            snapshot.files.insert(name, FileFacts::of(&data));
            Ok(())
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound && snapshot.files.contains_key(&name) => {
            snapshot.files.remove(&name);
            Ok(())
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let inside = format!("{name}/");
            let mut behind = snapshot.files.range(Arc::from(inside.as_str())..);
            if behind.next().is_some_and(|(file, _)| file.starts_with(&inside)) {
                return Err(not_one_file());
            }
            Ok(())
        }
        _ => Err(not_one_file()),
    }
}

/// The files below a root, as a library.
#[derive(Debug)]
struct Files(Arc<Folder>);

impl Library for Files {
    fn text(&self, lent: &Lent) -> Option<String> {
        let mut bytes = Vec::new();
        whole(self.0.open(&lent.file).ok()?, u64::from(lent.size), &mut bytes).ok()?;
        let start = bytes.len().checked_sub(lent.len as usize)?;
        let text = simdutf8::basic::from_utf8(bytes.get(start..)?).ok()?;
        let is_same = xxh3_128(&bytes) as u64 == lent.hash;
        is_same.then(|| with_plain_ends(Cow::Borrowed(text)).into_owned())
    }
}

/// One form of line ends, so that a text reads the same wherever it was saved.
pub fn with_plain_ends(text: Cow<'_, str>) -> Cow<'_, str> {
    match memchr(b'\r', text.as_bytes()) {
        Some(_) => Cow::Owned(text.replace("\r\n", "\n")),
        None => text,
    }
}

impl Snapshot {
    /// A book that is not on disk, as a revision of git or a test: bytes by path from the book's root.
    pub fn of(files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Snapshot {
        let bytes: BTreeMap<Arc<str>, Arc<[u8]>> = files
            .into_iter()
            .map(|(path, bytes)| (Arc::from(path), Arc::from(bytes)))
            .collect();
        let facts = |bytes: &Arc<[u8]>| FileFacts {
            size: bytes.len() as u64,
            ..FileFacts::default()
        };
        Snapshot {
            files: bytes
                .iter()
                .map(|(path, bytes)| (Arc::clone(path), facts(bytes)))
                .collect(),
            settled_before: None,
            touched: None,
            source: Source::Memory(bytes),
            library: None,
        }
    }

    /// Leaves the texts of pages in their files, which must not change before they are asked for: a site that is built once
    /// asks for each once, and memory does not grow with what is written. A book that is not on disk is held anyway.
    pub fn leave_texts(&mut self) {
        if let Source::Disk(root) = &self.source {
            let folder = Arc::new(Folder::at(root));
            self.library = Some(Arc::new(Files(Arc::clone(&folder))));
            self.source = Source::Opened(folder);
        }
    }

    /// Leaves the texts of what is read next in their files, until they are held.
    pub fn lend_texts(&mut self) {
        if let Source::Disk(root) = &self.source {
            self.library = Some(Arc::new(Files(Arc::new(Folder::at(root)))));
        }
    }

    /// Holds the texts of what is read from now on.
    pub fn hold_texts(&mut self) {
        self.library = None;
    }

    /// Who lends the texts of pages; `None` where they are held.
    pub fn library(&self) -> Option<&Arc<dyn Library>> {
        self.library.as_ref()
    }

    /// Takes over what was learnt of files when they were read, in the order of their paths, and looks at what is still not
    /// known.
    pub fn learn<'f>(&mut self, read: impl Iterator<Item = (&'f Arc<str>, FileFacts)>) {
        let Source::Disk(root) = &self.source else { return };
        let mut read = InOrder::of(read);
        let folder = Folder::at(root);
        self.files.retain(|path, facts| {
            if !facts.is_known() {
                *facts = read.take(path).unwrap_or_default();
            }
            if facts.is_known() {
                return true;
            }
            let looked = folder.look(Path::new(&**path));
            let is_gone = looked
                .as_ref()
                .is_err_and(|error| error.kind() == io::ErrorKind::NotFound);
            *facts = looked.unwrap_or_default();
            !is_gone
        });
    }

    /// Opens it, to read many files.
    pub fn opened(&self) -> Opened<'_> {
        let root = match &self.source {
            Source::Disk(root) => Some(Arc::new(Folder::at(root))),
            Source::Opened(folder) => Some(Arc::clone(folder)),
            Source::Memory(_) => None,
        };
        Opened { snapshot: self, root }
    }

    /// The bytes of one file, read as they are asked for: a ledger may be larger than memory.
    ///
    /// # Errors
    /// The file is gone or may not be read; the message holds its path.
    pub fn reader(&self, path: &str) -> io::Result<Box<dyn io::Read + '_>> {
        match &self.source {
            Source::Disk(root) => streamed(path, File::open(root.join(path))),
            Source::Opened(folder) => streamed(path, folder.open(path)),
            Source::Memory(files) => match files.get(path) {
                Some(bytes) => Ok(Box::new(io::Cursor::new(bytes))),
                None => Err(io::Error::new(io::ErrorKind::NotFound, path.to_owned())),
            },
        }
    }
}

/// A snapshot with its root at hand: the way there is gone once for all files that are read.
#[derive(Debug)]
pub struct Opened<'s> {
    /// What is opened.
    pub snapshot: &'s Snapshot,
    root: Option<Arc<Folder>>,
}

impl Opened<'_> {
    /// Puts the bytes of one file of the snapshot in place of what `bytes` held. What is known of the file; where that was nothing,
    /// what the opened file tells.
    ///
    /// # Errors
    /// The file is gone or may not be read; the message holds its path.
    pub fn bytes(&self, path: &str, facts: FileFacts, bytes: &mut Vec<u8>) -> io::Result<FileFacts> {
        let of_file = |file: File| {
            let facts = match facts.is_known() {
                true => facts,
                false => FileFacts::of(&file.metadata()?),
            };
            whole(file, facts.size, bytes)?;
            Ok(facts)
        };
        let read = match (&self.root, &self.snapshot.source) {
            (Some(root), _) => root.open(path).and_then(of_file),
            (None, Source::Memory(files)) => match files.get(path) {
                Some(found) => {
                    bytes.clear();
                    bytes.extend_from_slice(found);
                    Ok(facts)
                }
                None => Err(io::ErrorKind::NotFound.into()),
            },
            (None, _) => Err(io::ErrorKind::NotFound.into()),
        };
        read.map_err(|error| io::Error::new(error.kind(), format!("{path}: {error}")))
    }
}

fn streamed(path: &str, opened: io::Result<File>) -> io::Result<Box<dyn io::Read>> {
    match opened {
        Ok(file) => Ok(Box::new(file)),
        Err(error) => Err(io::Error::new(error.kind(), format!("{path}: {error}"))),
    }
}

/// True for files and folders that are part of a book: nothing hidden, nothing an editor leaves while it saves.
pub fn is_wanted_name(name: &str) -> bool {
    let temporary = name.starts_with('.')
        || name.starts_with('#') && name.ends_with('#')
        || name.starts_with("~$")
        || name == "4913"
        || name.eq_ignore_ascii_case("thumbs.db")
        || name.eq_ignore_ascii_case("desktop.ini");
    let ends = [
        "~", ".swp", ".swo", ".swx", ".tmp", ".bak", ".orig", ".crswap", ".part",
    ];
    !temporary && !ends.iter().any(|end| name.ends_with(end))
}

fn is_wanted(entry: &DirEntry) -> bool {
    entry.file_name().to_str().is_none_or(is_wanted_name)
}

fn is_gone(error: &walkdir::Error) -> bool {
    error.depth() > 0
        && error
            .io_error()
            .is_some_and(|error| error.kind() == io::ErrorKind::NotFound)
}

fn with_path(error: walkdir::Error) -> io::Error {
    let text = error.to_string();
    let kind = error.io_error().map_or(io::ErrorKind::Other, io::Error::kind);
    io::Error::new(kind, text)
}

/// Names that are not Unicode are kept, with marks for what cannot be said: they are found to be no ids later.
fn book_path(below: &Path) -> Arc<str> {
    if let Some(text) = below.to_str().filter(|_| std::path::MAIN_SEPARATOR == '/') {
        return Arc::from(text);
    }
    let parts: Vec<_> = below
        .components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect();
    Arc::from(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for file in files {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, file).unwrap();
        }
        folder
    }

    fn paths(snapshot: &Snapshot) -> Vec<&str> {
        snapshot.files.keys().map(|path| &**path).collect()
    }

    #[test]
    fn looking_again_gives_what_a_new_walk_gives() {
        let folder = folder(&[
            "content/book.yaml",
            "content/accounts/a.md",
            "content/accounts/b/index.md",
        ]);
        let root = folder.path();
        let mut snapshot = take(root).unwrap();
        let a = root.join("content/accounts/a.md");
        fs::write(&a, "longer").unwrap();
        look_again(&mut snapshot, root, &a).unwrap();
        assert_eq!(snapshot.files, take(root).unwrap().files);
        fs::remove_file(&a).unwrap();
        let hidden = root.join("content/.a.md");
        fs::write(&hidden, "").unwrap();
        for path in [&a, &hidden, &root.join("content/never"), &root.join("themes/x")] {
            look_again(&mut snapshot, root, path).unwrap();
        }
        assert_eq!(snapshot.files, take(root).unwrap().files);
        let b = root.join("content/accounts/b");
        assert!(look_again(&mut snapshot, root, &b).is_err(), "a folder");
        fs::remove_dir_all(&b).unwrap();
        assert!(look_again(&mut snapshot, root, &b).is_err(), "a folder that was");
    }

    #[test]
    fn hidden_files_and_what_editors_leave_are_no_part_of_a_book() {
        let folder = folder(&[
            "content/book.yaml",
            "content/accounts/b.md",
            "content/accounts/a.md",
            "content/accounts/a.md~",
            "content/accounts/.a.md.swp",
            "content/accounts/4913",
            "content/accounts/#a.md#",
            "content/accounts/~$a.docx",
            "content/.git/config",
            "themes/x/theme.yaml",
        ]);
        let snapshot = take(folder.path()).unwrap();
        assert_eq!(
            paths(&snapshot),
            [
                "content/accounts/a.md",
                "content/accounts/b.md",
                "content/book.yaml"
            ]
        );
        let text = |path| {
            let mut bytes = Vec::new();
            let read = snapshot.opened().bytes(path, FileFacts::default(), &mut bytes);
            read.map(|_| bytes)
        };
        assert_eq!(text("content/accounts/a.md").unwrap(), b"content/accounts/a.md");
        let error = text("content/none.md").unwrap_err();
        assert!(error.to_string().contains("content/none.md"));
    }

    #[test]
    fn what_is_learnt_by_reading_is_what_a_look_tells() {
        let folder = folder(&[
            "content/book.yaml",
            "content/accounts/a.md",
            "content/accounts/b.md",
            "content/accounts/gone.md",
            "content/static/a.md",
            "content/ledgers/a.csv",
        ]);
        let root = folder.path();
        let mut listed = list(root).unwrap();
        let unknown = [
            "content/book.yaml",
            "content/accounts/a.md",
            "content/accounts/b.md",
        ];
        for (path, facts) in &listed.files {
            let is_unknown = unknown.contains(&&**path) || path.ends_with("gone.md");
            assert_eq!(facts.is_known(), !is_unknown, "{path}");
        }
        fs::remove_file(root.join("content/accounts/gone.md")).unwrap();
        let read: Vec<(Arc<str>, FileFacts)> = unknown
            .iter()
            .take(2)
            .map(|path| {
                let opened = listed.opened();
                let facts = opened.bytes(path, FileFacts::default(), &mut Vec::new());
                let facts = facts.unwrap();
                (Arc::from(*path), facts)
            })
            .collect();
        let in_order: BTreeMap<Arc<str>, FileFacts> = read.into_iter().collect();
        listed.learn(in_order.iter().map(|(path, facts)| (path, *facts)));
        assert_eq!(listed.files, take(root).unwrap().files);
    }

    #[test]
    fn what_is_listed_ahead_holds_while_no_folder_changes() {
        let folder = folder(&[
            "content/book.yaml",
            "content/accounts/a.md",
            "content/static/x/a.svg",
        ]);
        let root = folder.path();
        let later = SystemTime::now() + std::time::Duration::from_secs(3600);
        let listed = || list(root).unwrap().files;
        let ahead = |settled_before| {
            // The clock of a file system may tick in some milliseconds.
            std::thread::sleep(std::time::Duration::from_millis(20));
            ahead(root, settled_before)
        };
        let confirmed = |ahead: Ahead| ahead.confirmed().map(|snapshot| snapshot.files);
        assert_eq!(confirmed(ahead(later).unwrap()), Some(listed()));
        assert!(ahead(SystemTime::UNIX_EPOCH).is_none(), "not at rest");
        for change in [
            "content/b.yaml",
            "content/accounts/b.md",
            "content/static/x/b.svg",
        ] {
            let before = ahead(later).unwrap();
            fs::write(root.join(change), "").unwrap();
            assert_eq!(confirmed(before), None, "{change}");
        }
        let before = ahead(later).unwrap();
        fs::write(root.join("content/accounts/a.md"), "longer than it was").unwrap();
        assert_eq!(
            confirmed(before),
            Some(listed()),
            "what a file holds is read later"
        );
        let before = ahead(later).unwrap();
        fs::remove_file(root.join("content/accounts/a.md")).unwrap();
        assert_eq!(confirmed(before), None);
        for n in 0..MOST_FOLDERS {
            fs::create_dir(root.join(format!("content/{n}"))).unwrap();
        }
        assert!(ahead(later).is_none());
    }

    #[test]
    fn a_root_without_content_is_an_error_with_its_path() {
        let folder = tempfile::tempdir().unwrap();
        assert!(take(folder.path()).unwrap_err().to_string().contains("content"));
    }

    #[cfg(unix)]
    #[test]
    fn linked_folders_are_followed_and_circles_end() {
        let folder = folder(&["content/book.yaml", "elsewhere/a.md"]);
        let link = |to: &str, at: &str| {
            std::os::unix::fs::symlink(folder.path().join(to), folder.path().join(at)).unwrap();
        };
        link("elsewhere", "content/accounts");
        link("content", "content/circle");
        let snapshot = take(folder.path()).unwrap();
        assert_eq!(paths(&snapshot), ["content/accounts/a.md", "content/book.yaml"]);
    }
}
