//! Relations 决策链: coverage, support, the bus factor and the roles nobody reaches.

use crate::diag::Lang;
use crate::diag::Words;
use crate::engine::explain::Explanation;
use crate::engine::explain::Origin;
use crate::engine::explain::Quantity;
use crate::engine::explain::Said;
use crate::engine::explain::Subject;
use crate::engine::explain::Term;
use crate::engine::explain::both;
use crate::engine::relations::ContactLink;
use crate::engine::relations::RelationsResult;
use crate::model::account::Contact;
use crate::model::exact::Exact;
use crate::model::id::Id;
use crate::words;

/// Explains what the contacts say together.
pub(super) fn explain(subject: Subject<'_>, all: &mut Vec<Explanation>) {
    let Some(relations) = &subject.result.linked.relations else {
        return;
    };
    all.push(coverage(subject, relations));
    all.push(support(subject, relations));
    all.push(bus_factor(subject, relations));
    all.push(people(subject, relations));
    all.push(roles(subject, relations));
}

/// A contact's name, its lines, and who of ours reaches it how strongly.
fn reached(subject: Subject<'_>, link: &ContactLink) -> Term {
    let contact = contact(subject, &link.contact);
    let mut from = contact.map_or(Vec::new(), |contact| subject.line(contact.id.at));
    if let Some(contact) = contact {
        let days = contact.coverage.iter().filter_map(|reach| reach.last.as_ref());
        from.extend(days.flat_map(|last| subject.line(last.at)));
    }
    let by = |lang: Lang| {
        let known = link
            .strengths
            .iter()
            .filter(|(_, strength)| strength.is_positive());
        let people = known.map(|(person, strength)| {
            let name = subject.person(person);
            format!("{} {}", name.get(lang), strength.short(2))
        });
        people.collect::<Vec<String>>().join(", ")
    };
    let newest = contact.and_then(|contact| {
        let days = contact.coverage.iter().filter_map(|reach| reach.last.as_ref());
        days.map(|last| last.value).max()
    });
    Term {
        weight: Some(Exact::from(link.influence)),
        said: Said {
            by: Some(Words::new(by(Lang::Zh), by(Lang::En))),
            on: newest.map(|day| day.to_string()),
            ..Said::default()
        },
        ..Term::of(
            contact.map_or_else(
                || super::same(link.contact.as_str()),
                |contact| both(&contact.label),
            ),
            Quantity::Number(link.best()),
            from,
        )
    }
}

fn contact<'a>(subject: Subject<'a>, id: &Id) -> Option<&'a Contact> {
    let mut contacts = subject.account.contacts.iter();
    contacts.find(|contact| contact.id.value == *id)
}

fn coverage(subject: Subject<'_>, relations: &RelationsResult) -> Explanation {
    let thread = subject.book.rulers.rules.thread.short(4);
    let cadence = subject.book.rulers.rules.cadence_days;
    let mut explanation = Explanation::of(
        "relations.coverage",
        words!("关系覆盖", "Coverage of influence"),
        Quantity::fraction(relations.coverage.as_ref()),
        words!(
            "Σ 影响力（强度 ≥ {thread} 的联系人）÷ Σ 影响力；强度 = 评分 × 新鲜度",
            "Σ influence of contacts with strength ≥ {thread} ÷ Σ influence; strength = rating × freshness"
        ),
    );
    let whole = Exact::from(relations.influence);
    explanation.terms = relations
        .links
        .iter()
        .map(|link| {
            let held = if link.is_threaded { link.influence } else { 0 };
            let share = Exact::from(held).over(&whole);
            Term {
                adds: share.clone(),
                share,
                ..reached(subject, link)
            }
        })
        .collect();
    explanation.notes.push(words!(
        "新鲜度：在节奏 c 天以内为 1，到 3c 天降为 0；没写节奏的按 {cadence} 天",
        "freshness is 1 up to c days since the last contact and falls to 0 at 3c; c is {cadence} where none is written"
    ));
    let unknown = subject
        .account
        .contacts
        .iter()
        .filter(|contact| contact.influence.is_none());
    for contact in unknown {
        let name = both(&contact.label);
        let (zh, en) = (&name.zh, &name.en);
        explanation.notes.push(words!(
            "{zh} 的影响力未知，不计",
            "{en} is left out: influence unknown"
        ));
    }
    explanation
}

