//! Doubts about industries and benchmarks: what is printed against what is computed.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diag::Code;
use crate::diag::Finding;
use crate::diag::Lang;
use crate::diag::Place;
use crate::diag::Words;
use crate::engine::assessment::Assessment;
use crate::engine::assessment::BenchmarkScore;
use crate::engine::assessment::IndustryScore;
use crate::engine::doubts::stated_total;
use crate::engine::printed_mean::Totals;
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
        findings.extend(stated_benchmark(file, model, bar, score));
    }
}

fn stated_benchmark(
    file: &Arc<str>,
    model: &AttractivenessModel,
    bar: &Benchmark,
    score: &BenchmarkScore,
) -> Option<Finding> {
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
            let more = match stated_as {
                BenchmarkMethod::Mean => too_few(model, &fixed.value, n),
                _ => Words::new("", ""),
            };
            let (more_zh, more_en) = (more.zh, more.en);
            words!(
                "基准 `{id}` 说 `{value}` 是{zh}，但这 {n} 个行业的{zh}是 `{computed}`{more_zh}",
                "benchmark `{id}` says `{value}` is the {en}, but the {en} of its {n} industries is `{computed}`{more_en}"
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

/// Says so where no `n` totals of the model have this mean, whatever their ratings; else nothing.
fn too_few(model: &AttractivenessModel, printed: &Exact, n: usize) -> Words {
    let impossible = Totals::of(model).filter(|totals| !totals.may_average(printed, n));
    let fewest = impossible.and_then(|totals| totals.fewest(printed));
    match fewest.filter(|fewest| *fewest > n) {
        Some(fewest) => words!(
            "；按这个尺度，{n} 个总分怎么评也平均不出它，至少要 {fewest} 个",
            "; no {n} totals on this scale can average it, it takes {fewest} or more"
        ),
        None => Words::new("", ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::At;
    use crate::engine::attractiveness::judge;
    use crate::engine::samples::attractiveness;
    use crate::engine::samples::id;
    use crate::engine::samples::industry;
    use crate::model::id::Sited;

    /// What is said of a mean that is printed over industries of these totals, of one factor each.
    fn said(printed: &str, totals: &[i64]) -> Option<Words> {
        let names: Vec<String> = (0..totals.len()).map(|n| format!("i{n}")).collect();
        let listed: Vec<&str> = names.iter().map(String::as_str).collect();
        let mut model = attractiveness(&[1], &listed);
        let rows = names.iter().zip(totals);
        let industries: Vec<Industry> = rows
            .map(|(name, total)| industry(name, &[Some(*total)]))
            .collect();
        for bar in &mut model.benchmarks {
            bar.method = BenchmarkMethod::Fixed;
            bar.stated_as = Some(BenchmarkMethod::Mean);
            bar.value = Exact::parse(printed).map(|value| Sited {
                value,
                at: At::default(),
            });
        }
        let models = BTreeMap::from([(model.id.clone(), model)]);
        let (_, scores) = judge(&models, &industries);
        let (model, bar) = (&models[&id("model")], &models[&id("model")].benchmarks[0]);
        let finding = stated_benchmark(&Arc::from("models/model.yaml"), model, bar, &scores[&id("bar")]);
        finding.map(|finding| finding.message)
    }

    #[test]
    fn a_mean_that_no_set_of_this_size_can_have_says_so() {
        let message = said("4.3", &[3, 5]).unwrap();
        assert_eq!(
            message.en,
            "benchmark `bar` says `4.3` is the mean, but the mean of its 2 industries is `4`; \
             no 2 totals on this scale can average it, it takes 3 or more"
        );
        assert!(message.zh.ends_with("至少要 3 个"), "{}", message.zh);
    }

    #[test]
    fn a_mean_that_other_ratings_could_have_is_only_said_not_to_be_theirs() {
        let message = said("6", &[3, 5]).unwrap();
        assert_eq!(
            message.en,
            "benchmark `bar` says `6` is the mean, but the mean of its 2 industries is `4`"
        );
        assert_eq!(said("4", &[3, 5]), None);
    }
}
