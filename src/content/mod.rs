//! From the folder on disk to the book, with every mistake in it.
//!
//! In: a [`snapshot::Snapshot`] of `content/`. Out: a [`crate::model::book::Book`] and findings with their places.
//! Never: scores anything, writes anything, knows the clock; disk is touched in [`snapshot`] alone.

mod again;
pub mod cross;
pub mod decode;
pub mod files;
mod join;
pub mod layout;
pub mod ledger;
mod lines;
pub mod markdown;
pub mod memory;
pub mod read;
pub mod snapshot;
mod sorted;
pub mod template;
pub mod tree;

pub use memory::Memory;
pub use memory::Taken;
pub use read::ReadOptions;
pub use read::read;
