//! One small change to a good book, one finding.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::content::cross::Facts;
use crate::content::cross::check;
use crate::content::cross::sample::account_mut;
use crate::content::cross::sample::at;
use crate::content::cross::sample::attractiveness_model;
use crate::content::cross::sample::book;
use crate::content::cross::sample::claim;
use crate::content::cross::sample::classifier;
use crate::content::cross::sample::competitor_mut;
use crate::content::cross::sample::composition_mut;
use crate::content::cross::sample::day;
use crate::content::cross::sample::exact;
use crate::content::cross::sample::financial;
use crate::content::cross::sample::findings;
use crate::content::cross::sample::found;
use crate::content::cross::sample::found_with_account;
use crate::content::cross::sample::id;
use crate::content::cross::sample::industry_mut;
use crate::content::cross::sample::issue;
use crate::content::cross::sample::method_mut;
use crate::content::cross::sample::part;
use crate::content::cross::sample::plan_step;
use crate::content::cross::sample::rating;
use crate::content::cross::sample::reference;
use crate::content::cross::sample::text;
use crate::content::cross::sample::wallet_cell;
use crate::content::cross::typos::of_names;
use crate::content::cross::typos::of_text;
use crate::diag::At;
use crate::diag::Code;
use crate::model::account::Account;
use crate::model::account::BuyingRole;
use crate::model::account::SpendWith;
use crate::model::account::Status;
use crate::model::account::StepState;
use crate::model::book::Book;
use crate::model::book::LabelStatus;
use crate::model::book::OrganisationRole;
use crate::model::composition::Part;
use crate::model::composition::PartSize;
use crate::model::exact::Exact;
use crate::model::id::Sited;
use crate::model::industry::Completeness;
use crate::model::playbook::EvidenceKind;

const NOTHING: [&str; 0] = [];

/// What the rules find after a change of the dossier.
fn account(change: impl FnOnce(&mut Account)) -> Vec<String> {
    found_with_account(change)
}

#[test]
fn a_chain_of_parents_ends() {
    let ring = |book: &mut Book| {
        Arc::make_mut(book.accounts.get_mut("group").unwrap()).data.parent =
            Some(Box::new(reference("north-bank")));
    };
    assert_eq!(found(ring), ["cycle parent"]);
    let finding = findings(ring).remove(0);
    assert_eq!(finding.place.file.as_ref(), "content/accounts/group/index.md");
    assert_eq!(
        finding.message.en,
        "this runs in a circle: `group → north-bank → group`"
    );
}

#[test]
fn a_reporting_line_ends() {
    assert_eq!(
        account(|a| a.contacts[0].reports_to = Some(Box::new(reference("buyer")))),
        ["cycle contacts[2].reports_to"]
    );
    assert_eq!(
        account(|a| a.contacts[0].reports_to = Some(Box::new(reference("president")))),
        ["cycle contacts[0].reports_to"]
    );
}

#[test]
fn a_rating_stands_on_the_scale_of_its_scorecard() {
    let rated = |value: &str| {
        let value = rating(value);
        account(|a| {
            a.scores
                .get_mut("selection")
                .unwrap()
                .items
                .insert(id("brand"), value);
        })
    };
    for value in ["1", "10", "5.0"] {
        assert_eq!(rated(value), NOTHING, "{value}");
    }
    for value in ["11", "-1", "5.5"] {
        assert_eq!(
            rated(value),
            ["rating-range scores.selection.items.brand"],
            "{value}"
        );
    }
    assert_eq!(rated("0"), ["zero-rating scores.selection.items.brand"]);
    assert_eq!(
        account(|a| {
            let sheet = a.scores.get_mut("selection").unwrap();
            sheet.items.get_mut("brand").unwrap().value = None;
        }),
        NOTHING
    );
}

#[test]
fn a_scale_has_steps_and_may_hold_zero() {
    let rated = |value: &str| {
        let value = rating(value);
        found(|book| {
            let scorecard = book.rulers.scorecards.get_mut("selection").unwrap();
            (scorecard.min, scorecard.max, scorecard.step) = (-4, 10, 2);
            let sheet = account_mut(book).scores.get_mut("selection").unwrap();
            sheet.items.insert(id("brand"), value);
        })
    };
    assert_eq!(rated("0"), NOTHING);
    assert_eq!(rated("-4"), NOTHING);
    assert_eq!(rated("3"), ["rating-range scores.selection.items.brand"]);
}

