//! What is wrong, stale or unknown in the book.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::render::format;
use crate::render::scope::Scope;
use crate::render::view::parts::FindingRow;
use crate::render::view::parts::Interval;
use crate::render::view::parts::Link;

/// Files whose findings are listed, at most; each file's own page has its own.
const FILES: usize = 300;

/// Rows of the tables of stale fields and of coverage, at most.
const ROWS: usize = 200;

/// The page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct QualityPage {
    /// One sentence on all findings.
    pub lead: String,
    /// Findings by file, in order.
    pub files: Vec<FileFindings>,
    /// How many more files have findings; empty if all are listed.
    pub unlisted: String,
    /// Fields older than the book allows, the oldest first; at most two hundred.
    pub stale: Vec<StaleRow>,
    /// How much is known of the accounts of which something is not, the least first; at most two hundred.
    pub coverage: Vec<CoverageRow>,
    /// Accounts of which everything is known.
    pub n_complete: usize,
    /// The same, as a sentence.
    pub complete: String,
}

/// The findings of one file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FileFindings {
    /// The file, leading to the page made from it.
    pub file: Link,
    /// Its findings.
    pub findings: Vec<FindingRow>,
}

/// A stale field of an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct StaleRow {
    /// Whose; nothing on the account's own page.
    pub account: Option<Link>,
    /// The field's key.
    pub field: String,
    /// Days since its date.
    pub age_days: i64,
    /// Days allowed.
    pub max_age_days: i64,
}

/// How much is known of an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CoverageRow {
    /// Which.
    pub account: Link,
    /// Coverage of its value, percent.
    pub coverage: String,
    /// What the value could still be.
    pub interval: Option<Interval>,
    /// False where there is too little for a tier.
    pub is_sufficient: bool,
}

/// Views the quality of the book.
pub fn view(scope: Scope<'_>) -> QualityPage {
    let mut files: BTreeMap<&str, Vec<FindingRow>> = BTreeMap::new();
    for finding in scope.shared.findings.iter() {
        let rows = files.entry(&finding.place.file).or_default();
        rows.push(scope.finding(finding));
    }
    let n = scope.shared.findings.len();
    let n_files = files.len();
    let lead = if n == 0 {
        scope.say("no_findings")
    } else {
        scope.pick(
            format!("{n_files} 个文件里有 {n} 条。"),
            format!(
                "{n} finding{} in {n_files} file{}.",
                if n == 1 { "" } else { "s" },
                if n_files == 1 { "" } else { "s" }
            ),
        )
    };
    let accounts = scope.shared.assessment.accounts.values();
    let values = accounts.filter_map(|account| account.own.value.as_ref());
    let n_complete = values.filter(|value| value.low == value.high).count();
    QualityPage {
        lead,
        files: files
            .into_iter()
            .take(FILES)
            .map(|(file, findings)| FileFindings {
                file: Link {
                    text: file.to_owned(),
                    href: findings.first().and_then(|finding| finding.page.clone()),
                },
                findings,
            })
            .collect(),
        unlisted: match n_files.saturating_sub(FILES) {
            0 => String::new(),
            n => scope.pick(
                format!("另有 {n} 个文件，见各自的页面。"),
                format!("{n} more files: see their own pages."),
            ),
        },
        stale: stale(scope),
        coverage: coverage(scope),
        n_complete,
        complete: scope.pick(
            format!("{n_complete} 家客户的价值已有完整依据。"),
            format!(
                "The value of {n_complete} account{} rests on complete evidence.",
                if n_complete == 1 { "" } else { "s" }
            ),
        ),
    }
}

fn stale(scope: Scope<'_>) -> Vec<StaleRow> {
    let accounts = &scope.shared.assessment.accounts;
    let mut rows: Vec<StaleRow> = accounts
        .iter()
        .flat_map(|(id, account)| account.own.stale.iter().map(move |field| (id, field)))
        .map(|(id, field)| StaleRow {
            account: Some(scope.account(id)),
            field: field.field.to_owned(),
            age_days: field.age_days,
            max_age_days: field.max_age_days,
        })
        .collect();
    // The sort is stable, so that equal ages stay in the order of accounts.
    rows.sort_by_key(|row| row.max_age_days - row.age_days);
    rows.truncate(ROWS);
    rows
}

fn coverage(scope: Scope<'_>) -> Vec<CoverageRow> {
    let accounts = &scope.shared.assessment.accounts;
    let mut known: Vec<_> = accounts
        .iter()
        .filter_map(|(id, account)| Some((id, account.own.value.as_ref()?)))
        .filter(|(_, value)| value.low != value.high)
        .collect();
    known.sort_by(|(a_id, a), (b_id, b)| a.coverage.cmp(&b.coverage).then_with(|| a_id.cmp(b_id)));
    known
        .into_iter()
        .take(ROWS)
        .map(|(id, value)| CoverageRow {
            account: scope.account(id),
            coverage: format::percent(&value.coverage, 0),
            interval: Some(scope.interval(value)),
            is_sufficient: value.is_sufficient,
        })
        .collect()
}
