//! Many tabs of several browsers: each browser listens once, and every tab follows.

use crate::block_on;
use crate::book::Book;
use crate::door::Door;
use crate::harness::Chromium;
use crate::harness::Tab;
use crate::preview::Preview;

const DOSSIER: &str = "content/accounts/harbour-foods.md";

/// Pages that name the account of the dossier; tabs show them in turn.
const PAGES: [&str; 5] = [
    "accounts/harbour-foods/index.html",
    "index.html",
    "accounts/index.html",
    "portfolio/index.html",
    "industries/food/index.html",
];

/// A browser, the door it came through, and its tabs.
struct Reader {
    chromium: Chromium,
    door: Door,
    tabs: Vec<Tab>,
}

impl Reader {
    /// Opens a browser with so many tabs, each of which begins with a script.
    async fn with(preview: &Preview, n: usize, begin: Option<&str>) -> Reader {
        let mut reader = Reader {
            chromium: Chromium::open().await,
            door: Door::to(preview),
            tabs: Vec::new(),
        };
        for page in PAGES.iter().cycle().take(n) {
            let tab = reader.chromium.tab().await;
            if let Some(script) = begin {
                tab.begin_with(script).await;
            }
            tab.go(&format!("{}{page}", reader.door.url)).await;
            reader.tabs.push(tab);
        }
        reader
    }

    /// Waits until every tab shows a text.
    async fn shows(&self, text: &str) {
        for tab in &self.tabs {
            tab.until(&format!("document.body.innerText.includes('{text}')"))
                .await;
        }
    }

    /// Waits until one tab listens and all others stand in line.
    async fn until_in_line(&self) {
        let others = self.tabs.len() - 1;
        self.tabs[0].until(&format!(
            "navigator.locks.query().then(all => all.held.length === 1 && all.pending.length === {others})"
        ))
        .await;
        self.door.until_open(1).await;
    }

    /// Takes away the one tab that asked for the stream.
    fn take_listener(&mut self) -> Tab {
        let listens = |tab: &Tab| tab.has_asked("/_keybook/events");
        assert_eq!(self.tabs.iter().filter(|tab| listens(tab)).count(), 1);
        let idx = self.tabs.iter().position(listens).unwrap();
        self.tabs.remove(idx)
    }

    async fn end(self) {
        for tab in &self.tabs {
            tab.check(&self.door.url);
        }
        self.chromium.close().await;
    }
}

#[test]
fn each_browser_listens_once_and_every_tab_of_each_follows() {
    let book = Book::small();
    let preview = Preview::of(&book);
    block_on(async {
        let mut first = Reader::with(&preview, 10, None).await;
        let second = Reader::with(&preview, 3, None).await;
        first.until_in_line().await;
        second.until_in_line().await;
        book.edit(DOSSIER, "zh: 港粮食品", "zh: 港粮食品甲");
        first.shows("港粮食品甲").await;
        second.shows("港粮食品甲").await;
        assert_eq!((first.door.n_asked(), second.door.n_asked()), (1, 1));

        // The tab that listens is closed.
        let closed = first.take_listener();
        closed.check(&first.door.url);
        closed.page.close().await.unwrap();
        first.until_in_line().await;
        book.edit(DOSSIER, "zh: 港粮食品甲", "zh: 港粮食品乙");
        first.shows("港粮食品乙").await;

        // The next one goes elsewhere.
        let gone = first.take_listener();
        gone.go("about:blank").await;
        first.until_in_line().await;
        book.edit(DOSSIER, "zh: 港粮食品乙", "zh: 港粮食品丙");
        first.shows("港粮食品丙").await;
        second.shows("港粮食品丙").await;
        assert_eq!((first.door.n_asked(), second.door.n_asked()), (3, 1));
        first.end().await;
        second.end().await;
    });
}

/// A page of another machine is not secure, and has no locks.
const WITHOUT_LOCKS: &str = "delete Navigator.prototype.locks";

#[test]
fn where_a_browser_has_no_locks_it_listens_once_too() {
    let book = Book::small();
    let preview = Preview::of(&book);
    block_on(async {
        let mut reader = Reader::with(&preview, 10, Some(WITHOUT_LOCKS)).await;
        book.edit(DOSSIER, "zh: 港粮食品", "zh: 港粮食品甲");
        reader.shows("港粮食品甲").await;
        let first = reader.tabs.remove(0);
        assert!(first.ask::<bool>("navigator.locks === undefined").await);
        first.check(&reader.door.url);
        first.page.close().await.unwrap();
        book.edit(DOSSIER, "zh: 港粮食品甲", "zh: 港粮食品乙");
        reader.shows("港粮食品乙").await;
        reader.door.until_open(1).await;
        assert_eq!(reader.door.n_asked(), 1);
        reader.end().await;
    });
}

#[test]
fn an_open_page_asks_again_only_now_and_then_while_the_preview_is_away() {
    let book = Book::small();
    let preview = Preview::of(&book);
    block_on(async {
        let chromium = Chromium::open().await;
        let tab = chromium.tab().await;
        tab.go(&preview.url).await;
        drop(preview);
        // It was told of a new site, and then the preview ended.
        tab.ask::<bool>(
            "(() => {
                window.asked = [];
                const fetch = window.fetch;
                window.fetch = (...all) => { asked.push(performance.now()); return fetch(...all); };
                const own = new URL(document.querySelector('script[src^=\"/_keybook/\"]').src).searchParams;
                const state = { site: 'newer', styles: own.get('styles'), scripts: own.get('scripts'), problems: [] };
                new BroadcastChannel('keybook-live').postMessage(state);
                return true;
            })()",
        )
        .await;
        tab.until("asked.length > 2").await;
        let pauses = "asked.slice(1).map((at, idx) => at - asked[idx])";
        assert!(
            tab.ask::<bool>(&format!("{pauses}.every(pause => pause > 500)"))
                .await
        );
        chromium.close().await;
    });
}
