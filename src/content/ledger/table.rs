//! One ledger file as rows of typed fields; a row that cannot be used becomes a finding.

use std::collections::BTreeMap;
use std::collections::HashSet;
use std::io;
use std::sync::Arc;

use csv::StringRecord;
use jiff::civil::Date;
use xxhash_rust::xxh3::xxh3_128;

use crate::content::ledger::Context;
use crate::content::ledger::invoices::AsItIs;
use crate::content::snapshot::Snapshot;
use crate::diag::At;
use crate::diag::Code;
use crate::diag::Finding;
use crate::diag::Place;
use crate::diag::Words;
use crate::model::date::parse_date;
use crate::model::exact::Exact;
use crate::model::id::Id;
use crate::model::ledger::LedgerFile;
use crate::words;

/// Findings shown in full per file and code; the rest are counted, so that a ledger in a foreign format stays readable.
const SHOWN: usize = 20;

/// Columns of each ledger: name, and whether it must be there.
pub(crate) fn columns(ledger: LedgerFile) -> &'static [(&'static str, bool)] {
    match ledger {
        LedgerFile::Orders => &[
            ("id", true),
            ("account", true),
            ("date", true),
            ("amount", true),
            ("cost", false),
            ("status", false),
        ],
        LedgerFile::Returns => &[
            ("id", true),
            ("account", true),
            ("date", true),
            ("amount", true),
            ("order", false),
        ],
        LedgerFile::Invoices => &[
            ("id", true),
            ("account", true),
            ("date", true),
            ("due", true),
            ("amount", true),
        ],
        LedgerFile::Receipts => &[
            ("id", true),
            ("account", true),
            ("date", true),
            ("amount", true),
            ("invoice", false),
        ],
        LedgerFile::Interactions => &[
            ("id", true),
            ("account", true),
            ("date", true),
            ("kind", true),
            ("person", false),
            ("contact", false),
            ("text", false),
        ],
        LedgerFile::Opportunities => &[
            ("id", true),
            ("account", true),
            ("opened", true),
            ("amount", true),
            ("probability", true),
            ("status", true),
            ("close", false),
        ],
    }
}

/// An open ledger.
pub(crate) struct Source<'a> {
    reader: csv::Reader<Box<dyn io::Read + 'a>>,
    record: StringRecord,
    file: Arc<str>,
    index: BTreeMap<&'static str, usize>,
    context: &'a Context<'a>,
    seen: HashSet<u128, AsItIs>,
    findings: Vec<Finding>,
    n_more: BTreeMap<Code, usize>,
    line: u32,
}

