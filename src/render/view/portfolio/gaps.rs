//! What missing evidence leaves open: the accounts whose value may still move most, those that may change tier first.

use schemars::JsonSchema;
use serde::Serialize;

use crate::engine::assessment::Tier;
use crate::engine::evidence_gap::EvidenceGap;
use crate::engine::evidence_gap::evidence_gap;
use crate::render::first::first;
use crate::render::format;
use crate::render::scope::Scope;
use crate::render::view::parts::Interval;
use crate::render::view::parts::Link;
use crate::render::view::portfolio::ROWS;

/// The gaps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct GapsView {
    /// How many accounts have something open, how many of them may change tier.
    pub sentence: String,
    /// Those that may change tier first, then the widest interval first.
    pub rows: Vec<GapRow>,
}

/// One account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct GapRow {
    /// Which.
    pub account: Link,
    /// Coverage of its value, percent.
    pub coverage: String,
    /// What the value could still be.
    pub interval: Interval,
    /// The most − the least, points of value.
    pub width: String,
    /// The tiers between which it may still move, in words.
    pub tiers: String,
    /// True if complete evidence could give another tier.
    pub can_change: bool,
}

pub(super) fn gaps_view(scope: Scope<'_>) -> Option<GapsView> {
    let model = scope.book().rulers.value.as_ref()?;
    let mut open = Vec::new();
    for (id, account) in &scope.shared.assessment.accounts {
        let (Some(value), Some(tier)) = (&account.own.value, &account.tier) else {
            continue;
        };
        if let Some(gap) = evidence_gap(model, value, tier) {
            open.push((id, value, &tier.computed, gap));
        }
    }
    if open.is_empty() {
        return None;
    }
    let may_change = |gap: &EvidenceGap| gap.can_change == Some(true);
    let (n, n_changing) = (
        open.len(),
        open.iter().filter(|(.., gap)| may_change(gap)).count(),
    );
    first(&mut open, ROWS, |(a_id, .., a), (b_id, .., b)| {
        (may_change(b), &b.width)
            .cmp(&(may_change(a), &a.width))
            .then_with(|| a_id.cmp(b_id))
    });
    Some(GapsView {
        sentence: sentence(scope, n, n_changing),
        rows: open
            .iter()
            .take(ROWS)
            .map(|(id, value, computed, gap)| GapRow {
                account: scope.account(id),
                coverage: format::percent(&value.coverage, 0),
                interval: scope.interval(value),
                width: format::fixed(&gap.width, 1),
                tiers: tiers(scope, computed, gap),
                can_change: may_change(gap),
            })
            .collect(),
    })
}

fn tiers(scope: Scope<'_>, computed: &Tier, gap: &EvidenceGap) -> String {
    match &gap.tiers {
        Some((low, high)) if low == high && gap.can_change == Some(false) => {
            let tier = scope.tier_label(computed);
            scope.pick(format!("总是{tier}"), format!("{tier} in any case"))
        }
        Some((low, high)) if low == high => scope.tier_label(low),
        Some((low, high)) => {
            let (low, high) = (scope.tier_label(low), scope.tier_label(high));
            scope.pick(format!("{low}至{high}"), format!("{low} to {high}"))
        }
        None => scope.pick("随其他客户的名次而定", "hangs on the ranks of the others"),
    }
}

fn sentence(scope: Scope<'_>, n: usize, n_changing: usize) -> String {
    let cut = if n > ROWS {
        scope.pick(
            format!("；列前 {ROWS} 家"),
            format!("; the first {ROWS} are listed"),
        )
    } else {
        String::new()
    };
    let of = if n == 1 { "account has" } else { "accounts have" };
    scope.pick(
        format!("{n} 家客户的价值还没有完整依据，补全后其中 {n_changing} 家的计算等级可能改变；先列可能变等级的，再按可能范围从宽到窄{cut}。"),
        format!("{n} {of} incomplete evidence; complete, the computed tier of {n_changing} could change. Those first, then the widest range first{cut}."),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::samples::Sample;
    use crate::render::samples::dossier;
    use crate::render::samples::valued;

    #[test]
    fn who_may_change_tier_comes_first_then_the_widest_range() {
        let partly = |name: &str, known: u32, sides: &[&str]| {
            let row = format!("[{{id: x, weight: 1, baseline: 0, target: 100, actual: {known}}}]");
            let sides: Vec<String> = sides.iter().map(|side| format!("{side}: {row}")).collect();
            dossier(name, &format!("value: {{{}}}", sides.join(", ")))
        };
        let sample = Sample::of(&[
            valued("known", Some(90), None),
            partly("wide", 50, &["financial", "sales"]),
            partly("low", 10, &["financial", "sales", "service"]),
        ]);
        let view = gaps_view(sample.en()).unwrap();
        let rows: Vec<(&str, &str, &str, bool)> = view
            .rows
            .iter()
            .map(|row| {
                let name = row.account.text.as_str();
                (name, row.width.as_str(), row.tiers.as_str(), row.can_change)
            })
            .collect();
        assert_eq!(
            rows,
            [
                ("Account wide", "60.0", "Standard to Platinum", true),
                ("Account low", "30.0", "Standard in any case", false)
            ]
        );
        assert!(
            view.sentence
                .starts_with("2 accounts have incomplete evidence; complete, the computed tier of 1 could"),
            "{}",
            view.sentence
        );
    }

    #[test]
    fn complete_evidence_leaves_nothing_to_list() {
        assert_eq!(gaps_view(Sample::of(&[valued("a", Some(90), None)]).zh()), None);
    }
}
