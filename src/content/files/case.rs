//! `cases/<id>.md`: a claim with its source.

use jiff::civil::Date;

use crate::content::decode::cx::Cx;
use crate::content::decode::figure::AnyFigureKeys;
use crate::content::decode::form;
use crate::content::decode::money::BookCurrency;
use crate::content::decode::record::Finish;
use crate::content::decode::record::Record;
use crate::content::decode::record::many;
use crate::content::decode::record::optional;
use crate::content::decode::record::record_table;
use crate::content::decode::record::required;
use crate::content::decode::shape::Field;
use crate::content::decode::word::Scale;
use crate::content::files::page::Linked;
use crate::content::files::page::Source;
use crate::content::files::page::page;
use crate::content::tree::Node;
use crate::diag::Checked;
use crate::model::date::Period;
use crate::model::exact::Exact;
use crate::model::figure::Basis;
use crate::model::figure::Confidence;
use crate::model::playbook::Case;
use crate::model::playbook::CaseFigure;
use crate::model::playbook::Verified;
use crate::model::text::Text;

/// Reads a case.
pub fn read(source: &Source<'_>) -> Checked<Option<Linked<Case>>> {
    page(source, &["case"], &form::record::<Case>())
}

/// Its field table.
pub fn fields() -> Vec<Field> {
    Case::fields()
}

record_table! { Case (node, cx) { id: cx.stem.clone(), keys: node.written(Case::KEYS) }
    name: required(form::name()), "名称", "name", "保证金门槛";
    formerly: many(form::list(form::id())), "用过的编号", "old ids, for redirects", "[old-name]";
    claim: optional(form::lstr()), "说法", "what is claimed", "先收保证金，再公开招标";
    industry: optional(form::reference()), "行业", "the industry it is from", "finance";
    figures: many(form::list(form::finished::<Labelled>())), "数字", "figures of the claim", "";
    source: optional(form::text()), "来源", "who or what says so", "培训资料";
    verified: optional(form::word::<Verified>()), "是否核实", "whether it was checked", "no";
}

#[derive(Debug)]
struct Labelled {
    label: Text,
    amount: Option<Exact>,
    currency: Option<()>,
    scale: Option<Scale>,
    value: Option<Exact>,
    unit: Option<String>,
    as_of: Option<Date>,
    period: Option<Period>,
    basis: Option<Basis>,
    source: Option<String>,
    confidence: Option<Confidence>,
    note: Option<String>,
}

record_table! { Labelled (node, cx) {}
    label: required(form::name()), "是什么", "what it is", "保证金";
    amount: optional(form::number()), "数额（金额）", "amount of money", "600";
    currency: optional(BookCurrency), "币种", "currency", "CNY";
    scale: optional(form::word::<Scale>()), "量级", "scale", "万";
    value: optional(form::number()), "数值（非金额）", "value that is no money", "12";
    unit: optional(form::text()), "单位", "unit of the value", "pct";
    as_of: optional(form::date()), "截至日期", "the day it was true", "2025-06-30";
    period: optional(form::period()), "期间", "the period it covers", "2024";
    basis: optional(form::word::<Basis>()), "口径", "how it covers the period", "period_total";
    source: optional(form::text()), "来源", "who or what says so", "培训资料";
    confidence: optional(form::word::<Confidence>()), "可信度", "how sure", "low";
    note: optional(form::text()), "备注", "anything else", "";
}

impl Finish for Labelled {
    type Out = CaseFigure;

    fn finish<'n>(self, node: &'n Node<'n>, cx: &mut Cx<'n>) -> Option<CaseFigure> {
        let Labelled {
            label,
            amount,
            currency,
            scale,
            value,
            unit,
            as_of,
            period,
            basis,
            source,
            confidence,
            note,
        } = self;
        let keys = AnyFigureKeys {
            amount,
            currency,
            scale,
            value,
            unit,
            as_of,
            period,
            basis,
            source,
            confidence,
            note,
        };
        Some(CaseFigure {
            label,
            figure: keys.figure(node, cx),
        })
    }
}
