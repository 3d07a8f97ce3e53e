//! The method 方法 and the cases it rests on, as written.

use crate::model::account::words_enum;
use crate::model::exact::Exact;
use crate::model::figure::Figure;
use crate::model::id::Id;
use crate::model::id::Ref;
use crate::model::id::Sited;
use crate::model::industry::Completeness;
use crate::model::text::Text;
use crate::model::written::Written;

/// A page of the playbook: a method with steps, or a plain page.
#[derive(Debug, Clone, PartialEq)]
pub struct PlaybookPage {
    /// File stem, unique over all folders of the playbook.
    pub id: Id,
    /// Folder below `playbook/`, empty at its top: the section.
    pub section: String,
    /// 名称.
    pub name: Text,
    /// Ids it had before.
    pub formerly: Vec<Id>,
    /// Where it stands among its siblings.
    pub order: Option<Exact>,
    /// The method, where the page is one.
    pub method: Option<Method>,
    /// Where it comes from.
    pub source: Option<String>,
    /// Where each top-level key that was written stands.
    pub keys: Written,
}

/// An ordered way of working.
#[derive(Debug, Clone, PartialEq)]
pub struct Method {
    /// How much of it is from its source.
    pub status: Completeness,
    /// How many steps it should have.
    pub declared_steps: Option<Sited<i64>>,
    /// The steps, by `order`.
    pub steps: Vec<Step>,
    /// Tiers it is meant for; empty = all.
    pub tiers: Vec<Id>,
    /// Industries it is meant for; empty = all.
    pub industries: Vec<Ref>,
}

/// One step.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// Unique in the method.
    pub id: Sited<Id>,
    /// Where it stands.
    pub order: i64,
    /// 步骤名称.
    pub name: Text,
    /// 目的.
    pub purpose: Option<Text>,
    /// How much of it is from its source.
    pub status: Option<Completeness>,
    /// A review older than this is stale.
    pub max_age_days: Option<i64>,
    /// 分析要点.
    pub points: Vec<Point>,
}

words_enum! {
    /// What an answer must bring.
    EvidenceKind {
        None = "none", "不需要", "None";
        Link = "link", "链接", "Link";
        Figure = "figure", "数据", "Figure";
    }
}

/// One point of a step.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// Unique in the step.
    pub id: Sited<Id>,
    /// The question.
    pub text: Text,
    /// True if the step is not complete without it. Default true.
    pub required: bool,
    /// What the answer must bring.
    pub evidence: EvidenceKind,
    /// Dossier fields that hold the answer.
    pub fields: Vec<String>,
}

words_enum! {
    /// Whether a case was checked.
    Verified {
        Yes = "yes", "已核实", "Verified";
        No = "no", "未核实", "Not verified";
        Disputed = "disputed", "有争议", "Disputed";
    }
}

/// A case: a claim with its source.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// File stem.
    pub id: Id,
    /// 名称.
    pub name: Text,
    /// Ids it had before.
    pub formerly: Vec<Id>,
    /// What is claimed.
    pub claim: Option<Text>,
    /// The industry it is from.
    pub industry: Option<Ref>,
    /// Figures of the claim.
    pub figures: Vec<CaseFigure>,
    /// Who or what says so.
    pub source: Option<String>,
    /// Whether it was checked.
    pub verified: Option<Verified>,
    /// Where each top-level key that was written stands.
    pub keys: Written,
}

/// A labelled figure.
#[derive(Debug, Clone, PartialEq)]
pub struct CaseFigure {
    /// What it is.
    pub label: Text,
    /// The figure.
    pub figure: Figure,
}
