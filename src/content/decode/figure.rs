//! Figures: a number or money, with where it comes from.

use jiff::civil::Date;

use crate::content::decode::cx::Cx;
use crate::content::decode::form;
use crate::content::decode::form::Form;
use crate::content::decode::money::BookCurrency;
use crate::content::decode::money::base_units;
use crate::content::decode::money::not_below_zero;
use crate::content::decode::money::plain_money;
use crate::content::decode::number::read_exact;
use crate::content::decode::record::Record;
use crate::content::decode::record::optional;
use crate::content::decode::record::record_table;
use crate::content::decode::shape::Shape;
use crate::content::decode::word::Scale;
use crate::content::tree::Node;
use crate::content::tree::NodeKind;
use crate::diag::Code;
use crate::model::date::Period;
use crate::model::exact::Exact;
use crate::model::figure::Basis;
use crate::model::figure::Confidence;
use crate::model::figure::Figure;
use crate::model::figure::Provenance;
use crate::words;

/// A figure: money alone, or money and plain numbers.
#[derive(Debug, Clone, Copy)]
pub struct AnyFigure {
    is_money: bool,
}

/// `fig`: a number or money, with where it comes from.
pub fn figure() -> AnyFigure {
    AnyFigure { is_money: false }
}

/// `moneyfig`: money never below 0, with where it comes from.
pub fn money_figure() -> AnyFigure {
    AnyFigure { is_money: true }
}

impl Form for AnyFigure {
    type Value = Figure;

    fn shape(&self) -> Shape {
        if self.is_money {
            Shape::MoneyFigure
        } else {
            Shape::Figure
        }
    }

    fn read<'n>(&self, node: &'n Node<'n>, cx: &mut Cx<'n>) -> Option<Figure> {
        match &node.kind {
            NodeKind::Map(_) if self.is_money => {
                // The currency was checked where it was read.
                let MoneyFigure {
                    amount,
                    currency: Some(()) | None,
                    scale,
                    as_of,
                    period,
                    basis,
                    source,
                    confidence,
                    note,
                } = MoneyFigure::read(node, cx)?;
                let value = amount.map(|amount| base_units(amount, scale));
                let value = value.and_then(|value| not_below_zero(true, value, node, cx));
                Some(Figure {
                    value,
                    is_money: true,
                    unit: None,
                    provenance: Provenance {
                        as_of,
                        period,
                        basis,
                        source,
                        confidence,
                        note,
                    },
                })
            }
            NodeKind::Map(_) => Some(AnyFigureKeys::read(node, cx)?.figure(node, cx)),
            _ => {
                let value = if self.is_money {
                    let value = plain_money(node, &self.shape(), cx)?;
                    not_below_zero(true, value, node, cx)?
                } else {
                    read_exact(node, &self.shape(), cx)?
                };
                Some(Figure {
                    value: Some(value),
                    is_money: self.is_money,
                    unit: None,
                    provenance: Provenance::default(),
                })
            }
        }
    }
}

/// Money with where it comes from.
#[derive(Debug)]
struct MoneyFigure {
    amount: Option<Exact>,
    currency: Option<()>,
    scale: Option<Scale>,
    as_of: Option<Date>,
    period: Option<Period>,
    basis: Option<Basis>,
    source: Option<String>,
    confidence: Option<Confidence>,
    note: Option<String>,
}

record_table! { MoneyFigure (node, cx) {}
    amount: optional(form::number()), "数额", "amount", "256";
    currency: optional(BookCurrency), "币种", "currency", "CNY";
    scale: optional(form::word::<Scale>()), "量级", "scale", "万";
    as_of: optional(form::date()), "截至日期", "the day it was true", "2025-06-30";
    period: optional(form::period()), "期间", "the period it covers", "2024";
    basis: optional(form::word::<Basis>()), "口径", "how it covers the period", "period_total";
    source: optional(form::text()), "来源", "who or what says so", "年报";
    confidence: optional(form::word::<Confidence>()), "可信度", "how sure", "high";
    note: optional(form::text()), "备注", "anything else", "未审计";
}

/// Any figure as a map.
#[derive(Debug)]
pub struct AnyFigureKeys {
    /// Amount of money.
    pub amount: Option<Exact>,
    /// Checked where it was read.
    pub currency: Option<()>,
    /// What the amount is counted in.
    pub scale: Option<Scale>,
    /// A value that is no money.
    pub value: Option<Exact>,
    /// Unit of the value.
    pub unit: Option<String>,
    /// The day it was true.
    pub as_of: Option<Date>,
    /// The period it covers.
    pub period: Option<Period>,
    /// How it covers the period.
    pub basis: Option<Basis>,
    /// Who or what says so.
    pub source: Option<String>,
    /// How sure.
    pub confidence: Option<Confidence>,
    /// Anything else.
    pub note: Option<String>,
}

record_table! { AnyFigureKeys (node, cx) {}
    amount: optional(form::number()), "数额（金额）", "amount of money", "256";
    currency: optional(BookCurrency), "币种", "currency", "CNY";
    scale: optional(form::word::<Scale>()), "量级", "scale", "万";
    value: optional(form::number()), "数值（非金额）", "value that is no money", "12";
    unit: optional(form::text()), "单位", "unit of the value", "pct";
    as_of: optional(form::date()), "截至日期", "the day it was true", "2025-06-30";
    period: optional(form::period()), "期间", "the period it covers", "2024";
    basis: optional(form::word::<Basis>()), "口径", "how it covers the period", "period_total";
    source: optional(form::text()), "来源", "who or what says so", "年报";
    confidence: optional(form::word::<Confidence>()), "可信度", "how sure", "high";
    note: optional(form::text()), "备注", "anything else", "未审计";
}

impl AnyFigureKeys {
    /// The figure; a value and an amount in one is a finding.
    pub fn figure<'n>(self, node: &'n Node<'n>, cx: &mut Cx<'n>) -> Figure {
        let AnyFigureKeys {
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
        if amount.is_some() && value.is_some() {
            let message = words!(
                "`amount` 与 `value` 同时出现",
                "`amount` and `value` stand together"
            );
            let hint = words!(
                "金额写 `amount`，其他数字写 `value`，只留一个",
                "write `amount` for money, `value` for any other number; keep one"
            );
            cx.report(Code::WrongType, node, message, hint);
        }
        Figure {
            is_money: amount.is_some() || currency.is_some() || scale.is_some(),
            value: amount.map(|amount| base_units(amount, scale)).or(value),
            unit,
            provenance: Provenance {
                as_of,
                period,
                basis,
                source,
                confidence,
                note,
            },
        }
    }
}
