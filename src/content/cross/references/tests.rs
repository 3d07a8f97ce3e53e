//! A name that points to nothing is found wherever it stands.

use crate::content::cross::Facts;
use std::sync::Arc;

use crate::content::cross::check;
use crate::content::cross::sample::HERE;
use crate::content::cross::sample::account_mut;
use crate::content::cross::sample::at;
use crate::content::cross::sample::book;
use crate::content::cross::sample::classifier;
use crate::content::cross::sample::competitor_mut;
use crate::content::cross::sample::exact;
use crate::content::cross::sample::findings;
use crate::content::cross::sample::found;
use crate::content::cross::sample::found_with_account;
use crate::content::cross::sample::id;
use crate::content::cross::sample::industry_mut;
use crate::content::cross::sample::landscape_mut;
use crate::content::cross::sample::method_mut;
use crate::content::cross::sample::plan_step;
use crate::content::cross::sample::rating;
use crate::content::cross::sample::reference;
use crate::diag::At;
use crate::model::account::Account;
use crate::model::account::Capability;
use crate::model::account::GateState;
use crate::model::account::StepState;
use crate::model::book::Book;
use crate::model::exact::Exact;
use crate::model::industry::Industry;
use crate::model::landscape::Assertion;

#[test]
fn a_good_book_has_no_findings() {
    assert_eq!(found(|_| ()), [""; 0]);
}

#[track_caller]
fn dangles(field: &str, change: fn(&mut Account)) {
    let expected = format!("dangling-reference {field}");
    assert!(found_with_account(change).contains(&expected), "{expected}");
}

#[test]
fn every_reference_of_a_dossier_is_followed() {
    dangles("organisation", |a| {
        a.organisation = Some(Box::new(reference("nobody")))
    });
    dangles("parent", |a| a.parent = Some(Box::new(reference("nobody"))));
    dangles("industry", |a| a.industry = reference("nobody"));
    dangles("owner", |a| a.owner = reference("nobody"));
    dangles("review_by", |a| a.review_by = Some(Box::new(reference("nobody"))));
    dangles("team[1].person", |a| a.team[1].person = reference("nobody"));
    dangles("wallet[1].competitor", |a| {
        a.wallet[1].competitor = Some(reference("nobody"))
    });
    dangles("scores.other", |a| {
        let sheet = a.scores.values().next().unwrap().clone();
        a.scores.insert(id("other"), sheet);
    });
    dangles("scores.selection.scored_by", |a| {
        a.scores.get_mut("selection").unwrap().scored_by = Some(Box::new(reference("nobody")));
    });
    dangles("scores.selection.items.brnad", |a| {
        a.scores
            .get_mut("selection")
            .unwrap()
            .items
            .insert(id("brnad"), rating("5"));
    });
    dangles("tier.override.tier", |a| {
        a.tier.over.as_mut().unwrap().tier = reference("nobody")
    });
    dangles("tier.override.by", |a| {
        a.tier.over.as_mut().unwrap().by = Some(reference("nobody"))
    });
    dangles("tier.gates.other", |a| {
        a.tier.gates.insert(id("other"), at(GateState::Pass));
    });
    dangles("contacts[1].reports_to", |a| {
        a.contacts[1].reports_to = Some(Box::new(reference("nobody")))
    });
    dangles("contacts[0].coverage[0].person", |a| {
        a.contacts[0].coverage[0].person = reference("nobody");
    });
    dangles("decision_process[0].owner", |a| {
        a.decision_process[0].owner = Some(reference("nobody"))
    });
    dangles("capabilities.other", |a| {
        a.capabilities
            .insert(id("other"), [(id("us"), at(Capability::Unknown))].into());
    });
    dangles("capabilities.core.nobody", |a| {
        a.capabilities
            .get_mut("core")
            .unwrap()
            .insert(id("nobody"), at(Capability::Unknown));
    });
    dangles("competitors[0].ref", |a| {
        a.competitors[0].reference = reference("nobody")
    });
    dangles("needs_stage.stage", |a| {
        a.needs_stage.as_mut().unwrap().stage = reference("nobody")
    });
    dangles("offerings[0].by", |a| {
        a.offerings[0].by = Some(reference("nobody"))
    });
    dangles("issues[0].accountable", |a| {
        a.issues[0].accountable = vec![reference("nobody")]
    });
    dangles("risks[0].owner", |a| a.risks[0].owner = Some(reference("nobody")));
    dangles("plan.playbook", |a| {
        a.plan.as_mut().unwrap().playbook = reference("nobody")
    });
    dangles("plan.steps.other", |a| {
        let step = plan_step(StepState::Todo, None);
        a.plan.as_mut().unwrap().steps.insert(id("other"), step);
    });
    dangles("plan.steps.industry.answers.other", |a| {
        let step = a.plan.as_mut().unwrap().steps.get_mut("industry").unwrap();
        let answer = step.answers["first"].clone();
        step.answers.insert(id("other"), answer);
    });
    dangles("actions[0].objective", |a| {
        a.actions[0].objective = Some(Box::new(reference("nobody")))
    });
    dangles("actions[0].owner", |a| {
        a.actions[0].owner = Some(Box::new(reference("nobody")))
    });
}

