//! Every vector of `tests/data/golden.json` (computed elsewhere, with exact fractions) against the engine.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a vector that is not there must fail the test"
)]

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use serde_json::Value;

use keybook::diag::At;
use keybook::engine::assessment::IndustryScore;
use keybook::engine::assessment::ScorecardResult;
use keybook::engine::assessment::ValueResult;
use keybook::engine::attractiveness::judge;
use keybook::engine::change::Revised;
use keybook::engine::change::effects;
use keybook::engine::classes::classify;
use keybook::engine::clv::lifetime_value;
use keybook::engine::composition::compose;
use keybook::engine::matrix::quadrants;
use keybook::engine::peers::Peers;
use keybook::engine::peers::profit_index;
use keybook::engine::relations::relate;
use keybook::engine::scorecard::score;
use keybook::engine::value::attainment;
use keybook::engine::wallet::share;
use keybook::engine::whale_curve::whale_curve;
use keybook::model::account::ClvInputs;
use keybook::model::account::Contact;
use keybook::model::account::Coverage;
use keybook::model::account::Indicator;
use keybook::model::account::Rating;
use keybook::model::account::ScoreSheet;
use keybook::model::account::SpendWith;
use keybook::model::account::WalletCell;
use keybook::model::composition::Composition;
use keybook::model::composition::Part;
use keybook::model::composition::PartSize;
use keybook::model::date::parse_date;
use keybook::model::exact::Exact;
use keybook::model::figure::Figure;
use keybook::model::figure::Provenance;
use keybook::model::id::Id;
use keybook::model::id::Sited;
use keybook::model::industry::AttractivenessSheet;
use keybook::model::industry::Industry;
use keybook::model::rulers::AttractivenessModel;
use keybook::model::rulers::Benchmark;
use keybook::model::rulers::BenchmarkMethod;
use keybook::model::rulers::Class;
use keybook::model::rulers::ClassMethod;
use keybook::model::rulers::Classifier;
use keybook::model::rulers::Criterion;
use keybook::model::rulers::CriterionGroup;
use keybook::model::rulers::Crossing;
use keybook::model::rulers::Direction;
use keybook::model::rulers::Factor;
use keybook::model::rulers::MatrixCut;
use keybook::model::rulers::Rules;
use keybook::model::rulers::Scorecard;
use keybook::model::text::Text;

fn golden() -> Value {
    serde_json::from_str(include_str!("data/golden.json")).unwrap()
}

fn id(text: &str) -> Id {
    Id::new(&text.to_lowercase()).unwrap()
}

fn sited<T>(value: T) -> Sited<T> {
    Sited {
        value,
        at: At::default(),
    }
}

/// A number of the file: an integer, a decimal in quotes, or a fraction in quotes.
fn exact(value: &Value) -> Exact {
    let text = value.as_str().map_or(value.to_string(), str::to_owned);
    match text.split_once('/') {
        Some((a, b)) => Exact::parse(a).unwrap().over(&Exact::parse(b).unwrap()).unwrap(),
        None => Exact::parse(&text).unwrap(),
    }
}

fn integers(list: &Value) -> Vec<Option<i64>> {
    list.as_array().unwrap().iter().map(Value::as_i64).collect()
}

fn rating(value: Option<i64>) -> Rating {
    Rating {
        value: value.map(Exact::from),
        why: None,
        source: None,
        as_of: None,
        confidence: None,
        at: At::default(),
        key_at: At::default(),
    }
}

/// The eighteen weights, grouped as reading C of the source groups them.
fn selection(weights: &[Option<i64>]) -> Scorecard {
    let sizes = [4, 5, 3, 5, 1];
    let mut next = 0;
    let groups = sizes.iter().enumerate().map(|(number, size)| {
        let criteria = (next..next + size).map(|n| Criterion {
            id: sited(id(&format!("c{n}"))),
            name: Text::default(),
            weight: weights[n].unwrap(),
            anchors: BTreeMap::new(),
            solution: None,
            status: None,
        });
        next += size;
        CriterionGroup {
            id: sited(id(&format!("g{number}"))),
            name: Text::default(),
            criteria: criteria.collect(),
        }
    });
    Scorecard {
        id: id("selection"),
        name: Text::default(),
        min: 1,
        max: 10,
        step: 1,
        min_coverage: Exact::ratio(1, 2).unwrap(),
        solution: None,
        groups: groups.collect(),
    }
}

