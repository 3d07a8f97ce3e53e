//! Stages of needs 需求演进阶段.

use crate::model::account::OfferingState;
use crate::model::book::PageKind;
use crate::model::id::Id;
use crate::model::industry::Stage;
use crate::render::format;
use crate::render::scope::Scope;
use crate::render::view::models::Example;
use crate::render::view::models::head;
use crate::render::view::models::method::MethodView;
use crate::render::view::models::pick::most_known;
use crate::render::view::models::primer::DOSSIER;
use crate::render::view::models::primer::Home;
use crate::render::view::models::primer::Primer;
use crate::render::view::models::primer::Shown;
use crate::render::view::models::primer::clause;
use crate::render::view::models::primer::input;
use crate::render::view::models::row;
use crate::render::view::parts::Grid;

pub(super) const METHOD: MethodView = MethodView {
    primer: PRIMER,
    facts: |_| Vec::new(),
    parts: |_| Vec::new(),
    example,
};

const INDUSTRY: Home = Home::Table("industries");

const PRIMER: Primer = Primer {
    purpose: (
        "一个行业的客户需求按台阶往上走：看一家客户站在哪一级，下一级要买什么，就是下一次该谈的。",
        "Needs of an industry climb stairs: where an account stands, and what the next stage buys, is what to talk about next.",
    ),
    inputs: &[
        input(
            "",
            (
                "行业的各级台阶，先后、需求、产品",
                "the industry’s stages: order, needs, offerings",
            ),
            INDUSTRY,
            "needs_stages[].offerings",
        ),
        input(
            "",
            (
                "客户在哪一级，依据是什么",
                "the account’s stage, and on what evidence",
            ),
            DOSSIER,
            "needs_stage.stage",
        ),
        input(
            "",
            ("客户已在用的产品", "offerings the account uses"),
            DOSSIER,
            "offerings[].status",
        ),
    ],
    formula: &[
        clause(
            "下一级：序号比现在大的里面最小的一级。",
            "The next stage: the least order above the present one.",
            "",
        ),
        clause(
            "下一步可谈：下一级的产品，去掉状态为“在用”的，按那一级写的先后。",
            "To offer next: the next stage’s offerings without those in use, in that stage’s order.",
            "",
        ),
    ],
    edges: &[
        (
            "已在最后一级：没有下一级，列表为空。",
            "At the last stage there is nothing next: an empty list.",
        ),
        (
            "没写台阶，或写的台阶行业里没有：未知。",
            "No stage, or one the industry does not know: unknown.",
        ),
        (
            "目标、伙伴提供、已放弃的产品不算在用。",
            "An offering that is a target, a partner’s or dropped is not in use.",
        ),
    ],
    units: &[(("结果", "Result"), ("产品的列表", "a list of offerings"))],
    sources: &[(
        "工业品营销研究中心培训稿（约 2007 年）的银行业需求四级台阶。",
        "The four stages of needs in banking of the IMSC training deck, about 2007.",
    )],
    deck: &[(
        "原稿第三、四级没有典型客户，有两句话断在半截：这些台阶标着“补写”或“待补”。",
        "For the third and fourth stage the deck has no typical customers, and two sentences break off: such stages are marked reconstructed or stub.",
    )],
    shown: &[
        Shown::Each(PageKind::Industry),
        Shown::Each(PageKind::Account),
        Shown::Here,
    ],
    keys: &[
        "accounts[].needs_stage.stage",
        "accounts[].needs_stage.next_offerings",
    ],
};

fn example(scope: Scope<'_>) -> Option<Example> {
    let picked = most_known(scope, |picked| {
        Some(picked.assessed.linked.needs_stage.as_ref()?.next_offerings.len())
    })?;
    let result = picked.assessed.linked.needs_stage.as_ref()?;
    let industry = &scope.book().industries.get(&picked.account.industry.value)?.data;
    let mut stages: Vec<&Stage> = industry.needs_stages.iter().collect();
    stages.sort_by_key(|stage| stage.order);
    let here = stages.iter().find(|stage| stage.id.value == result.stage)?;
    let next = stages.iter().find(|stage| stage.order > here.order);
    let labels = |ids: &[Id]| {
        let names: Vec<String> = ids.iter().map(|id| scope.label(id)).collect();
        if names.is_empty() {
            scope.say("none")
        } else {
            format::joined(&names, scope.lang)
        }
    };
    let colon = scope.pick("：", ": ");
    let mut lines = vec![format!(
        "{}{colon}{} {}",
        scope.pick("现在", "Now"),
        here.order,
        scope.text(&here.name)
    )];
    if let Some(next) = next {
        let has = picked.account.offerings.iter();
        let in_use: Vec<Id> = has
            .filter(|has| has.status == Some(OfferingState::Current))
            .map(|has| has.id.value.clone())
            .filter(|id| next.offerings.contains(id))
            .collect();
        lines.push(format!(
            "{}{colon}{} {}",
            scope.pick("下一级", "Next"),
            next.order,
            scope.text(&next.name)
        ));
        lines.push(format!(
            "{}{colon}{}",
            scope.pick("下一级的产品", "Its offerings"),
            labels(&next.offerings)
        ));
        lines.push(format!(
            "{}{colon}{}",
            scope.pick("其中在用", "Of them in use"),
            labels(&in_use)
        ));
    }
    lines.push(format!(
        "{}{colon}{}",
        scope.pick("下一步可谈", "To offer next"),
        labels(&result.next_offerings)
    ));
    let rows = stages.iter().map(|stage| {
        row(vec![
            (format!("{} {}", stage.order, scope.text(&stage.name)), false),
            (labels(&stage.offerings), false),
        ])
    });
    Some(Example {
        subject: scope.account(picked.id),
        picked: scope.pick(
            "取下一步可谈最多的客户；并列时取编号在前的。",
            "The account with most to offer next; of equals the first by id.",
        ),
        table: Some(Grid {
            caption: scope.text(&industry.name),
            head: head(&[(scope.say("stage"), false), (scope.say("offerings"), false)]),
            rows: rows.collect(),
        }),
        lines,
    })
}
