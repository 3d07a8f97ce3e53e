//! What the engine says of a book. Field names follow the export (`keybook export --format json`).

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::diag::At;
use crate::diag::Finding;
use crate::engine::book_dials::BookDials;
use crate::engine::book_dials::Part;
use crate::engine::dials::Dials;
use crate::engine::linked::LinkedResult;
use crate::engine::peers::Peers;
use crate::engine::portfolio_cell::PortfolioCell;
use crate::engine::rank_agreement::TauB;
use crate::engine::rfm::Rfm;
use crate::engine::risk::RiskResult;
use crate::engine::wallet::WalletResult;
use crate::model::account::GateState;
use crate::model::account::Perspective;
use crate::model::exact::Exact;
use crate::model::few::Few;
use crate::model::id::Id;
use crate::model::rare::Rare;

/// Everything that was computed of a book.
#[derive(Debug, Clone, Default)]
pub struct Assessment {
    /// By account.
    pub accounts: BTreeMap<Id, Arc<AccountAssessment>>,
    /// By industry that is scored.
    pub industries: BTreeMap<Id, IndustryScore>,
    /// By benchmark.
    pub benchmarks: BTreeMap<Id, BenchmarkScore>,
    /// By composition.
    pub compositions: BTreeMap<Id, CompositionResult>,
    /// By landscape.
    pub landscapes: BTreeMap<Id, LandscapeResult>,
    /// What the accounts make together.
    pub portfolio: Arc<Portfolio>,
    /// What each account is compared with.
    pub peers: Peers,
    /// Doubts about single accounts, where there are any.
    pub doubts: BTreeMap<Id, Vec<Finding>>,
    /// Doubts that only computing shows, those about single accounts included: stated against computed, idle overrides, failed
    /// assertions, stale fields …
    pub findings: Vec<Finding>,
}

/// What is computed of one account.
#[derive(Debug, Clone, PartialEq)]
pub struct AccountAssessment {
    /// What the account's own dossier and the rulers give.
    pub own: Arc<OwnResult>,
    /// Its tier, null without a value model.
    pub tier: Option<Box<TierResult>>,
    /// Its cell of the value matrix; `None` below `min_coverage` or with a side unknown.
    pub quadrant: Option<Quadrant>,
    /// What its dossier gives together with the pages it points to and with its ledgers.
    pub linked: Arc<LinkedResult>,
    /// Its class by classifier; none where its measure is unknown.
    pub classes: Rare<BTreeMap<Id, Id>>,
    /// Its marks; `None` without an order in the year, or with too few such accounts.
    pub rfm: Option<Rfm>,
    /// Its place in the portfolio matrix; `None` without a portfolio model.
    pub cell: Option<Box<PortfolioCell>>,
    /// The rules that are raised, by number.
    pub risks: Vec<RiskResult>,
}

/// What one account's dossier and the rulers give, whoever the other accounts are.
#[derive(Debug, Clone, PartialEq)]
pub struct OwnResult {
    /// By scorecard model that the dossier rates.
    pub scorecards: Few<Id, ScorecardResult>,
    /// Null without a value model.
    pub value: Option<Box<ValueResult>>,
    /// Yearly revenue of the typed financials, base units; with the ledgers' it is in [`LinkedResult::year`].
    pub revenue: Option<Exact>,
    /// Yearly profit of the typed financials, base units; with the ledgers' it is in [`LinkedResult::profit`].
    pub profit: Option<Exact>,
    /// Three dials of the cockpit.
    pub dials: Dials,
    /// What it adds to the dials of the book.
    pub dial_part: Part,
    /// 客户终身价值, base units.
    pub clv: Option<Exact>,
    /// 钱包 of the newest year; `None` without one.
    pub wallet: Option<Box<WalletResult>>,
    /// Fields older than the book allows, by field.
    pub stale: Rare<Vec<StaleField>>,
}

