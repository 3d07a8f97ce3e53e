//! What needs the other accounts: tiers, quadrants, classes, marks, cells and risks, in the order in which they feed each other.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::engine::account_risks;
use crate::engine::account_risks::Case;
use crate::engine::again::Before;
use crate::engine::assessment::AccountAssessment;
use crate::engine::assessment::IndustryScore;
use crate::engine::assessment::OwnResult;
use crate::engine::assessment::Quadrant;
use crate::engine::assessment::TierResult;
use crate::engine::classes::classify;
use crate::engine::indicators::IndicatorKey;
use crate::engine::linked::LinkedResult;
use crate::engine::matrix::quadrants;
use crate::engine::measure::Measure;
use crate::engine::peers;
use crate::engine::peers::Peers;
use crate::engine::portfolio::Cuts;
use crate::engine::portfolio_cell;
use crate::engine::portfolio_cell::PortfolioCell;
use crate::engine::portfolio_cell::Sides;
use crate::engine::rfm;
use crate::engine::rfm::Rfm;
use crate::engine::risk::RiskResult;
use crate::engine::tier;
use crate::model::account::Account;
use crate::model::book::Book;
use crate::model::date::days_between;
use crate::model::exact::Exact;
use crate::model::id::Id;
use crate::model::in_order::InOrder;
use crate::model::in_parts::PART;
use crate::model::rare::Rare;
use crate::model::rulers::PortfolioModel;

/// What an account gives that nobody was compared with yet.
pub struct Alone {
    /// What its own dossier and the rulers give.
    pub own: Arc<OwnResult>,
    /// What it gives with the rest of the book.
    pub linked: Arc<LinkedResult>,
}

/// One account before it is compared.
struct Entry<'a> {
    account: &'a Account,
    own: Arc<OwnResult>,
    linked: Arc<LinkedResult>,
}

/// The accounts before they are compared, in order.
type Accounts<'a> = Vec<(Id, Entry<'a>)>;

/// What comparing gives.
pub struct Compared {
    /// Every account among the others.
    pub accounts: BTreeMap<Id, Arc<AccountAssessment>>,
    /// The cuts of the matrices.
    pub cuts: Cuts,
    /// What each was compared with.
    pub peers: Peers,
}

/// Every account among the others, `alone` in the order of the book. One of which nothing changed is the same allocation as
/// before.
pub fn compare(
    book: &Book,
    alone: Vec<(Id, Alone)>,
    industries: &BTreeMap<Id, IndustryScore>,
    before: Option<&Before<'_>>,
) -> Compared {
    let mut alone = InOrder::of(alone);
    let pages = book.accounts.iter();
    let accounts: Accounts<'_> = pages
        .filter_map(|(id, page)| {
            let Alone { own, linked } = alone.take(id)?;
            let account = &page.data;
            Some((id.clone(), Entry { account, own, linked }))
        })
        .collect();
    // Risks go by tiers; the others know nothing of each other.
    let by_tier = || {
        let tiers = tiers(book, &accounts);
        let risks = risks(book, &accounts, &tiers);
        (tiers, risks)
    };
    let by_measure = || {
        let value = book.rulers.value.as_ref().map(|model| {
            let values = accounts.iter();
            let values = values.filter_map(|(id, account)| Some((id, account.own.value.as_deref()?)));
            quadrants(&model.matrix, values)
        });
        let portfolio = book.rulers.portfolio.as_ref();
        let portfolio = portfolio.map(|model| cells(model, &accounts, industries));
        let (classes, marks) = (classes(book, &accounts), marks(book, &accounts));
        (
            classes,
            marks,
            value.unwrap_or_default(),
            portfolio.unwrap_or_default(),
        )
    };
    let ((tiers, (risks, peers)), of_measures) = rayon::join(by_tier, by_measure);
    let (classes, marks, (quadrants, value_cut), (cells, portfolio_cut)) = of_measures;
    let results = Results {
        tiers,
        risks,
        classes,
        marks,
        quadrants,
        cells,
    };
    let compared = in_halves(accounts, results, before);
    Compared {
        accounts: compared,
        cuts: Cuts {
            value: value_cut,
            portfolio: portfolio_cut,
        },
        peers,
    }
}

/// What comparing gives each account, if it gives any.
struct Results {
    tiers: BTreeMap<Id, TierResult>,
    /// In order.
    risks: Vec<(Id, Vec<RiskResult>)>,
    classes: BTreeMap<Id, BTreeMap<Id, Id>>,
    marks: BTreeMap<Id, Rfm>,
    quadrants: BTreeMap<Id, Quadrant>,
    cells: BTreeMap<Id, PortfolioCell>,
}

impl Results {
    /// Those of an account and of all behind it.
    fn split_off(&mut self, first: &Id) -> Results {
        Results {
            tiers: self.tiers.split_off(first),
            risks: self
                .risks
                .split_off(self.risks.partition_point(|(id, _)| id < first)),
            classes: self.classes.split_off(first),
            marks: self.marks.split_off(first),
            quadrants: self.quadrants.split_off(first),
            cells: self.cells.split_off(first),
        }
    }
}

