//! The stages of an assessment: each account on its own, then the book.

use std::sync::Arc;

use rayon::iter::ParallelIterator;

use crate::diag::Finding;
use crate::diag::finding::in_order;
use crate::engine::again::Before;
use crate::engine::assessment::Assessment;
use crate::engine::assessment::OwnResult;
use crate::engine::attractiveness;
use crate::engine::book_dials::Part;
use crate::engine::clv;
use crate::engine::compare;
use crate::engine::compare::Alone;
use crate::engine::compare::Compared;
use crate::engine::composition;
use crate::engine::dials;
use crate::engine::doubts;
use crate::engine::financials::TypedYear;
use crate::engine::financials::figures;
use crate::engine::landscape;
use crate::engine::linked::link;
use crate::engine::portfolio;
use crate::engine::scorecard;
use crate::engine::stale;
use crate::engine::value;
use crate::engine::wallet;
use crate::model::account::Account;
use crate::model::book::Book;
use crate::model::book::Settings;
use crate::model::book::Sheet;
use crate::model::date::AsOf;
use crate::model::id::Id;
use crate::model::in_parts::in_parts;
use crate::model::landscape::Landscape;
use crate::model::rare::Rare;
use crate::model::rulers::Rulers;

/// Assesses a whole book.
pub fn assess(book: &Book) -> Assessment {
    assess_all(book, None)
}

/// Assesses a whole book; what was computed of dossiers that are as they were before, with nothing around them changed, is
/// taken from there.
pub(super) fn assess_all(book: &Book, before: Option<&Before<'_>>) -> Assessment {
    let alone: Vec<(Id, Alone)> = in_parts(&book.accounts)
        .map(|(id, page)| {
            let known = before.and_then(|before| before.account(id, page));
            let alone = known.unwrap_or_else(|| Alone {
                own: Arc::new(assess_account(
                    &page.data,
                    &book.rulers,
                    &book.settings,
                    book.as_of,
                )),
                linked: Arc::new(link(book, &page.data)),
            });
            (id.clone(), alone)
        })
        .collect();
    assess_book(book, alone, before)
}

/// What one dossier and the rulers give, whoever the other accounts are; may be remembered by its arguments.
pub fn assess_account(account: &Account, rulers: &Rulers, settings: &Settings, as_of: AsOf) -> OwnResult {
    let is_after_cost_to_serve = rulers
        .portfolio
        .as_ref()
        .is_none_or(|model| model.after_cost_to_serve);
    let year = figures(&account.financials, TypedYear::current(as_of));
    let before = figures(&account.financials, TypedYear::previous(as_of));
    let wallet = wallet::share(&account.wallet, as_of);
    OwnResult {
        scorecards: account
            .scores
            .iter()
            .filter_map(|(id, sheet)| {
                let card = rulers.scorecards.get(id)?;
                Some((id.clone(), scorecard::score(card, sheet)))
            })
            .collect(),
        value: rulers
            .value
            .as_ref()
            .map(|model| Box::new(value::value(model, &account.value))),
        dials: dials::read(&year, &before, wallet.as_ref()),
        dial_part: Part::of(&year, &before, wallet.as_ref()),
        clv: account.clv.as_deref().and_then(clv::lifetime_value),
        wallet: wallet.map(Box::new),
        profit: year.profit(is_after_cost_to_serve),
        revenue: year.revenue,
        stale: Rare::from(stale::stale(account, &settings.max_age_days, as_of)),
    }
}

/// What the accounts make together, and everything of the book that is not an account.
fn assess_book(book: &Book, alone: Vec<(Id, Alone)>, before: Option<&Before<'_>>) -> Assessment {
    let mut assessment = beside_accounts(book);
    let Compared {
        accounts,
        cuts,
        peers,
    } = compare::compare(book, alone, &assessment.industries, before);
    let (portfolio, doubts) = rayon::join(
        || portfolio::sum_up(book, &accounts, cuts),
        || doubts::of_accounts(book, &accounts),
    );
    assessment.portfolio = Arc::new(portfolio);
    assessment.accounts = accounts;
    assessment.peers = peers;
    assessment.doubts = doubts;
    conclude(book, assessment)
}

/// What a book gives without its accounts.
pub(super) fn beside_accounts(book: &Book) -> Assessment {
    let (industries, benchmarks) = attractiveness::judge(
        &book.rulers.attractiveness,
        book.industries.values().map(|page| &page.data),
    );
    let landscape = |(id, sheet): (&Id, &Arc<Sheet<Landscape>>)| {
        let competitor = |id: &Id| book.competitors.get(id).map(|page| &page.data);
        (id.clone(), landscape::survey(&sheet.data, competitor, book.as_of))
    };
    Assessment {
        industries,
        benchmarks,
        compositions: book
            .compositions
            .iter()
            .map(|(id, sheet)| (id.clone(), composition::compose(&sheet.data)))
            .collect(),
        landscapes: book.landscapes.iter().map(landscape).collect(),
        ..Assessment::default()
    }
}

