//! The smallest rulers and dossiers that tests of the engine are made of.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::diag::At;
use crate::engine::assess;
use crate::engine::assessment::ValueResult;
use crate::model::account::Account;
use crate::model::account::BesideRevenue;
use crate::model::account::BuyingRole;
use crate::model::account::Classification;
use crate::model::account::Contact;
use crate::model::account::Coverage;
use crate::model::account::Financial;
use crate::model::account::Indicator;
use crate::model::account::Override;
use crate::model::account::Perspective;
use crate::model::account::Rating;
use crate::model::account::ScoreSheet;
use crate::model::account::SpendWith;
use crate::model::account::Status;
use crate::model::account::WalletCell;
use crate::model::book::Body;
use crate::model::book::Book;
use crate::model::book::Page;
use crate::model::book::Settings;
use crate::model::competitor::Competitor;
use crate::model::competitor::Position;
use crate::model::composition::Composition;
use crate::model::composition::Part;
use crate::model::composition::PartSize;
use crate::model::date::Period;
use crate::model::date::parse_date;
use crate::model::exact::Exact;
use crate::model::few::Few;
use crate::model::figure::Figure;
use crate::model::figure::Provenance;
use crate::model::id::Id;
use crate::model::id::Ref;
use crate::model::id::Sited;
use crate::model::industry::AttractivenessSheet;
use crate::model::industry::Industry;
use crate::model::landscape::Landscape;
use crate::model::landscape::MapAxis;
use crate::model::landscape::Player;
use crate::model::rare::Rare;
use crate::model::rulers::AttractivenessModel;
use crate::model::rulers::Benchmark;
use crate::model::rulers::BenchmarkMethod;
use crate::model::rulers::Criterion;
use crate::model::rulers::CriterionGroup;
use crate::model::rulers::Factor;
use crate::model::rulers::Gate;
use crate::model::rulers::Level;
use crate::model::rulers::MatrixCut;
use crate::model::rulers::PerspectiveRuler;
use crate::model::rulers::Rulers;
use crate::model::rulers::Scorecard;
use crate::model::rulers::Side;
use crate::model::rulers::TierMethod;
use crate::model::rulers::Tiers;
use crate::model::rulers::ValueModel;
use crate::model::text::Text;
use crate::model::written::Written;

pub fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

pub fn day(text: &str) -> Date {
    parse_date(text).unwrap()
}

pub fn sited<T>(value: T) -> Sited<T> {
    Sited {
        value,
        at: At::default(),
    }
}

pub fn reference(text: &str) -> Ref {
    sited(id(text))
}

fn rating(value: Option<i64>) -> Rating {
    Rating {
        value: value.map(Exact::from),
        reason: None,
        at: At::default(),
        key_at: At::default(),
    }
}

/// Criteria c0, c1 … in one group, rated 1 to 10.
pub fn card(weights: &[i64]) -> Scorecard {
    let criteria = weights.iter().enumerate().map(|(n, weight)| Criterion {
        id: reference(&format!("c{n}")),
        name: Text::default(),
        weight: *weight,
        anchors: BTreeMap::new(),
        solution: None,
        status: None,
        rank: 0,
    });
    Scorecard {
        id: id("card"),
        name: Text::default(),
        min: 1,
        max: 10,
        step: 1,
        min_coverage: Exact::ratio(1, 2).unwrap(),
        solution: None,
        groups: vec![CriterionGroup {
            id: reference("group"),
            name: Text::default(),
            criteria: criteria.collect(),
        }],
    }
}

/// Ratings of c0, c1 …
pub fn sheet(ratings: &[Option<i64>]) -> ScoreSheet {
    ScoreSheet {
        scored_by: None,
        scored_on: None,
        items: ratings
            .iter()
            .enumerate()
            .map(|(n, value)| (id(&format!("c{n}")), rating(*value)))
            .collect(),
        stated_points: None,
        at: At::default(),
    }
}

