//! A folder on disk that many files are read from or written to: on Linux the way to it is gone once, not for each file.
//!
//! It is the folder that was there when it was opened, even if another one stands in its place by now.

use std::fs;
use std::fs::File;
use std::fs::Metadata;
use std::io;
use std::io::Read;
use std::path::Path;
use std::path::PathBuf;
use std::time::Duration;
use std::time::SystemTime;

/// What is known of a file before it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FileFacts {
    /// Bytes.
    pub size: u64,
    /// Last change, where the file system tells. Whoever writes a file may set it to any time.
    pub modified: Option<SystemTime>,
    /// Last change of contents, name or rights, where the file system tells; nobody can set it.
    pub changed: Option<SystemTime>,
}

impl FileFacts {
    /// What the system says of a file.
    pub fn of(data: &Metadata) -> FileFacts {
        #[cfg(unix)]
        let changed = {
            use std::os::unix::fs::MetadataExt;
            time(data.ctime(), data.ctime_nsec())
        };
        #[cfg(not(unix))]
        let changed = None;
        FileFacts {
            size: data.len(),
            modified: data.modified().ok(),
            changed,
        }
    }

    /// False where nobody looked.
    pub fn is_known(&self) -> bool {
        *self != FileFacts::default()
    }

    /// True if it surely is another one now than before if anything was written to it since it was looked at: its last
    /// change lies before this moment, which lies some time before it was looked at.
    pub fn is_settled(&self, before: SystemTime) -> bool {
        [self.modified, self.changed]
            .into_iter()
            .all(|time| time.is_some_and(|time| time < before))
    }
}

/// A time as the system writes it; `None` before 1970.
#[cfg(unix)]
fn time(seconds: i64, nanos: i64) -> Option<SystemTime> {
    let since = Duration::new(u64::try_from(seconds).ok()?, u32::try_from(nanos).ok()?);
    SystemTime::UNIX_EPOCH.checked_add(since)
}

/// A folder to work from.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    #[cfg(target_os = "linux")]
    handle: Option<std::os::fd::OwnedFd>,
}

#[cfg(target_os = "linux")]
impl Folder {
    /// Opens a folder; one that cannot be opened shows at the first file.
    pub fn at(path: &Path) -> Folder {
        use rustix::fs::Mode;
        use rustix::fs::OFlags;
        let flags = OFlags::PATH | OFlags::DIRECTORY | OFlags::CLOEXEC;
        Folder {
            path: path.to_path_buf(),
            handle: rustix::fs::open(path, flags, Mode::empty()).ok(),
        }
    }

    fn open_at(&self, path: &str, flags: rustix::fs::OFlags) -> Option<io::Result<File>> {
        use rustix::fs::Mode;
        use rustix::fs::OFlags;
        let mode = Mode::from_raw_mode(0o666);
        let opened = rustix::fs::openat(self.handle.as_ref()?, path, flags | OFlags::CLOEXEC, mode);
        Some(opened.map(File::from).map_err(io::Error::from))
    }

    /// Opens a file below it for reading.
    ///
    /// # Errors
    /// What the system says.
    pub fn open(&self, path: &str) -> io::Result<File> {
        let opened = self.open_at(path, rustix::fs::OFlags::RDONLY);
        opened.unwrap_or_else(|| File::open(self.path.join(path)))
    }

    /// What is known of a file below it; of what a link leads to.
    ///
    /// # Errors
    /// What the system says.
    pub fn look(&self, path: &Path) -> io::Result<FileFacts> {
        use rustix::fs::AtFlags;
        match &self.handle {
            Some(handle) => Ok(facts(&rustix::fs::statat(handle, path, AtFlags::empty())?)),
            None => Ok(FileFacts::of(&fs::metadata(self.path.join(path))?)),
        }
    }

    /// What is known of a plain file below it; `None` of anything else, a link among it.
    pub fn look_at_plain(&self, path: &str) -> Option<FileFacts> {
        use rustix::fs::AtFlags;
        use rustix::fs::FileType;
        let data = rustix::fs::statat(self.handle.as_ref()?, path, AtFlags::SYMLINK_NOFOLLOW).ok()?;
        (FileType::from_raw_mode(data.st_mode) == FileType::RegularFile).then(|| facts(&data))
    }

    /// Makes a file below it, or empties the one that is there.
    ///
    /// # Errors
    /// What the system says.
    pub fn create(&self, path: &str) -> io::Result<File> {
        use rustix::fs::OFlags;
        let opened = self.open_at(path, OFlags::WRONLY | OFlags::CREATE | OFlags::TRUNC);
        opened.unwrap_or_else(|| File::create(self.path.join(path)))
    }

    /// Makes a folder in a folder below it that is there.
    ///
    /// # Errors
    /// What the system says.
    pub fn create_folder(&self, path: &str) -> io::Result<()> {
        let mode = rustix::fs::Mode::from_raw_mode(0o777);
        match &self.handle {
            Some(handle) => rustix::fs::mkdirat(handle, path, mode).map_err(io::Error::from),
            None => fs::create_dir(self.path.join(path)),
        }
    }
}

