//! Laws of a whole assessment: who else is in the book, and in which order things are written, changes nothing it should not.

use std::collections::BTreeMap;
use std::sync::Arc;

use proptest::prelude::*;

use crate::engine::assess;
use crate::engine::assessment::AccountAssessment;
use crate::engine::assessment::Assessment;
use crate::engine::assessment::OwnResult;
use crate::engine::linked::LinkedResult;
use crate::engine::samples::account;
use crate::engine::samples::attractiveness;
use crate::engine::samples::book;
use crate::engine::samples::card;
use crate::engine::samples::contact;
use crate::engine::samples::coverage;
use crate::engine::samples::day;
use crate::engine::samples::financial;
use crate::engine::samples::id;
use crate::engine::samples::indicator_named;
use crate::engine::samples::industry;
use crate::engine::samples::reference;
use crate::engine::samples::sheet;
use crate::engine::samples::sited;
use crate::engine::samples::wallet_cell;
use crate::model::account::Account;
use crate::model::account::BesideRevenue;
use crate::model::account::BuyingRole;
use crate::model::account::Capability;
use crate::model::account::Financial;
use crate::model::account::GateState;
use crate::model::account::Need;
use crate::model::account::Perspective;
use crate::model::account::Rival;
use crate::model::account::SpendWith;
use crate::model::book::Book;
use crate::model::book::Page;
use crate::model::exact::Exact;
use crate::model::few::Few;
use crate::model::ledger::LedgerFile;
use crate::model::ledger::LedgerTotals;
use crate::model::ledger::Ledgers;
use crate::model::ledger::OrderTotals;
use crate::model::rare::Rare;
use crate::model::rulers::Class;
use crate::model::rulers::ClassMethod;
use crate::model::rulers::Classifier;
use crate::model::rulers::Crossing;
use crate::model::rulers::Cut;
use crate::model::rulers::Direction;
use crate::model::rulers::PortfolioModel;
use crate::model::rulers::TierMethod;
use crate::model::text::Text;

/// The industries of the sample book.
const TRADES: [&str; 2] = ["glass", "steel"];

/// Numbers that look random (splitmix64).
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: i64) -> i64 {
        i64::try_from(self.roll() % u64::try_from(n).unwrap()).unwrap()
    }

    /// One time in five nothing.
    fn maybe(&mut self, n: i64) -> Option<i64> {
        (self.below(5) > 0).then(|| self.below(n))
    }
}

/// A dossier with something of everything that is scored.
fn dossier(name: &str, seed: u64) -> Account {
    let mut dice = Dice(seed);
    let mut dossier = account(name);
    let trade = TRADES[usize::try_from(dice.below(2)).unwrap()];
    dossier.industry = reference(trade);
    let ratings: Vec<Option<i64>> = (0..3).map(|_| dice.maybe(10).map(|rating| rating + 1)).collect();
    dossier.scores = Few::from([(id("card"), sheet(&ratings))]);
    for perspective in [
        Perspective::Financial,
        Perspective::Sales,
        Perspective::Service,
        Perspective::Customer,
    ] {
        let rows = (0..dice.below(4)).map(|n| {
            let weight = 1 + dice.below(3);
            indicator_named(&format!("i{n}"), weight, Some(0), Some(100), dice.maybe(130))
        });
        dossier.value.insert(perspective, rows.collect());
    }
    for period in ["2023H2", "2024H1", "2024H2", "2025H1"] {
        let money = |amount: Option<i64>| amount.map(Exact::from);
        dossier.financials.push(Financial {
            beside: Rare::from(BesideRevenue {
                direct_cost: money(dice.maybe(900)),
                cost_to_serve: money(dice.maybe(200)),
                discount: money(dice.maybe(20)),
                outstanding: money(dice.maybe(300)),
                overdue: money(dice.maybe(100)),
                receipts: money(dice.maybe(900)),
                ..BesideRevenue::default()
            }),
            ..financial(period, dice.maybe(1_000))
        });
    }
    if dice.below(4) == 0 {
        dossier.financials.clear();
    }
    let roles = [BuyingRole::Economic, BuyingRole::Buyer, BuyingRole::User];
    for n in 0..dice.below(5) {
        let people = (0..dice.below(3)).map(|_| {
            let person = format!("p{}", dice.below(4));
            let last = ["2025-06-01", "2025-01-01"][usize::try_from(dice.below(2)).unwrap()];
            coverage(&person, dice.below(6), Some(last))
        });
        let people = people.collect();
        let role = roles[usize::try_from(dice.below(3)).unwrap()];
        dossier
            .contacts
            .push(contact(&format!("c{n}"), dice.maybe(6), &[role], people));
    }
    for rival in ["rival-a", "rival-b"] {
        dossier.competitors.push(Rival {
            reference: reference(rival),
            position: None,
            share: None,
            strengths: Rare::default(),
            weaknesses: Rare::default(),
            threat: None,
        });
    }
    for n in 0..dice.below(4) {
        let name = id(&format!("need-{n}"));
        let levels = ["us", "rival-a", "rival-b"].into_iter().map(|player| {
            let level = dice
                .maybe(11)
                .map_or(Capability::Cannot, |level| Capability::Level(Exact::from(level)));
            (id(player), sited(level))
        });
        dossier.capabilities.insert(name.clone(), levels.collect());
        dossier.needs.push(Need {
            id: sited(name),
            tag: None,
            text: Text::default(),
            importance: dice.maybe(6),
            kind: None,
            source: None,
        });
    }
    for with in [SpendWith::Us, SpendWith::Competitor, SpendWith::Unknown] {
        dossier.wallet.push(wallet_cell(2025, with, dice.maybe(500)));
    }
    if dice.below(6) == 0 {
        let gates = &mut dossier.tier.gates;
        gates.insert(id("deposit"), sited(GateState::Fail));
    }
    dossier
}

