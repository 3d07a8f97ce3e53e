//! Stylesheets and scripts of the built-in themes as browsers get them: without indentation and without lines of comment.
//!
//! The files themselves stay readable, and a copy in a book's own theme is passed on as it is.

/// Without indentation, blank lines and comments that begin a line. Meant for text without strings over several lines.
pub fn lean(text: &str) -> String {
    let mut lean = String::with_capacity(text.len());
    let mut is_comment = false;
    for line in text.lines() {
        let mut rest = line.trim();
        if is_comment || rest.starts_with("/*") {
            let Some((_, behind)) = rest.split_once("*/") else {
                is_comment = true;
                continue;
            };
            is_comment = false;
            rest = behind.trim_start();
        }
        if !rest.is_empty() {
            lean.push_str(rest);
            lean.push('\n');
        }
    }
    lean
}

/// The same of a stylesheet, and without the blanks around its marks; what stands in quotes is left alone.
pub fn lean_css(text: &str) -> String {
    let lean = lean(text);
    let parts = lean.split('"').enumerate().map(|(idx, part)| {
        if idx % 2 == 1 {
            return part.to_owned();
        }
        [
            (" {", "{"),
            ("{ ", "{"),
            (" }", "}"),
            (";}", "}"),
            ("; ", ";"),
            (": ", ":"),
            (", ", ","),
        ]
        .iter()
        .fold(part.to_owned(), |part, (from, to)| part.replace(from, to))
    });
    parts.collect::<Vec<_>>().join("\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn indentation_blank_lines_and_lines_of_comment_are_left_out() {
        let text = "/* One\n   two */ a {\n  b: c; /* stays */\n\n}\n  /* alone */\n";
        assert_eq!(lean(text), "a {\nb: c; /* stays */\n}\n");
    }

    #[test]
    fn a_stylesheet_loses_the_blanks_that_mean_nothing() {
        let css = "a, b > c {\n  d: e; f: \"; g: h, i\"; }\n@media (min-width: 4rem) and (hover: none) { a :focus { x: 0 1px; } }\n";
        let lean =
            "a,b > c{\nd:e;f:\"; g: h, i\"}\n@media (min-width:4rem) and (hover:none){a :focus{x:0 1px}}\n";
        assert_eq!(lean_css(css), lean);
    }

    #[test]
    fn no_file_of_a_built_in_theme_has_a_string_over_several_lines() {
        let files = crate::render::paper::FILES
            .iter()
            .chain(crate::render::desk::FILES);
        let texts: Vec<&str> = files
            .filter(|(path, _)| path.ends_with(".js") || path.ends_with(".css"))
            .map(|(_, bytes)| std::str::from_utf8(bytes).unwrap())
            .collect();
        assert!(texts.len() > 3);
        assert!(
            texts
                .iter()
                .all(|text| !text.contains('`') && !text.contains("\\\n"))
        );
    }
}
