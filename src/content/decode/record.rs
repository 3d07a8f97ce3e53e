//! Maps with a field table, and the macro that makes decoder and table from one list.

use std::marker::PhantomData;

use crate::content::decode::cx::Cx;
use crate::content::decode::form::Form;
use crate::content::decode::shape::Field;
use crate::content::decode::shape::Label;
use crate::content::decode::shape::Need;
use crate::content::decode::shape::Shape;
use crate::content::decode::stand_in::StandIn;
use crate::content::tree::Entry;
use crate::content::tree::Node;
use crate::content::tree::NodeKind;
use crate::diag::Code;
use crate::model::rare::Blank;
use crate::model::rare::Rare;
use crate::words;

/// A map with a field table.
pub trait Record: Sized {
    /// The keys of the table.
    const KEYS: &'static [&'static str];

    /// The table, in the order a template shows it.
    fn fields() -> Vec<Field>;

    /// Reads the map; `None` if it is no map, or if what it cannot do without could not be read.
    fn read<'n>(node: &'n Node<'n>, cx: &mut Cx<'n>) -> Option<Self>;
}

/// A record that is not yet the value of the model: its fields are checked against each other on the way.
pub trait Finish: Record {
    /// What it becomes.
    type Out;

    /// Makes it, with findings where the fields do not fit each other.
    fn finish<'n>(self, node: &'n Node<'n>, cx: &mut Cx<'n>) -> Option<Self::Out>;
}

/// The form of a record.
#[derive(Debug, Clone, Copy)]
pub struct RecordForm<R>(PhantomData<R>);

/// A record that is a value of the model.
pub fn record<R: Record>() -> RecordForm<R> {
    RecordForm(PhantomData)
}

impl<R: Record> Form for RecordForm<R> {
    type Value = R;

    fn shape(&self) -> Shape {
        Shape::Record(R::fields)
    }

    fn read<'n>(&self, node: &'n Node<'n>, cx: &mut Cx<'n>) -> Option<R> {
        R::read(node, cx)
    }
}

/// The form of a record that becomes something else.
#[derive(Debug, Clone, Copy)]
pub struct FinishedForm<R>(PhantomData<R>);

/// A record that becomes a value of the model.
pub fn finished<R: Finish>() -> FinishedForm<R> {
    FinishedForm(PhantomData)
}

impl<R: Finish> Form for FinishedForm<R> {
    type Value = R::Out;

    fn shape(&self) -> Shape {
        Shape::Record(R::fields)
    }

    fn read<'n>(&self, node: &'n Node<'n>, cx: &mut Cx<'n>) -> Option<R::Out> {
        R::read(node, cx)?.finish(node, cx)
    }
}

/// A field of a record: a form, and what happens without a value.
pub trait Slot {
    /// What the field becomes.
    type Out;

    /// How much it is wanted.
    fn need(&self) -> Need;

    /// What it may hold.
    fn shape(&self) -> Shape;

    /// Reads the entry, if there is one; `None` only where the record cannot do without.
    fn fill<'n>(&self, at: Spot<'n>, cx: &mut Cx<'n>) -> Option<Self::Out>;
}

/// What is known where a field is filled.
#[derive(Debug, Clone, Copy)]
pub struct Spot<'n> {
    /// The field's key and meaning.
    pub label: Label,
    /// What was written.
    pub entry: Option<&'n Entry<'n>>,
    /// The map it stands in.
    pub owner: &'n Node<'n>,
}

impl<'n> Spot<'n> {
    /// Reads what was written: the inner `None` is `null` or absent, the outer one is a value that cannot be read.
    fn read<F: Form>(&self, form: &F, cx: &mut Cx<'n>) -> Option<Option<F::Value>> {
        match self.entry {
            Some(entry) if !entry.value.is_null() || form.reads_null() => {
                cx.below(entry, |cx| form.read(entry.value, cx)).map(Some)
            }
            _ => Some(None),
        }
    }
}

/// A field that must be there.
#[derive(Debug, Clone, Copy)]
pub struct Required<F>(F);

/// A field that must be there (R).
pub fn required<F: Form>(form: F) -> Required<F>
where
    F::Value: StandIn,
{
    Required(form)
}

