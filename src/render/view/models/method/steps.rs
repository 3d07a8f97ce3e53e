//! Completeness of the plan 六步计划.

use crate::engine::statistic::count;
use crate::engine::steps::Progress;
use crate::engine::steps::completeness;
use crate::model::book::PageKind;
use crate::model::exact::Exact;
use crate::model::playbook::Method;
use crate::render::scope::Scope;
use crate::render::view::models::Example;
use crate::render::view::models::head;
use crate::render::view::models::method::MethodView;
use crate::render::view::models::pick::Picked;
use crate::render::view::models::pick::most_known;
use crate::render::view::models::primer::DOSSIER;
use crate::render::view::models::primer::Home;
use crate::render::view::models::primer::Primer;
use crate::render::view::models::primer::Shown;
use crate::render::view::models::primer::clause;
use crate::render::view::models::primer::input;
use crate::render::view::models::row;
use crate::render::view::models::sums::line;
use crate::render::view::models::sums::mean;
use crate::render::view::models::sums::over;
use crate::render::view::parts::Grid;

pub(super) const METHOD: MethodView = MethodView {
    primer: PRIMER,
    facts: |_| Vec::new(),
    parts: |_| Vec::new(),
    example,
};

const PLAYBOOK: Home = Home::Table("playbook");

const PRIMER: Primer = Primer {
    purpose: (
        "看一家客户的计划写到了哪一步、每步答了多少：用来安排评审，不用来评价客户。",
        "How far the plan of an account is, and how much of each step is answered: to plan reviews, not to judge the account.",
    ),
    inputs: &[
        input(
            "",
            (
                "方法的步骤与要点，哪些必答，要什么依据",
                "steps and points of the method: which are required, with what evidence",
            ),
            PLAYBOOK,
            "steps[].points[]",
        ),
        input(
            "",
            ("评审隔多久算过期", "age at which a review is stale"),
            PLAYBOOK,
            "steps[].max_age_days",
        ),
        input(
            "",
            ("这家客户每步的进度、评审日期", "state and review of each step"),
            DOSSIER,
            "plan.steps.*",
        ),
        input(
            "",
            ("回答与依据", "answers and evidence"),
            DOSSIER,
            "plan.steps.*.answers.*",
        ),
    ],
    formula: &[
        clause(
            "一步：已答的必答要点 A，占必答要点 Q。",
            "A step: A, the required points answered, over Q, those required.",
            "k = A ÷ Q",
        ),
        clause(
            "整个计划：各步的平均数。",
            "The plan: the mean of its steps.",
            "K = Σ k ÷ n",
        ),
        clause(
            "算已答：有文字；要点要求链接或数据时，还要至少一条依据。",
            "Answered: there is a text, and where the point wants a link or a figure, at least one piece of evidence.",
            "",
        ),
        clause(
            "已评审的一步，评审日离截至日超过允许天数，就是“评审过期”。",
            "A step that is reviewed is stale when its review is older than allowed.",
            "",
        ),
    ],
    edges: &[
        (
            "没有必答要点的一步没有完整度，也不进平均数。",
            "A step that requires nothing has no completeness and is not in the mean.",
        ),
        (
            "档案里没写的步骤算未开始。",
            "A step the dossier does not mention is to do.",
        ),
        (
            "完整度从不混进价值或记分卡：填表本身不值钱。",
            "Completeness is never mixed into value or a scorecard: filling in forms is worth nothing by itself.",
        ),
    ],
    units: &[(("k、K", "k, K"), ("0 – 1", "0 – 1"))],
    sources: &[
        (
            "六步：麦肯锡约 2001 – 2002 年为中国电信做的大客户项目，后见于工业品营销研究中心的培训稿。",
            "The six steps: McKinsey’s work on key accounts for China Telecom, about 2001–02, later in the IMSC training deck.",
        ),
        (
            "Kapta 与 Altify 把填表的完整度算进客户健康分；这里特意不这样做。",
            "Kapta and Altify count completeness of forms into an account’s health; here that is avoided on purpose.",
        ),
    ],
    deck: &[(
        "原稿六步里只有两步印出了要点，一步印出了目的，其余是补写，方法页上标着“补写”。",
        "Of the six steps the deck prints points for two and a purpose for one; the rest is reconstructed, and marked so on the playbook’s page.",
    )],
    shown: &[
        Shown::Each(PageKind::Account),
        Shown::Each(PageKind::Playbook),
        Shown::Here,
    ],
    keys: &["accounts[].steps.*.state", "accounts[].steps.*.completeness"],
};

fn method<'a>(scope: Scope<'a>, picked: Picked<'a>) -> Option<&'a Method> {
    let playbook = &picked.account.plan.as_ref()?.playbook.value;
    scope.book().playbook.get(playbook)?.data.method.as_ref()
}

fn example(scope: Scope<'_>) -> Option<Example> {
    let picked = most_known(scope, |picked| {
        let steps = &picked.assessed.linked.steps;
        let is_open = completeness(steps)? < Exact::ONE;
        let n_begun = steps.iter().filter(|step| step.state != Progress::Todo).count();
        Some((is_open, n_begun))
    })?;
    let method = method(scope, picked)?;
    let steps = &picked.assessed.linked.steps;
    let (mut rows, mut lines, mut known) = (Vec::new(), Vec::new(), Vec::new());
    for result in steps {
        let step = method.steps.iter().find(|step| step.id.value == result.id)?;
        let required = step.points.iter().filter(|point| point.required).count();
        let answered = required - result.open.len();
        let name = scope.text(&step.name);
        rows.push(row(vec![
            (name.clone(), false),
            (result.state.label(scope.lang).to_owned(), false),
            (format!("{answered} / {required}"), true),
        ]));
        if let Some(part) = &result.completeness {
            let sum = over(count(answered), count(required));
            lines.push(line(&format!("k {name}"), &sum, part, 4, ""));
            known.push(part.clone());
        }
    }
    let whole: Exact = completeness(steps)?;
    lines.extend(mean(scope, "K", &known, &whole));
    Some(Example {
        subject: scope.account(picked.id),
        picked: scope.pick(
            "先取还有必答没答的，其中取已动笔的步骤最多的客户；并列时取编号在前的。",
            "Of the accounts with required points open (of all, if none has) the one with most steps begun, then the first by id.",
        ),
        table: Some(Grid {
            caption: scope.say("plan"),
            head: head(&[
                (scope.say("step"), false),
                (scope.say("state"), false),
                (scope.pick("已答 / 必答", "Answered / required"), true),
            ]),
            rows,
        }),
        lines,
    })
}
