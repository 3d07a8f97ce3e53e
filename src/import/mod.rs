//! Foreign tables become a book, and keep it up to date.
//!
//! In: CSV or XLSX tables, a map that says which column is what, and a folder. Out: dossiers, ledgers and the few files a
//! book needs beside them, and a [`Report`].
//! Never: changes a word that people wrote. Of a dossier that exists, only the fields the map takes from a column are
//! touched, each in its own place, comments and order kept; other files that exist are left as they are, ledgers apart,
//! which belong to the data.

mod dossier;
mod edit;
mod ledgers;
mod map;
mod starter;
mod table;

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;
use std::path::PathBuf;

use crate::diag::Finding;
use crate::model::ledger::LedgerFile;

pub use crate::import::map::Map;
pub use crate::import::map::MapError;

/// Where the tables are.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    /// One row an account.
    pub accounts: PathBuf,
    /// Ledgers by kind.
    pub ledgers: BTreeMap<LedgerFile, PathBuf>,
    /// Lines of orders, where an order's amount is the sum of its lines.
    pub lines: Option<PathBuf>,
}

/// What an import did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// Files that are new.
    pub created: Vec<PathBuf>,
    /// Files in which something changed.
    pub updated: Vec<PathBuf>,
    /// Files that stood already as the data says.
    pub n_unchanged: usize,
    /// Rows that could not be used, and fields that were left to people.
    pub findings: Vec<Finding>,
}

/// Why nothing was imported.
#[derive(Debug)]
pub enum ImportError {
    /// A table or a file of the book cannot be read or written.
    Disk {
        /// The file.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// A table is not one.
    Table {
        /// The file.
        path: PathBuf,
        /// Why.
        message: String,
    },
    /// The map names a column that the table lacks.
    Column {
        /// The table.
        path: PathBuf,
        /// The column.
        column: String,
        /// The columns it has.
        known: Vec<String>,
    },
}

impl std::fmt::Display for ImportError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            ImportError::Disk { path, error } => write!(f, "{}: {error}", path.display()),
            ImportError::Table { path, message } => write!(f, "{}: {message}", path.display()),
            ImportError::Column { path, column, known } => {
                write!(
                    f,
                    "{}: there is no column `{column}`; there are: {}",
                    path.display(),
                    known.join(", ")
                )
            }
        }
    }
}

impl std::error::Error for ImportError {}

/// Brings the tables into the book at `root`. A second run with the same tables changes nothing.
///
/// # Errors
/// A table that cannot be read, a column that is not there, a disk that refuses. Rows that cannot be used are findings.
pub fn import(root: &Path, sources: &Sources, map: &Map) -> Result<Report, ImportError> {
    let mut writer = Writer {
        root,
        report: Report::default(),
    };
    let accounts = dossier::accounts(&sources.accounts, map)?;
    writer.report.findings.extend(accounts.findings);
    starter::write(&mut writer, map)?;
    for row in &accounts.value {
        dossier::write(&mut writer, row, map)?;
    }
    let known = accounts.value.iter().map(|row| row.id.clone()).collect();
    for (ledger, path) in &sources.ledgers {
        let lines = sources.lines.as_deref().filter(|_| *ledger == LedgerFile::Orders);
        let checked = ledgers::rewritten(*ledger, path, lines, map, &known)?;
        writer.report.findings.extend(checked.findings);
        writer.put(&format!("content/ledgers/{}.csv", ledger.word()), &checked.value)?;
    }
    Ok(writer.report)
}

/// Writes into the book and remembers what it did.
struct Writer<'a> {
    root: &'a Path,
    report: Report,
}

impl Writer<'_> {
    /// The text of a file of the book; `None` if it is not there.
    fn text(&self, file: &str) -> Result<Option<String>, ImportError> {
        let path = self.root.join(file);
        match fs::read_to_string(&path) {
            Ok(text) => Ok(Some(text)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(ImportError::Disk { path, error }),
        }
    }

    /// Makes a file have this text; touches nothing if it has it already.
    fn put(&mut self, file: &str, text: &str) -> Result<(), ImportError> {
        let path = self.root.join(file);
        let before = self.text(file)?;
        if before.as_deref() == Some(text) {
            self.report.n_unchanged += 1;
            return Ok(());
        }
        let failed = |error| ImportError::Disk {
            path: path.clone(),
            error,
        };
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(failed)?;
        }
        // Written beside and renamed: a killed import leaves whole files.
        let draft = path.with_extension("keybook-import");
        fs::write(&draft, text).map_err(failed)?;
        fs::rename(&draft, &path).map_err(failed)?;
        let list = match before {
            None => &mut self.report.created,
            Some(_) => &mut self.report.updated,
        };
        list.push(PathBuf::from(file));
        Ok(())
    }

    /// Writes a file that is not there yet; one that is belongs to people.
    fn start(&mut self, file: &str, text: &str) -> Result<(), ImportError> {
        match self.text(file)? {
            Some(_) => {
                self.report.n_unchanged += 1;
                Ok(())
            }
            None => self.put(file, text),
        }
    }
}
