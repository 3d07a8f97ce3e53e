//! Names on a whale curve, each at its point or led to it.

use crate::chart::block::Block;
use crate::chart::block::Segment;
use crate::chart::canvas::Canvas;
use crate::chart::figures;
use crate::chart::frame::Frame;
use crate::chart::frame::TEXT;
use crate::chart::letters;
use crate::chart::paint::Anchor;
use crate::chart::paint::Face;
use crate::chart::paint::Paint;
use crate::chart::palette::Role;
use crate::chart::placing;
use crate::chart::placing::Ground;
use crate::chart::placing::Wish;
use crate::chart::plane::Plane;
use crate::chart::whale::Account;
use crate::chart::whale::curve::Curve;

/// Names the peak and the account in question.
pub fn draw(canvas: &Canvas, frame: &Frame, plane: &Plane, (curve, whole): (&Curve<'_>, Block)) {
    let rect = plane.rect();
    let mut wanted = vec![curve.peak];
    wanted.extend(curve.focus.filter(|focus| focus.0 != curve.peak.0));
    let at = |(rank, account): &(usize, &Account)| (plane.x(*rank as f64), plane.y(account.cumulative));
    let texts: Vec<Vec<String>> = wanted
        .iter()
        .map(|(rank, account)| {
            let name = letters::fit(&account.label, TEXT, rect.w * 0.45);
            if *rank == curve.peak.0 {
                let peak = figures::percent(account.cumulative);
                let zh = format!("峰 {peak}，第 {rank} 家");
                let en = format!("peak {peak}, no. {rank}");
                vec![frame.say(&zh, &en).to_string(), name]
            } else {
                vec![name]
            }
        })
        .collect();
    let wishes: Vec<Wish> = wanted
        .iter()
        .zip(&texts)
        .map(|(account, lines)| Wish {
            at: at(account),
            radius: 8.0,
            width: lines
                .iter()
                .map(|line| letters::width(line, TEXT) * 1.07)
                .fold(0.0, f64::max),
            height: 18.0 * lines.len() as f64,
            is_needed: true,
        })
        .collect();
    let marks: Vec<Block> = wanted
        .iter()
        .map(|account| Block::around(at(account), 6.0))
        .collect();
    let way: Vec<(f64, f64)> = curve
        .points(0, curve.n)
        .into_iter()
        .map(|(x, y)| (plane.x(x), plane.y(y)))
        .collect();
    let lines: Vec<Segment> = way.iter().copied().zip(way.iter().copied().skip(1)).collect();
    let ground = Ground {
        bounds: Block::new(rect.x + 1.0, 22.0, rect.w - 2.0, rect.bottom() - 23.0),
        taken: &[whole],
        marks: &marks,
        placed: &[],
        lines: &lines,
    };
    for (((rank, account), lines), place) in wanted.iter().zip(&texts).zip(placing::place(&wishes, &ground)) {
        let Some(place) = place else { continue };
        if let Some((from, to)) = place.leader {
            canvas.line(from, to, &Paint::line(Role::Ink2, 0.8));
        }
        let is_left = place.block.right() <= at(&(*rank, account)).0;
        let (x, anchor) = if is_left {
            (place.block.right(), Anchor::End)
        } else {
            (place.block.x, Anchor::Start)
        };
        for (idx, line) in lines.iter().enumerate() {
            let is_bold = idx == 0 && (*rank == curve.peak.0 || account.is_focus);
            let face = Face {
                is_bold,
                ..Face::INK.at(anchor).halo()
            };
            canvas.text((x, place.block.y + 18.0 * (idx as f64 + 0.5)), line, &face);
        }
    }
}
