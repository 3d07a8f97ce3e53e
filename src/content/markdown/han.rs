//! Which characters are written without spaces between them.

/// True for Han, kana, hangul, full-width forms and the punctuation that goes with them.
pub(super) fn is_wide(c: char) -> bool {
    matches!(c,
        '\u{1100}'..='\u{11FF}'
        | '\u{2E80}'..='\u{303F}'
        | '\u{3041}'..='\u{33FF}'
        | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}'
        | '\u{A960}'..='\u{A97F}'
        | '\u{AC00}'..='\u{D7FF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{FE30}'..='\u{FE4F}'
        | '\u{FF00}'..='\u{FFEF}'
        | '\u{1F200}'..='\u{1F2FF}'
        | '\u{20000}'..='\u{3FFFF}')
        || is_shared_mark(c)
}

/// Marks that Chinese and Latin texts share, and that Chinese uses without spaces: “ ” ‘ ’ — … ·.
fn is_shared_mark(c: char) -> bool {
    matches!(c, '“' | '”' | '‘' | '’' | '—' | '…' | '·')
}

/// True where a line break between the two needs no space: both are written without spaces, and at least one is no
/// mark that Latin texts use as well.
pub(super) fn joins(before: char, after: char) -> bool {
    is_wide(before) && is_wide(after) && !(is_shared_mark(before) && is_shared_mark(after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_lines_join_without_a_space_and_latin_ones_do_not() {
        for (before, after, expected) in [
            ('客', '户', true),
            ('。', '后', true),
            ('”', '后', true),
            ('客', 'A', false),
            ('a', 'b', false),
            ('”', '“', false),
        ] {
            assert_eq!(joins(before, after), expected, "{before}{after}");
        }
    }
}
