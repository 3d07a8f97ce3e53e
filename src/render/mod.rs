//! Turns a book and its assessment into a site.
//!
//! In: a [`Book`](crate::model::book::Book), an [`Assessment`](crate::engine::Assessment) and a theme. Out: a [`Site`]: paths and recipes.
//! Never: writes files, computes scores, puts anything but typed views before a template.

pub mod site;

pub use site::RenderError;
pub use site::Site;
