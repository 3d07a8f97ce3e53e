//! Lists and maps of other forms.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry::Occupied;
use std::collections::btree_map::Entry::Vacant;
use std::marker::PhantomData;

use crate::content::decode::cx::Cx;
use crate::content::decode::form::Form;
use crate::content::decode::form::id_hint;
use crate::content::decode::near::nearest;
use crate::content::decode::shape::Shape;
use crate::content::decode::word::Word;
use crate::content::tree::Entry;
use crate::content::tree::Node;
use crate::content::tree::NodeKind;
use crate::diag::Code;
use crate::model::book::Extra;
use crate::model::few::Few;
use crate::model::id::Id;
use crate::model::short::Short;
use crate::words;

/// A list of one form.
#[derive(Debug, Clone, Copy)]
pub struct List<F>(F);

/// A list.
pub fn list<F: Form>(form: F) -> List<F> {
    List(form)
}

impl<F: Form> Form for List<F> {
    type Value = Vec<F::Value>;

    fn shape(&self) -> Shape {
        Shape::List(Box::new(self.0.shape()))
    }

    fn read<'n>(&self, node: &'n Node<'n>, cx: &mut Cx<'n>) -> Option<Vec<F::Value>> {
        match &node.kind {
            NodeKind::List(items) => Some(read_items(&self.0, items, cx)),
            _ => {
                cx.wrong(node, &self.shape(), None);
                None
            }
        }
    }
}

/// Items that could not be read are left out; each has its finding.
fn read_items<'n, F: Form>(form: &F, items: &'n [&'n Node<'n>], cx: &mut Cx<'n>) -> Vec<F::Value> {
    let mut values = Vec::with_capacity(items.len());
    for (index, item) in items.iter().enumerate() {
        values.extend(cx.item(index, |cx| form.read(item, cx)));
    }
    values
}

/// One value, or a list of them.
#[derive(Debug, Clone, Copy)]
pub struct OneOrMany<F>(F);

/// One value, or a list of them.
pub fn one_or_many<F: Form>(form: F) -> OneOrMany<F> {
    OneOrMany(form)
}

impl<F: Form> Form for OneOrMany<F> {
    type Value = Vec<F::Value>;

    fn shape(&self) -> Shape {
        Shape::OneOrMany(Box::new(self.0.shape()))
    }

    fn read<'n>(&self, node: &'n Node<'n>, cx: &mut Cx<'n>) -> Option<Vec<F::Value>> {
        match &node.kind {
            NodeKind::List(items) => Some(read_items(&self.0, items, cx)),
            _ => self.0.read(node, cx).map(|value| vec![value]),
        }
    }
}

/// A map by id.
#[derive(Debug, Clone, Copy)]
pub struct ById<F>(F);

/// A map by id; a value of `null` is as if it were absent, unless the form reads it.
pub fn by_id<F: Form>(form: F) -> ById<F> {
    ById(form)
}

impl<F: Form> Form for ById<F> {
    type Value = BTreeMap<Id, F::Value>;

    fn shape(&self) -> Shape {
        Shape::ById(Box::new(self.0.shape()))
    }

    fn read<'n>(&self, node: &'n Node<'n>, cx: &mut Cx<'n>) -> Option<BTreeMap<Id, F::Value>> {
        let mut values = BTreeMap::new();
        let entries = cx.map(node, || self.shape())?;
        self.each(entries, cx, |id, value| match values.entry(id) {
            Vacant(place) => {
                place.insert(value);
                true
            }
            Occupied(_) => false,
        });
        Some(values)
    }
}

impl<F: Form> ById<F> {
    /// Gives every entry that can be read to `put`, in the order they are written, of several with one key each; it is true for a
    /// key that was not there.
    fn each<'n>(&self, entries: &'n [Entry<'n>], cx: &mut Cx<'n>, mut put: impl FnMut(Id, F::Value) -> bool) {
        let mut n_put = 0;
        for entry in entries {
            if entry.key.starts_with("x-") || cx.is_common(entry.key) {
                continue;
            }
            let Some(id) = Id::new(entry.key) else {
                let key = &entry.key;
                let words = (
                    words!("`{key}` 不能作编号", "`{key}` cannot be an id"),
                    id_hint(key),
                );
                cx.report_at(Code::BadId, (entry.at, entry.len), key, words);
                continue;
            };
            if entry.value.is_null() && !self.0.reads_null() {
                continue;
            }
            if let Some(value) = cx.below(entry, |cx| self.0.read(entry.value, cx)) {
                n_put += usize::from(put(id, value));
            }
        }
        if n_put < entries.len() {
            doubled(entries, cx);
        }
    }
}

/// A map by id that is held in one block.
#[derive(Debug, Clone, Copy)]
pub struct FewById<F>(ById<F>);

/// A map by id of which a book has many, each with few entries.
pub fn few_by_id<F: Form>(form: F) -> FewById<F> {
    FewById(by_id(form))
}

impl<F: Form> Form for FewById<F> {
    type Value = Few<Id, F::Value>;

    fn shape(&self) -> Shape {
        self.0.shape()
    }

    fn read<'n>(&self, node: &'n Node<'n>, cx: &mut Cx<'n>) -> Option<Few<Id, F::Value>> {
        let entries = cx.map(node, || self.shape())?;
        let mut values = Few::with_capacity(entries.len());
        self.0.each(entries, cx, |id, value| values.insert_new(id, value));
        values.shrink();
        Some(values)
    }
}

/// A map by a closed list of words.
#[derive(Debug, Clone, Copy)]
pub struct ByWord<W, F>(PhantomData<W>, F);

/// A map whose keys are words of `W`.
pub fn by_word<W: Word + Ord, F: Form>(form: F) -> ByWord<W, F> {
    ByWord(PhantomData, form)
}

