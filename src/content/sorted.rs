//! Maps that are made of what is sorted already.

use std::collections::BTreeMap;

/// Adds to a map what is new, in the order of the keys: all at once where that is most of it, which is far quicker than one by
/// one.
pub(super) fn add_all<K: Ord, V>(map: &mut BTreeMap<K, V>, new: Vec<(K, V)>) {
    if new.len() > map.len() {
        map.append(&mut new.into_iter().collect());
    } else {
        map.extend(new);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn few_or_many_are_added_as_one_by_one(
            old in prop::collection::btree_map(0_u8..20, any::<u8>(), 0..9),
            new in prop::collection::btree_map(0_u8..20, any::<u8>(), 0..9),
        ) {
            let mut expected = old.clone();
            expected.extend(new.clone());
            let mut map = old;
            add_all(&mut map, new.into_iter().collect());
            prop_assert_eq!(map, expected);
        }
    }
}