/// One scorecard of one account.
#[derive(Debug, Clone, PartialEq)]
pub struct ScorecardResult {
    /// Σ weight × rating over rated criteria. Unit: weighted points. `None` if nothing is rated.
    pub points: Option<i64>,
    /// Greatest rating × Σ weight of all.
    pub max_points: i64,
    /// Σ w·s / Σ w over rated criteria; within the model's scale.
    pub mean: Option<Exact>,
    /// Mean on 0..=100.
    pub index: Option<Exact>,
    /// Weight rated / weight of all, 0..=1.
    pub coverage: Exact,
    /// The index if every unrated criterion were rated least.
    pub index_low: Exact,
    /// The index if every unrated criterion were rated most.
    pub index_high: Exact,
    /// False below the model's `min_coverage`: the card gives no class.
    pub is_sufficient: bool,
    /// Every group, in the model's order.
    pub groups: Vec<GroupResult>,
    /// A stated total and how far it is from the computed one.
    pub stated: Option<StatedPoints>,
}

/// A group of a scorecard.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupResult {
    /// The group.
    pub id: Id,
    /// Weighted points of its rated criteria.
    pub points: Option<i64>,
    /// Mean of its rated criteria.
    pub mean: Option<Exact>,
    /// The mean if every unrated criterion were rated least; `None` if the group weighs nothing.
    pub mean_low: Option<Exact>,
    /// The mean if every unrated criterion were rated greatest.
    pub mean_high: Option<Exact>,
    /// Weight rated / weight of all, 0..=1.
    pub coverage: Exact,
}

/// One criterion's part in a scorecard. Read off the sheet where it is shown: a book has a dozen for each account.
#[derive(Debug, Clone, PartialEq)]
pub struct ScoreTerm<'a> {
    /// The criterion.
    pub criterion: &'a Id,
    /// Its group.
    pub group: &'a Id,
    /// Its weight.
    pub weight: i64,
    /// The rating; `None` is not rated.
    pub rating: Option<i64>,
    /// Weight × rating.
    pub points: Option<i64>,
    /// Points / all points, 0..=1; the terms' shares add up to exactly 1. `None` if not rated or all points are 0.
    pub share: Option<Exact>,
    /// Weight × (greatest rating − rating): what could still be won.
    pub headroom: Option<i64>,
    /// Where the rating stands.
    pub at: Option<At>,
}

/// A total somebody wrote down.
#[derive(Debug, Clone, PartialEq)]
pub struct StatedPoints {
    /// As written.
    pub points: Exact,
    /// Stated − computed; `None` if nothing is rated.
    pub difference: Option<Exact>,
    /// Where it stands.
    pub at: At,
}

/// An account's value. All of it 0..=100·cap.
#[derive(Debug, Clone, PartialEq)]
pub struct ValueResult {
    /// The four, each with its indicators.
    pub perspectives: BTreeMap<Perspective, PerspectiveResult>,
    /// 现实价值.
    pub current: Option<Exact>,
    /// 潜在价值.
    pub potential: Option<Exact>,
    /// 客户价值.
    pub value: Option<Exact>,
    /// Weight known / weight of all, 0..=1.
    pub coverage: Exact,
    /// The value if every unknown indicator scored 0 (an empty perspective counts as one unknown indicator).
    pub low: Exact,
    /// The value if every unknown indicator scored 100·cap.
    pub high: Exact,
    /// True from the model's `min_coverage` on, with something known.
    pub is_sufficient: bool,
}

/// One perspective of an account's value.
#[derive(Debug, Clone, PartialEq)]
pub struct PerspectiveResult {
    /// Weighted mean of its known indicators; `None` if none is known.
    pub score: Option<Exact>,
    /// Weight known / weight of all, 0..=1; 0 if it is empty.
    pub coverage: Exact,
    /// Its indicators, in the dossier's order.
    pub terms: Vec<IndicatorTerm>,
}

/// One indicator's part in its perspective.
#[derive(Debug, Clone, PartialEq)]
pub struct IndicatorTerm {
    /// The indicator.
    pub id: Id,
    /// Its weight.
    pub weight: Exact,
    /// `clamp((actual − baseline)/(target − baseline), 0, cap)·100`; `None` if one of the three is unknown.
    pub score: Option<Exact>,
    /// What it adds to the account's value, in points; the parts add up to exactly the value.
    pub contribution: Option<Exact>,
    /// Where it stands.
    pub at: At,
}

/// Where an account stands among the tiers.
#[derive(Debug, Clone, PartialEq)]
pub struct TierResult {
    /// From the value, or a word that stands in place of a level.
    pub computed: Tier,
    /// A person's decision, whenever one is written.
    pub over: Option<OverrideResult>,
    /// The override while it is live (it cannot lift a failed gate), else computed.
    pub effective: Tier,
    /// True if the value is within the model's distance of a threshold.
    pub near_boundary: bool,
    /// In the model's order.
    pub gates: Vec<(Id, GateState)>,
    /// What is missing to the next better level, in points of value (method `score`).
    pub to_next: Option<(Id, Exact)>,
}

