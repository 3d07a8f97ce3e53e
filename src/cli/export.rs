//! `export`: everything computed, for other programs and for spreadsheets.

use std::fs;

use crate::app::Assessed;
use crate::cli::args::Export;
use crate::cli::args::ExportFormat;
use crate::cli::console::Console;
use crate::cli::ending::Done;
use crate::cli::ending::Ending;
use crate::cli::ending::Failure;
use crate::cli::findings;
use crate::cli::place::Place;
use crate::diag::Checked;
use crate::export;
use crate::export::sheet;
use crate::words;

/// Prints the document, or writes it.
pub(crate) fn run(args: &Export, place: &Place, console: &Console) -> Done {
    let project = place.project()?;
    let Checked {
        value,
        findings: found,
    } = findings::sound_book(console, &project, &args.reading)?;
    let Assessed { book, assessment, .. } = &value;
    let text = match args.format {
        ExportFormat::Json => export::json(book, assessment, &found, console.lang),
        ExportFormat::Csv => {
            let tables = sheet::tables::tables(book, assessment, console.lang);
            let table = tables.iter().find(|table| table.name == args.table);
            table.map_or_else(String::new, sheet::csv::write)
        }
        #[cfg(feature = "xlsx")]
        ExportFormat::Xlsx => return workbook(args, place, console, &value),
    };
    match &args.out {
        None => console.data(&text)?,
        Some(out) => write(place, out, text.as_bytes())?,
    }
    Ok(Ending::Fine)
}

#[cfg(feature = "xlsx")]
fn workbook(args: &Export, place: &Place, console: &Console, value: &Assessed) -> Done {
    let Some(out) = &args.out else {
        return Err(Failure::usage(words!(
            "工作簿要写到文件：加上 `--out 文件.xlsx`",
            "a workbook needs a file: add `--out FILE.xlsx`"
        )));
    };
    let tables = sheet::tables::tables(&value.book, &value.assessment, console.lang);
    let bytes = sheet::xlsx::write(&tables).map_err(|error| {
        Failure::errors(words!(
            "工作簿写不成：{error}",
            "the workbook cannot be made: {error}"
        ))
    })?;
    write(place, out, &bytes)?;
    Ok(Ending::Fine)
}

fn write(place: &Place, out: &std::path::Path, bytes: &[u8]) -> Result<(), Failure> {
    let path = place.path(out);
    let shown = place.shown(&path);
    fs::write(&path, bytes)
        .map_err(|error| Failure::environment(words!("`{shown}`：{error}", "`{shown}`: {error}")))
}
