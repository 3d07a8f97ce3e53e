//! Tables of the newer results: practice, indicators, classes, needs, steps, risks, and what the accounts make together.

use crate::diag::Lang;
use crate::engine::indicators::IndicatorKey;
use crate::engine::indicators::IndicatorUnit;
use crate::engine::risk::RiskNumber;
use crate::engine::risk::RiskResult;
use crate::export::sheet::Cell;
use crate::export::sheet::tables::Input;
use crate::export::sheet::tables::Recipe;
use crate::model::exact::Exact;
use crate::model::id::Id;

/// Every table of them, in order.
pub(super) const TABLES: &[Recipe] = &[
    Recipe {
        name: "practice",
        columns: &[
            ("客户", "account"),
            ("飞行速度", "speed"),
            ("飞行高度", "altitude"),
            ("耗油量", "fuel"),
            ("R 近度", "recency"),
            ("F 频度", "frequency"),
            ("M 金额", "monetary"),
            ("客户终身价值", "lifetime value"),
            ("钱包份额", "share of wallet"),
            ("业务空白", "whitespace"),
            ("已知格", "known cells"),
            ("全部格", "all cells"),
            ("关系覆盖", "coverage of influence"),
            ("关键人数", "bus factor"),
            ("支持度", "support"),
            ("没有接触的联系人", "uncovered contacts"),
            ("没有接触的角色", "uncovered roles"),
            ("吸引力", "attractiveness"),
            ("竞争力", "strength"),
            ("组合矩阵", "portfolio cell"),
            ("需求阶段", "needs stage"),
            ("下一阶段可卖", "next offerings"),
            ("币种", "currency"),
        ],
        rows: practice,
    },
    Recipe {
        name: "indicators",
        columns: &[
            ("客户", "account"),
            ("指标", "indicator"),
            ("名称", "name"),
            ("值", "value"),
            ("单位", "unit"),
        ],
        rows: indicators,
    },
    Recipe {
        name: "classes",
        columns: &[("客户", "account"), ("分类", "classifier"), ("类", "class")],
        rows: classes,
    },
    Recipe {
        name: "needs",
        columns: &[
            ("客户", "account"),
            ("需求", "need"),
            ("内容", "text"),
            ("重要性", "importance"),
            ("判断", "verdict"),
        ],
        rows: needs,
    },
    Recipe {
        name: "steps",
        columns: &[
            ("客户", "account"),
            ("步骤", "step"),
            ("状态", "state"),
            ("完整度", "completeness"),
        ],
        rows: steps,
    },
    Recipe {
        name: "gates",
        columns: &[("客户", "account"), ("门槛", "gate"), ("状态", "state")],
        rows: gates,
    },
    Recipe {
        name: "risks",
        columns: &[
            ("客户（全册为空）", "account (blank: the whole book)"),
            ("规则", "rule"),
            ("程度", "level"),
            ("状态", "state"),
            ("输入", "input"),
            ("值", "value"),
            ("界限", "limit"),
        ],
        rows: risks,
    },
    Recipe {
        name: "stale",
        columns: &[
            ("客户", "account"),
            ("字段", "field"),
            ("天数", "age in days"),
            ("允许天数", "days allowed"),
        ],
        rows: stale,
    },
    Recipe {
        name: "benchmarks",
        columns: &[
            ("比较组", "benchmark"),
            ("模型", "model"),
            ("方法", "method"),
            ("值", "value"),
            ("行业数", "n"),
            ("平均", "mean"),
            ("中位", "median"),
        ],
        rows: benchmarks,
    },
    Recipe {
        name: "assertions",
        columns: &[
            ("竞争格局", "landscape"),
            ("断言", "assertion"),
            ("成立", "holds"),
        ],
        rows: assertions,
    },
    Recipe {
        name: "tiers",
        columns: &[
            ("等级", "tier"),
            ("客户数", "accounts"),
            ("年收入", "yearly revenue"),
            ("年利润", "yearly profit"),
        ],
        rows: tiers,
    },
    Recipe {
        name: "whale_curve",
        columns: &[
            ("名次", "rank"),
            ("客户", "account"),
            ("年利润", "yearly profit"),
            ("累计 %", "cumulative %"),
        ],
        rows: whale_curve,
    },
    Recipe {
        name: "looks_big",
        columns: &[
            ("客户", "account"),
            ("最大单笔", "largest order"),
            ("客户价值", "value"),
        ],
        rows: looks_big,
    },
];

type Rows = Vec<Vec<Cell>>;

/// Ids in one cell.
fn listed<'a>(words: impl Iterator<Item = &'a str>) -> Cell {
    Cell::text(words.collect::<Vec<&str>>().join(" "))
}

