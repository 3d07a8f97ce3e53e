//! The list of accounts: one row each, and what it can be filtered by.

use std::collections::BTreeSet;

use foldhash::HashSet;
use schemars::JsonSchema;
use serde::Serialize;

use crate::model::account::Status;
use crate::model::id::Id;
use crate::render::format;
use crate::render::route::Taxonomy;
use crate::render::scope::Scope;
use crate::render::view::parts::Interval;
use crate::render::view::parts::Link;
use crate::render::view::parts::Seal;
use crate::render::view::tags;

/// The page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AccountsPage {
    /// How many accounts there are; their rows, the highest value first, are given as `account_rows`.
    pub n: usize,
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
    let scorecards = book
        .rulers
        .scorecards
        .iter()
        .map(|(id, card)| scope.page(crate::model::book::PageKind::Model, id, &card.name))
        .collect();
    AccountsPage {
        filters: filters(scope),
        n: book.accounts.len(),
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

fn filters(scope: Scope<'_>) -> Vec<Filter> {
    let crossings = &scope.shared.crossings;
    let (regions, statuses) = regions_and_statuses(scope);
    let mut tiers: Vec<(usize, Choice)> = crossings
        .listings
        .iter()
        .filter(|listing| listing.taxonomy == Taxonomy::Tier)
        .filter_map(|listing| {
            let one = listing.accounts.first()?;
            let tier = scope.assessed(one)?.tier.as_ref()?;
            let choice = Choice {
                value: listing.value.clone(),
                label: scope.tier_label(&tier.effective),
            };
            Some((scope.seal(one).rank, choice))
        })
        .collect();
    tiers.sort_by_key(|(rank, _)| *rank);
    let choices = |pairs: Vec<(&str, String)>| -> Vec<Choice> {
        pairs
            .into_iter()
            .map(|(value, label)| Choice {
                value: value.to_owned(),
                label,
            })
            .collect()
    };
    let industries = crossings
        .of_industry
        .keys()
        .map(|id| (id.as_str(), scope.industry(id).text));
    let regions = regions.into_iter().map(|region| (region, region.to_owned()));
    let owners = crossings
        .of_owner
        .keys()
        .map(|id| (id.as_str(), scope.person(id)));
    let statuses = Status::WORDS
        .iter()
        .filter_map(|word| Status::from_word(word))
        .filter(|status| statuses.contains(status))
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
        filter("industry", choices(industries.collect())),
        filter("region", choices(regions.collect())),
        filter("owner", choices(owners.collect())),
        filter("status", statuses.collect()),
    ]
    .into_iter()
    .filter(|filter| filter.choices.len() > 1)
    .collect()
}

/// Every region and every status that an account has.
fn regions_and_statuses(scope: Scope<'_>) -> (BTreeSet<&str>, Vec<Status>) {
    // Few of many accounts differ, so hashing comes before sorting.
    let mut regions: HashSet<&str> = HashSet::default();
    let mut statuses: Vec<Status> = Vec::new();
    for page in scope.book().accounts.values() {
        let account = &page.data;
        regions.extend(account.region.as_deref().filter(|region| !region.is_empty()));
        if !statuses.contains(&account.status.value) {
            statuses.push(account.status.value);
        }
    }
    (regions.into_iter().collect(), statuses)
}
