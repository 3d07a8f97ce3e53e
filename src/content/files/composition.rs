//! `compositions/<id>.yaml`: what a sum is made of.

use crate::content::decode::cx::Cx;
use crate::content::decode::form;
use crate::content::decode::record::Finish;
use crate::content::decode::record::Record;
use crate::content::decode::record::at_least_one;
use crate::content::decode::record::given;
use crate::content::decode::record::many;
use crate::content::decode::record::optional;
use crate::content::decode::record::record_table;
use crate::content::decode::record::required;
use crate::content::decode::shape::Field;
use crate::content::files::checks;
use crate::content::files::page::Source;
use crate::content::files::page::sheet;
use crate::content::tree::Node;
use crate::content::tree::NodeKind;
use crate::diag::At;
use crate::diag::Checked;
use crate::diag::Code;
use crate::model::book::Sheet;
use crate::model::composition::Composition;
use crate::model::composition::Part;
use crate::model::composition::PartSize;
use crate::model::date::Period;
use crate::model::exact::Exact;
use crate::model::figure::Basis;
use crate::model::figure::Confidence;
use crate::model::id::Id;
use crate::model::id::Sited;
use crate::model::text::Text;
use crate::words;

/// Reads a composition.
pub fn read(source: &Source<'_>) -> Checked<Option<Sheet<Composition>>> {
    sheet(source, &["composition"], &form::finished::<Keys>())
}

/// Its field table.
pub fn fields() -> Vec<Field> {
    Keys::fields()
}

#[derive(Debug)]
struct Keys {
    id: Id,
    name: Text,
    measure: Option<String>,
    basis: Option<Basis>,
    period: Option<Period>,
    total: Option<Exact>,
    source: Option<String>,
    parts: Vec<Part>,
}

record_table! { Keys (node, cx) { id: cx.stem.clone() }
    name: required(form::name()), "名称", "name", "大客户收入构成";
    measure: optional(form::text()), "量的是什么", "what is measured", "revenue";
    basis: optional(form::word::<Basis>()), "口径", "how the total covers the period", "monthly_avg";
    period: optional(form::period()), "期间", "the period", "2006Q4";
    total: optional(form::money()), "合计 > 0", "the whole, above 0", "{amount: 2560, currency: CNY, scale: 万}";
    source: optional(form::text()), "来源", "who or what says so", "年报";
    parts: at_least_one(form::finished::<PartKeys>()), "各部分", "the parts", "";
}

#[derive(Debug)]
struct PartKeys {
    key: Sited<Id>,
    name: Option<Text>,
    candidates: Vec<Text>,
    share: Option<Exact>,
    amount: Option<Exact>,
    is_other: bool,
    confidence: Option<Confidence>,
    parts: Vec<Part>,
}

record_table! { PartKeys (node, cx) {}
    key: required(form::sited(form::id())), "编号，同级唯一", "id, unique among its siblings", "finance";
    name: optional(form::name()), "名称", "name", "金融";
    candidates: many(form::list(form::lstr())), "可能属于的名称", "the labels it may belong to", "[运营商, IT]";
    share: optional(form::pct()), "占上级的 %", "percent of its parent", "17.6";
    amount: optional(form::money_from_zero()), "金额（与 share 二选一）", "money (instead of share)", "900000";
    is_other = "other": given(form::truth(), || false), "其余，排在最后", "the remainder, sorted last", "true";
    confidence: optional(form::word::<Confidence>()), "可信度", "how sure", "medium";
    parts: many(form::list(form::finished::<PartKeys>())), "下一层", "its own parts", "";
}

impl Finish for PartKeys {
    type Out = Part;

