//! A new dossier with every field explained, made from the field table.
//!
//! What must be there is written out; everything else is a comment: taking away the first `#` of its lines brings it in.

mod fitted;

use crate::content::decode::record::Record;
use crate::content::decode::shape::Field;
use crate::content::decode::shape::Need;
use crate::content::decode::shape::Shape;
use crate::content::files::head;
use crate::diag::Lang;
use crate::diag::Words;
use crate::model::account::Account;
use crate::words;

pub use fitted::account_in;

/// Column at which explanations begin, where the value leaves room.
const EXPLANATION: usize = 44;

/// A dossier to fill in, explained in `lang`.
pub fn account(lang: Lang) -> String {
    let mut lines = vec!["---".to_owned()];
    for line in preface().get(lang).lines() {
        lines.push(format!("## {line}"));
    }
    let (required, rest): (Vec<Field>, Vec<Field>) = Account::fields()
        .into_iter()
        .partition(|field| field.need == Need::Required);
    for field in &required {
        write(field, "", lang, &mut lines);
    }
    let mut comments = Vec::new();
    for field in rest.iter().chain(&head::fields("account")) {
        write(field, "", lang, &mut comments);
    }
    lines.extend(comments.into_iter().map(|line| format!("#{line}")));
    lines.push("---".to_owned());
    lines.push(String::new());
    lines.push(body().get(lang).to_owned());
    lines.join("\n")
}

fn preface() -> Words {
    words!(
        "不带 # 的是必填项；其余各行去掉行首第一个 # 就生效。\n不知道就写 null 或不写，不要写 0。金额默认以元为单位。",
        "Lines without # are required; take away the first # of any other to bring it in.\nLeave out what is not known, or write null; never 0. Money is in base units."
    )
}

fn body() -> Words {
    words!(
        "## 概况\n\n写给同事看的话：这家客户是谁，我们为什么在意，下一步做什么。\n",
        "## Overview\n\nFor colleagues: who they are, why they matter, what comes next.\n"
    )
}

/// The lines of a field, the first beginning with `lead`.
fn write(field: &Field, lead: &str, lang: Lang, lines: &mut Vec<String>) {
    let label = &field.label;
    let explanation = explanation(field, lang);
    let below = " ".repeat(lead.chars().count());
    let head = format!("{lead}{}:", label.key);
    match &field.shape {
        Shape::Record(fields) if label.example.is_empty() => {
            lines.push(explained(&head, &explanation));
            write_all(
                &fields(),
                &format!("{below}  "),
                &format!("{below}  "),
                lang,
                lines,
            );
        }
        Shape::List(item) if label.example.is_empty() => {
            lines.push(explained(&head, &explanation));
            item_of(item, &below, lang, lines);
        }
        Shape::ById(value) | Shape::ByWord(_, value) if opens(value) => {
            lines.push(explained(&head, &explanation));
            let key = format!("{below}  {}:", label.example);
            lines.push(key);
            match &**value {
                Shape::Record(fields) => {
                    let deeper = format!("{below}    ");
                    write_all(&fields(), &deeper, &deeper, lang, lines);
                }
                Shape::List(item) => item_of(item, &format!("{below}  "), lang, lines),
                _ => {}
            }
        }
        _ => lines.push(explained(&format!("{head} {}", label.example), &explanation)),
    }
}

fn item_of(item: &Shape, below: &str, lang: Lang, lines: &mut Vec<String>) {
    if let Shape::Record(fields) = item {
        write_all(
            &fields(),
            &format!("{below}  - "),
            &format!("{below}    "),
            lang,
            lines,
        );
    }
}

fn write_all(fields: &[Field], first: &str, others: &str, lang: Lang, lines: &mut Vec<String>) {
    for (index, field) in fields.iter().enumerate() {
        let lead = if index == 0 { first } else { others };
        write(field, lead, lang, lines);
    }
}

/// True if a value is written over several lines.
fn opens(shape: &Shape) -> bool {
    match shape {
        Shape::Record(_) => true,
        Shape::List(item) => matches!(**item, Shape::Record(_)),
        _ => false,
    }
}

fn explained(value: &str, explanation: &str) -> String {
    let width = unicode_width::UnicodeWidthStr::width(value);
    let gap = " ".repeat(EXPLANATION.saturating_sub(width).max(2));
    format!("{value}{gap}# {explanation}")
}

fn explanation(field: &Field, lang: Lang) -> String {
    let label = &field.label;
    let meaning = Words::new(label.zh, label.en);
    let mut parts = vec![meaning.get(lang).to_owned()];
    let need = match field.need {
        Need::Required => words!("必填", "required"),
        Need::Desired => words!("重点客户应有", "expected of key accounts"),
        Need::Optional => Words::default(),
    };
    if let Some(choice) = choice(&field.shape) {
        parts.push(choice);
    }
    if !need.zh.is_empty() {
        parts.push(need.get(lang).to_owned());
    }
    parts.join(match lang {
        Lang::Zh => "；",
        Lang::En => "; ",
    })
}

/// The words to choose from.
fn choice(shape: &Shape) -> Option<String> {
    match shape {
        Shape::Word(words) | Shape::ByWord(words, _) => Some(words.join(" | ")),
        Shape::List(item) => choice(item),
        Shape::ById(item) => choice(item),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use bumpalo::Bump;

    use super::*;
    use crate::content::files::account;
    use crate::content::files::page::Source;
    use crate::model::id::Id;

    fn findings(text: &str) -> Vec<String> {
        let file = Arc::from("content/accounts/north-bank.md");
        let source = Source {
            file: &file,
            text,
            hash: 0,
            stem: Id::new("north-bank").unwrap(),
            currency: "CNY",
            arena: &Bump::new(),
            library: None,
        };
        let read = account::read(&source);
        assert!(read.value.is_some());
        let found = read.findings.iter();
        found
            .map(|it| format!("{}:{} {}", it.place.at.line, it.field, it.message.en))
            .collect()
    }

    fn uncommented(text: &str) -> String {
        let lines = text.lines().map(|line| line.strip_prefix('#').unwrap_or(line));
        lines.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn a_new_dossier_is_complete_as_it_is() {
        for lang in Lang::ALL {
            assert_eq!(findings(&account(lang)), [""; 0]);
        }
    }

    #[test]
    fn a_new_dossier_with_every_line_brought_in_has_no_mistake() {
        for lang in Lang::ALL {
            let all = uncommented(&account(lang));
            assert_eq!(findings(&all), [""; 0]);
        }
    }

    #[test]
    fn every_field_of_the_table_is_explained() {
        let text = uncommented(&account(Lang::En));
        for field in Account::fields() {
            let key = format!("\n{}:", field.label.key);
            assert!(text.contains(&key), "{key}");
        }
        for key in [
            "    - person:",
            "cadence_days:",
            "discount_rate:",
            "until:",
            "evidence:",
        ] {
            assert!(text.contains(key), "{key}");
        }
    }
}
