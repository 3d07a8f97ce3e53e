//! Markdown: what a text contains, and its HTML.
//!
//! In: the Markdown below a front matter. Out: headings and links with their places, and safe HTML.
//! Never: reads files, knows where a page of the site lies (the caller's `resolve` does).

mod address;
mod emphasis;
mod events;
mod footnotes;
mod han;
mod html;
mod outline;
mod raw;
mod slug;
mod table;

#[cfg(test)]
mod tests;

pub use address::Address;
pub use html::html;
pub use html::inline;
pub use outline::Outline;
pub use outline::RawLink;
pub use outline::outline;
pub use outline::place_of;
