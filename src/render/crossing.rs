//! What leads from one thing of the book to others, found once for the whole site, so that a page need not read the whole book.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::sync::Arc;

use foldhash::HashMap;
use rayon::slice::ParallelSliceMut;

use crate::diag::Finding;
use crate::engine::Assessment;
use crate::engine::assessment::AccountAssessment;
use crate::engine::assessment::Tier;
use crate::model::account::Account;
use crate::model::account::StepState;
use crate::model::book::Body;
use crate::model::book::Book;
use crate::model::book::LinkTarget;
use crate::model::book::Page;
use crate::model::book::PageKind;
use crate::model::exact::Exact;
use crate::model::id::Id;
use crate::model::in_order::InOrder;
use crate::render::route;
use crate::render::route::Taxonomy;

/// Marks of other accounts that a value matrix shows as context, at most.
const MAX_MARKS: usize = 24;

/// One account's place in the value matrix. Unit: points of value.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// The account.
    pub account: Id,
    /// 现实价值.
    pub current: Exact,
    /// 潜在价值.
    pub potential: Exact,
}

/// Every crossing of a book.
#[derive(Debug, Clone, Default)]
pub struct Crossings {
    /// Accounts by value, the best first; those without a value last, by id. In a book without a value model the index of
    /// its first scorecard stands for the value.
    pub ranking: Vec<Id>,
    /// Accounts of an industry, by value.
    pub of_industry: BTreeMap<Id, Vec<Id>>,
    /// Accounts whose dossier names a competitor.
    pub met_at: BTreeMap<Id, Vec<Id>>,
    /// Accounts whose first step that is not reviewed this is: playbook, step.
    pub at_step: BTreeMap<(Id, Id), Vec<Id>>,
    /// Accounts at a stage of needs: industry, stage.
    pub at_stage: BTreeMap<(Id, Id), Vec<Id>>,
    /// Accounts of an owner, by value.
    pub of_owner: BTreeMap<Id, Vec<Id>>,
    /// Accounts that share a region, a tag or a tier.
    pub listings: Vec<Listing>,
    /// Which texts link to which pages.
    pub mentions: Mentions,
    /// Members of a group.
    pub members: BTreeMap<Id, Vec<Id>>,
    /// The account behind an organisation.
    pub account_of: BTreeMap<Id, Id>,
    /// The competitor's page behind an organisation.
    pub competitor_of: BTreeMap<Id, Id>,
    /// Landscapes of an industry.
    pub landscapes_of: BTreeMap<Id, Vec<Id>>,
    /// Every account of the value matrix, by id.
    pub marks: Vec<Mark>,
    /// A few of them, spread as all are.
    pub thinned: Vec<Mark>,
    /// The best covered account of a scorecard, for its worked example.
    pub example_of: BTreeMap<Id, Id>,
}

/// Accounts that share something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing {
    /// What they share.
    pub taxonomy: Taxonomy,
    /// The region, tag or tier's word.
    pub value: String,
    /// The last part of the page's address, unique in its taxonomy.
    pub slug: String,
    /// By value, the best first.
    pub accounts: Vec<Id>,
}

impl Listing {
    /// Of how many parts it is, `size` accounts on each; one where no size is given.
    pub fn n_parts(&self, size: Option<usize>) -> usize {
        size.map_or(1, |size| self.accounts.len().div_ceil(size).max(1))
    }
}

impl Crossings {
    /// The last part of the address under which the accounts that share a value are listed.
    pub fn slug(&self, taxonomy: Taxonomy, value: &str) -> Option<&str> {
        // Listings are made in order of taxonomy and value.
        let found = self.listings.binary_search_by(|listing| {
            let key = (listing.taxonomy, listing.value.as_str());
            key.cmp(&(taxonomy, value))
        });
        Some(self.listings.get(found.ok()?)?.slug.as_str())
    }

    /// An account's place in the value matrix, if it has one.
    pub fn mark(&self, account: &Id) -> Option<&Mark> {
        // Marks are made in the order of accounts.
        let found = self.marks.binary_search_by(|mark| mark.account.cmp(account));
        self.marks.get(found.ok()?)
    }
}

