//! Superlatives say who says so.

use crate::content::cross::Scope;
use crate::content::cross::report::Report;
use crate::content::cross::report::key;
use crate::content::cross::report::point;
use crate::diag::At;
use crate::diag::Code;
use crate::diag::Finding;
use crate::model::account::Account;
use crate::model::account::Claim;
use crate::model::book::Page;
use crate::model::text::Text;
use crate::words;

/// Words that claim a rank whatever stands around them; English in lower case.
const ALWAYS: [&str; 14] = [
    "第一人",
    "第一名",
    "第一品牌",
    "排名第一",
    "位居第一",
    "市场第一",
    "独一无二",
    "首屈一指",
    "遥遥领先",
    "number one",
    "world's first",
    "world's largest",
    "world's best",
    "world's leading",
];
/// Words that claim a rank within a field named shortly before.
const WITHIN: [&str; 6] = ["第一", "唯一", "最大", "最强", "最好", "领先"];
/// Fields in which a rank may be claimed.
const FIELDS: [&str; 12] = [
    "全球", "世界", "国际", "亚洲", "全国", "国内", "中国", "全省", "全市", "行业", "业内", "业界",
];
/// So many characters may stand between the field and the rank.
const REACH: usize = 8;
/// What makes 第一 a plain ordinal: 第一次, 第一季度 …
const ORDINAL: &str = "次步批季年届个阶代期天方线时章节月周轮";

/// Checks the claims of a dossier.
pub(super) fn account(_: Scope, page: &Page<Account>, report: &mut Report) {
    for (n, rival) in page.data.competitors.iter().enumerate() {
        for (list, claims) in [("strengths", &rival.strengths), ("weaknesses", &rival.weaknesses)] {
            for (m, claim) in claims.iter().enumerate() {
                sourced(claim, format_args!("competitors[{n}].{list}[{m}]"), report);
            }
        }
    }
}

/// Checks the claims of competitors, industries and cases.
pub(super) fn pages(scope: Scope, findings: &mut Vec<Finding>) {
    for page in scope.book.competitors.values() {
        let mut report = Report::new(scope, &page.file);
        for (list, claims) in [
            ("strengths", &page.data.strengths),
            ("weaknesses", &page.data.weaknesses),
        ] {
            for (n, claim) in claims.iter().enumerate() {
                sourced(claim, format_args!("{list}[{n}]"), &mut report);
            }
        }
        findings.append(&mut report.findings);
    }
    for page in scope.book.industries.values() {
        let mut report = Report::new(scope, &page.file);
        for (list, claims) in [("policy", &page.data.policy), ("trends", &page.data.trends)] {
            for (n, claim) in claims.iter().enumerate() {
                sourced(claim, format_args!("{list}[{n}]"), &mut report);
            }
        }
        findings.append(&mut report.findings);
    }
    for page in scope.book.cases.values() {
        let mut report = Report::new(scope, &page.file);
        if let Some(text) = &page.data.claim {
            said(
                text,
                page.data.source.as_deref(),
                (key(&page.data.keys, "claim"), format_args!("claim")),
                &mut report,
            );
        }
        findings.append(&mut report.findings);
    }
}

fn sourced(claim: &Claim, field: std::fmt::Arguments<'_>, report: &mut Report) {
    said(&claim.text, claim.source.as_deref(), (claim.at, field), report);
}

fn said(text: &Text, source: Option<&str>, (at, field): (At, std::fmt::Arguments<'_>), report: &mut Report) {
    if source.is_some_and(|source| !source.trim().is_empty()) {
        return;
    }
    let Some(words) = text.written().find_map(superlative) else {
        return;
    };
    report.add(
        Code::UnsourcedClaim,
        point(at, field),
        words!("“{words}”没有出处", "`{words}` is claimed without a source"),
        words!(
            "写上 `source`，或换成能查证的说法",
            "add a `source`, or say something that can be checked"
        ),
    );
}

/// The words of a text that claim a rank, if there are such.
fn superlative(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    if let Some(words) = ALWAYS.iter().find(|words| lower.contains(*words)) {
        return Some((*words).to_owned());
    }
    if let Some(words) = ["no. 1", "no.1", "no 1", "#1"]
        .iter()
        .find(|words| is_whole(&lower, words))
    {
        return Some((*words).to_owned());
    }
    WITHIN.iter().find_map(|words| {
        let (before, after) = text.split_once(words)?;
        let is_ordinal = *words == "第一" && after.starts_with(|c| ORDINAL.contains(c));
        let near: String = before
            .chars()
            .rev()
            .take_while(|c| !matches!(c, '，' | '。' | '；' | '\n'))
            .take(REACH)
            .collect();
        let near: String = near.chars().rev().collect();
        let field = FIELDS.iter().find(|field| near.contains(*field))?;
        (!is_ordinal).then(|| format!("{field}…{words}"))
    })
}

/// True if the words stand in the text and no digit or letter goes on.
fn is_whole(text: &str, words: &str) -> bool {
    text.split(words)
        .skip(1)
        .any(|after| !after.starts_with(|c: char| c.is_ascii_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rank_is_a_superlative_and_an_ordinal_is_not() {
        for (text, expected) in [
            ("全球市场份额第一", true),
            ("国内唯一的服务商", true),
            ("工业品营销第一人", true),
            ("The No. 1 in Asia", true),
            ("the world's largest vendor", true),
            ("国内第一次上线", false),
            ("第一季度上线", false),
            ("全国巡展，第一站在此", false),
            ("No. 10 of the list", false),
            ("套件齐全", false),
        ] {
            assert_eq!(superlative(text).is_some(), expected, "{text}");
        }
    }
}
