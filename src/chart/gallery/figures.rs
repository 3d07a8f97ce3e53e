//! Samples of the charts of one figure: what could move it, and how it went.

use crate::chart::gallery::Add;
use crate::chart::gallery::ready;
use crate::chart::proof;
use crate::chart::spark;
use crate::chart::spark::SparkData;
use crate::chart::tornado;
use crate::chart::tornado::Input;
use crate::chart::tornado::Threshold;
use crate::chart::tornado::TornadoData;
use crate::chart::trend;
use crate::chart::trend::Series;
use crate::chart::trend::Target;
use crate::chart::trend::TrendData;
use crate::diag::Lang;

/// Word-sized lines, in a line of text.
pub fn sparks() -> String {
    let spark = |values: &[Option<f64>]| {
        let data = SparkData {
            label: "年收入".into(),
            values: values.to_vec(),
        };
        spark::draw(&data, Lang::Zh)
    };
    let wave: Vec<Option<f64>> = (0..14)
        .map(|idx| (idx != 6).then_some((idx * 29 % 13) as f64 + idx as f64))
        .collect();
    let (old, none) = ([Some(3.0), Some(4.0), Some(2.0), None], [None, None]);
    format!(
        "<p>收入 {} 停在 {} 未知 {}</p>",
        spark(&wave),
        spark(&old),
        spark(&none)
    )
}

/// Charts of one figure, each as it should be, and where it is hard.
pub fn add(add: Add<'_>) {
    let mut weights = tornado(5);
    for (idx, input) in weights.inputs.iter_mut().enumerate() {
        input.is_unknown = false;
        input.low = Some(71.5 - idx as f64 / 4.0);
        input.high = Some(72.0 + idx as f64 / 3.0);
        input.detail = format!("{}% ±20%", 10 + idx * 5);
        input.label = proof::name(idx);
    }
    for (id, title, data) in [
        ("tornado", "服务响应一项可升为金卡", tornado(6)),
        ("tornado-many", "服务响应一项可升为金卡", tornado(30)),
        ("tornado-weights", "权重怎么改都不变", weights),
    ] {
        add(id, title, "客户价值可移动多远，分", &ready(data, tornado::draw));
    }
    for (id, n, n_series) in [("trend", 9, 1), ("trend-4", 12, 4), ("trend-40", 40, 2)] {
        let draw = ready(trend(n, n_series), trend::draw);
        add(id, "收入两年增三成，离目标还差一步", "年收入，万元，按季", &draw);
    }
}

fn trend(n: usize, n_series: usize) -> TrendData {
    let names = [
        "澜江银行",
        "行业均值",
        "Harbour Foods International Ltd",
        "星河电信",
    ];
    let value = |series: usize, idx: usize| {
        let wave = (idx * 31 % 17) as f64 * 2.0;
        ((idx + 2 * series) % 9 != 5).then_some(60.0 + idx as f64 * 3.0 + wave - 14.0 * series as f64)
    };
    let series = |at: usize| Series {
        label: names.get(at).map_or_else(String::new, |name| (*name).into()),
        values: (0..n).map(|idx| value(at, idx)).collect(),
        intervals: if n_series == 1 {
            (0..n)
                .map(|idx| value(at, idx).map(|value| (value - 9.0, value + 6.0)))
                .collect()
        } else {
            Vec::new()
        },
        is_context: at == 1,
        href: None,
    };
    TrendData {
        measure: "年收入（万元）".into(),
        periods: (0..n)
            .map(|idx| format!("{}Q{}", 2017 + idx / 4, idx % 4 + 1))
            .collect(),
        series: (0..n_series).map(series).collect(),
        target: Some(Target {
            label: "目标".into(),
            at: 95.0,
        }),
    }
}

fn tornado(n: usize) -> TornadoData {
    let names = ["服务响应", "联合创新", "回款", "高层关系", "份额", "续约意向"];
    let input = |idx: usize| Input {
        label: names
            .get(idx)
            .map_or_else(|| format!("指标 {idx}"), |name| (*name).into()),
        detail: if idx.is_multiple_of(2) {
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
