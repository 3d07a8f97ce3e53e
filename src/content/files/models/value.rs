//! The value model: four perspectives, tiers, matrix, gates.

use std::collections::BTreeMap;

use crate::content::decode::cx::Cx;
use crate::content::decode::form;
use crate::content::decode::record::Finish;
use crate::content::decode::record::at_least_one;
use crate::content::decode::record::given;
use crate::content::decode::record::many;
use crate::content::decode::record::optional;
use crate::content::decode::record::record_table;
use crate::content::decode::record::required;
use crate::content::decode::stand_in::StandIn;
use crate::content::decode::word::Word;
use crate::content::files::checks;
use crate::content::files::models::scorecard::half;
use crate::content::tree::Node;
use crate::diag::Code;
use crate::diag::Lang;
use crate::model::account::Perspective;
use crate::model::exact::Exact;
use crate::model::id::Id;
use crate::model::rulers::Gate;
use crate::model::rulers::Level;
use crate::model::rulers::MatrixCut;
use crate::model::rulers::PerspectiveRuler;
use crate::model::rulers::Side;
use crate::model::rulers::TierMethod;
use crate::model::rulers::Tiers;
use crate::model::rulers::ValueModel;
use crate::model::text::Text;
use crate::words;

/// Words that stand where a tier would.
const RESERVED: &[&str] = &["ineligible", "insufficient"];

/// The file as written.
#[derive(Debug)]
pub struct Keys {
    id: Id,
    name: Option<Text>,
    perspectives: Four,
    cap: Exact,
    min_coverage: Exact,
    tiers: Tiers,
    matrix: MatrixCut,
    gates: Vec<Gate>,
}

record_table! { Keys (node, cx) { id: cx.stem.clone() }
    name: optional(form::name()), "名称", "name", "客户价值";
    perspectives: required(form::record::<Four>()), "四个方面", "the four perspectives", "";
    cap: given(form::above_zero(), six_fifths), "一项最多得几倍，默认 1.2", "an indicator scores at most this times 100, default 1.2", "1.2";
    min_coverage: given(form::fraction(), half), "知道多少才作数，0–1，默认 0.5", "coverage from which it counts, 0–1, default 0.5", "0.5";
    tiers: required(form::finished::<TierKeys>()), "等级", "tiers", "";
    matrix: given(form::finished::<MatrixKeys>(), || MatrixCut::Mean), "价值矩阵的分界，默认均值", "where the value matrix is cut, default the mean", "";
    gates: many(form::list(form::record::<Gate>())), "准入门槛", "gates", "";
}

fn six_fifths() -> Exact {
    Exact::ratio(6, 5).unwrap_or(Exact::ONE)
}

#[derive(Debug)]
struct Four {
    financial: PerspectiveRuler,
    sales: PerspectiveRuler,
    service: PerspectiveRuler,
    customer: PerspectiveRuler,
}

record_table! { Four (node, cx) {}
    financial: required(form::record::<PerspectiveRuler>()), "财务指标", "financial", "";
    sales: required(form::record::<PerspectiveRuler>()), "销售指标", "sales", "";
    service: required(form::record::<PerspectiveRuler>()), "服务指标", "service", "";
    customer: required(form::record::<PerspectiveRuler>()), "客户指标", "customer", "";
}

impl StandIn for Four {
    fn stand_in() -> Option<Four> {
        Some(Four {
            financial: PerspectiveRuler::stand_in()?,
            sales: PerspectiveRuler::stand_in()?,
            service: PerspectiveRuler::stand_in()?,
            customer: PerspectiveRuler::stand_in()?,
        })
    }
}

impl StandIn for PerspectiveRuler {
    fn stand_in() -> Option<PerspectiveRuler> {
        Some(PerspectiveRuler {
            name: Text::plain(""),
            side: Side::Current,
            weight: Exact::ONE,
        })
    }
}

