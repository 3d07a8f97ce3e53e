//! The keys every file may have: `id`, `kind`, `draft`, `extra`.

use crate::content::decode::cx::Cx;
use crate::content::decode::cx::mended;
use crate::content::decode::form;
use crate::content::decode::form::Form;
use crate::content::decode::shape::Field;
use crate::content::decode::shape::Label;
use crate::content::decode::shape::Need;
use crate::content::decode::shape::Shape;
use crate::content::tree::Node;
use crate::content::tree::NodeKind;
use crate::diag::Code;
use crate::model::book::Extra;
use crate::model::few::Few;
use crate::model::short::Short;
use crate::words;

/// Keys of a Markdown file.
pub const OF_PAGES: &[&str] = &["id", "kind", "draft", "extra"];
/// Keys of a YAML file.
pub const OF_SHEETS: &[&str] = &["id", "kind", "extra"];

/// Keys of a YAML file that is a map by id.
pub const OF_REGISTERS: &[&str] = &["kind", "extra"];

/// What the common keys say.
#[derive(Debug, Default)]
pub struct Head {
    /// `draft: true`.
    pub is_draft: bool,
    /// The free map.
    pub extra: Few<Short, Extra>,
}

/// Reads the common keys of `node`; `kinds` are the words that may stand at `kind:`.
pub fn read<'n>(node: &'n Node<'n>, kinds: &'static [&'static str], cx: &mut Cx<'n>) -> Head {
    let mut head = Head::default();
    let NodeKind::Map(entries) = &node.kind else {
        return head;
    };
    let common = cx.common;
    let known = entries.iter().filter(|entry| common.contains(&entry.key));
    for entry in known.clone() {
        let first = known.clone().find(|other| other.key == entry.key);
        if let Some(first) = first.filter(|first| !std::ptr::eq(*first, entry)) {
            cx.doubled(first, entry);
            continue;
        }
        if entry.value.is_null() {
            continue;
        }
        cx.below(entry, |cx| match &*entry.key {
            "id" => same_as_stem(entry.value, cx),
            "kind" => same_kind(entry.value, kinds, cx),
            "draft" => head.is_draft = form::truth().read(entry.value, cx).unwrap_or(false),
            _ => head.extra = form::free().read(entry.value, cx).unwrap_or_default(),
        });
    }
    head
}

fn same_as_stem<'n>(node: &'n Node<'n>, cx: &mut Cx<'n>) {
    let Some(text) = cx.scalar(node, &Shape::Id) else {
        return;
    };
    let stem = cx.stem.clone();
    if text != stem.as_str() {
        let message = words!(
            "`id: {text}` 与文件名 `{stem}` 不同",
            "`id: {text}` is not the file's name `{stem}`"
        );
        let hint = words!(
            "删去 `id:`，或改成 `id: {stem}`，或给文件改名",
            "remove `id:`, write `id: {stem}`, or rename the file"
        );
        cx.report(Code::IdMismatch, node, message, hint);
    }
}

fn same_kind<'n>(node: &'n Node<'n>, kinds: &'static [&'static str], cx: &mut Cx<'n>) {
    let shape = Shape::Word(kinds);
    let Some(text) = cx.scalar(node, &shape) else {
        return;
    };
    if !kinds.contains(&text) {
        let message = words!(
            "`kind: {text}` 与文件夹不符",
            "`kind: {text}` does not fit the folder"
        );
        let meant = match kinds {
            [only] => Some(*only),
            _ => crate::content::decode::near::nearest(text, kinds.iter().copied()),
        };
        cx.report(Code::UnknownWord, node, message, mended(meant, &shape));
    }
}

/// The common keys of a dossier, for its template.
pub fn fields(kind: &'static str) -> Vec<Field> {
    let row = |key, zh, en, example, shape| Field {
        label: Label { key, zh, en, example },
        need: Need::Optional,
        shape,
    };
    vec![
        row(
            "kind",
            "种类，由文件夹决定",
            "kind, given by the folder",
            kind,
            Shape::Text,
        ),
        row(
            "draft",
            "草稿：不进书，除非用 --drafts",
            "a draft is not in the book unless --drafts",
            "false",
            Shape::Truth,
        ),
        row(
            "extra",
            "自由字段，主题可以读",
            "free fields, for themes",
            "{note: 自由}",
            Shape::Free,
        ),
    ]
}
