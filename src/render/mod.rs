//! Turns a book and its assessment into a site.
//!
//! In: a [`Book`](crate::model::book::Book), an [`Assessment`](crate::engine::Assessment) and a theme. Out: a [`Site`]: paths and recipes.
//! Never: writes files, computes scores, puts anything but typed views before a template.

mod asked;
pub mod context;
mod counts;
pub mod crossing;
pub mod desk;
pub mod figures;
pub mod first;
pub mod format;
pub mod leaf;
pub mod lean;
pub mod model_pages;
pub mod paper;
pub mod plan;
mod prints;
pub mod route;
pub mod routes;
pub mod rows;
#[cfg(test)]
pub(crate) mod samples;
pub mod scope;
pub mod search;
pub mod share;
pub mod site;
mod splice;
pub mod theme;
pub mod view;
pub mod words;

pub use plan::Plan;
pub use plan::plan;
pub use plan::plan_again;
pub use site::RenderError;
pub use site::Site;

#[cfg(test)]
mod tests;
