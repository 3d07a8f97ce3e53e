//! What a build costs where nothing changed, and after one edit, beside a plain read and hash of the same inputs.
//!
//! `cargo bench --bench warm` runs it over 1,000 and 10,000 dossiers (another size: `-- 100000`); `TMPDIR` says on which disk.
//! Times are of this machine and this minute; what holds elsewhere is the last column, CPU against the plain read of the
//! same run: a build with nothing to do is to stay below twice that.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a bench that cannot go on says so and stops"
)]

mod cpu;
mod dossiers;
mod process;

use std::fs;
use std::path::Path;
use std::time::Duration;
use std::time::Instant;

use keybook::app::SETTLED;
use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_128;

use process::Cost;

/// Runs of each; CPU time is counted in hundredths of a second, so the mean is taken, and of wall time the median.
const RUNS: usize = 10;

fn main() {
    if !std::env::args().any(|arg| arg == "--bench") {
        return;
    }
    let asked: Vec<usize> = std::env::args().filter_map(|arg| arg.parse().ok()).collect();
    let sizes = if asked.is_empty() {
        vec![1_000, 10_000]
    } else {
        asked
    };
    let folder = tempfile::tempdir().expect("a scratch folder");
    println!("keybook build --quiet, whole process, of {RUNS} runs");
    println!(
        "{:>9} {:>16} {:>9} {:>9} {:>9} {:>9}",
        "dossiers", "", "wall ms", "CPU ms", "peak MiB", "× read"
    );
    for size in sizes {
        let root = folder.path().join(size.to_string());
        dossiers::write_book(&root, size);
        // As in daily use, the inputs are older than the seconds within which a clock may not tell two of their states apart.
        std::thread::sleep(SETTLED + Duration::from_secs(1));
        let cold = build(&root);
        let plain = mean((0..RUNS).map(|_| plain_read(&root)).collect());
        let warm = mean((0..RUNS).map(|_| build(&root)).collect());
        let edited = mean((0..RUNS / 3).map(|run| edit(&root, run)).collect());
        for (what, cost) in [
            ("read and hash", plain),
            ("nothing changed", warm),
            ("one edit", edited),
            ("first build", cold),
        ] {
            println!(
                "{size:>9} {what:>16} {:>9.1} {:>9.1} {:>9.0} {:>8.2}×",
                cost.wall_ms,
                cost.cpu_ms,
                cost.peak_mib,
                cost.cpu_ms / plain.cpu_ms
            );
        }
        fs::remove_dir_all(&root).expect("the book can be deleted");
    }
}

fn build(root: &Path) -> Cost {
    process::measure(&["build", "--quiet", "--root", &root.display().to_string()])
}

fn edit(root: &Path, run: usize) -> Cost {
    let file = root.join(format!("content/accounts/{}.md", dossiers::account_id(7)));
    let text = fs::read_to_string(&file).expect("the dossier");
    fs::write(&file, format!("{text}\nEdit {run}.\n")).expect("the dossier is written");
    build(root)
}

/// The least a build can do: list, read and hash the inputs.
fn plain_read(root: &Path) -> Cost {
    let before = cpu::cpu_ms(11..13);
    let begun = Instant::now();
    let walk = walkdir::WalkDir::new(root.join("content")).into_iter();
    let files: Vec<_> = walk
        .flatten()
        .filter(|entry| entry.file_type().is_file())
        .collect();
    let hash = |entry: &walkdir::DirEntry| xxh3_128(&fs::read(entry.path()).expect("an input"));
    let all: u128 = files.par_iter().map(hash).reduce(|| 0, |a, b| a ^ b);
    let wall_ms = begun.elapsed().as_secs_f64() * 1000.0;
    assert!(all != 0 && !files.is_empty());
    Cost {
        wall_ms,
        cpu_ms: cpu::cpu_ms(11..13) - before,
        peak_mib: 0.0,
    }
}

fn mean(mut costs: Vec<Cost>) -> Cost {
    costs.sort_by(|a, b| a.wall_ms.total_cmp(&b.wall_ms));
    let n = costs.len() as f64;
    let cpu_ms = costs.iter().map(|cost| cost.cpu_ms).sum::<f64>() / n;
    let median = costs.get(costs.len() / 2).copied().expect("a run at least");
    Cost { cpu_ms, ..median }
}
