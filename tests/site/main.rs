//! The built site as files: every link leads somewhere in it, the W3C's validator finds nothing, no page is heavy.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that cannot go on says so and stops"
)]

#[path = "../browser/book.rs"]
mod book;
#[path = "../bench/dossiers.rs"]
mod dossiers;
mod links;
mod markup;
mod validity;
mod weight;
