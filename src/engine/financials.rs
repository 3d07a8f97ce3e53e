//! Yearly figures 经营数据 of an account's typed periods.

use jiff::civil::Date;

use crate::model::account::Financial;
use crate::model::date::months_back;
use crate::model::exact::Exact;

/// One year of trade. Money in base units; `None` is unknown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct YearlyFigures {
    /// 收入.
    pub revenue: Option<Exact>,
    /// 直接成本.
    pub direct_cost: Option<Exact>,
    /// 服务成本.
    pub cost_to_serve: Option<Exact>,
    /// 回款.
    pub receipts: Option<Exact>,
}

impl YearlyFigures {
    /// Revenue − direct cost − cost to serve, the last only if it is asked for; `None` if a term is unknown.
    pub fn profit(&self, is_after_cost_to_serve: bool) -> Option<Exact> {
        let margin = self.revenue.as_ref()? - self.direct_cost.as_ref()?;
        if is_after_cost_to_serve {
            Some(&margin - self.cost_to_serve.as_ref()?)
        } else {
            Some(margin)
        }
    }
}

/// A typed year: the periods whose last day is after its first bound and not after its second.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TypedYear {
    after: Date,
    until: Date,
}

impl TypedYear {
    /// The twelve months up to `as_of`.
    pub fn current(as_of: Date) -> TypedYear {
        TypedYear {
            after: months_before(as_of, 12),
            until: as_of,
        }
    }

    /// The twelve months before those.
    pub fn previous(as_of: Date) -> TypedYear {
        TypedYear {
            after: months_before(as_of, 24),
            until: months_before(as_of, 12),
        }
    }

    /// True if a period with this last day belongs to the year.
    pub fn contains(self, last_day: Date) -> bool {
        self.after < last_day && last_day <= self.until
    }

    /// Sums a field over the year's rows; `None` if there is no row, or one does not state the field.
    pub fn sum<T>(
        self,
        rows: &[T],
        last_day: impl Fn(&T) -> Date,
        field: impl Fn(&T) -> Option<Exact>,
    ) -> Option<Exact> {
        let mut rows = rows.iter().filter(|row| self.contains(last_day(row))).peekable();
        rows.peek()?;
        rows.map(field).sum()
    }
}

/// Months back from the book's day; from a month's end to a month's end.
fn months_before(as_of: Date, months: u32) -> Date {
    let day = months_back(as_of, months);
    if as_of == as_of.last_of_month() {
        day.last_of_month()
    } else {
        day
    }
}

/// The figures of one typed year: of each the sum over its rows; `None` if there is no row, or one does not state it.
pub fn figures(rows: &[Financial], year: TypedYear) -> YearlyFigures {
    let mut of_year = rows
        .iter()
        .filter(|row| year.contains(row.period.value.last_day()));
    let Some(first) = of_year.next() else {
        return YearlyFigures::default();
    };
    let mut figures = YearlyFigures {
        revenue: first.revenue.clone(),
        direct_cost: first.beside.direct_cost.clone(),
        cost_to_serve: first.beside.cost_to_serve.clone(),
        receipts: first.beside.receipts.clone(),
    };
    for row in of_year {
        for (sum, field) in [
            (&mut figures.revenue, &row.revenue),
            (&mut figures.direct_cost, &row.beside.direct_cost),
            (&mut figures.cost_to_serve, &row.beside.cost_to_serve),
            (&mut figures.receipts, &row.beside.receipts),
        ] {
            *sum = sum.as_ref().zip(field.as_ref()).map(|(sum, field)| sum + field);
        }
    }
    figures
}

/// What `field` gives for the newest period not after `as_of` that states it.
pub fn newest<T>(rows: &[Financial], as_of: Date, field: impl Fn(&Financial) -> Option<T>) -> Option<T> {
    rows.iter()
        .filter(|row| row.period.value.last_day() <= as_of)
        .filter_map(|row| Some((row.period.value.last_day(), field(row)?)))
        .max_by_key(|(day, _)| *day)
        .map(|(_, value)| value)
}

/// The newest typed discount, percent.
pub fn newest_discount(rows: &[Financial], as_of: Date) -> Option<Exact> {
    newest(rows, as_of, |row| row.beside.discount.clone())
}

/// What customers owe us, and how much of it is past its day. Base units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receivables {
    /// 应收余额.
    pub outstanding: Exact,
    /// 逾期.
    pub overdue: Exact,
}

/// The newest typed pair; a pair of 0 is a pair.
pub fn newest_receivables(rows: &[Financial], as_of: Date) -> Option<Receivables> {
    newest(rows, as_of, |row| {
        Some(Receivables {
            outstanding: row.beside.outstanding.clone()?,
            overdue: row.beside.overdue.clone()?,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::samples::day;
    use crate::engine::samples::financial;

    fn revenue(rows: &[(&str, Option<i64>)], as_of: &str) -> Option<Exact> {
        let rows: Vec<Financial> = rows
            .iter()
            .map(|(period, revenue)| financial(period, *revenue))
            .collect();
        figures(&rows, TypedYear::current(day(as_of))).revenue
    }

    #[test]
    fn a_period_belongs_to_the_year_its_last_day_is_in() {
        let rows = [
            ("2023H2", Some(1)),
            ("2024H1", Some(10)),
            ("2024H2", Some(100)),
            ("2025H1", Some(1000)),
        ];
        assert_eq!(revenue(&rows, "2025-06-30"), Some(Exact::from(1100)));
        assert_eq!(revenue(&rows, "2025-06-29"), Some(Exact::from(110)));
    }

    #[test]
    fn a_year_that_ends_with_february_begins_after_february() {
        let rows = [("2024-02", Some(1)), ("2024-03", Some(10))];
        assert_eq!(revenue(&rows, "2025-02-28"), Some(Exact::from(10)));
        assert_eq!(
            TypedYear::previous(day("2025-02-28")),
            TypedYear {
                after: day("2023-02-28"),
                until: day("2024-02-29")
            }
        );
    }

    #[test]
    fn a_year_with_a_gap_is_unknown() {
        assert_eq!(
            revenue(&[("2024H2", None), ("2025H1", Some(1))], "2025-06-30"),
            None
        );
        assert_eq!(revenue(&[("2020", Some(1))], "2025-06-30"), None);
        assert_eq!(revenue(&[], "2025-06-30"), None);
    }

    #[test]
    fn profit_needs_every_term() {
        let mut year = YearlyFigures {
            revenue: Some(Exact::from(10)),
            direct_cost: Some(Exact::from(4)),
            ..YearlyFigures::default()
        };
        assert_eq!(year.profit(false), Some(Exact::from(6)));
        assert_eq!(year.profit(true), None);
        year.cost_to_serve = Some(Exact::from(7));
        assert_eq!(year.profit(true), Some(Exact::from(-1)));
    }

    #[test]
    fn the_newest_row_is_the_newest_that_states_the_field() {
        let mut rows = vec![
            financial("2024", Some(1)),
            financial("2025Q1", None),
            financial("2025H2", Some(3)),
        ];
        rows.swap(0, 1);
        assert_eq!(
            newest(&rows, day("2025-06-30"), |row| row.revenue.clone()),
            Some(Exact::ONE)
        );
    }
}
