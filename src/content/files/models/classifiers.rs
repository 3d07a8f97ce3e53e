//! Classifiers: accounts in classes by one measure.

use crate::content::decode::cx::Cx;
use crate::content::decode::form;
use crate::content::decode::record::Finish;
use crate::content::decode::record::at_least_one;
use crate::content::decode::record::given;
use crate::content::decode::record::many;
use crate::content::decode::record::optional;
use crate::content::decode::record::record_table;
use crate::content::decode::record::required;
use crate::content::files::checks;
use crate::content::tree::Node;
use crate::diag::Code;
use crate::model::exact::Exact;
use crate::model::rulers::Class;
use crate::model::rulers::ClassMethod;
use crate::model::rulers::Classifier;
use crate::model::rulers::Crossing;
use crate::model::rulers::Direction;
use crate::words;

/// The file as written.
#[derive(Debug)]
pub struct Keys {
    classifiers: Vec<Classifier>,
}

record_table! { Keys (node, cx) {}
    classifiers: many(form::list(form::finished::<Classifier>())), "单一指标分类", "classifiers", "";
}

record_table! { Classifier (node, cx) {}
    id: required(form::sited(form::id())), "编号，全书唯一", "id, unique in the book", "revenue-abc";
    name: optional(form::name()), "名称", "name", "交易额 ABC";
    indicator: required(form::sited(form::text())), "按什么分", "the measure", "tx_amount";
    direction: required(form::word::<Direction>()), "哪头好", "which end is good", "high";
    method: required(form::word::<ClassMethod>()), "怎么分", "how it is cut", "cumulative_share";
    crossing: given(form::word::<Crossing>(), || Crossing::In), "越界者算内算外，默认 in", "whether the crossing item is in, default in", "in";
    classes: at_least_one(form::record::<Class>()), "各类，从好到差；最后一类没有界", "classes, best first; the last has no bound", "";
}

record_table! { Class (node, cx) {}
    id: required(form::class_id()), "编号", "id", "A";
    bound: optional(form::number()), "界", "bound", "80";
}

impl Finish for Classifier {
    type Out = Classifier;

    fn finish<'n>(self, _: &'n Node<'n>, cx: &mut Cx<'n>) -> Option<Classifier> {
        checks::unique(self.classes.iter().map(|class| &class.id), "classes", "id", cx);
        let n_classes = self.classes.len();
        for (index, class) in self.classes.iter().enumerate() {
            let is_last = index + 1 == n_classes;
            let id = &class.id.value;
            let place = (class.id.at, u32::try_from(id.as_str().len()).unwrap_or(1));
            let path = format!("classes[{index}].bound");
            match &class.bound {
                None if !is_last => {
                    let words = (
                        words!("类 `{id}` 缺少 `bound`", "the class `{id}` needs a `bound`"),
                        words!(
                            "除最后一类外，每类都写 `bound`",
                            "write `bound` in every class but the last"
                        ),
                    );
                    cx.report_at(Code::MissingField, place, &path, words);
                }
                Some(bound) if is_percent(self.method) && !(Exact::ZERO..=Exact::HUNDRED).contains(bound) => {
                    let shown = bound.short(9);
                    let words = (
                        words!(
                            "界 `{shown}` 不在 0–100 里",
                            "the bound `{shown}` is not within 0–100"
                        ),
                        words!(
                            "分位和累计份额的界是百分数",
                            "bounds of quantiles and of cumulative shares are percentages"
                        ),
                    );
                    cx.report_at(Code::OutOfRange, place, &path, words);
                }
                _ => {}
            }
        }
        Some(self)
    }
}

fn is_percent(method: ClassMethod) -> bool {
    matches!(method, ClassMethod::Quantiles | ClassMethod::CumulativeShare)
}

impl Finish for Keys {
    type Out = Vec<Classifier>;

    fn finish<'n>(self, _: &'n Node<'n>, cx: &mut Cx<'n>) -> Option<Vec<Classifier>> {
        checks::unique(
            self.classifiers.iter().map(|classifier| &classifier.id),
            "classifiers",
            "id",
            cx,
        );
        Some(self.classifiers)
    }
}
