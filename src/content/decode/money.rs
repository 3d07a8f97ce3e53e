//! Money and figures: amounts in base units of the book's currency, with where they come from.

use crate::content::decode::cx::Cx;
use crate::content::decode::cx::mended;
use crate::content::decode::form;
use crate::content::decode::form::Form;
use crate::content::decode::number::mend;
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
use jiff::civil::Date;

/// Money, from 0 or of either sign.
#[derive(Debug, Clone, Copy)]
pub struct Money {
    is_from_zero: bool,
}

/// Money of either sign.
pub fn money() -> Money {
    Money { is_from_zero: false }
}

/// Money that is never below 0.
pub fn money_from_zero() -> Money {
    Money { is_from_zero: true }
}

impl Form for Money {
    type Value = Exact;

    fn shape(&self) -> Shape {
        Shape::Money
    }

    fn read<'n>(&self, node: &'n Node<'n>, cx: &mut Cx<'n>) -> Option<Exact> {
        let value = match &node.kind {
            NodeKind::Map(_) => {
                // The currency was checked where it was read.
                let Amount {
                    amount,
                    currency: Some(()) | None,
                    scale,
                } = Amount::read(node, cx)?;
                let Some(amount) = amount else {
                    no_amount(node, cx);
                    return None;
                };
                base_units(amount, scale)
            }
            _ => plain_money(node, &Shape::Money, cx)?,
        };
        not_below_zero(self.is_from_zero, value, node, cx)
    }
}

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

/// An ISO 4217 code equal to the book's.
#[derive(Debug, Clone, Copy)]
pub struct BookCurrency;

impl Form for BookCurrency {
    type Value = ();

    fn shape(&self) -> Shape {
        Shape::Text
    }

    fn read<'n>(&self, node: &'n Node<'n>, cx: &mut Cx<'n>) -> Option<()> {
        let text = cx.scalar(node, &Shape::Text)?;
        let own = cx.currency;
        if !own.is_empty() && text != own {
            let message = words!(
                "币种 `{text}` 不是本书的 `{own}`",
                "the currency `{text}` is not the book's `{own}`"
            );
            let hint = words!(
                "换算成 `{own}` 再写，汇率与日期记在 `note` 或正文里",
                "convert it to `{own}`, and keep rate and date in a note or in the text"
            );
            cx.report(Code::ForeignCurrency, node, message, hint);
        }
        Some(())
    }
}

/// Money as a map.
#[derive(Debug)]
struct Amount {
    amount: Option<Exact>,
    currency: Option<()>,
    scale: Option<Scale>,
}

record_table! { Amount (node, cx) {}
    amount: optional(form::number()), "数额", "amount", "256";
    currency: optional(BookCurrency), "币种", "currency", "CNY";
    scale: optional(form::word::<Scale>()), "量级", "scale", "万";
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
    fn figure<'n>(self, node: &'n Node<'n>, cx: &mut Cx<'n>) -> Figure {
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

/// A figure among other keys, as a case writes it: `{label: 保证金, amount: 600, scale: 万}`.
pub fn figure_of<'n>(keys: AnyFigureKeys, node: &'n Node<'n>, cx: &mut Cx<'n>) -> Figure {
    keys.figure(node, cx)
}

fn base_units(amount: Exact, scale: Option<Scale>) -> Exact {
    match scale {
        None | Some(Scale::One) => amount,
        Some(scale) => amount * Exact::from(scale.factor()),
    }
}

fn not_below_zero<'n>(
    is_from_zero: bool,
    value: Exact,
    node: &'n Node<'n>,
    cx: &mut Cx<'n>,
) -> Option<Exact> {
    if is_from_zero && value.is_negative() {
        let shown = value.short(9);
        let message = words!("金额 `{shown}` 小于 0", "the amount `{shown}` is below 0");
        let hint = words!(
            "这里的金额不小于 0；不知道就写 `null`",
            "the amount is 0 or more here; write `null` where it is unknown"
        );
        cx.report(Code::OutOfRange, node, message, hint);
        return None;
    }
    Some(value)
}

fn no_amount(node: &Node<'_>, cx: &mut Cx<'_>) {
    let message = words!("金额缺少 `amount`", "money without an `amount`");
    let hint = words!(
        "写成 `{{amount: 256, scale: 万}}`；不知道就把整个值写成 `null`",
        "write `{{amount: 256, scale: 万}}`, or `null` for the whole value where it is unknown"
    );
    cx.report(Code::MissingField, node, message, hint);
}

fn plain_money<'n>(node: &'n Node<'n>, shape: &Shape, cx: &mut Cx<'n>) -> Option<Exact> {
    let text = cx.scalar(node, shape)?;
    let value = Exact::parse(text);
    if value.is_none() {
        match scaled(text) {
            Some(meant) => {
                let message = words!("`{text}` 不是金额", "`{text}` is not money");
                cx.report(Code::WrongType, node, message, mended(Some(&meant), shape));
            }
            None => cx.wrong(node, shape, mend(text).as_deref()),
        }
    }
    value
}

/// `256万` and `2.5 亿元` as money.
fn scaled(text: &str) -> Option<String> {
    let text = text.trim().trim_end_matches('元').trim_end();
    let scales = ["百万", "千", "万", "亿"];
    let (number, scale) = scales
        .into_iter()
        .find_map(|scale| text.strip_suffix(scale).map(|number| (number.trim_end(), scale)))?;
    let number = match Exact::parse(number) {
        Some(_) => number.to_owned(),
        None => mend(number)?,
    };
    Some(format!("{{amount: {number}, scale: {scale}}}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_with_its_scale_behind_it_is_understood() {
        for (text, want) in [
            ("256万", Some("{amount: 256, scale: 万}")),
            ("2.5 亿元", Some("{amount: 2.5, scale: 亿}")),
            ("1,200万元", Some("{amount: 1200, scale: 万}")),
            ("3百万", Some("{amount: 3, scale: 百万}")),
            ("万", None),
            ("12", None),
        ] {
            assert_eq!(scaled(text).as_deref(), want, "{text}");
        }
    }
}
