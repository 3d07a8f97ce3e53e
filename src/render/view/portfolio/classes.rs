//! Single-indicator classes: how many accounts are in each, and which.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::id::Id;
use crate::model::rulers::Class;
use crate::model::rulers::ClassMethod;
use crate::model::rulers::Classifier;
use crate::model::rulers::Direction;
use crate::render::format;
use crate::render::scope::Scope;
use crate::render::view::measure_words::measure_name;
use crate::render::view::measure_words::measured;
use crate::render::view::parts::Names;

/// Accounts named in a class; the rest is counted.
const NAMED: usize = 8;

/// One classifier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ClassifierView {
    /// Its id.
    pub key: String,
    /// Its name.
    pub name: String,
    /// What it goes by.
    pub measure: String,
    /// Its classes, the best first; accounts of unknown measure last.
    pub rows: Vec<ClassRow>,
}

/// One class.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ClassRow {
    /// Its name.
    pub name: String,
    /// What puts an account in it; empty for the last and for the unclassified.
    pub bound: String,
    /// Its accounts, the highest value first.
    pub accounts: Names,
}

pub(super) fn classes(scope: Scope<'_>) -> Vec<ClassifierView> {
    let classifiers = scope.book().rulers.classifiers.iter();
    classifiers
        .filter_map(|classifier| classifier_view(scope, classifier))
        .collect()
}

/// `None` if nobody has a class.
fn classifier_view(scope: Scope<'_>, classifier: &Classifier) -> Option<ClassifierView> {
    let mut by_class: BTreeMap<Option<&Id>, Vec<&Id>> = BTreeMap::new();
    for one in &*scope.shared.ranked {
        let class = one.assessed.classes.get(&classifier.id.value);
        by_class.entry(class).or_default().push(&one.id);
    }
    if by_class.keys().all(Option::is_none) {
        return None;
    }
    let accounts = |class: Option<&Id>| {
        let ids = by_class.get(&class).map_or(&[][..], Vec::as_slice);
        scope.first_accounts(ids, NAMED)
    };
    let mut rows: Vec<ClassRow> = classifier
        .classes
        .iter()
        .map(|class| ClassRow {
            name: scope.label(&class.id.value),
            bound: bound(scope, classifier, class),
            accounts: accounts(Some(&class.id.value)),
        })
        .collect();
    let unclassified = accounts(None);
    if unclassified.n > 0 {
        rows.push(ClassRow {
            name: scope.pick("未分类", "unclassified"),
            bound: scope.pick("指标未知", "indicator unknown"),
            accounts: unclassified,
        });
    }
    Some(ClassifierView {
        key: classifier.id.value.to_string(),
        name: scope.classifier_label(classifier),
        measure: measure_name(scope, &classifier.indicator.value),
        rows,
    })
}

fn bound(scope: Scope<'_>, classifier: &Classifier, class: &Class) -> String {
    let Some(bound) = &class.bound else {
        return scope.pick("其余", "the rest");
    };
    match classifier.method {
        ClassMethod::Thresholds => {
            let sign = match classifier.direction {
                Direction::High => "≥",
                Direction::Low => "≤",
            };
            format!("{sign} {}", measured(scope, &classifier.indicator.value, bound))
        }
        ClassMethod::Quantiles => {
            let percent = format::number(bound, 2);
            scope.pick(format!("前 {percent}%"), format!("best {percent}%"))
        }
        ClassMethod::CumulativeShare => {
            let percent = format::number(bound, 2);
            scope.pick(
                format!("累计到 {percent}%"),
                format!("up to {percent}% of the sum"),
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::samples::Sample;
    use crate::render::samples::file;
    use crate::render::samples::valued;

    #[test]
    fn a_classifier_lists_its_classes_with_their_bounds_and_who_has_none() {
        let model = "kind: classifiers\nclassifiers:\n  - {id: abc, name: {zh: 分类, en: Classes}, indicator: revenue, direction: high, method: thresholds, classes: [{id: A, bound: 50}, {id: B}]}\n  - {id: none, indicator: gross_margin, direction: high, method: thresholds, classes: [{id: A, bound: 50}, {id: B}]}\n";
        let sample = Sample::of(&[
            file("models/classes.yaml", model),
            valued("a", None, Some((60, 1))),
            valued("b", None, Some((10, 1))),
            valued("c", None, None),
        ]);
        let views = classes(sample.en());
        assert_eq!(views.len(), 1, "a classifier that finds nobody is left out");
        let rows: Vec<(&str, &str, usize)> = views[0]
            .rows
            .iter()
            .map(|row| (row.name.as_str(), row.bound.as_str(), row.accounts.n))
            .collect();
        assert_eq!(
            rows,
            [
                ("A", "≥ ¥50", 1),
                ("B", "the rest", 1),
                ("unclassified", "indicator unknown", 1)
            ]
        );
    }
}
