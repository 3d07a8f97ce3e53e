//! The newest good site, what is wrong with the book now, and who wants to hear of it.

use std::any::Any;
use std::collections::BTreeMap;
use std::panic::AssertUnwindSafe;
use std::panic::catch_unwind;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::RwLock;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;
use std::time::Duration;

use axum::body::Bytes;
use tokio::sync::watch;

use crate::app::serve::problem::Problem;
use crate::diag::Lang;
use crate::render::RenderError;
use crate::render::Site;

/// Pages kept rendered.
const MAX_PAGES: usize = 64;

/// How long the proof of a new edition waits, for browsers to fetch what they show.
const REST: Duration = Duration::from_millis(250);

/// Broken pages shown at once.
const MAX_BROKEN: usize = 20;

/// One state of the book.
pub(crate) struct Edition {
    /// Marks of the stylesheets and of the scripts of the site: new ones are loaded, not morphed.
    pub assets: Assets,
    /// The page made from the file that was edited last.
    edited: Option<String>,
    /// Changes with each good site; names this process too, so that an open page notices a restart.
    pub token: String,
    /// The newest site without errors; `None` until there is one.
    pub site: Option<Arc<Site>>,
    /// The site before, unless a page of it is known to break, and the newest site all of whose pages were rendered: they stand
    /// in for a page that breaks, in this order.
    last: Option<Arc<Site>>,
    proven: Option<Arc<Site>>,
    /// True once a page of the site was found to break.
    is_broken: AtomicBool,
    /// What is wrong now.
    pub problems: Vec<Problem>,
    pages: Mutex<BTreeMap<String, Bytes>>,
}

/// Marks of what pages load beside their text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Assets {
    /// Of every stylesheet.
    pub styles: String,
    /// Of every script.
    pub scripts: String,
}

impl Assets {
    fn of(site: &Site) -> Assets {
        let mark = |ending: &str| {
            let mut hash = xxhash_rust::xxh3::Xxh3::new();
            for path in site.below("assets/") {
                if path.ends_with(ending)
                    && let Some(Ok(bytes)) = render(site, path)
                {
                    hash.update(path.as_bytes());
                    hash.update(&bytes);
                }
            }
            format!("{:016x}", hash.digest())
        };
        Assets {
            styles: mark(".css"),
            scripts: mark(".js"),
        }
    }
}

/// A page, or why there is none.
pub(crate) enum Page {
    /// Its bytes.
    Bytes(Bytes),
    /// It cannot be made; these are the bytes of an older one.
    Old(Bytes),
    /// The site has no such path.
    Missing,
    /// It cannot be made, and there is no older one.
    Broken(RenderError),
}

/// The newest edition, shared.
pub(crate) struct Live {
    lang: Lang,
    is_following: bool,
    edition: RwLock<Arc<Edition>>,
    state: watch::Sender<String>,
}

impl Live {
    /// Nothing made yet.
    pub(crate) fn new(lang: Lang, is_following: bool) -> Live {
        let edition = Edition {
            assets: Assets::default(),
            edited: None,
            token: String::new(),
            site: None,
            last: None,
            proven: None,
            is_broken: AtomicBool::new(false),
            problems: Vec::new(),
            pages: Mutex::default(),
        };
        Live {
            lang,
            is_following,
            state: watch::Sender::new(edition.state(lang, false)),
            edition: RwLock::new(Arc::new(edition)),
        }
    }

    /// The language of the overlay.
    pub(crate) fn lang(&self) -> Lang {
        self.lang
    }

