//! The command line: arguments, printing, the clock and exit codes.
//!
//! In: arguments and the environment. Out: data on stdout, talk on stderr, an exit code: 0 nothing worse than warnings,
//! 1 errors (or warnings where they are denied), 2 usage or configuration, 3 the machine or a fault of ours.
//! Never: computes anything. One file a command; [`args::Command`] is the table of them.

mod account;
mod args;
mod build;
mod chart;
mod check;
mod clock;
mod completions;
mod console;
mod context;
mod ending;
mod explain;
mod export;
mod findings;
mod help;
mod import;
mod init;
mod list;
mod new;
mod place;
mod score;
mod serve;
mod table;
mod theme;

use std::ffi::OsString;
use std::panic::AssertUnwindSafe;
use std::panic::catch_unwind;
use std::process::ExitCode;

use clap::FromArgMatches;

use crate::cli::args::Arguments;
use crate::cli::args::Command;
use crate::cli::console::Console;
use crate::cli::ending::Done;
use crate::cli::ending::Ending;
use crate::cli::place::Place;

/// Runs the program with the process's own arguments and environment.
pub fn main() -> ExitCode {
    in_small_pages();
    let arguments: Vec<OsString> = std::env::args_os().collect();
    let console = Console::of_environment(help::language(&arguments));
    // A panic is a fault of ours: its own message is on stderr already.
    let ending = catch_unwind(AssertUnwindSafe(|| run(&arguments, &console))).unwrap_or_else(|_| {
        let words = crate::words!("内部错误，请报告", "internal error, please report it");
        console.complain(&words);
        Ending::Environment
    });
    ExitCode::from(ending.code())
}

/// Asks for memory in small pages: in huge ones a small book took half as much again, and none was built faster. A
/// preview began a tenth sooner in them, but a tenth later on a machine that lends its free memory to others, and it held
/// more.
#[cfg(target_os = "linux")]
fn in_small_pages() {
    match rustix::thread::disable_transparent_huge_pages(true) {
        // Where the kernel has no such switch, nothing is lost but memory.
        Ok(()) | Err(_) => {}
    }
}

#[cfg(not(target_os = "linux"))]
fn in_small_pages() {}

fn run(arguments: &[OsString], console: &Console) -> Ending {
    let command = help::command(console.lang);
    let parsed = match command.clone().try_get_matches_from(arguments) {
        Ok(matches) => Arguments::from_arg_matches(&matches),
        Err(error) => Err(error),
    };
    let done = match parsed {
        Ok(arguments) => dispatch(&arguments, console),
        Err(error) => return help::show(console, &error),
    };
    done.unwrap_or_else(|failure| {
        console.complain(&failure.words);
        failure.ending
    })
}

fn dispatch(arguments: &Arguments, console: &Console) -> Done {
    let place = Place::new(arguments.root.as_deref())?;
    match &arguments.command {
        None => help::overview(console),
        Some(Command::Init(args)) => init::run(args, console),
        Some(Command::New(args)) => new::run(args, &place, console),
        Some(Command::Check(args)) => check::run(args, &place, console),
        Some(Command::Build(args)) => build::run(args, &place, console),
        Some(Command::Serve(args)) => serve::run(args, &place, console),
        Some(Command::Score(args)) => score::run(args, &place, console),
        Some(Command::Explain(args)) => explain::run(args, &place, console),
        Some(Command::List(args)) => list::run(args, &place, console),
        Some(Command::Chart(args)) => chart::run(args, &place, console),
        Some(Command::Export(args)) => export::run(args, &place, console),
        Some(Command::Import(args)) => import::run(args, &place, console),
        Some(Command::Theme(args)) => theme::run(args, &place, console),
        Some(Command::Completions(args)) => completions::run(args, console),
    }
}
