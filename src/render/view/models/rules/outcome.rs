//! What a raised rule compares with what, and what comes of it.

use crate::engine::risk::RiskNumber;
use crate::engine::risk::RiskNumbers;
use crate::engine::risk::RiskResult;
use crate::model::exact::Exact;
use crate::render::format;
use crate::render::scope::Scope;
use crate::render::view::models::measures;
use crate::render::view::models::primer::said;
use crate::render::view::models::rules::Raises;
use crate::render::view::models::rules::Rule;

/// Every input against its limit, then the level.
pub(super) fn outcome(scope: Scope<'_>, rule: &Rule, risk: &RiskResult) -> Vec<String> {
    let mut lines: Vec<String> = rule
        .tests
        .iter()
        .filter_map(|(key, name, raises)| compared(scope, risk, key, &said(scope, *name), *raises))
        .collect();
    let level = risk.level.label(scope.lang);
    let state = risk.state.label(scope.lang);
    lines.push(scope.pick(
        format!("结果：{level}，{state}"),
        format!("Result: {level}, {state}"),
    ));
    lines
}

fn compared(scope: Scope<'_>, risk: &RiskResult, key: &str, name: &str, raises: Raises) -> Option<String> {
    let of = |numbers: &RiskNumbers| {
        numbers
            .iter()
            .find(|(own, _)| *own == key)
            .map(|(_, number)| number.clone())
    };
    let value = of(&risk.inputs)?;
    let shown = number(scope, &value);
    let word = |is_raised: bool| {
        if is_raised {
            scope.pick("触发", "raises it")
        } else {
            scope.pick("不触发", "does not raise it")
        }
    };
    let colon = scope.pick("：", ": ");
    if raises == Raises::No {
        let is_raised = value == RiskNumber::Flag(false);
        return Some(format!(
            "{name}{colon}{shown}{}{}",
            scope.pick("，", ", "),
            word(is_raised)
        ));
    }
    let limit = of(&risk.threshold)?;
    if value == RiskNumber::Unknown {
        return Some(format!(
            "{name}{colon}{shown}{}{}",
            scope.pick("，", ", "),
            word(false)
        ));
    }
    let is_raised = passes(&value, &limit, raises);
    let order = match (raises, is_raised) {
        (Raises::Above, true) => ">",
        (Raises::Above, false) => "≤",
        (Raises::Below | Raises::No, true) | (Raises::From, false) => "<",
        (Raises::Below | Raises::No, false) | (Raises::From, true) => "≥",
    };
    let limit = number(scope, &limit);
    Some(format!(
        "{name}{colon}{shown} {order} {limit}{}{}",
        scope.pick("，", ", "),
        word(is_raised)
    ))
}

fn passes(value: &RiskNumber, limit: &RiskNumber, raises: Raises) -> bool {
    let exact = |number: &RiskNumber| match number {
        RiskNumber::Whole(n) => Some(Exact::from(*n)),
        RiskNumber::Part(part) | RiskNumber::Money(part) => Some(part.clone()),
        RiskNumber::Unknown | RiskNumber::Tau(_) | RiskNumber::Flag(_) => None,
    };
    if let (RiskNumber::Tau(tau), Some(limit)) = (value, exact(limit)) {
        return tau.is_below(&limit);
    }
    let Some((value, limit)) = exact(value).zip(exact(limit)) else {
        return false;
    };
    match raises {
        Raises::Above => value > limit,
        Raises::Below | Raises::No => value < limit,
        Raises::From => value >= limit,
    }
}

fn number(scope: Scope<'_>, number: &RiskNumber) -> String {
    match number {
        RiskNumber::Unknown => scope.say("unknown"),
        RiskNumber::Whole(n) => n.to_string(),
        RiskNumber::Part(part) => format::grouped(part, 4),
        RiskNumber::Money(amount) => format!("{}{}", format::grouped(amount, 2), measures::money(scope)),
        RiskNumber::Tau(tau) => tau.fixed(4).replace('-', "−"),
        RiskNumber::Flag(is_so) => scope.say(if *is_so { "yes" } else { "no" }),
    }
}
