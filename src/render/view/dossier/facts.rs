//! Plain facts of a dossier: the firm, our team, inputs of the lifetime value, where a figure comes from.

use crate::model::account::Account;
use crate::model::exact::Exact;
use crate::render::format;
use crate::render::scope::Scope;
use crate::render::view::parts::Fact;
use crate::render::view::parts::Link;

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
        facts.push(words(
            scope.say("tags"),
            format::joined(&account.tags, scope.lang),
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

pub(super) fn clv(scope: Scope<'_>, account: &Account) -> Vec<Fact> {
    let Some(clv) = &account.clv else {
        return Vec::new();
    };
    let money = |amount: &Option<Exact>| {
        amount
            .as_ref()
            .map_or_else(|| format::UNKNOWN.to_owned(), |amount| scope.money(amount).text)
    };
    let share = |share: &Option<Exact>| {
        share
            .as_ref()
            .map_or_else(|| format::UNKNOWN.to_owned(), |share| format::percent(share, 2))
    };
    vec![
        words(scope.pick("年毛利", "Yearly margin"), money(&clv.margin)),
        words(scope.pick("年留存率", "Retention a year"), share(&clv.retention)),
        words(scope.pick("折现率", "Discount rate"), share(&clv.discount_rate)),
        words(
            scope.pick("获取成本", "Acquisition cost"),
            money(&clv.acquisition_cost),
        ),
    ]
}
