//! A model whose formula is fixed: what the team calls it, uses it for and remarks.

use crate::content::decode::cx::Cx;
use crate::content::decode::form;
use crate::content::decode::record::Finish;
use crate::content::decode::record::many;
use crate::content::decode::record::optional;
use crate::content::decode::record::record_table;
use crate::content::decode::record::required;
use crate::content::decode::stand_in::StandIn;
use crate::content::tree::Node;
use crate::model::id::Id;
use crate::model::rulers::MethodKind;
use crate::model::rulers::MethodModel;
use crate::model::text::Text;

/// The file as written.
#[derive(Debug)]
pub struct Keys {
    id: Id,
    method: MethodKind,
    name: Option<Text>,
    purpose: Option<Text>,
    notes: Vec<Text>,
    source: Option<String>,
}

record_table! { Keys (node, cx) { id: cx.stem.clone() }
    method: required(form::word::<MethodKind>()), "哪个模型", "which model", "rfm";
    name: optional(form::name()), "本团队的叫法", "the team's own name", "{zh: 订货三看, en: Three looks at orders}";
    purpose: optional(form::name()), "本团队用它做什么", "what the team uses it for", "找出久未下单的客户";
    notes: many(form::list(form::name())), "本团队的说明", "the team's own remarks", "[每季度看一次]";
    source: optional(form::text()), "来源", "source", "";
}

impl StandIn for MethodKind {
    /// Nothing can stand for it: the file would be taken for that of another model.
    fn stand_in() -> Option<MethodKind> {
        None
    }
}

impl Finish for Keys {
    type Out = MethodModel;

    fn finish<'n>(self, _: &'n Node<'n>, _: &mut Cx<'n>) -> Option<MethodModel> {
        let Keys {
            id,
            method,
            name,
            purpose,
            notes,
            source,
        } = self;
        Some(MethodModel {
            id,
            method,
            name,
            purpose,
            notes,
            source,
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::diag::Lang;
    use std::sync::Arc;

    use bumpalo::Bump;

    use crate::content::files::models;
    use crate::content::files::models::Ruler;
    use crate::content::files::page::Source;
    use crate::model::id::Id;
    use crate::model::rulers::MethodKind;
    use crate::model::rulers::MethodModel;

    fn read(text: &str) -> (Option<MethodModel>, Vec<String>) {
        let file = Arc::from("content/models/orders.yaml");
        let source = Source {
            file: &file,
            text,
            hash: 0,
            stem: Id::new("orders").unwrap(),
            currency: "CNY",
            arena: &Bump::new(),
            library: None,
        };
        let read = models::read(&source);
        let said = read.findings.iter();
        let said = said.map(|it| format!("{} {}", it.code.word(), it.field));
        let model = read.value.map(|ruler| match ruler {
            Ruler::Method(model) => model,
            other => panic!("{}", other.kind()),
        });
        (model, said.collect())
    }

    #[test]
    fn a_method_needs_nothing_but_to_say_which_it_is() {
        let (model, said) = read("kind: method\nmethod: rfm\n");
        let model = model.unwrap();
        assert_eq!(said, [""; 0]);
        assert_eq!((model.method, model.id.as_str()), (MethodKind::Rfm, "orders"));
        assert_eq!(
            (model.name, model.purpose, model.notes.len(), model.source),
            (None, None, 0, None)
        );
    }

    #[test]
    fn words_of_the_team_are_kept_as_written() {
        let text = "kind: method\nmethod: clv\nname: {zh: 终身账, en: Life account}\npurpose: 定投入上限\nnotes: [一年一次, {en: Once a year}]\nsource: 财务\n";
        let (model, said) = read(text);
        let model = model.unwrap();
        assert_eq!(said, [""; 0]);
        assert_eq!(model.name.unwrap().get(Lang::En), "Life account");
        assert_eq!(model.notes.len(), 2);
        assert_eq!(model.source.as_deref(), Some("财务"));
    }

    #[test]
    fn a_method_that_is_not_known_is_no_method() {
        for (text, want) in [
            ("kind: method\nmethod: rmf\n", "unknown-word method"),
            ("kind: method\n", "missing-field method"),
            ("kind: method\nmethod: rfm\nweights: 3\n", "unknown-key weights"),
            (
                "kind: method\nmethod: rfm\npurpose: ''\n",
                "missing-field purpose",
            ),
        ] {
            assert_eq!(read(text).1, [want], "{text}");
        }
        assert_eq!(read("kind: method\nmethod: rmf\n").0, None);
    }
}
