//! Lines of a text, found many bytes at a time: every file is cut into lines more than once.

use memchr::memchr;

/// What stands before the first end of a line and what stands behind it; `None` where no line ends.
pub fn cut(text: &str) -> Option<(&str, &str)> {
    cut_at(text, b'\n')
}

/// What stands before the first `mark`, an ASCII character, and what stands behind it; `None` without one.
#[inline]
pub fn cut_at(text: &str, mark: u8) -> Option<(&str, &str)> {
    let found = memchr(mark, text.as_bytes())?;
    Some((text.get(..found)?, text.get(found + 1..)?))
}

/// The lines of a text without their ends, as `split('\n')` gives them.
pub fn lines(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let (line, behind) = match cut(text) {
            Some((line, behind)) => (line, Some(behind)),
            None => (text, None),
        };
        rest = behind;
        Some(line)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_those_of_the_standard_library() {
        for text in ["", "\n", "一", "a\n", "\na", "a\n\nb\r\n", "客户\n概况\n\n"] {
            let expected: Vec<&str> = text.split('\n').collect();
            assert_eq!(lines(text).collect::<Vec<_>>(), expected, "{text:?}");
            assert_eq!(cut(text), text.split_once('\n'), "{text:?}");
        }
    }
}
