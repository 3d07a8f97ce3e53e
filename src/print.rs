//! Prints: short numbers by which longer things are told apart. The same things have the same print, other things another one.

use std::fmt;

use xxhash_rust::xxh3::Xxh3;

/// A print of pieces, by xxh3.
#[derive(Default, Clone)]
pub(crate) struct Print(Xxh3);

impl Print {
    /// Each piece goes in by its length first, so that no two lists of pieces read alike.
    pub(crate) fn add(&mut self, piece: &[u8]) {
        self.0.update(&piece.len().to_le_bytes());
        self.0.update(piece);
    }

    /// A value goes in as its `Debug` form, with its length behind it: for values whose derived form shows all there is of them.
    pub(crate) fn show(&mut self, value: &impl fmt::Debug) {
        let mut writer = Writer {
            print: &mut self.0,
            len: 0,
        };
        // A print takes whatever it is given; a `Debug` that fails by itself would only make two prints differ less.
        let shown = fmt::write(&mut writer, format_args!("{value:?}"));
        let len = writer.len;
        self.0.update(&[u8::from(shown.is_err())]);
        self.0.update(&len.to_le_bytes());
    }

    /// In 64 bits: enough to tell a thing from what it was before.
    pub(crate) fn number(&self) -> u64 {
        self.0.digest()
    }

    /// In 128 bits, hexadecimal.
    pub(crate) fn text(&self) -> String {
        format!("{:032x}", self.0.digest128())
    }
}

struct Writer<'a> {
    print: &'a mut Xxh3,
    len: usize,
}

impl fmt::Write for Writer<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.print.update(text.as_bytes());
        self.len += text.len();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_pieces_do_not_read_alike() {
        let of = |pieces: &[&str]| {
            let mut print = Print::default();
            pieces.iter().for_each(|piece| print.add(piece.as_bytes()));
            print.text()
        };
        assert_ne!(of(&["ab", "c"]), of(&["a", "bc"]));
        assert_ne!(of(&["ab"]), of(&["ab", ""]));
        assert_eq!(of(&["a", "b"]), of(&["a", "b"]));
    }

    #[test]
    fn values_do_not_run_into_each_other() {
        let of = |values: &[&[u32]]| {
            let mut print = Print::default();
            values.iter().for_each(|value| print.show(value));
            print.number()
        };
        assert_ne!(of(&[&[1], &[2, 3]]), of(&[&[1, 2], &[3]]));
        assert_ne!(of(&[&[]]), of(&[]));
        assert_eq!(of(&[&[1, 2]]), of(&[&[1, 2]]));
    }
}
