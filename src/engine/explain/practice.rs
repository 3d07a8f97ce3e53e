//! Needs and method: verdicts on needs, the needs stage, the portfolio matrix, the steps of the plan.

use crate::diag::Lang;
use crate::diag::Words;
use crate::engine::explain::Explanation;
use crate::engine::explain::Quantity;
use crate::engine::explain::Said;
use crate::engine::explain::Subject;
use crate::engine::explain::Term;
use crate::engine::explain::both;
use crate::engine::explain::places;
use crate::engine::explain::same;
use crate::engine::needs::NeedResult;
use crate::engine::needs::Verdict;
use crate::engine::steps::StepResult;
use crate::engine::steps::completeness;
use crate::model::account::Capability;
use crate::model::account::Need;
use crate::model::account::PlanStep;
use crate::model::exact::Exact;
use crate::model::id::Id;
use crate::model::playbook::Step;
use crate::words;

/// Explains portfolio cell, needs, needs stage and steps, in the order of the export.
pub(super) fn explain(subject: Subject<'_>, all: &mut Vec<Explanation>) {
    places::portfolio(subject, all);
    for (id, result) in &subject.result.linked.needs {
        let mut needs = subject.account.needs.iter();
        if let Some(need) = needs.find(|need| need.id.value == *id) {
            all.push(verdict(subject, need, result));
        }
    }
    all.extend(stage(subject));
    steps(subject, all);
}

fn verdict(subject: Subject<'_>, need: &Need, result: &NeedResult) -> Explanation {
    let mut explanation = Explanation::of(
        format!("needs.{}", need.id.value),
        both(&need.text),
        Quantity::Word(Words::new(
            result.verdict.label(Lang::Zh),
            result.verdict.label(Lang::En),
        )),
        reason(result.verdict),
    );
    explanation.terms.push(Term {
        said: Said {
            source: need.source.clone(),
            ..Said::default()
        },
        ..Term::of(
            words!("重要性", "importance"),
            Quantity::whole(need.importance),
            subject.line(need.id.at),
        )
    });
    explanation.terms.push(capability(
        subject,
        need,
        "us",
        words!("我方", "us"),
        &result.ours,
    ));
    for (rival, theirs) in &result.theirs {
        let page = subject.book.competitors.get(rival);
        let name = page.map_or_else(|| same(rival.as_str()), |page| both(&page.data.name));
        explanation
            .terms
            .push(capability(subject, need, rival.as_str(), name, theirs));
    }
    explanation
}

/// Why a verdict stands, in words.
fn reason(verdict: Verdict) -> Words {
    match verdict {
        Verdict::Unique => words!(
            "重要性 ≥ 3，且列名的对手都做不到",
            "importance ≥ 3, and every competitor named cannot"
        ),
        Verdict::Better => words!(
            "重要性 ≥ 3，且我方高于每个对手",
            "importance ≥ 3, and ours is above every competitor's"
        ),
        Verdict::Unverified => words!(
            "我方或某个对手的能力未知，要去查清",
            "our capability or a competitor's is unknown: find out"
        ),
        Verdict::Unproven => words!("没有列出对手，无从比较", "no competitor is named to compare with"),
        Verdict::Irrelevant => words!("重要性不到 3 或未知", "importance is below 3, or unknown"),
        Verdict::Gap => words!(
            "我方做不到，或低于某个对手",
            "we cannot, or a competitor is better"
        ),
        Verdict::Tie => words!("与最好的对手持平", "level with the best competitor"),
    }
}

/// One player's capability, and the line that says it: here, else on the competitor's page.
fn capability(subject: Subject<'_>, need: &Need, player: &str, name: Words, level: &Capability) -> Term {
    let here = subject.account.capabilities.get(&need.id.value);
    let here = here.and_then(|row| Some(row.get(player)?.at));
    let from = here.map(|at| subject.line(at)).or_else(|| {
        let page = subject.book.competitors.get(player)?;
        let tag = need.tag.as_ref().unwrap_or(&need.id.value);
        let at = page.data.capabilities.get(tag)?.at;
        Some(vec![super::Origin {
            file: page.file.clone(),
            at: Some(at),
        }])
    });
    let value = match level {
        Capability::Level(level) => Quantity::Number(level.clone()),
        Capability::Cannot => Quantity::Word(words!("做不到", "cannot")),
        Capability::Unknown => Quantity::Unknown,
    };
    Term::of(name, value, from.unwrap_or_default())
}

