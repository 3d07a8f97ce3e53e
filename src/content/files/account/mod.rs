//! `accounts/<id>.md`: one account's dossier.

mod judgement;
mod relations;
mod trade;
mod work;

use std::sync::Arc;

use crate::content::cross::typos::of_names;
use crate::content::decode::cx::Cx;
use crate::content::decode::form;
use crate::content::decode::record::Finish;
use crate::content::decode::record::Record;
use crate::content::decode::record::boxed;
use crate::content::decode::record::desired;
use crate::content::decode::record::given;
use crate::content::decode::record::many;
use crate::content::decode::record::optional;
use crate::content::decode::record::rare;
use crate::content::decode::record::record_table;
use crate::content::decode::record::required;
use crate::content::decode::shape::Field;
use crate::content::files::checks;
use crate::content::files::page::Linked;
use crate::content::files::page::Source;
use crate::content::files::page::page;
use crate::content::tree::Node;
use crate::diag::Checked;
use crate::model::account::Account;
use crate::model::account::Action;
use crate::model::account::Classification;
use crate::model::account::ClvInputs;
use crate::model::account::Contact;
use crate::model::account::ContactStat;
use crate::model::account::DecisionStep;
use crate::model::account::Goal;
use crate::model::account::Indicator;
use crate::model::account::Issue;
use crate::model::account::Need;
use crate::model::account::NeedsStage;
use crate::model::account::Objective;
use crate::model::account::Offering;
use crate::model::account::Perspective;
use crate::model::account::Plan;
use crate::model::account::PlanStep;
use crate::model::account::Profile;
use crate::model::account::Risk;
use crate::model::account::Rival;
use crate::model::account::Status;
use crate::model::account::Swot;
use crate::model::account::TeamMember;
use crate::model::account::TierNote;
use crate::model::account::WalletCell;

/// Reads a dossier.
pub fn read(source: &Source<'_>) -> Checked<Option<Linked<Account>>> {
    let mut read = page(source, &["account"], &form::finished::<Account>());
    if let Some(Linked { page, .. }) = &mut read.value {
        let slips = of_names(source.file, &page.data);
        if !slips.is_empty() {
            let body = &mut Arc::make_mut(page).body;
            body.slips = slips.into_iter().chain(std::mem::take(&mut body.slips)).collect();
        }
    }
    read
}

/// Its field table.
pub fn fields() -> Vec<Field> {
    Account::fields()
}

