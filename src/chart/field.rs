//! Points on a plane with their names: what the competitor map and the matrices have in common.

use std::collections::BTreeMap;

use crate::chart::block::Block;
use crate::chart::block::Segment;
use crate::chart::canvas::Canvas;
use crate::chart::frame::Frame;
use crate::chart::frame::TEXT;
use crate::chart::letters;
use crate::chart::paint::Anchor;
use crate::chart::paint::Face;
use crate::chart::paint::Mark;
use crate::chart::paint::Paint;
use crate::chart::paint::Run;
use crate::chart::palette::Role;
use crate::chart::placing;
use crate::chart::placing::Ground;
use crate::chart::placing::Place;
use crate::chart::placing::Wish;
use crate::chart::plane::Plane;

/// Above so many points, neighbours are drawn as one mark.
pub const CROWD: usize = 200;

/// Cell within which the points of a crowd are one, in canvas units: so wide that a drawing stays small however many
/// there are.
const CELL: f64 = 14.0;

/// Height of a label's line, in units.
pub const LABEL_LINE: f64 = 18.0;

/// A point with a name.
#[derive(Debug, Clone, PartialEq)]
pub struct Spot {
    /// Its label.
    pub name: String,
    /// Its tooltip.
    pub title: String,
    /// Where it leads.
    pub href: Option<String>,
    /// On the axes.
    pub at: (f64, f64),
    /// Reach of its mark, in units.
    pub radius: f64,
    /// True for ourselves, or the account in question: colour and a ring.
    pub is_own: bool,
    /// True if it is only illustrative.
    pub is_hollow: bool,
}

/// What stands on the plane, and what is there before.
pub struct Field<'a> {
    /// In order of rank: the first get their labels first.
    pub spots: &'a [Spot],
    /// Text that stands already.
    pub taken: &'a [Block],
    /// Lines that labels rather keep off.
    pub lines: &'a [Segment],
    /// How many labels at most.
    pub max_labels: usize,
}

/// One mark: one point, or several at one place.
struct Cluster<'a> {
    spots: Vec<&'a Spot>,
    at: (f64, f64),
    radius: f64,
}

impl Cluster<'_> {
    fn is_own(&self) -> bool {
        self.spots.iter().any(|spot| spot.is_own)
    }

    fn reach(&self) -> f64 {
        if self.is_own() {
            self.radius + 4.5
        } else {
            self.radius
        }
    }

    fn title(&self) -> String {
        let titles: Vec<&str> = self
            .spots
            .iter()
            .take(12)
            .map(|spot| spot.title.as_str())
            .collect();
        titles.join("\u{20}/ ")
    }
}

/// Which points can be told.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Labelled {
    /// Points with a name or a number of their own, or with a share in one.
    pub n: usize,
    /// Number and name of those that had no room for the name.
    pub numbered: Vec<Run>,
}

/// Draws marks and labels; says which points can be told.
pub fn draw(canvas: &Canvas, frame: &Frame, plane: &mut Plane, field: &Field<'_>) -> Labelled {
    let clusters = clusters(plane, field.spots);
    let mut by_size: Vec<&Cluster<'_>> = clusters.iter().collect();
    by_size.sort_by(|one, two| {
        one.is_own()
            .cmp(&two.is_own())
            .then(two.radius.total_cmp(&one.radius))
    });
    for cluster in by_size {
        let title = cluster.title();
        let href = match cluster.spots.as_slice() {
            [alone] => alone.href.as_deref(),
            _ => None,
        };
        canvas.mark(&Mark { title: &title, href }, || dot(canvas, cluster));
    }
    label(canvas, frame, plane, &clusters, field)
}

