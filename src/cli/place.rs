//! Which book a command is about.

use std::path::Path;
use std::path::PathBuf;

use crate::app::Project;
use crate::cli::ending::Failure;
use crate::words;

/// Where the command was called, and for which root.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    here: PathBuf,
    root: Option<PathBuf>,
}

impl Place {
    /// The working directory, and `--root`.
    pub(crate) fn new(root: Option<&Path>) -> Result<Place, Failure> {
        let here = std::env::current_dir().map_err(|error| {
            Failure::environment(words!("当前文件夹：{error}", "working directory: {error}"))
        })?;
        Ok(Place {
            root: root.map(Path::to_path_buf),
            here,
        })
    }

    /// The book at `--root`, or else the nearest one upwards.
    pub(crate) fn project(&self) -> Result<Project, Failure> {
        let found = match &self.root {
            Some(root) => Project::at(&self.here.join(root)),
            None => Project::around(&self.here),
        };
        found.ok_or_else(|| {
            let from = self.root.as_deref().unwrap_or(&self.here).display();
            Failure::usage(match self.root {
                Some(_) => words!("`{from}` 里没有 `content/book.yaml`", "there is no `content/book.yaml` in `{from}`"),
                None => words!(
                    "从 `{from}` 往上都没有 `content/book.yaml`：用 `keybook init <文件夹>` 新建一本书，或用 `--root` 指定",
                    "there is no `content/book.yaml` from `{from}` upwards: make a book with `keybook init DIR`, or name one with `--root`"
                ),
            })
        })
    }

    /// The book at `--root`, there or still to be made; without one the nearest book, or this folder.
    pub(crate) fn project_to_make(&self) -> Project {
        let root = match &self.root {
            Some(root) => self.here.join(root),
            None => Project::around(&self.here).map_or_else(|| self.here.clone(), |project| project.root),
        };
        Project {
            output: root.join("output"),
            root,
        }
    }

    /// A path as the caller means it.
    pub(crate) fn path(&self, path: &Path) -> PathBuf {
        self.here.join(path)
    }

    /// A path as the caller would write it.
    pub(crate) fn shown(&self, path: &Path) -> String {
        let near = path
            .strip_prefix(&self.here)
            .ok()
            .filter(|near| !near.as_os_str().is_empty());
        near.unwrap_or(path).display().to_string()
    }
}
