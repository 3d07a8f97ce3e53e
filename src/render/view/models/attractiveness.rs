//! The page of an attractiveness model: factors, benchmarks, how far weights may move, an industry worked out.

use crate::engine::assessment::IndustryScore;
use crate::engine::rank_stability::Ranked;
use crate::model::book::PageKind;
use crate::model::exact::Exact;
use crate::model::id::Id;
use crate::model::rulers::AttractivenessModel;
use crate::render::format;
use crate::render::scope::Scope;
use crate::render::view::industries;
use crate::render::view::models::Example;
use crate::render::view::models::ModelPage;
use crate::render::view::models::StabilityView;
use crate::render::view::models::WhatIfView;
use crate::render::view::models::fact;
use crate::render::view::models::head;
use crate::render::view::models::primed;
use crate::render::view::models::primer::Home;
use crate::render::view::models::primer::Primer;
use crate::render::view::models::primer::Shown;
use crate::render::view::models::primer::clause;
use crate::render::view::models::primer::input;
use crate::render::view::models::row;
use crate::render::view::models::stability::Weighed;
use crate::render::view::models::stability::stability;
use crate::render::view::models::sums::Sum;
use crate::render::view::models::sums::line;
use crate::render::view::models::sums::minus;
use crate::render::view::models::sums::over;
use crate::render::view::models::sums::plus;
use crate::render::view::models::sums::times;
use crate::render::view::models::what_if::Candidate;
use crate::render::view::models::what_if::what_if;
use crate::render::view::parts::Grid;

const MODEL: Home = Home::Model("attractiveness");
const INDUSTRY: Home = Home::Table("industries");

pub(super) const PRIMER: Primer = Primer {
    purpose: (
        "给行业打分，用来决定先进哪个行业；与行业里的哪家客户无关。",
        "Scores industries, to decide which to enter first; it says nothing of any one account.",
    ),
    inputs: &[
        input(
            "w",
            ("因素的权重，整数", "weight of a factor, whole"),
            MODEL,
            "factors[].weight",
        ),
        input(
            "p",
            ("方向：加分 1，减分 −1", "direction: 1 for, −1 against"),
            MODEL,
            "factors[].polarity",
        ),
        input(
            "g",
            (
                "程度，只写大小；减分因素写 −5 也读作 5",
                "magnitude, without a sign; −5 of a factor against is read as 5",
            ),
            INDUSTRY,
            "attractiveness.items.*",
        ),
        input(
            "B",
            ("用来比较的基准", "the benchmark to be judged by"),
            INDUSTRY,
            "benchmark_set",
        ),
    ],
    formula: &[
        clause(
            "总分：已知的每个因素，权重乘方向乘程度，加起来。",
            "Total: weight times direction times magnitude of every factor known, added up.",
            "T = Σ w·p·g",
        ),
        clause(
            "最小与最大：这些因素所能给出的最小总分与最大总分。",
            "Least and most: what those factors can give at least and at most.",
            "L = Σ min(w·p·g), M = Σ max(w·p·g)",
        ),
        clause(
            "指数：总分在最小与最大之间的位置，折成 0 – 100。",
            "Index: where the total lies between them, on 0 – 100.",
            "I = (T − L) ÷ (M − L) × 100",
        ),
        clause(
            "星：全部因素已知，且总分不低于基准；按未舍入的数比较。",
            "Star: every factor known and the total not below the benchmark, unrounded.",
            "★: T ≥ B",
        ),
    ],
    edges: &[
        (
            "不知道的因素不当 0：指数只按已知因素的最小与最大来算，覆盖率随之下降。",
            "An unknown factor is not 0: the index goes by the least and most of the known ones, and the coverage falls.",
        ),
        (
            "有一个因素未知，就不判断星，也不进基准的平均数。",
            "With one factor unknown there is no star, and the industry is in no benchmark’s mean.",
        ),
        (
            "加分因素写负数是错误。",
            "A negative magnitude of a factor that counts for is an error.",
        ),
    ],
    units: &[
        (("总分 T", "Total T"), ("分，可以为负", "points, may be negative")),
        (("指数 I", "Index I"), ("0 – 100", "0 – 100")),
        (("覆盖率", "Coverage"), ("0 – 1，按权重", "0 – 1, by weight")),
    ],
    sources: &[
        (
            "通用电气与麦肯锡的九宫格：行业吸引力是各因素取值乘权重之和（二十世纪七十年代）。",
            "The matrix of General Electric and McKinsey: attractiveness is the sum of value times weight (1970s).",
        ),
        (
            "八个因素与刻度：工业品营销研究中心培训稿（约 2007 年）“进入信息化咨询行业选择客户的标准”。",
            "The eight factors and the scale: the IMSC training deck of about 2007, on choosing customers for IT consulting.",
        ),
    ],
    deck: &[
        (
            "原表电信业的总分印作 46，按所印各格重算是 44。",
            "The deck prints 46 for telecom; its own cells add up to 44.",
        ),
        (
            "原表金融业 28 分也有星，却低于所印的平均分 29.1。",
            "The deck stars finance at 28, below the average of 29.1 that it prints.",
        ),
        (
            "29.1 不可能是表中四个行业的平均数（应为 36.5），至少还有三个行业没有印出；本书把它当作写明的固定值。",
            "29.1 cannot be the mean of the four industries shown (36.5): at least three are missing. Here it is a fixed value, stated as such.",
        ),
    ],
    shown: &[
        Shown::List(PageKind::Industry),
        Shown::Each(PageKind::Industry),
        Shown::Here,
    ],
    keys: &[
        "industries[].attractiveness.total",
        "industries[].attractiveness.index",
        "industries[].attractiveness.coverage",
        "industries[].attractiveness.star",
        "benchmarks[].value",
        "benchmarks[].mean",
        "benchmarks[].median",
    ],
};