fn scored(card: &Scorecard, ratings: &[Option<i64>]) -> ScorecardResult {
    let items = ratings
        .iter()
        .enumerate()
        .map(|(n, value)| (id(&format!("c{n}")), rating(*value)));
    let sheet = ScoreSheet {
        scored_by: None,
        scored_on: None,
        items: items.collect(),
        stated_points: None,
        at: At::default(),
    };
    score(card, &sheet)
}

#[test]
fn the_selection_scorecard_gives_the_golden_points_mean_index_and_coverage() {
    let golden = &golden()["scorecard"];
    let card = selection(&integers(&golden["weights"]));
    let cases = [
        ("all_ones", vec![Some(1); 18]),
        ("all_tens", vec![Some(10); 18]),
        ("all_sevens", vec![Some(7); 18]),
        ("full", integers(&golden["full"]["scores"])),
        ("two_missing", integers(&golden["two_missing"]["scores"])),
        ("all_missing", vec![None; 18]),
    ];
    for (name, ratings) in cases {
        let (want, got) = (&golden[name], scored(&card, &ratings));
        assert_eq!(got.points, want["points"].as_i64(), "{name}");
        assert_eq!(got.max_points, 10 * golden["sum_weights"].as_i64().unwrap());
        assert_eq!(got.coverage, exact(&want["coverage"]), "{name}");
        if want["mean"].is_null() {
            assert_eq!((got.mean, got.index), (None, None), "{name}");
        } else {
            assert_eq!(got.mean.unwrap(), exact(&want["mean"]), "{name}");
            assert_eq!(
                got.index.unwrap().fixed(4),
                want["pct"].as_str().unwrap(),
                "{name}"
            );
        }
    }
}

#[test]
fn the_groups_of_the_selection_scorecard_weigh_what_they_should() {
    let golden = &golden()["scorecard"];
    let card = selection(&integers(&golden["weights"]));
    let sums: Vec<Option<i64>> = scored(&card, &[Some(1); 18])
        .groups
        .iter()
        .map(|group| group.points)
        .collect();
    let wanted = [
        "market_perception",
        "value_to_s",
        "relationship",
        "lost_group",
        "corporate_alignment",
    ];
    let wanted: Vec<Option<i64>> = wanted
        .iter()
        .map(|name| golden["group_sums_C"][*name].as_i64())
        .collect();
    assert_eq!(sums, wanted);
}

/// Eight factors, the fourth and fifth penalties, scale 1 3 5 7 9.
fn imsc(benchmarks: Vec<Benchmark>) -> AttractivenessModel {
    let factors = (0..8).map(|n| Factor {
        id: sited(id(&format!("f{n}"))),
        name: Text::default(),
        is_penalty: n == 3 || n == 4,
        weight: 1,
    });
    AttractivenessModel {
        id: id("imsc"),
        name: Text::default(),
        scale: [1, 3, 5, 7, 9].map(Exact::from).into(),
        factors: factors.collect(),
        benchmarks,
    }
}

fn benchmark(name: &str, method: BenchmarkMethod, value: Option<&str>) -> Benchmark {
    Benchmark {
        id: sited(id(name)),
        name: None,
        industries: ["gov", "telecom", "edu", "fin"]
            .map(|name| sited(id(name)))
            .into(),
        method,
        value: value.map(|text| sited(Exact::parse(text).unwrap())),
        stated_as: None,
        source: None,
    }
}

fn industry(name: &str, cells: &[Option<i64>], set: &str) -> Industry {
    let items = cells
        .iter()
        .enumerate()
        .map(|(n, value)| (id(&format!("f{n}")), rating(*value)));
    Industry {
        id: id(name),
        name: Text::default(),
        formerly: Vec::new(),
        as_of: None,
        scored_by: None,
        attractiveness: Some(AttractivenessSheet {
            model: sited(id("imsc")),
            items: items.collect(),
            stated_total: None,
            stated_star: None,
        }),
        benchmark_set: Some(sited(id(set))),
        compositions: Vec::new(),
        needs_stages: Vec::new(),
        policy: Vec::new(),
        trends: Vec::new(),
        players: Vec::new(),
        transformation: None,
    }
}

fn judged(set: &str) -> (BTreeMap<Id, IndustryScore>, String, String) {
    let golden = &golden()["imsc"];
    let model = imsc(vec![
        benchmark("printed", BenchmarkMethod::Fixed, Some("29.1")),
        benchmark("own", BenchmarkMethod::Mean, None),
    ]);
    let industries: Vec<Industry> = ["gov", "telecom", "edu", "fin"]
        .iter()
        .map(|name| industry(name, &integers(&golden[*name]["cells"]), set))
        .collect();
    let (scores, benchmarks) = judge(&BTreeMap::from([(model.id.clone(), model)]), &industries);
    let own = &benchmarks[&id("own")];
    let text = |value: &Option<Exact>| value.as_ref().unwrap().short(4);
    (scores, text(&own.mean), text(&own.median))
}