impl<F: Form> Slot for Required<F>
where
    F::Value: StandIn,
{
    type Out = F::Value;

    fn need(&self) -> Need {
        Need::Required
    }

    fn shape(&self) -> Shape {
        self.0.shape()
    }

    fn fill<'n>(&self, at: Spot<'n>, cx: &mut Cx<'n>) -> Option<F::Value> {
        match at.read(&self.0, cx) {
            Some(Some(value)) => Some(value),
            Some(None) => {
                missing(&at, &self.0.shape(), cx);
                F::Value::stand_in()
            }
            None => F::Value::stand_in(),
        }
    }
}

/// Notes a field that must be there and is not.
pub fn missing(at: &Spot<'_>, shape: &Shape, cx: &mut Cx<'_>) {
    let Label { key, zh, en, example } = at.label;
    let place = match at.entry {
        Some(entry) => (entry.at, entry.len),
        None => (at.owner.at, 1),
    };
    let message = words!(
        "缺少必填的 `{key}`（{zh}）",
        "the required `{key}` ({en}) is missing"
    );
    let rule = shape.rule();
    let hint = if example.is_empty() || example.contains('\n') {
        let (zh, en) = (rule.zh, rule.en);
        words!("加上 `{key}`：{zh}", "add `{key}`: {en}")
    } else {
        words!("加上一项，如 `{key}: {example}`", "add it, as `{key}: {example}`")
    };
    cx.report_at(Code::MissingField, place, key, (message, hint));
}

/// A field that may be unknown.
#[derive(Debug, Clone, Copy)]
pub struct Optional<F>(F);

/// A field that may be unknown.
pub fn optional<F: Form>(form: F) -> Optional<F> {
    Optional(form)
}

impl<F: Form> Slot for Optional<F> {
    type Out = Option<F::Value>;

    fn need(&self) -> Need {
        Need::Optional
    }

    fn shape(&self) -> Shape {
        self.0.shape()
    }

    fn fill<'n>(&self, at: Spot<'n>, cx: &mut Cx<'n>) -> Option<Option<F::Value>> {
        Some(at.read(&self.0, cx).flatten())
    }
}

/// A field that has a value without being written.
#[derive(Debug, Clone, Copy)]
pub struct Given<F, D>(F, D);

/// A field that is `default()` where it is not written.
pub fn given<F: Form, D: Fn() -> F::Value>(form: F, default: D) -> Given<F, D> {
    Given(form, default)
}

/// A list or map that is empty where it is not written.
pub fn many<F: Form>(form: F) -> Given<F, fn() -> F::Value>
where
    F::Value: Default,
{
    Given(form, F::Value::default)
}

impl<F: Form, D: Fn() -> F::Value> Slot for Given<F, D> {
    type Out = F::Value;

    fn need(&self) -> Need {
        Need::Optional
    }

    fn shape(&self) -> Shape {
        self.0.shape()
    }

    fn fill<'n>(&self, at: Spot<'n>, cx: &mut Cx<'n>) -> Option<F::Value> {
        Some(at.read(&self.0, cx).flatten().unwrap_or_else(&self.1))
    }
}

/// A list that must have an item.
#[derive(Debug, Clone, Copy)]
pub struct Some1<F>(F);

/// A list that must have an item (R ≥ 1).
pub fn at_least_one<F: Form>(form: F) -> Some1<crate::content::decode::bag::List<F>> {
    Some1(crate::content::decode::bag::list(form))
}

impl<T, F: Form<Value = Vec<T>>> Slot for Some1<F> {
    type Out = Vec<T>;

    fn need(&self) -> Need {
        Need::Required
    }

    fn shape(&self) -> Shape {
        self.0.shape()
    }

    fn fill<'n>(&self, at: Spot<'n>, cx: &mut Cx<'n>) -> Option<Vec<T>> {
        let items = at.read(&self.0, cx);
        let is_empty = at.entry.is_none_or(|entry| match &entry.value.kind {
            NodeKind::List(items) => items.is_empty(),
            _ => entry.value.is_null(),
        });
        if is_empty {
            missing(&at, &self.0.shape(), cx);
        }
        Some(items.flatten().unwrap_or_default())
    }
}

/// A field that most files leave out.
#[derive(Debug, Clone, Copy)]
pub struct Seldom<S>(S);

/// A field that most files leave out: held where it takes one word then.
pub fn rare<S: Slot>(slot: S) -> Seldom<S> {
    Seldom(slot)
}

