//! What a field may hold, in words: for hints, templates and the schema.

use crate::diag::Words;
use crate::words;

/// How much a field is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Without it the file is wrong.
    Required,
    /// A key account should have it: its absence is a warning.
    Desired,
    /// As one likes.
    Optional,
}

/// A field's name and what it is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Label {
    /// The key as written.
    pub key: &'static str,
    /// What it is, in 中文.
    pub zh: &'static str,
    /// What it is, in English.
    pub en: &'static str,
    /// A value in YAML; for a map of records, an example of its key; empty where the shape is example enough.
    pub example: &'static str,
}

/// One row of a field table.
#[derive(Debug, Clone)]
pub struct Field {
    /// Name and meaning.
    pub label: Label,
    /// How much it is wanted.
    pub need: Need,
    /// What it may hold.
    pub shape: Shape,
}

/// What a field may hold.
#[derive(Debug, Clone)]
pub enum Shape {
    /// Any text.
    Text,
    /// `lstr`: text, or a text per language.
    LocalText,
    /// A name: `[a-z0-9][a-z0-9-]{0,63}`.
    Id,
    /// A number with its bounds in words, as `0–100`; empty where there are none.
    Number(&'static str),
    /// A whole number and its bounds, where it has any.
    Whole(Option<i64>, Option<i64>),
    /// `true` or `false`.
    Truth,
    /// `2025-06-30`.
    Date,
    /// `2024`, `2024H2`, `2024Q3` or `2024-10`.
    Period,
    /// A date or a period.
    When,
    /// Money.
    Money,
    /// `moneyfig`: money with where it comes from.
    MoneyFigure,
    /// `fig`: a number or money, with where it comes from.
    Figure,
    /// One of a few words.
    Word(&'static [&'static str]),
    /// `item`: a rating.
    Rating,
    /// 0–10, `cannot` or `unknown`.
    Capability,
    /// One of several: a number, or the word given.
    NumberOr(&'static str),
    /// One claim of a landscape.
    Assertion,
    /// A list.
    List(Box<Shape>),
    /// One value, or a list of them.
    OneOrMany(Box<Shape>),
    /// A map by id.
    ById(Box<Shape>),
    /// A map by one of a few words.
    ByWord(&'static [&'static str], Box<Shape>),
    /// A map with a field table.
    Record(fn() -> Vec<Field>),
    /// Anything.
    Free,
}

impl Shape {
    /// What it is, as `a date`.
    pub fn name(&self) -> Words {
        match self {
            Shape::Text => words!("文字", "text"),
            Shape::LocalText => words!("文字或 `{{zh: …, en: …}}`", "text or `{{zh: …, en: …}}`"),
            Shape::Id => words!("编号", "an id"),
            Shape::Number(_) => words!("数字", "a number"),
            Shape::Whole(..) => words!("整数", "a whole number"),
            Shape::Truth => words!("`true` 或 `false`", "`true` or `false`"),
            Shape::Date => words!("日期", "a date"),
            Shape::Period => words!("期间", "a period"),
            Shape::When => words!("日期或期间", "a date or a period"),
            Shape::Money | Shape::MoneyFigure => words!("金额", "money"),
            Shape::Figure => words!("数字或金额", "a number or money"),
            Shape::Word(_) => words!("这里可用的词", "one of the words that can stand here"),
            Shape::Rating => words!("评分", "a rating"),
            Shape::Capability => words!("能力值", "a capability"),
            Shape::NumberOr(word) => words!("数字或 `{word}`", "a number or `{word}`"),
            Shape::Assertion => words!("可检验的断言", "an assertion"),
            Shape::List(_) => words!("列表", "a list"),
            Shape::OneOrMany(one) => one.name(),
            Shape::ById(_) | Shape::ByWord(..) | Shape::Record(_) | Shape::Free => {
                words!("带键的映射", "a map with keys")
            }
        }
    }