/// Points at one place become one mark; in a crowd, points of one cell.
fn clusters<'a>(plane: &Plane, spots: &'a [Spot]) -> Vec<Cluster<'a>> {
    let is_crowd = spots.len() > CROWD;
    let cell = if is_crowd { CELL } else { 0.1 };
    let mut index: BTreeMap<(i64, i64, bool), usize> = BTreeMap::new();
    let mut clusters: Vec<Cluster<'a>> = Vec::new();
    for spot in spots {
        let at = (plane.x(spot.at.0), plane.y(spot.at.1));
        let key = (
            (at.0 / cell) as i64,
            (at.1 / cell) as i64,
            is_crowd && spot.is_own,
        );
        let idx = *index.entry(key).or_insert(clusters.len());
        match clusters.get_mut(idx) {
            Some(cluster) => {
                cluster.spots.push(spot);
                cluster.radius = cluster.radius.max(spot.radius);
            }
            None => clusters.push(Cluster {
                spots: vec![spot],
                at,
                radius: spot.radius,
            }),
        }
    }
    if is_crowd {
        for cluster in &mut clusters {
            let n = cluster.spots.len() as f64;
            cluster.radius = if cluster.is_own() {
                5.0
            } else {
                (1.8 * libm::sqrt(n)).clamp(1.8, 7.0)
            };
        }
    }
    clusters
}

fn dot(canvas: &Canvas, cluster: &Cluster<'_>) {
    let role = if cluster.is_own() { Role::Cat1 } else { Role::Other };
    let is_hollow = cluster.spots.iter().all(|spot| spot.is_hollow);
    let paint = if is_hollow {
        Paint::hollow(if cluster.is_own() { Role::Cat1 } else { Role::Ink2 }, 1.6)
    } else {
        Paint {
            stroke: Some(Role::Paper),
            width: 0.8,
            ..Paint::tint(role, 0.92)
        }
    };
    canvas.circle(cluster.at, cluster.radius, &paint);
    if cluster.is_own() {
        canvas.circle(cluster.at, cluster.radius + 3.5, &Paint::line(Role::Cat1, 1.6));
    }
}

/// A mark with the lines of its label.
type Named<'a> = (&'a Cluster<'a>, Vec<Vec<Run>>);

fn label<'a>(
    canvas: &Canvas,
    frame: &Frame,
    plane: &Plane,
    clusters: &'a [Cluster<'a>],
    field: &Field<'_>,
) -> Labelled {
    let named: Vec<Named<'_>> = clusters
        .iter()
        .filter(|cluster| field.spots.len() <= CROWD || cluster.is_own() || cluster.spots.len() == 1)
        .take(field.max_labels)
        .map(|cluster| (cluster, lines(frame, &cluster.spots, plane.rect().w * 0.42)))
        .collect();
    let marks: Vec<Block> = clusters
        .iter()
        .map(|cluster| Block::around(cluster.at, cluster.reach()))
        .collect();
    let bounds = plane.rect().grown(-1.0);
    let ground = Ground {
        bounds,
        taken: field.taken,
        marks: &marks,
        placed: &[],
        lines: field.lines,
    };
    let places = placing::place(&wishes(&named), &ground);
    let placed: Vec<Place> = places.iter().flatten().copied().collect();
    let n_named = set(canvas, &named, &places);
    if field.spots.len() > field.max_labels {
        return Labelled {
            n: n_named,
            numbered: Vec::new(),
        };
    }
    // A name that has no room leaves a number, and stands below the plane.
    let nameless: Vec<&Cluster<'_>> = named
        .iter()
        .zip(&places)
        .filter(|(_, place)| place.is_none())
        .map(|((cluster, _), _)| *cluster)
        .collect();
    let numbers: Vec<Named<'_>> = nameless
        .iter()
        .enumerate()
        .map(|(idx, cluster)| {
            (
                *cluster,
                vec![vec![Run {
                    text: (idx + 1).to_string(),
                    href: None,
                }]],
            )
        })
        .collect();
    let mut wishes = wishes(&numbers);
    wishes.iter_mut().for_each(|wish| wish.is_needed = true);
    let places = placing::place(
        &wishes,
        &Ground {
            placed: &placed,
            ..ground
        },
    );
    let n_numbered = set(canvas, &numbers, &places);
    let mut numbered = Vec::new();
    for (idx, (cluster, _)) in nameless
        .iter()
        .zip(&places)
        .enumerate()
        .filter(|(_, (_, place))| place.is_some())
    {
        let number = idx + 1;
        numbered.extend(cluster.spots.iter().map(|spot| Run {
            text: format!("{number} {}", spot.name),
            href: spot.href.clone(),
        }));
    }
    Labelled {
        n: n_named + n_numbered,
        numbered,
    }
}