/// The orders of a dossier's year, some without any.
fn totals(seed: u64) -> LedgerTotals {
    let mut dice = Dice(seed ^ 0xABCD);
    let count = dice.below(4);
    if count == 0 {
        return LedgerTotals::default();
    }
    let last = day("2025-06-29").saturating_sub(jiff::Span::new().days(dice.below(300)));
    LedgerTotals {
        orders: OrderTotals {
            count,
            amount: Exact::from(count * dice.below(500)),
            cost: Exact::from(dice.below(500)),
            largest: Some(Exact::from(dice.below(300))),
            first: Some(last),
            last: Some(last),
            ..OrderTotals::default()
        },
        first_order_ever: Some(last),
        ..LedgerTotals::default()
    }
}

fn classifier(name: &str, indicator: &str, method: ClassMethod) -> Classifier {
    let class = |name: &str, bound: Option<i64>| Class {
        id: reference(name),
        bound: bound.map(Exact::from),
    };
    Classifier {
        id: reference(name),
        name: None,
        indicator: sited(indicator.to_owned()),
        direction: Direction::High,
        method,
        crossing: Crossing::In,
        classes: vec![class("a", Some(40)), class("b", Some(80)), class("z", None)],
    }
}

/// A book with every kind of ruler, and these accounts by name and seed.
fn rich(method: TierMethod, accounts: &[(String, u64)]) -> Book {
    let dossiers = accounts.iter().map(|(name, seed)| dossier(name, *seed));
    let mut book = book(dossiers.collect());
    let rulers = &mut book.rulers;
    if let Some(model) = &mut rulers.value {
        model.tiers.method = method;
    }
    rulers.scorecards = BTreeMap::from([(id("card"), card(&[3, 2, 5]))]);
    let model = attractiveness(&[1, -1], &TRADES);
    rulers.attractiveness = BTreeMap::from([(model.id.clone(), model)]);
    rulers.classifiers = vec![
        classifier("by-volume", "tx_amount", ClassMethod::CumulativeShare),
        classifier("by-value", "value", ClassMethod::Quantiles),
        classifier("by-margin", "gross_margin", ClassMethod::Thresholds),
    ];
    rulers.portfolio = Some(PortfolioModel {
        attractiveness: sited("industry".to_owned()),
        strength: sited("scorecards.card".to_owned()),
        attractiveness_cut: Cut::Mean,
        strength_cut: Cut::Mean,
        after_cost_to_serve: false,
    });
    for (trade, cells) in TRADES.iter().zip([[9, 3], [5, 5]]) {
        let page = Page {
            file: Arc::from(format!("content/industries/{trade}.md")),
            data: industry(trade, &cells.map(Some)),
            body: crate::model::book::Body::default(),
            extra: Few::new(),
            is_draft: false,
        };
        book.industries.insert(id(trade), Arc::new(page));
    }
    book.ledgers = Arc::new(Ledgers {
        files: vec![LedgerFile::Orders],
        n_month_ends: 12,
        accounts: accounts
            .iter()
            .map(|(name, seed)| (id(name), totals(*seed)))
            .collect(),
    });
    book
}

/// Everything computed of one account, where the order of a dossier's rows stands open sorted.
#[derive(Debug, PartialEq)]
struct Sorted {
    own: OwnResult,
    linked: LinkedResult,
    rest: String,
}

fn sorted(result: &AccountAssessment) -> Sorted {
    let (mut own, mut linked) = ((*result.own).clone(), (*result.linked).clone());
    for side in own
        .value
        .iter_mut()
        .flat_map(|value| value.perspectives.values_mut())
    {
        side.terms.sort_by(|a, b| a.id.cmp(&b.id));
    }
    if let Some(relations) = &mut linked.relations {
        relations.links.sort_by(|a, b| a.contact.cmp(&b.contact));
    }
    let (tier, quadrant, classes) = (&result.tier, &result.quadrant, &result.classes);
    let (rfm, cell, risks) = (&result.rfm, &result.cell, &result.risks);
    Sorted {
        own,
        linked,
        rest: format!("{tier:?} {quadrant:?} {classes:?} {rfm:?} {cell:?} {risks:?}"),
    }
}

