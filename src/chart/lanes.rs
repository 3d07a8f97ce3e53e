//! Labels along an edge: flags over hairlines in as many lanes as they need, and a stack beside the ends of lines.

/// A label at the top of a hairline.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Flag {
    /// 0 is the lane next to the drawing.
    pub lane: usize,
    /// Left edge of its text.
    pub x: f64,
}

/// Lanes at most.
const MOST: usize = 5;

/// Space between a hairline and its text, and between texts of a lane.
const GAP: f64 = 4.0;

/// A place for each label, given by the place of its hairline and the width of its text, within `left..right`.
///
/// No text covers another, and no hairline runs through the text of another; a label for which there is no such place
/// has none. They are given out from the right, from the left, or the narrow ones first, and stand rather right or left of
/// their hairlines: as it names the most of them and needs the fewest lanes.
pub fn flags(wanted: &[(f64, f64)], bounds: (f64, f64)) -> Vec<Option<Flag>> {
    let cost = |flags: &Vec<Option<Flag>>| {
        let missing = flags.iter().filter(|flag| flag.is_none()).count();
        let lanes = flags.iter().flatten().map(|flag| flag.lane).max();
        (missing, lanes)
    };
    let ordered = |key: &dyn Fn(&(f64, f64)) -> f64| {
        let mut order: Vec<(f64, usize)> = wanted.iter().map(key).zip(0..).collect();
        order.sort_by(|one, two| one.0.total_cmp(&two.0));
        order.into_iter().map(|(_, idx)| idx).collect::<Vec<usize>>()
    };
    let orders = [
        ordered(&|(at, _)| -at),
        ordered(&|(at, _)| *at),
        ordered(&|(_, width)| *width),
    ];
    [false, true]
        .into_iter()
        .flat_map(|is_left_first| orders.iter().map(move |order| (order, is_left_first)))
        .map(|order| given_out(wanted, order, bounds))
        .min_by_key(cost)
        .unwrap_or_default()
}

fn given_out(
    wanted: &[(f64, f64)],
    (order, is_left_first): (&Vec<usize>, bool),
    (left, right): (f64, f64),
) -> Vec<Option<Flag>> {
    let mut flags: Vec<Option<Flag>> = vec![None; wanted.len()];
    // Hairline, left and right edge of the text, lane.
    let mut placed: Vec<(f64, f64, f64, usize)> = Vec::new();
    for idx in order {
        let Some((at, width)) = wanted.get(*idx).copied() else {
            continue;
        };
        let mut sides = [at + GAP, at - GAP - width];
        if is_left_first {
            sides.reverse();
        }
        let found = sides
            .into_iter()
            .flat_map(|x| (0..MOST).map(move |lane| (lane, x)))
            .find(|(lane, x)| {
                let (from, to) = (*x, x + width);
                from >= left
                    && to <= right
                    && placed.iter().all(|(other, start, end, other_lane)| {
                        let is_apart = other_lane != lane || to + GAP <= *start || from - GAP >= *end;
                        let is_uncut = other_lane < lane || *other <= from - 1.0 || *other >= to + 1.0;
                        let cuts_none = other_lane > lane || at <= start - 1.0 || at >= end + 1.0;
                        is_apart && is_uncut && cuts_none
                    })
            });
        if let Some((lane, x)) = found {
            placed.push((at, x, x + width, lane));
            if let Some(flag) = flags.get_mut(*idx) {
                *flag = Some(Flag { lane, x });
            }
        }
    }
    flags
}

/// Middle heights for labels of one height, each as near to where it wants to be as the others allow, in their order from
/// above, within `top..bottom` if that holds them all.
pub fn stack(wanted: &[f64], height: f64, (top, bottom): (f64, f64)) -> Vec<f64> {
    let mut order: Vec<(usize, f64)> = wanted.iter().copied().enumerate().collect();
    order.sort_by(|one, two| one.1.total_cmp(&two.1));
    // Labels that would meet move as one group, around the middle of what they want.
    let mut groups: Vec<(f64, usize)> = Vec::new();
    for (_, want) in &order {
        groups.push((*want, 1));
        while let [.., (upper, n_upper), (lower, n_lower)] = groups.as_slice() {
            let (n_upper, n_lower) = (*n_upper, *n_lower);
            let n = n_upper + n_lower;
            if lower - upper >= height * n as f64 / 2.0 {
                break;
            }
            let middle = (upper * n_upper as f64 + lower * n_lower as f64) / n as f64;
            groups.truncate(groups.len() - 2);
            groups.push((middle, n));
        }
    }
    let mut placed: Vec<f64> = groups
        .iter()
        .flat_map(|(middle, n)| {
            let first = middle - height * (*n as f64 - 1.0) / 2.0;
            (0..*n).map(move |idx| first + height * idx as f64)
        })
        .collect();
    let mut least = top + height / 2.0;
    for mid in &mut placed {
        *mid = mid.max(least);
        least = *mid + height;
    }
    let mut most = bottom - height / 2.0;
    for mid in placed.iter_mut().rev() {
        *mid = mid.min(most);
        most = *mid - height;
    }
    let mut mids = vec![0.0; wanted.len()];
    for ((idx, _), mid) in order.iter().zip(placed) {
        if let Some(slot) = mids.get_mut(*idx) {
            *slot = mid;
        }
    }
    mids
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOUNDS: (f64, f64) = (0.0, 200.0);

    #[test]
    fn flags_stand_at_the_right_of_their_lines_in_the_lowest_lane() {
        let placed = flags(&[(10.0, 40.0), (100.0, 40.0)], BOUNDS);
        let lanes: Vec<(usize, f64)> = placed.iter().flatten().map(|flag| (flag.lane, flag.x)).collect();
        assert_eq!(lanes, [(0, 14.0), (0, 104.0)]);
    }

    #[test]
    fn near_lines_take_lanes_and_none_runs_through_a_text() {
        for wanted in [
            vec![(150.0, 40.0), (172.0, 40.0)],
            vec![(50.0, 60.0), (60.0, 60.0), (70.0, 60.0), (80.0, 60.0)],
            vec![(20.0, 100.0), (190.0, 100.0), (100.0, 30.0)],
        ] {
            let placed = flags(&wanted, BOUNDS);
            for (one, (at, width)) in placed.iter().zip(&wanted) {
                let one = one.unwrap();
                assert!(one.x >= 0.0 && one.x + width <= 200.0);
                for (two, (line, _)) in placed.iter().zip(&wanted) {
                    let is_through = two.unwrap().lane >= one.lane && *line > one.x && *line < one.x + width;
                    assert!(at == line || !is_through, "{wanted:?} {placed:?}");
                }
            }
        }
    }

    #[test]
    fn a_flag_wider_than_its_bounds_is_left_out() {
        assert_eq!(flags(&[(100.0, 300.0)], BOUNDS), [None]);
    }

    #[test]
    fn a_stack_moves_only_what_would_meet() {
        assert_eq!(stack(&[50.0, 10.0], 20.0, (0.0, 100.0)), [50.0, 10.0]);
        assert_eq!(stack(&[50.0, 50.0], 20.0, (0.0, 100.0)), [40.0, 60.0]);
        assert_eq!(stack(&[95.0, 99.0, 2.0], 20.0, (0.0, 100.0)), [70.0, 90.0, 10.0]);
        assert_eq!(stack(&[], 20.0, (0.0, 100.0)), [0.0; 0]);
    }
}
