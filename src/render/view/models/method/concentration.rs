//! How much of the revenue lies with few 收入集中度.

use crate::model::book::PageKind;
use crate::model::exact::Exact;
use crate::model::id::Id;
use crate::render::format;
use crate::render::scope::Scope;
use crate::render::view::models::Example;
use crate::render::view::models::fact;
use crate::render::view::models::head;
use crate::render::view::models::measures;
use crate::render::view::models::method::MethodView;
use crate::render::view::models::primer::DOSSIER;
use crate::render::view::models::primer::Home;
use crate::render::view::models::primer::Primer;
use crate::render::view::models::primer::RULES;
use crate::render::view::models::primer::Shown;
use crate::render::view::models::primer::clause;
use crate::render::view::models::primer::input;
use crate::render::view::models::row;
use crate::render::view::models::sums::Sum;
use crate::render::view::models::sums::line;
use crate::render::view::models::sums::over;
use crate::render::view::models::sums::percent;
use crate::render::view::models::sums::plus;
use crate::render::view::models::sums::times;
use crate::render::view::models::sums::total;
use crate::render::view::parts::Grid;
use crate::render::view::parts::Link;

pub(super) const METHOD: MethodView = MethodView {
    primer: PRIMER,
    facts: |scope| {
        let rules = &scope.book().rulers.rules;
        vec![
            fact(
                scope.pick("赫芬达尔指数多高触发 R12", "R12 is raised from an index of"),
                format::grouped(&rules.r12_hhi, 4),
            ),
            fact(
                scope.pick(
                    "最大一家多高触发 R12（%）",
                    "R12 is raised from a largest share, %, of",
                ),
                format::number(&rules.r12_cr1, 4),
            ),
        ]
    },
    parts: |_| Vec::new(),
    example,
};

/// Terms that are written out one by one.
const TERMS: usize = 24;

const PRIMER: Primer = Primer {
    purpose: (
        "收入压在几家客户身上：集中是效率，也是危险，两面一起看。",
        "How few accounts the revenue rests on: concentration is efficient, and a danger; both are to be seen.",
    ),
    inputs: &[
        input(
            "r",
            ("一年的收入", "revenue of the year"),
            DOSSIER,
            "financials[].revenue",
        ),
        input(
            "r",
            (
                "没写经营数据的客户：订单台账的交易额",
                "for accounts without typed periods: the order ledger",
            ),
            Home::Ledger("orders"),
            "amount",
        ),
        input(
            "",
            ("多高算危险", "from where on it is a danger"),
            RULES,
            "R12.hhi",
        ),
    ],
    formula: &[
        clause(
            "合计：收入已知的客户的收入之和。",
            "In all: the revenue of accounts of which it is known.",
            "R = Σ r",
        ),
        clause("份额。", "Shares.", "s = r ÷ R × 100"),
        clause(
            "赫芬达尔指数：份额的平方和。",
            "Herfindahl index: the squares of the shares, added up.",
            "H = Σ s² = Σ r² × 10,000 ÷ R²",
        ),
        clause(
            "最大一家、前三家的份额。",
            "Share of the largest, and of the three largest.",
            "CR1 = max s, CR3 = s₁ + s₂ + s₃",
        ),
    ],
    edges: &[
        (
            "收入未知的客户不参与；一家都不知道，或合计为 0，则未知。",
            "Accounts of unknown revenue are left out; unknown if none is known or the sum is 0.",
        ),
        (
            "只有一家时 H 是 10,000；n 家一样大时 H 是 10,000 ÷ n。",
            "With one account H is 10,000; with n equal ones it is 10,000 ÷ n.",
        ),
    ],
    units: &[
        (("H", "H"), ("0 – 10,000", "0 – 10,000")),
        (("CR1、CR3", "CR1, CR3"), ("%，0 – 100", "%, 0 – 100")),
    ],
    sources: &[
        (
            "赫希曼（1945 年）与赫芬达尔（1950 年）。",
            "Hirschman, 1945, and Herfindahl, 1950.",
        ),
        (
            "用于客户时常见的分档：低于 1,000，1,000 – 1,800，1,800 – 2,500，高于 2,500（Client Guard 的说明）。",
            "Bands in use for customers: below 1,000, to 1,800, to 2,500, above (as Client Guard explains them).",
        ),
    ],
    deck: &[(
        "原稿一面夸“前十家占出口订单 85% 以上”，一面说大客户要挟；两句话都是集中度，所以同时看效率和 R12。",
        "The deck praises a firm whose top ten make over 85% of its export orders, and complains of being hostage to key accounts: both are concentration, so R12 stands beside.",
    )],
    shown: &[Shown::Portfolio, Shown::Each(PageKind::Composition)],
    keys: &[
        "portfolio.revenue.hhi",
        "portfolio.revenue.cr1",
        "compositions[].hhi",
        "compositions[].cr1",
        "compositions[].cr3",
    ],
};

fn example(scope: Scope<'_>) -> Option<Example> {
    let portfolio = &scope.shared.assessment.portfolio;
    let (index, largest) = (portfolio.revenue_hhi.as_ref()?, portfolio.revenue_cr1.as_ref()?);
    let accounts = scope.shared.assessment.accounts.iter();
    let mut revenues: Vec<(&Id, Exact)> = accounts
        .filter_map(|(id, account)| Some((id, account.linked.year.revenue.clone()?)))
        .collect();
    revenues.sort_by(|(a_id, a), (b_id, b)| b.cmp(a).then_with(|| a_id.cmp(b_id)));
    let values: Vec<Exact> = revenues.iter().map(|(_, revenue)| revenue.clone()).collect();
    let unit = measures::money(scope);
    let (sum, word) = total(scope, &values);
    let all = sum.value(None)?;
    let (first, rest) = values.split_at(if values.len() <= TERMS {
        values.len()
    } else {
        TERMS / 2
    });
    let square = |value: &Exact| Sum::Square(Box::new(value.into()));
    let others: Exact = rest.iter().map(|value| value * value).sum();
    let squares = plus(
        first
            .iter()
            .map(square)
            .chain((!rest.is_empty()).then_some(Sum::Number(others))),
    );
    let hhi = over(times(squares, 10_000), square(&all));
    let top = plus(values.iter().take(3).map(Sum::from));
    let three = percent(top, &all);
    let mut lines: Vec<String> = word.into_iter().collect();
    lines.extend([
        line("R", &sum, &all, 2, &unit),
        line("H", &hhi, index, 4, ""),
        line("CR1", &percent(values.first()?, &all), largest, 4, "%"),
        line("CR3", &three, &three.value(None)?, 4, "%"),
    ]);
    let rows = revenues.iter().take(TERMS).map(|(id, revenue)| {
        let share = percent(revenue, &all).value(None);
        row(vec![
            (scope.account(id).text, false),
            (format::grouped(revenue, 2), true),
            (scope.number(share.as_ref(), 4), true),
        ])
    });
    Some(Example {
        subject: Link::plain(scope.pick("全部收入已知的客户", "All accounts of known revenue")),
        picked: String::new(),
        table: Some(Grid {
            caption: scope.say("concentration"),
            head: head(&[
                (scope.say("account"), false),
                (format!("r ({})", unit.trim()), true),
                ("s %".to_owned(), true),
            ]),
            rows: rows.collect(),
        }),
        lines,
    })
}
