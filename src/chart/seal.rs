//! The seal 印 of a tier: strokes of our own, no font. 白金 cut out of a ground, 金 in lines, 银 in ink.

use crate::chart::canvas::Canvas;
use crate::chart::letters;
use crate::chart::paint::Anchor;
use crate::chart::paint::Face;
use crate::chart::paint::Paint;
use crate::chart::palette::Role;
use crate::diag::Lang;

/// Edge of a seal, in units.
const EDGE: f64 = 64.0;

type Stroke = &'static [(f64, f64)];

/// 白 in a box 10 wide and 20 high.
const BAI: [Stroke; 4] = [
    &[(5.0, 0.0), (5.0, 4.4)],
    &[(0.8, 20.0), (0.8, 4.4), (9.2, 4.4), (9.2, 20.0)],
    &[(0.8, 11.8), (9.2, 11.8)],
    &[(0.0, 19.2), (10.0, 19.2)],
];

/// 金 in a box 10 wide and 20 high: a stepped roof, two beams, a post, two grains, the ground.
const JIN: [Stroke; 7] = [
    &[(5.0, 0.0), (5.0, 2.6)],
    &[
        (0.6, 7.4),
        (0.6, 4.8),
        (2.9, 4.8),
        (2.9, 2.6),
        (7.1, 2.6),
        (7.1, 4.8),
        (9.4, 4.8),
        (9.4, 7.4),
    ],
    &[(2.6, 7.6), (7.4, 7.6)],
    &[(1.0, 11.6), (9.0, 11.6)],
    &[(5.0, 7.6), (5.0, 19.2)],
    &[(2.2, 13.8), (2.2, 16.8)],
    &[(7.8, 13.8), (7.8, 16.8)],
];

/// The ground stroke of 金, apart so that every form ends with it.
const JIN_GROUND: Stroke = &[(0.0, 19.2), (10.0, 19.2)];

/// 艮, the right half of 銀, in a box 10 wide and 20 high.
const GEN: [Stroke; 5] = [
    &[(0.8, 20.0), (0.8, 0.8), (9.2, 0.8), (9.2, 9.4), (0.8, 9.4)],
    &[(0.8, 5.1), (9.2, 5.1)],
    &[(0.0, 19.2), (4.2, 19.2), (4.2, 16.6)],
    &[
        (4.4, 9.4),
        (4.4, 13.0),
        (6.8, 13.0),
        (6.8, 16.2),
        (9.2, 16.2),
        (9.2, 20.0),
    ],
    &[(9.2, 11.6), (7.0, 11.6)],
];

/// Which seal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stamp {
    /// 白金.
    Platinum,
    /// 金.
    Gold,
    /// 银.
    Silver,
    /// 普通: no seal.
    Standard,
    /// A gate failed.
    Ineligible,
    /// Too little is known.
    Insufficient,
    /// A level of another model; its first characters are set as text.
    Other,
}

impl Stamp {
    /// The seal of a tier's word in the export.
    pub fn of(word: &str) -> Stamp {
        match word {
            "platinum" => Stamp::Platinum,
            "gold" => Stamp::Gold,
            "silver" => Stamp::Silver,
            "standard" => Stamp::Standard,
            "ineligible" => Stamp::Ineligible,
            "insufficient" => Stamp::Insufficient,
            _ => Stamp::Other,
        }
    }
}

/// A seal and its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealData {
    /// Which.
    pub stamp: Stamp,
    /// The tier's name: 白金卡.
    pub label: String,
    /// True if the value is near a threshold: a dashed rim.
    pub is_near: bool,
}

/// The seal as an `<svg>` with its words as accessible name; empty for 普通, which has none.
pub fn draw(data: &SealData, lang: Lang) -> String {
    if data.stamp == Stamp::Standard {
        return String::new();
    }
    let canvas = Canvas::small(EDGE);
    let inset = if data.is_near { 7.0 } else { 2.0 };
    if data.is_near {
        let is_red = matches!(data.stamp, Stamp::Platinum | Stamp::Gold);
        let rim = if is_red { Role::Seal } else { Role::Ink2 };
        canvas.rect((1.5, 1.5), (EDGE - 3.0, EDGE - 3.0), &Paint::dashed(rim, 1.5));
    }
    match data.stamp {
        Stamp::Platinum => platinum(&canvas, inset),
        Stamp::Gold => framed(&canvas, inset, Role::Seal, &gold),
        Stamp::Silver => framed(&canvas, inset, Role::Ink, &silver),
        Stamp::Standard => (),
        Stamp::Ineligible => {
            canvas.rect(
                (4.0, 4.0),
                (EDGE - 8.0, EDGE - 8.0),
                &Paint::line(Role::Ink2, 2.0),
            );
            canvas.line(
                (16.0, EDGE / 2.0),
                (EDGE - 16.0, EDGE / 2.0),
                &Paint::line(Role::Ink2, 4.0),
            );
        }
        Stamp::Insufficient => {
            canvas.rect(
                (4.0, 4.0),
                (EDGE - 8.0, EDGE - 8.0),
                &Paint::dashed(Role::Ink2, 2.0),
            );
        }
        Stamp::Other => framed(&canvas, inset, Role::Ink, &|canvas, _, _| {
            initials(canvas, &data.label)
        }),
    }
    let near = match (data.is_near, lang) {
        (false, _) => "",
        (true, Lang::Zh) => "(近界)",
        (true, Lang::En) => " (near a boundary)",
    };
    canvas.finish_small("seal", &format!("{}{near}", data.label), EDGE)
}

