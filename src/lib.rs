//! Key-account dossiers in git, scored exactly and published as a static site.
//!
//! Data goes one way: disk → content → model → engine → chart and render → publish.
//! `app` joins the stages, `cli` talks to people, [`diag`] carries what is wrong from anywhere to anyone, [`disk`] holds folders
//! that are read from and written to, `print` tells by a number whether a thing is what it was.

pub mod app;
pub mod chart;
pub mod cli;
pub mod content;
pub mod diag;
pub mod disk;
pub mod engine;
pub mod export;
pub mod history;
pub mod import;
pub mod model;
mod print;
pub mod publish;
pub mod render;
