//! What one edit costs, stage by stage: the same calls the preview makes, in one process.
//!
//! `cargo bench --bench edits` runs it over 1,000 and 10,000 dossiers (another size: `-- 100000`). Times are of this machine
//! and this minute; what holds elsewhere are the ratios to the first, cold round beside them.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a bench that cannot go on says so and stops"
)]

mod dossiers;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::Duration;
use std::time::Instant;
use std::time::SystemTime;

use keybook::app::Changes;
use keybook::app::Options;
use keybook::app::Project;
use keybook::app::Session;
use keybook::app::Stage;
use keybook::render::Site;

/// Edits of each book; the median is printed.
const EDITS: usize = 9;
/// Number of the dossier that is edited.
const EDITED: usize = 7;

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
    for size in sizes {
        let root = folder.path().join(size.to_string());
        dossiers::write_book(&root, size);
        measure(&root, size);
    }
}

fn measure(root: &Path, size: usize) {
    let project = Project::at(root).expect("a book");
    let mut session = Session::new(project);
    let file = root.join(format!("content/accounts/{}.md", dossiers::account_id(EDITED)));
    let first = round(&mut session, &Changes::All);
    let text = fs::read_to_string(&file).expect("the dossier");
    let mut rounds: BTreeMap<&str, Vec<Duration>> = BTreeMap::new();
    for edit in 0..EDITS {
        fs::write(&file, format!("{text}\nEdit {edit}.\n")).expect("the dossier is written");
        let changes = Changes::Paths([file.clone()].into());
        for (what, time) in round(&mut session, &changes) {
            rounds.entry(what).or_default().push(time);
        }
    }
    println!("{size} dossiers: ms of the first round, median ms after an edit of one dossier");
    for (what, cold) in first {
        let times = rounds.entry(what).or_default();
        times.sort();
        let median = times.get(times.len() / 2).copied().unwrap_or_default();
        println!("{what:>12} {:>9.1} {:>9.1}", ms(cold), ms(median));
    }
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// One round: compiled, and the pages rendered that show the edit.
fn round(session: &mut Session, changes: &Changes) -> Vec<(&'static str, Duration)> {
    let options = Options {
        settled_before: SystemTime::now().checked_sub(Duration::from_secs(5)),
        ..Options::default()
    };
    let mut times = Vec::new();
    let begun = Instant::now();
    let mut last = begun;
    let compiled = session.compile(&options, changes, &mut |stage| {
        let what = match stage {
            Stage::Snapshot => "snapshot",
            Stage::Read => "read",
            Stage::Assess => "assess",
            Stage::Plan => "plan",
        };
        times.push((what, last.elapsed()));
        last = Instant::now();
    });
    let site = compiled
        .expect("the machine")
        .value
        .expect("a book without errors")
        .site;
    times.push(("all of it", begun.elapsed()));
    let own = format!("accounts/{}/index.html", dossiers::account_id(EDITED));
    for (what, path) in [
        ("own page", own.as_str()),
        ("list", "accounts/index.html"),
        ("home", "index.html"),
        ("portfolio", "portfolio/index.html"),
    ] {
        times.push((what, page(&site, path)));
    }
    times
}

fn page(site: &Site, path: &str) -> Duration {
    let begun = Instant::now();
    let made = site.make(path).expect("the page");
    let bytes = made.expect("the page renders");
    assert!(!bytes.is_empty());
    begun.elapsed()
}
