//! The portfolio matrix: our strength in an account across, its attractiveness up, cut into four with what to do in each.

use crate::chart::canvas::Canvas;
use crate::chart::field::CROWD;
use crate::chart::field::Spot;
use crate::chart::figures;
use crate::chart::figures::finite;
use crate::chart::frame::DataTable;
use crate::chart::frame::Frame;
use crate::chart::frame::Svg;
use crate::chart::notes;
use crate::chart::notes::Glyph;
use crate::chart::paint::Paint;
use crate::chart::paint::Run;
use crate::chart::palette::Role;
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
    /// Our strength in it, in the unit of its axis.
    pub strength: Option<f64>,
    /// 吸引力, in the unit of its axis.
    pub attractiveness: Option<f64>,
    /// Yearly revenue in any unit; the mark's area follows it. Not negative.
    pub size: Option<f64>,
    /// True for the account the page is about.
    pub is_focus: bool,
    /// Where it leads.
    pub href: Option<String>,
}

/// What an axis measures.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Measure {
    /// Its name: 选择指数.
    pub name: String,
    /// From where to where; what lies beyond stands at the edge.
    pub scale: (f64, f64),
}

/// A portfolio matrix.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PortfolioMatrixData {
    /// To the right.
    pub strength: Measure,
    /// Upwards.
    pub attractiveness: Measure,
    /// Cuts: strength, attractiveness. At a cut counts as high.
    pub cuts: Option<(f64, f64)>,
    /// What the cuts are: 均值, mean. Empty says nothing.
    pub cut_words: String,
    /// How many accounts of the whole book are in each cell, in the order of [`cells`]; `None` says nothing.
    pub counts: Option<[usize; 4]>,
    /// True if areas follow [`Account::size`].
    pub is_sized: bool,
    /// In any order.
    pub accounts: Vec<Account>,
}

/// Labels that are tried where no account is in question; beside one, the others are context.
const MAX_LABELS: usize = 40;

/// Reach of the largest mark, in units.
const LARGEST: f64 = 15.0;

/// Draws the matrix.
pub fn draw(data: &PortfolioMatrixData, frame: &Frame) -> Svg {
    let canvas = Canvas::new(frame);
    let table = table(data, frame);
    if data.accounts.is_empty() {
        let height = notes::nothing(&canvas, frame.say("还没有客户", "No accounts yet"));
        return canvas.finish(frame, "portfolio", height, table);
    }
    let spots = spots(data, frame);
    let has_focus = spots.iter().any(|spot| spot.is_own);
    let nowhere: Vec<Run> = data
        .accounts
        .iter()
        .filter(|account| place(account).is_none())
        .map(|account| Run {
            text: account.label.clone(),
            href: account.href.clone(),
        })
        .collect();
    let unnamed = |n: usize, all: usize| {
        let (zh, en) = if has_focus {
            let others = all - n;
            (
                format!("其余 {others} 家是背景，名称见提示与数据表"),
                format!("the other {others} are context, named in tooltips and table"),
            )
        } else {
            let by = if data.is_sized {
                ("按规模", "the largest first")
            } else {
                ("按吸引力", "the most attractive first")
            };
            (
                format!("标出 {n} / {all} 家，{}", by.0),
                format!("{n} of {all} are named, {}", by.1),
            )
        };
        frame.say(&zh, &en).to_string()
    };
    let quartered = Quartered {
        spots: &spots,
        nowhere: &nowhere,
        axes: (
            Axis {
                name: &data.strength.name,
                span: span(&data.strength),
            },
            Axis {
                name: &data.attractiveness.name,
                span: span(&data.attractiveness),
            },
        ),
        cuts: cut_of(data),
        cut_words: &data.cut_words,
        cells: &named_cells(data, frame),
        point: Some(3),
        max_labels: if has_focus { 1 } else { MAX_LABELS },
        unnamed: &unnamed,
        key: &key(data, frame, spots.len()),
    };
    let bottom = quartered::draw(&canvas, frame, &quartered);
    canvas.finish(frame, "portfolio", bottom + 2.0, table)
}

