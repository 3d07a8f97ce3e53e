//! The page of the portfolio matrix: its two measures, its cuts, its cells, an account placed.

use std::collections::BTreeMap;

use crate::engine::portfolio_cell::Cell;
use crate::model::book::PageKind;
use crate::model::exact::Exact;
use crate::model::rulers::Cut;
use crate::model::rulers::PortfolioModel;
use crate::render::format;
use crate::render::scope::Scope;
use crate::render::view::models::Example;
use crate::render::view::models::ModelPage;
use crate::render::view::models::fact;
use crate::render::view::models::head;
use crate::render::view::models::measures;
use crate::render::view::models::pick::most_known;
use crate::render::view::models::primed;
use crate::render::view::models::primer::Home;
use crate::render::view::models::primer::Primer;
use crate::render::view::models::primer::Shown;
use crate::render::view::models::primer::clause;
use crate::render::view::models::primer::input;
use crate::render::view::models::row;
use crate::render::view::models::stated;
use crate::render::view::models::sums::mean;
use crate::render::view::parts::Fact;
use crate::render::view::parts::Grid;
use crate::render::view::portfolio::cell_action;

const MODEL: Home = Home::Model("portfolio");

pub(super) const PRIMER: Primer = Primer {
    purpose: (
        "把客户按“对我们有多大吸引力”和“我们在那里有多强”放进四格，用来决定各格投入多少、指望什么。",
        "Puts accounts into four cells by how attractive they are and how strong we are there, to decide what to put in and what to expect.",
    ),
    inputs: &[
        input(
            "A",
            ("吸引力用哪个量", "the measure of attractiveness"),
            MODEL,
            "attractiveness",
        ),
        input(
            "S",
            ("竞争力用哪个量", "the measure of strength"),
            MODEL,
            "strength",
        ),
        input(
            "α, σ",
            (
                "两个分界：一个数，或 mean（平均数）",
                "the two cuts: a number, or mean",
            ),
            MODEL,
            "cut",
        ),
        input(
            "",
            (
                "利润扣不扣服务成本；全书的利润都按它算",
                "whether profit is after cost to serve; every profit of the book goes by it",
            ),
            MODEL,
            "profit",
        ),
    ],
    formula: &[
        clause(
            "吸引力高：不低于分界。",
            "Attractiveness is high from the cut on.",
            "A ≥ α",
        ),
        clause(
            "竞争力高：不低于分界。",
            "Strength is high from the cut on.",
            "S ≥ σ",
        ),
        clause(
            "分界写 mean 时，取两面都已知的客户的平均数。",
            "A cut written mean is the mean over the accounts of which both sides are known.",
            "α = Σ A ÷ n, σ = Σ S ÷ n",
        ),
        clause(
            "高高为战略型，高低为明星型，低高为维持型，低低为精简型。",
            "High and high is strategic, high and low star, low and high status, low and low streamline.",
            "",
        ),
    ],
    edges: &[
        (
            "有一面未知，就没有格。价值低于最低覆盖率、记分卡依据不足、行业有因素未知时，那一面就是未知。",
            "With one side unknown there is no cell. A value below its coverage, an insufficient scorecard or an industry with an unknown factor is unknown.",
        ),
        ("正好在分界上算高。", "A number on the cut is high."),
        (
            "没有这种模型文件，就没有组合矩阵。",
            "Without such a model file there is no portfolio matrix.",
        ),
    ],
    units: &[(
        ("A、S、分界", "A, S and the cuts"),
        ("与所用的量相同", "as the measure"),
    )],
    sources: &[
        (
            "McDonald 与 Woodburn 的大客户矩阵：客户吸引力对我方相对竞争力，四格各有做法。",
            "McDonald and Woodburn’s key-account matrix: attractiveness against relative strength, each cell with its course.",
        ),
        (
            "更早的同类：Fiocca（1982 年），Millman 与 Wilson。",
            "Earlier of the same kind: Fiocca, 1982; Millman and Wilson.",
        ),
    ],
    deck: &[(
        "培训稿里没有这张矩阵；它补上“投入多少”这一问。",
        "The deck has no such matrix; it answers what the deck leaves open: how much to put in.",
    )],
    shown: &[Shown::Portfolio, Shown::Each(PageKind::Account)],
    keys: &[
        "accounts[].portfolio.attractiveness",
        "accounts[].portfolio.strength",
        "accounts[].portfolio.cell",
    ],
};

