//! How far the preview has come: what was told of changes, what the newest edition holds, and who waits for it.
//!
//! A page asked for after a save must show it. The watcher's events come in order, so a request writes a small file of its
//! own, waits until that is told, and knows that everything saved before has been told too; then it waits for the edition
//! that holds it.

use std::sync::Condvar;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;
use std::time::Duration;
use std::time::Instant;

use crate::app::Changes;

/// Paths gathered at most; beyond, everything is looked at.
const MOST: usize = 512;

struct State {
    /// Changes told so far.
    told: u64,
    /// The newest of them that the edition holds.
    made: u64,
    /// What was told since the last making began.
    changes: Changes,
    /// Walks asked for, and the newest that was done.
    asked: u64,
    walked: u64,
    /// Cookies written, and the newest that was told.
    cookies: u64,
    proved: u64,
}

/// Shared by the watcher, the maker and the requests.
pub(crate) struct Pace {
    state: Mutex<State>,
    moved: Condvar,
}

/// What the maker is to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Work {
    /// Make the site: these changed; the number goes to [`Pace::made`].
    Make(Changes, u64),
    /// Look whether the disk still is as it was; the number goes to [`Pace::walked`].
    Walk(u64),
}

impl Pace {
    /// Nothing told, nothing made.
    pub(crate) fn new() -> Pace {
        Pace {
            state: Mutex::new(State {
                told: 0,
                made: 0,
                changes: Changes::none(),
                asked: 0,
                walked: 0,
                cookies: 0,
                proved: 0,
            }),
            moved: Condvar::new(),
        }
    }

    /// Something may have changed.
    pub(crate) fn tell(&self, changes: Changes) {
        let mut state = self.lock();
        state.told += 1;
        state.changes.add(changes);
        if state.changes.is_more_than(MOST) {
            state.changes = Changes::All;
        }
        self.moved.notify_all();
    }

    /// The cookie of this number was told of, and so was all that happened before it.
    pub(crate) fn prove(&self, cookie: u64) {
        let mut state = self.lock();
        state.proved = state.proved.max(cookie);
        self.moved.notify_all();
    }

    /// The next thing to do; a walk where nothing happens for `idle`.
    pub(crate) fn next(&self, idle: Duration) -> Work {
        let mut state = self.lock();
        let end = Instant::now() + idle;
        loop {
            if state.told > state.made {
                let changes = std::mem::replace(&mut state.changes, Changes::none());
                return Work::Make(changes, state.told);
            }
            let left = end.saturating_duration_since(Instant::now());
            if state.asked > state.walked || left.is_zero() {
                return Work::Walk(state.asked);
            }
            state = self.wait(state, left);
        }
    }

    /// True if what was told since the last making began is of more than `n` files.
    pub(crate) fn is_told_of_more_than(&self, n: usize) -> bool {
        self.lock().changes.is_more_than(n)
    }

    /// Waits up to `most` for one more change; false if none comes.
    pub(crate) fn more(&self, than: u64, most: Duration) -> bool {
        self.until(|state| state.told > than, Instant::now() + most)
    }

    /// Waits as long as `goes_on`, which is asked after each change and each `pause` without one: given how long it has
    /// waited, and how long nothing was told. True if anything was.
    pub(crate) fn settle(
        &self,
        than: u64,
        pause: Duration,
        goes_on: impl Fn(Duration, Duration) -> bool,
    ) -> bool {
        let begun = Instant::now();
        let (mut newest, mut heard) = (than, begun);
        loop {
            if self.more(newest, pause) {
                newest = self.lock().told;
                heard = Instant::now();
            }
            if !goes_on(begun.elapsed(), heard.elapsed()) {
                return newest > than;
            }
        }
    }

    /// The newest edition holds everything told up to `told`.
    pub(crate) fn made(&self, told: u64) {
        let mut state = self.lock();
        state.made = state.made.max(told);
        self.moved.notify_all();
    }

    /// The disk was looked through for every request up to `asked`; what it showed was told before.
    pub(crate) fn walked(&self, asked: u64) {
        let mut state = self.lock();
        state.walked = state.walked.max(asked);
        self.moved.notify_all();
    }

    /// Waits until the newest edition holds everything that was saved before the call; false if patience ends first.
    ///
    /// `cookie` writes the cookie of a number into a watched folder and says whether it could. Without cookies the disk is
    /// looked through.
    pub(crate) fn catch_up(&self, cookie: impl FnOnce(u64) -> bool, patience: Duration) -> bool {
        let end = Instant::now() + patience;
        let number = {
            let mut state = self.lock();
            state.cookies += 1;
            state.cookies
        };
        let is_proved = cookie(number) && self.until(|state| state.proved >= number, shorter(end));
        if !is_proved {
            let asked = {
                let mut state = self.lock();
                state.asked += 1;
                self.moved.notify_all();
                state.asked
            };
            if !self.until(|state| state.walked >= asked, end) {
                return false;
            }
        }
        let told = self.lock().told;
        self.until(|state| state.made >= told, end)
    }

