//! What is wrong with a book, as values.
//!
//! In: nothing. Out: [`Finding`]s with a [`Place`], and [`Checked`] values that carry them.
//! Never: prints, reads files, decides whether a build goes on (that is [`Checked::has_errors`] of the caller's choice).

pub mod code;
pub mod finding;
pub mod github;
pub mod json;
pub mod kept;
pub mod sarif;
pub mod terminal;
pub mod words;

pub use code::Code;
pub use code::Severity;
pub use finding::At;
pub use finding::Checked;
pub use finding::Finding;
pub use finding::Place;
pub use words::Lang;
pub use words::Words;
