//! The small book that `init` writes; its files are embedded in the binary.

use std::fs;
use std::io;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;

macro_rules! embedded {
    ($($path:literal),+ $(,)?) => {
        /// Path from the book's root, and text.
        pub const FILES: &[(&str, &str)] = &[$(($path, include_str!($path))),+];
    };
}

embedded!(
    "content/accounts/harbour-foods.md",
    "content/accounts/riverside-bank.md",
    "content/book.yaml",
    "content/cases/first-pilot.md",
    "content/competitors/redstone.md",
    "content/compositions/revenue-2025.yaml",
    "content/industries/finance.md",
    "content/industries/food.md",
    "content/labels.yaml",
    "content/landscapes/our-market.yaml",
    "content/models/attractiveness.yaml",
    "content/models/classes.yaml",
    "content/models/portfolio.yaml",
    "content/models/rules.yaml",
    "content/models/selection.yaml",
    "content/models/value.yaml",
    "content/organisations.yaml",
    "content/people.yaml",
    "content/playbook/three-steps.md",
    "content/playbook/welcome.md",
);

/// Why the small book was not written.
#[derive(Debug)]
pub enum SkeletonError {
    /// The folder holds something already.
    NotEmpty(PathBuf),
    /// The machine said no, at this path.
    Disk(PathBuf, io::Error),
}

/// Writes the small book into `folder`, which is made if need be and must be empty but for hidden files.
///
/// # Errors
/// The folder is not empty or not a folder, or cannot be written. Nothing that stands there is touched.
pub fn write(folder: &Path) -> Result<(), SkeletonError> {
    let at = |path: &Path| {
        let path = path.to_path_buf();
        move |error| SkeletonError::Disk(path, error)
    };
    fs::create_dir_all(folder).map_err(at(folder))?;
    for entry in fs::read_dir(folder).map_err(at(folder))? {
        let name = entry.map_err(at(folder))?.file_name();
        // A fresh repository is a good place for a book.
        if name != ".git" && name != ".gitignore" {
            return Err(SkeletonError::NotEmpty(folder.to_path_buf()));
        }
    }
    for (path, text) in FILES
        .iter()
        .chain([&(".gitignore", "/output\n/.keybook-stage-*\n")])
    {
        let path = folder.join(path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(at(parent))?;
        }
        match fs::File::create_new(&path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => continue,
            file => file
                .and_then(|mut file| file.write_all(text.as_bytes()))
                .map_err(at(&path))?,
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    use std::collections::BTreeSet;

    #[test]
    fn every_file_of_the_folder_is_embedded() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/app/skeleton");
        let walk = walkdir::WalkDir::new(folder.join("content"))
            .into_iter()
            .map(Result::unwrap);
        let files = walk.filter(|entry| entry.file_type().is_file());
        let on_disk: BTreeSet<String> = files
            .map(|entry| {
                entry
                    .path()
                    .strip_prefix(&folder)
                    .unwrap()
                    .to_str()
                    .unwrap()
                    .to_owned()
            })
            .collect();
        let embedded: BTreeSet<String> = FILES.iter().map(|(path, _)| path.to_string()).collect();
        assert_eq!(embedded, on_disk);
    }

    #[test]
    fn a_folder_with_files_is_refused_and_a_fresh_repository_is_not() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join(".git")).unwrap();
        write(folder.path()).unwrap();
        assert!(folder.path().join("content/book.yaml").is_file());
        assert!(matches!(write(folder.path()), Err(SkeletonError::NotEmpty(_))));
    }
}
