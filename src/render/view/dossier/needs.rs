//! What the customer wants: goals, needs and how well each player meets them, the stage of needs.

use schemars::JsonSchema;
use serde::Serialize;

use crate::engine::needs::NeedResult;
use crate::engine::needs::Verdict;
use crate::model::account::Account;
use crate::model::account::Capability;
use crate::model::exact::Exact;
use crate::model::id::Id;
use crate::render::format;
use crate::render::scope::Scope;
use crate::render::view::parts::Link;

/// A goal of the customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct GoalRow {
    /// The goal.
    pub text: String,
    /// Months ahead.
    pub horizon: String,
}

/// Needs × who meets them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, Default)]
pub struct NeedsTable {
    /// Us first, then the competitors here.
    pub players: Vec<Link>,
    /// The most important first.
    pub rows: Vec<NeedRow>,
    /// What is unique or better here: our selling points.
    pub selling_points: Vec<NeedPoint>,
    /// What somebody does better, or we cannot do.
    pub gaps: Vec<NeedPoint>,
    /// What has to be found out before it can be judged.
    pub unverified: Vec<NeedPoint>,
}

/// A need and why it is on its list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct NeedPoint {
    /// The need.
    pub text: String,
    /// Why.
    pub why: String,
}

/// One need.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct NeedRow {
    /// Its id. Its place on the page is `#f-needs.<key>`.
    pub key: String,
    /// The need.
    pub text: String,
    /// 0..=5.
    pub importance: String,
    /// `unique`, `better`, `tie`, `gap`, `unverified`, `unproven` or `irrelevant`; empty where it was not judged.
    pub verdict_key: &'static str,
    /// The same, in words.
    pub verdict: String,
    /// Said or found.
    pub kind: String,
    /// Who says so.
    pub source: String,
    /// One a player.
    pub levels: Vec<LevelCell>,
}

/// How well one player meets one need.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LevelCell {
    /// 0..=10, `cannot` in words, or the sign for unknown.
    pub text: String,
    /// `known`, `cannot` or `unknown`.
    pub state: &'static str,
    /// Percent of 10, for drawing.
    pub width: Option<String>,
}

/// The stage the needs are at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct StageView {
    /// Its name, leading to the industry.
    pub stage: Link,
    /// When it was judged.
    pub as_of: String,
    /// By what.
    pub evidence: String,
    /// The stage that comes next; empty at the last one, and where the industry does not know the stage.
    pub next: String,
    /// Its offerings that are not in use yet, each with what the dossier says of it.
    pub offerings: Vec<String>,
}

/// Needs and how well each player meets them.
pub fn needs(scope: Scope<'_>, account: &Account) -> NeedsTable {
    let rivals: Vec<&Id> = account.competitors.iter().map(|r| &r.reference.value).collect();
    let mut players = vec![Link::plain(scope.say("us"))];
    players.extend(rivals.iter().map(|id| scope.player(id, None)));
    let mut needs: Vec<_> = account.needs.iter().collect();
    needs.sort_by_key(|need| std::cmp::Reverse(need.importance));
    let results = scope.assessed(&account.id).map(|assessed| &assessed.linked.needs);
    let mut table = NeedsTable {
        players,
        ..NeedsTable::default()
    };
    for need in needs {
        let result = results.and_then(|results| results.get(&need.id.value));
        let ours = result.map(|result| &result.ours);
        let theirs = rivals
            .iter()
            .map(|rival| result.and_then(|result| result.theirs.get(*rival)));
        let text = scope.text(&need.text);
        if let Some((list, why)) = result.and_then(|result| list(scope, &mut table, result)) {
            list.push(NeedPoint {
                text: text.clone(),
                why,
            });
        }
        table.rows.push(NeedRow {
            key: need.id.value.to_string(),
            text,
            importance: scope.whole(need.importance),
            verdict_key: result.map_or("", |result| result.verdict.word()),
            verdict: result.map_or_else(String::new, |result| result.verdict.label(scope.lang).to_owned()),
            kind: need
                .kind
                .map(|kind| kind.label(scope.lang).to_owned())
                .unwrap_or_default(),
            source: need.source.clone().unwrap_or_default(),
            levels: std::iter::once(ours)
                .chain(theirs)
                .map(|level| level_cell(scope, level))
                .collect(),
        });
    }
    table
}

