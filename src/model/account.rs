//! One account's dossier 客户档案, as written.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::diag::At;
use crate::model::date::Period;
use crate::model::date::When;
use crate::model::exact::Exact;
use crate::model::few::Few;
use crate::model::figure::Confidence;
use crate::model::figure::Figure;
use crate::model::id::Id;
use crate::model::id::Ref;
use crate::model::id::Sited;
use crate::model::rare::Blank;
use crate::model::rare::Rare;
use crate::model::text::Text;
use crate::model::written::Written;

/// A closed list of words: the type, its words in a book, and both languages' names.
macro_rules! words_enum {
    ($(#[$meta:meta])* $name:ident { $( $(#[$vmeta:meta])* $variant:ident = $word:literal, $zh:literal, $en:literal; )+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $( $(#[$vmeta])* #[doc = $zh] $variant, )+ }
        impl $name {
            /// Every word a book may write, in order.
            pub const WORDS: &'static [&'static str] = &[ $( $word, )+ ];
            /// The word as written in a book.
            pub fn word(self) -> &'static str { match self { $( $name::$variant => $word, )+ } }
            /// Reads the word.
            pub fn from_word(word: &str) -> Option<$name> { match word { $( $word => Some($name::$variant), )+ _ => None } }
            /// The name to show.
            pub fn label(self, lang: $crate::diag::Lang) -> &'static str {
                match (self, lang) { $( ($name::$variant, $crate::diag::Lang::Zh) => $zh, ($name::$variant, $crate::diag::Lang::En) => $en, )+ }
            }
        }
    };
}
pub(crate) use words_enum;

words_enum! {
    /// Where the relation with an account stands.
    Status {
        Prospect = "prospect", "潜在", "Prospect";
        Active = "active", "合作中", "Active";
        AtRisk = "at-risk", "有风险", "At risk";
        Lost = "lost", "已流失", "Lost";
        Dormant = "dormant", "休眠", "Dormant";
    }
}
words_enum! {
    /// 密级.
    Classification {
        Internal = "internal", "内部", "Internal";
        Confidential = "confidential", "机密", "Confidential";
        Restricted = "restricted", "限制", "Restricted";
    }
}
words_enum! {
    /// What one of ours does for the account.
    TeamRole {
        Sales = "sales", "销售", "Sales";
        Service = "service", "服务", "Service";
        Technical = "technical", "技术", "Technical";
        ExecutiveSponsor = "executive-sponsor", "高层负责人", "Executive sponsor";
        Delivery = "delivery", "交付", "Delivery";
    }
}
words_enum! {
    /// A role in the buying centre (Webster and Wind 1972, with initiator, economic and coach).
    BuyingRole {
        Initiator = "initiator", "发起者", "Initiator";
        User = "user", "使用者", "User";
        Influencer = "influencer", "影响者", "Influencer";
        Economic = "economic", "经济决策者", "Economic buyer";
        Technical = "technical", "技术把关者", "Technical buyer";
        Buyer = "buyer", "采购者", "Buyer";
        Gatekeeper = "gatekeeper", "守门人", "Gatekeeper";
        Coach = "coach", "教练", "Coach";
    }
}
words_enum! {
    /// What a contact decides by.
    Orientation {
        Financial = "financial", "重财务", "Financial";
        Technical = "technical", "重技术", "Technical";
        Relationship = "relationship", "重关系", "Relationship";
        Business = "business", "重业务", "Business";
    }
}
words_enum! {
    /// Where a contact stands in the account's politics.
    Political {
        Inner = "inner", "核心圈", "Inner circle";
        Inside = "inside", "圈内", "Inside";
        Outside = "outside", "圈外", "Outside";
    }
}
words_enum! {
    /// Who a wallet cell's spend goes to.
    SpendWith {
        Us = "us", "我方", "Us";
        Competitor = "competitor", "竞争对手", "Competitor";
        Internal = "internal", "客户自做", "Internal";
        None = "none", "没有支出", "None";
        Unknown = "unknown", "不清楚", "Unknown";
    }
}
words_enum! {
    /// Whether a need was said or found.
    NeedKind {
        Explicit = "explicit", "显性", "Explicit";
        Latent = "latent", "潜在", "Latent";
    }
}
words_enum! {
    /// A competitor's standing in the account.
    Standing {
        Incumbent = "incumbent", "在位者", "Incumbent";
        Challenger = "challenger", "挑战者", "Challenger";
        Entrant = "entrant", "新进者", "Entrant";
    }
}
words_enum! {
    /// The state of an offering.
    OfferingState {
        Current = "current", "在用", "Current";
        Target = "target", "目标", "Target";
        Partner = "partner", "伙伴提供", "Partner";
        Dropped = "dropped", "已放弃", "Dropped";
    }
}
words_enum! {
    /// What is done about a risk.
    RiskState {
        Open = "open", "未处理", "Open";
        Accepted = "accepted", "已接受", "Accepted";
        Mitigating = "mitigating", "处理中", "Mitigating";
        Closed = "closed", "已关闭", "Closed";
    }
}
words_enum! {
    /// A gate's outcome.
    GateState {
        Pass = "pass", "通过", "Pass";
        Fail = "fail", "未过", "Fail";
        Unknown = "unknown", "未知", "Unknown";
    }
}
words_enum! {
    /// How far a step of the plan is.
    StepState {
        Todo = "todo", "未开始", "To do";
        Draft = "draft", "草稿", "Draft";
        Reviewed = "reviewed", "已评审", "Reviewed";
    }
}
words_enum! {
    /// What an action works on.
    ActionKind {
        Relationship = "relationship", "关系", "Relationship";
        Solution = "solution", "方案", "Solution";
        Service = "service", "服务", "Service";
        Commercial = "commercial", "商务", "Commercial";
    }
}