impl StandIn for Tiers {
    fn stand_in() -> Option<Tiers> {
        Some(Tiers {
            method: TierMethod::Score,
            levels: Vec::new(),
            near_boundary: Exact::ZERO,
        })
    }
}

record_table! { PerspectiveRuler (node, cx) {}
    name: required(form::name()), "名称", "name", "财务指标";
    side: required(form::word::<Side>()), "现实还是潜在", "current or potential", "current";
    weight: required(form::above_zero()), "权重 > 0", "weight > 0", "1";
}

#[derive(Debug)]
struct TierKeys {
    method: TierMethod,
    levels: Vec<Level>,
    near_boundary: Exact,
}

record_table! { TierKeys (node, cx) {}
    method: required(form::word::<TierMethod>()), "怎么定", "how tiers are given", "score";
    levels: at_least_one(form::record::<Level>()), "等级，从高到低；最后一级收其余", "levels, best first; the last takes the rest", "";
    near_boundary: given(form::from_zero(), || Exact::from(2)), "离门槛多近算临界，默认 2", "distance from a threshold, default 2", "2";
}

record_table! { Level (node, cx) {}
    id: required(form::sited(form::id())), "编号", "id", "platinum";
    name: required(form::name()), "名称", "name", "白金卡";
    seal: optional(form::text()), "印文", "characters on its seal", "白金";
    threshold: optional(form::number()), "价值门槛（method: score）", "least value (method score)", "80";
    share: optional(form::pct()), "占客户 %（method: rank、count）", "percent of accounts (methods rank and count)", "20";
}

impl Finish for TierKeys {
    type Out = Tiers;

    fn finish<'n>(self, _: &'n Node<'n>, cx: &mut Cx<'n>) -> Option<Tiers> {
        let TierKeys {
            method,
            levels,
            near_boundary,
        } = self;
        checks::unique(levels.iter().map(|level| &level.id), "levels", "id", cx);
        for (index, level) in levels.iter().enumerate() {
            reserved(level, index, cx);
            let is_last = index + 1 == levels.len();
            let (key, is_there) = match method {
                TierMethod::Score => ("threshold", level.threshold.is_some()),
                TierMethod::Rank | TierMethod::Count => ("share", level.share.is_some()),
            };
            if !is_last && !is_there {
                let (id, word) = (&level.id.value, method.word());
                let words = (
                    words!(
                        "等级 `{id}` 缺少 `{key}`（method: {word}）",
                        "the level `{id}` needs a `{key}` (method: {word})"
                    ),
                    words!(
                        "除最后一级外，每级都写 `{key}`",
                        "write `{key}` in every level but the last"
                    ),
                );
                cx.report_at(
                    Code::MissingField,
                    (level.id.at, 1),
                    &format!("levels[{index}].{key}"),
                    words,
                );
            }
        }
        if method == TierMethod::Score {
            descending(&levels, cx);
        }
        Some(Tiers {
            method,
            levels,
            near_boundary,
        })
    }
}

fn reserved(level: &Level, index: usize, cx: &mut Cx<'_>) {
    let id = level.id.value.as_str();
    if RESERVED.contains(&id) {
        let words = (
            words!("等级不能叫 `{id}`", "a level cannot be called `{id}`"),
            words!(
                "这个词另有用处，换一个编号",
                "the word has a meaning of its own; take another id"
            ),
        );
        let len = u32::try_from(id.len()).unwrap_or(1);
        cx.report_at(
            Code::BadId,
            (level.id.at, len),
            &format!("levels[{index}].id"),
            words,
        );
    }
}

