//! Rows of the list of accounts: each made by a template of its own, and kept while its account is what it was.
//!
//! A list of ten thousand accounts costs what its changed rows cost, where the site is made again and again.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;

use rayon::prelude::*;
use tera::Context;
use tera::Value;

use crate::diag::Lang;
use crate::model::id::Id;
use crate::render::crossing::Ranked;
use crate::render::route::ROW_TEMPLATE;
use crate::render::scope::Scope;
use crate::render::theme::value;
use crate::render::view::accounts;
use crate::render::view::facts;

/// Rows that were made, by language.
#[derive(Default)]
pub struct Rows {
    /// `None` where the site is made once.
    kept: Option<Mutex<BTreeMap<Lang, Kept>>>,
}

/// The rows of one language.
#[derive(Default)]
struct Kept {
    rows: Vec<Row>,
    /// All of them, one after the other.
    html: Arc<String>,
}

/// A row of the list.
#[derive(Default)]
struct Row {
    /// What it was made of; `None` while it has to be made.
    of: Option<Ranked>,
    /// Its place in the list, from 1, where the template tells it.
    number: Option<usize>,
    /// Bytes it takes.
    len: usize,
}

/// New rows that are put where the old ones stood; for more, all are put together anew.
const FEW: usize = 16;

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
    pub fn all(&self, scope: Scope<'_>) -> Result<Arc<String>, String> {
        let ranked = &*scope.shared.ranked;
        let Some(kept) = &self.kept else {
            return once(scope, ranked).map(Arc::new);
        };
        let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = kept.entry(scope.lang).or_default();
        kept.renew(scope, ranked)?;
        Ok(Arc::clone(&kept.html))
    }
}

impl Kept {
    /// Makes anew what is not of the accounts as they are now.
    fn renew(&mut self, scope: Scope<'_>, ranked: &[Ranked]) -> Result<(), String> {
        let is_numbered = scope.shared.theme.names(ROW_TEMPLATE, "number");
        let number = |place: usize| is_numbered.then_some(place + 1);
        let is_at = |(row, one): (&Row, &Ranked)| row.is_at(one);
        if self.rows.len() != ranked.len() || !self.rows.iter().zip(ranked).all(is_at) {
            *self = std::mem::take(self).in_order(ranked);
        }
        let is_old =
            |(place, (row, one)): &(usize, (&Row, &Ranked))| !row.is_of(one) || row.number != number(*place);
        let old = self.rows.iter().zip(ranked).enumerate().filter(is_old);
        let old: Vec<(usize, &Ranked)> = old.map(|(place, (_, one))| (place, one)).collect();
        let make = |(place, one): &(usize, &Ranked)| made(scope, &one.id, place + 1);
        // The few that an edit changes are not worth a second thread.
        let new: Result<Vec<String>, String> = match old.len() > FEW {
            true => old.par_iter().map(make).collect(),
            false => old.iter().map(make).collect(),
        };
        let new = new?;
        self.put(old.iter().map(|(place, _)| *place).zip(&new));
        for ((place, one), html) in old.into_iter().zip(&new) {
            if let Some(row) = self.rows.get_mut(place) {
                *row = Row {
                    of: Some(one.clone()),
                    number: number(place),
                    len: html.len(),
                };
            }
        }
        Ok(())
    }

    /// Puts new texts in the places of rows.
    fn put<'a>(&mut self, new: impl ExactSizeIterator<Item = (usize, &'a String)>) {
        let mut new = new.peekable();
        let is_few = new.len() <= FEW;
        let mut few: Vec<(Range<usize>, &str)> = Vec::new();
        let mut all = String::new();
        let mut end = 0;
        for (place, row) in self.rows.iter().enumerate() {
            let range = end..end + row.len;
            end = range.end;
            match new.next_if(|(at, _)| *at == place) {
                Some((_, text)) if is_few => few.push((range, text)),
                Some((_, text)) => all.push_str(text),
                None if is_few => {}
                None => all.push_str(self.html.get(range).unwrap_or_default()),
            }
        }
        if !is_few {
            self.html = Arc::new(all);
        }
        if few.is_empty() {
            return;
        }
        // Copied only where somebody still reads the old ones.
        let html = Arc::make_mut(&mut self.html);
        // From the last, so that the places of the others stay.
        for (range, text) in few.into_iter().rev() {
            html.replace_range(range, text);
        }
    }

    /// The rows where their accounts stand now; an account without one has to have it made.
    fn in_order(self, ranked: &[Ranked]) -> Kept {
        let mut end = 0;
        let mut by_id: BTreeMap<Id, (Row, &str)> = BTreeMap::new();
        for row in self.rows {
            let html = self.html.get(end..end + row.len).unwrap_or_default();
            end += row.len;
            if let Some(of) = &row.of {
                by_id.insert(of.id.clone(), (row, html));
            }
        }
        let mut rows = Vec::with_capacity(ranked.len());
        let mut all = String::with_capacity(self.html.len());
        for one in ranked {
            let (row, html) = by_id.remove(&one.id).unwrap_or_default();
            all.push_str(html);
            rows.push(row);
        }
        Kept {
            rows,
            html: Arc::new(all),
        }
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

impl Row {
    /// True if it is this account's row, though it may be an old one.
    fn is_at(&self, account: &Ranked) -> bool {
        let of = self.of.as_ref();
        self.is_of(account) || of.is_some_and(|of| of.id.is_same(&account.id))
    }

    /// True if it is this account's row as it is now.
    fn is_of(&self, account: &Ranked) -> bool {
        self.of.as_ref().is_some_and(|of| {
            Arc::ptr_eq(&of.page, &account.page) && Arc::ptr_eq(&of.assessed, &account.assessed)
        })
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

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::option;
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn new_texts_stand_where_the_old_ones_stood(
            rows in vec(("[a-z银]{0,4}", option::weighted(0.3, "[a-z银]{0,6}")), 0..90),
        ) {
            let mut kept = Kept {
                rows: rows.iter().map(|(old, _)| Row { len: old.len(), ..Row::default() }).collect(),
                html: Arc::new(rows.iter().map(|(old, _)| old.as_str()).collect()),
            };
            let new: Vec<(usize, &String)> = rows
                .iter()
                .enumerate()
                .filter_map(|(place, (_, new))| Some((place, new.as_ref()?)))
                .collect();
            kept.put(new.into_iter());
            let expected: String = rows.iter().map(|(old, new)| new.as_ref().unwrap_or(old).as_str()).collect();
            prop_assert_eq!(&*kept.html, &expected);
        }
    }
}
