//! The competitor map: who stands where on two axes, who is on the front, where we are.

use crate::chart::block::Block;
use crate::chart::block::Segment;
use crate::chart::canvas::Canvas;
use crate::chart::field;
use crate::chart::field::Field;
use crate::chart::field::Labelled;
use crate::chart::field::Spot;
use crate::chart::figures;
use crate::chart::figures::finite;
use crate::chart::frame::DataTable;
use crate::chart::frame::Frame;
use crate::chart::frame::Svg;
use crate::chart::frame::TEXT;
use crate::chart::letters;
use crate::chart::notes;
use crate::chart::notes::Glyph;
use crate::chart::paint::Anchor;
use crate::chart::paint::Face;
use crate::chart::paint::Paint;
use crate::chart::paint::Run;
use crate::chart::paint::Turn;
use crate::chart::palette::Role;
use crate::chart::plane::Plane;
use crate::chart::plane::Span;
use crate::chart::quadrants;
use crate::chart::quadrants::Cell;
use crate::chart::quadrants::Quadrants;

/// One axis of the map.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct AxisWords {
    /// What it measures.
    pub name: String,
    /// The word at its low end.
    pub low: String,
    /// The word at its high end.
    pub high: String,
    /// From where to where.
    pub scale: (f64, f64),
}

/// One player.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Player {
    /// Its label.
    pub label: String,
    /// What kind of player: 硬件起家的服务商.
    pub kind: Option<String>,
    /// On the x axis.
    pub x: Option<f64>,
    /// On the y axis.
    pub y: Option<f64>,
    /// In any unit, not negative; the mark's area follows it.
    pub size: Option<f64>,
    /// True for ourselves.
    pub is_self: bool,
    /// True if nobody dominates it.
    pub is_front: bool,
    /// True if the place is only illustrative.
    pub is_illustrative: bool,
    /// Where it leads.
    pub href: Option<String>,
}

/// A competitor map.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct LandscapeData {
    /// To the right.
    pub x: AxisWords,
    /// Upwards.
    pub y: AxisWords,
    /// From where on an axis counts as strong.
    pub strong_at: Option<f64>,
    /// Names of the quadrants, x first: low/low, high/low, low/high, high/high; made from the axes if none are given.
    pub quadrants: Option<[String; 4]>,
    /// In file order.
    pub players: Vec<Player>,
}

/// Room for the words of the y axis.
const LEFT: f64 = 24.0;

/// Most labels that are tried.
const MAX_LABELS: usize = 48;

/// Draws the map.
pub fn draw(data: &LandscapeData, frame: &Frame) -> Svg {
    let canvas = Canvas::new(frame);
    let table = table(data, frame);
    if data.players.is_empty() {
        let height = notes::nothing(&canvas, frame.say("图上还没有人", "Nobody is on the map yet"));
        return canvas.finish(frame, "landscape", height, table);
    }
    let wide = canvas.width() - LEFT - 1.0;
    let rect = Block::new(LEFT, 1.0, wide, wide * 0.88);
    let spots = spots(data, frame);
    let reach = spots.iter().map(|spot| spot.radius).fold(0.0, f64::max) + 6.0;
    let x = roomy(&data.x, reach / rect.w);
    let y = roomy(&data.y, reach / rect.h);
    let mut plane = Plane::new(&canvas, rect, (x.clone(), y.clone()), (0.0, 0.0));
    plane.mesh();
    axis_words(&canvas, data, rect);
    let (cut, mut taken) = threshold(&canvas, frame, data, (&mut plane, &x, &y));
    let names = data
        .quadrants
        .clone()
        .unwrap_or_else(|| quadrant_names(data, frame));
    let cells = names.map(|name| Cell {
        name,
        ..Cell::default()
    });
    let mut lines = front(&canvas, data, &plane);
    let named = Quadrants {
        cut,
        cells: &cells,
        spots: &spots,
        taken: &taken,
        lines: &lines,
    };
    let named = quadrants::name(&plane, &named);
    for name in named.iter().filter(|name| !name.is_over_marks) {
        quadrants::set(&canvas, name);
    }
    taken.extend(named.iter().map(|name| name.block));
    if finite(data.strong_at).is_some() {
        lines.extend(quadrants::cross(&plane, cut));
    }
    let field = Field {
        spots: &spots,
        taken: &taken,
        lines: &lines,
        max_labels: MAX_LABELS,
    };
    let labelled = field::draw(&canvas, frame, &mut plane, &field);
    for name in named.iter().filter(|name| name.is_over_marks) {
        quadrants::set(&canvas, name);
    }
    let bottom = below(&canvas, frame, data, (&labelled, spots.len()));
    canvas.finish(frame, "landscape", bottom + 2.0, table)
}

