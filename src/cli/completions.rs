//! `completions`: what a shell needs to complete our commands.

use crate::cli::args::Completions;
use crate::cli::console::Console;
use crate::cli::ending::Done;
use crate::cli::ending::Ending;
use crate::cli::ending::Failure;
use crate::cli::help;
use crate::words;

/// Prints the script of one shell.
pub(crate) fn run(args: &Completions, console: &Console) -> Done {
    let mut script = Vec::new();
    clap_complete::generate(
        args.shell,
        &mut help::command(console.lang),
        "keybook",
        &mut script,
    );
    let script =
        String::from_utf8(script).map_err(|error| Failure::environment(words!("{error}", "{error}")))?;
    console.data(&script)?;
    Ok(Ending::Fine)
}
