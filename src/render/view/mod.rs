//! What templates see: one file a kind of page, every field named. This is the whole contract with themes.
//!
//! In: a [`Scope`](crate::render::scope::Scope) and the name of a thing. Out: plain serialisable views; numbers are text by now.
//! Never: computes a score, reads a file, holds more of the book than its page shows.

pub mod account;
pub mod accounts;
pub mod brief;
pub mod cases;
pub mod competitors;
pub mod compositions;
pub mod dossier;
pub mod facts;
pub mod frame;
pub mod home;
pub mod industries;
pub mod landscapes;
pub mod measure_words;
pub mod models;
pub mod owners;
pub mod parts;
pub mod playbook;
pub mod portfolio;
pub mod quality;
pub mod raised;
pub mod rule_words;
pub mod tags;
pub mod why;