#[test]
fn a_magnitude_stands_on_the_scale_and_only_a_penalty_has_a_sign() {
    let rated = |factor: &str, value: &str| {
        let value = rating(value);
        found(|book| {
            let sheet = industry_mut(book).attractiveness.as_mut().unwrap();
            sheet.items.insert(id(factor), value);
        })
    };
    assert_eq!(rated("competition", "-9"), NOTHING);
    assert_eq!(rated("competition", "9"), NOTHING);
    assert_eq!(
        rated("competition", "-4"),
        ["rating-range attractiveness.items.competition"]
    );
    assert_eq!(
        rated("capacity", "-9"),
        ["rating-range attractiveness.items.capacity"]
    );
    assert_eq!(
        rated("capacity", "4"),
        ["rating-range attractiveness.items.capacity"]
    );
    assert_eq!(
        rated("capacity", "0"),
        ["zero-rating attractiveness.items.capacity"]
    );
}

#[test]
fn the_next_review_follows_the_last_and_is_kept() {
    let next = |month| account(|a| a.next_review = Some(at(day(month))));
    assert_eq!(next(4), ["out-of-range next_review"]);
    assert_eq!(next(5), ["stale next_review"]);
    assert_eq!(next(6), NOTHING);
    assert_eq!(
        account(|a| {
            a.next_review = Some(at(day(5)));
            a.status = at(Status::Lost);
        }),
        NOTHING
    );
}

#[test]
fn an_override_past_its_day_is_named() {
    let until = |month| account(|a| a.tier.over.as_mut().unwrap().until = at(day(month)));
    assert_eq!(until(5), ["expired-override tier.override.until"]);
    assert_eq!(until(6), NOTHING);
}

#[test]
fn exactly_one_contact_decides_about_the_money() {
    assert_eq!(
        account(|a| a.contacts[0].roles.clear()),
        ["economic-role contacts"]
    );
    assert_eq!(
        account(|a| a.contacts[1].roles = vec![BuyingRole::Economic].into()),
        ["economic-role contacts"]
    );
    assert_eq!(
        account(|a| {
            a.contacts.clear();
            a.decision_process.clear();
        }),
        NOTHING
    );
}

#[test]
fn two_of_ours_know_an_active_account() {
    let alone = |a: &mut Account| a.contacts[0].coverage.clear();
    assert_eq!(account(alone), ["thin-coverage contacts"]);
    assert_eq!(
        account(|a| {
            alone(a);
            a.status = at(Status::Dormant);
        }),
        NOTHING
    );
    assert_eq!(
        account(|a| a.contacts[0].coverage[0].strength = Some(1)),
        ["thin-coverage contacts"]
    );
    assert_eq!(
        found(|book| book.people.get_mut("chen").unwrap().has_left = true),
        ["thin-coverage contacts"]
    );
}

#[test]
fn an_open_issue_has_exactly_one_accountable() {
    let issues = |names: &'static [&str]| account(move |a| a.issues = vec![issue(names)].into());
    assert_eq!(issues(&["zhou"]), NOTHING);
    assert_eq!(issues(&[]), ["no-accountable issues[0].accountable"]);
    assert_eq!(issues(&["lin", "zhou"]), ["no-accountable issues[0].accountable"]);
    assert_eq!(
        account(|a| {
            a.issues = vec![issue(&[])].into();
            a.issues[0].closed = Some(day(6));
        }),
        NOTHING
    );
}

#[test]
fn our_part_of_the_wallet_is_at_most_a_tenth_above_revenue() {
    let ours = |spend: &str| {
        let cell = wallet_cell(2024, SpendWith::Us, spend, None);
        account(|a| a.wallet[0] = cell)
    };
    assert_eq!(ours("1100"), NOTHING);
    assert_eq!(ours("1100.01"), ["wallet-above-revenue wallet"]);
    assert_eq!(
        account(|a| {
            a.wallet[0] = wallet_cell(2024, SpendWith::Us, "9000", None);
            a.financials = vec![financial("2024H1", Some("600"))];
        }),
        NOTHING,
        "half a year says nothing of the year"
    );
    assert_eq!(
        account(|a| {
            a.wallet[0] = wallet_cell(2024, SpendWith::Us, "9000", None);
            a.financials[1].revenue = None;
        }),
        NOTHING,
        "unknown is not 0"
    );
}

