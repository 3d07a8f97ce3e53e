//! The buying centre 决策链: who reports to whom, who weighs how much, who is for us, and who of ours reaches them.
//!
//! Boxes from the top down where they fit into the frame, else the same people as an indented list.

mod boxes;
mod forest;
mod layout;
mod outline;
pub(crate) mod person;

use crate::chart::canvas::Canvas;
use crate::chart::figures;
use crate::chart::frame::DataTable;
use crate::chart::frame::Frame;
use crate::chart::frame::Svg;
use crate::chart::frame::TEXT;
use crate::chart::letters;
use crate::chart::notes;
use crate::chart::notes::Glyph;
use crate::chart::paint::Face;
use crate::chart::paint::Paint;
use crate::chart::palette::Role;
use crate::chart::signs;
use crate::chart::signs::Sign;

pub use forest::Forest;
pub use forest::Person;

/// So many people are drawn at most: those of greatest influence, with their chiefs.
pub const MOST: usize = 40;

/// One of ours who reaches a contact.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Reach {
    /// Who of ours.
    pub name: String,
    /// Strength as it is today, 0..=5; `None` is unknown.
    pub strength: Option<f64>,
    /// True if the strength is enough to count.
    pub is_thread: bool,
}

/// A person at the customer's.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Contact {
    /// Role or initials.
    pub label: String,
    /// 职务 and 部门.
    pub title: Option<String>,
    /// Their chief, as a position in the list of contacts; what is no position, and what closes a circle, is none.
    pub reports_to: Option<usize>,
    /// Roles in the buying centre, in short words.
    pub roles: Vec<String>,
    /// 0..=5; `None` is unknown.
    pub influence: Option<f64>,
    /// -2..=2; `None` is unknown.
    pub support: Option<f64>,
    /// Who of ours reaches them.
    pub reach: Vec<Reach>,
    /// True if somebody of influence is reached by nobody.
    pub is_uncovered: bool,
    /// Where it leads.
    pub href: Option<String>,
}

/// A buying centre.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RelationshipMapData {
    /// In the dossier's order.
    pub contacts: Vec<Contact>,
    /// Required roles that nobody of ours reaches, in the same words as the contacts' roles.
    pub open_roles: Vec<String>,
}

/// Draws the map.
pub fn draw(data: &RelationshipMapData, frame: &Frame) -> Svg {
    let canvas = Canvas::new(frame);
    let table = table(data, frame);
    if data.contacts.is_empty() {
        let words = frame.say(
            "还没有联系人：先写下谁拍板、谁使用",
            "No contacts yet: begin with who decides and who uses",
        );
        let height = notes::nothing(&canvas, words);
        return canvas.finish(frame, "relationship-map", height, table);
    }
    let forest = Forest::of(&data.contacts, MOST);
    let top = open_roles(&canvas, frame, data);
    let y = match boxes::plan(&forest, frame, canvas.width()) {
        Some(plan) => boxes::draw(&canvas, frame, &plan, top),
        None => outline::draw(&canvas, frame, &forest, top),
    };
    let y = key(&canvas, frame, &forest, y + 8.0);
    let y = rest(&canvas, frame, (data, &forest), y);
    canvas.finish(frame, "relationship-map", y + 2.0, table)
}

/// Required roles nobody reaches, each with who holds it; gives where the next thing may begin.
pub(crate) fn open_roles(canvas: &Canvas, frame: &Frame, data: &RelationshipMapData) -> f64 {
    if data.open_roles.is_empty() {
        return 0.0;
    }
    let (open, close) = (frame.say("（", " ("), frame.say("）", ")"));
    let named = data.open_roles.iter().map(|role| {
        let holds = |contact: &&Contact| contact.roles.contains(role);
        let holders: Vec<&str> = data
            .contacts
            .iter()
            .filter(holds)
            .take(3)
            .map(|contact| contact.label.as_str())
            .collect();
        if holders.is_empty() {
            format!("{role}{open}{}{close}", frame.say("还没有人", "nobody yet"))
        } else {
            format!("{role}{open}{}{close}", holders.join(frame.say("、", ", ")))
        }
    });
    let named: Vec<String> = named.collect();
    let words = format!(
        "{}{}",
        frame.say("无人触达的角色：", "Roles nobody reaches: "),
        named.join(frame.say("、", ", "))
    );
    let face = Face {
        role: Role::Seal,
        ..Face::INK
    };
    signs::draw(canvas, (8.0, 11.0), Sign::Flag, &Paint::fill(Role::Seal));
    let lines = letters::wrap(&words, TEXT, canvas.width() - 20.0, 3);
    for (idx, line) in lines.iter().enumerate() {
        canvas.text((20.0, notes::LINE * (idx as f64 + 0.5)), line, &face);
    }
    notes::LINE * lines.len() as f64 + 10.0
}

