//! Joins the stages: a project on disk in, a compiled site out.
//!
//! In: a [`Project`] and [`Options`]. Out: a [`Compiled`] book with everything found on the way, or an [`AppError`].
//! Never: prints, reads the clock, or decides what a finding means for the caller's exit code.

mod assets;
mod changes;
pub mod compile;
pub mod inputs;
#[cfg(feature = "png")]
pub mod picture;
pub mod project;
pub mod serve;
pub mod session;
pub mod skeleton;
pub mod slide;
pub mod themes;

pub use changes::Changes;
pub use compile::AppError;
pub use compile::Assessed;
pub use compile::Compiled;
pub use compile::Options;
pub use compile::SETTLED;
pub use compile::Stage;
pub use compile::Texts;
pub use compile::assess;
pub use compile::compile;
pub use compile::compile_inputs;
pub use inputs::Inputs;
pub use project::Project;
pub use session::Session;
