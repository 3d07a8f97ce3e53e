//! The value matrix: current value across, potential value up, cut into four.

use crate::chart::canvas::Canvas;
use crate::chart::field::Spot;
use crate::chart::figures;
use crate::chart::figures::finite;
use crate::chart::frame::DataTable;
use crate::chart::frame::Frame;
use crate::chart::frame::Svg;
use crate::chart::notes;
use crate::chart::paint::Run;
use crate::chart::plane::Span;
use crate::chart::quadrants::Cell;
use crate::chart::quartered;
use crate::chart::quartered::Axis;
use crate::chart::quartered::Quartered;

/// One account.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Account {
    /// Its name.
    pub label: String,
    /// 现实价值, points.
    pub current: Option<f64>,
    /// 潜在价值, points.
    pub potential: Option<f64>,
    /// True for the account the page is about.
    pub is_focus: bool,
    /// Where it leads.
    pub href: Option<String>,
}

/// A value matrix.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct MatrixData {
    /// In any order.
    pub accounts: Vec<Account>,
    /// Cuts: current, potential. At a cut counts as high.
    pub cuts: Option<(f64, f64)>,
    /// What the cuts are: 均值, mean. Empty says nothing.
    pub cut_words: String,
    /// The most a value can be, in points; 0 if unknown: the axes then reach to 120 or what is there.
    pub most: f64,
}

/// Labels that are tried; more would be a grey field.
const MAX_LABELS: usize = 40;

/// Draws the matrix.
pub fn draw(data: &MatrixData, frame: &Frame) -> Svg {
    let canvas = Canvas::new(frame);
    let table = table(data, frame);
    if data.accounts.is_empty() {
        let height = notes::nothing(&canvas, frame.say("还没有客户", "No accounts yet"));
        return canvas.finish(frame, "matrix", height, table);
    }
    let spots = spots(data, frame);
    let nowhere: Vec<Run> = data
        .accounts
        .iter()
        .filter(|account| place(account).is_none())
        .map(|account| Run {
            text: account.label.clone(),
            href: account.href.clone(),
        })
        .collect();
    let axis = |name| Axis {
        name,
        span: Span::new(0.0, most(data)),
    };
    let quartered = Quartered {
        spots: &spots,
        nowhere: &nowhere,
        axes: (
            axis(frame.say("现实价值", "Current value")),
            axis(frame.say("潜在价值", "Potential value")),
        ),
        cuts: cut_of(data),
        cut_words: &data.cut_words,
        cells: &quadrant_names(frame).map(|name| Cell {
            name,
            ..Cell::default()
        }),
        point: None,
        max_labels: MAX_LABELS,
        unnamed: &|n, all| {
            let zh = format!("标出 {n} / {all} 家:先本客户,再按两项之和");
            let en = format!("{n} of {all} are named: this account first, then by the sum of both");
            frame.say(&zh, &en).to_string()
        },
        key: &[],
    };
    let bottom = quartered::draw(&canvas, frame, &quartered);
    canvas.finish(frame, "matrix", bottom + 2.0, table)
}

fn place(account: &Account) -> Option<(f64, f64)> {
    finite(account.current).zip(finite(account.potential))
}

fn cut_of(data: &MatrixData) -> Option<(f64, f64)> {
    data.cuts
        .filter(|(current, potential)| current.is_finite() && potential.is_finite())
}

/// Upper end of both axes: the cap, or what is there if that is more.
fn most(data: &MatrixData) -> f64 {
    let there = data
        .accounts
        .iter()
        .filter_map(place)
        .flat_map(|(x, y)| [x, y])
        .fold(0.0, f64::max);
    let cap = finite(Some(data.most)).filter(|cap| *cap > 0.0).unwrap_or(120.0);
    // No model's cap is near this; what is beyond it stands at the edge.
    cap.max(there).min(999.0)
}

fn quadrant_names(frame: &Frame) -> [String; 4] {
    let names = [
        ("低价值", "Low value"),
        ("次价值", "Secondary value"),
        ("潜在价值", "Potential value"),
        ("价值客户", "Key value"),
    ];
    names.map(|(zh, en)| frame.say(zh, en).to_string())
}

/// The focus first, then by current plus potential value, then by name: so labels are given out.
fn spots(data: &MatrixData, frame: &Frame) -> Vec<Spot> {
    let mut accounts: Vec<(&Account, (f64, f64))> = data
        .accounts
        .iter()
        .filter_map(|account| place(account).map(|at| (account, at)))
        .collect();
    accounts.sort_by(|(one, here), (two, there)| {
        two.is_focus
            .cmp(&one.is_focus)
            .then((there.0 + there.1).total_cmp(&(here.0 + here.1)))
            .then(one.label.cmp(&two.label))
    });
    let radius = if accounts.len() > 80 { 3.0 } else { 4.5 };
    accounts
        .into_iter()
        .map(|(account, at)| Spot {
            name: account.label.clone(),
            title: title(account, at, frame),
            href: account.href.clone(),
            at: (at.0.clamp(0.0, most(data)), at.1.clamp(0.0, most(data))),
            radius: if account.is_focus { 5.5 } else { radius },
            is_own: account.is_focus,
            is_hollow: false,
        })
        .collect()
}

