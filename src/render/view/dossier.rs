//! What a dossier says, field by field, for the account's page.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::model::account::Account;
use crate::model::account::Answer;
use crate::model::account::Capability;
use crate::model::account::Contact;
use crate::model::account::Coverage;
use crate::model::account::Plan;
use crate::model::account::StepState;
use crate::model::book::Page;
use crate::model::book::PageKind;
use crate::model::date::days_between;
use crate::model::exact::Exact;
use crate::model::id::Id;
use crate::model::playbook::EvidenceKind;
use crate::model::playbook::Step;
use crate::model::text::Text;
use crate::render::format;
use crate::render::format::MoneyScale;
use crate::render::route::Route;
use crate::render::scope::Scope;
use crate::render::view::parts::ClaimRow;
use crate::render::view::parts::Fact;
use crate::render::view::parts::Link;
use crate::render::view::parts::Shown;

/// A dossier, field by field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Dossier {
    /// What kind of firm it is, how it is kept.
    pub facts: Vec<Fact>,
    /// Ours on the account.
    pub team: Vec<Fact>,
    /// Accounts that belong to it.
    pub members: Vec<Link>,
    /// The customer's own goals.
    pub goals: Vec<GoalRow>,
    /// The buying centre.
    pub contacts: Vec<ContactRow>,
    /// How the customer decides.
    pub decision_process: Vec<DecisionRow>,
    /// Needs and who meets them.
    pub needs: NeedsTable,
    /// The stage of needs.
    pub needs_stage: Option<StageView>,
    /// Competitors here.
    pub rivals: Vec<RivalRow>,
    /// What the customer spends.
    pub wallet: WalletTable,
    /// Our offerings.
    pub offerings: Vec<OfferingRow>,
    /// Trade with the account.
    pub financials: FinancialTable,
    /// Contacts counted.
    pub contact_stats: Vec<StatRow>,
    /// How far the plan is.
    pub plan: Option<PlanView>,
    /// Objectives with their actions; actions without an objective under the last, which has no text.
    pub objectives: Vec<ObjectiveRow>,
    /// Risks people wrote down.
    pub risks: Vec<RiskRow>,
    /// Delivery issues.
    pub issues: Vec<IssueRow>,
    /// SWOT, each with its key; empty if nothing is written.
    pub swot: Vec<SwotBox>,
    /// Inputs of the lifetime value.
    pub clv: Vec<Fact>,
}

/// A goal of the customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GoalRow {
    /// The goal.
    pub text: String,
    /// Months ahead.
    pub horizon: String,
}

/// A contact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ContactRow {
    /// Role or initials.
    pub label: String,
    /// Title, where it differs from the label.
    pub title: String,
    /// Department.
    pub unit: String,
    /// Label of the contact above.
    pub reports_to: String,
    /// Levels below the top of the chain, 0..=6.
    pub depth: usize,
    /// Roles in the buying centre.
    pub roles: String,
    /// 0..=5.
    pub influence: String,
    /// -2..=2.
    pub support: String,
    /// What they decide by.
    pub orientation: String,
    /// Where they stand.
    pub political: String,
    /// Who of ours reaches them.
    pub coverage: Vec<CoverageRow>,
}

/// One of ours reaching a contact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CoverageRow {
    /// Who.
    pub person: String,
    /// Strength, and the strength wanted: `3 → 4`.
    pub strength: String,
    /// Last contact.
    pub last: String,
    /// Days since, where it is longer than the contact's rhythm.
    pub late_days: Option<i64>,
}

/// One step of the decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DecisionRow {
    /// What happens.
    pub step: String,
    /// Who decides.
    pub owner: String,
    /// By what.
    pub criteria: String,
    /// How long it takes.
    pub days: String,
}

/// Needs × who meets them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Default)]
pub struct NeedsTable {
    /// Us first, then the competitors here.
    pub players: Vec<Link>,
    /// The most important first.
    pub rows: Vec<NeedRow>,
}

/// One need.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NeedRow {
    /// The need.
    pub text: String,
    /// 0..=5.
    pub importance: String,
    /// Said or found.
    pub kind: String,
    /// Who says so.
    pub source: String,
    /// One a player.
    pub levels: Vec<LevelCell>,
}

