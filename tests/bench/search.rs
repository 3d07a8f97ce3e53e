//! A book of 10,000 dossiers in Chromium: how long the results of a query take, the bytes it fetches, and the heaviest pages.
//!
//! `cargo bench --bench search` runs it. Each query is asked twice: on a page just opened, and again when what it needs is there.
//! From the disk nothing is compressed: the bytes are those of the files.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a bench that cannot go on says so and stops"
)]

mod cpu;
mod dossiers;
#[path = "../browser/harness.rs"]
#[expect(dead_code, reason = "the tests use the rest of it")]
mod harness;
#[expect(dead_code, reason = "time and memory are asked for elsewhere")]
mod process;

use std::fs;
use std::path::Path;

use harness::Chromium;
use harness::Tab;

/// Dossiers in the book.
const SIZE: usize = 10_000;
/// The worst first: what every page has, then a part of a name, one name, initials, a Latin word, a text, nothing.
const QUERIES: [&str; 8] = [
    "客户",
    "客户 华东",
    "客户0047",
    "客户009999",
    "kehu",
    "acc",
    "访谈一致",
    "没有这样的词语",
];
/// Every query so many times, each on a new page; the median is printed.
const RUNS: usize = 5;

fn main() {
    // `cargo test --benches` asks whether it runs at all; a full run belongs to `cargo bench`.
    if !std::env::args().any(|arg| arg == "--bench") {
        return;
    }
    let folder = tempfile::tempdir().expect("a scratch folder");
    let root = folder.path().canonicalize().expect("a real path");
    dossiers::write_book(&root, SIZE);
    let cost = process::measure(&["build", "--quiet", "--root", &root.display().to_string()]);
    let output = root.join("output");
    println!("{SIZE} dossiers, built in {:.0} ms", cost.wall_ms);
    weigh(&output);
    tokio::runtime::Runtime::new()
        .expect("a runtime")
        .block_on(search(&output));
}

/// Prints the heaviest file of each kind.
fn weigh(output: &Path) {
    let mut heaviest: Vec<(&str, u64, String)> = Vec::new();
    for entry in walkdir::WalkDir::new(output) {
        let entry = entry.expect("the site can be read");
        let path = entry
            .path()
            .strip_prefix(output)
            .expect("inside")
            .display()
            .to_string();
        let size = entry.metadata().expect("its size").len();
        let kind = match path.trim_start_matches("en/") {
            path if path.starts_with("accounts/") && path.ends_with("/why/index.html") => "why",
            "accounts/index.html" => "accounts",
            path if path.starts_with("accounts/") => "account",
            path if path.starts_with("search/i-") => "share",
            path if path.starts_with("search/p-") => "titles",
            path if path.ends_with(".html") => "other page",
            _ => continue,
        };
        match heaviest.iter_mut().find(|(one, _, _)| *one == kind) {
            Some(heavy) if heavy.1 < size => *heavy = (kind, size, path),
            Some(_) => (),
            None => heaviest.push((kind, size, path)),
        }
    }
    println!("\n{:>12} {:>12}  heaviest", "kind", "bytes");
    for (kind, size, path) in heaviest {
        println!("{kind:>12} {size:>12}  {path}");
    }
}

/// Prints what queries cost.
async fn search(output: &Path) {
    let chromium = Chromium::open().await;
    let tab = chromium.tab().await;
    println!(
        "\n{:>20} {:>8} {:>6} {:>9} {:>9} {:>9}",
        "query", "pages", "files", "bytes", "first ms", "again ms"
    );
    for query in QUERIES {
        let mut asked = Vec::new();
        for _ in 0..RUNS {
            tab.go(&format!("file://{}/search/index.html", output.display()))
                .await;
            asked.push((ask(&tab, query).await, ask(&tab, query).await));
        }
        asked.sort_by(|(a, _), (b, _)| a.0.total_cmp(&b.0));
        let (first, again) = asked.swap_remove(RUNS / 2);
        let bytes: u64 = first
            .2
            .iter()
            .map(|file| {
                fs::metadata(output.join("search").join(file))
                    .expect("a file")
                    .len()
            })
            .sum();
        println!(
            "{query:>20} {:>8} {:>6} {bytes:>9} {:>9.1} {:>9.1}",
            first.1,
            first.2.len(),
            first.0,
            again.0
        );
    }
    chromium.close().await;
}

/// Milliseconds from the key to the results, how many pages were found, and the files that were fetched.
async fn ask(tab: &Tab, query: &str) -> (f64, usize, Vec<String>) {
    let script = format!(
        "(async () => {{
            const files = [];
            const seen = new MutationObserver(changes => changes.forEach(change => change.addedNodes.forEach(node => {{
                if (node.tagName === 'SCRIPT') {{ files.push(node.src.split('/').pop()); }}
            }})));
            seen.observe(document.head, {{ childList: true }});
            const field = document.querySelector('[data-find-here] input');
            const said = document.querySelector('[data-find-here] [role=status]');
            said.textContent = 'waiting';
            const shown = new Promise(done => new MutationObserver(() => {{
                if (said.textContent !== 'waiting') {{ document.body.offsetHeight; done(performance.now()); }}
            }}).observe(document.querySelector('[data-find-here]'), {{ childList: true, subtree: true, characterData: true }}));
            const begun = performance.now();
            field.value = {query:?};
            field.dispatchEvent(new Event('input'));
            const ended = await shown;
            await new Promise(next => setTimeout(next, 5));
            seen.disconnect();
            const n = parseInt((said.textContent.match(/\\d+/) || ['0'])[0], 10);
            return [ended - begun, n, files];
        }})()"
    );
    tab.ask(&script).await
}
