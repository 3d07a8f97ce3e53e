//! References of a dossier.

use crate::content::cross::Scope;
use crate::content::cross::register::CONTACT;
use crate::content::cross::register::CRITERION;
use crate::content::cross::register::Either;
use crate::content::cross::register::GATE;
use crate::content::cross::register::LEVEL;
use crate::content::cross::register::METHOD;
use crate::content::cross::register::NEED;
use crate::content::cross::register::OBJECTIVE;
use crate::content::cross::register::POINT;
use crate::content::cross::register::SCORECARD;
use crate::content::cross::register::STAGE;
use crate::content::cross::register::STEP;
use crate::content::cross::register::SUPPLIER;
use crate::content::cross::register::register;
use crate::content::cross::report::Report;
use crate::content::cross::report::spot;
use crate::diag::At;
use crate::model::account::Account;
use crate::model::account::Plan;
use crate::model::book::Page;
use crate::model::id::Id;

/// Checks every reference of one dossier.
pub(in crate::content::cross) fn check(scope: Scope, page: &Page<Account>, report: &mut Report) {
    let account = &page.data;
    head(scope, account, report);
    scores(scope, account, report);
    tier(scope, account, report);
    buying_centre(scope, account, report);
    needs(scope, account, report);
    work(scope, account, report);
    if let Some(written) = &account.plan {
        plan(scope, written, report);
    }
}

fn head(scope: Scope, account: &Account, report: &mut Report) {
    let people = scope.people();
    report.refer_if(
        &scope.organisations(),
        account.organisation.as_deref(),
        format_args!("organisation"),
    );
    report.refer_if(
        &scope.accounts(),
        account.parent.as_deref(),
        format_args!("parent"),
    );
    report.refer(&scope.industries(), &account.industry, format_args!("industry"));
    report.refer(&people, &account.owner, format_args!("owner"));
    report.refer_if(&people, account.review_by.as_deref(), format_args!("review_by"));
    for (n, member) in account.team.iter().enumerate() {
        report.refer(&people, &member.person, format_args!("team[{n}].person"));
    }
    for (n, cell) in account.wallet.iter().enumerate() {
        report.refer_if(
            &scope.competitors(),
            cell.competitor.as_ref(),
            format_args!("wallet[{n}].competitor"),
        );
    }
}

fn scores(scope: Scope, account: &Account, report: &mut Report) {
    let scorecards = &scope.book.rulers.scorecards;
    for (model, sheet) in &account.scores {
        report.look_up(
            &register(&SCORECARD, scorecards),
            model.as_str(),
            spot(sheet.at, model.as_str(), format_args!("scores.{model}")),
        );
        report.refer_if(
            &scope.people(),
            sheet.scored_by.as_deref(),
            format_args!("scores.{model}.scored_by"),
        );
        let Some(scorecard) = scorecards.get(model) else {
            continue;
        };
        let criteria = || scorecard.groups.iter().flat_map(|group| &group.criteria);
        let ids: Vec<&Id> = criteria().map(|criterion| &criterion.id.value).collect();
        // In a complete sheet every rating stands where its criterion's id comes in their order.
        let mut in_order = ids.clone();
        for criterion in criteria() {
            if let Some(place) = in_order.get_mut(criterion.rank) {
                *place = &criterion.id.value;
            }
        }
        let is_known = |place: usize, id: &Id| in_order.get(place) == Some(&id) || ids.contains(&id);
        let items = sheet.items.iter().enumerate();
        for (_, (criterion, rating)) in items.filter(|(place, (id, _))| !is_known(*place, id)) {
            report.look_up(
                &register(&CRITERION, &ids),
                criterion.as_str(),
                spot(
                    rating.key_at,
                    criterion.as_str(),
                    format_args!("scores.{model}.items.{criterion}"),
                ),
            );
        }
    }
}

/// Without a value model nothing has a tier, and what is written about it waits for one.
fn tier(scope: Scope, account: &Account, report: &mut Report) {
    let over = account.tier.over.as_ref();
    report.refer_if(
        &scope.people(),
        over.and_then(|over| over.by.as_ref()),
        format_args!("tier.override.by"),
    );
    let (Some(levels), Some(model)) = (scope.levels(), scope.book.rulers.value.as_ref()) else {
        return;
    };
    report.refer_if(
        &register(&LEVEL, &levels),
        over.map(|over| &over.tier),
        format_args!("tier.override.tier"),
    );
    let gates: Vec<&Id> = model.gates.iter().map(|gate| &gate.id.value).collect();
    for (gate, state) in &account.tier.gates {
        report.look_up(
            &register(&GATE, &gates),
            gate.as_str(),
            spot(state.at, gate.as_str(), format_args!("tier.gates.{gate}")),
        );
    }
}

