//! How shapes and texts look: fill, line, letters, and what a mark stands for.

use crate::chart::frame::TEXT;
use crate::chart::palette::Role;

/// How a shape is painted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Paint {
    /// Its ground; none leaves it open.
    pub fill: Option<Role>,
    /// Opacity of the ground, 0..=1.
    pub opacity: f64,
    /// Its line.
    pub stroke: Option<Role>,
    /// Width of the line, in units.
    pub width: f64,
    /// A dashed line: not certain, or near.
    pub is_dashed: bool,
    /// Hatched in the stroke's colour instead of a ground: unknown.
    pub is_hatched: bool,
}

impl Paint {
    /// A full ground.
    pub const fn fill(role: Role) -> Paint {
        Paint {
            fill: Some(role),
            opacity: 1.0,
            stroke: None,
            width: 0.0,
            is_dashed: false,
            is_hatched: false,
        }
    }

    /// A ground that lets the paper through; `opacity` 0..=1.
    pub const fn tint(role: Role, opacity: f64) -> Paint {
        Paint {
            opacity,
            ..Paint::fill(role)
        }
    }

    /// A line of `width` units.
    pub const fn line(role: Role, width: f64) -> Paint {
        Paint {
            fill: None,
            opacity: 1.0,
            stroke: Some(role),
            width,
            is_dashed: false,
            is_hatched: false,
        }
    }

    /// A dashed line of `width` units.
    pub const fn dashed(role: Role, width: f64) -> Paint {
        Paint {
            is_dashed: true,
            ..Paint::line(role, width)
        }
    }

    /// Unknown: hatched within a thin rim.
    pub const fn unknown() -> Paint {
        Paint {
            is_hatched: true,
            ..Paint::dashed(Role::Ink2, 1.0)
        }
    }

    /// Paper within a line: hollow.
    pub const fn hollow(role: Role, width: f64) -> Paint {
        Paint {
            fill: Some(Role::Paper),
            ..Paint::line(role, width)
        }
    }
}

/// Which end of a text stands at its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// Text runs to the right.
    Start,
    /// Text runs to both sides.
    Middle,
    /// Text runs to the left.
    End,
}

/// Which way a text runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// From left to right.
    Level,
    /// From below upwards.
    Up,
    /// Han characters one under another.
    Column,
}

/// How a text is set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Face {
    /// Its colour.
    pub role: Role,
    /// Its size in units.
    pub size: f64,
    /// Its anchor.
    pub anchor: Anchor,
    /// True for bold.
    pub is_bold: bool,
    /// True for a rim of paper, where lines run below it.
    pub has_halo: bool,
    /// Its direction.
    pub turn: Turn,
}

impl Face {
    /// Text of first rank.
    pub const INK: Face = Face {
        role: Role::Ink,
        size: TEXT,
        anchor: Anchor::Start,
        is_bold: false,
        has_halo: false,
        turn: Turn::Level,
    };

    /// Text of second rank.
    pub const SECOND: Face = Face {
        role: Role::Ink2,
        ..Face::INK
    };

    /// The same, anchored.
    pub const fn at(self, anchor: Anchor) -> Face {
        Face { anchor, ..self }
    }

    /// The same, bold.
    pub const fn bold(self) -> Face {
        Face {
            is_bold: true,
            ..self
        }
    }

    /// The same, with a rim of paper.
    pub const fn halo(self) -> Face {
        Face {
            has_halo: true,
            ..self
        }
    }
}

/// A part of a line of text, with where it leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// The words.
    pub text: String,
    /// A relative or web address.
    pub href: Option<String>,
}

/// What a group of shapes stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Mark<'a> {
    /// Tooltip and accessible name.
    pub title: &'a str,
    /// Where it leads.
    pub href: Option<&'a str>,
}
