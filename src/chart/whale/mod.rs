//! The whale curve: how profit adds up over accounts, the best first, to its peak and down to the whole.

mod curve;
mod labels;

use crate::chart::block::Block;
use crate::chart::canvas::Canvas;
use crate::chart::figures;
use crate::chart::figures::finite;
use crate::chart::frame::DataTable;
use crate::chart::frame::Frame;
use crate::chart::frame::Svg;
use crate::chart::frame::TEXT;
use crate::chart::letters;
use crate::chart::notes;
use crate::chart::notes::Glyph;
use crate::chart::paint::Face;
use crate::chart::paint::Mark;
use crate::chart::paint::Paint;
use crate::chart::paint::Run;
use crate::chart::palette::Role;
use crate::chart::plane::Plane;
use crate::chart::whale::curve::Curve;
use crate::diag::Lang;

/// One account.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Account {
    /// Its name.
    pub label: String,
    /// Percent of all profit that it makes with all before it. An account with a figure that is none is left out.
    pub cumulative: f64,
    /// Its profit, in the unit of the whole.
    pub profit: Option<f64>,
    /// True for the account the page is about.
    pub is_focus: bool,
    /// Where it leads.
    pub href: Option<String>,
}

/// A whale curve.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct WhaleData {
    /// Unit of the profits: 万元. `None` if there are none.
    pub unit: Option<String>,
    /// By profit, the greatest first. Empty if there is no profit to divide.
    pub accounts: Vec<Account>,
    /// Accounts whose profit is unknown: they are not on the curve.
    pub n_unknown: usize,
}

/// Of those who lose, so many are named.
const WORST: usize = 3;

/// Up to so many accounts each has a mark.
const MARKED: usize = 40;

/// Room under the plane for the figures of the x axis.
const BELOW: f64 = 24.0;

/// Places of the accounts, from 0, whose names and profits a drawing of the curve shows: the others need none.
pub fn shown(data: &WhaleData) -> Vec<usize> {
    let drawn = Curve::of(data).map_or_else(Vec::new, |curve| curve.drawn);
    let n = data.accounts.len();
    let mut places: Vec<usize> = drawn.iter().map(|(rank, _)| rank - 1).collect();
    places.extend(n.saturating_sub(WORST)..n);
    places.sort_unstable();
    places.dedup();
    places
}

/// Draws the curve.
pub fn draw(data: &WhaleData, frame: &Frame) -> Svg {
    let canvas = Canvas::new(frame);
    let Some(curve) = Curve::of(data) else {
        let words = frame.say("没有可分的利润", "There is no profit to divide");
        let mut height = notes::nothing(&canvas, words);
        height = unknown(&canvas, frame, data, height + 6.0);
        return canvas.finish(frame, "whale", height, table(data, &[], frame));
    };
    let table = table(data, &curve.drawn, frame);
    let y = curve.y_span();
    let widest = y
        .ticks
        .iter()
        .map(|tick| letters::width(&figures::short(*tick, 2), TEXT))
        .fold(0.0, f64::max);
    let left = (widest + 8.0).clamp(36.0, canvas.width() * 0.3);
    let loss = format!("−{}", figures::percent(curve.loss()));
    let right = if curve.n_losing() > 0 {
        letters::width(&loss, TEXT) * 1.07 + 18.0
    } else {
        letters::width(&figures::short(curve.n as f64, 0), TEXT) / 2.0 + 4.0
    };
    let wide = canvas.width() - left - right;
    let rect = Block::new(left, 32.0, wide, wide * 0.62);
    let mut plane = Plane::new(&canvas, rect, (curve.x_span(), y), (left - 4.0, BELOW));
    plane.mesh();
    let x_name = frame.say("客户数，利润高的在前", "accounts, the most profitable first");
    plane.names(x_name, frame.say("累计利润（%）", "Cumulative profit (%)"), BELOW);
    let whole = whole(&canvas, frame, &plane, &curve);
    shade(&canvas, &plane, &curve, &loss);
    lines(&mut plane, &curve);
    marks(&canvas, frame, &plane, (data, &curve));
    labels::draw(&canvas, frame, &plane, (&curve, whole));
    let top = rect.bottom() + 2.0 * BELOW;
    let bottom = below(&canvas, frame, data, (&curve, top));
    canvas.finish(frame, "whale", bottom + 2.0, table)
}

