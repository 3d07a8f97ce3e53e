//! A table of words, from CSV or the first sheet of a workbook.

use std::path::Path;

use crate::import::ImportError;

/// A table with a head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Table {
    /// The head.
    columns: Vec<String>,
    /// The rows, with the line each begins on.
    pub rows: Vec<Row>,
}

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    /// Line of the file or row of the sheet, from 1.
    pub line: u32,
    cells: Vec<String>,
}

/// A column that is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Column(usize);

impl Row {
    /// A cell, trimmed; empty if the row is too short.
    pub(crate) fn get(&self, column: Column) -> &str {
        self.cells.get(column.0).map_or("", |cell| cell.trim())
    }
}

impl Table {
    /// Reads a table; `.xlsx`, `.xls` and `.ods` by their ending, everything else as CSV.
    pub(crate) fn read(path: &Path) -> Result<Table, ImportError> {
        let ending = path
            .extension()
            .and_then(|ending| ending.to_str())
            .map(str::to_lowercase);
        match ending.as_deref() {
            Some("xlsx" | "xls" | "ods" | "xlsm" | "xlsb") => workbook(path),
            _ => csv(path),
        }
    }

    /// A column by its name.
    pub(crate) fn column(&self, path: &Path, name: &str) -> Result<Column, ImportError> {
        self.optional(name).ok_or_else(|| ImportError::Column {
            path: path.to_path_buf(),
            column: name.to_owned(),
            known: self.columns.clone(),
        })
    }

    /// A column by its name, if it is there.
    pub(crate) fn optional(&self, name: &str) -> Option<Column> {
        self.columns.iter().position(|column| column == name).map(Column)
    }

    fn new(path: &Path, mut rows: impl Iterator<Item = Row>) -> Result<Table, ImportError> {
        let Some(head) = rows.next() else {
            return Err(broken(path, "the table is empty"));
        };
        let columns = head
            .cells
            .iter()
            .map(|name| name.trim_start_matches('\u{feff}').trim().to_owned())
            .collect();
        let rows = rows
            .filter(|row| row.cells.iter().any(|cell| !cell.trim().is_empty()))
            .collect();
        Ok(Table { columns, rows })
    }
}

fn csv(path: &Path) -> Result<Table, ImportError> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_path(path)
        .map_err(|error| broken(path, error))?;
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| broken(path, error))?;
        let line = record
            .position()
            .map_or(0, |at| u32::try_from(at.line()).unwrap_or(u32::MAX));
        rows.push(Row {
            line,
            cells: record.iter().map(str::to_owned).collect(),
        });
    }
    Table::new(path, rows.into_iter())
}

#[cfg(feature = "xlsx")]
fn workbook(path: &Path) -> Result<Table, ImportError> {
    use calamine::Data;
    use calamine::Reader;

    let mut book = calamine::open_workbook_auto(path).map_err(|error| broken(path, error))?;
    let Some(sheet) = book.worksheet_range_at(0) else {
        return Err(broken(path, "the workbook has no sheet"));
    };
    let sheet = sheet.map_err(|error| broken(path, error))?;
    let word = |cell: &Data| match cell {
        Data::Empty | Data::Error(_) => String::new(),
        Data::DateTime(at) if at.is_datetime() => {
            let (year, month, day, ..) = at.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        other => other.to_string(),
    };
    let first = sheet.start().map_or(0, |(row, _)| row);
    let rows = (first + 1..).zip(sheet.rows());
    Table::new(
        path,
        rows.map(|(line, cells)| Row {
            line,
            cells: cells.iter().map(word).collect(),
        }),
    )
}

#[cfg(not(feature = "xlsx"))]
fn workbook(path: &Path) -> Result<Table, ImportError> {
    Err(broken(
        path,
        "this program was built without the feature `xlsx`; save the table as CSV",
    ))
}

fn broken(path: &Path, message: impl ToString) -> ImportError {
    ImportError::Table {
        path: path.to_path_buf(),
        message: message.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn csv_and_a_workbook_give_the_same_table() {
        let folder = tempfile::tempdir().unwrap();
        let csv = folder.path().join("t.csv");
        std::fs::write(&csv, "\u{feff}id,name\n1,\"北方, 银行\"\n,\n2,b\n").unwrap();
        let xlsx = folder.path().join("t.xlsx");
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        for (row, cells) in (0_u32..).zip([["id", "name"], ["1", "北方, 银行"], ["", ""], ["2", "b"]]) {
            for (column, cell) in (0_u16..).zip(cells) {
                sheet.write_string(row, column, cell).unwrap();
            }
        }
        book.save(&xlsx).unwrap();
        let (from_csv, from_xlsx) = (Table::read(&csv).unwrap(), Table::read(&xlsx).unwrap());
        assert_eq!(from_csv, from_xlsx);
        let name = from_csv.column(&csv, "name").unwrap();
        assert_eq!(
            from_csv
                .rows
                .iter()
                .map(|row| (row.line, row.get(name)))
                .collect::<Vec<_>>(),
            [(2, "北方, 银行"), (4, "b")]
        );
    }

    #[test]
    fn a_column_that_is_not_there_names_those_that_are() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("t.csv");
        std::fs::write(&path, "id,name\n").unwrap();
        let error = Table::read(&path).unwrap().column(&path, "nam").unwrap_err();
        assert!(
            error
                .to_string()
                .ends_with("there is no column `nam`; there are: id, name"),
            "{error}"
        );
    }
}