/// The axis with room for half a mark at both ends; lines stand within its scale.
fn roomy(axis: &AxisWords, part: f64) -> Span {
    Span::new(axis.scale.0, axis.scale.1).ticked(5).roomy(part)
}

fn place(player: &Player) -> Option<(f64, f64)> {
    finite(player.x).zip(finite(player.y))
}

/// Where the notes begin: under the plane and its axis words.
fn foot(canvas: &Canvas) -> f64 {
    1.0 + (canvas.width() - LEFT - 1.0) * 0.88 + 26.0
}

/// Low, name and high along each axis.
fn axis_words(canvas: &Canvas, data: &LandscapeData, rect: Block) {
    let third = |text: &str, long: f64| letters::fit(text, TEXT, long / 3.0 - 8.0);
    let y = rect.bottom() + 13.0;
    canvas.text((rect.x, y), &third(&data.x.low, rect.w), &Face::SECOND);
    canvas.text(
        (rect.right(), y),
        &third(&data.x.high, rect.w),
        &Face::SECOND.at(Anchor::End),
    );
    canvas.text(
        (rect.centre().0, y),
        &third(&data.x.name, rect.w),
        &Face::INK.bold().at(Anchor::Middle),
    );
    let up = |face: Face| Face {
        turn: Turn::Up,
        ..face
    };
    let x = 10.0;
    canvas.text((x, rect.bottom()), &third(&data.y.low, rect.h), &up(Face::SECOND));
    canvas.text(
        (x, rect.y),
        &third(&data.y.high, rect.h),
        &up(Face::SECOND.at(Anchor::End)),
    );
    canvas.text(
        (x, rect.centre().1),
        &third(&data.y.name, rect.h),
        &up(Face::INK.bold().at(Anchor::Middle)),
    );
}

/// The labelled hairlines from where on an axis is strong; gives where the quadrants part and what is taken.
fn threshold(
    canvas: &Canvas,
    frame: &Frame,
    data: &LandscapeData,
    (plane, x, y): (&mut Plane, &Span, &Span),
) -> ((f64, f64), Vec<Block>) {
    let middle = ((x.low + x.high) / 2.0, (y.low + y.high) / 2.0);
    let Some(strong) = finite(data.strong_at) else {
        return (middle, Vec::new());
    };
    let line = Paint::dashed(Role::Ink2, 1.0);
    let is_within = |span: &Span| strong > span.low && strong < span.high;
    if is_within(x) {
        plane.path(&[(strong, y.low), (strong, y.high)], &line);
    }
    if is_within(y) {
        plane.path(&[(x.low, strong), (x.high, strong)], &line);
    }
    let words = format!("{}{}", frame.say("强 ≥ ", "strong ≥ "), figures::short(strong, 2));
    let wide = letters::width(&words, TEXT);
    let rect = plane.rect();
    let mut taken = Vec::new();
    if is_within(y) {
        let top = (plane.y(strong) - 19.0).max(rect.y + 2.0);
        taken.push(Block::new(rect.x + 5.0, top, wide, 18.0));
    } else if is_within(x) {
        let left = (plane.x(strong) + 5.0).min(rect.right() - wide - 2.0);
        taken.push(Block::new(left, rect.y + 4.0, wide, 18.0));
    }
    for block in &taken {
        canvas.text((block.x, block.centre().1), &words, &Face::SECOND.halo());
    }
    let cut = (
        if is_within(x) { strong } else { middle.0 },
        if is_within(y) { strong } else { middle.1 },
    );
    (cut, taken)
}

