//! A model of industry attractiveness: factors, their scale, and the bars to be judged by.

use crate::content::decode::cx::Cx;
use crate::content::decode::cx::mended;
use crate::content::decode::form;
use crate::content::decode::form::Form;
use crate::content::decode::record::Finish;
use crate::content::decode::record::at_least_one;
use crate::content::decode::record::many;
use crate::content::decode::record::optional;
use crate::content::decode::record::record_table;
use crate::content::decode::record::required;
use crate::content::decode::shape::Shape;
use crate::content::files::checks;
use crate::content::tree::Node;
use crate::diag::Code;
use crate::model::exact::Exact;
use crate::model::id::Id;
use crate::model::id::Ref;
use crate::model::id::Sited;
use crate::model::rulers::AttractivenessModel;
use crate::model::rulers::Benchmark;
use crate::model::rulers::BenchmarkMethod;
use crate::model::rulers::Factor;
use crate::model::text::Text;
use crate::words;

/// The file as written.
#[derive(Debug)]
pub struct Keys {
    id: Id,
    name: Text,
    scale: Vec<Exact>,
    factors: Vec<Factor>,
    benchmarks: Vec<Benchmark>,
}

record_table! { Keys (node, cx) { id: cx.stem.clone() }
    name: required(form::name()), "名称", "name", "信息化咨询行业吸引力";
    scale: at_least_one(form::from_zero()), "可用的大小", "allowed magnitudes", "[1, 3, 5, 7, 9]";
    factors: at_least_one(form::record::<Factor>()), "因素", "factors", "";
    benchmarks: many(form::list(form::finished::<Bar>())), "基准", "benchmarks", "";
}

record_table! { Factor (node, cx) {}
    id: required(form::sited(form::id())), "编号，本文件内唯一", "id, unique in the file", "capacity";
    name: required(form::name()), "名称", "name", "市场容量";
    is_penalty = "polarity": required(Polarity), "1 越大越好，-1 越大越坏", "1: more is better, -1: more is worse", "1";
    weight: required(form::whole_from(1)), "权重，整数 ≥ 1", "weight, whole, from 1", "1";
}

/// `1` or `-1`.
#[derive(Debug, Clone, Copy)]
struct Polarity;

impl Form for Polarity {
    type Value = bool;

    fn shape(&self) -> Shape {
        Shape::Word(&["1", "-1"])
    }

    fn read<'n>(&self, node: &'n Node<'n>, cx: &mut Cx<'n>) -> Option<bool> {
        match cx.scalar(node, &self.shape())? {
            "1" => Some(false),
            "-1" => Some(true),
            text => {
                let message = words!(
                    "极性 `{text}` 既不是 1 也不是 -1",
                    "the polarity `{text}` is neither 1 nor -1"
                );
                let meant = (text == "+1").then_some("1");
                cx.report(Code::UnknownWord, node, message, mended(meant, &self.shape()));
                None
            }
        }
    }
}

#[derive(Debug)]
struct Bar {
    id: Sited<Id>,
    name: Option<Text>,
    industries: Vec<Ref>,
    method: BenchmarkMethod,
    value: Option<Sited<Exact>>,
    stated_as: Option<BenchmarkMethod>,
    source: Option<String>,
}

record_table! { Bar (node, cx) {}
    id: required(form::sited(form::id())), "编号，全书唯一", "id, unique in the book", "it-consulting";
    name: optional(form::name()), "名称", "name", "原表平均分";
    industries: many(form::list(form::reference())), "比较组", "the set", "[government, telecom]";
    method: required(form::word::<BenchmarkMethod>()), "怎么得来", "how its value is had", "fixed";
    value: optional(form::sited(form::number())), "固定值", "the fixed value", "29.1";
    stated_as: optional(form::word::<BenchmarkMethod>()), "作者说它是什么", "what the author says it is", "mean";
    source: optional(form::text()), "来源", "who or what says so", "培训资料";
}

impl Finish for Bar {
    type Out = Benchmark;

    fn finish<'n>(self, node: &'n Node<'n>, cx: &mut Cx<'n>) -> Option<Benchmark> {
        let Bar {
            id,
            name,
            industries,
            method,
            value,
            stated_as,
            source,
        } = self;
        if method == BenchmarkMethod::Fixed && value.is_none() {
            let words = (
                words!("固定基准缺少 `value`", "a fixed benchmark needs a `value`"),
                words!(
                    "加上 `value: 29.1`，或改用 `method: mean`",
                    "add `value: 29.1`, or use `method: mean`"
                ),
            );
            cx.report_at(Code::MissingField, (node.at, 1), "value", words);
        }
        Some(Benchmark {
            id,
            name,
            industries,
            method,
            value,
            stated_as,
            source,
        })
    }
}

impl Finish for Keys {
    type Out = AttractivenessModel;

    fn finish<'n>(self, _: &'n Node<'n>, cx: &mut Cx<'n>) -> Option<AttractivenessModel> {
        let Keys {
            id,
            name,
            mut scale,
            factors,
            benchmarks,
        } = self;
        checks::unique(factors.iter().map(|factor| &factor.id), "factors", "id", cx);
        checks::unique(benchmarks.iter().map(|bar| &bar.id), "benchmarks", "id", cx);
        scale.sort();
        scale.dedup();
        Some(AttractivenessModel {
            id,
            name,
            scale,
            factors,
            benchmarks,
        })
    }
}
