//! What a sum is made of: one bar of 100 %, and the parts as sorted bars.

use crate::chart::block::Block;
use crate::chart::canvas::Canvas;
use crate::chart::composition::CompositionData;
use crate::chart::composition::Part;
use crate::chart::composition::role;
use crate::chart::composition::shown;
use crate::chart::composition::sorted;
use crate::chart::composition::table;
use crate::chart::figures;
use crate::chart::figures::finite;
use crate::chart::frame::Frame;
use crate::chart::frame::Svg;
use crate::chart::frame::TEXT;
use crate::chart::letters;
use crate::chart::notes;
use crate::chart::paint::Anchor;
use crate::chart::paint::Face;
use crate::chart::paint::Mark;
use crate::chart::paint::Paint;
use crate::chart::palette::Role;
use crate::chart::plane::Plane;
use crate::chart::plane::Span;

/// Rows that are drawn; what is smaller is counted in one line and stands in the table.
const MAX_ROWS: usize = 24;

/// Draws the composition.
pub fn draw(data: &CompositionData, frame: &Frame) -> Svg {
    let canvas = Canvas::new(frame);
    let parts = sorted(&data.parts);
    let table = table(data, &parts, frame);
    if parts.is_empty() {
        let height = notes::nothing(&canvas, frame.say("没有组成部分", "No parts yet"));
        return canvas.finish(frame, "composition", height, table);
    }
    let top = whole(&canvas, frame, &parts);
    let height = rows(&canvas, frame, &parts, top);
    canvas.finish(frame, "composition", height, table)
}

/// The bar of 100 % with a bracket under the three largest; gives where the rows begin.
fn whole(canvas: &Canvas, frame: &Frame, parts: &[&Part]) -> f64 {
    let sum: f64 = parts.iter().map(|part| shown(part)).sum();
    let rect = Block::new(0.0, 0.0, canvas.width(), 30.0);
    let mut plane = Plane::rows(canvas, rect, Span::new(0.0, sum.max(100.0)));
    let mut from = 0.0;
    for (idx, part) in parts.iter().enumerate() {
        let to = from + shown(part);
        if plane.x(to) - plane.x(from) >= 0.2 {
            let paint = Paint {
                stroke: Some(Role::Paper),
                width: 1.0,
                ..Paint::fill(role(idx, part))
            };
            let title = format!("{} {}", part.label, figures::percent(shown(part)));
            canvas.mark(
                &Mark {
                    title: &title,
                    href: part.href.as_deref(),
                },
                || {
                    plane.strip(from, to, (15.0, 30.0), &paint);
                },
            );
        }
        from = to;
    }
    if sum < 100.0 - 0.05 * parts.len() as f64 {
        let rest = 100.0 - sum;
        let title = format!(
            "{} {}",
            frame.say("未说明", "not accounted for"),
            figures::percent(rest)
        );
        canvas.mark(
            &Mark {
                title: &title,
                href: None,
            },
            || {
                plane.strip(from, 100.0, (15.0, 28.0), &Paint::unknown());
            },
        );
    }
    let largest: Vec<f64> = parts
        .iter()
        .filter(|part| !part.is_other)
        .map(|part| shown(part))
        .collect();
    if largest.len() < 4 {
        return rect.bottom() + 14.0;
    }
    let three: f64 = largest.iter().take(3).sum();
    let end = plane.x(three);
    let line = Paint::line(Role::Ink2, 1.0);
    canvas.path(
        &[(0.5, 34.0), (0.5, 38.0), (end, 38.0), (end, 34.0)],
        false,
        &line,
    );
    let words = format!("{} {}", frame.say("前三", "Top three"), figures::percent(three));
    let half = letters::width(&words, TEXT) / 2.0;
    let x = (end / 2.0).clamp(half, (canvas.width() - half).max(half));
    canvas.text((x, 50.0), &words, &Face::SECOND.at(Anchor::Middle));
    70.0
}

struct Columns {
    label: f64,
    share: f64,
    amount: f64,
    share_places: u32,
    amount_places: u32,
}

impl Columns {
    /// The widths of the columns and their decimals, by what stands in them.
    fn of(canvas: &Canvas, parts: &[&Part]) -> Columns {
        let share_places = figures::places(parts.iter().filter_map(|part| finite(part.share)), 1);
        let amounts = || parts.iter().filter_map(|part| finite(part.amount));
        let is_large = amounts().any(|amount| amount.abs() >= 10_000.0);
        let amount_places = if is_large {
            0
        } else {
            figures::places(amounts(), 2)
        };
        let bare = Columns {
            label: 0.0,
            share: 0.0,
            amount: 0.0,
            share_places,
            amount_places,
        };
        let widest = |words: &dyn Fn(&Part) -> String, bold: f64| {
            parts
                .iter()
                .map(|part| letters::width(&words(part), TEXT) * bold)
                .fold(0.0, f64::max)
        };
        let share = (widest(&|part| bare.share_words(part), 1.07) + 6.0).min(canvas.width() * 0.25);
        let amount = widest(&|part| bare.amount_words(part), 1.0);
        let amount = if amount > 0.0 {
            (amount + 12.0).min(canvas.width() * 0.25)
        } else {
            0.0
        };
        let label = widest(&|part| part.label.clone(), 1.0).min(canvas.width() * 0.36) + 10.0;
        Columns {
            label,
            share,
            amount,
            ..bare
        }
    }

