//! HTML that stands in a text: shown, not obeyed.

/// What a piece of inline HTML is.
pub(super) enum Raw {
    /// A remark of the author's to themselves: left out.
    Comment,
    /// `<br>`, which a table cell has no other way to say.
    Break,
    /// Anything else: shown as its characters.
    Other,
}

/// Reads one piece of inline HTML.
pub(super) fn read_inline(html: &str) -> Raw {
    let name = html
        .trim_start_matches('<')
        .trim_end_matches('>')
        .trim_end_matches('/')
        .trim();
    if html.starts_with("<!--") {
        Raw::Comment
    } else if name.eq_ignore_ascii_case("br") {
        Raw::Break
    } else {
        Raw::Other
    }
}

/// A block of HTML without its comments; one that is not closed reaches to the block's end.
pub(super) fn without_comments(html: &str) -> String {
    let mut shown = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, comment)) = rest.split_once("<!--") {
        shown.push_str(before);
        rest = comment.split_once("-->").map_or("", |(_, after)| after);
    }
    shown.push_str(rest);
    shown
}
