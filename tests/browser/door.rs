//! A door in front of the preview: passes every byte on, and counts the event streams that are open behind it.

use std::io::Read;
use std::io::Write;
use std::net::Shutdown;
use std::net::TcpListener;
use std::net::TcpStream;
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering;
use std::time::Duration;
use std::time::Instant;

use crate::harness::PATIENCE;
use crate::preview::Preview;

/// What a request for the event stream begins with.
const ASKED: &[u8] = b"GET /_keybook/events ";

/// A door of one browser. Each connection to it is one to the preview, and ends with it.
pub struct Door {
    /// The preview's address through this door, with a slash at the end.
    pub url: String,
    streams: Arc<Streams>,
}

/// Event streams of one browser.
#[derive(Default)]
struct Streams {
    n_asked: AtomicUsize,
    n_open: AtomicUsize,
}

impl Door {
    /// Opens one.
    pub fn to(preview: &Preview) -> Door {
        let address = preview
            .url
            .trim_start_matches("http://")
            .trim_end_matches('/')
            .to_owned();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let door = Door {
            url: format!("http://{}/", listener.local_addr().unwrap()),
            streams: Arc::default(),
        };
        let streams = Arc::clone(&door.streams);
        std::thread::spawn(move || {
            for browser in listener.incoming() {
                // The preview has ended: nobody is let in.
                let Ok(preview) = TcpStream::connect(&address) else {
                    continue;
                };
                pass(browser.unwrap(), preview, &streams);
            }
        });
        door
    }

    /// Streams that were asked for so far.
    pub fn n_asked(&self) -> usize {
        self.streams.n_asked.load(Ordering::SeqCst)
    }

    /// Waits until this many are open.
    pub async fn until_open(&self, n: usize) {
        let begun = Instant::now();
        loop {
            let n_open = self.streams.n_open.load(Ordering::SeqCst);
            if n_open == n {
                return;
            }
            assert!(begun.elapsed() < PATIENCE, "{n_open} streams, not {n}");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
}

/// Passes on what both sides say, until one of them ends.
fn pass(browser: TcpStream, preview: TcpStream, streams: &Arc<Streams>) {
    let (from, to) = (browser.try_clone().unwrap(), preview.try_clone().unwrap());
    let streams = Arc::clone(streams);
    std::thread::spawn(move || {
        let mut is_stream = false;
        carry(&from, &to, |asked| {
            if !is_stream && asked.starts_with(ASKED) {
                is_stream = true;
                streams.n_asked.fetch_add(1, Ordering::SeqCst);
                streams.n_open.fetch_add(1, Ordering::SeqCst);
            }
        });
        if is_stream {
            streams.n_open.fetch_sub(1, Ordering::SeqCst);
        }
    });
    std::thread::spawn(move || carry(&preview, &browser, |_| ()));
}

fn carry(mut from: &TcpStream, mut to: &TcpStream, mut look: impl FnMut(&[u8])) {
    let mut some = [0; 16 * 1024];
    while let Ok(n @ 1..) = from.read(&mut some) {
        look(&some[..n]);
        if to.write_all(&some[..n]).is_err() {
            break;
        }
    }
    // Either side may be gone already.
    drop((from.shutdown(Shutdown::Both), to.shutdown(Shutdown::Both)));
}
