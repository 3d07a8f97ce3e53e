//! The files of a book: a field table and the rules of one file each.
//!
//! In: the text of one file. Out: what it says, and every mistake that can be seen without another file.
//! Never: knows other files; what joins several is checked later.

pub mod account;
pub mod case;
pub mod checks;
pub mod claim;
pub mod competitor;
pub mod composition;
pub mod head;
pub mod industry;
pub mod landscape;
pub mod models;
pub mod page;
pub mod playbook;
pub mod registers;
pub mod settings;