fn quadrant_names(data: &LandscapeData, frame: &Frame) -> [String; 4] {
    let (x, y) = (&data.x.name, &data.y.name);
    let best = |axis: &str| match frame.lang {
        crate::diag::Lang::Zh => format!("{axis}见长"),
        crate::diag::Lang::En => format!("strong in {axis}"),
    };
    let say = |zh, en| frame.say(zh, en).to_string();
    [
        say("两者皆弱", "weak in both"),
        best(x),
        best(y),
        say("两者兼强", "strong in both"),
    ]
}

/// A stepped line around all that the front dominates; gives its pieces.
fn front(canvas: &Canvas, data: &LandscapeData, plane: &Plane) -> Vec<Segment> {
    let rect = plane.rect();
    let mut points: Vec<(f64, f64)> = data
        .players
        .iter()
        .filter(|player| player.is_front)
        .filter_map(place)
        .map(|(x, y)| (plane.x(x), plane.y(y)))
        .collect();
    points.sort_by(|one, two| one.0.total_cmp(&two.0).then(one.1.total_cmp(&two.1)));
    points.dedup();
    let Some(first) = points.first() else {
        return Vec::new();
    };
    let mut line = vec![(rect.x, first.1)];
    for point in &points {
        if let Some(last) = line.last().copied() {
            line.push((last.0.max(rect.x), last.1));
            if point.1 > last.1 {
                line.push((last.0, point.1));
            }
        }
        line.push(*point);
    }
    if let Some(last) = points.last() {
        line.push((last.0, rect.bottom()));
    }
    line.dedup();
    canvas.path(&line, false, &Paint::line(Role::Good, 1.8));
    line.iter().copied().zip(line.iter().copied().skip(1)).collect()
}

/// Ourselves first, then the front, then by size, then by name: so labels are given out.
fn spots(data: &LandscapeData, frame: &Frame) -> Vec<Spot> {
    let most = data
        .players
        .iter()
        .filter_map(|player| finite(player.size))
        .fold(0.0, f64::max);
    let small = if data.players.len() > 60 { 4.0 } else { 6.0 };
    let mut players: Vec<(&Player, (f64, f64))> = data
        .players
        .iter()
        .filter_map(|player| place(player).map(|at| (player, at)))
        .collect();
    players.sort_by(|(one, _), (two, _)| {
        let size = |player: &Player| finite(player.size).unwrap_or(0.0);
        two.is_self
            .cmp(&one.is_self)
            .then(two.is_front.cmp(&one.is_front))
            .then(size(two).total_cmp(&size(one)))
            .then(one.label.cmp(&two.label))
    });
    players
        .into_iter()
        .map(|(player, at)| {
            let radius = match finite(player.size) {
                Some(size) if most > 0.0 => (libm::sqrt((size / most).max(0.0)) * 20.0).max(3.0),
                _ => small,
            };
            let at = inside(at, data);
            Spot {
                name: player.label.clone(),
                title: title(player, data, frame),
                href: player.href.clone(),
                at,
                radius,
                is_own: player.is_self,
                is_hollow: player.is_illustrative,
            }
        })
        .collect()
}

/// A point beyond an axis' end stands at its end.
fn inside((x, y): (f64, f64), data: &LandscapeData) -> (f64, f64) {
    let (across, up) = (
        Span::new(data.x.scale.0, data.x.scale.1),
        Span::new(data.y.scale.0, data.y.scale.1),
    );
    (x.clamp(across.low, across.high), y.clamp(up.low, up.high))
}

fn title(player: &Player, data: &LandscapeData, frame: &Frame) -> String {
    let mut words = player.label.clone();
    if let Some(kind) = &player.kind {
        words.push_str(&format!(" ({kind})"));
    }
    if let Some((x, y)) = place(player) {
        let (x, y) = (figures::short(x, 2), figures::short(y, 2));
        words.push_str(&format!(" {} {x}, {} {y}", data.x.name, data.y.name));
    }
    if player.is_illustrative {
        words.push_str(frame.say(",示意", ", illustrative"));
    }
    words
}