#[cfg(target_os = "linux")]
fn facts(data: &rustix::fs::Stat) -> FileFacts {
    #[expect(
        clippy::useless_conversion,
        reason = "their types are others on other processors"
    )]
    let at = |seconds, nanos| time(i64::try_from(seconds).ok()?, i64::try_from(nanos).ok()?);
    FileFacts {
        size: u64::try_from(data.st_size).unwrap_or(0),
        modified: at(data.st_mtime, data.st_mtime_nsec),
        changed: at(data.st_ctime, data.st_ctime_nsec),
    }
}

#[cfg(not(target_os = "linux"))]
impl Folder {
    /// Opens a folder; one that cannot be opened shows at the first file.
    pub fn at(path: &Path) -> Folder {
        Folder {
            path: path.to_path_buf(),
        }
    }

    /// Opens a file below it for reading.
    ///
    /// # Errors
    /// What the system says.
    pub fn open(&self, path: &str) -> io::Result<File> {
        File::open(self.path.join(path))
    }

    /// What is known of a file below it; of what a link leads to.
    ///
    /// # Errors
    /// What the system says.
    pub fn look(&self, path: &Path) -> io::Result<FileFacts> {
        Ok(FileFacts::of(&fs::metadata(self.path.join(path))?))
    }

    /// What is known of a plain file below it; `None` of anything else, a link among it.
    pub fn look_at_plain(&self, path: &str) -> Option<FileFacts> {
        let data = fs::symlink_metadata(self.path.join(path)).ok()?;
        data.is_file().then(|| FileFacts::of(&data))
    }

    /// Makes a file below it, or empties the one that is there.
    ///
    /// # Errors
    /// What the system says.
    pub fn create(&self, path: &str) -> io::Result<File> {
        File::create(self.path.join(path))
    }

    /// Makes a folder in a folder below it that is there.
    ///
    /// # Errors
    /// What the system says.
    pub fn create_folder(&self, path: &str) -> io::Result<()> {
        fs::create_dir(self.path.join(path))
    }
}

impl Folder {
    /// The way to it, as it was opened.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// The bytes of a file of about this size (unit: bytes), in place of what `bytes` held: asked for at once, without clearing the room
/// for them, and where the file is as long as it was said to be, without asking where it ends.
///
/// # Errors
/// What the system says.
pub fn whole(mut file: File, size: u64, bytes: &mut Vec<u8>) -> io::Result<()> {
    let size = usize::try_from(size).unwrap_or(0);
    bytes.clear();
    bytes.reserve(size.saturating_add(1));
    #[cfg(target_os = "linux")]
    loop {
        match rustix::io::read(&file, rustix::buffer::spare_capacity(bytes)) {
            // A file on disk gives less than is asked for at its end alone.
            Ok(n) if bytes.len() == size || n == 0 => return Ok(()),
            Err(rustix::io::Errno::INTR) => {}
            Err(error) => return Err(error.into()),
            // It has grown.
            Ok(_) if bytes.len() == bytes.capacity() => break,
            Ok(_) => {}
        }
    }
    file.read_to_end(bytes)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn files_are_made_and_read_below_it_and_errors_are_the_systems() {
        let scratch = tempfile::tempdir().unwrap();
        let folder = Folder::at(scratch.path());
        folder.create_folder("客户").unwrap();
        let again = folder.create_folder("客户").unwrap_err();
        assert_eq!(again.kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(
            folder.create_folder("a/b").unwrap_err().kind(),
            io::ErrorKind::NotFound
        );
        for text in ["a longer text", "text"] {
            folder
                .create("客户/a.md")
                .unwrap()
                .write_all(text.as_bytes())
                .unwrap();
        }
        let mut text = String::new();
        folder
            .open("客户/a.md")
            .unwrap()
            .read_to_string(&mut text)
            .unwrap();
        assert_eq!(text, "text");
        assert_eq!(
            folder.open("客户/b.md").unwrap_err().kind(),
            io::ErrorKind::NotFound
        );
        assert_eq!(folder.path(), scratch.path());
        let mut bytes = b"what was read before".to_vec();
        for size in [0, 1, 3, 4, 5, 100] {
            whole(folder.open("客户/a.md").unwrap(), size, &mut bytes).unwrap();
            assert_eq!(bytes, b"text", "said to have {size} bytes");
        }
        let facts = FileFacts::of(&fs::metadata(scratch.path().join("客户/a.md")).unwrap());
        assert_eq!(folder.look(Path::new("客户/a.md")).unwrap(), facts);
        assert_eq!(folder.look_at_plain("客户/a.md"), Some(facts));
        assert_eq!(folder.look_at_plain("客户"), None);
        let nowhere = Folder::at(&scratch.path().join("nowhere"));
        assert_eq!(nowhere.open("a").unwrap_err().kind(), io::ErrorKind::NotFound);
    }
}
