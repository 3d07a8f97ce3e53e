//! Rulers that make an assessment compare everybody with everybody.

use std::fs;
use std::path::Path;

/// Rulers that compare every account with every other: ranks, means and cumulative shares over all of them.
pub fn write_comparing_models(root: &Path) {
    let models = root.join("content/models");
    let change = |name: &str, old: &str, new: &str| {
        let path = models.join(name);
        let text = fs::read_to_string(&path).expect("a model of the skeleton");
        assert!(text.contains(old), "{name} has {old}");
        fs::write(&path, text.replace(old, new)).expect("a model");
    };
    change("value.yaml", "method: score", "method: rank");
    change(
        "value.yaml",
        "matrix: {cut: fixed, current: 60, potential: 60}",
        "matrix: {cut: mean}",
    );
    change(
        "portfolio.yaml",
        "cut: {attractiveness: 50, strength: 60}",
        "cut: {attractiveness: mean, strength: mean}",
    );
    let classifier = |id: &str, indicator: &str, method: &str| {
        format!(
            "  - {{id: {id}, indicator: {indicator}, direction: high, method: {method}, classes: [{{id: a, bound: 20}}, {{id: b, bound: 80}}, {{id: c}}]}}\n"
        )
    };
    let mut text = "kind: classifiers\nclassifiers:\n".to_owned();
    for indicator in [
        "tx_amount",
        "gross_margin",
        "avg_collect_days",
        "value",
        "scorecards.selection",
    ] {
        let id = indicator.replace(['_', '.'], "-");
        text += &classifier(&format!("{id}-rank"), indicator, "quantiles");
        text += &classifier(&format!("{id}-share"), indicator, "cumulative_share");
    }
    fs::write(models.join("ranks.yaml"), text).expect("a model");
}
