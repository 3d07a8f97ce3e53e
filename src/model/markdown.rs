//! A Markdown text: held in memory, or left in its file until it is asked for.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;
use std::sync::OnceLock;

/// The Markdown below a front matter.
#[derive(Debug, Clone)]
pub struct Markdown(Kept);

#[derive(Debug, Clone)]
enum Kept {
    Held(Box<str>),
    /// With the text, once it was taken into memory.
    Lent(Lent, OnceLock<Box<str>>),
}

/// A text that lies at the end of its file.
#[derive(Clone)]
pub struct Lent {
    /// Path of the file from the book's root.
    pub file: Arc<str>,
    /// Size of the file when it was listed, give or take. Unit: bytes.
    pub size: u32,
    /// Length. Unit: bytes of the file.
    pub len: u32,
    /// Lower half of the xxh3 of the whole file, by which one that changed meanwhile is told.
    pub hash: u64,
    /// Who reads it.
    pub library: Arc<dyn Library>,
}

/// Reads texts that were left in their files.
pub trait Library: fmt::Debug + Send + Sync {
    /// The text as it was; `None` if it is gone or another one by now.
    fn text(&self, lent: &Lent) -> Option<String>;
}

/// A text that is not any more what it was when the book was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// Path of its file from the book's root.
    pub file: Arc<str>,
}

impl Markdown {
    /// A text that is read when it is asked for.
    pub fn lent(lent: Lent) -> Markdown {
        Markdown(Kept::Lent(lent, OnceLock::new()))
    }

    /// Takes a text that was left in its file into memory, from where it can be had whatever becomes of the file. One that is
    /// not any more what it was stays as it is.
    pub fn hold(&self) {
        if let Kept::Lent(lent, held) = &self.0
            && held.get().is_none()
            && let Some(text) = lent.library.text(lent)
        {
            // Somebody else held the same meanwhile, or nobody did.
            drop(held.set(text.into_boxed_str()));
        }
    }

    /// The text.
    ///
    /// # Errors
    /// It was left in its file, and that changed meanwhile.
    pub fn text(&self) -> Result<Cow<'_, str>, Changed> {
        match &self.0 {
            Kept::Held(text) => Ok(Cow::Borrowed(text)),
            Kept::Lent(lent, held) => match held.get() {
                Some(text) => Ok(Cow::Borrowed(text)),
                None => lent.library.text(lent).map(Cow::Owned).ok_or_else(|| Changed {
                    file: Arc::clone(&lent.file),
                }),
            },
        }
    }
}

/// Texts are the same wherever they are.
impl PartialEq for Markdown {
    fn eq(&self, other: &Markdown) -> bool {
        self.text() == other.text()
    }
}

impl From<String> for Markdown {
    fn from(text: String) -> Markdown {
        Markdown(Kept::Held(text.into_boxed_str()))
    }
}

impl From<&str> for Markdown {
    fn from(text: &str) -> Markdown {
        Markdown(Kept::Held(Box::from(text)))
    }
}

impl Default for Markdown {
    fn default() -> Markdown {
        Markdown::from("")
    }
}

impl fmt::Debug for Lent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lent")
            .field("file", &self.file)
            .field("len", &self.len)
            .finish_non_exhaustive()
    }
}
