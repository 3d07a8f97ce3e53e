//! Dossiers from rows: new ones are written, those that exist are updated field by field.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use serde_yaml::Value;

use crate::diag::At;
use crate::diag::Checked;
use crate::diag::Code;
use crate::diag::Finding;
use crate::diag::Place;
use crate::import::ImportError;
use crate::import::Writer;
use crate::import::edit;
use crate::import::ledgers::iso;
use crate::import::map::Map;
use crate::import::starter;
use crate::import::table::Column;
use crate::import::table::Table;
use crate::model::id::Id;
use crate::words;

/// One account of the data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    /// Its id in the book.
    pub id: Id,
    /// Dossier field → what the data says; a field the data leaves empty is not here.
    fields: BTreeMap<String, String>,
}

/// Reads the table of accounts. Rows without a usable id, and ids that stood before, are skipped with a finding.
pub(crate) fn accounts(path: &Path, map: &Map) -> Result<Checked<Vec<Row>>, ImportError> {
    let table = Table::read(path)?;
    let columns: Vec<(&String, Column)> = map
        .accounts
        .iter()
        .map(|(field, column)| Ok((field, table.column(path, column)?)))
        .collect::<Result<_, ImportError>>()?;
    let file: Arc<str> = Arc::from(path.display().to_string());
    let mut seen: BTreeMap<Id, u32> = BTreeMap::new();
    let mut checked = Checked {
        value: Vec::new(),
        findings: Vec::new(),
    };
    for row in &table.rows {
        let cell = |wanted: &str| {
            columns
                .iter()
                .find(|(field, _)| *field == wanted)
                .map_or("", |(_, at)| row.get(*at))
        };
        let mut skip = |code, message, hint| {
            let place = Place::at(
                &file,
                At {
                    line: row.line,
                    column: 1,
                },
            );
            checked.findings.push(Finding {
                code,
                place,
                field: "id".to_owned(),
                message,
                hint,
            });
        };
        let written = cell("id");
        let Some(id) = id_of(written) else {
            skip(
                Code::LedgerRow,
                words!(
                    "`{written}`不能作编号，这一行已跳过",
                    "`{written}` cannot be an id; the row was skipped"
                ),
                words!(
                    "编号要含英文字母或数字，最长 64 个字符",
                    "an id holds Latin letters or digits, at most 64 characters"
                ),
            );
            continue;
        };
        if let Some(line) = seen.insert(id.clone(), row.line) {
            seen.insert(id.clone(), line);
            skip(
                Code::LedgerDuplicate,
                words!(
                    "编号 `{id}` 在第 {line} 行已经出现，这一行已跳过",
                    "id `{id}` stood on line {line}; the row was skipped"
                ),
                words!("每个客户一行", "one row an account"),
            );
            continue;
        }
        let fields = columns
            .iter()
            .filter(|(field, _)| *field != "id")
            .map(|(field, at)| ((*field).clone(), row.get(*at)))
            .filter(|(_, cell)| !cell.is_empty())
            .map(|(field, cell)| {
                (
                    field,
                    iso(cell, map.dates.as_deref()).unwrap_or_else(|| cell.to_owned()),
                )
            })
            .collect();
        checked.value.push(Row { id, fields });
    }
    Ok(checked)
}

/// A foreign id as ours: lower case, everything but ASCII letters and digits a `-`.
pub(crate) fn id_of(written: &str) -> Option<Id> {
    let mut id = String::new();
    for letter in written.trim().chars() {
        let letter = letter.to_ascii_lowercase();
        if letter.is_ascii_alphanumeric() {
            id.push(letter);
        } else if !id.is_empty() && !id.ends_with('-') {
            id.push('-');
        }
    }
    Id::new(id.trim_end_matches('-'))
}

/// Writes one dossier, or brings the fields the data owns up to date.
pub(crate) fn write(writer: &mut Writer, row: &Row, map: &Map) -> Result<(), ImportError> {
    let inside = format!("content/accounts/{}/index.md", row.id);
    let file = match writer.text(&inside)? {
        Some(_) => inside,
        None => format!("content/accounts/{}.md", row.id),
    };
    let text = match writer.text(&file)? {
        None => new(row, map),
        Some(text) => {
            let label: Arc<str> = Arc::from(file.as_str());
            let edited = edit::with_fields(&label, &text, &row.fields);
            writer.report.findings.extend(edited.findings);
            edited.value
        }
    };
    writer.put(&file, &text)
}

/// A new dossier: what the data says and what the map gives, one field a line.
fn new(row: &Row, map: &Map) -> String {
    let mut tree: BTreeMap<String, Value> = map.given.clone();
    for (field, cell) in &row.fields {
        starter::set(&mut tree, field, Value::String(cell.clone()));
    }
    if let (Some(owner), false) = (tree.get("owner").cloned(), tree.contains_key("team")) {
        // The owner has to be in the team.
        let member = BTreeMap::from([("person".to_owned(), owner)]);
        tree.insert(
            "team".to_owned(),
            Value::Sequence(vec![starter::map_value(member)]),
        );
    }
    format!("---\n{}---\n", starter::yaml(&tree, FIRST))
}

/// Fields people look for first; the others follow by name.
const FIRST: &[&str] = &[
    "name",
    "industry",
    "region",
    "status",
    "owner",
    "team",
    "classification",
    "reviewed_on",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_foreign_id_is_lower_cased_and_hyphenated() {
        let of = |text| id_of(text).map(|id| id.to_string());
        assert_eq!(of("ALFKI").as_deref(), Some("alfki"));
        assert_eq!(of(" C-001/北 7 ").as_deref(), Some("c-001-7"));
        assert_eq!(of("北方"), None);
    }
}