    fn share_words(&self, part: &Part) -> String {
        finite(part.share).map_or_else(
            || "?".to_string(),
            |share| format!("{}%", figures::fixed(share, self.share_places)),
        )
    }

    fn amount_words(&self, part: &Part) -> String {
        finite(part.amount).map_or_else(String::new, |amount| figures::fixed(amount, self.amount_places))
    }
}

fn inner_share(part: &Part) -> String {
    finite(part.share).map_or_else(|| "?".to_string(), figures::percent)
}

/// The bars, one below another; gives the height of it all.
fn rows(canvas: &Canvas, frame: &Frame, parts: &[&Part], top: f64) -> f64 {
    let columns = Columns::of(canvas, parts);
    let bar = canvas.width() - columns.label - columns.share - columns.amount;
    let most = parts.iter().map(|part| shown(part)).fold(0.0, f64::max);
    let hidden = parts.len().saturating_sub(MAX_ROWS);
    let mut y = top;
    for (idx, part) in parts.iter().enumerate() {
        // The remainder keeps its row, whatever else is hidden.
        if idx + 1 >= MAX_ROWS && hidden > 0 && !(part.is_other && idx + 1 == parts.len()) {
            continue;
        }
        let lines = letters::wrap(&part.label, TEXT, columns.label - 10.0, 2);
        let high = 10.0 + 18.0 * lines.len() as f64;
        let mid = y + high / 2.0;
        let rect = Block::new(columns.label, y, bar, high);
        let title = format!(
            "{} {} {}",
            part.label,
            columns.share_words(part),
            columns.amount_words(part)
        );
        canvas.mark(
            &Mark {
                title: title.trim(),
                href: part.href.as_deref(),
            },
            || {
                let first = mid - 9.0 * (lines.len() as f64 - 1.0);
                for (line, text) in lines.iter().enumerate() {
                    canvas.text((0.0, first + 18.0 * line as f64), text, &Face::INK);
                }
                bar_of(canvas, part, role(idx, part), (rect, most));
            },
        );
        let end = canvas.width() - columns.amount;
        canvas.text(
            (end, mid),
            &letters::fit(&columns.share_words(part), TEXT, (columns.share - 4.0) / 1.07),
            &Face::INK.bold().at(Anchor::End),
        );
        canvas.text(
            (canvas.width(), mid),
            &letters::fit(&columns.amount_words(part), TEXT, (columns.amount - 6.0).max(0.0)),
            &Face::SECOND.at(Anchor::End),
        );
        y += high;
        y = inner_words(canvas, part, (columns.label, y));
    }
    if hidden > 0 {
        y = hidden_words(canvas, frame, parts, y + 4.0);
    }
    y + 2.0
}

/// A bar from zero; where a part is made of parts, it is cut at them and the later ones are lighter.
fn bar_of(canvas: &Canvas, part: &Part, role: Role, (rect, most): (Block, f64)) {
    let mut plane = Plane::rows(canvas, rect, Span::new(0.0, if most > 0.0 { most } else { 1.0 }));
    let mid = rect.h / 2.0;
    let Some(share) = finite(part.share) else {
        plane.strip(0.0, most.max(1.0), (mid, 14.0), &Paint::unknown());
        return;
    };
    let share = share.max(0.0);
    if part.parts.is_empty() {
        plane.strip(0.0, share, (mid, 14.0), &Paint::fill(role));
        return;
    }
    plane.strip(0.0, share, (mid, 14.0), &Paint::tint(role, 0.3));
    let mut from = 0.0;
    for (idx, inner) in sorted(&part.parts).into_iter().enumerate() {
        let to = (from + share * shown(inner) / 100.0).min(share);
        let opacity = (1.0 - 0.22 * idx as f64).max(0.4);
        if !inner.is_other && to > from {
            plane.strip(from, to, (mid, 14.0), &Paint::tint(role, opacity));
        }
        if to < share {
            plane.tick(to, (mid, 14.0), &Paint::line(Role::Paper, 1.5));
        }
        from = to;
    }
}