/// The key to what the words beside the marks do not say.
fn key(canvas: &Canvas, frame: &Frame, forest: &Forest<'_>, top: f64) -> f64 {
    let mut key = vec![(
        Glyph::Sign(Sign::Square, Paint::fill(Role::Ink)),
        frame.say("影响力，满格为 5", "influence, five at most"),
    )];
    let all = || forest.people();
    if all().any(|contact| figures::finite(contact.influence).is_none()) {
        let glyph = Glyph::Bar(Paint::dashed(Role::Ink2, 1.0));
        key.push((glyph, frame.say("影响力未知", "influence unknown")));
    }
    if all().any(|contact| contact.is_uncovered) {
        let glyph = Glyph::Sign(Sign::Flag, Paint::fill(Role::Seal));
        key.push((
            glyph,
            frame.say("有影响力而我方触达不了", "weighs, and ours do not reach"),
        ));
    }
    let y = notes::key(canvas, top, &key);
    if all().any(|contact| !contact.reach.is_empty()) {
        let words = frame.say(
            "人名后的数字：我方的触达强度，0–5，久不联系会变弱",
            "Figure after a name: how well ours reach them, 0–5, fading without contact",
        );
        return notes::sentence(canvas, y, words, &Face::SECOND, 2);
    }
    y
}

/// Says how many are not drawn, and by what rule.
pub(crate) fn rest(
    canvas: &Canvas,
    frame: &Frame,
    (data, forest): (&RelationshipMapData, &Forest<'_>),
    top: f64,
) -> f64 {
    let n_drawn = forest.people().count();
    let n = data.contacts.len();
    if n_drawn == n {
        return top;
    }
    let n_uncovered = |contacts: &mut dyn Iterator<Item = &Contact>| {
        contacts.filter(|contact| contact.is_uncovered).count()
    };
    let hidden = n_uncovered(&mut data.contacts.iter()) - n_uncovered(&mut forest.people());
    let left = n - n_drawn;
    let zh =
        format!("画出 {n_drawn} / {n} 人：影响力大者及其上级；另 {left} 人见表，其中 {hidden} 人无人触达");
    let en = format!(
        "{n_drawn} of {n} drawn: the most influential and their chiefs; {left} more in the table, {hidden} of them not reached"
    );
    notes::sentence(canvas, top, frame.say(&zh, &en), &Face::SECOND, 3)
}

/// Every contact as a row, whether drawn or not.
pub(crate) fn table(data: &RelationshipMapData, frame: &Frame) -> DataTable {
    let columns = [
        ("联系人", "Contact"),
        ("职务", "Title"),
        ("上级", "Reports to"),
        ("角色", "Roles"),
        ("影响力（0–5）", "Influence (0–5)"),
        ("支持（−2 至 2）", "Support (−2 to 2)"),
        ("我方触达（强度 0–5）", "Reached by (strength 0–5)"),
    ];
    let columns = columns
        .into_iter()
        .map(|(zh, en)| frame.say(zh, en).to_string())
        .collect();
    let comma = frame.say("、", ", ");
    let row = |contact: &Contact| {
        let chief = contact.reports_to.and_then(|idx| data.contacts.get(idx));
        vec![
            contact.label.clone(),
            contact.title.clone().unwrap_or_default(),
            chief.map_or_else(String::new, |chief| chief.label.clone()),
            contact.roles.join(comma),
            figures::or_unknown(contact.influence, 1, frame),
            figures::or_unknown(contact.support, 1, frame),
            person::reach_words(contact, frame).text,
        ]
    };
    DataTable {
        columns,
        rows: data.contacts.iter().map(row).collect(),
    }
}

#[cfg(test)]
pub(crate) mod tests;
