//! Search 搜索 over the whole book, without a server: an index made at build time, in small files that a page loads as scripts.
//!
//! In: the book and its routes. Out: recipes of `search/meta.js`, `search/i-N.js` (a share of the index each) and
//! `search/p-N.js` (some pages' titles each) for every language.
//! Never: holds more of a text than its words; a query loads the few shares its words fall into, and the pages it shows.
//!
//! Chinese is indexed by pairs of characters, so that any part of two or more is found; Latin words by their beginnings;
//! names by the initials of their pinyin too. How a word finds its share is written twice, here in `token` and in the
//! theme's `search.js`; a test in Chromium holds them together.

mod entries;
mod index;
mod initials;
mod token;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::diag::Lang;
use crate::render::route::Route;
use crate::render::routes::languages;
use crate::render::routes::routes_of;
use crate::render::scope::Shared;
use crate::render::search::index::Index;
use crate::render::site::File;
use crate::render::site::Source;

/// Pages in one `p-N.js`.
const PAGES: usize = 32;

/// A file of a language's search.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// How much there is of it.
    Meta,
    /// A share of the index.
    Share(usize),
    /// Some pages' titles.
    Pages(usize),
}

/// The index of each language, made when first asked for.
pub struct Indexes(BTreeMap<Lang, OnceLock<Index>>);

impl Indexes {
    /// None is made yet.
    pub fn new(shared: &Shared) -> Indexes {
        let languages = languages(&shared.book).into_iter();
        Indexes(languages.map(|lang| (lang, OnceLock::new())).collect())
    }
}

/// The files of one language; `folder` is the language's root, empty or `en/`.
pub fn files(lang: Lang, folder: &str, routes: &[Route]) -> impl Iterator<Item = (String, File)> {
    let n_pages = routes.iter().filter(|route| entries::is_searched(route)).count();
    let meta = std::iter::once(("meta.js".to_owned(), Part::Meta));
    let shares = (0..shares(n_pages)).map(|share| (format!("i-{share}.js"), Part::Share(share)));
    let chunks = (0..n_pages.div_ceil(PAGES)).map(|chunk| (format!("p-{chunk}.js"), Part::Pages(chunk)));
    let parts = meta.chain(shares).chain(chunks);
    parts.map(move |(name, part)| (format!("{folder}search/{name}"), File::Search(lang, part)))
}

/// Makes one file of a language.
pub(super) fn part(source: &Source, lang: Lang, part: Part) -> Vec<u8> {
    let shared = &source.shared;
    let made = || {
        let routes: Vec<Route> = routes_of(shared)
            .into_iter()
            .filter(entries::is_searched)
            .collect();
        index::make(shared, lang, &routes, shares(routes.len()))
    };
    let alone = OnceLock::new();
    let index = source.indexes.0.get(&lang).unwrap_or(&alone).get_or_init(made);
    let text = match part {
        Part::Meta => {
            let (n_shares, n_pages) = (index.n_shares(), index.n_pages());
            format!(
                "keybookSearch('meta',0,{{\"shares\":{n_shares},\"pages\":{n_pages},\"per\":{PAGES}}});\n"
            )
        }
        Part::Share(share) => index.share(share),
        Part::Pages(chunk) => index.pages(chunk),
    };
    text.into_bytes()
}

/// Into how many shares an index is cut: so many that each stays small, and the same for books of about one size.
fn shares(n_pages: usize) -> usize {
    (n_pages / 8).next_power_of_two().clamp(8, 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_book_has_more_shares_the_larger_it_is_within_bounds() {
        assert_eq!(
            [0, 64, 100, 1000, 10_000, 1_000_000].map(shares),
            [8, 8, 16, 128, 1024, 1024]
        );
    }
}
