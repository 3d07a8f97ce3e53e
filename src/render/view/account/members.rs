//! A group's members on the page of its parent, summed up with the parent itself.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::exact::Exact;
use crate::model::id::Id;
use crate::render::format;
use crate::render::format::MoneyScale;
use crate::render::scope::Scope;
use crate::render::view::parts::Link;
use crate::render::view::parts::Seal;

/// Members that a page lists; the sums are over all of them.
const ROWS: usize = 50;

/// A group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct MembersView {
    /// How many there are, and of how many the sums know something.
    pub sentence: String,
    /// Unit of the amounts.
    pub unit: String,
    /// The parent first, then its members, each below the one it belongs to.
    pub rows: Vec<MemberRow>,
    /// Σ known yearly revenue.
    pub revenue: String,
    /// Σ known yearly profit.
    pub profit: String,
}

/// The parent or a member.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct MemberRow {
    /// Which; the parent leads nowhere, as this is its page.
    pub account: Link,
    /// Levels below the parent, 0..=6.
    pub depth: usize,
    /// Its seal.
    pub seal: Seal,
    /// 客户价值, one decimal.
    pub value: String,
    /// Yearly revenue.
    pub revenue: String,
    /// Yearly profit.
    pub profit: String,
}

/// The group of a parent; `None` if nothing belongs to it.
pub(super) fn members_view(scope: Scope<'_>, parent: &Id) -> Option<MembersView> {
    let members = members(scope, parent);
    let n = members.len().checked_sub(1).filter(|n| *n > 0)?;
    let figures: Vec<(Option<&Exact>, Option<&Exact>)> = members
        .iter()
        .map(|(id, _)| {
            let linked = scope.assessed(id).map(|assessed| &assessed.linked);
            (
                linked.and_then(|linked| linked.year.revenue.as_ref()),
                linked.and_then(|linked| linked.profit.as_ref()),
            )
        })
        .collect();
    let known = |pick: fn(&(Option<&'_ Exact>, Option<&'_ Exact>)) -> bool| {
        figures.iter().filter(|figure| pick(figure)).count()
    };
    let (n_revenue, n_profit) = (known(|of| of.0.is_some()), known(|of| of.1.is_some()));
    let revenue = (n_revenue > 0).then(|| figures.iter().filter_map(|of| of.0).sum::<Exact>());
    let profit = (n_profit > 0).then(|| figures.iter().filter_map(|of| of.1).sum::<Exact>());
    let scale = scope.money_scale(revenue.iter().chain(&profit));
    let rows = members.iter().zip(&figures).take(ROWS + 1);
    Some(MembersView {
        sentence: sentence(scope, n, (n_revenue, n_profit)),
        unit: scale.unit.clone(),
        rows: rows
            .map(|((id, depth), (revenue, profit))| MemberRow {
                account: if *id == parent {
                    Link::plain(scope.account(id).text)
                } else {
                    scope.account(id)
                },
                depth: *depth,
                seal: scope.seal(id),
                value: scope.fixed(value(scope, id), 1),
                revenue: amount(&scale, *revenue),
                profit: amount(&scale, *profit),
            })
            .collect(),
        revenue: amount(&scale, revenue.as_ref()),
        profit: amount(&scale, profit.as_ref()),
    })
}

fn amount(scale: &MoneyScale, amount: Option<&Exact>) -> String {
    amount.map_or_else(|| format::UNKNOWN.to_owned(), |amount| scale.bare(amount, 2))
}

fn value<'a>(scope: Scope<'a>, id: &Id) -> Option<&'a Exact> {
    scope.assessed(id)?.own.value.as_ref()?.value.as_ref()
}

