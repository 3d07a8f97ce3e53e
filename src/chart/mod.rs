//! Charts as SVG text, made at build time.
//!
//! In: plain labels and figures of an assessment, and a [`Frame`]. Out: an [`Svg`] with the data table that belongs beside it.
//! Never: reads files, asks for fonts or for the platform's float functions, computes scores.
//!
//! Every chart is one file with its `…Data` and `fn draw(&…Data, &Frame) -> Svg`. Cartesian frames are drawn by plotters
//! through [`Plane`](plane::Plane), everything through one [`Canvas`](canvas::Canvas).

pub mod alone;
pub mod attractiveness;
mod backend;
pub mod block;
pub mod brief_map;
pub mod canvas;
pub mod composition;
pub mod concentration;
pub mod dials;
mod field;
pub mod figures;
pub mod frame;
mod gauge;
pub mod interval;
pub mod landscape;
mod lanes;
pub mod letters;
pub mod matrix;
pub mod notes;
pub mod paint;
pub mod palette;
pub mod pareto;
pub mod placing;
pub mod plane;
pub mod portfolio_matrix;
pub mod pyramid;
mod quadrants;
mod quartered;
pub mod radar;
pub mod relationship_map;
pub mod rfm;
pub mod scorecard;
pub mod seal;
pub mod signs;
pub mod spark;
pub mod staircase;
pub mod stylesheet;
pub mod timeline;
pub mod tornado;
pub mod transformation;
pub mod trend;
pub mod value;
pub mod wallet;
pub mod whale;

#[cfg(test)]
mod gallery;
#[cfg(test)]
pub(crate) mod proof;

pub use frame::DataTable;
pub use frame::Frame;
pub use frame::Svg;
pub use stylesheet::stylesheet;
