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

use std::sync::Arc;
use std::sync::OnceLock;

use crate::diag::Lang;
use crate::render::route::Route;
use crate::render::scope::Shared;
use crate::render::search::index::Index;
use crate::render::site::Recipe;
use crate::render::site::Site;

/// Pages in one `p-N.js`.
const PAGES: usize = 32;

/// Adds the index of one language; `folder` is the language's root, empty or `en/`.
pub fn add(site: &mut Site, shared: &Arc<Shared>, lang: Lang, folder: &str, routes: &[Route]) {
    let routes: Vec<Route> = routes
        .iter()
        .filter(|route| entries::is_searched(route))
        .cloned()
        .collect();
    let n_shares = shares(routes.len());
    let n_pages = routes.len();
    let index: Arc<dyn Fn() -> Arc<Index> + Send + Sync> = {
        let (shared, made) = (Arc::clone(shared), OnceLock::new());
        Arc::new(move || {
            Arc::clone(made.get_or_init(|| Arc::new(index::make(&shared, lang, &routes, n_shares))))
        })
    };
    let mut add = |name: String, recipe: Recipe| {
        site.files.insert(format!("{folder}search/{name}"), recipe);
    };
    add(
        "meta.js".to_owned(),
        Arc::new(move || {
            let text = format!(
                "keybookSearch('meta',0,{{\"shares\":{n_shares},\"pages\":{n_pages},\"per\":{PAGES}}});\n"
            );
            Ok(text.into_bytes())
        }),
    );
    for share in 0..n_shares {
        let index = Arc::clone(&index);
        add(
            format!("i-{share}.js"),
            Arc::new(move || Ok(index().share(share).into_bytes())),
        );
    }
    for chunk in 0..n_pages.div_ceil(PAGES) {
        let index = Arc::clone(&index);
        add(
            format!("p-{chunk}.js"),
            Arc::new(move || Ok(index().pages(chunk).into_bytes())),
        );
    }
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
