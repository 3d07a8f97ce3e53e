//! The forms a value is written in: text, names, words, truth. Numbers, days, money and bags have files of their own.

use std::marker::PhantomData;

use crate::content::decode::bag::doubled;
use crate::content::decode::cx::Cx;
use crate::content::decode::near::nearest;
use crate::content::decode::shape::Shape;
use crate::content::decode::word::Word;
use crate::content::tree::Entry;
use crate::content::tree::Node;
use crate::content::tree::NodeKind;
use crate::diag::Code;
use crate::diag::Lang;
use crate::model::id::Id;
use crate::model::id::Sited;
use crate::model::text::Text;
use crate::words;

pub use crate::content::decode::bag::by_id;
pub use crate::content::decode::bag::by_name;
pub use crate::content::decode::bag::by_text;
pub use crate::content::decode::bag::by_word;
pub use crate::content::decode::bag::few_by_id;
pub use crate::content::decode::bag::free;
pub use crate::content::decode::bag::list;
pub use crate::content::decode::bag::one_or_many;
pub use crate::content::decode::day::date;
pub use crate::content::decode::day::period;
pub use crate::content::decode::day::when;
pub use crate::content::decode::figure::figure;
pub use crate::content::decode::figure::money_figure;
pub use crate::content::decode::item::capability;
pub use crate::content::decode::item::number_or;
pub use crate::content::decode::item::rating;
pub use crate::content::decode::money::money;
pub use crate::content::decode::money::money_from_zero;
pub use crate::content::decode::number::above_zero;
pub use crate::content::decode::number::between;
pub use crate::content::decode::number::fraction;
pub use crate::content::decode::number::from_zero;
pub use crate::content::decode::number::level;
pub use crate::content::decode::number::number;
pub use crate::content::decode::number::pct;
pub use crate::content::decode::number::whole;
pub use crate::content::decode::number::whole_any;
pub use crate::content::decode::number::whole_from;
pub use crate::content::decode::record::finished;
pub use crate::content::decode::record::record;

/// A form a value is written in.
pub trait Form {
    /// What it is read to.
    type Value;

    /// What it is, for hints and templates.
    fn shape(&self) -> Shape;

    /// Reads the value; `None` after a finding was made.
    fn read<'n>(&self, node: &'n Node<'n>, cx: &mut Cx<'n>) -> Option<Self::Value>;

    /// True if `null` is a value of this form, not the absence of one.
    fn reads_null(&self) -> bool {
        false
    }
}

/// Any text, as written.
#[derive(Debug, Clone, Copy)]
pub struct AnyText;

/// Any text.
pub fn text() -> AnyText {
    AnyText
}

impl Form for AnyText {
    type Value = String;

    fn shape(&self) -> Shape {
        Shape::Text
    }

    fn read<'n>(&self, node: &'n Node<'n>, cx: &mut Cx<'n>) -> Option<String> {
        cx.scalar(node, &Shape::Text).map(str::to_owned)
    }
}

/// `lstr`, which may or may not be blank.
#[derive(Debug, Clone, Copy)]
pub struct LocalText {
    is_filled: bool,
}

/// `lstr`.
pub fn lstr() -> LocalText {
    LocalText { is_filled: false }
}

/// `lstr` that says something.
pub fn name() -> LocalText {
    LocalText { is_filled: true }
}

impl Form for LocalText {
    type Value = Text;

    fn shape(&self) -> Shape {
        Shape::LocalText
    }

    fn read<'n>(&self, node: &'n Node<'n>, cx: &mut Cx<'n>) -> Option<Text> {
        let text = match &node.kind {
            NodeKind::Map(entries) => by_language(node, entries, cx)?,
            _ => Text::plain(cx.scalar(node, &Shape::LocalText)?),
        };
        if self.is_filled && text.is_empty() {
            let message = words!("这里没有文字", "there is no text here");
            cx.report(Code::MissingField, node, message, Shape::LocalText.rule());
        }
        Some(text)
    }
}

