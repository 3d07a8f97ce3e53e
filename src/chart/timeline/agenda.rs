//! Which items are drawn, in which state, under which quarter.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::chart::frame::Frame;
use crate::chart::timeline::Item;
use crate::chart::timeline::Kind;
use crate::chart::timeline::TimelineData;
use crate::model::date::days_between;

/// Where an item stands on the day of the book.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Due on the day of the book or later, or without a date.
    Open,
    /// Done, or a contract that has ended.
    Done,
    /// Due before the day of the book, and not done.
    Late,
}

/// The state of an item. A contract is never late: it ends.
pub fn state(item: &Item, as_of: Date) -> State {
    let is_past = item.due.is_some_and(|due| due < as_of);
    match item.kind {
        _ if item.is_done => State::Done,
        Kind::ContractEnd if is_past => State::Done,
        Kind::Action | Kind::Objective if is_past => State::Late,
        _ => State::Open,
    }
}

/// `逾期 46 天`, `已完成 2025-06-20` …
pub fn state_words(item: &Item, as_of: Date, frame: &Frame) -> String {
    match (state(item, as_of), item.kind) {
        (State::Late, _) => {
            let days = item.due.map_or(0, |due| days_between(due, as_of));
            let (zh, en) = (format!("逾期 {days} 天"), format!("{days} d late"));
            frame.say(&zh, &en).to_string()
        }
        (State::Done, Kind::ContractEnd) => frame.say("已到期", "ended").to_string(),
        (State::Done, _) => {
            let words = frame.say("已完成", "done");
            match item.done {
                Some(done) => format!("{words} {done}"),
                None => words.to_string(),
            }
        }
        (State::Open, Kind::ContractEnd) => frame.say("执行中", "running").to_string(),
        (State::Open, _) => frame.say("进行中", "open").to_string(),
    }
}

/// A quarter, counted from year 0: year × 4 + 0..=3.
pub type Quarter = i64;

/// The quarter of a day.
pub fn quarter_of(day: Date) -> Quarter {
    i64::from(day.year()) * 4 + i64::from((day.month() - 1) / 3)
}

/// The first day of a quarter; `None` beyond the calendar.
pub fn first_day(quarter: Quarter) -> Option<Date> {
    let year = i16::try_from(quarter.div_euclid(4)).ok()?;
    let month = i8::try_from(quarter.rem_euclid(4) * 3 + 1).ok()?;
    Date::new(year, month, 1).ok()
}

/// An item in its state.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Entry<'a> {
    /// The item.
    pub item: &'a Item,
    /// Its state.
    pub state: State,
}

/// What is drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Agenda<'a> {
    /// The day of the book.
    pub as_of: Date,
    /// By quarter of the due day, in order of the days; within a day objectives first.
    pub quarters: BTreeMap<Quarter, Vec<Entry<'a>>>,
    /// Without a date, in the dossier's order.
    pub dateless: Vec<Entry<'a>>,
    /// Late items that are not drawn.
    pub n_hidden_late: usize,
}

impl<'a> Agenda<'a> {
    /// Takes at most `most` items: what is late, the longest first; then what is nearest to the day of the book, before or
    /// after it; then what has no date.
    pub fn of(data: &'a TimelineData, most: usize) -> Agenda<'a> {
        let as_of = data.as_of;
        let mut ranked: Vec<(usize, Entry<'a>)> = data
            .items
            .iter()
            .map(|item| Entry {
                item,
                state: state(item, as_of),
            })
            .enumerate()
            .collect();
        ranked.sort_by_key(|(idx, entry)| {
            let away = entry.item.due.map(|due| days_between(as_of, due));
            match (entry.state, away) {
                (State::Late, Some(days)) => (0, days, *idx),
                (_, Some(days)) => (1, days.abs(), *idx),
                (_, None) => (2, 0, *idx),
            }
        });
        let shown: BTreeSet<usize> = ranked.iter().take(most).map(|(idx, _)| *idx).collect();
        let hidden = ranked.iter().skip(most);
        let n_hidden_late = hidden.filter(|(_, entry)| entry.state == State::Late).count();
        let mut drawn: Vec<(usize, Entry<'a>)> = ranked;
        drawn.retain(|(idx, _)| shown.contains(idx));
        drawn.sort_by_key(|(idx, entry)| (entry.item.due, entry.item.kind, *idx));
        let mut quarters: BTreeMap<Quarter, Vec<Entry<'a>>> = BTreeMap::new();
        let mut dateless = Vec::new();
        for (_, entry) in drawn {
            match entry.item.due {
                Some(due) => quarters.entry(quarter_of(due)).or_default().push(entry),
                None => dateless.push(entry),
            }
        }
        Agenda {
            as_of,
            quarters,
            dateless,
            n_hidden_late,
        }
    }

    /// Every item that is drawn.
    pub fn entries(&self) -> impl Iterator<Item = &Entry<'a>> {
        self.quarters.values().flatten().chain(&self.dateless)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn item(label: &str, due: Option<&str>, kind: Kind, is_done: bool) -> Item {
        Item {
            label: label.into(),
            kind,
            due: due.map(day),
            is_done,
            ..Item::default()
        }
    }

    fn of(items: Vec<Item>) -> TimelineData {
        TimelineData {
            as_of: day("2026-09-30"),
            items,
        }
    }

    #[test]
    fn late_is_what_was_due_before_the_day_and_is_not_done() {
        let state = |due, kind, is_done| state(&item("a", due, kind, is_done), day("2026-09-30"));
        assert_eq!(state(Some("2026-09-29"), Kind::Action, false), State::Late);
        assert_eq!(state(Some("2026-09-30"), Kind::Action, false), State::Open);
        assert_eq!(state(Some("2026-09-29"), Kind::Objective, true), State::Done);
        assert_eq!(state(Some("2026-09-29"), Kind::ContractEnd, false), State::Done);
        assert_eq!(state(None, Kind::Action, false), State::Open);
    }

    #[test]
    fn quarters_are_counted_and_found_again() {
        let quarter = quarter_of(day("2026-09-30"));
        assert_eq!(first_day(quarter), Some(day("2026-07-01")));
        assert_eq!(first_day(quarter + 2), Some(day("2027-01-01")));
        assert_eq!(first_day(i64::MAX), None);
    }

    #[test]
    fn of_too_many_the_late_and_the_near_are_drawn_in_the_order_of_their_days() {
        let data = of(vec![
            item("far", Some("2028-01-01"), Kind::Action, false),
            item("near", Some("2026-10-05"), Kind::Action, false),
            item("late", Some("2025-01-01"), Kind::Action, false),
            item("never", None, Kind::Action, false),
            item("same day", Some("2026-10-05"), Kind::Objective, false),
        ]);
        let names = |most| {
            let agenda = Agenda::of(&data, most);
            let names: Vec<&str> = agenda.entries().map(|entry| entry.item.label.as_str()).collect();
            (names.join(", "), agenda.n_hidden_late)
        };
        assert_eq!(names(9).0, "late, same day, near, far, never");
        assert_eq!(names(3).0, "late, same day, near");
        assert_eq!(names(0), (String::new(), 1));
    }
}