/// Puts together what each account gives: of many each half by itself, as most of it is waiting for memory.
fn in_halves(
    mut accounts: Accounts<'_>,
    mut results: Results,
    before: Option<&Before<'_>>,
) -> BTreeMap<Id, Arc<AccountAssessment>> {
    let half = accounts.len() / 2;
    let first = accounts
        .get(half)
        .filter(|_| half >= PART)
        .map(|(id, _)| id.clone());
    let Some(first) = first else {
        return put_together(accounts, results, before).collect();
    };
    let (later, of_later) = (accounts.split_off(half), results.split_off(&first));
    let (compared, later) = rayon::join(
        || put_together(accounts, results, before).collect::<Vec<_>>(),
        || put_together(later, of_later, before).collect::<Vec<_>>(),
    );
    compared.into_iter().chain(later).collect()
}

fn put_together(
    accounts: Accounts<'_>,
    results: Results,
    before: Option<&Before<'_>>,
) -> impl Iterator<Item = (Id, Arc<AccountAssessment>)> {
    let (mut tiers, mut risks) = (InOrder::of(results.tiers), InOrder::of(results.risks));
    let (mut classes, mut marks) = (InOrder::of(results.classes), InOrder::of(results.marks));
    let (mut quadrants, mut cells) = (InOrder::of(results.quadrants), InOrder::of(results.cells));
    accounts.into_iter().map(move |(id, alone)| {
        let account = AccountAssessment {
            own: alone.own,
            tier: tiers.take(&id).map(Box::new),
            quadrant: quadrants.take(&id),
            linked: alone.linked,
            classes: Rare::from(classes.take(&id).unwrap_or_default()),
            rfm: marks.take(&id),
            cell: cells.take(&id).map(Box::new),
            risks: risks.take(&id).unwrap_or_default(),
        };
        let shared = before.and_then(|before| before.same(&id, &account));
        (id, shared.unwrap_or_else(|| Arc::new(account)))
    })
}

fn tiers(book: &Book, accounts: &Accounts<'_>) -> BTreeMap<Id, TierResult> {
    let Some(model) = &book.rulers.value else {
        return BTreeMap::new();
    };
    let candidates: BTreeMap<Id, tier::Candidate<'_>> = accounts
        .iter()
        .filter_map(|(id, alone)| {
            let candidate = tier::Candidate {
                note: &alone.account.tier,
                value: alone.own.value.as_ref()?,
                revenue: alone.linked.year.revenue.as_ref(),
            };
            Some((id.clone(), candidate))
        })
        .collect();
    tier::place(model, &candidates, book.as_of)
}

/// Classes by account, then by classifier.
fn classes(book: &Book, accounts: &Accounts<'_>) -> BTreeMap<Id, BTreeMap<Id, Id>> {
    let mut by_account: BTreeMap<Id, BTreeMap<Id, Id>> = BTreeMap::new();
    for classifier in &book.rulers.classifiers {
        let Some(measure) = Measure::parse(&classifier.indicator.value) else {
            continue;
        };
        let values = accounts
            .iter()
            .filter_map(|(id, alone)| Some((id.clone(), measure.of(&alone.own, &alone.linked)?.clone())));
        for (account, class) in classify(classifier, &values.collect()) {
            let of_account = by_account.entry(account).or_default();
            of_account.insert(classifier.id.value.clone(), class);
        }
    }
    by_account
}

fn marks(book: &Book, accounts: &Accounts<'_>) -> BTreeMap<Id, Rfm> {
    let orders = accounts.iter().filter_map(|(id, alone)| {
        let last = book.ledgers.accounts.get(id)?.orders.last?;
        let indicators = &alone.linked.indicators;
        let orders = rfm::Orders {
            days_since: Exact::from(days_between(last, book.as_of)),
            count: indicators.get(IndicatorKey::TxCount)?.clone(),
            amount: indicators.get(IndicatorKey::TxAmount)?.clone(),
        };
        Some((id.clone(), orders))
    });
    rfm::mark(&orders.collect())
}

/// Cells by account, and the cuts.
type Cells = (BTreeMap<Id, PortfolioCell>, Option<(Exact, Exact)>);

fn cells(model: &PortfolioModel, accounts: &Accounts<'_>, industries: &BTreeMap<Id, IndustryScore>) -> Cells {
    let side = |name: &str, alone: &Entry<'_>| {
        if name == "industry" {
            let score = industries.get(&alone.account.industry.value)?;
            return score.index.clone().filter(|_| score.coverage == Exact::ONE);
        }
        Measure::parse(name)?.of(&alone.own, &alone.linked).cloned()
    };
    let sides = accounts.iter().map(|(id, alone)| {
        let sides: Sides = (
            side(&model.attractiveness.value, alone),
            side(&model.strength.value, alone),
        );
        (id.clone(), sides)
    });
    portfolio_cell::place(model, sides.collect())
}

fn risks(
    book: &Book,
    accounts: &Accounts<'_>,
    tiers: &BTreeMap<Id, TierResult>,
) -> (Vec<(Id, Vec<RiskResult>)>, Peers) {
    let cases: Vec<(&Id, Case<'_>)> = accounts
        .iter()
        .map(|(id, alone)| {
            let case = Case {
                rules: &book.rulers.rules,
                account: alone.account,
                own: &alone.own,
                linked: &alone.linked,
                tier: tiers.get(id).map(|tier| &tier.effective),
                as_of: book.as_of,
            };
            (id, case)
        })
        .collect();
    let peers = peers::sum_up(cases.iter().map(|(_, case)| case));
    let risks = cases
        .par_iter()
        .with_max_len(PART)
        .map(|(id, case)| ((*id).clone(), account_risks::risks(case, &peers)))
        .collect();
    (risks, peers)
}
