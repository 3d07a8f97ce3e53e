//! Where every page of the site stands, and how one page reaches another.

use crate::diag::Lang;
use crate::model::book::PageKind;
use crate::model::id::Id;

/// A page of the site, whatever its language.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Route {
    /// The cockpit 驾驶舱.
    Home,
    /// All accounts together 组合.
    Portfolio,
    /// The list of everything of a kind.
    List(PageKind),
    /// One thing.
    One(PageKind, Id),
    /// Findings, stale fields, coverage.
    Quality,
}

impl Route {
    /// Path from the root of its language: `accounts/north-bank/index.html`.
    pub fn inner(&self) -> String {
        match self {
            Route::Home => "index.html".to_owned(),
            Route::Portfolio => "portfolio/index.html".to_owned(),
            Route::List(kind) => format!("{}/index.html", kind.word()),
            Route::One(kind, id) => format!("{}/{id}/index.html", kind.word()),
            Route::Quality => "quality/index.html".to_owned(),
        }
    }

    /// Path from the site's root; the book's first language stands at the root.
    pub fn path(&self, lang: Lang, first: Lang) -> String {
        let inner = self.inner();
        if lang == first {
            inner
        } else {
            format!("{}/{inner}", lang.key())
        }
    }
}

/// Way up from a page to the site's root: empty, or `../` as often as it takes.
pub fn to_root(from: &str) -> String {
    "../".repeat(from.matches('/').count())
}

/// Shortest relative link from one page of the site to a file of it; both from the site's root.
pub fn relative(from: &str, to: &str) -> String {
    let folders = |path: &str| -> Vec<String> {
        let mut parts: Vec<String> = path.split('/').map(str::to_owned).collect();
        parts.pop();
        parts
    };
    let (here, there) = (folders(from), folders(to));
    let shared = here.iter().zip(&there).take_while(|(a, b)| a == b).count();
    let mut link = "../".repeat(here.len() - shared);
    for folder in there.iter().skip(shared) {
        link.push_str(folder);
        link.push('/');
    }
    link.push_str(to.rsplit('/').next().unwrap_or(to));
    escape(&link)
}

/// Percent-encodes what a link may not hold, so that file names in Chinese or with spaces work.
pub fn escape(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/!$&'()*+,;=:@".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_relative_and_as_short_as_they_can_be() {
        for (from, to, want) in [
            ("index.html", "accounts/index.html", "accounts/index.html"),
            (
                "accounts/a/index.html",
                "accounts/b/index.html",
                "../b/index.html",
            ),
            ("en/accounts/a/index.html", "index.html", "../../../index.html"),
            ("a/index.html", "a/index.html", "index.html"),
            ("index.html", "图 1.png", "%E5%9B%BE%201.png"),
        ] {
            assert_eq!(relative(from, to), want, "{from} -> {to}");
        }
    }

    #[test]
    fn the_first_language_stands_at_the_root() {
        let id = Id::new("a").unwrap();
        let route = Route::One(PageKind::Account, id);
        assert_eq!(route.path(Lang::Zh, Lang::Zh), "accounts/a/index.html");
        assert_eq!(route.path(Lang::En, Lang::Zh), "en/accounts/a/index.html");
        assert_eq!(to_root(&route.path(Lang::En, Lang::Zh)), "../../../");
    }
}