/// A dossier.
#[derive(Debug, Clone, PartialEq)]
pub struct Account {
    /// File stem.
    pub id: Id,
    /// 客户名称.
    pub name: Text,
    /// Other names it goes by.
    pub aliases: Vec<String>,
    /// Ids it had before; their pages redirect here.
    pub formerly: Rare<Vec<Id>>,
    /// The name to show where the real one may not be.
    pub redact_as: Rare<Option<String>>,
    /// The organisation behind it.
    pub organisation: Option<Box<Ref>>,
    /// The group it belongs to.
    pub parent: Option<Box<Ref>>,
    /// 行业.
    pub industry: Ref,
    /// 区域.
    pub region: Option<String>,
    /// Free words to list by.
    pub tags: Rare<Vec<String>>,
    /// 状态.
    pub status: Sited<Status>,
    /// 客户经理.
    pub owner: Ref,
    /// 客户团队.
    pub team: Vec<TeamMember>,
    /// First day of the relation.
    pub since: Option<Date>,
    /// 密级.
    pub classification: Classification,
    /// 评审日期.
    pub reviewed_on: Sited<Date>,
    /// Who reviews it.
    pub review_by: Option<Box<Ref>>,
    /// 下次评审.
    pub next_review: Option<Sited<Date>>,
    /// 企业特征.
    pub profile: Option<Box<Profile>>,
    /// 客户发展目标.
    pub goals: Rare<Vec<Goal>>,
    /// 经营数据, one row a period.
    pub financials: Vec<Financial>,
    /// 联络类指标, one row a period.
    pub contact_stats: Rare<Vec<ContactStat>>,
    /// 钱包.
    pub wallet: Rare<Vec<WalletCell>>,
    /// 评分, by scorecard model.
    pub scores: Few<Id, ScoreSheet>,
    /// 价值记分卡, by perspective.
    pub value: Rare<BTreeMap<Perspective, Vec<Indicator>>>,
    /// Override and gates.
    pub tier: Rare<TierNote>,
    /// 决策链.
    pub contacts: Vec<Contact>,
    /// 决策流程.
    pub decision_process: Rare<Vec<DecisionStep>>,
    /// 需求.
    pub needs: Rare<Vec<Need>>,
    /// 能力对比, by need, then by `us` or competitor.
    pub capabilities: Rare<BTreeMap<Id, BTreeMap<Id, Sited<Capability>>>>,
    /// 竞争对手.
    pub competitors: Vec<Rival>,
    /// 需求阶段.
    pub needs_stage: Option<Box<NeedsStage>>,
    /// 产品方案.
    pub offerings: Rare<Vec<Offering>>,
    /// 交付问题.
    pub issues: Rare<Vec<Issue>>,
    /// 风险.
    pub risks: Rare<Vec<Risk>>,
    /// SWOT.
    pub swot: Rare<Swot>,
    /// 六步计划.
    pub plan: Option<Box<Plan>>,
    /// 目标.
    pub objectives: Rare<Vec<Objective>>,
    /// 行动.
    pub actions: Vec<Action>,
    /// 客户终身价值的输入.
    pub clv: Option<Box<ClvInputs>>,
    /// Where each top-level key that was written stands.
    pub keys: Written,
}