/// The four cells with what to do in each; x first: low/low, high/low, low/high, high/high.
///
/// Source: McDonald and Woodburn, key account management.
pub fn cells(frame: &Frame) -> [Cell; 4] {
    let cells = [
        (("精简型", "Streamline"), ("管好利润", "manage for profit")),
        (("维持型", "Status"), ("守住关系", "maintain")),
        (("明星型", "Star"), ("投入时间与资金", "invest time and money")),
        (("战略型", "Strategic"), ("投入心力", "invest mindshare")),
    ];
    cells.map(|(name, action)| Cell {
        name: frame.say(name.0, name.1).to_string(),
        action: frame.say(action.0, action.1).to_string(),
    })
}

fn named_cells(data: &PortfolioMatrixData, frame: &Frame) -> [Cell; 4] {
    let mut cells = cells(frame);
    for (cell, n) in cells.iter_mut().zip(data.counts.into_iter().flatten()) {
        let words = match frame.lang {
            crate::diag::Lang::Zh => format!(" {n} 家"),
            crate::diag::Lang::En => format!(" · {n}"),
        };
        cell.name.push_str(&words);
    }
    cells
}

fn key<'a>(data: &PortfolioMatrixData, frame: &'a Frame, n_placed: usize) -> Vec<(Glyph, &'a str)> {
    if !data.is_sized || n_placed > CROWD {
        return Vec::new();
    }
    let mut key = vec![(
        Glyph::Dot(Paint::fill(Role::Other)),
        frame.say("面积是年收入", "area is yearly revenue"),
    )];
    let is_unknown = |account: &&Account| size(account).is_none() && place(account).is_some();
    if data.accounts.iter().any(|account| is_unknown(&account)) {
        let hollow = Glyph::Dot(Paint::hollow(Role::Ink2, 1.6));
        key.push((hollow, frame.say("收入未知", "revenue unknown")));
    }
    key
}

fn place(account: &Account) -> Option<(f64, f64)> {
    finite(account.strength).zip(finite(account.attractiveness))
}

fn size(account: &Account) -> Option<f64> {
    finite(account.size).map(|size| size.max(0.0))
}

fn cut_of(data: &PortfolioMatrixData) -> Option<(f64, f64)> {
    data.cuts
        .filter(|(strength, attractiveness)| strength.is_finite() && attractiveness.is_finite())
}

fn span(measure: &Measure) -> Span {
    Span::new(measure.scale.0, measure.scale.1)
}

/// The focus first, then by size where areas show it, then by attractiveness and strength, then by name.
fn spots(data: &PortfolioMatrixData, frame: &Frame) -> Vec<Spot> {
    let (x, y) = (span(&data.strength), span(&data.attractiveness));
    let mut accounts: Vec<(&Account, (f64, f64))> = data
        .accounts
        .iter()
        .filter_map(|account| place(account).map(|at| (account, at)))
        .collect();
    let weight = |account: &Account| size(account).filter(|_| data.is_sized).unwrap_or(0.0);
    accounts.sort_by(|(one, here), (two, there)| {
        two.is_focus
            .cmp(&one.is_focus)
            .then(weight(two).total_cmp(&weight(one)))
            .then(there.1.total_cmp(&here.1))
            .then(there.0.total_cmp(&here.0))
            .then(one.label.cmp(&two.label))
    });
    let most = accounts
        .iter()
        .map(|(account, _)| weight(account))
        .fold(0.0, f64::max);
    let small = if accounts.len() > 80 { 3.0 } else { 4.5 };
    let is_crowd = accounts.len() > CROWD;
    let radius = |account: &Account| match size(account) {
        Some(size) if data.is_sized && most > 0.0 => (libm::sqrt(size / most) * LARGEST).max(small - 1.0),
        _ if account.is_focus => 5.5,
        _ => small,
    };
    accounts
        .into_iter()
        .map(|(account, at)| Spot {
            name: account.label.clone(),
            // A mark of many accounts names them, and the table has their figures.
            title: if is_crowd && !account.is_focus {
                account.label.clone()
            } else {
                title(account, at, (data, frame))
            },
            href: account.href.clone(),
            at: (at.0.clamp(x.low, x.high), at.1.clamp(y.low, y.high)),
            radius: radius(account),
            is_own: account.is_focus,
            is_hollow: data.is_sized && size(account).is_none(),
        })
        .collect()
}