#[test]
fn steps_are_taken_in_order() {
    let plan = |industry: &'static [(StepState, Option<&str>)], needs: Option<&'static str>| {
        account(move |a| {
            let steps = &mut a.plan.as_mut().unwrap().steps;
            steps.clear();
            for (state, answer) in industry {
                steps.insert(id("industry"), plan_step(*state, *answer));
            }
            steps.insert(id("needs"), plan_step(StepState::Reviewed, needs));
        })
    };
    assert_eq!(plan(&[(StepState::Draft, Some("有"))], Some("有")), NOTHING);
    for empty in [
        &[][..],
        &[(StepState::Draft, None)],
        &[(StepState::Draft, Some(" "))],
    ] {
        assert_eq!(plan(empty, Some("有")), ["skipped-step plan.steps.needs.state"]);
    }
    assert_eq!(
        found(|book| {
            let step = &mut method_mut(book).steps[0];
            step.points[0].evidence = EvidenceKind::Link;
            let steps = &mut account_mut(book).plan.as_mut().unwrap().steps;
            steps.insert(id("needs"), plan_step(StepState::Reviewed, Some("有")));
        }),
        ["skipped-step plan.steps.needs.state"],
        "an answer without the evidence asked for is none"
    );
}

#[test]
fn a_method_has_the_steps_it_declares_unless_it_is_a_stub() {
    assert_eq!(
        found(|book| method_mut(book).declared_steps = Some(at(6))),
        ["step-count declared_steps"]
    );
    assert_eq!(
        found(|book| {
            method_mut(book).declared_steps = Some(at(6));
            method_mut(book).status = Completeness::Stub;
        }),
        ["stub status"]
    );
}

#[test]
fn what_is_not_complete_is_named_once_a_page() {
    assert_eq!(
        found(|book| {
            for step in &mut method_mut(book).steps {
                step.status = Some(Completeness::Reconstructed);
            }
        }),
        ["stub status"]
    );
    assert_eq!(
        found(|book| industry_mut(book).needs_stages[0].status = Some(Completeness::Stub)),
        ["stub needs_stages[0].status"]
    );
    assert_eq!(
        found(|book| {
            let scorecard = book.rulers.scorecards.get_mut("selection").unwrap();
            scorecard.groups[0].criteria[0].status = Some(Completeness::Reconstructed);
        }),
        ["stub groups"]
    );
}

#[test]
fn a_label_speaks_every_language_of_the_book() {
    let label = |change: fn(&mut crate::model::book::Label)| {
        found(|book| change(book.labels.get_mut("tier").unwrap()))
    };
    assert_eq!(label(|label| label.en = None), ["label tier.en"]);
    assert_eq!(
        label(|label| label.status = Some(LabelStatus::Mistranslated)),
        ["label tier.status"]
    );
    assert_eq!(
        found(|book| {
            book.settings.languages.truncate(1);
            book.labels.get_mut("tier").unwrap().en = None;
        }),
        NOTHING
    );
}

#[test]
fn typos_are_found_in_names_and_texts_and_have_a_place() {
    let named = |change: fn(&mut Account)| {
        found(|book| {
            change(account_mut(book));
            let page = Arc::make_mut(book.accounts.get_mut("north-bank").unwrap());
            page.body.slips = of_names(&page.file, &page.data).into();
        })
    };
    assert_eq!(named(|a| a.name = text("毕搏")), ["typo name"]);
    assert_eq!(named(|a| a.needs[0].text = text("“换代")), ["typo needs[0].text"]);
    let finding = findings(|book| {
        let page = Arc::make_mut(book.cases.get_mut("deposit-gate").unwrap());
        page.body.slips = of_text(&page.file, "第一行\n\n看《方案。\n", page.body.first_line).into();
    })
    .remove(0);
    assert_eq!(finding.code, Code::Typo);
    assert_eq!((finding.place.at.line, finding.place.at.column), (22, 2));
}

fn composition(parts: Vec<Part>, total: Option<&str>) -> Vec<String> {
    let total = total.map(exact);
    found(|book| {
        let composition = composition_mut(book);
        composition.parts = parts;
        composition.total = total;
    })
}

fn amount(key: &str, amount: &str) -> Part {
    Part {
        size: PartSize::Amount(exact(amount)),
        ..part(key, "0")
    }
}

#[test]
fn shares_may_miss_a_hundred_by_their_rounding() {
    let sum = |first: &str| composition(vec![part("a", first), part("b", "40")], None);
    for share in ["60", "60.1", "59.9"] {
        assert_eq!(sum(share), NOTHING, "{share}");
    }
    for share in ["60.11", "50"] {
        assert_eq!(sum(share), ["composition-sum parts"], "{share}");
    }
}

#[test]
fn amounts_fit_their_total_exactly() {
    let sum = |total| composition(vec![amount("a", "60"), amount("b", "40")], total);
    assert_eq!(sum(Some("100")), NOTHING);
    assert_eq!(sum(None), NOTHING);
    assert_eq!(sum(Some("100.01")), ["composition-sum parts"]);
    assert_eq!(
        composition(vec![amount("a", "30"), part("b", "70")], Some("100")),
        NOTHING
    );
}

