//! The bus factor 关键人依赖.

use std::collections::BTreeSet;

use crate::model::book::PageKind;
use crate::model::exact::Exact;
use crate::model::id::Id;
use crate::render::format;
use crate::render::scope::Scope;
use crate::render::view::models::Example;
use crate::render::view::models::fact;
use crate::render::view::models::head;
use crate::render::view::models::method::MethodView;
use crate::render::view::models::pick::most_known;
use crate::render::view::models::primer::DOSSIER;
use crate::render::view::models::primer::Primer;
use crate::render::view::models::primer::RULES;
use crate::render::view::models::primer::Shown;
use crate::render::view::models::primer::clause;
use crate::render::view::models::primer::input;
use crate::render::view::models::row;
use crate::render::view::models::sums::Sum;
use crate::render::view::models::sums::line;
use crate::render::view::models::sums::over;
use crate::render::view::models::sums::plus;
use crate::render::view::parts::Grid;

pub(super) const METHOD: MethodView = MethodView {
    primer: PRIMER,
    facts: |scope| {
        let rules = &scope.book().rulers.rules;
        vec![
            fact(
                scope.pick("多强算有联系 θ", "Strength of a thread θ"),
                format::number(&rules.thread, 4),
            ),
            fact(
                scope.pick("少于几人就触发 R1", "R1 is raised below"),
                rules.r1_min_bus_factor.to_string(),
            ),
        ]
    },
    parts: |_| Vec::new(),
    example,
};

/// Size of a smallest set that can be shown to be smallest: every single person is tried.
const SHOWN: usize = 2;

const PRIMER: Primer = Primer {
    purpose: (
        "我方至少走几个人，这家客户的联系就断掉一大半：用来看关系是不是攥在一个人手里。",
        "How few of ours would have to leave for most of an account’s relations to be lost: whether they are in one person’s hands.",
    ),
    inputs: &[
        input(
            "f",
            ("联系人的影响力", "influence of a contact"),
            DOSSIER,
            "contacts[].influence",
        ),
        input(
            "e",
            (
                "我方各人的强度（算法见“关系强度与覆盖”）",
                "strength of each of ours, worked out on the page of relations",
            ),
            DOSSIER,
            "contacts[].coverage[].strength",
        ),
        input(
            "θ",
            ("多强算有联系", "strength of a thread"),
            RULES,
            "relations.thread",
        ),
    ],
    formula: &[
        clause(
            "现在覆盖：有联系的联系人的影响力之和。",
            "Covered now: the influence of threaded contacts.",
            "F = Σ f(e ≥ θ)",
        ),
        clause(
            "一个联系人要等所有对他有联系的我方人员都走了，才算断。",
            "A contact is lost when everybody of ours with a thread to it has left.",
            "",
        ),
        clause(
            "关键人数：走了以后剩下的覆盖不到一半的最小人数；精确求解，不是估计。",
            "Bus factor: the least number whose leaving leaves less than half; found exactly, not estimated.",
            "F′ < F ÷ 2",
        ),
    ],
    edges: &[
        (
            "什么都没覆盖：没有关键人数（那是覆盖为 0，不是 0 个人）。",
            "With nothing covered there is no bus factor: that is coverage 0, not nobody.",
        ),
        (
            "人数相同的几组，取编号在前的一组。",
            "Of several smallest groups the first in id order is named.",
        ),
        ("剩下正好一半，不算断。", "Exactly half left is not lost."),
    ],
    units: &[(("关键人数", "Bus factor"), ("人，从 1 起", "people, from 1"))],
    sources: &[
        (
            "“巴士系数”是软件业的说法：多少人被车撞了项目就停。",
            "The bus factor is a term of software: how many people a bus may hit before the project stops.",
        ),
        (
            "FunnelStory 的做法：每家客户至少要有两位我方人员保持联系。",
            "FunnelStory asks for at least two of ours in touch with each account.",
        ),
    ],
    deck: &[(
        "原稿只说“销售经理掌握公司大客户，风险太高”；一半这条线是本书定的。",
        "The deck only says that a sales manager who holds the key accounts is too great a risk; the line at one half is ours.",
    )],
    shown: &[Shown::Each(PageKind::Account), Shown::Here],
    keys: &["accounts[].relations.bus_factor"],
};