impl<W: Word + Ord, F: Form> Form for ByWord<W, F> {
    type Value = BTreeMap<W, F::Value>;

    fn shape(&self) -> Shape {
        Shape::ByWord(W::WORDS, Box::new(self.1.shape()))
    }

    fn read<'n>(&self, node: &'n Node<'n>, cx: &mut Cx<'n>) -> Option<BTreeMap<W, F::Value>> {
        let entries = cx.map(node, || self.shape())?;
        doubled(entries, cx);
        let mut values = BTreeMap::new();
        for entry in entries {
            match W::read_word(entry.key) {
                Some(_) if entry.value.is_null() => {}
                Some(word) => {
                    if let Some(value) = cx.below(entry, |cx| self.1.read(entry.value, cx)) {
                        values.entry(word).or_insert(value);
                    }
                }
                None => unknown_key(entry, W::WORDS, &self.shape(), cx),
            }
        }
        Some(values)
    }
}

/// A map whose keys are given words, kept as text.
#[derive(Debug, Clone, Copy)]
pub struct ByName<F>(&'static [&'static str], F);

/// A map whose keys are among `names`.
pub fn by_name<F: Form>(names: &'static [&'static str], form: F) -> ByName<F> {
    ByName(names, form)
}

impl<F: Form> Form for ByName<F> {
    type Value = BTreeMap<String, F::Value>;

    fn shape(&self) -> Shape {
        Shape::ByWord(self.0, Box::new(self.1.shape()))
    }

    fn read<'n>(&self, node: &'n Node<'n>, cx: &mut Cx<'n>) -> Option<BTreeMap<String, F::Value>> {
        let entries = cx.map(node, || self.shape())?;
        doubled(entries, cx);
        let mut values = BTreeMap::new();
        for entry in entries {
            if !self.0.contains(&entry.key) {
                unknown_key(entry, self.0, &self.shape(), cx);
            } else if !entry.value.is_null()
                && let Some(value) = cx.below(entry, |cx| self.1.read(entry.value, cx))
            {
                values.entry(entry.key.to_string()).or_insert(value);
            }
        }
        Some(values)
    }
}

/// A map with keys as one likes.
#[derive(Debug, Clone, Copy)]
pub struct ByText<F>(F);

/// A map with keys as one likes.
pub fn by_text<F: Form>(form: F) -> ByText<F> {
    ByText(form)
}

impl<F: Form> Form for ByText<F> {
    type Value = Few<Short, F::Value>;

    fn shape(&self) -> Shape {
        Shape::Free
    }

    fn read<'n>(&self, node: &'n Node<'n>, cx: &mut Cx<'n>) -> Option<Few<Short, F::Value>> {
        let entries = cx.map(node, || Shape::Free)?;
        let mut values = Few::with_capacity(entries.len());
        for entry in entries {
            if entry.value.is_null() && !self.0.reads_null() {
                continue;
            }
            let key = Short::from(entry.key);
            if let Some(value) = cx.below(entry, |cx| self.0.read(entry.value, cx)) {
                values.insert_new(key, value);
            }
        }
        if values.len() < entries.len() {
            doubled(entries, cx);
        }
        values.shrink();
        Some(values)
    }
}

fn unknown_key(entry: &Entry<'_>, known: &[&'static str], shape: &Shape, cx: &mut Cx<'_>) {
    let key = entry.key;
    if key.starts_with("x-") {
        return;
    }
    let message = words!("没有 `{key}` 这个键", "there is no key `{key}` here");
    let rule = shape.rule();
    let hint = match nearest(key, known.iter().copied()) {
        Some(near) => words!("是不是 `{near}`？", "do you mean `{near}`?"),
        None => rule,
    };
    cx.report_at(Code::UnknownKey, (entry.at, entry.len), key, (message, hint));
}

/// Keys that are looked through faster than a map of them is made.
const AT_A_LOOK: usize = 24;

/// Notes keys that stand twice; where all went into a map, there are none.
pub fn doubled<'n>(entries: &'n [Entry<'n>], cx: &mut Cx<'n>) {
    if entries.len() <= AT_A_LOOK {
        let mut before: &[Entry<'_>] = &[];
        for (n, entry) in entries.iter().enumerate() {
            if let Some(earlier) = before.iter().find(|earlier| earlier.key == entry.key) {
                cx.doubled(earlier, entry);
            }
            before = entries.get(..=n).unwrap_or_default();
        }
        return;
    }
    let mut first: BTreeMap<&str, &Entry<'_>> = BTreeMap::new();
    for entry in entries {
        match first.get(entry.key) {
            Some(earlier) => cx.doubled(earlier, entry),
            None => {
                first.insert(entry.key, entry);
            }
        }
    }
}

/// Anything: a value of an `extra:` map.
#[derive(Debug, Clone, Copy)]
pub struct Anything;

/// A free map.
pub fn free() -> ByText<Anything> {
    by_text(Anything)
}

impl Form for Anything {
    type Value = Extra;

    fn shape(&self) -> Shape {
        Shape::Free
    }

    fn reads_null(&self) -> bool {
        true
    }

    fn read<'n>(&self, node: &'n Node<'n>, cx: &mut Cx<'n>) -> Option<Extra> {
        match &node.kind {
            _ if node.is_null() => Some(Extra::Null),
            NodeKind::Scalar(text, _) => Some(Extra::Text(Short::from(&**text))),
            NodeKind::List(items) => Some(Extra::List(read_items(self, items, cx).into())),
            NodeKind::Map(_) => by_text(Anything).read(node, cx).map(Extra::Map),
            NodeKind::Broken => None,
        }
    }
}