/// Factors f0, f1 … by polarity, magnitudes 1 to 9, one benchmark `bar` at the mean of `industries`.
pub fn attractiveness(polarities: &[i64], industries: &[&str]) -> AttractivenessModel {
    let factors = polarities.iter().enumerate().map(|(n, polarity)| Factor {
        id: reference(&format!("f{n}")),
        name: Text::default(),
        is_penalty: *polarity < 0,
        weight: 1,
    });
    AttractivenessModel {
        id: id("model"),
        name: Text::default(),
        scale: [1, 3, 5, 7, 9].map(Exact::from).into(),
        factors: factors.collect(),
        benchmarks: vec![Benchmark {
            id: reference("bar"),
            name: None,
            industries: industries.iter().copied().map(reference).collect(),
            method: BenchmarkMethod::Mean,
            value: None,
            stated_as: None,
            source: None,
        }],
    }
}

/// An industry rated by `model` on f0, f1 …, judged by `bar`.
pub fn industry(name: &str, cells: &[Option<i64>]) -> Industry {
    Industry {
        id: id(name),
        name: Text::default(),
        formerly: Vec::new(),
        as_of: None,
        scored_by: None,
        attractiveness: Some(AttractivenessSheet {
            model: reference("model"),
            items: cells
                .iter()
                .enumerate()
                .map(|(n, value)| (id(&format!("f{n}")), rating(*value)))
                .collect(),
            stated_total: None,
            stated_star: None,
        }),
        benchmark_set: Some(reference("bar")),
        compositions: Vec::new(),
        needs_stages: Vec::new(),
        policy: Vec::new(),
        trends: Vec::new(),
        players: Vec::new(),
        transformation: None,
        keys: Written::default(),
    }
}

pub fn part(key: &str, size: PartSize, parts: Vec<Part>) -> Part {
    Part {
        key: reference(key),
        name: None,
        candidates: Vec::new(),
        size,
        is_other: false,
        confidence: None,
        parts,
    }
}

pub fn composition(total: Option<i64>, parts: Vec<Part>) -> Composition {
    Composition {
        id: id("composition"),
        name: Text::default(),
        measure: None,
        basis: None,
        period: None,
        total: total.map(Exact::from),
        source: None,
        parts,
        at: At::default(),
        keys: Written::default(),
    }
}

pub fn indicator(weight: i64, baseline: Option<i64>, target: Option<i64>, actual: Option<i64>) -> Indicator {
    indicator_named("indicator", weight, baseline, target, actual)
}

pub fn indicator_named(
    name: &str,
    weight: i64,
    baseline: Option<i64>,
    target: Option<i64>,
    actual: Option<i64>,
) -> Indicator {
    Indicator {
        id: reference(name),
        name: None,
        weight: Exact::from(weight),
        baseline: baseline.map(Exact::from),
        target: target.map(Exact::from),
        actual: actual.map(Exact::from),
        unit: None,
        as_of: None,
        source: None,
    }
}

/// Four perspectives of weight 1; platinum 80, gold 60, silver 40 or 20, 30, 30 percent; one gate `deposit`.
pub fn value_model() -> ValueModel {
    let ruler = |side| PerspectiveRuler {
        name: Text::default(),
        side,
        weight: Exact::ONE,
    };
    let level = |name: &str, threshold: Option<i64>, share: Option<i64>| Level {
        id: reference(name),
        name: Text::default(),
        seal: None,
        threshold: threshold.map(Exact::from),
        share: share.map(Exact::from),
    };
    ValueModel {
        id: id("value"),
        name: None,
        perspectives: BTreeMap::from([
            (Perspective::Financial, ruler(Side::Current)),
            (Perspective::Sales, ruler(Side::Current)),
            (Perspective::Service, ruler(Side::Potential)),
            (Perspective::Customer, ruler(Side::Potential)),
        ]),
        cap: Exact::ratio(6, 5).unwrap(),
        min_coverage: Exact::ratio(1, 2).unwrap(),
        tiers: Tiers {
            method: TierMethod::Score,
            levels: vec![
                level("platinum", Some(80), Some(20)),
                level("gold", Some(60), Some(30)),
                level("silver", Some(40), Some(30)),
                level("standard", None, None),
            ],
            near_boundary: Exact::from(2),
        },
        matrix: MatrixCut::Mean,
        gates: vec![Gate {
            id: reference("deposit"),
            name: Text::default(),
            requirement: None,
        }],
    }
}