impl<T: Blank, S: Slot<Out = T>> Slot for Seldom<S> {
    type Out = Rare<T>;

    fn need(&self) -> Need {
        self.0.need()
    }

    fn shape(&self) -> Shape {
        self.0.shape()
    }

    fn fill<'n>(&self, at: Spot<'n>, cx: &mut Cx<'n>) -> Option<Rare<T>> {
        self.0.fill(at, cx).map(Rare::from)
    }
}

/// A value that is held in a place of its own.
#[derive(Debug, Clone, Copy)]
pub struct Boxed<F>(F);

/// A value of which a field keeps one word, because most files leave it out.
pub fn boxed<F: Form>(form: F) -> Boxed<F> {
    Boxed(form)
}

impl<F: Form> Form for Boxed<F> {
    type Value = Box<F::Value>;

    fn shape(&self) -> Shape {
        self.0.shape()
    }

    fn reads_null(&self) -> bool {
        self.0.reads_null()
    }

    fn read<'n>(&self, node: &'n Node<'n>, cx: &mut Cx<'n>) -> Option<Box<F::Value>> {
        self.0.read(node, cx).map(Box::new)
    }
}

/// A field that a key account should have.
#[derive(Debug, Clone, Copy)]
pub struct Desired<S>(S);

/// A field that a key account should have (D).
pub fn desired<S: Slot>(slot: S) -> Desired<S> {
    Desired(slot)
}

impl<S: Slot> Slot for Desired<S> {
    type Out = S::Out;

    fn need(&self) -> Need {
        Need::Desired
    }

    fn shape(&self) -> Shape {
        self.0.shape()
    }

    fn fill<'n>(&self, at: Spot<'n>, cx: &mut Cx<'n>) -> Option<S::Out> {
        self.0.fill(at, cx)
    }
}

/// Makes a [`Record`] of a struct: its decoder and its field table from one list.
///
/// After the name: what the node and the context are called, and fields that are not written but made.
/// Each row: field of the struct, its key where it differs, slot, meaning in 中文 and English, an example in YAML.
macro_rules! record_table {
    ($name:ident ($node:ident, $cx:ident) { $($own:ident: $make:expr),* $(,)? }
     $( $field:ident $(= $key:literal)?: $slot:expr, $zh:literal, $en:literal, $example:literal; )*) => {
        impl $crate::content::decode::record::Record for $name {
            const KEYS: &'static [&'static str] =
                &[$( $crate::content::decode::record::key_of!($field $($key)?) ),*];

            fn fields() -> Vec<$crate::content::decode::shape::Field> {
                vec![$( $crate::content::decode::shape::Field {
                    label: $crate::content::decode::shape::Label {
                        key: $crate::content::decode::record::key_of!($field $($key)?),
                        zh: $zh,
                        en: $en,
                        example: $example,
                    },
                    need: $crate::content::decode::record::Slot::need(&$slot),
                    shape: $crate::content::decode::record::Slot::shape(&$slot),
                } ),*]
            }

            fn read<'n>(
                $node: &'n $crate::content::tree::Node<'n>,
                $cx: &mut $crate::content::decode::cx::Cx<'n>,
            ) -> Option<$name> {
                let keys = [$( $crate::content::decode::record::key_of!($field $($key)?) ),*];
                let table = || $crate::content::decode::shape::Shape::Record(
                    <$name as $crate::content::decode::record::Record>::fields,
                );
                let [$($field),*] = $cx.pick($node, &keys, table)?;
                $( let $field = $crate::content::decode::record::Slot::fill(
                    &$slot,
                    $crate::content::decode::record::Spot {
                        label: $crate::content::decode::shape::Label {
                            key: $crate::content::decode::record::key_of!($field $($key)?),
                            zh: $zh,
                            en: $en,
                            example: $example,
                        },
                        entry: $field,
                        owner: $node,
                    },
                    $cx,
                ); )*
                Some($name { $($field: $field?,)* $($own: $make,)* })
            }
        }
    };
}

/// The key of a field: the one given, else its name.
macro_rules! key_of {
    ($field:ident) => {
        stringify!($field)
    };
    ($field:ident $key:literal) => {
        $key
    };
}

pub(crate) use key_of;
pub(crate) use record_table;
