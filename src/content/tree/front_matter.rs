//! Splits a Markdown file into front matter and text.

use std::sync::Arc;
use std::sync::LazyLock;

use memchr::memchr_iter;
use memchr::memmem::Finder;

use crate::content::lines::cut;
use crate::content::tree::finding;
use crate::diag::At;
use crate::diag::Code;
use crate::diag::Finding;
use crate::words;

/// The two halves of a Markdown file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Halves<'t> {
    /// The YAML between the two `---` lines.
    pub yaml: &'t str,
    /// Line of the file on which the YAML begins.
    pub yaml_line: u32,
    /// The Markdown below.
    pub markdown: &'t str,
    /// Line of the file on which the Markdown begins.
    pub markdown_line: u32,
}

/// What may be a fence behind the end of a line.
static FENCE: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("\n---"));

/// Splits `text`, which has no byte-order mark any more.
///
/// # Errors
/// The finding that says why there is no front matter.
pub fn split<'t>(file: &Arc<str>, text: &'t str) -> Result<Halves<'t>, Box<Finding>> {
    let (first, rest) = cut_line(text);
    if !is_fence(first) {
        return Err(Box::new(no_opening(file, first)));
    }
    let mut end = 0;
    while let Some(below) = rest.get(end..).filter(|below| !below.is_empty()) {
        let (this, after) = cut_line(below);
        if is_fence(this) {
            let yaml = rest.get(..end).unwrap_or("");
            let n_lines = memchr_iter(b'\n', yaml.as_bytes()).count();
            return Ok(Halves {
                yaml,
                yaml_line: 2,
                markdown: after,
                markdown_line: u32::try_from(n_lines).unwrap_or(u32::MAX).saturating_add(3),
            });
        }
        match FENCE.find(below.as_bytes()) {
            Some(next) => end += next + 1,
            None => break,
        }
    }
    Err(Box::new(no_end(file, rest)))
}

/// The first line without its end, and what follows it.
pub fn cut_line(text: &str) -> (&str, &str) {
    match cut(text) {
        Some((line, rest)) => (line.strip_suffix('\r').unwrap_or(line), rest),
        None => (text, ""),
    }
}

fn is_fence(line: &str) -> bool {
    line.starts_with("---") && line.trim_end() == "---"
}

fn looks_like_fence(line: &str) -> bool {
    let line = line.trim();
    line.chars().count() >= 2
        && line
            .chars()
            .all(|c| matches!(c, '-' | '—' | '–' | '－' | '−' | '―'))
}

fn no_opening(file: &Arc<str>, first: &str) -> Finding {
    let at = At { line: 1, column: 1 };
    let len = u32::try_from(first.chars().count()).unwrap_or(1);
    let words = if looks_like_fence(first) {
        let seen = first.trim();
        (
            words!(
                "第一行 `{seen}` 不是三个半角减号",
                "the first line `{seen}` is not three hyphens"
            ),
            words!(
                "把第一行改成 `---`，行首不留空格",
                "write `---` alone on the first line, with nothing before it"
            ),
        )
    } else {
        (
            words!(
                "文件开头没有前置信息",
                "the file does not begin with front matter"
            ),
            words!(
                "第一行写 `---`，然后是 YAML，再写一行 `---`，下面才是正文",
                "begin with a line `---`, then YAML, then another line `---`; the text goes below"
            ),
        )
    };
    finding(file, Code::NoFrontMatter, (at, len), words)
}

fn no_end(file: &Arc<str>, rest: &str) -> Finding {
    let almost = rest.lines().zip(2_u32..).find(|(line, _)| looks_like_fence(line));
    if let Some((line, number)) = almost {
        let seen = line.trim();
        let column = u32::try_from(line.chars().take_while(|c| c.is_whitespace()).count() + 1).unwrap_or(1);
        let at = At { line: number, column };
        let len = u32::try_from(seen.chars().count()).unwrap_or(1);
        let words = (
            words!(
                "前置信息的结束行 `{seen}` 不是三个半角减号",
                "the line `{seen}` does not end the front matter"
            ),
            words!(
                "结束行写成 `---`，行首不留空格",
                "write `---` alone on the line, with nothing before it"
            ),
        );
        return finding(file, Code::NoFrontMatter, (at, len), words);
    }
    let words = (
        words!("前置信息没有结束", "the front matter does not end"),
        words!(
            "在 YAML 的最后一行下面加一行 `---`",
            "add a line `---` below the last line of YAML"
        ),
    );
    finding(file, Code::NoFrontMatter, (At { line: 1, column: 1 }, 3), words)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn halves(text: &str) -> Result<(&str, u32, &str, u32), (u32, u32)> {
        let file = Arc::from("content/a.md");
        split(&file, text)
            .map(|h| (h.yaml, h.yaml_line, h.markdown, h.markdown_line))
            .map_err(|f| (f.place.at.line, f.place.at.column))
    }

    #[test]
    fn front_matter_stands_between_two_lines_of_three_hyphens() {
        assert_eq!(halves("---\na: 1\n---\ntext\n"), Ok(("a: 1\n", 2, "text\n", 4)));
        assert_eq!(
            halves("---\r\na: 1\r\n---\r\n\r\nx"),
            Ok(("a: 1\r\n", 2, "\r\nx", 4))
        );
        assert_eq!(halves("---\n--- \n"), Ok(("", 2, "", 3)));
        assert_eq!(halves("---\na: 1\n---"), Ok(("a: 1\n", 2, "", 4)));
        assert_eq!(halves("---\na: |\n  ---\n---\n"), Ok(("a: |\n  ---\n", 2, "", 5)));
    }

    #[test]
    fn a_file_without_it_says_where_it_should_be() {
        for (text, place) in [
            ("", (1, 1)),
            ("name: a\n", (1, 1)),
            ("———\na: 1\n———\n", (1, 1)),
            ("---\na: 1\n", (1, 1)),
            ("---\na: 1\n  ---\n", (3, 3)),
            ("---\na: 1\n－－－\n", (3, 1)),
        ] {
            assert_eq!(halves(text), Err(place), "{text}");
        }
    }
}
