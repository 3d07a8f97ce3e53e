//! Scorecards 选择标准: each index as its criteria, and what every blank could still do.

use crate::diag::Words;
use crate::engine::assessment::ScoreTerm;
use crate::engine::assessment::ScorecardResult;
use crate::engine::explain::Explanation;
use crate::engine::explain::Gap;
use crate::engine::explain::Quantity;
use crate::engine::explain::Said;
use crate::engine::explain::Subject;
use crate::engine::explain::Term;
use crate::engine::explain::both;
use crate::engine::scorecard;
use crate::model::account::ScoreSheet;
use crate::model::exact::Exact;
use crate::model::id::Id;
use crate::model::rulers::Criterion;
use crate::model::rulers::Scorecard;
use crate::words;

/// Explains every scorecard the dossier rates, and each of its groups.
pub(super) fn explain(subject: Subject<'_>, all: &mut Vec<Explanation>) {
    for (id, result) in &subject.result.own.scorecards {
        let models = &subject.book.rulers.scorecards;
        if let (Some(card), Some(sheet)) = (models.get(id), subject.account.scores.get(id)) {
            all.push(index(subject, card, sheet, result));
            all.extend(
                result
                    .groups
                    .iter()
                    .filter_map(|group| by_group(subject, card, sheet, result, &group.id)),
            );
        }
    }
}

fn index(
    subject: Subject<'_>,
    card: &Scorecard,
    sheet: &ScoreSheet,
    result: &ScorecardResult,
) -> Explanation {
    let (min, max) = (card.min, card.max);
    let mut explanation = Explanation::of(
        format!("scorecards.{}", card.id),
        both(&card.name),
        Quantity::number(result.index.as_ref()),
        words!(
            "指数 = (Σ w·s ÷ Σ w − {min}) ÷ ({max} − {min}) × 100，只算已评的标准",
            "index = (Σ w·s ÷ Σ w − {min}) ÷ ({max} − {min}) × 100, over rated criteria"
        ),
    );
    explanation.range = Some((result.index_low.clone(), result.index_high.clone()));
    explanation.terms = terms(subject, card, sheet, None);
    let scored = scorecard::terms(card, sheet);
    explanation.gaps = scored
        .iter()
        .filter(|term| term.rating.is_none())
        .filter_map(|term| gap(subject, card, sheet, &scored, term))
        .collect();
    explanation.notes = notes(card, result, &scored);
    explanation
}

fn by_group(
    subject: Subject<'_>,
    card: &Scorecard,
    sheet: &ScoreSheet,
    result: &ScorecardResult,
    id: &Id,
) -> Option<Explanation> {
    let group = card.groups.iter().find(|group| group.id.value == *id)?;
    let scored = result.groups.iter().find(|group| group.id == *id)?;
    let mut explanation = Explanation::of(
        format!("scorecards.{}.{id}", card.id),
        both(&group.name),
        Quantity::number(scored.mean.as_ref()),
        words!(
            "均分 = Σ w·s ÷ Σ w，只算本组已评的标准",
            "mean = Σ w·s ÷ Σ w over the group's rated criteria"
        ),
    );
    explanation.terms = terms(subject, card, sheet, Some(id));
    Some(explanation)
}

/// The criteria of one group, or of all.
fn terms(subject: Subject<'_>, card: &Scorecard, sheet: &ScoreSheet, group: Option<&Id>) -> Vec<Term> {
    let scored = scorecard::terms(card, sheet).into_iter();
    let rated = scored.filter(|term| term.rating.is_some());
    rated
        .filter(|term| group.is_none_or(|group| term.group == group))
        .map(|term| {
            let item = sheet.items.get(term.criterion);
            let by = sheet.scored_by.as_ref();
            let on = item.and_then(|item| item.as_of());
            let on = on.or_else(|| sheet.scored_on.as_ref().map(|day| day.value));
            Term {
                weight: Some(Exact::from(term.weight)),
                adds: term.points.map(Exact::from),
                share: term.share,
                said: Said {
                    by: by.map(|by| subject.person(&by.value)),
                    on: on.map(|day| day.to_string()),
                    why: item.and_then(|item| item.why()).map(both),
                    source: item.and_then(|item| item.source().map(str::to_owned)),
                },
                ..Term::of(
                    name(card, term.criterion),
                    Quantity::whole(term.rating),
                    term.at.map_or(Vec::new(), |at| subject.line(at)),
                )
            }
        })
        .collect()
}

