//! The list of what we wrote: path, hash and size of every file of a published site.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::fs::File;
use std::io;
use std::io::BufWriter;
use std::io::Write;
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Print {
    /// xxh3, 64 bits; written in hexadecimal.
    #[serde(with = "hexadecimal")]
    pub hash: u64,
    /// Unit: bytes.
    pub size: u64,
}

impl Print {
    /// The print of `bytes`.
    pub(crate) fn of(bytes: &[u8]) -> Print {
        Print {
            hash: xxhash_rust::xxh3::xxh3_64(bytes),
            size: bytes.len() as u64,
        }
    }
}

/// A number as sixteen hexadecimal digits.
mod hexadecimal {
    use serde::Deserialize;
    use serde::Deserializer;
    use serde::Serializer;
    use serde::de::Error;

    pub(super) fn serialize<S: Serializer>(number: &u64, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(&format_args!("{number:016x}"))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<u64, D::Error> {
        let text = String::deserialize(from)?;
        u64::from_str_radix(&text, 16).map_err(D::Error::custom)
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
        let mut file = BufWriter::new(File::create(&path).map_err(at(&path))?);
        serde_json::to_writer_pretty(&mut file, self).map_err(|error| at(&path)(error.into()))?;
        file.write_all(b"\n").map_err(at(&path))?;
        file.flush().map_err(at(&path))
    }

    /// True if we wrote a file at `path`.
    pub(crate) fn has(&self, path: &Path) -> bool {
        slashed(path).is_some_and(|path| self.files.contains_key(&*path))
    }

    /// True if we wrote a file into `folder`, however deep.
    pub(crate) fn has_below(&self, folder: &Path) -> bool {
        slashed(folder).is_some_and(|folder| {
            let inside = format!("{folder}/");
            let mut from = self.files.range(inside.clone()..);
            from.next().is_some_and(|(path, _)| path.starts_with(&inside))
        })
    }

    /// Bytes of all files.
    pub(crate) fn n_bytes(&self) -> u64 {
        self.files.values().map(|print| print.size).sum()
    }
}

/// A path as the site writes it; `None` for one that no site has.
pub(crate) fn slashed(path: &Path) -> Option<Cow<'_, str>> {
    let path = path.to_str()?;
    Some(match std::path::MAIN_SEPARATOR {
        '/' => Cow::Borrowed(path),
        separator => Cow::Owned(path.replace(separator, "/")),
    })
}
