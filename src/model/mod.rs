//! The domain as plain data.
//!
//! In: nothing. Out: the types of a book, each valid by construction.
//! Never: serde, files, HTML, the clock; nothing is filled in later, a later stage has a type of its own.

pub mod account;
pub mod book;
pub mod competitor;
pub mod composition;
pub mod date;
pub mod exact;
pub mod few;
pub mod figure;
pub mod headings;
pub mod id;
pub mod in_order;
pub mod in_parts;
pub mod industry;
pub mod landscape;
pub mod ledger;
pub mod markdown;
pub mod placed;
pub mod playbook;
pub mod rare;
pub mod rulers;
pub mod short;
pub mod text;
pub mod written;