/// The list a need belongs on, and why.
fn list<'t>(
    scope: Scope<'_>,
    table: &'t mut NeedsTable,
    result: &NeedResult,
) -> Option<(&'t mut Vec<NeedPoint>, String)> {
    match result.verdict {
        Verdict::Unique => {
            let why = scope.pick("竞争对手都做不到", "no competitor can");
            Some((&mut table.selling_points, why))
        }
        Verdict::Better | Verdict::Gap => {
            let ours = level_cell(scope, Some(&result.ours)).text;
            let best = best(scope, result).map(|(rival, level)| {
                scope.pick(
                    format!("我方 {ours}，{rival} {level}"),
                    format!("ours {ours}, {rival} {level}"),
                )
            });
            let list = if result.verdict == Verdict::Gap {
                &mut table.gaps
            } else {
                &mut table.selling_points
            };
            Some((list, best.unwrap_or(ours)))
        }
        Verdict::Unverified => {
            let mut unknown = Vec::new();
            if result.ours == Capability::Unknown {
                unknown.push(scope.say("us"));
            }
            let theirs = result.theirs.iter();
            let silent = theirs.filter(|(_, level)| **level == Capability::Unknown);
            unknown.extend(silent.map(|(rival, _)| scope.player(rival, None).text));
            let names = format::joined(&unknown, scope.lang);
            let why = scope.pick(
                format!("不清楚{names}做得如何"),
                format!("not known how well: {names}"),
            );
            Some((&mut table.unverified, why))
        }
        Verdict::Unproven | Verdict::Irrelevant | Verdict::Tie => None,
    }
}

/// The competitor who does it best, and how well.
fn best(scope: Scope<'_>, result: &NeedResult) -> Option<(String, String)> {
    let levels = result.theirs.iter().filter_map(|(rival, level)| match level {
        Capability::Level(level) => Some((level, rival)),
        Capability::Cannot | Capability::Unknown => None,
    });
    let (level, rival) = levels.max_by(|a, b| a.0.cmp(b.0).then(b.1.cmp(a.1)))?;
    Some((scope.player(rival, None).text, format::number(level, 2)))
}

/// How well a player meets a need, as a cell.
pub fn level_cell(scope: Scope<'_>, level: Option<&Capability>) -> LevelCell {
    match level {
        Some(Capability::Level(level)) => LevelCell {
            text: format::number(level, 2),
            state: "known",
            width: Some(format::fixed(&(level * &Exact::from(10)), 1)),
        },
        Some(Capability::Cannot) => LevelCell {
            text: scope.say("cannot"),
            state: "cannot",
            width: None,
        },
        Some(Capability::Unknown) | None => LevelCell {
            text: format::UNKNOWN.to_owned(),
            state: "unknown",
            width: None,
        },
    }
}

pub(super) fn needs_stage(scope: Scope<'_>, account: &Account) -> Option<StageView> {
    let written = account.needs_stage.as_ref()?;
    let industry = &account.industry.value;
    let page = scope.book().industries.get(industry);
    let stages = page.map_or(&[][..], |page| &page.data.needs_stages);
    let stage = stages.iter().find(|stage| stage.id.value == written.stage.value);
    let next = stage.and_then(|stage| {
        let later = stages.iter().filter(|other| other.order > stage.order);
        later.min_by_key(|other| other.order)
    });
    let result = scope
        .assessed(&account.id)
        .and_then(|assessed| assessed.linked.needs_stage.as_ref());
    let offerings = result.map_or(&[][..], |result| &result.next_offerings);
    Some(StageView {
        stage: Link {
            text: stage.map_or_else(
                || written.stage.value.to_string(),
                |stage| scope.text(&stage.name),
            ),
            href: scope.industry(industry).href,
        },
        as_of: scope.day(written.as_of.as_ref().map(|day| day.value)),
        evidence: written.evidence.clone().unwrap_or_default(),
        next: next.map_or_else(String::new, |stage| scope.text(&stage.name)),
        offerings: offerings.iter().map(|id| offering(scope, account, id)).collect(),
    })
}

