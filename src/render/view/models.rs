//! Models 模型: every ruler in words and numbers, with a worked example from the book.

use serde::Serialize;

use crate::model::book::PageKind;
use crate::model::exact::Exact;
use crate::model::id::Id;
use crate::model::rulers::AttractivenessModel;
use crate::model::rulers::Classifier;
use crate::model::rulers::Cut;
use crate::model::rulers::MatrixCut;
use crate::model::rulers::PortfolioModel;
use crate::model::rulers::Scorecard;
use crate::model::rulers::TierMethod;
use crate::model::rulers::ValueModel;
use crate::render::format;
use crate::render::scope::Scope;
use crate::render::view::industries;
use crate::render::view::industries::BenchmarkRow;
use crate::render::view::parts::Fact;
use crate::render::view::parts::FindingRow;
use crate::render::view::parts::Grid;
use crate::render::view::parts::GridCell;
use crate::render::view::parts::GridHead;
use crate::render::view::parts::Link;

/// Terms a worked example writes out; more are summed up.
const TERMS: usize = 24;

/// The list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ModelsPage {
    /// Models with a page of their own.
    pub rows: Vec<ModelRow>,
    /// Single-indicator classes, as written.
    pub classifiers: Vec<ClassifierRow>,
    /// The portfolio matrix, as written.
    pub portfolio: Vec<Fact>,
    /// Limits of the risk rules.
    pub rules: Vec<RuleRow>,
}

/// One model in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ModelRow {
    /// Which.
    pub model: Link,
    /// What kind it is.
    pub kind: String,
    /// What it holds, in a few words.
    pub summary: String,
}

/// One classifier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ClassifierRow {
    /// Its name.
    pub name: String,
    /// The measure.
    pub indicator: String,
    /// Which end is good.
    pub direction: String,
    /// How it is cut.
    pub method: String,
    /// Its classes with their bounds.
    pub classes: String,
}

/// One limit of a rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RuleRow {
    /// The rule.
    pub rule: &'static str,
    /// What is limited.
    pub what: String,
    /// The limit.
    pub limit: String,
}

/// One model's page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ModelPage {
    /// `scorecard`, `attractiveness` or `value`.
    pub kind: &'static str,
    /// What kind it is, in words.
    pub kind_label: String,
    /// What it is for; empty if not written.
    pub purpose: String,
    /// Scale, coverage needed, cap: the plain numbers.
    pub facts: Vec<Fact>,
    /// How it is computed, sentence by sentence.
    pub formula: Vec<String>,
    /// Its parts: criteria, factors or perspectives.
    pub tables: Vec<Grid>,
    /// What ratings mean, by criterion.
    pub anchors: Vec<AnchorRow>,
    /// Benchmarks, of an attractiveness model.
    pub benchmarks: Vec<BenchmarkRow>,
    /// A real case, worked out.
    pub example: Option<Example>,
    /// Findings of this file.
    pub findings: Vec<FindingRow>,
}

/// What the ratings of a criterion mean.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AnchorRow {
    /// The criterion.
    pub criterion: String,
    /// Rating and meaning.
    pub anchors: Vec<Fact>,
    /// What to do about a low rating.
    pub solution: String,
}

/// A worked example.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Example {
    /// Whose.
    pub subject: Link,
    /// The sums, line by line.
    pub lines: Vec<String>,
}