impl<'a> Source<'a> {
    /// Opens `content/ledgers/<ledger>.csv` and reads its header; `None` if the file is not there.
    pub(crate) fn open(
        snapshot: &'a Snapshot,
        ledger: LedgerFile,
        context: &'a Context<'a>,
    ) -> io::Result<Option<Source<'a>>> {
        let file: Arc<str> = Arc::from(format!("content/ledgers/{}.csv", ledger.word()));
        let handle = match snapshot.reader(&file) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            opened => opened?,
        };
        let mut source = Source {
            reader: csv::ReaderBuilder::new()
                .has_headers(false)
                .flexible(true)
                // With `\r\n` taken for one end of line, the next row would be placed a line too early.
                .terminator(csv::Terminator::Any(b'\n'))
                .from_reader(handle),
            record: StringRecord::new(),
            file,
            index: BTreeMap::new(),
            context,
            seen: HashSet::default(),
            findings: Vec::new(),
            n_more: BTreeMap::new(),
            line: 1,
        };
        source.read_header(ledger)?;
        Ok(Some(source))
    }

    fn read_header(&mut self, ledger: LedgerFile) -> io::Result<()> {
        let there = self.advance()?;
        let header: Vec<String> = match there {
            true => self
                .record
                .iter()
                .map(|name| name.trim_start_matches('\u{feff}').trim().to_owned())
                .collect(),
            false => Vec::new(),
        };
        let renamed = self.context.columns.get(ledger.word());
        for (name, is_required) in columns(ledger) {
            let theirs = renamed
                .and_then(|map| map.get(*name))
                .map_or(*name, String::as_str);
            match header.iter().position(|have| have == theirs) {
                Some(column) => {
                    self.index.insert(name, column);
                }
                None if *is_required || renamed.is_some_and(|map| map.contains_key(*name)) => {
                    let known = header.join(", ");
                    self.find(
                        Code::LedgerColumn,
                        name,
                        words!("缺少列 `{theirs}`", "column `{theirs}` is missing"),
                        words!(
                            "首行现有列：{known}；补上这一列，或在 book.yaml 的 ledgers 里写明它叫什么",
                            "the first row has: {known}; add the column, or name it under `ledgers` in book.yaml"
                        ),
                    );
                }
                None => {}
            }
        }
        Ok(())
    }

    /// The next row, without those that are empty. `false` at the end, or where the header is not usable.
    pub(crate) fn next_row(&mut self) -> io::Result<bool> {
        if self
            .findings
            .iter()
            .any(|finding| finding.code == Code::LedgerColumn)
        {
            return Ok(false);
        }
        while self.advance()? {
            if self.record.iter().any(|field| !field.trim().is_empty()) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn advance(&mut self) -> io::Result<bool> {
        loop {
            let result = self.reader.read_record(&mut self.record);
            self.line = self
                .record
                .position()
                .map_or(self.line, |at| u32::try_from(at.line()).unwrap_or(u32::MAX));
            match result {
                Ok(more) => return Ok(more),
                Err(error) => match error.kind() {
                    csv::ErrorKind::Utf8 { pos, .. } => {
                        if let Some(pos) = pos {
                            self.line = u32::try_from(pos.line()).unwrap_or(u32::MAX);
                        }
                        self.find(
                            Code::LedgerRow,
                            "",
                            words!(
                                "这一行不是 UTF-8，已跳过",
                                "this row is not UTF-8 and was skipped"
                            ),
                            words!("把文件另存为 UTF-8", "save the file as UTF-8"),
                        );
                    }
                    _ => return Err(io::Error::other(format!("{}: {error}", self.file))),
                },
            }
        }
    }

    /// A field of this row, trimmed; empty if the column or the field is not there.
    pub(crate) fn text(&self, column: &'static str) -> &str {
        self.index
            .get(column)
            .and_then(|at| self.record.get(*at))
            .unwrap_or("")
            .trim()
    }

    /// The account of this row; `None` (said, unless it is a draft's) if the book has none such.
    pub(crate) fn account(&mut self) -> Option<Id> {
        let written = self.text("account");
        if let Some(id) = self.context.accounts.get(written) {
            return Some(id.clone());
        }
        if self.context.drafts.contains(written) {
            return None;
        }
        let written = written.to_owned();
        let nearest = nearest(&written, self.context.accounts);
        self.find(
            Code::LedgerReference,
            "account",
            words!(
                "没有客户 `{written}`，这一行已跳过",
                "there is no account `{written}`; the row was skipped"
            ),
            match nearest {
                Some(near) => words!("最接近的编号是 `{near}`", "the nearest id is `{near}`"),
                None => words!(
                    "写 content/accounts/ 里已有的编号",
                    "use the id of a file in content/accounts/"
                ),
            },
        );
        None
    }

    /// A date that must be there.
    pub(crate) fn date(&mut self, column: &'static str) -> Option<Date> {
        let written = self.text(column).to_owned();
        let date = parse_date(&written);
        if date.is_none() {
            self.bad(
                column,
                &written,
                Words::new("日期写成 2025-06-30", "a date is written 2025-06-30"),
            );
        }
        date
    }

    /// An amount from 0 that must be there.
    pub(crate) fn amount(&mut self, column: &'static str) -> Option<Exact> {
        let written = self.text(column).to_owned();
        let amount = Exact::parse(&written).filter(|amount| !amount.is_negative());
        if amount.is_none() {
            self.bad(
                column,
                &written,
                Words::new(
                    "金额是不小于 0 的普通小数，以元为单位",
                    "an amount is a plain decimal from 0, in base units",
                ),
            );
        }
        amount
    }

    /// An amount that may be empty: `Some(None)`; `None` (said) if it is not an amount.
    pub(crate) fn optional_amount(&mut self, column: &'static str) -> Option<Option<Exact>> {
        match self.text(column).is_empty() {
            true => Some(None),
            false => self.amount(column).map(Some),
        }
    }

    /// True if this row's id did not stand before; from now on it does. Says so otherwise.
    pub(crate) fn is_first(&mut self) -> bool {
        let id = self.text("id");
        if id.is_empty() {
            self.bad(
                "id",
                "",
                Words::new("每一行要有自己的 id", "every row needs an id of its own"),
            );
            return false;
        }
        let id = id.to_owned();
        if self.seen.insert(xxh3_128(id.as_bytes())) {
            return true;
        }
        self.find(
            Code::LedgerDuplicate,
            "id",
            words!(
                "id `{id}` 前面已经出现，这一行已跳过",
                "id `{id}` stood before; the row was skipped"
            ),
            words!(
                "删去重复的行，或换一个 id",
                "delete the repeated row, or give it another id"
            ),
        );
        false
    }

    /// Says that a value cannot be used.
    pub(crate) fn bad(&mut self, column: &'static str, written: &str, hint: Words) {
        let message = match written.is_empty() {
            true => words!(
                "列 `{column}` 是空的，这一行已跳过",
                "column `{column}` is empty; the row was skipped"
            ),
            false => words!(
                "列 `{column}` 的 `{written}` 不能用，这一行已跳过",
                "`{written}` in column `{column}` cannot be used; the row was skipped"
            ),
        };
        self.find(Code::LedgerRow, column, message, hint);
    }

    /// Says anything about this row.
    pub(crate) fn find(&mut self, code: Code, field: &str, message: Words, hint: Words) {
        if self
            .findings
            .iter()
            .filter(|finding| finding.code == code)
            .count()
            >= SHOWN
        {
            *self.n_more.entry(code).or_default() += 1;
            return;
        }
        let place = Place::at(
            &self.file,
            At {
                line: self.line,
                column: 1,
            },
        );
        self.findings.push(Finding {
            code,
            place,
            field: field.to_owned(),
            message,
            hint,
        });
    }

    /// Everything that was found, what was not shown in full as one finding a code.
    pub(crate) fn into_findings(mut self) -> Vec<Finding> {
        for (code, n) in std::mem::take(&mut self.n_more) {
            self.findings.push(Finding {
                code,
                place: Place::file(&self.file),
                field: String::new(),
                message: words!(
                    "另有 {n} 行同类问题，均已跳过",
                    "{n} more rows of this kind were skipped"
                ),
                hint: words!(
                    "先改好上面列出的，再看余下的",
                    "mend those listed first, then look again"
                ),
            });
        }
        self.findings
    }
}

/// The known id nearest to what was written, if one is near.
fn nearest<'a>(written: &str, known: &'a std::collections::BTreeSet<Id>) -> Option<&'a Id> {
    let lower = written.to_lowercase();
    known
        .iter()
        .map(|id| (strsim::damerau_levenshtein(&lower, id.as_str()), id))
        .filter(|(distance, _)| *distance <= 3)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, id)| id)
}
