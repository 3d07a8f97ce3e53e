//! Charts placed in texts are of something that is there.

use std::sync::Arc;

use crate::content::cross::Scope;
use crate::content::cross::register::ACCOUNT;
use crate::content::cross::register::ATTRACTIVENESS;
use crate::content::cross::register::COMPOSITION;
use crate::content::cross::register::INDUSTRY;
use crate::content::cross::register::Kind;
use crate::content::cross::register::LANDSCAPE;
use crate::content::cross::register::SCORECARD;
use crate::content::cross::register::register;
use crate::content::cross::report::Report;
use crate::content::cross::report::point;
use crate::diag::Code;
use crate::diag::Finding;
use crate::model::book::Body;
use crate::model::book::Page;
use crate::model::book::PageKind;
use crate::model::placed::Placed;
use crate::model::placed::Subject;
use crate::words;

pub(super) fn check(scope: Scope, findings: &mut Vec<Finding>) {
    let book = scope.book;
    let mut text = |kind: PageKind, file: &Arc<str>, body: &Body| {
        if body.placed.iter().all(Option::is_none) {
            return;
        }
        let mut report = Report::new(scope, file);
        for placed in body.placed.iter().flatten() {
            subject(scope, kind, placed, &mut report);
        }
        findings.append(&mut report.findings);
    };
    fn of<T>(page: &Arc<Page<T>>) -> (&Arc<str>, &Body) {
        (&page.file, &page.body)
    }
    let mut all = |kind, pages: Vec<(&Arc<str>, &Body)>| {
        for (file, body) in pages {
            text(kind, file, body);
        }
    };
    all(PageKind::Account, book.accounts.values().map(of).collect());
    all(PageKind::Industry, book.industries.values().map(of).collect());
    all(PageKind::Competitor, book.competitors.values().map(of).collect());
    all(PageKind::Playbook, book.playbook.values().map(of).collect());
    all(PageKind::Case, book.cases.values().map(of).collect());
}

fn subject(scope: Scope, own: PageKind, placed: &Placed, report: &mut Report<'_>) {
    let book = scope.book;
    let chart = placed.chart.word();
    if let Some(model) = &placed.model {
        report.refer(
            &register(&SCORECARD, &book.rulers.scorecards),
            model,
            format_args!("model"),
        );
    }
    let kind = match placed.chart.subject() {
        Subject::Book => {
            if placed.of.is_some() {
                report.add(
                    Code::UnknownKey,
                    point(placed.at, format_args!("of")),
                    words!("`{chart}` 画的是全部客户", "`{chart}` is drawn of all accounts"),
                    words!("去掉 `of`", "take `of` out"),
                );
            }
            return;
        }
        Subject::BookOrAccount => PageKind::Account,
        Subject::Model => {
            let models = register(&ATTRACTIVENESS, &book.rulers.attractiveness);
            match &placed.of {
                Some(of) => report.refer(&models, of, format_args!("of")),
                None if book.rulers.attractiveness.len() == 1 => {}
                None => unnamed(placed, &ATTRACTIVENESS, report),
            }
            return;
        }
        Subject::Page(kind) => kind,
    };
    let names = match kind {
        PageKind::Industry => register(&INDUSTRY, &book.industries),
        PageKind::Composition => register(&COMPOSITION, &book.compositions),
        PageKind::Landscape => register(&LANDSCAPE, &book.landscapes),
        _ => register(&ACCOUNT, &book.accounts),
    };
    match &placed.of {
        Some(of) => report.refer(&names, of, format_args!("of")),
        None if own == kind || placed.chart.subject() == Subject::BookOrAccount => {}
        None => unnamed(placed, names.kind, report),
    }
}

fn unnamed(placed: &Placed, kind: &Kind, report: &mut Report<'_>) {
    let chart = placed.chart.word();
    let (zh, en) = (kind.zh, kind.en);
    report.add(
        Code::MissingField,
        point(placed.at, format_args!("of")),
        words!(
            "`{chart}` 没有说画哪个{zh}",
            "`{chart}` does not say of which {en}"
        ),
        words!("加一行 `of: 编号`", "add a line `of: id`"),
    );
}
