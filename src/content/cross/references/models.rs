//! References of the models: industries of benchmarks, measures, levels.

use std::sync::Arc;

use crate::content::cross::Scope;
use crate::content::cross::register::LEVEL;
use crate::content::cross::register::MEASURE;
use crate::content::cross::register::Names;
use crate::content::cross::register::register;
use crate::content::cross::report::Report;
use crate::content::cross::report::is_written;
use crate::content::cross::report::point;
use crate::content::cross::report::spot;
use crate::diag::At;
use crate::diag::Finding;
use crate::model::id::Id;
use crate::model::id::Sited;
use crate::model::rulers::Rules;

/// What a classifier or the portfolio may measure, besides `scorecards.<id>`: the export's indicators, then what the
/// engine makes of an account.
const MEASURES: [&str; 34] = [
    "tx_count",
    "tx_amount",
    "tx_profit",
    "gross_margin",
    "avg_order",
    "max_order",
    "return_amount",
    "return_count",
    "return_rate",
    "tenure",
    "avg_cycle",
    "expected_sales",
    "max_receipt",
    "avg_receipt",
    "avg_collect_days",
    "outstanding",
    "overdue",
    "avg_owed",
    "avg_overdue",
    "avg_owed_rate",
    "tasks",
    "processes",
    "praise",
    "complaint",
    "suggestion",
    "praise_ratio",
    "complaint_ratio",
    "suggestion_ratio",
    "complaints_per_100_orders",
    "revenue",
    "profit",
    "value",
    "current",
    "potential",
];

/// Checks every model.
pub(in crate::content::cross) fn check(scope: Scope, findings: &mut Vec<Finding>) {
    benchmarks(scope, findings);
    measures(scope, findings);
    margin_floors(scope, findings);
}

fn benchmarks(scope: Scope, findings: &mut Vec<Finding>) {
    for model in scope.book.rulers.attractiveness.values() {
        let mut report = Report::new(scope, &model_file(scope, &model.id));
        for benchmark in &model.benchmarks {
            for (n, industry) in benchmark.industries.iter().enumerate() {
                report.refer(
                    &scope.industries(),
                    industry,
                    format_args!("benchmarks.{}.industries[{n}]", benchmark.id.value),
                );
            }
        }
        findings.append(&mut report.findings);
    }
}

fn measures(scope: Scope, findings: &mut Vec<Finding>) {
    let rulers = &scope.book.rulers;
    let cards: Vec<String> = rulers
        .scorecards
        .keys()
        .map(|id| format!("scorecards.{id}"))
        .collect();
    let mut known: Vec<&str> = MEASURES.to_vec();
    known.extend(cards.iter().map(String::as_str));
    let mut known_or_industry = known.clone();
    known_or_industry.push("industry");

    for classifier in &rulers.classifiers {
        let mut report = Report::new(scope, &classifier_file(scope, &classifier.id.value));
        let field = format!("classifiers.{}.indicator", classifier.id.value);
        measure(&classifier.indicator, &known, &field, &mut report);
        findings.append(&mut report.findings);
    }
    if let Some(portfolio) = &rulers.portfolio {
        let mut report = Report::new(
            scope,
            &file_of(scope, rulers.homes.portfolio.as_ref(), "portfolio"),
        );
        measure(
            &portfolio.attractiveness,
            &known_or_industry,
            "attractiveness",
            &mut report,
        );
        measure(&portfolio.strength, &known, "strength", &mut report);
        findings.append(&mut report.findings);
    }
}

fn measure(measure: &Sited<String>, known: &dyn Names, field: &str, report: &mut Report) {
    if is_written(measure.at) {
        report.look_up(
            &register(&MEASURE, known),
            &measure.value,
            spot(measure.at, &measure.value, format_args!("{field}")),
        );
    }
}

/// A floor that stands in the defaults was perhaps not written by anybody, and is not asked after.
fn margin_floors(scope: Scope, findings: &mut Vec<Finding>) {
    let Some(levels) = scope.levels() else {
        return;
    };
    let defaults = Rules::default().r10_margin_floor;
    let rulers = &scope.book.rulers;
    let mut report = Report::new(scope, &file_of(scope, rulers.homes.rules.as_ref(), "rules"));
    for (tier, floor) in &rulers.rules.r10_margin_floor {
        if defaults.get(tier) != Some(floor) {
            report.look_up(
                &register(&LEVEL, &levels),
                tier.as_str(),
                point(At::default(), format_args!("R10.margin_floor.{tier}")),
            );
        }
    }
    findings.append(&mut report.findings);
}

/// The file of a model with an id of its own.
pub(in crate::content::cross) fn model_file(scope: Scope, id: &Id) -> Arc<str> {
    file_of(scope, Some(id), "")
}

/// The file in which a classifier stands.
pub(in crate::content::cross) fn classifier_file(scope: Scope, id: &Id) -> Arc<str> {
    file_of(scope, scope.book.rulers.homes.of_classifier(id), "classes")
}

/// The file of a stem; where none is known, the one that is usual.
fn file_of(scope: Scope, stem: Option<&Id>, usual: &str) -> Arc<str> {
    let stem = stem.map_or(usual, Id::as_str);
    let known = scope.book.model_files.get(stem).cloned();
    known.unwrap_or_else(|| Arc::from(format!("content/models/{stem}.yaml")))
}
