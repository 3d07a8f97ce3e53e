//! What holds of a map, in both forms.

use super::*;
use crate::chart::proof;
use crate::diag::Lang;

const WIDTHS: [f64; 4] = [360.0, 480.0, 760.0, 1100.0];

fn frame(lang: Lang, width: f64) -> Frame {
    Frame {
        width,
        ..Frame::new("map", lang, "行长支持，网点无人触达", "决策链")
    }
}

fn contact(idx: usize) -> Contact {
    let reach = |n: usize| Reach {
        name: proof::name(n),
        strength: (n != 2).then_some(n as f64 * 1.25),
        is_thread: n > 2,
    };
    Contact {
        label: proof::name(idx),
        title: (idx % 3 != 2).then(|| proof::name(idx + 1)),
        reports_to: idx.checked_sub(1).map(|before| before / 4),
        roles: (0..idx % 4).map(|n| format!("角色{n}")).collect(),
        influence: (idx % 5 != 4).then_some((idx % 6) as f64),
        support: (idx % 7 != 6).then_some((idx % 5) as f64 - 2.0),
        reach: (0..idx % 4).map(|n| reach(n + idx % 3)).collect(),
        is_uncovered: idx % 4 == 1,
        href: idx.is_multiple_of(2).then(|| "#c".into()),
    }
}

/// A sample with all the hard cases.
pub(crate) fn of(n: usize) -> RelationshipMapData {
    RelationshipMapData {
        contacts: (0..n).map(contact).collect(),
        open_roles: (0..n % 4).map(|n| format!("角色{n}")).collect(),
    }
}

#[test]
fn any_number_of_contacts_is_drawn_without_a_label_on_another() {
    for n in [0, 1, 2, 5, 12, 40, 200] {
        for lang in Lang::ALL {
            for width in WIDTHS {
                let svg = draw(&of(n), &frame(lang, width));
                proof::check(&svg);
                assert_eq!(svg, draw(&of(n), &frame(lang, width)));
                assert_eq!(svg.table.rows.len(), n);
            }
        }
    }
}

#[test]
fn any_shape_of_tree_is_drawn_at_any_width() {
    let shapes: [&dyn Fn(usize) -> Option<usize>; 4] = [
        &|_| None,
        &|idx| idx.checked_sub(1),
        &|idx| (idx > 0).then_some(0),
        &|idx| Some((idx + 1) % 20),
    ];
    for chief in shapes {
        for width in WIDTHS {
            let mut data = of(20);
            for (idx, contact) in data.contacts.iter_mut().enumerate() {
                contact.reports_to = chief(idx);
            }
            let svg = draw(&data, &frame(Lang::Zh, width));
            proof::check(&svg);
            assert_eq!(svg.markup.matches("<title>").count(), 20);
        }
    }
}

#[test]
fn a_narrow_frame_has_the_list_and_a_wide_one_the_boxes() {
    let boxes = |width| {
        let svg = draw(&of(12), &frame(Lang::Zh, width));
        svg.markup.matches("<rect").count()
    };
    assert_eq!((boxes(480.0) > 12, boxes(1100.0) >= 12), (false, true));
}

#[test]
fn who_is_not_reached_is_flagged_in_words_and_in_cinnabar() {
    let mut data = of(1);
    data.open_roles = vec!["经济".into()];
    data.contacts[0].is_uncovered = true;
    data.contacts[0].reach.clear();
    for width in [480.0, 1100.0] {
        let svg = draw(&data, &frame(Lang::Zh, width));
        assert!(svg.markup.contains(">无人触达</text>") && svg.markup.contains("k-seal"));
        assert!(svg.markup.contains("无人触达的角色：经济（还没有人）"));
    }
    data.open_roles.clear();
    data.contacts[0].is_uncovered = false;
    let svg = draw(&data, &frame(Lang::Zh, 480.0));
    assert!(!svg.markup.contains("k-seal") && svg.markup.contains(">我方无人</text>"));
}

#[test]
fn a_required_role_names_who_holds_it() {
    let mut data = of(2);
    data.contacts[1].roles = vec!["经济".into()];
    data.contacts[1].label = "行长".into();
    data.open_roles = vec!["经济".into()];
    let svg = draw(&data, &frame(Lang::En, 1100.0));
    assert!(svg.markup.contains("Roles nobody reaches: 经济 (行长)"));
}

#[test]
fn what_is_unknown_is_dashed_and_never_a_zero() {
    let data = RelationshipMapData {
        contacts: vec![Contact {
            label: "甲".into(),
            influence: Some(f64::NAN),
            ..Contact::default()
        }],
        open_roles: vec![],
    };
    let svg = draw(&data, &frame(Lang::Zh, 480.0));
    proof::check(&svg);
    assert!(svg.markup.contains("stroke-dasharray") && svg.markup.contains("态度未知"));
    assert_eq!(svg.table.rows[0][4], "未知");
}

#[test]
fn of_too_many_the_rest_is_counted_and_stands_in_the_table() {
    let svg = draw(&of(200), &frame(Lang::Zh, 1100.0));
    assert!(svg.markup.contains("画出 40 / 200 人"));
    assert_eq!(svg.markup.matches("<title>").count(), 40);
}
