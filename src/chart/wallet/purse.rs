//! Cells gathered by unit and offering, with what each side adds up to.

use std::collections::BTreeMap;

use crate::chart::figures;
use crate::chart::figures::finite;
use crate::chart::frame::Frame;
use crate::chart::wallet::Cell;
use crate::chart::wallet::WalletData;
use crate::chart::wallet::With;
use crate::chart::wallet::is_open;
use crate::chart::wallet::who_words;

/// What some cells add up to.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Sum {
    /// With us.
    pub us: f64,
    /// With competitors.
    pub competitor: f64,
    /// Done by the customer.
    pub internal: f64,
    /// With nobody knows whom.
    pub unknown: f64,
    /// True if the spend of some cell is unknown.
    pub is_open: bool,
}

impl Sum {
    fn add(&mut self, cell: &Cell) {
        let spend = finite(cell.spend).unwrap_or(0.0).max(0.0);
        match cell.with {
            With::Us => self.us += spend,
            With::Competitor => self.competitor += spend,
            With::Internal => self.internal += spend,
            With::Unknown => self.unknown += spend,
            With::None => (),
        }
        self.is_open |= is_open(cell);
    }

    /// All that is known to be spent.
    pub fn all(&self) -> f64 {
        self.us + self.competitor + self.internal + self.unknown
    }

    /// Spend that others get and we could win.
    pub fn whitespace(&self) -> f64 {
        self.competitor + self.internal
    }

    /// `120`, `≥120`, or `?` if nothing is known; a decimal only below 1,000, the table has them all.
    pub fn words(&self) -> String {
        let figure = figures::short(self.all(), u32::from(self.all() < 1000.0));
        match (self.is_open, self.all() > 0.0) {
            (true, true) => format!("≥{figure}"),
            (true, false) => "?".to_string(),
            (false, _) => figure,
        }
    }

    /// `我方 37.5%` of what is known to go to somebody.
    pub fn share_words(&self, frame: &Frame) -> String {
        let of = self.us + self.whitespace();
        if of > 0.0 {
            format!(
                "{} {}",
                frame.say("我方", "us"),
                figures::percent(self.us * 100.0 / of)
            )
        } else {
            String::new()
        }
    }
}

/// The cells of one unit and one offering.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Slot<'a> {
    /// In the dossier's order.
    pub cells: Vec<&'a Cell>,
    /// What they add up to.
    pub sum: Sum,
}

impl Slot<'_> {
    /// Who gets it: a name or a word, or our share if it is divided.
    pub fn who(&self, frame: &Frame) -> String {
        match self.cells.as_slice() {
            [alone] => who_words(alone, frame),
            [first, others @ ..]
                if others
                    .iter()
                    .all(|cell| cell.with == first.with && cell.who == first.who) =>
            {
                who_words(first, frame)
            }
            _ if self.sum.us + self.sum.whitespace() > 0.0 => self.sum.share_words(frame),
            _ => frame.say("多家", "several").to_string(),
        }
    }

    /// `60`, `?`, or nothing where nothing is spent.
    pub fn amount(&self) -> String {
        if self.is_nothing() {
            String::new()
        } else {
            self.sum.words()
        }
    }

    /// True if nobody gets anything.
    pub fn is_nothing(&self) -> bool {
        self.cells.iter().all(|cell| cell.with == With::None)
    }

    /// True if somebody else gets something.
    pub fn is_whitespace(&self) -> bool {
        self.cells
            .iter()
            .any(|cell| matches!(cell.with, With::Competitor | With::Internal))
    }

    /// Month in which the first contract ends: `至 2026-03`.
    pub fn contract(&self, frame: &Frame) -> Option<String> {
        let ends = self.cells.iter().filter_map(|cell| cell.contract_end.as_deref());
        let month: String = ends.min()?.chars().take(7).collect();
        Some(format!("{}{month}", frame.say("至 ", "to ")))
    }

    /// Everything about the cells in one sentence.
    pub fn title(&self, purse: &Purse<'_>, frame: &Frame) -> String {
        let colon = frame.say("：", ": ");
        let parts: Vec<String> = self
            .cells
            .iter()
            .map(|cell| {
                let mut words = vec![who_words(cell, frame)];
                if cell.with != With::None {
                    let spend = figures::or_unknown(cell.spend, 2, frame);
                    words.push(if finite(cell.spend).is_some() {
                        format!("{spend} {}", purse.money).trim_end().to_string()
                    } else {
                        format!("{}{spend}", frame.say("金额", "spend "))
                    });
                }
                words.extend(
                    cell.contract_end
                        .iter()
                        .map(|end| format!("{}{end}", frame.say("合同至 ", "contract to "))),
                );
                words.join(frame.say("，", ", "))
            })
            .collect();
        let name = self.cells.first().map_or_else(String::new, |cell| {
            format!("{} × {}", unit_words(cell.unit.as_deref(), frame), cell.offering)
        });
        format!("{name}{colon}{}", parts.join(frame.say("；", "; ")))
    }
}

/// A unit or an offering, with what it adds up to.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Its name.
    pub name: String,
    /// Over all its cells.
    pub sum: Sum,
}

