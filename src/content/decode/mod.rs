//! From a tree to typed values: one field table a record decodes, explains and fills the templates.
//!
//! In: a [`crate::content::tree::Node`]. Out: values of the model, and a finding for every mistake of the file.
//! Never: stops at the first mistake, guesses a type from the value, knows other files.

pub mod bag;
pub mod cx;
pub mod day;
pub mod figure;
pub mod form;
pub mod item;
pub mod money;
pub mod near;
pub mod number;
pub mod record;
pub mod shape;
pub mod stand_in;
pub mod word;
