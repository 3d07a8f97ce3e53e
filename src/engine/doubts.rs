//! Doubts that only computing shows: stated against computed, idle overrides, failed assertions, stale and missing fields.

use std::sync::Arc;

use crate::diag::At;
use crate::diag::Code;
use crate::diag::Finding;
use crate::diag::Place;
use crate::diag::Words;
use crate::engine::assessment::AccountAssessment;
use crate::engine::assessment::Assessment;
use crate::engine::assessment::BenchmarkScore;
use crate::engine::assessment::IndustryScore;
use crate::engine::assessment::Tier;
use crate::engine::key_fields;
use crate::engine::stale::AGED_FIELDS;
use crate::model::account::Account;
use crate::model::account::Status;
use crate::model::book::Book;
use crate::model::exact::Exact;
use crate::model::industry::Industry;
use crate::model::rulers::AttractivenessModel;
use crate::model::rulers::Benchmark;
use crate::model::rulers::BenchmarkMethod;
use crate::model::rulers::ValueModel;
use crate::words;

/// Every doubt about a book, in the order of its parts.
pub fn doubts(book: &Book, assessment: &Assessment) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (id, result) in &assessment.accounts {
        if let Some(page) = book.accounts.get(id) {
            let dossier = Dossier {
                file: &page.file,
                account: &page.data,
                result,
            };
            dossier.stated_totals(&mut findings);
            dossier.idle_override(&mut findings);
            dossier.stale_fields(&mut findings);
            if let Some(model) = &book.rulers.value {
                dossier.missing_key_fields(model, &mut findings);
            }
        }
    }
    for (id, score) in &assessment.industries {
        if let Some(page) = book.industries.get(id) {
            stated_industry(&page.file, &page.data, score, &mut findings);
        }
    }
    for model in book.rulers.attractiveness.values() {
        if let Some(file) = book.model_files.get(&model.id) {
            stated_benchmarks(file, model, assessment, &mut findings);
        }
    }
    for (id, result) in &assessment.landscapes {
        if let Some(sheet) = book.landscapes.get(id) {
            for assertion in result.assertions.iter().filter(|has| has.holds == Some(false)) {
                let text = &assertion.text;
                findings.push(Finding {
                    code: Code::FailedAssertion,
                    place: Place::at(&sheet.file, assertion.at),
                    field: "assertions".to_owned(),
                    message: words!("断言不成立：`{text}`", "the assertion `{text}` does not hold"),
                    hint: words!(
                        "核对坐标和标签，或删去这条断言",
                        "check the positions and tags, or drop the assertion"
                    ),
                });
            }
        }
    }
    findings
}

/// One dossier with what was computed of it.
struct Dossier<'a> {
    file: &'a Arc<str>,
    account: &'a Account,
    result: &'a AccountAssessment,
}

