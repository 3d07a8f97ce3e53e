//! Risks of money: R4 price war, R5 expensive account, R6 volume without profit, R7 receivables, R10 discount leakage,
//! R12 concentration. A null input raises nothing.

use jiff::civil::Date;

use crate::engine::account_risks::Case;
use crate::engine::assessment::Tier;
use crate::engine::dials::cost_ratio;
use crate::engine::financials::newest;
use crate::engine::financials::newest_discount;
use crate::engine::indicators::IndicatorKey;
use crate::engine::peers::Peers;
use crate::engine::peers::profit_index;
use crate::engine::risk::Raised;
use crate::engine::risk::RiskLevel;
use crate::engine::risk::RiskNumber;
use crate::engine::risk::is_above;
use crate::engine::risk::is_below;
use crate::model::account::Financial;
use crate::model::exact::Exact;

/// R4: margins fall, and nothing sets us apart.
pub fn price_war(case: &Case<'_>, _: &Peers) -> Option<Raised> {
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
            (revenue - row.beside.direct_cost.as_ref()?).over(revenue)
        })
        .collect();
    let falls = margins
        .iter()
        .zip(margins.iter().skip(1))
        .take_while(|(newer, older)| newer < older);
    i64::try_from(falls.count()).unwrap_or(i64::MAX)
}

/// R5: serving costs too much of the revenue, or more than is earned.
pub fn expensive(case: &Case<'_>, _: &Peers) -> Option<Raised> {
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
pub fn volume_without_profit(case: &Case<'_>, peers: &Peers) -> Option<Raised> {
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

/// R7: much of what is owed is overdue, or it takes far longer than agreed to collect.
pub fn receivables(case: &Case<'_>, _: &Peers) -> Option<Raised> {
    let linked = case.linked;
    let overdue = linked
        .receivables
        .as_ref()
        .and_then(|owed| owed.overdue.over(&owed.outstanding));
    let terms = newest(&case.account.financials, case.as_of, |row| row.beside.terms_days);
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
pub fn discount_leakage(case: &Case<'_>, peers: &Peers) -> Option<Raised> {
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

/// R12: too much of our revenue hangs on this account.
pub fn concentration(case: &Case<'_>, peers: &Peers) -> Option<Raised> {
    let revenue = case.linked.year.revenue.as_ref()?;
    let share = (revenue * &Exact::HUNDRED).over(&peers.revenue)?;
    let limit = &case.rules.r12_cr1;
    (share >= *limit).then(|| Raised {
        level: RiskLevel::High,
        inputs: vec![("share", RiskNumber::Part(share))],
        threshold: vec![("share", RiskNumber::Part(limit.clone()))],
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::samples::account;
    use crate::engine::samples::day;
    use crate::engine::samples::financial;
    use crate::engine::samples::over;
    use crate::engine::samples::raised;
    use crate::engine::samples::year;
    use crate::model::account::Account;
    use crate::model::account::BesideRevenue;
    use crate::model::rare::Rare;

    fn trading(name: &str, financials: Vec<Financial>) -> Account {
        let mut account = account(name);
        account.financials = financials;
        account
    }

    fn falls(rows: &[(&str, i64, Option<i64>)]) -> i64 {
        let rows: Vec<Financial> = rows
            .iter()
            .map(|(period, revenue, cost)| Financial {
                beside: Rare::from(BesideRevenue {
                    direct_cost: cost.map(Exact::from),
                    ..BesideRevenue::default()
                }),
                ..financial(period, Some(*revenue))
            })
            .collect();
        margin_falls(&rows, day("2025-06-30"))
    }

    #[test]
    fn falls_are_counted_backwards_up_to_the_first_rise_or_gap() {
        let (high, mid, low) = (Some(10), Some(20), Some(30));
        assert_eq!(
            falls(&[("2025Q1", 100, low), ("2024Q4", 100, mid), ("2024Q3", 100, high)]),
            2
        );
        assert_eq!(
            falls(&[("2024Q3", 100, high), ("2024Q4", 100, high), ("2025Q1", 100, low)]),
            1
        );
        assert_eq!(
            falls(&[("2025Q1", 100, low), ("2024Q4", 100, None), ("2024Q3", 100, high)]),
            0
        );
        assert_eq!(falls(&[("2025Q1", 100, low), ("2024Q4", 0, Some(0))]), 0);
        assert_eq!(
            falls(&[
                ("2025Q3", 100, Some(99)),
                ("2025Q1", 100, low),
                ("2024Q4", 100, mid)
            ]),
            1
        );
    }

    #[test]
    fn serving_is_too_dear_above_a_share_of_revenue_or_beyond_the_margin() {
        let level = |cost_to_serve| raised(&[trading("a", year(1000, 700, cost_to_serve))], 5);
        assert_eq!(level(Some(150)), None);
        assert_eq!(level(Some(151)), Some("medium"));
        assert_eq!(level(Some(300)), Some("medium"));
        assert_eq!(level(Some(301)), Some("high"));
        assert_eq!(level(None), None);
    }

    #[test]
    fn volume_is_measured_against_profit_over_accounts_that_know_both() {
        let level = |profit: i64| {
            let accounts = [
                trading("a", year(1000, 1000 - profit, Some(0))),
                trading("b", year(1000, 800, Some(0))),
                trading("c", year(9000, 8000, None)),
            ];
            raised(&accounts, 6)
        };
        assert_eq!(level(67), None);
        assert_eq!(level(66), Some("medium"));
        assert_eq!(level(0), Some("medium"));
        assert_eq!(level(-1), Some("high"));
        assert_eq!(level(-200), None);
    }

    #[test]
    fn overdue_is_judged_only_where_something_is_outstanding() {
        let level = |outstanding: i64, overdue: i64| {
            let mut rows = year(1, 0, Some(0));
            for row in &mut rows {
                row.beside.outstanding = Some(Exact::from(outstanding));
                row.beside.overdue = Some(Exact::from(overdue));
            }
            raised(&[trading("a", rows)], 7)
        };
        assert_eq!(level(100, 20), None);
        assert_eq!(level(100, 21), Some("medium"));
        assert_eq!(level(0, 0), None);
    }

    #[test]
    fn discount_and_margin_are_judged_within_the_tier_and_not_without_one() {
        let account = |name: &str, discount: i64, direct_cost: i64, tier: Option<&str>| {
            let mut rows = year(100, direct_cost, Some(0));
            for row in &mut rows {
                row.beside.discount = Some(Exact::from(discount));
            }
            let mut account = trading(name, rows);
            account.tier.over = tier.map(|tier| over(tier, "2025-12-31"));
            account
        };
        let level = |discount, direct_cost| {
            let accounts = [
                account("a", discount, direct_cost, Some("gold")),
                account("b", 10, 0, Some("gold")),
                account("c", 10, 0, Some("gold")),
            ];
            raised(&accounts, 10)
        };
        assert_eq!(level(15, 80), None);
        assert_eq!(level(16, 80), Some("medium"));
        assert_eq!(level(15, 81), Some("medium"));
        assert_eq!(level(16, 81), Some("high"));
        assert_eq!(raised(&[account("a", 99, 99, None)], 10), None);
    }

    #[test]
    fn a_quarter_of_known_revenue_is_too_much() {
        let level = |revenue| {
            let accounts = [
                trading("a", year(revenue, 0, None)),
                trading("b", year(75, 0, None)),
                trading("c", vec![]),
            ];
            raised(&accounts, 12)
        };
        assert_eq!(level(24), None);
        assert_eq!(level(25), Some("high"));
        assert_eq!(raised(&[trading("a", vec![])], 12), None);
    }
}