/// Views the list of models.
pub fn list(scope: Scope<'_>) -> ModelsPage {
    let rulers = &scope.book().rulers;
    let mut rows = Vec::new();
    if let Some(model) = &rulers.value {
        let levels = format::joined(
            &model
                .tiers
                .levels
                .iter()
                .map(|level| scope.text(&level.name))
                .collect::<Vec<_>>(),
            scope.lang,
        );
        rows.push(ModelRow {
            model: Link {
                text: value_name(scope, model),
                href: Some(scope.href(&crate::render::route::Route::One(
                    PageKind::Model,
                    model.id.clone(),
                ))),
            },
            kind: kind_label(scope, "value"),
            summary: levels,
        });
    }
    rows.extend(rulers.scorecards.iter().map(|(id, card)| {
        let n: usize = card.groups.iter().map(|group| group.criteria.len()).sum();
        let n_groups = card.groups.len();
        ModelRow {
            model: scope.page(PageKind::Model, id, &card.name),
            kind: kind_label(scope, "scorecard"),
            summary: scope.pick(
                format!("{n_groups} 组 {n} 条标准"),
                format!("{n} criteria in {n_groups} groups"),
            ),
        }
    }));
    rows.extend(rulers.attractiveness.iter().map(|(id, model)| {
        let n = model.factors.len();
        ModelRow {
            model: scope.page(PageKind::Model, id, &model.name),
            kind: kind_label(scope, "attractiveness"),
            summary: scope.pick(format!("{n} 个因素"), format!("{n} factors")),
        }
    }));
    ModelsPage {
        rows,
        classifiers: rulers
            .classifiers
            .iter()
            .map(|classifier| classifier_row(scope, classifier))
            .collect(),
        portfolio: rulers
            .portfolio
            .as_ref()
            .map(|model| portfolio(scope, model))
            .unwrap_or_default(),
        rules: rules(scope),
    }
}

/// What a value model is called.
pub fn value_name(scope: Scope<'_>, model: &ValueModel) -> String {
    model.name.as_ref().map_or_else(
        || scope.pick("客户价值", "Account value"),
        |name| scope.text(name),
    )
}

fn kind_label(scope: Scope<'_>, kind: &str) -> String {
    match kind {
        "scorecard" => scope.pick("记分卡", "Scorecard"),
        "attractiveness" => scope.pick("行业吸引力", "Industry attractiveness"),
        _ => scope.pick("价值与等级", "Value and tiers"),
    }
}

/// Views one model.
pub fn view(scope: Scope<'_>, id: &Id) -> Option<ModelPage> {
    let rulers = &scope.book().rulers;
    let findings = scope
        .book()
        .model_files
        .get(id)
        .map(|file| scope.findings_of(file))
        .unwrap_or_default();
    if let Some(card) = rulers.scorecards.get(id) {
        return Some(scorecard(scope, card, findings));
    }
    if let Some(model) = rulers.attractiveness.get(id) {
        return Some(attractiveness(scope, model, findings));
    }
    let model = rulers.value.as_ref().filter(|model| model.id == *id)?;
    Some(value(scope, model, findings))
}

fn fact(name: String, value: String) -> Fact {
    Fact {
        name,
        values: vec![Link::plain(value)],
        title: None,
    }
}

fn head(columns: &[(String, bool)]) -> Vec<GridHead> {
    columns
        .iter()
        .map(|(text, is_number)| GridHead {
            text: text.clone(),
            is_number: *is_number,
        })
        .collect()
}

fn row(cells: Vec<(String, bool)>) -> Vec<GridCell> {
    cells
        .into_iter()
        .map(|(text, is_number)| GridCell {
            text,
            href: None,
            is_number,
        })
        .collect()
}

