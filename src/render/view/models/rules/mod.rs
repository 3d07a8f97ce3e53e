//! The page of the risk rules R1 – R12: what each reads, its limit in this book, whom it concerns now, a case worked out.

mod book;
mod outcome;
mod owed;
mod people;
mod prices;
mod profit;
mod service;

use crate::engine::assessment::AccountAssessment;
use crate::engine::risk::RiskLevel;
use crate::engine::risk::RiskResult;
use crate::model::account::BuyingRole;
use crate::model::account::RiskState;
use crate::model::book::PageKind;
use crate::model::rulers::Rules;
use crate::render::format;
use crate::render::scope::Scope;
use crate::render::view::models::Example;
use crate::render::view::models::ModelPage;
use crate::render::view::models::Part;
use crate::render::view::models::fact;
use crate::render::view::models::pick::Picked;
use crate::render::view::models::primed;
use crate::render::view::models::primer;
use crate::render::view::models::primer::Both;
use crate::render::view::models::primer::Clause;
use crate::render::view::models::primer::Input;
use crate::render::view::models::primer::Primer;
use crate::render::view::models::primer::RULES;
use crate::render::view::models::primer::Shown;
use crate::render::view::models::primer::clause;
use crate::render::view::models::primer::input;
use crate::render::view::models::primer::said;
use crate::render::view::models::rules::outcome::outcome;
use crate::render::view::parts::Fact;
use crate::render::view::parts::Link;
use crate::render::view::rule_words::rule_name;

/// Accounts named under a rule; the rest are counted.
const NAMED: usize = 24;

/// One rule.
pub(super) struct Rule {
    /// 1..=12.
    pub(super) number: u8,
    /// When it is raised, in a sentence.
    pub(super) lead: Both,
    /// What it reads.
    pub(super) inputs: &'static [Input],
    /// How it reckons.
    pub(super) formula: &'static [Clause],
    /// The inputs it compares with a limit, by their keys in the export.
    pub(super) tests: &'static [&'static str],
    /// Its limits in this book.
    pub(super) limits: fn(Scope<'_>, &Rules) -> Vec<Fact>,
    /// The sums behind the inputs of a case.
    pub(super) sums: Sums,
}