/// How well one player meets one need.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LevelCell {
    /// 0..=10, `cannot` in words, or the sign for unknown.
    pub text: String,
    /// `known`, `cannot` or `unknown`.
    pub state: &'static str,
    /// Percent of 10, for drawing.
    pub width: Option<String>,
}

/// The stage the needs are at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StageView {
    /// Its name, leading to the industry.
    pub stage: Link,
    /// When it was judged.
    pub as_of: String,
    /// By what.
    pub evidence: String,
}

/// A competitor in the account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RivalRow {
    /// Who.
    pub competitor: Link,
    /// Its standing.
    pub standing: String,
    /// Percent of the account.
    pub share: String,
    /// 1..=5.
    pub threat: String,
    /// What it does well here.
    pub strengths: Vec<ClaimRow>,
    /// What it does badly here.
    pub weaknesses: Vec<ClaimRow>,
}

/// What the customer spends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Default)]
pub struct WalletTable {
    /// Unit of the amounts.
    pub unit: String,
    /// The newest year first.
    pub rows: Vec<WalletRow>,
}

/// One cell of the wallet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WalletRow {
    /// Calendar year.
    pub year: i64,
    /// The offering.
    pub offering: String,
    /// The customer's unit.
    pub unit: String,
    /// Amount in the table's unit.
    pub spend: Shown,
    /// Who gets it.
    pub with: Link,
    /// `us`, `competitor`, `internal`, `none` or `unknown`.
    pub with_key: String,
    /// When the contract ends.
    pub contract_end: String,
}

/// One of our offerings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OfferingRow {
    /// Which.
    pub name: String,
    /// In use, wanted, or neither.
    pub status: String,
    /// Since when.
    pub since: String,
    /// By whom.
    pub by: String,
}

/// Trade with the account, a row a period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Default)]
pub struct FinancialTable {
    /// Unit of the amounts.
    pub unit: String,
    /// The oldest first.
    pub rows: Vec<FinancialRow>,
    /// Sum of the engine's year, where known.
    pub year: Option<YearRow>,
}

/// One period; amounts in the table's unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FinancialRow {
    /// The period.
    pub period: String,
    /// 收入.
    pub revenue: String,
    /// 直接成本.
    pub direct_cost: String,
    /// 服务成本.
    pub cost_to_serve: String,
    /// Percent.
    pub discount: String,
    /// 应收余额.
    pub outstanding: String,
    /// 逾期.
    pub overdue: String,
    /// Days.
    pub terms_days: String,
    /// 回款.
    pub receipts: String,
}

/// The year up to the book's day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct YearRow {
    /// Revenue, with its unit.
    pub revenue: Shown,
    /// Profit, with its unit.
    pub profit: Shown,
}

/// Contacts counted over a period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StatRow {
    /// The period.
    pub period: String,
    /// Tasks.
    pub tasks: String,
    /// Processes.
    pub processes: String,
    /// Praise.
    pub praise: String,
    /// Complaints.
    pub complaint: String,
    /// Suggestions.
    pub suggestion: String,
}

/// How far a plan is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PlanView {
    /// The method.
    pub playbook: Link,
    /// Its steps.
    pub steps: Vec<StepView>,
}

/// One step of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StepView {
    /// Its number.
    pub order: i64,
    /// Its name, leading to the method.
    pub name: Link,
    /// `todo`, `draft` or `reviewed`.
    pub state: String,
    /// The same, in words.
    pub label: String,
    /// When it was reviewed.
    pub reviewed_on: String,
    /// Required points answered, of how many: `2 / 3`.
    pub answered: String,
    /// Its points.
    pub points: Vec<PointView>,
}

/// One point of a step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PointView {
    /// The question.
    pub question: String,
    /// True if the step is not complete without it.
    pub required: bool,
    /// The answer; empty if there is none.
    pub answer: String,
    /// Links or figures that show it.
    pub evidence: Vec<Link>,
    /// True if it asks for evidence and has none.
    pub lacks_evidence: bool,
}

