//! Value 客户价值: the whole, its two sides and its four perspectives as indicators.

use std::collections::BTreeMap;

use crate::diag::Words;
use crate::engine::assessment::IndicatorTerm;
use crate::engine::assessment::ValueResult;
use crate::engine::explain::Explanation;
use crate::engine::explain::Gap;
use crate::engine::explain::Quantity;
use crate::engine::explain::Said;
use crate::engine::explain::Subject;
use crate::engine::explain::Term;
use crate::engine::explain::both;
use crate::model::account::Indicator;
use crate::model::account::Perspective;
use crate::model::exact::Exact;
use crate::model::id::Id;
use crate::model::rulers::Side;
use crate::model::rulers::ValueModel;
use crate::words;

/// Explains the value, its sides, its perspectives and each indicator.
pub(super) fn explain(subject: Subject<'_>, all: &mut Vec<Explanation>) {
    let (Some(model), Some(result)) = (&subject.book.rulers.value, &subject.result.own.value) else {
        return;
    };
    all.push(whole(subject, model, result));
    all.push(side(model, result, Side::Current, result.current.as_ref()));
    all.push(side(model, result, Side::Potential, result.potential.as_ref()));
    for (perspective, ruler) in &model.perspectives {
        let Some(part) = result.perspectives.get(perspective) else {
            continue;
        };
        let mut explanation = Explanation::of(
            format!("value.{}", perspective.word()),
            both(&ruler.name),
            Quantity::number(part.score.as_ref()),
            words!(
                "Σ w·得分 ÷ Σ w，只算已知的指标",
                "Σ w·score ÷ Σ w over known indicators"
            ),
        );
        let known: Exact = known(&part.terms).map(|term| &term.weight).sum();
        explanation.terms = known_terms(subject, *perspective, &part.terms, |term| {
            (term.score.as_ref()? * &term.weight).over(&known)
        });
        all.push(explanation);
        for term in &part.terms {
            all.extend(indicator(subject, model, *perspective, term));
        }
    }
}

/// The value as a whole; none without a value model.
pub(super) fn of_whole(subject: Subject<'_>) -> Option<Explanation> {
    let model = subject.book.rulers.value.as_ref()?;
    Some(whole(subject, model, subject.result.own.value.as_ref()?))
}

fn whole(subject: Subject<'_>, model: &ValueModel, result: &ValueResult) -> Explanation {
    let mut explanation = Explanation::of(
        "value",
        model
            .name
            .as_ref()
            .map_or_else(|| words!("客户价值", "Account value"), both),
        Quantity::number(result.value.as_ref()),
        words!(
            "Σ W·维度得分 ÷ Σ W，维度得分 = Σ w·得分 ÷ Σ w，只算已知的",
            "Σ W·perspective ÷ Σ W, perspective = Σ w·score ÷ Σ w, over what is known"
        ),
    );
    explanation.range = Some((result.low.clone(), result.high.clone()));
    for (perspective, part) in &result.perspectives {
        explanation
            .terms
            .extend(known_terms(subject, *perspective, &part.terms, |term| {
                term.contribution.clone()
            }));
    }
    for term in &mut explanation.terms {
        term.share = term
            .adds
            .as_ref()
            .zip(result.value.as_ref())
            .and_then(|(adds, value)| adds.over(value));
    }
    explanation.gaps = gaps(subject, model, result);
    let coverage = (&result.coverage * &Exact::HUNDRED).short(1);
    let least = (&model.min_coverage * &Exact::HUNDRED).short(1);
    explanation.notes.push(if result.is_sufficient {
        words!(
            "覆盖率 {coverage}%（至少 {least}%）",
            "coverage {coverage} % (at least {least} %)"
        )
    } else {
        words!(
            "覆盖率 {coverage}%，不到 {least}%：依据不足，不定等级",
            "coverage {coverage} %, below {least} %: too little is known for a tier"
        )
    });
    explanation
}

fn side(model: &ValueModel, result: &ValueResult, side: Side, value: Option<&Exact>) -> Explanation {
    let of_side = || model.perspectives.iter().filter(|(_, ruler)| ruler.side == side);
    let score = |perspective: &Perspective| {
        let part = result.perspectives.get(perspective);
        part.and_then(|part| part.score.clone())
    };
    let known: Exact = of_side()
        .filter(|(perspective, _)| score(perspective).is_some())
        .map(|(_, ruler)| &ruler.weight)
        .sum();
    let mut explanation = Explanation::of(
        format!("value.{}", side.word()),
        Words::new(
            side.label(crate::diag::Lang::Zh),
            side.label(crate::diag::Lang::En),
        ),
        Quantity::number(value),
        words!(
            "Σ W·维度得分 ÷ Σ W，只算已知的维度",
            "Σ W·perspective ÷ Σ W over known perspectives"
        ),
    );
    explanation.terms = of_side()
        .map(|(perspective, ruler)| {
            let score = score(perspective);
            Term {
                weight: Some(ruler.weight.clone()),
                adds: score
                    .as_ref()
                    .and_then(|score| (score * &ruler.weight).over(&known)),
                ..Term::of(both(&ruler.name), Quantity::number(score.as_ref()), Vec::new())
            }
        })
        .collect();
    explanation
}