/// A page of the book: its kind and its id.
pub type PageOf = (PageKind, Id);

/// Which texts link to which pages: the page that is linked to, then the page of the text; in order, each pair once.
#[derive(Debug, Clone, Default)]
pub struct Mentions(Vec<(PageOf, PageOf)>);

impl Mentions {
    /// Pages whose texts link to `page`, in order.
    pub fn of(&self, page: &PageOf) -> impl Iterator<Item = &PageOf> {
        let first = self.0.partition_point(|(to, _)| to < page);
        let rest = self.0.iter().skip(first);
        rest.take_while(move |(to, _)| to == page).map(|(_, from)| from)
    }
}

/// An account in the ranking.
#[derive(Clone)]
pub struct Ranked {
    /// Which.
    pub id: Id,
    /// Its dossier.
    pub page: Arc<Page<Account>>,
    /// What was computed of it.
    pub assessed: Arc<AccountAssessment>,
}

/// Finds every crossing of a book, and its ranking with what was computed.
pub fn crossings(book: &Book, assessment: &Assessment, has_industry_pages: bool) -> (Crossings, Vec<Ranked>) {
    let taxonomies = Taxonomy::of(&book.settings, has_industry_pages);
    let ((ranking, groups), (by_id, mentions)) = rayon::join(
        || {
            rayon::join(
                || Ranking::of(book, assessment),
                || Groups::of(book, assessment, &taxonomies),
            )
        },
        || rayon::join(|| by_id(book, assessment), || mentions(book)),
    );
    let named = |groups: Places<&Id>| {
        let groups = groups.into_iter();
        groups
            .map(|(id, places)| (id.clone(), ranking.ranked(places)))
            .collect()
    };
    let shared = groups.shared.into_iter();
    let crossings = Crossings {
        of_owner: named(groups.of_owner),
        of_industry: named(groups.of_industry),
        listings: listings(
            shared
                .map(|(key, places)| (key, ranking.ranked(places)))
                .collect(),
        ),
        ranking: ranking.order.iter().map(|one| one.id.clone()).collect(),
        mentions,
        ..by_id
    };
    (crossings, ranking.order)
}

/// The accounts with what was computed of them, in the order of their ids.
fn computed<'a>(
    book: &'a Book,
    assessment: &'a Assessment,
) -> impl Iterator<Item = (&'a Id, &'a Arc<Page<Account>>, &'a Arc<AccountAssessment>)> {
    let mut computed = InOrder::of(&assessment.accounts);
    let accounts = book.accounts.iter();
    accounts.filter_map(move |(id, page)| Some((id, page, computed.take(id)?)))
}

/// Places among the accounts in the order of their ids, by what those share.
type Places<K> = HashMap<K, Vec<usize>>;

/// Accounts that share something. Found in the order of ids, in which they lie beside one another in memory: in any other, a look
/// at one takes longer than what is done with it.
struct Groups<'a> {
    of_owner: Places<&'a Id>,
    of_industry: Places<&'a Id>,
    shared: Places<(Taxonomy, &'a str)>,
}

impl<'a> Groups<'a> {
    fn of(book: &'a Book, assessment: &'a Assessment, taxonomies: &[Taxonomy]) -> Groups<'a> {
        let mut groups = Groups {
            of_owner: Places::default(),
            of_industry: Places::default(),
            shared: Places::default(),
        };
        for (place, (_, page, assessed)) in computed(book, assessment).enumerate() {
            let account = &page.data;
            let of_owner = groups.of_owner.entry(&account.owner.value);
            of_owner.or_default().push(place);
            let of_industry = groups.of_industry.entry(&account.industry.value);
            of_industry.or_default().push(place);
            for taxonomy in taxonomies {
                for value in shared_values(*taxonomy, account, Some(assessed)) {
                    let accounts = groups.shared.entry((*taxonomy, value)).or_default();
                    if accounts.last() != Some(&place) {
                        accounts.push(place);
                    }
                }
            }
        }
        groups
    }
}

