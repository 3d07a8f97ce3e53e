//! Where decoding stands in its file, and what it found.

use std::fmt::Write;
use std::sync::Arc;

use crate::content::decode::near::nearest;
use crate::content::decode::shape::Shape;
use crate::content::tree::Entry;
use crate::content::tree::Node;
use crate::content::tree::NodeKind;
use crate::content::tree::Quoting;
use crate::diag::At;
use crate::diag::Code;
use crate::diag::Finding;
use crate::diag::Place;
use crate::diag::Words;
use crate::model::id::Id;
use crate::model::written::position;
use crate::words;

/// What is known about a file while it is decoded.
#[derive(Debug)]
pub struct Cx<'n> {
    /// Path from the book's root.
    pub file: &'n Arc<str>,
    /// The book's currency; empty while `book.yaml` gives none, and then nothing is foreign.
    pub currency: &'n str,
    /// Keys that any file of this kind may have at its top, read elsewhere.
    pub common: &'static [&'static str],
    /// The id the file's name gives.
    pub stem: Id,
    /// What was found.
    pub findings: Vec<Finding>,
    path: Vec<Step<'n>>,
}

#[derive(Debug)]
enum Step<'n> {
    Key(&'n str, At),
    Item(usize),
}

impl<'n> Cx<'n> {
    /// At the top of `file`, whose name gives the id `stem`.
    pub fn new(file: &'n Arc<str>, stem: Id, currency: &'n str) -> Cx<'n> {
        Cx {
            file,
            currency,
            common: &[],
            stem,
            findings: Vec::new(),
            path: Vec::new(),
        }
    }

    /// Does `work` below the key of `entry`.
    pub fn below<T>(&mut self, entry: &'n Entry<'n>, work: impl FnOnce(&mut Cx<'n>) -> T) -> T {
        self.path.push(Step::Key(entry.key, entry.at));
        let done = work(self);
        self.path.pop();
        done
    }

    /// Does `work` in item `index` of a list, from 0.
    pub fn item<T>(&mut self, index: usize, work: impl FnOnce(&mut Cx<'n>) -> T) -> T {
        self.path.push(Step::Item(index));
        let done = work(self);
        self.path.pop();
        done
    }

    /// Where the nearest key above stands.
    pub fn key_at(&self) -> At {
        let keys = self.path.iter().rev();
        keys.filter_map(|step| match step {
            Step::Key(_, at) => Some(*at),
            Step::Item(_) => None,
        })
        .next()
        .unwrap_or_default()
    }

    /// The nearest key above, if it is a valid text; empty at the top.
    pub fn key(&self) -> &'n str {
        let keys = self.path.iter().rev();
        keys.filter_map(|step| match step {
            Step::Key(key, _) => Some(*key),
            Step::Item(_) => None,
        })
        .next()
        .unwrap_or_default()
    }

    /// Notes what is wrong with the value `node`.
    pub fn report(&mut self, code: Code, node: &Node<'_>, message: Words, hint: Words) {
        self.report_at(code, (node.at, node.len), "", (message, hint));
    }

    /// Notes what is wrong at a place; `key` is added to the field path where it is not empty.
    pub fn report_at(&mut self, code: Code, (at, len): (At, u32), key: &str, words: (Words, Words)) {
        let field = self.field(key);
        self.findings.push(Finding {
            code,
            place: Place {
                file: Arc::clone(self.file),
                at,
                len: len.max(1),
            },
            field,
            message: words.0,
            hint: words.1,
        });
    }

    /// Notes a value that is not what the field holds, with the value that was meant where it can be guessed.
    pub fn wrong(&mut self, node: &Node<'_>, shape: &Shape, meant: Option<&str>) {
        if matches!(node.kind, NodeKind::Broken) {
            return;
        }
        let (shown, name) = (shown(node), shape.name());
        let (zh, en) = (&name.zh, &name.en);
        let message = Words::new(
            format!("{} 不是{zh}", shown.zh),
            format!("{} is not {en}", shown.en),
        );
        self.report(Code::WrongType, node, message, mended(meant, shape));
    }

    /// Notes a value outside its range.
    pub fn out_of_range(&mut self, node: &Node<'_>, shape: &Shape) {
        let shown = shown(node);
        let (zh, en) = (shown.zh, shown.en);
        let message = words!("{zh} 超出范围", "{en} is out of range");
        self.report(Code::OutOfRange, node, message, shape.rule());
    }

    /// The text of a scalar; anything else is a wrong type.
    pub fn scalar(&mut self, node: &'n Node<'n>, shape: &Shape) -> Option<&'n str> {
        match &node.kind {
            NodeKind::Scalar(text, Quoting::Plain) if node.is_null() => {
                let message = words!("这里空着（`{text}`）", "nothing stands here (`{text}`)");
                self.report(Code::WrongType, node, message, shape.rule());
                None
            }
            NodeKind::Scalar(text, _) => Some(text),
            _ => {
                self.wrong(node, shape, None);
                None
            }
        }
    }

    /// The entries of a map; anything else is a wrong type.
    pub fn map(&mut self, node: &'n Node<'n>, shape: impl FnOnce() -> Shape) -> Option<&'n [Entry<'n>]> {
        match &node.kind {
            NodeKind::Map(entries) => Some(entries),
            NodeKind::Broken => None,
            NodeKind::Scalar(text, _) if text.contains('：') => {
                let words = (
                    words!(
                        "`{text}` 里是全角冒号 `：`",
                        "`{text}` holds a full-width colon `：`"
                    ),
                    words!(
                        "键后面用半角冒号加一个空格：`键: 值`",
                        "write an ASCII colon and a space after a key: `key: value`"
                    ),
                );
                self.report(Code::FullWidthColon, node, words.0, words.1);
                None
            }
            _ => {
                self.wrong(node, &shape(), None);
                None
            }
        }
    }

    /// The entries of a map for each of `keys`; unknown and doubled keys are findings.
    pub fn pick<const N: usize>(
        &mut self,
        node: &'n Node<'n>,
        keys: &[&'static str; N],
        shape: impl FnOnce() -> Shape,
    ) -> Option<[Option<&'n Entry<'n>>; N]> {
        let entries = self.map(node, shape)?;
        let mut found = [None; N];
        let mut next = 0;
        for entry in entries {
            let position = position(keys, next, entry.key);
            let slot = position.and_then(|position| found.get_mut(position));
            match slot {
                Some(slot) => {
                    next = position.map_or(0, |position| position + 1);
                    match *slot {
                        None => *slot = Some(entry),
                        Some(first) => self.doubled(first, entry),
                    }
                }
                None => self.unknown(entry, keys),
            }
        }
        Some(found)
    }

    /// Notes a key that stands twice in one map.
    pub fn doubled(&mut self, first: &Entry<'_>, second: &Entry<'_>) {
        let (key, line) = (&second.key, first.at.line);
        let words = (
            words!(
                "键 `{key}` 在同一处写了两次，第一次在第 {line} 行",
                "the key `{key}` stands twice, first on line {line}"
            ),
            words!("只留一处", "keep one of them"),
        );
        self.report_at(Code::DuplicateKey, (second.at, second.len), key, words);
    }

    /// True for a key that any file of this kind may have at its top, read elsewhere.
    pub fn is_common(&self, key: &str) -> bool {
        self.path.is_empty() && self.common.contains(&key)
    }

    /// Notes a key nobody knows; keys that begin with `x-` are the author's own.
    pub fn unknown(&mut self, entry: &Entry<'_>, keys: &[&'static str]) {
        let key = entry.key;
        if key.starts_with("x-") || self.is_common(key) {
            return;
        }
        let place = (entry.at, entry.len);
        if let Some((name, _)) = key.split_once('：') {
            let words = (
                words!(
                    "`{name}` 后面是全角冒号 `：`",
                    "a full-width colon `：` stands after `{name}`"
                ),
                words!(
                    "改用半角冒号加一个空格：`{name}: …`",
                    "write an ASCII colon and a space: `{name}: …`"
                ),
            );
            return self.report_at(Code::FullWidthColon, place, "", words);
        }
        if key.chars().any(|c| c != ' ' && c.is_whitespace()) {
            let name = key.trim();
            let words = (
                words!(
                    "`{name}` 旁边有全角空格或不换行空格",
                    "a space that is no space to YAML stands beside `{name}`"
                ),
                words!("改用普通空格", "use plain spaces"),
            );
            return self.report_at(Code::BadSpace, place, name, words);
        }
        let message = words!("没有 `{key}` 这个键", "there is no key `{key}` here");
        let all = keys.join("` `");
        let common = if self.path.is_empty() { self.common } else { &[] };
        let near = nearest(key, keys.iter().chain(common).copied());
        let hint = match near {
            Some(near) => words!(
                "是不是 `{near}`？自己的键请以 `x-` 开头",
                "do you mean `{near}`? keys of your own begin with `x-`"
            ),
            // `{revenue: 1,000}` is a revenue of 1 and a key `000`.
            None if entry.value.is_null() && key.bytes().all(|byte| byte.is_ascii_digit()) => words!(
                "数字里不能有逗号：`1,000` 写成 `1000`",
                "a number has no commas: write `1000` for `1,000`"
            ),
            None if entry.value.is_null() => words!(
                "可用的键：`{all}`；若是文字里的逗号，请给整个文字加引号",
                "the keys here are `{all}`; if it follows a comma in a text, put the text in quotes"
            ),
            None => words!(
                "可用的键：`{all}`；自己的键请以 `x-` 开头",
                "the keys here are `{all}`; keys of your own begin with `x-`"
            ),
        };
        self.report_at(Code::UnknownKey, place, key, (message, hint));
    }

    fn field(&self, key: &str) -> String {
        let mut field = String::new();
        for step in &self.path {
            match step {
                Step::Key(key, _) if field.is_empty() => field.push_str(key),
                Step::Key(key, _) => {
                    field.push('.');
                    field.push_str(key);
                }
                // Writing to a string cannot fail.
                Step::Item(index) => write!(field, "[{index}]").unwrap_or_default(),
            }
        }
        if !key.is_empty() {
            if !field.is_empty() {
                field.push('.');
            }
            field.push_str(key);
        }
        field
    }
}

/// What stands in the file, short enough for a sentence.
pub fn shown(node: &Node<'_>) -> Words {
    match &node.kind {
        NodeKind::Scalar(text, _) => {
            let line = text.lines().next().unwrap_or_default();
            let short: String = line.chars().take(40).collect();
            let more = if short.len() < text.len() { "…" } else { "" };
            words!("`{short}{more}`", "`{short}{more}`")
        }
        NodeKind::List(_) => words!("列表", "a list"),
        NodeKind::Map(_) | NodeKind::Broken => words!("映射", "a map"),
    }
}

/// A hint: the value that was meant, else how the field is written.
pub fn mended(meant: Option<&str>, shape: &Shape) -> Words {
    let rule = shape.rule();
    match meant {
        Some(meant) => {
            let (zh, en) = (rule.zh, rule.en);
            words!("改成 `{meant}`（{zh}）", "write `{meant}` ({en})")
        }
        None => rule,
    }
}
