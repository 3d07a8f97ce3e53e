//! The `keybook` command.

use std::process::ExitCode;

use mimalloc::MiMalloc;

/// A book is many small strings made on several threads; measured on 10,000 dossiers the system's allocator took a third
/// of all CPU, for no less memory.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    keybook::cli::main()
}
