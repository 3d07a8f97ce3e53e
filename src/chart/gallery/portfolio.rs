//! Samples of the charts of many accounts.

use crate::chart::concentration;
use crate::chart::concentration::ConcentrationData;
use crate::chart::gallery::Add;
use crate::chart::gallery::ready;
use crate::chart::pareto;
use crate::chart::pareto::ParetoData;
use crate::chart::portfolio_matrix;
use crate::chart::portfolio_matrix::Measure;
use crate::chart::portfolio_matrix::PortfolioMatrixData;
use crate::chart::proof;
use crate::chart::rfm;
use crate::chart::rfm::RfmData;
use crate::chart::whale;
use crate::chart::whale::WhaleData;

const NAMES: [&str; 16] = [
    "澜江银行",
    "星河电信",
    "云帆证券",
    "海棠区政府",
    "茉莉学院",
    "青山教育",
    "北岸港务",
    "南屏医院",
    "东麓能源",
    "西溪传媒",
    "石桥钢铁",
    "白塔药业",
    "长堤保险",
    "短亭物流",
    "春野农业",
    "Harbour Foods Ltd",
];

fn name(idx: usize) -> String {
    NAMES
        .get(idx)
        .map_or_else(|| format!("客户{idx}"), |name| (*name).into())
}

/// Charts of many accounts, each as it should be, and where it is hard.
pub fn add(add: Add<'_>) {
    let sized = PortfolioMatrixData {
        is_sized: true,
        counts: Some([5, 3, 4, 4]),
        ..matrix(16, None)
    };
    let mut long = matrix(12, None);
    for (idx, account) in long.accounts.iter_mut().enumerate() {
        account.label = proof::name(idx);
    }
    long.cuts = Some((88.0, 15.0));
    for (id, title, data) in [
        ("portfolio", "四家战略客户带来一半收入", sized),
        ("portfolio-own", "澜江银行：战略型", matrix(48, Some(0))),
        ("portfolio-crowd", "二千家", matrix(2000, Some(77))),
        ("portfolio-long", "名称很长", long),
    ] {
        add(id, title, "组合矩阵，分", &ready(data, portfolio_matrix::draw));
    }
    for n in [12, 2000] {
        let title = "三分之二的客户挣来全部利润还多";
        let draw = ready(whale(n), whale::draw);
        add(&format!("whale-{n}"), title, "累计利润，2026", &draw);
    }
    let mut plain = pareto(40);
    plain.classes.clear();
    for (idx, account) in plain.accounts.iter_mut().enumerate() {
        account.label = proof::name(idx);
        account.class = None;
        account.is_focus = idx == 31;
    }
    for (id, title, data) in [
        ("pareto", "八家带来八成收入", pareto(12)),
        ("pareto-10000", "一万家中二千家带来八成收入", pareto(10_000)),
        ("pareto-plain", "没有分类", plain),
    ] {
        add(id, title, "收入与累计占比，2026", &ready(data, pareto::draw));
    }
    for (id, title, hhi) in [
        ("hhi", "收入中等集中", Some(1293.74)),
        ("hhi-high", "收入很集中", Some(6100.0)),
        ("hhi-unknown", "集中度未知", None),
    ] {
        let draw = ready(concentration(hhi), concentration::draw);
        add(id, title, "集中度，2026 年收入", &draw);
    }
    for (id, n) in [("rfm", 25), ("rfm-few", 3)] {
        let draw = ready(rfm(n), rfm::draw);
        add(id, "又近又勤的买得最多", "RFM，近一年订单", &draw);
    }
}

fn concentration(hhi: Option<f64>) -> ConcentrationData {
    ConcentrationData {
        n: 11,
        hhi,
        cr1: hhi.map(|_| 21.5),
        cr3: hhi.map(|_| 53.8),
        effective_n: hhi.map(|hhi| 10_000.0 / hhi),
        largest: Some("运营商 或 IT".into()),
        href: Some("#a".into()),
    }
}

fn rfm(n: u8) -> RfmData {
    let cell = |idx: u8| rfm::Cell {
        recency: idx / 5 % 5 + 1,
        frequency: idx % 5 + 1,
        n: if idx % 7 == 3 {
            0
        } else {
            usize::from(idx) * 13 % 37 + 1
        },
        monetary: (idx != 12).then_some(f64::from(idx) / 6.5 + 1.0),
        href: Some("#r".into()),
    };
    RfmData {
        cells: (0..n).map(cell).collect(),
        focus: Some((4, 5)),
        n_outside: 7,
    }
}

/// Amounts fall as shares do where few are large; the classes are cut at 80 and 95.
fn pareto(n: usize) -> ParetoData {
    let amounts: Vec<f64> = (0..n).map(|idx| 9_000.0 / (idx as f64 * 0.6 + 2.0)).collect();
    let sum: f64 = amounts.iter().sum();
    let mut so_far = 0.0;
    let accounts = amounts.iter().enumerate().map(|(idx, amount)| {
        let before = so_far * 100.0 / sum;
        so_far += amount;
        pareto::Account {
            label: name(idx),
            amount: (idx != 9).then_some(*amount),
            cumulative: so_far * 100.0 / sum,
            class: Some(if before < 80.0 {
                0
            } else {
                1 + usize::from(before >= 95.0)
            }),
            is_focus: n > 12 && idx == n / 2,
            href: Some("#a".into()),
        }
    });
    let class = |label: &str, bound| pareto::Class {
        label: label.into(),
        bound,
    };
    ParetoData {
        unit: Some("万元".into()),
        accounts: accounts.collect(),
        classes: vec![class("A", Some(80.0)), class("B", Some(95.0)), class("C", None)],
    }
}

/// Profits fall, and the last ones are losses, where there are enough.
fn whale(n: usize) -> WhaleData {
    let profits: Vec<f64> = (0..n)
        .map(|idx| (n as f64 * 0.7 - idx as f64 + 1.0) * if idx * 3 < n { 3.0 } else { 1.0 })
        .collect();
    let sum: f64 = profits.iter().sum();
    let mut so_far = 0.0;
    let accounts = profits.iter().enumerate().map(|(idx, profit)| {
        so_far += profit;
        whale::Account {
            label: name(idx),
            cumulative: so_far * 100.0 / sum,
            profit: Some(*profit),
            is_focus: n > 2 && idx == n / 3,
            href: Some("#a".into()),
        }
    });
    WhaleData {
        unit: Some("万元".into()),
        accounts: accounts.collect(),
        n_unknown: n / 5,
    }
}

fn matrix(n: usize, focus: Option<usize>) -> PortfolioMatrixData {
    let account = |idx: usize| portfolio_matrix::Account {
        label: name(idx),
        strength: (idx != 11).then_some((idx * 7919 % 967) as f64 / 9.67),
        attractiveness: Some((idx * 10_473 % 883) as f64 / 9.0 + 1.0),
        size: (idx != 9).then_some(90.0 / (idx + 1) as f64),
        is_focus: focus == Some(idx),
        href: Some("#a".into()),
    };
    let mut accounts: Vec<portfolio_matrix::Account> = (0..n).map(account).collect();
    if let Some(first) = accounts.first_mut() {
        (first.strength, first.attractiveness) = (Some(71.0), Some(83.0));
    }
    let measure = |name: &str| Measure {
        name: name.into(),
        scale: (0.0, 100.0),
    };
    PortfolioMatrixData {
        strength: measure("我方实力（选择指数）"),
        attractiveness: measure("客户吸引力"),
        cuts: Some((52.0, 55.0)),
        cut_words: "均值".into(),
        counts: None,
        is_sized: false,
        accounts,
    }
}
