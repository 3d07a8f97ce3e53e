//! Findings as workflow commands, which GitHub shows beside the changed lines.

use crate::diag::Finding;
use crate::diag::Lang;
use crate::diag::Severity;

/// One line a finding: `::error file=…,line=…,col=…,title=…::message`.
pub fn render(findings: &[Finding], lang: Lang) -> String {
    findings.iter().map(|finding| line(finding, lang)).collect()
}

fn line(finding: &Finding, lang: Lang) -> String {
    let command = match finding.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let place = &finding.place;
    let mut properties = format!("file={}", property(&place.file));
    if place.at.line > 0 {
        properties.push_str(&format!(",line={}", place.at.line));
        if place.at.column > 0 {
            let end = place.at.column.saturating_add(place.len);
            properties.push_str(&format!(",col={},endColumn={end}", place.at.column));
        }
    }
    let title = finding.code.word();
    let (message, hint) = (finding.message.get(lang), finding.hint.get(lang));
    let text = data(&format!("{message} — {hint}"));
    format!("::{command} {properties},title={title}::{text}\n")
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
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
    fn a_finding_is_one_line_whatever_it_says() {
        let finding = Finding {
            code: Code::WrongType,
            place: Place {
                file: Arc::from("content/a,b:c.md"),
                at: At { line: 3, column: 2 },
                len: 4,
            },
            field: String::new(),
            message: Words::new("`12%`\n不是数字", "`12%`\nis not a number"),
            hint: Words::new("改成 `12`", "write `12`"),
        };
        assert_eq!(
            render(std::slice::from_ref(&finding), Lang::En),
            "::error file=content/a%2Cb%3Ac.md,line=3,col=2,endColumn=6,title=wrong-type::`12%25`%0Ais not a number — write `12`\n"
        );
        let whole = Finding {
            place: Place::file(&finding.place.file),
            ..finding
        };
        assert!(
            render(&[whole], Lang::Zh).starts_with("::error file=content/a%2Cb%3Ac.md,title=wrong-type::")
        );
    }
}
