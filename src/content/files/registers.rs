//! `people.yaml`, `organisations.yaml`, `labels.yaml`: maps by id.

use std::collections::BTreeMap;

use crate::content::decode::cx::Cx;
use crate::content::decode::form;
use crate::content::decode::record::Finish;
use crate::content::decode::record::Record;
use crate::content::decode::record::given;
use crate::content::decode::record::many;
use crate::content::decode::record::optional;
use crate::content::decode::record::record_table;
use crate::content::decode::record::required;
use crate::content::decode::shape::Field;
use crate::content::decode::word::Word;
use crate::content::files::page::Source;
use crate::content::files::page::register;
use crate::content::tree::Node;
use crate::diag::Checked;
use crate::diag::Lang;
use crate::model::book::Label;
use crate::model::book::LabelStatus;
use crate::model::book::Organisation;
use crate::model::book::OrganisationRole;
use crate::model::book::Person;
use crate::model::id::Id;
use crate::model::text::Text;

/// Reads `people.yaml`.
pub fn people(source: &Source<'_>) -> Checked<BTreeMap<Id, Person>> {
    register(source, &["people"], form::finished::<PersonKeys>())
}

/// Reads `organisations.yaml`.
pub fn organisations(source: &Source<'_>) -> Checked<BTreeMap<Id, Organisation>> {
    register(source, &["organisations"], form::record::<Organisation>())
}

/// Reads `labels.yaml`.
pub fn labels(source: &Source<'_>) -> Checked<BTreeMap<Id, Label>> {
    register(source, &["labels"], form::record::<Label>())
}

/// The field tables of one person, one organisation, one label.
pub fn fields() -> [Vec<Field>; 3] {
    [PersonKeys::fields(), Organisation::fields(), Label::fields()]
}

/// Whether one of ours is still with us.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Presence {
    Active,
    Left,
}

impl Word for Presence {
    const WORDS: &'static [&'static str] = &["active", "left"];

    fn read_word(text: &str) -> Option<Presence> {
        match text {
            "active" => Some(Presence::Active),
            "left" => Some(Presence::Left),
            _ => None,
        }
    }

    fn shown(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Presence::Active, Lang::Zh) => "在职",
            (Presence::Active, Lang::En) => "active",
            (Presence::Left, Lang::Zh) => "离职",
            (Presence::Left, Lang::En) => "left",
        }
    }
}

#[derive(Debug)]
struct PersonKeys {
    name: Text,
    role: Option<String>,
    unit: Option<Text>,
    status: Presence,
}

record_table! { PersonKeys (node, cx) {}
    name: required(form::name()), "姓名", "name", "{zh: 林澈, en: Lin Che}";
    role: optional(form::text()), "做什么", "what they do", "sales";
    unit: optional(form::lstr()), "部门", "unit", "金融部";
    status: given(form::word::<Presence>(), || Presence::Active), "在职或离职，默认在职", "active or left, default active", "active";
}

impl Finish for PersonKeys {
    type Out = Person;

    fn finish<'n>(self, node: &'n Node<'n>, _: &mut Cx<'n>) -> Option<Person> {
        let PersonKeys {
            name,
            role,
            unit,
            status,
        } = self;
        Some(Person {
            name,
            role,
            unit,
            has_left: matches!(status, Presence::Left),
            at: node.at,
        })
    }
}

record_table! { Organisation (node, cx) { at: node.at }
    name: required(form::name()), "名称", "name", "澜江商业银行";
    roles: many(form::list(form::word::<OrganisationRole>())), "对我方是什么，可以几样", "what it is to us, several at once", "[customer]";
}

record_table! { Label (node, cx) { at: node.at }
    zh: optional(form::text()), "中文", "Chinese", "等级";
    en: optional(form::text()), "英文", "English", "Tier";
    status: optional(form::word::<LabelStatus>()), "译文状态", "how far it was checked", "reviewed";
}
