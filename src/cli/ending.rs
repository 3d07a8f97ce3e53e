//! How a command ends.

use crate::app::AppError;
use crate::diag::Words;
use crate::publish::PublishError;
use crate::render::theme::ThemeError;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ending {
    /// Nothing worse than warnings.
    Fine,
    /// Errors, or warnings where they are denied.
    Errors,
    /// Wrong arguments, or a book that is not configured.
    Usage,
    /// The machine, or a fault of ours.
    Environment,
}

impl Ending {
    /// The exit code, 0..=3.
    pub(crate) fn code(self) -> u8 {
        match self {
            Ending::Fine => 0,
            Ending::Errors => 1,
            Ending::Usage => 2,
            Ending::Environment => 3,
        }
    }
}

/// A command that could not do its work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Failure {
    /// How it ends.
    pub ending: Ending,
    /// What to say.
    pub words: Words,
}

/// What a command gives back.
pub(crate) type Done = Result<Ending, Failure>;

impl Failure {
    /// Errors of a book or theme.
    pub(crate) fn errors(words: Words) -> Failure {
        let ending = Ending::Errors;
        Failure { ending, words }
    }

    /// Wrong arguments, or a book that is not configured.
    pub(crate) fn usage(words: Words) -> Failure {
        let ending = Ending::Usage;
        Failure { ending, words }
    }

    /// The machine.
    pub(crate) fn environment(words: Words) -> Failure {
        let ending = Ending::Environment;
        Failure { ending, words }
    }
}

impl From<AppError> for Failure {
    fn from(error: AppError) -> Failure {
        let words = error.words();
        match error {
            AppError::Disk(_) | AppError::Theme(ThemeError::Io { .. }) => Failure::environment(words),
            AppError::Theme(ThemeError::Missing { .. }) => Failure::usage(words),
            AppError::Theme(ThemeError::Syntax { .. }) => Failure::errors(words),
        }
    }
}

impl From<PublishError> for Failure {
    fn from(error: PublishError) -> Failure {
        let words = error.words();
        match error {
            PublishError::Render(_) => Failure::errors(words),
            PublishError::Strangers(_) | PublishError::Refused { .. } => Failure::usage(words),
            PublishError::Busy(_)
            | PublishError::Manifest { .. }
            | PublishError::Leftover(_)
            | PublishError::BadPath(_)
            | PublishError::Disk { .. } => Failure::environment(words),
        }
    }
}
