//! The laws of publishing, each on a small site in a scratch folder.

#[cfg(target_os = "linux")]
mod spare;

use std::fs;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;

use crate::publish::Options;
use crate::publish::Placed;
use crate::publish::PublishError;
use crate::publish::Report;
use crate::publish::Swap;
use crate::publish::publish;
use crate::render::RenderError;
use crate::render::Site;
use crate::render::site::Recipe;

/// A book's root with an output in it.
struct Scratch {
    root: tempfile::TempDir,
    way: Way,
    force: bool,
}

impl Scratch {
    fn new(way: Way) -> Scratch {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir_all(root.path().join("content")).unwrap();
        Scratch {
            root,
            way,
            force: false,
        }
    }

    fn output(&self) -> PathBuf {
        self.root.path().join("output")
    }

    fn publish_to(&self, output: &Path, files: &[(&str, &str)]) -> Result<Report, PublishError> {
        let options = Options {
            book: self.root.path(),
            force: self.force,
            swap: match self.way {
                Way::Exchange | Way::Spare => Swap::WhenPossible,
                Way::FileByFile => Swap::FileByFile,
            },
            spare_from: match self.way {
                Way::Spare => 1,
                Way::Exchange | Way::FileByFile => usize::MAX,
            },
            stamp: None,
        };
        publish(&site(files), output, &options)
    }

    fn publish(&self, files: &[(&str, &str)]) -> Result<Report, PublishError> {
        self.publish_to(&self.output(), files)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.output().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Every file of the output but the manifest, and its text.
    fn found(&self) -> Vec<(String, String)> {
        let walk = walkdir::WalkDir::new(self.output()).sort_by_file_name();
        let files = walk
            .into_iter()
            .map(Result::unwrap)
            .filter(|entry| !entry.file_type().is_dir());
        let named = files.map(|entry| {
            (
                entry.path().strip_prefix(self.output()).unwrap().to_owned(),
                entry,
            )
        });
        let shown = named.filter(|(path, _)| !path.starts_with(".keybook"));
        shown
            .map(|(path, entry)| {
                (
                    path.display().to_string(),
                    fs::read_to_string(entry.path()).unwrap_or_default(),
                )
            })
            .collect()
    }

    fn expect(&self, files: &[(&str, &str)]) {
        let expected: Vec<(String, String)> = files
            .iter()
            .map(|(path, text)| (path.to_string(), text.to_string()))
            .collect();
        assert_eq!(self.found(), expected);
        let beside: Vec<_> = fs::read_dir(self.root.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name())
            .collect();
        let may_stay = |name: &std::ffi::OsString| {
            name == "content" || name == "output" || self.way == Way::Spare && name == ".keybook-stage-output"
        };
        assert!(beside.iter().all(may_stay), "left behind: {beside:?}");
        self.expect_spare();
    }

    /// What stands in a spare stands in the output, as the same file.
    #[cfg(unix)]
    fn expect_spare(&self) {
        let spare = self.root.path().join(".keybook-stage-output/spare");
        for entry in walkdir::WalkDir::new(&spare).into_iter().filter_map(Result::ok) {
            let there = self.output().join(entry.path().strip_prefix(&spare).unwrap());
            assert!(
                entry.file_type().is_dir() || identity(entry.path()) == identity(&there),
                "{there:?}"
            );
        }
    }

    #[cfg(not(unix))]
    fn expect_spare(&self) {}
}

/// A text `!` fails, a text `abort` kills the process.
fn site(files: &[(&str, &str)]) -> Site {
    Site::of(files.iter().map(|(path, text)| {
        let (path, text) = (path.to_string(), text.to_string());
        let at = path.clone();
        let recipe: Recipe = Arc::new(move || match text.as_str() {
            "!" => Err(RenderError {
                path: path.clone(),
                message: "cannot".to_owned(),
            }),
            "abort" => std::process::abort(),
            _ => Ok(text.clone().into_bytes()),
        });
        (at, recipe)
    }))
}

/// How a site gets in place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// In one step.
    Exchange,
    /// In one step, with the folders of the site before.
    Spare,
    FileByFile,
}

const WAYS: [Way; 3] = [Way::Exchange, Way::Spare, Way::FileByFile];

#[cfg(unix)]
fn identity(path: &Path) -> (u64, i64, i64) {
    use std::os::unix::fs::MetadataExt;
    let data = fs::symlink_metadata(path).unwrap();
    (data.ino(), data.mtime(), data.mtime_nsec())
}

