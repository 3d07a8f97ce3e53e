//! Explains any number of one account as its terms: weight × value, share, and the file and line of each input.
//!
//! In: a book, its assessment and an account. Out: [`Explanation`]s, named by the path of the number in the export.
//! Never: computes a result anew. What stands here is what the models gave, taken apart; only what an unknown input
//! could still do is tried out, by the models themselves.

mod places;
mod practice;
mod relations;
mod risks;
mod scorecards;
mod tier;
mod trade;
mod value;

pub use risks::input_name;
pub use risks::rule_name;

use std::sync::Arc;

use crate::diag::At;
use crate::diag::Lang;
use crate::diag::Words;
use crate::engine::assessment::AccountAssessment;
use crate::engine::assessment::Assessment;
use crate::model::account::Account;
use crate::model::book::Book;
use crate::model::exact::Exact;
use crate::model::id::Id;
use crate::model::ledger::LedgerFile;
use crate::model::text::Text;

/// One number of an account, taken apart.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// Its path in the export, below the account: `value.current`, `risks.R6`.
    pub what: String,
    /// What it is called.
    pub title: Words,
    /// The number.
    pub result: Quantity,
    /// What it could still become, least and most, once everything unknown is known; `None` where it cannot move so.
    pub range: Option<(Exact, Exact)>,
    /// How it is reached, in symbols.
    pub formula: Words,
    /// What it is made of, in the order of the book.
    pub terms: Vec<Term>,
    /// What is not known, and what knowing it alone could make of the number.
    pub gaps: Vec<Gap>,
    /// What else a reader must know: limits, overrides, ways up.
    pub notes: Vec<Words>,
}

impl Explanation {
    /// An explanation with nothing but its name, its number and its formula.
    fn of(what: impl Into<String>, title: Words, result: Quantity, formula: Words) -> Explanation {
        Explanation {
            what: what.into(),
            title,
            result,
            range: None,
            formula,
            terms: Vec::new(),
            gaps: Vec::new(),
            notes: Vec::new(),
        }
    }
}

/// A value with its unit.
#[derive(Debug, Clone, PartialEq)]
pub enum Quantity {
    /// Nobody knows.
    Unknown,
    /// A plain number: a score, an index, points.
    Number(Exact),
    /// A fraction of 1, shown in percent.
    Fraction(Exact),
    /// Percent.
    Percent(Exact),
    /// Base units of the book's currency.
    Money(Exact),
    /// Days.
    Days(Exact),
    /// A word: a tier, a class, a verdict.
    Word(Words),
}

impl Quantity {
    /// A number, unknown where there is none.
    pub fn number(value: Option<&Exact>) -> Quantity {
        value.cloned().map_or(Quantity::Unknown, Quantity::Number)
    }

    /// A fraction, unknown where there is none.
    pub fn fraction(value: Option<&Exact>) -> Quantity {
        value.cloned().map_or(Quantity::Unknown, Quantity::Fraction)
    }

    /// Money, unknown where there is none.
    pub fn money(value: Option<&Exact>) -> Quantity {
        value.cloned().map_or(Quantity::Unknown, Quantity::Money)
    }

    /// A whole number, unknown where there is none.
    pub fn whole(value: Option<i64>) -> Quantity {
        value.map_or(Quantity::Unknown, |value| Quantity::Number(Exact::from(value)))
    }
}

/// One part of a number.
#[derive(Debug, Clone, PartialEq)]
pub struct Term {
    /// What it is.
    pub name: Words,
    /// Its weight, where the number is a weighted one.
    pub weight: Option<Exact>,
    /// Its own value.
    pub value: Quantity,
    /// What it adds to the number, in the number's unit; the parts add up to it exactly.
    pub adds: Option<Exact>,
    /// Its part of the whole, 0..=1.
    pub share: Option<Exact>,
    /// Where its inputs stand.
    pub from: Vec<Origin>,
    /// Who says so, when and why.
    pub said: Said,
}

impl Term {
    /// A term with a name and a value.
    fn of(name: Words, value: Quantity, from: Vec<Origin>) -> Term {
        Term {
            name,
            weight: None,
            value,
            adds: None,
            share: None,
            from,
            said: Said::default(),
        }
    }
}

/// Who stands behind an input.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Said {
    /// Who rated or reported it.
    pub by: Option<Words>,
    /// The day or period it speaks of.
    pub on: Option<String>,
    /// The reason given.
    pub why: Option<Words>,
    /// Who or what says so.
    pub source: Option<String>,
}

