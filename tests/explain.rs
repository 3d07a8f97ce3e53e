//! Explanations of whole books: the terms add up to the number, every place exists, nothing of the export is left out.

#![expect(clippy::unwrap_used, reason = "a book that cannot be read must fail the test")]

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;

use keybook::content;
use keybook::content::Memory;
use keybook::content::ReadOptions;
use keybook::content::snapshot;
use keybook::diag::Lang;
use keybook::engine::Assessment;
use keybook::engine::assess;
use keybook::engine::explain::Explanation;
use keybook::engine::explain::Quantity;
use keybook::engine::explain::explain;
use keybook::engine::explain::of_value;
use keybook::engine::value::value;
use keybook::export::json;
use keybook::model::account::Perspective;
use keybook::model::book::Book;
use keybook::model::exact::Exact;
use keybook::model::id::Id;
use serde_json::Value;

/// The shipped book, and one that other programs are tested against.
fn books() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    vec![root.to_owned(), root.join("tests/golden/example-book")]
}

fn read(root: &Path) -> (Arc<Book>, Assessment) {
    let snapshot = snapshot::take(root).unwrap();
    let read = content::read(&snapshot, &ReadOptions::default(), &mut Memory::default());
    let book = read.value.unwrap();
    let assessment = assess(&book);
    (book, assessment)
}

fn explained(book: &Book, assessment: &Assessment) -> BTreeMap<Id, Vec<Explanation>> {
    let ids = book.accounts.keys();
    ids.map(|id| (id.clone(), explain(book, assessment, id).unwrap()))
        .collect()
}

/// Numbers whose terms are their parts.
fn is_a_sum(what: &str) -> bool {
    let is_value = what.starts_with("value") && what.matches('.').count() < 2 && what != "value.quadrant";
    is_value
        || what.starts_with("steps.")
        || matches!(
            what,
            "revenue"
                | "direct_cost"
                | "cost_to_serve"
                | "receipts"
                | "profit"
                | "wallet.whitespace"
                | "relations.coverage"
                | "relations.support"
        )
}

fn number(quantity: &Quantity) -> Option<&Exact> {
    match quantity {
        Quantity::Number(value)
        | Quantity::Fraction(value)
        | Quantity::Percent(value)
        | Quantity::Money(value)
        | Quantity::Days(value) => Some(value),
        Quantity::Unknown | Quantity::Word(_) => None,
    }
}

#[test]
fn the_terms_of_a_number_add_up_to_it_exactly() {
    let mut n_sums = 0;
    for root in books() {
        let (book, assessment) = read(&root);
        for (id, explanations) in explained(&book, &assessment) {
            for one in explanations.iter().filter(|one| is_a_sum(&one.what)) {
                let Some(result) = number(&one.result) else {
                    continue;
                };
                if one.terms.is_empty() {
                    continue;
                }
                let sum: Exact = one.terms.iter().filter_map(|term| term.adds.as_ref()).sum();
                assert_eq!(&sum, result, "{id} {}", one.what);
                n_sums += 1;
            }
        }
    }
    assert!(n_sums > 300, "only {n_sums} sums were looked at");
}

#[test]
fn points_of_a_scorecard_and_its_shares_add_up() {
    let mut n_cards = 0;
    for root in books() {
        let (book, assessment) = read(&root);
        for (id, explanations) in explained(&book, &assessment) {
            for (card, result) in &assessment.accounts.get(&id).unwrap().own.scorecards {
                let what = format!("scorecards.{card}");
                let one = explanations.iter().find(|one| one.what == what).unwrap();
                let points: Exact = one.terms.iter().filter_map(|term| term.adds.as_ref()).sum();
                assert_eq!(points, Exact::from(result.points.unwrap_or(0)), "{id} {what}");
                let shares: Exact = one.terms.iter().filter_map(|term| term.share.as_ref()).sum();
                let whole = if one.terms.is_empty() {
                    Exact::ZERO
                } else {
                    Exact::ONE
                };
                assert_eq!(shares, whole, "{id} {what}");
                n_cards += 1;
            }
        }
    }
    assert!(n_cards > 20, "only {n_cards} scorecards were looked at");
}

