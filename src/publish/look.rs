//! Sizes and times of many files below one folder. On Linux they are looked at from there: the way to it is gone once.

use std::path::Path;

/// A folder to look from.
pub(super) struct Outlook {
    #[cfg(target_os = "linux")]
    folder: std::os::fd::OwnedFd,
    #[cfg(not(target_os = "linux"))]
    folder: std::path::PathBuf,
}

#[cfg(target_os = "linux")]
impl Outlook {
    /// Looks from `folder`; `None` if it cannot be opened.
    pub(super) fn at(folder: &Path) -> Option<Outlook> {
        use rustix::fs::Mode;
        use rustix::fs::OFlags;
        let flags = OFlags::PATH | OFlags::DIRECTORY | OFlags::CLOEXEC;
        let folder = rustix::fs::open(folder, flags, Mode::empty()).ok()?;
        Some(Outlook { folder })
    }

    /// Size in bytes and time in nanoseconds of a plain file; `None` for anything else.
    pub(super) fn facts(&self, path: &str) -> Option<String> {
        use rustix::fs::AtFlags;
        use rustix::fs::FileType;
        let data = rustix::fs::statat(&self.folder, path, AtFlags::SYMLINK_NOFOLLOW).ok()?;
        let nanos = i128::from(data.st_mtime) * 1_000_000_000 + i128::from(data.st_mtime_nsec);
        (FileType::from_raw_mode(data.st_mode) == FileType::RegularFile)
            .then(|| format!("{} {nanos}", data.st_size))
    }
}

#[cfg(not(target_os = "linux"))]
impl Outlook {
    /// Looks from `folder`.
    pub(super) fn at(folder: &Path) -> Option<Outlook> {
        Some(Outlook {
            folder: folder.to_path_buf(),
        })
    }

    /// Size in bytes and time in nanoseconds of a plain file; `None` for anything else.
    pub(super) fn facts(&self, path: &str) -> Option<String> {
        let data = std::fs::symlink_metadata(self.folder.join(path)).ok()?;
        let time = data.modified().ok()?;
        let since = time.duration_since(std::time::SystemTime::UNIX_EPOCH).ok()?;
        data.is_file()
            .then(|| format!("{} {}", data.len(), since.as_nanos()))
    }
}
