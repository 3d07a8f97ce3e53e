//! What a raised rule compares with what, and what comes of it.

use crate::engine::risk::RiskNumber;
use crate::engine::risk::RiskNumbers;
use crate::engine::risk::RiskResult;
use crate::model::exact::Exact;
use crate::render::format;
use crate::render::scope::Scope;
use crate::render::view::models::measures;
use crate::render::view::models::rules::Rule;
use crate::render::view::models::stated;
use crate::render::view::rule_words::Input;
use crate::render::view::rule_words::Side;

/// Every input against its limit, then the level.
pub(super) fn outcome(scope: Scope<'_>, rule: &Rule, risk: &RiskResult) -> Vec<String> {
    let inputs = rule
        .tests
        .iter()
        .filter_map(|key| Input::of(rule.number, key).map(|input| (key, input)));
    let mut lines: Vec<String> = inputs
        .filter_map(|(key, input)| compared(scope, risk, key, *input))
        .collect();
    let level = risk.level.label(scope.lang);
    let state = risk.state.label(scope.lang);
    lines.push(scope.pick(
        format!("结果：{level}，{state}"),
        format!("Result: {level}, {state}"),
    ));
    lines
}

fn compared(scope: Scope<'_>, risk: &RiskResult, key: &str, input: Input) -> Option<String> {
    let of = |numbers: &RiskNumbers| {
        let found = numbers.iter().find(|(own, _)| *own == key);
        found.map(|(_, number)| number.clone())
    };
    let (value, limit) = (of(&risk.inputs)?, of(&risk.threshold));
    let (text, is_raised) = match (&value, &limit) {
        // The one input without a limit is a yes or no, and no raises the rule.
        (RiskNumber::Flag(is_so), _) => (number(scope, &value), !is_so),
        (RiskNumber::Unknown, _) => (number(scope, &value), false),
        (_, Some(limit)) => {
            let is_raised = passes(&value, limit, input.side);
            let order = match (input.side, is_raised) {
                (Side::Above, true) => ">",
                (Side::Above, false) => "≤",
                (Side::Below, true) | (Side::From, false) => "<",
                (Side::Below, false) | (Side::From, true) => "≥",
            };
            let text = format!("{} {order} {}", number(scope, &value), number(scope, limit));
            (text, is_raised)
        }
        (_, None) => return None,
    };
    let word = if is_raised {
        scope.pick("触发", "raises it")
    } else {
        scope.pick("不触发", "does not raise it")
    };
    let value = scope.pick(format!("{text}，{word}"), format!("{text}, {word}"));
    Some(stated(scope, &input.name(scope), &value))
}

fn passes(value: &RiskNumber, limit: &RiskNumber, side: Side) -> bool {
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
    match side {
        Side::Above => value > limit,
        Side::Below => value < limit,
        Side::From => value >= limit,
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
