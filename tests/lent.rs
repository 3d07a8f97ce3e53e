//! Texts that are left in their files: by a site that is made once, which is the same site, or none if a text changes meanwhile;
//! by a preview until its first page is shown, after which nothing of them is lost. And files that are listed before anything is
//! told of them: the site is that of the files there are.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so and stops")]

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use keybook::app::Changes;
use keybook::app::Compiled;
use keybook::app::Options;
use keybook::app::Project;
use keybook::app::SETTLED;
use keybook::app::Session;
use keybook::app::Texts;
use keybook::app::compile;
use keybook::publish;
use keybook::publish::PublishError;
use keybook::publish::Swap;

/// A book of `keybook init` in a scratch folder.
fn new_book() -> (tempfile::TempDir, Project) {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().canonicalize().unwrap().join("book");
    let program = env!("CARGO_BIN_EXE_keybook");
    let init = Command::new(program).arg("init").arg(&root).output().unwrap();
    assert!(init.status.success());
    let project = Project::at(&root).unwrap();
    (folder, project)
}

fn compiled(project: &Project, texts: Texts) -> Compiled {
    let options = Options {
        texts,
        ..Options::default()
    };
    compile(project, &options, &mut |_| {}).unwrap().value.unwrap()
}

/// A dossier with a text, and that text with one word more.
fn dossier(root: &Path) -> (std::path::PathBuf, String) {
    let mut files: Vec<_> = fs::read_dir(root.join("content/accounts"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "md"))
        .collect();
    files.sort();
    let file = files.remove(0);
    let text = fs::read_to_string(&file).unwrap() + "\nMore.\n";
    (file, text)
}

#[test]
fn a_site_is_the_same_whether_texts_are_held_or_left_in_their_files() {
    let (_folder, project) = new_book();
    let (held, left) = (
        compiled(&project, Texts::Held).site,
        compiled(&project, Texts::Left).site,
    );
    assert!(held.paths().eq(left.paths()) && held.len() > 10);
    for path in held.paths() {
        assert_eq!(held.make(path).unwrap(), left.make(path).unwrap(), "{path}");
    }
}

#[test]
fn a_text_that_changes_before_its_page_is_made_keeps_the_site_from_being_published() {
    let (_folder, project) = new_book();
    let (held, left) = (
        compiled(&project, Texts::Held).site,
        compiled(&project, Texts::Left).site,
    );
    let (file, text) = dossier(&project.root);
    fs::write(&file, text).unwrap();
    let options = publish::Options {
        book: &project.root,
        force: false,
        swap: Swap::WhenPossible,
        spare_from: publish::SPARE_FROM,
        stamp: None,
    };
    let Err(PublishError::Render(errors)) = publish::publish(&left, &project.output, &options) else {
        panic!("a site of two states was published");
    };
    let name = file.file_name().unwrap().to_str().unwrap();
    assert!(errors.iter().all(|error| error.message.contains(name)));
    assert!(!project.output.exists());
    assert!(publish::publish(&held, &project.output, &options).is_ok());
}

/// What a session reads first, its texts left in their files.
fn begun(project: &Project, changes: &Changes, session: &mut Session) -> Compiled {
    let options = Options {
        texts: Texts::LeftAtFirst(0),
        ..Options::default()
    };
    let compiled = session.compile(&options, changes, &mut |_| {});
    assert_eq!(session.project(), project);
    compiled.unwrap().value.unwrap()
}

/// The page of the dossier [`dossier`] gives.
fn page(compiled: &Compiled, file: &Path) -> String {
    let stem = file.file_stem().unwrap().to_str().unwrap();
    let path = format!("accounts/{stem}/index.html");
    String::from_utf8(compiled.site.make(&path).unwrap().unwrap()).unwrap()
}

#[test]
fn a_preview_that_left_texts_in_their_files_shows_the_same_pages() {
    let (_folder, project) = new_book();
    let held = compiled(&project, Texts::Held);
    let left = begun(&project, &Changes::All, &mut Session::new(project.clone()));
    assert_eq!(held.book, left.book);
    for round in ["left", "held"] {
        for path in held.site.paths() {
            assert_eq!(held.site.make(path), left.site.make(path), "{path} {round}");
        }
        left.book.hold_texts();
    }
}

#[test]
fn a_text_that_was_taken_into_memory_outlives_its_file() {
    let (_folder, project) = new_book();
    let (file, _) = dossier(&project.root);
    let left = begun(&project, &Changes::All, &mut Session::new(project.clone()));
    let before = page(&left, &file);
    left.book.hold_texts();
    fs::remove_file(&file).unwrap();
    assert_eq!(page(&left, &file), before);
}

#[test]
fn a_text_that_changes_before_it_was_taken_is_missed_on_its_own_page_alone() {
    let (_folder, project) = new_book();
    let (file, text) = dossier(&project.root);
    let mut session = Session::new(project.clone());
    let left = begun(&project, &Changes::All, &mut session);
    let before = page(&left, &file);
    fs::write(&file, text).unwrap();
    left.book.hold_texts();
    let without = page(&left, &file);
    let said = [
        "这段文字在预览读它之前改了",
        "This text changed before the preview had read it",
    ];
    assert!(without != before && said.iter().any(|said| without.contains(said)));
    for path in left.site.paths() {
        assert!(left.site.make(path).unwrap().is_ok(), "{path}");
    }
    let again = begun(&project, &Changes::Paths([file.clone()].into()), &mut session);
    let now = page(&again, &file);
    assert!(now.contains("More."));
    fs::remove_file(&file).unwrap();
    assert_eq!(page(&again, &file), now, "what is read later is held");
}

#[test]
fn a_small_book_is_held_from_the_beginning() {
    let (_folder, project) = new_book();
    let (file, _) = dossier(&project.root);
    let options = Options {
        texts: Texts::LeftAtFirst(1_000),
        ..Options::default()
    };
    let compiled = Session::new(project.clone()).compile(&options, &Changes::All, &mut |_| {});
    let compiled = compiled.unwrap().value.unwrap();
    let before = page(&compiled, &file);
    fs::remove_file(&file).unwrap();
    assert_eq!(page(&compiled, &file), before);
}

#[test]
fn what_comes_or_goes_after_the_files_were_listed_ahead_is_in_the_site() {
    let (_folder, project) = new_book();
    let (file, text) = dossier(&project.root);
    // Folders that changed a moment ago would be listed again anyway.
    std::thread::sleep(SETTLED + Duration::from_millis(500));
    let site = |change: &dyn Fn()| {
        let mut session = Session::new(project.clone());
        session.look_ahead();
        change();
        let compiled = begun(&project, &Changes::All, &mut session);
        let fresh = begun(&project, &Changes::All, &mut Session::new(project.clone()));
        assert!(compiled.site.paths().eq(fresh.site.paths()));
        for path in fresh.site.paths() {
            assert_eq!(
                compiled.site.make(path).unwrap(),
                fresh.site.make(path).unwrap(),
                "{path}"
            );
        }
        assert!(!session.has_moved());
        compiled
    };
    let one = site(&|| ());
    let saved = site(&|| fs::write(&file, &text).unwrap());
    assert!(page(&saved, &file).contains("More.") && !page(&one, &file).contains("More."));
    let other = file.with_file_name("another.md");
    let more = site(&|| {
        fs::copy(&file, &other).unwrap();
    });
    assert!(more.site.has("accounts/another/index.html"));
    let less = site(&|| fs::remove_file(&other).unwrap());
    assert!(!less.site.has("accounts/another/index.html"));
}
