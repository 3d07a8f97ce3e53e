//! Offerings gathered by cell, and the ways that lead from cells in use to target cells.

use std::collections::BTreeMap;

use crate::chart::transformation::Offering;
use crate::chart::transformation::Status;
use crate::chart::transformation::TransformationData;

/// A cell: position on the vertical axis, then on the horizontal one, so that cells come row by row.
pub type At = (usize, usize);

/// So many ways are drawn at most; more would be a web.
const MOST_WAYS: usize = 12;

/// What stands where.
pub struct Cells<'a> {
    /// By cell: what is in use first, then targets, partners' and dropped ones, each in the page's order.
    pub by_place: BTreeMap<At, Vec<&'a Offering>>,
    /// From a cell in use to a target cell.
    pub ways: Vec<(At, At)>,
    /// Offerings of no cell.
    pub outside: Vec<&'a Offering>,
}

impl<'a> Cells<'a> {
    /// Gathers the offerings.
    pub fn of(data: &'a TransformationData) -> Cells<'a> {
        let mut by_place: BTreeMap<At, Vec<&'a Offering>> = BTreeMap::new();
        let mut outside = Vec::new();
        for offering in &data.offerings {
            let h = offering.h.filter(|h| *h < data.horizontal.len());
            let v = offering.v.filter(|v| *v < data.vertical.len());
            match v.zip(h) {
                Some(at) => by_place.entry(at).or_default().push(offering),
                None => outside.push(offering),
            }
        }
        for offerings in by_place.values_mut() {
            offerings.sort_by_key(|offering| offering.status);
        }
        let ways = ways(&by_place);
        Cells {
            by_place,
            ways,
            outside,
        }
    }

    /// The cell from which a way leads here.
    pub fn from(&self, to: At) -> Option<At> {
        let way = self.ways.iter().find(|(_, end)| *end == to);
        way.map(|(from, _)| *from)
    }
}

fn has(offerings: &[&Offering], status: Status) -> bool {
    offerings.iter().any(|offering| offering.status == status)
}

/// One way to each target cell in which nothing is in use: from a cell in use with an offering of the same name, else
/// from the nearest one; of equally near ones the lower, then the left one.
fn ways(by_place: &BTreeMap<At, Vec<&Offering>>) -> Vec<(At, At)> {
    let in_use: Vec<(At, &Vec<&Offering>)> = by_place
        .iter()
        .filter(|(_, offerings)| has(offerings, Status::Current))
        .map(|(at, offerings)| (*at, offerings))
        .collect();
    let targets = by_place
        .iter()
        .filter(|(_, offerings)| has(offerings, Status::Target) && !has(offerings, Status::Current));
    let way = |(to, offerings): (&At, &Vec<&Offering>)| {
        let is_named_here = |name: &str| {
            let mut here = offerings.iter();
            here.any(|offering| offering.status == Status::Target && offering.label == name)
        };
        let best = in_use.iter().min_by_key(|(from, there)| {
            let mut current = there.iter().filter(|offering| offering.status == Status::Current);
            let is_like = current.any(|offering| is_named_here(&offering.label));
            (!is_like, from.0.abs_diff(to.0) + from.1.abs_diff(to.1), *from)
        });
        best.map(|(from, _)| (*from, *to))
    };
    targets.filter_map(way).take(MOST_WAYS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offering(label: &str, (h, v): (usize, usize), status: Status) -> Offering {
        Offering {
            label: label.into(),
            h: Some(h),
            v: Some(v),
            status,
            ..Offering::default()
        }
    }

    fn ways(offerings: Vec<Offering>) -> Vec<(At, At)> {
        let axis = |n: usize| (0..n).map(|idx| idx.to_string()).collect();
        let data = TransformationData {
            horizontal: axis(4),
            vertical: axis(4),
            offerings,
            fulcrum: None,
        };
        Cells::of(&data).ways
    }

    #[test]
    fn a_way_leads_from_the_nearest_cell_in_use_and_of_equals_from_the_lower() {
        let offerings = vec![
            offering("a", (0, 0), Status::Current),
            offering("b", (1, 1), Status::Current),
            offering("c", (1, 2), Status::Target),
            offering("d", (1, 0), Status::Target),
        ];
        assert_eq!(ways(offerings), [((0, 0), (0, 1)), ((1, 1), (2, 1))]);
    }

    #[test]
    fn the_same_name_counts_more_than_nearness() {
        let offerings = vec![
            offering("a", (0, 0), Status::Current),
            offering("b", (2, 2), Status::Current),
            offering("a", (3, 3), Status::Target),
        ];
        assert_eq!(ways(offerings), [((0, 0), (3, 3))]);
    }

    #[test]
    fn no_way_leads_to_where_something_is_in_use_and_none_from_nothing() {
        let offerings = vec![
            offering("a", (0, 0), Status::Current),
            offering("b", (0, 0), Status::Target),
            offering("c", (1, 1), Status::Partner),
        ];
        assert_eq!(ways(offerings), []);
        assert_eq!(ways(vec![offering("b", (0, 0), Status::Target)]), []);
    }
}
