//! Where a book lies on disk.

use std::path::Path;
use std::path::PathBuf;

/// The file that makes a folder a book's root.
pub const MARK: &str = "content/book.yaml";

/// A book's folders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Project {
    /// The folder that holds `content/`.
    pub root: PathBuf,
    /// Where the site goes.
    pub output: PathBuf,
}

impl Project {
    /// The book at `root`, its site in `output/`; `None` if there is no book.
    pub fn at(root: &Path) -> Option<Project> {
        root.join(MARK).is_file().then(|| Project {
            root: root.to_path_buf(),
            output: root.join("output"),
        })
    }

    /// The nearest book from `start` upwards.
    pub fn around(start: &Path) -> Option<Project> {
        start.ancestors().find_map(Project::at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    use std::fs;

    #[test]
    fn the_nearest_book_upwards_is_found() {
        let folder = tempfile::tempdir().unwrap();
        let deep = folder.path().join("content/accounts/deep");
        fs::create_dir_all(&deep).unwrap();
        assert_eq!(Project::around(&deep), None);
        fs::write(folder.path().join(MARK), "").unwrap();
        assert_eq!(Project::around(&deep).unwrap().root, folder.path());
        assert_eq!(Project::at(&deep), None);
    }
}
