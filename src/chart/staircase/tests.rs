//! What holds of the stairs, in both forms.

use super::*;
use crate::chart::proof;
use crate::diag::Lang;

fn frame(lang: Lang, width: f64) -> Frame {
    Frame {
        width,
        ..Frame::new("st", lang, "多数在第二阶", "需求演进")
    }
}

fn standing(idx: usize) -> Standing {
    Standing {
        label: proof::name(idx),
        href: idx.is_multiple_of(2).then(|| "a.html".into()),
        is_own: idx == 7,
    }
}

/// A sample with all the hard cases.
pub(crate) fn of(n: usize, per_step: usize) -> StaircaseData {
    let step = |idx: usize| Step {
        label: proof::name(idx),
        note: (idx % 2 == 1).then(|| proof::name(idx + 1)),
        is_stub: idx % 3 == 2,
        accounts: (0..per_step * (idx % 3)).map(|n| standing(n + idx)).collect(),
        n_more: idx % 4 * 100,
        href: None,
    };
    StaircaseData {
        steps: (0..n).map(step).collect(),
        outside: (0..per_step).map(standing).collect(),
        n_outside: n,
    }
}

#[test]
fn any_number_of_steps_and_accounts_is_drawn_without_a_label_on_another() {
    for (n, per_step) in [(0, 0), (1, 1), (2, 3), (4, 2), (4, 100), (12, 5), (200, 3)] {
        for lang in Lang::ALL {
            for width in [360.0, 480.0, 760.0, 1200.0] {
                let svg = draw(&of(n, per_step), &frame(lang, width));
                proof::check(&svg);
                assert_eq!(svg, draw(&of(n, per_step), &frame(lang, width)));
            }
        }
    }
}

fn of_names(names: usize, n_more: usize) -> StaircaseData {
    StaircaseData {
        steps: vec![Step {
            label: "联网".into(),
            accounts: (8..8 + names).map(standing).collect(),
            n_more,
            ..Step::default()
        }],
        ..StaircaseData::default()
    }
}

#[test]
fn more_accounts_than_can_be_named_are_counted() {
    for width in [480.0, 1200.0] {
        let svg = draw(&of_names(9, 3), &frame(Lang::Zh, width));
        assert!(svg.markup.contains("其余 7 家") && svg.markup.contains("客户8"));
        let svg = draw(&of_names(5, 0), &frame(Lang::Zh, width));
        assert!(!svg.markup.contains("其余"));
        let svg = draw(&of_names(0, 12), &frame(Lang::Zh, width));
        assert!(svg.markup.contains(">12 家</text>"));
    }
}

#[test]
fn the_pages_own_account_is_named_whatever_its_rank_and_stands_in_a_ring() {
    let mut data = of_names(20, 0);
    data.steps[0].accounts[19].is_own = true;
    for n_steps in [1, 12] {
        data.steps.resize(n_steps, Step::default());
        let svg = draw(&data, &frame(Lang::Zh, 480.0));
        assert!(svg.markup.contains("客户27") && svg.markup.contains("本客户"));
        assert!(svg.markup.matches("<circle").count() >= 3);
    }
}

#[test]
fn a_stage_to_be_written_is_hatched_and_says_so() {
    let mut data = of_names(1, 0);
    data.steps[0].is_stub = true;
    let svg = draw(&data, &frame(Lang::Zh, 480.0));
    assert!(svg.markup.contains("url(#st-hatch)") && svg.markup.contains(">待补</text>"));
    assert_eq!(svg.table.rows[0][3], "待补");
}

#[test]
fn who_stands_on_no_step_is_listed_and_counted() {
    let data = StaircaseData {
        outside: vec![standing(8)],
        n_outside: 4,
        ..of_names(1, 0)
    };
    let svg = draw(&data, &frame(Lang::Zh, 480.0));
    assert!(svg.markup.contains("阶段未判断") && svg.markup.contains("其余 4 家"));
    assert_eq!(svg.table.rows[1][1], "5");
}
