//! Watches the input folders; says where something may have changed, never what.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fs;
use std::fs::Metadata;
use std::path::Component;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::SystemTime;

use notify::Config;
use notify::Event;
use notify::EventKind;
use notify::EventKindMask;
use notify::RecommendedWatcher;
use notify::RecursiveMode;
use notify::Watcher as _;
use notify::event::AccessKind;
use notify::event::AccessMode;
use notify::event::CreateKind;
use notify::event::ModifyKind;

use crate::app::Changes;
use crate::app::serve::pace::Pace;
use crate::content::snapshot::is_wanted_name;
use crate::history;

/// Folders of a book that are watched.
pub(crate) const INPUTS: [&str; 2] = ["content", "themes"];

/// The watched folders.
pub(crate) struct Roots {
    root: PathBuf,
    watcher: Option<RecommendedWatcher>,
    /// What is watched, and which folder that was: one that was deleted and made anew is another.
    watched: BTreeMap<PathBuf, Identity>,
    cookies: Option<Arc<Cookies>>,
}

/// Tells a folder from another of the same name: its file's number, which may be used again, and when it was made.
type Identity = (u64, Option<SystemTime>);

/// Small files whose events prove that all earlier ones were told.
pub(crate) struct Cookies {
    folder: PathBuf,
    stem: String,
}

impl Cookies {
    /// A folder outside the book, one for each book; the number of this process keeps two previews apart.
    fn of(root: &Path) -> Option<Cookies> {
        let mark = xxhash_rust::xxh3::xxh3_64(root.as_os_str().as_encoded_bytes());
        let folder = std::env::temp_dir().join(format!("keybook-preview-{mark:016x}"));
        fs::create_dir_all(&folder).ok()?;
        Some(Cookies {
            folder,
            stem: format!("{}-", std::process::id()),
        })
    }

    /// Writes the cookie of a number and takes it away again; false if that cannot be.
    pub(crate) fn bake(&self, number: u64) -> bool {
        let file = self.folder.join(format!("{}{number}", self.stem));
        fs::write(&file, "").is_ok() && fs::remove_file(&file).is_ok()
    }

    /// The number of a cookie of this process.
    fn number(&self, path: &Path) -> Option<u64> {
        let name = path.strip_prefix(&self.folder).ok()?.to_str()?;
        name.strip_prefix(&self.stem)?.parse().ok()
    }
}

impl Roots {
    /// Watches nothing yet. Without events, or where `is_polling`, the preview looks through the folders instead.
    pub(crate) fn new(root: PathBuf, output: PathBuf, is_polling: bool, pace: Arc<Pace>) -> Roots {
        let base = root.clone();
        let cookies = Cookies::of(&root).map(Arc::new);
        let own = cookies.clone();
        let take = move |event: notify::Result<Event>| match event {
            Ok(event) => told(&pace, &base, &output, own.as_deref(), event),
            Err(_) => pace.tell(Changes::All),
        };
        let watcher = if is_polling {
            None
        } else {
            RecommendedWatcher::new(take, Config::default().with_event_kinds(wanted())).ok()
        };
        let mut roots = Roots {
            root,
            watcher,
            watched: BTreeMap::new(),
            cookies,
        };
        roots.watch_cookies();
        roots
    }

    /// True if events tell of changes; otherwise the folders have to be looked through again and again.
    pub(crate) fn has_events(&self) -> bool {
        self.watcher.is_some()
    }

    /// True while git writes files of the book.
    pub(crate) fn are_written_by_git(&self) -> bool {
        history::is_busy(&self.root)
    }

    /// The cookies, where events prove something.
    pub(crate) fn cookies(&self) -> Option<Arc<Cookies>> {
        self.cookies.clone().filter(|_| self.has_events())
    }

    fn watch_cookies(&mut self) {
        let (Some(watcher), Some(cookies)) = (&mut self.watcher, &self.cookies) else {
            self.cookies = None;
            return;
        };
        if watcher
            .watch(&cookies.folder, RecursiveMode::NonRecursive)
            .is_err()
        {
            self.cookies = None;
        }
    }

    /// Watches each input folder, and what links lead to from there, for the first time. Gives what the system says where it
    /// allows no more; from then on there are no events.
    pub(crate) fn watch(&mut self) -> Option<String> {
        self.watch_all(Vec::new())
    }

    /// The same again, of what was deleted and is back, and of links that came since, which have to be watched by themselves.
    pub(crate) fn watch_again(&mut self) -> Option<String> {
        let inputs = INPUTS.iter().map(|input| self.root.join(input));
        let links = inputs.flat_map(|input| linked_folders(&input)).collect();
        self.watch_all(links)
    }