/// A wallet in order: the greatest unit and offering first.
#[derive(Debug, Clone, PartialEq)]
pub struct Purse<'a> {
    /// What the money is counted in.
    pub money: &'a str,
    /// Units, the greatest first; that of no name last.
    pub units: Vec<Line>,
    /// Offerings, the greatest first.
    pub offerings: Vec<Line>,
    /// By position of unit and of offering.
    pub slots: BTreeMap<(usize, usize), Slot<'a>>,
    /// Over everything.
    pub sum: Sum,
}

impl<'a> Purse<'a> {
    /// Gathers the cells of a wallet.
    pub fn of(data: &'a WalletData, frame: &Frame) -> Purse<'a> {
        let nameless = unit_words(None, frame);
        let units = lines(data, |cell| unit_words(cell.unit.as_deref(), frame), &nameless);
        let offerings = lines(data, |cell| cell.offering.clone(), "");
        let at = |lines: &[Line]| -> BTreeMap<String, usize> {
            let names = lines.iter().map(|line| line.name.clone());
            names.enumerate().map(|(idx, name)| (name, idx)).collect()
        };
        let (unit_at, offering_at) = (at(&units), at(&offerings));
        let mut slots: BTreeMap<(usize, usize), Slot<'a>> = BTreeMap::new();
        let mut sum = Sum::default();
        for cell in &data.cells {
            let unit = unit_at.get(&unit_words(cell.unit.as_deref(), frame));
            let offering = offering_at.get(&cell.offering);
            if let (Some(unit), Some(offering)) = (unit, offering) {
                let slot = slots.entry((*unit, *offering)).or_default();
                slot.cells.push(cell);
                slot.sum.add(cell);
            }
            sum.add(cell);
        }
        Purse {
            money: &data.money,
            units,
            offerings,
            slots,
            sum,
        }
    }

    /// The greatest known spend of a slot: what the longest bar stands for.
    pub fn greatest(&self) -> f64 {
        self.slots.values().map(|slot| slot.sum.all()).fold(0.0, f64::max)
    }
}

/// Every name once with its sum: the greatest first, then as they were met, `last` at the end.
fn lines(data: &WalletData, name: impl Fn(&Cell) -> String, last: &str) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut at: BTreeMap<String, usize> = BTreeMap::new();
    for cell in &data.cells {
        let name = name(cell);
        let idx = *at.entry(name.clone()).or_insert(lines.len());
        if lines.len() == idx {
            lines.push(Line {
                name,
                sum: Sum::default(),
            });
        }
        if let Some(line) = lines.get_mut(idx) {
            line.sum.add(cell);
        }
    }
    lines.sort_by(|one, two| {
        let is_last = |line: &Line| line.name == last;
        (is_last(one).cmp(&is_last(two))).then(two.sum.all().total_cmp(&one.sum.all()))
    });
    lines
}

/// A unit's name, or that none is written.
pub fn unit_words(unit: Option<&str>, frame: &Frame) -> String {
    let unit = unit.filter(|unit| !unit.trim().is_empty());
    unit.unwrap_or_else(|| frame.say("单位未注明", "unit not named"))
        .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Lang;

    fn cell(unit: &str, offering: &str, spend: Option<f64>, with: With) -> Cell {
        Cell {
            unit: (!unit.is_empty()).then(|| unit.into()),
            offering: offering.into(),
            spend,
            with,
            ..Cell::default()
        }
    }

    fn check(cells: Vec<Cell>, check: impl Fn(&Purse<'_>, &Frame)) {
        let data = WalletData {
            money: "万元".into(),
            cells,
        };
        let frame = Frame::new("w", Lang::Zh, "t", "d");
        check(&Purse::of(&data, &frame), &frame);
    }

    #[test]
    fn units_come_by_size_and_the_nameless_one_last() {
        let cells = vec![
            cell("", "a", Some(90.0), With::Us),
            cell("小", "a", Some(1.0), With::Us),
            cell("大", "b", Some(5.0), With::Internal),
        ];
        check(cells, |purse, _| {
            let names: Vec<&str> = purse.units.iter().map(|line| line.name.as_str()).collect();
            assert_eq!(names, ["大", "小", "单位未注明"]);
        });
    }

    #[test]
    fn an_unknown_spend_makes_a_sum_at_least_and_nothing_spent_does_not() {
        let cells = vec![
            cell("u", "a", Some(60.0), With::Us),
            cell("u", "b", None, With::Unknown),
            cell("v", "a", None, With::None),
            cell("w", "b", None, With::Competitor),
        ];
        check(cells, |purse, frame| {
            let said: Vec<String> = purse.units.iter().map(|line| line.sum.words()).collect();
            assert_eq!(said, ["≥60", "0", "?"]);
            assert_eq!(purse.sum.words(), "≥60");
            assert_eq!(purse.sum.share_words(frame), "我方 100%");
        });
    }

    #[test]
    fn the_share_is_of_what_is_known_to_go_to_somebody() {
        let cells = vec![
            cell("u", "a", Some(100.0), With::Us),
            cell("u", "a", Some(80.0), With::Competitor),
            cell("u", "b", Some(20.0), With::Internal),
            cell("u", "b", Some(50.0), With::Unknown),
        ];
        check(cells, |purse, frame| {
            assert_eq!(purse.sum.share_words(frame), "我方 50%");
            assert_eq!(purse.sum.words(), "250");
            let slot = purse.slots.get(&(0, 0)).unwrap();
            assert_eq!(slot.who(frame), "我方 55.6%");
            assert!(slot.is_whitespace());
        });
    }
}