record_table! { Account (node, cx) { id: cx.stem.clone(), keys: node.written(Account::KEYS) }
    name: required(form::name()), "客户名称", "name", "{zh: 北方银行, en: North Bank}";
    aliases: many(form::list(form::text())), "别名", "other names", "[北行]";
    formerly: rare(many(form::list(form::id()))), "用过的编号，旧网址会跳转", "old ids, for redirects", "[old-name]";
    redact_as: rare(optional(form::text())), "匿名代号", "name to show where the real one may not be", "客户甲";
    organisation: optional(boxed(form::reference())), "组织（organisations.yaml）", "organisation (organisations.yaml)", "north-bank-org";
    parent: optional(boxed(form::reference())), "上级客户", "the account it belongs to", "north-group";
    industry: required(form::reference()), "行业（industries/）", "industry (industries/)", "finance";
    region: optional(form::text()), "区域", "region", "华东";
    tags: rare(many(form::list(form::text()))), "标签", "tags", "[续约, 标杆]";
    status: required(form::sited(form::word::<Status>())), "状态", "status", "active";
    owner: required(form::reference()), "客户经理（people.yaml，要在团队里）", "account owner (people.yaml, and in the team)", "lin";
    team: desired(many(form::list(form::record::<TeamMember>()))), "客户团队，两人以上", "account team, two or more", "";
    since: optional(form::date()), "合作起始", "customer since", "2021-05-01";
    classification: required(form::word::<Classification>()), "密级", "classification", "confidential";
    reviewed_on: required(form::sited(form::date())), "评审日期", "reviewed on", "2025-05-20";
    review_by: optional(boxed(form::reference())), "评审人", "who reviews it", "chen";
    next_review: desired(optional(form::sited(form::date()))), "下次评审，不早于评审日期", "next review, not before the last", "2025-08-20";
    profile: optional(boxed(form::record::<Profile>())), "企业特征", "attributes", "";
    goals: desired(rare(many(form::list(form::record::<Goal>())))), "客户自己的发展目标", "the customer's own goals", "";
    financials: desired(many(form::list(trade::financial()))), "经营数据，每期一行，期间不重叠", "trade, one row a period, periods apart", "";
    contact_stats: rare(many(form::list(form::record::<ContactStat>()))), "联络类指标，每期一行", "contact indicators, one row a period", "";
    wallet: rare(many(form::list(form::record::<WalletCell>()))), "钱包：客户把钱花在哪里", "wallet: where the customer spends", "";
    scores: desired(many(form::few_by_id(judgement::score_sheet()))), "评分，按评分卡模型", "ratings, by scorecard model", "selection";
    value: desired(rare(many(form::by_word::<Perspective, _>(form::list(form::record::<Indicator>()))))), "价值记分卡，按四个方面", "value scorecard, by perspective", "financial";
    tier: rare(given(form::record::<TierNote>(), TierNote::default)), "等级：人工调整与门槛（算出的等级不写）", "tier: override and gates (the computed tier is never written)", "";
    contacts: desired(many(form::list(form::record::<Contact>()))), "决策链，三人以上，写角色不写姓名", "buying centre, three or more, by role", "";
    decision_process: desired(rare(many(form::list(form::record::<DecisionStep>())))), "决策流程", "decision process", "";
    needs: desired(rare(many(form::list(form::record::<Need>())))), "需求", "needs", "";
    capabilities: rare(many(form::by_id(form::by_id(form::sited(form::capability()))))), "能力对比：需求 → 我方 `us` 与对手", "capabilities: need → `us` and competitors", "{core-upgrade: {us: 8, rival-a: 6, rival-b: cannot}}";
    competitors: desired(many(form::list(form::record::<Rival>()))), "这家客户里的竞争对手", "competitors in this account", "";
    needs_stage: optional(boxed(form::record::<NeedsStage>())), "需求阶段（行业页）", "needs stage (industry page)", "";
    offerings: rare(many(form::list(form::record::<Offering>()))), "产品方案", "offerings", "";
    issues: rare(many(form::list(form::record::<Issue>()))), "交付问题", "delivery issues", "";
    risks: rare(many(form::list(form::record::<Risk>()))), "风险，或对算出风险的回应", "risks, and answers to computed ones", "";
    swot: rare(given(form::record::<Swot>(), Swot::default)), "SWOT", "SWOT", "";
    plan: desired(optional(boxed(form::record::<Plan>()))), "六步计划", "plan", "";
    objectives: desired(rare(many(form::list(form::record::<Objective>())))), "目标", "objectives", "";
    actions: many(form::list(form::record::<Action>())), "行动", "actions", "";
    clv: optional(boxed(form::record::<ClvInputs>())), "客户终身价值的输入", "inputs of customer lifetime value", "";
}

impl Finish for Account {
    type Out = Account;

    fn finish<'n>(self, _: &'n Node<'n>, cx: &mut Cx<'n>) -> Option<Account> {
        let financials: Vec<_> = self.financials.iter().map(|row| &row.period).collect();
        checks::apart(&financials, "financials", cx);
        let stats: Vec<_> = self.contact_stats.iter().map(|row| &row.period).collect();
        checks::apart(&stats, "contact_stats", cx);
        checks::unique(
            self.contacts.iter().map(|contact| &contact.id),
            "contacts",
            "id",
            cx,
        );
        checks::unique(self.needs.iter().map(|need| &need.id), "needs", "id", cx);
        checks::unique(
            self.competitors.iter().map(|rival| &rival.reference),
            "competitors",
            "ref",
            cx,
        );
        checks::unique(self.issues.iter().map(|issue| &issue.id), "issues", "id", cx);
        checks::unique(self.risks.iter().map(|risk| &risk.id), "risks", "id", cx);
        checks::unique(
            self.objectives.iter().map(|objective| &objective.id),
            "objectives",
            "id",
            cx,
        );
        checks::unique(self.actions.iter().map(|action| &action.id), "actions", "id", cx);
        for (perspective, indicators) in &self.value {
            judgement::indicators(*perspective, indicators, cx);
        }
        Some(self)
    }
}

record_table! { Plan (node, cx) {}
    playbook: required(form::reference()), "方法（playbook/）", "the playbook", "six-step";
    steps: many(form::by_id(form::record::<PlanStep>())), "各步，按方法里的步骤编号", "steps, by the ids of the playbook", "industry";
}