/// An objective.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ObjectiveRow {
    /// What is wanted; empty for actions without an objective.
    pub text: String,
    /// What it is measured by.
    pub measure: String,
    /// Where it began.
    pub baseline: String,
    /// Where it is.
    pub actual: String,
    /// Where it should be.
    pub target: String,
    /// By when.
    pub due: String,
    /// Its actions, by their day.
    pub actions: Vec<ActionRow>,
}

/// An action.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ActionRow {
    /// What is to be done.
    pub text: String,
    /// By whom.
    pub owner: String,
    /// By when.
    pub due: String,
    /// When it was done.
    pub done: String,
    /// What it works on.
    pub kind: String,
    /// True if its day is past and it is not done.
    pub is_late: bool,
}

/// A risk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RiskRow {
    /// What it is.
    pub text: String,
    /// The computed rule it answers, as `R3`.
    pub rule: String,
    /// 1..=5.
    pub likelihood: String,
    /// 1..=5.
    pub impact: String,
    /// `open`, `accepted`, `mitigating` or `closed`.
    pub state_key: String,
    /// The same, in words.
    pub state: String,
    /// Until when it is accepted.
    pub until: String,
    /// Who watches it.
    pub owner: String,
}

/// A delivery issue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct IssueRow {
    /// What it is.
    pub text: String,
    /// When it came up.
    pub opened: String,
    /// When it ended; empty while it is open.
    pub closed: String,
    /// 1..=5.
    pub severity: String,
    /// Who is accountable.
    pub accountable: String,
    /// True if it is open and not exactly one is accountable.
    pub is_unowned: bool,
}

/// A quarter of SWOT.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SwotBox {
    /// What it is called.
    pub label: String,
    /// What stands in it.
    pub items: Vec<String>,
}

/// Views a dossier.
pub fn view(scope: Scope<'_>, page: &Page<Account>) -> Dossier {
    let account = &page.data;
    Dossier {
        facts: facts(scope, account),
        team: team(scope, account),
        members: scope
            .shared
            .crossings
            .members
            .get(&account.id)
            .map(|members| scope.accounts(members))
            .unwrap_or_default(),
        goals: account
            .goals
            .iter()
            .map(|goal| GoalRow {
                text: scope.text(&goal.text),
                horizon: scope.whole(goal.horizon),
            })
            .collect(),
        contacts: contacts(scope, account),
        decision_process: account
            .decision_process
            .iter()
            .map(|step| DecisionRow {
                step: scope.text(&step.step),
                owner: step
                    .owner
                    .as_ref()
                    .map(|owner| contact_label(scope, account, &owner.value))
                    .unwrap_or_default(),
                criteria: scope.text_or_empty(step.criteria.as_ref()),
                days: scope.whole(step.days),
            })
            .collect(),
        needs: needs(scope, account),
        needs_stage: needs_stage(scope, account),
        rivals: rivals(scope, account),
        wallet: wallet(scope, account),
        offerings: account
            .offerings
            .iter()
            .map(|offering| OfferingRow {
                name: scope.label(&offering.id.value),
                status: offering
                    .status
                    .map(|status| status.label(scope.lang).to_owned())
                    .unwrap_or_default(),
                since: scope.day(offering.since),
                by: offering
                    .by
                    .as_ref()
                    .map(|by| scope.person(&by.value))
                    .unwrap_or_default(),
            })
            .collect(),
        financials: financials(scope, account),
        contact_stats: account
            .contact_stats
            .iter()
            .map(|stat| StatRow {
                period: stat.period.value.to_string(),
                tasks: scope.whole(stat.tasks),
                processes: scope.whole(stat.processes),
                praise: scope.whole(stat.praise),
                complaint: scope.whole(stat.complaint),
                suggestion: scope.whole(stat.suggestion),
            })
            .collect(),
        plan: account.plan.as_ref().and_then(|plan| plan_view(scope, plan)),
        objectives: objectives(scope, account),
        risks: risks(scope, account),
        issues: issues(scope, account),
        swot: swot(scope, account),
        clv: clv(scope, account),
    }
}

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

