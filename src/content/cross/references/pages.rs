//! References of industries, competitors, playbook pages and cases.

use crate::content::cross::Scope;
use crate::content::cross::register::ATTRACTIVENESS;
use crate::content::cross::register::BENCHMARK;
use crate::content::cross::register::COMPOSITION;
use crate::content::cross::register::Either;
use crate::content::cross::register::FACTOR;
use crate::content::cross::register::HORIZONTAL;
use crate::content::cross::register::LANDSCAPE;
use crate::content::cross::register::LEVEL;
use crate::content::cross::register::PLAYER;
use crate::content::cross::register::SUPPLIER;
use crate::content::cross::register::VERTICAL;
use crate::content::cross::register::register;
use crate::content::cross::report::Report;
use crate::content::cross::report::key;
use crate::content::cross::report::point;
use crate::content::cross::report::spot;
use crate::diag::At;
use crate::diag::Code;
use crate::diag::Finding;
use crate::model::competitor::Competitor;
use crate::model::exact::Exact;
use crate::model::id::Id;
use crate::model::industry::Industry;
use crate::model::industry::Transformation;
use crate::model::landscape::MapAxis;
use crate::model::playbook::Method;
use crate::words;

/// Checks every such page.
pub(in crate::content::cross) fn check(scope: Scope, findings: &mut Vec<Finding>) {
    for page in scope.book.industries.values() {
        let mut report = Report::new(scope, &page.file);
        industry(scope, &page.data, &mut report);
        findings.append(&mut report.findings);
    }
    for page in scope.book.competitors.values() {
        let mut report = Report::new(scope, &page.file);
        competitor(scope, &page.data, &mut report);
        findings.append(&mut report.findings);
    }
    for page in scope.book.playbook.values() {
        let mut report = Report::new(scope, &page.file);
        if let Some(written) = &page.data.method {
            method(scope, written, key(&page.data.keys, "applies_to"), &mut report);
        }
        findings.append(&mut report.findings);
    }
    for page in scope.book.cases.values() {
        let mut report = Report::new(scope, &page.file);
        report.refer_if(
            &scope.industries(),
            page.data.industry.as_ref(),
            format_args!("industry"),
        );
        findings.append(&mut report.findings);
    }
}

fn industry(scope: Scope, industry: &Industry, report: &mut Report) {
    let models = &scope.book.rulers.attractiveness;
    report.refer_if(
        &scope.people(),
        industry.scored_by.as_ref(),
        format_args!("scored_by"),
    );
    let sheet = industry.attractiveness.as_ref();
    report.refer_if(
        &register(&ATTRACTIVENESS, models),
        sheet.map(|sheet| &sheet.model),
        format_args!("attractiveness.model"),
    );
    let model = sheet.and_then(|sheet| models.get(&sheet.model.value));
    if let (Some(sheet), Some(model)) = (sheet, model) {
        let factors: Vec<&Id> = model.factors.iter().map(|factor| &factor.id.value).collect();
        for (factor, rating) in &sheet.items {
            report.look_up(
                &register(&FACTOR, &factors),
                factor.as_str(),
                spot(
                    rating.key_at,
                    factor.as_str(),
                    format_args!("attractiveness.items.{factor}"),
                ),
            );
        }
    }
    // Where the model itself is unknown there is nothing to look the benchmark up in.
    if model.is_some() || sheet.is_none() {
        let benchmarks: Vec<&Id> = models
            .values()
            .filter(|candidate| model.is_none_or(|model| model.id == candidate.id))
            .flat_map(|model| &model.benchmarks)
            .map(|benchmark| &benchmark.id.value)
            .collect();
        report.refer_if(
            &register(&BENCHMARK, &benchmarks),
            industry.benchmark_set.as_ref(),
            format_args!("benchmark_set"),
        );
    }
    for (n, composition) in industry.compositions.iter().enumerate() {
        report.refer(
            &register(&COMPOSITION, &scope.book.compositions),
            composition,
            format_args!("compositions[{n}]"),
        );
    }
    let players = Either(&scope.book.competitors, &scope.book.organisations);
    for (n, player) in industry.players.iter().enumerate() {
        report.refer(&register(&PLAYER, &players), player, format_args!("players[{n}]"));
    }
    if let Some(written) = &industry.transformation {
        transformation(scope, written, report);
    }
}

fn transformation(scope: Scope, grid: &Transformation, report: &mut Report) {
    if let Some(subject) = &grid.subject
        && subject.value != "self"
    {
        report.look_up(
            &scope.accounts(),
            &subject.value,
            spot(subject.at, &subject.value, format_args!("transformation.subject")),
        );
    }
    let horizontal: Vec<&Id> = grid.horizontal.iter().map(|axis| &axis.id.value).collect();
    let vertical: Vec<&Id> = grid.vertical.iter().map(|axis| &axis.id.value).collect();
    let suppliers = Either(&scope.book.people, &scope.book.organisations);
    for (n, offering) in grid.offerings.iter().enumerate() {
        report.refer(
            &register(&HORIZONTAL, &horizontal),
            &offering.h,
            format_args!("transformation.offerings[{n}].h"),
        );
        report.refer(
            &register(&VERTICAL, &vertical),
            &offering.v,
            format_args!("transformation.offerings[{n}].v"),
        );
        report.refer_if(
            &register(&SUPPLIER, &suppliers),
            offering.by.as_ref(),
            format_args!("transformation.offerings[{n}].by"),
        );
    }
}

fn competitor(scope: Scope, competitor: &Competitor, report: &mut Report) {
    report.refer_if(
        &scope.organisations(),
        competitor.organisation.as_ref(),
        format_args!("organisation"),
    );
    for (n, position) in competitor.positions.iter().enumerate() {
        let landscapes = register(&LANDSCAPE, &scope.book.landscapes);
        report.refer(
            &landscapes,
            &position.landscape,
            format_args!("positions[{n}].landscape"),
        );
        if let Some(map) = scope.book.landscapes.get(&position.landscape.value) {
            let at = position.landscape.at;
            on_axis(&map.data.x, position.x.as_ref(), at, (n, "x"), report);
            on_axis(&map.data.y, position.y.as_ref(), at, (n, "y"), report);
        }
    }
}

fn on_axis(axis: &MapAxis, value: Option<&Exact>, at: At, (n, name): (usize, &str), report: &mut Report) {
    let Some(value) = value.filter(|value| **value < axis.min || **value > axis.max) else {
        return;
    };
    let (value, min, max) = (value.short(9), axis.min.short(9), axis.max.short(9));
    report.add(
        Code::OutOfRange,
        point(at, format_args!("positions[{n}].{name}")),
        words!(
            "{name} = `{value}` 不在该图的轴上",
            "{name} = `{value}` is off the map's axis"
        ),
        words!("轴从 {min} 到 {max}", "the axis goes from {min} to {max}"),
    );
}

fn method(scope: Scope, method: &Method, applies_to: At, report: &mut Report) {
    for (n, industry) in method.industries.iter().enumerate() {
        report.refer(
            &scope.industries(),
            industry,
            format_args!("applies_to.industries[{n}]"),
        );
    }
    if let Some(levels) = scope.levels() {
        for (n, tier) in method.tiers.iter().enumerate() {
            report.look_up(
                &register(&LEVEL, &levels),
                tier.as_str(),
                point(applies_to, format_args!("applies_to.tiers[{n}]")),
            );
        }
    }
}