words_enum! {
    /// A side of the value scorecard (Kaplan and Norton, turned onto one account).
    Perspective {
        Financial = "financial", "财务指标", "Financial";
        Sales = "sales", "销售指标", "Sales";
        Service = "service", "服务指标", "Service";
        Customer = "customer", "客户指标", "Customer";
    }
}

/// One of ours on the account.
#[derive(Debug, Clone, PartialEq)]
pub struct TeamMember {
    /// Who.
    pub person: Ref,
    /// As what.
    pub role: Option<TeamRole>,
    /// Since when.
    pub since: Option<Date>,
}

/// 企业特征.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Profile {
    /// Size in words.
    pub size: Option<String>,
    /// 注册资金.
    pub registered_capital: Option<Box<Figure>>,
    /// 年销售额.
    pub annual_sales: Option<Box<Figure>>,
    /// 是否上市.
    pub listed: Option<bool>,
    /// Heads.
    pub employees: Option<i64>,
}

/// A goal of the customer's own.
#[derive(Debug, Clone, PartialEq)]
pub struct Goal {
    /// The goal.
    pub text: Text,
    /// Months ahead.
    pub horizon: Option<i64>,
}

/// One period of trade with the account. Money in base units, never below 0; `None` is unknown.
#[derive(Debug, Clone, PartialEq)]
pub struct Financial {
    /// The period.
    pub period: Sited<Period>,
    /// 收入.
    pub revenue: Option<Exact>,
    /// What else is known; in most books the revenue is all there is.
    pub beside: Rare<BesideRevenue>,
}

/// What is known of a period beside its revenue.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct BesideRevenue {
    /// 直接成本.
    pub direct_cost: Option<Exact>,
    /// 服务成本.
    pub cost_to_serve: Option<Exact>,
    /// 折扣, percent 0..=100.
    pub discount: Option<Exact>,
    /// 应收余额 at the period's end.
    pub outstanding: Option<Exact>,
    /// 逾期 at the period's end.
    pub overdue: Option<Exact>,
    /// 账期, days.
    pub terms_days: Option<i64>,
    /// 回款.
    pub receipts: Option<Exact>,
}

impl Blank for BesideRevenue {
    const BLANK: &'static BesideRevenue = &BesideRevenue {
        direct_cost: None,
        cost_to_serve: None,
        discount: None,
        outstanding: None,
        overdue: None,
        terms_days: None,
        receipts: None,
    };

    fn is_blank(&self) -> bool {
        self == BesideRevenue::BLANK
    }
}

/// Contacts counted over a period; each a whole number from 0.
#[derive(Debug, Clone, PartialEq)]
pub struct ContactStat {
    /// The period.
    pub period: Sited<Period>,
    /// 相关任务数.
    pub tasks: Option<i64>,
    /// 相关进程数.
    pub processes: Option<i64>,
    /// 表扬.
    pub praise: Option<i64>,
    /// 投诉.
    pub complaint: Option<i64>,
    /// 建议.
    pub suggestion: Option<i64>,
}