/// What follows the order of ids, but for mentions; the rest is empty.
fn by_id(book: &Book, assessment: &Assessment) -> Crossings {
    let mut crossings = Crossings {
        marks: marks(assessment),
        example_of: examples(assessment),
        ..Crossings::default()
    };
    crossings.thinned = thinned(&crossings.marks);
    for (id, page) in &book.accounts {
        let account = &page.data;
        for rival in rivals(account) {
            crossings
                .met_at
                .entry(rival.clone())
                .or_default()
                .push(id.clone());
        }
        if let Some(parent) = &account.parent {
            let members = crossings.members.entry(parent.value.clone()).or_default();
            members.push(id.clone());
        }
        if let Some(organisation) = &account.organisation {
            crossings
                .account_of
                .entry(organisation.value.clone())
                .or_insert_with(|| id.clone());
        }
        if let Some(stage) = &account.needs_stage {
            let key = (account.industry.value.clone(), stage.stage.value.clone());
            crossings.at_stage.entry(key).or_default().push(id.clone());
        }
        if let Some(key) = step_of(book, account) {
            crossings.at_step.entry(key).or_default().push(id.clone());
        }
    }
    for (id, page) in &book.competitors {
        if let Some(organisation) = &page.data.organisation {
            crossings
                .competitor_of
                .entry(organisation.value.clone())
                .or_insert_with(|| id.clone());
        }
    }
    for (id, sheet) in &book.landscapes {
        if let Some(industry) = &sheet.data.industry {
            let landscapes = crossings.landscapes_of.entry(industry.value.clone()).or_default();
            landscapes.push(id.clone());
        }
    }
    crossings
}

/// Positions in a list of findings, by file.
pub type FindingsOf = BTreeMap<Arc<str>, Vec<usize>>;

/// Where the findings of each file stand.
pub fn findings_of(findings: &[Finding]) -> FindingsOf {
    let mut of = FindingsOf::new();
    for (idx, finding) in findings.iter().enumerate() {
        let file = Arc::clone(&finding.place.file);
        of.entry(file).or_default().push(idx);
    }
    of
}

/// True if an edited dossier gives every crossing that it gave before; the two books differ in dossiers alone.
pub fn gives_the_same(id: &Id, before: (&Book, &Assessment), now: (&Book, &Assessment)) -> bool {
    let given = Given::of(id, now);
    given.is_some() && given == Given::of(id, before)
}

/// What one account gives to the crossings.
#[derive(PartialEq)]
struct Given<'a> {
    owner: &'a Id,
    industry: &'a Id,
    region: Option<&'a String>,
    tags: &'a [String],
    rivals: Vec<&'a Id>,
    parent: Option<&'a Id>,
    organisation: Option<&'a Id>,
    stage: Option<&'a Id>,
    step: Option<(Id, Id)>,
    links: Vec<&'a LinkTarget>,
    tier: Option<&'a Tier>,
    is_in_matrix: bool,
    value: Option<[Option<&'a Exact>; 3]>,
    cards: Vec<(&'a Id, bool, &'a Exact, Option<&'a Exact>)>,
}

impl<'a> Given<'a> {
    fn of(id: &Id, (book, assessment): (&'a Book, &'a Assessment)) -> Option<Given<'a>> {
        let page = book.accounts.get(id)?;
        let assessed = assessment.accounts.get(id)?;
        let account = &page.data;
        let value = assessed.own.value.as_ref();
        let cards = assessed.own.scorecards.iter();
        Some(Given {
            owner: &account.owner.value,
            industry: &account.industry.value,
            region: account.region.as_ref(),
            tags: &account.tags,
            rivals: rivals(account),
            parent: account.parent.as_ref().map(|parent| &parent.value),
            organisation: account.organisation.as_ref().map(|named| &named.value),
            stage: account.needs_stage.as_ref().map(|stage| &stage.stage.value),
            step: step_of(book, account),
            links: page.body.links.values().collect(),
            tier: assessed.tier.as_ref().map(|tier| &tier.effective),
            is_in_matrix: assessed.quadrant.is_some(),
            value: value.map(|value| {
                [
                    value.value.as_ref(),
                    value.current.as_ref(),
                    value.potential.as_ref(),
                ]
            }),
            cards: cards
                .map(|(id, card)| (id, card.points.is_some(), &card.coverage, card.index.as_ref()))
                .collect(),
        })
    }
}

