//! What a sum is made of: as one bar of 100 % with sorted bars, as a treemap, or as a ring where the parts are few.

pub mod bars;
pub mod donut;
mod pieces;
pub mod treemap;

use crate::chart::figures;
use crate::chart::figures::finite;
use crate::chart::frame::DataTable;
use crate::chart::frame::Frame;
use crate::chart::palette::Role;

pub use bars::draw;

/// A sum and its parts.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CompositionData {
    /// Unit of the amounts: 万元. `None` if there are no amounts.
    pub unit: Option<String>,
    /// The parts, in any order.
    pub parts: Vec<Part>,
}

/// One part.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Part {
    /// Its name.
    pub label: String,
    /// Percent of its parent; of the whole on the top level. `None` is unknown.
    pub share: Option<f64>,
    /// In the unit of the whole.
    pub amount: Option<f64>,
    /// True for the remainder: grey, and last.
    pub is_other: bool,
    /// Where it leads.
    pub href: Option<String>,
    /// What it is made of in turn.
    pub parts: Vec<Part>,
}

/// By share, largest first; unknown behind, the remainder last; equals by name.
fn sorted(parts: &[Part]) -> Vec<&Part> {
    let mut parts: Vec<&Part> = parts.iter().collect();
    parts.sort_by(|one, two| {
        let share = |part: &Part| finite(part.share).unwrap_or(f64::NEG_INFINITY);
        one.is_other
            .cmp(&two.is_other)
            .then(share(two).total_cmp(&share(one)))
            .then(one.label.cmp(&two.label))
    });
    parts
}

fn role(idx: usize, part: &Part) -> Role {
    if part.is_other {
        Role::Other
    } else {
        Role::category(idx)
    }
}

fn shown(part: &Part) -> f64 {
    finite(part.share).unwrap_or(0.0).max(0.0)
}

fn table(data: &CompositionData, parts: &[&Part], frame: &Frame) -> DataTable {
    let mut columns = vec![
        frame.say("部分", "Part").to_string(),
        frame.say("占上级(%)", "Of parent (%)").to_string(),
        frame.say("占总数(%)", "Of total (%)").to_string(),
    ];
    let amount = frame.say("金额", "Amount");
    match &data.unit {
        Some(unit) => columns.push(format!("{amount} ({unit})")),
        None => columns.push(amount.to_string()),
    }
    let mut rows = Vec::new();
    for part in parts {
        table_rows(part, Some(100.0), ("", frame), &mut rows);
    }
    DataTable { columns, rows }
}

fn table_rows(part: &Part, parent: Option<f64>, (above, frame): (&str, &Frame), rows: &mut Vec<Vec<String>>) {
    let of_total = finite(part.share)
        .zip(parent)
        .map(|(share, parent)| share * parent / 100.0);
    let name = format!("{above}{}", part.label);
    let amount = finite(part.amount).map_or_else(String::new, |amount| figures::short(amount, 2));
    rows.push(vec![
        name.clone(),
        figures::or_unknown(part.share, 2, frame),
        figures::or_unknown(of_total, 2, frame),
        amount,
    ]);
    let above = format!("{name} › ");
    for inner in sorted(&part.parts) {
        table_rows(inner, of_total, (&above, frame), rows);
    }
}
