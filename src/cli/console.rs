//! Where words go: data to stdout, talk to stderr, in one language.

use std::io;
use std::io::IsTerminal;
use std::io::Write;

use crate::cli::ending::Failure;
use crate::diag::Lang;
use crate::diag::Words;
use crate::words;

/// The two streams and how to write to them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Console {
    /// Language of talk and of what is shown.
    pub lang: Lang,
    /// True if stderr shows colours.
    pub err_colour: bool,
    /// True if stdout shows colours.
    pub out_colour: bool,
}

impl Console {
    /// As the process's streams and `NO_COLOR` have it.
    pub(crate) fn of_environment(lang: Lang) -> Console {
        let is_plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
            || std::env::var_os("TERM").is_some_and(|value| value == "dumb");
        Console {
            lang,
            err_colour: !is_plain && io::stderr().is_terminal(),
            out_colour: !is_plain && io::stdout().is_terminal(),
        }
    }

    /// Writes data to stdout, whole. A reader that went away is no mistake of anybody's.
    pub(crate) fn data(&self, text: &str) -> Result<(), Failure> {
        let mut out = io::stdout().lock();
        match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Failure::environment(words!(
                "标准输出：{error}",
                "standard output: {error}"
            ))),
            _ => Ok(()),
        }
    }

    /// Says one line or more on stderr.
    pub(crate) fn say(&self, words: &Words) {
        self.talk(&format!("{}\n", words.get(self.lang)));
    }

    /// Says what went wrong.
    pub(crate) fn complain(&self, words: &Words) {
        let label = match self.lang {
            Lang::Zh => "错误",
            Lang::En => "error",
        };
        let colon = match self.lang {
            Lang::Zh => "：",
            Lang::En => ": ",
        };
        let label = match self.err_colour {
            true => format!("\u{1b}[1;31m{label}\u{1b}[0m"),
            false => label.to_owned(),
        };
        self.talk(&format!("{label}{colon}{}\n", words.get(self.lang)));
    }

    /// Writes text to stderr as it is. Where nobody listens there is nobody to tell of it.
    pub(crate) fn talk(&self, text: &str) {
        io::stderr().lock().write_all(text.as_bytes()).unwrap_or_default();
    }
}