    fn finish<'n>(self, node: &'n Node<'n>, cx: &mut Cx<'n>) -> Option<Part> {
        let PartKeys {
            key,
            name,
            candidates,
            share,
            amount,
            is_other,
            confidence,
            parts,
        } = self;
        if name.is_none() && candidates.is_empty() && !has_key(node, &["name", "candidates"]) {
            let message = words!(
                "这一部分既没有 `name`，也没有 `candidates`",
                "the part has neither `name` nor `candidates`"
            );
            let hint = words!(
                "写 `name: …`；不知道是哪一项，就写 `candidates: [甲, 乙]`",
                "write `name: …`, or `candidates: [a, b]` where it is not known which it is"
            );
            cx.report(Code::MissingField, node, message, hint);
        }
        let size = match (share, amount) {
            (Some(share), None) => PartSize::Share(share),
            (None, Some(amount)) => PartSize::Amount(amount),
            (Some(share), Some(_)) => {
                let message = words!(
                    "一个部分同时写了 `share` 和 `amount`",
                    "a part has both `share` and `amount`"
                );
                let hint = words!(
                    "只留一个，另一个由合计算出",
                    "keep one; the other follows from the total"
                );
                cx.report(Code::CompositionParts, node, message, hint);
                PartSize::Share(share)
            }
            (None, None) => {
                if !has_key(node, &["share", "amount"]) {
                    let message = words!("这一部分没有大小", "the part has no size");
                    let hint = words!(
                        "写 `share: 17.6`（%）或 `amount: 900000`",
                        "write `share: 17.6` (percent) or `amount: 900000`"
                    );
                    cx.report(Code::CompositionParts, node, message, hint);
                }
                PartSize::Share(Exact::ZERO)
            }
        };
        checks::unique(parts.iter().map(|part| &part.key), "parts", "key", cx);
        Some(Part {
            key,
            name,
            candidates,
            size,
            is_other,
            confidence,
            parts,
        })
    }
}

/// True if one of `keys` holds something, even what could not be read and is reported already.
fn has_key(node: &Node<'_>, keys: &[&str]) -> bool {
    match &node.kind {
        NodeKind::Map(entries) => entries
            .iter()
            .any(|entry| keys.contains(&entry.key) && !entry.value.is_null()),
        _ => false,
    }
}

impl Finish for Keys {
    type Out = Composition;

    fn finish<'n>(self, node: &'n Node<'n>, cx: &mut Cx<'n>) -> Option<Composition> {
        let Keys {
            id,
            name,
            measure,
            basis,
            period,
            total,
            source,
            parts,
        } = self;
        let mut at = node.at;
        if let NodeKind::Map(entries) = &node.kind {
            for entry in *entries {
                if entry.key == "parts" {
                    at = entry.at;
                }
                if entry.key == "total" && total.as_ref().is_some_and(|total| !total.is_positive()) {
                    let words = (
                        words!("合计必须大于 0", "the total must be above 0"),
                        words!(
                            "写大于 0 的金额；不知道就删去 `total`",
                            "write an amount above 0, or leave `total` out"
                        ),
                    );
                    cx.report_at(
                        Code::OutOfRange,
                        (entry.value.at, entry.value.len),
                        "total",
                        words,
                    );
                }
            }
        }
        checks::unique(parts.iter().map(|part| &part.key), "parts", "key", cx);
        mixed(&parts, total.is_some(), "parts", at, cx);
        Some(Composition {
            id,
            name,
            measure,
            basis,
            period,
            total: total.filter(Exact::is_positive),
            source,
            parts,
            at,
            keys: node.written(Keys::KEYS),
        })
    }
}

/// Amounts among shares need a whole that is known.
fn mixed(parts: &[Part], is_whole_known: bool, path: &str, above: At, cx: &mut Cx<'_>) {
    let amounts = parts
        .iter()
        .filter(|part| matches!(part.size, PartSize::Amount(_)));
    let n_amounts = amounts.clone().count();
    if n_amounts > 0 && n_amounts < parts.len() && !is_whole_known {
        let at = amounts.clone().next().map_or(above, |part| part.key.at);
        let words = (
            words!(
                "有的部分写金额，有的写份额，却不知道合计",
                "amounts stand among shares, and the whole is not known"
            ),
            words!(
                "全写 `share` 或全写 `amount`，或给出合计",
                "write `share` in all or `amount` in all, or give the total"
            ),
        );
        cx.report_at(Code::CompositionParts, (at, 1), path, words);
    }
    let is_sum_known = is_whole_known || n_amounts == parts.len();
    for (index, part) in parts.iter().enumerate() {
        if part.parts.is_empty() {
            continue;
        }
        let is_known = matches!(part.size, PartSize::Amount(_)) || is_sum_known;
        mixed(
            &part.parts,
            is_known,
            &format!("{path}[{index}].parts"),
            part.key.at,
            cx,
        );
    }
}
