//! The preview: watches the book, makes the site anew after each save, and serves the newest good one.
//!
//! In: a way to make the site ([`Preview::make`]) and a bound listener. Out: nothing but responses.
//! Never: writes to disk, serves anything that is not a path of the site, changes a page (the script is added to the
//! response), or ends because a rebuild failed or panicked.
//!
//! Async code stays in [`server`]; the rest are plain threads: the watcher's, the maker's, and one that renders all
//! pages in the background to find what is broken before somebody opens it.

mod edition;
mod hosts;
mod media;
mod problem;
mod respond;
mod server;
mod stamp;
mod watch;

use std::io;
use std::net::TcpListener;
use std::panic::AssertUnwindSafe;
use std::panic::catch_unwind;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc;
use std::sync::mpsc::RecvTimeoutError;
use std::time::Duration;

use crate::app::serve::edition::Live;
use crate::app::serve::problem::Problem;
use crate::app::serve::stamp::Stamp;
use crate::diag::Finding;
use crate::diag::Lang;
use crate::diag::Words;
use crate::render::Site;
use crate::words;

pub use crate::app::serve::hosts::Hosts;

/// How long nothing must happen before the folders are looked through, in case an event was lost.
const IDLE: Duration = Duration::from_secs(2);

/// What making the site gave.
#[derive(Default)]
pub struct Outcome {
    /// The site, unless an error keeps it from being made.
    pub site: Option<Site>,
    /// Everything found on the way.
    pub findings: Vec<Finding>,
    /// What the machine or a theme said, in place of a site.
    pub failure: Option<Words>,
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
    /// Makes the site from what is on disk.
    pub make: Box<dyn FnMut() -> Outcome + Send>,
    /// Is told of each outcome.
    pub tell: Box<dyn FnMut(&Outcome) + Send>,
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
        mut make,
        mut tell,
    } = preview;
    let live = Arc::new(Live::new(lang));
    let (events, changes) = mpsc::channel();
    let watcher = watch::Roots::new(root.clone(), output, events);
    let maker = Arc::clone(&live);
    let (made, first) = mpsc::channel();
    std::thread::Builder::new()
        .name("maker".to_owned())
        .spawn(move || {
            make_again_and_again(
                &maker,
                &root,
                watcher,
                &changes,
                &mut || {
                    let outcome = guarded(&mut make);
                    tell(&outcome);
                    outcome
                },
                &made,
            );
        })?;
    // Who asks before the first site is made waits in the listener's queue; without a maker there is nothing to wait for.
    if first.recv().is_err() {
        return Err(io::Error::other("the maker of the site has stopped"));
    }
    server::serve(listener, hosts, live)
}

/// A panic while making is a failure like another: the last good site stays.
fn guarded(make: &mut dyn FnMut() -> Outcome) -> Outcome {
    catch_unwind(AssertUnwindSafe(make)).unwrap_or_else(|panic| {
        let text = edition::panic_text(panic.as_ref());
        Outcome {
            failure: Some(words!("内部错误：{text}", "internal error: {text}")),
            ..Outcome::default()
        }
    })
}

fn make_again_and_again(
    live: &Arc<Live>,
    root: &std::path::Path,
    mut watcher: watch::Roots,
    changes: &mpsc::Receiver<()>,
    make: &mut dyn FnMut() -> Outcome,
    made: &mpsc::Sender<()>,
) {
    loop {
        watcher.watch_again();
        // Taken before the making: a change during it differs from this stamp and is made next.
        let stamp = Stamp::of(root);
        let outcome = make();
        let problems = Problem::all(&outcome, live.lang());
        live.publish(outcome.site, problems);
        // Only the first is waited for.
        made.send(()).unwrap_or_default();
        edition::prove_in_background(live);
        loop {
            match changes.recv_timeout(IDLE) {
                Ok(()) => {
                    while changes.try_recv().is_ok() {}
                    break;
                }
                Err(RecvTimeoutError::Timeout) => {
                    watcher.watch_again();
                    if Stamp::of(root) != stamp {
                        break;
                    }
                }
                // Without a watcher the looking through goes on alone.
                Err(RecvTimeoutError::Disconnected) => {
                    std::thread::sleep(IDLE);
                    if Stamp::of(root) != stamp {
                        break;
                    }
                }
            }
        }
    }
}
