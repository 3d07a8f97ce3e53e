//! Fields of a dossier with random values, each on one line; few names, so that dossiers often mean the same thing.

use crate::dice::Dice;

/// Ids that accounts may have.
pub const ACCOUNTS: &[&str] = &[
    "harbour-foods",
    "riverside-bank",
    "north-mill",
    "south-mill",
    "east-clinic",
    "west-port",
    "old-mill",
    "new-port",
];
/// Ids that people may have.
pub const PEOPLE: &[&str] = &["wei", "luo", "han", "mu"];
/// Ids that competitors may have.
pub const COMPETITORS: &[&str] = &["redstone", "bluestone", "greystone"];
/// Ids that industries may have.
pub const INDUSTRIES: &[&str] = &["food", "finance", "health"];
/// Ids that organisations may have.
pub const ORGANISATIONS: &[&str] = &["our-firm", "mill-group", "stone-group", "harbour-foods"];
/// Words that stand for one another: an edit puts one in another's place.
pub const CLASSES: &[&[&str]] = &[
    ACCOUNTS,
    PEOPLE,
    COMPETITORS,
    INDUSTRIES,
    ORGANISATIONS,
    NAMES,
    &["active", "prospect", "at-risk", "lost", "dormant", "left"],
    &["score", "rank", "count"],
    &["mean", "fixed", "median"],
    &["high", "low"],
    &["after_cost_to_serve", "after_direct_cost"],
    &["value", "current", "potential"],
    &["thresholds", "quantiles", "cumulative_share"],
    &["revenue", "profit", "tx_amount", "max_order", "gross_margin"],
    &["华东", "华南", "华中"],
    &["样例", "批次", "集团"],
    &["paper", "traced", "shared"],
    &["tracing", "data-sharing", "labels"],
    &["market-leader", "reputation", "breadth"],
    &["know", "fit", "plan"],
    &["three-steps", "welcome"],
    &["platinum", "gold", "silver", "standard"],
    &["industry", "region", "tags", "owner", "status", "classification"],
    &["internal", "confidential", "restricted"],
    &["customer", "competitor", "partner"],
    &["complete", "stub", "reconstructed"],
    &["our-market", "revenue-2025"],
    &["true", "false"],
];

/// Names in 中文: two dossiers may bear the same one, or one that speaks of itself without a source.
const NAMES: &[&str] = &[
    "港粮食品",
    "临川银行",
    "北磨坊",
    "南磨坊",
    "红石信息",
    "最大的磨坊",
];