#[test]
fn a_site_is_written_whole_and_what_is_gone_is_removed() {
    for way in WAYS {
        let scratch = Scratch::new(way);
        let first = scratch
            .publish(&[("a/b.html", "1"), ("c.html", "2"), ("d/e.html", "3")])
            .unwrap();
        assert_eq!((first.n_written, first.n_removed), (3, 0));
        let second = scratch
            .publish(&[("a/b.html", "1"), ("c.html", "4"), ("f.html", "5")])
            .unwrap();
        assert_eq!(
            (
                second.n_written,
                second.n_unchanged,
                second.n_removed,
                second.n_bytes
            ),
            (2, 1, 1, 3)
        );
        scratch.expect(&[("a/b.html", "1"), ("c.html", "4"), ("f.html", "5")]);
        assert!(!scratch.output().join("d").exists());
    }
}

#[test]
#[cfg(target_os = "linux")]
fn folders_are_exchanged_where_they_can_be() {
    let scratch = Scratch::new(Way::Exchange);
    scratch.publish(&[("a", "1")]).unwrap();
    let before = identity(&scratch.output()).0;
    assert_eq!(scratch.publish(&[("a", "2")]).unwrap().placed, Placed::AtOnce);
    assert_ne!(identity(&scratch.output()).0, before);
    let scratch = Scratch::new(Way::FileByFile);
    scratch.publish(&[("a", "1")]).unwrap();
    let before = identity(&scratch.output()).0;
    assert_eq!(scratch.publish(&[("a", "2")]).unwrap().placed, Placed::FileByFile);
    assert_eq!(identity(&scratch.output()).0, before);
}

#[test]
#[cfg(unix)]
fn a_second_build_of_the_same_site_touches_nothing() {
    for way in WAYS {
        let scratch = Scratch::new(way);
        scratch.publish(&[("a.html", "1"), ("b/c.html", "2")]).unwrap();
        let all = [
            "",
            "a.html",
            "b",
            "b/c.html",
            ".keybook",
            ".keybook/manifest.json",
        ];
        let before = all.map(|path| identity(&scratch.output().join(path)));
        assert_eq!(
            scratch
                .publish(&[("a.html", "1"), ("b/c.html", "2")])
                .unwrap()
                .placed,
            Placed::Untouched
        );
        assert_eq!(all.map(|path| identity(&scratch.output().join(path))), before);
    }
}

#[test]
#[cfg(unix)]
fn an_unchanged_file_keeps_its_inode_and_time_when_others_change() {
    for way in WAYS {
        let scratch = Scratch::new(way);
        scratch.publish(&[("a.html", "1"), ("b.html", "2")]).unwrap();
        let before = identity(&scratch.output().join("a.html"));
        scratch.publish(&[("a.html", "1"), ("b.html", "3")]).unwrap();
        assert_eq!(identity(&scratch.output().join("a.html")), before);
    }
}

#[test]
#[cfg(unix)]
fn a_strangers_file_folder_and_link_stay_as_they_are() {
    for way in WAYS {
        let scratch = Scratch::new(way);
        scratch.write(".gitignore", "*");
        scratch.write("notes/own.txt", "mine");
        fs::create_dir(scratch.output().join("empty")).unwrap();
        std::os::unix::fs::symlink("nowhere", scratch.output().join("link")).unwrap();
        let all = [".gitignore", "notes/own.txt", "link"];
        let before = all.map(|path| identity(&scratch.output().join(path)));
        scratch.publish(&[("notes/ours.html", "1")]).unwrap();
        scratch.publish(&[("notes/ours.html", "2")]).unwrap();
        scratch.publish(&[("other.html", "3")]).unwrap();
        scratch.expect(&[
            (".gitignore", "*"),
            ("link", ""),
            ("notes/own.txt", "mine"),
            ("other.html", "3"),
        ]);
        assert_eq!(all.map(|path| identity(&scratch.output().join(path))), before);
        assert!(scratch.output().join("empty").is_dir());
    }
}

#[test]
fn a_strangers_file_in_the_way_is_named_and_overwritten_only_by_force() {
    for way in WAYS {
        let mut scratch = Scratch::new(way);
        scratch.write("a/index.html", "mine");
        scratch.write("b", "mine too");
        match scratch.publish(&[("a/index.html", "1"), ("b/index.html", "2")]) {
            Err(PublishError::Strangers(paths)) => {
                assert_eq!(
                    paths,
                    ["a/index.html", "b"].map(|path| scratch.output().join(path))
                )
            }
            other => panic!("{other:?}"),
        }
        scratch.expect(&[("a/index.html", "mine"), ("b", "mine too")]);
        scratch.force = true;
        scratch
            .publish(&[("a/index.html", "1"), ("b/index.html", "2")])
            .unwrap();
        scratch.expect(&[("a/index.html", "1"), ("b/index.html", "2")]);
    }
}

