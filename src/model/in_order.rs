//! Two maps gone through side by side: what one knows is taken in the order of the other, quicker than looking each up.

use std::borrow::Borrow;
use std::iter::Peekable;

/// Entries in the order of their keys, taken out one after the other.
pub struct InOrder<I: Iterator>(Peekable<I>);

impl<K, V, I: Iterator<Item = (K, V)>> InOrder<I> {
    /// The entries of a map, owned or lent.
    pub fn of(map: impl IntoIterator<IntoIter = I, Item = (K, V)>) -> InOrder<I> {
        InOrder(map.into_iter().peekable())
    }

    /// The value of a key, which comes behind all that were asked for before; what lies between is passed over.
    pub fn take<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        while self.0.next_if(|(known, _)| known.borrow() < key).is_some() {}
        Some(self.0.next_if(|(known, _)| known.borrow() == key)?.1)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_gives_what_looking_up_gives(
            map in prop::collection::btree_map(0_u8..20, any::<u8>(), 0..12),
            asked in prop::collection::btree_set(0_u8..20, 0..12),
        ) {
            let mut lent = InOrder::of(&map);
            let mut owned = InOrder::of(map.clone());
            for key in &asked {
                prop_assert_eq!(lent.take(key), map.get(key));
                prop_assert_eq!(owned.take(key), map.get(key).copied());
            }
        }
    }
}
