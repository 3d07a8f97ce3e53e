//! A foreign ledger rewritten with our columns.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use crate::content::ledger::columns;
use crate::diag::At;
use crate::diag::Checked;
use crate::diag::Code;
use crate::diag::Finding;
use crate::diag::Place;
use crate::import::ImportError;
use crate::import::dossier::id_of;
use crate::import::map::Lines;
use crate::import::map::Map;
use crate::import::table::Table;
use crate::model::date::parse_date;
use crate::model::exact::Exact;
use crate::model::id::Id;
use crate::model::ledger::LedgerFile;
use crate::words;

/// Rewrites one ledger: our columns, account ids as the dossiers have them, ISO dates. Rows of no known account are skipped
/// with a finding. With `lines`, an order's amount is the sum of its lines.
pub(crate) fn rewritten(
    ledger: LedgerFile,
    path: &Path,
    lines: Option<&Path>,
    map: &Map,
    known: &BTreeSet<Id>,
) -> Result<Checked<String>, ImportError> {
    let table = Table::read(path)?;
    let amounts = match (lines, &map.lines) {
        (Some(path), Some(lines)) => Some(sums(path, lines)?),
        (Some(path), None) => {
            return Err(ImportError::Table {
                path: path.to_path_buf(),
                message: "the map has no `lines`, which says what its columns are".to_owned(),
            });
        }
        (None, _) => None,
    };
    let mut taken = Vec::new();
    for (ours, is_required) in columns(ledger) {
        let theirs = map.column(ledger, ours);
        let from_lines = *ours == "amount" && amounts.is_some();
        match table.optional(theirs) {
            Some(column) if !from_lines => taken.push((*ours, Some(column))),
            _ if from_lines => taken.push((*ours, None)),
            _ if *is_required || theirs != *ours => {
                table.column(path, theirs)?;
            }
            _ => {}
        }
    }
    let file: Arc<str> = Arc::from(path.display().to_string());
    let mut findings = Vec::new();
    let mut writer = csv::Writer::from_writer(Vec::new());
    let broken = |error: csv::Error| ImportError::Table {
        path: path.to_path_buf(),
        message: error.to_string(),
    };
    writer
        .write_record(taken.iter().map(|(ours, _)| ours))
        .map_err(broken)?;
    let id_column = table.column(path, map.column(ledger, "id"))?;
    let account_column = table.column(path, map.column(ledger, "account"))?;
    for row in &table.rows {
        let written = row.get(account_column);
        let Some(account) = id_of(written).filter(|id| known.contains(id)) else {
            findings.push(Finding {
                code: Code::LedgerReference,
                place: Place::at(
                    &file,
                    At {
                        line: row.line,
                        column: 1,
                    },
                ),
                field: "account".to_owned(),
                message: words!(
                    "没有客户 `{written}`，这一行已跳过",
                    "there is no account `{written}`; the row was skipped"
                ),
                hint: words!(
                    "在客户表里补上它，或改正这一行",
                    "add it to the table of accounts, or correct the row"
                ),
            });
            continue;
        };
        let none = Exact::ZERO;
        let sum = amounts
            .as_ref()
            .map(|amounts| amounts.get(row.get(id_column)).unwrap_or(&none).short(9));
        let cells = taken.iter().map(|(ours, column)| match (*ours, column) {
            ("account", _) => account.as_str().to_owned(),
            ("amount", None) => sum.clone().unwrap_or_default(),
            (_, Some(column)) => plain(row.get(*column), map),
            (_, None) => String::new(),
        });
        writer.write_record(cells).map_err(broken)?;
    }
    let bytes = writer.into_inner().map_err(|error| ImportError::Table {
        path: path.to_path_buf(),
        message: error.to_string(),
    })?;
    Ok(Checked {
        value: String::from_utf8_lossy(&bytes).into_owned(),
        findings,
    })
}

/// Σ price × quantity × (1 − discount) by order.
fn sums(path: &Path, lines: &Lines) -> Result<BTreeMap<String, Exact>, ImportError> {
    let table = Table::read(path)?;
    let order = table.column(path, &lines.order)?;
    let price = table.column(path, &lines.price)?;
    let quantity = table.column(path, &lines.quantity)?;
    let discount = lines
        .discount
        .as_ref()
        .map(|name| table.column(path, name))
        .transpose()?;
    let mut sums: BTreeMap<String, Exact> = BTreeMap::new();
    for row in &table.rows {
        let number = |column| {
            Exact::parse(row.get(column)).ok_or_else(|| ImportError::Table {
                path: path.to_path_buf(),
                message: format!("line {}: `{}` is not a plain decimal", row.line, row.get(column)),
            })
        };
        let off = discount.map_or(Ok(Exact::ZERO), number)?;
        let amount = number(price)? * number(quantity)? * (Exact::ONE - off);
        let sum = sums.entry(row.get(order).to_owned()).or_default();
        *sum = &*sum + &amount;
    }
    Ok(sums)
}

/// A cell as our ledgers write it: a date in ISO form, everything else as it is.
fn plain(cell: &str, map: &Map) -> String {
    iso(cell, map.dates.as_deref()).unwrap_or_else(|| cell.to_owned())
}

/// A date in ISO form, if the cell is one.
pub(crate) fn iso(cell: &str, pattern: Option<&str>) -> Option<String> {
    let day = cell.split(['T', ' ']).next().unwrap_or(cell);
    if parse_date(day).is_some() {
        return Some(day.to_owned());
    }
    let parsed = jiff::fmt::strtime::parse(pattern?, cell).and_then(|parts| parts.to_date());
    parsed.ok().map(|date| date.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rewrite(orders: &str, lines: Option<&str>, map: &str) -> (String, Vec<u32>) {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str, text: &str| {
            let path = folder.path().join(name);
            std::fs::write(&path, text).unwrap();
            path
        };
        let known = BTreeSet::from([Id::new("alfki").unwrap()]);
        let lines = lines.map(|text| at("lines.csv", text));
        let map = Map::parse(map).unwrap();
        let checked = rewritten(
            LedgerFile::Orders,
            &at("orders.csv", orders),
            lines.as_deref(),
            &map,
            &known,
        )
        .unwrap();
        (
            checked.value,
            checked
                .findings
                .iter()
                .map(|finding| finding.place.at.line)
                .collect(),
        )
    }

    const MAP: &str = "accounts: {id: a, name: b}\nledgers: {orders: {id: no, account: who, date: day}}\n";

    #[test]
    fn an_order_is_the_sum_of_its_lines_less_their_discounts() {
        let map = format!("{MAP}lines: {{order: no, price: p, quantity: q, discount: d}}\n");
        let (text, skipped) = rewrite(
            "no,who,day\n1,ALFKI,1997-01-02 00:00:00\n2,NOBODY,1997-01-02\n3,ALFKI,1997-01-03\n",
            Some("no,p,q,d\n1,14,12,0\n1,9.8,10,0.15\n2,1,1,0\n"),
            &map,
        );
        assert_eq!(
            text,
            "id,account,date,amount\n1,alfki,1997-01-02,251.3\n3,alfki,1997-01-03,0\n"
        );
        assert_eq!(skipped, [3]);
    }

    #[test]
    fn a_date_in_the_maps_pattern_becomes_iso() {
        let map = format!("{MAP}dates: \"%m/%d/%Y\"\n");
        let (text, _) = rewrite("no,who,day,amount,cost\n1,ALFKI,7/4/1996,5,2\n", None, &map);
        assert_eq!(text, "id,account,date,amount,cost\n1,alfki,1996-07-04,5,2\n");
    }
}