#[test]
fn every_reference_of_an_industry_is_followed() {
    fn dangles(field: &str, change: fn(&mut Industry)) {
        let said = found(|book| change(industry_mut(book)));
        assert!(
            said.contains(&format!("dangling-reference {field}")),
            "{field}: {said:?}"
        );
    }
    dangles("scored_by", |i| i.scored_by = Some(reference("nobody")));
    dangles("attractiveness.model", |i| {
        i.attractiveness.as_mut().unwrap().model = reference("nobody");
    });
    dangles("attractiveness.items.other", |i| {
        i.attractiveness
            .as_mut()
            .unwrap()
            .items
            .insert(id("other"), rating("5"));
    });
    dangles("benchmark_set", |i| i.benchmark_set = Some(reference("nobody")));
    dangles("compositions[0]", |i| i.compositions[0] = reference("nobody"));
    dangles("players[1]", |i| i.players[1] = reference("nobody"));
    dangles("transformation.subject", |i| {
        i.transformation.as_mut().unwrap().subject = Some(at("nobody".into()));
    });
    dangles("transformation.offerings[0].h", |i| {
        i.transformation.as_mut().unwrap().offerings[0].h = reference("content");
    });
    dangles("transformation.offerings[0].v", |i| {
        i.transformation.as_mut().unwrap().offerings[0].v = reference("network");
    });
}

#[test]
fn every_reference_of_the_other_files_is_followed() {
    fn dangles(field: &str, change: fn(&mut Book)) {
        let said = found(change);
        assert!(
            said.contains(&format!("dangling-reference {field}")),
            "{field}: {said:?}"
        );
    }
    dangles("organisation", |b| {
        competitor_mut(b).organisation = Some(reference("nobody"))
    });
    dangles("positions[0].landscape", |b| {
        competitor_mut(b).positions[0].landscape = reference("nobody");
    });
    dangles("industry", |b| {
        landscape_mut(b).industry = Some(reference("nobody"))
    });
    dangles("self", |b| landscape_mut(b).own = Some(reference("nobody")));
    dangles("players[1].ref", |b| landscape_mut(b).players[1].name = None);
    dangles("assertions[0]", |b| {
        landscape_mut(b).assertions[0] = at(Assertion::Front(reference("north-org")));
    });
    dangles("applies_to.industries[0]", |b| {
        method_mut(b).industries[0] = reference("nobody")
    });
    dangles("applies_to.tiers[0]", |b| method_mut(b).tiers[0] = id("platinum"));
    dangles("benchmarks.it-mean.industries[0]", |b| {
        let model = b.rulers.attractiveness.get_mut("it").unwrap();
        model.benchmarks[0].industries[0] = reference("nobody");
    });
    dangles("classifiers.abc.indicator", |b| {
        b.rulers.classifiers[0] = classifier("abc", "tx_sum")
    });
    dangles("classifiers.fit.indicator", |b| {
        b.rulers.classifiers[1] = classifier("fit", "scorecards.other");
    });
    dangles("attractiveness", |b| {
        b.rulers.portfolio.as_mut().unwrap().attractiveness = at("industri".into());
    });
    dangles("strength", |b| {
        b.rulers.portfolio.as_mut().unwrap().strength = at("industry".into());
    });
    dangles("R10.margin_floor.diamond", |b| {
        b.rulers
            .rules
            .r10_margin_floor
            .insert(id("diamond"), Exact::from(5));
    });
}

#[test]
fn a_position_stands_on_the_axes_of_its_map() {
    assert_eq!(
        found(|book| competitor_mut(book).positions[0].y = Some(exact("10.5"))),
        ["out-of-range positions[0].y"]
    );
}

#[test]
fn what_is_written_about_tiers_waits_for_a_value_model() {
    assert_eq!(
        found(|book| {
            book.rulers.value = None;
            account_mut(book).tier.over.as_mut().unwrap().tier = reference("diamond");
        }),
        [""; 0]
    );
}

#[test]
fn a_misspelt_name_is_answered_with_the_nearest_one() {
    let findings = findings(|book| account_mut(book).review_by = Some(Box::new(reference("chne"))));
    let finding = &findings[0];
    assert_eq!(finding.message.en, "there is no person `chne`");
    assert_eq!(finding.message.zh, "没有叫 `chne` 的人员");
    assert_eq!(finding.hint.en, "did you mean `chen`?");
    assert_eq!(finding.place.file.as_ref(), "content/accounts/north-bank.md");
    assert_eq!((finding.place.at, finding.place.len), (HERE, 4));
}

#[test]
fn a_strange_name_is_answered_with_the_known_ones_or_their_home() {
    let hint = |change: fn(&mut Book)| findings(change)[0].hint.en.clone();
    assert_eq!(
        hint(|book| account_mut(book).review_by = Some(Box::new(reference("somebody")))),
        "known: `chen`, `lin`, `zhou`"
    );
    assert_eq!(
        hint(|book| {
            book.organisations.clear();
            account_mut(book).organisation = Some(Box::new(reference("somebody")));
        }),
        "add it to `content/organisations.yaml`, or take the name out"
    );
}

#[test]
fn a_name_of_a_draft_is_called_one() {
    let mut book = book();
    account_mut(&mut book).parent = Some(Box::new(reference("new-bank")));
    let facts = Facts {
        files: Arc::new(["accounts/new-bank.md".to_owned()].into()),
        ..Facts::default()
    };
    let findings = check(&book, &facts);
    assert!(
        findings[0]
            .hint
            .en
            .starts_with("`content/accounts/new-bank.md` is a draft")
    );
    assert_ne!(findings[0].place.at, At::default());
}
