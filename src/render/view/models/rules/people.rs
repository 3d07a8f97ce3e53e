//! Rules of people: R1 key person, R2 hostage of the buyer.

use crate::engine::relations::ContactLink;
use crate::model::account::BuyingRole;
use crate::model::exact::Exact;
use crate::model::id::Id;
use crate::render::format;
use crate::render::scope::Scope;
use crate::render::view::models::fact;
use crate::render::view::models::pick::Picked;
use crate::render::view::models::primer::DOSSIER;
use crate::render::view::models::primer::Home;
use crate::render::view::models::primer::Input;
use crate::render::view::models::primer::RULES;
use crate::render::view::models::primer::clause;
use crate::render::view::models::primer::input;
use crate::render::view::models::rules::Rule;
use crate::render::view::models::rules::Sums;
use crate::render::view::models::stated;
use crate::render::view::models::sums::Sum;
use crate::render::view::models::sums::line;
use crate::render::view::models::sums::over;
use crate::render::view::models::sums::plus;

const COVERAGE: Input = input(
    "",
    (
        "谁联系谁，强度、最近一次、约定间隔",
        "who reaches whom: strength, last contact, days between",
    ),
    DOSSIER,
    "contacts[].coverage[]",
);

const INFLUENCE: Input = input(
    "",
    ("联系人的影响力", "influence of a contact"),
    DOSSIER,
    "contacts[].influence",
);

pub(in crate::render::view::models) const KEY_PERSON: Rule = Rule {
    number: 1,
    lead: (
        "客户关系攥在我方一两个人手里：他们一走，这家客户就断了线。",
        "The relation is in the hands of one or two of ours: when they leave, it is gone.",
    ),
    inputs: &[
        COVERAGE,
        INFLUENCE,
        input(
            "",
            ("我方人员是否已离开", "whether one of ours has left"),
            Home::Table("people"),
            "status",
        ),
    ],
    formula: &[
        clause(
            "关键人数：至少走几个我方的人，现在覆盖的影响力就剩不到一半（算法见“关键人依赖”）。",
            "Bus factor: the least number of ours whose leaving leaves less than half of the influence covered now; see its own page.",
            "",
        ),
        clause(
            "人数：对影响力大于 0 的联系人保持着联系的我方人数。",
            "People: how many of ours hold a thread to a contact of influence above 0.",
            "",
        ),
        clause(
            "有影响力可覆盖，而两者之一低于界限：高。",
            "With influence to cover and either below its limit: high.",
            "",
        ),
    ],
    tests: &["bus_factor", "people"],
    limits: |scope, rules| {
        vec![
            fact(
                scope.pick("关键人数至少", "Bus factor at least"),
                rules.r1_min_bus_factor.to_string(),
            ),
            fact(
                scope.pick("人数至少", "People at least"),
                rules.r1_min_people.to_string(),
            ),
        ]
    },
    sums: Sums::Account(key_person),
};

fn key_person(scope: Scope<'_>, picked: Picked<'_>) -> Vec<String> {
    let Some(relations) = &picked.assessed.linked.relations else {
        return Vec::new();
    };
    let names = |ids: &[Id]| {
        let names: Vec<String> = ids.iter().map(|id| scope.person(id)).collect();
        if names.is_empty() {
            scope.say("nobody")
        } else {
            format::joined(&names, scope.lang)
        }
    };
    let mut lines = vec![stated(
        scope,
        &scope.pick("保持联系的我方人员", "Ours with a thread"),
        &names(&relations.people),
    )];
    if let Some(first) = &relations.first_removal {
        lines.push(stated(
            scope,
            &scope.pick("走了就失去一半以上的人", "Whose leaving loses more than half"),
            &names(first),
        ));
    }
    lines
}

pub(in crate::render::view::models) const HOSTAGE_BUYER: Rule = Rule {
    number: 2,
    lead: (
        "关系都压在采购身上，而能批钱的人一个也没联系到：采购一变卦，随时被替换。",
        "The relation rests on the buyers, and nobody who can release funds is reached: we are replaced whenever they change their mind.",
    ),
    inputs: &[
        COVERAGE,
        input(
            "",
            ("联系人的角色", "roles of a contact"),
            DOSSIER,
            "contacts[].roles",
        ),
        input(
            "",
            ("哪些角色算采购", "which roles count as buying"),
            RULES,
            "relations.buying_roles",
        ),
    ],
    formula: &[
        clause(
            "份额：采购类联系人身上的最强关系之和 B，占全部联系人最强关系之和 A。只算影响力已知的联系人。",
            "Share: B, the best strengths on contacts with a buying role, over A, those on all contacts; contacts of known influence alone.",
            "p = B ÷ A",
        ),
        clause(
            "份额超过界限，而且没有联系到任何经济决策者：高。",
            "Share above the limit and no economic buyer threaded: high.",
            "",
        ),
    ],
    tests: &["share", "economic"],
    limits: |scope, rules| {
        vec![fact(
            scope.pick("份额至多", "Share at most"),
            format::number(&rules.r2_max_share, 4),
        )]
    },
    sums: Sums::Account(hostage_buyer),
};

fn hostage_buyer(scope: Scope<'_>, picked: Picked<'_>) -> Vec<String> {
    let Some(relations) = &picked.assessed.linked.relations else {
        return Vec::new();
    };
    let buying: &[BuyingRole] = &scope.book().rulers.rules.buying_roles;
    let is_buyer = |id: &Id| {
        let mut contacts = picked.account.contacts.iter();
        let contact = contacts.find(|contact| contact.id.value == *id);
        contact.is_some_and(|contact| contact.roles.iter().any(|role| buying.contains(role)))
    };
    let best = |buyers: bool| -> Vec<Exact> {
        let links = relations
            .links
            .iter()
            .filter(|link| !buyers || is_buyer(&link.contact));
        links.map(ContactLink::best).collect()
    };
    let named = |sign: &str, values: Vec<Exact>| {
        let sum = plus(values.iter().map(Sum::from));
        let value = sum.value(None).unwrap_or_default();
        (line(sign, &sum, &value, 4, ""), value)
    };
    let ((buyers, buyers_sum), (all, all_sum)) = (named("B", best(true)), named("A", best(false)));
    let share = relations.buying_share.as_ref();
    let share = share.map(|share| line("p", &over(&buyers_sum, &all_sum), share, 4, ""));
    [buyers, all].into_iter().chain(share).collect()
}
