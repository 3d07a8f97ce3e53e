//! The machine contract: one JSON document that other programs read.
//!
//! In: a [`Book`](crate::model::book::Book), its [`Assessment`](crate::engine::Assessment) and findings. Out: text.
//! Never: computes a score, writes a float, or a key in an order that could change.

pub mod account;
pub mod composition;
pub mod document;
pub mod finding;
pub mod indicator;
pub mod industry;
pub mod landscape;
pub mod number;
pub mod portfolio;
pub mod practice;
pub mod risk;
pub mod score;
pub mod sheet;

pub use document::json;