/// Adds the doubts.
pub(super) fn conclude(book: &Book, mut assessment: Assessment) -> Assessment {
    let mut findings: Vec<Finding> = assessment.doubts.values().flatten().cloned().collect();
    findings.extend(doubts::beside_accounts(book, &assessment));
    in_order(&mut findings);
    assessment.findings = findings;
    assessment
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;
    use crate::diag::Code;
    use crate::engine::samples::account;
    use crate::engine::samples::book;
    use crate::engine::samples::day;
    use crate::engine::samples::financial;
    use crate::engine::samples::id;
    use crate::engine::samples::indicator;
    use crate::engine::samples::over;
    use crate::engine::samples::sited;
    use crate::model::account::GateState;
    use crate::model::account::Perspective;
    use crate::model::account::Status;
    use crate::model::rulers::TierMethod;

    /// A dossier whose value is `points`, unknown where `None`.
    fn valued(name: &str, points: Option<i64>) -> Account {
        let rows = || vec![indicator(1, Some(0), Some(100), points)];
        let mut account = account(name);
        account.value = BTreeMap::from([
            (Perspective::Financial, rows()),
            (Perspective::Sales, rows()),
            (Perspective::Service, rows()),
            (Perspective::Customer, rows()),
        ])
        .into();
        account
    }

    fn codes(account: Account) -> Vec<Code> {
        let findings = assess(&book(vec![account])).findings;
        findings.iter().map(|finding| finding.code).collect()
    }

    #[test]
    fn an_override_that_changes_nothing_is_idle() {
        let with = |tier: &str, until: &str| {
            let mut account = valued("a", Some(10));
            account.tier.over = Some(over(tier, until));
            account.status = sited(Status::Prospect);
            account
        };
        assert_eq!(codes(with("standard", "2025-12-31")), [Code::IdleOverride]);
        assert_eq!(codes(with("gold", "2025-12-31")), []);
        assert_eq!(codes(with("standard", "2025-06-29")), []);
        let mut gated = with("gold", "2025-12-31");
        gated.tier.gates.insert(id("deposit"), sited(GateState::Fail));
        assert_eq!(codes(gated), [Code::IdleOverride]);
    }

    #[test]
    fn only_an_active_account_of_a_key_tier_must_have_every_field() {
        let lacks = |account: Account| codes(account).contains(&Code::MissingKeyField);
        assert!(lacks(valued("a", Some(80))));
        assert!(lacks(valued("a", Some(40))));
        assert!(!lacks(valued("a", Some(39))));
        assert!(!lacks(valued("a", None)));
        let mut dormant = valued("a", Some(80));
        dormant.status = sited(Status::Dormant);
        assert!(!lacks(dormant));
    }

    #[test]
    fn a_count_of_accounts_goes_by_typed_revenue() {
        let mut rich = valued("a", None);
        rich.financials = vec![financial("2025Q1", Some(5))];
        let mut book = book(vec![rich, valued("b", Some(100))]);
        if let Some(model) = &mut book.rulers.value {
            model.tiers.method = TierMethod::Count;
        }
        let assessment = assess(&book);
        let word = |name: &str| {
            let tier = assessment.accounts[&id(name)].tier.as_ref();
            tier.unwrap().computed.word().to_owned()
        };
        assert_eq!(
            (word("a").as_str(), word("b").as_str()),
            ("platinum", "insufficient")
        );
        assert_eq!(
            assessment.portfolio.revenue_cr1,
            Some(crate::model::exact::Exact::HUNDRED)
        );
    }

    #[test]
    fn without_a_value_model_there_are_no_values_and_no_tiers() {
        let mut book = book(vec![valued("a", Some(100))]);
        book.rulers.value = None;
        let assessment = assess(&book);
        let account = &assessment.accounts[&id("a")];
        assert_eq!(
            (&account.own.value, &account.tier, account.quadrant),
            (&None, &None, None)
        );
        assert_eq!(assessment.portfolio.tiers, []);
    }

    #[test]
    fn tiers_are_counted_in_order_with_the_words_that_stand_for_none() {
        let assessment = assess(&book(vec![valued("a", Some(65)), valued("b", None)]));
        let counts: Vec<(&str, usize)> = assessment
            .portfolio
            .tiers
            .iter()
            .map(|count| (count.tier.word(), count.n))
            .collect();
        assert_eq!(
            counts,
            [
                ("platinum", 0),
                ("gold", 1),
                ("silver", 0),
                ("standard", 0),
                ("ineligible", 0),
                ("insufficient", 1)
            ]
        );
    }

    proptest! {
        #[test]
        fn removing_an_account_never_changes_anothers_own_result(points in prop::collection::vec(prop::option::of(0_i64..130), 2..6), gone in 0_usize..6) {
            let accounts: Vec<Account> = points.iter().enumerate().map(|(n, points)| valued(&format!("a{n}"), *points)).collect();
            let all = assess(&book(accounts.clone()));
            let gone = gone % accounts.len();
            let mut rest = accounts;
            rest.remove(gone);
            for (id, account) in assess(&book(rest)).accounts {
                prop_assert_eq!(&account.own, &all.accounts[&id].own);
            }
        }

        #[test]
        fn an_account_alone_is_what_it_is_in_a_book(points in prop::option::of(0_i64..130)) {
            let dossier = valued("a", points);
            let book = book(vec![dossier.clone(), valued("b", Some(50))]);
            let own = assess_account(&dossier, &book.rulers, &book.settings, day("2025-06-30"));
            prop_assert_eq!(&own, &*assess(&book).accounts[&id("a")].own);
        }
    }
}
