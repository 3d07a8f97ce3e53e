//! The columns of a Pareto chart: names, bars, amounts, curve.

use crate::chart::canvas::Canvas;
use crate::chart::figures;
use crate::chart::figures::finite;
use crate::chart::frame::Frame;
use crate::chart::frame::TEXT;
use crate::chart::letters;
use crate::chart::pareto::rows::Row;
use crate::chart::plane::Span;

/// Where the columns stand, in canvas units, and how figures are printed.
pub struct Layout {
    /// Width of the names.
    pub label: f64,
    /// Width of the bars.
    pub bars: f64,
    /// Right edge of the amounts.
    pub amount: f64,
    /// Left edge of the curve.
    pub curve: f64,
    /// Its width.
    pub curve_width: f64,
    /// Decimals of the amounts.
    pub places: u32,
    /// Scale of the bars.
    pub span: Span,
}

impl Layout {
    /// By what stands in the columns.
    pub fn of(canvas: &Canvas, frame: &Frame, rows: &[Row<'_>]) -> Layout {
        let amounts = || {
            rows.iter().filter_map(|row| match row {
                Row::One(account, _) => finite(account.amount),
                Row::Rest { n, sum, .. } => Some(sum / *n as f64),
                Row::Class { .. } => None,
            })
        };
        let is_large = amounts().any(|amount| amount.abs() >= 1_000.0);
        let places = if is_large {
            0
        } else {
            figures::places(amounts(), 1)
        };
        let widest = |words: &dyn Fn(&Row<'_>) -> String| {
            let widths = rows.iter().map(|row| letters::width(&words(row), TEXT));
            widths.fold(0.0, f64::max)
        };
        let label = widest(&|row| match row {
            Row::One(account, _) => account.label.clone(),
            Row::Rest { n, .. } => rest_words(*n, frame),
            Row::Class { .. } => String::new(),
        });
        let amount = widest(&|row| match row {
            Row::One(account, _) => amount_words(account.amount.unwrap_or(0.0), places),
            Row::Rest { n, sum, .. } => mean_words(sum / *n as f64, places, frame),
            Row::Class { .. } => String::new(),
        });
        let wide = canvas.width();
        let curve_width = wide * 0.29;
        let curve = wide - curve_width - 6.0;
        let amount = (amount + 8.0).min(wide * 0.22);
        let label = label.min(wide * 0.3) + 10.0;
        let low = amounts().fold(0.0, f64::min);
        let high = amounts().fold(0.0, f64::max);
        Layout {
            label,
            bars: curve - 14.0 - amount - label,
            amount: curve - 14.0,
            curve,
            curve_width,
            places,
            span: Span::new(low, high),
        }
    }

    /// Room for an amount.
    pub fn amount_room(&self) -> f64 {
        self.amount - self.label - self.bars - 4.0
    }
}

/// An amount.
pub fn amount_words(amount: f64, places: u32) -> String {
    figures::fixed(amount, places)
}

/// The mean of many amounts.
pub fn mean_words(mean: f64, places: u32, frame: &Frame) -> String {
    format!("{} {}", frame.say("均", "avg"), figures::fixed(mean, places))
}

/// Those without a row of their own.
pub fn rest_words(n: usize, frame: &Frame) -> String {
    let n = figures::short(n as f64, 0);
    let zh = format!("其余 {n} 家");
    let en = format!("{n} more");
    frame.say(&zh, &en).to_string()
}