/// What one unit of the customer spends on one offering in a year.
#[derive(Debug, Clone, PartialEq)]
pub struct WalletCell {
    /// Calendar year.
    pub year: i64,
    /// A free id.
    pub offering: Id,
    /// The customer's unit.
    pub unit: Option<String>,
    /// The spend.
    pub spend: Option<Figure>,
    /// Who gets it.
    pub with: SpendWith,
    /// Which competitor.
    pub competitor: Option<Ref>,
    /// When the contract ends.
    pub contract_end: Option<Date>,
    /// Where the row stands.
    pub at: At,
}

/// The ratings of one scorecard.
#[derive(Debug, Clone, PartialEq)]
pub struct ScoreSheet {
    /// Who rated.
    pub scored_by: Option<Box<Ref>>,
    /// When.
    pub scored_on: Option<Sited<Date>>,
    /// By criterion.
    pub items: Few<Id, Rating>,
    /// The total somebody wrote down.
    pub stated_points: Option<Sited<Exact>>,
    /// Where the sheet's key stands.
    pub at: At,
}

/// `item`: one rating, with its reason.
#[derive(Debug, Clone, PartialEq)]
pub struct Rating {
    /// The rating as written; `None` is not rated.
    pub value: Option<Exact>,
    /// What is said of it; most ratings are a number alone.
    pub reason: Option<Box<Reason>>,
    /// Where the value stands.
    pub at: At,
    /// Where the criterion's key stands.
    pub key_at: At,
}

impl Rating {
    /// The reason.
    pub fn why(&self) -> Option<&Text> {
        self.reason.as_ref()?.why.as_ref()
    }

    /// Who or what says so.
    pub fn source(&self) -> Option<&str> {
        self.reason.as_ref()?.source.as_deref()
    }

    /// When it was true.
    pub fn as_of(&self) -> Option<Date> {
        self.reason.as_ref()?.as_of
    }

    /// How sure.
    pub fn confidence(&self) -> Option<Confidence> {
        self.reason.as_ref()?.confidence
    }
}

/// Why a rating is what it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Reason {
    /// The reason.
    pub why: Option<Text>,
    /// Who or what says so.
    pub source: Option<String>,
    /// When it was true.
    pub as_of: Option<Date>,
    /// How sure.
    pub confidence: Option<Confidence>,
}

/// One measure of the value scorecard.
#[derive(Debug, Clone, PartialEq)]
pub struct Indicator {
    /// Unique in its perspective.
    pub id: Sited<Id>,
    /// The name to show, where one is written.
    pub name: Option<Text>,
    /// Above 0.
    pub weight: Exact,
    /// Scores 0.
    pub baseline: Option<Exact>,
    /// Scores 100; below the baseline where lower is better.
    pub target: Option<Exact>,
    /// Where it stands.
    pub actual: Option<Exact>,
    /// A label.
    pub unit: Option<String>,
    /// When it was true.
    pub as_of: Option<When>,
    /// Who or what says so.
    pub source: Option<String>,
}

/// What people wrote about the tier; the computed one is never written.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TierNote {
    /// A person's decision that stands beside the computed tier.
    pub over: Option<Override>,
    /// By gate of the value model.
    pub gates: BTreeMap<Id, Sited<GateState>>,
}

impl Blank for TierNote {
    const BLANK: &'static TierNote = &TierNote {
        over: None,
        gates: BTreeMap::new(),
    };

    fn is_blank(&self) -> bool {
        self == TierNote::BLANK
    }
}

/// 人工等级.
#[derive(Debug, Clone, PartialEq)]
pub struct Override {
    /// A level of the value model.
    pub tier: Ref,
    /// Why.
    pub reason: Option<String>,
    /// Who decided.
    pub by: Option<Ref>,
    /// Last day it holds.
    pub until: Sited<Date>,
}