fn practice(input: &Input) -> Rows {
    let accounts = input.assessment.accounts.iter();
    accounts
        .map(|(id, account)| {
            let (own, linked) = (&account.own, &account.linked);
            let (wallet, relations) = (own.wallet.as_ref(), linked.relations.as_ref());
            let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
            let mark = |mark: fn(crate::engine::rfm::Rfm) -> u8| {
                Cell::whole(account.rfm.map(|rfm| i64::from(mark(rfm))))
            };
            let cell = account.cell.as_ref();
            let stage = linked.needs_stage.as_ref();
            vec![
                Cell::text(id.as_str()),
                Cell::number(own.dials.speed.as_ref()),
                Cell::number(own.dials.altitude.as_ref()),
                Cell::number(own.dials.fuel.as_ref()),
                mark(|rfm| rfm.recency),
                mark(|rfm| rfm.frequency),
                mark(|rfm| rfm.monetary),
                Cell::money(own.clv.as_ref()),
                Cell::number(wallet.and_then(|wallet| wallet.share.as_ref())),
                Cell::money(wallet.map(|wallet| &wallet.whitespace)),
                Cell::whole(wallet.map(|wallet| count(wallet.known_cells))),
                Cell::whole(wallet.map(|wallet| count(wallet.all_cells))),
                Cell::number(relations.and_then(|relations| relations.coverage.as_ref())),
                Cell::whole(relations.and_then(|relations| relations.bus_factor()).map(count)),
                Cell::number(relations.and_then(|relations| relations.support.as_ref())),
                listed(
                    relations
                        .into_iter()
                        .flat_map(|relations| &relations.uncovered)
                        .map(Id::as_str),
                ),
                listed(
                    relations
                        .into_iter()
                        .flat_map(|relations| &relations.uncovered_roles)
                        .map(|role| role.word()),
                ),
                Cell::number(cell.and_then(|cell| cell.attractiveness.as_ref())),
                Cell::number(cell.and_then(|cell| cell.strength.as_ref())),
                Cell::word(cell.and_then(|cell| cell.cell).map(|cell| cell.word())),
                Cell::word(stage.map(|stage| &stage.stage)),
                listed(
                    stage
                        .into_iter()
                        .flat_map(|stage| &stage.next_offerings)
                        .map(Id::as_str),
                ),
                Cell::text(input.book.settings.currency.as_str()),
            ]
        })
        .collect()
}

fn indicators(input: &Input) -> Rows {
    let currency = input.book.settings.currency.as_str();
    let mut rows = Vec::new();
    for (id, account) in &input.assessment.accounts {
        for key in IndicatorKey::all() {
            let value = account.linked.indicators.get(key);
            let (value, unit) = match key.unit() {
                IndicatorUnit::Money => (Cell::money(value), currency),
                IndicatorUnit::Count => (Cell::whole(value.and_then(Exact::to_i64)), ""),
                IndicatorUnit::WholeDays => (Cell::whole(value.and_then(Exact::to_i64)), "d"),
                IndicatorUnit::Days => (Cell::number(value), "d"),
                IndicatorUnit::Percent => (Cell::number(value), "%"),
                IndicatorUnit::Number => (Cell::number(value), ""),
            };
            rows.push(vec![
                Cell::text(id.as_str()),
                Cell::text(key.word()),
                Cell::text(key.label(input.lang)),
                value,
                Cell::text(unit),
            ]);
        }
    }
    rows
}

fn classes(input: &Input) -> Rows {
    let mut rows = Vec::new();
    for (id, account) in &input.assessment.accounts {
        for classifier in &input.book.rulers.classifiers {
            let classifier = &classifier.id.value;
            rows.push(vec![
                Cell::text(id.as_str()),
                Cell::text(classifier.as_str()),
                Cell::word(account.classes.get(classifier)),
            ]);
        }
    }
    rows
}

fn needs(input: &Input) -> Rows {
    let mut rows = Vec::new();
    for (id, account) in &input.assessment.accounts {
        let dossier = input.book.accounts.get(id);
        for need in dossier.into_iter().flat_map(|page| &page.data.needs) {
            let result = account.linked.needs.get(&need.id.value);
            rows.push(vec![
                Cell::text(id.as_str()),
                Cell::text(need.id.value.as_str()),
                Cell::text(need.text.get(input.lang)),
                Cell::whole(need.importance),
                Cell::word(result.map(|result| result.verdict.word())),
            ]);
        }
    }
    rows
}

fn steps(input: &Input) -> Rows {
    let mut rows = Vec::new();
    for (id, account) in &input.assessment.accounts {
        rows.extend(account.linked.steps.iter().map(|step| {
            vec![
                Cell::text(id.as_str()),
                Cell::text(step.id.as_str()),
                Cell::text(step.state.word()),
                Cell::number(step.completeness.as_ref()),
            ]
        }));
    }
    rows
}

fn gates(input: &Input) -> Rows {
    let mut rows = Vec::new();
    for (id, account) in &input.assessment.accounts {
        let gates = account.tier.iter().flat_map(|tier| &tier.gates);
        rows.extend(gates.map(|(gate, state)| {
            vec![
                Cell::text(id.as_str()),
                Cell::text(gate.as_str()),
                Cell::text(state.word()),
            ]
        }));
    }
    rows
}