fn scorecard(scope: Scope<'_>, card: &Scorecard, findings: Vec<FindingRow>) -> ModelPage {
    let criteria: Vec<_> = card.groups.iter().flat_map(|group| &group.criteria).collect();
    let total: i64 = criteria.iter().map(|criterion| criterion.weight).sum();
    let tables = card.groups.iter().map(|group| {
        let weight: i64 = group.criteria.iter().map(|criterion| criterion.weight).sum();
        Grid {
            caption: scope.pick(
                format!("{}（权重 {weight} / {total}）", scope.text(&group.name)),
                format!("{} (weight {weight} of {total})", scope.text(&group.name)),
            ),
            head: head(&[
                (scope.say("criterion"), false),
                (scope.say("weight"), true),
                (scope.say("provenance"), false),
            ]),
            rows: group
                .criteria
                .iter()
                .map(|criterion| {
                    row(vec![
                        (scope.text(&criterion.name), false),
                        (criterion.weight.to_string(), true),
                        (
                            criterion
                                .status
                                .map(|status| status.label(scope.lang).to_owned())
                                .unwrap_or_default(),
                            false,
                        ),
                    ])
                })
                .collect(),
        }
    });
    let anchors = criteria
        .iter()
        .filter(|criterion| !criterion.anchors.is_empty() || criterion.solution.is_some())
        .map(|criterion| AnchorRow {
            criterion: scope.text(&criterion.name),
            anchors: criterion
                .anchors
                .iter()
                .map(|(rating, meaning)| fact(rating.to_string(), scope.text(meaning)))
                .collect(),
            solution: scope.text_or_empty(criterion.solution.as_ref()),
        });
    let (min, max) = (card.min, card.max);
    let step = if card.step == 1 {
        String::new()
    } else {
        scope.pick(
            format!("，步长 {}", card.step),
            format!(", in steps of {}", card.step),
        )
    };
    ModelPage {
        kind: "scorecard",
        kind_label: kind_label(scope, "scorecard"),
        purpose: scope.text_or_empty(card.solution.as_ref()),
        facts: vec![
            fact(scope.say("scale"), format!("{min} – {max}{step}")),
            fact(scope.pick("权重合计", "Sum of weights"), total.to_string()),
            fact(
                scope.pick("最低覆盖率", "Coverage needed"),
                format::percent(&card.min_coverage, 0),
            ),
        ],
        formula: vec![
            scope.pick(
                "加权分 = Σ 权重 × 评分，只算已评的标准；没评的不当 0 分。",
                "Points = Σ weight × rating over what is rated; what is not rated does not count as 0.",
            ),
            scope.pick(
                "均分 = 加权分 ÷ 已评标准的权重之和。",
                "Mean = points ÷ the weight of what is rated.",
            ),
            scope.pick(
                format!("指数 = (均分 − {min}) ÷ ({max} − {min}) × 100。"),
                format!("Index = (mean − {min}) ÷ ({max} − {min}) × 100."),
            ),
            scope.pick(
                "覆盖率 = 已评权重 ÷ 全部权重；低于最低覆盖率则不分级。",
                "Coverage = weight rated ÷ weight of all; below the coverage needed there is no class.",
            ),
        ],
        tables: tables.collect(),
        anchors: anchors.collect(),
        benchmarks: Vec::new(),
        example: scorecard_example(scope, card),
        findings,
    }
}

fn scorecard_example(scope: Scope<'_>, card: &Scorecard) -> Option<Example> {
    let account = scope.shared.crossings.example_of.get(&card.id)?;
    let result = scope.assessed(account)?.own.scorecards.get(&card.id)?;
    let points = result.points?;
    let (mean, index) = (result.mean.as_ref()?, result.index.as_ref()?);
    let rated: Vec<_> = result.terms.iter().filter(|term| term.rating.is_some()).collect();
    let weight: i64 = rated.iter().map(|term| term.weight).sum();
    let mut products: Vec<String> = rated
        .iter()
        .take(TERMS)
        .map(|term| format!("{}×{}", term.weight, term.rating.unwrap_or(0)))
        .collect();
    if rated.len() > TERMS {
        products.push("…".to_owned());
    }
    let (min, max) = (card.min, card.max);
    let mean_text = format::number(mean, 4);
    Some(Example {
        subject: scope.account(account),
        lines: vec![
            format!("{} = {} = {points}", scope.say("points"), products.join(" + ")),
            scope.pick(
                format!("均分 = {points} ÷ {weight} = {mean_text}"),
                format!("Mean = {points} ÷ {weight} = {mean_text}"),
            ),
            format!(
                "{} = ({mean_text} − {min}) ÷ ({max} − {min}) × 100 = {}",
                scope.say("index"),
                format::number(index, 2)
            ),
        ],
    })
}

fn attractiveness(scope: Scope<'_>, model: &AttractivenessModel, findings: Vec<FindingRow>) -> ModelPage {
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
                row(vec![
                    (scope.text(&factor.name), false),
                    (factor.weight.to_string(), true),
                    (
                        if factor.is_penalty {
                            scope.pick("减分", "against")
                        } else {
                            scope.pick("加分", "for")
                        },
                        false,
                    ),
                ])
            })
            .collect(),
    };
    ModelPage {
        kind: "attractiveness",
        kind_label: kind_label(scope, "attractiveness"),
        purpose: String::new(),
        facts: vec![fact(scope.say("scale"), scale.join(" · "))],
        formula: vec![
            scope.pick(
                "总分 = Σ 权重 × 程度；减分的因素取负号。",
                "Total = Σ weight × magnitude; factors that count against are taken with a minus.",
            ),
            scope.pick(
                "指数 = 总分在这些因素的最小值与最大值之间的位置，0 – 100。",
                "Index = where the total lies between the least and the most those factors can give, 0 – 100.",
            ),
            scope.pick(
                "★ 只在全部因素已知时判断：总分 ≥ 基准（不舍入）。",
                "A ★ is judged only with every factor known: total ≥ benchmark, unrounded.",
            ),
        ],
        tables: vec![factors],
        anchors: Vec::new(),
        benchmarks: industries::benchmarks(scope, model),
        example: attractiveness_example(scope, model),
        findings,
    }
}

