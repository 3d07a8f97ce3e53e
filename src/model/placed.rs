//! Charts and tables that an author places in a text: which, of what.

use crate::diag::At;
use crate::diag::Words;
use crate::model::account::words_enum;
use crate::model::book::PageKind;
use crate::model::id::Ref;

/// Every chart there is, a row each: what it is called, what it is drawn of, what that must have. A row more needs its
/// line in `render::figures::named`, and nothing else.
macro_rules! charts {
    ($( $variant:ident = $word:literal, $zh:literal, $en:literal, $subject:expr, $needs_zh:literal, $needs_en:literal; )+) => {
        words_enum! {
            /// A chart by its name, as texts and `keybook chart` say it.
            ChartName { $( $variant = $word, $zh, $en; )+ }
        }

        impl ChartName {
            /// Every chart, in order.
            pub const ALL: &'static [ChartName] = &[ $( ChartName::$variant, )+ ];

            /// What a chart is drawn of.
            pub fn subject(self) -> Subject {
                match self { $( ChartName::$variant => $subject, )+ }
            }

            /// What its subject must have for it to be drawn.
            pub fn needs(self) -> Words {
                match self { $( ChartName::$variant => Words::new($needs_zh, $needs_en), )+ }
            }
        }
    };
}

charts! {
    Pyramid = "pyramid", "客户价值金字塔", "Pyramid of tiers", Subject::Book, "价值模型和有等级的客户", "a value model, and accounts with tiers";
    ValueMatrix = "value-matrix", "价值矩阵", "Value matrix", Subject::BookOrAccount, "价值模型和有价值的客户", "a value model, and accounts with a value";
    PortfolioMatrix = "portfolio-matrix", "组合矩阵", "Portfolio matrix", Subject::BookOrAccount, "组合模型和有位置的客户", "a portfolio model, and accounts it can place";
    WhaleCurve = "whale-curve", "鲸鱼曲线", "Whale curve", Subject::Book, "利润已知的客户，合计不为零", "accounts of known profit, together not zero";
    Pareto = "pareto", "收入的累计份额", "Pareto of revenue", Subject::Book, "年收入已知的客户", "accounts of known yearly revenue";
    Concentration = "concentration", "集中度", "Concentration", Subject::Book, "年收入已知的客户", "accounts of known yearly revenue";
    Rfm = "rfm", "RFM", "RFM", Subject::Book, "一年内的订单", "orders within the year";
    Attractiveness = "attractiveness", "行业吸引力", "Industry attractiveness", Subject::Model, "吸引力模型和按它评分的行业", "a model of attractiveness, and industries scored by it";
    Composition = "composition", "构成", "Composition", Subject::Page(PageKind::Composition), "组成部分，没有归属不明的", "parts, none of a doubtful label";
    Treemap = "treemap", "构成的树图", "Treemap of a composition", Subject::Page(PageKind::Composition), "组成部分，没有归属不明的", "parts, none of a doubtful label";
    Donut = "donut", "构成的环图", "Ring of a composition", Subject::Page(PageKind::Composition), "组成部分，没有归属不明的", "parts, none of a doubtful label";
    Landscape = "landscape", "竞争格局", "Competitor landscape", Subject::Page(PageKind::Landscape), "有坐标的参与者", "players with a place";
    Staircase = "staircase", "需求阶梯", "Needs staircase", Subject::Page(PageKind::Industry), "需求的阶段", "stages of needs";
    Transformation = "transformation", "转型", "Transformation", Subject::Page(PageKind::Industry), "转型的矩阵", "a matrix of transformation";
    Dials = "dials", "三个仪表", "Cockpit dials", Subject::Page(PageKind::Account), "增长、钱包份额、服务成本至少一项", "growth, share of wallet or cost to serve, one at least";
    Relations = "relations", "决策链", "Relationship map", Subject::Page(PageKind::Account), "联系人", "contacts";
    BriefMap = "brief-map", "决策链简图", "Small relationship map", Subject::Page(PageKind::Account), "联系人", "contacts";
    Wallet = "wallet", "钱包", "Wallet", Subject::Page(PageKind::Account), "钱包", "a wallet";
    Timeline = "timeline", "行动时间线", "Timeline", Subject::Page(PageKind::Account), "行动、目标或合同到期日", "actions, objectives or ends of contracts";
    Trend = "trend", "收入走势", "Trend of revenue", Subject::Page(PageKind::Account), "两期以上收入已知的财务数据", "two periods of financials or more, with revenue";
    Sensitivity = "sensitivity", "未知的影响", "Sensitivity", Subject::Page(PageKind::Account), "价值模型和至少一项未知的指标", "a value model, and an indicator that is unknown";
    Value = "value", "价值记分卡", "Value scorecard", Subject::Page(PageKind::Account), "已知的价值", "a value that is known";
    Scorecard = "scorecard", "选择标准记分卡", "Scorecard", Subject::Page(PageKind::Account), "记分卡上的评分", "ratings on a scorecard";
    Radar = "radar", "记分卡雷达图", "Radar of a scorecard", Subject::Page(PageKind::Account), "记分卡上的评分", "ratings on a scorecard";
}

impl ChartName {
    /// True if an account has one for each of its scorecards.
    pub fn is_of_scorecards(self) -> bool {
        matches!(self, ChartName::Scorecard | ChartName::Radar)
    }

    /// True if a chart of one account is held against the mean of all.
    pub fn reads_means(self) -> bool {
        self == ChartName::Radar
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
