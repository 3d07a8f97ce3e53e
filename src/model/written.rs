//! Which of a file's keys were written, and where: a dossier has some twenty, each one of a table that all dossiers share.

use std::fmt;

use crate::diag::At;

/// Where a key stands in a table; looked for from `next` on and then from the beginning, as most files follow the order of
/// the table.
pub fn position(table: &[&str], next: usize, key: &str) -> Option<usize> {
    let (before, behind) = table.split_at_checked(next)?;
    let found = behind.iter().position(|known| *known == key);
    let found = found.map(|position| position + next);
    found.or_else(|| before.iter().position(|known| *known == key))
}

/// Where the top-level keys of a file stand.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Written {
    /// Every key there may be.
    table: &'static [&'static str],
    /// Places in the table, and in the file.
    places: Box<[(u8, At)]>,
    /// Where the first key stands, be it of the table or not.
    first: Option<At>,
}

impl Written {
    /// The places of keys in the order of the file; those that are not in the table are left out.
    pub fn new<'k>(
        table: &'static [&'static str],
        keys: impl Iterator<Item = (&'k str, At)> + Clone,
    ) -> Written {
        let mut next = 0;
        // Nearly all keys are in the table.
        let mut places = Vec::with_capacity(keys.size_hint().0);
        places.extend(keys.clone().filter_map(|(key, at)| {
            let index = position(table, next, key)?;
            next = index + 1;
            Some((u8::try_from(index).ok()?, at))
        }));
        Written {
            table,
            places: places.into_boxed_slice(),
            first: keys.map(|(_, at)| at).min(),
        }
    }

    /// Where a key of the table stands; of a doubled one, the last.
    pub fn get(&self, key: &str) -> Option<At> {
        let found = self.iter().rev().find(|(known, _)| *known == key);
        found.map(|(_, at)| at)
    }

    /// Where the first key stands, be it of the table or not.
    pub fn first(&self) -> Option<At> {
        self.first
    }

    fn iter(&self) -> impl DoubleEndedIterator<Item = (&'static str, At)> {
        let places = self.places.iter();
        places.filter_map(|(index, at)| Some((*self.table.get(usize::from(*index))?, *at)))
    }
}

impl fmt::Debug for Written {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_found_where_it_was_written_last() {
        let at = |line| At { line, column: 1 };
        let keys = [
            ("x-own", at(2)),
            ("name", at(3)),
            ("tags", at(4)),
            ("name", at(5)),
        ];
        let written = Written::new(&["name", "tags", "owner"], keys.into_iter());
        assert_eq!(written.get("name"), Some(at(5)));
        assert_eq!(written.get("tags"), Some(at(4)));
        assert_eq!((written.get("owner"), written.get("x-own")), (None, None));
        assert_eq!(written.first(), Some(at(2)));
        assert_eq!(Written::default().first(), None);
    }
}