    /// How it is written, one line.
    pub fn rule(&self) -> Words {
        match self {
            Shape::Text => words!(
                "写文字；带 `: ` 或 `#` 时加引号",
                "write text, in quotes where it holds `: ` or `#`"
            ),
            Shape::LocalText => words!(
                "写文字，或 `{{zh: …, en: …}}`",
                "write text, or `{{zh: …, en: …}}`"
            ),
            Shape::Id => words!(
                "编号只用小写字母、数字和 `-`，以字母或数字开头，至多 64 个字符",
                "an id has lower-case letters, digits and `-`, begins with a letter or digit, and has at most 64 characters"
            ),
            Shape::Number("") => words!("写普通小数，如 `-12.5`", "write a plain decimal, as `-12.5`"),
            Shape::Number(range) => words!("写 {range} 的普通小数", "write a plain decimal, {range}"),
            Shape::Whole(min, max) => whole(*min, *max),
            Shape::Truth => words!("只能写 `true` 或 `false`", "write `true` or `false`"),
            Shape::Date => words!("日期写成 `2025-06-30`", "write a date as `2025-06-30`"),
            Shape::Period => words!(
                "期间写成 `2024`、`2024H2`、`2024Q3` 或 `2024-10`",
                "write a period as `2024`, `2024H2`, `2024Q3` or `2024-10`"
            ),
            Shape::When => words!(
                "写日期 `2025-06-30`，或期间 `2024`、`2024H2`、`2024Q3`、`2024-10`",
                "write a date `2025-06-30`, or a period `2024`, `2024H2`, `2024Q3`, `2024-10`"
            ),
            Shape::Money => words!(
                "写以元为单位的数字，或 `{{amount: 256, scale: 万}}`",
                "write a number of base units, or `{{amount: 256, scale: 万}}`"
            ),
            Shape::MoneyFigure => words!(
                "写以元为单位的数字，或 `{{amount: 256, scale: 万, source: …}}`",
                "write a number of base units, or `{{amount: 256, scale: 万, source: …}}`"
            ),
            Shape::Figure => words!(
                "写数字，或 `{{value: 12, unit: pct, source: …}}`，或 `{{amount: 256, scale: 万}}`",
                "write a number, `{{value: 12, unit: pct, source: …}}` or `{{amount: 256, scale: 万}}`"
            ),
            Shape::Word(allowed) => {
                let all = allowed.join("` `");
                words!("可用：`{all}`", "one of `{all}`")
            }
            Shape::Rating => words!(
                "写数字、`null`，或 `{{value: 8, why: …, source: …}}`",
                "write a number, `null`, or `{{value: 8, why: …, source: …}}`"
            ),
            Shape::Capability => words!(
                "写 0–10 的数字、`cannot` 或 `unknown`",
                "write a number from 0 to 10, `cannot` or `unknown`"
            ),
            Shape::NumberOr(word) => words!("写数字或 `{word}`", "write a number or `{word}`"),
            Shape::Assertion => words!(
                "写 `dominates: [甲, 乙]`、`front: 甲`、`strong: 甲` 或 `tag: [甲, 键, 值]` 之一",
                "write one of `dominates: [a, b]`, `front: a`, `strong: a`, `tag: [a, key, value]`"
            ),
            Shape::List(_) => words!(
                "写成 `[…, …]`，或每行以 `- ` 开头",
                "write `[…, …]`, or one line with `- ` for each"
            ),
            Shape::OneOrMany(one) => one.rule(),
            Shape::ById(_) => words!("写成 `编号: 值`", "write `id: value`"),
            Shape::ByWord(allowed, _) => {
                let all = allowed.join("` `");
                words!("键可用：`{all}`", "its keys are `{all}`")
            }
            Shape::Record(fields) => {
                let keys: Vec<&str> = fields().iter().map(|field| field.label.key).collect();
                let all = keys.join("` `");
                words!(
                    "写成 `键: 值`，键可用：`{all}`",
                    "write `key: value`; its keys are `{all}`"
                )
            }
            Shape::Free => words!("写成 `键: 值`", "write `key: value`"),
        }
    }
}

fn whole(min: Option<i64>, max: Option<i64>) -> Words {
    match (min, max) {
        (Some(min), Some(max)) => words!(
            "写 {min} 到 {max} 的整数",
            "write a whole number from {min} to {max}"
        ),
        (Some(min), None) => words!("写不小于 {min} 的整数", "write a whole number from {min}"),
        (None, Some(max)) => words!("写不大于 {max} 的整数", "write a whole number up to {max}"),
        (None, None) => words!("写整数", "write a whole number"),
    }
}