/// A person at the customer's, by role.
#[derive(Debug, Clone, PartialEq)]
pub struct Contact {
    /// Unique in the dossier.
    pub id: Sited<Id>,
    /// Role or initials.
    pub label: Text,
    /// 职务.
    pub title: Option<Text>,
    /// 部门.
    pub unit: Option<Box<Text>>,
    /// Another contact.
    pub reports_to: Option<Box<Ref>>,
    /// Roles in the buying centre.
    pub roles: Rare<Vec<BuyingRole>>,
    /// 0..=5; `None` is unknown.
    pub influence: Option<i8>,
    /// -2..=2; `None` is unknown.
    pub support: Option<i8>,
    /// What they decide by.
    pub orientation: Option<Orientation>,
    /// Where they stand.
    pub political: Option<Political>,
    /// Who of ours reaches them.
    pub coverage: Rare<Vec<Coverage>>,
}

/// One of ours reaching one contact.
#[derive(Debug, Clone, PartialEq)]
pub struct Coverage {
    /// Who.
    pub person: Ref,
    /// 0..=5.
    pub strength: Option<i64>,
    /// 0..=5.
    pub target: Option<i64>,
    /// Last contact.
    pub last: Option<Sited<Date>>,
    /// Days between contacts, above 0.
    pub cadence_days: Option<i64>,
}

/// 决策流程 in one step.
#[derive(Debug, Clone, PartialEq)]
pub struct DecisionStep {
    /// What happens.
    pub step: Text,
    /// A contact.
    pub owner: Option<Ref>,
    /// What it is decided by.
    pub criteria: Option<Text>,
    /// How long it takes.
    pub days: Option<i64>,
}

/// 需求.
#[derive(Debug, Clone, PartialEq)]
pub struct Need {
    /// Unique in the dossier.
    pub id: Sited<Id>,
    /// The tag competitors' pages use; the need's id where none is written.
    pub tag: Option<Id>,
    /// The need.
    pub text: Text,
    /// 0..=5.
    pub importance: Option<i64>,
    /// Said or found.
    pub kind: Option<NeedKind>,
    /// Who says so.
    pub source: Option<String>,
}

/// How well a player meets a need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Capability {
    /// 0..=10.
    Level(Exact),
    /// Cannot at all: below every level.
    Cannot,
    /// Nobody knows.
    Unknown,
}

/// A competitor in this account.
#[derive(Debug, Clone, PartialEq)]
pub struct Rival {
    /// A competitor's page.
    pub reference: Ref,
    /// Its standing.
    pub position: Option<Standing>,
    /// Percent 0..=100 of the account.
    pub share: Option<Exact>,
    /// What it does well here.
    pub strengths: Rare<Vec<Claim>>,
    /// What it does badly here.
    pub weaknesses: Rare<Vec<Claim>>,
    /// 1..=5.
    pub threat: Option<i8>,
}

/// A sentence and who says so.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// The sentence.
    pub text: Text,
    /// Who or what says so.
    pub source: Option<String>,
    /// When.
    pub date: Option<Date>,
    /// Where it stands.
    pub at: At,
}

/// The stage the customer's needs are at.
#[derive(Debug, Clone, PartialEq)]
pub struct NeedsStage {
    /// A stage of its industry.
    pub stage: Ref,
    /// When it was judged.
    pub as_of: Option<Sited<Date>>,
    /// By what.
    pub evidence: Option<String>,
}

/// One of our offerings in the account.
#[derive(Debug, Clone, PartialEq)]
pub struct Offering {
    /// A free id.
    pub id: Sited<Id>,
    /// Column of the transformation grid, a free id.
    pub h: Option<Id>,
    /// Row of the transformation grid, a free id.
    pub v: Option<Id>,
    /// In use, wanted, or neither.
    pub status: Option<OfferingState>,
    /// Since when.
    pub since: Option<Date>,
    /// By whom.
    pub by: Option<Ref>,
}

