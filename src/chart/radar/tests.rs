//! What holds of a radar and of its bars.

use super::*;
use crate::chart::proof;
use crate::diag::Lang;

fn frame(lang: Lang, width: f64) -> Frame {
    Frame {
        width,
        ..Frame::new("ra", lang, "关系最弱", "选择评分各组均值")
    }
}

/// A sample with all the hard cases.
pub(crate) fn of(n: usize) -> RadarData {
    let axis = |idx: usize| Axis {
        label: proof::name(idx),
        value: (idx % 4 != 3).then_some((idx * 37 % 91) as f64 / 10.0 + 1.0),
        low: (idx % 3 != 2).then_some(2.0),
        high: (idx % 3 != 2).then_some(8.0),
        benchmark: (idx % 5 != 4).then_some(5.5),
        href: idx.is_multiple_of(2).then(|| "#g".into()),
    };
    RadarData {
        scale: (1.0, 10.0),
        axes: (0..n).map(axis).collect(),
        benchmark_words: "全部客户均值".into(),
    }
}

#[test]
fn any_number_of_groups_is_drawn_without_a_label_on_another() {
    for n in [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 200] {
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

#[test]
fn fewer_than_three_groups_say_so_and_are_bars() {
    let two = draw(&of(2), &frame(Lang::Zh, 480.0)).markup;
    assert!(two.contains("不足三组") && two.contains("<rect"));
    assert!(!draw(&of(3), &frame(Lang::Zh, 480.0)).markup.contains("不足三组"));
    assert!(draw(&of(9), &frame(Lang::Zh, 480.0)).markup.contains("超过八组"));
}

#[test]
fn a_group_nobody_rated_is_a_dashed_axis_and_never_a_zero() {
    let mut data = of(3);
    for axis in &mut data.axes {
        axis.low = None;
        axis.high = None;
        axis.benchmark = None;
    }
    data.axes[1].value = Some(f64::NAN);
    let svg = draw(&data, &frame(Lang::Zh, 480.0));
    proof::check(&svg);
    assert!(svg.markup.contains(">未评</text>") && svg.markup.contains("stroke-dasharray"));
    assert_eq!(svg.table.rows[1][1], "未知");
}

#[test]
fn scales_and_figures_that_are_none_do_no_harm() {
    for scale in [(f64::NAN, 1.0), (5.0, 5.0), (0.0, f64::INFINITY)] {
        for n in [2, 4] {
            let mut data = of(n);
            data.scale = scale;
            data.axes[0].value = Some(1e300);
            data.axes[1].high = Some(f64::NEG_INFINITY);
            proof::check(&draw(&data, &frame(Lang::En, 480.0)));
        }
    }
}
