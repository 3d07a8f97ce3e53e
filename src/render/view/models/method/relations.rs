//! Strength and coverage of relations 关系强度与覆盖.

use crate::model::account::Contact;
use crate::model::account::Coverage;
use crate::model::book::PageKind;
use crate::model::date::days_between;
use crate::model::exact::Exact;
use crate::model::id::Id;
use crate::render::format;
use crate::render::scope::Scope;
use crate::render::view::models::Example;
use crate::render::view::models::fact;
use crate::render::view::models::head;
use crate::render::view::models::method::MethodView;
use crate::render::view::models::pick::Picked;
use crate::render::view::models::pick::most_known;
use crate::render::view::models::primer::DOSSIER;
use crate::render::view::models::primer::Home;
use crate::render::view::models::primer::Primer;
use crate::render::view::models::primer::RULES;
use crate::render::view::models::primer::Shown;
use crate::render::view::models::primer::clause;
use crate::render::view::models::primer::input;
use crate::render::view::models::row;
use crate::render::view::models::stated;
use crate::render::view::models::sums::Sum;
use crate::render::view::models::sums::line;
use crate::render::view::models::sums::minus;
use crate::render::view::models::sums::over;
use crate::render::view::models::sums::plus;
use crate::render::view::models::sums::times;
use crate::render::view::parts::Grid;

pub(super) const METHOD: MethodView = MethodView {
    primer: PRIMER,
    facts: |scope| {
        let rules = &scope.book().rulers.rules;
        let roles: Vec<String> = rules
            .required_roles
            .iter()
            .map(|role| role.label(scope.lang).to_owned())
            .collect();
        vec![
            fact(
                scope.pick("多强算有联系 θ", "Strength of a thread θ"),
                format::number(&rules.thread, 4),
            ),
            fact(
                scope.pick("默认联系间隔（天）", "Default days between contacts"),
                rules.cadence_days.to_string(),
            ),
            fact(
                scope.pick("必须联系到的角色", "Roles that must be reached"),
                format::joined(&roles, scope.lang),
            ),
        ]
    },
    parts: |_| Vec::new(),
    example,
};

const PRIMER: Primer = Primer {
    purpose: (
        "客户那边说话算数的人，我们联系到了多少、有多牢、他们站哪边：用来安排谁去见谁。",
        "How much of the influence on the customer’s side we reach, how firmly, and which way it leans: to decide who calls on whom.",
    ),
    inputs: &[
        input(
            "f",
            ("联系人的影响力，0 – 5", "influence of a contact, 0 – 5"),
            DOSSIER,
            "contacts[].influence",
        ),
        input(
            "z",
            ("联系人的支持度，−2 – 2", "support of a contact, −2 – 2"),
            DOSSIER,
            "contacts[].support",
        ),
        input(
            "",
            ("联系人的角色", "roles of a contact"),
            DOSSIER,
            "contacts[].roles",
        ),
        input(
            "g",
            (
                "我方某人对他的关系，0 – 5，人打的分",
                "relation of one of ours, 0 – 5, as rated by a person",
            ),
            DOSSIER,
            "contacts[].coverage[].strength",
        ),
        input(
            "d",
            ("离最近一次联系的天数", "days since the last contact"),
            DOSSIER,
            "contacts[].coverage[].last",
        ),
        input(
            "n",
            (
                "约定的联系间隔（天）；没写用默认",
                "days agreed between contacts; the default if not written",
            ),
            DOSSIER,
            "contacts[].coverage[].cadence_days",
        ),
        input(
            "",
            ("我方人员是否已离开", "whether one of ours has left"),
            Home::Table("people"),
            "status",
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
            "新鲜度：间隔以内是 1，三倍间隔起是 0，中间匀速下降。",
            "Freshness: 1 within the agreed days, 0 from three times as many on, falling evenly between.",
            "h = (3·n − d) ÷ (2·n)",
        ),
        clause(
            "强度：关系乘新鲜度。",
            "Strength: relation times freshness.",
            "e = g·h",
        ),
        clause(
            "有联系：我方有人的强度不低于 θ。",
            "Threaded: somebody of ours is at θ or above.",
            "e ≥ θ",
        ),
        clause(
            "覆盖：有联系的联系人的影响力，占全部影响力。",
            "Coverage: the influence of threaded contacts over all influence.",
            "C = Σ f(e ≥ θ) ÷ Σ f",
        ),
        clause(
            "支持：按影响力平均的支持度。",
            "Support: the mean of support, weighted by influence.",
            "Z = Σ f·z ÷ Σ f",
        ),
        clause(
            "没有任何有联系的人担任的必须角色，列为缺口。",
            "A required role that no threaded contact holds is listed as missing.",
            "",
        ),
    ],
    edges: &[
        (
            "影响力未知的联系人，上面各项都不算他。",
            "A contact of unknown influence is left out of all of this.",
        ),
        (
            "最近联系没写，或写在将来，算新鲜；关系没打分算 0。",
            "A last contact that is not written, or lies ahead, is fresh; a relation not rated is 0.",
        ),
        (
            "已离开的我方人员，强度一律为 0。",
            "One of ours who has left has strength 0.",
        ),
        (
            "影响力合计为 0：覆盖未知。没有支持度已知的人：支持未知。",
            "With no influence coverage is unknown; with nobody’s support known support is unknown.",
        ),
    ],
    units: &[
        (("强度 e", "Strength e"), ("0 – 5", "0 – 5")),
        (("覆盖 C", "Coverage C"), ("0 – 1", "0 – 1")),
        (("支持 Z", "Support Z"), ("−2 – 2", "−2 – 2")),
    ],
    sources: &[
        (
            "Webster 与 Wind（1972 年）的采购中心角色，加上 Bonoma 的发起者。",
            "Roles of the buying centre: Webster and Wind, 1972, with Bonoma’s initiator.",
        ),
        (
            "Miller 与 Heiman：经济决策者只有一个能放款，没覆盖到的角色总是红旗（这里用通用的叫法）。",
            "Miller and Heiman: one economic buyer releases funds, and an uncovered role is always a red flag; generic names are used here.",
        ),
        (
            "人打分乘新鲜度是本书的定义，便于在档案里手写；打分制的同类做法见 Breadbox 与 FunnelStory 的说明。",
            "A person’s rating times freshness is our definition, fit for files written by hand; scoring schemes of the kind: Breadbox, FunnelStory.",
        ),
    ],
    deck: &[(
        "原稿只说“关系”“高层关系没有摆平”，没有算法。",
        "The deck speaks of relations and of executives not won over, without any formula.",
    )],
    shown: &[Shown::Each(PageKind::Account), Shown::Here],
    keys: &[
        "accounts[].relations.coverage",
        "accounts[].relations.support",
        "accounts[].relations.uncovered",
        "accounts[].relations.uncovered_roles",
    ],
};

