//! The files of a book: a field table and the rules of one file each.
//!
//! In: the text of one file. Out: what it says, and every mistake that can be seen without another file.
//! Never: knows other files; what joins several is checked later.

pub mod account;
pub mod case;
pub mod checks;
pub mod claim;
pub mod competitor;
pub mod composition;
pub mod head;
pub mod industry;
pub mod landscape;
pub mod models;
pub mod page;
pub mod placed;
pub mod playbook;
pub mod registers;
pub mod settings;

use crate::content::decode::shape::Field;

/// Every field table by the kind of file, models as `models/<kind>`; those of registers are of one entry.
pub fn tables() -> Vec<(String, Vec<Field>)> {
    let [person, organisation, label] = registers::fields();
    let mut tables = vec![
        ("book".to_owned(), settings::fields()),
        ("accounts".to_owned(), account::fields()),
        ("industries".to_owned(), industry::fields()),
        ("competitors".to_owned(), competitor::fields()),
        ("compositions".to_owned(), composition::fields()),
        ("landscapes".to_owned(), landscape::fields()),
        ("playbook".to_owned(), playbook::fields()),
        ("cases".to_owned(), case::fields()),
        ("people".to_owned(), person),
        ("organisations".to_owned(), organisation),
        ("labels".to_owned(), label),
    ];
    let models = models::KINDS.iter();
    tables.extend(models.map(|kind| (format!("models/{kind}"), models::fields(kind))));
    tables
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::content::decode::shape::Shape;

    /// Tables below a shape; a part of a composition holds parts, so the depth is bounded.
    fn nested(shape: &Shape, depth: usize, check: &mut dyn FnMut(&[Field])) {
        match shape {
            Shape::Record(fields) if depth < 6 => {
                let fields = fields();
                check(&fields);
                for field in &fields {
                    nested(&field.shape, depth + 1, check);
                }
            }
            Shape::List(one) | Shape::OneOrMany(one) | Shape::ById(one) | Shape::ByWord(_, one) => {
                nested(one, depth, check);
            }
            _ => {}
        }
    }

    #[test]
    fn every_field_is_named_once_and_explained_in_both_languages() {
        let mut n_fields = 0;
        let mut check = |fields: &[Field]| {
            let keys: BTreeSet<&str> = fields.iter().map(|field| field.label.key).collect();
            assert_eq!(keys.len(), fields.len(), "{keys:?}");
            for field in fields {
                let label = &field.label;
                assert!(!label.zh.is_empty() && !label.en.is_empty(), "{label:?}");
                let rule = field.shape.rule();
                assert!(!rule.zh.is_empty() && !rule.en.is_empty(), "{label:?}");
                n_fields += 1;
            }
        };
        for (_, fields) in tables() {
            check(&fields);
            for field in &fields {
                nested(&field.shape, 0, &mut check);
            }
        }
        assert!(n_fields > 250, "{n_fields}");
    }
}
