//! The rulers 模型: scorecards, attractiveness, value and tiers, classes, portfolio, rules, methods.

use std::collections::BTreeMap;

use crate::model::account::BuyingRole;
use crate::model::account::Perspective;
use crate::model::account::words_enum;
use crate::model::exact::Exact;
use crate::model::id::Id;
use crate::model::id::Ref;
use crate::model::id::Sited;
use crate::model::industry::Completeness;
use crate::model::text::Text;

/// Every ruler of a book.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Rulers {
    /// By file stem.
    pub scorecards: BTreeMap<Id, Scorecard>,
    /// By file stem.
    pub attractiveness: BTreeMap<Id, AttractivenessModel>,
    /// At most one a book; without it there are no values and no tiers.
    pub value: Option<ValueModel>,
    /// In file order, files by stem.
    pub classifiers: Vec<Classifier>,
    /// At most one a book.
    pub portfolio: Option<PortfolioModel>,
    /// At most one a book; absent means the defaults.
    pub rules: Rules,
    /// What a team says of models whose formula is fixed; at most one file each.
    pub methods: BTreeMap<MethodKind, MethodModel>,
    /// Files of rulers that have no id of their own.
    pub homes: Homes,
}

/// File stems of rulers that have no id of their own.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Homes {
    /// Classifiers of each file, in its order.
    pub classifiers: BTreeMap<Id, Vec<Id>>,
    /// The portfolio model's.
    pub portfolio: Option<Id>,
    /// The rules'; none where the defaults stand.
    pub rules: Option<Id>,
}

impl Homes {
    /// Stem of the file in which a classifier stands.
    pub fn of_classifier(&self, classifier: &Id) -> Option<&Id> {
        let mut files = self.classifiers.iter();
        files
            .find(|(_, classifiers)| classifiers.contains(classifier))
            .map(|(stem, _)| stem)
    }
}

words_enum! {
    /// A model whose formula is the same in every book.
    MethodKind {
        TierGap = "tier-gap", "升级路径", "Way to the next tier";
        Dials = "dials", "仪表盘", "Dials";
        Rfm = "rfm", "RFM 分析", "RFM";
        RankAgreement = "rank-agreement", "规模与价值是否一致", "Size against value";
        Relations = "relations", "关系强度与覆盖", "Strength and coverage of relations";
        BusFactor = "bus-factor", "关键人依赖", "Bus factor";
        Needs = "needs", "需求与独特卖点", "Needs and selling points";
        NeedsStages = "needs-stages", "需求演进阶段", "Stages of needs";
        Landscape = "landscape", "竞争格局图", "Competitor map";
        Transformation = "transformation", "横向与纵向转型", "Transformation grid";
        Indicators = "indicators", "单一指标", "Single indicators";
        Wallet = "wallet", "钱包份额与业务空白", "Share of wallet and whitespace";
        Clv = "clv", "客户终身价值", "Customer lifetime value";
        Composition = "composition", "收入构成", "Composition";
        Concentration = "concentration", "收入集中度", "Concentration";
        WhaleCurve = "whale-curve", "利润鲸鱼曲线", "Whale curve";
        Steps = "steps", "计划的完整度", "Completeness of the plan";
    }
}

impl MethodKind {
    /// Every one, in the order of the list of models.
    pub fn all() -> impl Iterator<Item = MethodKind> {
        let words = MethodKind::WORDS.iter();
        words.filter_map(|word| MethodKind::from_word(word))
    }
}

/// What a team says of a model whose formula is fixed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MethodModel {
    /// File stem.
    pub id: Id,
    /// Which.
    pub method: MethodKind,
    /// The team's own name for it.
    pub name: Option<Text>,
    /// What the team uses it for.
    pub purpose: Option<Text>,
    /// The team's own remarks.
    pub notes: Vec<Text>,
    /// Who or what it was taken from.
    pub source: Option<String>,
}

/// A weighted scorecard 选择标准.
#[derive(Debug, Clone, PartialEq)]
pub struct Scorecard {
    /// File stem.
    pub id: Id,
    /// 名称.
    pub name: Text,
    /// Least rating.
    pub min: i64,
    /// Greatest rating, above the least.
    pub max: i64,
    /// Ratings are `min + k·step`; above 0.
    pub step: i64,
    /// Fraction 0..=1 below which the card gives no class. Default 1/2.
    pub min_coverage: Exact,
    /// What the score is for.
    pub solution: Option<Text>,
    /// The groups, in file order.
    pub groups: Vec<CriterionGroup>,
}

/// A group of criteria.
#[derive(Debug, Clone, PartialEq)]
pub struct CriterionGroup {
    /// Unique in the file.
    pub id: Sited<Id>,
    /// 名称.
    pub name: Text,
    /// In file order.
    pub criteria: Vec<Criterion>,
}

/// One criterion.
#[derive(Debug, Clone, PartialEq)]
pub struct Criterion {
    /// Unique in the file.
    pub id: Sited<Id>,
    /// 名称.
    pub name: Text,
    /// Whole, from 1.
    pub weight: i64,
    /// What a rating means, by rating.
    pub anchors: BTreeMap<i64, Text>,
    /// What to do about a low rating.
    pub solution: Option<Text>,
    /// How much of it is from its source.
    pub status: Option<Completeness>,
    /// How many ids of the scorecard come before its own in their order: in a complete sheet its rating stands there.
    pub rank: usize,
}

