//! Doubts about industries and benchmarks: what is printed against what is computed.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diag::Code;
use crate::diag::Finding;
use crate::diag::Lang;
use crate::diag::Place;
use crate::engine::assessment::Assessment;
use crate::engine::assessment::BenchmarkScore;
use crate::engine::assessment::IndustryScore;
use crate::engine::doubts::stated_total;
use crate::model::exact::Exact;
use crate::model::id::Id;
use crate::model::industry::Industry;
use crate::model::rulers::AttractivenessModel;
use crate::model::rulers::Benchmark;
use crate::model::rulers::BenchmarkMethod;
use crate::words;

/// Stated total and star of one industry against the computed ones.
pub fn stated_industry(
    file: &Arc<str>,
    industry: &Industry,
    score: &IndustryScore,
    benchmarks: &BTreeMap<Id, BenchmarkScore>,
    findings: &mut Vec<Finding>,
) {
    let (Some(sheet), Some(stated)) = (&industry.attractiveness, &score.stated) else {
        return;
    };
    if let (Some(written), Some((total, Some(difference)))) = (&sheet.stated_total, &stated.total)
        && !difference.is_zero()
    {
        findings.push(stated_total(
            Place::at(file, written.at),
            "attractiveness.stated.total".to_owned(),
            total,
            difference,
        ));
    }
    if let (Some(written), Some(computed)) = (&sheet.stated_star, score.star)
        && written.value != computed
    {
        let bar = industry
            .benchmark_set
            .as_ref()
            .and_then(|set| benchmarks.get(&set.value));
        let shown = |value: Option<&Exact>| value.map_or_else(String::new, |value| value.short(4));
        let (total, bar) = (
            shown(score.total.as_ref()),
            shown(bar.and_then(|bar| bar.value.as_ref())),
        );
        findings.push(Finding {
            code: Code::StatedStar,
            place: Place::at(file, written.at),
            field: "attractiveness.stated.star".to_owned(),
            message: if computed {
                words!(
                    "写明没有星，但总分 `{total}` 达到基准 `{bar}`",
                    "no star is stated, but the total `{total}` reaches the benchmark `{bar}`"
                )
            } else {
                words!(
                    "写明有星，但总分 `{total}` 低于基准 `{bar}`",
                    "a star is stated, but the total `{total}` is below the benchmark `{bar}`"
                )
            },
            hint: words!(
                "核对总分和基准，或保留原样：两者都会显示",
                "check the total and the benchmark, or keep the printed star: both are shown"
            ),
        });
    }
}

/// Benchmarks of one model that are not what their author says they are.
pub fn stated_benchmarks(
    file: &Arc<str>,
    model: &AttractivenessModel,
    assessment: &Assessment,
    findings: &mut Vec<Finding>,
) {
    for bar in &model.benchmarks {
        let Some(score) = assessment.benchmarks.get(&bar.id.value) else {
            continue;
        };
        findings.extend(stated_benchmark(file, bar, score));
    }
}

fn stated_benchmark(file: &Arc<str>, bar: &Benchmark, score: &BenchmarkScore) -> Option<Finding> {
    let stated_as = bar.stated_as?;
    let computed = match stated_as {
        BenchmarkMethod::Mean => &score.mean,
        BenchmarkMethod::Median => &score.median,
        BenchmarkMethod::Fixed => return None,
    };
    let fixed = bar.value.as_ref()?;
    if bar.method != BenchmarkMethod::Fixed || computed.as_ref() == Some(&fixed.value) {
        return None;
    }
    let (id, value, n) = (&bar.id.value, fixed.value.short(4), score.n);
    let (zh, en) = (stated_as.label(Lang::Zh), stated_as.word());
    let message = match computed {
        Some(computed) => {
            let computed = computed.short(4);
            words!(
                "基准 `{id}` 说 `{value}` 是{zh}，但这 {n} 个行业的{zh}是 `{computed}`",
                "benchmark `{id}` says `{value}` is the {en}, but the {en} of its {n} industries is `{computed}`"
            )
        }
        None => words!(
            "基准 `{id}` 说 `{value}` 是{zh}，但比较组里没有一个行业评全（n = {n}）",
            "benchmark `{id}` says `{value}` is the {en}, but no industry of its set is scored in full (n = {n})"
        ),
    };
    Some(Finding {
        code: Code::StatedBenchmark,
        place: Place::at(file, fixed.at),
        field: format!("benchmarks.{id}.value"),
        message,
        hint: words!(
            "补齐比较组，改用 method: {en}，或删去 stated_as",
            "complete the set, use method: {en}, or drop stated_as"
        ),
    })
}
