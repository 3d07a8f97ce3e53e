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
        Attractiveness = "attractiveness", "行业吸引力", "Industry attractiveness";
        Composition = "composition", "构成", "Composition";
        Landscape = "landscape", "竞争格局", "Competitor landscape";
        Value = "value", "价值记分卡", "Value scorecard";
        Scorecard = "scorecard", "选择标准记分卡", "Scorecard";
    }
}

impl ChartName {
    /// What a chart is drawn of.
    pub fn subject(self) -> Subject {
        match self {
            ChartName::Pyramid => Subject::Book,
            ChartName::ValueMatrix => Subject::BookOrAccount,
            ChartName::Attractiveness => Subject::Model,
            ChartName::Composition => Subject::Page(PageKind::Composition),
            ChartName::Landscape => Subject::Page(PageKind::Landscape),
            ChartName::Value | ChartName::Scorecard => Subject::Page(PageKind::Account),
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
