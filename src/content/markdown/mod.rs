//! Markdown: what a text contains, and its HTML.
//!
//! In: the Markdown below a front matter. Out: headings, links and placed charts with their places, and safe HTML.
//! Never: reads files, draws, knows where a page of the site lies (the caller's [`Surroundings`] does).

mod address;
mod emphasis;
mod events;
mod footnotes;
mod glance;
mod han;
mod html;
mod outline;
mod raw;
mod slug;
mod table;

#[cfg(test)]
mod tests;

pub use address::Address;
pub use html::Surroundings;
pub use html::html;
pub use html::inline;
pub use outline::Outline;
pub use outline::RawBlock;
pub use outline::RawLink;
pub use outline::outline;
pub use outline::place_of;
