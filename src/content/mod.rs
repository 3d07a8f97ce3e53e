//! Reads the book.
//!
//! In: the files of `content/`. Out: a [`Book`](crate::model::book::Book) with every mistake found on the way.
//! Never: scores, draws, prints, or stops at the first mistake.

pub mod markdown;