/// A value known well enough, the same on every side.
pub fn known_value(points: i64) -> ValueResult {
    let points = Exact::from(points);
    ValueResult {
        perspectives: BTreeMap::new(),
        current: Some(points.clone()),
        potential: Some(points.clone()),
        value: Some(points.clone()),
        coverage: Exact::ONE,
        low: points.clone(),
        high: points,
        is_sufficient: true,
    }
}

pub fn over(tier: &str, until: &str) -> Override {
    Override {
        tier: reference(tier),
        reason: None,
        by: None,
        until: sited(day(until)),
    }
}

/// Players by name with x and y.
pub fn landscape(rows: &[(&str, Option<i64>, Option<i64>)]) -> Landscape {
    let axis = || MapAxis {
        name: Text::default(),
        low: None,
        high: None,
        min: Exact::ZERO,
        max: Exact::from(10),
    };
    let players = rows.iter().map(|(name, x, y)| Player {
        reference: reference(name),
        name: None,
        kind: None,
        x: x.map(|x| sited(Exact::from(x))),
        y: y.map(|y| sited(Exact::from(y))),
        size: None,
        basis: None,
        confidence: None,
        tags: Few::new(),
        note: None,
        at: At::default(),
    });
    Landscape {
        id: id("map"),
        name: Text::default(),
        industry: None,
        as_of: None,
        x: axis(),
        y: axis(),
        strong_at: Exact::from(7),
        own: None,
        players: players.collect(),
        assertions: Vec::new(),
        keys: Written::default(),
    }
}

/// A competitor with positions on one landscape.
pub fn competitor_at(landscape: &str, positions: &[(&str, i64, i64)]) -> Competitor {
    let positions = positions.iter().map(|(as_of, x, y)| Position {
        landscape: reference(landscape),
        x: Some(Exact::from(*x)),
        y: Some(Exact::from(*y)),
        as_of: Some(day(as_of)),
        basis: None,
        confidence: None,
    });
    Competitor {
        id: id("rival"),
        name: Text::default(),
        formerly: Vec::new(),
        organisation: None,
        origin: None,
        positions: positions.collect(),
        strengths: Vec::new(),
        weaknesses: Vec::new(),
        capabilities: BTreeMap::new(),
        profitability: None,
        localisation: None,
        keys: Written::default(),
    }
}

pub fn financial(period: &str, revenue: Option<i64>) -> Financial {
    Financial {
        period: sited(Period::parse(period).unwrap()),
        revenue: revenue.map(Exact::from),
        beside: Rare::default(),
    }
}

pub fn wallet_cell(year: i64, with: SpendWith, spend: Option<i64>) -> WalletCell {
    WalletCell {
        year,
        offering: id("offering"),
        unit: None,
        spend: Some(Figure {
            value: spend.map(Exact::from),
            is_money: true,
            unit: None,
            provenance: Provenance::default(),
        }),
        with,
        competitor: None,
        contract_end: None,
        at: At::default(),
    }
}

pub fn coverage(person: &str, strength: i64, last: Option<&str>) -> Coverage {
    Coverage {
        person: reference(person),
        strength: Some(strength),
        target: None,
        last: last.map(|last| sited(day(last))),
        cadence_days: None,
    }
}

pub fn contact(name: &str, influence: Option<i64>, roles: &[BuyingRole], coverage: Vec<Coverage>) -> Contact {
    Contact {
        id: reference(name),
        label: Text::default(),
        title: None,
        unit: None,
        reports_to: None,
        roles: roles.to_vec().into(),
        influence: influence.map(|level| i8::try_from(level).unwrap()),
        support: None,
        orientation: None,
        political: None,
        coverage: coverage.into(),
    }
}