#[test]
fn the_four_industries_have_the_golden_totals_and_stars() {
    let golden = golden();
    for (set, key) in [("printed", "star_at_29_1"), ("own", "star_at_own_mean")] {
        let (scores, mean, _) = judged(set);
        assert_eq!(
            mean,
            golden["imsc_range"]["mean_of_four_computed"].as_str().unwrap()
        );
        for name in ["gov", "telecom", "edu", "fin"] {
            let (want, got) = (&golden["imsc"][name], &scores[&id(name)]);
            let total = got.total.clone().unwrap();
            assert_eq!(total, exact(&want["total"]), "{name}");
            assert_eq!(
                exact(&want["stated"]) - total,
                exact(&want["diff_stated_minus_computed"]),
                "{name}"
            );
            assert_eq!(
                got.index.as_ref().unwrap().fixed(4),
                want["norm"].as_str().unwrap()
            );
            assert_eq!(got.star, want[key].as_bool(), "{name} by {set}");
        }
    }
}

#[test]
fn a_total_lies_between_minus_twelve_and_fifty_two() {
    let golden = &golden()["imsc_range"];
    let model = imsc(vec![]);
    let models = BTreeMap::from([(model.id.clone(), model)]);
    let (scores, _) = judge(&models, [&industry("blank", &[None; 8], "own")]);
    let blank = &scores[&id("blank")];
    assert_eq!(blank.total_low, exact(&golden["min"]));
    assert_eq!(blank.total_high, exact(&golden["max"]));
}

fn part(key: &str, share: Exact, parts: Vec<Part>) -> Part {
    Part {
        key: sited(id(key)),
        name: None,
        candidates: Vec::new(),
        size: PartSize::Share(share),
        is_other: false,
        confidence: None,
        parts,
    }
}

fn revenue(parts: Vec<Part>) -> Composition {
    Composition {
        id: id("revenue"),
        name: Text::default(),
        measure: None,
        basis: None,
        period: None,
        total: Some(exact(&golden()["composition"]["total_wan"])),
        source: None,
        parts,
        at: At::default(),
    }
}

#[test]
fn the_revenue_composition_adds_up_whatever_belongs_to_which_label() {
    let golden = &golden()["composition"];
    let shares = golden["shares"].as_array().unwrap();
    let parts = shares.iter().enumerate();
    let parts = parts.map(|(n, share)| part(&format!("p{n:02}"), exact(share), vec![]));
    let got = compose(&revenue(parts.collect()));
    assert_eq!(got.sum, exact(&golden["sum"]));
    assert_eq!(got.hhi, exact(&golden["hhi"]));
    assert_eq!(
        got.effective_n.unwrap().fixed(4),
        golden["effective_n"].as_str().unwrap()
    );
    assert_eq!((got.cr1, got.cr3), (exact(&golden["cr1"]), exact(&golden["cr3"])));
    let amounts: Vec<Exact> = got
        .parts
        .iter()
        .map(|part| part.amount.clone().unwrap())
        .collect();
    let wanted: Vec<Exact> = golden["amounts"].as_array().unwrap().iter().map(exact).collect();
    assert_eq!(amounts, wanted);
}

#[test]
fn china_mobile_is_nine_tenths_of_whichever_slice_the_operators_are() {
    let golden = &golden()["composition"]["china_mobile"];
    for (share, key) in [("21.5", "if_operators_21.5"), ("6.7", "if_operators_6.7")] {
        let inner = part("mobile", Exact::from(90), vec![]);
        let operators = part("operators", Exact::parse(share).unwrap(), vec![inner]);
        let got = compose(&revenue(vec![operators]));
        let mobile = &got.parts[0].parts[0];
        assert_eq!(mobile.of_total, exact(&golden[key]["share"]));
        assert_eq!(mobile.amount, Some(exact(&golden[key]["wan"])));
        let rest = &got.parts[0].of_total - &mobile.of_total;
        assert_eq!(rest, exact(&golden[key]["rest"]));
        assert_eq!(
            got.hhi_leaves,
            &rest * &rest + &mobile.of_total * &mobile.of_total
        );
    }
}

