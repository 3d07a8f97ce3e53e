//! A scorecard: groups of weighted criteria on one whole-number scale.

use std::collections::BTreeMap;

use crate::content::decode::bag::doubled;
use crate::content::decode::cx::Cx;
use crate::content::decode::form;
use crate::content::decode::form::Form;
use crate::content::decode::record::Finish;
use crate::content::decode::record::at_least_one;
use crate::content::decode::record::given;
use crate::content::decode::record::many;
use crate::content::decode::record::optional;
use crate::content::decode::record::record_table;
use crate::content::decode::record::required;
use crate::content::decode::shape::Shape;
use crate::content::decode::stand_in::StandIn;
use crate::content::files::checks;
use crate::content::tree::Node;
use crate::diag::Code;
use crate::model::exact::Exact;
use crate::model::id::Id;
use crate::model::industry::Completeness;
use crate::model::rulers::Criterion;
use crate::model::rulers::CriterionGroup;
use crate::model::rulers::Scorecard;
use crate::model::text::Text;
use crate::words;

/// The file as written.
#[derive(Debug)]
pub struct Keys {
    id: Id,
    name: Text,
    scale: Scale,
    min_coverage: Exact,
    solution: Option<Text>,
    groups: Vec<CriterionGroup>,
}

record_table! { Keys (node, cx) { id: cx.stem.clone() }
    name: required(form::name()), "名称", "name", "{zh: 选择标准, en: Selection criteria}";
    scale: required(form::finished::<Scale>()), "刻度，整数", "scale, whole numbers", "{min: 1, max: 10, step: 1}";
    min_coverage: given(form::fraction(), half), "评了多少才作数，0–1，默认 0.5", "coverage from which it counts, 0–1, default 0.5", "0.5";
    solution: optional(form::lstr()), "得分用来做什么", "what the score is for", "决定先投入谁";
    groups: at_least_one(form::record::<CriterionGroup>()), "标准的组", "groups of criteria", "";
}

/// 1/2, the least coverage where none is written.
pub fn half() -> Exact {
    Exact::ratio(1, 2).unwrap_or(Exact::ZERO)
}

#[derive(Debug)]
struct Scale {
    min: i64,
    max: i64,
    step: i64,
}

impl StandIn for Scale {
    fn stand_in() -> Option<Scale> {
        Some(Scale {
            min: 0,
            max: 1,
            step: 1,
        })
    }
}

record_table! { Scale (node, cx) {}
    min: required(form::whole_any()), "最低分", "least rating", "1";
    max: required(form::whole_any()), "最高分", "greatest rating", "10";
    step: given(form::whole_from(1), || 1), "步长，默认 1", "step, default 1", "1";
}

impl Finish for Scale {
    type Out = Scale;

    fn finish<'n>(self, node: &'n Node<'n>, cx: &mut Cx<'n>) -> Option<Scale> {
        let Scale { min, max, step } = self;
        let span = max.checked_sub(min).filter(|span| *span > 0);
        if span.is_none_or(|span| span % step != 0) {
            let message = words!(
                "从 {min} 到 {max} 走不出步长 {step}",
                "steps of {step} do not lead from {min} to {max}"
            );
            let hint = words!(
                "`max` 大于 `min`，差是 `step` 的倍数",
                "let `max` exceed `min` by a multiple of `step`"
            );
            cx.report(Code::OutOfRange, node, message, hint);
            return None;
        }
        Some(Scale { min, max, step })
    }
}

record_table! { CriterionGroup (node, cx) {}
    id: required(form::sited(form::id())), "编号", "id", "market-perception";
    name: required(form::name()), "名称", "name", "市场认知";
    criteria: at_least_one(form::record::<Criterion>()), "标准", "criteria", "";
}

