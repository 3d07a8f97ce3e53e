//! What a sum is made of 收入构成.

use crate::engine::assessment::CompositionResult;
use crate::engine::assessment::PartResult;
use crate::engine::composition::leaves;
use crate::model::book::PageKind;
use crate::model::composition::Composition;
use crate::model::composition::Part;
use crate::model::exact::Exact;
use crate::model::id::Id;
use crate::render::format;
use crate::render::scope::Scope;
use crate::render::view::models::Example;
use crate::render::view::models::head;
use crate::render::view::models::measures;
use crate::render::view::models::method::MethodView;
use crate::render::view::models::primer::Home;
use crate::render::view::models::primer::Primer;
use crate::render::view::models::primer::Shown;
use crate::render::view::models::primer::clause;
use crate::render::view::models::primer::input;
use crate::render::view::models::row;
use crate::render::view::models::sums::Sum;
use crate::render::view::models::sums::line;
use crate::render::view::models::sums::over;
use crate::render::view::models::sums::plus;
use crate::render::view::models::sums::times;
use crate::render::view::models::sums::total;
use crate::render::view::parts::Grid;

pub(super) const METHOD: MethodView = MethodView {
    primer: PRIMER,
    facts: |_| Vec::new(),
    parts: |_| Vec::new(),
    example,
};

const SHEET: Home = Home::Table("compositions");
/// Parts up to which a composition is written out.
const PARTS: usize = 40;

const PRIMER: Primer = Primer {
    purpose: (
        "一个合计由哪几块组成、各占多少、压不压在少数几块上：用来看收入来自哪里。",
        "What a sum is made of, how large each part is, and whether it rests on few: where revenue comes from.",
    ),
    inputs: &[
        input(
            "s",
            (
                "每块的份额 %，占它的上级",
                "share of each part in percent of its parent",
            ),
            SHEET,
            "parts[].share",
        ),
        input("m", ("或每块的金额", "or its amount"), SHEET, "parts[].amount"),
        input(
            "T",
            (
                "合计；没写时各块金额相加",
                "the whole; the sum of amounts if not written",
            ),
            SHEET,
            "total",
        ),
        input(
            "",
            ("再往下分的块", "parts within a part"),
            SHEET,
            "parts[].parts",
        ),
        input(
            "",
            (
                "归属不明时，可能的名称",
                "the labels a value may belong to, where that is not known",
            ),
            SHEET,
            "parts[].candidates",
        ),
    ],
    formula: &[
        clause(
            "写金额的块，份额由金额得出。",
            "A part with an amount has its share of it.",
            "s = m ÷ T × 100",
        ),
        clause(
            "写份额的块，金额由合计得出。",
            "A part with a share has its amount of the whole.",
            "m = T × s ÷ 100",
        ),
        clause(
            "赫芬达尔指数：第一级各份额的平方和。",
            "Herfindahl index: the squares of the shares of the first level, added up.",
            "H = Σ s²",
        ),
        clause(
            "等效家数：同样集中时，一样大的块会有几块。",
            "Effective number: how many equal parts would be as concentrated.",
            "E = 10,000 ÷ H",
        ),
        clause(
            "最大一块、前三块的份额。",
            "Share of the largest, and of the three largest.",
            "CR1, CR3",
        ),
    ],
    edges: &[
        (
            "份额照写的用，不凑成 100；差得超过舍入所能解释的会提示。",
            "Shares are used as written, not scaled to 100; a sum off by more than rounding is said.",
        ),
        (
            "有一块归属不明，整张表只列不画，不猜。",
            "With one label not known the table is listed, not drawn: no guessing.",
        ),
        (
            "“其他”排在最后；按份额从大到小，相同按编号。",
            "Other stands last; parts by share, then by key.",
        ),
        (
            "最细一级的指数用下级代替上级，上级没分完的部分算一块。",
            "The index over leaves takes parts in place of their parent, and the rest of a parent as one more.",
        ),
    ],
    units: &[
        (("份额、CR1、CR3", "Shares, CR1, CR3"), ("%", "%")),
        (("H", "H"), ("0 – 10,000", "0 – 10,000")),
        (
            ("E", "E"),
            ("块，1 以上；H 为 0 时未知", "parts, from 1; unknown if H is 0"),
        ),
    ],
    sources: &[(
        "集中度指数：赫希曼（1945 年）与赫芬达尔（1950 年）。",
        "The index of concentration: Hirschman, 1945, and Herfindahl, 1950.",
    )],
    deck: &[
        (
            "原图印了两个 10；各数之和是 100 还是 110，只有一个 10 才对得上。",
            "The chart prints the value 10 twice; only with one of them do the shares add up to 100.",
        ),
        (
            "原图的数与名怎么对应，大半看不出来：第一张表因此标着归属不明。",
            "Which value belongs to which label cannot mostly be told from the chart: the first table is marked so.",
        ),
    ],
    shown: &[Shown::Each(PageKind::Composition), Shown::Here],
    keys: &[
        "compositions[].sum",
        "compositions[].hhi",
        "compositions[].hhi_leaves",
        "compositions[].effective_n",
        "compositions[].cr1",
        "compositions[].cr3",
        "compositions[].mapping",
        "compositions[].parts",
    ],
};