#[test]
fn what_an_unknown_indicator_could_do_is_the_value_with_it_at_nothing_and_at_the_most() {
    let mut n_gaps = 0;
    for root in books() {
        let (book, assessment) = read(&root);
        let model = book.rulers.value.as_ref().unwrap();
        for (id, page) in &book.accounts {
            let Some(result) = &assessment.accounts[id].own.value else {
                continue;
            };
            let scoring = |perspective: Perspective, indicator: &Id, score: i64| {
                let mut rows = page.data.value.clone();
                for row in rows.entry(perspective).or_default() {
                    if row.id.value == *indicator {
                        row.baseline = Some(Exact::ZERO);
                        row.target = Some(Exact::HUNDRED);
                        row.actual = Some(Exact::from(score));
                    }
                }
                value(model, &rows).value.unwrap()
            };
            let explanation = of_value(&book, &assessment, id).unwrap();
            let mut gaps = explanation.gaps.iter();
            for (perspective, part) in &result.perspectives {
                for term in part.terms.iter().filter(|term| term.score.is_none()) {
                    let gap = gaps.next().unwrap();
                    assert_eq!(gap.low, scoring(*perspective, &term.id, 0), "{id} {}", term.id);
                    assert_eq!(gap.high, scoring(*perspective, &term.id, 999), "{id} {}", term.id);
                    n_gaps += 1;
                }
                // A perspective without a row is one gap.
                gaps.by_ref().take(usize::from(part.terms.is_empty())).count();
            }
        }
    }
    assert!(n_gaps > 5, "only {n_gaps} gaps were looked at");
}

#[test]
fn what_one_unknown_could_do_stays_within_what_all_could_do() {
    let mut n_gaps = 0;
    for root in books() {
        let (book, assessment) = read(&root);
        for (id, explanations) in explained(&book, &assessment) {
            for one in &explanations {
                let Some((low, high)) = &one.range else { continue };
                assert!(low <= high, "{id} {}", one.what);
                if let Some(result) = number(&one.result) {
                    assert!(low <= result && result <= high, "{id} {}", one.what);
                }
                for gap in &one.gaps {
                    assert!(gap.low <= gap.high, "{id} {}", one.what);
                    n_gaps += 1;
                }
            }
        }
    }
    assert!(n_gaps > 5, "only {n_gaps} gaps were looked at");
}

#[test]
fn every_place_is_a_line_of_a_file_of_the_book() {
    let mut n_places = 0;
    for root in books() {
        let (book, assessment) = read(&root);
        let mut lines: BTreeMap<String, usize> = BTreeMap::new();
        for (id, explanations) in explained(&book, &assessment) {
            for one in &explanations {
                let terms = one.terms.iter().flat_map(|term| &term.from);
                for origin in terms.chain(one.gaps.iter().flat_map(|gap| &gap.from)) {
                    let n_lines = *lines.entry(origin.file.to_string()).or_insert_with(|| {
                        let text = fs::read_to_string(root.join(&*origin.file)).unwrap();
                        text.lines().count()
                    });
                    if let Some(at) = origin.at {
                        let line = usize::try_from(at.line).unwrap();
                        assert!(
                            line >= 1 && line <= n_lines,
                            "{id} {} {}:{line}",
                            one.what,
                            origin.file
                        );
                    }
                    n_places += 1;
                }
            }
        }
    }
    assert!(n_places > 2000, "only {n_places} places were looked at");
}

#[test]
fn whatever_the_export_says_of_an_account_is_explained_once() {
    for root in books() {
        let (book, assessment) = read(&root);
        let document: Value =
            serde_json::from_str(&json(&book, &assessment, &assessment.findings, Lang::En)).unwrap();
        let explained = explained(&book, &assessment);
        for account in document["accounts"].as_array().unwrap() {
            let id = account["id"].as_str().unwrap();
            let explanations = explained.get(id).unwrap();
            let names: BTreeSet<&str> = explanations.iter().map(|one| one.what.as_str()).collect();
            assert_eq!(names.len(), explanations.len(), "{id} explains something twice");
            for (key, value) in account.as_object().unwrap() {
                let is_of_the_dossier =
                    matches!(key.as_str(), "id" | "name" | "industry" | "status" | "owner");
                let is_nothing = value.is_null()
                    || value.as_array().is_some_and(Vec::is_empty)
                    || value.as_object().is_some_and(serde_json::Map::is_empty)
                    || value
                        .as_object()
                        .is_some_and(|map| map.values().all(Value::is_null));
                if is_of_the_dossier || is_nothing {
                    continue;
                }
                let below = format!("{key}.");
                assert!(
                    names.iter().any(|name| *name == key || name.starts_with(&below)),
                    "{id} does not explain {key}"
                );
            }
            for key in ["scorecards", "dials", "indicators", "classes", "needs", "steps"] {
                for part in account[key].as_object().unwrap().keys() {
                    let what = format!("{key}.{part}");
                    assert!(names.contains(what.as_str()), "{id} does not explain {what}");
                }
            }
            for risk in account["risks"].as_array().unwrap() {
                let what = format!("risks.{}", risk["rule"].as_str().unwrap());
                assert!(names.contains(what.as_str()), "{id} does not explain {what}");
            }
        }
    }
}
