//! Money: amounts in base units of the book's currency.

use crate::content::decode::cx::Cx;
use crate::content::decode::cx::mended;
use crate::content::decode::form;
use crate::content::decode::form::Form;
use crate::content::decode::number::mend;
use crate::content::decode::record::Record;
use crate::content::decode::record::optional;
use crate::content::decode::record::record_table;
use crate::content::decode::shape::Shape;
use crate::content::decode::word::Scale;
use crate::content::tree::Node;
use crate::content::tree::NodeKind;
use crate::diag::Code;
use crate::model::exact::Exact;
use crate::words;

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

/// An amount in base units.
pub fn base_units(amount: Exact, scale: Option<Scale>) -> Exact {
    match scale {
        None | Some(Scale::One) => amount,
        Some(scale) => amount * Exact::from(scale.factor()),
    }
}

/// The amount, unless it may not be below 0 and is.
pub fn not_below_zero<'n>(
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

/// Money as a plain number of base units.
pub fn plain_money<'n>(node: &'n Node<'n>, shape: &Shape, cx: &mut Cx<'n>) -> Option<Exact> {
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
