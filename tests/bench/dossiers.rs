//! Books of any size, the same bytes for the same size.

use std::fmt::Write;
use std::fs;
use std::path::Path;

/// The small book of `keybook init` gives the rulers; its accounts are replaced by `n` generated ones.
pub fn write_book(root: &Path, n: usize) {
    let skeleton = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/app/skeleton/content");
    for entry in walkdir::WalkDir::new(&skeleton) {
        let entry = entry.expect("the skeleton can be read");
        let to = root
            .join("content")
            .join(entry.path().strip_prefix(&skeleton).expect("inside"));
        if entry.file_type().is_dir() {
            fs::create_dir_all(&to).expect("a folder");
        } else {
            fs::copy(entry.path(), &to).expect("a copy");
        }
    }
    let accounts = root.join("content/accounts");
    for number in 0..n {
        let id = account_id(number);
        fs::write(accounts.join(format!("{id}.md")), dossier(number)).expect("a dossier");
    }
}

/// Id of the dossier of a number.
pub fn account_id(number: usize) -> String {
    // The skeleton's texts name these two: they stay, as dossiers like the others.
    match number {
        0 => "harbour-foods".to_owned(),
        1 => "riverside-bank".to_owned(),
        _ => format!("acc-{number:06}"),
    }
}

/// Numbers that look random and are not (splitmix64).
pub struct Dice(pub u64);

impl Dice {
    /// A number from 0, less than `n`.
    pub fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % n
    }

    /// One of them.
    pub fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[usize::try_from(self.below(of.len() as u64)).expect("small")]
    }
}