fn facts(scope: Scope<'_>, account: &Account) -> Vec<Fact> {
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

fn team(scope: Scope<'_>, account: &Account) -> Vec<Fact> {
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

fn contact_label(scope: Scope<'_>, account: &Account, id: &Id) -> String {
    let contact = account.contacts.iter().find(|contact| contact.id.value == *id);
    contact.map_or_else(|| id.to_string(), |contact| scope.text(&contact.label))
}

/// Contacts in the order of the chain: each below the one it reports to.
fn contacts(scope: Scope<'_>, account: &Account) -> Vec<ContactRow> {
    let known: BTreeSet<&Id> = account.contacts.iter().map(|contact| &contact.id.value).collect();
    let above = |contact: &Contact| {
        let boss = contact.reports_to.as_ref().map(|boss| boss.value.clone());
        boss.filter(|boss| known.contains(boss) && *boss != contact.id.value)
    };
    let mut rows = Vec::new();
    let mut seen: BTreeSet<Id> = BTreeSet::new();
    // A stack of who is next, the first on top, so that the chain is walked without recursion.
    let mut next: Vec<(&Contact, usize)> = account
        .contacts
        .iter()
        .rev()
        .filter(|contact| above(contact).is_none())
        .map(|contact| (contact, 0))
        .collect();
    while let Some((contact, depth)) = next.pop() {
        if !seen.insert(contact.id.value.clone()) {
            continue;
        }
        rows.push(contact_row(scope, account, contact, depth));
        let below = account.contacts.iter().rev();
        next.extend(
            below
                .filter(|other| above(other).as_ref() == Some(&contact.id.value))
                .map(|other| (other, (depth + 1).min(6))),
        );
    }
    rows
}

fn contact_row(scope: Scope<'_>, account: &Account, contact: &Contact, depth: usize) -> ContactRow {
    let label = scope.text(&contact.label);
    let title = scope.text_or_empty(contact.title.as_ref());
    let roles: Vec<String> = contact
        .roles
        .iter()
        .map(|role| role.label(scope.lang).to_owned())
        .collect();
    ContactRow {
        title: if title == label { String::new() } else { title },
        label,
        unit: scope.text_or_empty(contact.unit.as_ref()),
        reports_to: contact
            .reports_to
            .as_ref()
            .map(|boss| contact_label(scope, account, &boss.value))
            .unwrap_or_default(),
        depth,
        roles: format::joined(&roles, scope.lang),
        influence: scope.whole(contact.influence),
        support: contact.support.map_or_else(
            || format::UNKNOWN.to_owned(),
            |support| format::signed(&Exact::from(support), 0),
        ),
        orientation: contact
            .orientation
            .map(|orientation| orientation.label(scope.lang).to_owned())
            .unwrap_or_default(),
        political: contact
            .political
            .map(|political| political.label(scope.lang).to_owned())
            .unwrap_or_default(),
        coverage: contact
            .coverage
            .iter()
            .map(|coverage| coverage_row(scope, coverage))
            .collect(),
    }
}

fn coverage_row(scope: Scope<'_>, coverage: &Coverage) -> CoverageRow {
    let cadence = coverage
        .cadence_days
        .unwrap_or(scope.book().rulers.rules.cadence_days);
    let last = coverage.last.as_ref().map(|last| last.value);
    let age = last.map(|last| days_between(last, scope.book().as_of));
    let strength = scope.whole(coverage.strength);
    CoverageRow {
        person: scope.person(&coverage.person.value),
        strength: match coverage.target {
            Some(target) if Some(target) != coverage.strength => format!("{strength} → {target}"),
            _ => strength,
        },
        last: scope.day(last),
        late_days: age.filter(|age| *age > cadence),
    }
}

fn needs(scope: Scope<'_>, account: &Account) -> NeedsTable {
    let rivals: Vec<&Id> = account.competitors.iter().map(|r| &r.reference.value).collect();
    let mut players = vec![Link::plain(scope.say("us"))];
    players.extend(rivals.iter().map(|id| scope.player(id, None)));
    let mut needs: Vec<_> = account.needs.iter().collect();
    needs.sort_by_key(|need| std::cmp::Reverse(need.importance));
    let rows = needs.into_iter().map(|need| {
        let here = account.capabilities.get(&need.id.value);
        let tag = need.tag.as_ref().unwrap_or(&need.id.value);
        let ours = here.and_then(|here| here.get("us")).map(|level| &level.value);
        let theirs = rivals.iter().map(|rival| {
            let written = here.and_then(|here| here.get(*rival));
            let page = scope.book().competitors.get(*rival);
            let known = page.and_then(|page| page.data.capabilities.get(tag));
            written.or(known).map(|level| &level.value)
        });
        NeedRow {
            text: scope.text(&need.text),
            importance: scope.whole(need.importance),
            kind: need
                .kind
                .map(|kind| kind.label(scope.lang).to_owned())
                .unwrap_or_default(),
            source: need.source.clone().unwrap_or_default(),
            levels: std::iter::once(ours)
                .chain(theirs)
                .map(|level| level_cell(scope, level))
                .collect(),
        }
    });
    NeedsTable {
        rows: rows.collect(),
        players,
    }
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

fn needs_stage(scope: Scope<'_>, account: &Account) -> Option<StageView> {
    let written = account.needs_stage.as_ref()?;
    let industry = &account.industry.value;
    let stages = scope
        .book()
        .industries
        .get(industry)
        .map(|page| &page.data.needs_stages);
    let stage = stages
        .into_iter()
        .flatten()
        .find(|stage| stage.id.value == written.stage.value);
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
    })
}

fn rivals(scope: Scope<'_>, account: &Account) -> Vec<RivalRow> {
    let rivals = account.competitors.iter();
    rivals
        .map(|rival| RivalRow {
            competitor: scope.player(&rival.reference.value, None),
            standing: rival
                .position
                .map(|position| position.label(scope.lang).to_owned())
                .unwrap_or_default(),
            share: rival
                .share
                .as_ref()
                .map(|share| format!("{}%", format::number(share, 1)))
                .unwrap_or_default(),
            threat: scope.whole(rival.threat),
            strengths: rival.strengths.iter().map(|claim| scope.claim(claim)).collect(),
            weaknesses: rival.weaknesses.iter().map(|claim| scope.claim(claim)).collect(),
        })
        .collect()
}

fn column_scale<'a>(scope: Scope<'_>, amounts: impl Iterator<Item = &'a Exact>) -> MoneyScale {
    let largest = amounts.max().cloned().unwrap_or(Exact::ZERO);
    MoneyScale::of(&largest, &scope.book().settings.currency, scope.lang)
}

