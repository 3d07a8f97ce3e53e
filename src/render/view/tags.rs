//! Tags: the accounts that share a tier, a region or a tag.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::id::Id;
use crate::render::crossing::Listing;
use crate::render::route::Route;
use crate::render::route::Taxonomy;
use crate::render::scope::Scope;
use crate::render::view::accounts;
use crate::render::view::accounts::AccountRow;
use crate::render::view::facts::PlainList;
use crate::render::view::facts::plain_rows;
use crate::render::view::parts::Link;

/// Rows of one listing, at most; the filters of the list of accounts show all.
const ROWS: usize = 200;

/// The list of everything accounts may share.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TagsPage {
    /// By taxonomy.
    pub taxonomies: Vec<TaxonomyRow>,
}

/// One taxonomy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TaxonomyRow {
    /// What it is called.
    pub name: String,
    /// Its words, with how many accounts each has.
    pub tags: Vec<TagRow>,
}

/// One word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TagRow {
    /// The word, leading to its page.
    pub tag: Link,
    /// Accounts that have it.
    pub n: usize,
}

/// The accounts that share one word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TagPage {
    /// What they share.
    pub taxonomy: String,
    /// How many there are.
    pub n: usize,
    /// The highest value first, at most two hundred, or as many as the theme has on one part.
    pub rows: Vec<AccountRow>,
    /// To all of them, where not all are listed.
    pub more: Option<Link>,
    /// Which part this is, and its neighbours.
    pub part: PartOfList,
}

/// One part of a long list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PartOfList {
    /// Which, from 1.
    pub number: usize,
    /// How many there are.
    pub n: usize,
    /// To the part before.
    pub before: Option<String>,
    /// To the part after.
    pub after: Option<String>,
}

/// Views the list.
pub fn list(scope: Scope<'_>) -> TagsPage {
    let taxonomies = Taxonomy::WORDS
        .iter()
        .filter_map(|word| Taxonomy::from_word(word));
    let row = |taxonomy: Taxonomy| {
        let listings = scope.shared.crossings.listings.iter();
        let tags: Vec<TagRow> = listings
            .filter(|listing| listing.taxonomy == taxonomy)
            .map(|listing| TagRow {
                tag: Link {
                    text: word(scope, listing),
                    href: Some(scope.href(&Route::Tag(taxonomy, listing.slug.clone(), 1))),
                },
                n: listing.accounts.len(),
            })
            .collect();
        (!tags.is_empty()).then(|| TaxonomyRow {
            name: taxonomy.label(scope.lang).to_owned(),
            tags,
        })
    };
    TagsPage {
        taxonomies: taxonomies.filter_map(row).collect(),
    }
}

/// A region or a tag of an account, leading to the others that share it; plain where the book lists none of its kind.
pub fn link(scope: Scope<'_>, taxonomy: Taxonomy, value: &str) -> Link {
    let mut listings = scope.shared.crossings.listings.iter();
    let found = listings.find(|listing| listing.taxonomy == taxonomy && listing.value == value);
    match found {
        Some(listing) => Link {
            text: word(scope, listing),
            href: scope.lead(&Route::Tag(taxonomy, listing.slug.clone(), 1)),
        },
        None => Link::plain(value),
    }
}

/// The way to the list of all words, where there is one.
pub fn way(scope: Scope<'_>) -> Option<Link> {
    let is_made = !scope.shared.crossings.listings.is_empty() && scope.shared.theme.makes(&Route::Tags);
    is_made.then(|| Link {
        text: scope.say("by_tag"),
        href: Some(scope.href(&Route::Tags)),
    })
}

/// Views one word.
pub fn view(scope: Scope<'_>, taxonomy: Taxonomy, slug: &str, part: usize) -> Option<TagPage> {
    let listing = listing(scope, taxonomy, slug)?;
    let n = listing.accounts.len();
    let size = scope.shared.theme.page_size;
    let shown = shown(scope, listing, part).iter();
    Some(TagPage {
        taxonomy: taxonomy.label(scope.lang).to_owned(),
        n,
        rows: shown.filter_map(|id| accounts::row(scope, id)).collect(),
        part: part_of(scope, listing, part),
        more: (size.is_none() && n > ROWS).then(|| Link {
            text: scope.say("all"),
            href: Some(scope.href(&Route::List(crate::model::book::PageKind::Account))),
        }),
    })
}

/// Views the rows of one part alone.
pub fn rows<'a>(
    scope: Scope<'a>,
    taxonomy: Taxonomy,
    slug: &str,
    part: usize,
    template: &str,
) -> Option<PlainList<'a>> {
    let listing = listing(scope, taxonomy, slug)?;
    Some(PlainList {
        accounts: plain_rows(scope, shown(scope, listing, part), template),
        part: part_of(scope, listing, part),
    })
}

/// The accounts of one part.
fn shown<'a>(scope: Scope<'_>, listing: &'a Listing, part: usize) -> &'a [Id] {
    let size = scope.shared.theme.page_size.unwrap_or(ROWS);
    let mut parts = listing.accounts.chunks(size);
    parts.nth(part.saturating_sub(1)).unwrap_or_default()
}

fn part_of(scope: Scope<'_>, listing: &Listing, number: usize) -> PartOfList {
    let n = listing.n_parts(scope.shared.theme.page_size);
    let to = |part: usize| scope.href(&Route::Tag(listing.taxonomy, listing.slug.clone(), part));
    PartOfList {
        number,
        n,
        before: (number > 1).then(|| to(number - 1)),
        after: (number < n).then(|| to(number + 1)),
    }
}

/// The word as its page's title.
pub fn title(scope: Scope<'_>, taxonomy: Taxonomy, slug: &str) -> Option<String> {
    listing(scope, taxonomy, slug).map(|listing| word(scope, listing))
}

fn listing<'a>(scope: Scope<'a>, taxonomy: Taxonomy, slug: &str) -> Option<&'a Listing> {
    let mut listings = scope.shared.crossings.listings.iter();
    listings.find(|listing| listing.taxonomy == taxonomy && listing.slug == slug)
}

fn word(scope: Scope<'_>, listing: &Listing) -> String {
    match listing.taxonomy {
        Taxonomy::Tier => {
            let tier = listing
                .accounts
                .first()
                .and_then(|id| scope.assessed(id)?.tier.as_ref());
            tier.map_or_else(|| listing.value.clone(), |tier| scope.tier_label(&tier.effective))
        }
        Taxonomy::Industry => {
            Id::new(&listing.value).map_or_else(|| listing.value.clone(), |id| scope.industry(&id).text)
        }
        Taxonomy::Region | Taxonomy::Tag => {
            Id::new(&listing.value).map_or_else(|| listing.value.clone(), |id| scope.label(&id))
        }
    }
}
