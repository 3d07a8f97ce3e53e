//! Random books: the rulers of `keybook init`, dossiers made up, everything else a few lines of everything.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use keybook::content::Memory;
use keybook::content::ReadOptions;
use keybook::content::snapshot::Snapshot;

use crate::dice::Dice;
use crate::fields::ACCOUNTS;
use crate::fields::COMPETITORS;
use crate::fields::FIELDS;
use crate::fields::INDUSTRIES;
use crate::fields::N_REQUIRED;

/// Text of every file, by path from the book's root.
pub type Files = BTreeMap<String, String>;

/// A book of so many accounts, without errors where one can be had in a few tries.
pub fn book(dice: &mut Dice, n_accounts: usize) -> Files {
    let mut files = tried(dice, n_accounts);
    for _ in 0..8 {
        if !has_errors(&files) {
            break;
        }
        files = tried(dice, n_accounts);
    }
    files
}

fn has_errors(files: &Files) -> bool {
    let bytes = files
        .iter()
        .map(|(path, text)| (path.clone(), text.clone().into_bytes()));
    let read = keybook::content::read(
        &Snapshot::of(bytes),
        &ReadOptions::default(),
        &mut Memory::default(),
    );
    read.has_errors()
}

/// The book of `keybook init`.
pub fn skeleton() -> Files {
    let skeleton = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/app/skeleton");
    let mut files = Files::new();
    for entry in walkdir::WalkDir::new(skeleton.join("content")) {
        let entry = entry.unwrap();
        if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(&skeleton).unwrap();
            let text = fs::read_to_string(entry.path()).unwrap();
            files.insert(path.display().to_string().replace('\\', "/"), text);
        }
    }
    files
}

fn tried(dice: &mut Dice, n_accounts: usize) -> Files {
    let mut files = skeleton();
    let mut put = |path: &str, text: &str| files.insert(format!("content/{path}"), text.to_owned());
    put("people.yaml", PEOPLE);
    put("organisations.yaml", ORGANISATIONS);
    put("models/classes.yaml", CLASSES);
    put("competitors/bluestone.md", RIVAL);
    put(
        "competitors/greystone.md",
        &RIVAL.replace("蓝石", "灰石").replace("Blue", "Grey"),
    );
    put("industries/health.md", INDUSTRY);
    put(
        "industries/finance.md",
        &INDUSTRY.replace("医疗, en: Health", "金融, en: Finance"),
    );
    put("playbook/way/notes.md", NOTES);
    put("static/terms.txt", "terms\n");
    for (name, text) in LEDGERS {
        let mut text = format!("{text}\n");
        for row in 0..9 {
            text += &ledger_row(dice, name, row);
        }
        put(&format!("ledgers/{name}.csv"), &text);
    }
    for id in ACCOUNTS.iter().take(n_accounts.clamp(2, ACCOUNTS.len())) {
        put(&format!("accounts/{id}.md"), &dossier(dice));
    }
    if !dice.once_in(3) {
        // One language is half the work, and as good for most edits.
        files
            .entry("content/book.yaml".to_owned())
            .and_modify(|text| *text = text.replace("[zh, en]", "[zh]"));
    }
    files
}

/// A dossier with the required fields and about half of the others, but no draft.
pub fn dossier(dice: &mut Dice) -> String {
    let mut text = "---\n".to_owned();
    for (place, (key, make)) in FIELDS.iter().enumerate() {
        let is_strange = matches!(*key, "draft" | "parent" | "formerly" | "organisation");
        if place < N_REQUIRED || dice.once_in(if is_strange { 12 } else { 2 }) {
            text += &format!("{key}: {}\n", make(dice));
        }
    }
    text += "---\n## 看懂客户\n\n见客户一次，记一次。\n";
    for _ in 0..dice.below(3) {
        text += &sentence(dice);
    }
    text
}

/// A sentence that leads elsewhere, or a chart; the way up is that of `accounts/<id>.md`.
pub fn sentence(dice: &mut Dice) -> String {
    let account = *dice.one(ACCOUNTS.get(..5).unwrap());
    match dice.below(12) {
        0 => format!("\n见[那家](../accounts/{account}.md)。\n"),
        1 => format!("\n见[那一节](../accounts/{account}.md#看懂客户)。\n"),
        2 => format!("\n见[行业](../industries/{}.md#看点)。\n", dice.one(INDUSTRIES)),
        3 => format!("\n见[对手](../competitors/{}.md)。\n", dice.one(COMPETITORS)),
        4 => "\n见[方法](../playbook/three-steps.md)与[随记](../playbook/way/notes.md)。\n".to_owned(),
        5 => format!(
            "\n```chart\nchart: {}\n```\n",
            dice.one(&[
                "pyramid",
                "value-matrix",
                "whale-curve",
                "pareto",
                "rfm",
                "portfolio-matrix"
            ])
        ),
        6 => format!("\n```table\nchart: value\nof: {account}\n```\n"),
        7 => "\n```chart\nchart: attractiveness\n```\n".to_owned(),
        8 => format!("\n## 第{}节\n", dice.below(4)),
        9 => "\n见[条款](../static/terms.txt)。\n".to_owned(),
        10 => "\n我们是**最大的**供应商（据说。\n".to_owned(),
        _ => format!("\n这是第{}次走访。\n", dice.below(90)),
    }
}

