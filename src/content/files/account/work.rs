//! What is done: offerings, issues, risks, plan, objectives, actions.

use crate::content::decode::cx::Cx;
use crate::content::decode::cx::mended;
use crate::content::decode::form;
use crate::content::decode::form::Form;
use crate::content::decode::near::nearest;
use crate::content::decode::record::boxed;
use crate::content::decode::record::given;
use crate::content::decode::record::many;
use crate::content::decode::record::optional;
use crate::content::decode::record::record_table;
use crate::content::decode::record::required;
use crate::content::decode::shape::Shape;
use crate::content::tree::Node;
use crate::diag::Code;
use crate::model::account::Action;
use crate::model::account::ActionKind;
use crate::model::account::Answer;
use crate::model::account::Issue;
use crate::model::account::Objective;
use crate::model::account::Offering;
use crate::model::account::OfferingState;
use crate::model::account::PlanStep;
use crate::model::account::Risk;
use crate::model::account::RiskState;
use crate::model::account::StepState;
use crate::words;

/// The computed rules a risk may answer, in order.
const RULES: &[&str] = &[
    "R1", "R2", "R3", "R4", "R5", "R6", "R7", "R8", "R9", "R10", "R11", "R12",
];

record_table! { Offering (node, cx) {}
    id: required(form::sited(form::id())), "编号（自由）", "a free id", "core-hosting";
    h: optional(form::id()), "横向（自由编号）", "column of the grid, a free id", "hosting";
    v: optional(form::id()), "纵向（自由编号）", "row of the grid, a free id", "data";
    status: optional(form::word::<OfferingState>()), "状态", "state", "current";
    since: optional(form::date()), "起始", "since when", "2023-01-01";
    by: optional(form::reference()), "谁", "by whom", "zhou";
}

record_table! { Issue (node, cx) {}
    id: required(form::sited(form::id())), "编号，本档案内唯一", "id, unique in the dossier", "i-1";
    opened: required(form::sited(form::date())), "提出日期", "opened", "2025-05-01";
    severity: optional(form::whole(1, 5)), "严重程度 1–5", "severity 1–5", "3";
    accountable: many(form::one_or_many(form::reference())), "唯一负责人", "the one accountable", "zhou";
    text: optional(form::lstr()), "内容", "what it is", "备份任务超时";
    closed: optional(form::date()), "关闭日期", "closed", "2025-06-01";
}

record_table! { Risk (node, cx) {}
    id: required(form::sited(form::id())), "编号，本档案内唯一", "id, unique in the dossier", "r-1";
    rule: optional(RuleName), "回应哪条算出的风险", "the computed rule it answers", "R6";
    text: optional(form::lstr()), "内容", "what it is", "已安排专人梳理";
    likelihood: optional(form::whole(1, 5)), "可能性 1–5", "likelihood 1–5", "3";
    impact: optional(form::whole(1, 5)), "影响 1–5", "impact 1–5", "4";
    state: given(form::word::<RiskState>(), || RiskState::Open), "处理", "what is done", "accepted";
    until: optional(form::date()), "接受到", "accepted until", "2025-12-31";
    owner: optional(form::reference()), "谁盯着", "who watches it", "lin";
}

/// `R1` to `R12`.
#[derive(Debug, Clone, Copy)]
struct RuleName;

impl Form for RuleName {
    type Value = u8;

    fn shape(&self) -> Shape {
        Shape::Word(RULES)
    }

    fn read<'n>(&self, node: &'n Node<'n>, cx: &mut Cx<'n>) -> Option<u8> {
        let text = cx.scalar(node, &self.shape())?;
        let number = RULES.iter().zip(1_u8..).find(|(rule, _)| **rule == text);
        if number.is_none() {
            let message = words!("`{text}` 不是风险规则", "`{text}` is no risk rule");
            let meant = nearest(text, RULES.iter().copied());
            cx.report(Code::UnknownWord, node, message, mended(meant, &self.shape()));
        }
        number.map(|(_, number)| number)
    }
}

record_table! { PlanStep (node, cx) { at: cx.key_at() }
    state: given(form::word::<StepState>(), || StepState::Todo), "进度", "how far it is", "reviewed";
    reviewed_on: optional(form::date()), "评审日期", "reviewed on", "2025-05-20";
    answers: many(form::by_id(form::record::<Answer>())), "各要点的回答", "answers, by point", "attractiveness";
}

record_table! { Answer (node, cx) { at: cx.key_at() }
    text: optional(form::lstr()), "回答", "the answer", "见行业页";
    evidence: many(form::list(form::text())), "依据：链接或数据", "evidence: links or figures", "[industries/finance]";
}

record_table! { Objective (node, cx) {}
    id: required(form::sited(form::id())), "编号，本档案内唯一", "id, unique in the dossier", "o-1";
    text: required(form::name()), "目标", "what is wanted", "进入核心换代短名单";
    measure: optional(form::text()), "考量", "measure", "短名单";
    baseline: optional(form::number()), "起点", "where it began", "0";
    target: optional(form::number()), "目标值", "where it should be", "3";
    actual: optional(form::number()), "实际", "where it is", "1";
    due: optional(form::date()), "期限", "by when", "2025-12-31";
}

record_table! { Action (node, cx) {}
    id: required(form::sited(form::id())), "编号，本档案内唯一", "id, unique in the dossier", "a-1";
    objective: optional(boxed(form::reference())), "为哪个目标", "the objective it serves", "o-1";
    text: required(form::name()), "做什么", "what is to be done", "安排行长参观灾备中心";
    owner: optional(boxed(form::reference())), "谁", "by whom", "lin";
    due: optional(form::date()), "期限", "by when", "2025-09-30";
    done: optional(form::date()), "完成日期", "done on", "2025-09-01";
    kind: optional(form::word::<ActionKind>()), "种类", "kind", "relationship";
}
