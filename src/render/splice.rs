//! A page with a long text in it, which is put where the template prints it instead of going through the template engine: there
//! it would be copied once more.

use std::io;
use std::io::Write;

use memchr::memchr;

/// Stands for the text while the page is rendered.
pub const MARK: &str = "\0long\0";

/// The page that is being rendered.
pub struct Splice<'t> {
    page: Vec<u8>,
    text: &'t str,
    /// True once something of a mark came that was no mark by itself.
    is_torn: bool,
}

impl<'t> Splice<'t> {
    /// An empty page that will hold `text`, with room for `n` bytes.
    pub fn new(text: &'t str, n: usize) -> Splice<'t> {
        Splice {
            page: Vec::with_capacity(n),
            text,
            is_torn: false,
        }
    }

    /// The page; `None` if the template did anything with the mark but print it.
    pub fn page(self) -> Option<Vec<u8>> {
        (!self.is_torn).then_some(self.page)
    }
}

impl Write for Splice<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // What is printed comes as it is and at once.
        if bytes == MARK.as_bytes() {
            self.page.extend_from_slice(self.text.as_bytes());
        } else {
            self.is_torn |= memchr(0, bytes).is_some();
            self.page.extend_from_slice(bytes);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_stands_where_its_mark_is_printed() {
        let made = |writes: &[&str]| {
            let mut page = Splice::new("row row", 0);
            for text in writes {
                page.write_all(text.as_bytes()).unwrap();
            }
            page.page().map(|page| String::from_utf8(page).unwrap())
        };
        assert_eq!(
            made(&["<p>", MARK, "</p>", MARK]).as_deref(),
            Some("<p>row row</p>row row")
        );
        assert_eq!(made(&["<p>", "</p>"]).as_deref(), Some("<p></p>"));
        assert_eq!(made(&["<p>\0long", "\0</p>"]), None, "in parts");
        assert_eq!(made(&["<p>\0long\0</p>"]), None, "among others");
    }
}
