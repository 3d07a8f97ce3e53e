//! Compares what it costs to score a book with what it costs to read it, in one process.
//!
//! `cargo bench --bench assess` runs it over 10,000 dossiers with every kind of model and ledgers of 200,000 rows. Times are
//! of this machine and this minute; the ratio holds elsewhere, and the bench fails if scoring costs as much as reading.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a bench that cannot go on says so and stops"
)]

mod cpu;
mod dossiers;
mod ledgers;
mod rulers;

use std::path::Path;
use std::time::Instant;

use crate::cpu::cpu_ms;
use keybook::content;
use keybook::content::Memory;
use keybook::content::ReadOptions;
use keybook::content::snapshot;
use keybook::diag::Severity;
use keybook::engine;

/// CPU time of this process: see `cpu.rs`.
const OWN: std::ops::Range<usize> = 11..13;
/// Dossiers of the book.
const DOSSIERS: usize = 10_000;
/// Rows of all ledgers together.
const ROWS: usize = 200_000;
/// Times the whole is done; medians are printed.
const RUNS: usize = 5;

/// Milliseconds, of the clock and of all processors.
#[derive(Debug, Clone, Copy)]
struct Time {
    wall: f64,
    cpu: f64,
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Time) {
    let (cpu, begun) = (cpu_ms(OWN), Instant::now());
    let made = work();
    let time = Time {
        wall: begun.elapsed().as_secs_f64() * 1000.0,
        cpu: cpu_ms(OWN) - cpu,
    };
    (made, time)
}

/// The stages of one run.
struct Run {
    /// Folders listed.
    list: Time,
    /// Files read, parsed and decoded, the book joined and checked, ledgers summed up.
    cold: Time,
    /// The same with every file found unchanged: bytes read and hashed, joined and checked, ledgers summed up.
    warm: Time,
    assess: Time,
}

fn run(root: &Path) -> Run {
    let (snapshot, list) = timed(|| snapshot::take(root).expect("a snapshot"));
    let options = ReadOptions::default();
    let mut memory = Memory::default();
    let (read, cold) = timed(|| content::read(&snapshot, &options, &mut memory));
    let mut errors = read.findings.iter();
    let error = errors.find(|finding| finding.code.severity() == Severity::Error);
    assert!(error.is_none(), "the book has an error: {error:?}");
    let (book, warm) = timed(|| {
        content::read(&snapshot, &options, &mut memory)
            .value
            .expect("a book")
    });
    let (assessment, assess) = timed(|| engine::assess(&book));
    assert_eq!(assessment.accounts.len(), DOSSIERS);
    assert!(assessment.portfolio.tau_b.is_some() && assessment.portfolio.cell_cut.is_some());
    Run {
        list,
        cold,
        warm,
        assess,
    }
}

fn median(runs: &[Run], of: impl Fn(&Run) -> f64) -> f64 {
    let mut values: Vec<f64> = runs.iter().map(of).collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

fn main() {
    // `cargo test --benches` asks whether it runs at all; a full run belongs to `cargo bench`.
    if !std::env::args().any(|arg| arg == "--bench") {
        return;
    }
    let folder = tempfile::tempdir().expect("a scratch folder");
    dossiers::write_book(folder.path(), DOSSIERS);
    rulers::write_comparing_models(folder.path());
    ledgers::write_ledgers(folder.path(), DOSSIERS, ROWS);
    let runs: Vec<Run> = (0..RUNS).map(|_| run(folder.path())).collect();
    println!("{DOSSIERS} dossiers, {ROWS} ledger rows, one process, median of {RUNS} runs");
    println!("{:<34} {:>9} {:>9}", "stage", "wall ms", "CPU ms");
    let row = |name: &str, of: &dyn Fn(&Run) -> Time| {
        let time = Time {
            wall: median(&runs, |run| of(run).wall),
            cpu: median(&runs, |run| of(run).cpu),
        };
        println!("{name:<34} {:>9.0} {:>9.0}", time.wall, time.cpu);
        time
    };
    row("list folders", &|run| run.list);
    row("read, all", &|run| run.cold);
    row("read again, nothing changed", &|run| run.warm);
    // What the second reading saves is parsing and decoding alone: no disk, no rules across files, no ledgers.
    let parse = row("parse and decode (the difference)", &|run| Time {
        wall: run.cold.wall - run.warm.wall,
        cpu: run.cold.cpu - run.warm.cpu,
    });
    let assess = row("assess", &|run| run.assess);
    let ratio = assess.cpu / parse.cpu;
    println!("assess / parse, CPU: {ratio:.2}");
    assert!(ratio < 1.0, "scoring costs more than parsing");
}
