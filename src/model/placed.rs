//! Charts and tables that an author places in a text: which, of what.

use crate::diag::At;
use crate::model::account::words_enum;
use crate::model::book::PageKind;
use crate::model::id::Ref;

words_enum! {
    /// A chart by its name, as texts and `keybook chart` say it.
    ChartName {
        Pyramid = "pyramid", "客户价值金字塔", "Pyramid of tiers";
        ValueMatrix = "value-matrix", "价值矩阵", "Value matrix";
        PortfolioMatrix = "portfolio-matrix", "组合矩阵", "Portfolio matrix";
        WhaleCurve = "whale-curve", "鲸鱼曲线", "Whale curve";
        Pareto = "pareto", "收入的累计份额", "Pareto of revenue";
        Concentration = "concentration", "集中度", "Concentration";
        Rfm = "rfm", "RFM", "RFM";
        Attractiveness = "attractiveness", "行业吸引力", "Industry attractiveness";
        Composition = "composition", "构成", "Composition";
        Landscape = "landscape", "竞争格局", "Competitor landscape";
        Staircase = "staircase", "需求阶梯", "Needs staircase";
        Transformation = "transformation", "转型", "Transformation";
        Dials = "dials", "三个仪表", "Cockpit dials";
        Relations = "relations", "决策链", "Relationship map";
        Wallet = "wallet", "钱包", "Wallet";
        Timeline = "timeline", "行动时间线", "Timeline";
        Trend = "trend", "收入走势", "Trend of revenue";
        Sensitivity = "sensitivity", "未知的影响", "Sensitivity";
        Value = "value", "价值记分卡", "Value scorecard";
        Scorecard = "scorecard", "选择标准记分卡", "Scorecard";
    }
}

impl ChartName {
    /// What a chart is drawn of.
    pub fn subject(self) -> Subject {
        match self {
            ChartName::Pyramid
            | ChartName::WhaleCurve
            | ChartName::Pareto
            | ChartName::Concentration
            | ChartName::Rfm => Subject::Book,
            ChartName::ValueMatrix | ChartName::PortfolioMatrix => Subject::BookOrAccount,
            ChartName::Attractiveness => Subject::Model,
            ChartName::Composition => Subject::Page(PageKind::Composition),
            ChartName::Landscape => Subject::Page(PageKind::Landscape),
            ChartName::Staircase | ChartName::Transformation => Subject::Page(PageKind::Industry),
            ChartName::Value
            | ChartName::Scorecard
            | ChartName::Dials
            | ChartName::Relations
            | ChartName::Wallet
            | ChartName::Timeline
            | ChartName::Trend
            | ChartName::Sensitivity => Subject::Page(PageKind::Account),
        }
    }
}

/// What a chart is drawn of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// All accounts together.
    Book,
    /// All accounts together; one of them may be marked.
    BookOrAccount,
    /// One thing of a kind.
    Page(PageKind),
    /// One model of attractiveness; the book's only one where none is named.
    Model,
}

/// A chart placed in a text by a block of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// Which.
    pub chart: ChartName,
    /// Of what; the page's own thing where none is named.
    pub of: Option<Ref>,
    /// Which scorecard; every one the account has where none is named.
    pub model: Option<Ref>,
    /// True if its data table stands there instead of the drawing.
    pub is_table: bool,
    /// Where the block begins.
    pub at: At,
}