fn support(subject: Subject<'_>, relations: &RelationsResult) -> Explanation {
    let mut explanation = Explanation::of(
        "relations.support",
        words!("支持度", "Support"),
        Quantity::number(relations.support.as_ref()),
        words!(
            "Σ 影响力·支持 ÷ Σ 影响力，只算支持已知的；−2 到 2",
            "Σ influence·support ÷ Σ influence, where support is known; −2 to 2"
        ),
    );
    let known = relations.links.iter().filter_map(|link| {
        let contact = contact(subject, &link.contact)?;
        Some((contact, link.influence, i64::from(contact.support?)))
    });
    let known: Vec<(&Contact, i64, i64)> = known.collect();
    let whole: i64 = known.iter().map(|(_, influence, _)| influence).sum();
    explanation.terms = known
        .into_iter()
        .map(|(contact, influence, support)| Term {
            weight: Some(Exact::from(influence)),
            adds: Exact::ratio(influence * support, whole),
            ..Term::of(
                both(&contact.label),
                Quantity::whole(Some(support)),
                subject.line(contact.id.at),
            )
        })
        .collect();
    explanation
}

fn bus_factor(subject: Subject<'_>, relations: &RelationsResult) -> Explanation {
    let factor = relations
        .bus_factor()
        .map(|n| i64::try_from(n).unwrap_or(i64::MAX));
    let mut explanation = Explanation::of(
        "relations.bus_factor",
        words!("关键人数", "Bus factor"),
        Quantity::whole(factor),
        words!(
            "最少走几个人，覆盖的影响力就不到现在的一半",
            "the least number of ours whose leaving leaves less than half of the influence covered now"
        ),
    );
    let first = relations.first_removal.as_deref().unwrap_or_default();
    explanation.terms = held(subject, relations, first);
    if first.len() == 1 {
        explanation.notes.push(words!(
            "单线联系：全靠一个人",
            "single-threaded: all hangs on one person"
        ));
    }
    explanation
}

/// Those of ours with a thread, each with the influence they hold; `first` are the ones whose leaving is enough.
fn held(subject: Subject<'_>, relations: &RelationsResult, first: &[Id]) -> Vec<Term> {
    relations
        .people
        .iter()
        .map(|person| {
            let held = relations
                .links
                .iter()
                .filter(|link| link.is_threaded && holds(subject, link, person));
            let influence: i64 = held.clone().map(|link| link.influence).sum();
            let from: Vec<Origin> = held
                .filter_map(|link| contact(subject, &link.contact))
                .flat_map(|contact| subject.line(contact.id.at))
                .collect();
            Term {
                said: Said {
                    why: first
                        .contains(person)
                        .then(|| words!("走了就不到一半", "leaving is enough")),
                    ..Said::default()
                },
                ..Term::of(subject.person(person), Quantity::whole(Some(influence)), from)
            }
        })
        .collect()
}

fn people(subject: Subject<'_>, relations: &RelationsResult) -> Explanation {
    let n = i64::try_from(relations.people.len()).unwrap_or(i64::MAX);
    let mut explanation = Explanation::of(
        "relations.people",
        words!("有连线的我方人员", "People of ours with a thread"),
        Quantity::whole(Some(n)),
        words!(
            "与有影响力的联系人有连线的人；值为各自够得着的影响力",
            "those with a thread to a contact of influence; the value is the influence each reaches"
        ),
    );
    explanation.terms = held(subject, relations, &[]);
    explanation
}

/// True if the person's strength with the contact is a thread.
fn holds(subject: Subject<'_>, link: &ContactLink, person: &Id) -> bool {
    let thread = &subject.book.rulers.rules.thread;
    link.strengths
        .get(person)
        .is_some_and(|strength| strength >= thread)
}

fn roles(subject: Subject<'_>, relations: &RelationsResult) -> Explanation {
    let required = &subject.book.rulers.rules.required_roles;
    let n = i64::try_from(relations.uncovered_roles.len()).unwrap_or(i64::MAX);
    let mut explanation = Explanation::of(
        "relations.uncovered_roles",
        words!("没有人接触的采购角色", "Buying roles nobody reaches"),
        Quantity::whole(Some(n)),
        words!(
            "必需的角色里，没有一个有连线的联系人担任的",
            "required roles that no threaded contact holds"
        ),
    );
    explanation.terms = required
        .iter()
        .map(|role| {
            let mut holders = relations.links.iter().filter(|link| {
                let contact = contact(subject, &link.contact);
                link.is_threaded && contact.is_some_and(|contact| contact.roles.contains(role))
            });
            let holder = holders.next().and_then(|link| contact(subject, &link.contact));
            Term::of(
                Words::new(role.label(Lang::Zh), role.label(Lang::En)),
                Quantity::Word(
                    holder.map_or_else(|| words!("没有", "nobody"), |contact| both(&contact.label)),
                ),
                holder.map_or(Vec::new(), |contact| subject.line(contact.id.at)),
            )
        })
        .collect();
    explanation
}