/// One row an input of a raised rule; the rules of the whole book have no account.
fn risks(input: &Input) -> Rows {
    let assessment = input.assessment;
    let of_accounts = assessment
        .accounts
        .iter()
        .flat_map(|(id, account)| account.risks.iter().map(move |risk| (Some(id), risk)));
    let of_book = assessment.portfolio.risks.iter().map(|risk| (None, risk));
    of_accounts
        .chain(of_book)
        .flat_map(|(id, risk)| risk_rows(id, risk))
        .collect()
}

fn risk_rows(id: Option<&Id>, risk: &RiskResult) -> Rows {
    let limit = |name: &str| risk.threshold.iter().find(|(limit, _)| *limit == name);
    risk.inputs
        .iter()
        .map(|(name, value)| {
            vec![
                Cell::word(id),
                Cell::text(format!("R{}", risk.rule)),
                Cell::text(risk.level.word()),
                Cell::text(risk.state.word()),
                Cell::text(*name),
                number(value),
                limit(name).map_or(Cell::Blank, |(_, limit)| number(limit)),
            ]
        })
        .collect()
}

fn number(number: &RiskNumber) -> Cell {
    match number {
        RiskNumber::Unknown => Cell::Blank,
        RiskNumber::Whole(value) => Cell::whole(Some(*value)),
        RiskNumber::Part(value) => Cell::number(Some(value)),
        RiskNumber::Money(value) => Cell::money(Some(value)),
        RiskNumber::Tau(tau) => Cell::number(Exact::parse(&tau.fixed(4)).as_ref()),
        RiskNumber::Flag(value) => Cell::text(if *value { "yes" } else { "no" }),
    }
}

fn stale(input: &Input) -> Rows {
    let mut rows = Vec::new();
    for (id, account) in &input.assessment.accounts {
        rows.extend(account.own.stale.iter().map(|stale| {
            vec![
                Cell::text(id.as_str()),
                Cell::text(stale.field),
                Cell::whole(Some(stale.age_days)),
                Cell::whole(Some(stale.max_age_days)),
            ]
        }));
    }
    rows
}

fn benchmarks(input: &Input) -> Rows {
    let benchmarks = input.assessment.benchmarks.iter();
    benchmarks
        .map(|(id, score)| {
            vec![
                Cell::text(id.as_str()),
                Cell::text(score.model.as_str()),
                Cell::text(score.method),
                Cell::number(score.value.as_ref()),
                Cell::whole(i64::try_from(score.n).ok()),
                Cell::number(score.mean.as_ref()),
                Cell::number(score.median.as_ref()),
            ]
        })
        .collect()
}

fn assertions(input: &Input) -> Rows {
    let mut rows = Vec::new();
    for (id, landscape) in &input.assessment.landscapes {
        rows.extend(landscape.assertions.iter().map(|assertion| {
            vec![
                Cell::text(id.as_str()),
                Cell::text(assertion.text.as_str()),
                Cell::word(assertion.holds.map(|holds| if holds { "yes" } else { "no" })),
            ]
        }));
    }
    rows
}

fn tiers(input: &Input) -> Rows {
    let tiers = input.assessment.portfolio.tiers.iter();
    tiers
        .map(|tier| {
            vec![
                Cell::text(tier.tier.word()),
                Cell::whole(i64::try_from(tier.n).ok()),
                Cell::money(Some(&tier.revenue)),
                Cell::money(Some(&tier.profit)),
            ]
        })
        .collect()
}

fn whale_curve(input: &Input) -> Rows {
    let accounts = &input.assessment.accounts;
    let curve = input.assessment.portfolio.whale_curve.iter().flatten();
    (1..)
        .zip(curve)
        .map(|(rank, (id, cumulative))| {
            vec![
                Cell::whole(Some(rank)),
                Cell::text(id.as_str()),
                Cell::money(
                    accounts
                        .get(id)
                        .and_then(|account| account.linked.profit.as_ref()),
                ),
                Cell::number(Some(cumulative)),
            ]
        })
        .collect()
}

fn looks_big(input: &Input) -> Rows {
    let accounts = &input.assessment.accounts;
    let listed = input.assessment.portfolio.looks_big.iter();
    listed
        .map(|id| {
            let account = accounts.get(id);
            let value = account.and_then(|account| account.own.value.as_ref()?.value.as_ref());
            let largest = account.and_then(|account| account.linked.indicators.get(IndicatorKey::MaxOrder));
            vec![Cell::text(id.as_str()), Cell::money(largest), Cell::number(value)]
        })
        .collect()
}

/// The head of a table in a language.
pub(super) fn head(recipe: &Recipe, lang: Lang) -> Vec<&'static str> {
    let columns = recipe.columns.iter();
    columns
        .map(|(zh, en)| if lang == Lang::Zh { *zh } else { *en })
        .collect()
}
