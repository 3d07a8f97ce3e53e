//! The whale curve as a table: how profit adds up over the accounts, the best first.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::exact::Exact;
use crate::model::id::Id;
use crate::render::format;
use crate::render::scope::Scope;
use crate::render::view::parts::Link;
use crate::render::view::portfolio::ROWS;

/// The curve.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct WhaleView {
    /// Where it peaks, and what comes after.
    pub sentence: String,
    /// Unit of the amounts.
    pub unit: String,
    /// The best accounts.
    pub head: Vec<WhaleRow>,
    /// How many are left out between head and tail, in words; empty if none is.
    pub between: String,
    /// The worst accounts, in the same order.
    pub tail: Vec<WhaleRow>,
}

/// One account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct WhaleRow {
    /// From 1.
    pub rank: usize,
    /// Which.
    pub account: Link,
    /// Yearly profit.
    pub profit: String,
    /// True if it is a loss.
    pub is_loss: bool,
    /// Percent of all known profit that it and those before make.
    pub cumulative: String,
}

/// Rows of the worst accounts: there the losses are.
const TAIL: usize = 20;

fn profit<'a>(scope: Scope<'a>, id: &Id) -> Option<&'a Exact> {
    scope.assessed(id)?.linked.profit.as_ref()
}

pub(super) fn whale_view(scope: Scope<'_>) -> Option<WhaleView> {
    let curve = scope.shared.assessment.portfolio.whale_curve.as_ref()?;
    // The best is first and the worst last: one of them is the largest amount.
    let ends = [curve.first(), curve.last()];
    let scale = scope.money_scale(ends.into_iter().flatten().filter_map(|(id, _)| profit(scope, id)));
    let row = |(idx, (id, cumulative)): (usize, &(Id, Exact))| {
        let profit = profit(scope, id);
        WhaleRow {
            rank: idx + 1,
            account: scope.account(id),
            profit: profit.map_or_else(|| format::UNKNOWN.to_owned(), |profit| scale.bare(profit, 2)),
            is_loss: profit.is_some_and(Exact::is_negative),
            cumulative: format!("{}%", format::number(cumulative, 1)),
        }
    };
    let is_cut = curve.len() > ROWS;
    let n_head = if is_cut { ROWS - TAIL } else { curve.len() };
    let n_tail = if is_cut { TAIL } else { 0 };
    let n_between = curve.len() - n_head - n_tail;
    let rows = || curve.iter().enumerate();
    Some(WhaleView {
        sentence: sentence(scope, curve),
        head: rows().take(n_head).map(row).collect(),
        between: if n_between > 0 {
            scope.pick(
                format!("中间 {n_between} 家未列"),
                format!("{n_between} between are not listed"),
            )
        } else {
            String::new()
        },
        tail: rows().skip(n_head + n_between).map(row).collect(),
        unit: scale.unit.clone(),
    })
}

fn sentence(scope: Scope<'_>, curve: &[(Id, Exact)]) -> String {
    let n = curve.len();
    let n_accounts = scope.shared.assessment.accounts.len();
    let mut peak = (0, &Exact::ZERO);
    for (idx, (_, cumulative)) in curve.iter().enumerate() {
        if cumulative > peak.1 {
            peak = (idx + 1, cumulative);
        }
    }
    let n_half = 1 + curve
        .iter()
        .take_while(|(_, cumulative)| *cumulative < Exact::from(50))
        .count();
    let most = format!("{}%", format::number(peak.1, 1));
    let (n_best, n_rest) = (peak.0, n - peak.0);
    let lose = if n_rest == 1 { "loses" } else { "lose" };
    let shape = if *peak.1 > Exact::HUNDRED {
        scope.pick(
            format!("前 {n_best} 家挣到全部利润的 {most}，其余 {n_rest} 家又亏掉超出的部分"),
            format!(
                "The first {n_best} earn {most} of all profit; the other {n_rest} {lose} what is above 100%"
            ),
        )
    } else {
        scope.pick(
            format!("没有一家亏损；前 {n_half} 家挣到一半以上的利润"),
            format!("Nobody makes a loss; the first {n_half} earn half of the profit or more"),
        )
    };
    let unknown = n_accounts.saturating_sub(n);
    if unknown > 0 {
        scope.pick(
            format!("{shape}。另有 {unknown} 家利润未知，不在表中。"),
            format!("{shape}. The profit of {unknown} more is unknown; they are not in the table."),
        )
    } else {
        scope.pick(format!("{shape}。"), format!("{shape}."))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::samples::Sample;
    use crate::render::samples::valued;

    #[test]
    fn the_peak_is_named_and_who_loses_is_marked() {
        let sample = Sample::of(&[
            valued("a", None, Some((90, 60))),
            valued("b", None, Some((90, 60))),
            valued("c", None, Some((90, -20))),
            valued("d", None, None),
        ]);
        let view = whale_view(sample.en()).unwrap();
        assert_eq!(
            view.sentence,
            "The first 2 earn 120% of all profit; the other 1 loses what is above 100%. The profit of 1 more is unknown; they are not in the table."
        );
        let rows: Vec<(usize, &str, bool, &str)> = view
            .head
            .iter()
            .map(|row| {
                (
                    row.rank,
                    row.profit.as_str(),
                    row.is_loss,
                    row.cumulative.as_str(),
                )
            })
            .collect();
        assert_eq!(
            rows,
            [
                (1, "60", false, "60%"),
                (2, "60", false, "120%"),
                (3, "−20", true, "100%")
            ]
        );
        assert_eq!((view.between.as_str(), view.tail.len()), ("", 0));
    }

    #[test]
    fn a_long_curve_keeps_its_best_and_its_worst() {
        let files: Vec<_> = (0..70)
            .map(|n| valued(&format!("a{n}"), None, Some((90, 10))))
            .collect();
        let view = whale_view(Sample::of(&files).zh()).unwrap();
        assert_eq!((view.head.len(), view.tail.len()), (30, 20));
        assert_eq!(
            (view.between.as_str(), view.tail[19].rank),
            ("中间 20 家未列", 70)
        );
    }

    #[test]
    fn no_profit_at_all_has_no_curve() {
        assert_eq!(
            whale_view(Sample::of(&[valued("a", None, Some((9, -1)))]).zh()),
            None
        );
    }
}