/// A tier, or why there is none.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tier {
    /// A level of the value model.
    Level(Id),
    /// A gate failed.
    Ineligible,
    /// Too little is known.
    Insufficient,
}

impl Tier {
    /// The word of the export: the level's id, `ineligible` or `insufficient`.
    pub fn word(&self) -> &str {
        match self {
            Tier::Level(id) => id.as_str(),
            Tier::Ineligible => "ineligible",
            Tier::Insufficient => "insufficient",
        }
    }
}

/// An override as it stands on the book's day.
#[derive(Debug, Clone, PartialEq)]
pub struct OverrideResult {
    /// The level given.
    pub tier: Id,
    /// Why.
    pub reason: Option<String>,
    /// By whom.
    pub by: Option<Id>,
    /// Last day.
    pub until: Date,
    /// True while `until` ≥ as_of.
    pub live: bool,
}

/// A cell of the value matrix: true = high.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quadrant {
    /// 现实价值 at or above its cut.
    pub current_high: bool,
    /// 潜在价值 at or above its cut.
    pub potential_high: bool,
}

impl Quadrant {
    /// The word of the export: `high/low` is current high, potential low.
    pub fn word(self) -> &'static str {
        match (self.current_high, self.potential_high) {
            (true, true) => "high/high",
            (true, false) => "high/low",
            (false, true) => "low/high",
            (false, false) => "low/low",
        }
    }
}

/// A field that is older than the book allows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaleField {
    /// `reviewed`, `scores`, `value`, `financials`, `contacts`, `wallet` or `needs_stage`.
    pub field: &'static str,
    /// Days since its date.
    pub age_days: i64,
    /// Days allowed.
    pub max_age_days: i64,
}

/// One industry's attractiveness.
#[derive(Debug, Clone, PartialEq)]
pub struct IndustryScore {
    /// The model used.
    pub model: Id,
    /// Σ weight·polarity·magnitude over known factors; `None` if nothing is known.
    pub total: Option<Exact>,
    /// On 0..=100 between the least and most those factors can give.
    pub index: Option<Exact>,
    /// Weight known / weight of all, 0..=1.
    pub coverage: Exact,
    /// The total with every unknown factor at its least.
    pub total_low: Exact,
    /// The total with every unknown factor at its most.
    pub total_high: Exact,
    /// Total ≥ benchmark, exact; only at coverage 1 and with a benchmark that has a value.
    pub star: Option<bool>,
    /// Every factor in the model's order.
    pub terms: Vec<FactorTerm>,
    /// What was printed, where anything was.
    pub stated: Option<StatedIndustry>,
}

/// One factor's part in an industry's total.
#[derive(Debug, Clone, PartialEq)]
pub struct FactorTerm {
    /// The factor.
    pub factor: Id,
    /// Its weight.
    pub weight: i64,
    /// True where more is worse.
    pub is_penalty: bool,
    /// The magnitude, sign taken off.
    pub magnitude: Option<Exact>,
    /// Weight × polarity × magnitude.
    pub points: Option<Exact>,
    /// Where it stands.
    pub at: Option<At>,
}

/// A total and a star somebody printed.
#[derive(Debug, Clone, PartialEq)]
pub struct StatedIndustry {
    /// The total, and stated − computed.
    pub total: Option<(Exact, Option<Exact>)>,
    /// The star.
    pub star: Option<bool>,
}

/// A benchmark's figures.
#[derive(Debug, Clone, PartialEq)]
pub struct BenchmarkScore {
    /// The model it belongs to.
    pub model: Id,
    /// `mean`, `median` or `fixed`.
    pub method: &'static str,
    /// The method's value.
    pub value: Option<Exact>,
    /// Industries of the set that are scored in full.
    pub n: usize,
    /// Mean of their totals.
    pub mean: Option<Exact>,
    /// Median of their totals.
    pub median: Option<Exact>,
}