/// Says what a part is made of, below its bar.
fn inner_words(canvas: &Canvas, part: &Part, (left, top): (f64, f64)) -> f64 {
    if part.parts.is_empty() {
        return top;
    }
    let words: Vec<String> = sorted(&part.parts)
        .into_iter()
        .map(|inner| format!("{} {}", inner.label, inner_share(inner)))
        .collect();
    let mut y = top;
    for line in letters::wrap(&words.join(" · "), TEXT, canvas.width() - left, 2) {
        canvas.text((left, y + 6.0), &line, &Face::SECOND);
        y += 19.0;
    }
    y + 4.0
}

/// Says how many rows were left out, and what they make together.
fn hidden_words(canvas: &Canvas, frame: &Frame, parts: &[&Part], top: f64) -> f64 {
    let left_out = parts
        .iter()
        .enumerate()
        .filter(|(idx, part)| idx + 1 >= MAX_ROWS && !(part.is_other && idx + 1 == parts.len()));
    let (n, sum) = left_out.fold((0, 0.0), |(n, sum), (_, part)| (n + 1, sum + shown(part)));
    let sum = figures::percent(sum);
    let zh = format!("另有 {n} 项较小,合计 {sum},见数据表");
    let en = format!("{n} smaller parts, together {sum}, stand in the table");
    notes::sentence(canvas, top, frame.say(&zh, &en), &Face::SECOND, 2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::proof;
    use crate::diag::Lang;

    fn frame(lang: Lang) -> Frame {
        Frame::new("comp", lang, "前三家占收入 54%", "收入构成")
    }

    fn part(idx: usize, share: Option<f64>) -> Part {
        Part {
            label: proof::name(idx),
            share,
            amount: share.map(|share| share * 25.6),
            ..Part::default()
        }
    }

    fn of(n: usize) -> CompositionData {
        let parts = (0..n).map(|idx| part(idx, Some(100.0 / (n as f64)))).collect();
        CompositionData {
            unit: Some("万元".into()),
            parts,
        }
    }

    #[test]
    fn any_number_of_parts_is_drawn_without_a_label_on_another() {
        for n in [0, 1, 2, 12, 200] {
            for lang in Lang::ALL {
                let svg = draw(&of(n), &frame(lang));
                proof::check(&svg);
                assert_eq!(svg, draw(&of(n), &frame(lang)));
                assert_eq!(svg.table.rows.len(), n);
            }
        }
    }

    #[test]
    fn the_remainder_is_last_and_grey_even_if_it_is_the_largest() {
        let other = Part {
            is_other: true,
            label: "其他业务".into(),
            ..part(9, Some(60.0))
        };
        let data = CompositionData {
            unit: None,
            parts: vec![other, part(5, Some(40.0))],
        };
        let svg = draw(&data, &frame(Lang::Zh));
        assert_eq!(svg.table.rows.last().unwrap()[0], "其他业务");
        assert!(svg.markup.contains("k-other") && svg.markup.contains("k-cat1"));
    }

    #[test]
    fn the_ninth_category_is_grey() {
        let svg = draw(&of(9), &frame(Lang::Zh));
        assert!(svg.markup.contains("k-cat8") && svg.markup.contains("k-other"));
    }

    #[test]
    fn the_bracket_says_what_the_three_largest_make() {
        let shares = [21.5, 17.6, 14.7, 10.0, 7.8, 28.4];
        let mut parts: Vec<Part> = shares
            .iter()
            .enumerate()
            .map(|(idx, share)| part(idx + 4, Some(*share)))
            .collect();
        parts[5].is_other = true;
        let svg = draw(&CompositionData { unit: None, parts }, &frame(Lang::Zh));
        assert!(svg.markup.contains("前三 53.8%"));
    }

    #[test]
    fn unknown_negative_and_infinite_shares_are_drawn_as_what_they_are() {
        let shares = [
            None,
            Some(f64::NAN),
            Some(f64::INFINITY),
            Some(-5.0),
            Some(0.0),
            Some(1e300),
        ];
        let parts = shares
            .iter()
            .enumerate()
            .map(|(idx, share)| part(idx, *share))
            .collect();
        proof::check(&draw(&CompositionData { unit: None, parts }, &frame(Lang::En)));
    }

    #[test]
    fn a_nested_part_stands_in_the_table_with_both_shares() {
        let inner = Part {
            label: "移动".into(),
            share: Some(90.0),
            ..Part::default()
        };
        let outer = Part {
            parts: vec![inner],
            label: "运营商".into(),
            ..part(5, Some(21.5))
        };
        let svg = draw(
            &CompositionData {
                unit: None,
                parts: vec![outer],
            },
            &frame(Lang::Zh),
        );
        proof::check(&svg);
        assert_eq!(svg.table.rows[1][..3], ["运营商 › 移动", "90", "19.35"]);
        assert!(svg.markup.contains("移动 90%"));
    }
}