    fn watch_all(&mut self, links: Vec<PathBuf>) -> Option<String> {
        let watcher = self.watcher.as_mut()?;
        let inputs = INPUTS.iter().map(|input| self.root.join(input));
        let deep = inputs
            .chain(links)
            .map(|folder| (folder, RecursiveMode::Recursive));
        // The root itself tells when an input folder comes or goes, git's folder when the book stands at another commit.
        let marks = history::marks(&self.root);
        let git: BTreeSet<&Path> = marks.iter().filter_map(|mark| mark.parent()).collect();
        let flat = git
            .into_iter()
            .chain([&*self.root])
            .map(|folder| (folder.to_owned(), RecursiveMode::NonRecursive));
        for (folder, mode) in deep.chain(flat) {
            let now = identity(&folder);
            if self.watched.get(&folder) == now.as_ref() {
                continue;
            }
            if self.watched.remove(&folder).is_some() {
                // The system has forgotten a deleted folder already; then there is nothing to end.
                drop(watcher.unwatch(&folder));
            }
            let Some(now) = now else { continue };
            match watcher.watch(&folder, mode) {
                Ok(()) => {
                    self.watched.insert(folder, now);
                }
                // It went away meanwhile: its folder tells when it is back.
                Err(_) if identity(&folder).is_none() => {}
                Err(error) => {
                    self.watcher = None;
                    return Some(error.to_string());
                }
            }
        }
        None
    }
}

/// What the system is asked to tell: not of files that are opened or read, which the preview does itself, ten thousand times
/// while it reads a large book.
fn wanted() -> EventKindMask {
    let wanted = EventKindMask::CORE | EventKindMask::ACCESS_CLOSE;
    match cfg!(target_os = "linux") {
        // There the end of writing is told.
        true => wanted.difference(EventKindMask::MODIFY_DATA),
        false => wanted,
    }
}

/// Passes an event on.
fn told(pace: &Pace, root: &Path, output: &Path, cookies: Option<&Cookies>, event: Event) {
    if event.need_rescan() {
        return pace.tell(Changes::All);
    }
    let proved = event
        .paths
        .iter()
        .filter_map(|path| cookies.and_then(|cookies| cookies.number(path)))
        .max();
    if let Some(number) = proved {
        return pace.prove(number);
    }
    if !is_change(&event.kind) && !is_link(&event) {
        return;
    }
    let inputs = event.paths.into_iter().filter(|path| counts(root, output, path));
    let inputs: BTreeSet<PathBuf> = inputs.collect();
    if inputs.is_empty() {
        return;
    }
    // Another branch is told of in another place of git's folder.
    let is_switched = inputs.iter().any(|path| path.ends_with("HEAD"));
    pace.tell(if is_switched || is_of_folders(&event.kind, &inputs) {
        Changes::All
    } else {
        Changes::Paths(inputs)
    });
}

/// True for an event that means a finished change. On Linux a written file is finished when it is closed: acting on the
/// first write would show a truncated file as an error.
fn is_change(kind: &EventKind) -> bool {
    match kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
        EventKind::Access(_) => false,
        EventKind::Modify(ModifyKind::Data(_)) | EventKind::Create(CreateKind::File) => {
            !cfg!(target_os = "linux")
        }
        _ => true,
    }
}

/// True for a new link: nobody writes to it, so nobody closes it.
fn is_link(event: &Event) -> bool {
    let is_new = matches!(event.kind, EventKind::Create(_));
    let is_link =
        |path: &PathBuf| fs::symlink_metadata(path).is_ok_and(|data| data.is_symlink() || n_names(&data) > 1);
    is_new && event.paths.iter().any(is_link)
}

/// True if an event may stand for more files than it names: a folder came, went or moved.
fn is_of_folders(kind: &EventKind, paths: &BTreeSet<PathBuf>) -> bool {
    match kind {
        EventKind::Access(_) | EventKind::Modify(ModifyKind::Data(_)) => false,
        // What is gone cannot be asked what it was; a name without an ending is taken for a folder.
        _ => paths
            .iter()
            .any(|path| path.is_dir() || !path.exists() && path.extension().is_none()),
    }
}

/// True for a path that the site may hang on: an input, or a file that git rewrites when the book comes to stand at another commit.
fn counts(root: &Path, output: &Path, path: &Path) -> bool {
    // A branch switch tells of thousands of inputs: git's folder is not looked for each time.
    let is_below = |input: &str| path.starts_with(root) && path.starts_with(root.join(input));
    if INPUTS.into_iter().any(is_below) {
        return is_input(root, output, path);
    }
    let marks = history::marks(root);
    marks.iter().any(|mark| mark == path)
        || is_input(root, output, path) && !marks.iter().any(|mark| mark.parent() == path.parent())
}

/// True for a path that may be part of the book: in an input folder, not the output, not git's, not an editor's.
fn is_input(root: &Path, output: &Path, path: &Path) -> bool {
    let Ok(below) = path.strip_prefix(root) else {
        return true;
    };
    let mut parts = below.components();
    let is_in_inputs =
        matches!(parts.next(), Some(Component::Normal(first)) if INPUTS.iter().any(|input| first == *input));
    let is_wanted = |part: Component| match part {
        Component::Normal(name) => {
            let name = name.to_string_lossy();
            is_wanted_name(&name) && !name.contains("___jb_")
        }
        _ => true,
    };
    is_in_inputs && !path.starts_with(output) && parts.all(is_wanted)
}

