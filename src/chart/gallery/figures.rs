//! Samples of the charts of one figure: what could move it, and how it went.

use crate::chart::gallery::Add;
use crate::chart::proof;
use crate::chart::tornado;
use crate::chart::tornado::Input;
use crate::chart::tornado::Threshold;
use crate::chart::tornado::TornadoData;

/// Charts of one figure, each as it should be and in its hard cases.
pub fn add(add: Add<'_>) {
    for (id, n) in [("tornado", 6), ("tornado-many", 30), ("tornado-none-", 0)] {
        add(
            id,
            "服务响应一项可升为金卡",
            "未知指标可移动客户价值多远，分",
            &|frame| tornado::draw(&tornado(n), frame),
        );
    }
    add(
        "tornado-weights",
        "权重怎么改都不变",
        "权重 ±20% 时的客户价值，分",
        &|frame| {
            let mut data = tornado(5);
            for (idx, input) in data.inputs.iter_mut().enumerate() {
                input.is_unknown = false;
                input.low = Some(71.5 - idx as f64 / 4.0);
                input.high = Some(72.0 + idx as f64 / 3.0);
                input.detail = format!("{}% ±20%", 10 + idx * 5);
                input.label = proof::name(idx);
            }
            data.base = Some(71.8);
            tornado::draw(&data, frame)
        },
    );
}

fn tornado(n: usize) -> TornadoData {
    let names = ["服务响应", "联合创新", "回款", "高层关系", "份额", "续约意向"];
    let input = |idx: usize| Input {
        label: names
            .get(idx)
            .map_or_else(|| format!("指标 {idx}"), |name| (*name).into()),
        detail: if idx % 2 == 0 {
            "0–120".into()
        } else {
            String::new()
        },
        low: (idx != 5).then_some(71.8 - 9.0 / (idx + 1) as f64),
        high: Some(71.8 + 14.0 / (idx + 1) as f64),
        is_unknown: idx < 3,
        href: Some("#i".into()),
    };
    let tier = |label: &str, at| Threshold {
        label: label.into(),
        at,
    };
    TornadoData {
        label: "客户价值".into(),
        base: Some(71.8),
        thresholds: vec![tier("白金卡", 85.0), tier("金卡", 75.0), tier("银卡", 70.0)],
        inputs: (0..n).map(input).collect(),
    }
}
