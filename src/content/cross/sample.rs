//! A small book without mistakes, and what the rules say once it is changed.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use jiff::civil::date;

use crate::content::cross::Facts;
use crate::content::cross::check;
use crate::diag::At;
use crate::diag::Finding;
use crate::diag::Lang;
use crate::model::account::Account;
use crate::model::account::Action;
use crate::model::account::Answer;
use crate::model::account::BuyingRole;
use crate::model::account::Capability;
use crate::model::account::Claim;
use crate::model::account::Classification;
use crate::model::account::Contact;
use crate::model::account::Coverage;
use crate::model::account::DecisionStep;
use crate::model::account::Financial;
use crate::model::account::GateState;
use crate::model::account::Goal;
use crate::model::account::Indicator;
use crate::model::account::Issue;
use crate::model::account::Need;
use crate::model::account::NeedsStage;
use crate::model::account::Objective;
use crate::model::account::Offering;
use crate::model::account::OfferingState;
use crate::model::account::Override;
use crate::model::account::Perspective;
use crate::model::account::Plan;
use crate::model::account::PlanStep;
use crate::model::account::Rating;
use crate::model::account::Risk;
use crate::model::account::RiskState;
use crate::model::account::Rival;
use crate::model::account::ScoreSheet;
use crate::model::account::SpendWith;
use crate::model::account::Status;
use crate::model::account::StepState;
use crate::model::account::TeamMember;
use crate::model::account::TeamRole;
use crate::model::account::TierNote;
use crate::model::account::WalletCell;
use crate::model::book::Body;
use crate::model::book::Book;
use crate::model::book::Heading;
use crate::model::book::Label;
use crate::model::book::LabelStatus;
use crate::model::book::Organisation;
use crate::model::book::OrganisationRole;
use crate::model::book::Page;
use crate::model::book::Person;
use crate::model::book::Settings;
use crate::model::book::Sheet;
use crate::model::competitor::Competitor;
use crate::model::competitor::Position;
use crate::model::composition::Composition;
use crate::model::composition::Part;
use crate::model::composition::PartSize;
use crate::model::date::Period;
use crate::model::exact::Exact;
use crate::model::few::Few;
use crate::model::figure::Figure;
use crate::model::figure::Provenance;
use crate::model::headings::Headings;
use crate::model::id::Id;
use crate::model::id::Ref;
use crate::model::id::Sited;
use crate::model::industry::AttractivenessSheet;
use crate::model::industry::Axis;
use crate::model::industry::Completeness;
use crate::model::industry::GridOffering;
use crate::model::industry::Industry;
use crate::model::industry::Stage;
use crate::model::industry::Transformation;
use crate::model::landscape::Assertion;
use crate::model::landscape::Landscape;
use crate::model::landscape::MapAxis;
use crate::model::landscape::Player;
use crate::model::playbook::Case;
use crate::model::playbook::EvidenceKind;
use crate::model::playbook::Method;
use crate::model::playbook::PlaybookPage;
use crate::model::playbook::Point;
use crate::model::playbook::Step;
use crate::model::rare::Rare;
use crate::model::rulers::AttractivenessModel;
use crate::model::rulers::Benchmark;
use crate::model::rulers::BenchmarkMethod;
use crate::model::rulers::ClassMethod;
use crate::model::rulers::Classifier;
use crate::model::rulers::Criterion;
use crate::model::rulers::CriterionGroup;
use crate::model::rulers::Crossing;
use crate::model::rulers::Cut;
use crate::model::rulers::Direction;
use crate::model::rulers::Factor;
use crate::model::rulers::Gate;
use crate::model::rulers::Homes;
use crate::model::rulers::Level;
use crate::model::rulers::MatrixCut;
use crate::model::rulers::PortfolioModel;
use crate::model::rulers::Rulers;
use crate::model::rulers::Rules;
use crate::model::rulers::Scorecard;
use crate::model::rulers::TierMethod;
use crate::model::rulers::Tiers;
use crate::model::rulers::ValueModel;
use crate::model::text::Text;
use crate::model::written::Written;

/// Somewhere in a file.
pub const HERE: At = At { line: 7, column: 3 };

