//! The table of a trend: every period, every line.

use crate::chart::figures;
use crate::chart::figures::finite;
use crate::chart::frame::DataTable;
use crate::chart::frame::Frame;
use crate::chart::trend::Series;
use crate::chart::trend::TrendData;

/// A row a period, a column a line.
pub fn table(data: &TrendData, frame: &Frame) -> DataTable {
    let mut columns = vec![frame.say("期间", "Period").to_string()];
    columns.extend(data.series.iter().map(|series| {
        if series.label.is_empty() {
            data.measure.clone()
        } else {
            series.label.clone()
        }
    }));
    if let Some(target) = &data.target {
        columns.push(target.label.clone());
    }
    let rows = data.periods.iter().enumerate().map(|(place, period)| {
        let mut row = vec![period.clone()];
        row.extend(data.series.iter().map(|series| cell(series, place, frame)));
        if let Some(target) = &data.target {
            row.push(figures::or_unknown(Some(target.at), 2, frame));
        }
        row
    });
    DataTable {
        columns,
        rows: rows.collect(),
    }
}

/// `74.4 [70–81]`.
fn cell(series: &Series, place: usize, frame: &Frame) -> String {
    let value = series.values.get(place).copied().flatten();
    let figure = figures::or_unknown(value, 2, frame);
    let interval = series.intervals.get(place).copied().flatten();
    match interval.and_then(|(low, high)| finite(Some(low)).zip(finite(Some(high)))) {
        Some((low, high)) => format!(
            "{figure} [{}–{}]",
            figures::short(low, 2),
            figures::short(high, 2)
        ),
        None => figure,
    }
}