/// 白文: read from right to left, 白 then 金, cut out of the ground.
fn platinum(canvas: &Canvas, inset: f64) {
    canvas.path(&worn(inset, 1.0, 0x5EA1), true, &Paint::fill(Role::Seal));
    let room = EDGE - 2.0 * inset;
    let (top, high, wide) = (inset + room * 0.1, room * 0.8, room * 0.35);
    let pen = Paint::line(Role::Paper, room * 0.06);
    strokes(canvas, &BAI, (inset + room * 0.55, top), (wide, high), &pen);
    strokes(canvas, &JIN, (inset + room * 0.1, top), (wide, high), &pen);
    strokes(
        canvas,
        &[JIN_GROUND],
        (inset + room * 0.1, top),
        (wide, high),
        &pen,
    );
}

type Inside<'a> = &'a dyn Fn(&Canvas, f64, &Paint);

/// 朱文: a frame, and lines within it.
fn framed(canvas: &Canvas, inset: f64, role: Role, inside: Inside<'_>) {
    let room = EDGE - 2.0 * inset;
    canvas.path(
        &worn(inset + 1.5, 0.45, 0x901D),
        true,
        &Paint::hollow(role, room * 0.055),
    );
    inside(canvas, inset, &Paint::line(role, room * 0.07));
}

fn gold(canvas: &Canvas, inset: f64, pen: &Paint) {
    let room = EDGE - 2.0 * inset;
    let (at, size) = (
        (inset + room * 0.19, inset + room * 0.17),
        (room * 0.62, room * 0.66),
    );
    strokes(canvas, &JIN, at, size, pen);
    strokes(canvas, &[JIN_GROUND], at, size, pen);
}

fn silver(canvas: &Canvas, inset: f64, pen: &Paint) {
    let room = EDGE - 2.0 * inset;
    let size = (room * 0.31, room * 0.68);
    let pen = Paint {
        width: room * 0.055,
        ..*pen
    };
    strokes(
        canvas,
        &JIN,
        (inset + room * 0.15, inset + room * 0.16),
        size,
        &pen,
    );
    strokes(
        canvas,
        &[JIN_GROUND],
        (inset + room * 0.15, inset + room * 0.16),
        size,
        &pen,
    );
    strokes(
        canvas,
        &GEN,
        (inset + room * 0.55, inset + room * 0.16),
        size,
        &pen,
    );
}

fn initials(canvas: &Canvas, label: &str) {
    let letters: Vec<char> = label.chars().filter(|letter| letter.is_alphanumeric()).collect();
    let n = if letters.first().is_some_and(|letter| letter.is_ascii()) {
        2
    } else {
        1
    };
    let text: String = letters.into_iter().take(n).flat_map(char::to_uppercase).collect();
    let size = if letters::width(&text, 28.0) > 40.0 {
        20.0
    } else {
        28.0
    };
    let face = Face {
        size,
        anchor: Anchor::Middle,
        ..Face::INK.bold()
    };
    canvas.text((EDGE / 2.0, EDGE / 2.0), &text, &face);
}

fn strokes(canvas: &Canvas, strokes: &[Stroke], (x, y): (f64, f64), (w, h): (f64, f64), pen: &Paint) {
    for stroke in strokes {
        let points: Vec<(f64, f64)> = stroke
            .iter()
            .map(|(across, down)| (x + across * w / 10.0, y + down * h / 20.0))
            .collect();
        canvas.path(&points, false, pen);
    }
}

/// A square whose edge is worn, the more the greater `wear`: always the same for the same `seed`.
fn worn(inset: f64, wear: f64, seed: u32) -> Vec<(f64, f64)> {
    let (low, high) = (inset, EDGE - inset);
    let steps = 9;
    let mut state = seed;
    let mut bite = move || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let part = f64::from(state >> 24) / 255.0;
        wear * if part > 0.86 { 1.6 } else { part * 0.7 }
    };
    let along = |idx: i32| low + (high - low) * f64::from(idx) / f64::from(steps);
    let mut points = Vec::new();
    points.extend((0..steps).map(|idx| (along(idx) + bite() * 0.4, low + bite())));
    points.extend((0..steps).map(|idx| (high - bite(), along(idx) + bite() * 0.4)));
    points.extend((0..steps).map(|idx| (along(steps - idx) - bite() * 0.4, high - bite())));
    points.extend((0..steps).map(|idx| (low + bite(), along(steps - idx) - bite() * 0.4)));
    points
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::proof;

    fn seal(word: &str, is_near: bool) -> String {
        draw(
            &SealData {
                stamp: Stamp::of(word),
                label: format!("{word} 卡"),
                is_near,
            },
            Lang::Zh,
        )
    }

    #[test]
    fn every_seal_is_well_formed_has_its_words_and_is_the_same_twice() {
        for word in [
            "platinum",
            "gold",
            "silver",
            "ineligible",
            "insufficient",
            "diamond",
            "钻石",
        ] {
            for is_near in [false, true] {
                let markup = seal(word, is_near);
                proof::check_markup(&markup);
                assert!(markup.contains(&format!("aria-label=\"{word} 卡")));
                assert_eq!(markup.contains("(近界)"), is_near);
                assert_eq!(markup, seal(word, is_near));
            }
        }
    }

    #[test]
    fn the_standard_tier_has_no_seal() {
        assert_eq!(seal("standard", true), "");
    }

    #[test]
    fn only_a_level_of_another_model_is_set_in_text() {
        assert!(!seal("platinum", false).contains("<text"));
        assert!(seal("diamond", false).contains(">DI</text>"));
    }

    #[test]
    fn silver_and_its_kin_carry_no_cinnabar() {
        for word in ["silver", "ineligible", "insufficient", "diamond"] {
            assert!(!seal(word, true).contains(&Role::Seal.literal()), "{word}");
        }
    }
}
