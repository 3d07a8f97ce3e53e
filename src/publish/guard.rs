//! Which folders may be an output, and which paths a site may have.

use std::io;
use std::path::Component;
use std::path::Path;
use std::path::PathBuf;

use crate::diag::Words;
use crate::publish::OWN_FOLDER;
use crate::publish::error::PublishError;
use crate::publish::error::at;
use crate::render::Site;

/// Folders of a book that are input, never output.
const INPUTS: &[&str] = &["content", "themes", ".git"];

/// The output's real path; its last parts need not exist yet.
pub(crate) fn resolve(output: &Path, book: &Path) -> Result<PathBuf, PublishError> {
    let real = real_path(output).map_err(at(output))?;
    let refused = |zh: &str, en: &str| PublishError::Refused {
        output: real.clone(),
        reason: Words::new(zh, en),
    };
    let book = real_path(book).map_err(at(book))?;
    if book.starts_with(&real) {
        return Err(refused("其中有书本身", "it holds the book itself"));
    }
    if INPUTS.iter().any(|input| {
        let input = book.join(input);
        real.starts_with(real_path(&input).unwrap_or(input))
    }) {
        return Err(refused(
            "它在书的输入文件夹里",
            "it lies in an input folder of the book",
        ));
    }
    match real.metadata() {
        Ok(data) if !data.is_dir() => Err(refused("它不是文件夹", "it is not a folder")),
        _ => Ok(real.clone()),
    }
}

/// Every path of a site is relative, plain, and outside our own folder.
pub(crate) fn check_paths(site: &Site) -> Result<(), PublishError> {
    match site.paths().find(|path| !is_plain(path)) {
        Some(path) => Err(PublishError::BadPath(path.clone())),
        None => Ok(()),
    }
}

/// True for a relative path with `/`, without `.`, `..`, empty parts or our own folder in front.
pub(crate) fn is_plain(path: &str) -> bool {
    let is_name = |part: &str| {
        let mut parts = Path::new(part).components();
        matches!((parts.next(), parts.next()), (Some(Component::Normal(_)), None))
    };
    let mut parts = path.split('/');
    parts.clone().all(|part| is_name(part) && !part.contains('\0')) && parts.next() != Some(OWN_FOLDER)
}

/// Follows the links of what exists, and appends what does not exist yet.
fn real_path(path: &Path) -> io::Result<PathBuf> {
    let whole = std::path::absolute(path)?;
    let mut tail = Vec::new();
    let mut head = whole.as_path();
    loop {
        match head.canonicalize() {
            Ok(real) => return Ok(tail.iter().rev().fold(real, |path, part| path.join(part))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                match (head.parent(), head.components().next_back()) {
                    (Some(parent), Some(Component::Normal(name))) => {
                        tail.push(name.to_os_string());
                        head = parent;
                    }
                    _ => return Err(error),
                }
            }
            Err(error) => return Err(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_of_the_site_stays_in_the_site() {
        for good in ["index.html", "en/accounts/a/index.html", "方法/图.svg", "a..b"] {
            assert!(is_plain(good), "{good}");
        }
        for bad in [
            "",
            "/a",
            "../a",
            "a/../b",
            "a//b",
            "a/",
            "./a",
            ".keybook/manifest.json",
        ] {
            assert!(!is_plain(bad), "{bad}");
        }
    }
}