/// `{zh: …, en: …}`. In `{en: Revenue by industry, monthly}` the comma ends the text for YAML, and `monthly` is a key
/// without a value: it is put back, and said.
fn by_language<'n>(node: &'n Node<'n>, entries: &'n [Entry<'n>], cx: &mut Cx<'n>) -> Option<Text> {
    let is_key = |key: &str| matches!(key, "zh" | "en") || key.starts_with("x-");
    let is_tail = |entry: &Entry<'_>| entry.value.is_null() && !is_key(entry.key);
    if !entries.iter().skip(1).any(is_tail) {
        let [zh, en] = cx.pick(node, &["zh", "en"], || Shape::LocalText)?;
        return Some(Text::each(language(zh, cx), language(en, cx)));
    }
    doubled(entries, cx);
    let mut text = [None, None];
    let mut last: Option<&str> = None;
    for entry in entries {
        if !is_key(entry.key) && !is_tail(entry) {
            cx.unknown(entry, &["zh", "en"]);
            continue;
        }
        if !is_tail(entry) {
            last = Some(entry.key);
            if let Some(slot) = slot_of(&mut text, last) {
                *slot = language(Some(entry), cx);
            }
        } else if let Some(slot) = slot_of(&mut text, last) {
            let joined = slot.get_or_insert_default();
            joined.push_str(", ");
            joined.push_str(entry.key);
            unquoted_comma(entry, joined, cx);
        }
    }
    let [zh, en] = text;
    Some(Text::each(zh, en))
}

fn slot_of<'t>(
    [zh, en]: &'t mut [Option<String>; 2],
    language: Option<&str>,
) -> Option<&'t mut Option<String>> {
    match language {
        Some("zh") => Some(zh),
        Some("en") => Some(en),
        _ => None,
    }
}

fn language<'n>(entry: Option<&'n Entry<'n>>, cx: &mut Cx<'n>) -> Option<String> {
    let entry = entry.filter(|entry| !entry.value.is_null())?;
    cx.below(entry, |cx| AnyText.read(entry.value, cx))
}

fn unquoted_comma(entry: &Entry<'_>, joined: &str, cx: &mut Cx<'_>) {
    let tail = &entry.key;
    let words = (
        words!(
            "`{{…}}` 里的文字有逗号却没有引号，`{tail}` 被当成了键",
            "a text with a comma stands without quotes in `{{…}}`, so that `{tail}` is a key"
        ),
        words!(
            "加引号：`\"{joined}\"`；现在按这样读",
            "put it in quotes: `\"{joined}\"`; it is read so"
        ),
    );
    cx.report_at(Code::UnquotedComma, (entry.at, entry.len), "", words);
}

/// A name.
#[derive(Debug, Clone, Copy)]
pub struct AnyId;

/// An id.
pub fn id() -> AnyId {
    AnyId
}

impl Form for AnyId {
    type Value = Id;

    fn shape(&self) -> Shape {
        Shape::Id
    }

    fn read<'n>(&self, node: &'n Node<'n>, cx: &mut Cx<'n>) -> Option<Id> {
        let text = cx.scalar(node, &Shape::Id)?;
        let id = Id::new(text);
        if id.is_none() {
            let message = words!("`{text}` 不能作编号", "`{text}` cannot be an id");
            cx.report(Code::BadId, node, message, id_hint(text));
        }
        id
    }
}

/// How to write an id, with the one that was likely meant.
pub fn id_hint(text: &str) -> crate::diag::Words {
    let rule = Shape::Id.rule();
    let meant: String = text
        .trim()
        .chars()
        .flat_map(char::to_lowercase)
        .map(|c| if c == '_' || c == ' ' || c == '.' { '-' } else { c })
        .collect();
    match Id::new(&meant) {
        Some(meant) => {
            let (zh, en) = (rule.zh, rule.en);
            words!("改成 `{meant}`（{zh}）", "write `{meant}` ({en})")
        }
        None => rule,
    }
}

