//! Watches the input folders; says that something changed, never what.

use std::collections::BTreeMap;
use std::fs::Metadata;
use std::path::Component;
use std::path::Path;
use std::path::PathBuf;
use std::sync::mpsc::Sender;
use std::time::Duration;
use std::time::SystemTime;

use notify::EventKind;
use notify::RecommendedWatcher;
use notify::RecursiveMode;
use notify::event::AccessKind;
use notify::event::AccessMode;
use notify::event::CreateKind;
use notify::event::ModifyKind;
use notify_debouncer_full::DebounceEventResult;
use notify_debouncer_full::Debouncer;
use notify_debouncer_full::RecommendedCache;
use notify_debouncer_full::new_debouncer;

use crate::app::serve::stamp::INPUTS;

/// How long the events of one save are gathered.
const GATHER: Duration = Duration::from_millis(20);

/// The watched folders.
pub(crate) struct Roots {
    root: PathBuf,
    debouncer: Option<Debouncer<RecommendedWatcher, RecommendedCache>>,
    /// What is watched, and which folder that was: one that was deleted and made anew is another.
    watched: BTreeMap<PathBuf, Identity>,
}

/// Tells a folder from another of the same name: its file's number, which may be used again, and when it was made.
type Identity = (u64, Option<SystemTime>);

impl Roots {
    /// Watches nothing yet. Where events cannot be had the preview looks through the folders instead.
    pub(crate) fn new(root: PathBuf, output: PathBuf, changes: Sender<()>) -> Roots {
        let base = root.clone();
        let debouncer = new_debouncer(GATHER, None, move |result: DebounceEventResult| {
            let is_change = match result {
                Ok(events) => events.iter().any(|event| {
                    let mut paths = event.paths.iter();
                    event.need_rescan()
                        || is_change(&event.kind) && paths.any(|path| is_input(&base, &output, path))
                }),
                Err(_) => true,
            };
            if is_change {
                // The receiver is gone only when the process ends.
                changes.send(()).unwrap_or_default();
            }
        });
        Roots {
            root,
            debouncer: debouncer.ok(),
            watched: BTreeMap::new(),
        }
    }

    /// Watches each input folder, and again what was deleted and is back.
    pub(crate) fn watch_again(&mut self) {
        let Some(debouncer) = &mut self.debouncer else {
            return;
        };
        let inputs = INPUTS
            .iter()
            .map(|input| (self.root.join(input), RecursiveMode::Recursive));
        // The root itself tells when an input folder comes or goes.
        for (folder, mode) in inputs.chain([(self.root.clone(), RecursiveMode::NonRecursive)]) {
            let now = identity(&folder);
            if self.watched.get(&folder) == now.as_ref() {
                continue;
            }
            if self.watched.remove(&folder).is_some() {
                // The system has forgotten a deleted folder already; then there is nothing to end.
                drop(debouncer.unwatch(&folder));
            }
            if let Some(now) = now
                && debouncer.watch(&folder, mode).is_ok()
            {
                self.watched.insert(folder, now);
            }
        }
    }
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

/// True for a path that may be part of the book: in an input folder, not the output, not git's, not an editor's.
fn is_input(root: &Path, output: &Path, path: &Path) -> bool {
    let Ok(below) = path.strip_prefix(root) else {
        return true;
    };
    let mut parts = below.components();
    let is_in_inputs =
        matches!(parts.next(), Some(Component::Normal(first)) if INPUTS.iter().any(|input| first == *input));
    let is_wanted = |part: Component| match part {
        Component::Normal(name) => !is_temporary(&name.to_string_lossy()),
        _ => true,
    };
    is_in_inputs && !path.starts_with(output) && parts.all(is_wanted)
}

/// True for names that editors, systems and git use while they work.
fn is_temporary(name: &str) -> bool {
    let ends = [
        "~", ".swp", ".swo", ".swx", ".tmp", ".bak", ".orig", ".crswap", ".part",
    ];
    name.starts_with('.')
        || name.starts_with('#') && name.ends_with('#')
        || name.starts_with("~$")
        || name == "4913"
        || name.contains("___jb_")
        || ends.iter().any(|end| name.ends_with(end))
}

fn identity(folder: &Path) -> Option<Identity> {
    let data = folder.metadata().ok()?;
    Some((number(&data), data.created().ok()))
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

    use std::fs;
    use std::sync::mpsc;

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
            "/b/themes/out/x",
            "/b/.keybook-stage-output",
        ] {
            check(path, false);
        }
    }

    /// Long enough for a slow machine; a test that passes never waits for it.
    const PATIENCE: Duration = Duration::from_secs(20);

    #[test]
    fn a_save_a_deletion_and_a_folder_made_anew_are_told() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        let content = root.join("content");
        fs::create_dir(&content).unwrap();
        let (sender, changes) = mpsc::channel();
        let mut roots = Roots::new(root.clone(), root.join("output"), sender);
        roots.watch_again();
        let told = || {
            changes.recv_timeout(PATIENCE).unwrap();
            while changes.recv_timeout(GATHER * 5).is_ok() {}
        };
        fs::write(content.join("a.md"), "1").unwrap();
        told();
        fs::read(content.join("a.md")).unwrap();
        assert!(changes.recv_timeout(GATHER * 5).is_err(), "reading is no change");
        fs::remove_file(content.join("a.md")).unwrap();
        told();
        fs::remove_dir(&content).unwrap();
        told();
        fs::create_dir(&content).unwrap();
        told();
        roots.watch_again();
        fs::write(content.join("b.md"), "2").unwrap();
        told();
    }
}
