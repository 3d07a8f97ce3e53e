//! The stairs of an industry's needs 需求演进, with the accounts that stand on each step.
//!
//! Steps rise from left to right where they fit into the frame, else from below upwards.

mod ladder;
mod stairs;

use crate::chart::canvas::Canvas;
use crate::chart::figures;
use crate::chart::frame::DataTable;
use crate::chart::frame::Frame;
use crate::chart::frame::Svg;
use crate::chart::notes;
use crate::chart::notes::Glyph;
use crate::chart::paint::Face;
use crate::chart::paint::Paint;
use crate::chart::paint::Run;
use crate::chart::palette::Role;

/// So many steps are drawn at most, from the first on.
const MOST: usize = 24;

/// So many accounts of a step are named at most; the others are counted.
const NAMES: usize = 5;

/// An account on a step.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Standing {
    /// Its name.
    pub label: String,
    /// Where it leads.
    pub href: Option<String>,
    /// True for the account the page is about.
    pub is_own: bool,
}

/// A stage of needs.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Step {
    /// Its name.
    pub label: String,
    /// What it is about, for the tooltip: needs, offerings.
    pub note: Option<String>,
    /// True if its description is still to be written.
    pub is_stub: bool,
    /// Accounts to name, in order of rank. An account's own page hands over itself alone.
    pub accounts: Vec<Standing>,
    /// Accounts on this step beside those.
    pub n_more: usize,
    /// Where it leads.
    pub href: Option<String>,
}

impl Step {
    /// All accounts on the step.
    fn n(&self) -> usize {
        self.accounts.len() + self.n_more
    }

    /// The accounts to name: our own first, then the others in their order.
    fn named(&self) -> Vec<&Standing> {
        let own = self.accounts.iter().filter(|account| account.is_own);
        let others = self.accounts.iter().filter(|account| !account.is_own);
        own.chain(others).take(NAMES).collect()
    }

    /// `其余 12 家`, if there are any beside the named ones.
    fn rest_words(&self, frame: &Frame) -> Option<String> {
        let n_named = self.named().len();
        let n = self.n() - n_named;
        if n == 0 {
            return None;
        }
        Some(match (frame.lang, n_named) {
            (crate::diag::Lang::Zh, 0) => format!("{n} 家"),
            (crate::diag::Lang::Zh, _) => format!("其余 {n} 家"),
            (crate::diag::Lang::En, 0) => figures::short(n as f64, 0),
            (crate::diag::Lang::En, _) => format!("{n} more"),
        })
    }

    /// Name, note and count, for the tooltip.
    fn title(&self, frame: &Frame) -> String {
        let mut parts = vec![self.label.clone()];
        if self.is_stub {
            parts.push(stub_words(frame).to_string());
        }
        parts.extend(self.note.clone());
        let n = self.n();
        let zh = format!("{n} 家");
        let en = format!("{n} accounts");
        parts.push(frame.say(&zh, &en).to_string());
        parts.join(frame.say("；", "; "))
    }

    fn is_own(&self) -> bool {
        self.accounts.iter().any(|account| account.is_own)
    }
}

/// The stages of an industry, and who stands on none.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StaircaseData {
    /// The first stage first.
    pub steps: Vec<Step>,
    /// Accounts whose stage nobody has judged, to name.
    pub outside: Vec<Standing>,
    /// Such accounts beside those.
    pub n_outside: usize,
}

/// Draws the stairs.
pub fn draw(data: &StaircaseData, frame: &Frame) -> Svg {
    let canvas = Canvas::new(frame);
    let table = table(data, frame);
    if data.steps.is_empty() {
        let words = frame.say(
            "行业页还没有写需求阶段",
            "The industry's page has no stages of needs yet",
        );
        let height = notes::nothing(&canvas, words);
        return canvas.finish(frame, "staircase", height, table);
    }
    let steps = data.steps.get(..MOST).unwrap_or(&data.steps);
    let y = if stairs::fits(steps, canvas.width()) {
        stairs::draw(&canvas, frame, steps)
    } else {
        ladder::draw(&canvas, frame, steps)
    };
    let y = below(&canvas, frame, data, y + 8.0);
    canvas.finish(frame, "staircase", y + 2.0, table)
}

fn stub_words(frame: &Frame) -> &str {
    frame.say("待补", "to be written")
}

/// The mark of the page's own account: a dot in a ring.
fn own_mark(canvas: &Canvas, (x, y): (f64, f64)) {
    canvas.circle((x, y), 3.5, &Paint::fill(Role::Cat1));
    canvas.circle((x, y), 6.5, &Paint::line(Role::Cat1, 1.5));
}

fn below(canvas: &Canvas, frame: &Frame, data: &StaircaseData, top: f64) -> f64 {
    let mut key = Vec::new();
    if data.steps.iter().any(Step::is_own) {
        key.push((
            Glyph::Ring(Paint::fill(Role::Cat1)),
            frame.say("本客户", "this account"),
        ));
    }
    if data.steps.iter().any(|step| step.is_stub) {
        let words = frame.say("斜线：阶段内容待补", "hatched: the stage is still to be written");
        key.push((Glyph::Bar(Paint::unknown()), words));
    }
    let mut y = notes::key(canvas, top, &key);
    if data.steps.len() > MOST {
        let zh = format!("画出前 {MOST} 阶，共 {} 阶，其余见表", data.steps.len());
        let en = format!(
            "The first {MOST} of {} stages; the others are in the table",
            data.steps.len()
        );
        y = notes::sentence(canvas, y, frame.say(&zh, &en), &Face::SECOND, 2);
    }
    let mut outside: Vec<Run> = data
        .outside
        .iter()
        .map(|account| Run {
            text: account.label.clone(),
            href: account.href.clone(),
        })
        .collect();
    if data.n_outside > 0 {
        let n = data.n_outside;
        let (zh, en) = if outside.is_empty() {
            (format!("{n} 家"), n.to_string())
        } else {
            (format!("其余 {n} 家"), format!("{n} more"))
        };
        outside.push(Run {
            text: frame.say(&zh, &en).to_string(),
            href: None,
        });
    }
    let lead = frame.say("阶段未判断", "Stage not judged");
    notes::list(canvas, frame, y, (lead, &outside), 3)
}

fn table(data: &StaircaseData, frame: &Frame) -> DataTable {
    let say = |zh, en| frame.say(zh, en).to_string();
    let comma = frame.say("、", ", ");
    let names = |accounts: &[Standing]| {
        let names: Vec<&str> = accounts.iter().map(|account| account.label.as_str()).collect();
        names.join(comma)
    };
    let mut rows: Vec<Vec<String>> = data
        .steps
        .iter()
        .map(|step| {
            let stub = if step.is_stub { stub_words(frame) } else { "" };
            vec![
                step.label.clone(),
                step.n().to_string(),
                names(&step.accounts),
                stub.to_string(),
            ]
        })
        .collect();
    let n_outside = data.outside.len() + data.n_outside;
    if n_outside > 0 {
        rows.push(vec![
            say("未判断", "Not judged"),
            n_outside.to_string(),
            names(&data.outside),
            String::new(),
        ]);
    }
    DataTable {
        columns: vec![
            say("阶段", "Stage"),
            say("客户数", "Accounts"),
            say("客户", "Which"),
            say("状态", "Status"),
        ],
        rows,
    }
}

#[cfg(test)]
pub(crate) mod tests;