/// The name of something else, with its place.
pub fn reference() -> Sites<AnyId> {
    sited(AnyId)
}

/// A value with its place.
#[derive(Debug, Clone, Copy)]
pub struct Sites<F>(F);

/// A value with its place.
pub fn sited<F: Form>(form: F) -> Sites<F> {
    Sites(form)
}

impl<F: Form> Form for Sites<F> {
    type Value = Sited<F::Value>;

    fn shape(&self) -> Shape {
        self.0.shape()
    }

    fn read<'n>(&self, node: &'n Node<'n>, cx: &mut Cx<'n>) -> Option<Sited<F::Value>> {
        let value = self.0.read(node, cx)?;
        Some(Sited { value, at: node.at })
    }
}

/// A name in capitals or not, as classes have: `A`, `good`.
#[derive(Debug, Clone, Copy)]
pub struct ClassId;

/// The name of a class.
pub fn class_id() -> Sites<ClassId> {
    sited(ClassId)
}

impl Form for ClassId {
    type Value = Id;

    fn shape(&self) -> Shape {
        Shape::Id
    }

    fn read<'n>(&self, node: &'n Node<'n>, cx: &mut Cx<'n>) -> Option<Id> {
        let text = cx.scalar(node, &Shape::Id)?;
        match Id::of_class(text) {
            Some(id) => Some(id),
            None => AnyId.read(node, cx),
        }
    }
}

/// A closed list of words.
#[derive(Debug, Clone, Copy)]
pub struct OneWord<W>(PhantomData<W>);

/// One of the words of `W`.
pub fn word<W: Word>() -> OneWord<W> {
    OneWord(PhantomData)
}

impl<W: Word> Form for OneWord<W> {
    type Value = W;

    fn shape(&self) -> Shape {
        Shape::Word(W::WORDS)
    }

    fn read<'n>(&self, node: &'n Node<'n>, cx: &mut Cx<'n>) -> Option<W> {
        let text = cx.scalar(node, &Shape::Word(W::WORDS))?;
        let word = W::read_word(text);
        if word.is_none() {
            unknown_word::<W>(node, text, cx);
        }
        word
    }
}

fn unknown_word<W: Word>(node: &Node<'_>, text: &str, cx: &mut Cx<'_>) {
    let labelled = W::WORDS.iter().copied().find(|word| {
        W::read_word(word).is_some_and(|value| {
            Lang::ALL
                .into_iter()
                .any(|lang| value.shown(lang).eq_ignore_ascii_case(text.trim()))
        })
    });
    let meant = labelled.or_else(|| nearest(text, W::WORDS.iter().copied()));
    let message = words!(
        "`{text}` 不在可用的词里",
        "`{text}` is not one of the words that can stand here"
    );
    let hint = crate::content::decode::cx::mended(meant, &Shape::Word(W::WORDS));
    cx.report(Code::UnknownWord, node, message, hint);
}

/// `true` or `false`.
#[derive(Debug, Clone, Copy)]
pub struct Truth;

/// `true` or `false`.
pub fn truth() -> Truth {
    Truth
}

impl Form for Truth {
    type Value = bool;

    fn shape(&self) -> Shape {
        Shape::Truth
    }

    fn read<'n>(&self, node: &'n Node<'n>, cx: &mut Cx<'n>) -> Option<bool> {
        let text = cx.scalar(node, &Shape::Truth)?;
        match text {
            "true" => Some(true),
            "false" => Some(false),
            _ => {
                let meant = match text.to_lowercase().as_str() {
                    "true" | "yes" | "on" | "y" | "1" | "是" | "对" | "有" => Some("true"),
                    "false" | "no" | "off" | "n" | "0" | "否" | "不" | "无" => Some("false"),
                    _ => None,
                };
                cx.wrong(node, &Shape::Truth, meant);
                None
            }
        }
    }
}