/// The index with one blank rated least, and rated most, the other blanks left out as before.
fn gap(
    subject: Subject<'_>,
    card: &Scorecard,
    sheet: &ScoreSheet,
    all: &[ScoreTerm<'_>],
    term: &ScoreTerm<'_>,
) -> Option<Gap> {
    let rated = all.iter().filter(|term| term.rating.is_some());
    let weight: i64 = rated.map(|term| term.weight).sum();
    let points = all.iter().filter_map(|term| term.points);
    let points = points.fold(0, i64::saturating_add);
    let with = |rating: i64| -> Option<Exact> {
        let mean = Exact::ratio(
            points.saturating_add(term.weight.saturating_mul(rating)),
            weight.saturating_add(term.weight),
        )?;
        ((mean - Exact::from(card.min)) * Exact::HUNDRED)
            .over(&Exact::from(card.max.saturating_sub(card.min)))
    };
    Some(Gap {
        name: name(card, term.criterion),
        from: subject.line(term.at.unwrap_or(sheet.at)),
        low: with(card.min)?,
        high: with(card.max)?,
    })
}

fn notes(card: &Scorecard, result: &ScorecardResult, terms: &[ScoreTerm<'_>]) -> Vec<Words> {
    let coverage = (&result.coverage * &Exact::HUNDRED).short(1);
    let least = (&card.min_coverage * &Exact::HUNDRED).short(1);
    let max_points = result.max_points;
    let mut notes = vec![match result.points {
        Some(points) => words!(
            "加权得分 {points}，满分 {max_points}；覆盖率 {coverage}%（至少 {least}%）",
            "{points} of {max_points} weighted points; coverage {coverage} % (at least {least} %)"
        ),
        None => words!("一条也没有评", "nothing is rated"),
    }];
    if !result.is_sufficient {
        notes.push(words!(
            "覆盖率不足，不用于分级和比较",
            "too little is known to be compared or classed"
        ));
    }
    if let Some(stated) = &result.stated {
        let points = stated.points.short(4);
        if let Some(difference) = stated
            .difference
            .as_ref()
            .filter(|difference| !difference.is_zero())
        {
            let difference = difference.short(4);
            notes.push(words!(
                "原表写的是 {points}，与重算相差 {difference}",
                "stated as {points}: {difference} from the computed points"
            ));
        }
    }
    let mut levers: Vec<&ScoreTerm<'_>> = terms
        .iter()
        .filter(|term| term.headroom.is_some_and(|room| room > 0))
        .collect();
    levers.sort_by_key(|term| std::cmp::Reverse(term.headroom));
    levers.truncate(3);
    if !levers.is_empty() {
        let listed = |lang| {
            let names = levers.iter().map(|term| {
                let name = name(card, term.criterion);
                let room = term.headroom.unwrap_or(0);
                format!("{} +{room}", name.get(lang))
            });
            names.collect::<Vec<String>>().join(", ")
        };
        let (zh, en) = (listed(crate::diag::Lang::Zh), listed(crate::diag::Lang::En));
        notes.push(words!(
            "最大的提升空间（加权分）：{zh}",
            "most to be won, in weighted points: {en}"
        ));
    }
    notes
}

fn name(card: &Scorecard, id: &Id) -> Words {
    criterion(card, id).map_or_else(|| super::same(id.as_str()), |criterion| both(&criterion.name))
}

fn criterion<'a>(card: &'a Scorecard, id: &Id) -> Option<&'a Criterion> {
    let mut criteria = card.groups.iter().flat_map(|group| &group.criteria);
    criteria.find(|criterion| criterion.id.value == *id)
}
