//! Plain facts of a dossier: the firm, our team, inputs of the lifetime value, where a figure comes from.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::account::Account;
use crate::model::account::ClvInputs;
use crate::render::format;
use crate::render::route::Taxonomy;
use crate::render::scope::Scope;
use crate::render::view::parts::Fact;
use crate::render::view::parts::Link;
use crate::render::view::parts::Reading;
use crate::render::view::tags;

fn fact(name: String, values: Vec<Link>) -> Fact {
    Fact {
        name,
        values,
        title: None,
    }
}

fn words(name: String, value: impl Into<String>) -> Fact {
    fact(name, vec![Link::plain(value)])
}

pub(super) fn facts(scope: Scope<'_>, account: &Account) -> Vec<Fact> {
    let currency = &scope.book().settings.currency;
    let mut facts = Vec::new();
    if !account.aliases.is_empty() {
        facts.push(words(
            scope.say("aliases"),
            format::joined(&account.aliases, scope.lang),
        ));
    }
    if let Some(parent) = &account.parent {
        facts.push(fact(
            scope.say("group_parent"),
            vec![scope.account(&parent.value)],
        ));
    }
    if let Some(profile) = &account.profile {
        if let Some(size) = &profile.size {
            facts.push(words(scope.pick("规模", "Size"), size.clone()));
        }
        let figures = [
            (
                scope.pick("注册资金", "Registered capital"),
                &profile.registered_capital,
            ),
            (scope.pick("年销售额", "Annual sales"), &profile.annual_sales),
        ];
        for (name, figure) in figures {
            if let Some(figure) = figure {
                facts.push(Fact {
                    title: provenance(scope, figure),
                    ..words(name, format::figure(figure, currency, scope.lang))
                });
            }
        }
        if let Some(listed) = profile.listed {
            facts.push(words(
                scope.pick("是否上市", "Listed"),
                scope.say(if listed { "yes" } else { "no" }),
            ));
        }
        if profile.employees.is_some() {
            facts.push(words(
                scope.pick("员工", "Employees"),
                scope.whole(profile.employees),
            ));
        }
    }
    if let Some(since) = account.since {
        facts.push(words(scope.say("since"), since.to_string()));
    }
    if !account.tags.is_empty() {
        let tags = account.tags.iter();
        facts.push(fact(
            scope.say("tags"),
            tags.map(|tag| tags::link(scope, Taxonomy::Tag, tag)).collect(),
        ));
    }
    facts.push(words(
        scope.say("classification"),
        account.classification.label(scope.lang),
    ));
    let mut reviewed = account.reviewed_on.value.to_string();
    if let Some(by) = &account.review_by {
        reviewed = format!("{reviewed} · {}", scope.person(&by.value));
    }
    facts.push(words(scope.say("reviewed"), reviewed));
    if let Some(next) = &account.next_review {
        facts.push(words(scope.say("next_review"), next.value.to_string()));
    }
    facts
}

/// Where a figure comes from, in one line.
pub fn provenance(scope: Scope<'_>, figure: &crate::model::figure::Figure) -> Option<String> {
    let from = &figure.provenance;
    let parts: Vec<String> = [
        from.period.map(|period| period.to_string()),
        from.as_of.map(|day| day.to_string()),
        from.basis
            .map(|basis| format::basis(basis, scope.lang).to_owned()),
        from.source.clone(),
        from.confidence
            .map(|confidence| format::confidence(confidence, scope.lang).to_owned()),
        from.note.clone(),
    ]
    .into_iter()
    .flatten()
    .collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

pub(super) fn team(scope: Scope<'_>, account: &Account) -> Vec<Fact> {
    let members = account.team.iter();
    members
        .map(|member| {
            let role = member.role.map(|role| role.label(scope.lang).to_owned());
            let since = member.since.map(|since| since.to_string());
            let details: Vec<String> = [role, since].into_iter().flatten().collect();
            words(scope.person(&member.person.value), details.join(" · "))
        })
        .collect()
}

/// The lifetime value 客户终身价值 beside its inputs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ClvView {
    /// What the inputs give, or why they give nothing.
    pub result: Reading,
    /// What was written.
    pub inputs: Vec<Fact>,
}

pub(super) fn clv(scope: Scope<'_>, account: &Account) -> Option<ClvView> {
    let inputs = account.clv.as_deref()?;
    let result = scope
        .assessed(&account.id)
        .and_then(|assessed| assessed.own.clv.as_ref());
    let ClvInputs {
        margin,
        retention,
        discount_rate,
        acquisition_cost,
    } = inputs;
    let note = match result {
        None if margin.is_none() || retention.is_none() || discount_rate.is_none() => {
            scope.pick("缺一项输入，算不出", "an input is missing")
        }
        None => scope.pick(
            "留存率不低于 1 + 折现率，算不出",
            "retention reaches 1 + discount rate: no value can be had",
        ),
        Some(_) if acquisition_cost.is_none() => scope.pick(
            "年毛利 × 留存率 ÷（1 + 折现率 − 留存率）；获取成本未知，按 0 计",
            "margin × retention ÷ (1 + discount rate − retention); unknown acquisition cost counts as 0",
        ),
        Some(_) => scope.pick(
            "年毛利 × 留存率 ÷（1 + 折现率 − 留存率）− 获取成本",
            "margin × retention ÷ (1 + discount rate − retention) − acquisition cost",
        ),
    };
    Some(ClvView {
        result: Reading {
            key: "clv".to_owned(),
            name: scope.pick("按下列输入", "By the inputs below"),
            value: scope.known_money(result),
            note,
        },
        inputs: vec![
            words(
                scope.pick("年毛利", "Yearly margin"),
                scope.known_money(margin.as_ref()).text,
            ),
            words(
                scope.pick("年留存率", "Retention a year"),
                scope.percent(retention.as_ref(), 2),
            ),
            words(
                scope.pick("折现率", "Discount rate"),
                scope.percent(discount_rate.as_ref(), 2),
            ),
            words(
                scope.pick("获取成本", "Acquisition cost"),
                scope.known_money(acquisition_cost.as_ref()).text,
            ),
        ],
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::samples::Sample;
    use crate::render::samples::dossier;
    use crate::render::samples::id;

    fn result(inputs: &str) -> (String, String) {
        let sample = Sample::of(&[dossier("a", &format!("clv: {{{inputs}}}"))]);
        let scope = sample.zh();
        let view = clv(scope, scope.dossier(&id("a")).unwrap()).unwrap();
        assert_eq!(view.inputs.len(), 4);
        (view.result.value.text, view.result.note)
    }

    #[test]
    fn the_lifetime_value_stands_beside_its_inputs() {
        let (value, note) =
            result("margin: 30000, retention: 0.8, discount_rate: 0.1, acquisition_cost: 10000");
        assert_eq!(value, "7万元");
        assert!(note.ends_with("− 获取成本"), "{note}");
        let (value, note) = result("margin: 30000, retention: 0.8, discount_rate: 0.1");
        assert_eq!(value, "8万元");
        assert!(note.ends_with("按 0 计"), "{note}");
    }

    #[test]
    fn a_lifetime_value_that_cannot_be_had_says_why() {
        assert_eq!(
            result("margin: 30000, retention: 0.8"),
            ("–".to_owned(), "缺一项输入，算不出".to_owned())
        );
        let (value, note) = result("margin: 30000, retention: 1, discount_rate: 0");
        assert_eq!(value, "–");
        assert!(note.starts_with("留存率不低于"), "{note}");
    }
}
