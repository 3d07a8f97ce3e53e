//! A tour of the shipped book's site: one page and more of every kind, looked at in several tabs at once.

use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering;

use futures_util::future::join_all;

use crate::book::Book;
use crate::book::THEMES;
use crate::harness::Chromium;
use crate::harness::Tab;

/// Tabs that are open at once.
const TABS: usize = 3;

/// Pages of every kind, without the language's folder. A name that ends in `/*` stands for every page of the folder.
const KINDS: [&str; 36] = [
    "index.html",
    "portfolio/index.html",
    "quality/index.html",
    "search/index.html?q=银行",
    "accounts/index.html",
    "accounts/index.html?q=银&sort=value&dir=desc",
    // Full, group parent, member, stub, with a competitor's chart, an owner's own tier.
    "accounts/jinghe-bank/index.html",
    "accounts/juli-group/index.html",
    "accounts/juli-castings/index.html",
    "accounts/linxi-district/index.html",
    "accounts/hanhai-telecom/index.html",
    "accounts/renhe-hospital/index.html",
    "accounts/jinghe-bank/brief/index.html",
    "accounts/linxi-district/brief/index.html",
    "accounts/jinghe-bank/why/index.html",
    "accounts/linxi-district/why/index.html",
    // A page that moved.
    "accounts/jinghe-credit/index.html",
    "owners/index.html",
    "owners/shen-ke/index.html",
    "tags/index.html",
    "tags/tier/gold/index.html",
    "tags/region/华东/index.html",
    "industries/index.html",
    "industries/finance/index.html",
    "competitors/index.html",
    "competitors/hanhai-cloud/index.html",
    "landscapes/index.html",
    "landscapes/our-market-2026/index.html",
    "compositions/index.html",
    "compositions/revenue-2025/index.html",
    "playbook/index.html",
    "playbook/six-step/index.html",
    "cases/index.html",
    "cases/haier/index.html",
    "models/index.html",
    "models/*",
];

/// The built site of the shipped book in a theme, and where to look.
pub struct Tour {
    _book: Book,
    site: String,
    stops: Vec<Stop>,
}

/// A page to look at.
pub struct Stop {
    /// Its path in the site, with what follows the `?`.
    pub path: String,
    /// How many stops of its language come before it.
    number: usize,
    is_english: bool,
}

impl Stop {
    /// True in one language for the first stop, in the other for the second, and so on: what does not hang on the language is
    /// looked at once.
    pub fn is_turn_of_its_language(&self) -> bool {
        self.number.is_multiple_of(2) != self.is_english
    }
}

impl Tour {
    /// One page of every kind and every model, in both languages.
    pub fn of(theme: &str) -> Tour {
        let book = Book::shipped(theme);
        let site = book.build();
        for folder in ["", "en/"] {
            // Such a page is left at once, which is how WCAG wants it: nobody could look at it.
            let page = format!("output/{folder}accounts/jinghe-credit/index.html");
            let leave = r#"<meta http-equiv="refresh" content="0; url=../jinghe-bank/index.html">"#;
            book.edit(&page, leave, "");
        }
        Tour {
            // Every page of a model in the first theme; the other lays colours and a side column over the same templates.
            stops: stops(&book.pages(), if Some(&theme) == THEMES.first() { 1 } else { 4 }),
            _book: book,
            site,
        }
    }

    /// Looks at every stop and gathers what is wrong there. The tabs must have stayed in the site.
    pub async fn wrongs(
        &self,
        chromium: &Chromium,
        prepare: impl AsyncFn(&Tab),
        look: impl AsyncFn(&Tab, &Stop) -> Vec<String>,
    ) -> Vec<String> {
        let next = AtomicUsize::new(0);
        let walks = (0..TABS).map(|_| async {
            let tab = chromium.tab().await;
            prepare(&tab).await;
            let mut wrong = Vec::new();
            while let Some(stop) = self.stops.get(next.fetch_add(1, Ordering::Relaxed)) {
                let path = &stop.path;
                tab.go(&format!("{}{path}", self.site)).await;
                let found = look(&tab, stop).await;
                wrong.extend(found.into_iter().map(|what| format!("{path}: {what}")));
            }
            tab.check(&self.site);
            tab.page.clone().close().await.unwrap();
            wrong
        });
        let mut all: Vec<String> = join_all(walks).await.into_iter().flatten().collect();
        all.sort();
        all
    }
}

fn stops(pages: &[String], every: usize) -> Vec<Stop> {
    let mut stops = Vec::new();
    for folder in ["", "en/"] {
        let mut paths = match folder {
            "" => vec!["404.html".to_owned()],
            _ => Vec::new(),
        };
        for kind in KINDS {
            let path = format!("{folder}{kind}");
            match path.strip_suffix('*') {
                Some(below) => {
                    let before = paths.len();
                    let of_folder = |page: &&String| {
                        page.starts_with(below) && page.matches('/').count() > below.matches('/').count()
                    };
                    paths.extend(pages.iter().filter(of_folder).step_by(every).cloned());
                    assert!(paths.len() > before, "nothing in {below}");
                }
                None => {
                    let file = path.split('?').next().unwrap();
                    assert!(pages.iter().any(|page| page == file), "no page {file}");
                    paths.push(path);
                }
            }
        }
        let is_english = !folder.is_empty();
        // The one page that has no language of its own stands before the first.
        let numbered = paths.into_iter().zip(usize::from(is_english)..);
        stops.extend(numbered.map(|(path, number)| Stop {
            path,
            number,
            is_english,
        }));
    }
    stops
}
