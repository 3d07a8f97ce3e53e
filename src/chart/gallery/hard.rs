//! The data that each chart is tested with, on the page too: no items, few, many, long names, much that is unknown.

use crate::chart::composition::donut;
use crate::chart::composition::treemap;
use crate::chart::concentration;
use crate::chart::frame::Frame;
use crate::chart::frame::Svg;
use crate::chart::gallery::Add;
use crate::chart::gallery::ready;
use crate::chart::pareto;
use crate::chart::portfolio_matrix;
use crate::chart::rfm;
use crate::chart::tornado;
use crate::chart::trend;
use crate::chart::whale;

/// How many items.
const SIZES: [usize; 5] = [0, 1, 2, 12, 200];

/// Every kind with every number of items.
pub fn add(add: Add<'_>) {
    for n in SIZES {
        let mut one = |kind: &str, draw: &dyn Fn(&Frame) -> Svg| {
            let n = if n == 0 { "none".to_owned() } else { n.to_string() };
            add(&format!("hard-{kind}-{n}"), "难例", "长名与未知", draw);
        };
        one(
            "portfolio",
            &ready(portfolio_matrix::tests::of(n), portfolio_matrix::draw),
        );
        one("whale", &ready(whale::tests::of(n), whale::draw));
        one("pareto", &ready(pareto::tests::of(n), pareto::draw));
        one("rfm", &ready(rfm::tests::of(n as u8), rfm::draw));
        one("tornado", &ready(tornado::tests::of(n), tornado::draw));
        one("trend", &ready(trend::tests::of(n, 1), trend::draw));
        one("trends", &ready(trend::tests::of(n, 4), trend::draw));
        let hhi = concentration::tests::of(10_000.0 / (n as f64 + 0.5));
        one("hhi", &ready(hhi, concentration::draw));
        one("donut", &ready(donut::tests::even(n), donut::draw));
        one("treemap", &ready(treemap::tests::steep(n), treemap::draw));
    }
}
