//! The `keybook` command.

fn main() {}
