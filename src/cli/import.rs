//! `import`: foreign tables into the book.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use crate::cli::args::Import;
use crate::cli::console::Console;
use crate::cli::ending::Done;
use crate::cli::ending::Ending;
use crate::cli::ending::Failure;
use crate::cli::findings;
use crate::cli::place::Place;
use crate::import;
use crate::import::ImportError;
use crate::import::Map;
use crate::import::Sources;
use crate::model::ledger::LedgerFile;
use crate::words;

/// Imports into the book found, else into the folder given by `--root`, else into this one.
pub(crate) fn run(args: &Import, place: &Place, console: &Console) -> Done {
    let project = place.project_to_make();
    let shown = args.map.display();
    let text = fs::read_to_string(place.path(&args.map))
        .map_err(|error| Failure::environment(words!("`{shown}`：{error}", "`{shown}`: {error}")))?;
    let map = Map::parse(&text)
        .map_err(|error| Failure::usage(words!("导入表 `{shown}`：{error}", "the map `{shown}`: {error}")))?;
    let report = import::import(&project.root, &sources(args, place), &map).map_err(|error| {
        let words = words!("{error}", "{error}");
        match error {
            ImportError::Disk { .. } => Failure::environment(words),
            ImportError::Table { .. } | ImportError::Column { .. } => Failure::usage(words),
        }
    })?;
    findings::show(console, &project, &report.findings);
    let (created, updated, unchanged) = (report.created.len(), report.updated.len(), report.n_unchanged);
    let skipped = report.findings.len();
    console.say(&words!(
        "新建 {created} 个文件，更新 {updated} 个，{unchanged} 个没有变化；{skipped} 处需要看一看",
        "{created} files made, {updated} updated, {unchanged} unchanged; {skipped} things to look at"
    ));
    Ok(Ending::Fine)
}

fn sources(args: &Import, place: &Place) -> Sources {
    let ledgers: [(LedgerFile, &Option<PathBuf>); 6] = [
        (LedgerFile::Orders, &args.orders),
        (LedgerFile::Returns, &args.returns),
        (LedgerFile::Invoices, &args.invoices),
        (LedgerFile::Receipts, &args.receipts),
        (LedgerFile::Interactions, &args.interactions),
        (LedgerFile::Opportunities, &args.opportunities),
    ];
    let given = ledgers
        .into_iter()
        .filter_map(|(ledger, path)| Some((ledger, place.path(path.as_ref()?))));
    Sources {
        accounts: place.path(&args.accounts),
        ledgers: given.collect::<BTreeMap<_, _>>(),
        lines: args.lines.as_ref().map(|path| place.path(path)),
    }
}
