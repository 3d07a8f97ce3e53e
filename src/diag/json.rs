//! Findings as one JSON document.

use serde_json::Value;
use serde_json::json;

use crate::diag::Finding;
use crate::diag::Lang;
use crate::diag::Severity;

/// One document: how many of each kind, and the findings in order, as in the export.
pub fn render(findings: &[Finding], lang: Lang) -> String {
    let n = |severity: Severity| {
        findings
            .iter()
            .filter(|finding| finding.severity() == severity)
            .count()
    };
    let all: Vec<Value> = findings.iter().map(|finding| entry(finding, lang)).collect();
    let document = json!({
        "schema": "keybook-check/1",
        "errors": n(Severity::Error),
        "warnings": n(Severity::Warning),
        "infos": n(Severity::Info),
        "findings": all,
    });
    format!("{document:#}\n")
}

/// One finding, as the export has it, with its field and length.
fn entry(finding: &Finding, lang: Lang) -> Value {
    let place = &finding.place;
    json!({
        "code": finding.code.word(),
        "severity": finding.severity().word(),
        "file": &*place.file,
        "line": place.at.line,
        "column": place.at.column,
        "length": place.len,
        "field": finding.field,
        "message": finding.message.get(lang),
        "hint": finding.hint.get(lang),
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::diag::At;
    use crate::diag::Code;
    use crate::diag::Place;
    use crate::diag::Words;

    #[test]
    fn a_document_holds_every_finding_with_its_place() {
        let finding = Finding {
            code: Code::Stale,
            place: Place::at(&Arc::from("content/a.md"), At { line: 3, column: 2 }),
            field: "wallet".to_owned(),
            message: Words::new("旧", "old"),
            hint: Words::new("更新", "renew"),
        };
        let text = render(&[finding], Lang::Zh);
        let read: Value = serde_json::from_str(&text).unwrap();
        assert_eq!((&read["errors"], &read["warnings"]), (&json!(0), &json!(1)));
        assert_eq!(
            read["findings"],
            json!([{
                "code": "stale", "severity": "warning", "file": "content/a.md", "line": 3, "column": 2, "length": 1,
                "field": "wallet", "message": "旧", "hint": "更新"
            }])
        );
    }
}
