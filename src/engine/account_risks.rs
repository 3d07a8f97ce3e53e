//! The risk rules of one account 风险: R1 to R7 and R10 to R12. A null input raises nothing.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::engine::assessment::OwnResult;
use crate::engine::assessment::Tier;
use crate::engine::dials::cost_ratio;
use crate::engine::financials::newest;
use crate::engine::indicators::IndicatorKey;
use crate::engine::linked::LinkedResult;
use crate::engine::risk::Raised;
use crate::engine::risk::RiskLevel;
use crate::engine::risk::RiskNumber;
use crate::engine::risk::RiskResult;
use crate::engine::statistic::median;
use crate::model::account::Account;
use crate::model::account::Financial;
use crate::model::account::Perspective;
use crate::model::date::days_between;
use crate::model::exact::Exact;
use crate::model::rulers::Rules;

/// What the other accounts give to compare with. Money in base units.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Peers {
    /// Σ revenue over accounts whose yearly revenue and profit are known.
    pub revenue_with_profit: Exact,
    /// Σ profit over the same accounts.
    pub profit: Exact,
    /// Σ known yearly revenue.
    pub revenue: Exact,
    /// Median of the newest discounts by effective tier, percent.
    pub discount: BTreeMap<Tier, Exact>,
}

/// One account before the rules.
pub struct Case<'a> {
    /// The limits.
    pub rules: &'a Rules,
    /// Its dossier.
    pub account: &'a Account,
    /// What the dossier and the rulers give.
    pub own: &'a OwnResult,
    /// What it gives with the rest of the book.
    pub linked: &'a LinkedResult,
    /// Its effective tier; `None` without a value model.
    pub tier: Option<&'a Tier>,
    /// The book's day.
    pub as_of: Date,
}

