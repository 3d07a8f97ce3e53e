//! `check`: every mistake in one run.

use crate::app::compile;
use crate::cli::args::Check;
use crate::cli::args::CheckFormat;
use crate::cli::console::Console;
use crate::cli::ending::Done;
use crate::cli::findings;
use crate::cli::findings::Count;
use crate::cli::place::Place;
use crate::diag::Checked;
use crate::diag::github;
use crate::diag::json;
use crate::diag::sarif;
use crate::diag::terminal;

/// Prints what was found: that is what was asked for, so it goes to stdout.
pub(crate) fn run(args: &Check, place: &Place, console: &Console) -> Done {
    let project = place.project()?;
    let options = findings::options(&args.reading);
    let Checked {
        value: _,
        findings: found,
    } = compile(&project, &options, &mut |_| {})?;
    let lang = console.lang;
    let count = Count::of(&found);
    console.data(&match args.format {
        CheckFormat::Human if found.is_empty() => String::new(),
        CheckFormat::Human => {
            terminal::render(&found, &findings::sources(&project), lang, console.out_colour)
        }
        CheckFormat::Json => json::render(&found, lang),
        CheckFormat::Sarif => sarif::render(&found, lang),
        CheckFormat::Github => github::render(&found, lang),
    })?;
    if args.format == CheckFormat::Human {
        console.say(&count.words());
    }
    Ok(count.ending(args.deny_warnings))
}
