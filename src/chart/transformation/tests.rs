//! What holds of a transformation, in both forms.

use super::*;
use crate::chart::proof;
use crate::diag::Lang;

fn frame(lang: Lang, width: f64) -> Frame {
    Frame {
        width,
        ..Frame::new("tr", lang, "从网络走向内容", "横向与纵向转型")
    }
}

/// A sample with all the hard cases.
pub(crate) fn of(n: usize, (n_h, n_v): (usize, usize)) -> TransformationData {
    let offering = |idx: usize| Offering {
        label: proof::name(idx),
        h: (idx % 13 != 12).then_some(idx * 7 % (n_h + 1)),
        v: Some(idx * 5 % n_v.max(1)),
        status: Status::ALL[idx * 3 % 4],
        note: (idx % 2 == 1).then(|| "2026-01-01".into()),
        href: idx.is_multiple_of(3).then(|| "#o".into()),
    };
    TransformationData {
        horizontal: (0..n_h).map(proof::name).collect(),
        vertical: (0..n_v).map(proof::name).collect(),
        offerings: (0..n).map(offering).collect(),
        fulcrum: n.is_multiple_of(2).then(|| proof::name(1)),
    }
}

#[test]
fn any_number_of_stages_and_offerings_is_drawn_without_a_label_on_another() {
    for (n, axes) in [
        (0, (0, 0)),
        (0, (2, 2)),
        (1, (1, 1)),
        (2, (2, 1)),
        (12, (3, 3)),
        (40, (5, 4)),
        (200, (3, 2)),
        (200, (20, 20)),
    ] {
        for lang in Lang::ALL {
            for width in [360.0, 480.0, 760.0, 1200.0] {
                let svg = draw(&of(n, axes), &frame(lang, width));
                proof::check(&svg);
                assert_eq!(svg, draw(&of(n, axes), &frame(lang, width)));
                assert_eq!(svg.table.rows.len(), n);
            }
        }
    }
}

fn two() -> TransformationData {
    let offering = |label: &str, h, status| Offering {
        label: label.into(),
        h: Some(h),
        v: Some(0),
        status,
        ..Offering::default()
    };
    TransformationData {
        horizontal: vec!["基础网络".into(), "综合业务".into()],
        vertical: vec!["通讯".into()],
        offerings: vec![
            offering("专线", 0, Status::Current),
            offering("一站式方案", 1, Status::Target),
        ],
        fulcrum: Some("云网融合".into()),
    }
}

#[test]
fn an_arrow_leads_from_what_is_in_use_to_the_target_and_the_fulcrum_is_named() {
    let svg = draw(&two(), &frame(Lang::Zh, 480.0));
    assert!(svg.markup.contains("箭头：") && svg.markup.contains("支点：云网融合"));
    let mut still = two();
    still.offerings.pop();
    still.fulcrum = None;
    let without = draw(&still, &frame(Lang::Zh, 480.0));
    assert!(!without.markup.contains("箭头：") && !without.markup.contains("支点"));
}

#[test]
fn a_list_says_from_where_a_way_comes() {
    let mut data = two();
    data.horizontal.extend((2..9).map(proof::name));
    let svg = draw(&data, &frame(Lang::Zh, 480.0));
    assert!(svg.markup.contains(">来自 基础网络 × 通讯</text>"));
}

#[test]
fn every_state_has_a_sign_and_a_word() {
    let mut data = two();
    for (idx, status) in Status::ALL.into_iter().enumerate() {
        data.offerings.push(Offering {
            label: idx.to_string(),
            h: Some(0),
            v: Some(0),
            status,
            ..Offering::default()
        });
    }
    let svg = draw(&data, &frame(Lang::Zh, 480.0));
    for word in ["在用", "目标", "伙伴提供", "已放弃"] {
        assert!(svg.markup.contains(&format!(">{word}</text>")), "{word}");
    }
}

#[test]
fn what_a_cell_cannot_hold_is_counted_and_what_has_no_cell_is_listed() {
    let mut data = two();
    data.offerings = (8..20)
        .map(|idx| Offering {
            label: proof::name(idx),
            h: (idx != 8).then_some(0),
            v: Some(0),
            ..Offering::default()
        })
        .collect();
    let svg = draw(&data, &frame(Lang::Zh, 480.0));
    assert!(svg.markup.contains(">另 6 项</text>"));
    assert!(svg.markup.contains("不在格内") && svg.table.rows[0][1] == "未知");
}