/// A composition's figures. Shares are percent.
#[derive(Debug, Clone, PartialEq)]
pub struct CompositionResult {
    /// Σ shares of the top level.
    pub sum: Exact,
    /// Herfindahl–Hirschman index of the top level, 0..=10,000.
    pub hhi: Exact,
    /// The same over leaves, the rest of a parent one more leaf.
    pub hhi_leaves: Exact,
    /// 10,000 / hhi; `None` if hhi is 0.
    pub effective_n: Option<Exact>,
    /// Share of the largest.
    pub cr1: Exact,
    /// Share of the three largest.
    pub cr3: Exact,
    /// True if some part's label is not known: then it is not drawn.
    pub is_ambiguous: bool,
    /// The whole, in base units.
    pub total: Option<Exact>,
    /// By share descending, then key; `other` last.
    pub parts: Vec<PartResult>,
}

/// One part of a composition. Shares are percent.
#[derive(Debug, Clone, PartialEq)]
pub struct PartResult {
    /// Its key.
    pub key: Id,
    /// Of its parent.
    pub share: Exact,
    /// Of the whole.
    pub of_total: Exact,
    /// Base units; `None` without a total.
    pub amount: Option<Exact>,
    /// True for the remainder of the list.
    pub is_other: bool,
    /// Nested parts, in the same order.
    pub parts: Vec<PartResult>,
}

/// A competitor map's figures.
#[derive(Debug, Clone, PartialEq)]
pub struct LandscapeResult {
    /// Undominated players, by id.
    pub front: Vec<Id>,
    /// Everyone dominated, and by whom (by id).
    pub dominated_by: BTreeMap<Id, Vec<Id>>,
    /// By id.
    pub players: Vec<PlayerResult>,
    /// In file order.
    pub assertions: Vec<AssertionResult>,
}

/// One player's figures; all `None` without a position.
#[derive(Debug, Clone, PartialEq)]
pub struct PlayerResult {
    /// The player.
    pub reference: Id,
    /// On the x axis.
    pub x: Option<Exact>,
    /// On the y axis.
    pub y: Option<Exact>,
    /// True from the map's `strong_at` on either axis.
    pub strong: Option<bool>,
    /// x·y; its square root is the combination.
    pub product: Option<Exact>,
}

/// An assertion and whether it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssertionResult {
    /// `a dominates b`, `a is on the front`, `a is strong`, `a has localisation strength`.
    pub text: String,
    /// `None` if a player named has no position.
    pub holds: Option<bool>,
    /// Where it stands.
    pub at: At,
}

/// What the accounts make together.
#[derive(Debug, Clone, Default)]
pub struct Portfolio {
    /// Accounts in the book.
    pub n_accounts: usize,
    /// By effective tier: every level in order, then ineligible and insufficient. Empty without a value model.
    pub tiers: Vec<TierCount>,
    /// Cuts of the value matrix, where there is one to draw: current, potential.
    pub matrix_cut: Option<(Exact, Exact)>,
    /// Σ known yearly revenue, base units.
    pub revenue: Option<Exact>,
    /// Herfindahl–Hirschman index of yearly revenue over accounts, 0..=10,000.
    pub revenue_hhi: Option<Exact>,
    /// Percent of the largest account in yearly revenue.
    pub revenue_cr1: Option<Exact>,
    /// Cuts of the portfolio matrix, where there is one to draw: attractiveness, strength.
    pub cell_cut: Option<(Exact, Exact)>,
    /// How far largest order and value agree; `None` if undefined.
    pub tau_b: Option<TauB>,
    /// Accounts in the top quarter by largest order and below the median by value, by id.
    pub looks_big: Vec<Id>,
    /// Cumulative percent of profit, the best account first; `None` if the accounts together make none.
    pub whale_curve: Option<Vec<(Id, Exact)>>,
    /// The dials of all accounts together.
    pub dials: BookDials,
    /// Months of receipts that are owed; `None` without receipts.
    pub months_owed: Option<Exact>,
    /// The rules of all accounts together that are raised, by number.
    pub risks: Vec<RiskResult>,
}

/// One tier of the portfolio.
#[derive(Debug, Clone, PartialEq)]
pub struct TierCount {
    /// Which.
    pub tier: Tier,
    /// Its accounts.
    pub n: usize,
    /// Their known yearly revenue, base units.
    pub revenue: Exact,
    /// Their known yearly profit, base units.
    pub profit: Exact,
}
