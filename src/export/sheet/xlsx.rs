//! Tables as one XLSX workbook, a tab each.

use rust_xlsxwriter::Format;
use rust_xlsxwriter::Workbook;
use rust_xlsxwriter::XlsxError;

use crate::export::sheet::Cell;
use crate::export::sheet::Table;

/// Writes a workbook. Words are stored as words, so that none is run as a formula; the same tables give the same bytes.
///
/// # Errors
/// A table that XLSX cannot hold: more than 1,048,576 rows, or a cell of more than 32,767 characters.
pub fn write(tables: &[Table]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // The format wants a time of making; a fixed one keeps the bytes the same.
    let epoch = rust_xlsxwriter::ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&rust_xlsxwriter::DocProperties::new().set_creation_datetime(&epoch));
    let head = Format::new().set_bold();
    for table in tables {
        let sheet = workbook.add_worksheet();
        sheet.set_name(table.name)?;
        for (column, name) in (0_u16..).zip(&table.columns) {
            sheet.write_string_with_format(0, column, *name, &head)?;
        }
        for (row, cells) in (1_u32..).zip(&table.rows) {
            for (column, cell) in (0_u16..).zip(cells) {
                match cell {
                    Cell::Blank => {}
                    Cell::Text(text) => {
                        sheet.write_string(row, column, text)?;
                    }
                    Cell::Number(value, places) => {
                        let shown = value.fixed(*places).parse().unwrap_or_else(|_| value.to_f64());
                        let decimals = usize::try_from(*places).unwrap_or(0);
                        let pattern = match decimals {
                            0 => "0".to_owned(),
                            _ => format!("0.{}", "0".repeat(decimals)),
                        };
                        sheet.write_number_with_format(
                            row,
                            column,
                            shown,
                            &Format::new().set_num_format(pattern),
                        )?;
                    }
                }
            }
        }
        sheet.set_freeze_panes(1, 0)?;
        sheet.autofit();
    }
    workbook.save_to_buffer()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::exact::Exact;

    #[test]
    fn the_same_tables_give_the_same_bytes() {
        let table = Table {
            name: "accounts",
            columns: vec!["名称", "分"],
            rows: vec![
                vec![Cell::text("=1+1 北方"), Cell::Number(Exact::from(7), 4)],
                vec![Cell::Blank, Cell::Blank],
            ],
        };
        let once = write(std::slice::from_ref(&table)).unwrap();
        assert_eq!(once, write(&[table]).unwrap());
        assert_eq!(once.get(..2), Some(b"PK".as_slice()));
    }
}
