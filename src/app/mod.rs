//! Joins the stages.

pub mod serve;
