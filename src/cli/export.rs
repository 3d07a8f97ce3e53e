//! `export`: everything computed, for other programs.

use crate::cli::args::Export;
use crate::cli::args::ExportFormat;
use crate::cli::console::Console;
use crate::cli::ending::Done;
use crate::cli::ending::Ending;
use crate::cli::findings;
use crate::cli::place::Place;
use crate::diag::Checked;
use crate::export;

/// Prints the document.
pub(crate) fn run(args: &Export, place: &Place, console: &Console) -> Done {
    let project = place.project()?;
    let Checked {
        value,
        findings: found,
    } = findings::sound_book(console, &project, &args.reading)?;
    console.data(&match args.format {
        ExportFormat::Json => export::json(&value.book, &value.assessment, &found, console.lang),
    })?;
    Ok(Ending::Fine)
}
