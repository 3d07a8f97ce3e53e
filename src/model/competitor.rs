//! One competitor's page 竞争对手, as written.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::model::account::Capability;
use crate::model::account::Claim;
use crate::model::account::words_enum;
use crate::model::exact::Exact;
use crate::model::figure::Confidence;
use crate::model::figure::Figure;
use crate::model::id::Id;
use crate::model::id::Ref;
use crate::model::id::Sited;
use crate::model::text::Text;
use crate::model::written::Written;

words_enum! {
    /// Where a competitor comes from.
    Origin {
        HardwareBased = "hardware-based", "以硬件为基础", "Hardware-based";
        SoftwareBased = "software-based", "以软件为基础", "Software-based";
        ChannelBorn = "channel-born", "以代理起家", "Channel-born";
        NewItConsulting = "new-IT-consulting", "新型信息化咨询", "New IT consulting";
        ConsultingTurnedIt = "consulting-turned-IT", "由咨询转型", "Consulting turned IT";
        ManagementConsulting = "management-consulting", "管理咨询", "Management consulting";
        Operator = "operator", "运营商", "Operator";
        Other = "other", "其他", "Other";
    }
}
words_enum! {
    /// What a position on a map rests on.
    PositionBasis {
        Measured = "measured", "实测", "Measured";
        Judged = "judged", "判断", "Judged";
        Illustrative = "illustrative", "示意", "Illustrative";
    }
}

/// A competitor.
#[derive(Debug, Clone, PartialEq)]
pub struct Competitor {
    /// File stem.
    pub id: Id,
    /// 名称.
    pub name: Text,
    /// Ids it had before.
    pub formerly: Vec<Id>,
    /// The organisation behind it; may be a customer too.
    pub organisation: Option<Ref>,
    /// 来历.
    pub origin: Option<Origin>,
    /// On landscapes.
    pub positions: Vec<Position>,
    /// 优势, at least one.
    pub strengths: Vec<Claim>,
    /// 劣势, at least one.
    pub weaknesses: Vec<Claim>,
    /// By need tag.
    pub capabilities: BTreeMap<Id, Sited<Capability>>,
    /// 赢利能力.
    pub profitability: Option<Figure>,
    /// 本地化, 0..=10.
    pub localisation: Option<Exact>,
    /// Where each top-level key that was written stands.
    pub keys: Written,
}

/// Where a competitor stands on a landscape.
#[derive(Debug, Clone, PartialEq)]
pub struct Position {
    /// The landscape.
    pub landscape: Ref,
    /// On its x axis.
    pub x: Option<Exact>,
    /// On its y axis.
    pub y: Option<Exact>,
    /// When it was judged.
    pub as_of: Option<Date>,
    /// What it rests on.
    pub basis: Option<PositionBasis>,
    /// How sure.
    pub confidence: Option<Confidence>,
}
