//! An account classed, bound by bound.

use crate::engine::statistic::count;
use crate::engine::statistic::ranks;
use crate::model::exact::Exact;
use crate::model::id::Id;
use crate::model::rulers::Class;
use crate::model::rulers::ClassMethod;
use crate::model::rulers::Classifier;
use crate::model::rulers::Crossing;
use crate::model::rulers::Direction;
use crate::render::format;
use crate::render::scope::Scope;
use crate::render::view::models::Example;
use crate::render::view::models::measures;
use crate::render::view::models::stated;
use crate::render::view::models::sums::Sum;
use crate::render::view::models::sums::line;
use crate::render::view::models::sums::over;
use crate::render::view::models::sums::percent;
use crate::render::view::models::sums::times;
use crate::render::view::models::sums::total;
use std::collections::BTreeMap;

/// The first account by id in the second class that is not empty, where sums say more than in the first; else in the first.
pub(super) fn example(
    scope: Scope<'_>,
    classifier: &Classifier,
    values: &BTreeMap<Id, Exact>,
    classes: &BTreeMap<&Id, &Id>,
) -> Option<Example> {
    let in_class = |class: &Class| classes.iter().find(|(_, of)| ***of == class.id.value);
    let mut held = classifier.classes.iter().filter_map(in_class);
    let first = held.next()?;
    let (id, class) = held.next().unwrap_or(first);
    let value = values.get(*id)?;
    let lines = match classifier.method {
        ClassMethod::Thresholds => by_threshold(scope, classifier, value),
        ClassMethod::Quantiles => by_rank(scope, classifier, values, id)?,
        ClassMethod::CumulativeShare => by_share(scope, classifier, values, value)?,
    };
    let result = stated(scope, &scope.pick("类", "Class"), class.as_str());
    Some(Example {
        subject: scope.account(id),
        picked: scope.pick(
            "取有客户的第二类里编号最前的客户；只有一类有客户时取那一类。",
            "The first account by id of the second class that holds any, or of the only one.",
        ),
        table: None,
        lines: lines.into_iter().chain([result]).collect(),
    })
}

/// The bounds that are passed over, then the one that holds.
fn compared(
    scope: Scope<'_>,
    classifier: &Classifier,
    holds: impl Fn(&Exact) -> bool,
    says: impl Fn(&Exact, bool) -> String,
) -> Vec<String> {
    let mut lines = Vec::new();
    for class in &classifier.classes {
        let Some(bound) = &class.bound else {
            lines.push(scope.pick("其余的归最后一类。", "The rest is in the last class."));
            break;
        };
        lines.push(stated(scope, class.id.value.as_str(), &says(bound, holds(bound))));
        if holds(bound) {
            break;
        }
    }
    lines
}

fn by_threshold(scope: Scope<'_>, classifier: &Classifier, value: &Exact) -> Vec<String> {
    let unit = measures::unit(scope, &classifier.indicator.value);
    let shown = |value: &Exact| format!("{}{unit}", format::grouped(value, 4));
    let is_high = classifier.direction == Direction::High;
    let holds = |bound: &Exact| if is_high { value >= bound } else { value <= bound };
    let mut lines = vec![format!("x = {}", shown(value))];
    lines.extend(compared(scope, classifier, holds, |bound, holds| {
        let order = match (is_high, holds) {
            (true, true) => "≥",
            (true, false) => "<",
            (false, true) => "≤",
            (false, false) => ">",
        };
        format!("{} {order} {}", shown(value), shown(bound))
    }));
    lines
}

fn by_rank(
    scope: Scope<'_>,
    classifier: &Classifier,
    values: &BTreeMap<Id, Exact>,
    id: &Id,
) -> Option<Vec<String>> {
    let rank = *ranks(values, classifier.direction).get(id)?;
    let n = count(values.len());
    let unit = measures::unit(scope, &classifier.indicator.value);
    let cut = |bound: &Exact| Sum::Ceil(Box::new(over(times(bound, &n), 100)));
    let last = |bound: &Exact| cut(bound).value(None).unwrap_or_default();
    let mut lines = vec![scope.pick(
        format!(
            "x = {}{unit}；r = {rank}，n = {}",
            format::grouped(values.get(id)?, 4),
            values.len()
        ),
        format!(
            "x = {}{unit}; r = {rank}, n = {}",
            format::grouped(values.get(id)?, 4),
            values.len()
        ),
    )];
    for class in &classifier.classes {
        let Some(bound) = &class.bound else { continue };
        lines.push(line(class.id.value.as_str(), &cut(bound), &last(bound), 0, ""));
    }
    let own = count(rank);
    lines.extend(compared(
        scope,
        classifier,
        |bound| own <= last(bound),
        |bound, holds| {
            let order = if holds { "≤" } else { ">" };
            format!("r = {rank} {order} {}", format::number(&last(bound), 0))
        },
    ));
    Some(lines)
}

fn by_share(
    scope: Scope<'_>,
    classifier: &Classifier,
    values: &BTreeMap<Id, Exact>,
    value: &Exact,
) -> Option<Vec<String>> {
    let mut ordered: Vec<Exact> = values
        .values()
        .filter(|value| value.is_positive())
        .cloned()
        .collect();
    ordered.sort();
    if classifier.direction == Direction::High {
        ordered.reverse();
    }
    let unit = measures::unit(scope, &classifier.indicator.value);
    let before: Vec<Exact> = ordered
        .iter()
        .take_while(|other| *other != value)
        .cloned()
        .collect();
    let (all, word) = total(scope, &ordered);
    let all_value = all.value(None)?;
    let mut lines: Vec<String> = word.into_iter().collect();
    lines.push(line("T", &all, &all_value, 2, &unit));
    lines.push(format!("x = {}{unit}", format::grouped(value, 2)));
    let before_value = if before.is_empty() {
        lines.push("F = 0".to_owned());
        Exact::ZERO
    } else {
        let (sum, word) = total(scope, &before);
        let value = sum.value(None)?;
        lines.extend(word);
        lines.push(line("F", &sum, &value, 2, &unit));
        value
    };
    let (name, reached) = match classifier.crossing {
        Crossing::In => ("F ÷ T", before_value),
        Crossing::Out => ("(F + x) ÷ T", before_value + value.clone()),
    };
    let share = percent(&reached, &all_value);
    let share_value = share.value(None)?;
    lines.push(line(name, &share, &share_value, 4, "%"));
    let is_in = classifier.crossing == Crossing::In;
    let holds = |bound: &Exact| {
        if is_in {
            share_value < *bound
        } else {
            share_value <= *bound
        }
    };
    lines.extend(compared(scope, classifier, holds, |bound, holds| {
        let order = match (is_in, holds) {
            (true, true) => "<",
            (true, false) => "≥",
            (false, true) => "≤",
            (false, false) => ">",
        };
        format!(
            "{}% {order} {}%",
            format::number(&share_value, 4),
            format::number(bound, 4)
        )
    }));
    Some(lines)
}