#[test]
fn the_value_matrix_is_cut_at_the_means() {
    let golden = &golden()["value_matrix"];
    let values: BTreeMap<Id, ValueResult> = golden["points"]
        .as_object()
        .unwrap()
        .iter()
        .map(|(name, sides)| {
            let value = ValueResult {
                perspectives: BTreeMap::new(),
                current: Some(exact(&sides[0])),
                potential: Some(exact(&sides[1])),
                value: Some(Exact::ONE),
                coverage: Exact::ONE,
                low: Exact::ZERO,
                high: Exact::ONE,
                is_sufficient: true,
            };
            (id(name), value)
        })
        .collect();
    let (got, cut) = quadrants(&MatrixCut::Mean, &values);
    assert_eq!(
        cut,
        Some((exact(&golden["mean_current"]), exact(&golden["mean_potential"])))
    );
    let wanted = golden["quadrant"].as_object().unwrap();
    assert_eq!(got.len(), wanted.len());
    for (name, word) in wanted {
        assert_eq!(got[&id(name)].word(), word.as_str().unwrap(), "{name}");
    }
}

#[test]
fn attainment_works_in_both_directions_and_below_nothing() {
    for (name, case) in golden()["attainment"].as_object().unwrap() {
        let indicator = Indicator {
            id: sited(id("indicator")),
            name: None,
            weight: Exact::ONE,
            baseline: Some(exact(&case["baseline"])),
            target: Some(exact(&case["target"])),
            actual: Some(exact(&case["actual"])),
            unit: None,
            as_of: None,
            source: None,
        };
        let got = attainment(&indicator, &Exact::ratio(6, 5).unwrap()).unwrap();
        assert_eq!(got.fixed(2), case["score"].as_str().unwrap(), "{name}");
    }
}

#[test]
fn a_lifetime_value_is_the_golden_one_and_undefined_without_loss_or_discount() {
    let golden = &golden()["clv"];
    let inputs = |retention: Exact, rate: Exact| ClvInputs {
        margin: Some(exact(&golden["m"])),
        retention: Some(retention),
        discount_rate: Some(rate),
        acquisition_cost: None,
    };
    let value = lifetime_value(&inputs(exact(&golden["r"]), exact(&golden["i"]))).unwrap();
    assert_eq!(value.fixed(4), golden["clv"].as_str().unwrap());
    assert_eq!(lifetime_value(&inputs(Exact::ONE, Exact::ZERO)), None);
}

#[test]
fn half_of_the_wallet_is_ours_and_one_cell_is_unknown() {
    let golden = &golden()["wallet"];
    let cells: Vec<WalletCell> = golden["cells"]
        .as_array()
        .unwrap()
        .iter()
        .map(|cell| WalletCell {
            year: 2025,
            offering: id("offering"),
            unit: None,
            spend: Some(Figure {
                value: cell[1].as_i64().map(Exact::from),
                is_money: true,
                unit: None,
                provenance: Provenance::default(),
            }),
            with: SpendWith::from_word(cell[0].as_str().unwrap()).unwrap(),
            competitor: None,
            contract_end: None,
            at: At::default(),
        })
        .collect();
    let got = share(&cells, day()).unwrap();
    assert_eq!(got.share, Some(exact(&golden["share_of_wallet"])));
    assert_eq!(got.whitespace, exact(&golden["whitespace"]));
    let count = |key: &str| golden[key].as_u64().map(|n| usize::try_from(n).unwrap());
    assert_eq!(Some(got.known_cells), count("known_cells"));
    assert_eq!(Some(got.all_cells), count("all_cells"));
}

fn day() -> jiff::civil::Date {
    parse_date("2025-06-30").unwrap()
}

#[test]
fn two_people_must_leave_before_half_of_the_influence_is_lost() {
    let golden = &golden()["coverage"];
    let contacts: Vec<Contact> = golden["influence"]
        .as_object()
        .unwrap()
        .iter()
        .map(|(name, influence)| {
            let ours = golden["ours"].as_object().unwrap().iter();
            let coverage = ours.filter_map(|(person, strengths)| {
                Some(Coverage {
                    person: sited(id(person)),
                    strength: Some(strengths.get(name)?.as_i64()?),
                    target: None,
                    last: None,
                    cadence_days: None,
                })
            });
            Contact {
                id: sited(id(name)),
                label: Text::default(),
                title: None,
                unit: None,
                reports_to: None,
                roles: Vec::new(),
                influence: influence.as_i64(),
                support: None,
                orientation: None,
                political: None,
                coverage: coverage.collect(),
            }
        })
        .collect();
    let rules = Rules {
        thread: exact(&golden["threshold"]),
        ..Rules::default()
    };
    let got = relate(&contacts, &rules, |_| false, day()).unwrap();
    let ids = |list: &Value| -> BTreeSet<Id> {
        let list = list.as_array().unwrap().iter();
        list.map(|name| id(name.as_str().unwrap())).collect()
    };
    assert_eq!(got.coverage, Some(exact(&golden["coverage"])));
    assert_eq!(Some(got.influence), golden["total"].as_i64());
    assert_eq!(
        got.bus_factor(),
        golden["bus_factor"].as_u64().map(|n| usize::try_from(n).unwrap())
    );
    assert_eq!(
        got.first_removal.unwrap().into_iter().collect::<BTreeSet<Id>>(),
        ids(&golden["first_removal"])
    );
    assert_eq!(
        got.uncovered.into_iter().collect::<BTreeSet<Id>>(),
        ids(&golden["uncovered"])
    );
}

