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
use crate::model::id::Id;
use crate::render::route::ROW_TEMPLATE;
use crate::render::scope::Ranked;
use crate::render::scope::Scope;
use crate::render::theme::value;
use crate::render::view::accounts;
use crate::render::view::facts;

/// Rows that were made, by language.
#[derive(Default)]
pub struct Rows {
    /// `None` where the site is made once.
    kept: Option<Mutex<BTreeMap<Lang, Vec<Row>>>>,
}

/// A row, and what it was made of.
struct Row {
    account: Ranked,
    /// Its place in the list, from 1, where the template tells it.
    number: Option<usize>,
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
        let ranked = &*scope.shared.ranked;
        let Some(kept) = &self.kept else {
            return once(scope, ranked);
        };
        let is_numbered = scope.shared.theme.names(ROW_TEMPLATE, "number");
        let number = |n: usize| is_numbered.then_some(n);
        let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = kept.entry(scope.lang).or_default();
        let mut old = std::mem::take(kept);
        if old.len() != ranked.len() || !old.iter().zip(ranked).all(|(row, one)| row.is_at(one)) {
            old = in_order(old, ranked);
        }
        let rows: Result<Vec<Row>, String> = match old.len() == ranked.len() {
            // Only the few that changed are worth a second thread.
            true => old
                .into_iter()
                .zip(ranked)
                .zip(1..)
                .map(|((row, one), n)| {
                    if row.is_of(one) && row.number == number(n) {
                        Ok(row)
                    } else {
                        Row::of(scope, one, n, number(n))
                    }
                })
                .collect(),
            false => ranked
                .par_iter()
                .enumerate()
                .map(|(n, one)| Row::of(scope, one, n + 1, number(n + 1)))
                .collect(),
        };
        *kept = rows?;
        let html: Vec<&str> = kept.iter().map(|row| &*row.html).collect();
        Ok(html.concat())
    }
}

/// Rows of a site that is made once, one after the other into one text: while they are made there are other pages for the other
/// processors, and parts of a long list would stand in memory twice.
fn once(scope: Scope<'_>, ranked: &[Ranked]) -> Result<String, String> {
    let mut rows = String::new();
    for (one, number) in ranked.iter().zip(1..) {
        let row = made(scope, &one.id, number)?;
        if rows.is_empty() {
            // Rows are about as long as the first.
            rows.reserve_exact((row.len() + row.len() / 8) * ranked.len());
        }
        rows.push_str(&row);
    }
    Ok(rows)
}

/// Rows where their accounts stand now; none if an account has no row yet.
fn in_order(rows: Vec<Row>, ranked: &[Ranked]) -> Vec<Row> {
    let mut by_id: BTreeMap<Id, Row> = rows
        .into_iter()
        .map(|row| (row.account.id.clone(), row))
        .collect();
    let found: Option<Vec<Row>> = ranked.iter().map(|one| by_id.remove(&one.id)).collect();
    found.unwrap_or_default()
}

impl Row {
    fn of(scope: Scope<'_>, account: &Ranked, n: usize, number: Option<usize>) -> Result<Row, String> {
        Ok(Row {
            account: account.clone(),
            number,
            html: Arc::from(made(scope, &account.id, n)?),
        })
    }

    /// True if it is this account's row, though it may be an old one.
    fn is_at(&self, account: &Ranked) -> bool {
        self.is_of(account) || self.account.id.is_same(&account.id)
    }

    /// True if it is this account's row as it is now.
    fn is_of(&self, account: &Ranked) -> bool {
        Arc::ptr_eq(&self.account.page, &account.page)
            && Arc::ptr_eq(&self.account.assessed, &account.assessed)
    }
}

/// One row on a line of its own; empty for an account that is not in the book.
fn made(scope: Scope<'_>, id: &Id, number: usize) -> Result<String, String> {
    let mut context = Context::new();
    let theme = &scope.shared.theme;
    if theme.names(ROW_TEMPLATE, "row") {
        let Some(row) = accounts::row(scope, id) else {
            return Ok(String::new());
        };
        context.insert_value("row", value(&row)?);
    }
    if theme.names(ROW_TEMPLATE, "plain") {
        let Some(row) = facts::row(scope, id, theme.free_keys(ROW_TEMPLATE)) else {
            return Ok(String::new());
        };
        context.insert_value("plain", value(&row)?);
    }
    if theme.names(ROW_TEMPLATE, "number") {
        context.insert_value("number", Value::from(number));
    }
    context.insert_value("has_value", Value::from(scope.book().rulers.value.is_some()));
    if let Some(wall) = scope.shared.walls.get(&scope.lang) {
        context.insert_value("words", wall.words.clone());
    }
    let row = theme.render(ROW_TEMPLATE, &context)?;
    Ok(format!("\n{row}"))
}
