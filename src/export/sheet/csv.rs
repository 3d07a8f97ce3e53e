//! A table as CSV that Excel opens in Chinese.

use crate::export::sheet::Cell;
use crate::export::sheet::Table;
use crate::export::sheet::defused;

/// Writes a table: UTF-8 with a byte-order mark, comma, CRLF, RFC 4180 quotes, formula cells defused.
pub fn write(table: &Table) -> String {
    let mut text = String::from("\u{feff}");
    let head: Vec<String> = table.columns.iter().map(|name| quoted(&defused(name))).collect();
    text.push_str(&head.join(","));
    text.push_str("\r\n");
    for row in &table.rows {
        let cells: Vec<String> = row.iter().map(cell).collect();
        text.push_str(&cells.join(","));
        text.push_str("\r\n");
    }
    text
}

fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Blank => String::new(),
        Cell::Text(text) => quoted(&defused(text)),
        Cell::Number(value, places) => value.fixed(*places),
    }
}

fn quoted(text: &str) -> String {
    match text.contains([',', '"', '\r', '\n']) {
        true => format!("\"{}\"", text.replace('"', "\"\"")),
        false => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::exact::Exact;

    fn written(cell: Cell) -> String {
        let table = Table {
            name: "t",
            columns: vec!["列"],
            rows: vec![vec![cell]],
        };
        write(&table)
            .strip_prefix("\u{feff}列\r\n")
            .unwrap()
            .trim_end()
            .to_owned()
    }

    #[test]
    fn a_cell_that_a_spreadsheet_would_run_is_defused() {
        for bad in ["=1+1", "+1", "-2+3", "@SUM(A1)", "\t=1", "＝1"] {
            assert!(
                written(Cell::text(bad)).trim_start_matches('"').starts_with('\''),
                "{bad}"
            );
        }
        assert_eq!(written(Cell::Number(Exact::parse("-1.5").unwrap(), 2)), "-1.50");
        assert_eq!(written(Cell::text("北方银行")), "北方银行");
    }

    #[test]
    fn commas_quotes_and_line_breaks_are_quoted() {
        assert_eq!(written(Cell::text("a,\"b\"\nc")), "\"a,\"\"b\"\"\nc\"");
        assert_eq!(written(Cell::Blank), "");
    }
}
