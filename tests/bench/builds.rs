//! Builds books of 100, 1,000 and 10,000 dossiers with the real program and prints time and memory of each.
//!
//! `cargo bench` runs it. Times are those of this machine and this minute; what holds elsewhere are the ratios in the last
//! two columns: CPU per dossier and peak memory against the smallest book of the same run.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a bench that cannot go on says so and stops"
)]

mod cpu;
mod dossiers;
mod process;

use std::path::Path;

use process::Cost;

/// Sizes of the books, in dossiers.
const SIZES: [usize; 3] = [100, 1_000, 10_000];
/// Builds of each book; the median is printed.
const RUNS: usize = 3;

fn main() {
    // `cargo test --benches` asks whether it runs at all; a full run belongs to `cargo bench`.
    if !std::env::args().any(|arg| arg == "--bench") {
        return;
    }
    let folder = tempfile::tempdir().expect("a scratch folder");
    println!("keybook build, whole process, median of {RUNS} cold builds");
    println!(
        "{:>9} {:>9} {:>9} {:>9} {:>9} {:>12} {:>12}",
        "dossiers", "files", "wall ms", "CPU ms", "peak MiB", "CPU/dossier", "of smallest"
    );
    let mut smallest: Option<f64> = None;
    for size in SIZES {
        let root = folder.path().join(size.to_string());
        dossiers::write_book(&root, size);
        let mut costs: Vec<(Cost, usize)> = (0..RUNS).map(|run| build(&root, run)).collect();
        costs.sort_by(|(a, _), (b, _)| a.cpu_ms.total_cmp(&b.cpu_ms));
        let (cost, n_files) = costs.swap_remove(RUNS / 2);
        let each = cost.cpu_ms * 1000.0 / size as f64;
        let base = *smallest.get_or_insert(each);
        println!(
            "{size:>9} {n_files:>9} {:>9.0} {:>9.0} {:>9.0} {:>9.0} µs {:>11.2}×",
            cost.wall_ms,
            cost.cpu_ms,
            cost.peak_mib,
            each,
            each / base
        );
    }
}

/// What a build costs, and how many files it leaves.
fn build(root: &Path, run: usize) -> (Cost, usize) {
    let output = root.join(format!("site-{run}"));
    let cost = process::measure(&[
        "build",
        "--quiet",
        "--root",
        &root.display().to_string(),
        "--output-dir",
        &output.display().to_string(),
    ]);
    let n_files = walkdir::WalkDir::new(&output)
        .into_iter()
        .filter(|entry| entry.as_ref().is_ok_and(|entry| entry.file_type().is_file()))
        .count();
    assert!(n_files > 0, "the build wrote nothing");
    std::fs::remove_dir_all(&output).expect("the site can be deleted");
    (cost, n_files)
}