#[test]
fn a_change_is_told_apart_into_ratings_and_weights_exactly() {
    let golden = &golden()["delta"];
    let column = |key: &str| -> Vec<Exact> { golden[key].as_array().unwrap().iter().map(exact).collect() };
    let weights = column("w0").into_iter().zip(column("w1"));
    let scores = column("s0").into_iter().zip(column("s1"));
    let criteria: Vec<Revised> = weights
        .zip(scores)
        .map(|(weight, score)| Revised { weight, score })
        .collect();
    let got = effects(&criteria).unwrap();
    let of_score: Vec<Exact> = got.iter().map(|effect| effect.of_score.clone()).collect();
    let of_weight: Vec<Exact> = got.iter().map(|effect| effect.of_weight.clone()).collect();
    let sum: Exact = of_score.iter().chain(&of_weight).sum();
    assert_eq!(of_score, column("score_effect"));
    assert_eq!(of_weight, column("weight_effect"));
    assert_eq!(sum, exact(&golden["sum"]));
    assert_eq!(sum, exact(&golden["after"]) - exact(&golden["before"]));
}

#[test]
fn a_share_of_profit_below_the_share_of_revenue_has_an_index_below_one() {
    let golden = golden();
    let accounts = golden["volume_profit"].as_object().unwrap();
    let sum = |key: &str| -> Exact { accounts.values().map(|account| exact(&account[key])).sum() };
    let peers = Peers {
        revenue_with_profit: sum("revenue"),
        profit: sum("profit"),
        ..Peers::default()
    };
    assert!(!accounts.is_empty());
    for (name, account) in accounts {
        let got = profit_index(&exact(&account["revenue"]), &exact(&account["profit"]), &peers);
        assert_eq!(
            got.unwrap().fixed(4),
            account["index"].as_str().unwrap(),
            "{name}"
        );
    }
    let profits = accounts
        .iter()
        .map(|(name, account)| (id(name), exact(&account["profit"])));
    let curve: Vec<(String, String)> = whale_curve(&profits.collect())
        .unwrap()
        .into_iter()
        .map(|(id, cumulative)| (id.to_string(), cumulative.fixed(2)))
        .collect();
    let wanted = golden["whale_curve"].as_array().unwrap().iter();
    let wanted: Vec<(String, String)> = wanted
        .map(|row| {
            (
                row[0].as_str().unwrap().to_lowercase(),
                row[1].as_str().unwrap().to_owned(),
            )
        })
        .collect();
    assert_eq!(curve, wanted);
}

#[test]
fn the_item_that_crosses_a_bound_is_in_or_out_as_the_classifier_says() {
    let golden = &golden()["composition"];
    let shares = golden["shares"].as_array().unwrap().iter().enumerate();
    let values: BTreeMap<Id, Exact> = shares
        .map(|(n, share)| (id(&format!("p{n:02}")), exact(share)))
        .collect();
    for (crossing, key) in [
        (Crossing::In, "abc_crossing_in"),
        (Crossing::Out, "abc_crossing_out"),
    ] {
        let class = |name: &str, bound: Option<i64>| Class {
            id: sited(id(name)),
            bound: bound.map(Exact::from),
        };
        let classifier = Classifier {
            id: sited(id("abc")),
            name: None,
            indicator: sited("revenue".to_owned()),
            direction: Direction::High,
            method: ClassMethod::CumulativeShare,
            crossing,
            classes: vec![class("a", Some(80)), class("b", Some(95)), class("c", None)],
        };
        let got: Vec<String> = classify(&classifier, &values)
            .values()
            .map(|class| class.as_str().to_uppercase())
            .collect();
        let wanted = golden[key].as_array().unwrap().iter();
        let wanted: Vec<&str> = wanted.map(|class| class.as_str().unwrap()).collect();
        assert_eq!(got, wanted, "{key}");
    }
}