/// Links to folders below an input folder.
fn linked_folders(input: &Path) -> Vec<PathBuf> {
    let walk = walkdir::WalkDir::new(input).follow_links(true).min_depth(1);
    walk.into_iter()
        .flatten()
        .filter(|entry| entry.path_is_symlink() && entry.file_type().is_dir())
        .map(walkdir::DirEntry::into_path)
        .collect()
}

fn identity(folder: &Path) -> Option<Identity> {
    let data = folder.metadata().ok()?;
    Some((number(&data), data.created().ok()))
}

#[cfg(unix)]
fn n_names(data: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::nlink(data)
}

#[cfg(not(unix))]
fn n_names(_: &Metadata) -> u64 {
    1
}

#[cfg(unix)]
fn number(data: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(data)
}

#[cfg(not(unix))]
fn number(_: &Metadata) -> u64 {
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    use std::time::Duration;

    use crate::app::serve::pace::Work;

    #[test]
    fn only_paths_of_the_book_count() {
        let check = |path: &str, expected: bool| {
            let is = is_input(Path::new("/b"), Path::new("/b/themes/out"), Path::new(path));
            assert_eq!(is, expected, "{path}");
        };
        for path in ["/b/content", "/b/content/accounts/a.md", "/b/themes/x/page.html"] {
            check(path, true);
        }
        for path in [
            "/b/output/index.html",
            "/b/content/.a.md.swp",
            "/b/content/a.md~",
            "/b/content/.git/index",
            "/b/content/4913",
            "/b/content/#a#",
            "/b/content/a.md___jb_tmp___",
            "/b/themes/out/x",
            "/b/.keybook-stage-output",
        ] {
            check(path, false);
        }
    }

    /// Long enough for a slow machine; a test that passes never waits for it.
    const PATIENCE: Duration = Duration::from_secs(20);

    /// A watched book, and what its maker is told next.
    struct Watched {
        _folder: tempfile::TempDir,
        content: PathBuf,
        roots: Roots,
        pace: Arc<Pace>,
    }

    impl Watched {
        fn new() -> Watched {
            let folder = tempfile::tempdir().unwrap();
            let root = folder.path().canonicalize().unwrap();
            let content = root.join("content");
            fs::create_dir(&content).unwrap();
            let pace = Arc::new(Pace::new());
            let mut roots = Roots::new(root.clone(), root.join("output"), false, Arc::clone(&pace));
            assert_eq!(roots.watch_again(), None);
            Watched {
                _folder: folder,
                content,
                roots,
                pace,
            }
        }

        /// Everything told so far, proved by a cookie; what it says is made at once.
        fn told(&self) -> Changes {
            let cookies = self.roots.cookies().unwrap();
            let mut all = Changes::none();
            let (pace, maker) = (Arc::clone(&self.pace), Arc::clone(&self.pace));
            let waiter = std::thread::spawn(move || pace.catch_up(|number| cookies.bake(number), PATIENCE));
            loop {
                match maker.next(Duration::from_millis(5)) {
                    Work::Make(changes, told) => {
                        all.add(changes);
                        maker.made(told);
                    }
                    Work::Walk(asked) => maker.walked(asked),
                }
                if waiter.is_finished() {
                    assert!(waiter.join().unwrap(), "the cookie was told of");
                    return all;
                }
            }
        }
    }

    #[test]
    fn a_save_a_deletion_and_a_folder_made_anew_are_told() {
        let mut watched = Watched::new();
        let a = watched.content.join("a.md");
        let just_a = Changes::Paths([a.clone()].into());
        fs::write(&a, "1").unwrap();
        assert_eq!(watched.told(), just_a);
        fs::read(&a).unwrap();
        assert_eq!(watched.told(), Changes::none(), "reading is no change");
        fs::remove_file(&a).unwrap();
        assert_eq!(watched.told(), just_a);
        fs::remove_dir(&watched.content).unwrap();
        assert_eq!(watched.told(), Changes::All);
        fs::create_dir(&watched.content).unwrap();
        assert_eq!(watched.told(), Changes::All);
        assert_eq!(watched.roots.watch_again(), None);
        let b = watched.content.join("b.md");
        fs::write(&b, "2").unwrap();
        assert_eq!(watched.told(), Changes::Paths([b].into()));
    }

    #[test]
    fn an_editor_that_writes_beside_and_renames_over_is_told() {
        let watched = Watched::new();
        let (a, beside) = (watched.content.join("a.md"), watched.content.join("a.md.tmp"));
        fs::write(&a, "1").unwrap();
        watched.told();
        fs::write(&beside, "2").unwrap();
        assert_eq!(watched.told(), Changes::none());
        fs::rename(&beside, &a).unwrap();
        assert_eq!(watched.told(), Changes::Paths([a].into()));
    }

    #[test]
    fn polling_has_no_events_and_no_cookies() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().to_path_buf();
        let roots = Roots::new(root.clone(), root.join("output"), true, Arc::new(Pace::new()));
        assert!(!roots.has_events() && roots.cookies().is_none());
    }
}
