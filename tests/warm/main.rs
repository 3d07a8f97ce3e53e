//! Warm is cold: whatever was edited before, a session and a repeated build give what a first one gives, byte for byte.
//!
//! Every kind of edit by itself, then random books and random edits, the same ones each time; a failure is shrunk to the fewest edits that show it. More books
//! than in a usual run: `KEYBOOK_BOOKS=500 cargo test --test warm`.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on says so and stops"
)]

mod book;
mod desk;
mod dice;
mod edit;
mod fields;
mod others;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

use keybook::app::Changes;
use keybook::app::Options;
use proptest::prelude::*;
use proptest::test_runner::Config;
use proptest::test_runner::RngAlgorithm;
use proptest::test_runner::TestCaseError;
use proptest::test_runner::TestRng;
use proptest::test_runner::TestRunner;

use crate::book::Files;
use crate::desk::Desk;
use crate::dice::Dice;
use crate::edit::KINDS;

/// Books of a usual run.
const BOOKS: u32 = 14;
/// Edits of a book at most.
const MOST_EDITS: usize = 24;

/// A book and what is done to it.
#[derive(Debug, Clone)]
struct Story {
    seed: u64,
    n_accounts: usize,
    edits: Vec<u64>,
}

/// What all stories together showed.
#[derive(Debug, Default)]
struct Reach {
    n_good: usize,
    n_broken: usize,
    edits: BTreeMap<&'static str, usize>,
    codes: BTreeSet<&'static str>,
}

fn stories() -> impl Strategy<Value = Story> {
    let edits = prop::collection::vec(any::<u64>(), 1..=MOST_EDITS);
    (any::<u64>(), 5_usize..=8, edits).prop_map(|(seed, n_accounts, edits)| Story {
        seed,
        n_accounts,
        edits,
    })
}

#[test]
fn after_any_edits_warm_is_cold_byte_for_byte() {
    let asked = std::env::var("KEYBOOK_BOOKS")
        .ok()
        .and_then(|books| books.parse().ok());
    let config = Config {
        cases: asked.unwrap_or(BOOKS),
        failure_persistence: None,
        max_shrink_iters: 400,
        max_shrink_time: 120_000,
        ..Config::default()
    };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let reach = RefCell::new(Reach::default());
    let told = runner.run(&stories(), |story| {
        tell(&story, &mut reach.borrow_mut()).map_err(TestCaseError::fail)
    });
    if let Err(error) = told {
        panic!("{error}");
    }
    let reach = reach.into_inner();
    println!("{reach:#?}");
    let lacking: Vec<&str> = KINDS
        .iter()
        .map(|(name, _, _)| *name)
        .filter(|name| !reach.edits.contains_key(name))
        .collect();
    assert!(lacking.is_empty(), "never made: {lacking:?}");
    assert!(
        reach.n_good > reach.n_broken,
        "{} good, {} broken",
        reach.n_good,
        reach.n_broken
    );
    assert!(reach.codes.len() >= 20, "findings of {:?} alone", reach.codes);
}

/// Each edit follows the one before it, which is taken back at the same time, as a switch of branches does.
#[test]
fn each_field_setting_and_file_by_itself_is_seen() {
    let dice = &mut Dice(7);
    let mut files = book::book(dice, 6);
    edit::set(&mut files, "languages", "[zh]");
    let mut desk = Desk::new(files.clone());
    let seen = desk.look(&Changes::All, true).unwrap();
    assert!(seen.is_good, "the book to edit has errors");
    let edits = edit::single_edits(dice, &files);
    let (mut n_good, n_edits) = (0, edits.len());
    for (what, after) in edits {
        let changes = Changes::Paths(desk.write(after));
        let seen = desk.look(&changes, true);
        let seen = seen.unwrap_or_else(|wrong| panic!("{what}: {wrong}"));
        n_good += usize::from(seen.is_good);
    }
    assert!(n_good > 80, "{n_good} of {n_edits} edits left a good book");
    let n_known = desk.n_known();
    println!("{n_known} pages were known by their print");
    assert!(n_known > n_good, "{n_known} pages were known by their print");
}

/// Writes the book, makes the edits, and compares after each.
fn tell(story: &Story, reach: &mut Reach) -> Result<(), String> {
    let mut desk = Desk::new(book::book(&mut Dice(story.seed), story.n_accounts));
    let is_settled = !story.seed.is_multiple_of(4);
    let mut history = vec!["a new book".to_owned()];
    let mut good: Option<Files> = None;
    let mut n_broken = 0;
    let mut changes = Changes::All;
    for seed in std::iter::once(&0).chain(&story.edits) {
        let mut dice = Dice(*seed);
        // A broken book is edited on at most twice.
        let n_tries = dice.below(3);
        if *seed != 0 {
            let (what, next) = step(
                &mut dice,
                &mut desk,
                good.as_ref().filter(|_| n_broken > n_tries),
                reach,
            );
            history.push(what);
            changes = next;
        }
        let seen = desk
            .look(&changes, is_settled)
            .map_err(|wrong| format!("{wrong}\nafter {history:#?}"))?;
        reach.codes.extend(&seen.codes);
        if seen.is_good {
            (reach.n_good, n_broken) = (reach.n_good + 1, 0);
            good = Some(desk.files.clone());
        } else {
            (reach.n_broken, n_broken) = (reach.n_broken + 1, n_broken + 1);
        }
    }
    match good {
        None => Ok(()),
        Some(files) => {
            // The way back to the last good book, then the whole tree against a clean one.
            let changes = Changes::Paths(desk.write(files));
            let seen = desk
                .look(&changes, is_settled)
                .map_err(|wrong| format!("{wrong}\nafter {history:#?}, taken back"))?;
            match seen.is_good {
                true => desk
                    .look_at_the_output()
                    .map_err(|wrong| format!("{wrong}\nafter {history:#?}")),
                // Other options than the ones it was good with.
                false => Ok(()),
            }
        }
    }
}

/// One edit, or the last good book taken back; says what it was, and where to look.
fn step(dice: &mut Dice, desk: &mut Desk, good: Option<&Files>, reach: &mut Reach) -> (String, Changes) {
    let mut files = desk.files.clone();
    let what = match good {
        Some(good) => {
            files.clone_from(good);
            "taken back"
        }
        None if dice.once_in(20) => {
            desk.read_with(options(dice));
            "other options"
        }
        None => edit::edit(dice, &mut files),
    };
    *reach.edits.entry(what).or_default() += 1;
    let mut paths = desk.write(files);
    let named: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
    if dice.once_in(4) {
        // An event without a change: a file is looked at again though its bytes are the same.
        let all: Vec<String> = desk.files.keys().cloned().collect();
        let path = dice.one(&all).clone();
        paths.insert(desk.touch(&path));
    }
    let changes = if dice.once_in(10) {
        Changes::All
    } else {
        Changes::Paths(paths)
    };
    (format!("{what}: {named:?}"), changes)
}

fn options(dice: &mut Dice) -> Options {
    let day = ["2026-06-30", "2026-03-31", "2026-12-31"];
    Options {
        as_of: dice.once_in(2).then(|| dice.one(&day).parse().unwrap()),
        drafts: dice.once_in(2),
        base_url: dice.once_in(3).then(|| "https://kam.example".to_owned()),
        ..Options::default()
    }
}
