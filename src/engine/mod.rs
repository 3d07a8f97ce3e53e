//! The scoring engine: pure, exact, able to explain itself.
//!
//! In: a [`Book`](crate::model::book::Book). Out: an [`Assessment`], every number of it exact and unrounded, and findings.
//! Never: reads files, knows HTML, asks the clock, uses floats. Time enters as the book's `as_of` alone.
//!
//! An account is assessed on its own ([`assess_account`]), so that its result can be remembered; what needs the others
//! (means, ranks, shares) comes after ([`assess_book`]).

pub mod assessment;

pub use assessment::Assessment;
