//! The ledgers' year, and the days on which what is owed is looked at.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::model::date::AsOf;
use crate::model::date::months_back;

/// `[as_of − window_months, as_of)`, and its days of account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Window {
    /// First day in.
    from: Date,
    /// First day out.
    pub as_of: AsOf,
    /// The month-ends in the window, then the day before `as_of`: ascending, the last may repeat the one before.
    pub days: Vec<Date>,
}

impl Window {
    pub(crate) fn new(as_of: AsOf, months: u32) -> Window {
        let from = months_back(as_of, months);
        let mut days = Vec::new();
        let mut end = from.last_of_month();
        while end < as_of {
            days.push(end);
            let Ok(next) = end.checked_add(1.day()) else { break };
            end = next.last_of_month();
        }
        days.push(as_of.saturating_sub(1.day()));
        Window { from, as_of, days }
    }

    /// True for a day in the window.
    pub(crate) fn has(&self, day: Date) -> bool {
        self.from <= day && day < self.as_of
    }

    /// True for a day that counts at all.
    pub(crate) fn is_past(&self, day: Date) -> bool {
        day < self.as_of
    }

    /// Number of month-ends in the window.
    pub(crate) fn n_month_ends(&self) -> usize {
        self.days.len() - 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::date::parse_date;

    fn window(as_of: &str, months: u32) -> (String, Vec<String>) {
        let window = Window::new(parse_date(as_of).unwrap(), months);
        (
            window.from.to_string(),
            window.days.iter().map(Date::to_string).collect(),
        )
    }

    #[test]
    fn a_month_end_counts_if_it_is_in_the_window_and_before_as_of() {
        let (from, days) = window("2025-06-30", 2);
        assert_eq!(from, "2025-04-30");
        assert_eq!(days, ["2025-04-30", "2025-05-31", "2025-06-29"]);
        assert_eq!(window("2025-01-01", 1).1, ["2024-12-31", "2024-12-31"]);
    }
}