/// The line of all profit, with its label; gives the label's block.
fn whole(canvas: &Canvas, frame: &Frame, plane: &Plane, curve: &Curve<'_>) -> Block {
    let rect = plane.rect();
    let y = plane.y(100.0);
    canvas.line((rect.x, y), (rect.right(), y), &Paint::dashed(Role::Ink2, 1.0));
    let words = frame.say("全部利润 100%", "all profit 100%");
    let wide = letters::width(words, TEXT);
    // The curve ends above the line where somebody loses, and comes from below where nobody does.
    let block = if curve.n_losing() > 0 && y + 21.0 < rect.bottom() {
        Block::new(rect.right() - wide - 4.0, y + 3.0, wide, 18.0)
    } else {
        Block::new(rect.x + 5.0, y - 20.0, wide, 18.0)
    };
    canvas.text((block.x, block.centre().1), words, &Face::SECOND.halo());
    block
}

/// What is lost after the peak: the ground between its level and the curve, and how much it is.
fn shade(canvas: &Canvas, plane: &Plane, curve: &Curve<'_>, loss: &str) {
    if curve.n_losing() == 0 {
        return;
    }
    let mut points: Vec<(f64, f64)> = curve
        .points(curve.turn.0, curve.n)
        .into_iter()
        .map(|(x, y)| (plane.x(x), plane.y(y)))
        .collect();
    let (top, bottom) = (plane.y(curve.peak.1.cumulative), plane.y(curve.last.1.cumulative));
    let right = plane.rect().right();
    points.push((right, top));
    canvas.path(&points, true, &Paint::tint(Role::Caution, 0.22));
    let line = Paint::line(Role::Caution, 1.2);
    let bracket = [
        (right + 3.0, top),
        (right + 8.0, top),
        (right + 8.0, bottom),
        (right + 3.0, bottom),
    ];
    canvas.path(&bracket, false, &line);
    let face = Face {
        role: Role::Caution,
        ..Face::INK.bold()
    };
    canvas.text((right + 12.0, (top + bottom) / 2.0), loss, &face);
}

fn lines(plane: &mut Plane, curve: &Curve<'_>) {
    plane.path(&curve.points(0, curve.turn.0), &Paint::line(Role::Cat1, 2.2));
    plane.path(
        &curve.points(curve.turn.0, curve.n),
        &Paint::line(Role::Caution, 2.2),
    );
}

