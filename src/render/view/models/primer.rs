//! What a page says of a model whatever the book holds: what for, what it reads, how it reckons, its edges, units and sources.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::book::PageKind;
use crate::render::route::Route;
use crate::render::scope::Scope;
use crate::render::view::parts::Link;

/// A sentence in 中文 and English.
pub type Both = (&'static str, &'static str);

/// What is said of a model.
#[derive(Debug, Clone, Copy)]
pub struct Primer {
    /// What it is for.
    pub purpose: Both,
    /// What it reads.
    pub inputs: &'static [Input],
    /// How it reckons, sentence by sentence; empty where the page makes the sentences of its own numbers.
    pub formula: &'static [Clause],
    /// What is unknown, and what happens at the edges.
    pub edges: &'static [Both],
    /// Results with their unit and range.
    pub units: &'static [(Both, Both)],
    /// Published sources: author and year.
    pub sources: &'static [Both],
    /// Where the model and the training deck differ.
    pub deck: &'static [Both],
    /// Pages that show it.
    pub shown: &'static [Shown],
    /// Keys of the machine export.
    pub keys: &'static [&'static str],
}

/// One thing a model reads.
#[derive(Debug, Clone, Copy)]
pub struct Input {
    /// How the formula calls it; empty if it does not.
    pub sign: &'static str,
    /// What it is.
    pub what: Both,
    /// Where it is written.
    pub home: Home,
    /// Path of the field: `wallet[].spend`, `scores.*.items`; a ledger's column.
    pub field: &'static str,
}

/// One thing a model reads, its parts in the order of a row.
pub const fn input(sign: &'static str, what: Both, home: Home, field: &'static str) -> Input {
    Input {
        sign,
        what,
        home,
        field,
    }
}

/// A sentence of a formula in words and signs.
pub const fn clause(zh: &'static str, en: &'static str, signs: &'static str) -> Clause {
    Clause {
        words: (zh, en),
        signs,
    }
}

/// Where a field is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Home {
    /// Files of a kind, as `accounts`, or a register, as `people`: a field table.
    Table(&'static str),
    /// A model file of a kind.
    Model(&'static str),
    /// A ledger.
    Ledger(&'static str),
}

/// The dossier.
pub const DOSSIER: Home = Home::Table("accounts");
/// The limits.
pub const RULES: Home = Home::Model("rules");

impl Home {
    /// Its files, as they stand in the book.
    pub fn files(self) -> String {
        match self {
            Home::Table(kind @ ("book" | "people" | "organisations" | "labels")) => {
                format!("content/{kind}.yaml")
            }
            Home::Table(kind @ ("compositions" | "landscapes")) => format!("content/{kind}/*.yaml"),
            Home::Table(kind) => format!("content/{kind}/*.md"),
            Home::Model(kind) => format!("content/models/*.yaml (kind: {kind})"),
            Home::Ledger(ledger) => format!("content/ledgers/{ledger}.csv"),
        }
    }
}

/// One sentence of a formula.
#[derive(Debug, Clone, Copy)]
pub struct Clause {
    /// In words.
    pub words: Both,
    /// In signs; empty where words are all.
    pub signs: &'static str,
}

/// A page that shows results of a model.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// The cockpit.
    Home,
    /// All accounts together.
    Portfolio,
    /// A list.
    List(PageKind),
    /// Every page of a kind.
    Each(PageKind),
    /// The page of the model itself.
    Here,
}

/// An input as a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct InputRow {
    /// How the formula calls it.
    pub sign: String,
    /// What it is.
    pub what: String,
    /// Path of the field.
    pub field: String,
    /// Where it is written.
    pub file: String,
}

/// A sentence of a formula.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ClauseRow {
    /// In words.
    pub text: String,
    /// In signs; empty where words are all.
    pub signs: String,
}

/// One of two sentences.
pub fn said(scope: Scope<'_>, both: Both) -> String {
    scope.pick(both.0, both.1)
}

/// Several sentences.
pub fn all_said(scope: Scope<'_>, sentences: &[Both]) -> Vec<String> {
    sentences.iter().map(|both| said(scope, *both)).collect()
}

/// Rows of what is read.
pub fn inputs(scope: Scope<'_>, inputs: &[Input]) -> Vec<InputRow> {
    let row = |input: &Input| InputRow {
        sign: input.sign.to_owned(),
        what: said(scope, input.what),
        field: input.field.to_owned(),
        file: input.home.files(),
    };
    inputs.iter().map(row).collect()
}

/// Sentences of a formula.
pub fn clauses(scope: Scope<'_>, clauses: &[Clause]) -> Vec<ClauseRow> {
    let row = |clause: &Clause| ClauseRow {
        text: said(scope, clause.words),
        signs: clause.signs.to_owned(),
    };
    clauses.iter().map(row).collect()
}

/// Links to the pages that show a model.
pub fn shown(scope: Scope<'_>, pages: &[Shown]) -> Vec<Link> {
    pages.iter().map(|page| link(scope, *page)).collect()
}

fn link(scope: Scope<'_>, page: Shown) -> Link {
    let lead = |text: String, route: Route| Link {
        text,
        href: Some(scope.href(&route)),
    };
    match page {
        Shown::Home => lead(scope.say("home"), Route::Home),
        Shown::Portfolio => lead(scope.say("portfolio"), Route::Portfolio),
        Shown::Here => Link::plain(scope.pick("本页算例", "the worked example of this page")),
        Shown::List(kind) | Shown::Each(kind) => {
            let label = kind.label(scope.lang);
            let text = if matches!(page, Shown::Each(_)) {
                scope.pick(format!("{label}：每一页"), format!("{label}: each page"))
            } else {
                scope.pick(format!("{label}：列表"), format!("{label}: the list"))
            };
            if scope.has_list(kind) {
                lead(text, Route::List(kind))
            } else {
                Link::plain(text)
            }
        }
    }
}