fn wallet(scope: Scope<'_>, account: &Account) -> WalletTable {
    let currency = &scope.book().settings.currency;
    let spends = account
        .wallet
        .iter()
        .filter_map(|cell| cell.spend.as_ref()?.value.as_ref());
    let scale = column_scale(scope, spends);
    let mut cells: Vec<_> = account.wallet.iter().collect();
    cells.sort_by_key(|cell| std::cmp::Reverse(cell.year));
    let rows = cells.into_iter().map(|cell| {
        let amount = cell.spend.as_ref().and_then(|spend| spend.value.as_ref());
        let from = cell.spend.as_ref().and_then(|spend| provenance(scope, spend));
        WalletRow {
            year: cell.year,
            offering: scope.label(&cell.offering),
            unit: cell.unit.clone().unwrap_or_default(),
            spend: Shown {
                text: amount.map_or_else(|| format::UNKNOWN.to_owned(), |amount| scale.bare(amount, 2)),
                title: amount.map(|amount| {
                    let full = format::money_in_full(amount, currency);
                    from.map_or_else(|| full.clone(), |from| format!("{full} · {from}"))
                }),
            },
            with: match &cell.competitor {
                Some(competitor) => scope.player(&competitor.value, None),
                None => Link::plain(cell.with.label(scope.lang)),
            },
            with_key: cell.with.word().to_owned(),
            contract_end: scope.day(cell.contract_end),
        }
    });
    WalletTable {
        unit: scale.unit.clone(),
        rows: rows.collect(),
    }
}