fn attractiveness_example(scope: Scope<'_>, model: &AttractivenessModel) -> Option<Example> {
    let industries = &scope.shared.assessment.industries;
    let (id, score) = industries
        .iter()
        .find(|(_, score)| score.model == model.id && score.coverage == Exact::ONE)?;
    let total = score.total.as_ref()?;
    let mut sum = String::new();
    for points in score.terms.iter().filter_map(|term| term.points.as_ref()) {
        let text = format::number(&points.abs(), 4);
        match (sum.is_empty(), points.is_negative()) {
            (true, false) => sum.push_str(&text),
            (true, true) => sum.push_str(&format!("−{text}")),
            (false, false) => sum.push_str(&format!(" + {text}")),
            (false, true) => sum.push_str(&format!(" − {text}")),
        }
    }
    Some(Example {
        subject: scope.industry(id),
        lines: vec![
            format!(
                "{} = {sum} = {}",
                scope.say("total_score"),
                format::number(total, 4)
            ),
            format!(
                "{} = {}",
                scope.say("index"),
                scope.number(score.index.as_ref(), 2)
            ),
        ],
    })
}

fn value(scope: Scope<'_>, model: &ValueModel, findings: Vec<FindingRow>) -> ModelPage {
    let cap = format::number(&(&model.cap * &Exact::HUNDRED), 2);
    let perspectives = Grid {
        caption: scope.say("perspective"),
        head: head(&[
            (scope.say("perspective"), false),
            (scope.say("side"), false),
            (scope.say("weight"), true),
        ]),
        rows: model
            .perspectives
            .values()
            .map(|ruler| {
                row(vec![
                    (scope.text(&ruler.name), false),
                    (ruler.side.label(scope.lang).to_owned(), false),
                    (format::number(&ruler.weight, 4), true),
                ])
            })
            .collect(),
    };
    let by_score = model.tiers.method == TierMethod::Score;
    let levels = Grid {
        caption: format!(
            "{} · {}",
            scope.say("tiers"),
            model.tiers.method.label(scope.lang)
        ),
        head: head(&[
            (scope.say("level"), false),
            (scope.say(if by_score { "threshold" } else { "share_pct" }), true),
        ]),
        rows: model
            .tiers
            .levels
            .iter()
            .map(|level| {
                let bound = if by_score { &level.threshold } else { &level.share };
                row(vec![
                    (scope.text(&level.name), false),
                    (
                        bound.as_ref().map_or_else(
                            || scope.pick("其余", "the rest"),
                            |bound| {
                                let sign = if by_score { "≥ " } else { "" };
                                format!("{sign}{}", format::number(bound, 4))
                            },
                        ),
                        true,
                    ),
                ])
            })
            .collect(),
    };
    let mut tables = vec![perspectives, levels];
    if !model.gates.is_empty() {
        tables.push(Grid {
            caption: scope.say("gates"),
            head: head(&[(scope.say("gate"), false), (scope.say("requirement"), false)]),
            rows: model
                .gates
                .iter()
                .map(|gate| {
                    row(vec![
                        (scope.text(&gate.name), false),
                        (scope.text_or_empty(gate.requirement.as_ref()), false),
                    ])
                })
                .collect(),
        });
    }
    let cut = match &model.matrix {
        MatrixCut::Mean => scope.pick("各客户的平均数", "the mean of the accounts"),
        MatrixCut::Fixed { current, potential } => format!(
            "{} / {}",
            format::number(current, 4),
            format::number(potential, 4)
        ),
    };
    ModelPage {
        kind: "value",
        kind_label: kind_label(scope, "value"),
        purpose: String::new(),
        facts: vec![
            fact(scope.pick("单项最高分", "Most an indicator scores"), cap.clone()),
            fact(
                scope.pick("最低覆盖率", "Coverage needed"),
                format::percent(&model.min_coverage, 0),
            ),
            fact(
                scope.pick("近界距离", "Near a boundary within"),
                format::number(&model.tiers.near_boundary, 4),
            ),
            fact(scope.pick("矩阵分界", "The matrix is cut at"), cut),
        ],
        formula: vec![
            scope.pick(
                format!("指标得分 = (现状 − 起点) ÷ (目标 − 起点) × 100，限于 0 – {cap}；目标低于起点即越低越好。"),
                format!("Indicator = (actual − baseline) ÷ (target − baseline) × 100, within 0 – {cap}; a target below the baseline means lower is better."),
            ),
            scope.pick(
                "维度得分 = 已知指标的加权平均；没有已知指标的维度不参与。",
                "Perspective = weighted mean of its known indicators; one with none known is left out.",
            ),
            scope.pick(
                "现实价值、潜在价值、客户价值 = 各维度得分的加权平均。",
                "Current, potential and whole value = weighted means of the perspectives.",
            ),
            scope.pick(
                "可能范围：每个未知指标取 0 分与取最高分时的价值。",
                "Range: the value with every unknown indicator at 0, and at the most.",
            ),
            scope.pick(
                "等级按未舍入的价值判断，门槛值算在内；准入门槛未过则不合格。",
                "Tiers are judged on the unrounded value, thresholds inclusive; a failed gate makes an account ineligible.",
            ),
        ],
        tables,
        anchors: Vec::new(),
        benchmarks: Vec::new(),
        example: value_example(scope, model),
        findings,
    }
}

