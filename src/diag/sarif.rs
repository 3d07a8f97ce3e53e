//! Findings as SARIF 2.1.0, which forges and editors show beside the code.

use std::collections::BTreeSet;
use std::fmt::Write;

use serde_json::Value;
use serde_json::json;

use crate::diag::Code;
use crate::diag::Finding;
use crate::diag::Lang;
use crate::diag::Severity;

/// One run with the rules that were broken and every finding; columns count characters.
pub fn render(findings: &[Finding], lang: Lang) -> String {
    let codes: BTreeSet<Code> = findings.iter().map(|finding| finding.code).collect();
    let rules: Vec<Value> = codes.into_iter().map(rule).collect();
    let results: Vec<Value> = findings.iter().map(|finding| result(finding, lang)).collect();
    let document = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {"name": "keybook", "version": env!("CARGO_PKG_VERSION"), "rules": rules}},
            "language": lang.tag(),
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{document:#}\n")
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn rule(code: Code) -> Value {
    json!({"id": code.word(), "defaultConfiguration": {"level": level(code.severity())}})
}

fn result(finding: &Finding, lang: Lang) -> Value {
    let (message, hint) = (finding.message.get(lang), finding.hint.get(lang));
    let place = &finding.place;
    let artifact = json!({"uri": uri(&place.file), "uriBaseId": "%SRCROOT%"});
    let (line, column, end) = (
        place.at.line,
        place.at.column,
        place.at.column.saturating_add(place.len),
    );
    let location = match (line, column) {
        (0, _) => json!({"artifactLocation": artifact}),
        (_, 0) => json!({"artifactLocation": artifact, "region": {"startLine": line}}),
        _ => json!({
            "artifactLocation": artifact,
            "region": {"startLine": line, "startColumn": column, "endColumn": end},
        }),
    };
    json!({
        "ruleId": finding.code.word(),
        "level": level(finding.severity()),
        "message": {"text": format!("{message} — {hint}")},
        "locations": [{
            "physicalLocation": location,
            "logicalLocations": [{"fullyQualifiedName": finding.field}],
        }],
    })
}

/// A path as a relative reference: everything but plain ASCII is escaped.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'_' | b'.' | b'~') {
            uri.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            write!(uri, "%{byte:02X}").unwrap_or_default();
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::diag::At;
    use crate::diag::Place;
    use crate::diag::Words;

    fn finding(line: u32, column: u32) -> Finding {
        Finding {
            code: Code::SeveralRoles,
            place: Place {
                file: Arc::from("content/客户 a.md"),
                at: At { line, column },
                len: 4,
            },
            field: "roles".to_owned(),
            message: Words::new("又是客户又是对手", "customer and competitor"),
            hint: Words::new("确认一下", "make sure"),
        }
    }

    #[test]
    fn a_finding_becomes_a_result_with_its_region() {
        let read: Value = serde_json::from_str(&render(&[finding(3, 2)], Lang::En)).unwrap();
        let run = &read["runs"][0];
        assert_eq!(run["tool"]["driver"]["rules"][0]["id"], "several-roles");
        let result = &run["results"][0];
        assert_eq!(result["level"], "note");
        assert_eq!(result["message"]["text"], "customer and competitor — make sure");
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(
            place["region"],
            json!({"startLine": 3, "startColumn": 2, "endColumn": 6})
        );
        assert_eq!(
            place["artifactLocation"]["uri"],
            "content/%E5%AE%A2%E6%88%B7%20a.md"
        );
    }

    #[test]
    fn a_finding_about_a_file_has_no_region() {
        let read: Value = serde_json::from_str(&render(&[finding(0, 0)], Lang::En)).unwrap();
        let place = &read["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
        assert!(place.get("region").is_none());
    }
}