/// The key, the players without a place, and how many labels had no room.
fn below(
    canvas: &Canvas,
    frame: &Frame,
    data: &LandscapeData,
    (labelled, n_placed): (&Labelled, usize),
) -> f64 {
    let placed = || data.players.iter().filter(|player| place(player).is_some());
    let mut key = Vec::new();
    if placed().any(|player| player.is_self) {
        key.push((
            Glyph::Ring(Paint::fill(Role::Cat1)),
            frame.say("我方", "ourselves"),
        ));
    }
    if placed().any(|player| player.is_front) {
        key.push((
            Glyph::Line(Paint::line(Role::Good, 1.8)),
            frame.say("前沿:无人两项都更强", "front: nobody beats both"),
        ));
    }
    if placed().any(|player| player.is_illustrative) {
        key.push((
            Glyph::Dot(Paint::hollow(Role::Ink2, 1.6)),
            frame.say("空心:示意", "hollow: illustrative"),
        ));
    }
    if placed().any(|player| finite(player.size).is_some()) {
        key.push((
            Glyph::Dot(Paint::fill(Role::Other)),
            frame.say("面积:规模", "area: size"),
        ));
    }
    let mut top = notes::key(canvas, foot(canvas) + 4.0, &key);
    top = notes::list(
        canvas,
        frame,
        top,
        (frame.say("编号", "Numbers"), &labelled.numbered),
        48,
    );
    let nowhere: Vec<Run> = data
        .players
        .iter()
        .filter(|player| place(player).is_none())
        .map(|player| Run {
            text: player.label.clone(),
            href: player.href.clone(),
        })
        .collect();
    top = notes::list(
        canvas,
        frame,
        top,
        (frame.say("没有位置", "Without a place"), &nowhere),
        4,
    );
    let n_labelled = labelled.n;
    if n_labelled < n_placed {
        let zh = format!("标出 {n_labelled} / {n_placed} 家:先我方与前沿,再按规模;其余见数据表");
        let en = format!(
            "{n_labelled} of {n_placed} are named: ourselves and the front first, then by size; the rest in the table"
        );
        top = notes::sentence(canvas, top, frame.say(&zh, &en), &Face::SECOND, 3);
    }
    top
}

