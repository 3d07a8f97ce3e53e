//! What holds of a wallet, in both forms.

use super::*;
use crate::chart::proof;
use crate::diag::Lang;

fn frame(lang: Lang, width: f64) -> Frame {
    Frame {
        width,
        ..Frame::new("wal", lang, "一半不在我方", "2025 年，万元")
    }
}

/// A sample with all the hard cases.
pub(crate) fn of(n: usize, per_unit: usize) -> WalletData {
    let cell = |idx: usize| Cell {
        unit: (idx % 11 != 10 || per_unit == 12).then(|| proof::name(idx / per_unit)),
        offering: proof::name((idx % per_unit * 5) % per_unit),
        spend: (idx % 6 != 5).then_some((idx * 37 % 101) as f64 * 1234.5),
        with: [
            With::Us,
            With::Competitor,
            With::Internal,
            With::None,
            With::Unknown,
            With::Us,
        ][idx % 6],
        who: idx.is_multiple_of(2).then(|| proof::name(idx % 5)),
        contract_end: idx.is_multiple_of(3).then(|| "2026-03-31".into()),
        href: (idx % 4 == 1).then(|| "#w".into()),
    };
    WalletData {
        money: "万元".into(),
        cells: (0..n).map(cell).collect(),
    }
}

#[test]
fn any_number_of_cells_is_drawn_without_a_label_on_another() {
    for (n, per_unit) in [(0, 1), (1, 1), (2, 2), (12, 4), (12, 12), (144, 12), (200, 14)] {
        for lang in Lang::ALL {
            for width in [360.0, 480.0, 760.0, 1200.0] {
                let svg = draw(&of(n, per_unit), &frame(lang, width));
                proof::check(&svg);
                assert_eq!(svg, draw(&of(n, per_unit), &frame(lang, width)));
                assert_eq!(svg.table.rows.len(), n);
            }
        }
    }
}

#[test]
fn twelve_by_twelve_is_a_grid_where_there_is_room_and_else_a_list() {
    let n_marks = |width| {
        let svg = draw(&of(144, 12), &frame(Lang::Zh, width));
        svg.markup.matches("<title>").count()
    };
    assert!(n_marks(1200.0) > 100);
    assert_eq!(n_marks(480.0), 36);
}

#[test]
fn a_cell_says_who_gets_it_and_when_the_contract_ends() {
    let data = WalletData {
        money: "万元".into(),
        cells: vec![
            Cell {
                unit: Some("科技部".into()),
                offering: "软件".into(),
                spend: Some(80.0),
                with: With::Competitor,
                who: Some("远帆".into()),
                contract_end: Some("2025-12-31".into()),
                href: None,
            },
            Cell {
                unit: Some("科技部".into()),
                offering: "托管".into(),
                spend: Some(60.0),
                with: With::Us,
                ..Cell::default()
            },
        ],
    };
    for width in [360.0, 480.0, 1000.0] {
        let svg = draw(&data, &frame(Lang::Zh, width));
        for words in ["远帆", "至 2025-12", "我方 42.9%", "合同至 2025-12-31"] {
            assert!(svg.markup.contains(words), "{words} at {width}");
        }
    }
}

#[test]
fn what_is_unknown_is_hatched_and_what_is_nothing_says_so() {
    let cell = |with, spend| Cell {
        offering: "软件".into(),
        spend,
        with,
        ..Cell::default()
    };
    let drawn = |cell| {
        let data = WalletData {
            money: String::new(),
            cells: vec![cell],
        };
        draw(&data, &frame(Lang::Zh, 480.0))
    };
    let unknown = drawn(cell(With::Unknown, Some(f64::NAN)));
    proof::check(&unknown);
    assert!(unknown.markup.contains("url(#wal-hatch)") && unknown.markup.contains(">归谁不清楚</text>"));
    assert_eq!(unknown.table.rows[0][2], "未知");
    let nothing = drawn(cell(With::None, None));
    assert!(!nothing.markup.contains("wal-hatch") && nothing.markup.contains(">无支出</text>"));
    assert_eq!(nothing.table.rows[0][2], "0");
}