/// 交付问题.
#[derive(Debug, Clone, PartialEq)]
pub struct Issue {
    /// Unique in the dossier.
    pub id: Sited<Id>,
    /// When it came up.
    pub opened: Sited<Date>,
    /// 1..=5.
    pub severity: Option<i64>,
    /// Those named as accountable; only exactly one counts.
    pub accountable: Vec<Ref>,
    /// What it is.
    pub text: Option<Text>,
    /// When it ended.
    pub closed: Option<Date>,
}

/// 风险: a risk people see, or their answer to a computed one.
#[derive(Debug, Clone, PartialEq)]
pub struct Risk {
    /// Unique in the dossier.
    pub id: Sited<Id>,
    /// The computed rule it answers, 1..=12.
    pub rule: Option<u8>,
    /// What it is.
    pub text: Option<Text>,
    /// 1..=5.
    pub likelihood: Option<i64>,
    /// 1..=5.
    pub impact: Option<i64>,
    /// What is done.
    pub state: RiskState,
    /// Until when it is accepted.
    pub until: Option<Date>,
    /// Who watches it.
    pub owner: Option<Ref>,
}

/// SWOT.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Swot {
    /// 优势.
    pub s: Vec<Text>,
    /// 劣势.
    pub w: Vec<Text>,
    /// 机会.
    pub o: Vec<Text>,
    /// 威胁.
    pub t: Vec<Text>,
}

impl Blank for Swot {
    const BLANK: &'static Swot = &Swot {
        s: Vec::new(),
        w: Vec::new(),
        o: Vec::new(),
        t: Vec::new(),
    };

    fn is_blank(&self) -> bool {
        self == Swot::BLANK
    }
}

/// How far the account is along a playbook.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// The playbook.
    pub playbook: Ref,
    /// By step.
    pub steps: BTreeMap<Id, PlanStep>,
}

/// One step of a plan.
#[derive(Debug, Clone, PartialEq)]
pub struct PlanStep {
    /// How far it is.
    pub state: StepState,
    /// When it was reviewed.
    pub reviewed_on: Option<Date>,
    /// By point of the playbook's step.
    pub answers: BTreeMap<Id, Answer>,
    /// Where the step's key stands.
    pub at: At,
}

/// The answer to one point.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// The answer; empty is no answer.
    pub text: Option<Text>,
    /// Links or figures that show it.
    pub evidence: Vec<String>,
    /// Where the point's key stands.
    pub at: At,
}

/// 目标.
#[derive(Debug, Clone, PartialEq)]
pub struct Objective {
    /// Unique in the dossier.
    pub id: Sited<Id>,
    /// What is wanted.
    pub text: Text,
    /// What it is measured by.
    pub measure: Option<String>,
    /// Where it began.
    pub baseline: Option<Exact>,
    /// Where it should be.
    pub target: Option<Exact>,
    /// Where it is.
    pub actual: Option<Exact>,
    /// By when.
    pub due: Option<Date>,
}

/// 行动.
#[derive(Debug, Clone, PartialEq)]
pub struct Action {
    /// Unique in the dossier.
    pub id: Sited<Id>,
    /// What it serves.
    pub objective: Option<Box<Ref>>,
    /// What is to be done.
    pub text: Text,
    /// By whom.
    pub owner: Option<Box<Ref>>,
    /// By when.
    pub due: Option<Date>,
    /// When it was done.
    pub done: Option<Date>,
    /// What it works on.
    pub kind: Option<ActionKind>,
}

/// Inputs of the customer lifetime value.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ClvInputs {
    /// Yearly margin, money in base units.
    pub margin: Option<Exact>,
    /// Fraction 0..=1 of customers kept a year.
    pub retention: Option<Exact>,
    /// Yearly rate, fraction from 0.
    pub discount_rate: Option<Exact>,
    /// Money in base units; unknown counts as 0.
    pub acquisition_cost: Option<Exact>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_book_has_by_the_ten_thousand_stays_small() {
        assert!(size_of::<Account>() <= 624);
        assert!(size_of::<Contact>() <= 104);
        assert!(size_of::<Action>() <= 72);
        assert!(size_of::<Rival>() <= 64);
        assert!(size_of::<Financial>() <= 40);
    }
}
