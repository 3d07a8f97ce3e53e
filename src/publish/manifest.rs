//! The list of what we wrote: path, hash and size of every file of a published site.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use serde::Deserialize;
use serde::Serialize;

use crate::publish::OWN_FOLDER;
use crate::publish::error::PublishError;
use crate::publish::error::at;
use crate::publish::guard;

/// Name of the list in our own folder.
pub(crate) const FILE: &str = "manifest.json";

/// The version this program writes; it reads no other.
const VERSION: u32 = 1;

/// What we wrote.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(crate) struct Manifest {
    version: u32,
    /// By path from the site's root, with `/`.
    pub files: BTreeMap<String, Print>,
}

/// What a file's bytes are known by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Print {
    /// xxh3, 64 bits, in hexadecimal.
    pub hash: String,
    /// Unit: bytes.
    pub size: u64,
}

impl Print {
    /// The print of `bytes`.
    pub(crate) fn of(bytes: &[u8]) -> Print {
        Print {
            hash: format!("{:016x}", xxhash_rust::xxh3::xxh3_64(bytes)),
            size: bytes.len() as u64,
        }
    }
}

impl Manifest {
    /// A list of `files`.
    pub(crate) fn new(files: BTreeMap<String, Print>) -> Manifest {
        Manifest {
            version: VERSION,
            files,
        }
    }

    /// The list in `output`; an empty one where there is none. Paths that could lead out are not ours and are dropped.
    pub(crate) fn load(output: &Path) -> Result<Manifest, PublishError> {
        let path = output.join(OWN_FOLDER).join(FILE);
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error)
                if matches!(
                    error.kind(),
                    io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
                ) =>
            {
                return Ok(Manifest::default());
            }
            Err(error) => return Err(at(&path)(error)),
        };
        let bad = |message: String| PublishError::Manifest {
            path: path.clone(),
            message,
        };
        let mut manifest: Manifest =
            serde_json::from_slice(&bytes).map_err(|error| bad(error.to_string()))?;
        if manifest.version != VERSION {
            return Err(bad(format!("version {}", manifest.version)));
        }
        manifest.files.retain(|path, _| guard::is_plain(path));
        Ok(manifest)
    }

    /// Writes the list into the site at `root`.
    pub(crate) fn write(&self, root: &Path) -> Result<(), PublishError> {
        let folder = root.join(OWN_FOLDER);
        fs::create_dir_all(&folder).map_err(at(&folder))?;
        let path = folder.join(FILE);
        let mut text = serde_json::to_vec_pretty(self).map_err(|error| at(&path)(io::Error::other(error)))?;
        text.push(b'\n');
        fs::write(&path, text).map_err(at(&path))
    }

    /// True if we wrote a file at `path`.
    pub(crate) fn has(&self, path: &Path) -> bool {
        path.to_str()
            .is_some_and(|path| self.files.contains_key(&slashed(path)))
    }

    /// Bytes of all files.
    pub(crate) fn n_bytes(&self) -> u64 {
        self.files.values().map(|print| print.size).sum()
    }
}

/// A path as the site writes it.
fn slashed(path: &str) -> String {
    match std::path::MAIN_SEPARATOR {
        '/' => path.to_owned(),
        separator => path.replace(separator, "/"),
    }
}
