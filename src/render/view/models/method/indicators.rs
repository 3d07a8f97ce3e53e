//! Single indicators 单一指标, by their four families.

mod families;

use crate::engine::indicators::IndicatorKey;
use crate::engine::indicators::IndicatorUnit;
use crate::model::book::PageKind;
use crate::model::exact::Exact;
use crate::model::ledger::LedgerTotals;
use crate::render::format;
use crate::render::scope::Scope;
use crate::render::view::models::Example;
use crate::render::view::models::Part;
use crate::render::view::models::fact;
use crate::render::view::models::head;
use crate::render::view::models::measures;
use crate::render::view::models::method::MethodView;
use crate::render::view::models::method::indicators::families::FAMILIES;
use crate::render::view::models::method::indicators::families::Family;
use crate::render::view::models::pick::Picked;
use crate::render::view::models::pick::most_known;
use crate::render::view::models::primer::Both;
use crate::render::view::models::primer::DOSSIER;
use crate::render::view::models::primer::Home;
use crate::render::view::models::primer::Primer;
use crate::render::view::models::primer::Shown;
use crate::render::view::models::primer::clause;
use crate::render::view::models::primer::input;
use crate::render::view::models::primer::said;
use crate::render::view::models::row;
use crate::render::view::parts::Grid;

pub(super) const METHOD: MethodView = MethodView {
    primer: PRIMER,
    facts: |scope| {
        let months = scope.book().settings.window_months;
        let files: Vec<String> = scope
            .book()
            .ledgers
            .files
            .iter()
            .map(|file| file.label(scope.lang).to_owned())
            .collect();
        let files = if files.is_empty() {
            scope.say("none")
        } else {
            format::joined(&files, scope.lang)
        };
        vec![
            fact(scope.pick("一年 W（月）", "Year W, months"), months.to_string()),
            fact(scope.pick("册中有的台账", "Ledgers of this book"), files),
        ]
    },
    parts,
    example: |_| None,
};

const PRIMER: Primer = Primer {
    purpose: (
        "从台账里直接数出来的二十九个量，分交易、财务、联络三族，加上客户特征一族：是分类、风险与 RFM 的原料，单看哪一个都不够。",
        "Twenty-nine numbers counted straight from the ledgers, of trade, finance and contact, beside the family of attributes: what classes, risks and RFM are made of. No one of them is enough.",
    ),
    inputs: &[
        input("", ("订单", "orders"), Home::Ledger("orders"), "amount"),
        input("", ("退货", "returns"), Home::Ledger("returns"), "amount"),
        input("", ("发票", "invoices"), Home::Ledger("invoices"), "due"),
        input(
            "",
            ("回款，冲哪张发票", "receipts, and the invoice they pay"),
            Home::Ledger("receipts"),
            "invoice",
        ),
        input("", ("联络", "interactions"), Home::Ledger("interactions"), "kind"),
        input(
            "",
            ("商机", "opportunities"),
            Home::Ledger("opportunities"),
            "probability",
        ),
        input(
            "",
            (
                "档案里数好的联络次数，写了就不读台账",
                "contacts counted in the dossier; where written, the ledger is not read",
            ),
            DOSSIER,
            "contact_stats[]",
        ),
        input("", ("客户特征", "attributes"), DOSSIER, "profile"),
    ],
    formula: &[
        clause(
            "一年 W：截至日以前的若干个月，含起点、不含截至日。",
            "The year W: so many months before the book’s day, the day itself left out.",
            "",
        ),
        clause(
            "某日的欠款：不晚于那天的发票，各减去不晚于那天冲它的回款，不足 0 按 0，加起来。",
            "Owed on a day: invoices up to it, each less the receipts for it up to that day, not below 0, added up.",
            "",
        ),
        clause(
            "逾期：其中到期日早于那天的。",
            "Overdue: of these, what was due before that day.",
            "",
        ),
    ],
    edges: &[
        (
            "册中没有那本台账：相应的量未知，不是 0。",
            "Without the ledger a number is unknown, not 0.",
        ),
        (
            "有台账而没有这家的行：次数与金额是 0，平均、最大、比例未知。",
            "With the ledger but no row of the account, counts and sums are 0; means, largest and ratios are unknown.",
        ),
        (
            "日期在截至日及以后的行，什么都不读它。",
            "Rows dated the book’s day or later are read by nothing.",
        ),
        (
            "写错的行跳过并提示，不影响其余。",
            "A row with a mistake is skipped with a finding, the others stand.",
        ),
    ],
    units: &[
        (("次数", "Counts"), ("0 以上的整数", "whole, from 0")),
        (
            ("金额", "Amounts"),
            ("本书币种，不含税", "the book’s currency, net of tax"),
        ),
        (("比例", "Ratios"), ("%", "%")),
        (("周期", "Cycles"), ("天", "days")),
    ],
    sources: &[(
        "工业品营销研究中心培训稿（约 2007 年）的“单一指标分类法”，交易、财务、联络、特征四类。",
        "The four kinds of single indicators of the IMSC training deck, about 2007: trade, finance, contact, attributes.",
    )],
    deck: &[
        (
            "原稿只有名目，没有窗口与分母：都由这里定。",
            "The deck has names alone; windows and divisors are set here.",
        ),
        (
            "原稿的“平均欠款”没说是应收还是逾期：两样都算。",
            "The deck’s average owed does not say whether outstanding or overdue: both are counted.",
        ),
        (
            "原稿还列了个人的年龄、婚姻、子女、喜好颜色等：个人信息写进不可改的历史里不合适，这里不设这些栏目。",
            "The deck also lists personal age, marriage, children and favourite colour: personal data has no place in a history that cannot be altered, so there are no such fields.",
        ),
    ],
    shown: &[Shown::Each(PageKind::Account), Shown::Here],
    keys: &["accounts[].indicators.*"],
};

