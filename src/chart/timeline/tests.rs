//! What holds of a time line.

use super::*;
use crate::chart::proof;
use crate::diag::Lang;

fn frame(lang: Lang, width: f64) -> Frame {
    Frame {
        width,
        ..Frame::new("tl", lang, "两项逾期", "行动与目标")
    }
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// A sample with all the hard cases.
pub(crate) fn of(n: usize) -> TimelineData {
    let item = |idx: usize| {
        let month = idx * 7 % 12 + 1;
        let year = 2024 + idx * 5 % 5;
        Item {
            label: proof::name(idx),
            kind: [Kind::Action, Kind::Objective, Kind::ContractEnd][idx % 3],
            owner: (idx % 4 != 3).then(|| proof::name(idx + 2)),
            due: (idx % 6 != 5).then(|| day(&format!("{year}-{month:02}-15"))),
            is_done: idx % 5 == 1,
            done: (idx % 10 == 1).then(|| day("2026-06-20")),
            href: idx.is_multiple_of(2).then(|| "#t".into()),
        }
    };
    TimelineData {
        as_of: day("2026-09-30"),
        items: (0..n).map(item).collect(),
    }
}

#[test]
fn any_number_of_items_is_drawn_without_a_label_on_another() {
    for n in [0, 1, 2, 6, 12, 24, 200] {
        for lang in Lang::ALL {
            for width in [360.0, 480.0, 760.0, 1200.0] {
                let svg = draw(&of(n), &frame(lang, width));
                proof::check(&svg);
                assert_eq!(svg, draw(&of(n), &frame(lang, width)));
                assert_eq!(svg.table.rows.len(), n);
            }
        }
    }
}

fn one(due: Option<&str>, kind: Kind) -> TimelineData {
    TimelineData {
        as_of: day("2026-09-30"),
        items: vec![Item {
            label: "安排参观".into(),
            kind,
            owner: Some("陈立".into()),
            due: due.map(day),
            ..Item::default()
        }],
    }
}

#[test]
fn what_is_late_says_by_how_much_in_words_and_in_cinnabar() {
    for width in [360.0, 480.0, 1200.0] {
        let svg = draw(&one(Some("2026-08-15"), Kind::Action), &frame(Lang::Zh, width));
        assert!(svg.markup.contains(">逾期 46 天</text>") && svg.markup.contains("ks-seal"));
        let svg = draw(&one(Some("2026-09-30"), Kind::Action), &frame(Lang::Zh, width));
        assert!(!svg.markup.contains("seal"));
        let svg = draw(
            &one(Some("2026-08-15"), Kind::ContractEnd),
            &frame(Lang::Zh, width),
        );
        assert!(!svg.markup.contains("seal") && svg.table.rows[0][4] == "已到期");
    }
}

#[test]
fn the_day_of_the_book_is_a_labelled_line() {
    let svg = draw(&one(Some("2027-08-15"), Kind::Objective), &frame(Lang::Zh, 480.0));
    assert!(svg.markup.contains(">本书日期 2026-09-30</text>"));
    assert!(svg.markup.contains("2027 Q3 · 1 项"));
}

#[test]
fn what_has_no_date_is_listed_without_a_mark() {
    let svg = draw(&one(None, Kind::Action), &frame(Lang::Zh, 480.0));
    assert!(svg.markup.contains("没有期限 · 1 项"));
    assert_eq!(svg.markup.matches("<circle").count(), 1, "the key alone");
}

#[test]
fn days_at_the_ends_of_the_calendar_stand_at_the_edge() {
    for due in ["-009999-01-01", "9999-12-31", "2000-01-01", "2060-01-01"] {
        let svg = draw(&one(Some(due), Kind::Action), &frame(Lang::En, 480.0));
        proof::check(&svg);
        assert!(svg.markup.contains("<path"));
    }
}

#[test]
fn of_too_many_the_rest_is_counted_with_what_is_late() {
    let mut data = one(Some("2026-08-15"), Kind::Action);
    data.items = vec![data.items[0].clone(); 30];
    let svg = draw(&data, &frame(Lang::Zh, 480.0));
    assert!(svg.markup.contains("画出 24 / 30 项") && svg.markup.contains("逾期 6 项"));
}
