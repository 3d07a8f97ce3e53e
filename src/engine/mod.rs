//! The scoring engine: pure, exact, able to explain itself.
//!
//! In: a [`Book`](crate::model::book::Book). Out: an [`Assessment`], every number of it exact and unrounded, and findings.
//! Never: reads files, knows HTML, asks the clock, uses floats. Time enters as the book's `as_of` alone.
//!
//! An account is assessed on its own ([`assess_account`]), so that its result can be remembered; what needs the others
//! (means, ranks, shares) comes after ([`compare`]). After an edit, [`assess_again`] gives the same for less.

pub mod account_doubts;
pub mod account_risks;
pub mod again;
pub mod assess;
pub mod assessment;
pub mod attractiveness;
pub mod book_dials;
pub mod bus_factor;
pub mod change;
pub mod classes;
pub mod clv;
pub mod compare;
pub mod composition;
pub mod dials;
pub mod doubts;
pub mod evidence_gap;
pub mod explain;
pub mod financials;
pub mod indicators;
pub mod industry_doubts;
pub mod key_fields;
pub mod landscape;
#[cfg(test)]
mod laws;
pub mod linked;
pub mod matrix;
pub mod measure;
pub mod money_risks;
pub mod needs;
pub mod needs_stage;
pub mod next_level;
pub mod peers;
pub mod people_risks;
pub mod portfolio;
pub mod portfolio_cell;
pub mod portfolio_risks;
pub mod printed_mean;
pub mod rank_agreement;
pub mod rank_stability;
pub mod relations;
pub mod rfm;
pub mod risk;
#[cfg(test)]
pub(crate) mod samples;
pub mod scorecard;
pub mod stale;
pub mod statistic;
pub mod steps;
pub mod tier;
pub mod transformation;
pub mod value;
pub mod wallet;
pub mod whale_curve;

pub use again::assess_again;
pub use assess::assess;
pub use assess::assess_account;
pub use assessment::Assessment;
