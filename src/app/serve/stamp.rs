//! What the input folders look like, in one number: tells a change that no event told of.

use std::path::Path;
use std::time::UNIX_EPOCH;

use walkdir::WalkDir;
use xxhash_rust::xxh3::Xxh3;

/// Folders of a book that are watched.
pub(crate) const INPUTS: [&str; 2] = ["content", "themes"];

/// Paths, sizes and times of every input file, hashed. The bytes are not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stamp(u64);

impl Stamp {
    /// The stamp of the book at `root`, as it is now.
    pub(crate) fn of(root: &Path) -> Stamp {
        let mut hash = Xxh3::new();
        for input in INPUTS {
            // What cannot be read is no part of the stamp; making the site says why.
            for entry in WalkDir::new(root.join(input))
                .follow_links(true)
                .sort_by_file_name()
                .into_iter()
                .flatten()
            {
                let Ok(data) = entry.metadata() else { continue };
                if !data.is_file() {
                    continue;
                }
                let time = data
                    .modified()
                    .ok()
                    .and_then(|time| time.duration_since(UNIX_EPOCH).ok())
                    .unwrap_or_default();
                hash.update(entry.path().as_os_str().as_encoded_bytes());
                hash.update(&data.len().to_le_bytes());
                hash.update(&time.as_nanos().to_le_bytes());
            }
        }
        Stamp(hash.digest())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    use std::fs;

    #[test]
    fn a_new_a_longer_and_a_deleted_file_change_the_stamp() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        let empty = Stamp::of(root);
        fs::create_dir_all(root.join("content/deep")).unwrap();
        assert_eq!(Stamp::of(root), empty);
        fs::write(root.join("content/deep/a"), "1").unwrap();
        let one = Stamp::of(root);
        fs::write(root.join("content/deep/a"), "22").unwrap();
        let two = Stamp::of(root);
        fs::remove_file(root.join("content/deep/a")).unwrap();
        assert!(empty != one && one != two && Stamp::of(root) == empty);
    }
}