fn value_example(scope: Scope<'_>, model: &ValueModel) -> Option<Example> {
    let id = scope.shared.crossings.ranking.first()?;
    let result = scope.assessed(id)?.own.value.as_ref()?;
    let value = result.value.as_ref()?;
    let mut products = Vec::new();
    let mut weights = Vec::new();
    let mut lines = Vec::new();
    for (perspective, ruler) in &model.perspectives {
        let Some(score) = result
            .perspectives
            .get(perspective)
            .and_then(|result| result.score.as_ref())
        else {
            continue;
        };
        let (weight, score) = (format::number(&ruler.weight, 4), format::number(score, 4));
        lines.push(format!("{} = {score}", scope.text(&ruler.name)));
        products.push(format!("{weight}×{score}"));
        weights.push(weight);
    }
    lines.push(format!(
        "{} = ({}) ÷ ({}) = {}",
        scope.say("value"),
        products.join(" + "),
        weights.join(" + "),
        format::number(value, 4)
    ));
    if let Some(tier) = scope.assessed(id).and_then(|assessed| assessed.tier.as_ref()) {
        lines.push(format!(
            "{} = {}",
            scope.say("computed_tier"),
            scope.tier_label(&tier.computed)
        ));
    }
    Some(Example {
        subject: scope.account(id),
        lines,
    })
}

fn classifier_row(scope: Scope<'_>, classifier: &Classifier) -> ClassifierRow {
    let classes: Vec<String> = classifier
        .classes
        .iter()
        .map(|class| match &class.bound {
            Some(bound) => format!("{} {}", class.id.value, format::number(bound, 4)),
            None => class.id.value.to_string(),
        })
        .collect();
    ClassifierRow {
        name: classifier
            .name
            .as_ref()
            .map_or_else(|| scope.label(&classifier.id.value), |name| scope.text(name)),
        indicator: classifier.indicator.value.clone(),
        direction: classifier.direction.label(scope.lang).to_owned(),
        method: classifier.method.label(scope.lang).to_owned(),
        classes: classes.join(" · "),
    }
}