/// A model of industry attractiveness 行业吸引力.
#[derive(Debug, Clone, PartialEq)]
pub struct AttractivenessModel {
    /// File stem.
    pub id: Id,
    /// 名称.
    pub name: Text,
    /// Allowed magnitudes, ascending, not empty.
    pub scale: Vec<Exact>,
    /// In file order.
    pub factors: Vec<Factor>,
    /// Bars to be judged by.
    pub benchmarks: Vec<Benchmark>,
}

/// One factor.
#[derive(Debug, Clone, PartialEq)]
pub struct Factor {
    /// Unique in the file.
    pub id: Sited<Id>,
    /// 名称.
    pub name: Text,
    /// True where more is worse.
    pub is_penalty: bool,
    /// Whole, from 1.
    pub weight: i64,
}

words_enum! {
    /// How a benchmark's value is had.
    BenchmarkMethod {
        Mean = "mean", "平均数", "Mean";
        Median = "median", "中位数", "Median";
        Fixed = "fixed", "固定值", "Fixed";
    }
}

/// A bar for industries.
#[derive(Debug, Clone, PartialEq)]
pub struct Benchmark {
    /// Unique in the book.
    pub id: Sited<Id>,
    /// 名称.
    pub name: Option<Text>,
    /// The set.
    pub industries: Vec<Ref>,
    /// How its value is had.
    pub method: BenchmarkMethod,
    /// The fixed value.
    pub value: Option<Sited<Exact>>,
    /// What the author says the fixed value is.
    pub stated_as: Option<BenchmarkMethod>,
    /// Who or what says so.
    pub source: Option<String>,
}

words_enum! {
    /// Which side of value a perspective speaks for.
    Side {
        Current = "current", "现实价值", "Current value";
        Potential = "potential", "潜在价值", "Potential value";
    }
}

/// The value model 客户价值.
#[derive(Debug, Clone, PartialEq)]
pub struct ValueModel {
    /// File stem.
    pub id: Id,
    /// 名称.
    pub name: Option<Text>,
    /// The four perspectives.
    pub perspectives: BTreeMap<Perspective, PerspectiveRuler>,
    /// An indicator scores at most this times 100. Default 6/5.
    pub cap: Exact,
    /// Fraction 0..=1. Default 1/2.
    pub min_coverage: Exact,
    /// How tiers are given.
    pub tiers: Tiers,
    /// Where the value matrix is cut.
    pub matrix: MatrixCut,
    /// Conditions that stand before every score, in file order.
    pub gates: Vec<Gate>,
}

/// One perspective's place in the value.
#[derive(Debug, Clone, PartialEq)]
pub struct PerspectiveRuler {
    /// 名称.
    pub name: Text,
    /// Current or potential.
    pub side: Side,
    /// Above 0.
    pub weight: Exact,
}

words_enum! {
    /// How tiers are given.
    TierMethod {
        Score = "score", "按价值分", "By score";
        Rank = "rank", "按价值排名", "By rank";
        Count = "count", "按收入排名", "By revenue rank";
    }
}

/// 等级.
#[derive(Debug, Clone, PartialEq)]
pub struct Tiers {
    /// How.
    pub method: TierMethod,
    /// Best first; the last takes the rest.
    pub levels: Vec<Level>,
    /// Distance from a threshold, in points of value. Default 2.
    pub near_boundary: Exact,
}

/// One level.
#[derive(Debug, Clone, PartialEq)]
pub struct Level {
    /// Unique in the model.
    pub id: Sited<Id>,
    /// 名称.
    pub name: Text,
    /// The characters on its seal, where the author gives them.
    pub seal: Option<String>,
    /// Least value, inclusive (method `score`).
    pub threshold: Option<Exact>,
    /// Percent of accounts (methods `rank` and `count`).
    pub share: Option<Exact>,
}

/// Where the value matrix is cut.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MatrixCut {
    /// At the mean of the accounts.
    Mean,
    /// At fixed values.
    Fixed {
        /// Of the current value.
        current: Exact,
        /// Of the potential value.
        potential: Exact,
    },
}

/// 准入门槛.
#[derive(Debug, Clone, PartialEq)]
pub struct Gate {
    /// Unique in the model.
    pub id: Sited<Id>,
    /// 名称.
    pub name: Text,
    /// What is required.
    pub requirement: Option<Text>,
}

words_enum! {
    /// Which end is good.
    Direction {
        High = "high", "越高越好", "High is better";
        Low = "low", "越低越好", "Low is better";
    }
}
words_enum! {
    /// How classes are cut.
    ClassMethod {
        Thresholds = "thresholds", "阈值", "Thresholds";
        Quantiles = "quantiles", "分位", "Quantiles";
        CumulativeShare = "cumulative_share", "累计份额", "Cumulative share";
    }
}
words_enum! {
    /// Whether the item that crosses a bound is still in.
    Crossing {
        In = "in", "算在内", "Crossing item in";
        Out = "out", "算在外", "Crossing item out";
    }
}

