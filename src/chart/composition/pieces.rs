//! What a ring or a treemap is cut into: the largest parts, the others as one, and what nobody accounts for.

use crate::chart::canvas::Canvas;
use crate::chart::composition::CompositionData;
use crate::chart::composition::Part;
use crate::chart::composition::role;
use crate::chart::composition::shown;
use crate::chart::composition::sorted;
use crate::chart::figures;
use crate::chart::figures::finite;
use crate::chart::frame::Frame;
use crate::chart::notes;
use crate::chart::paint::Run;
use crate::chart::palette::Role;

/// One piece.
pub struct Piece<'a> {
    /// Its name.
    pub label: String,
    /// Percent of the whole, above 0.
    pub share: f64,
    /// In the unit of the whole, if that is known of all of it.
    pub amount: Option<f64>,
    /// Its colour; `None` is hatched: not accounted for.
    pub role: Option<Role>,
    /// Where it leads.
    pub href: Option<&'a str>,
    /// What it is made of in turn.
    pub parts: &'a [Part],
}

impl Piece<'_> {
    /// `金融 17.6% 450.6 万元`.
    pub fn title(&self, unit: Option<&str>) -> String {
        let amount = self
            .amount
            .map_or_else(String::new, |amount| figures::short(amount, 2));
        let unit = unit.filter(|_| self.amount.is_some()).unwrap_or_default();
        let share = figures::percent(self.share);
        format!("{} {share} {amount} {unit}", self.label)
            .trim()
            .to_string()
    }
}

/// At most `most` pieces by share, the remainder last, and behind it what is missing to 100 %.
pub fn pieces<'a>(data: &'a CompositionData, most: usize, frame: &Frame) -> Vec<Piece<'a>> {
    let parts: Vec<&Part> = sorted(&data.parts)
        .into_iter()
        .filter(|part| shown(part) > 0.0)
        .collect();
    let n_alone = if parts.len() > most { most - 1 } else { parts.len() };
    let (alone, gathered): (Vec<_>, Vec<_>) = parts
        .iter()
        .enumerate()
        .partition(|(idx, part)| *idx < n_alone && (parts.len() <= most || !part.is_other));
    let mut pieces: Vec<Piece<'a>> = alone
        .into_iter()
        .map(|(idx, part)| Piece {
            label: part.label.clone(),
            share: shown(part),
            amount: finite(part.amount),
            role: Some(role(idx, part)),
            href: part.href.as_deref(),
            parts: &part.parts,
        })
        .collect();
    if !gathered.is_empty() {
        let n = gathered.len();
        let zh = format!("其他 {n} 项");
        let en = format!("{n} others");
        let amounts: Option<Vec<f64>> = gathered.iter().map(|(_, part)| finite(part.amount)).collect();
        pieces.push(Piece {
            label: frame.say(&zh, &en).to_string(),
            share: gathered.iter().map(|(_, part)| shown(part)).sum(),
            amount: amounts.map(|amounts| amounts.iter().sum()),
            role: Some(Role::Other),
            href: None,
            parts: &[],
        });
    }
    let sum: f64 = parts.iter().map(|part| shown(part)).sum();
    // Shares are rounded where they were written down.
    if !pieces.is_empty() && sum < 100.0 - 0.05 * data.parts.len() as f64 {
        pieces.push(Piece {
            label: frame.say("未说明", "unaccounted").to_string(),
            share: 100.0 - sum,
            amount: None,
            role: None,
            href: None,
            parts: &[],
        });
    }
    pieces
}

/// Lists the parts that are no piece: their share is unknown, or nothing.
pub fn others(canvas: &Canvas, frame: &Frame, data: &CompositionData, top: f64) -> f64 {
    let others: Vec<Run> = sorted(&data.parts)
        .into_iter()
        .filter(|part| shown(part) <= 0.0)
        .map(|part| {
            let share = match finite(part.share) {
                Some(share) => figures::percent(share),
                None => frame.say("未知", "unknown").to_string(),
            };
            Run {
                text: format!("{} {share}", part.label),
                href: part.href.clone(),
            }
        })
        .collect();
    notes::list(canvas, frame, top, (frame.say("未入图", "Not drawn"), &others), 3)
}