/// Whose sums a rule shows.
pub(super) enum Sums {
    /// Those of an account.
    Account(fn(Scope<'_>, Picked<'_>) -> Vec<String>),
    /// Those of the accounts together.
    Book(fn(Scope<'_>) -> Vec<String>),
}

/// Every rule, by number.
pub(super) const ALL: [&Rule; 12] = [
    &people::KEY_PERSON,
    &people::HOSTAGE_BUYER,
    &service::DELIVERY,
    &prices::PRICE_WAR,
    &profit::EXPENSIVE,
    &profit::VOLUME_WITHOUT_PROFIT,
    &owed::RECEIVABLES,
    &owed::CASH,
    &book::SIZE_BIAS,
    &prices::DISCOUNT_LEAKAGE,
    &service::THIN_RELATIONS,
    &profit::CONCENTRATION,
];

pub(super) const PRIMER: Primer = Primer {
    purpose: (
        "十二条规则每次发布都重算一遍，把档案里已经写着、却容易看不见的危险说出来。算出的风险删不掉，只能带期限接受，或者着手处理。",
        "Twelve rules are worked out anew each time the book is published, and say what stands in the dossiers but is easily overlooked. A computed risk cannot be deleted, only accepted until a day, or worked on.",
    ),
    inputs: &[
        input(
            "",
            (
                "各规则的界限；没写的取默认值",
                "limits of the rules; what is not written has its default",
            ),
            RULES,
            "R1",
        ),
        input(
            "",
            (
                "对某条规则的回应：接受到哪天，或正在处理",
                "the answer to a rule: accepted until a day, or being worked on",
            ),
            primer::DOSSIER,
            "risks[].rule",
        ),
    ],
    formula: &[
        clause(
            "两个界限的规则：越过一个是中，两个都越过是高（另有写明的除外）。",
            "Of two limits, one passed is medium and both are high, where the rule does not say otherwise.",
            "",
        ),
        clause(
            "接受到期、没有期限的接受、已关闭的回应：风险仍算未处理。",
            "An acceptance that is past or has no day, and an answer that is closed, leave the risk open.",
            "",
        ),
    ],
    edges: &[(
        "输入未知就不触发：不知道不等于有风险，也不等于没有；缺什么看质量页与各客户页。",
        "An unknown input raises nothing: not known is neither a risk nor its absence; what is missing stands on the quality page and on the accounts’ pages.",
    )],
    units: &[
        (("等级", "Level"), ("中、高", "medium, high")),
        (
            ("状态", "State"),
            ("未处理、已接受、处理中", "open, accepted, mitigating"),
        ),
    ],
    sources: &[(
        "十二条规则对应工业品营销研究中心培训稿（约 2007 年）里三份“痛点”清单；算法与默认界限由 Keybook 定。",
        "The twelve rules answer the three lists of pains in the IMSC training deck of about 2007; formulas and default limits are Keybook’s.",
    )],
    deck: &[(
        "原稿只说痛处，没有数：公司、销售主管、客户经理三份清单各编各的号，这里合成一套。",
        "The deck names pains without numbers, in three lists with numbers of their own, for the company, its sales head and its account managers; here they are one set.",
    )],
    shown: &[Shown::Portfolio, Shown::Each(PageKind::Account)],
    keys: &["accounts[].risks", "portfolio.risks"],
};

pub(super) fn page(scope: Scope<'_>) -> ModelPage {
    let rules = &scope.book().rulers.rules;
    let roles = |roles: &[BuyingRole]| {
        let names: Vec<String> = roles
            .iter()
            .map(|role| role.label(scope.lang).to_owned())
            .collect();
        format::joined(&names, scope.lang)
    };
    ModelPage {
        facts: vec![
            fact(
                scope.pick("多强算有联系", "Strength of a thread"),
                format::number(&rules.thread, 4),
            ),
            fact(
                scope.pick("默认联系间隔（天）", "Default days between contacts"),
                rules.cadence_days.to_string(),
            ),
            fact(
                scope.pick("必须联系到的角色", "Roles that must be reached"),
                roles(&rules.required_roles),
            ),
            fact(
                scope.pick("算作采购的角色", "Roles that count as buying"),
                roles(&rules.buying_roles),
            ),
        ],
        parts: ALL.iter().map(|rule| part(scope, rule)).collect(),
        ..primed(scope, "rules", &PRIMER)
    }
}

/// `R1 关键人`.
pub(super) fn title(scope: Scope<'_>, rule: &Rule) -> String {
    format!("R{} {}", rule.number, rule_name(scope, rule.number))
}

fn part(scope: Scope<'_>, rule: &Rule) -> Part {
    let raised = raised(scope, rule.number);
    let names = raised
        .iter()
        .take(NAMED)
        .map(|(picked, _)| scope.account(picked.id));
    Part {
        id: format!("r{}", rule.number),
        title: title(scope, rule),
        lead: said(scope, rule.lead),
        formula: primer::clauses(scope, rule.formula),
        inputs: primer::inputs(scope, rule.inputs),
        facts: (rule.limits)(scope, &scope.book().rulers.rules),
        tables: Vec::new(),
        status: status(scope, rule, &raised),
        accounts: names.collect(),
        example: example(scope, rule, &raised),
        no_example: scope.pick(
            "现在没有触发，所以没有算例。",
            "It is not raised now, so there is no case to work out.",
        ),
    }
}

/// Accounts that raise a rule, by id.
fn raised(scope: Scope<'_>, number: u8) -> Vec<(Picked<'_>, &RiskResult)> {
    let accounts = &scope.shared.assessment.accounts;
    let of = |id, assessed| {
        let account = scope.dossier(id)?;
        let risk = of_rule(assessed, number)?;
        Some((
            Picked {
                id,
                account,
                assessed,
            },
            risk,
        ))
    };
    accounts
        .iter()
        .filter_map(|(id, assessed)| of(id, assessed))
        .collect()
}

fn of_rule(assessed: &AccountAssessment, number: u8) -> Option<&RiskResult> {
    assessed.risks.iter().find(|risk| risk.rule == number)
}

fn of_book(scope: Scope<'_>, number: u8) -> Option<&RiskResult> {
    let portfolio = &scope.shared.assessment.portfolio;
    portfolio.risks.iter().find(|risk| risk.rule == number)
}

fn status(scope: Scope<'_>, rule: &Rule, raised: &[(Picked<'_>, &RiskResult)]) -> String {
    let book = of_book(scope, rule.number).map(|risk| {
        let level = risk.level.label(scope.lang);
        scope.pick(
            format!("全书合起来触发（{level}）。"),
            format!("The accounts together raise it ({level})."),
        )
    });
    if matches!(rule.sums, Sums::Book(_)) {
        return book
            .unwrap_or_else(|| scope.pick("全书合起来没有触发。", "The accounts together do not raise it."));
    }
    let count = |of: &dyn Fn(&RiskResult) -> bool| raised.iter().filter(|(_, risk)| of(risk)).count();
    let (high, medium) = (
        count(&|risk| risk.level == RiskLevel::High),
        count(&|risk| risk.level == RiskLevel::Medium),
    );
    let (accepted, mitigating) = (
        count(&|risk| risk.state == RiskState::Accepted),
        count(&|risk| risk.state == RiskState::Mitigating),
    );
    let n = scope.shared.assessment.accounts.len();
    let own = if raised.is_empty() {
        scope.pick(
            format!("{n} 家客户现在都没有触发。"),
            format!("None of {n} accounts raises it now."),
        )
    } else {
        let all = raised.len();
        scope.pick(
            format!("{n} 家中有 {all} 家触发：高 {high} 家，中 {medium} 家；其中已接受 {accepted} 家，处理中 {mitigating} 家。"),
            format!("{all} of {n} raise it: {high} high, {medium} medium; {accepted} accepted, {mitigating} being worked on."),
        )
    };
    match book {
        Some(book) => scope.pick(format!("{own}{book}"), format!("{own} {book}")),
        None => own,
    }
}

/// The first account by id of the highest level that is raised; for a rule of the book, the book.
fn example(scope: Scope<'_>, rule: &Rule, raised: &[(Picked<'_>, &RiskResult)]) -> Option<Example> {
    match rule.sums {
        Sums::Account(sums) => {
            let most = raised.iter().map(|(_, risk)| risk.level).max()?;
            let (picked, risk) = raised.iter().find(|(_, risk)| risk.level == most)?;
            Some(Example {
                subject: scope.account(picked.id),
                picked: scope.pick(
                    "取触发等级最高的客户中编号最前的。",
                    "The first account by id of the highest level raised.",
                ),
                table: None,
                lines: sums(scope, *picked)
                    .into_iter()
                    .chain(outcome(scope, rule, risk))
                    .collect(),
            })
        }
        Sums::Book(sums) => {
            let risk = of_book(scope, rule.number)?;
            Some(Example {
                subject: Link::plain(scope.pick("全部客户", "All accounts")),
                picked: String::new(),
                table: None,
                lines: sums(scope)
                    .into_iter()
                    .chain(outcome(scope, rule, risk))
                    .collect(),
            })
        }
    }
}