record_table! { Criterion (node, cx) { rank: 0 }
    id: required(form::sited(form::id())), "编号，本文件内唯一", "id, unique in the file", "market-leader";
    name: required(form::name()), "名称", "name", "市场领导者";
    weight: required(form::whole_from(1)), "权重，整数 ≥ 1", "weight, whole, from 1", "8";
    anchors: many(Anchors), "各分是什么意思", "what a rating means", "{1: 区域内无名次, 10: 区域第一}";
    solution: optional(form::lstr()), "分低时怎么办", "what to do about a low rating", "先做区域试点";
    status: optional(form::word::<Completeness>()), "完整度", "how much is from its source", "reconstructed";
}

/// Texts by rating.
#[derive(Debug, Clone, Copy)]
struct Anchors;

impl Form for Anchors {
    type Value = BTreeMap<i64, Text>;

    fn shape(&self) -> Shape {
        Shape::Free
    }

    fn read<'n>(&self, node: &'n Node<'n>, cx: &mut Cx<'n>) -> Option<BTreeMap<i64, Text>> {
        let entries = cx.map(node, || Shape::Free)?;
        doubled(entries, cx);
        let mut anchors = BTreeMap::new();
        for entry in entries {
            let rating = Exact::parse(entry.key).and_then(|rating| rating.to_i64());
            let Some(rating) = rating else {
                let key = &entry.key;
                let words = (
                    words!("`{key}` 不是一个分数", "`{key}` is no rating"),
                    words!(
                        "键写整数分，如 `{{1: 最低, 10: 最高}}`",
                        "write whole ratings as keys, as `{{1: lowest, 10: highest}}`"
                    ),
                );
                cx.report_at(Code::WrongType, (entry.at, entry.len), key, words);
                continue;
            };
            if !entry.value.is_null()
                && let Some(text) = cx.below(entry, |cx| form::lstr().read(entry.value, cx))
            {
                anchors.insert(rating, text);
            }
        }
        Some(anchors)
    }
}

impl Finish for Keys {
    type Out = Scorecard;

    fn finish<'n>(self, _: &'n Node<'n>, cx: &mut Cx<'n>) -> Option<Scorecard> {
        let Keys {
            id,
            name,
            scale: Scale { min, max, step },
            min_coverage,
            solution,
            mut groups,
        } = self;
        rank(&mut groups);
        checks::unique(groups.iter().map(|group| &group.id), "groups", "id", cx);
        let criteria = groups.iter().flat_map(|group| &group.criteria);
        checks::unique(criteria.map(|criterion| &criterion.id), "criteria", "id", cx);
        for (g, group) in groups.iter().enumerate() {
            for (c, criterion) in group.criteria.iter().enumerate() {
                let off = criterion
                    .anchors
                    .keys()
                    .find(|rating| **rating < min || **rating > max || (**rating - min) % step != 0);
                if let Some(rating) = off {
                    let id = &criterion.id.value;
                    let words = (
                        words!(
                            "`{id}` 的说明写了刻度外的 `{rating}` 分",
                            "`{id}` explains the rating `{rating}`, which is off the scale"
                        ),
                        words!(
                            "分数从 {min} 到 {max}，步长 {step}",
                            "ratings go from {min} to {max} in steps of {step}"
                        ),
                    );
                    let len = u32::try_from(id.as_str().len()).unwrap_or(1);
                    let path = format!("groups[{g}].criteria[{c}].anchors");
                    cx.report_at(Code::OutOfRange, (criterion.id.at, len), &path, words);
                }
            }
        }
        Some(Scorecard {
            id,
            name,
            min,
            max,
            step,
            min_coverage,
            solution,
            groups,
        })
    }
}

/// Counts for each criterion those whose ids come before its own.
fn rank(groups: &mut [CriterionGroup]) {
    let criteria = groups.iter().flat_map(|group| &group.criteria);
    let mut ids: Vec<Id> = criteria.map(|criterion| criterion.id.value.clone()).collect();
    ids.sort_unstable();
    for criterion in groups.iter_mut().flat_map(|group| &mut group.criteria) {
        criterion.rank = ids.partition_point(|id| *id < criterion.id.value);
    }
}
