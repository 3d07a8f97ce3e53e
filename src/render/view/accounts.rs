//! The list of accounts: one row each, and what it can be filtered by.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::account::Status;
use crate::model::id::Id;
use crate::render::format;
use crate::render::scope::Scope;
use crate::render::view::parts::Interval;
use crate::render::view::parts::Link;
use crate::render::view::parts::Seal;
use crate::render::view::tags;

/// The page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AccountsPage {
    /// Every account, the highest value first.
    pub rows: Vec<AccountRow>,
    /// Names of the scorecards that have a column.
    pub scorecards: Vec<Link>,
    /// What can be chosen from.
    pub filters: Vec<Filter>,
    /// True if the book has a value model.
    pub has_value: bool,
    /// To the regions, tags and tiers that accounts share.
    pub by_tag: Option<Link>,
}

/// One account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AccountRow {
    /// Its name.
    pub account: Link,
    /// Other names, for the filter box.
    pub aliases: String,
    /// Its seal.
    pub seal: Seal,
    /// 客户价值, one decimal.
    pub value: String,
    /// What the value could still be.
    pub interval: Option<Interval>,
    /// 现实价值.
    pub current: String,
    /// 潜在价值.
    pub potential: String,
    /// Coverage of the value, percent.
    pub coverage: String,
    /// Index of each scorecard column.
    pub indexes: Vec<String>,
    /// 行业.
    pub industry: Link,
    /// The industry's id, to filter by.
    pub industry_key: String,
    /// 区域.
    pub region: String,
    /// 客户经理.
    pub owner: String,
    /// The owner's id, to filter by.
    pub owner_key: String,
    /// 状态.
    pub status: String,
    /// The status' word, to filter by.
    pub status_key: String,
    /// 评审日期.
    pub reviewed: String,
    /// True for a draft.
    pub is_draft: bool,
}

/// One select above the table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Filter {
    /// Key in the URL and on the rows.
    pub key: String,
    /// What it is called.
    pub label: String,
    /// What can be chosen.
    pub choices: Vec<Choice>,
}

/// One choice of a select.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Choice {
    /// As on the rows.
    pub value: String,
    /// What it is called.
    pub label: String,
}

/// Views the list of accounts.
pub fn view(scope: Scope<'_>) -> AccountsPage {
    let book = scope.book();
    let rows: Vec<AccountRow> = scope
        .shared
        .crossings
        .ranking
        .iter()
        .filter_map(|id| row(scope, id))
        .collect();
    let scorecards = book
        .rulers
        .scorecards
        .iter()
        .map(|(id, card)| scope.page(crate::model::book::PageKind::Model, id, &card.name))
        .collect();
    AccountsPage {
        filters: filters(scope, &rows),
        rows,
        scorecards,
        has_value: book.rulers.value.is_some(),
        by_tag: tags::way(scope),
    }
}

/// One account's row, on this page and wherever accounts are listed.
pub fn row(scope: Scope<'_>, id: &Id) -> Option<AccountRow> {
    let page = scope.book().accounts.get(id)?;
    let account = &page.data;
    let own = scope.assessed(id).map(|assessed| &assessed.own);
    let value = own.and_then(|own| own.value.as_ref());
    let fixed = |value| scope.fixed(value, 1);
    let index = |card: &Id| {
        let result = own.and_then(|own| own.scorecards.get(card));
        fixed(
            result
                .filter(|result| result.is_sufficient)
                .and_then(|result| result.index.as_ref()),
        )
    };
    Some(AccountRow {
        account: scope.account(id),
        aliases: account.aliases.join(" "),
        seal: scope.seal(id),
        value: fixed(value.and_then(|value| value.value.as_ref())),
        interval: value.map(|value| scope.interval(value)),
        current: fixed(value.and_then(|value| value.current.as_ref())),
        potential: fixed(value.and_then(|value| value.potential.as_ref())),
        coverage: value.map_or_else(
            || format::UNKNOWN.to_owned(),
            |value| format::percent(&value.coverage, 0),
        ),
        indexes: scope.book().rulers.scorecards.keys().map(index).collect(),
        industry: scope.industry(&account.industry.value),
        industry_key: account.industry.value.to_string(),
        region: account.region.clone().unwrap_or_default(),
        owner: scope.person(&account.owner.value),
        owner_key: account.owner.value.to_string(),
        status: account.status.value.label(scope.lang).to_owned(),
        status_key: account.status.value.word().to_owned(),
        reviewed: account.reviewed_on.value.to_string(),
        is_draft: page.is_draft,
    })
}

fn filters(scope: Scope<'_>, rows: &[AccountRow]) -> Vec<Filter> {
    let by_label = |pairs: BTreeMap<String, String>| -> Vec<Choice> {
        pairs
            .into_iter()
            .filter(|(value, _)| !value.is_empty())
            .map(|(value, label)| Choice { value, label })
            .collect()
    };
    let mut tiers: Vec<(usize, Choice)> = Vec::new();
    for row in rows.iter().filter(|row| !row.seal.word.is_empty()) {
        let choice = Choice {
            value: row.seal.word.clone(),
            label: row.seal.label.clone(),
        };
        if !tiers.iter().any(|(_, known)| *known == choice) {
            tiers.push((row.seal.rank, choice));
        }
    }
    tiers.sort_by_key(|(rank, _)| *rank);
    let pairs = |pair: fn(&AccountRow) -> (String, String)| rows.iter().map(pair).collect();
    let used = |word: &str| rows.iter().any(|row| row.status_key == word);
    let statuses = Status::WORDS
        .iter()
        .filter(|word| used(word))
        .filter_map(|word| Status::from_word(word))
        .map(|status| Choice {
            value: status.word().to_owned(),
            label: status.label(scope.lang).to_owned(),
        });
    let filter = |key: &'static str, choices: Vec<Choice>| Filter {
        key: key.to_owned(),
        label: scope.say(key),
        choices,
    };
    [
        filter("tier", tiers.into_iter().map(|(_, choice)| choice).collect()),
        filter(
            "industry",
            by_label(pairs(|row| (row.industry_key.clone(), row.industry.text.clone()))),
        ),
        filter(
            "region",
            by_label(pairs(|row| (row.region.clone(), row.region.clone()))),
        ),
        filter(
            "owner",
            by_label(pairs(|row| (row.owner_key.clone(), row.owner.clone()))),
        ),
        filter("status", statuses.collect()),
    ]
    .into_iter()
    .filter(|filter| filter.choices.len() > 1)
    .collect()
}
