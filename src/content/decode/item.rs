//! Ratings, capabilities, and numbers that may be a word.

use jiff::civil::Date;

use crate::content::decode::cx::Cx;
use crate::content::decode::form;
use crate::content::decode::form::Form;
use crate::content::decode::number::read_exact;
use crate::content::decode::record::Record;
use crate::content::decode::record::optional;
use crate::content::decode::record::record_table;
use crate::content::decode::shape::Shape;
use crate::content::tree::Node;
use crate::content::tree::NodeKind;
use crate::diag::At;
use crate::model::account::Capability;
use crate::model::account::Rating;
use crate::model::account::Reason;
use crate::model::exact::Exact;
use crate::model::figure::Confidence;
use crate::model::id::Sited;
use crate::model::text::Text;

/// `item`: a number, `null`, or a map with the reason.
#[derive(Debug, Clone, Copy)]
pub struct AnyRating;

/// A rating.
pub fn rating() -> AnyRating {
    AnyRating
}

#[derive(Debug)]
struct Reasoned {
    value: Option<Sited<Exact>>,
    why: Option<Text>,
    source: Option<String>,
    as_of: Option<Date>,
    confidence: Option<Confidence>,
}

record_table! { Reasoned (node, cx) {}
    value: optional(form::sited(form::number())), "评分", "the rating", "8";
    why: optional(form::lstr()), "理由", "the reason", "区域存款第二";
    source: optional(form::text()), "来源", "who or what says so", "年报";
    as_of: optional(form::date()), "截至日期", "the day it was true", "2025-06-30";
    confidence: optional(form::word::<Confidence>()), "可信度", "how sure", "high";
}

impl Form for AnyRating {
    type Value = Rating;

    fn shape(&self) -> Shape {
        Shape::Rating
    }

    fn reads_null(&self) -> bool {
        true
    }

    fn read<'n>(&self, node: &'n Node<'n>, cx: &mut Cx<'n>) -> Option<Rating> {
        let bare = |value: Option<Exact>, key_at: At| Rating {
            value,
            reason: None,
            at: node.at,
            key_at,
        };
        match &node.kind {
            _ if node.is_null() => Some(bare(None, cx.key_at())),
            NodeKind::Map(_) => {
                let key_at = cx.key_at();
                let Reasoned {
                    value,
                    why,
                    source,
                    as_of,
                    confidence,
                } = Reasoned::read(node, cx)?;
                let reason = Reason {
                    why,
                    source,
                    as_of,
                    confidence,
                };
                Some(Rating {
                    at: value.as_ref().map_or(node.at, |value| value.at),
                    value: value.map(|value| value.value),
                    reason: Some(Box::new(reason)),
                    key_at,
                })
            }
            _ => {
                let value = read_exact(node, &Shape::Rating, cx)?;
                Some(bare(Some(value), cx.key_at()))
            }
        }
    }
}

/// 0–10, `cannot` or `unknown`.
#[derive(Debug, Clone, Copy)]
pub struct AnyCapability;

/// How well a player meets a need.
pub fn capability() -> AnyCapability {
    AnyCapability
}

impl Form for AnyCapability {
    type Value = Capability;

    fn shape(&self) -> Shape {
        Shape::Capability
    }

    fn read<'n>(&self, node: &'n Node<'n>, cx: &mut Cx<'n>) -> Option<Capability> {
        match cx.scalar(node, &Shape::Capability)? {
            "cannot" => Some(Capability::Cannot),
            "unknown" => Some(Capability::Unknown),
            _ => {
                let value = read_exact(node, &Shape::Capability, cx)?;
                if value.is_negative() || value > Exact::from(10) {
                    cx.out_of_range(node, &Shape::Capability);
                    return None;
                }
                Some(Capability::Level(value))
            }
        }
    }
}

/// A number, or one word.
#[derive(Debug, Clone, Copy)]
pub struct NumberOr(&'static str);

/// A number, or `word`, which is read as `None`.
pub fn number_or(word: &'static str) -> NumberOr {
    NumberOr(word)
}

impl Form for NumberOr {
    type Value = Option<Exact>;

    fn shape(&self) -> Shape {
        Shape::NumberOr(self.0)
    }

    fn read<'n>(&self, node: &'n Node<'n>, cx: &mut Cx<'n>) -> Option<Option<Exact>> {
        let text = cx.scalar(node, &self.shape())?;
        if text == self.0 {
            return Some(None);
        }
        read_exact(node, &self.shape(), cx).map(Some)
    }
}