    fn until(&self, is_so: impl Fn(&State) -> bool, end: Instant) -> bool {
        let mut state = self.lock();
        while !is_so(&state) {
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return false;
            }
            state = self.wait(state, left);
        }
        true
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'a>(&self, state: MutexGuard<'a, State>, most: Duration) -> MutexGuard<'a, State> {
        let waited = self.moved.wait_timeout(state, most);
        waited.unwrap_or_else(PoisonError::into_inner).0
    }
}

/// A cookie that is not told of within this time has been lost with its event.
fn shorter(end: Instant) -> Instant {
    end.min(Instant::now() + Duration::from_millis(400))
}

#[cfg(test)]
mod tests {
    use super::*;

    use std::path::PathBuf;
    use std::sync::Arc;
    use std::sync::atomic::AtomicBool;
    use std::sync::atomic::Ordering;

    const PATIENCE: Duration = Duration::from_secs(20);

    fn path(name: &str) -> Changes {
        Changes::Paths([PathBuf::from(name)].into())
    }

    #[test]
    fn changes_are_gathered_until_they_are_made() {
        let pace = Pace::new();
        pace.tell(path("a"));
        pace.tell(path("b"));
        let both = Changes::Paths(["a", "b"].map(PathBuf::from).into());
        assert_eq!(pace.next(PATIENCE), Work::Make(both, 2));
        pace.tell(Changes::All);
        pace.made(2);
        assert_eq!(pace.next(PATIENCE), Work::Make(Changes::All, 3));
        pace.made(3);
        assert_eq!(pace.next(Duration::ZERO), Work::Walk(0));
    }

    #[test]
    fn more_paths_than_are_worth_counting_are_everything() {
        let pace = Pace::new();
        for n in 0..=MOST {
            pace.tell(path(&n.to_string()));
        }
        assert!(matches!(pace.next(PATIENCE), Work::Make(Changes::All, _)));
    }

    #[test]
    fn it_waits_as_long_as_is_wanted_and_says_whether_anything_followed() {
        let pace = Pace::new();
        let pause = Duration::from_millis(1);
        pace.tell(path("a"));
        assert!(!pace.settle(1, pause, |_, _| false), "nothing followed");
        assert!(pace.settle(0, PATIENCE, |_, _| false), "something had followed");
        let is_quiet = std::cell::Cell::new(false);
        let goes_on = |_, quiet| {
            // What is told meanwhile ends the silence.
            if !is_quiet.replace(quiet >= pause) {
                pace.tell(path("b"));
                return true;
            }
            false
        };
        assert!(pace.settle(1, pause, goes_on));
    }

    #[test]
    fn a_request_waits_for_what_was_told_before_its_cookie() {
        let pace = Arc::new(Pace::new());
        let is_made = Arc::new(AtomicBool::new(false));
        pace.tell(path("a"));
        let (maker, flag) = (Arc::clone(&pace), Arc::clone(&is_made));
        let thread = std::thread::spawn(move || {
            let Work::Make(_, told) = maker.next(PATIENCE) else {
                return;
            };
            flag.store(true, Ordering::SeqCst);
            maker.made(told);
        });
        let teller = Arc::clone(&pace);
        let is_current = pace.catch_up(
            move |number| {
                teller.prove(number);
                true
            },
            PATIENCE,
        );
        assert!(is_current && is_made.load(Ordering::SeqCst));
        thread.join().unwrap();
    }

    #[test]
    fn without_a_cookie_the_disk_is_looked_through() {
        let pace = Arc::new(Pace::new());
        let maker = Arc::clone(&pace);
        let thread = std::thread::spawn(move || {
            let Work::Walk(asked) = maker.next(PATIENCE) else {
                return false;
            };
            maker.tell(Changes::All);
            maker.walked(asked);
            let Work::Make(Changes::All, told) = maker.next(PATIENCE) else {
                return false;
            };
            maker.made(told);
            true
        });
        assert!(pace.catch_up(|_| false, PATIENCE));
        assert!(thread.join().unwrap());
    }

    #[test]
    fn patience_ends() {
        assert!(!Pace::new().catch_up(|_| false, Duration::from_millis(1)));
    }
}
