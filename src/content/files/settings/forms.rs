//! The forms that `book.yaml` alone has: currency, addresses, audiences' lists.

use crate::content::decode::cx::Cx;
use crate::content::decode::cx::mended;
use crate::content::decode::form;
use crate::content::decode::form::Form;
use crate::content::decode::near::nearest;
use crate::content::decode::shape::Shape;
use crate::content::tree::Node;
use crate::content::tree::NodeKind;
use crate::diag::Code;
use crate::words;

/// The format this version reads.
const FORMAT: i64 = 1;
/// Account fields that can have listing pages.
const TAXONOMIES: &[&str] = &["industry", "region", "tags", "status", "owner", "classification"];

/// The version of the format.
#[derive(Debug, Clone, Copy)]
pub struct Format;

impl Form for Format {
    type Value = ();

    fn shape(&self) -> Shape {
        Shape::Whole(Some(FORMAT), Some(FORMAT))
    }

    fn read<'n>(&self, node: &'n Node<'n>, cx: &mut Cx<'n>) -> Option<()> {
        let format = form::whole_any().read(node, cx)?;
        if format != FORMAT {
            let message = words!("格式版本 `{format}` 不认识", "the format `{format}` is not known");
            let hint = words!(
                "本版本只读 `format: 1`；请升级 keybook",
                "this version reads `format: 1`; a newer keybook may read yours"
            );
            cx.report(Code::OutOfRange, node, message, hint);
        }
        Some(())
    }
}

/// Three capitals.
#[derive(Debug, Clone, Copy)]
pub struct Currency;

impl Form for Currency {
    type Value = String;

    fn shape(&self) -> Shape {
        Shape::Text
    }

    fn read<'n>(&self, node: &'n Node<'n>, cx: &mut Cx<'n>) -> Option<String> {
        let text = cx.scalar(node, &Shape::Text)?;
        if text.len() != 3 || !text.bytes().all(|byte| byte.is_ascii_uppercase()) {
            let message = words!("`{text}` 不是币种代码", "`{text}` is no currency code");
            let hint = words!(
                "写三个大写字母，如 `CNY`、`USD`",
                "write three capital letters, as `CNY` or `USD`"
            );
            cx.report(Code::UnknownWord, node, message, hint);
            return None;
        }
        Some(text.to_owned())
    }
}

/// A field of accounts that can be listed by.
#[derive(Debug, Clone, Copy)]
pub struct Taxonomy;

impl Form for Taxonomy {
    type Value = String;

    fn shape(&self) -> Shape {
        Shape::Word(TAXONOMIES)
    }

    fn read<'n>(&self, node: &'n Node<'n>, cx: &mut Cx<'n>) -> Option<String> {
        let text = cx.scalar(node, &self.shape())?;
        if !TAXONOMIES.contains(&text) {
            let message = words!("`{text}` 不能做列表页", "accounts cannot be listed by `{text}`");
            let meant = nearest(text, TAXONOMIES.iter().copied());
            cx.report(Code::UnknownWord, node, message, mended(meant, &self.shape()));
            return None;
        }
        Some(text.to_owned())
    }
}

/// `all`, or a list of words.
#[derive(Debug, Clone, Copy)]
pub struct AllOrSome;

impl Form for AllOrSome {
    type Value = ();

    fn shape(&self) -> Shape {
        Shape::OneOrMany(Box::new(Shape::Text))
    }

    fn read<'n>(&self, node: &'n Node<'n>, cx: &mut Cx<'n>) -> Option<()> {
        match &node.kind {
            NodeKind::List(_) => form::list(form::text()).read(node, cx).map(|_| ()),
            _ => {
                let text = cx.scalar(node, &self.shape())?;
                if text != "all" {
                    let message = words!(
                        "`{text}` 既不是 `all` 也不是列表",
                        "`{text}` is neither `all` nor a list"
                    );
                    let hint = words!("写 `all` 或 `[{text}]`", "write `all` or `[{text}]`");
                    cx.report(Code::WrongType, node, message, hint);
                }
                Some(())
            }
        }
    }
}

/// A web address, ending in `/`.
#[derive(Debug, Clone, Copy)]
pub struct Address;

impl Form for Address {
    type Value = String;

    fn shape(&self) -> Shape {
        Shape::Text
    }

    fn read<'n>(&self, node: &'n Node<'n>, cx: &mut Cx<'n>) -> Option<String> {
        let text = cx.scalar(node, &Shape::Text)?;
        if !is_address(text) {
            no_address(node, text, cx);
            return None;
        }
        Some(text.to_owned())
    }
}

/// A web address with `{path}` in it.
#[derive(Debug, Clone, Copy)]
pub struct EditAddress;

impl Form for EditAddress {
    type Value = String;

    fn shape(&self) -> Shape {
        Shape::Text
    }

    fn read<'n>(&self, node: &'n Node<'n>, cx: &mut Cx<'n>) -> Option<String> {
        let text = Address.read(node, cx)?;
        if !text.contains("{path}") {
            let message = words!("编辑链接里没有 `{{path}}`", "the link to edit has no `{{path}}`");
            let hint = words!(
                "在文件路径的位置写 `{{path}}`",
                "write `{{path}}` where the file's path goes"
            );
            cx.report(Code::WrongType, node, message, hint);
            return None;
        }
        Some(text)
    }
}

fn is_address(text: &str) -> bool {
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && !text.contains(|c: char| c.is_whitespace() || c.is_control()))
}

fn no_address(node: &Node<'_>, text: &str, cx: &mut Cx<'_>) {
    let message = words!("`{text}` 不是网址", "`{text}` is no web address");
    let hint = words!(
        "以 `https://` 或 `http://` 开头，中间没有空格",
        "begin with `https://` or `http://`, without spaces"
    );
    cx.report(Code::WrongType, node, message, hint);
}