fn financials(scope: Scope<'_>, account: &Account) -> FinancialTable {
    let amounts = account.financials.iter().flat_map(|row| {
        [
            &row.revenue,
            &row.direct_cost,
            &row.cost_to_serve,
            &row.outstanding,
            &row.overdue,
            &row.receipts,
        ]
        .into_iter()
        .flatten()
    });
    let scale = column_scale(scope, amounts);
    let money = |amount: &Option<Exact>| {
        amount
            .as_ref()
            .map_or_else(|| format::UNKNOWN.to_owned(), |amount| scale.bare(amount, 2))
    };
    let mut periods: Vec<_> = account.financials.iter().collect();
    periods.sort_by_key(|row| row.period.value.last_day());
    let rows = periods.into_iter().map(|row| FinancialRow {
        period: row.period.value.to_string(),
        revenue: money(&row.revenue),
        direct_cost: money(&row.direct_cost),
        cost_to_serve: money(&row.cost_to_serve),
        discount: scope.number(row.discount.as_ref(), 2),
        outstanding: money(&row.outstanding),
        overdue: money(&row.overdue),
        terms_days: scope.whole(row.terms_days),
        receipts: money(&row.receipts),
    });
    let own = scope.assessed(&account.id).map(|assessed| &assessed.own);
    let shown = |amount: Option<&Exact>| {
        amount.map_or_else(|| Shown::plain(format::UNKNOWN), |amount| scope.money(amount))
    };
    let year = own.filter(|own| own.revenue.is_some()).map(|own| YearRow {
        revenue: shown(own.revenue.as_ref()),
        profit: shown(own.profit.as_ref()),
    });
    FinancialTable {
        unit: scale.unit.clone(),
        rows: rows.collect(),
        year,
    }
}

fn plan_view(scope: Scope<'_>, plan: &Plan) -> Option<PlanView> {
    let page = scope.book().playbook.get(&plan.playbook.value)?;
    let method = page.data.method.as_ref()?;
    Some(PlanView {
        playbook: scope.page(PageKind::Playbook, &page.data.id, &page.data.name),
        steps: method
            .steps
            .iter()
            .map(|step| step_view(scope, plan, step))
            .collect(),
    })
}

fn step_view(scope: Scope<'_>, plan: &Plan, step: &Step) -> StepView {
    let written = plan.steps.get(&step.id.value);
    let state = written.map_or(StepState::Todo, |written| written.state);
    let answer = |id: &Id| written.and_then(|written| written.answers.get(id));
    let is_answered = |id: &Id, evidence: EvidenceKind| {
        answer(id).is_some_and(|answer| {
            let has_text = answer.text.as_ref().is_some_and(|text| !text.is_empty());
            has_text && (evidence == EvidenceKind::None || !answer.evidence.is_empty())
        })
    };
    let required: Vec<_> = step.points.iter().filter(|point| point.required).collect();
    let n_answered = required
        .iter()
        .filter(|point| is_answered(&point.id.value, point.evidence))
        .count();
    let page = scope.href(&Route::One(PageKind::Playbook, plan.playbook.value.clone()));
    StepView {
        order: step.order,
        name: Link {
            text: scope.text(&step.name),
            href: Some(format!("{page}#step-{}", step.id.value)),
        },
        state: state.word().to_owned(),
        label: state.label(scope.lang).to_owned(),
        reviewed_on: scope.day(written.and_then(|written| written.reviewed_on)),
        answered: format!("{n_answered} / {}", required.len()),
        points: step
            .points
            .iter()
            .map(|point| {
                let answer = answer(&point.id.value);
                PointView {
                    question: scope.text(&point.text),
                    required: point.required,
                    answer: scope.text_or_empty(answer.and_then(|answer| answer.text.as_ref())),
                    evidence: evidence(scope, answer),
                    lacks_evidence: point.evidence != EvidenceKind::None
                        && answer.is_some_and(|answer| answer.evidence.is_empty()),
                }
            })
            .collect(),
    }
}

/// Evidence is free text; what names a page of the book or an address leads there.
fn evidence(scope: Scope<'_>, answer: Option<&Answer>) -> Vec<Link> {
    let entries = answer.into_iter().flat_map(|answer| &answer.evidence);
    entries
        .map(|entry| {
            let stem = entry.strip_suffix(".md").unwrap_or(entry);
            let page = stem
                .rsplit_once('/')
                .and_then(|(kind, id)| Some((PageKind::from_word(kind)?, Id::new(id)?)))
                .filter(|(kind, id)| scope.has_page(*kind, id));
            let is_address = entry.starts_with("https://") || entry.starts_with("http://");
            Link {
                text: entry.clone(),
                href: match page {
                    Some((kind, id)) => Some(scope.href(&Route::One(kind, id))),
                    None => is_address.then(|| entry.clone()),
                },
            }
        })
        .collect()
}