/// Every account's results, in the order of `names`.
fn results(assessment: &Assessment, names: &[String]) -> Vec<Sorted> {
    names
        .iter()
        .map(|name| sorted(&assessment.accounts[&id(name)]))
        .collect()
}

fn reversed(account: &Account) -> Account {
    let mut account = account.clone();
    account.financials.reverse();
    account.contacts.reverse();
    for contact in &mut account.contacts {
        contact.coverage.reverse();
    }
    account.needs.reverse();
    account.competitors.reverse();
    account.wallet.reverse();
    for rows in account.value.values_mut() {
        rows.reverse();
    }
    account
}

fn named(seeds: &[u64], name: impl Fn(usize) -> String) -> Vec<(String, u64)> {
    seeds
        .iter()
        .enumerate()
        .map(|(n, seed)| (name(n), *seed))
        .collect()
}

fn names(accounts: &[(String, u64)]) -> Vec<String> {
    accounts.iter().map(|(name, _)| name.clone()).collect()
}

fn method() -> impl Strategy<Value = TierMethod> {
    prop::sample::select(vec![TierMethod::Score, TierMethod::Rank, TierMethod::Count])
}

fn seeds() -> impl Strategy<Value = Vec<u64>> {
    prop::collection::vec(any::<u64>(), 1..9)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_order_of_files_changes_no_result(seeds in seeds(), method in method()) {
        // Files are taken by name: other names are another order.
        let there = named(&seeds, |n| format!("a{n}"));
        let back = named(&seeds, |n| format!("z{}", 9 - n));
        let (one, other) = (assess(&rich(method, &there)), assess(&rich(method, &back)));
        prop_assert_eq!(results(&one, &names(&there)), results(&other, &names(&back)));
        let whole = |assessment: &Assessment| {
            let portfolio = &assessment.portfolio;
            let curve = portfolio.whale_curve.as_ref().map(|curve| curve.iter().map(|(_, at)| at.clone()).collect::<Vec<Exact>>());
            let (tau, hhi, cr1) = (&portfolio.tau_b, &portfolio.revenue_hhi, &portfolio.revenue_cr1);
            let (tiers, risks, big) = (&portfolio.tiers, &portfolio.risks, portfolio.looks_big.len());
            format!("{curve:?} {tau:?} {hhi:?} {cr1:?} {tiers:?} {risks:?} {big} {:?}", assessment.industries)
        };
        prop_assert_eq!(whole(&one), whole(&other));
    }

    #[test]
    fn the_order_of_rows_in_dossiers_and_models_changes_no_result(seeds in seeds(), method in method()) {
        let accounts = named(&seeds, |n| format!("a{n}"));
        let book = rich(method, &accounts);
        let mut turned = book.clone();
        turned.rulers.classifiers.reverse();
        for page in turned.accounts.values_mut() {
            let data = reversed(&page.data);
            Arc::make_mut(page).data = data;
        }
        let names = names(&accounts);
        prop_assert_eq!(results(&assess(&book), &names), results(&assess(&turned), &names));
    }

    #[test]
    fn removing_an_account_changes_nothing_that_another_is_by_itself(seeds in seeds(), gone in 0_usize..9, method in method()) {
        let accounts = named(&seeds, |n| format!("a{n}"));
        let all = assess(&rich(method, &accounts));
        let mut rest = accounts.clone();
        rest.remove(gone % accounts.len());
        let left = assess(&rich(method, &rest));
        prop_assert_eq!(left.accounts.len() + 1, all.accounts.len());
        for (id, account) in left.accounts {
            prop_assert_eq!(&account.own, &all.accounts[&id].own);
            prop_assert_eq!(&account.linked, &all.accounts[&id].linked);
        }
    }

    #[test]
    fn an_account_of_which_nothing_is_known_changes_nobody_elses_result(seeds in seeds(), method in method()) {
        let accounts = named(&seeds, |n| format!("a{n}"));
        let book = rich(method, &accounts);
        let mut more = book.clone();
        let mut blank = account("blank");
        blank.industry = reference("nowhere");
        // A period that says nothing: without one the ledgers would know that the account ordered nothing.
        blank.financials = vec![financial("2025H1", None)];
        let first = more.accounts.values().next().unwrap();
        let page = Page { data: blank, ..(**first).clone() };
        more.accounts.insert(id("blank"), Arc::new(page));
        let names = names(&accounts);
        let (before, after) = (assess(&book), assess(&more));
        prop_assert_eq!(results(&before, &names), results(&after, &names));
        prop_assert_eq!(&before.portfolio.whale_curve, &after.portfolio.whale_curve);
        prop_assert_eq!(&before.portfolio.looks_big, &after.portfolio.looks_big);
    }
}