/// 单一指标分类法.
#[derive(Debug, Clone, PartialEq)]
pub struct Classifier {
    /// Unique in the book.
    pub id: Sited<Id>,
    /// 名称.
    pub name: Option<Text>,
    /// A measure, as `tx_amount` or `scorecards.selection`.
    pub indicator: Sited<String>,
    /// Which end is good.
    pub direction: Direction,
    /// How it is cut.
    pub method: ClassMethod,
    /// Default in.
    pub crossing: Crossing,
    /// Best first; the last has no bound.
    pub classes: Vec<Class>,
}

/// One class.
#[derive(Debug, Clone, PartialEq)]
pub struct Class {
    /// Unique in its classifier.
    pub id: Sited<Id>,
    /// Its bound, in the method's unit.
    pub bound: Option<Exact>,
}

/// A cut of the portfolio matrix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cut {
    /// At a number, inclusive.
    At(Exact),
    /// At the mean of the accounts that have both sides.
    Mean,
}

/// 组合矩阵 (McDonald and Woodburn).
#[derive(Debug, Clone, PartialEq)]
pub struct PortfolioModel {
    /// A measure, or `industry`.
    pub attractiveness: Sited<String>,
    /// A measure.
    pub strength: Sited<String>,
    /// Cut of attractiveness.
    pub attractiveness_cut: Cut,
    /// Cut of strength.
    pub strength_cut: Cut,
    /// True if profit is after cost to serve (the default).
    pub after_cost_to_serve: bool,
}

/// Limits of relations and of the risk rules R1–R12; fractions except where said.
#[derive(Debug, Clone, PartialEq)]
pub struct Rules {
    /// Strength from which a link is a thread. Default 2.
    pub thread: Exact,
    /// Default 90 days.
    pub cadence_days: i64,
    /// Default economic, user, technical, coach.
    pub required_roles: Vec<BuyingRole>,
    /// Default buyer.
    pub buying_roles: Vec<BuyingRole>,
    /// R1, default 2.
    pub r1_min_bus_factor: i64,
    /// R1, default 2.
    pub r1_min_people: i64,
    /// R2, default 1/2.
    pub r2_max_share: Exact,
    /// R3, default 30 days.
    pub r3_max_days: i64,
    /// R4, default 3.
    pub r4_falls: i64,
    /// R4, default 1.
    pub r4_min_usps: i64,
    /// R5, default 0.15.
    pub r5_max_ratio: Exact,
    /// R5, money, default 0.
    pub r5_min_profit: Exact,
    /// R6, default 1/2.
    pub r6_medium: Exact,
    /// R6, default 0.
    pub r6_high: Exact,
    /// R7, default 0.2.
    pub r7_max_overdue: Exact,
    /// R7, default 30 days.
    pub r7_max_days_over_terms: Exact,
    /// R8, default 3 months.
    pub r8_max_months: Exact,
    /// R9, default 1/2.
    pub r9_min_tau: Exact,
    /// R10, default 3/2.
    pub r10_max_times: Exact,
    /// R10, percent by tier. Default platinum 15, gold 20, silver 25, standard 30.
    pub r10_margin_floor: BTreeMap<Id, Exact>,
    /// R11, default 2.
    pub r11_max_times: Exact,
    /// R11, score 0..=120, default 50.
    pub r11_min_service: Exact,
    /// R12, 0..=10,000, default 1800.
    pub r12_hhi: Exact,
    /// R12, percent, default 25.
    pub r12_cr1: Exact,
}

impl Default for Rules {
    fn default() -> Rules {
        let ratio = |n, d| Exact::ratio(n, d).unwrap_or(Exact::ZERO);
        let floors = [("platinum", 15), ("gold", 20), ("silver", 25), ("standard", 30)];
        Rules {
            thread: Exact::from(2),
            cadence_days: 90,
            required_roles: vec![
                BuyingRole::Economic,
                BuyingRole::User,
                BuyingRole::Technical,
                BuyingRole::Coach,
            ],
            buying_roles: vec![BuyingRole::Buyer],
            r1_min_bus_factor: 2,
            r1_min_people: 2,
            r2_max_share: ratio(1, 2),
            r3_max_days: 30,
            r4_falls: 3,
            r4_min_usps: 1,
            r5_max_ratio: ratio(3, 20),
            r5_min_profit: Exact::ZERO,
            r6_medium: ratio(1, 2),
            r6_high: Exact::ZERO,
            r7_max_overdue: ratio(1, 5),
            r7_max_days_over_terms: Exact::from(30),
            r8_max_months: Exact::from(3),
            r9_min_tau: ratio(1, 2),
            r10_max_times: ratio(3, 2),
            r10_margin_floor: floors
                .into_iter()
                .filter_map(|(id, pct)| Some((Id::new(id)?, Exact::from(pct))))
                .collect(),
            r11_max_times: Exact::from(2),
            r11_min_service: Exact::from(50),
            r12_hhi: Exact::from(1800),
            r12_cr1: Exact::from(25),
        }
    }
}