/// Competitors that a dossier names, in order, each once.
fn rivals(account: &Account) -> Vec<&Id> {
    let named = account.competitors.iter().map(|rival| &rival.reference.value);
    let paid = account
        .wallet
        .iter()
        .filter_map(|cell| cell.competitor.as_ref().map(|r| &r.value));
    let mut rivals: Vec<&Id> = named.chain(paid).collect();
    rivals.sort_unstable();
    rivals.dedup();
    rivals
}

/// The first step of an account's plan that is not reviewed: playbook and step.
pub fn step_of(book: &Book, account: &Account) -> Option<(Id, Id)> {
    let plan = account.plan.as_ref()?;
    let playbook = &plan.playbook.value;
    let method = book.playbook.get(playbook)?.data.method.as_ref()?;
    let step = method.steps.iter().find(|step| {
        let written = plan.steps.get(&step.id.value);
        written.is_none_or(|written| written.state != StepState::Reviewed)
    })?;
    Some((playbook.clone(), step.id.value.clone()))
}

/// What an account shares with others.
pub(super) fn shared_values<'a>(
    taxonomy: Taxonomy,
    account: &'a Account,
    assessed: Option<&'a AccountAssessment>,
) -> impl Iterator<Item = &'a str> {
    let one = match taxonomy {
        Taxonomy::Industry => Some(account.industry.value.as_str()),
        Taxonomy::Region => account.region.as_deref(),
        Taxonomy::Tag => None,
        Taxonomy::Tier => {
            let tier = assessed.and_then(|assessed| assessed.tier.as_ref());
            tier.map(|tier| tier.effective.word())
        }
    };
    let several: &[String] = match taxonomy {
        Taxonomy::Tag => &account.tags,
        _ => &[],
    };
    one.into_iter().chain(several.iter().map(String::as_str))
}

/// A page for each region, tag and tier that an account has.
fn listings(mut found: Vec<((Taxonomy, &str), Vec<Id>)>) -> Vec<Listing> {
    let mut taken: BTreeSet<(Taxonomy, String)> = BTreeSet::new();
    found.sort_unstable_by_key(|(key, _)| *key);
    let mut listings = Vec::new();
    for ((taxonomy, value), accounts) in found {
        let plain = route::slug(value);
        let mut slug = plain.clone();
        let mut n = 2;
        while !taken.insert((taxonomy, slug.clone())) {
            slug = format!("{plain}-{n}");
            n += 1;
        }
        listings.push(Listing {
            taxonomy,
            value: value.to_owned(),
            slug,
            accounts,
        });
    }
    listings
}

/// As many links as the text of most accounts has.
const LINKS: usize = 4;

/// Who links to whom, in texts.
fn mentions(book: &Book) -> Mentions {
    // Room that is not written to costs nothing; to move to more does.
    let mut mentions: Vec<(PageOf, PageOf)> = Vec::with_capacity(book.accounts.len() * LINKS);
    let mut add = |from: (PageKind, &Id), body: &Body| {
        for target in body.links.values() {
            if let LinkTarget::Page(kind, id, _) = target
                && (*kind, id) != from
            {
                mentions.push(((*kind, id.clone()), (from.0, from.1.clone())));
            }
        }
    };
    for (id, page) in &book.accounts {
        add((PageKind::Account, id), &page.body);
    }
    for (id, page) in &book.industries {
        add((PageKind::Industry, id), &page.body);
    }
    for (id, page) in &book.competitors {
        add((PageKind::Competitor, id), &page.body);
    }
    for (id, page) in &book.playbook {
        add((PageKind::Playbook, id), &page.body);
    }
    for (id, page) in &book.cases {
        add((PageKind::Case, id), &page.body);
    }
    mentions.par_sort_unstable();
    mentions.dedup();
    Mentions(mentions)
}

