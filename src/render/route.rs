//! Where every page of the site stands, and how one page reaches another.

use crate::diag::Lang;
use crate::model::account::words_enum;
use crate::model::book::PageKind;
use crate::model::book::Settings;
use crate::model::id::Id;

words_enum! {
    /// What accounts may share, beside the owner, who has a page.
    Taxonomy {
        Industry = "industry", "行业", "Industry";
        Tier = "tier", "等级", "Tier";
        Region = "region", "区域", "Region";
        Tag = "tags", "标签", "Tags";
    }
}

impl Taxonomy {
    /// Those a book has pages for: tiers always, the others as `taxonomies` says, all where it says nothing.
    /// Industries only where the theme gives them no pages of their own.
    pub fn of(settings: &Settings, has_industry_pages: bool) -> Vec<Taxonomy> {
        let named = &settings.taxonomies;
        let is_wanted = |taxonomy: &Taxonomy| match taxonomy {
            Taxonomy::Tier => true,
            Taxonomy::Industry if has_industry_pages => false,
            _ => named.is_empty() || named.iter().any(|name| name == taxonomy.word()),
        };
        [
            Taxonomy::Industry,
            Taxonomy::Tier,
            Taxonomy::Region,
            Taxonomy::Tag,
        ]
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
    /// The accounts that share one; its taxonomy and slug, and which part of a long list, from 1.
    Tag(Taxonomy, String, usize),
    /// Findings, stale fields, coverage.
    Quality,
    /// Search over everything.
    Search,
}

/// Every template that makes a page of a book.
pub const TEMPLATES: &[&str] = &[
    "home.html",
    "portfolio.html",
    "quality.html",
    "search.html",
    "accounts.html",
    "account.html",
    "brief.html",
    "why.html",
    "owners.html",
    "owner.html",
    "tags.html",
    "tag.html",
    "industries.html",
    "industry.html",
    "competitors.html",
    "competitor.html",
    "landscapes.html",
    "landscape.html",
    "compositions.html",
    "composition.html",
    "playbook.html",
    "playbook-page.html",
    "cases.html",
    "case.html",
    "models.html",
    "model.html",
];

/// The template of one row of the list of accounts; it is given `row`, `has_value` and `words`, and for plain themes `plain`
/// and `number`.
pub const ROW_TEMPLATE: &str = "account-row.html";

/// The templates that make something of a criterion with a rating, once for all pages; they are given `term`, its `number`
/// from 1, and `words`.
pub const TERM_TEMPLATES: [&str; 2] = ["term-row.html", "term-bar.html"];

impl Route {
    /// The template that makes it.
    pub fn template(&self) -> &'static str {
        match self {
            Route::Home => "home.html",
            Route::Portfolio => "portfolio.html",
            Route::Quality => "quality.html",
            Route::Search => "search.html",
            Route::Owners => "owners.html",
            Route::Owner(_) => "owner.html",
            Route::Tags => "tags.html",
            Route::Tag(..) => "tag.html",
            Route::Brief(_) => "brief.html",
            Route::Why(_) => "why.html",
            Route::List(kind) => match kind {
                PageKind::Account => "accounts.html",
                PageKind::Industry => "industries.html",
                PageKind::Competitor => "competitors.html",
                PageKind::Composition => "compositions.html",
                PageKind::Landscape => "landscapes.html",
                PageKind::Playbook => "playbook.html",
                PageKind::Case => "cases.html",
                PageKind::Model => "models.html",
            },
            Route::One(kind, _) => match kind {
                PageKind::Account => "account.html",
                PageKind::Industry => "industry.html",
                PageKind::Competitor => "competitor.html",
                PageKind::Composition => "composition.html",
                PageKind::Landscape => "landscape.html",
                PageKind::Playbook => "playbook-page.html",
                PageKind::Case => "case.html",
                PageKind::Model => "model.html",
            },
        }
    }

    /// Path from the root of its language: `accounts/north-bank/index.html`.
    pub fn inner(&self) -> String {
        match self {
            Route::Home => "index.html".to_owned(),
            Route::Portfolio => "portfolio/index.html".to_owned(),
            Route::List(kind) => format!("{}/index.html", kind.word()),
            Route::One(kind, id) => [kind.word(), "/", id.as_str(), "/index.html"].concat(),
            Route::Brief(id) => [PageKind::Account.word(), "/", id.as_str(), "/brief/index.html"].concat(),
            Route::Why(id) => [PageKind::Account.word(), "/", id.as_str(), "/why/index.html"].concat(),
            Route::Owners => "owners/index.html".to_owned(),
            Route::Owner(id) => format!("owners/{id}/index.html"),
            Route::Tags => "tags/index.html".to_owned(),
            Route::Tag(taxonomy, slug, 1) => ["tags/", taxonomy.word(), "/", slug, "/index.html"].concat(),
            Route::Tag(taxonomy, slug, part) => format!("tags/{}/{slug}/{part}/index.html", taxonomy.word()),
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
    let folder = |path: &'_ str| path.rfind('/').map_or(0, |last| last + 1);
    let here = from.get(..folder(from)).unwrap_or_default();
    let there = to.get(..folder(to)).unwrap_or_default();
    let same = here
        .bytes()
        .zip(there.bytes())
        .take_while(|(a, b)| a == b)
        .count();
    // Folders are the same as a whole or not at all.
    let shared = here.get(..same).map_or(0, folder);
    let up = here.bytes().skip(shared).filter(|byte| *byte == b'/').count();
    let rest = to.get(shared..).unwrap_or_default();
    let mut link = String::with_capacity(up * 3 + rest.len());
    for _ in 0..up {
        link.push_str("../");
    }
    link.push_str(rest);
    if link.bytes().all(is_kept) {
        link
    } else {
        escape(&link)
    }
}

/// True for what may stand in a link as it is.
fn is_kept(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(
            byte,
            b'!' | b'$' | b'&'..=b'/' | b':' | b';' | b'=' | b'@' | b'_' | b'~'
        )
}

/// Percent-encodes what a link may not hold, so that file names in Chinese or with spaces work.
pub fn escape(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if is_kept(byte) {
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
            ("ab/index.html", "abc/index.html", "../abc/index.html"),
            ("a/b/index.html", "a/b.html", "../b.html"),
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
