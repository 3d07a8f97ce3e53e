//! References of competitor maps.

use crate::content::cross::Scope;
use crate::content::cross::register::Either;
use crate::content::cross::register::MAP_PLAYER;
use crate::content::cross::register::PLAYER;
use crate::content::cross::register::register;
use crate::content::cross::report::Report;
use crate::diag::Finding;
use crate::model::id::Id;
use crate::model::id::Ref;
use crate::model::landscape::Assertion;
use crate::model::landscape::Landscape;

/// Checks every map.
pub(in crate::content::cross) fn check(scope: Scope, findings: &mut Vec<Finding>) {
    for sheet in scope.book.landscapes.values() {
        let mut report = Report::new(scope, &sheet.file);
        landscape(scope, &sheet.data, &mut report);
        findings.append(&mut report.findings);
    }
}

fn landscape(scope: Scope, landscape: &Landscape, report: &mut Report) {
    let firms = Either(&scope.book.competitors, &scope.book.organisations);
    let on_map: Vec<&Id> = landscape
        .players
        .iter()
        .map(|player| &player.reference.value)
        .collect();
    report.refer_if(
        &scope.industries(),
        landscape.industry.as_ref(),
        format_args!("industry"),
    );
    let anyone = Either(&on_map, &firms);
    report.refer_if(
        &register(&MAP_PLAYER, &anyone),
        landscape.own.as_ref(),
        format_args!("self"),
    );
    for (n, player) in landscape.players.iter().enumerate() {
        if player.name.is_none() {
            report.refer(
                &register(&PLAYER, &firms),
                &player.reference,
                format_args!("players[{n}].ref"),
            );
        }
    }
    for (n, assertion) in landscape.assertions.iter().enumerate() {
        for player in named(&assertion.value) {
            report.refer(
                &register(&MAP_PLAYER, &on_map),
                player,
                format_args!("assertions[{n}]"),
            );
        }
    }
}

fn named(assertion: &Assertion) -> Vec<&Ref> {
    match assertion {
        Assertion::Dominates(first, second) => vec![first, second],
        Assertion::Front(player) | Assertion::Strong(player) | Assertion::Tag(player, _, _) => vec![player],
    }
}