fn title(account: &Account, (current, potential): (f64, f64), frame: &Frame) -> String {
    let (current, potential) = (figures::short(current, 1), figures::short(potential, 1));
    let zh = format!("{} 现实 {current},潜在 {potential}", account.label);
    let en = format!("{}: current {current}, potential {potential}", account.label);
    frame.say(&zh, &en).to_string()
}

fn table(data: &MatrixData, frame: &Frame) -> DataTable {
    let columns = [
        ("客户", "Account"),
        ("现实价值", "Current value"),
        ("潜在价值", "Potential value"),
        ("象限", "Quadrant"),
    ];
    let columns = columns
        .into_iter()
        .map(|(zh, en)| frame.say(zh, en).to_string())
        .collect();
    let names = quadrant_names(frame);
    let quadrant = |account: &Account| {
        let (place, cut) = place(account).zip(cut_of(data))?;
        let idx = usize::from(place.0 >= cut.0) + 2 * usize::from(place.1 >= cut.1);
        names.get(idx).cloned()
    };
    let rows = data.accounts.iter().map(|account| {
        vec![
            account.label.clone(),
            figures::or_unknown(account.current, 1, frame),
            figures::or_unknown(account.potential, 1, frame),
            quadrant(account).unwrap_or_default(),
        ]
    });
    DataTable {
        columns,
        rows: rows.collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::proof;
    use crate::diag::Lang;

    fn frame(lang: Lang) -> Frame {
        Frame::new("mx", lang, "四成客户有潜力", "价值矩阵")
    }

    fn of(n: usize) -> MatrixData {
        let account = |idx: usize| Account {
            label: proof::name(idx),
            current: (idx % 19 != 18).then_some((idx * 37 % 121) as f64),
            potential: Some((idx * 59 % 117) as f64 + 0.5),
            is_focus: idx == 1,
            href: Some(format!("../accounts/{idx}/index.html")),
        };
        MatrixData {
            accounts: (0..n).map(account).collect(),
            cuts: Some((77.0, 68.0)),
            cut_words: "均值".into(),
            most: 120.0,
        }
    }

    #[test]
    fn any_number_of_accounts_is_drawn_without_a_label_on_another() {
        for n in [0, 1, 2, 12, 40, 200, 1000] {
            for lang in Lang::ALL {
                let svg = draw(&of(n), &frame(lang));
                proof::check(&svg);
                assert_eq!(svg, draw(&of(n), &frame(lang)));
                assert_eq!(svg.table.rows.len(), n);
            }
        }
    }

    #[test]
    fn the_focus_keeps_its_label_in_any_crowd() {
        for n in [2, 40, 200, 1000] {
            let mut data = of(n);
            data.accounts[1].label = "焦点客户".into();
            assert!(
                draw(&data, &frame(Lang::Zh))
                    .markup
                    .contains(">焦点客户</a></text>"),
                "{n}"
            );
        }
    }

    #[test]
    fn a_crowd_is_thinned_and_the_rule_is_said() {
        let svg = draw(&of(1000), &frame(Lang::Zh));
        assert!(svg.markup.contains("邻近的点合为一个"));
        assert!(svg.markup.matches("<circle").count() < 1000);
    }

    #[test]
    fn at_the_cut_is_high() {
        let letters = [
            ("甲", 78.0, 80.0),
            ("乙", 87.0, 55.0),
            ("丙", 69.0, 62.0),
            ("丁", 74.0, 75.0),
            ("戊", 77.0, 68.0),
        ];
        let accounts = letters.iter().map(|(label, current, potential)| Account {
            label: (*label).into(),
            current: Some(*current),
            potential: Some(*potential),
            ..Account::default()
        });
        let svg = draw(
            &MatrixData {
                accounts: accounts.collect(),
                ..of(0)
            },
            &frame(Lang::Zh),
        );
        proof::check(&svg);
        let quadrants: Vec<&str> = svg.table.rows.iter().map(|row| row[3].as_str()).collect();
        assert_eq!(
            quadrants,
            ["价值客户", "次价值", "低价值", "潜在价值", "价值客户"]
        );
    }

    #[test]
    fn cuts_at_an_edge_beyond_it_or_none_do_no_harm() {
        let edges = [
            Some((0.0, 0.0)),
            Some((120.0, 120.0)),
            Some((500.0, -3.0)),
            Some((f64::NAN, 1.0)),
            None,
        ];
        for cuts in edges {
            proof::check(&draw(&MatrixData { cuts, ..of(12) }, &frame(Lang::Zh)));
        }
        let mut odd = of(12);
        odd.accounts[2].current = Some(f64::INFINITY);
        odd.accounts[3].current = Some(-40.0);
        odd.accounts[4].current = Some(1e14);
        odd.most = f64::NAN;
        odd.cut_words = proof::LONG[0].into();
        proof::check(&draw(&odd, &frame(Lang::Zh)));
    }
}
