//! From an assessment to a chart: what is drawn, and the finding that stands over it.
//!
//! In: a [`Scope`] and the name of a thing. Out: a [`Figure`] with heading, SVG and table, or none where there is nothing to draw.
//! Never: computes a score; exact numbers become floats here, for drawing alone.

mod account;
mod cockpit;
mod dossier;
mod industry;
mod market;
mod placed;
mod portfolio;
mod whole_book;

pub use account::radar;
pub use account::scorecard;
pub use account::value;
pub use cockpit::book_dials;
pub use cockpit::dials;
pub use dossier::brief_map;
pub use dossier::relations;
pub use dossier::sensitivity;
pub use dossier::timeline;
pub use dossier::trend;
pub use dossier::wallet;
pub use industry::staircase;
pub use industry::transformation;
pub use market::attractiveness;
pub use market::composition;
pub use market::donut;
pub use market::landscape;
pub use market::treemap;
pub use placed::named;
pub use placed::placed;
pub(in crate::render) use portfolio::drawn_cuts;
pub use portfolio::pyramid;
pub use portfolio::value_matrix;
pub use whole_book::concentration;
pub use whole_book::pareto;
pub use whole_book::portfolio_matrix;
pub use whole_book::rfm;
pub use whole_book::whale_curve;

use crate::chart::Frame;
use crate::chart::Svg;
use crate::chart::seal::SealData;
use crate::chart::seal::Stamp;
use crate::engine::assessment::TierResult;
use crate::model::exact::Exact;
use crate::render::scope::Scope;
use crate::render::view::parts::Figure;
use crate::render::view::parts::Grid;
use crate::render::view::parts::GridCell;
use crate::render::view::parts::GridHead;

/// What a figure says in words.
struct Caption {
    id: String,
    heading: String,
    note: String,
}

impl Caption {
    fn frame(&self, scope: Scope<'_>) -> Frame {
        Frame::new(
            &format!("chart-{}", self.id),
            scope.lang,
            &self.heading,
            &self.note,
        )
    }

    fn figure(self, svg: Svg) -> Figure {
        Figure {
            table: grid(&svg, &self.heading),
            svg: classed(&svg.markup),
            id: self.id,
            heading: self.heading,
            note: self.note,
            source: None,
            more: None,
        }
    }
}

/// A drawing without the colours it carries beside its classes: a page has them in its stylesheet.
fn classed(svg: &str) -> String {
    let mut page = String::with_capacity(svg.len());
    // Every literal colour has a `#` behind its attribute's name; little else in a drawing has one.
    let mut parts = svg.split('#');
    page.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let name = [" fill=\"", " stroke=\""]
            .into_iter()
            .find(|name| page.ends_with(name));
        match (name, part.split_once('"')) {
            (Some(name), Some((_, behind))) => {
                page.truncate(page.len() - name.len());
                page.push_str(behind);
            }
            _ => {
                page.push('#');
                page.push_str(part);
            }
        }
    }
    page
}

/// The table of a chart; a column is one of numbers if every cell of it looks like one.
fn grid(svg: &Svg, caption: &str) -> Grid {
    let is_number = |column: usize| {
        let mut cells = svg.table.rows.iter().filter_map(|row| row.get(column));
        column > 0 && cells.all(|cell| looks_like_number(cell))
    };
    let numbers: Vec<bool> = (0..svg.table.columns.len()).map(is_number).collect();
    Grid {
        caption: caption.to_owned(),
        head: svg
            .table
            .columns
            .iter()
            .zip(&numbers)
            .map(|(text, is_number)| GridHead {
                text: text.clone(),
                is_number: *is_number,
            })
            .collect(),
        rows: svg
            .table
            .rows
            .iter()
            .map(|row| {
                row.iter()
                    .zip(&numbers)
                    .map(|(text, is_number)| GridCell {
                        text: text.clone(),
                        href: None,
                        is_number: *is_number,
                    })
                    .collect()
            })
            .collect(),
    }
}

fn looks_like_number(cell: &str) -> bool {
    let is_digit_or_sign = |c: char| c.is_ascii_digit() || ".,%−–-—+[] ".contains(c);
    cell.chars().all(is_digit_or_sign) || matches!(cell, "未知" | "unknown")
}

fn float(value: Option<&Exact>) -> Option<f64> {
    value.map(Exact::to_f64)
}

/// The stamp of a tier as SVG.
pub fn seal(scope: Scope<'_>, tier: &TierResult) -> String {
    let data = SealData {
        stamp: stamp(scope, tier),
        label: scope.tier_label(&tier.effective),
        is_near: tier.near_boundary,
    };
    crate::chart::seal::draw(&data, scope.lang)
}

/// The word for the stamp of a tier, for themes to mark it by.
pub fn seal_mark(scope: Scope<'_>, tier: &TierResult) -> &'static str {
    match stamp(scope, tier) {
        Stamp::Platinum => "platinum",
        Stamp::Gold => "gold",
        Stamp::Silver => "silver",
        Stamp::Standard => "standard",
        Stamp::Ineligible => "ineligible",
        Stamp::Insufficient => "insufficient",
        Stamp::Other => "other",
    }
}

/// Levels named otherwise than the four of the source take their stamp by the characters their author gives.
fn stamp(scope: Scope<'_>, tier: &TierResult) -> Stamp {
    let word = tier.effective.word();
    let model = scope.book().rulers.value.as_ref();
    let level = model
        .into_iter()
        .flat_map(|model| &model.tiers.levels)
        .find(|level| level.id.value.as_str() == word);
    match (Stamp::of(word), level.and_then(|level| level.seal.as_deref())) {
        (Stamp::Other, Some("白金")) => Stamp::Platinum,
        (Stamp::Other, Some("金")) => Stamp::Gold,
        (Stamp::Other, Some("银")) => Stamp::Silver,
        (stamp, _) => stamp,
    }
}
