//! Says on stderr what was found while a command did something else.

use crate::app::AppError;
use crate::app::Assessed;
use crate::app::Options;
use crate::app::Project;
use crate::app::assess;
use crate::cli::args::Reading;
use crate::cli::console::Console;
use crate::cli::ending::Ending;
use crate::cli::ending::Failure;
use crate::diag::Checked;
use crate::diag::Code;
use crate::diag::Finding;
use crate::diag::Severity;
use crate::diag::Words;
use crate::diag::terminal;
use crate::words;

/// How many of each kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Count {
    /// Errors.
    pub n_errors: usize,
    /// Warnings.
    pub n_warnings: usize,
    /// True if the book is not configured so far that it could be read at all.
    pub is_unconfigured: bool,
}

impl Count {
    /// Counts.
    pub(crate) fn of(findings: &[Finding]) -> Count {
        let n = |severity| {
            findings
                .iter()
                .filter(|finding| finding.severity() == severity)
                .count()
        };
        Count {
            n_errors: n(Severity::Error),
            n_warnings: n(Severity::Warning),
            is_unconfigured: findings.iter().any(|finding| finding.code == Code::NoAsOf),
        }
    }

    /// The exit these findings ask for.
    pub(crate) fn ending(self, deny_warnings: bool) -> Ending {
        match self.n_errors > 0 || deny_warnings && self.n_warnings > 0 {
            _ if self.is_unconfigured => Ending::Usage,
            true => Ending::Errors,
            false => Ending::Fine,
        }
    }

    /// `2 errors, 1 warning`.
    pub(crate) fn words(self) -> Words {
        let Count {
            n_errors, n_warnings, ..
        } = self;
        let s = |n: usize| if n == 1 { "" } else { "s" };
        let (errors, warnings) = (s(n_errors), s(n_warnings));
        words!(
            "错误 {n_errors}，警告 {n_warnings}",
            "{n_errors} error{errors}, {n_warnings} warning{warnings}"
        )
    }
}

/// Shows findings with their lines.
pub(crate) fn show(console: &Console, project: &Project, findings: &[Finding]) {
    if !findings.is_empty() {
        console.talk(&terminal::render(
            findings,
            &sources(project),
            console.lang,
            console.err_colour,
        ));
    }
}

/// The text of a file of the book, for the lines that are shown.
pub(crate) fn sources(project: &Project) -> impl Fn(&str) -> Option<String> + use<> {
    let root = project.root.clone();
    move |path: &str| {
        std::fs::read(root.join(path))
            .ok()
            .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
    }
}

/// The options a command's reading asks for.
pub(crate) fn options(reading: &Reading) -> Options {
    Options {
        as_of: reading.as_of,
        drafts: reading.drafts,
        ..Options::default()
    }
}

/// A computed book without errors, for commands that only read it; errors are shown.
pub(crate) fn sound_book(
    console: &Console,
    project: &Project,
    reading: &Reading,
) -> Result<Checked<Assessed>, Failure> {
    let assessed = assess(project, &options(reading), &mut |_| {});
    let Checked { value, findings } = assessed.map_err(|error: AppError| Failure::from(error))?;
    let count = Count::of(&findings);
    match value {
        Some(value) if count.n_errors == 0 => Ok(Checked { value, findings }),
        _ => {
            let errors: Vec<Finding> = findings.into_iter().filter(Finding::is_error).collect();
            show(console, project, &errors);
            let (ending, words) = (count.ending(false), count.words());
            Err(Failure { ending, words })
        }
    }
}
