//! One competitor map 竞争格局, as written.

use jiff::civil::Date;

use crate::diag::At;
use crate::model::competitor::PositionBasis;
use crate::model::exact::Exact;
use crate::model::few::Few;
use crate::model::figure::Confidence;
use crate::model::id::Id;
use crate::model::id::Ref;
use crate::model::id::Sited;
use crate::model::short::Short;
use crate::model::text::Text;
use crate::model::written::Written;

/// A competitor map.
#[derive(Debug, Clone, PartialEq)]
pub struct Landscape {
    /// File stem.
    pub id: Id,
    /// 名称.
    pub name: Text,
    /// The industry it is about.
    pub industry: Option<Ref>,
    /// When it was drawn.
    pub as_of: Option<Date>,
    /// The x axis.
    pub x: MapAxis,
    /// The y axis.
    pub y: MapAxis,
    /// A player is strong from this value on either axis. Default 7.
    pub strong_at: Exact,
    /// The player that is us.
    pub own: Option<Ref>,
    /// Who is on it.
    pub players: Vec<Player>,
    /// What is said about it and can be checked.
    pub assertions: Vec<Sited<Assertion>>,
    /// Where each top-level key that was written stands.
    pub keys: Written,
}

/// An axis with its ends.
#[derive(Debug, Clone, PartialEq)]
pub struct MapAxis {
    /// The axis.
    pub name: Text,
    /// Its low end.
    pub low: Option<Text>,
    /// Its high end.
    pub high: Option<Text>,
    /// Least value.
    pub min: Exact,
    /// Greatest value, above the least.
    pub max: Exact,
}

/// One player.
#[derive(Debug, Clone, PartialEq)]
pub struct Player {
    /// Its name on this map; a competitor's or organisation's id where there is one.
    pub reference: Ref,
    /// Required where the reference is neither.
    pub name: Option<Text>,
    /// What kind of firm; a label, not a key.
    pub kind: Option<Text>,
    /// On the x axis.
    pub x: Option<Sited<Exact>>,
    /// On the y axis.
    pub y: Option<Sited<Exact>>,
    /// Relative size, above 0.
    pub size: Option<Exact>,
    /// What the position rests on.
    pub basis: Option<PositionBasis>,
    /// How sure.
    pub confidence: Option<Confidence>,
    /// Further attributes that are not axes.
    pub tags: Few<Short, String>,
    /// Anything else.
    pub note: Option<Text>,
    /// Where the player stands in the file.
    pub at: At,
}

/// A claim about a map that Keybook checks.
#[derive(Debug, Clone, PartialEq)]
pub enum Assertion {
    /// The first dominates the second.
    Dominates(Ref, Ref),
    /// It is on the front.
    Front(Ref),
    /// It is strong on at least one axis.
    Strong(Ref),
    /// It carries the tag with the value.
    Tag(Ref, String, String),
}
