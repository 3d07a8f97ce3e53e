//! How far ours reach into an account's buying centre 决策链: coverage, support, on how few it hangs, who is not reached.

use schemars::JsonSchema;
use serde::Serialize;

use crate::engine::relations::ContactLink;
use crate::engine::relations::RelationsResult;
use crate::model::account::Account;
use crate::model::account::BuyingRole;
use crate::model::exact::Exact;
use crate::model::id::Id;
use crate::render::format;
use crate::render::scope::Scope;
use crate::render::view::dossier::contact_label;
use crate::render::view::parts::Reading;
use crate::render::view::parts::Shown;

/// What the contacts say together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RelationsView {
    /// On whom the covered influence hangs, in one sentence.
    pub sentence: String,
    /// Coverage, support, bus factor, people with a thread.
    pub readings: Vec<Reading>,
    /// What is missing or hangs on one person, the worst first.
    pub flags: Vec<FlagRow>,
}

/// A thing to mend, and whom it is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FlagRow {
    /// What is wrong.
    pub name: String,
    /// Whom it is about.
    pub text: String,
    /// True for a red flag.
    pub is_wrong: bool,
}

/// Views what the contacts say together.
pub fn relations_view(scope: Scope<'_>, account: &Account, relations: &RelationsResult) -> RelationsView {
    let reading = |key: &str, text: String, name: (&str, &str), note: (&str, &str)| Reading {
        key: key.to_owned(),
        name: scope.pick(name.0, name.1),
        value: Shown::plain(text),
        note: scope.pick(note.0, note.1),
    };
    let bus_factor = relations.bus_factor().map(whole);
    RelationsView {
        sentence: sentence(scope, relations),
        readings: vec![
            reading(
                "relations.coverage",
                scope.percent(relations.coverage.as_ref(), 1),
                ("覆盖", "Coverage"),
                ("联系得上的影响力占全部", "influence reached of all"),
            ),
            reading(
                "relations.support",
                relations.support.as_ref().map_or_else(
                    || format::UNKNOWN.to_owned(),
                    |support| format::signed(support, 2),
                ),
                ("支持度", "Support"),
                ("按影响力平均，−2 至 +2", "mean by influence, −2 to +2"),
            ),
            reading(
                "relations.bus_factor",
                scope.whole(bus_factor),
                ("断线人数", "Bus factor"),
                (
                    "走几人就失去过半已覆盖的影响力",
                    "leavers who lose half of what is covered",
                ),
            ),
            reading(
                "relations.people",
                scope.whole(Some(whole(relations.people.len()))),
                ("有联系的我方人数", "Ours with a thread"),
                ("强度达到界限的人", "whose strength reaches the limit"),
            ),
        ],
        flags: flags(scope, account, relations),
    }
}

