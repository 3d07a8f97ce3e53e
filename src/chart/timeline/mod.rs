//! Actions, objectives and contract ends around the day of the book, by quarter; what is late is flagged.

mod agenda;
mod axis;
mod rows;

use jiff::civil::Date;

use crate::chart::canvas::Canvas;
use crate::chart::frame::DataTable;
use crate::chart::frame::Frame;
use crate::chart::frame::Svg;
use crate::chart::notes;
use crate::chart::notes::Glyph;
use crate::chart::paint::Face;
use crate::chart::paint::Paint;
use crate::chart::palette::Role;
use crate::chart::signs::Sign;
use crate::chart::timeline::agenda::Agenda;
use crate::chart::timeline::agenda::State;

/// So many items are drawn at most: what is late, then what is nearest to the day of the book.
pub const MOST: usize = 24;

/// What an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Kind {
    /// 目标.
    Objective,
    /// 行动.
    #[default]
    Action,
    /// 合同到期.
    ContractEnd,
}

/// Something with a day.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Item {
    /// What is to be done or reached, or which contract ends.
    pub label: String,
    /// What it is.
    pub kind: Kind,
    /// By whom.
    pub owner: Option<String>,
    /// By when; `None` is not written.
    pub due: Option<Date>,
    /// True if it is done or reached.
    pub is_done: bool,
    /// When it was done, if that is known.
    pub done: Option<Date>,
    /// Where it leads.
    pub href: Option<String>,
}

/// What is planned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimelineData {
    /// The day of the book.
    pub as_of: Date,
    /// In the dossier's order.
    pub items: Vec<Item>,
}

/// Draws the time line.
pub fn draw(data: &TimelineData, frame: &Frame) -> Svg {
    let canvas = Canvas::new(frame);
    let table = table(data, frame);
    if data.items.is_empty() {
        let words = frame.say(
            "还没有目标和行动：先写下一步谁做、何时做完",
            "No objectives or actions yet: begin with who does what by when",
        );
        let height = notes::nothing(&canvas, words);
        return canvas.finish(frame, "timeline", height, table);
    }
    let agenda = Agenda::of(data, MOST);
    let y = rows::draw(&canvas, frame, &agenda);
    let y = key(&canvas, frame, &agenda, y + 6.0);
    let y = rest(&canvas, frame, (data, &agenda), y);
    canvas.finish(frame, "timeline", y + 2.0, table)
}

fn key(canvas: &Canvas, frame: &Frame, agenda: &Agenda<'_>, top: f64) -> f64 {
    let has = |is_it: &dyn Fn(Kind, State) -> bool| {
        let mut entries = agenda.entries();
        entries.any(|entry| is_it(entry.item.kind, entry.state))
    };
    let mut key = Vec::new();
    if has(&|kind, state| kind == Kind::Action && state != State::Done) {
        let glyph = Glyph::Sign(Sign::Disc, Paint::hollow(Role::Cat1, 1.8));
        key.push((glyph, frame.say("行动", "action")));
    }
    if has(&|kind, state| kind == Kind::Objective && state != State::Done) {
        let glyph = Glyph::Sign(Sign::Diamond, Paint::hollow(Role::Cat1, 1.8));
        key.push((glyph, frame.say("目标", "objective")));
    }
    if has(&|kind, state| kind != Kind::ContractEnd && state == State::Done) {
        let glyph = Glyph::Sign(Sign::Disc, Paint::fill(Role::Good));
        key.push((glyph, frame.say("实心：已完成", "full: done")));
    }
    if has(&|kind, _| kind == Kind::ContractEnd) {
        let glyph = Glyph::Sign(Sign::End, Paint::line(Role::Ink, 2.0));
        key.push((glyph, frame.say("合同到期", "a contract ends")));
    }
    if has(&|_, state| state == State::Late) {
        let glyph = Glyph::Line(Paint::dashed(Role::Seal, 1.8));
        key.push((glyph, frame.say("逾期至今", "late until today")));
    }
    notes::key(canvas, top, &key)
}

/// Says how many items are not drawn, and how many of them are late.
fn rest(canvas: &Canvas, frame: &Frame, (data, agenda): (&TimelineData, &Agenda<'_>), top: f64) -> f64 {
    let (n, n_drawn) = (data.items.len(), agenda.entries().count());
    if n_drawn == n {
        return top;
    }
    let (left, late) = (n - n_drawn, agenda.n_hidden_late);
    let zh =
        format!("画出 {n_drawn} / {n} 项：先逾期，再离本书日期最近；另 {left} 项见表，其中逾期 {late} 项");
    let en = format!(
        "{n_drawn} of {n} drawn: what is late, then what is nearest to the day of the book; {left} more in the table, {late} of them late"
    );
    notes::sentence(canvas, top, frame.say(&zh, &en), &Face::SECOND, 3)
}

fn kind_words(kind: Kind, frame: &Frame) -> &str {
    match kind {
        Kind::Action => frame.say("行动", "action"),
        Kind::Objective => frame.say("目标", "objective"),
        Kind::ContractEnd => frame.say("合同到期", "contract ends"),
    }
}

fn day_words(day: Option<Date>, frame: &Frame) -> String {
    day.map_or_else(
        || frame.say("没有期限", "no date").to_string(),
        |day| day.to_string(),
    )
}

fn table(data: &TimelineData, frame: &Frame) -> DataTable {
    let say = |zh, en| frame.say(zh, en).to_string();
    let row = |item: &Item| {
        vec![
            item.label.clone(),
            kind_words(item.kind, frame).to_string(),
            item.owner.clone().unwrap_or_default(),
            day_words(item.due, frame),
            agenda::state_words(item, data.as_of, frame),
        ]
    };
    DataTable {
        columns: vec![
            say("事项", "Item"),
            say("类别", "Kind"),
            say("负责人", "Owner"),
            say("期限", "Due"),
            say("状态", "State"),
        ],
        rows: data.items.iter().map(row).collect(),
    }
}

#[cfg(test)]
pub(crate) mod tests;
