//! Reads ledgers of 10,000, 100,000 and 1,000,000 rows with the real program and prints time and memory of each.
//!
//! `cargo bench --bench rows` runs it. Memory may grow by a small fixed record for each id and each invoice, never by the
//! rows themselves: the last column says by how much, over the smallest ledgers of the same run.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a bench that cannot go on says so and stops"
)]

mod cpu;
mod dossiers;
mod ledgers;
mod process;

use std::path::Path;

/// Rows of all ledgers together.
const SIZES: [usize; 3] = [10_000, 100_000, 1_000_000];
/// Accounts of the book.
const ACCOUNTS: usize = 100;
/// Runs of each size; the median by CPU is printed.
const RUNS: usize = 3;
/// Bytes of memory a row may cost.
const MOST_BYTES: f64 = 64.0;

fn main() {
    // `cargo test --benches` asks whether it runs at all; a full run belongs to `cargo bench`.
    if !std::env::args().any(|arg| arg == "--bench") {
        return;
    }
    let folder = tempfile::tempdir().expect("a scratch folder");
    dossiers::write_book(folder.path(), ACCOUNTS);
    println!("keybook check, whole process, median of {RUNS} runs, {ACCOUNTS} accounts");
    println!(
        "{:>9} {:>9} {:>9} {:>9} {:>9} {:>12}",
        "rows", "MiB", "wall ms", "CPU ms", "peak MiB", "bytes/row"
    );
    let mut smallest: Option<f64> = None;
    for size in SIZES {
        ledgers::write_ledgers(folder.path(), ACCOUNTS, size);
        let mut costs: Vec<process::Cost> = (0..RUNS).map(|_| check(folder.path())).collect();
        costs.sort_by(|a, b| a.cpu_ms.total_cmp(&b.cpu_ms));
        let cost = costs.swap_remove(RUNS / 2);
        let base = *smallest.get_or_insert(cost.peak_mib);
        let more_rows = size - SIZES[0];
        let each = (cost.peak_mib - base) * 1024.0 * 1024.0 / (more_rows.max(1) as f64);
        println!(
            "{size:>9} {:>9.1} {:>9.0} {:>9.0} {:>9.1} {each:>12.0}",
            size_mib(&folder.path().join("content/ledgers")),
            cost.wall_ms,
            cost.cpu_ms,
            cost.peak_mib
        );
        assert!(each < MOST_BYTES, "a row costs {each:.0} bytes of memory");
    }
}

fn check(root: &Path) -> process::Cost {
    process::measure(&["check", "--root", &root.display().to_string()])
}

fn size_mib(folder: &Path) -> f64 {
    let files = std::fs::read_dir(folder).expect("the ledgers");
    let bytes: u64 = files
        .map(|file| file.and_then(|file| file.metadata()).expect("a ledger").len())
        .sum();
    bytes as f64 / 1024.0 / 1024.0
}