/// A field and what makes its value.
pub type Field = (&'static str, fn(&mut Dice) -> String);

/// Every field of a dossier, the required ones first.
pub const FIELDS: &[Field] = &[
    ("name", |d| {
        format!("{{zh: {}, en: Account {}}}", d.one(NAMES), d.below(9))
    }),
    ("industry", |d| known(d, INDUSTRIES)),
    ("status", |d| {
        (*d.one(&["active", "active", "prospect", "at-risk", "lost"])).to_owned()
    }),
    ("owner", |d| known(d, &["wei", "luo"])),
    ("team", team),
    ("classification", |d| {
        (*d.one(&["internal", "restricted"])).to_owned()
    }),
    ("reviewed_on", |d| {
        format!("2026-0{}-1{}", 1 + d.below(6), d.below(9))
    }),
    ("contacts", contacts),
    ("needs", needs),
    ("objectives", |d| {
        format!(
            "[{{id: o-1, text: 拿下数据共享, measure: 合同, baseline: 0, target: 1, actual: {}, due: 2026-12-31}}]",
            d.below(2)
        )
    }),
    ("region", |d| (*d.one(&["华东", "华南", "华中"])).to_owned()),
    ("tags", |d| list(&d.some(&["样例", "批次", "集团"]))),
    ("aliases", |d| list(&d.some(NAMES))),
    ("formerly", |d| {
        format!(
            "[{}]",
            d.one(&["was-one", "was-two", "was-three", "was-four", "new-port"])
        )
    }),
    ("organisation", |d| known(d, ORGANISATIONS)),
    ("parent", |d| known(d, ACCOUNTS)),
    ("next_review", |d| format!("2026-0{}-20", 6 + d.below(4))),
    ("review_by", |d| known(d, PEOPLE)),
    ("redact_as", |d| format!("客户{}", d.below(3))),
    ("financials", financials),
    ("contact_stats", |d| {
        let (tasks, praise, complaint) = (d.below(30), d.below(5), d.below(5));
        format!(
            "[{{period: 2026H1, tasks: {tasks}, processes: 2, praise: {praise}, complaint: {complaint}, suggestion: 1}}]"
        )
    }),
    ("wallet", wallet),
    ("scores", scores),
    ("value", value),
    ("tier", tier),
    ("decision_process", |d| {
        format!(
            "[{{step: 立项, owner: {}, days: {}}}]",
            d.one(&["gm", "head"]),
            5 + d.below(40)
        )
    }),
    ("capabilities", capabilities),
    ("competitors", competitors),
    ("needs_stage", |d| {
        format!(
            "{{stage: {}, as_of: 2026-0{}-01, evidence: 走访}}",
            d.one(&["paper", "traced", "shared"]),
            1 + d.below(6)
        )
    }),
    ("offerings", |d| {
        format!(
            "[{{id: {}, status: current, since: 2024-06-01}}, {{id: data-exchange, status: target, by: {}}}]",
            d.one(&["labels", "tracing-platform"]),
            known(d, PEOPLE)
        )
    }),
    ("issues", |d| {
        format!(
            "[{{id: i-1, opened: 2026-0{}-01, severity: 3, accountable: {}, text: 停了两天}}]",
            1 + d.below(6),
            known(d, PEOPLE)
        )
    }),
    ("risks", |d| {
        format!(
            "[{{id: r-1, rule: R{}, text: 已知, likelihood: 3, impact: {}, state: {}, until: 2026-0{}-30, owner: wei}}]",
            1 + d.below(7),
            1 + d.below(5),
            d.one(&["accepted", "mitigating", "open"]),
            4 + d.below(5)
        )
    }),
    ("swot", |d| {
        format!(
            "{{s: [{}], w: [报价偏高], o: [], t: [红石降价]}}",
            d.one(&["驻场团队熟悉产线", "最好的驻场团队"])
        )
    }),
    ("plan", plan),
    ("actions", |d| {
        format!(
            "[{{id: a-1, objective: o-1, text: 参观样板, owner: {}, due: 2026-0{}-20, kind: relationship}}]",
            known(d, PEOPLE),
            5 + d.below(4)
        )
    }),
    ("clv", |d| {
        format!(
            "{{margin: {}, retention: 0.{}, discount_rate: 0.1, acquisition_cost: 1000}}",
            1000 * d.below(900),
            1 + d.below(9)
        )
    }),
    ("goals", |d| {
        format!("[{{text: 全部批次可追溯, horizon: {}}}]", 6 * (1 + d.below(4)))
    }),
    ("draft", |d| d.once_in(3).to_string()),
];

/// How many of [`FIELDS`] every dossier has: the required ones, and those that others name.
pub const N_REQUIRED: usize = 10;

/// One of them; seldom a name with a slip in it.
fn known(dice: &mut Dice, ids: &[&str]) -> String {
    let id = *dice.one(ids);
    if dice.once_in(200) {
        format!("{id}x")
    } else {
        id.to_owned()
    }
}

fn list(of: &[&str]) -> String {
    format!("[{}]", of.join(", "))
}

fn team(dice: &mut Dice) -> String {
    let rest = dice.some(&["han", "mu"]);
    let rest: Vec<String> = rest
        .iter()
        .map(|it| format!(", {{person: {it}, role: service, since: 2025-01-01}}"))
        .collect();
    format!(
        "[{{person: wei, role: sales, since: 2024-01-01}}, {{person: luo, role: technical, since: 2024-06-01}}{}]",
        rest.concat()
    )
}

fn financials(dice: &mut Dice) -> String {
    let mut rows = Vec::new();
    for period in ["2025H1", "2025H2", "2026H1"] {
        let revenue = 100_000 * dice.below(40);
        let (cost, served) = (revenue / 100 * dice.below(110), 1000 * dice.below(300));
        let (discount, owed, late) = (dice.below(20), 500_000, 10_000 * dice.below(30));
        rows.push(format!("{{period: {period}, revenue: {revenue}, direct_cost: {cost}, cost_to_serve: {served}, discount: {discount}, outstanding: {owed}, overdue: {late}, terms_days: 60, receipts: {revenue}}}"));
    }
    format!("[{}]", rows.join(", "))
}

fn wallet(dice: &mut Dice) -> String {
    let mut rows = Vec::new();
    for offering in ["labels", "tracing-platform", "data-exchange"] {
        let with = match dice.below(4) {
            0 => format!("competitor, competitor: {}", known(dice, COMPETITORS)),
            1 => "internal".to_owned(),
            _ => "us".to_owned(),
        };
        rows.push(format!("{{year: {}, offering: {offering}, unit: 总部, spend: {}, with: {with}, contract_end: 2027-06-30}}", 2025 + dice.below(2), 10_000 * dice.below(90)));
    }
    format!("[{}]", rows.join(", "))
}

fn scores(dice: &mut Dice) -> String {
    let mut items = Vec::new();
    for criterion in [
        "market-leader",
        "reputation",
        "breadth",
        "innovation",
        "executive",
    ] {
        items.push(match dice.below(6) {
            0 => format!("{criterion}: null"),
            1 => format!("{criterion}: {{value: {}, why: 全省第一}}", 1 + dice.below(10)),
            _ => format!(
                "{criterion}: {{value: {}, why: 访谈, source: 拜访记录}}",
                1 + dice.below(10)
            ),
        });
    }
    let (by, items) = (known(dice, PEOPLE), items.join(", "));
    format!(
        "{{selection: {{scored_by: {by}, scored_on: 2026-0{}-05, items: {{{items}}}, stated: {{points: 200}}}}}}",
        1 + dice.below(6)
    )
}

fn value(dice: &mut Dice) -> String {
    let mut perspectives = Vec::new();
    for (name, id) in [
        ("financial", "margin"),
        ("sales", "growth"),
        ("service", "praise"),
        ("customer", "lines"),
    ] {
        if dice.once_in(6) {
            continue;
        }
        let (weight, target, actual) = (1 + dice.below(3), 60 + dice.below(50), dice.below(120));
        perspectives.push(format!("{name}: [{{id: {id}, weight: {weight}, baseline: 10, target: {target}, actual: {actual}, unit: pct, as_of: 2026H1, source: 财务}}]"));
    }
    format!("{{{}}}", perspectives.join(", "))
}

fn tier(dice: &mut Dice) -> String {
    let gates = format!(
        "gates: {{credit: {}}}",
        dice.one(&["pass", "pass", "fail", "unknown"])
    );
    if dice.once_in(2) {
        return format!("{{{gates}}}");
    }
    let (level, by) = (dice.one(&["platinum", "gold", "standard"]), known(dice, PEOPLE));
    format!(
        "{{override: {{tier: {level}, reason: 战略客户, by: {by}, until: 2026-0{}-30}}, {gates}}}",
        4 + dice.below(5)
    )
}

fn contacts(dice: &mut Dice) -> String {
    let mut rows = Vec::new();
    for (id, role, above) in [
        ("gm", "economic", ""),
        ("head", "technical", "gm"),
        ("buyer", "buyer", "head"),
    ] {
        let above = if above.is_empty() {
            String::new()
        } else {
            format!("reports_to: {above}, ")
        };
        let (influence, support) = (1 + dice.below(5), dice.below(3));
        let covers: Vec<String> = ["wei", "luo", "mu"]
            .iter()
            .filter(|_| dice.once_in(2))
            .map(|it| {
                format!(
                    "{{person: {it}, strength: {}, last: 2026-0{}-20, cadence_days: 60}}",
                    influence.min(5),
                    1 + support * 2
                )
            })
            .collect();
        rows.push(format!("{{id: {id}, label: 角色, {above}roles: [{role}], influence: {influence}, support: {support}, coverage: [{}]}}", covers.join(", ")));
    }
    format!("[{}]", rows.join(", "))
}

fn needs(dice: &mut Dice) -> String {
    let (first, second) = (1 + dice.below(5), 1 + dice.below(5));
    format!(
        "[{{id: tracing, text: 查到任一批次, importance: {first}, kind: explicit}}, {{id: data-sharing, text: 数据给商超, importance: {second}, kind: latent, tag: {}}}]",
        dice.one(&["tracing", "data-sharing"])
    )
}

fn capabilities(dice: &mut Dice) -> String {
    let rival = known(dice, COMPETITORS);
    let said = dice.one(&["6", "9", "cannot", "unknown"]);
    format!(
        "{{tracing: {{us: {}, {rival}: {said}}}, data-sharing: {{us: {}}}}}",
        dice.below(11),
        dice.below(11)
    )
}

fn competitors(dice: &mut Dice) -> String {
    let rows: Vec<String> = dice
        .some(COMPETITORS)
        .iter()
        .map(|it| format!("{{ref: {it}, position: challenger, share: 20, threat: 3}}"))
        .collect();
    format!("[{}]", rows.join(", "))
}

fn plan(dice: &mut Dice) -> String {
    let state = |dice: &mut Dice| *dice.one(&["todo", "draft", "reviewed"]);
    let (know, fit) = (state(dice), state(dice));
    format!(
        "{{playbook: three-steps, steps: {{know: {{state: {know}, reviewed_on: 2026-0{}-10, answers: {{deciders: {{text: 总经理拍板}}}}}}, fit: {{state: {fit}, answers: {{needs: {{text: 追溯领先}}}}}}}}}}",
        1 + dice.below(6)
    )
}
