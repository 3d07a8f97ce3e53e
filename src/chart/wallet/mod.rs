//! The wallet 钱包: what each unit of the customer spends on each offering, who gets it, and where we could still win.
//!
//! A grid where it fits into the frame, else the same cells as a list under each unit.

mod bar;
mod grid;
mod list;
mod purse;

use crate::chart::canvas::Canvas;
use crate::chart::figures;
use crate::chart::figures::finite;
use crate::chart::frame::DataTable;
use crate::chart::frame::Frame;
use crate::chart::frame::Svg;
use crate::chart::notes;
use crate::chart::notes::Glyph;
use crate::chart::paint::Face;
use crate::chart::paint::Paint;
use crate::chart::palette::Role;
use crate::chart::wallet::purse::Purse;

/// Who gets the money of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum With {
    /// 我方.
    Us,
    /// A competitor.
    Competitor,
    /// 客户自做.
    Internal,
    /// Nobody: nothing is spent.
    None,
    /// Nobody of ours knows.
    #[default]
    Unknown,
}

/// What a unit spends on an offering with one supplier.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Cell {
    /// The customer's unit, if it is written.
    pub unit: Option<String>,
    /// The offering.
    pub offering: String,
    /// Money in the unit of the whole wallet, not below 0; `None` is unknown.
    pub spend: Option<f64>,
    /// Who gets it.
    pub with: With,
    /// The competitor's name.
    pub who: Option<String>,
    /// Last day of the contract: `2026-03-31`.
    pub contract_end: Option<String>,
    /// Where it leads.
    pub href: Option<String>,
}

/// A wallet of one year.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct WalletData {
    /// What the money is counted in: 万元.
    pub money: String,
    /// In the dossier's order; cells of one unit and offering are shown as one.
    pub cells: Vec<Cell>,
}

/// Draws the wallet.
pub fn draw(data: &WalletData, frame: &Frame) -> Svg {
    let canvas = Canvas::new(frame);
    let table = table(data, frame);
    if data.cells.is_empty() {
        let words = frame.say(
            "还没有钱包数据：问清各单位在各产品上花多少、给了谁",
            "No wallet yet: ask what each unit spends, and with whom",
        );
        let height = notes::nothing(&canvas, words);
        return canvas.finish(frame, "wallet", height, table);
    }
    let purse = Purse::of(data, frame);
    let y = match grid::Layout::of(&purse, frame, canvas.width()) {
        Some(layout) => grid::draw(&canvas, frame, &purse, &layout),
        None => list::draw(&canvas, frame, &purse),
    };
    let y = key(&canvas, frame, data, y + 8.0);
    canvas.finish(frame, "wallet", y + 2.0, table)
}

/// 我方, 竞争对手 …
fn with_words(with: With, frame: &Frame) -> &str {
    match with {
        With::Us => frame.say("我方", "us"),
        With::Competitor => frame.say("竞争对手", "a rival"),
        With::Internal => frame.say("客户自做", "in-house"),
        With::None => frame.say("无支出", "no spend"),
        With::Unknown => frame.say("归谁不清楚", "unknown"),
    }
}

/// Who gets a cell's money, by name if there is one.
fn who_words(cell: &Cell, frame: &Frame) -> String {
    let named = cell.who.as_ref().filter(|_| cell.with == With::Competitor);
    named
        .cloned()
        .unwrap_or_else(|| with_words(cell.with, frame).to_string())
}

fn key(canvas: &Canvas, frame: &Frame, data: &WalletData, top: f64) -> f64 {
    let has = |with: With| data.cells.iter().any(|cell| cell.with == with);
    let mut key = Vec::new();
    for with in [With::Us, With::Competitor, With::Internal, With::Unknown] {
        if has(with) {
            let paint = match with {
                With::Us => Paint::fill(Role::Cat1),
                With::Competitor => Paint {
                    stroke: Some(Role::Cat2),
                    width: 1.0,
                    ..Paint::tint(Role::Cat2, 0.45)
                },
                With::Internal => Paint::hollow(Role::Ink2, 1.4),
                With::None | With::Unknown => Paint::unknown(),
            };
            key.push((Glyph::Bar(paint), with_words(with, frame)));
        }
    }
    if has(With::Competitor) || has(With::Internal) {
        let words = frame.say("粗框：业务空白，我方可争取", "heavy rim: whitespace, ours to win");
        key.push((Glyph::Bar(Paint::line(Role::Ink, 2.0)), words));
    }
    let y = notes::key(canvas, top, &key);
    let words = frame.say(
        "条长按金额；≥：有金额未知",
        "bars by amount; ≥: some amounts are unknown",
    );
    notes::sentence(canvas, y, words, &Face::SECOND, 2)
}

/// True if we do not know what a cell is worth; nothing is spent where nobody gets anything.
fn is_open(cell: &Cell) -> bool {
    cell.with != With::None && finite(cell.spend).is_none()
}

fn table(data: &WalletData, frame: &Frame) -> DataTable {
    let say = |zh, en| frame.say(zh, en).to_string();
    let spend = match frame.say("金额", "Spend") {
        head if data.money.is_empty() => head.to_string(),
        head => format!(
            "{head}{}{}{}",
            frame.say("（", " ("),
            data.money,
            frame.say("）", ")")
        ),
    };
    let columns = vec![
        say("单位", "Unit"),
        say("产品方案", "Offering"),
        spend,
        say("归谁", "With"),
        say("合同到期", "Contract ends"),
    ];
    let row = |cell: &Cell| {
        let spend = if cell.with == With::None && finite(cell.spend).is_none() {
            "0".to_string()
        } else {
            figures::or_unknown(cell.spend, 2, frame)
        };
        vec![
            purse::unit_words(cell.unit.as_deref(), frame),
            cell.offering.clone(),
            spend,
            who_words(cell, frame),
            cell.contract_end.clone().unwrap_or_default(),
        ]
    };
    DataTable {
        columns,
        rows: data.cells.iter().map(row).collect(),
    }
}

#[cfg(test)]
pub(crate) mod tests;