fn stage(subject: Subject<'_>) -> Option<Explanation> {
    let result = subject.result.linked.needs_stage.as_ref()?;
    let industry = subject.book.industries.get(&subject.account.industry.value)?;
    let stages = &industry.data.needs_stages;
    let at = stages.iter().find(|stage| stage.id.value == result.stage)?;
    let written = subject.account.needs_stage.as_ref()?;
    let mut explanation = Explanation::of(
        "needs_stage",
        words!("需求阶段", "Needs stage"),
        Quantity::Word(both(&at.name)),
        words!(
            "下一阶段的方案 − 已经在用的",
            "offerings of the next stage − those in use"
        ),
    );
    explanation.terms.push(Term {
        said: Said {
            on: written.as_of.as_ref().map(|day| day.value.to_string()),
            source: written.evidence.clone(),
            ..Said::default()
        },
        ..Term::of(
            words!("现阶段", "stage now"),
            Quantity::Word(both(&at.name)),
            subject.line(written.stage.at),
        )
    });
    let mut later: Vec<_> = stages.iter().filter(|stage| stage.order > at.order).collect();
    later.sort_by_key(|stage| stage.order);
    if let Some(next) = later.first() {
        let offerings = |lang: Lang| {
            let names = result.next_offerings.iter().map(|id| subject.label(id));
            let names: Vec<String> = names.map(|name| name.get(lang).to_owned()).collect();
            if names.is_empty() {
                "–".to_owned()
            } else {
                names.join(", ")
            }
        };
        let name = both(&next.name);
        let (zh, en) = (&name.zh, &name.en);
        explanation.terms.push(Term::of(
            words!("下一阶段 {zh} 可卖的", "to sell for the next stage, {en}"),
            Quantity::Word(Words::new(offerings(Lang::Zh), offerings(Lang::En))),
            vec![super::Origin {
                file: industry.file.clone(),
                at: Some(next.id.at),
            }],
        ));
    }
    Some(explanation)
}

fn steps(subject: Subject<'_>, all: &mut Vec<Explanation>) {
    let results = &subject.result.linked.steps;
    let Some(plan) = &subject.account.plan else {
        return;
    };
    let Some(method) = subject
        .book
        .playbook
        .get(&plan.playbook.value)
        .and_then(|page| page.data.method.as_ref())
    else {
        return;
    };
    let mut whole = Explanation::of(
        "steps",
        words!("计划的完整度", "Completeness of the plan"),
        Quantity::fraction(completeness(results).as_ref()),
        words!(
            "各步完整度的均值；从不计入客户价值",
            "mean of the steps' completeness; never part of the value"
        ),
    );
    let mut parts = Vec::new();
    for result in results {
        let Some(step) = method.steps.iter().find(|step| step.id.value == result.id) else {
            continue;
        };
        let written = plan.steps.get(&result.id);
        let from = subject.line(written.map_or(plan.playbook.at, |written| written.at));
        whole.terms.push(Term {
            said: Said {
                on: written.and_then(|written| Some(written.reviewed_on?.to_string())),
                why: Some(Words::new(
                    result.state.label(Lang::Zh),
                    result.state.label(Lang::En),
                )),
                ..Said::default()
            },
            ..Term::of(
                both(&step.name),
                Quantity::fraction(result.completeness.as_ref()),
                from,
            )
        });
        parts.push(points(subject, step, result, written));
    }
    all.push(whole);
    all.extend(parts);
}

fn points(subject: Subject<'_>, step: &Step, result: &StepResult, written: Option<&PlanStep>) -> Explanation {
    let required = step.points.iter().filter(|point| point.required);
    let n = i64::try_from(required.clone().count()).unwrap_or(i64::MAX);
    let mut explanation = Explanation::of(
        format!("steps.{}", result.id),
        both(&step.name),
        Quantity::fraction(result.completeness.as_ref()),
        words!(
            "已答的必答要点 ÷ 必答要点",
            "required points answered ÷ required points"
        ),
    );
    let answered = |id: &Id| !result.open.contains(id);
    explanation.terms = required
        .map(|point| {
            let id = &point.id.value;
            let answer = written.and_then(|written| written.answers.get(id));
            let said = if answered(id) {
                words!("已答", "answered")
            } else if answer.is_some() {
                words!("缺依据或正文", "lacks its evidence or its text")
            } else {
                words!("未答", "open")
            };
            Term {
                adds: Exact::ratio(i64::from(answered(id)), n),
                ..Term::of(
                    both(&point.text),
                    Quantity::Word(said),
                    answer.map_or(Vec::new(), |answer| subject.line(answer.at)),
                )
            }
        })
        .collect();
    explanation
}
