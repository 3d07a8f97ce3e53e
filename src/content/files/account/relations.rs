//! Our people and the customer's: team, contacts, coverage, decisions.

use crate::content::decode::form;
use crate::content::decode::record::boxed;
use crate::content::decode::record::many;
use crate::content::decode::record::optional;
use crate::content::decode::record::rare;
use crate::content::decode::record::record_table;
use crate::content::decode::record::required;
use crate::model::account::BuyingRole;
use crate::model::account::Contact;
use crate::model::account::Coverage;
use crate::model::account::DecisionStep;
use crate::model::account::Orientation;
use crate::model::account::Political;
use crate::model::account::TeamMember;
use crate::model::account::TeamRole;

record_table! { TeamMember (node, cx) {}
    person: required(form::reference()), "谁", "who", "lin";
    role: optional(form::word::<TeamRole>()), "角色", "as what", "sales";
    since: optional(form::date()), "起始", "since when", "2023-01-01";
}

record_table! { Contact (node, cx) {}
    id: required(form::sited(form::id())), "编号，本档案内唯一", "id, unique in the dossier", "cio";
    label: required(form::name()), "角色或姓名首字母", "role or initials", "信息科技部总经理";
    title: optional(form::lstr()), "职务", "title", "总经理";
    unit: optional(boxed(form::lstr())), "部门", "unit", "科技部";
    reports_to: optional(boxed(form::reference())), "上级（另一联系人）", "another contact", "president";
    roles: rare(many(form::list(form::word::<BuyingRole>()))), "采购中心里的角色", "roles in the buying centre", "[technical, initiator]";
    influence: optional(form::level(0, 5)), "影响力 0–5", "influence 0–5", "4";
    support: optional(form::level(-2, 2)), "支持度 −2–2", "support −2–2", "1";
    orientation: optional(form::word::<Orientation>()), "看重什么", "what they decide by", "technical";
    political: optional(form::word::<Political>()), "圈内外", "where they stand", "inner";
    coverage: rare(many(form::list(form::record::<Coverage>()))), "我方谁在联系", "who of ours reaches them", "";
}

record_table! { Coverage (node, cx) {}
    person: required(form::reference()), "谁", "who", "lin";
    strength: optional(form::whole(0, 5)), "关系强度 0–5", "strength 0–5", "4";
    target: optional(form::whole(0, 5)), "目标强度 0–5", "strength wanted, 0–5", "5";
    last: optional(form::sited(form::date())), "最近联系", "last contact", "2025-06-10";
    cadence_days: optional(form::whole_from(1)), "联系间隔（天）", "days between contacts", "30";
}

record_table! { DecisionStep (node, cx) {}
    step: required(form::name()), "步骤", "what happens", "立项";
    owner: optional(form::reference()), "谁决定（联系人）", "who decides (a contact)", "cio";
    criteria: optional(form::lstr()), "依据", "decided by what", "年度预算内";
    days: optional(form::whole_from(0)), "天数", "days it takes", "30";
}
