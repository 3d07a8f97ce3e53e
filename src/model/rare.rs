//! A part that most dossiers leave out: one word until it is written.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Deref;
use std::ops::DerefMut;

/// A list, a map or a group of fields that is blank in most dossiers, and takes one word there. Reads as what it holds.
#[derive(Clone)]
pub struct Rare<T>(Option<Box<T>>);

/// What has a blank that says nothing.
pub trait Blank: Default + 'static {
    /// The blank.
    const BLANK: &'static Self;

    /// True if it says nothing.
    fn is_blank(&self) -> bool;
}

impl<T: 'static> Blank for Vec<T> {
    const BLANK: &'static Vec<T> = &Vec::new();

    fn is_blank(&self) -> bool {
        self.is_empty()
    }
}

impl<K: 'static, V: 'static> Blank for BTreeMap<K, V> {
    const BLANK: &'static BTreeMap<K, V> = &BTreeMap::new();

    fn is_blank(&self) -> bool {
        self.is_empty()
    }
}

impl<T: 'static> Blank for Option<T> {
    const BLANK: &'static Option<T> = &None;

    fn is_blank(&self) -> bool {
        self.is_none()
    }
}

impl<T> Default for Rare<T> {
    fn default() -> Rare<T> {
        Rare(None)
    }
}

impl<T: Blank> From<T> for Rare<T> {
    fn from(written: T) -> Rare<T> {
        Rare(Some(written).filter(|written| !written.is_blank()).map(Box::new))
    }
}

impl<T: Blank> Deref for Rare<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.0.as_deref().unwrap_or(T::BLANK)
    }
}

impl<T: Blank> DerefMut for Rare<T> {
    fn deref_mut(&mut self) -> &mut T {
        self.0.get_or_insert_default()
    }
}

impl<T: Blank + PartialEq> PartialEq for Rare<T> {
    fn eq(&self, other: &Rare<T>) -> bool {
        **self == **other
    }
}

impl<T: Blank + Eq> Eq for Rare<T> {}

impl<T: Blank + fmt::Debug> fmt::Debug for Rare<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<T: Blank + FromIterator<I>, I> FromIterator<I> for Rare<T> {
    fn from_iter<A: IntoIterator<Item = I>>(items: A) -> Rare<T> {
        Rare::from(T::from_iter(items))
    }
}

impl<'a, T: Blank> IntoIterator for &'a Rare<T>
where
    &'a T: IntoIterator,
{
    type Item = <&'a T as IntoIterator>::Item;
    type IntoIter = <&'a T as IntoIterator>::IntoIter;

    fn into_iter(self) -> Self::IntoIter {
        (**self).into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_reads_as_what_it_holds_and_takes_one_word() {
        let blank: Rare<Vec<u8>> = Rare::from(Vec::new());
        let mut grown = blank.clone();
        grown.push(7);
        assert_eq!((blank.len(), &**grown), (0, &[7][..]));
        assert_eq!(grown.pop(), Some(7));
        // A blank is a blank, however it came to be one.
        assert_eq!(grown, blank);
        assert_eq!(size_of_val(&blank), size_of::<usize>());
    }
}
