//! What a drawing costs: `KEYBOOK_TIMING=1 cargo test --release --lib chart::gallery::cost -- --nocapture` prints it.

use std::time::Duration;
use std::time::Instant;

use crate::chart::frame::Frame;
use crate::chart::frame::Svg;
use crate::chart::gallery::figures;
use crate::chart::gallery::hard;
use crate::chart::gallery::portfolio;
use crate::diag::Lang;

/// Draws of each chart; the median is printed, since it does not mind what else the machine does.
const RUNS: usize = 201;

#[test]
fn every_chart_draws_the_same_as_often_as_it_is_asked() {
    let is_timed = std::env::var_os("KEYBOOK_TIMING").is_some();
    let mut n = 0;
    let mut again = |id: &str, title: &str, desc: &str, draw: &dyn Fn(&Frame) -> Svg| {
        let frame = Frame::new(id, Lang::Zh, title, desc);
        let first = draw(&frame);
        assert_eq!(draw(&frame), first, "{id}");
        n += 1;
        if is_timed {
            let mut times: Vec<Duration> = (0..RUNS)
                .map(|_| {
                    let begun = Instant::now();
                    std::hint::black_box(draw(&frame));
                    begun.elapsed()
                })
                .collect();
            times.sort_unstable();
            let micros = times[RUNS / 2].as_secs_f64() * 1e6;
            println!("{micros:>9.1} µs {:>8} bytes  {id}", first.markup.len());
        }
    };
    portfolio::add(&mut again);
    figures::add(&mut again);
    hard::add(&mut again);
    assert!(n > 50);
}
