//! The `keybook` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    keybook::cli::main()
}
