//! The site in a real Chromium: opened, read by axe, measured, worked by keys alone; nothing on the console, no request elsewhere.
//!
//! Without Chromium or axe-core these tests fail, and say how to install them.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on says so and stops"
)]

mod axe;
mod book;
mod door;
mod harness;
mod keyboard;
mod layout;
mod morphing;
mod opening;
mod preview;
mod printing;
mod saving;
mod searching;
mod tabs;
mod tour;

fn block_on(test: impl Future<Output = ()>) {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap()
        .block_on(test);
}