fn title(account: &Account, at: (f64, f64), (data, frame): (&PortfolioMatrixData, &Frame)) -> String {
    let (strength, attractiveness) = (figures::short(at.0, 1), figures::short(at.1, 1));
    let (x, y) = (&data.strength.name, &data.attractiveness.name);
    let cell = cell(account, data, frame).map_or_else(String::new, |cell| format!(" · {}", cell.name));
    let comma = frame.say("，", ", ");
    format!(
        "{} {x} {strength}{comma}{y} {attractiveness}{cell}",
        account.label
    )
}

fn cell(account: &Account, data: &PortfolioMatrixData, frame: &Frame) -> Option<Cell> {
    let (place, cut) = place(account).zip(cut_of(data))?;
    let idx = usize::from(place.0 >= cut.0) + 2 * usize::from(place.1 >= cut.1);
    cells(frame).into_iter().nth(idx)
}

fn table(data: &PortfolioMatrixData, frame: &Frame) -> DataTable {
    let say = |zh, en| frame.say(zh, en).to_string();
    let mut columns = vec![
        say("客户", "Account"),
        data.strength.name.clone(),
        data.attractiveness.name.clone(),
        say("类型", "Cell"),
        say("做什么", "What to do"),
    ];
    if data.is_sized {
        columns.insert(3, say("年收入", "Yearly revenue"));
    }
    let rows = data.accounts.iter().map(|account| {
        let cell = cell(account, data, frame).unwrap_or_default();
        let mut row = vec![
            account.label.clone(),
            figures::or_unknown(account.strength, 1, frame),
            figures::or_unknown(account.attractiveness, 1, frame),
            cell.name,
            cell.action,
        ];
        if data.is_sized {
            row.insert(3, figures::or_unknown(account.size, 2, frame));
        }
        row
    });
    DataTable {
        columns,
        rows: rows.collect(),
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::chart::proof;
    use crate::diag::Lang;

    fn frame(lang: Lang) -> Frame {
        Frame::new("pm", lang, "五家值得投入", "组合矩阵")
    }

    /// A sample with the hard cases.
    pub(crate) fn of(n: usize) -> PortfolioMatrixData {
        let account = |idx: usize| Account {
            label: proof::name(idx),
            strength: (idx % 19 != 18).then_some((idx * 37 % 101) as f64),
            attractiveness: Some((idx * 59 % 97) as f64 + 0.5),
            size: (idx % 5 != 4).then_some((idx * 31 % 83) as f64),
            is_focus: idx == 1,
            href: Some(format!("../accounts/{idx}/index.html")),
        };
        let measure = |name: &str| Measure {
            name: name.into(),
            scale: (0.0, 100.0),
        };
        PortfolioMatrixData {
            strength: measure("我方实力"),
            attractiveness: measure("客户吸引力"),
            cuts: Some((50.0, 55.0)),
            cut_words: "均值".into(),
            counts: None,
            is_sized: false,
            accounts: (0..n).map(account).collect(),
        }
    }

    #[test]
    fn any_number_of_accounts_is_drawn_without_a_label_on_another() {
        for n in [0, 1, 2, 12, 40, 200, 1000] {
            for lang in Lang::ALL {
                for is_sized in [false, true] {
                    for is_focus in [false, true] {
                        let mut data = of(n);
                        data.is_sized = is_sized;
                        data.counts = is_sized.then_some([1, 200, 3, 4]);
                        if let Some(account) = data.accounts.get_mut(1) {
                            account.is_focus = is_focus;
                        }
                        let svg = draw(&data, &frame(lang));
                        proof::check(&svg);
                        assert_eq!(svg, draw(&data, &frame(lang)));
                        assert_eq!(svg.table.rows.len(), n);
                    }
                }
            }
        }
    }

    #[test]
    fn at_the_cut_is_high_and_every_cell_says_what_to_do() {
        let places = [(50.0, 55.0), (49.0, 55.0), (50.0, 54.0), (49.0, 54.0)];
        let accounts = places.map(|(strength, attractiveness)| Account {
            label: "甲".into(),
            strength: Some(strength),
            attractiveness: Some(attractiveness),
            ..Account::default()
        });
        let data = PortfolioMatrixData {
            accounts: accounts.into(),
            ..of(0)
        };
        let svg = draw(&data, &frame(Lang::Zh));
        proof::check(&svg);
        let cells: Vec<&str> = svg.table.rows.iter().map(|row| row[3].as_str()).collect();
        assert_eq!(cells, ["战略型", "明星型", "维持型", "精简型"]);
        for cell in super::cells(&frame(Lang::Zh)) {
            assert!(
                svg.markup.contains(&format!(">{}</text>", cell.action)),
                "{}",
                cell.action
            );
        }
    }

    #[test]
    fn the_account_in_question_alone_is_named_and_the_others_are_context() {
        for n in [40, 200, 1000] {
            let mut data = of(n);
            data.accounts[1].label = "焦点客户".into();
            let svg = draw(&data, &frame(Lang::Zh));
            proof::check(&svg);
            assert!(svg.markup.contains(">焦点客户</a></text>"), "{n}");
            let (above, _) = svg.markup.split_once("资料不足").unwrap();
            assert_eq!(above.matches("</a></text>").count(), 1);
            assert!(svg.markup.contains("是背景"));
        }
    }

    #[test]
    fn above_two_hundred_neighbours_are_one_mark_and_the_rule_is_said() {
        let marks = |n| draw(&of(n), &frame(Lang::En)).markup.matches("<circle").count();
        assert!(!draw(&of(200), &frame(Lang::En)).markup.contains("neighbours"));
        assert!(
            draw(&of(1000), &frame(Lang::En))
                .markup
                .contains("neighbours are one mark")
        );
        assert!(
            marks(1000) < 900 && marks(20_000) < 900,
            "{} {}",
            marks(1000),
            marks(20_000)
        );
    }

    #[test]
    fn an_unknown_size_is_hollow_and_in_the_key() {
        let mut data = of(12);
        data.is_sized = true;
        assert!(draw(&data, &frame(Lang::Zh)).markup.contains(">收入未知</text>"));
        data.is_sized = false;
        assert!(!draw(&data, &frame(Lang::Zh)).markup.contains("收入未知"));
    }

    #[test]
    fn odd_cuts_scales_and_figures_do_no_harm() {
        let edges = [
            Some((0.0, 0.0)),
            Some((100.0, 100.0)),
            Some((-5.0, 900.0)),
            Some((f64::NAN, 1.0)),
            None,
        ];
        for cuts in edges {
            for scale in [(0.0, 100.0), (-2e9, 2e9), (f64::NAN, f64::INFINITY), (5.0, 5.0)] {
                let mut data = of(12);
                data.cuts = cuts;
                data.is_sized = true;
                data.strength.scale = scale;
                data.attractiveness.scale = scale;
                data.attractiveness.name = proof::LONG[1].into();
                data.cut_words = proof::LONG[0].into();
                data.accounts[2].strength = Some(f64::INFINITY);
                data.accounts[3].size = Some(-40.0);
                data.accounts[5].size = Some(1e300);
                proof::check(&draw(&data, &frame(Lang::Zh)));
            }
        }
    }
}
