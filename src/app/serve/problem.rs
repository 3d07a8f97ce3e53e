//! What the overlay of the preview shows: findings, broken pages and failures, in the reader's language.

use serde_json::Value;
use serde_json::json;

use crate::app::serve::Outcome;
use crate::diag::Finding;
use crate::diag::Lang;
use crate::diag::Severity;
use crate::render::RenderError;

/// One thing to show. All of it is text; the overlay never takes it for markup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Problem {
    is_error: bool,
    place: String,
    message: String,
    hint: String,
}

impl Problem {
    /// Everything an outcome has to say, errors first.
    pub(crate) fn all(outcome: &Outcome, lang: Lang) -> Vec<Problem> {
        let failure = outcome
            .failure
            .iter()
            .map(|words| Problem::failure(words.get(lang)));
        let shown = |finding: &&Finding| finding.severity() != Severity::Info;
        let findings = outcome
            .findings
            .iter()
            .filter(shown)
            .map(|finding| Problem::finding(finding, lang));
        let mut problems: Vec<Problem> = failure.chain(findings).collect();
        problems.sort_by_key(|problem| !problem.is_error);
        problems
    }

    /// A page whose template fails.
    pub(crate) fn broken_page(error: &RenderError) -> Problem {
        Problem {
            is_error: true,
            place: error.path.clone(),
            message: error.message.clone(),
            hint: String::new(),
        }
    }

    /// What the machine or the theme said.
    pub(crate) fn failure(text: &str) -> Problem {
        Problem {
            is_error: true,
            place: String::new(),
            message: text.to_owned(),
            hint: String::new(),
        }
    }

    fn finding(finding: &Finding, lang: Lang) -> Problem {
        let at = finding.place.at;
        let file = &finding.place.file;
        Problem {
            is_error: finding.is_error(),
            place: match (at.line, at.column) {
                (0, _) => file.to_string(),
                (line, 0) => format!("{file}:{line}"),
                (line, column) => format!("{file}:{line}:{column}"),
            },
            message: finding.message.get(lang).to_owned(),
            hint: finding.hint.get(lang).to_owned(),
        }
    }

    /// As the overlay's script reads it.
    pub(crate) fn json(&self) -> Value {
        let Problem {
            is_error,
            place,
            message,
            hint,
        } = self;
        json!({"error": is_error, "place": place, "message": message, "hint": hint})
    }
}