#[test]
fn parts_of_a_part_are_at_most_all_of_it() {
    let nested = |below: Vec<Part>| {
        let mut first = amount("a", "60");
        first.parts = below;
        composition(vec![first, amount("b", "40")], None)
    };
    assert_eq!(nested(vec![part("x", "90")]), NOTHING);
    assert_eq!(nested(vec![amount("x", "30"), part("y", "50")]), NOTHING);
    assert_eq!(
        nested(vec![amount("x", "31"), part("y", "50")]),
        ["composition-sum parts.a.parts"]
    );
}

#[test]
fn a_large_remainder_and_unknown_labels_are_named() {
    let other = |share: &str, rest: &str| {
        let mut part_other = part("rest", share);
        part_other.is_other = true;
        composition(vec![part("a", rest), part_other], None)
    };
    assert_eq!(other("10", "90"), NOTHING);
    assert_eq!(other("10.5", "89.5"), ["large-other parts.rest"]);
    let mut unknown = part("a", "60");
    unknown.candidates = vec![text("甲"), text("乙")];
    assert_eq!(
        composition(vec![unknown, part("b", "40")], None),
        ["ambiguous-mapping parts"]
    );
}

#[test]
fn a_customer_that_is_a_competitor_is_named() {
    let roles = vec![OrganisationRole::Customer, OrganisationRole::Competitor];
    assert_eq!(
        found(|book| book.organisations.get_mut("north-org").unwrap().roles = roles),
        ["several-roles north-org.roles"]
    );
    assert_eq!(
        found(|book| competitor_mut(book).organisation = Some(reference("north-org"))),
        ["several-roles north-org.roles"]
    );
}

#[test]
fn a_superlative_has_a_source() {
    let said = |source| found(|book| competitor_mut(book).strengths = vec![claim("全球第一", source)]);
    assert_eq!(said(Some("年报")), NOTHING);
    assert_eq!(said(None), ["unsourced-claim strengths[0]"]);
    assert_eq!(
        account(|a| a.competitors[0].strengths = vec![claim("The No. 1", None)].into()),
        ["unsourced-claim competitors[0].strengths[0]"]
    );
}

#[test]
fn benchmarks_and_classifiers_are_unique_in_the_book() {
    assert_eq!(
        found(|book| {
            let mut second = attractiveness_model();
            second.id = id("second");
            book.rulers.attractiveness.insert(id("second"), second);
        }),
        ["duplicate-id benchmarks.it-mean.id"]
    );
    assert_eq!(
        found(|book| book.rulers.classifiers.push(classifier("abc", "revenue"))),
        ["duplicate-id classifiers.abc.id"]
    );
}

#[test]
fn an_old_id_leads_to_one_page_and_is_none_itself() {
    assert_eq!(account(|a| a.formerly = vec![id("old-bank")].into()), NOTHING);
    assert_eq!(
        account(|a| a.formerly = vec![id("group")].into()),
        ["duplicate-id formerly"]
    );
    assert_eq!(
        account(|a| a.formerly = vec![id("old-bank"), id("old-bank")].into()),
        ["duplicate-id formerly"]
    );
}

#[test]
fn margin_floors_of_the_defaults_are_not_asked_after() {
    assert_eq!(
        found(|book| {
            book.rulers
                .rules
                .r10_margin_floor
                .insert(id("gold"), Exact::from(1));
        }),
        NOTHING
    );
}

#[test]
fn what_could_not_be_read_is_not_named_again() {
    assert_eq!(
        account(|a| {
            a.owner.at = At::default();
            a.owner.value = id("unread");
            a.next_review = Some(Sited {
                value: Date::MIN,
                at: At::default(),
            });
            a.tier.over.as_mut().unwrap().until = a.next_review.clone().unwrap();
        }),
        NOTHING
    );
}

#[test]
fn findings_are_in_order_and_the_same_each_time() {
    let mut book = book();
    account_mut(&mut book).owner = reference("nobody");
    account_mut(&mut book).contacts[0].roles.clear();
    industry_mut(&mut book).scored_by = Some(reference("nobody"));
    book.labels = BTreeMap::new();
    let first = check(&book, &Facts::default());
    let places: Vec<_> = first.iter().map(|finding| finding.place.clone()).collect();
    assert!(places.is_sorted() && places.len() >= 4);
    assert_eq!(first, check(&book, &Facts::default()));
}
