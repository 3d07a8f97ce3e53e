//! Ledgers are read row by row: ten times the rows take hardly more memory. The real program, as a child, its peak as the
//! kernel tells it; `cargo bench --bench rows` does the same with a million rows.

#![cfg(target_os = "linux")]
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on says so and stops"
)]

#[path = "bench/cpu.rs"]
mod cpu;
#[path = "bench/dossiers.rs"]
mod dossiers;
#[path = "bench/ledgers.rs"]
mod ledgers;
#[path = "bench/process.rs"]
mod process;

/// Bytes that a row may add to the peak: a hash of its id, and of an invoice its dates and amounts.
const MOST_BYTES: f64 = 64.0;

#[test]
fn ten_times_the_rows_take_a_small_fixed_record_each_and_no_more() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    dossiers::write_book(folder.path(), 20);
    let peak_mib = |n_rows: usize| {
        ledgers::write_ledgers(folder.path(), 20, n_rows);
        let cost = process::measure(&["check", "--root", &folder.path().display().to_string()]);
        let (wall, cpu) = (cost.wall_ms, cost.cpu_ms);
        println!(
            "{n_rows} rows: {wall:.0} ms, {cpu:.0} ms CPU, peak {:.1} MiB",
            cost.peak_mib
        );
        cost.peak_mib
    };
    let (few, many) = (peak_mib(50_000), peak_mib(500_000));
    assert!(few > 1.0, "the peak of {few} MiB was not seen");
    assert!(many < 2.0 * few, "{few:.1} MiB grew to {many:.1} MiB");
    let each = (many - few) * 1024.0 * 1024.0 / 450_000.0;
    assert!(each < MOST_BYTES, "a row costs {each:.0} bytes");
}
