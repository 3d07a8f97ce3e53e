//! Rules of service: R3 delivery nobody owns, R11 thin relations.

use crate::model::date::days_between;
use crate::render::format;
use crate::render::scope::Scope;
use crate::render::view::models::fact;
use crate::render::view::models::pick::Picked;
use crate::render::view::models::primer::DOSSIER;
use crate::render::view::models::primer::Home;
use crate::render::view::models::primer::clause;
use crate::render::view::models::primer::input;
use crate::render::view::models::rules::Rule;
use crate::render::view::models::rules::Sums;
use crate::render::view::models::sums::line;
use crate::render::view::models::sums::times;

pub(in crate::render::view::models) const DELIVERY: Rule = Rule {
    number: 3,
    lead: (
        "交付出了问题，内部互相推：没有恰好一个人负责的问题还开着。",
        "Something went wrong in delivery and is passed around: an open issue has not exactly one person accountable.",
    ),
    inputs: &[
        input(
            "",
            ("问题何时提出", "when an issue was opened"),
            DOSSIER,
            "issues[].opened",
        ),
        input(
            "",
            (
                "谁负责；没写或不止一人都算没人",
                "who is accountable; nobody or several counts as nobody",
            ),
            DOSSIER,
            "issues[].accountable",
        ),
        input(
            "",
            (
                "何时关闭；没写就是还开着",
                "when it was closed; open if not written",
            ),
            DOSSIER,
            "issues[].closed",
        ),
    ],
    formula: &[clause(
        "有这样的问题：中；最久的一个超过界限天数：高。",
        "With any such issue: medium; with the oldest beyond the limit of days: high.",
        "",
    )],
    tests: &["oldest_days"],
    limits: |scope, rules| {
        vec![fact(
            scope.pick("天数至多", "Days at most"),
            rules.r3_max_days.to_string(),
        )]
    },
    sums: Sums::Account(delivery),
};

fn delivery(scope: Scope<'_>, picked: Picked<'_>) -> Vec<String> {
    let as_of = scope.book().as_of;
    let issues = picked.account.issues.iter();
    let unowned = issues.filter(|issue| issue.closed.is_none() && issue.accountable.len() != 1);
    unowned
        .map(|issue| {
            let name = match &issue.text {
                Some(text) => scope.text(text),
                None => issue.id.value.to_string(),
            };
            let opened = issue.opened.value;
            let days = days_between(opened, as_of);
            scope.pick(
                format!("{name}：{opened} 提出，到 {as_of} 共 {days} 天"),
                format!("{name}: opened {opened}, {days} days to {as_of}"),
            )
        })
        .collect()
}

pub(in crate::render::view::models) const THIN_RELATIONS: Rule = Rule {
    number: 11,
    lead: (
        "很久没人联系，或者服务跟不上。",
        "Nobody has spoken to them for long, or they are not well served.",
    ),
    inputs: &[
        input(
            "",
            ("最近一次联系", "last contact"),
            DOSSIER,
            "contacts[].coverage[].last",
        ),
        input(
            "",
            ("联络台账里的日期", "dates of the ledger of interactions"),
            Home::Ledger("interactions"),
            "date",
        ),
        input(
            "",
            ("服务维度的得分", "score of the service perspective"),
            DOSSIER,
            "value.*",
        ),
    ],
    formula: &[
        clause(
            "天数 d：到本书截至日，离最近一次联系过了几天；界限是默认间隔的若干倍。",
            "Days d since the newest contact; the limit is so many times the default days between contacts.",
            "d > k × n",
        ),
        clause("服务分低于界限。", "The service score is below its limit.", ""),
        clause(
            "占一条是中，两条都占是高。",
            "One of the two is medium, both are high.",
            "",
        ),
    ],
    tests: &["days", "service"],
    limits: |scope, rules| {
        vec![
            fact(
                scope.pick("天数至多 k × n", "Days at most k × n"),
                format!(
                    "{} × {}",
                    format::number(&rules.r11_max_times, 4),
                    rules.cadence_days
                ),
            ),
            fact(
                scope.pick("服务分至少", "Service score at least"),
                format::number(&rules.r11_min_service, 4),
            ),
        ]
    },
    sums: Sums::Account(thin_relations),
};

fn thin_relations(scope: Scope<'_>, picked: Picked<'_>) -> Vec<String> {
    let rules = &scope.book().rulers.rules;
    let as_of = scope.book().as_of;
    let limit = times(&rules.r11_max_times, rules.cadence_days);
    let mut lines = Vec::new();
    if let Some(last) = picked.assessed.linked.last_contact {
        let days = days_between(last, as_of);
        lines.push(scope.pick(
            format!("最近联系 {last}，到 {as_of} 共 {days} 天"),
            format!("Last contact {last}, {days} days to {as_of}"),
        ));
    }
    if let Some(value) = limit.value(None) {
        lines.push(line("k × n", &limit, &value, 4, ""));
    }
    lines
}