/// A rule: its number and the test.
type Rule = (u8, fn(&Case<'_>, &Peers) -> Option<Raised>);

/// Every rule of an account, by number.
const RULES: &[Rule] = &[
    (1, key_person),
    (2, hostage_buyer),
    (3, delivery),
    (4, price_war),
    (5, expensive),
    (6, volume_without_profit),
    (7, receivables),
    (10, discount_leakage),
    (11, thin_relations),
    (12, concentration),
];

/// The rules that are raised, by number, with what the dossier answers.
pub fn risks(case: &Case<'_>, peers: &Peers) -> Vec<RiskResult> {
    RULES
        .iter()
        .filter_map(|(number, rule)| {
            let raised = rule(case, peers)?;
            Some(raised.answered(*number, &case.account.risks, case.as_of))
        })
        .collect()
}

/// Sums the accounts up for comparison.
pub fn peers<'a>(cases: impl IntoIterator<Item = &'a Case<'a>>) -> Peers {
    let mut peers = Peers::default();
    let mut discounts: BTreeMap<Tier, Vec<Exact>> = BTreeMap::new();
    for case in cases {
        if let Some(revenue) = &case.linked.year.revenue {
            peers.revenue = &peers.revenue + revenue;
            if let Some(profit) = &case.linked.profit {
                peers.revenue_with_profit = &peers.revenue_with_profit + revenue;
                peers.profit = &peers.profit + profit;
            }
        }
        let discount = newest_discount(&case.account.financials, case.as_of);
        if let Some((tier, discount)) = case.tier.zip(discount) {
            discounts.entry(tier.clone()).or_default().push(discount);
        }
    }
    peers.discount = discounts
        .into_iter()
        .filter_map(|(tier, discounts)| Some((tier, median(&discounts)?)))
        .collect();
    peers
}

fn newest_discount(rows: &[Financial], as_of: Date) -> Option<Exact> {
    newest(rows, as_of, |row| row.discount.clone())
}

fn is_above(value: &Option<Exact>, limit: &Exact) -> bool {
    value.as_ref().is_some_and(|value| value > limit)
}

fn is_below(value: &Option<Exact>, limit: &Exact) -> bool {
    value.as_ref().is_some_and(|value| value < limit)
}

/// R1: somebody of ours leaves and the account is lost.
fn key_person(case: &Case<'_>, _: &Peers) -> Option<Raised> {
    let relations = case.linked.relations.as_ref()?;
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let bus_factor = relations.bus_factor().map(count);
    let people = count(relations.people.len());
    let (least_factor, least_people) = (case.rules.r1_min_bus_factor, case.rules.r1_min_people);
    let is_thin = bus_factor.is_some_and(|factor| factor < least_factor) || people < least_people;
    (relations.influence > 0 && is_thin).then(|| Raised {
        level: RiskLevel::High,
        inputs: vec![
            ("bus_factor", RiskNumber::whole(bus_factor)),
            ("people", RiskNumber::Whole(people)),
        ],
        threshold: vec![
            ("bus_factor", RiskNumber::Whole(least_factor)),
            ("people", RiskNumber::Whole(least_people)),
        ],
    })
}

/// R2: the relation hangs on the buyers, and nobody who can release funds is reached.
fn hostage_buyer(case: &Case<'_>, _: &Peers) -> Option<Raised> {
    let relations = case.linked.relations.as_ref()?;
    let limit = &case.rules.r2_max_share;
    let is_hostage = is_above(&relations.buying_share, limit) && !relations.has_economic_thread;
    is_hostage.then(|| Raised {
        level: RiskLevel::High,
        inputs: vec![
            ("share", RiskNumber::part(relations.buying_share.clone())),
            ("economic", RiskNumber::Flag(relations.has_economic_thread)),
        ],
        threshold: vec![("share", RiskNumber::Part(limit.clone()))],
    })
}

/// R3: open issues that nobody, or more than one, is accountable for.
fn delivery(case: &Case<'_>, _: &Peers) -> Option<Raised> {
    let ages: Vec<i64> = case
        .account
        .issues
        .iter()
        .filter(|issue| issue.closed.is_none() && issue.accountable.len() != 1)
        .map(|issue| days_between(issue.opened.value, case.as_of))
        .collect();
    let oldest = *ages.iter().max()?;
    let limit = case.rules.r3_max_days;
    Some(Raised {
        level: if oldest > limit {
            RiskLevel::High
        } else {
            RiskLevel::Medium
        },
        inputs: vec![
            (
                "unowned",
                RiskNumber::Whole(i64::try_from(ages.len()).unwrap_or(i64::MAX)),
            ),
            ("oldest_days", RiskNumber::Whole(oldest)),
        ],
        threshold: vec![("oldest_days", RiskNumber::Whole(limit))],
    })
}

/// R4: margins fall, and nothing sets us apart.
fn price_war(case: &Case<'_>, _: &Peers) -> Option<Raised> {
    let falls = margin_falls(&case.account.financials, case.as_of);
    let points = case.linked.n_selling_points();
    let points = points.map(|n| i64::try_from(n).unwrap_or(i64::MAX));
    let (most_falls, least_points) = (case.rules.r4_falls, case.rules.r4_min_usps);
    let level = RiskLevel::of_two(
        falls >= most_falls,
        points.is_some_and(|points| points < least_points),
    )?;
    Some(Raised {
        level,
        inputs: vec![
            ("falls", RiskNumber::Whole(falls)),
            ("usps", RiskNumber::whole(points)),
        ],
        threshold: vec![
            ("falls", RiskNumber::Whole(most_falls)),
            ("usps", RiskNumber::Whole(least_points)),
        ],
    })
}

/// Strict falls of gross margin in a row over typed periods, newest backwards, up to the first that is unknown.
pub fn margin_falls(rows: &[Financial], as_of: Date) -> i64 {
    let mut past: Vec<&Financial> = rows
        .iter()
        .filter(|row| row.period.value.last_day() <= as_of)
        .collect();
    past.sort_by_key(|row| std::cmp::Reverse(row.period.value.last_day()));
    let margins: Vec<Exact> = past
        .into_iter()
        .map_while(|row| {
            let revenue = row.revenue.as_ref()?;
            (revenue - row.direct_cost.as_ref()?).over(revenue)
        })
        .collect();
    let falls = margins
        .iter()
        .zip(margins.iter().skip(1))
        .take_while(|(newer, older)| newer < older);
    i64::try_from(falls.count()).unwrap_or(i64::MAX)
}

/// R5: serving costs too much of the revenue, or more than is earned.
fn expensive(case: &Case<'_>, _: &Peers) -> Option<Raised> {
    let year = &case.linked.year;
    let (ratio, profit) = (cost_ratio(year), year.profit(true));
    let (most, least) = (&case.rules.r5_max_ratio, &case.rules.r5_min_profit);
    let level = if is_below(&profit, least) {
        RiskLevel::High
    } else if is_above(&ratio, most) {
        RiskLevel::Medium
    } else {
        return None;
    };
    Some(Raised {
        level,
        inputs: vec![
            ("ratio", RiskNumber::part(ratio)),
            ("profit", profit.map_or(RiskNumber::Unknown, RiskNumber::Money)),
        ],
        threshold: vec![
            ("ratio", RiskNumber::Part(most.clone())),
            ("profit", RiskNumber::Money(least.clone())),
        ],
    })
}

/// R6: a share of profit far below the share of revenue.
fn volume_without_profit(case: &Case<'_>, peers: &Peers) -> Option<Raised> {
    let linked = case.linked;
    let index = profit_index(linked.year.revenue.as_ref()?, linked.profit.as_ref()?, peers)?;
    let (level, limit) = if index < case.rules.r6_high {
        (RiskLevel::High, &case.rules.r6_high)
    } else if index < case.rules.r6_medium {
        (RiskLevel::Medium, &case.rules.r6_medium)
    } else {
        return None;
    };
    Some(Raised {
        level,
        inputs: vec![("index", RiskNumber::Part(index))],
        threshold: vec![("index", RiskNumber::Part(limit.clone()))],
    })
}

/// Profit share ÷ revenue share; `None` if the accounts together make no profit, or this one has no revenue.
pub fn profit_index(revenue: &Exact, profit: &Exact, peers: &Peers) -> Option<Exact> {
    if !peers.profit.is_positive() {
        return None;
    }
    (profit * &peers.revenue_with_profit).over(&(&peers.profit * revenue))
}

/// R7: much of what is owed is overdue, or it takes far longer than agreed to collect.
fn receivables(case: &Case<'_>, _: &Peers) -> Option<Raised> {
    let linked = case.linked;
    let overdue = linked
        .receivables
        .as_ref()
        .and_then(|owed| owed.overdue.over(&owed.outstanding));
    let terms = newest(&case.account.financials, case.as_of, |row| row.terms_days);
    let beyond = linked
        .indicators
        .get(IndicatorKey::AvgCollectDays)
        .zip(terms)
        .map(|(days, terms)| days - &Exact::from(terms));
    let (most_overdue, most_beyond) = (&case.rules.r7_max_overdue, &case.rules.r7_max_days_over_terms);
    let level = RiskLevel::of_two(is_above(&overdue, most_overdue), is_above(&beyond, most_beyond))?;
    Some(Raised {
        level,
        inputs: vec![
            ("overdue", RiskNumber::part(overdue)),
            ("days_over_terms", RiskNumber::part(beyond)),
        ],
        threshold: vec![
            ("overdue", RiskNumber::Part(most_overdue.clone())),
            ("days_over_terms", RiskNumber::Part(most_beyond.clone())),
        ],
    })
}

/// R10: more discount than its tier gets, or less margin than its tier must bring.
fn discount_leakage(case: &Case<'_>, peers: &Peers) -> Option<Raised> {
    let tier = case.tier?;
    let Tier::Level(level) = tier else {
        return None;
    };
    let discount = newest_discount(&case.account.financials, case.as_of);
    let times = discount
        .zip(peers.discount.get(tier))
        .and_then(|(discount, median)| discount.over(median));
    let margin = case.linked.gross_margin();
    let most = &case.rules.r10_max_times;
    let floor = case.rules.r10_margin_floor.get(level);
    let is_thin = floor.is_some_and(|floor| is_below(&margin, floor));
    let risk = RiskLevel::of_two(is_above(&times, most), is_thin)?;
    let limits = [
        Some(("times", RiskNumber::Part(most.clone()))),
        floor.map(|floor| ("margin", RiskNumber::Part(floor.clone()))),
    ];
    Some(Raised {
        level: risk,
        inputs: vec![
            ("times", RiskNumber::part(times)),
            ("margin", RiskNumber::part(margin)),
        ],
        threshold: limits.into_iter().flatten().collect(),
    })
}

/// R11: nobody spoke to them for long, or they are not well served.
fn thin_relations(case: &Case<'_>, _: &Peers) -> Option<Raised> {
    let days = case
        .linked
        .last_contact
        .map(|last| days_between(last, case.as_of));
    let service = case.own.value.as_ref().and_then(|value| {
        let side = value.perspectives.get(&Perspective::Service)?;
        side.score.clone()
    });
    let most_days = &case.rules.r11_max_times * &Exact::from(case.rules.cadence_days);
    let least_service = &case.rules.r11_min_service;
    let level = RiskLevel::of_two(
        is_above(&days.map(Exact::from), &most_days),
        is_below(&service, least_service),
    )?;
    Some(Raised {
        level,
        inputs: vec![
            ("days", RiskNumber::whole(days)),
            ("service", RiskNumber::part(service)),
        ],
        threshold: vec![
            ("days", RiskNumber::Part(most_days)),
            ("service", RiskNumber::Part(least_service.clone())),
        ],
    })
}

/// R12: too much of our revenue hangs on this account.
fn concentration(case: &Case<'_>, peers: &Peers) -> Option<Raised> {
    let revenue = case.linked.year.revenue.as_ref()?;
    let share = (revenue * &Exact::HUNDRED).over(&peers.revenue)?;
    let limit = &case.rules.r12_cr1;
    (share >= *limit).then(|| Raised {
        level: RiskLevel::High,
        inputs: vec![("share", RiskNumber::Part(share))],
        threshold: vec![("share", RiskNumber::Part(limit.clone()))],
    })
}
