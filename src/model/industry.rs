//! One industry's page 行业, as written.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::diag::At;
use crate::model::account::Claim;
use crate::model::account::OfferingState;
use crate::model::account::Rating;
use crate::model::exact::Exact;
use crate::model::id::Id;
use crate::model::id::Ref;
use crate::model::id::Sited;
use crate::model::text::Text;
use crate::model::written::Written;

/// An industry.
#[derive(Debug, Clone, PartialEq)]
pub struct Industry {
    /// File stem.
    pub id: Id,
    /// 行业名称.
    pub name: Text,
    /// Ids it had before.
    pub formerly: Vec<Id>,
    /// When it was scored.
    pub as_of: Option<Date>,
    /// Who scored it.
    pub scored_by: Option<Ref>,
    /// 行业吸引力.
    pub attractiveness: Option<AttractivenessSheet>,
    /// The benchmark its star is judged by.
    pub benchmark_set: Option<Ref>,
    /// Compositions to show with it.
    pub compositions: Vec<Ref>,
    /// 需求演进, in file order.
    pub needs_stages: Vec<Stage>,
    /// 政策.
    pub policy: Vec<Claim>,
    /// 趋势.
    pub trends: Vec<Claim>,
    /// Competitors or organisations.
    pub players: Vec<Ref>,
    /// 转型.
    pub transformation: Option<Transformation>,
    /// Where each top-level key that was written stands.
    pub keys: Written,
}

/// The magnitudes of one industry.
#[derive(Debug, Clone, PartialEq)]
pub struct AttractivenessSheet {
    /// A model of kind `attractiveness`.
    pub model: Ref,
    /// By factor. A penalty may be written with its minus sign.
    pub items: BTreeMap<Id, Rating>,
    /// The total somebody printed.
    pub stated_total: Option<Sited<Exact>>,
    /// The star somebody printed.
    pub stated_star: Option<Sited<bool>>,
}

/// One stage of the needs of an industry's customers.
#[derive(Debug, Clone, PartialEq)]
pub struct Stage {
    /// Unique in the industry.
    pub id: Sited<Id>,
    /// Where it stands in the evolution.
    pub order: i64,
    /// 阶段名称.
    pub name: Text,
    /// Need tags.
    pub needs: Vec<Id>,
    /// Offering ids.
    pub offerings: Vec<Id>,
    /// Accounts or plain words.
    pub typical: Vec<Sited<String>>,
    /// `stub` or `reconstructed` where it is not complete.
    pub status: Option<Completeness>,
}

crate::model::account::words_enum! {
    /// How much of a thing is from its source.
    Completeness {
        Complete = "complete", "完整", "Complete";
        Reconstructed = "reconstructed", "补写", "Reconstructed";
        Stub = "stub", "待补", "Stub";
    }
}

/// 横向/纵向转型.
#[derive(Debug, Clone, PartialEq)]
pub struct Transformation {
    /// `self` or an account.
    pub subject: Option<Sited<String>>,
    /// 横向 breadth, in order.
    pub horizontal: Vec<Axis>,
    /// 纵向 depth, in order.
    pub vertical: Vec<Axis>,
    /// What stands in the grid.
    pub offerings: Vec<GridOffering>,
    /// 支点.
    pub fulcrum: Option<Text>,
    /// Where it stands.
    pub at: At,
}

/// One step of an axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Axis {
    /// Unique on its axis.
    pub id: Sited<Id>,
    /// The name to show.
    pub name: Text,
}

/// An offering in the transformation grid.
#[derive(Debug, Clone, PartialEq)]
pub struct GridOffering {
    /// A free id.
    pub id: Sited<Id>,
    /// The name to show.
    pub name: Option<Text>,
    /// An id of the horizontal axis.
    pub h: Ref,
    /// An id of the vertical axis.
    pub v: Ref,
    /// In use, wanted, or neither.
    pub status: OfferingState,
    /// Since or until when.
    pub since: Option<Date>,
    /// By whom.
    pub by: Option<Ref>,
}
