//! The first few of many, in order, without putting the rest in order.

use std::cmp::Ordering;

/// Keeps the first `most` by `order`, sorted. The order must be total: equal items would change places.
pub fn first<T>(items: &mut Vec<T>, most: usize, order: impl Fn(&T, &T) -> Ordering) {
    if most == 0 {
        items.clear();
        return;
    }
    if items.len() > most {
        items.select_nth_unstable_by(most - 1, &order);
        items.truncate(most);
    }
    items.sort_by(order);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_few_are_those_of_the_whole_order() {
        let all: Vec<u32> = (0..500).map(|n| n * 7919 % 503).collect();
        let mut sorted = all.clone();
        sorted.sort_unstable();
        for most in [0, 1, 2, 8, 499, 500, 501] {
            let mut few = all.clone();
            first(&mut few, most, u32::cmp);
            assert_eq!(few, sorted.iter().copied().take(most).collect::<Vec<_>>());
        }
    }
}