/// The accounts by value.
struct Ranking {
    order: Vec<Ranked>,
    /// Where each stands in that order; in the order of their ids.
    ranks: Vec<usize>,
}

impl Ranking {
    fn of(book: &Book, assessment: &Assessment) -> Ranking {
        let card = match book.rulers.value {
            Some(_) => None,
            None => book.rulers.scorecards.keys().next(),
        };
        let value = |assessed: &AccountAssessment| match card {
            Some(card) => assessed.own.scorecards.get(card)?.index.clone(),
            None => assessed.own.value.as_ref()?.value.clone(),
        };
        let both = computed(book, assessment).enumerate();
        let both = both.map(|(place, (id, page, assessed))| {
            let ranked = Ranked {
                id: id.clone(),
                page: Arc::clone(page),
                assessed: Arc::clone(assessed),
            };
            (value(assessed), place, ranked)
        });
        let mut order: Vec<(Option<Exact>, usize, Ranked)> = both.collect();
        // None sorts before Some, so that a reversed comparison puts accounts without a value last.
        order.sort_by(|(a, a_place, _), (b, b_place, _)| b.cmp(a).then(a_place.cmp(b_place)));
        let mut ranks = vec![0; order.len()];
        for (rank, (_, place, _)) in order.iter().enumerate() {
            if let Some(slot) = ranks.get_mut(*place) {
                *slot = rank;
            }
        }
        Ranking {
            order: order.into_iter().map(|(_, _, ranked)| ranked).collect(),
            ranks,
        }
    }

    /// The accounts at some places, by value.
    fn ranked(&self, places: Vec<usize>) -> Vec<Id> {
        let ranks = places.iter().filter_map(|place| self.ranks.get(*place).copied());
        let mut ranks: Vec<usize> = ranks.collect();
        ranks.sort_unstable();
        let ranked = ranks.into_iter().filter_map(|rank| self.order.get(rank));
        ranked.map(|one| one.id.clone()).collect()
    }
}

fn marks(assessment: &Assessment) -> Vec<Mark> {
    let mark = |(id, account): (&Id, &Arc<AccountAssessment>)| {
        account.quadrant?;
        let value = account.own.value.as_ref()?;
        Some(Mark {
            account: id.clone(),
            current: value.current.clone()?,
            potential: value.potential.clone()?,
        })
    };
    assessment.accounts.iter().filter_map(mark).collect()
}

/// One mark a cell of a grid over 0..=120, the grid as fine as the limit allows.
fn thinned(marks: &[Mark]) -> Vec<Mark> {
    if marks.len() <= MAX_MARKS {
        return marks.to_vec();
    }
    let cell = |value: &Exact| {
        let twelfths = value.over(&Exact::from(15)).map(|cell| cell.to_f64());
        twelfths.map_or(0, |cell| libm::floor(cell) as i64)
    };
    let mut cells: BTreeMap<(i64, i64), &Mark> = BTreeMap::new();
    for mark in marks {
        cells
            .entry((cell(&mark.current), cell(&mark.potential)))
            .or_insert(mark);
    }
    cells.into_values().take(MAX_MARKS).cloned().collect()
}

fn examples(assessment: &Assessment) -> BTreeMap<Id, Id> {
    let mut best: BTreeMap<Id, (Exact, Id)> = BTreeMap::new();
    for (account, assessed) in &assessment.accounts {
        for (card, result) in &assessed.own.scorecards {
            if result.points.is_none() {
                continue;
            }
            let is_better = best
                .get(card)
                .is_none_or(|(coverage, _)| result.coverage > *coverage);
            if is_better {
                best.insert(card.clone(), (result.coverage.clone(), account.clone()));
            }
        }
    }
    best.into_iter()
        .map(|(card, (_, account))| (card, account))
        .collect()
}