fn wishes(named: &[Named<'_>]) -> Vec<Wish> {
    let wish = |(cluster, lines): &Named<'_>| {
        let widest = lines.iter().map(|line| line_width(line)).fold(0.0, f64::max);
        let bold = if cluster.is_own() { 1.07 } else { 1.0 };
        Wish {
            at: cluster.at,
            radius: cluster.reach(),
            width: widest * bold,
            height: LABEL_LINE * lines.len() as f64,
            is_needed: cluster.is_own(),
        }
    };
    named.iter().map(wish).collect()
}

/// Sets the labels that have a place; gives how many points they stand for.
fn set(canvas: &Canvas, named: &[Named<'_>], places: &[Option<Place>]) -> usize {
    let mut n = 0;
    for ((cluster, lines), place) in named.iter().zip(places) {
        let Some(place) = place else { continue };
        n += cluster.spots.len();
        if let Some((from, to)) = place.leader {
            canvas.line(from, to, &Paint::line(Role::Ink2, 0.8));
        }
        // The text stands at the side of its block that is nearer to its mark.
        let is_left = place.block.right() < cluster.at.0;
        let is_middle = !is_left && place.block.x < cluster.at.0;
        let (x, anchor) = if is_left {
            (place.block.right(), Anchor::End)
        } else if is_middle {
            (place.block.centre().0, Anchor::Middle)
        } else {
            (place.block.x, Anchor::Start)
        };
        let face = Face {
            is_bold: cluster.is_own(),
            ..Face::INK.at(anchor).halo()
        };
        for (idx, line) in lines.iter().enumerate() {
            canvas.runs((x, place.block.y + LABEL_LINE * (idx as f64 + 0.5)), line, &face);
        }
    }
    n
}

fn line_width(line: &[Run]) -> f64 {
    line.iter().map(|run| letters::width(&run.text, TEXT)).sum()
}

/// The lines of a label: one name on up to two lines, or `A / B`, or a name a line and how many more.
fn lines(frame: &Frame, spots: &[&Spot], room: f64) -> Vec<Vec<Run>> {
    let plain = |text: &str| Run {
        text: text.to_string(),
        href: None,
    };
    let linked = |text: String, spot: &Spot| Run {
        text,
        href: spot.href.clone(),
    };
    if let [alone] = spots {
        let wrapped = letters::wrap(&alone.name, TEXT, room, 2);
        return wrapped
            .into_iter()
            .map(|line| vec![linked(line, alone)])
            .collect();
    }
    let mut joined = Vec::new();
    for (idx, spot) in spots.iter().enumerate() {
        if idx > 0 {
            joined.push(plain(" / "));
        }
        joined.push(linked(spot.name.clone(), spot));
    }
    if spots.len() <= 4 && line_width(&joined) <= room {
        return vec![joined];
    }
    let n_shown = if spots.len() > 3 { 2 } else { spots.len() };
    let mut lines: Vec<Vec<Run>> = Vec::new();
    for (idx, spot) in spots.iter().take(n_shown).enumerate() {
        let slash = if idx + 1 < spots.len() { " /" } else { "" };
        let text = letters::fit(&spot.name, TEXT, room - letters::width(" /", TEXT));
        lines.push(vec![linked(text, spot), plain(slash)]);
    }
    if spots.len() > n_shown {
        let more = spots.len() - n_shown;
        let zh = format!("等共 {} 家", spots.len());
        let en = format!("and {more} more");
        lines.push(vec![plain(frame.say(&zh, &en))]);
    }
    lines
}
