//! What is said of one contact, in the same words and signs wherever they stand.

use crate::chart::canvas::Canvas;
use crate::chart::figures;
use crate::chart::figures::finite;
use crate::chart::frame::Frame;
use crate::chart::paint::Paint;
use crate::chart::palette::Role;
use crate::chart::relationship_map::Contact;
use crate::chart::relationship_map::Reach;
use crate::chart::signs;
use crate::chart::signs::Sign;

/// Pips of influence.
pub const PIPS: usize = 5;

/// Width that the signs of support take, in units; two at most.
pub const SIGNS: f64 = 30.0;

/// How a contact is reached, in words, and whether that is wrong.
pub struct ReachWords {
    /// `林澈 4、周宁 1.5`.
    pub text: String,
    /// True if somebody of influence is not reached.
    pub is_wrong: bool,
}

/// Who of ours reaches a contact, the strongest first; those who are too weak only where nobody is strong enough.
pub fn reach_words(contact: &Contact, frame: &Frame) -> ReachWords {
    let mut reach: Vec<&Reach> = contact.reach.iter().collect();
    reach.sort_by(|one, two| strength(two).total_cmp(&strength(one)));
    let has_thread = reach.iter().any(|reach| reach.is_thread);
    let named: Vec<String> = reach
        .iter()
        .filter(|reach| reach.is_thread || !has_thread)
        .map(|reach| {
            let strength = finite(reach.strength);
            let figure = strength.map_or_else(|| "?".to_string(), |strength| figures::short(strength, 1));
            format!("{} {figure}", reach.name)
        })
        .collect();
    let named = named.join(frame.say("、", ", "));
    let text = match (contact.is_uncovered, named.is_empty()) {
        (true, true) => frame.say("无人触达", "not reached").to_string(),
        (true, false) => format!("{}{named}", frame.say("太弱：", "too weak: ")),
        (false, true) => frame.say("我方无人", "nobody of ours").to_string(),
        (false, false) => named,
    };
    ReachWords {
        text,
        is_wrong: contact.is_uncovered,
    }
}

fn strength(reach: &Reach) -> f64 {
    finite(reach.strength).unwrap_or(-1.0)
}

/// 力挺 … 反对, or unknown; figures between are read as the nearest.
pub fn support_words<'a>(contact: &Contact, frame: &'a Frame) -> &'a str {
    match level(contact.support) {
        Some(2) => frame.say("力挺", "backs us"),
        Some(1) => frame.say("支持", "for us"),
        Some(0) => frame.say("中立", "neutral"),
        Some(-1) => frame.say("有保留", "doubts"),
        Some(_) => frame.say("反对", "against"),
        None => frame.say("态度未知", "unknown"),
    }
}

fn level(support: Option<f64>) -> Option<i8> {
    finite(support).map(|support| libm::round(support.clamp(-2.0, 2.0)) as i8)
}

/// One or two triangles up for us or down against us, a disc in the middle, a dashed ring for unknown. Gives their width.
pub fn support_signs(canvas: &Canvas, (left, mid): (f64, f64), contact: &Contact) -> f64 {
    let Some(level) = level(contact.support) else {
        signs::draw(
            canvas,
            (left + 6.0, mid),
            Sign::Disc,
            &Paint::dashed(Role::Ink2, 1.2),
        );
        return SIGNS / 2.0;
    };
    let (sign, role) = match level {
        1.. => (Sign::Up, Role::Good),
        0 => (Sign::Disc, Role::Other),
        _ => (Sign::Down, Role::Caution),
    };
    let n = level.unsigned_abs().max(1);
    for idx in 0..n {
        let x = left + 6.0 + 14.0 * f64::from(idx);
        signs::draw(canvas, (x, mid), sign, &Paint::fill(role));
    }
    SIGNS / 2.0 * f64::from(n)
}

/// Title and roles on one line: what the contact is at home, and what in this decision.
pub fn roles_words(contact: &Contact, frame: &Frame) -> String {
    contact.roles.join(frame.say("、", ", "))
}

/// Everything about a contact in one sentence, for the tooltip and for who does not see the drawing.
pub fn title(contact: &Contact, frame: &Frame) -> String {
    let mut parts = vec![contact.label.clone()];
    parts.extend(contact.title.clone());
    if !contact.roles.is_empty() {
        parts.push(roles_words(contact, frame));
    }
    let influence = figures::or_unknown(contact.influence, 1, frame);
    parts.push(format!("{} {influence}", frame.say("影响力", "influence")));
    parts.push(support_words(contact, frame).to_string());
    parts.push(reach_words(contact, frame).text);
    parts.join(frame.say("；", "; "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Lang;

    fn reach(name: &str, strength: Option<f64>, is_thread: bool) -> Reach {
        Reach {
            name: name.into(),
            strength,
            is_thread,
        }
    }

    fn words(reach: Vec<Reach>, is_uncovered: bool) -> String {
        let contact = Contact {
            reach,
            is_uncovered,
            ..Contact::default()
        };
        reach_words(&contact, &Frame::new("m", Lang::Zh, "t", "d")).text
    }

    #[test]
    fn the_strongest_comes_first_and_the_weak_are_left_out_beside_the_strong() {
        let mixed = vec![
            reach("周", Some(1.5), false),
            reach("陈", Some(3.0), true),
            reach("林", Some(4.0), true),
        ];
        assert_eq!(words(mixed, false), "林 4、陈 3");
    }

    #[test]
    fn who_is_not_reached_says_so_and_names_who_is_too_weak() {
        assert_eq!(words(vec![], true), "无人触达");
        assert_eq!(words(vec![reach("周", Some(1.5), false)], true), "太弱：周 1.5");
        assert_eq!(words(vec![reach("周", None, false)], false), "周 ?");
        assert_eq!(words(vec![], false), "我方无人");
    }

    #[test]
    fn support_is_a_word_for_every_level() {
        let frame = Frame::new("m", Lang::Zh, "t", "d");
        let said = |support| {
            let contact = Contact {
                support,
                ..Contact::default()
            };
            support_words(&contact, &frame).to_string()
        };
        let levels = [Some(2.0), Some(1.0), Some(0.0), Some(-1.0), Some(-9.0), None];
        assert_eq!(
            levels.map(said),
            ["力挺", "支持", "中立", "有保留", "反对", "态度未知"]
        );
    }
}