fn example(scope: Scope<'_>) -> Option<Example> {
    let results = scope.shared.assessment.compositions.iter();
    let fit = results.filter(|(_, result)| (1..=PARTS).contains(&result.parts.len()));
    let (id, result) = fit.fold(
        None,
        |best: Option<(&Id, &CompositionResult)>, (id, result)| match best {
            Some((_, most)) if result.parts.len() <= most.parts.len() => best,
            _ => Some((id, result)),
        },
    )?;
    let sheet = &scope.book().compositions.get(id)?.data;
    let unit = measures::money(scope);
    let name = |key: &Id| part_name(scope, sheet, key);
    let shares: Vec<Exact> = result.parts.iter().map(|part| part.share.clone()).collect();
    let mut ordered = shares.clone();
    ordered.sort_by(|a, b| b.cmp(a));
    let squares = |values: &[Exact]| plus(values.iter().map(|value| Sum::Square(Box::new(value.into()))));
    let (sum, word) = total(scope, &shares);
    let mut lines: Vec<String> = word.into_iter().collect();
    lines.push(line("Σ s", &sum, &result.sum, 4, "%"));
    lines.push(line("H", &squares(&shares), &result.hhi, 4, ""));
    if let Some(effective) = &result.effective_n {
        lines.push(line("E", &over(10_000, &result.hhi), effective, 4, ""));
    }
    lines.push(line("CR1", &ordered.first()?.into(), &result.cr1, 4, "%"));
    lines.push(line(
        "CR3",
        &plus(ordered.iter().take(3).map(Sum::from)),
        &result.cr3,
        4,
        "%",
    ));
    if result.parts.iter().any(|part| !part.parts.is_empty()) {
        let leaves = leaves(&result.parts);
        if leaves.len() <= PARTS {
            let name = scope.pick("H（最细一级）", "H over leaves");
            lines.push(line(&name, &squares(&leaves), &result.hhi_leaves, 4, ""));
        }
    }
    let largest = result.parts.first();
    if let Some((part, amount)) = largest.and_then(|part| Some((part, part.amount.as_ref()?)))
        && let Some(whole) = &result.total
    {
        let sum = over(times(whole, &part.share), 100);
        lines.push(line(&name(&part.key), &sum, amount, 2, &unit));
    }
    Some(Example {
        subject: scope.page(PageKind::Composition, id, &sheet.name),
        picked: scope.pick(
            "取块数最多的构成；并列时取编号在前的。",
            "The composition with most parts; of equals the first by id.",
        ),
        table: Some(table(scope, sheet, result)),
        lines,
    })
}

fn table(scope: Scope<'_>, sheet: &Composition, result: &CompositionResult) -> Grid {
    let mut rows = Vec::new();
    for part in &result.parts {
        let amount = |part: &PartResult| {
            part.amount
                .as_ref()
                .map_or_else(|| format::UNKNOWN.to_owned(), |amount| format::grouped(amount, 2))
        };
        rows.push(row(vec![
            (part_name(scope, sheet, &part.key), false),
            (format::number(&part.share, 4), true),
            (amount(part), true),
        ]));
    }
    Grid {
        caption: scope.text(&sheet.name),
        head: head(&[
            (scope.say("part"), false),
            ("s %".to_owned(), true),
            (format!("m ({})", measures::money(scope).trim()), true),
        ]),
        rows,
    }
}

/// What a part is called: its name, the labels it may belong to, else its key.
fn part_name(scope: Scope<'_>, sheet: &Composition, key: &Id) -> String {
    let part: Option<&Part> = sheet.parts.iter().find(|part| part.key.value == *key);
    let Some(part) = part else {
        return scope.label(key);
    };
    if let Some(name) = &part.name {
        return scope.text(name);
    }
    let labels: Vec<String> = part.candidates.iter().map(|label| scope.text(label)).collect();
    if labels.is_empty() {
        scope.label(key)
    } else {
        format!("{}{}", labels.join(" / "), scope.pick("？", "?"))
    }
}