pub fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

pub fn at<T>(value: T) -> Sited<T> {
    Sited { value, at: HERE }
}

pub fn reference(text: &str) -> Ref {
    at(id(text))
}

pub fn text(text: &str) -> Text {
    Text::plain(text)
}

pub fn exact(text: &str) -> Exact {
    Exact::parse(text).unwrap()
}

pub fn day(month: i8) -> Date {
    date(2025, month, 1)
}

pub fn rating(value: &str) -> Rating {
    Rating {
        value: Some(exact(value)),
        reason: None,
        at: HERE,
        key_at: HERE,
    }
}

pub fn claim(said: &str, source: Option<&str>) -> Claim {
    Claim {
        text: text(said),
        source: source.map(str::to_owned),
        date: None,
        at: HERE,
    }
}

pub fn contact(name: &str, roles: &[BuyingRole], reports_to: Option<&str>, person: &str) -> Contact {
    Contact {
        id: reference(name),
        label: text(name),
        title: None,
        unit: None,
        reports_to: reports_to.map(reference).map(Box::new),
        roles: roles.to_vec().into(),
        influence: Some(3),
        support: Some(1),
        orientation: None,
        political: None,
        coverage: vec![Coverage {
            person: reference(person),
            strength: Some(3),
            target: None,
            last: None,
            cadence_days: None,
        }]
        .into(),
    }
}

pub fn page<T>(file: &str, data: T) -> Arc<Page<T>> {
    Arc::new(Page {
        file: Arc::from(format!("content/{file}")),
        data,
        body: Body {
            markdown: "## 概况\n\n正文。\n".into(),
            first_line: 20,
            headings: Headings::from_iter([Heading {
                level: 2,
                id: "概况".into(),
                text: "概况".into(),
            }]),
            links: Few::new(),
            placed: Box::default(),
            slips: Box::default(),
        },
        extra: Few::new(),
        is_draft: false,
    })
}

fn sheet<T>(file: &str, data: T) -> Arc<Sheet<T>> {
    Arc::new(Sheet {
        file: Arc::from(format!("content/{file}")),
        data,
        extra: Few::new(),
    })
}

