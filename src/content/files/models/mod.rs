//! `models/*.yaml`: the rulers, one of seven kinds a file.

mod attractiveness;
mod classifiers;
mod method;
mod portfolio;
mod rules;
mod scorecard;
mod value;

use crate::content::decode::cx::Cx;
use crate::content::decode::cx::mended;
use crate::content::decode::form;
use crate::content::decode::form::Form;
use crate::content::decode::near::nearest;
use crate::content::decode::record::Record;
use crate::content::decode::shape::Field;
use crate::content::decode::shape::Shape;
use crate::content::files::head;
use crate::content::files::page::Source;
use crate::content::tree;
use crate::content::tree::Node;
use crate::content::tree::NodeKind;
use crate::diag::Checked;
use crate::diag::Code;
use crate::model::rulers::AttractivenessModel;
use crate::model::rulers::Classifier;
use crate::model::rulers::MethodModel;
use crate::model::rulers::PortfolioModel;
use crate::model::rulers::Rules;
use crate::model::rulers::Scorecard;
use crate::model::rulers::ValueModel;
use crate::words;

/// The kinds of models.
pub const KINDS: &[&str] = &[
    "scorecard",
    "attractiveness",
    "value",
    "classifiers",
    "portfolio",
    "rules",
    "method",
];

/// One ruler.
#[derive(Debug, Clone, PartialEq)]
pub enum Ruler {
    /// A scorecard.
    Scorecard(Scorecard),
    /// A model of attractiveness.
    Attractiveness(AttractivenessModel),
    /// The value model.
    Value(Box<ValueModel>),
    /// Classifiers.
    Classifiers(Vec<Classifier>),
    /// The portfolio model.
    Portfolio(PortfolioModel),
    /// The limits of relations and risks.
    Rules(Box<Rules>),
    /// What a team says of a model whose formula is fixed.
    Method(MethodModel),
}

impl Ruler {
    /// Its kind, as written.
    pub fn kind(&self) -> &'static str {
        match self {
            Ruler::Scorecard(_) => "scorecard",
            Ruler::Attractiveness(_) => "attractiveness",
            Ruler::Value(_) => "value",
            Ruler::Classifiers(_) => "classifiers",
            Ruler::Portfolio(_) => "portfolio",
            Ruler::Rules(_) => "rules",
            Ruler::Method(_) => "method",
        }
    }
}

/// Reads a model.
pub fn read(source: &Source<'_>) -> Checked<Option<Ruler>> {
    let tree = tree::read(source.arena, source.file, source.text, 1);
    let mut cx = Cx::new(source.file, source.stem.clone(), source.currency);
    cx.findings = tree.findings;
    cx.common = head::OF_SHEETS;
    let value = ruler(&tree.value, &mut cx);
    Checked {
        value,
        findings: cx.findings,
    }
}

fn ruler<'n>(node: &'n Node<'n>, cx: &mut Cx<'n>) -> Option<Ruler> {
    let kind = kind(node, cx)?;
    head::read(node, KINDS, cx);
    match kind {
        "scorecard" => form::finished::<scorecard::Keys>()
            .read(node, cx)
            .map(Ruler::Scorecard),
        "attractiveness" => form::finished::<attractiveness::Keys>()
            .read(node, cx)
            .map(Ruler::Attractiveness),
        "value" => form::finished::<value::Keys>()
            .read(node, cx)
            .map(|value| Ruler::Value(Box::new(value))),
        "classifiers" => form::finished::<classifiers::Keys>()
            .read(node, cx)
            .map(Ruler::Classifiers),
        "portfolio" => form::finished::<portfolio::Keys>()
            .read(node, cx)
            .map(Ruler::Portfolio),
        "rules" => form::finished::<rules::Keys>()
            .read(node, cx)
            .map(|rules| Ruler::Rules(Box::new(rules))),
        _ => form::finished::<method::Keys>().read(node, cx).map(Ruler::Method),
    }
}

/// The word at `kind:`, which a model must have.
fn kind<'n>(node: &'n Node<'n>, cx: &mut Cx<'n>) -> Option<&'n str> {
    let entries = cx.map(node, || Shape::Free)?;
    let shape = Shape::Word(KINDS);
    let Some(entry) = entries.iter().find(|entry| entry.key == "kind") else {
        let message = words!(
            "缺少必填的 `kind`（模型种类）",
            "the required `kind` (of model) is missing"
        );
        cx.report_at(Code::MissingField, (node.at, 1), "kind", (message, shape.rule()));
        return None;
    };
    match &entry.value.kind {
        NodeKind::Scalar(text, _) if KINDS.contains(&&**text) => Some(text),
        NodeKind::Scalar(text, _) => {
            let message = words!("没有 `{text}` 这种模型", "there is no model of kind `{text}`");
            let meant = nearest(text, KINDS.iter().copied());
            cx.below(entry, |cx| {
                cx.report(Code::UnknownWord, entry.value, message, mended(meant, &shape))
            });
            None
        }
        _ => {
            cx.below(entry, |cx| cx.wrong(entry.value, &shape, None));
            None
        }
    }
}

/// The field table of one kind of model.
pub fn fields(kind: &str) -> Vec<Field> {
    match kind {
        "scorecard" => scorecard::Keys::fields(),
        "attractiveness" => attractiveness::Keys::fields(),
        "value" => value::Keys::fields(),
        "classifiers" => classifiers::Keys::fields(),
        "portfolio" => portfolio::Keys::fields(),
        "rules" => rules::Keys::fields(),
        "method" => method::Keys::fields(),
        _ => Vec::new(),
    }
}
