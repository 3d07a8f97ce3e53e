//! Key-account dossiers in git, scored exactly and published as a static site.
//!
//! Data goes one way: disk → content → model → engine → chart and render → publish.
//! `app` joins the stages, `cli` talks to people, [`diag`] carries what is wrong from anywhere to anyone.

pub mod chart;
pub mod content;
pub mod diag;
pub mod engine;
pub mod export;
pub mod import;
pub mod model;
pub mod render;