#[test]
fn a_folder_with_strangers_in_it_is_not_overwritten_even_by_force() {
    for way in WAYS {
        let mut scratch = Scratch::new(way);
        scratch.force = true;
        scratch.write("a/mine.txt", "mine");
        assert!(matches!(
            scratch.publish(&[("a", "1")]),
            Err(PublishError::Strangers(_))
        ));
        scratch.expect(&[("a/mine.txt", "mine")]);
    }
}

#[test]
fn a_page_may_become_a_folder_and_a_folder_a_page() {
    for way in WAYS {
        let scratch = Scratch::new(way);
        scratch.publish(&[("a", "1"), ("b/c", "2")]).unwrap();
        scratch.publish(&[("a/d", "3"), ("b", "4")]).unwrap();
        scratch.expect(&[("a/d", "3"), ("b", "4")]);
    }
}

#[test]
#[cfg(unix)]
fn a_link_in_the_output_is_not_followed_out_of_it() {
    for way in WAYS {
        let mut scratch = Scratch::new(way);
        let outside = tempfile::tempdir().unwrap();
        fs::write(outside.path().join("index.html"), "outside").unwrap();
        fs::create_dir_all(scratch.output()).unwrap();
        std::os::unix::fs::symlink(outside.path(), scratch.output().join("a")).unwrap();
        assert!(matches!(
            scratch.publish(&[("a/index.html", "1")]),
            Err(PublishError::Strangers(_))
        ));
        scratch.force = true;
        scratch.publish(&[("a/index.html", "1")]).unwrap();
        scratch.expect(&[("a/index.html", "1")]);
        assert_eq!(
            fs::read_to_string(outside.path().join("index.html")).unwrap(),
            "outside"
        );
    }
}

#[test]
fn an_obsolete_file_that_somebody_changed_is_kept() {
    for way in WAYS {
        let scratch = Scratch::new(way);
        scratch.publish(&[("a", "1"), ("b", "2")]).unwrap();
        scratch.write("b", "3");
        scratch.publish(&[("a", "1")]).unwrap();
        scratch.expect(&[("a", "1"), ("b", "3")]);
    }
}

#[test]
fn a_file_of_ours_that_was_changed_or_deleted_is_written_again() {
    for way in WAYS {
        let scratch = Scratch::new(way);
        scratch.publish(&[("a", "1"), ("b", "2")]).unwrap();
        scratch.write("a", "x");
        fs::remove_file(scratch.output().join("b")).unwrap();
        assert_eq!(scratch.publish(&[("a", "1"), ("b", "2")]).unwrap().n_written, 2);
        scratch.expect(&[("a", "1"), ("b", "2")]);
    }
}

#[test]
fn a_failed_build_names_every_broken_page_and_leaves_the_last_site() {
    for way in WAYS {
        let scratch = Scratch::new(way);
        scratch.publish(&[("a", "1"), ("b", "2")]).unwrap();
        match scratch.publish(&[("a", "3"), ("b", "!"), ("c", "!")]) {
            Err(PublishError::Render(errors)) => assert_eq!(errors.len(), 2),
            other => panic!("{other:?}"),
        }
        scratch.expect(&[("a", "1"), ("b", "2")]);
    }
}

/// The test starts itself once more as the build that is killed.
#[test]
fn a_killed_build_leaves_the_last_site_and_the_next_one_cleans_up() {
    const ROOT: &str = "KEYBOOK_TEST_KILLED_BUILD";
    let killed: Vec<(String, String)> = (0..40)
        .map(|n| (format!("n{n:02}"), "new".to_owned()))
        .chain([("z".to_owned(), "abort".to_owned())])
        .collect();
    let killed: Vec<(&str, &str)> = killed
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect();
    if let Some(root) = std::env::var_os(ROOT) {
        let options = Options {
            book: Path::new(&root),
            force: false,
            swap: Swap::WhenPossible,
            spare_from: usize::MAX,
            stamp: None,
        };
        let ended = publish(&site(&killed), &Path::new(&root).join("output"), &options);
        unreachable!("the build went on: {ended:?}");
    }
    let scratch = Scratch::new(Way::Exchange);
    scratch.write("mine", "mine");
    scratch.publish(&[("a", "1")]).unwrap();
    let name = "publish::laws::a_killed_build_leaves_the_last_site_and_the_next_one_cleans_up";
    let child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", name, "--nocapture"])
        .env(ROOT, scratch.root.path())
        .output()
        .unwrap();
    assert!(!child.status.success());
    assert!(
        scratch.root.path().join(".keybook-stage-output/site").exists(),
        "nothing was left to clean"
    );
    let found = scratch.found();
    assert_eq!(
        found,
        [
            ("a".to_owned(), "1".to_owned()),
            ("mine".to_owned(), "mine".to_owned())
        ]
    );
    scratch.publish(&[("a", "2")]).unwrap();
    scratch.expect(&[("a", "2"), ("mine", "mine")]);
}

