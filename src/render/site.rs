//! The site as a plan: which paths exist, and how each is made.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diag::Finding;

/// A file of the site that cannot be made; names the page and the template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RenderError {
    /// Path of the page in the site.
    pub path: String,
    /// What the template engine says, with template, line and column.
    pub message: String,
}

/// How one file of the site is made: a pure function of what it has captured.
pub type Recipe = Arc<dyn Fn() -> Result<Vec<u8>, RenderError> + Send + Sync>;

/// A whole site, not yet made.
#[derive(Clone, Default)]
pub struct Site {
    /// By path from the site's root, with `/`: `accounts/north-bank/index.html`.
    pub files: BTreeMap<String, Recipe>,
    /// Doubts that only planning shows.
    pub findings: Vec<Finding>,
}