pub(super) fn portfolio(scope: Scope<'_>, model: &PortfolioModel) -> ModelPage {
    let side = |name: String, measure: &str, cut: &Cut| Fact {
        name,
        values: vec![measures::label(scope, measure)],
        title: Some(match cut {
            Cut::At(at) => scope.pick(
                format!("分界 {}", format::number(at, 4)),
                format!("cut at {}", format::number(at, 4)),
            ),
            Cut::Mean => scope.pick("分界取平均数", "cut at the mean"),
        }),
    };
    let profit = if model.after_cost_to_serve {
        scope.pick("扣除服务成本", "after cost to serve")
    } else {
        scope.pick("只扣直接成本", "after direct cost")
    };
    ModelPage {
        facts: vec![
            side(
                scope.pick("吸引力 A", "Attractiveness A"),
                &model.attractiveness.value,
                &model.attractiveness_cut,
            ),
            side(
                scope.pick("竞争力 S", "Strength S"),
                &model.strength.value,
                &model.strength_cut,
            ),
            fact(scope.say("profit"), profit),
        ],
        tables: vec![cells(scope)],
        example: example(scope, model),
        ..primed(scope, "portfolio", &PRIMER)
    }
}

fn cells(scope: Scope<'_>) -> Grid {
    let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
    for account in scope.shared.assessment.accounts.values() {
        if let Some(cell) = account.cell.as_ref().and_then(|cell| cell.cell) {
            *counts.entry(cell.word()).or_default() += 1;
        }
    }
    let (high, low) = (scope.pick("高", "high"), scope.pick("低", "low"));
    let sides = [
        (Cell::Strategic, &high, &high),
        (Cell::Star, &high, &low),
        (Cell::Status, &low, &high),
        (Cell::Streamline, &low, &low),
    ];
    Grid {
        caption: scope.pick("四格", "The four cells"),
        head: head(&[
            (scope.pick("格", "Cell"), false),
            ("A".to_owned(), false),
            ("S".to_owned(), false),
            (scope.say("accounts"), true),
            (scope.pick("做法", "Course"), false),
        ]),
        rows: sides
            .into_iter()
            .map(|(cell, attractiveness, strength)| {
                row(vec![
                    (cell.label(scope.lang).to_owned(), false),
                    (attractiveness.clone(), false),
                    (strength.clone(), false),
                    (counts.get(cell.word()).unwrap_or(&0).to_string(), true),
                    (cell_action(scope, cell), false),
                ])
            })
            .collect(),
    }
}

fn example(scope: Scope<'_>, model: &PortfolioModel) -> Option<Example> {
    let picked = most_known(scope, |picked| picked.assessed.cell.as_ref()?.cell.map(|_| ()))?;
    let own = picked.assessed.cell.as_ref()?;
    let (attractiveness, strength) = (own.attractiveness.as_ref()?, own.strength.as_ref()?);
    let (attractiveness_cut, strength_cut) = scope.shared.assessment.portfolio.cell_cut.as_ref()?;
    let both = || {
        let accounts = scope.shared.assessment.accounts.values();
        accounts.filter_map(|account| {
            let cell = account.cell.as_ref()?;
            Some((cell.attractiveness.clone()?, cell.strength.clone()?))
        })
    };
    let mut lines = Vec::new();
    let mut cut = |sign: &str, cut: &Cut, at: &Exact, values: Vec<Exact>| {
        if *cut == Cut::Mean {
            lines.extend(mean(scope, sign, &values, at));
        }
    };
    cut(
        "α",
        &model.attractiveness_cut,
        attractiveness_cut,
        both().map(|sides| sides.0).collect(),
    );
    cut(
        "σ",
        &model.strength_cut,
        strength_cut,
        both().map(|sides| sides.1).collect(),
    );
    let against = |sign: &str, value: &Exact, cut_sign: &str, cut: &Exact| {
        let (order, word) = if value >= cut {
            ("≥", scope.pick("高", "high"))
        } else {
            ("<", scope.pick("低", "low"))
        };
        let (value, cut) = (format::grouped(value, 4), format::grouped(cut, 4));
        scope.pick(
            format!("{sign} {value} {order} {cut_sign} {cut}：{word}"),
            format!("{sign} {value} {order} {cut_sign} {cut}: {word}"),
        )
    };
    lines.push(against("A", attractiveness, "α", attractiveness_cut));
    lines.push(against("S", strength, "σ", strength_cut));
    let cell = own.cell?;
    lines.push(stated(scope, cell.label(scope.lang), &cell_action(scope, cell)));
    Some(Example {
        subject: scope.account(picked.id),
        picked: scope.pick(
            "取两面都已知、编号最前的客户。",
            "The first account by id of which both sides are known.",
        ),
        table: None,
        lines,
    })
}
