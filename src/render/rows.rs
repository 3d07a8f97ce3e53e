//! Rows of the list of accounts: each made by a template of its own, and kept while its account is what it was.
//!
//! A list of ten thousand accounts costs what its changed rows cost, where the site is made again and again.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;

use rayon::prelude::*;
use tera::Context;
use tera::Value;

use crate::diag::Lang;
use crate::engine::assessment::AccountAssessment;
use crate::model::account::Account;
use crate::model::book::Page;
use crate::model::id::Id;
use crate::render::scope::Scope;
use crate::render::view::accounts;

/// The template of one row; it is given `row`, `has_value` and `words`.
pub const TEMPLATE: &str = "account-row.html";

/// Rows that were made, by language.
#[derive(Default)]
pub struct Rows {
    /// `None` where the site is made once.
    kept: Option<Mutex<BTreeMap<Lang, Kept>>>,
}

type Kept = BTreeMap<Id, Row>;

/// A row, and what it was made of.
struct Row {
    page: Arc<Page<Account>>,
    assessed: Arc<AccountAssessment>,
    html: Arc<str>,
}

impl Rows {
    /// Rows that are kept for the next state of the book.
    pub fn kept() -> Rows {
        Rows {
            kept: Some(Mutex::default()),
        }
    }

    /// True if rows are kept.
    pub fn is_keeping(&self) -> bool {
        self.kept.is_some()
    }

    /// Every account's row as HTML, the highest value first.
    ///
    /// # Errors
    /// What the template engine says.
    pub fn all(&self, scope: Scope<'_>) -> Result<String, String> {
        let ranking = &scope.shared.crossings.ranking;
        let Some(kept) = &self.kept else {
            let rows: Result<Vec<String>, String> = ranking.par_iter().map(|id| made(scope, id)).collect();
            return Ok(rows?.concat());
        };
        let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = kept.entry(scope.lang).or_default();
        let new: Vec<&Id> = ranking.iter().filter(|id| !is_good(scope, kept, id)).collect();
        let made: Result<Vec<(Id, Row)>, String> = new
            .par_iter()
            .filter_map(|id| row(scope, id).transpose())
            .collect();
        kept.extend(made?);
        if kept.len() > ranking.len() {
            kept.retain(|id, _| scope.book().accounts.contains_key(id));
        }
        let rows: Vec<&str> = ranking
            .iter()
            .filter_map(|id| kept.get(id))
            .map(|row| &*row.html)
            .collect();
        Ok(rows.concat())
    }
}

fn is_good(scope: Scope<'_>, kept: &Kept, id: &Id) -> bool {
    let shared = scope.shared;
    let of_it = kept.get(id).zip(shared.book.accounts.get(id));
    of_it
        .zip(shared.assessment.accounts.get(id))
        .is_some_and(|((row, page), assessed)| {
            Arc::ptr_eq(&row.page, page) && Arc::ptr_eq(&row.assessed, assessed)
        })
}

fn row(scope: Scope<'_>, id: &Id) -> Result<Option<(Id, Row)>, String> {
    let shared = scope.shared;
    let Some((page, assessed)) = shared
        .book
        .accounts
        .get(id)
        .zip(shared.assessment.accounts.get(id))
    else {
        return Ok(None);
    };
    let row = Row {
        page: Arc::clone(page),
        assessed: Arc::clone(assessed),
        html: Arc::from(made(scope, id)?),
    };
    Ok(Some((id.clone(), row)))
}

/// One row on a line of its own; empty for an account that is not in the book.
fn made(scope: Scope<'_>, id: &Id) -> Result<String, String> {
    let Some(row) = accounts::row(scope, id) else {
        return Ok(String::new());
    };
    let mut context = Context::new();
    let row = Value::try_from_serializable(&row).map_err(|error| error.to_string())?;
    context.insert_value("row", row);
    context.insert_value("has_value", Value::from(scope.book().rulers.value.is_some()));
    if let Some(wall) = scope.shared.walls.get(&scope.lang) {
        context.insert_value("words", wall.words.clone());
    }
    let row = scope.shared.theme.render(TEMPLATE, &context)?;
    Ok(format!("\n{row}"))
}
