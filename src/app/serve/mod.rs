//! The preview: watches the book, makes the site anew after each save, and serves the newest good one.
//!
//! In: a way to make the site ([`Maker`]) and a bound listener. Out: nothing but responses.
//! Never: writes into the book or the output, serves anything that is not a path of the site, changes a page (the script is
//! added to the response), answers with a page older than the last save, or ends because a rebuild failed or panicked.
//!
//! Async code stays in [`server`]; the rest are plain threads: the watcher's, the maker's, and in the background one that
//! does what was put off for the first page, and one that renders all pages to find what is broken before somebody opens it.

mod edition;
mod hosts;
mod media;
mod pace;
mod problem;
mod respond;
mod server;
mod watch;

use std::io;
use std::net::TcpListener;
use std::panic::AssertUnwindSafe;
use std::panic::catch_unwind;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc;
use std::time::Duration;

use crate::app::Changes;
use crate::app::serve::edition::Edition;
use crate::app::serve::edition::Live;
use crate::app::serve::pace::Pace;
use crate::app::serve::pace::Work;
use crate::app::serve::problem::Problem;
use crate::app::serve::server::Desk;
use crate::diag::Finding;
use crate::diag::Lang;
use crate::diag::Words;
use crate::render::Site;
use crate::words;

pub use crate::app::serve::hosts::Hosts;

/// How long nothing must happen before the folders are looked through, in case an event was lost.
const IDLE: Duration = Duration::from_secs(2);

/// The same where no events tell of changes.
const POLL: Duration = Duration::from_millis(300);

/// More changes than this at once are likely to be followed by others: a branch is being switched.
const MANY: usize = 8;

/// How long nothing must follow then, and how long that is waited for.
const SETTLE: Duration = Duration::from_millis(40);
const MOST_SETTLING: Duration = Duration::from_secs(2);

/// The same while git writes; a lock that git left behind keeps nobody for long.
const SETTLE_GIT: Duration = Duration::from_secs(2);
const MOST_SETTLING_GIT: Duration = Duration::from_secs(30);

/// The same of a change of few files, which may be the first of a switch or a save beside it.
const SETTLE_FEW: Duration = Duration::from_millis(250);

/// How long nothing must follow a change before open pages are told: an editor that saves in two steps is told of once.
const CALM: Duration = Duration::from_millis(8);

/// What making the site gave.
#[derive(Default)]
pub struct Outcome {
    /// The site, unless an error keeps it from being made.
    pub site: Option<Site>,
    /// Everything found on the way.
    pub findings: Vec<Finding>,
    /// What the machine or a theme said, in place of a site.
    pub failure: Option<Words>,
    /// The page made from the file that changed, where one did; for those who follow.
    pub edited: Option<String>,
    /// What was put off until nobody waits for the site.
    pub put_off: Option<PutOff>,
}

/// Work on a thread of its own.
pub type PutOff = Box<dyn FnOnce() + Send>;