/// Only what a dossier must say.
pub fn bare_account(name: &str) -> Account {
    Account {
        id: id(name),
        name: text(name),
        aliases: Vec::new(),
        formerly: Rare::default(),
        redact_as: Rare::default(),
        organisation: None,
        parent: None,
        industry: reference("finance"),
        region: None,
        tags: Rare::default(),
        status: at(Status::Active),
        owner: reference("lin"),
        team: Vec::new(),
        since: None,
        classification: Classification::Internal,
        reviewed_on: at(day(5)),
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

/// A dossier that says everything, and nothing wrong.
pub fn account() -> Account {
    let member = |person, role| TeamMember {
        person: reference(person),
        role: Some(role),
        since: None,
    };
    Account {
        organisation: Some(Box::new(reference("north-org"))),
        parent: Some(Box::new(reference("group"))),
        team: vec![
            member("lin", TeamRole::Sales),
            member("zhou", TeamRole::Technical),
        ],
        review_by: Some(Box::new(reference("chen"))),
        next_review: Some(at(day(9))),
        goals: vec![Goal {
            text: text("三年换代"),
            horizon: Some(36),
        }]
        .into(),
        financials: vec![financial("2024H1", Some("600")), financial("2024H2", Some("400"))],
        wallet: vec![
            wallet_cell(2024, SpendWith::Us, "1000", None),
            wallet_cell(2024, SpendWith::Competitor, "300", Some("rival-a")),
        ]
        .into(),
        scores: Few::from([(
            id("selection"),
            ScoreSheet {
                scored_by: Some(Box::new(reference("lin"))),
                scored_on: Some(at(day(5))),
                items: Few::from([(id("brand"), rating("7"))]),
                stated_points: None,
                at: HERE,
            },
        )]),
        value: BTreeMap::from([(
            Perspective::Financial,
            vec![Indicator {
                id: reference("margin"),
                name: None,
                weight: Exact::ONE,
                baseline: Some(Exact::ZERO),
                target: Some(Exact::HUNDRED),
                actual: None,
                unit: None,
                as_of: None,
                source: None,
            }],
        )])
        .into(),
        tier: TierNote {
            over: Some(Override {
                tier: reference("gold"),
                reason: None,
                by: Some(reference("chen")),
                until: at(day(12)),
            }),
            gates: BTreeMap::from([(id("deposit"), at(GateState::Pass))]),
        }
        .into(),
        contacts: vec![
            contact("president", &[BuyingRole::Economic], None, "chen"),
            contact("cio", &[BuyingRole::Technical], Some("president"), "lin"),
            contact("buyer", &[BuyingRole::Buyer], Some("president"), "lin"),
        ],
        decision_process: vec![DecisionStep {
            step: text("立项"),
            owner: Some(reference("cio")),
            criteria: None,
            days: None,
        }]
        .into(),
        needs: vec![Need {
            id: reference("core"),
            tag: None,
            text: text("核心换代"),
            importance: Some(5),
            kind: None,
            source: None,
        }]
        .into(),
        capabilities: BTreeMap::from([(
            id("core"),
            BTreeMap::from([
                (id("us"), at(Capability::Level(exact("8")))),
                (id("rival-a"), at(Capability::Cannot)),
            ]),
        )])
        .into(),
        competitors: vec![Rival {
            reference: reference("rival-a"),
            position: None,
            share: None,
            strengths: vec![claim("套件齐全", None)].into(),
            weaknesses: Rare::default(),
            threat: None,
        }],
        needs_stage: Some(Box::new(NeedsStage {
            stage: reference("networked"),
            as_of: None,
            evidence: None,
        })),
        offerings: vec![Offering {
            id: reference("line"),
            h: None,
            v: None,
            status: None,
            since: None,
            by: Some(reference("lin")),
        }]
        .into(),
        issues: vec![issue(&["lin"])].into(),
        risks: vec![Risk {
            id: reference("r-1"),
            rule: None,
            text: None,
            likelihood: None,
            impact: None,
            state: RiskState::Open,
            until: None,
            owner: Some(reference("lin")),
        }]
        .into(),
        plan: Some(Box::new(Plan {
            playbook: reference("six-step"),
            steps: BTreeMap::from([(id("industry"), plan_step(StepState::Reviewed, Some("见行业页")))]),
        })),
        objectives: vec![Objective {
            id: reference("o-1"),
            text: text("进入短名单"),
            measure: None,
            baseline: None,
            target: None,
            actual: None,
            due: None,
        }]
        .into(),
        actions: vec![Action {
            id: reference("a-1"),
            objective: Some(Box::new(reference("o-1"))),
            text: text("参观"),
            owner: Some(Box::new(reference("lin"))),
            due: None,
            done: None,
            kind: None,
        }],
        ..bare_account("north-bank")
    }
}

pub fn issue(accountable: &[&str]) -> Issue {
    Issue {
        id: reference("i-1"),
        opened: at(day(5)),
        severity: None,
        accountable: accountable.iter().map(|person| reference(person)).collect(),
        text: None,
        closed: None,
    }
}

pub fn plan_step(state: StepState, answer: Option<&str>) -> PlanStep {
    let answer = answer.map(|said| Answer {
        text: Some(text(said)),
        evidence: Vec::new(),
        at: HERE,
    });
    PlanStep {
        state,
        reviewed_on: None,
        answers: answer.into_iter().map(|answer| (id("first"), answer)).collect(),
        at: HERE,
    }
}

pub fn financial(period: &str, revenue: Option<&str>) -> Financial {
    Financial {
        period: at(Period::parse(period).unwrap()),
        revenue: revenue.map(exact),
        beside: Rare::default(),
    }
}

pub fn wallet_cell(year: i64, with: SpendWith, spend: &str, competitor: Option<&str>) -> WalletCell {
    WalletCell {
        year,
        offering: id("line"),
        unit: None,
        spend: Some(Figure {
            value: Some(exact(spend)),
            is_money: true,
            unit: None,
            provenance: Provenance::default(),
        }),
        with,
        competitor: competitor.map(reference),
        contract_end: None,
        at: HERE,
    }
}

fn industry() -> Industry {
    Industry {
        id: id("finance"),
        name: text("金融"),
        formerly: Vec::new(),
        as_of: None,
        scored_by: Some(reference("lin")),
        attractiveness: Some(AttractivenessSheet {
            model: reference("it"),
            items: BTreeMap::from([(id("capacity"), rating("9")), (id("competition"), rating("-5"))]),
            stated_total: None,
            stated_star: None,
        }),
        benchmark_set: Some(reference("it-mean")),
        compositions: vec![reference("revenue")],
        needs_stages: vec![Stage {
            id: reference("networked"),
            order: 1,
            name: text("联网"),
            needs: Vec::new(),
            offerings: Vec::new(),
            typical: vec![at("某银行".into())],
            status: None,
        }],
        policy: Vec::new(),
        trends: Vec::new(),
        players: vec![reference("rival-a"), reference("north-org")],
        transformation: Some(Transformation {
            subject: Some(at("self".into())),
            horizontal: vec![axis("network")],
            vertical: vec![axis("content")],
            offerings: vec![GridOffering {
                id: reference("line"),
                name: None,
                h: reference("network"),
                v: reference("content"),
                status: OfferingState::Current,
                since: None,
                by: None,
            }],
            fulcrum: None,
            at: HERE,
        }),
        keys: Written::default(),
    }
}

fn axis(name: &str) -> Axis {
    Axis {
        id: reference(name),
        name: text(name),
    }
}

fn competitor() -> Competitor {
    Competitor {
        id: id("rival-a"),
        name: text("鼎桥"),
        formerly: Vec::new(),
        organisation: Some(reference("rival-org")),
        origin: None,
        positions: vec![Position {
            landscape: reference("map"),
            x: Some(exact("7")),
            y: Some(exact("6")),
            as_of: None,
            basis: None,
            confidence: None,
        }],
        strengths: vec![claim("套件齐全", None)],
        weaknesses: vec![claim("人手少", None)],
        capabilities: BTreeMap::new(),
        profitability: None,
        localisation: None,
        keys: Written::default(),
    }
}

pub fn part(key: &str, share: &str) -> Part {
    Part {
        key: reference(key),
        name: Some(text(key)),
        candidates: Vec::new(),
        size: PartSize::Share(exact(share)),
        is_other: false,
        confidence: None,
        parts: Vec::new(),
    }
}

fn composition() -> Composition {
    Composition {
        id: id("revenue"),
        name: text("收入构成"),
        measure: None,
        basis: None,
        period: None,
        total: None,
        source: None,
        parts: vec![part("a", "60"), part("b", "40")],
        at: HERE,
        keys: Written::default(),
    }
}

pub fn player(name: &str, shown: Option<&str>) -> Player {
    Player {
        reference: reference(name),
        name: shown.map(text),
        kind: None,
        x: None,
        y: None,
        size: None,
        basis: None,
        confidence: None,
        tags: Few::new(),
        note: None,
        at: HERE,
    }
}

fn landscape() -> Landscape {
    let axis = || MapAxis {
        name: text("轴"),
        low: None,
        high: None,
        min: Exact::ZERO,
        max: Exact::from(10),
    };
    Landscape {
        id: id("map"),
        name: text("格局"),
        industry: Some(reference("finance")),
        as_of: None,
        x: axis(),
        y: axis(),
        strong_at: Exact::from(7),
        own: Some(reference("rival-a")),
        players: vec![player("rival-a", None), player("newcomer", Some("新来的"))],
        assertions: vec![at(Assertion::Dominates(
            reference("rival-a"),
            reference("newcomer"),
        ))],
        keys: Written::default(),
    }
}

pub fn step(name: &str, order: i64) -> Step {
    Step {
        id: reference(name),
        order,
        name: text(name),
        purpose: None,
        status: None,
        max_age_days: None,
        points: vec![Point {
            id: reference("first"),
            text: text("要点"),
            required: true,
            evidence: EvidenceKind::None,
            fields: Vec::new(),
        }],
    }
}

fn playbook() -> PlaybookPage {
    PlaybookPage {
        id: id("six-step"),
        section: String::new(),
        name: text("六步法"),
        formerly: Vec::new(),
        order: None,
        method: Some(Method {
            status: Completeness::Complete,
            declared_steps: Some(at(2)),
            steps: vec![step("industry", 1), step("needs", 2)],
            tiers: vec![id("gold")],
            industries: vec![reference("finance")],
        }),
        source: None,
        keys: Written::default(),
    }
}

fn case() -> Case {
    Case {
        id: id("deposit-gate"),
        name: text("保证金"),
        formerly: Vec::new(),
        claim: Some(text("先收保证金")),
        industry: Some(reference("finance")),
        figures: Vec::new(),
        source: None,
        verified: None,
        keys: Written::default(),
    }
}

pub fn classifier(name: &str, indicator: &str) -> Classifier {
    Classifier {
        id: reference(name),
        name: None,
        indicator: at(indicator.into()),
        direction: Direction::High,
        method: ClassMethod::Thresholds,
        crossing: Crossing::In,
        classes: Vec::new(),
    }
}

pub fn attractiveness_model() -> AttractivenessModel {
    let factor = |name, is_penalty| Factor {
        id: reference(name),
        name: text(name),
        is_penalty,
        weight: 1,
    };
    AttractivenessModel {
        id: id("it"),
        name: text("吸引力"),
        scale: [1, 3, 5, 7, 9].map(Exact::from).to_vec(),
        factors: vec![factor("capacity", false), factor("competition", true)],
        benchmarks: vec![Benchmark {
            id: reference("it-mean"),
            name: None,
            industries: vec![reference("finance")],
            method: BenchmarkMethod::Mean,
            value: None,
            stated_as: None,
            source: None,
        }],
    }
}

fn rulers() -> Rulers {
    let level = |name| Level {
        id: reference(name),
        name: text(name),
        seal: None,
        threshold: None,
        share: None,
    };
    Rulers {
        scorecards: BTreeMap::from([(
            id("selection"),
            Scorecard {
                id: id("selection"),
                name: text("选择标准"),
                min: 1,
                max: 10,
                step: 1,
                min_coverage: exact("0.5"),
                solution: None,
                groups: vec![CriterionGroup {
                    id: reference("market"),
                    name: text("市场"),
                    criteria: vec![Criterion {
                        id: reference("brand"),
                        name: text("品牌"),
                        weight: 1,
                        anchors: BTreeMap::new(),
                        solution: None,
                        status: None,
                        rank: 0,
                    }],
                }],
            },
        )]),
        attractiveness: BTreeMap::from([(id("it"), attractiveness_model())]),
        value: Some(ValueModel {
            id: id("value"),
            name: None,
            perspectives: BTreeMap::new(),
            cap: exact("1.2"),
            min_coverage: exact("0.5"),
            tiers: Tiers {
                method: TierMethod::Score,
                levels: vec![level("gold"), level("standard")],
                near_boundary: Exact::from(2),
            },
            matrix: MatrixCut::Mean,
            gates: vec![Gate {
                id: reference("deposit"),
                name: text("保证金"),
                requirement: None,
            }],
        }),
        classifiers: vec![
            classifier("abc", "tx_amount"),
            classifier("fit", "scorecards.selection"),
        ],
        portfolio: Some(PortfolioModel {
            attractiveness: at("industry".into()),
            strength: at("current".into()),
            attractiveness_cut: Cut::Mean,
            strength_cut: Cut::Mean,
            after_cost_to_serve: true,
        }),
        rules: Rules::default(),
        methods: BTreeMap::new(),
        homes: Homes::default(),
    }
}

/// The book.
pub fn book() -> Book {
    let person = |name| {
        (
            id(name),
            Person {
                name: text(name),
                role: None,
                unit: None,
                has_left: false,
                at: HERE,
            },
        )
    };
    let organisation = |name, role| {
        (
            id(name),
            Organisation {
                name: text(name),
                roles: vec![role],
                at: HERE,
            },
        )
    };
    Book {
        settings: Settings {
            title: text("手册"),
            languages: vec![Lang::Zh, Lang::En],
            currency: "CNY".into(),
            as_of: Some(day(6)),
            window_months: 12,
            last_review: None,
            taxonomies: Vec::new(),
            max_age_days: BTreeMap::new(),
            audiences: BTreeMap::new(),
            ledger_columns: BTreeMap::new(),
            theme: "paper".into(),
            base_url: None,
            edit_url: None,
        },
        as_of: day(6),
        ledgers: Arc::default(),
        rulers: rulers(),
        accounts: BTreeMap::from([
            (id("north-bank"), page("accounts/north-bank.md", account())),
            (
                id("group"),
                page("accounts/group/index.md", bare_account("group")),
            ),
        ]),
        industries: BTreeMap::from([(id("finance"), page("industries/finance.md", industry()))]),
        competitors: BTreeMap::from([(id("rival-a"), page("competitors/rival-a.md", competitor()))]),
        compositions: BTreeMap::from([(id("revenue"), sheet("compositions/revenue.yaml", composition()))]),
        landscapes: BTreeMap::from([(id("map"), sheet("landscapes/map.yaml", landscape()))]),
        playbook: BTreeMap::from([(id("six-step"), page("playbook/way/six-step.md", playbook()))]),
        cases: BTreeMap::from([(id("deposit-gate"), page("cases/deposit-gate.md", case()))]),
        people: BTreeMap::from([person("lin"), person("zhou"), person("chen")]),
        organisations: BTreeMap::from([
            organisation("north-org", OrganisationRole::Customer),
            organisation("rival-org", OrganisationRole::Competitor),
        ]),
        labels: BTreeMap::from([(
            id("tier"),
            Label {
                zh: Some("等级".into()),
                en: Some("Tier".into()),
                status: Some(LabelStatus::Reviewed),
                at: HERE,
            },
        )]),
        model_files: ["selection", "it", "value", "classes", "portfolio", "rules"]
            .map(|stem| (id(stem), Arc::from(format!("content/models/{stem}.yaml"))))
            .into(),
    }
}

/// Codes and fields of what the rules find in the book after a change.
pub fn found(change: impl FnOnce(&mut Book)) -> Vec<String> {
    findings(change)
        .iter()
        .map(|finding| {
            format!("{} {}", finding.code.word(), finding.field)
                .trim()
                .to_owned()
        })
        .collect()
}

/// What the rules find in the book after a change; every finding says how to mend it, in both languages.
pub fn findings(change: impl FnOnce(&mut Book)) -> Vec<Finding> {
    let mut book = book();
    change(&mut book);
    let findings = check(&book, &Facts::default());
    for finding in &findings {
        for words in [&finding.message, &finding.hint] {
            assert!(!words.zh.is_empty() && !words.en.is_empty(), "{finding:?}");
            assert!(!words.en.ends_with('.'), "{finding:?}");
        }
    }
    findings
}

/// The same after a change of the full dossier.
pub fn found_with_account(change: impl FnOnce(&mut Account)) -> Vec<String> {
    found(|book| change(account_mut(book)))
}

/// The full dossier of a book.
pub fn account_mut(book: &mut Book) -> &mut Account {
    &mut Arc::make_mut(book.accounts.get_mut("north-bank").unwrap()).data
}

/// Its industry.
pub fn industry_mut(book: &mut Book) -> &mut Industry {
    &mut Arc::make_mut(book.industries.get_mut("finance").unwrap()).data
}

/// Its competitor.
pub fn competitor_mut(book: &mut Book) -> &mut Competitor {
    &mut Arc::make_mut(book.competitors.get_mut("rival-a").unwrap()).data
}

/// Its composition.
pub fn composition_mut(book: &mut Book) -> &mut Composition {
    &mut Arc::make_mut(book.compositions.get_mut("revenue").unwrap()).data
}

/// Its map.
pub fn landscape_mut(book: &mut Book) -> &mut Landscape {
    &mut Arc::make_mut(book.landscapes.get_mut("map").unwrap()).data
}

/// Its method.
pub fn method_mut(book: &mut Book) -> &mut Method {
    let page = Arc::make_mut(book.playbook.get_mut("six-step").unwrap());
    page.data.method.as_mut().unwrap()
}
