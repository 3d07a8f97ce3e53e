//! Charts of one account: its scorecards, and the perspectives of its value.

use crate::chart::interval::IntervalData;
use crate::chart::radar;
use crate::chart::radar::RadarData;
use crate::chart::scorecard;
use crate::chart::scorecard::ScorecardData;
use crate::chart::value;
use crate::chart::value::ValueData;
use crate::engine::assessment::ScorecardResult;
use crate::engine::assessment::ValueResult;
use crate::engine::scorecard::mean_of_all;
use crate::engine::scorecard::rating;
use crate::model::account::Account;
use crate::model::exact::Exact;
use crate::model::rulers::Scorecard;
use crate::model::rulers::Side;
use crate::render::figures::Caption;
use crate::render::figures::float;
use crate::render::scope::Scope;
use crate::render::view::parts::Figure;

/// One scorecard: every rating as a bar as thick as its weight.
pub fn scorecard(
    scope: Scope<'_>,
    account: &Account,
    model: &Scorecard,
    result: &ScorecardResult,
) -> Option<Figure> {
    result.points?;
    let sheet = account.scores.get(&model.id);
    let groups = model.groups.iter().map(|group| {
        let of_group = result.groups.iter().find(|found| found.id == group.id.value);
        let criteria = group.criteria.iter().map(|criterion| {
            let rating = sheet.and_then(|sheet| rating(sheet, criterion));
            scorecard::Criterion {
                label: scope.text(&criterion.name),
                rating: rating.map(whole),
                weight: whole(criterion.weight),
                href: None,
            }
        });
        scorecard::Group {
            label: scope.text(&group.name),
            mean: float(of_group.and_then(|group| group.mean.as_ref())),
            coverage: of_group.map_or(0.0, |group| group.coverage.to_f64()),
            criteria: criteria.collect(),
        }
    });
    let data = ScorecardData {
        scale: (whole(model.min), whole(model.max)),
        index: IntervalData {
            label: scope.say("index"),
            value: float(result.index.as_ref()),
            low: Some(result.index_low.to_f64()),
            high: Some(result.index_high.to_f64()),
            from: 0.0,
            to: 100.0,
            stated: None,
        },
        is_sufficient: result.is_sufficient,
        groups: groups.collect(),
    };
    let caption = Caption {
        id: format!("card-{}", model.id),
        heading: card_heading(scope, model, result),
        note: scope.pick(
            format!(
                "{}：评分 {}–{}，条宽随权重",
                scope.text(&model.name),
                model.min,
                model.max
            ),
            format!(
                "{}: ratings {}–{}, bars as thick as their weight",
                scope.text(&model.name),
                model.min,
                model.max
            ),
        ),
    };
    let frame = caption.frame(scope);
    let svg = scorecard::draw(&data, &frame);
    let by = sheet.and_then(|sheet| sheet.scored_by.as_ref());
    Some(Figure {
        source: by.map(|by| scope.person(&by.value)),
        ..caption.figure(svg)
    })
}

/// The groups of one scorecard against the mean of all accounts.
pub fn radar(
    scope: Scope<'_>,
    account: &Account,
    model: &Scorecard,
    result: &ScorecardResult,
) -> Option<Figure> {
    result.points?;
    let accounts = &scope.shared.assessment.accounts;
    let axes = model.groups.iter().map(|group| {
        let id = &group.id.value;
        let of_group = result.groups.iter().find(|found| found.id == *id);
        let all = accounts
            .values()
            .filter_map(|account| account.own.scorecards.get(&model.id));
        radar::Axis {
            label: scope.text(&group.name),
            value: float(of_group.and_then(|group| group.mean.as_ref())),
            low: float(of_group.and_then(|group| group.mean_low.as_ref())),
            high: float(of_group.and_then(|group| group.mean_high.as_ref())),
            benchmark: float(mean_of_all(all, id).as_ref()),
            href: None,
        }
    });
    let data = RadarData {
        scale: (whole(model.min), whole(model.max)),
        axes: axes.collect(),
        benchmark_words: scope.pick("全部客户均值", "mean of all accounts"),
    };
    let (name, of) = (scope.text(&model.name), scope.text(&account.name));
    let caption = Caption {
        id: format!("radar-{}", model.id),
        heading: card_heading(scope, model, result),
        note: scope.pick(
            format!("{of}，{name}：各组均分 {}–{}", model.min, model.max),
            format!("{of}, {name}: mean of each group, {}–{}", model.min, model.max),
        ),
    };
    let svg = radar::draw(&data, &caption.frame(scope));
    let sheet = account.scores.get(&model.id);
    let by = sheet.and_then(|sheet| sheet.scored_by.as_ref());
    Some(Figure {
        source: by.map(|by| scope.person(&by.value)),
        ..caption.figure(svg)
    })
}

