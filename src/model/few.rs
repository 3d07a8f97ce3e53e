//! An ordered map in one block: a dossier holds many maps of a few entries, and a tree takes room for eleven in each. A large map
//! stands well in it too, if it is made at once and not changed.

use std::borrow::Borrow;
use std::cmp::Ordering;

/// Room for so many is got at once.
const FEW: usize = 16;

/// Entries in the order of their keys, each key once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Few<K, V>(Vec<(K, V)>);

impl<K, V> Default for Few<K, V> {
    fn default() -> Few<K, V> {
        Few(Vec::new())
    }
}

impl<K: Ord, V> Few<K, V> {
    /// No entries.
    pub fn new() -> Few<K, V> {
        Few::default()
    }

    /// No entries, with room for `n`.
    pub fn with_capacity(n: usize) -> Few<K, V> {
        Few(Vec::with_capacity(n))
    }

    /// True without entries.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Where a key stands, or where it would.
    fn find<Q: Ord + ?Sized>(&self, key: &Q) -> Result<usize, usize>
    where
        K: Borrow<Q>,
    {
        self.0.binary_search_by(|(known, _)| known.borrow().cmp(key))
    }

    /// The value of a key.
    pub fn get<Q: Ord + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        let found = self.find(key).ok()?;
        self.0.get(found).map(|(_, value)| value)
    }

    /// The value of a key that probably stands at `place`: one look there, before it is searched for.
    pub fn get_near(&self, key: &K, place: usize) -> Option<&V> {
        match self.0.get(place) {
            Some((known, value)) if known == key => Some(value),
            _ => self.get(key),
        }
    }

    /// Gives a key a value, unless it has one; true if it had none.
    pub fn insert_new(&mut self, key: K, value: V) -> bool {
        // Most maps are written in the order of their keys, or nearly.
        match self.0.last().map(|(last, _)| last.cmp(&key)) {
            None | Some(Ordering::Less) => self.0.push((key, value)),
            Some(Ordering::Equal) => return false,
            Some(Ordering::Greater) => match self.find(&key) {
                Ok(_) => return false,
                Err(place) => self.0.insert(place, (key, value)),
            },
        }
        true
    }

    /// The value of a key, to be changed.
    pub fn get_mut<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<&mut V>
    where
        K: Borrow<Q>,
    {
        let found = self.find(key).ok()?;
        self.0.get_mut(found).map(|(_, value)| value)
    }

    /// True if the key has a value.
    pub fn contains_key<Q: Ord + ?Sized>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.find(key).is_ok()
    }

    /// Gives a key a value, in place of the one it had.
    pub fn insert(&mut self, key: K, value: V) -> Option<V> {
        match self.find(&key) {
            Ok(found) => {
                let slot = self.0.get_mut(found)?;
                Some(std::mem::replace(&mut slot.1, value))
            }
            Err(place) => {
                self.0.insert(place, (key, value));
                None
            }
        }
    }

    /// Gives back room that no entry takes.
    pub fn shrink(&mut self) {
        self.0.shrink_to_fit();
    }

    /// Takes a key and its value out.
    pub fn remove<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        let found = self.find(key).ok()?;
        Some(self.0.remove(found).1)
    }

    /// Every entry, in the order of the keys.
    pub fn iter(&self) -> Iter<'_, K, V> {
        self.into_iter()
    }

    /// Every entry from a key on, in order.
    pub fn from_key<Q: Ord + ?Sized>(&self, key: &Q) -> Iter<'_, K, V>
    where
        K: Borrow<Q>,
    {
        let (Ok(first) | Err(first)) = self.find(key);
        iter(self.0.get(first..).unwrap_or_default())
    }

    /// Every entry, in order, as they stand.
    pub fn into_vec(self) -> Vec<(K, V)> {
        self.0
    }

    /// Every key, in order.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &K> + ExactSizeIterator + Clone {
        self.0.iter().map(|(key, _)| key)
    }

    /// Every value, in the order of the keys.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &V> + ExactSizeIterator + Clone {
        self.0.iter().map(|(_, value)| value)
    }

    /// Every value, in the order of the keys, to be changed.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut V> {
        self.0.iter_mut().map(|(_, value)| value)
    }
}

impl<K: Ord, V> FromIterator<(K, V)> for Few<K, V> {
    /// Of several values of a key the last stands, as in any map.
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Few<K, V> {
        let entries = entries.into_iter();
        // Most of what is chosen from a few is all of them.
        let (least, most) = entries.size_hint();
        let mut all: Vec<(K, V)> = Vec::with_capacity(most.map_or(least, |most| most.min(FEW)));
        all.extend(entries);
        Few::from(all)
    }
}

impl<K: Ord, V> From<Vec<(K, V)>> for Few<K, V> {
    /// Of several values of a key the last stands, as in any map.
    fn from(mut all: Vec<(K, V)>) -> Few<K, V> {
        if !all.is_sorted_by(|(a, _), (b, _)| a < b) {
            all.sort_by(|(a, _), (b, _)| a.cmp(b));
            // Of two that are alike the first is kept: so the last is put there.
            all.dedup_by(|later, kept| {
                let is_same = later.0 == kept.0;
                if is_same {
                    std::mem::swap(later, kept);
                }
                is_same
            });
        }
        all.shrink_to_fit();
        Few(all)
    }
}

impl<K: Ord, V, const N: usize> From<[(K, V); N]> for Few<K, V> {
    fn from(entries: [(K, V); N]) -> Few<K, V> {
        entries.into_iter().collect()
    }
}

/// Goes through the entries.
pub type Iter<'a, K, V> = std::iter::Map<std::slice::Iter<'a, (K, V)>, fn(&'a (K, V)) -> (&'a K, &'a V)>;

impl<'a, K, V> IntoIterator for &'a Few<K, V> {
    type Item = (&'a K, &'a V);
    type IntoIter = Iter<'a, K, V>;

    fn into_iter(self) -> Iter<'a, K, V> {
        iter(&self.0)
    }
}

fn iter<K, V>(entries: &[(K, V)]) -> Iter<'_, K, V> {
    let pair: fn(&(K, V)) -> (&K, &V) = |(key, value)| (key, value);
    entries.iter().map(pair)
}

impl<K, V> IntoIterator for Few<K, V> {
    type Item = (K, V);
    type IntoIter = std::vec::IntoIter<(K, V)>;

    fn into_iter(self) -> std::vec::IntoIter<(K, V)> {
        self.0.into_iter()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_holds_what_a_map_holds(entries in prop::collection::vec((0_u8..20, any::<u8>()), 0..30), asked in 0_u8..20, place in 0_usize..20) {
            let map: BTreeMap<u8, u8> = entries.iter().copied().collect();
            let few: Few<u8, u8> = entries.iter().copied().collect();
            let mut inserted = Few::new();
            for (key, value) in &entries {
                inserted.insert(*key, *value);
            }
            prop_assert_eq!(&few, &inserted);
            let mut first = Few::new();
            for (key, value) in entries.iter().rev() {
                first.insert_new(*key, *value);
            }
            prop_assert_eq!(&few, &first);
            prop_assert_eq!(few.get(&asked), map.get(&asked));
            prop_assert_eq!(few.get_near(&asked, place), map.get(&asked));
            prop_assert!(few.iter().eq(map.iter()) && few.keys().eq(map.keys()) && few.values().eq(map.values()));
            prop_assert!(few.from_key(&asked).eq(map.range(asked..)));
            prop_assert_eq!((few.len(), few.is_empty()), (map.len(), map.is_empty()));
            prop_assert_eq!(inserted.remove(&asked), map.get(&asked).copied());
        }
    }
}