fn example(scope: Scope<'_>) -> Option<Example> {
    let picked = most_known(scope, |picked| {
        let relations = picked.assessed.linked.relations.as_ref()?;
        relations.coverage.as_ref()?;
        let contacts = picked.account.contacts.iter();
        let n_faded: usize = contacts.map(|contact| faded(scope, picked, contact).len()).sum();
        Some((n_faded, relations.links.len()))
    })?;
    let relations = picked.assessed.linked.relations.as_ref()?;
    let contact_of = |id: &Id| {
        picked
            .account
            .contacts
            .iter()
            .find(|contact| contact.id.value == *id)
    };
    let (mut rows, mut lines) = (Vec::new(), Vec::new());
    for link in &relations.links {
        let contact = contact_of(&link.contact)?;
        let best = format::number(&link.best(), 4);
        rows.push(row(vec![
            (scope.text(&contact.label), false),
            (link.influence.to_string(), true),
            (scope.whole(contact.support), true),
            (best, true),
            (scope.say(if link.is_threaded { "yes" } else { "no" }), false),
        ]));
        lines.extend(faded(scope, picked, contact));
    }
    let influence = |counts: &dyn Fn(&Contact, bool) -> bool| -> Vec<(i64, i64)> {
        let links = relations
            .links
            .iter()
            .filter_map(|link| Some((link, contact_of(&link.contact)?)));
        links
            .filter(|(link, contact)| counts(contact, link.is_threaded))
            .map(|(link, contact)| (link.influence, contact.support.map_or(0, i64::from)))
            .collect()
    };
    let sum = |terms: &[(i64, i64)]| plus(terms.iter().map(|(influence, _)| Sum::from(*influence)));
    let (threaded, all) = (influence(&|_, is| is), influence(&|_, _| true));
    if threaded.is_empty() {
        lines.push("C = 0".to_owned());
    } else {
        lines.push(line(
            "C",
            &over(sum(&threaded), sum(&all)),
            relations.coverage.as_ref()?,
            4,
            "",
        ));
    }
    let known = influence(&|contact, _| contact.support.is_some());
    if let Some(support) = &relations.support {
        let products = plus(
            known
                .iter()
                .map(|(influence, support)| times(*influence, *support)),
        );
        lines.push(line("Z", &over(products, sum(&known)), support, 4, ""));
    }
    let roles: Vec<String> = relations
        .uncovered_roles
        .iter()
        .map(|role| role.label(scope.lang).to_owned())
        .collect();
    let roles = if roles.is_empty() {
        scope.say("none")
    } else {
        format::joined(&roles, scope.lang)
    };
    lines.push(stated(
        scope,
        &scope.pick("没有联系到的必须角色", "Required roles not reached"),
        &roles,
    ));
    Some(Example {
        subject: scope.account(picked.id),
        picked: scope.pick(
            "取强度已减退的关系最多的客户；并列时取联系人多的，再并列取编号在前的。",
            "The account with most relations that have faded; of equals the one with most contacts, then the first by id.",
        ),
        table: Some(Grid {
            caption: scope.say("contacts"),
            head: head(&[
                (scope.say("contact"), false),
                (format!("{} f", scope.say("influence")), true),
                (format!("{} z", scope.say("support")), true),
                (scope.pick("最强的强度 e", "Best strength e"), true),
                (scope.pick("有联系", "Threaded"), false),
            ]),
            rows,
        }),
        lines,
    })
}

/// Strengths that are no longer what was rated, worked out.
fn faded(scope: Scope<'_>, picked: Picked<'_>, contact: &Contact) -> Vec<String> {
    let rules = &scope.book().rulers.rules;
    let as_of = scope.book().as_of;
    let relations = picked.assessed.linked.relations.as_ref();
    let line_of = |coverage: &Coverage| {
        let (rating, last) = (coverage.strength?, coverage.last.as_ref()?);
        let cadence = coverage.cadence_days.unwrap_or(rules.cadence_days);
        let days = days_between(last.value, as_of);
        let link = relations?
            .links
            .iter()
            .find(|link| link.contact == contact.id.value)?;
        let strength = link.strengths.get(&coverage.person.value)?;
        if days <= cadence || *strength == Exact::ZERO {
            return None;
        }
        let name = format!(
            "e {} → {}",
            scope.person(&coverage.person.value),
            scope.text(&contact.label)
        );
        let freshness = over(minus(times(3, cadence), days), times(2, cadence));
        Some(line(&name, &times(rating, freshness), strength, 4, ""))
    };
    contact.coverage.iter().filter_map(line_of).collect()
}