fn example(scope: Scope<'_>) -> Option<Example> {
    let theta = &scope.book().rulers.rules.thread;
    let picked = most_known(scope, |picked| {
        let relations = picked.assessed.linked.relations.as_ref()?;
        let size = relations.first_removal.as_ref()?.len();
        Some((size == SHOWN, relations.people.len()))
    })?;
    let relations = picked.assessed.linked.relations.as_ref()?;
    let removal: BTreeSet<&Id> = relations.first_removal.as_ref()?.iter().collect();
    // Contacts that are covered: name, influence, who holds a thread.
    let covered: Vec<(String, i64, BTreeSet<&Id>)> = relations
        .links
        .iter()
        .filter(|link| link.is_threaded && link.influence > 0)
        .filter_map(|link| {
            let contact = picked
                .account
                .contacts
                .iter()
                .find(|contact| contact.id.value == link.contact)?;
            let holders = link.strengths.iter().filter(|(_, strength)| *strength >= theta);
            Some((
                scope.text(&contact.label),
                link.influence,
                holders.map(|(person, _)| person).collect(),
            ))
        })
        .collect();
    let left = |gone: &BTreeSet<&Id>| -> Vec<i64> {
        let kept = covered.iter().filter(|(_, _, holders)| !holders.is_subset(gone));
        kept.map(|(_, influence, _)| *influence).collect()
    };
    let summed = |name: &str, values: &[i64]| {
        let sum = plus(values.iter().map(|value| Sum::from(*value)));
        let value: i64 = values.iter().sum();
        if values.is_empty() {
            format!("{name} = 0")
        } else {
            line(name, &sum, &Exact::from(value), 0, "")
        }
    };
    let all: Vec<i64> = covered.iter().map(|(_, influence, _)| *influence).collect();
    let whole: i64 = all.iter().sum();
    let half = over(whole, 2);
    let mut lines = vec![summed("F", &all), line("F ÷ 2", &half, &half.value(None)?, 4, "")];
    let named = |people: &BTreeSet<&Id>| scope.people(people.iter().copied());
    if removal.len() > 1 {
        for person in &relations.people {
            let alone = BTreeSet::from([person]);
            lines.push(summed(&without(scope, &named(&alone)), &left(&alone)));
        }
    }
    if removal.len() > SHOWN {
        lines.push(scope.pick(
            "人数更少的任何一组，剩下的都不少于一半：由程序逐组排除。",
            "Any smaller group leaves at least half: ruled out group by group by the program.",
        ));
    }
    let kept = left(&removal);
    lines.push(summed(&without(scope, &named(&removal)), &kept));
    let (kept, half) = (Exact::from(kept.iter().sum::<i64>()), half.value(None)?);
    lines.push(scope.pick(
        format!(
            "{} < {}：关键人数 {}",
            format::number(&kept, 4),
            format::number(&half, 4),
            removal.len()
        ),
        format!(
            "{} < {}: bus factor {}",
            format::number(&kept, 4),
            format::number(&half, 4),
            removal.len()
        ),
    ));
    let rows = covered.iter().map(|(name, influence, holders)| {
        row(vec![
            (name.clone(), false),
            (influence.to_string(), true),
            (named(holders), false),
        ])
    });
    Some(Example {
        subject: scope.account(picked.id),
        picked: scope.pick(
            "取关键人数为 2 的客户中保持联系的我方人员最多的；没有就不限人数，并列时取编号在前的。",
            "Of the accounts with a bus factor of 2 (of all, if none has) the one with most of ours in touch, then the first by id.",
        ),
        table: Some(Grid {
            caption: scope.pick("有联系的联系人", "Threaded contacts"),
            head: head(&[
                (scope.say("contact"), false),
                (format!("{} f", scope.say("influence")), true),
                (scope.pick("谁有联系", "Who holds a thread"), false),
            ]),
            rows: rows.collect(),
        }),
        lines,
    })
}

fn without(scope: Scope<'_>, names: &str) -> String {
    scope.pick(format!("走了{names}，F′"), format!("Without {names}, F′"))
}
