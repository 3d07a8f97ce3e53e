//! Needs against capabilities 需求与独特卖点.

use crate::engine::needs::LEAST_IMPORTANCE;
use crate::engine::needs::NeedResult;
use crate::engine::needs::Verdict;
use crate::model::account::Capability;
use crate::model::account::Need;
use crate::model::book::PageKind;
use crate::render::format;
use crate::render::scope::Scope;
use crate::render::view::models::Example;
use crate::render::view::models::fact;
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
    facts: |scope| {
        vec![fact(
            scope.pick("重要度不低于几才算数", "Importance from which a need counts"),
            LEAST_IMPORTANCE.to_string(),
        )]
    },
    parts: |_| Vec::new(),
    example,
};

const PRIMER: Primer = Primer {
    purpose: (
        "在客户在意的需求上，我们比这家客户里的每个对手强在哪、弱在哪：用来写方案，也用来列出还要打听的事。",
        "Where, on what the customer cares about, we are better or worse than each rival in this account: for the proposal, and for the list of things to find out.",
    ),
    inputs: &[
        input(
            "j",
            ("需求的重要度，0 – 5", "importance of a need, 0 – 5"),
            DOSSIER,
            "needs[].importance",
        ),
        input(
            "o",
            (
                "我方能力：0 – 10、做不到、不清楚",
                "our capability: 0 – 10, cannot, unknown",
            ),
            DOSSIER,
            "capabilities.*",
        ),
        input(
            "t",
            ("对手能力，先看档案", "a rival’s capability, in the dossier first"),
            DOSSIER,
            "capabilities.*",
        ),
        input(
            "t",
            (
                "对手能力，档案没写就看对手页，按需求的标签找",
                "a rival’s capability, else on its own page, by the need’s tag",
            ),
            Home::Table("competitors"),
            "capabilities.*",
        ),
        input(
            "",
            ("这家客户里有哪些对手", "which rivals there are in this account"),
            DOSSIER,
            "competitors[].ref",
        ),
    ],
    formula: &[
        clause(
            "从上往下，第一个符合的就是结论。不重要：重要度未知或低于 3。",
            "From the top, the first that fits is the verdict. Irrelevant: importance unknown or below 3.",
            "j < 3",
        ),
        clause(
            "待核实：我方能力不清楚。",
            "Unverified: our capability is unknown.",
            "o = ?",
        ),
        clause("差距：我方做不到。", "Gap: we cannot.", ""),
        clause("未经比较：没写任何对手。", "Unproven: no rival is named.", ""),
        clause(
            "差距：有一个已知的对手比我方强。",
            "Gap: a known rival is better.",
            "max t > o",
        ),
        clause(
            "待核实：还有对手不清楚。",
            "Unverified: some rival is unknown.",
            "t = ?",
        ),
        clause("独有：所有对手都做不到。", "Unique: all rivals cannot.", ""),
        clause(
            "更好：比每个对手都强。",
            "Better: above every rival.",
            "o > max t",
        ),
        clause(
            "其余：持平。独有与更好就是独特卖点。",
            "Else: a tie. Unique and better are selling points.",
            "",
        ),
    ],
    edges: &[
        (
            "“做不到”低于任何分数；“不清楚”不当 0。",
            "Cannot is below every level; unknown is not 0.",
        ),
        (
            "已知有对手更强时，不管别的对手清不清楚，都是差距。",
            "With a known rival better it is a gap, whatever is unknown of others.",
        ),
        (
            "没有写对手，永远不会判为独有。",
            "Without rivals named it is never unique.",
        ),
    ],
    units: &[(("结论", "Verdict"), ("七个词之一", "one of seven words"))],
    sources: &[(
        "罗瑟·里夫斯，《实效的广告》，1961 年：具体的好处；对手给不了或没有给；有足够的力量打动人。",
        "Rosser Reeves, Reality in Advertising, 1961: a specific benefit; one the competition cannot or does not offer; strong enough to move people.",
    )],
    deck: &[(
        "原稿只取前两条，并把第二条放宽为“或者没有我们做得好”；这里据此分成独有与更好，第三条由重要度来管。",
        "The deck keeps the first two and loosens the second to “or does it less well”: hence unique and better here; the third is left to importance.",
    )],
    shown: &[
        Shown::Each(PageKind::Account),
        Shown::Each(PageKind::Competitor),
        Shown::Here,
    ],
    keys: &["accounts[].needs.*"],
};

