//! Rules of what is owed to us: R7 receivables, R8 cash.

use crate::engine::financials::newest;
use crate::engine::indicators::IndicatorKey;
use crate::model::exact::Exact;
use crate::render::format;
use crate::render::scope::Scope;
use crate::render::view::models::fact;
use crate::render::view::models::measures;
use crate::render::view::models::pick::Picked;
use crate::render::view::models::primer::DOSSIER;
use crate::render::view::models::primer::Home;
use crate::render::view::models::primer::clause;
use crate::render::view::models::primer::input;
use crate::render::view::models::rules::Rule;
use crate::render::view::models::rules::Sums;
use crate::render::view::models::sums::line;
use crate::render::view::models::sums::minus;
use crate::render::view::models::sums::over;
use crate::render::view::models::sums::total;

pub(in crate::render::view::models) const RECEIVABLES: Rule = Rule {
    number: 7,
    lead: (
        "欠款里逾期的多，或者收钱比说好的晚得多。",
        "Much of what is owed is overdue, or it comes in far later than agreed.",
    ),
    inputs: &[
        input(
            "o",
            ("应收余额", "outstanding"),
            DOSSIER,
            "financials[].outstanding",
        ),
        input("v", ("其中逾期", "overdue"), DOSSIER, "financials[].overdue"),
        input(
            "t",
            ("账期（天），最近一期写明的", "terms in days, the newest stated"),
            DOSSIER,
            "financials[].terms_days",
        ),
        input(
            "c",
            (
                "平均收款周期，由发票与回款台账得出",
                "days to collect, of the ledgers of invoices and receipts",
            ),
            Home::Ledger("receipts"),
            "invoice",
        ),
    ],
    formula: &[
        clause(
            "逾期占应收：最近一期同时写明的一对；档案没写就用台账。",
            "Overdue over outstanding: the newest period that states both, else the ledgers.",
            "q = v ÷ o",
        ),
        clause("超出账期的天数。", "Days beyond the terms.", "e = c − t"),
        clause(
            "超过一个界限是中，两个都超过是高。",
            "One limit passed is medium, both are high.",
            "",
        ),
    ],
    tests: &["overdue", "days_over_terms"],
    limits: |scope, rules| {
        vec![
            fact(
                scope.pick("逾期占应收至多", "Overdue over outstanding at most"),
                format::number(&rules.r7_max_overdue, 4),
            ),
            fact(
                scope.pick("超出账期至多（天）", "Days beyond the terms at most"),
                format::number(&rules.r7_max_days_over_terms, 4),
            ),
        ]
    },
    sums: Sums::Account(receivables),
};

fn receivables(scope: Scope<'_>, picked: Picked<'_>) -> Vec<String> {
    let linked = &picked.assessed.linked;
    let mut lines = Vec::new();
    if let Some(owed) = &linked.receivables {
        let sum = over(&owed.overdue, &owed.outstanding);
        lines.extend(sum.value(None).map(|value| line("q", &sum, &value, 4, "")));
    }
    let terms = newest(&picked.account.financials, scope.book().as_of, |row| {
        row.beside.terms_days
    });
    if let Some((days, terms)) = linked.indicators.get(IndicatorKey::AvgCollectDays).zip(terms) {
        let sum = minus(days, terms);
        lines.extend(sum.value(None).map(|value| line("e", &sum, &value, 4, "")));
    }
    lines
}

pub(in crate::render::view::models) const CASH: Rule = Rule {
    number: 8,
    lead: (
        "欠着我们的钱，要好几个月的回款才收得完。",
        "What is owed to us takes many months of receipts to come in.",
    ),
    inputs: &[
        input(
            "O",
            (
                "应收余额；档案没写就用台账",
                "outstanding; of the ledgers where the dossier states none",
            ),
            DOSSIER,
            "financials[].outstanding",
        ),
        input(
            "E",
            ("一年的回款", "receipts of the year"),
            DOSSIER,
            "financials[].receipts",
        ),
        input(
            "",
            (
                "没写经营数据的客户：台账的回款",
                "receipts of the ledgers, for accounts without typed periods",
            ),
            Home::Ledger("receipts"),
            "amount",
        ),
    ],
    formula: &[
        clause(
            "月数：应收合计除以平均每月回款；只算两样都已知的客户。",
            "Months: the sum owed over the mean month of receipts, over accounts of which both are known.",
            "q = Σ O ÷ (Σ E ÷ 12)",
        ),
        clause("月数超过界限：中。", "Months above the limit: medium.", ""),
    ],
    tests: &["months"],
    limits: |scope, rules| {
        vec![fact(
            scope.pick("月数至多", "Months at most"),
            format::number(&rules.r8_max_months, 4),
        )]
    },
    sums: Sums::Book(cash),
};

fn cash(scope: Scope<'_>) -> Vec<String> {
    let both: Vec<(Exact, Exact)> = scope
        .shared
        .assessment
        .accounts
        .values()
        .filter_map(|account| {
            let owed = account.linked.receivables.as_ref()?;
            Some((owed.outstanding.clone(), account.linked.year.receipts.clone()?))
        })
        .collect();
    let unit = measures::money(scope);
    let mut lines = Vec::new();
    let mut summed = |name: &str, values: Vec<Exact>| {
        let (sum, word) = total(scope, &values);
        let value = sum.value(None).unwrap_or_default();
        lines.extend(word);
        lines.push(line(name, &sum, &value, 2, &unit));
        value
    };
    let owed = summed("Σ O", both.iter().map(|pair| pair.0.clone()).collect());
    let receipts = summed("Σ E", both.into_iter().map(|pair| pair.1).collect());
    if let Some(months) = &scope.shared.assessment.portfolio.months_owed {
        lines.push(line("q", &over(&owed, over(&receipts, 12)), months, 4, ""));
    }
    lines
}