/// An input nobody knows.
#[derive(Debug, Clone, PartialEq)]
pub struct Gap {
    /// What is unknown.
    pub name: Words,
    /// Where it would be written.
    pub from: Vec<Origin>,
    /// The number if this alone turned out worst.
    pub low: Exact,
    /// The number if this alone turned out best.
    pub high: Exact,
}

/// A file of the book, and the line of an input in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// Path from the book's root.
    pub file: Arc<str>,
    /// The place; none where many lines were summed up.
    pub at: Option<At>,
}

/// One account among the rest of its book.
#[derive(Clone, Copy)]
struct Subject<'a> {
    book: &'a Book,
    assessment: &'a Assessment,
    file: &'a Arc<str>,
    account: &'a Account,
    result: &'a AccountAssessment,
}

/// Every number of an account, explained, in the order of the export; `None` if there is no such account.
pub fn explain(book: &Book, assessment: &Assessment, id: &Id) -> Option<Vec<Explanation>> {
    let page = book.accounts.get(id)?;
    let subject = Subject {
        book,
        assessment,
        file: &page.file,
        account: &page.data,
        result: assessment.accounts.get(id)?,
    };
    let mut all = Vec::new();
    scorecards::explain(subject, &mut all);
    value::explain(subject, &mut all);
    tier::explain(subject, &mut all);
    trade::explain(subject, &mut all);
    relations::explain(subject, &mut all);
    practice::explain(subject, &mut all);
    risks::explain(subject, &mut all);
    Some(all)
}

/// The account's value alone, explained; `None` without an account or a value.
pub fn of_value(book: &Book, assessment: &Assessment, id: &Id) -> Option<Explanation> {
    let page = book.accounts.get(id)?;
    let subject = Subject {
        book,
        assessment,
        file: &page.file,
        account: &page.data,
        result: assessment.accounts.get(id)?,
    };
    value::of_whole(subject)
}

/// The shortest way to the next better tier; `None` where there is none, or no threshold to reach.
pub fn next_tier(book: &Book, assessment: &Assessment, id: &Id) -> Option<Explanation> {
    let page = book.accounts.get(id)?;
    let subject = Subject {
        book,
        assessment,
        file: &page.file,
        account: &page.data,
        result: assessment.accounts.get(id)?,
    };
    tier::next_of(subject)
}

impl Subject<'_> {
    /// A line of the dossier.
    fn line(&self, at: At) -> Vec<Origin> {
        vec![Origin {
            file: Arc::clone(self.file),
            at: Some(at),
        }]
    }

    /// The line of a top-level key of the dossier; none if it is not written.
    fn key(&self, key: &str) -> Vec<Origin> {
        self.account.keys.get(key).map_or(Vec::new(), |at| self.line(at))
    }

    /// A line of a model's file.
    fn model(&self, model: &Id, at: At) -> Vec<Origin> {
        self.book.model_files.get(model).map_or(Vec::new(), |file| {
            vec![Origin {
                file: Arc::clone(file),
                at: Some(at),
            }]
        })
    }

    /// A ledger as a whole, as its rows are summed up and not kept; none if it is not there.
    fn ledger(&self, file: LedgerFile) -> Vec<Origin> {
        let name = file.word();
        let path = || Origin {
            file: Arc::from(format!("content/ledgers/{name}.csv")),
            at: None,
        };
        if self.book.ledgers.has(file) {
            vec![path()]
        } else {
            Vec::new()
        }
    }

    /// A person's name, the id where nobody is known by it.
    fn person(&self, id: &Id) -> Words {
        self.book
            .people
            .get(id)
            .map_or_else(|| same(id.as_str()), |person| both(&person.name))
    }

    /// The name of a free id: its label, the id where there is none.
    fn label(&self, id: &Id) -> Words {
        let Some(label) = self.book.labels.get(id) else {
            return same(id.as_str());
        };
        let zh = label.zh.as_deref().or(label.en.as_deref());
        let en = label.en.as_deref().or(label.zh.as_deref());
        Words::new(zh.unwrap_or(id.as_str()), en.unwrap_or(id.as_str()))
    }
}

/// A name of the book in both languages.
fn both(text: &Text) -> Words {
    Words::new(text.get(Lang::Zh), text.get(Lang::En))
}

/// A word that is the same in both languages.
fn same(text: &str) -> Words {
    Words::new(text, text)
}
