//! Books to build: the small one of `init`, and the shipped one in any theme.

use std::fs;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;

/// The built-in themes.
pub const THEMES: [&str; 2] = ["paper", "desk"];

/// A book in a scratch folder.
pub struct Book {
    _scratch: tempfile::TempDir,
    /// The folder that holds `content/`.
    pub root: PathBuf,
}

impl Book {
    /// The small book of `init`.
    pub fn small() -> Book {
        let book = Book::empty();
        keybook(&["init", book.root.to_str().unwrap()]);
        book
    }

    /// A copy of a book; `root` holds its `content/`.
    pub fn copy(root: &Path) -> Book {
        let book = Book::empty();
        for entry in walkdir::WalkDir::new(root.join("content")) {
            let entry = entry.unwrap();
            let to = book.root.join(entry.path().strip_prefix(root).unwrap());
            if entry.file_type().is_dir() {
                fs::create_dir_all(to).unwrap();
            } else {
                fs::copy(entry.path(), to).unwrap();
            }
        }
        book
    }

    /// The shipped book in a theme, with a page that moved from `accounts/jinghe-credit/`.
    pub fn shipped(theme: &str) -> Book {
        let book = Book::copy(Path::new(env!("CARGO_MANIFEST_DIR")));
        book.edit(
            "content/book.yaml",
            "format: 1",
            &format!("format: 1\ntheme: {theme}"),
        );
        book.edit(
            "content/accounts/jinghe-bank.md",
            "---\n",
            "---\nformerly: [jinghe-credit]\n",
        );
        book
    }

    fn empty() -> Book {
        let scratch = tempfile::tempdir().unwrap();
        let root = scratch.path().canonicalize().unwrap().join("book");
        Book {
            _scratch: scratch,
            root,
        }
    }

    /// Builds it and says where: a `file://` address with a slash at the end.
    pub fn build(&self) -> String {
        keybook(&["build", "--quiet", "--root", self.root.to_str().unwrap()]);
        format!("file://{}/", self.output().display())
    }

    /// The folder of the built site.
    pub fn output(&self) -> PathBuf {
        self.root.join("output")
    }

    /// Paths of the built site's pages, in order.
    pub fn pages(&self) -> Vec<String> {
        let output = self.output();
        let mut pages: Vec<String> = walkdir::WalkDir::new(&output)
            .into_iter()
            .map(|entry| entry.unwrap().into_path())
            .filter(|path| path.extension().is_some_and(|end| end == "html"))
            .map(|path| path.strip_prefix(&output).unwrap().to_str().unwrap().to_owned())
            .collect();
        pages.sort();
        pages
    }

    /// Replaces a text that stands in a file.
    pub fn edit(&self, file: &str, old: &str, new: &str) {
        let path = self.root.join(file);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(old), "{old:?} is not in {file}");
        fs::write(path, text.replacen(old, new, 1)).unwrap();
    }
}

/// Runs the program, which must succeed.
pub fn keybook(arguments: &[&str]) {
    let run = Command::new(env!("CARGO_BIN_EXE_keybook"))
        .args(arguments)
        .output()
        .unwrap();
    assert!(
        run.status.success(),
        "keybook {arguments:?}: {}",
        String::from_utf8_lossy(&run.stderr)
    );
}