fn objectives(scope: Scope<'_>, account: &Account) -> Vec<ObjectiveRow> {
    let known: BTreeSet<&Id> = account.objectives.iter().map(|o| &o.id.value).collect();
    let actions_of = |objective: Option<&Id>| {
        let mut actions: Vec<_> = account
            .actions
            .iter()
            .filter(|action| {
                let of = action.objective.as_ref().map(|of| &of.value);
                of.filter(|of| known.contains(of)) == objective
            })
            .collect();
        actions.sort_by_key(|action| action.due);
        let rows = actions.into_iter().map(|action| ActionRow {
            text: scope.text(&action.text),
            owner: action
                .owner
                .as_ref()
                .map(|owner| scope.person(&owner.value))
                .unwrap_or_default(),
            due: scope.day(action.due),
            done: scope.day(action.done),
            kind: action
                .kind
                .map(|kind| kind.label(scope.lang).to_owned())
                .unwrap_or_default(),
            is_late: action.done.is_none() && action.due.is_some_and(|due| due < scope.book().as_of),
        });
        rows.collect::<Vec<_>>()
    };
    let mut rows: Vec<ObjectiveRow> = account
        .objectives
        .iter()
        .map(|objective| ObjectiveRow {
            text: scope.text(&objective.text),
            measure: objective.measure.clone().unwrap_or_default(),
            baseline: scope.number(objective.baseline.as_ref(), 4),
            actual: scope.number(objective.actual.as_ref(), 4),
            target: scope.number(objective.target.as_ref(), 4),
            due: scope.day(objective.due),
            actions: actions_of(Some(&objective.id.value)),
        })
        .collect();
    let loose = actions_of(None);
    if !loose.is_empty() {
        rows.push(ObjectiveRow {
            text: String::new(),
            measure: String::new(),
            baseline: String::new(),
            actual: String::new(),
            target: String::new(),
            due: String::new(),
            actions: loose,
        });
    }
    rows
}

fn risks(scope: Scope<'_>, account: &Account) -> Vec<RiskRow> {
    let risks = account.risks.iter();
    risks
        .map(|risk| RiskRow {
            text: scope.text_or_empty(risk.text.as_ref()),
            rule: risk.rule.map(|rule| format!("R{rule}")).unwrap_or_default(),
            likelihood: scope.whole(risk.likelihood),
            impact: scope.whole(risk.impact),
            state_key: risk.state.word().to_owned(),
            state: risk.state.label(scope.lang).to_owned(),
            until: scope.day(risk.until),
            owner: risk
                .owner
                .as_ref()
                .map(|owner| scope.person(&owner.value))
                .unwrap_or_default(),
        })
        .collect()
}

fn issues(scope: Scope<'_>, account: &Account) -> Vec<IssueRow> {
    let issues = account.issues.iter();
    issues
        .map(|issue| IssueRow {
            text: scope.text_or_empty(issue.text.as_ref()),
            opened: issue.opened.value.to_string(),
            closed: scope.day(issue.closed),
            severity: scope.whole(issue.severity),
            accountable: issue
                .accountable
                .iter()
                .map(|person| scope.person(&person.value))
                .collect::<Vec<_>>()
                .join(" · "),
            is_unowned: issue.closed.is_none() && issue.accountable.len() != 1,
        })
        .collect()
}

fn swot(scope: Scope<'_>, account: &Account) -> Vec<SwotBox> {
    let swot = &account.swot;
    let boxes: [(&'static str, &[Text]); 4] = [
        ("swot_s", &swot.s),
        ("swot_w", &swot.w),
        ("swot_o", &swot.o),
        ("swot_t", &swot.t),
    ];
    if boxes.iter().all(|(_, items)| items.is_empty()) {
        return Vec::new();
    }
    boxes
        .into_iter()
        .map(|(key, items)| SwotBox {
            label: scope.say(key),
            items: items.iter().map(|item| scope.text(item)).collect(),
        })
        .collect()
}

fn clv(scope: Scope<'_>, account: &Account) -> Vec<Fact> {
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