fn sentence(scope: Scope<'_>, n: usize, (n_revenue, n_profit): (usize, usize)) -> String {
    let all = n + 1;
    let cut = if n > ROWS {
        scope.pick(
            format!("表列前 {ROWS} 家，"),
            format!("The first {ROWS} are listed; "),
        )
    } else {
        String::new()
    };
    let members = if n == 1 { "member" } else { "members" };
    scope.pick(
        format!("{n} 家成员；{cut}合计连本部共 {all} 家，其中 {n_revenue} 家的年收入、{n_profit} 家的利润已知。"),
        format!("{n} {members}. {cut}The sums are over all {all} with the parent: yearly revenue is known of {n_revenue}, profit of {n_profit}."),
    )
}

/// The parent and everything below it, each with its level; the highest value first among siblings.
fn members<'a>(scope: Scope<'a>, parent: &'a Id) -> Vec<(&'a Id, usize)> {
    let below = &scope.shared.crossings.members;
    let mut seen: BTreeSet<&Id> = BTreeSet::new();
    let mut rows = Vec::new();
    // A stack of who is next, the first on top, so that a group is walked without recursion; who was seen is not walked again.
    let mut next: Vec<(&Id, usize)> = vec![(parent, 0)];
    while let Some((id, depth)) = next.pop() {
        if !seen.insert(id) {
            continue;
        }
        rows.push((id, depth));
        let mut members: Vec<&Id> = below.get(id).into_iter().flatten().collect();
        members.sort_by(|a, b| value(scope, a).cmp(&value(scope, b)).then_with(|| b.cmp(a)));
        next.extend(members.into_iter().map(|member| (member, (depth + 1).min(6))));
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::samples::Sample;
    use crate::render::samples::dossier;
    use crate::render::samples::id;

    fn member(name: &str, parent: &str, revenue: Option<u32>) -> (String, String) {
        let parent = if parent.is_empty() {
            String::new()
        } else {
            format!("parent: {parent}\n")
        };
        let revenue = revenue.map_or_else(String::new, |revenue| {
            format!("financials: [{{period: 2024H2, revenue: 0, direct_cost: 0, cost_to_serve: 0}}, {{period: 2025H1, revenue: {revenue}, direct_cost: 10, cost_to_serve: 0}}]")
        });
        dossier(name, &format!("{parent}{revenue}"))
    }

    #[test]
    fn a_group_is_summed_up_with_its_parent_and_with_members_of_members() {
        let sample = Sample::of(&[
            member("top", "", Some(100)),
            member("mid", "top", None),
            member("low", "mid", Some(40)),
        ]);
        let scope = sample.en();
        let top = id("top");
        let view = members_view(scope, &top).unwrap();
        let rows: Vec<(&str, usize, &str, bool)> = view
            .rows
            .iter()
            .map(|row| {
                let is_linked = row.account.href.is_some();
                (
                    row.account.text.as_str(),
                    row.depth,
                    row.revenue.as_str(),
                    is_linked,
                )
            })
            .collect();
        assert_eq!(
            rows,
            [
                ("Account top", 0, "100", false),
                ("Account mid", 1, "–", true),
                ("Account low", 2, "40", true)
            ]
        );
        assert_eq!((view.revenue.as_str(), view.profit.as_str()), ("140", "120"));
        assert!(
            view.sentence
                .ends_with("yearly revenue is known of 2, profit of 2."),
            "{}",
            view.sentence
        );
        assert_eq!(members_view(scope, &id("low")), None);
    }

    #[test]
    fn a_long_group_is_cut_at_a_stated_number_and_summed_up_in_full() {
        let mut files = vec![member("top", "", None)];
        files.extend((0..60).map(|n| member(&format!("m{n}"), "top", Some(10))));
        let sample = Sample::of(&files);
        let top = id("top");
        let view = members_view(sample.zh(), &top).unwrap();
        assert_eq!((view.rows.len(), view.revenue.as_str()), (51, "600"));
        assert!(
            view.sentence
                .starts_with("60 家成员；表列前 50 家，合计连本部共 61 家"),
            "{}",
            view.sentence
        );
    }
}
