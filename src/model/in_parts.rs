//! A map gone through on every processor.

use std::collections::BTreeMap;

use rayon::prelude::*;

/// Entries that a processor takes at once: few, so that none is left with many when the others have ended.
pub const PART: usize = 64;

/// The entries of a map, in order, part by part.
pub fn in_parts<K: Sync, V: Sync>(map: &BTreeMap<K, V>) -> impl IndexedParallelIterator<Item = (&K, &V)> {
    let all: Vec<(&K, &V)> = map.iter().collect();
    all.into_par_iter().with_max_len(PART)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_comes_once_and_in_order() {
        for n in [0, 1, PART, 3 * PART + 1] {
            let map: BTreeMap<usize, usize> = (0..n).map(|key| (key, key * 2)).collect();
            let gone: Vec<(usize, usize)> = in_parts(&map).map(|(key, value)| (*key, *value)).collect();
            assert!(gone.into_iter().eq(map), "{n}");
        }
    }
}
