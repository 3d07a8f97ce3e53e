//! Every reference of every file names something that is there.

pub(super) mod account;
pub(super) mod landscapes;
pub(super) mod models;
pub(super) mod pages;

#[cfg(test)]
mod tests;
