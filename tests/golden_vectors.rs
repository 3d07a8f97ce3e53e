//! Every vector of `tests/data/golden.json` (computed elsewhere, with exact fractions) against the engine.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a vector that is not there must fail the test"
)]

use std::collections::BTreeMap;

use serde_json::Value;

use keybook::diag::At;
use keybook::engine::assessment::IndustryScore;
use keybook::engine::assessment::ScorecardResult;
use keybook::engine::assessment::ValueResult;
use keybook::engine::attractiveness::judge;
use keybook::engine::composition::compose;
use keybook::engine::matrix::quadrants;
use keybook::engine::scorecard::score;
use keybook::engine::value::attainment;
use keybook::model::account::Indicator;
use keybook::model::account::Rating;
use keybook::model::account::ScoreSheet;
use keybook::model::composition::Composition;
use keybook::model::composition::Part;
use keybook::model::composition::PartSize;
use keybook::model::exact::Exact;
use keybook::model::id::Id;
use keybook::model::id::Sited;
use keybook::model::industry::AttractivenessSheet;
use keybook::model::industry::Industry;
use keybook::model::rulers::AttractivenessModel;
use keybook::model::rulers::Benchmark;
use keybook::model::rulers::BenchmarkMethod;
use keybook::model::rulers::Criterion;
use keybook::model::rulers::CriterionGroup;
use keybook::model::rulers::Factor;
use keybook::model::rulers::MatrixCut;
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