/// The strongest and the weakest group, by mean.
fn card_heading(scope: Scope<'_>, model: &Scorecard, result: &ScorecardResult) -> String {
    let name = |idx: usize| {
        let group = model.groups.get(idx);
        group.map(|group| scope.text(&group.name)).unwrap_or_default()
    };
    let mut means: Vec<(&Exact, usize)> = result
        .groups
        .iter()
        .filter_map(|found| {
            let idx = model.groups.iter().position(|group| group.id.value == found.id)?;
            Some((found.mean.as_ref()?, idx))
        })
        .collect();
    means.sort_by(|a, b| b.0.cmp(a.0));
    match (means.first(), means.last()) {
        (Some(best), Some(worst)) if best.0 != worst.0 => {
            let (best, worst) = (name(best.1), name(worst.1));
            scope.pick(
                format!("强在{best}，弱在{worst}"),
                format!("Strong in {best}, weak in {worst}"),
            )
        }
        _ => scope.text(&model.name),
    }
}

/// The four perspectives and the value they make.
pub fn value(scope: Scope<'_>, result: &ValueResult) -> Option<Figure> {
    let model = scope.book().rulers.value.as_ref()?;
    result.value.as_ref()?;
    let gauges = model.perspectives.iter().map(|(perspective, ruler)| {
        let found = result.perspectives.get(perspective);
        value::Gauge {
            label: scope.text(&ruler.name),
            score: float(found.and_then(|found| found.score.as_ref())),
            coverage: found.map_or(0.0, |found| found.coverage.to_f64()),
            side: match ruler.side {
                Side::Current => value::Side::Current,
                Side::Potential => value::Side::Potential,
            },
            href: None,
        }
    });
    let data = ValueData {
        perspectives: gauges.collect(),
        current: float(result.current.as_ref()),
        potential: float(result.potential.as_ref()),
        value: IntervalData {
            label: scope.say("value"),
            value: float(result.value.as_ref()),
            low: Some(result.low.to_f64()),
            high: Some(result.high.to_f64()),
            from: 0.0,
            to: (&model.cap * &Exact::HUNDRED).to_f64(),
            stated: None,
        },
        is_sufficient: result.is_sufficient,
    };
    let caption = Caption {
        id: "value".to_owned(),
        heading: value_heading(scope, result),
        note: scope.pick(
            "四个维度的得分：0 为起点，100 为目标",
            "Scores of the four perspectives: 0 at the baseline, 100 at the target",
        ),
    };
    let svg = value::draw(&data, &caption.frame(scope));
    Some(caption.figure(svg))
}

fn value_heading(scope: Scope<'_>, result: &ValueResult) -> String {
    match (&result.current, &result.potential) {
        (Some(current), Some(potential)) if current > potential => {
            scope.pick("今天的价值高于潜力", "Worth more today than it promises")
        }
        (Some(current), Some(potential)) if current < potential => {
            scope.pick("潜力高于今天的价值", "Promises more than it is worth today")
        }
        _ => scope.say("value_scorecard"),
    }
}

/// Ratings and weights are small whole numbers: floats hold them exactly.
fn whole(value: i64) -> f64 {
    Exact::from(value).to_f64()
}
