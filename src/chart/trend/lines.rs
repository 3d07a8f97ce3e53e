//! The lines of a trend in the periods that are drawn.

use crate::chart::figures::finite;
use crate::chart::palette::Role;
use crate::chart::trend::MAX_PERIODS;
use crate::chart::trend::MAX_SERIES;
use crate::chart::trend::Series;
use crate::chart::trend::TrendData;

/// A line with what is drawn of it.
pub struct Line<'a> {
    /// The line as it was given.
    pub series: &'a Series,
    /// Its place among the lines.
    pub idx: usize,
    /// A figure a period.
    pub values: Vec<Option<f64>>,
    /// What each could be.
    pub intervals: Vec<Option<(f64, f64)>>,
    /// Period and figure of the last that is known.
    pub last: Option<(usize, f64)>,
}

impl Line<'_> {
    /// Its colour.
    pub fn role(&self) -> Role {
        if self.series.is_context {
            Role::Other
        } else {
            Role::category(self.idx)
        }
    }
}

/// The lines that are drawn, in the periods that are.
pub fn lines(data: &TrendData) -> Vec<Line<'_>> {
    let first = data.periods.len().saturating_sub(MAX_PERIODS);
    let places = first..data.periods.len();
    let line = |(idx, series): (usize, &'_ Series)| {
        let at = |place: usize| series.values.get(place).copied().flatten();
        let values: Vec<Option<f64>> = places.clone().map(|place| finite(at(place))).collect();
        let interval = |place: usize| {
            let (low, high) = series.intervals.get(place).copied().flatten()?;
            Some((finite(Some(low))?, finite(Some(high))?)).filter(|(low, high)| high > low)
        };
        (idx, values, places.clone().map(interval).collect())
    };
    data.series
        .iter()
        .take(MAX_SERIES)
        .enumerate()
        .map(|(idx, series)| {
            let (idx, values, intervals) = line((idx, series));
            let mut known = values
                .iter()
                .enumerate()
                .filter_map(|(place, value)| value.map(|value| (place, value)));
            let last = known.next_back();
            Line {
                series,
                idx,
                values,
                intervals,
                last,
            }
        })
        .collect()
}