fn indicator(
    subject: Subject<'_>,
    model: &ValueModel,
    perspective: Perspective,
    term: &IndicatorTerm,
) -> Option<Explanation> {
    let written = written(subject, perspective, &term.id)?;
    let cap = (&model.cap * &Exact::HUNDRED).short(4);
    let mut explanation = Explanation::of(
        format!("value.{}.{}", perspective.word(), term.id),
        name(subject, perspective, &term.id),
        Quantity::number(term.score.as_ref()),
        words!(
            "(实际 − 基线) ÷ (目标 − 基线) × 100，限于 0 到 {cap}",
            "(actual − baseline) ÷ (target − baseline) × 100, held within 0 and {cap}"
        ),
    );
    let parts = [
        (words!("基线", "baseline"), &written.baseline),
        (words!("目标", "target"), &written.target),
        (words!("实际", "actual"), &written.actual),
    ];
    explanation.terms = parts
        .into_iter()
        .map(|(name, value)| Term::of(name, Quantity::number(value.as_ref()), subject.line(term.at)))
        .collect();
    if let Some(actual) = explanation.terms.last_mut() {
        actual.said = said(written);
    }
    Some(explanation)
}

fn known(terms: &[IndicatorTerm]) -> impl Iterator<Item = &IndicatorTerm> {
    terms.iter().filter(|term| term.score.is_some())
}

fn known_terms(
    subject: Subject<'_>,
    perspective: Perspective,
    terms: &[IndicatorTerm],
    adds: impl Fn(&IndicatorTerm) -> Option<Exact>,
) -> Vec<Term> {
    known(terms)
        .map(|term| Term {
            weight: Some(term.weight.clone()),
            adds: adds(term),
            said: written(subject, perspective, &term.id).map_or_else(Said::default, said),
            ..Term::of(
                name(subject, perspective, &term.id),
                Quantity::number(term.score.as_ref()),
                subject.line(term.at),
            )
        })
        .collect()
}

/// Every unknown indicator, and every perspective without any, with the value it alone could make.
fn gaps(subject: Subject<'_>, model: &ValueModel, result: &ValueResult) -> Vec<Gap> {
    let cap = &model.cap * &Exact::HUNDRED;
    let mut gaps = Vec::new();
    for (perspective, part) in &result.perspectives {
        for term in part.terms.iter().filter(|term| term.score.is_none()) {
            let with = |score: &Exact| {
                let score = score.min(&cap);
                let known = part.terms.iter().filter_map(|other| {
                    let is_it = other.id == term.id;
                    Some((&other.weight, if is_it { score } else { other.score.as_ref()? }))
                });
                let known: Vec<(&Exact, &Exact)> = known.collect();
                let sum: Exact = known.iter().map(|(weight, score)| *weight * *score).sum();
                let weights: Exact = known.iter().map(|(weight, _)| *weight).sum();
                mean_with(model, result, *perspective, &sum.over(&weights)?)
            };
            gaps.extend(gap(
                model,
                with,
                name(subject, *perspective, &term.id),
                subject.line(term.at),
            ));
        }
        if part.terms.is_empty() {
            let ruler = model.perspectives.get(perspective);
            let with = |score: &Exact| mean_with(model, result, *perspective, score);
            let name = ruler.map_or_else(|| super::same(perspective.word()), |ruler| both(&ruler.name));
            gaps.extend(gap(model, with, name, subject.key("value")));
        }
    }
    gaps
}

fn gap(
    model: &ValueModel,
    with: impl Fn(&Exact) -> Option<Exact>,
    name: Words,
    from: Vec<super::Origin>,
) -> Option<Gap> {
    let most = (&model.cap).max(&Exact::ONE) * &Exact::HUNDRED;
    Some(Gap {
        name,
        from,
        low: with(&Exact::ZERO)?,
        high: with(&most)?,
    })
}

/// The value if one perspective scored so.
fn mean_with(model: &ValueModel, result: &ValueResult, unknown: Perspective, score: &Exact) -> Option<Exact> {
    let scores: BTreeMap<Perspective, Exact> = result
        .perspectives
        .iter()
        .filter_map(|(perspective, part)| Some((*perspective, part.score.clone()?)))
        .chain([(unknown, score.clone())])
        .collect();
    let weight = |perspective: &Perspective| model.perspectives.get(perspective).map(|ruler| &ruler.weight);
    let sum: Exact = scores
        .iter()
        .filter_map(|(perspective, score)| Some(weight(perspective)? * score))
        .sum();
    let weights: Exact = scores.keys().filter_map(weight).sum();
    sum.over(&weights)
}

fn written<'a>(subject: Subject<'a>, perspective: Perspective, id: &Id) -> Option<&'a Indicator> {
    let rows = subject.account.value.get(&perspective)?;
    rows.iter().find(|row| row.id.value == *id)
}

/// The indicator's own name, else its label.
pub(super) fn name(subject: Subject<'_>, perspective: Perspective, id: &Id) -> Words {
    let own = written(subject, perspective, id).and_then(|row| row.name.as_ref());
    own.map_or_else(|| subject.label(id), both)
}

fn said(row: &Indicator) -> Said {
    Said {
        by: None,
        on: row.as_of.map(|when| when.to_string()),
        why: None,
        source: row.source.clone(),
    }
}
