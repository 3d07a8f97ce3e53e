//! Paths as links write them.

/// A link taken apart.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Written {
    /// The path, empty for a link within the text.
    pub(super) path: String,
    /// What stands behind `#`, if anything does.
    pub(super) anchor: Option<String>,
}

/// Takes a link apart, `%E5%8C%97` read as the characters it stands for; what follows `?` is dropped.
pub(super) fn written(link: &str) -> Written {
    let (path, anchor) = match link.split_once('#') {
        Some((path, anchor)) => (path, Some(decoded(anchor))),
        None => (link, None),
    };
    let path = path.split_once('?').map_or(path, |(path, _)| path);
    Written {
        path: decoded(path),
        anchor: anchor.filter(|anchor| !anchor.is_empty()),
    }
}

/// The path from `content/` of a path written in a file of the folder `base`; `None` if it leads out of `content/`.
///
/// A path that begins with `/` begins at `content/`.
pub(super) fn joined(base: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = match path.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => base.split('/').filter(|part| !part.is_empty()).collect(),
    };
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// The folder of a file, without its last `/`.
pub(super) fn folder(file: &str) -> &str {
    file.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Percent signs read; text that is not UTF-8 afterwards is left as it was.
fn decoded(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        let mut ahead = rest.clone();
        match (byte, ahead.next().and_then(hex), ahead.next().and_then(hex)) {
            (b'%', Some(high), Some(low)) => {
                bytes.push(high * 16 + low);
                rest = ahead;
            }
            _ => bytes.push(byte),
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit)
        .to_digit(16)
        .and_then(|digit| u8::try_from(digit).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_read_from_its_folder_and_never_leaves_the_book() {
        for (base, path, expected) in [
            ("accounts", "north-bank.md", Some("accounts/north-bank.md")),
            ("accounts", "../static/a.png", Some("static/a.png")),
            ("accounts/x", "./a.png", Some("accounts/x/a.png")),
            ("accounts", "/static/a.png", Some("static/a.png")),
            ("accounts", "../../secret", None),
            ("accounts", "/../secret", None),
            ("accounts", "../x/", Some("x")),
        ] {
            assert_eq!(joined(base, path).as_deref(), expected, "{path}");
        }
    }

    #[test]
    fn a_link_is_a_path_and_an_anchor() {
        for (link, path, anchor) in [
            ("a.md#%E9%A3%8E%E9%99%A9", "a.md", Some("风险")),
            ("#a", "", Some("a")),
            ("a%20b.pdf?page=2", "a b.pdf", None),
            ("100%.md", "100%.md", None),
            ("a%ff.md#", "a%ff.md", None),
        ] {
            let (path, anchor) = (path.to_owned(), anchor.map(str::to_owned));
            assert_eq!(written(link), Written { path, anchor }, "{link}");
        }
    }
}