fn marks(canvas: &Canvas, frame: &Frame, plane: &Plane, (data, curve): (&WhaleData, &Curve<'_>)) {
    for (rank, account) in &curve.drawn {
        let is_peak = *rank == curve.peak.0;
        let is_focus = curve.focus.is_some_and(|focus| focus.0 == *rank);
        if curve.n > MARKED && !is_peak && !is_focus {
            continue;
        }
        let at = (plane.x(*rank as f64), plane.y(account.cumulative));
        let title = title(*rank, account, (data, frame));
        let role = if *rank > curve.turn.0 {
            Role::Caution
        } else {
            Role::Cat1
        };
        let mark = Mark {
            title: &title,
            href: account.href.as_deref(),
        };
        canvas.mark(&mark, || {
            let paint = Paint {
                stroke: Some(Role::Paper),
                width: 0.8,
                ..Paint::fill(role)
            };
            canvas.circle(at, if is_peak { 5.0 } else { 3.6 }, &paint);
            if is_focus {
                canvas.circle(at, 8.0, &Paint::line(Role::Cat1, 1.6));
            }
        });
    }
}

fn title(rank: usize, account: &Account, (data, frame): (&WhaleData, &Frame)) -> String {
    let cumulative = figures::percent(account.cumulative);
    let profit = finite(account.profit).map_or_else(String::new, |profit| {
        let unit = data.unit.as_deref().unwrap_or_default();
        let profit = figures::short(profit, 2);
        let zh = format!("，利润 {profit} {unit}");
        let en = format!(", profit {profit} {unit}");
        frame.say(&zh, &en).trim_end().to_string()
    });
    let zh = format!("第 {rank} 家 {}：累计 {cumulative}{profit}", account.label);
    let en = format!("No. {rank} {}: {cumulative} in all{profit}", account.label);
    frame.say(&zh, &en).to_string()
}

fn below(canvas: &Canvas, frame: &Frame, data: &WhaleData, (curve, top): (&Curve<'_>, f64)) -> f64 {
    let mut top = top;
    if curve.focus.is_some() {
        let own = (
            Glyph::Ring(Paint::fill(Role::Cat1)),
            frame.say("本客户", "this account"),
        );
        top = notes::key(canvas, top, &[own]);
    }
    let n_losing = curve.n_losing();
    let words = if n_losing > 0 {
        let loss = figures::percent(curve.loss());
        let zh = format!("峰后 {n_losing} 家亏损，共亏掉全部利润的 {loss}");
        let s = if n_losing == 1 { "" } else { "s" };
        let verb = if n_losing == 1 { "loses" } else { "lose" };
        let en = format!("{n_losing} account{s} beyond the peak {verb} {loss} of all profit");
        frame.say(&zh, &en).to_string()
    } else {
        frame.say("没有客户亏损", "No account loses money").to_string()
    };
    top = notes::sentence(canvas, top, &words, &Face::INK, 2);
    let worst: Vec<Run> = data
        .accounts
        .iter()
        .skip(curve.turn.0)
        .rev()
        .take(WORST)
        .map(|account| Run {
            text: account.label.clone(),
            href: account.href.clone(),
        })
        .collect();
    let lead = frame.say("亏得最多", "The most is lost by");
    top = notes::list(canvas, frame, top, (lead, &worst), 2);
    top = unknown(canvas, frame, data, top);
    if curve.drawn.len() < curve.n {
        let (n, n_drawn, step) = (curve.n, curve.drawn.len(), curve.step());
        let first = curve::FIRST;
        let zh = format!("曲线取 {n_drawn} / {n} 家：前 {first} 家、峰、末位，余下每 {step} 家一点");
        let en = format!(
            "The curve takes {n_drawn} of {n} accounts: the first {first}, the peak, the last, and one in {step} of the others"
        );
        top = notes::sentence(canvas, top, frame.say(&zh, &en), &Face::SECOND, 3);
    }
    top
}

fn unknown(canvas: &Canvas, frame: &Frame, data: &WhaleData, top: f64) -> f64 {
    if data.n_unknown == 0 {
        return top;
    }
    let n = data.n_unknown;
    let zh = format!("利润未知 {n} 家，不在曲线上");
    let en = format!("The profit of {n} is unknown; they are not on the curve");
    notes::sentence(canvas, top, frame.say(&zh, &en), &Face::SECOND, 2)
}

fn table(data: &WhaleData, drawn: &[(usize, &Account)], frame: &Frame) -> DataTable {
    let profit = match (&data.unit, frame.lang) {
        (Some(unit), Lang::Zh) => format!("利润（{unit}）"),
        (Some(unit), Lang::En) => format!("Profit ({unit})"),
        (None, _) => frame.say("利润", "Profit").to_string(),
    };
    let columns = vec![
        frame.say("客户", "Account").to_string(),
        frame.say("名次", "Rank").to_string(),
        profit,
        frame.say("累计利润（%）", "Cumulative profit (%)").to_string(),
    ];
    let row = |(rank, account): &(usize, &Account)| {
        vec![
            account.label.clone(),
            rank.to_string(),
            figures::or_unknown(account.profit, 2, frame),
            figures::short(account.cumulative, 2),
        ]
    };
    DataTable {
        columns,
        rows: drawn.iter().map(row).collect(),
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::chart::proof;

    fn frame(lang: Lang) -> Frame {
        Frame::new("whale", lang, "峰在第三家，120%", "累计利润")
    }

    /// Gains of 10 each, then losses of 1 each for the last third.
    pub(crate) fn of(n: usize) -> WhaleData {
        let profits: Vec<f64> = (0..n)
            .map(|idx| if idx * 3 < n * 2 { 10.0 } else { -1.0 })
            .collect();
        let sum: f64 = profits.iter().sum();
        let mut so_far = 0.0;
        let accounts = profits.iter().enumerate().map(|(idx, profit)| {
            so_far += profit;
            Account {
                label: proof::name(idx),
                cumulative: so_far * 100.0 / sum,
                profit: Some(*profit),
                is_focus: false,
                href: Some(format!("../accounts/{idx}/index.html")),
            }
        });
        WhaleData {
            unit: Some("万元".into()),
            accounts: accounts.collect(),
            n_unknown: 0,
        }
    }

    fn curve(cumulative: &[f64]) -> WhaleData {
        let account = |(idx, cumulative): (usize, &f64)| Account {
            label: format!("客户{}", idx + 1),
            cumulative: *cumulative,
            ..Account::default()
        };
        WhaleData {
            accounts: cumulative.iter().enumerate().map(account).collect(),
            ..WhaleData::default()
        }
    }

    #[test]
    fn any_number_of_accounts_is_drawn_without_a_label_on_another() {
        for n in [0_usize, 1, 2, 12, 40, 200, 10_000] {
            for lang in Lang::ALL {
                for focus in [None, Some(0), Some(n / 2), Some(n.saturating_sub(1))] {
                    let mut data = of(n);
                    if let Some(account) = focus.and_then(|idx| data.accounts.get_mut(idx)) {
                        account.is_focus = true;
                    }
                    let svg = draw(&data, &frame(lang));
                    proof::check(&svg);
                    assert_eq!(svg, draw(&data, &frame(lang)));
                    assert!(svg.table.rows.len() == n.min(200) || (n > 200 && svg.table.rows.len() < 200));
                }
            }
        }
    }

    #[test]
    fn the_peak_is_named_and_what_comes_after_it_is_counted() {
        let svg = draw(&curve(&[60.0, 100.0, 120.0, 100.0]), &frame(Lang::Zh));
        proof::check(&svg);
        for words in [
            ">峰 120%，第 3 家</text>",
            ">客户3</text>",
            ">−20%</text>",
            "峰后 1 家亏损，共亏掉全部利润的 20%",
        ] {
            assert!(svg.markup.contains(words), "{words}");
        }
    }

    #[test]
    fn who_neither_wins_nor_loses_is_not_beyond_the_peak() {
        let svg = draw(&curve(&[70.0, 110.0, 110.0, 110.0, 100.0]), &frame(Lang::En));
        assert!(
            svg.markup.contains("peak 110%, no. 2")
                && svg.markup.contains("1 account beyond the peak loses 10%")
        );
        let svg = draw(&curve(&[60.0, 100.0, 100.0]), &frame(Lang::Zh));
        assert!(svg.markup.contains("没有客户亏损") && !svg.markup.contains("k-caution\""));
    }

    #[test]
    fn thinning_changes_neither_peak_nor_ends() {
        for n in [201, 997, 10_000] {
            let svg = draw(&of(n), &frame(Lang::Zh));
            let ranks: Vec<usize> = svg.table.rows.iter().map(|row| row[1].parse().unwrap()).collect();
            let peak = (0..n).filter(|idx| idx * 3 < n * 2).count();
            assert!(
                ranks.contains(&1) && ranks.contains(&n) && ranks.contains(&peak),
                "{n}"
            );
            assert!(svg.markup.contains(&format!("第 {peak} 家")) && svg.markup.contains("曲线取"));
            assert!(ranks.is_sorted() && svg.markup.len() < 16_000);
        }
    }

    #[test]
    fn no_profit_and_unknown_profits_are_said() {
        let mut data = of(0);
        data.n_unknown = 3;
        let svg = draw(&data, &frame(Lang::Zh));
        proof::check(&svg);
        assert!(svg.markup.contains("没有可分的利润") && svg.markup.contains("利润未知 3 家"));
    }

    #[test]
    fn figures_that_are_none_are_left_out_and_great_ones_do_no_harm() {
        for odd in [f64::NAN, f64::INFINITY, -1e300, 1e300, 4000.0, 0.0, -50.0] {
            for place in [0, 1, 3] {
                let mut data = curve(&[60.0, 100.0, 120.0, 100.0]);
                data.accounts[place].cumulative = odd;
                data.accounts[place].profit = Some(odd);
                proof::check(&draw(&data, &frame(Lang::En)));
            }
        }
    }
}