fn dossier(number: usize) -> String {
    let mut dice = Dice(number as u64);
    let mut text = String::new();
    let front = |text: &mut String, line: String| writeln!(text, "{line}").expect("memory");
    let industry = dice.one(&["food", "finance"]);
    let region = dice.one(&["华东", "华南", "华北", "西南"]);
    let status = dice.one(&["active", "active", "active", "prospect", "at-risk"]);
    front(&mut text, "---".into());
    front(
        &mut text,
        format!("name: {{zh: 客户{number:06}, en: Account {number:06}}}"),
    );
    front(
        &mut text,
        format!(
            "industry: {industry}\nregion: {region}\ntags: [批{}]\nstatus: {status}",
            number % 20
        ),
    );
    front(&mut text, "owner: wei\nteam: [{person: wei, role: sales, since: 2024-01-01}, {person: luo, role: technical, since: 2024-06-01}]".into());
    front(
        &mut text,
        "classification: internal\nreviewed_on: 2026-06-10\nnext_review: 2026-09-10".into(),
    );
    front(
        &mut text,
        "goals: [{text: {zh: 年底前全部批次可追溯, en: Every batch traceable}, horizon: 6}]\nfinancials:"
            .into(),
    );
    for period in ["2025H1", "2025H2", "2026H1"] {
        let revenue = 50 + dice.below(400);
        front(
            &mut text,
            format!(
                "  - {{period: {period}, revenue: {{amount: {revenue}, scale: 万}}, direct_cost: {{amount: {}, scale: 万}}, cost_to_serve: {}, discount: {}, outstanding: 400000, overdue: {}, terms_days: 60, receipts: 2000000}}",
                revenue * 6 / 10,
                100_000 + dice.below(300_000),
                dice.below(12),
                dice.below(90_000)
            ),
        );
    }
    front(
        &mut text,
        "scores:\n  selection:\n    scored_by: wei\n    scored_on: 2026-06-05\n    items:".into(),
    );
    for criterion in [
        "market-leader",
        "reputation",
        "breadth",
        "innovation",
        "executive",
    ] {
        match dice.below(9) {
            0 => front(&mut text, format!("      {criterion}: null")),
            _ => front(
                &mut text,
                format!(
                    "      {criterion}: {{value: {}, why: 与上季访谈一致, source: 拜访记录}}",
                    1 + dice.below(10)
                ),
            ),
        }
    }
    front(&mut text, "value:".into());
    for (perspective, ids) in [
        ("financial", ["margin", "collect"]),
        ("sales", ["growth", "orders"]),
        ("service", ["praise", "reply"]),
        ("customer", ["lines", "sites"]),
    ] {
        front(&mut text, format!("  {perspective}:"));
        for id in ids {
            front(
                &mut text,
                format!(
                    "    - {{id: {id}, weight: {}, baseline: {}, target: {}, actual: {}, unit: pct, as_of: 2026H1, source: 财务}}",
                    1 + dice.below(3),
                    dice.below(20),
                    70 + dice.below(60),
                    dice.below(130)
                ),
            );
        }
    }
    for offering in ["labels", "tracing-platform", "data-exchange"] {
        let with = dice.one(&["us", "competitor, competitor: redstone", "internal", "unknown"]);
        let line = match offering {
            "labels" => "wallet:\n",
            _ => "",
        };
        let spend = 10_000 * dice.below(90);
        front(
            &mut text,
            format!(
                "{line}  - {{year: 2026, offering: {offering}, unit: 总部, spend: {spend}, with: {with}}}"
            ),
        );
    }
    front(
        &mut text,
        format!(
            "offerings: [{{id: labels, status: current, since: 2024-03-01}}, {{id: tracing-platform, status: target}}]\n\
             clv: {{margin: {}, retention: 0.{}, discount_rate: 0.08, acquisition_cost: 20000}}\n\
             contact_stats: [{{period: 2026H1, tasks: {}, processes: 2, praise: {}, complaint: {}, suggestion: 1}}]\n\
             issues: [{{id: i-1, opened: 2026-05-01, severity: 3, accountable: luo, text: 标签打印机停了两天}}]\n\
             risks: [{{id: r-1, rule: R1, text: 只有一人熟悉采购, likelihood: 3, impact: 3, state: mitigating, owner: wei}}]",
            100_000 + dice.below(900_000),
            1 + dice.below(98),
            dice.below(40),
            dice.below(9),
            dice.below(9)
        ),
    );
    if industry == "food" {
        let stage = dice.one(&["paper", "traced", "shared"]);
        front(
            &mut text,
            format!("needs_stage: {{stage: {stage}, as_of: 2026-03-01, evidence: 走访}}"),
        );
    }
    front(&mut text, "tier: {gates: {credit: pass}}\ncontacts:".into());
    for (id, roles) in [
        ("gm", "economic"),
        ("head", "user, technical"),
        ("buyer", "buyer, gatekeeper"),
    ] {
        front(
            &mut text,
            format!(
                "  - {{id: {id}, label: 角色, roles: [{roles}], influence: {}, support: {}, coverage: [{{person: wei, strength: {}, last: 2026-05-20, cadence_days: 60}}, {{person: luo, strength: 3, last: 2026-06-01, cadence_days: 60}}]}}",
                1 + dice.below(5),
                dice.below(3),
                dice.below(6)
            ),
        );
    }
    front(
        &mut text,
        "decision_process: [{step: 立项, owner: head, days: 20}, {step: 批准, owner: gm, days: 15}]".into(),
    );
    front(&mut text, "needs: [{id: tracing, text: 半小时内查到任一批次, importance: 5, kind: explicit}, {id: data-sharing, text: 批次数据给商超, importance: 4, kind: latent}]".into());
    front(
        &mut text,
        format!(
            "capabilities: {{tracing: {{us: {}, redstone: 6}}, data-sharing: {{us: 6}}}}",
            dice.below(11)
        ),
    );
    front(
        &mut text,
        "competitors: [{ref: redstone, position: challenger, share: 20, threat: 3}]".into(),
    );
    front(&mut text, "plan: {playbook: three-steps, steps: {know: {state: draft, answers: {deciders: {text: 总经理拍板}}}}}".into());
    front(&mut text, "objectives: [{id: o-1, text: 拿下数据共享, measure: 合同, baseline: 0, target: 1, actual: 0, due: 2026-12-31}]".into());
    front(&mut text, "actions: [{id: a-1, objective: o-1, text: 参观样板, owner: wei, due: 2026-07-20, kind: relationship}]\n---".into());
    for heading in ["行业", "竞争", "需求", "下一步"] {
        front(&mut text, format!("## {heading}\n"));
        for _ in 0..4 {
            let sentence = dice.one(&[
                "客户对交付质量满意，对**响应速度**仍有更高期望。",
                "The steering group meets every quarter and decides on *results*, not on promises.",
                "采购要求重新评估框架协议，科技部倾向于先做试点。",
                "Competitors try to win share with price; our people on site keep the trust.",
            ]);
            front(&mut text, sentence.repeat(3));
        }
        front(&mut text, String::new());
    }
    text
}