#[test]
#[cfg(target_os = "linux")]
fn a_strangers_file_that_came_in_during_the_exchange_comes_home() {
    let scratch = Scratch::new(Way::Exchange);
    scratch.publish(&[("a", "1")]).unwrap();
    let stage = scratch.root.path().join(".keybook-stage-output");
    fs::create_dir_all(stage.join("site/deep")).unwrap();
    fs::write(stage.join("site/a"), "0").unwrap();
    fs::write(stage.join("site/deep/mine"), "mine").unwrap();
    fs::write(stage.join("journal.json"), r#"{"staging":{"ours":["a"]}}"#).unwrap();
    scratch.publish(&[("a", "1")]).unwrap();
    scratch.expect(&[("a", "1"), ("deep/mine", "mine")]);
}

#[test]
fn an_interrupted_file_by_file_build_is_finished_by_the_next() {
    let scratch = Scratch::new(Way::FileByFile);
    scratch.publish(&[("a", "1"), ("b", "2"), ("c", "3")]).unwrap();
    let stage = scratch.root.path().join(".keybook-stage-output");
    fs::create_dir_all(stage.join("site")).unwrap();
    fs::write(stage.join("site/b"), "4").unwrap();
    fs::write(
        stage.join("journal.json"),
        r#"{"placing":{"written":["a","b"],"obsolete":["c"]}}"#,
    )
    .unwrap();
    assert!(matches!(
        scratch.publish(&[("a", "!")]),
        Err(PublishError::Render(_))
    ));
    scratch.expect(&[("a", "1"), ("b", "4")]);
}

#[test]
fn a_foreign_folder_with_the_stages_name_is_left_alone() {
    let scratch = Scratch::new(Way::Exchange);
    let stage = scratch.root.path().join(".keybook-stage-output/site");
    fs::create_dir_all(&stage).unwrap();
    fs::write(stage.join("mine"), "mine").unwrap();
    assert!(matches!(
        scratch.publish(&[("a", "1")]),
        Err(PublishError::Leftover(_))
    ));
    assert_eq!(fs::read_to_string(stage.join("mine")).unwrap(), "mine");
}

#[test]
fn two_builds_do_not_write_one_output() {
    let scratch = Scratch::new(Way::Exchange);
    let stage = scratch.root.path().join(".keybook-stage-output");
    fs::create_dir_all(&stage).unwrap();
    let lock = fs::File::create(stage.join("lock")).unwrap();
    lock.lock().unwrap();
    assert!(matches!(
        scratch.publish(&[("a", "1")]),
        Err(PublishError::Busy(_))
    ));
    drop(lock);
    scratch.publish(&[("a", "1")]).unwrap();
    scratch.expect(&[("a", "1")]);
}

#[test]
fn an_output_in_the_input_or_around_the_book_is_refused() {
    let scratch = Scratch::new(Way::Exchange);
    let root = scratch.root.path();
    fs::create_dir(scratch.output()).unwrap();
    for bad in [
        "",
        "..",
        "content",
        "content/deep/output",
        "themes/x",
        "output/../content",
    ] {
        let refused = scratch.publish_to(&root.join(bad), &[("a", "1")]);
        assert!(
            matches!(refused, Err(PublishError::Refused { .. })),
            "{bad}: {refused:?}"
        );
    }
    assert_eq!(fs::read_dir(root.join("content")).unwrap().count(), 0);
}

#[test]
fn an_unreadable_manifest_is_an_error_and_force_builds_anew() {
    let mut scratch = Scratch::new(Way::Exchange);
    scratch.publish(&[("a", "1")]).unwrap();
    scratch.write(".keybook/manifest.json", "{");
    assert!(matches!(
        scratch.publish(&[("a", "2")]),
        Err(PublishError::Manifest { .. })
    ));
    scratch.force = true;
    scratch.publish(&[("a", "2")]).unwrap();
    scratch.expect(&[("a", "2")]);
}

#[test]
fn a_manifest_cannot_make_us_delete_outside_the_output() {
    for way in WAYS {
        let scratch = Scratch::new(way);
        let outside = scratch.root.path().join("content/precious");
        fs::write(&outside, "x").unwrap();
        scratch.publish(&[("a", "1")]).unwrap();
        let print = serde_json::to_string(&crate::publish::manifest::Print::of(b"x")).unwrap();
        let text = format!(
            r#"{{"version":1,"files":{{"../content/precious":{print},"{}":{print}}}}}"#,
            outside.display()
        );
        scratch.write(".keybook/manifest.json", &text);
        fs::remove_file(scratch.output().join("a")).unwrap();
        scratch.publish(&[("a", "2")]).unwrap();
        assert_eq!(fs::read_to_string(&outside).unwrap(), "x");
    }
}
