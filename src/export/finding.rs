//! Findings: their codes are stable, their texts are for people.

use serde::Serialize;

use crate::diag::Finding;
use crate::diag::Lang;

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FindingRecord {
    code: &'static str,
    severity: &'static str,
    file: String,
    line: u32,
    column: u32,
    message: String,
    hint: String,
}

impl FindingRecord {
    /// Writes a finding in `lang`.
    pub fn new(finding: &Finding, lang: Lang) -> FindingRecord {
        FindingRecord {
            code: finding.code.word(),
            severity: finding.severity().word(),
            file: finding.place.file.to_string(),
            line: finding.place.at.line,
            column: finding.place.at.column,
            message: finding.message.get(lang).to_owned(),
            hint: finding.hint.get(lang).to_owned(),
        }
    }
}