fn table(data: &LandscapeData, frame: &Frame) -> DataTable {
    let say = |zh, en| frame.say(zh, en).to_string();
    let columns = vec![
        say("公司", "Player"),
        say("类型", "Kind"),
        data.x.name.clone(),
        data.y.name.clone(),
        say("规模", "Size"),
        say("前沿", "Front"),
        say("依据", "Basis"),
    ];
    let rows = data.players.iter().map(|player| {
        let basis = if player.is_illustrative {
            say("示意", "illustrative")
        } else {
            String::new()
        };
        let size = finite(player.size).map_or_else(String::new, |size| figures::short(size, 2));
        let front = if player.is_front {
            say("是", "yes")
        } else {
            String::new()
        };
        let own = if player.is_self {
            say("(我方)", " (ourselves)")
        } else {
            String::new()
        };
        vec![
            format!("{}{own}", player.label),
            player.kind.clone().unwrap_or_default(),
            figures::or_unknown(player.x, 2, frame),
            figures::or_unknown(player.y, 2, frame),
            size,
            front,
            basis,
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
        Frame::new("land", lang, "我方落后优创", "格局")
    }

    fn axis(name: &str) -> AxisWords {
        AxisWords {
            name: name.into(),
            low: "低".into(),
            high: "高".into(),
            scale: (0.0, 10.0),
        }
    }

    fn of(players: Vec<Player>) -> LandscapeData {
        LandscapeData {
            x: axis("商业理念"),
            y: axis("IT技术"),
            strong_at: Some(7.0),
            quadrants: None,
            players,
        }
    }

    fn player(idx: usize) -> Player {
        let step = |by: usize| (idx * by % 101) as f64 / 10.0;
        Player {
            label: proof::name(idx),
            kind: Some("硬件".into()),
            x: (idx % 17 != 16).then(|| step(37)),
            y: Some(step(53)),
            size: (idx.is_multiple_of(3)).then_some(idx as f64),
            is_self: idx == 1,
            is_front: idx % 9 == 2,
            is_illustrative: idx.is_multiple_of(2),
            href: Some(format!("../{idx}/index.html")),
        }
    }

    #[test]
    fn any_number_of_players_is_drawn_without_a_label_on_another() {
        for n in [0, 1, 2, 12, 200, 600] {
            for lang in Lang::ALL {
                let data = of((0..n).map(player).collect());
                let svg = draw(&data, &frame(lang));
                proof::check(&svg);
                assert_eq!(svg, draw(&data, &frame(lang)));
                assert_eq!(svg.table.rows.len(), n);
            }
        }
    }

    #[test]
    fn players_at_one_place_share_one_label() {
        let at = |label: &str| Player {
            label: label.into(),
            x: Some(5.0),
            y: Some(5.0),
            ..Player::default()
        };
        let svg = draw(&of(vec![at("甲"), at("乙")]), &frame(Lang::Zh));
        proof::check(&svg);
        assert!(svg.markup.contains(">乙 / 甲</text>"));
        assert_eq!(svg.markup.matches("<circle").count(), 1);
    }

    #[test]
    fn forty_players_are_all_told_by_name_or_by_number() {
        let mut data = of((0..40).map(player).collect());
        for (idx, player) in data.players.iter_mut().enumerate() {
            player.label = format!("Long Company Name {idx}");
        }
        let svg = draw(&data, &frame(Lang::En));
        proof::check(&svg);
        assert!(svg.markup.contains("Numbers: "));
        assert!(!svg.markup.contains("are named"));
        for idx in 0..40 {
            let said = [
                format!("Name {idx}<"),
                format!("Name {idx} /"),
                format!(">{idx}</a></text>"),
            ];
            assert!(said.iter().any(|said| svg.markup.contains(said)), "{idx}");
        }
    }

    #[test]
    fn a_player_without_a_place_is_listed_and_never_dropped() {
        let player = Player {
            label: "鼎桥".into(),
            x: Some(f64::NAN),
            y: Some(3.0),
            ..Player::default()
        };
        let svg = draw(&of(vec![player]), &frame(Lang::Zh));
        proof::check(&svg);
        assert!(svg.markup.contains("没有位置:鼎桥"));
    }

    #[test]
    fn ourselves_carry_a_ring_and_the_illustrative_are_hollow() {
        let own = Player {
            is_self: true,
            ..player(1)
        };
        let svg = draw(&of(vec![own]), &frame(Lang::Zh));
        assert!(svg.markup.contains("我方") && svg.markup.contains("ks-cat1"));
        let guess = Player {
            label: "IBM".into(),
            x: Some(6.0),
            y: Some(9.5),
            is_illustrative: true,
            ..Player::default()
        };
        assert!(
            draw(&of(vec![guess]), &frame(Lang::Zh))
                .markup
                .contains("class=\"k-paper ks-ink2\"")
        );
    }

    #[test]
    fn a_scale_or_a_threshold_that_is_none_does_no_harm() {
        for (scale, strong_at) in [
            ((f64::NAN, 1.0), Some(7.0)),
            ((5.0, 5.0), None),
            ((0.0, 10.0), Some(f64::NAN)),
            ((0.0, 10.0), Some(10.0)),
        ] {
            let mut data = of((0..12).map(player).collect());
            data.x.scale = scale;
            data.strong_at = strong_at;
            proof::check(&draw(&data, &frame(Lang::Zh)));
        }
    }

    #[test]
    fn points_on_the_border_keep_their_labels_inside() {
        let corners = [(0.0, 0.0), (0.0, 10.0), (10.0, 0.0), (10.0, 10.0)];
        let players = corners.iter().enumerate().map(|(idx, (x, y))| Player {
            label: format!("角落{idx}"),
            x: Some(*x),
            y: Some(*y),
            ..Player::default()
        });
        let svg = draw(&of(players.collect()), &frame(Lang::Zh));
        proof::check(&svg);
        assert!((0..4).all(|idx| svg.markup.contains(&format!(">角落{idx}</text>"))));
    }
}