/// A level that asks as much as the one above it could never be reached.
fn descending(levels: &[Level], cx: &mut Cx<'_>) {
    for (index, (above, level)) in levels.iter().zip(levels.iter().skip(1)).enumerate() {
        let (Some(higher), Some(lower)) = (&above.threshold, &level.threshold) else {
            continue;
        };
        if lower >= higher {
            let (id, lower, higher) = (&level.id.value, lower.short(9), higher.short(9));
            let words = (
                words!(
                    "`{id}` 的门槛 {lower} 不低于上一级的 {higher}",
                    "the threshold {lower} of `{id}` is not below {higher}, that of the level above"
                ),
                words!(
                    "等级从高到低写，门槛逐级降低",
                    "write levels best first, with falling thresholds"
                ),
            );
            let path = format!("levels[{}].threshold", index + 1);
            cx.report_at(Code::OutOfRange, (level.id.at, 1), &path, words);
        }
    }
}

/// How the matrix is cut, as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum CutMethod {
    Mean,
    Fixed,
}

impl Word for CutMethod {
    const WORDS: &'static [&'static str] = &["mean", "fixed"];

    fn read_word(text: &str) -> Option<CutMethod> {
        match text {
            "mean" => Some(CutMethod::Mean),
            "fixed" => Some(CutMethod::Fixed),
            _ => None,
        }
    }

    fn shown(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (CutMethod::Mean, Lang::Zh) => "均值",
            (CutMethod::Mean, Lang::En) => "mean",
            (CutMethod::Fixed, Lang::Zh) => "固定值",
            (CutMethod::Fixed, Lang::En) => "fixed",
        }
    }
}

#[derive(Debug)]
struct MatrixKeys {
    cut: CutMethod,
    current: Option<Exact>,
    potential: Option<Exact>,
}

record_table! { MatrixKeys (node, cx) {}
    cut: given(form::word::<CutMethod>(), || CutMethod::Mean), "均值还是固定值", "mean or fixed", "mean";
    current: optional(form::number()), "现实价值的分界（cut: fixed）", "cut of the current value (cut: fixed)", "50";
    potential: optional(form::number()), "潜在价值的分界（cut: fixed）", "cut of the potential value (cut: fixed)", "50";
}

impl Finish for MatrixKeys {
    type Out = MatrixCut;

    fn finish<'n>(self, node: &'n Node<'n>, cx: &mut Cx<'n>) -> Option<MatrixCut> {
        let MatrixKeys {
            cut,
            current,
            potential,
        } = self;
        match (cut, current, potential) {
            (CutMethod::Mean, _, _) => Some(MatrixCut::Mean),
            (CutMethod::Fixed, Some(current), Some(potential)) => {
                Some(MatrixCut::Fixed { current, potential })
            }
            (CutMethod::Fixed, _, _) => {
                let message = words!(
                    "固定分界要写 `current` 和 `potential`",
                    "a fixed cut needs `current` and `potential`"
                );
                let hint = words!(
                    "写成 `{{cut: fixed, current: 50, potential: 50}}`",
                    "write `{{cut: fixed, current: 50, potential: 50}}`"
                );
                cx.report(Code::MissingField, node, message, hint);
                None
            }
        }
    }
}

record_table! { Gate (node, cx) {}
    id: required(form::sited(form::id())), "编号", "id", "deposit";
    name: required(form::name()), "名称", "name", "保证金";
    requirement: optional(form::lstr()), "要求", "what is required", "足额缴存";
}

impl Finish for Keys {
    type Out = ValueModel;

    fn finish<'n>(self, _: &'n Node<'n>, cx: &mut Cx<'n>) -> Option<ValueModel> {
        let Keys {
            id,
            name,
            perspectives:
                Four {
                    financial,
                    sales,
                    service,
                    customer,
                },
            cap,
            min_coverage,
            tiers,
            matrix,
            gates,
        } = self;
        checks::unique(gates.iter().map(|gate| &gate.id), "gates", "id", cx);
        Some(ValueModel {
            id,
            name,
            perspectives: BTreeMap::from([
                (Perspective::Financial, financial),
                (Perspective::Sales, sales),
                (Perspective::Service, service),
                (Perspective::Customer, customer),
            ]),
            cap,
            min_coverage,
            tiers,
            matrix,
            gates,
        })
    }
}
