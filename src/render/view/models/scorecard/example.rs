//! An account’s scorecard worked out, group by group.

use crate::engine::assessment::ScoreTerm;
use crate::engine::assessment::ScorecardResult;
use crate::engine::scorecard::terms;
use crate::model::exact::Exact;
use crate::model::rulers::Scorecard;
use crate::render::scope::Scope;
use crate::render::view::models::Example;
use crate::render::view::models::pick::Picked;
use crate::render::view::models::pick::most_known;
use crate::render::view::models::sums::Sum;
use crate::render::view::models::sums::line;
use crate::render::view::models::sums::minus;
use crate::render::view::models::sums::over;
use crate::render::view::models::sums::plus;
use crate::render::view::models::sums::times;

pub(super) fn example(scope: Scope<'_>, card: &Scorecard) -> Option<Example> {
    let of = |picked: Picked<'_>| {
        let result = picked.assessed.own.scorecards.get(&card.id)?;
        result.points?;
        Some(result.coverage.clone())
    };
    let picked = most_known(scope, of)?;
    let result = picked.assessed.own.scorecards.get(&card.id)?;
    let terms = terms(card, picked.account.scores.get(&card.id)?);
    Some(Example {
        subject: scope.account(picked.id),
        picked: scope.pick(
            "取评得最全的客户；并列时取编号在前的。",
            "The account rated most fully; of equals the first by id.",
        ),
        table: None,
        lines: lines(scope, card, result, &terms)?,
    })
}

/// Group by group, so that no line is longer than a group.
fn lines(
    scope: Scope<'_>,
    card: &Scorecard,
    result: &ScorecardResult,
    all_terms: &[ScoreTerm<'_>],
) -> Option<Vec<String>> {
    let mut lines = Vec::new();
    let (mut points, mut weights, mut all) = (Vec::new(), Vec::new(), 0);
    for group in &card.groups {
        let terms = || all_terms.iter().filter(|term| *term.group == group.id.value);
        let rated = || terms().filter_map(|term| Some((term.weight, term.rating?, term.points?)));
        all += terms().map(|term| term.weight).sum::<i64>();
        if rated().next().is_none() {
            continue;
        }
        let sum: i64 = rated().map(|(_, _, points)| points).sum();
        let products = plus(rated().map(|(weight, rating, _)| times(weight, rating)));
        lines.push(line(
            &scope.text(&group.name),
            &products,
            &Exact::from(sum),
            0,
            "",
        ));
        points.push(Sum::from(sum));
        weights.push(Sum::from(rated().map(|(weight, ..)| weight).sum::<i64>()));
    }
    let known: i64 = all_terms
        .iter()
        .filter(|term| term.rating.is_some())
        .map(|term| term.weight)
        .sum();
    let sum = result.points?;
    let mean = || over(sum, known);
    let scale = minus(card.max, card.min);
    let index = times(over(minus(mean(), card.min), scale), 100);
    lines.push(line("P", &plus(points), &Exact::from(sum), 0, ""));
    lines.push(line("W", &plus(weights), &Exact::from(known), 0, ""));
    lines.push(line("m", &mean(), result.mean.as_ref()?, 4, ""));
    lines.push(line("I", &index, result.index.as_ref()?, 4, ""));
    lines.push(line("c", &over(known, all), &result.coverage, 4, ""));
    Some(lines)
}
