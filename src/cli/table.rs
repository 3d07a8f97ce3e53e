//! Tables for a terminal, aligned by the columns characters take, Chinese included.

use unicode_width::UnicodeWidthStr;

/// On which side a column's texts stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

/// Lays out rows under their heads, two spaces between columns, no space at the end of a line.
pub(crate) fn table(heads: &[(String, Side)], rows: &[Vec<String>]) -> String {
    let head: Vec<String> = heads.iter().map(|(head, _)| head.clone()).collect();
    let all = || std::iter::once(&head).chain(rows);
    let widths: Vec<usize> = (0..heads.len())
        .map(|column| {
            all()
                .filter_map(|row| row.get(column))
                .map(|cell| cell.width())
                .max()
                .unwrap_or(0)
        })
        .collect();
    let mut text = String::new();
    for row in all() {
        let cells = row
            .iter()
            .zip(&widths)
            .zip(heads)
            .map(|((cell, width), (_, side))| {
                let space = " ".repeat(width.saturating_sub(cell.width()));
                match side {
                    Side::Left => format!("{cell}{space}"),
                    Side::Right => format!("{space}{cell}"),
                }
            });
        let line = cells.collect::<Vec<String>>().join("  ");
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_under_their_heads_also_in_chinese() {
        let heads = [("客户".to_owned(), Side::Left), ("value".to_owned(), Side::Right)];
        let rows = [
            vec!["a".to_owned(), "7.5".to_owned()],
            vec!["澜江银行".to_owned(), "100".to_owned()],
        ];
        assert_eq!(
            table(&heads, &rows),
            "客户      value\na           7.5\n澜江银行    100\n"
        );
    }
}