fn example(scope: Scope<'_>) -> Option<Example> {
    let judged = |verdict: Verdict| {
        !matches!(
            verdict,
            Verdict::Irrelevant | Verdict::Unverified | Verdict::Unproven
        )
    };
    let picked = most_known(scope, |picked| {
        let needs = &picked.assessed.linked.needs;
        (!needs.is_empty()).then(|| needs.values().filter(|need| judged(need.verdict)).count())
    })?;
    let results = &picked.assessed.linked.needs;
    let needs = || {
        let needs = picked.account.needs.iter();
        needs.filter_map(|need| Some((need, results.get(&need.id.value)?)))
    };
    let rows = needs().map(|(need, result)| {
        let theirs: Vec<String> = result
            .theirs
            .iter()
            .map(|(rival, capability)| {
                format!("{} {}", scope.player(rival, None).text, level(scope, capability))
            })
            .collect();
        row(vec![
            (scope.text(&need.text), false),
            (scope.whole(need.importance), true),
            (level(scope, &result.ours), true),
            (theirs.join(" · "), false),
            (result.verdict.label(scope.lang).to_owned(), false),
        ])
    });
    Some(Example {
        subject: scope.account(picked.id),
        picked: scope.pick(
            "取比出结果的需求最多的客户；并列时取编号在前的。",
            "The account with most needs decided; of equals the first by id.",
        ),
        table: Some(Grid {
            caption: scope.say("needs_rivals"),
            head: head(&[
                (scope.say("need"), false),
                (format!("{} j", scope.say("importance")), true),
                (format!("{} o", scope.say("us")), true),
                (scope.pick("各对手 t", "Rivals t"), false),
                (scope.pick("结论", "Verdict"), false),
            ]),
            rows: rows.collect(),
        }),
        lines: needs()
            .map(|(need, result)| reason(scope, need, result))
            .collect(),
    })
}

fn level(scope: Scope<'_>, capability: &Capability) -> String {
    match capability {
        Capability::Level(level) => format::number(level, 4),
        Capability::Cannot => scope.say("cannot"),
        Capability::Unknown => format::UNKNOWN.to_owned(),
    }
}

/// Why a need has its verdict.
fn reason(scope: Scope<'_>, need: &Need, result: &NeedResult) -> String {
    let least = LEAST_IMPORTANCE;
    let importance = scope.whole(need.importance);
    let ours = level(scope, &result.ours);
    let best = result.theirs.values().filter_map(|theirs| match theirs {
        Capability::Level(level) => Some(level),
        Capability::Cannot | Capability::Unknown => None,
    });
    let best = best
        .max()
        .map_or_else(|| scope.say("cannot"), |best| format::number(best, 4));
    let why = match result.verdict {
        Verdict::Irrelevant => scope.pick(
            format!("j = {importance}，不到 {least}"),
            format!("j = {importance}, below {least}"),
        ),
        Verdict::Unverified if result.ours == Capability::Unknown => {
            scope.pick("我方能力不清楚", "our capability is unknown")
        }
        Verdict::Unverified => scope.pick(
            "没有已知的对手更强，但有对手不清楚",
            "no known rival is better, but one is unknown",
        ),
        Verdict::Unproven => scope.pick("没有写对手", "no rival is named"),
        Verdict::Gap if result.ours == Capability::Cannot => scope.pick("我方做不到", "we cannot"),
        Verdict::Gap => format!("{best} > {ours}"),
        Verdict::Unique => scope.pick("对手都做不到", "all rivals cannot"),
        Verdict::Better => format!("{ours} > {best}"),
        Verdict::Tie => scope.pick(
            format!("最强的对手 {best}，我方 {ours}"),
            format!("best rival {best}, ours {ours}"),
        ),
    };
    let verdict = result.verdict.label(scope.lang);
    scope.pick(
        format!("{}：{why} → {verdict}", scope.text(&need.text)),
        format!("{}: {why} → {verdict}", scope.text(&need.text)),
    )
}
