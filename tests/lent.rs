//! A site that is made once leaves texts in their files: the same site, or none if a text changes meanwhile.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so and stops")]

use std::fs;
use std::path::Path;
use std::process::Command;

use keybook::app::Compiled;
use keybook::app::Options;
use keybook::app::Project;
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

fn compiled(project: &Project, leaves_texts: bool) -> Compiled {
    let options = Options {
        leaves_texts,
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
    let (held, left) = (compiled(&project, false).site, compiled(&project, true).site);
    assert!(held.paths().eq(left.paths()) && held.len() > 10);
    for path in held.paths() {
        assert_eq!(held.make(path).unwrap(), left.make(path).unwrap(), "{path}");
    }
}

#[test]
fn a_text_that_changes_before_its_page_is_made_keeps_the_site_from_being_published() {
    let (_folder, project) = new_book();
    let (held, left) = (compiled(&project, false).site, compiled(&project, true).site);
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
