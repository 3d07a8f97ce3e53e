//! Doubts that only computing shows: stated against computed, idle overrides, failed assertions, stale and missing fields.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diag::Code;
use crate::diag::Finding;
use crate::diag::Place;
use crate::engine::account_doubts::Dossier;
use crate::engine::assessment::AccountAssessment;
use crate::engine::assessment::Assessment;
use crate::engine::industry_doubts::stated_benchmarks;
use crate::engine::industry_doubts::stated_industry;
use crate::model::account::Account;
use crate::model::book::Book;
use crate::model::book::Page;
use crate::model::exact::Exact;
use crate::model::id::Id;
use crate::words;

/// Doubts about each account; those without one are not in it.
pub fn of_accounts(
    book: &Book,
    accounts: &BTreeMap<Id, Arc<AccountAssessment>>,
) -> BTreeMap<Id, Vec<Finding>> {
    let doubts = accounts.iter().filter_map(|(id, result)| {
        let doubts = of_account(book, book.accounts.get(id)?, result);
        (!doubts.is_empty()).then(|| (id.clone(), doubts))
    });
    doubts.collect()
}

/// Doubts about one account.
pub fn of_account(book: &Book, page: &Page<Account>, result: &AccountAssessment) -> Vec<Finding> {
    let dossier = Dossier {
        file: &page.file,
        account: &page.data,
        result,
    };
    dossier.doubts(book.rulers.value.as_ref())
}

/// Doubts about everything that is no account.
pub fn beside_accounts(book: &Book, assessment: &Assessment) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (id, score) in &assessment.industries {
        if let Some(page) = book.industries.get(id) {
            stated_industry(
                &page.file,
                &page.data,
                score,
                &assessment.benchmarks,
                &mut findings,
            );
        }
    }
    for model in book.rulers.attractiveness.values() {
        if let Some(file) = book.model_files.get(&model.id) {
            stated_benchmarks(file, model, assessment, &mut findings);
        }
    }
    for (id, result) in &assessment.landscapes {
        if let Some(sheet) = book.landscapes.get(id) {
            for assertion in result.assertions.iter().filter(|has| has.holds == Some(false)) {
                let text = &assertion.text;
                findings.push(Finding {
                    code: Code::FailedAssertion,
                    place: Place::at(&sheet.file, assertion.at),
                    field: "assertions".to_owned(),
                    message: words!("断言不成立：`{text}`", "the assertion `{text}` does not hold"),
                    hint: words!(
                        "核对坐标和标签，或删去这条断言",
                        "check the positions and tags, or drop the assertion"
                    ),
                });
            }
        }
    }
    findings
}

/// A stated total that differs from the computed one by `difference` = stated − computed.
pub fn stated_total(place: Place, field: String, stated: &Exact, difference: &Exact) -> Finding {
    let (computed, stated) = ((stated - difference).short(4), stated.short(4));
    let difference = difference.short(4);
    Finding {
        code: Code::StatedTotal,
        place,
        field,
        message: words!(
            "写明的合计 `{stated}` 与计算的 `{computed}` 相差 {difference}",
            "the stated total `{stated}` differs from the computed `{computed}` by {difference}"
        ),
        hint: words!(
            "核对各项，或保留原数：两个数都会显示",
            "check the items, or keep the printed figure: both are shown"
        ),
    }
}