/// A row of a ledger.
pub fn ledger_row(dice: &mut Dice, ledger: &str, number: usize) -> String {
    let account = *dice.one(ACCOUNTS);
    let day = format!(
        "{}-{:02}-{:02}",
        2025 + dice.below(2),
        1 + dice.below(12),
        1 + dice.below(28)
    );
    let amount = 1000 * (1 + dice.below(900));
    match ledger {
        "orders" => format!(
            "o-{number},{account},{day},{amount},{},{}\n",
            amount / 2,
            dice.one(&["shipped", "cancelled", "shipped"])
        ),
        "returns" => format!("t-{number},{account},{day},{},o-{}\n", amount / 10, dice.below(9)),
        "invoices" => format!("v-{number},{account},{day},2026-03-01,{amount}\n"),
        "receipts" => format!(
            "r-{number},{account},{day},{amount},{}\n",
            dice.one(&["", "v-1", "v-2", "v-3"])
        ),
        "interactions" => format!(
            "n-{number},{account},{day},{},wei,gm,见面\n",
            dice.one(&["task", "visit", "praise", "complaint"])
        ),
        _ => format!(
            "q-{number},{account},{day},{amount},{},open,2026-12-31\n",
            10 * dice.below(11)
        ),
    }
}

/// The ledgers and their columns.
pub const LEDGERS: &[(&str, &str)] = &[
    ("orders", "id,account,date,amount,cost,status"),
    ("returns", "id,account,date,amount,order"),
    ("invoices", "id,account,date,due,amount"),
    ("receipts", "id,account,date,amount,invoice"),
    ("interactions", "id,account,date,kind,person,contact,text"),
    (
        "opportunities",
        "id,account,opened,amount,probability,status,close",
    ),
];

const PEOPLE: &str = "\
wei: {name: {zh: 魏宁, en: Wei Ning}, role: sales, unit: {zh: 客户一部, en: Accounts I}, status: active}
luo: {name: {zh: 罗川, en: Luo Chuan}, role: technical, status: active}
han: {name: {zh: 韩青, en: Han Qing}, role: service, status: active}
mu: {name: {zh: 穆远, en: Mu Yuan}, role: sales, status: left}
";

const ORGANISATIONS: &str = "\
our-firm: {name: {zh: 我们公司, en: Our firm}, roles: [self]}
mill-group: {name: {zh: 磨坊集团, en: Mill Group}, roles: [customer]}
stone-group: {name: {zh: 石头集团, en: Stone Group}, roles: [competitor]}
harbour-foods: {name: {zh: 港粮食品, en: Harbour Foods}, roles: [customer, partner]}
";

const CLASSES: &str = "\
kind: classifiers
classifiers:
  - {id: revenue-abc, name: {zh: 收入 ABC, en: Revenue ABC}, indicator: revenue, direction: high, method: cumulative_share, crossing: in, classes: [{id: a, bound: 80}, {id: b, bound: 95}, {id: c}]}
  - {id: orders-abc, name: {zh: 订单 ABC, en: Orders ABC}, indicator: tx_amount, direction: high, method: cumulative_share, classes: [{id: a, bound: 50}, {id: b}]}
  - {id: big-ticket, name: {zh: 大单, en: Big ticket}, indicator: max_order, direction: high, method: quantiles, classes: [{id: top, bound: 25}, {id: rest}]}
  - {id: selection-band, name: {zh: 分档, en: Band}, indicator: scorecards.selection, direction: high, method: thresholds, classes: [{id: first, bound: 60}, {id: second}]}
";

const RIVAL: &str = "\
---
name: {zh: 蓝石软件, en: Bluestone}
type: software-based
organisation: stone-group
positions: [{landscape: our-market, x: 4, y: 8, as_of: 2026-03-31, basis: judged, confidence: medium}]
strengths: [{text: 最便宜, source: 投标记录}]
weaknesses: [{text: 交付慢, source: 访谈}]
capabilities: {tracing: 9, data-sharing: 5}
localisation: 4
---
## 看点

见[红石](redstone.md)。
";

const INDUSTRY: &str = "\
---
name: {zh: 医疗, en: Health}
as_of: 2026-03-31
attractiveness: {model: attractiveness, items: {capacity: 5, growth: 9, competition: 3}, stated: {total: 11, star: false}}
benchmark_set: own-mean
compositions: [revenue-2025]
needs_stages: [{id: paper, order: 1, name: 纸面, needs: [tracing], offerings: [labels], typical: [north-mill]}, {id: traced, order: 3, name: 追溯}, {id: shared, order: 2, name: 共享, needs: [data-sharing], offerings: [data-exchange]}]
players: [bluestone, our-firm]
---
## 看点

见[磨坊](../accounts/north-mill.md#看懂客户)。
";

const NOTES: &str = "\
---
name: {zh: 随记, en: Notes}
order: 30
---
## 今天

```chart
chart: pyramid
```

见[港粮食品](../../accounts/harbour-foods.md#看懂客户)。
";
