//! What a drawing costs: `KEYBOOK_TIMING=1 cargo test --release --lib chart::gallery::timing -- --nocapture` prints it.

use std::time::Duration;
use std::time::Instant;

use crate::chart::gallery::dossier;

/// Draws of each chart; the median is printed, since it does not mind what else the machine does.
const RUNS: usize = 201;

#[test]
fn every_chart_draws_the_same_as_often_as_it_is_asked() {
    let is_timed = std::env::var_os("KEYBOOK_TIMING").is_some();
    let draws = dossier::again();
    assert!(draws.len() > 50);
    for (id, draw) in draws {
        let first = draw();
        assert_eq!(draw(), first, "{id}");
        if is_timed {
            let mut times: Vec<Duration> = (0..RUNS)
                .map(|_| {
                    let begun = Instant::now();
                    std::hint::black_box(draw());
                    begun.elapsed()
                })
                .collect();
            times.sort_unstable();
            let micros = times[RUNS / 2].as_secs_f64() * 1e6;
            println!("{micros:>9.1} µs {:>8} bytes  {id}", first.markup.len());
        }
    }
}