/// A dossier with nothing but what is required.
pub fn account(name: &str) -> Account {
    Account {
        id: id(name),
        name: Text::plain(name),
        aliases: Vec::new(),
        formerly: Rare::default(),
        redact_as: Rare::default(),
        organisation: None,
        parent: None,
        industry: reference("industry"),
        region: None,
        tags: Rare::default(),
        status: sited(Status::Active),
        owner: reference("owner"),
        team: Vec::new(),
        since: None,
        classification: Classification::Internal,
        reviewed_on: sited(day("2025-06-30")),
        review_by: None,
        next_review: None,
        profile: None,
        goals: Rare::default(),
        financials: Vec::new(),
        contact_stats: Rare::default(),
        wallet: Rare::default(),
        scores: Few::new(),
        value: Rare::default(),
        tier: Rare::default(),
        contacts: Vec::new(),
        decision_process: Rare::default(),
        needs: Rare::default(),
        capabilities: Rare::default(),
        competitors: Vec::new(),
        needs_stage: None,
        offerings: Rare::default(),
        issues: Rare::default(),
        risks: Rare::default(),
        swot: Rare::default(),
        plan: None,
        objectives: Rare::default(),
        actions: Vec::new(),
        clv: None,
        keys: Written::default(),
    }
}

/// A book of 2025-06-30 with these dossiers and [`value_model`].
pub fn book(accounts: Vec<Account>) -> Book {
    let page = |data: Account| {
        let page = Page {
            file: Arc::from(format!("content/accounts/{}.md", data.id)),
            body: Body::default(),
            extra: Few::new(),
            is_draft: false,
            data,
        };
        (page.data.id.clone(), Arc::new(page))
    };
    Book {
        settings: settings(),
        as_of: day("2025-06-30"),
        rulers: Rulers {
            value: Some(value_model()),
            ..Rulers::default()
        },
        accounts: accounts.into_iter().map(page).collect(),
        industries: BTreeMap::new(),
        competitors: BTreeMap::new(),
        compositions: BTreeMap::new(),
        landscapes: BTreeMap::new(),
        playbook: BTreeMap::new(),
        cases: BTreeMap::new(),
        ledgers: Arc::default(),
        people: BTreeMap::new(),
        organisations: BTreeMap::new(),
        labels: BTreeMap::new(),
        model_files: BTreeMap::new(),
    }
}

fn settings() -> Settings {
    Settings {
        title: Text::default(),
        languages: vec![crate::diag::Lang::Zh, crate::diag::Lang::En],
        currency: "CNY".to_owned(),
        as_of: None,
        window_months: 12,
        last_review: None,
        taxonomies: Vec::new(),
        max_age_days: BTreeMap::new(),
        audiences: BTreeMap::new(),
        ledger_columns: BTreeMap::new(),
        theme: "paper".to_owned(),
        base_url: None,
        edit_url: None,
    }
}

/// Level of a rule for the first of some accounts in a book; `None` if it is not raised.
pub fn raised(accounts: &[Account], rule: u8) -> Option<&'static str> {
    let name = accounts.first().unwrap().id.clone();
    let assessment = assess(&book(accounts.to_vec()));
    let risks = &assessment.accounts[&name].risks;
    let risk = risks.iter().find(|risk| risk.rule == rule)?;
    Some(risk.level.word())
}

/// One year of trade up to 2025-06-30.
pub fn year(revenue: i64, direct_cost: i64, cost_to_serve: Option<i64>) -> Vec<Financial> {
    vec![Financial {
        beside: Rare::from(BesideRevenue {
            direct_cost: Some(Exact::from(direct_cost)),
            cost_to_serve: cost_to_serve.map(Exact::from),
            ..BesideRevenue::default()
        }),
        ..financial("2025H1", Some(revenue))
    }]
}