/// Makes the site again and again.
pub trait Maker: Send {
    /// Looks at what will not be told again if it changes now, so that it must be looked at once more before it is used.
    fn look_ahead(&mut self) {}
    /// Makes it from what is on disk, looking where `changes` says.
    fn make(&mut self, changes: &Changes) -> Outcome;
    /// The site as it was built last, if that is what making it would give: shown until it has been made.
    fn built(&mut self) -> Option<Site>;
    /// True if the disk is not as it was made.
    fn has_moved(&mut self) -> bool;
    /// Is told of each outcome, and of what it is good to know.
    fn tell(&mut self, told: Told<'_>);
}

/// What a preview has to say.
pub enum Told<'a> {
    /// The site was made, or was not.
    Made(&'a Outcome),
    /// The system allows no events; the folders are looked through instead. Holds what it says.
    NoEvents(&'a str),
}

/// A preview to run.
pub struct Preview {
    /// Where it listens, bound already.
    pub listener: TcpListener,
    /// Names it answers to.
    pub hosts: Hosts,
    /// Root of the book.
    pub root: PathBuf,
    /// The output, whose changes are not the book's.
    pub output: PathBuf,
    /// Language of the overlay.
    pub lang: Lang,
    /// True to look through the folders instead of waiting for events, as a network share needs it.
    pub is_polling: bool,
    /// True if open pages go where the author edits.
    pub is_following: bool,
    /// Makes the site.
    pub maker: Box<dyn Maker>,
}

/// Serves until the process ends.
///
/// # Errors
/// The listener or the threads of the server cannot be had.
pub fn run(preview: Preview) -> io::Result<()> {
    let Preview {
        listener,
        hosts,
        root,
        output,
        lang,
        is_polling,
        is_following,
        mut maker,
    } = preview;
    let live = Arc::new(Live::new(lang, is_following));
    let pace = Arc::new(Pace::new());
    // Watched before any file is read: what changes meanwhile is told. What is listed beside it is confirmed later.
    let look_ahead = || drop(catch_unwind(AssertUnwindSafe(|| maker.look_ahead())));
    let (roots, refused) = std::thread::scope(|scope| {
        drop(std::thread::Builder::new().spawn_scoped(scope, look_ahead));
        let mut roots = watch::Roots::new(root, output, is_polling, Arc::clone(&pace));
        let refused = roots.watch();
        (roots, refused)
    });
    if let Some(why) = refused {
        maker.tell(Told::NoEvents(&why));
    }
    let cookies = roots.cookies();
    let (made, first) = mpsc::channel();
    let (swept, old) = mpsc::channel::<Arc<Edition>>();
    let workshop = Workshop {
        live: Arc::clone(&live),
        pace: Arc::clone(&pace),
        roots,
        maker,
        made,
        swept,
        put_off: Vec::new(),
    };
    std::thread::Builder::new()
        .name("sweeper".to_owned())
        .spawn(move || old.into_iter().for_each(drop))?;
    std::thread::Builder::new()
        .name("maker".to_owned())
        .spawn(move || workshop.work())?;
    // Who asks before the first site is made waits in the listener's queue; without a maker there is nothing to wait for.
    if first.recv().is_err() {
        return Err(io::Error::other("the maker of the site has stopped"));
    }
    server::serve(
        listener,
        Desk {
            hosts,
            live,
            pace,
            cookies,
        },
    )
}

/// What the maker's thread holds.
struct Workshop {
    live: Arc<Live>,
    pace: Arc<Pace>,
    roots: watch::Roots,
    maker: Box<dyn Maker>,
    made: mpsc::Sender<()>,
    /// Takes editions that are over.
    swept: mpsc::Sender<Arc<Edition>>,
    /// What is left to do while nobody waits.
    put_off: Vec<PutOff>,
}

impl Workshop {
    fn work(mut self) {
        let built = catch_unwind(AssertUnwindSafe(|| self.maker.built()));
        if let Some(site) = built.ok().flatten() {
            self.live.publish(Some(site), Vec::new(), None);
            self.made.send(()).unwrap_or_default();
        }
        // Nobody was told of a change: who asks now is shown what was built, who saves first waits for what follows.
        self.make(Changes::All, 0);
        loop {
            let idle = if self.roots.has_events() { IDLE } else { POLL };
            match self.pace.next(idle) {
                Work::Make(changes, told) => self.make(changes, told),
                Work::Walk(asked) => {
                    self.watch_again();
                    let is_moved = catch_unwind(AssertUnwindSafe(|| self.maker.has_moved()));
                    if is_moved.unwrap_or(true) {
                        self.pace.tell(Changes::All);
                    }
                    self.pace.walked(asked);
                }
            }
        }
    }

    fn make(&mut self, changes: Changes, told: u64) {
        let (changes, told) = self.settled(changes, told);
        // What was watched a moment ago, before anything was told, needs no second look.
        if changes == Changes::All && told > 0 {
            self.watch_again();
        }
        let mut outcome = guarded(self.maker.as_mut(), &changes);
        let problems = Problem::all(&outcome, self.live.lang());
        let old = self
            .live
            .publish(outcome.site.clone(), problems, outcome.edited.clone());
        self.pace.made(told);
        // Only the first is waited for.
        self.made.send(()).unwrap_or_default();
        // Taking a large book apart takes time that nobody should wait for.
        self.swept.send(old).unwrap_or_default();
        self.maker.tell(Told::Made(&outcome));
        self.put_off.extend(outcome.put_off.take());
        if !self.pace.more(told, CALM) {
            self.put_off.drain(..).for_each(edition::do_in_background);
            self.live.announce();
            let pace = Arc::clone(&self.pace);
            edition::prove_in_background(&self.live, move |pause| !pace.more(told, pause));
        }
    }

    /// One site for a change of many files, and for all that git changes at once.
    fn settled(&self, mut changes: Changes, told: u64) -> (Changes, u64) {
        let is_first = changes == Changes::All && !self.live.has_site();
        let is_many = changes.is_more_than(MANY);
        if is_first || !is_many && !self.roots.are_written_by_git() {
            return (changes, told);
        }
        let goes_on = |whole, quiet| {
            let is_flowing = quiet < SETTLE && whole < MOST_SETTLING;
            let patience = match is_many || self.pace.is_told_of_more_than(MANY) {
                true => SETTLE_GIT,
                false => SETTLE_FEW,
            };
            let is_git_at_it = || self.roots.are_written_by_git();
            is_flowing || quiet < patience && whole < MOST_SETTLING_GIT && is_git_at_it()
        };
        if self.pace.settle(told, SETTLE, goes_on)
            && let Work::Make(more, newest) = self.pace.next(Duration::ZERO)
        {
            changes.add(more);
            return (changes, newest);
        }
        (changes, told)
    }

    fn watch_again(&mut self) {
        if let Some(why) = self.roots.watch_again() {
            self.maker.tell(Told::NoEvents(&why));
        }
    }
}

/// A panic while making is a failure like another: the last good site stays.
fn guarded(maker: &mut dyn Maker, changes: &Changes) -> Outcome {
    catch_unwind(AssertUnwindSafe(|| maker.make(changes))).unwrap_or_else(|panic| {
        let text = edition::panic_text(panic.as_ref());
        Outcome {
            failure: Some(words!("内部错误：{text}", "internal error: {text}")),
            ..Outcome::default()
        }
    })
}