fn buying_centre(scope: Scope, account: &Account, report: &mut Report) {
    let ids: Vec<&Id> = account.contacts.iter().map(|contact| &contact.id.value).collect();
    let contacts = register(&CONTACT, &ids);
    for (n, contact) in account.contacts.iter().enumerate() {
        report.refer_if(
            &contacts,
            contact.reports_to.as_deref(),
            format_args!("contacts[{n}].reports_to"),
        );
        for (m, coverage) in contact.coverage.iter().enumerate() {
            report.refer(
                &scope.people(),
                &coverage.person,
                format_args!("contacts[{n}].coverage[{m}].person"),
            );
        }
    }
    for (n, step) in account.decision_process.iter().enumerate() {
        report.refer_if(
            &contacts,
            step.owner.as_ref(),
            format_args!("decision_process[{n}].owner"),
        );
    }
}

fn needs(scope: Scope, account: &Account, report: &mut Report) {
    let needs: Vec<&Id> = account.needs.iter().map(|need| &need.id.value).collect();
    let written = account.keys.get("capabilities").unwrap_or_default();
    for (need, levels) in &account.capabilities {
        let at = levels.values().map(|level| level.at).min().unwrap_or(written);
        report.look_up(
            &register(&NEED, &needs),
            need.as_str(),
            spot(at, need.as_str(), format_args!("capabilities.{need}")),
        );
        for (player, level) in levels {
            if player.as_str() != "us" {
                report.look_up(
                    &scope.competitors(),
                    player.as_str(),
                    spot(
                        level.at,
                        player.as_str(),
                        format_args!("capabilities.{need}.{player}"),
                    ),
                );
            }
        }
    }
    for (n, rival) in account.competitors.iter().enumerate() {
        report.refer(
            &scope.competitors(),
            &rival.reference,
            format_args!("competitors[{n}].ref"),
        );
    }
    if let (Some(stage), Some(industry)) = (
        &account.needs_stage,
        scope.book.industries.get(&account.industry.value),
    ) {
        let stages: Vec<&Id> = industry
            .data
            .needs_stages
            .iter()
            .map(|stage| &stage.id.value)
            .collect();
        report.refer(
            &register(&STAGE, &stages),
            &stage.stage,
            format_args!("needs_stage.stage"),
        );
    }
}

fn work(scope: Scope, account: &Account, report: &mut Report) {
    let people = scope.people();
    let suppliers = Either(&scope.book.people, &scope.book.organisations);
    for (n, offering) in account.offerings.iter().enumerate() {
        report.refer_if(
            &register(&SUPPLIER, &suppliers),
            offering.by.as_ref(),
            format_args!("offerings[{n}].by"),
        );
    }
    for (n, issue) in account.issues.iter().enumerate() {
        for person in &issue.accountable {
            report.refer(&people, person, format_args!("issues[{n}].accountable"));
        }
    }
    for (n, risk) in account.risks.iter().enumerate() {
        report.refer_if(&people, risk.owner.as_ref(), format_args!("risks[{n}].owner"));
    }
    let objectives: Vec<&Id> = account
        .objectives
        .iter()
        .map(|objective| &objective.id.value)
        .collect();
    for (n, action) in account.actions.iter().enumerate() {
        report.refer_if(
            &register(&OBJECTIVE, &objectives),
            action.objective.as_deref(),
            format_args!("actions[{n}].objective"),
        );
        report.refer_if(
            &people,
            action.owner.as_deref(),
            format_args!("actions[{n}].owner"),
        );
    }
}

fn plan(scope: Scope, plan: &Plan, report: &mut Report) {
    let methods: Vec<&Id> = scope
        .book
        .playbook
        .iter()
        .filter(|(_, page)| page.data.method.is_some())
        .map(|(id, _)| id)
        .collect();
    report.refer(
        &register(&METHOD, &methods),
        &plan.playbook,
        format_args!("plan.playbook"),
    );
    let Some(method) = scope
        .book
        .playbook
        .get(&plan.playbook.value)
        .and_then(|page| page.data.method.as_ref())
    else {
        return;
    };
    let steps: Vec<&Id> = method.steps.iter().map(|step| &step.id.value).collect();
    for (id, written) in &plan.steps {
        let here = |at: At| if at == At::default() { plan.playbook.at } else { at };
        report.look_up(
            &register(&STEP, &steps),
            id.as_str(),
            spot(here(written.at), id.as_str(), format_args!("plan.steps.{id}")),
        );
        let Some(step) = method.steps.iter().find(|step| step.id.value == *id) else {
            continue;
        };
        let points: Vec<&Id> = step.points.iter().map(|point| &point.id.value).collect();
        for (point, answer) in &written.answers {
            report.look_up(
                &register(&POINT, &points),
                point.as_str(),
                spot(
                    here(answer.at),
                    point.as_str(),
                    format_args!("plan.steps.{id}.answers.{point}"),
                ),
            );
        }
    }
}