impl Dossier<'_> {
    fn key(&self, key: &str) -> At {
        self.account.keys.get(key).copied().unwrap_or_default()
    }

    fn stated_totals(&self, findings: &mut Vec<Finding>) {
        for (card, score) in &self.result.own.scorecards {
            let Some(stated) = &score.stated else { continue };
            let Some(difference) = stated.difference.as_ref().filter(|gap| !gap.is_zero()) else {
                continue;
            };
            findings.push(stated_total(
                Place::at(self.file, stated.at),
                format!("scores.{card}.stated.points"),
                &stated.points,
                difference,
            ));
        }
    }

    fn idle_override(&self, findings: &mut Vec<Finding>) {
        let Some(tier) = &self.result.tier else { return };
        let (Some(over), Some(written)) = (&tier.over, &self.account.tier.over) else {
            return;
        };
        if !over.live {
            return;
        }
        let given = &over.tier;
        let (message, hint) = if tier.computed == Tier::Ineligible {
            (
                words!(
                    "人工等级 `{given}` 不起作用：有准入门槛未过",
                    "the override to `{given}` changes nothing: a gate failed"
                ),
                words!(
                    "人工等级不能越过未过的门槛；先解决门槛，或删去它",
                    "an override cannot lift a failed gate; settle the gate first, or drop the override"
                ),
            )
        } else if tier.computed == Tier::Level(given.clone()) {
            (
                words!(
                    "人工等级 `{given}` 与计算结果相同",
                    "the override to `{given}` is the computed tier"
                ),
                words!("删去它，等级不变", "drop it; the tier stays the same"),
            )
        } else {
            return;
        };
        findings.push(Finding {
            code: Code::IdleOverride,
            place: Place::at(self.file, written.tier.at),
            field: "tier.override".to_owned(),
            message,
            hint,
        });
    }

    fn stale_fields(&self, findings: &mut Vec<Finding>) {
        for stale in &self.result.own.stale {
            let key = AGED_FIELDS
                .iter()
                .find(|aged| aged.field == stale.field)
                .map_or(stale.field, |aged| aged.key);
            let (field, days, limit) = (stale.field, stale.age_days, stale.max_age_days);
            findings.push(Finding {
                code: Code::Stale,
                place: Place::at(self.file, self.key(key)),
                field: key.to_owned(),
                message: words!(
                    "`{field}` 已有 {days} 天没有更新，允许 {limit} 天",
                    "`{field}` is {days} days old; {limit} are allowed"
                ),
                hint: words!(
                    "重新核实并改日期，或在 book.yaml 的 max_age_days 放宽",
                    "check it again and renew its date, or allow more in max_age_days of book.yaml"
                ),
            });
        }
    }

    fn missing_key_fields(&self, model: &ValueModel, findings: &mut Vec<Finding>) {
        let Some(level) = self.key_level(model) else {
            return;
        };
        for field in key_fields::missing(self.account) {
            let (zh, en) = (field.zh, field.en);
            findings.push(Finding {
                code: Code::MissingKeyField,
                place: Place::at(self.file, self.key(field.key)),
                field: field.key.to_owned(),
                message: Words::new(
                    format!("大客户（`{level}`）缺少{zh}"),
                    format!("a key account (`{level}`) lacks {en}"),
                ),
                hint: Words::new(
                    format!("补写 `{}`", field.key),
                    format!("fill in `{}`", field.key),
                ),
            });
        }
    }

    /// The level of an active account of a key tier: any level but the last.
    fn key_level<'a>(&self, model: &'a ValueModel) -> Option<&'a str> {
        let (_, key_levels) = model.tiers.levels.split_last()?;
        let tier = self.result.tier.as_ref()?;
        key_levels
            .iter()
            .map(|level| level.id.value.as_str())
            .find(|id| self.account.status.value == Status::Active && *id == tier.effective.word())
    }
}

fn stated_total(place: Place, field: String, stated: &Exact, difference: &Exact) -> Finding {
    let (computed, stated) = ((stated - difference).short(4), stated.short(4));
    let difference = difference.short(4);
    Finding {
        code: Code::StatedTotal,
        place,
        field,
        message: words!(
            "写明的合计 `{stated}` 与计算的 `{computed}` 相差 {difference}",
            "the stated total `{stated}` differs from the computed `{computed}` by {difference}"
        ),
        hint: words!(
            "核对各项，或保留原数：两个数都会显示",
            "check the items, or keep the printed figure: both are shown"
        ),
    }
}

fn stated_industry(file: &Arc<str>, industry: &Industry, score: &IndustryScore, findings: &mut Vec<Finding>) {
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
        findings.push(Finding {
            code: Code::StatedStar,
            place: Place::at(file, written.at),
            field: "attractiveness.stated.star".to_owned(),
            message: if computed {
                words!(
                    "写明没有星，但总分达到基准",
                    "no star is stated, but the total reaches the benchmark"
                )
            } else {
                words!(
                    "写明有星，但总分低于基准",
                    "a star is stated, but the total is below the benchmark"
                )
            },
            hint: words!(
                "核对总分和基准，或保留原样：两者都会显示",
                "check the total and the benchmark, or keep the printed star: both are shown"
            ),
        });
    }
}

fn stated_benchmarks(
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
    let (zh, en) = (stated_as.label(crate::diag::Lang::Zh), stated_as.word());
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
