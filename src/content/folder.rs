//! A folder on disk that many files are read from or written to: on Linux the way to it is gone once, not for each file.
//!
//! It is the folder that was there when it was opened, even if another one stands in its place by now.

use std::fs;
use std::fs::File;
use std::io;
use std::path::Path;
use std::path::PathBuf;

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

#[cfg(test)]
mod tests {
    use std::io::Read;
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
        let nowhere = Folder::at(&scratch.path().join("nowhere"));
        assert_eq!(nowhere.open("a").unwrap_err().kind(), io::ErrorKind::NotFound);
    }
}