fn parts(scope: Scope<'_>) -> Vec<Part> {
    let n_known = |picked: Picked<'_>| {
        IndicatorKey::all()
            .filter(|key| picked.assessed.linked.indicators.get(*key).is_some())
            .count()
    };
    let picked = most_known(scope, |picked| Some(n_known(picked)).filter(|n| *n > 0));
    let families = FAMILIES.iter().map(|family| part(scope, family, picked));
    families.chain([attributes(scope)]).collect()
}

fn part(scope: Scope<'_>, family: &Family, picked: Option<Picked<'_>>) -> Part {
    let value = |key: IndicatorKey| picked.and_then(|picked| picked.assessed.linked.indicators.get(key));
    let rows = family.indicators.iter().map(|(key, how)| {
        row(vec![
            (key.label(scope.lang).to_owned(), false),
            (key.word().to_owned(), false),
            (said(scope, *how), false),
            (shown(scope, *key, value(*key)), true),
        ])
    });
    Part {
        id: family.id.to_owned(),
        title: said(scope, family.title),
        lead: String::new(),
        formula: Vec::new(),
        inputs: Vec::new(),
        facts: Vec::new(),
        tables: vec![Grid {
            caption: said(scope, family.title),
            head: head(&[
                (scope.say("indicator"), false),
                (scope.pick("导出键", "Key"), false),
                (scope.say("formula"), false),
                (scope.say("worked_example"), true),
            ]),
            rows: rows.collect(),
        }],
        status: String::new(),
        accounts: Vec::new(),
        example: picked.and_then(|picked| example(scope, family, picked)),
        no_example: scope.say("no_example"),
    }
}

fn shown(scope: Scope<'_>, key: IndicatorKey, value: Option<&Exact>) -> String {
    let Some(value) = value else {
        return format::UNKNOWN.to_owned();
    };
    let unit = match key.unit() {
        IndicatorUnit::Money => measures::money(scope),
        IndicatorUnit::Percent => "%".to_owned(),
        IndicatorUnit::Days | IndicatorUnit::WholeDays => scope.pick(" 天", " days"),
        IndicatorUnit::Count | IndicatorUnit::Number => String::new(),
    };
    format!("{}{unit}", format::grouped(value, 4))
}

fn example(scope: Scope<'_>, family: &Family, picked: Picked<'_>) -> Option<Example> {
    let none = LedgerTotals::default();
    let totals = scope.book().ledgers.accounts.get(picked.id).unwrap_or(&none);
    let lines: Vec<String> = (family.sums)(scope, picked, totals)
        .into_iter()
        .flatten()
        .collect();
    (!lines.is_empty()).then(|| Example {
        subject: scope.account(picked.id),
        picked: scope.pick(
            "取已知指标最多的客户；并列时取编号在前的。",
            "The account with most indicators known; of equals the first by id.",
        ),
        table: None,
        lines,
    })
}

/// The fourth family is not counted but written: attributes of the firm.
fn attributes(scope: Scope<'_>) -> Part {
    let fields: [(&str, Both); 7] = [
        ("profile.size", ("企业规模", "size")),
        ("profile.registered_capital", ("注册资金", "registered capital")),
        ("profile.annual_sales", ("年销售额", "annual sales")),
        ("profile.employees", ("人数", "employees")),
        ("profile.listed", ("是否上市", "listed or not")),
        ("industry", ("行业", "industry")),
        ("region", ("区域", "region")),
    ];
    let rows = fields
        .iter()
        .map(|(field, what)| row(vec![(said(scope, *what), false), ((*field).to_owned(), false)]));
    Part {
        id: "attributes".to_owned(),
        title: scope.pick("特征类", "Attributes"),
        lead: scope.pick(
            "写在档案里，照样显示，可以筛选；不参与计算。只写企业的，不写个人的。",
            "Written in the dossier, shown and filtered by as they are, and part of no score. Of the firm alone, never of a person.",
        ),
        formula: Vec::new(),
        inputs: Vec::new(),
        facts: Vec::new(),
        tables: vec![Grid {
            caption: scope.pick("特征类", "Attributes"),
            head: head(&[(scope.pick("特征", "Attribute"), false), (scope.say("field"), false)]),
            rows: rows.collect(),
        }],
        status: String::new(),
        accounts: Vec::new(),
        example: None,
        no_example: String::new(),
    }
}
