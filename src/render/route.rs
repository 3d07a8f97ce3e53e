//! Where every page of the site stands, and how one page reaches another.

use crate::diag::Lang;
use crate::model::account::words_enum;
use crate::model::book::PageKind;
use crate::model::book::Settings;
use crate::model::id::Id;

words_enum! {
    /// What accounts may share, beside industry and owner, which have pages of their own.
    Taxonomy {
        Tier = "tier", "等级", "Tier";
        Region = "region", "区域", "Region";
        Tag = "tags", "标签", "Tags";
    }
}

impl Taxonomy {
    /// Those a book has pages for: tiers always, the others as `taxonomies` says, both where it says nothing.
    pub fn of(settings: &Settings) -> Vec<Taxonomy> {
        let named = &settings.taxonomies;
        let is_wanted = |taxonomy: &Taxonomy| {
            *taxonomy == Taxonomy::Tier
                || named.is_empty()
                || named.iter().any(|name| name == taxonomy.word())
        };
        [Taxonomy::Tier, Taxonomy::Region, Taxonomy::Tag]
            .into_iter()
            .filter(is_wanted)
            .collect()
    }
}

/// A word as part of an address: letters and digits of any script, everything else a `-`.
pub fn slug(word: &str) -> String {
    let mut slug = String::new();
    for letter in word.trim().chars() {
        if letter.is_alphanumeric() {
            slug.extend(letter.to_lowercase());
        } else if !slug.ends_with('-') && !slug.is_empty() {
            slug.push('-');
        }
    }
    let slug = slug.trim_end_matches('-').to_owned();
    if slug.is_empty() { "x".to_owned() } else { slug }
}

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
    /// One account on one page of A4.
    Brief(Id),
    /// Every number of one account, taken apart.
    Why(Id),
    /// Everybody who owns an account.
    Owners,
    /// The accounts of one owner, and what is due.
    Owner(Id),
    /// Every region, tag and tier.
    Tags,
    /// The accounts that share one; its taxonomy and slug.
    Tag(Taxonomy, String),
    /// Findings, stale fields, coverage.
    Quality,
    /// Search over everything.
    Search,
}

impl Route {
    /// Path from the root of its language: `accounts/north-bank/index.html`.
    pub fn inner(&self) -> String {
        match self {
            Route::Home => "index.html".to_owned(),
            Route::Portfolio => "portfolio/index.html".to_owned(),
            Route::List(kind) => format!("{}/index.html", kind.word()),
            Route::One(kind, id) => format!("{}/{id}/index.html", kind.word()),
            Route::Brief(id) => format!("{}/{id}/brief/index.html", PageKind::Account.word()),
            Route::Why(id) => format!("{}/{id}/why/index.html", PageKind::Account.word()),
            Route::Owners => "owners/index.html".to_owned(),
            Route::Owner(id) => format!("owners/{id}/index.html"),
            Route::Tags => "tags/index.html".to_owned(),
            Route::Tag(taxonomy, slug) => format!("tags/{}/{slug}/index.html", taxonomy.word()),
            Route::Quality => "quality/index.html".to_owned(),
            Route::Search => "search/index.html".to_owned(),
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
    fn a_slug_keeps_every_script_and_nothing_a_path_may_not_hold() {
        for (word, want) in [
            ("华东", "华东"),
            ("Key / A-1", "key-a-1"),
            ("../", "x"),
            ("  战略 客户 ", "战略-客户"),
        ] {
            assert_eq!(slug(word), want);
        }
    }

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