pub(super) fn attractiveness(scope: Scope<'_>, model: &AttractivenessModel) -> ModelPage {
    let scale: Vec<String> = model.scale.iter().map(|step| format::number(step, 4)).collect();
    let factors = Grid {
        caption: scope.say("factor"),
        head: head(&[
            (scope.say("factor"), false),
            (scope.say("weight"), true),
            (scope.pick("方向", "Counts"), false),
        ]),
        rows: model
            .factors
            .iter()
            .map(|factor| {
                let direction = if factor.is_penalty {
                    scope.pick("减分", "against")
                } else {
                    scope.pick("加分", "for")
                };
                row(vec![
                    (scope.text(&factor.name), false),
                    (factor.weight.to_string(), true),
                    (direction, false),
                ])
            })
            .collect(),
    };
    ModelPage {
        facts: vec![fact(scope.say("scale"), scale.join(" · "))],
        tables: vec![factors],
        benchmarks: industries::benchmarks(scope, model),
        stability: intervals(scope, model),
        what_if: sliders(scope, model),
        example: example(scope, model),
        ..primed(scope, "attractiveness", &PRIMER)
    }
}

/// Industries scored under the model.
fn scored<'a>(
    scope: Scope<'a>,
    model: &'a AttractivenessModel,
) -> impl Iterator<Item = (&'a Id, &'a IndustryScore)> {
    let industries = &scope.shared.assessment.industries;
    industries.iter().filter(|(_, score)| score.model == model.id)
}

fn intervals(scope: Scope<'_>, model: &AttractivenessModel) -> Option<StabilityView> {
    let ranked: Vec<Ranked> = scored(scope, model)
        .filter_map(|(id, score)| {
            let numbers = score.terms.iter().map(|term| {
                let magnitude = term.magnitude.clone()?;
                Some(if term.is_penalty { -magnitude } else { magnitude })
            });
            Some(Ranked {
                id: id.clone(),
                numbers: numbers.collect::<Option<Vec<Exact>>>()?,
            })
        })
        .collect();
    let all = scored(scope, model).count();
    stability(scope, &weighed(scope, model), &ranked, all, |id| {
        scope.industry(id)
    })
}

fn weighed(scope: Scope<'_>, model: &AttractivenessModel) -> Vec<Weighed> {
    let factors = model.factors.iter();
    factors
        .map(|factor| Weighed {
            name: scope.text(&factor.name),
            weight: Exact::from(factor.weight),
        })
        .collect()
}

/// Magnitudes on the scale of the index: 0 is the worst a factor can be, 100 the best.
fn sliders(scope: Scope<'_>, model: &AttractivenessModel) -> Option<WhatIfView> {
    let (least, most) = (model.scale.first()?, model.scale.last()?);
    let span = most - least;
    let candidates = scored(scope, model).filter_map(|(id, score)| {
        let numbers = score.terms.iter().map(|term| {
            let magnitude = term.magnitude.as_ref()?;
            let way = if term.is_penalty {
                most - magnitude
            } else {
                magnitude - least
            };
            (way * Exact::HUNDRED).over(&span)
        });
        Some(Candidate {
            name: scope.industry(id),
            result: score.index.clone()?,
            numbers: numbers.collect(),
        })
    });
    what_if(scope, &weighed(scope, model), candidates.collect(), &[])
}

fn example(scope: Scope<'_>, model: &AttractivenessModel) -> Option<Example> {
    let (id, score) = scored(scope, model).find(|(_, score)| score.coverage == Exact::ONE)?;
    let total = score.total.as_ref()?;
    let (least, most) = (model.scale.first()?, model.scale.last()?);
    // What a factor adds with this magnitude; one that counts against is subtracted.
    let product = |weight: i64, is_penalty: bool, magnitude: &Exact| {
        times(if is_penalty { -weight } else { weight }, magnitude)
    };
    let of = |pick: &dyn Fn(bool) -> Exact| {
        let terms = score.terms.iter();
        let terms = terms.map(|term| product(term.weight, term.is_penalty, &pick(term.is_penalty)));
        let sum = plus(terms);
        let value = sum.value(None)?;
        Some((sum, value))
    };
    let (low, low_value) = of(&|is_penalty| if is_penalty { most.clone() } else { least.clone() })?;
    let (high, high_value) = of(&|is_penalty| if is_penalty { least.clone() } else { most.clone() })?;
    let own = score
        .terms
        .iter()
        .filter_map(|term| Some(product(term.weight, term.is_penalty, term.magnitude.as_ref()?)));
    let index = times(
        over(minus(total, &low_value), minus(&high_value, &low_value)),
        100,
    );
    let mut lines = vec![
        line("T", &plus(own), total, 4, ""),
        line("L", &low, &low_value, 4, ""),
        line("M", &high, &high_value, 4, ""),
        line("I", &index, score.index.as_ref()?, 4, ""),
    ];
    let set = scope.book().industries.get(id)?.data.benchmark_set.as_ref();
    let bar = set.and_then(|set| scope.shared.assessment.benchmarks.get(&set.value));
    if let Some((bar, star)) = bar.and_then(|bar| bar.value.as_ref()).zip(score.star) {
        let (total, bar) = (Sum::from(total).text(4), Sum::from(bar).text(4));
        lines.push(if star {
            format!("T {total} ≥ B {bar}: ★")
        } else {
            format!("T {total} < B {bar}")
        });
    }
    Some(Example {
        subject: scope.industry(id),
        picked: scope.pick(
            "取各因素都已知、编号最前的行业。",
            "The first industry by id with every factor known.",
        ),
        table: None,
        lines,
    })
}