fn whole(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

fn sentence(scope: Scope<'_>, relations: &RelationsResult) -> String {
    let Some(leavers) = &relations.first_removal else {
        return if relations.influence == 0 {
            scope.pick(
                "还没有写明谁有影响力。",
                "It is not written yet who has influence.",
            )
        } else {
            scope.pick(
                "我方没有联系上任何有影响力的人。",
                "Ours reach nobody who has influence.",
            )
        };
    };
    let names = scope.people(leavers.iter());
    let n = leavers.len();
    scope.pick(
        format!(
            "只要{names}{}离开，已覆盖的影响力就失去过半。",
            if n == 1 { "一人" } else { "同时" }
        ),
        format!(
            "If {names} left{}, more than half of the influence covered would be lost.",
            if n == 1 { "" } else { " together" }
        ),
    )
}

fn flags(scope: Scope<'_>, account: &Account, relations: &RelationsResult) -> Vec<FlagRow> {
    let label = |id: &Id| contact_label(scope, account, id);
    let mut flags = Vec::new();
    let mut flag = |is_wrong: bool, name: String, texts: Vec<String>| {
        if !texts.is_empty() {
            flags.push(FlagRow {
                name,
                text: format::joined(&texts, scope.lang),
                is_wrong,
            });
        }
    };
    flag(
        true,
        scope.pick("没有人触达的角色", "Roles nobody reaches"),
        relations
            .uncovered_roles
            .iter()
            .map(|role: &BuyingRole| role.label(scope.lang).to_owned())
            .collect(),
    );
    if let [only] = relations.people.as_slice() {
        let all = scope.pick("整个客户只靠一人", "The whole account hangs on one");
        flag(true, all, vec![scope.person(only)]);
    }
    let influence = |link: &ContactLink| {
        let (name, influence) = (label(&link.contact), link.influence);
        scope.pick(
            format!("{name}（影响力 {influence}）"),
            format!("{name} (influence {influence})"),
        )
    };
    let mut uncovered: Vec<&ContactLink> = relations
        .links
        .iter()
        .filter(|link| relations.uncovered.contains(&link.contact))
        .collect();
    uncovered.sort_by_key(|link| std::cmp::Reverse(link.influence));
    flag(
        false,
        scope.pick("没有联系上的人", "Contacts not reached"),
        uncovered.into_iter().map(influence).collect(),
    );
    let single = relations.links.iter().filter_map(|link| {
        let holder = only_holder(link, &scope.book().rulers.rules.thread)?;
        let (name, holder) = (label(&link.contact), scope.person(holder));
        Some(scope.pick(format!("{name}（{holder}）"), format!("{name} ({holder})")))
    });
    flag(
        false,
        scope.pick("只靠一人联系的人", "Reached by one of ours alone"),
        single.collect(),
    );
    flags
}

/// Who alone holds a thread to a contact of influence.
fn only_holder<'a>(link: &'a ContactLink, thread: &Exact) -> Option<&'a Id> {
    let mut holders = link
        .strengths
        .iter()
        .filter(|(_, strength)| *strength >= thread)
        .map(|(person, _)| person);
    let first = holders.next().filter(|_| link.influence > 0)?;
    holders.next().is_none().then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::samples::Sample;
    use crate::render::samples::dossier;
    use crate::render::samples::id;

    fn view(contacts: &str) -> RelationsView {
        let sample = Sample::of(&[dossier("a", &format!("contacts: [{contacts}]"))]);
        let scope = sample.en();
        let linked = &scope.assessed(&id("a")).unwrap().linked;
        relations_view(
            scope,
            scope.dossier(&id("a")).unwrap(),
            linked.relations.as_ref().unwrap(),
        )
    }

    const BOSS: &str = "{id: boss, label: Boss, roles: [economic], influence: 5, support: 1, coverage: [{person: lin, strength: 4, last: 2025-06-01}, {person: pan, strength: 3, last: 2025-06-01}]}";
    const USER: &str = "{id: user, label: User, roles: [user], influence: 2, support: -1, coverage: [{person: pan, strength: 3, last: 2025-06-01}]}";
    const CFO: &str = "{id: cfo, label: Treasurer, roles: [technical], influence: 3, coverage: [{person: gone, strength: 5, last: 2025-06-01}]}";

    fn texts(view: &RelationsView) -> Vec<(&str, &str, bool)> {
        let flags = view.flags.iter();
        flags
            .map(|flag| (flag.name.as_str(), flag.text.as_str(), flag.is_wrong))
            .collect()
    }

    #[test]
    fn coverage_support_and_the_people_it_hangs_on_are_named() {
        let view = view(&format!("{BOSS}, {USER}, {CFO}"));
        let readings: Vec<(&str, &str)> = view
            .readings
            .iter()
            .map(|reading| (reading.key.as_str(), reading.value.text.as_str()))
            .collect();
        assert_eq!(
            readings,
            [
                ("relations.coverage", "70%"),
                ("relations.support", "+0.43"),
                ("relations.bus_factor", "2"),
                ("relations.people", "2")
            ]
        );
        assert_eq!(
            view.sentence,
            "If Lin Che, Pan Wen left together, more than half of the influence covered would be lost."
        );
    }

    #[test]
    fn roles_nobody_reaches_are_red_and_who_is_reached_by_one_alone_is_named() {
        assert_eq!(
            texts(&view(&format!("{BOSS}, {USER}, {CFO}"))),
            [
                ("Roles nobody reaches", "Technical buyer, Coach", true),
                ("Contacts not reached", "Treasurer (influence 3)", false),
                ("Reached by one of ours alone", "User (Pan Wen)", false),
            ]
        );
        let alone = view(USER);
        assert!(texts(&alone).contains(&("The whole account hangs on one", "Pan Wen", true)));
    }

    #[test]
    fn covering_nobody_is_not_a_bus_factor() {
        let view = view(CFO);
        assert_eq!(view.sentence, "Ours reach nobody who has influence.");
        assert_eq!(view.readings[2].value.text, format::UNKNOWN);
        let unwritten = self::view("{id: x, label: X}");
        assert_eq!(unwritten.sentence, "It is not written yet who has influence.");
        assert_eq!(unwritten.readings[0].value.text, format::UNKNOWN);
    }
}