    /// The newest edition.
    pub(crate) fn edition(&self) -> Arc<Edition> {
        Arc::clone(&self.edition.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Every state from now on, as JSON for the overlay; the first is the present one.
    pub(crate) fn states(&self) -> watch::Receiver<String> {
        self.state.subscribe()
    }

    /// Takes a new site if there is one; without, the last good one stays, with what is wrong beside it. Gives the edition
    /// that is over.
    ///
    /// `edited` is the page made from the file that changed. Open pages are told by [`Live::announce`].
    pub(crate) fn publish(
        &self,
        site: Option<Site>,
        problems: Vec<Problem>,
        edited: Option<String>,
    ) -> Arc<Edition> {
        let last = self.edition();
        // Stylesheets are read for their marks, which takes a moment: nobody is kept waiting for it.
        let assets = match (&site, &last.site) {
            (Some(site), Some(old)) if site.has_the_assets_of(old) => last.assets.clone(),
            (Some(site), _) => Assets::of(site),
            (None, _) => last.assets.clone(),
        };
        drop(last);
        let is_new = site.is_some();
        let mut present = self.edition.write().unwrap_or_else(PoisonError::into_inner);
        let next = Arc::new(Edition {
            assets,
            edited: edited.or_else(|| present.edited.clone()),
            token: match is_new {
                true => next_token(&present.token),
                false => present.token.clone(),
            },
            last: present.stand_in(is_new),
            is_broken: AtomicBool::new(!is_new && present.is_broken()),
            site: site.map(Arc::new).or_else(|| present.site.clone()),
            proven: present.proven.clone(),
            problems,
            pages: Mutex::default(),
        });
        std::mem::replace(&mut *present, next)
    }

    /// What rendering all of `edition` gave, unless a newer one came meanwhile.
    fn conclude(&self, edition: &Arc<Edition>, broken: Vec<RenderError>) {
        let mut problems = edition.problems.clone();
        problems.extend(broken.iter().map(Problem::broken_page));
        let proven = Arc::new(Edition {
            assets: edition.assets.clone(),
            edited: edition.edited.clone(),
            token: edition.token.clone(),
            site: edition.site.clone(),
            last: edition.last.clone(),
            is_broken: AtomicBool::new(!broken.is_empty()),
            proven: match broken.is_empty() {
                true => edition.site.clone(),
                false => edition.proven.clone(),
            },
            problems,
            pages: Mutex::default(),
        });
        {
            // Compared and replaced in one step: an edition that is published meanwhile must stay.
            let mut present = self.edition.write().unwrap_or_else(PoisonError::into_inner);
            if !Arc::ptr_eq(&present, edition) {
                return;
            }
            *present = proven;
        }
        self.announce();
    }

    /// True if there is a site to show.
    pub(crate) fn has_site(&self) -> bool {
        self.edition().site.is_some()
    }

    /// Tells open pages of the newest edition, if they have not heard of it.
    pub(crate) fn announce(&self) {
        self.state.send_if_modified(|last| {
            // Looked up while nobody else tells: whoever tells last tells of the newest.
            let state = self.edition().state(self.lang, self.is_following);
            let is_new = *last != state;
            *last = state;
            is_new
        });
    }
}

impl Edition {
    /// The bytes of a path; an older page in place of one that breaks.
    pub(crate) fn page(&self, path: &str) -> Page {
        if let Some(bytes) = self
            .pages
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get(path)
        {
            return Page::Bytes(bytes.clone());
        }
        let Some(site) = &self.site else {
            return Page::Missing;
        };
        let made = match render(site, path) {
            None => return Page::Missing,
            Some(made) => made,
        };
        let made = match made {
            Ok(bytes) => bytes,
            Err(error) => {
                self.is_broken.store(true, Ordering::Relaxed);
                let mut older = [&self.last, &self.proven].into_iter().flatten();
                let older = older.find_map(|site| render(site, path).and_then(Result::ok));
                return older.map_or(Page::Broken(error), |bytes| Page::Old(Bytes::from(bytes)));
            }
        };
        let bytes = Bytes::from(made);
        let mut pages = self.pages.lock().unwrap_or_else(PoisonError::into_inner);
        if pages.len() >= MAX_PAGES {
            pages.clear();
        }
        pages.insert(path.to_owned(), bytes.clone());
        Page::Bytes(bytes)
    }

    /// True if a page of the site is known to break.
    fn is_broken(&self) -> bool {
        self.is_broken.load(Ordering::Relaxed)
    }

    /// What stands in for pages of the next edition: this site, where the next has a new one and no page of this is known to break.
    fn stand_in(&self, is_next_new: bool) -> Option<Arc<Site>> {
        let own = self.site.as_ref().filter(|_| is_next_new && !self.is_broken());
        own.or(self.last.as_ref()).cloned()
    }

    /// True if the site has this path.
    pub(crate) fn has(&self, path: &str) -> bool {
        self.site.as_ref().is_some_and(|site| site.has(path))
    }

    /// What the script of a page is told.
    fn state(&self, lang: Lang, is_following: bool) -> String {
        let problems: Vec<serde_json::Value> = self.problems.iter().map(Problem::json).collect();
        let follow = self.edited.as_ref().filter(|_| is_following);
        serde_json::json!({
            "site": self.token,
            "styles": self.assets.styles,
            "scripts": self.assets.scripts,
            "follow": follow.map(|page| format!("/{}", page.trim_end_matches("index.html"))),
            "lang": lang.key(),
            "problems": problems,
        })
        .to_string()
    }
}

/// Renders every page of the newest edition, to find what breaks; stops when a newer one comes.
///
/// On one thread of its own, page after page: what is saved and what is asked for meanwhile must not wait for it, so it begins
/// when what was asked for at once is answered. `is_wanted` is asked before each page whether the rest is still worth the work,
/// with how long it may wait for what speaks against it.
pub(crate) fn prove_in_background(live: &Arc<Live>, is_wanted: impl Fn(Duration) -> bool + Send + 'static) {
    let live = Arc::clone(live);
    let edition = live.edition();
    let Some(site) = edition.site.clone() else { return };
    do_in_background(move || {
        let mut broken = Vec::new();
        let goes_on = |pause| is_wanted(pause) && Arc::ptr_eq(&live.edition(), &edition);
        if !goes_on(REST) {
            return;
        }
        for path in site.to_prove() {
            if !goes_on(Duration::ZERO) {
                return;
            }
            broken.extend(render(&site, path).and_then(Result::err));
            if broken.len() == MAX_BROKEN {
                break;
            }
        }
        live.conclude(&edition, broken);
    });
}

/// Does what is better done, but keeps nobody waiting: on a thread of its own, which yields to the others. Where there can be no
/// more threads it is not done.
pub(crate) fn do_in_background(work: impl FnOnce() + Send + 'static) {
    let yielding = move || {
        yield_to_others();
        work();
    };
    let name = "background".to_owned();
    drop(std::thread::Builder::new().name(name).spawn(yielding));
}

/// Gives this thread's processor to the others where they want it.
fn yield_to_others() {
    // Elsewhere this would be said of the whole process.
    #[cfg(target_os = "linux")]
    if rustix::process::nice(10).is_err() {
        // Then it runs as fast as the others.
    }
}

/// What a panic said.
pub(crate) fn panic_text(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "panic".to_owned())
}

fn render(site: &Site, path: &str) -> Option<Result<Vec<u8>, RenderError>> {
    let made = catch_unwind(AssertUnwindSafe(|| site.make(path)));
    made.unwrap_or_else(|panic| {
        Some(Err(RenderError {
            path: path.to_owned(),
            message: panic_text(panic.as_ref()),
        }))
    })
}

fn next_token(before: &str) -> String {
    let n: u64 = before
        .split_once('-')
        .and_then(|(_, n)| n.parse().ok())
        .unwrap_or(0);
    format!("{}-{}", std::process::id(), n + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::site::Recipe;

    fn site(pages: &[(&str, Result<&'static str, &'static str>)]) -> Site {
        Site::of(pages.iter().map(|(path, made)| {
            let (name, made) = (path.to_string(), *made);
            let recipe: Recipe = Arc::new(move || match made {
                Ok("panic") => unreachable!("as a test"),
                Ok(text) => Ok(text.as_bytes().to_vec()),
                Err(message) => Err(RenderError {
                    path: name.clone(),
                    message: message.to_owned(),
                }),
            });
            (path.to_string(), recipe)
        }))
    }

    fn text(live: &Live, path: &str) -> String {
        match live.edition().page(path) {
            Page::Bytes(bytes) | Page::Old(bytes) => String::from_utf8(bytes.to_vec()).unwrap(),
            Page::Missing => "missing".to_owned(),
            Page::Broken(error) => format!("broken: {}", error.message),
        }
    }

    /// Waits until the proof of the present edition has taken its place.
    fn prove(live: &Arc<Live>) {
        let edition = live.edition();
        prove_in_background(live, |_| true);
        while Arc::ptr_eq(&edition, &live.edition()) {
            std::thread::yield_now();
        }
    }

    #[test]
    fn the_last_good_site_stays_when_there_is_no_new_one() {
        let live = Live::new(Lang::En, false);
        live.publish(Some(site(&[("a", Ok("1"))])), Vec::new(), None);
        let token = live.edition().token.clone();
        live.publish(None, vec![Problem::failure("bad")], None);
        assert_eq!((text(&live, "a").as_str(), &live.edition().token), ("1", &token));
        assert_eq!(live.edition().problems.len(), 1);
        live.publish(Some(site(&[("a", Ok("2"))])), Vec::new(), None);
        assert_eq!(text(&live, "a"), "2");
        assert_ne!(live.edition().token, token);
        assert!(live.edition().problems.is_empty());
    }

    #[test]
    fn a_proof_that_ends_late_never_brings_an_older_site_back() {
        let live = Arc::new(Live::new(Lang::En, false));
        let texts: [&'static str; 2] = ["1", "2"];
        let is_over = Arc::new(AtomicBool::new(false));
        let (proving, over) = (Arc::clone(&live), Arc::clone(&is_over));
        let prover = std::thread::spawn(move || {
            while !over.load(Ordering::Relaxed) {
                proving.conclude(&proving.edition(), Vec::new());
            }
        });
        for round in 0..20_000 {
            let newest = texts[round % 2];
            live.publish(Some(site(&[("a", Ok(newest))])), Vec::new(), None);
            assert_eq!(text(&live, "a"), newest, "round {round}");
        }
        is_over.store(true, Ordering::Relaxed);
        prover.join().unwrap();
    }

    #[test]
    fn a_page_that_breaks_again_and_again_before_anything_was_proved_is_shown_as_it_last_was() {
        let live = Live::new(Lang::En, false);
        live.publish(Some(site(&[("a", Ok("1"))])), Vec::new(), None);
        for message in ["once", "twice", "thrice"] {
            live.publish(Some(site(&[("a", Err(message))])), Vec::new(), None);
            assert_eq!(text(&live, "a"), "1", "{message}");
        }
        live.publish(None, vec![Problem::failure("bad")], None);
        assert_eq!(text(&live, "a"), "1");
        live.publish(Some(site(&[("a", Ok("2"))])), Vec::new(), None);
        assert_eq!(text(&live, "a"), "2");
    }

    #[test]
    fn a_page_that_breaks_is_shown_as_it_last_was_and_named() {
        let live = Arc::new(Live::new(Lang::En, false));
        live.publish(Some(site(&[("a", Ok("1")), ("b", Ok("1"))])), Vec::new(), None);
        prove(&live);
        live.publish(
            Some(site(&[
                ("a", Err("template")),
                ("b", Ok("panic")),
                ("c", Err("new")),
            ])),
            Vec::new(),
            None,
        );
        prove(&live);
        assert_eq!((text(&live, "a").as_str(), text(&live, "b").as_str()), ("1", "1"));
        assert_eq!(text(&live, "c"), "broken: new");
        assert_eq!(live.edition().problems.len(), 3);
        assert_eq!(text(&live, "d"), "missing");
    }
}