/// An offering that is not in use, with its state where the dossier writes one.
fn offering(scope: Scope<'_>, account: &Account, id: &Id) -> String {
    let written = account.offerings.iter().find(|other| other.id.value == *id);
    let name = scope.label(id);
    match written.and_then(|offering| offering.status) {
        Some(status) => {
            let status = status.label(scope.lang);
            scope.pick(format!("{name}（{status}）"), format!("{name} ({status})"))
        }
        None => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::samples::Sample;
    use crate::render::samples::dossier;
    use crate::render::samples::id;

    /// A need of importance 4 and what we and two competitors can.
    fn judged(levels: &str) -> NeedsTable {
        let fields = format!(
            "needs: [{{id: speed, text: Speed, importance: 4}}, {{id: show, text: Show, importance: 1}}]\ncapabilities: {{speed: {{{levels}}}}}\ncompetitors: [{{ref: rival, threat: 3}}, {{ref: other, threat: 2}}]"
        );
        let sample = Sample::of(&[dossier("a", &fields)]);
        let scope = sample.en();
        needs(scope, scope.dossier(&id("a")).unwrap())
    }

    fn point(why: &str) -> Vec<NeedPoint> {
        vec![NeedPoint {
            text: "Speed".to_owned(),
            why: why.to_owned(),
        }]
    }

    #[test]
    fn what_we_alone_can_or_do_better_is_a_selling_point() {
        let unique = judged("us: 5, rival: cannot, other: cannot");
        assert_eq!(unique.selling_points, point("no competitor can"));
        assert_eq!(
            (unique.rows[0].verdict_key, unique.rows[1].verdict_key),
            ("unique", "irrelevant")
        );
        let better = judged("us: 8, rival: 6, other: cannot");
        assert_eq!(better.selling_points, point("ours 8, Rival 6"));
        assert_eq!((better.gaps, better.unverified), (Vec::new(), Vec::new()));
    }

    #[test]
    fn a_gap_names_who_does_it_best() {
        assert_eq!(judged("us: 3, rival: 6, other: 7").gaps, point("ours 3, Other 7"));
        assert_eq!(
            judged("us: cannot, rival: cannot, other: cannot").gaps,
            point("cannot")
        );
    }

    #[test]
    fn what_is_not_known_is_a_question_about_somebody() {
        assert_eq!(
            judged("us: 5, rival: unknown, other: 3").unverified,
            point("not known how well: Rival")
        );
        assert_eq!(
            judged("rival: 4, other: 3").unverified,
            point("not known how well: Us")
        );
    }

    fn stage(fields: &str) -> StageView {
        let sample = Sample::of(&[dossier("a", fields)]);
        let scope = sample.zh();
        needs_stage(scope, scope.dossier(&id("a")).unwrap()).unwrap()
    }

    #[test]
    fn the_next_stage_is_named_with_what_of_it_is_not_in_use() {
        let view = stage(
            "needs_stage: {stage: early, as_of: 2025-01-01, evidence: 访谈}\nofferings: [{id: hosting, status: current}, {id: data-hub, status: target}]",
        );
        assert_eq!((view.stage.text.as_str(), view.next.as_str()), ("联网", "集中"));
        assert_eq!(view.offerings, ["data-hub（目标）"]);
    }

    #[test]
    fn the_last_stage_has_nothing_next() {
        let view = stage("needs_stage: {stage: middle, as_of: 2025-01-01, evidence: 访谈}");
        assert_eq!((view.next.as_str(), view.offerings.len()), ("", 0));
    }
}
