//! What stands around every page: titles, languages, where it is, which file it is made from.

use schemars::JsonSchema;
use serde::Serialize;

use crate::render::view::parts::Link;

/// The frame of a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Frame {
    /// BCP 47 tag of the page.
    pub lang: String,
    /// `zh` or `en`.
    pub lang_key: String,
    /// Title of the page; equal to `book` on the home page.
    pub title: String,
    /// Title of the book.
    pub book: String,
    /// The day the book is read for.
    pub as_of: String,
    /// Way to the site's root: empty, or `../` as often as it takes.
    pub root: String,
    /// Link to the home page of this language.
    pub home: String,
    /// Link to the search page of this language.
    pub search: String,
    /// Key of the section the page is in, as in the navigation.
    pub section: String,
    /// The same page in the book's languages, in their order; empty if there is one language.
    pub languages: Vec<LanguageLink>,
    /// The pages above this one.
    pub crumbs: Vec<Link>,
    /// Pages whose texts link to this one, at most forty.
    pub mentions: Vec<Link>,
    /// Path of the file the page is made from.
    pub file: Option<String>,
    /// Link to edit that file.
    pub edit: Option<String>,
    /// A word that must stand on every page.
    pub notice: Option<String>,
    /// The site's commit, on the home page alone.
    pub commit: Option<String>,
    /// True if the page is made from a draft.
    pub is_draft: bool,
    /// True if pages have data to offer beside them.
    pub has_export: bool,
}

/// The same page in a language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LanguageLink {
    /// BCP 47 tag.
    pub lang: String,
    /// What the language calls itself.
    pub label: String,
    /// Relative link.
    pub href: String,
    /// True for the page's own language.
    pub is_current: bool,
}

/// One entry of the navigation, the same on every page of a language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct NavItem {
    /// Key of the section.
    pub key: String,
    /// What it is called.
    pub label: String,
    /// Path from the site's root; templates put `frame.root` before it.
    pub path: String,
}