fn portfolio(scope: Scope<'_>, model: &PortfolioModel) -> Vec<Fact> {
    let cut = |cut: &Cut| match cut {
        Cut::At(at) => format!("≥ {}", format::number(at, 4)),
        Cut::Mean => scope.pick("≥ 平均数", "≥ the mean"),
    };
    vec![
        fact(
            scope.pick("吸引力", "Attractiveness"),
            format!(
                "{} {}",
                model.attractiveness.value,
                cut(&model.attractiveness_cut)
            ),
        ),
        fact(
            scope.pick("竞争力", "Strength"),
            format!("{} {}", model.strength.value, cut(&model.strength_cut)),
        ),
        fact(
            scope.say("profit"),
            if model.after_cost_to_serve {
                scope.pick("扣除服务成本", "after cost to serve")
            } else {
                scope.pick("只扣直接成本", "after direct cost")
            },
        ),
    ]
}

fn rules(scope: Scope<'_>) -> Vec<RuleRow> {
    let rules = &scope.book().rulers.rules;
    let number = |value: &Exact| format::number(value, 4);
    let percent = |value: &Exact| format::percent(value, 2);
    let floors: Vec<String> = rules
        .r10_margin_floor
        .iter()
        .map(|(tier, floor)| format!("{} {}%", scope.level_label(tier), number(floor)))
        .collect();
    [
        (
            "R1",
            ("联系断了几个人就失去一半影响力", "bus factor below"),
            rules.r1_min_bus_factor.to_string(),
        ),
        (
            "R1",
            ("有联系的我方人数少于", "people of ours with a thread below"),
            rules.r1_min_people.to_string(),
        ),
        (
            "R2",
            (
                "关系集中在采购者的份额超过",
                "share of relations with buyers above",
            ),
            percent(&rules.r2_max_share),
        ),
        (
            "R3",
            ("无人负责的问题超过天数", "days an unowned issue is open above"),
            rules.r3_max_days.to_string(),
        ),
        (
            "R4",
            ("毛利率连续下降次数", "falls of gross margin in a row from"),
            rules.r4_falls.to_string(),
        ),
        (
            "R4",
            ("独特卖点少于", "unique selling points below"),
            rules.r4_min_usps.to_string(),
        ),
        (
            "R5",
            ("服务成本占收入超过", "cost to serve over revenue above"),
            percent(&rules.r5_max_ratio),
        ),
        (
            "R5",
            ("利润低于", "profit below"),
            scope.money(&rules.r5_min_profit).text,
        ),
        (
            "R6",
            (
                "利润份额 ÷ 收入份额低于（中）",
                "profit share ÷ revenue share below (medium)",
            ),
            number(&rules.r6_medium),
        ),
        (
            "R6",
            (
                "利润份额 ÷ 收入份额低于（高）",
                "profit share ÷ revenue share below (high)",
            ),
            number(&rules.r6_high),
        ),
        (
            "R7",
            ("逾期占应收超过", "overdue over outstanding above"),
            percent(&rules.r7_max_overdue),
        ),
        (
            "R7",
            ("回款超过账期的天数", "days collected beyond terms above"),
            number(&rules.r7_max_days_over_terms),
        ),
        (
            "R8",
            ("应收相当于几个月的回款", "months of receipts outstanding above"),
            number(&rules.r8_max_months),
        ),
        (
            "R9",
            (
                "规模与价值排序的一致程度低于",
                "agreement of size and value below",
            ),
            number(&rules.r9_min_tau),
        ),
        (
            "R10",
            (
                "折扣是同等级中位数的倍数超过",
                "discount as a multiple of the tier’s median above",
            ),
            number(&rules.r10_max_times),
        ),
        ("R10", ("毛利率下限", "floor of gross margin"), floors.join(" · ")),
        (
            "R11",
            (
                "未联系天数是约定节奏的倍数超过",
                "days without contact as a multiple of the rhythm above",
            ),
            number(&rules.r11_max_times),
        ),
        (
            "R11",
            ("服务维度得分低于", "service perspective below"),
            number(&rules.r11_min_service),
        ),
        (
            "R12",
            ("收入赫芬达尔指数", "Herfindahl index of revenue from"),
            number(&rules.r12_hhi),
        ),
        (
            "R12",
            ("单一客户占收入 %", "share of one account in revenue, %, from"),
            number(&rules.r12_cr1),
        ),
    ]
    .into_iter()
    .map(|(rule, (zh, en), limit)| RuleRow {
        rule,
        what: scope.pick(zh, en),
        limit,
    })
    .collect()
}
