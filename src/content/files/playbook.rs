//! `playbook/**.md`: a method with steps, or a plain page.

use std::sync::Arc;

use crate::content::decode::cx::Cx;
use crate::content::decode::form;
use crate::content::decode::record;
use crate::content::decode::record::Finish;
use crate::content::decode::record::Record;
use crate::content::decode::record::given;
use crate::content::decode::record::many;
use crate::content::decode::record::optional;
use crate::content::decode::record::record_table;
use crate::content::decode::record::required;
use crate::content::decode::shape::Field;
use crate::content::files::checks;
use crate::content::files::page::Linked;
use crate::content::files::page::Source;
use crate::content::files::page::page;
use crate::content::tree::Node;
use crate::diag::Checked;
use crate::diag::Code;
use crate::model::exact::Exact;
use crate::model::id::Id;
use crate::model::id::Ref;
use crate::model::id::Sited;
use crate::model::industry::Completeness;
use crate::model::playbook::EvidenceKind;
use crate::model::playbook::Method;
use crate::model::playbook::PlaybookPage;
use crate::model::playbook::Point;
use crate::model::playbook::Step;
use crate::model::text::Text;
use crate::words;

/// Reads a page of the playbook that lies in the folder `section`.
pub fn read(source: &Source<'_>, section: &str) -> Checked<Option<Linked<PlaybookPage>>> {
    let mut read = page(source, &["playbook"], &form::finished::<Keys>());
    if let Some(linked) = &mut read.value {
        Arc::make_mut(&mut linked.page).data.section = section.to_owned();
    }
    read
}

/// Its field table.
pub fn fields() -> Vec<Field> {
    Keys::fields()
}

#[derive(Debug)]
struct Keys {
    id: Id,
    name: Text,
    formerly: Vec<Id>,
    order: Option<Exact>,
    source: Option<String>,
    status: Option<Completeness>,
    declared_steps: Option<Sited<i64>>,
    applies_to: AppliesTo,
    steps: Option<Vec<Step>>,
}

#[derive(Debug, Default)]
struct AppliesTo {
    tiers: Vec<Id>,
    industries: Vec<Ref>,
}

record_table! { Keys (node, cx) { id: cx.stem.clone() }
    name: required(form::name()), "名称", "name", "六步法";
    formerly: many(form::list(form::id())), "用过的编号", "old ids, for redirects", "[old-name]";
    order: optional(form::number()), "次序", "where it stands", "10";
    source: optional(form::text()), "来源", "where it comes from", "培训资料";
    status: optional(form::word::<Completeness>()), "完整度（有步骤时必填）", "how complete (required with steps)", "complete";
    declared_steps: optional(form::sited(form::whole_from(1))), "应有几步", "how many steps there should be", "6";
    applies_to: given(form::record::<AppliesTo>(), AppliesTo::default), "适用于", "what it is meant for", "";
    steps: optional(form::list(form::record::<Step>())), "步骤", "steps", "";
}

record_table! { AppliesTo (node, cx) {}
    tiers: many(form::list(form::id())), "等级", "tiers", "[platinum, gold]";
    industries: many(form::list(form::reference())), "行业", "industries", "[finance]";
}

record_table! { Step (node, cx) {}
    id: required(form::sited(form::id())), "编号", "id", "industry";
    order: required(form::whole_any()), "次序", "where it stands", "1";
    name: required(form::name()), "步骤名称", "name", "行业分析";
    purpose: optional(form::lstr()), "目的", "purpose", "看清行业值不值得投入";
    status: optional(form::word::<Completeness>()), "完整度", "how complete", "reconstructed";
    max_age_days: optional(form::whole_from(0)), "评审有效天数", "a review older than this is stale", "180";
    points: many(form::list(form::record::<Point>())), "分析要点", "points", "";
}

record_table! { Point (node, cx) {}
    id: record::required(form::sited(form::id())), "编号", "id", "attractiveness";
    text: record::required(form::name()), "问题", "the question", "给行业打分";
    required: given(form::truth(), || true), "必答（默认 true）", "required (default true)", "true";
    evidence: given(form::word::<EvidenceKind>(), || EvidenceKind::None), "要什么依据", "what the answer must bring", "none";
    fields: many(form::list(form::text())), "答案在档案的哪些字段", "dossier fields that hold the answer", "[needs]";
}

impl Finish for Keys {
    type Out = PlaybookPage;

    fn finish<'n>(self, node: &'n Node<'n>, cx: &mut Cx<'n>) -> Option<PlaybookPage> {
        let Keys {
            id,
            name,
            formerly,
            order,
            source,
            status,
            declared_steps,
            applies_to: AppliesTo { tiers, industries },
            steps,
        } = self;
        let is_method = steps.is_some() || status.is_some() || declared_steps.is_some();
        let method = is_method.then(|| {
            if status.is_none() {
                no_status(node, cx);
            }
            Method {
                status: status.unwrap_or(Completeness::Stub),
                declared_steps,
                steps: in_order(steps.unwrap_or_default(), cx),
                tiers,
                industries,
            }
        });
        Some(PlaybookPage {
            id,
            section: String::new(),
            name,
            formerly,
            order,
            method,
            source,
            keys: node.written(Keys::KEYS),
        })
    }
}

fn in_order(mut steps: Vec<Step>, cx: &mut Cx<'_>) -> Vec<Step> {
    checks::unique(steps.iter().map(|step| &step.id), "steps", "id", cx);
    for (index, step) in steps.iter().enumerate() {
        let list = format!("steps[{index}].points");
        checks::unique(step.points.iter().map(|point| &point.id), &list, "id", cx);
    }
    // Steps of one order keep the order of the file.
    steps.sort_by_key(|step| step.order);
    steps
}

fn no_status(node: &Node<'_>, cx: &mut Cx<'_>) {
    let words = (
        words!(
            "有步骤的方法缺少 `status`",
            "a method with steps needs a `status`"
        ),
        words!(
            "加上 `status: complete`、`reconstructed` 或 `stub`",
            "add `status: complete`, `reconstructed` or `stub`"
        ),
    );
    cx.report_at(Code::MissingField, (node.at, 1), "status", words);
}
