//! Every vector of `tests/data/golden.json` (computed elsewhere, with exact fractions) against the engine.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a vector that is not there must fail the test"
)]

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde_json::Value;

use keybook::diag::At;
use keybook::engine::assessment::BenchmarkScore;
use keybook::engine::assessment::CompositionResult;
use keybook::engine::assessment::IndustryScore;
use keybook::engine::assessment::ScorecardResult;
use keybook::engine::assessment::ValueResult;
use keybook::engine::attractiveness::judge;
use keybook::engine::change::Revised;
use keybook::engine::change::effects;
use keybook::engine::classes::classify;
use keybook::engine::clv::lifetime_value;
use keybook::engine::composition::compose;
use keybook::engine::composition::concentration_ratio;
use keybook::engine::matrix::quadrants;
use keybook::engine::peers::Peers;
use keybook::engine::peers::profit_index;
use keybook::engine::printed_mean::Totals;
use keybook::engine::relations::relate;
use keybook::engine::scorecard::score;
use keybook::engine::statistic::mean;
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
use keybook::model::rare::Rare;
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
use keybook::model::written::Written;

/// A place in the file; what is read of it is remembered.
#[derive(Debug, Clone)]
struct Vector {
    path: String,
    value: &'static Value,
}

thread_local! {
    /// Paths of the single values that this thread's tests read.
    static READ: RefCell<BTreeSet<String>> = const { RefCell::new(BTreeSet::new()) };
}

/// The whole file.
fn golden() -> Vector {
    static FILE: LazyLock<Value> =
        LazyLock::new(|| serde_json::from_str(include_str!("data/golden.json")).unwrap());
    Vector {
        path: String::new(),
        value: &FILE,
    }
}

impl Vector {
    fn at(&self, key: &str) -> Vector {
        Vector {
            path: format!("{}/{key}", self.path),
            value: &self.value[key],
        }
    }

    fn has(&self, key: &str) -> bool {
        self.value.get(key).is_some()
    }

    fn list(&self) -> Vec<Vector> {
        let items = self.value.as_array().unwrap().iter().enumerate();
        let item = |(n, value)| Vector {
            path: format!("{}/{n}", self.path),
            value,
        };
        items.map(item).collect()
    }

    fn named(&self) -> Vec<(&'static str, Vector)> {
        let keys = self.value.as_object().unwrap().keys();
        keys.map(|key| (key.as_str(), self.at(key))).collect()
    }

    fn single(&self) -> &'static Value {
        assert!(!self.value.is_object() && !self.value.is_array(), "{}", self.path);
        READ.with_borrow_mut(|read| read.insert(self.path.clone()));
        self.value
    }

    fn text(&self) -> &'static str {
        self.single().as_str().unwrap()
    }

    fn truth(&self) -> Option<bool> {
        Some(self.single().as_bool().unwrap())
    }

    fn size(&self) -> usize {
        usize::try_from(self.single().as_u64().unwrap()).unwrap()
    }

    /// A whole number; `None` where it is null.
    fn whole(&self) -> Option<i64> {
        let value = self.single();
        assert!(value.is_null() || value.is_i64(), "{}", self.path);
        value.as_i64()
    }

    /// An integer, a decimal in quotes, or a fraction in quotes.
    fn exact(&self) -> Exact {
        let value = self.single();
        let text = value.as_str().map_or(value.to_string(), str::to_owned);
        match text.split_once('/') {
            Some((a, b)) => Exact::parse(a).unwrap().over(&Exact::parse(b).unwrap()).unwrap(),
            None => Exact::parse(&text).unwrap(),
        }
    }

    fn wholes(&self) -> Vec<Option<i64>> {
        self.list().iter().map(Vector::whole).collect()
    }

    fn exacts(&self) -> Vec<Exact> {
        self.list().iter().map(Vector::exact).collect()
    }

    fn texts(&self) -> Vec<&'static str> {
        self.list().iter().map(Vector::text).collect()
    }

    /// Paths of the single values in it.
    fn singles(&self) -> Vec<String> {
        match self.value {
            Value::Object(_) => self
                .named()
                .iter()
                .flat_map(|(_, inner)| inner.singles())
                .collect(),
            Value::Array(_) => self.list().iter().flat_map(Vector::singles).collect(),
            _ => vec![self.path.clone()],
        }
    }
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

fn rating(value: Option<i64>) -> Rating {
    Rating {
        value: value.map(Exact::from),
        reason: None,
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
            rank: 0,
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
    let golden = golden().at("scorecard");
    let weights = golden.at("weights").wholes();
    let card = selection(&weights);
    let sum = golden.at("sum_weights").whole().unwrap();
    assert_eq!(weights.into_iter().flatten().sum::<i64>(), sum);
    let cases = [
        ("all_ones", vec![Some(1); 18]),
        ("all_tens", vec![Some(10); 18]),
        ("all_sevens", vec![Some(7); 18]),
        ("full", golden.at("full").at("scores").wholes()),
        ("two_missing", golden.at("two_missing").at("scores").wholes()),
        ("all_missing", vec![None; 18]),
    ];
    for (name, ratings) in cases {
        let (want, got) = (golden.at(name), scored(&card, &ratings));
        assert_eq!(got.points, want.at("points").whole(), "{name}");
        assert_eq!(got.max_points, 10 * sum);
        assert_eq!(got.coverage, want.at("coverage").exact(), "{name}");
        if name == "all_missing" {
            let nothing = (want.at("mean").whole(), want.at("pct").whole());
            assert_eq!((nothing, &got.mean, &got.index), ((None, None), &None, &None));
            continue;
        }
        assert_eq!(want.at("max_points").whole(), Some(got.max_points));
        let (mean, index) = (got.mean.unwrap(), got.index.unwrap());
        assert_eq!(mean, want.at("mean").exact(), "{name}");
        assert_eq!(mean.fixed(4), want.at("mean_dec").text(), "{name}");
        assert_eq!(index.fixed(4), want.at("pct").text(), "{name}");
    }
}

#[test]
fn the_groups_of_the_selection_scorecard_weigh_what_they_should() {
    let golden = golden().at("scorecard");
    let card = selection(&golden.at("weights").wholes());
    let sums: Vec<Option<i64>> = scored(&card, &[Some(1); 18])
        .groups
        .iter()
        .map(|group| group.points)
        .collect();
    let wanted = golden.at("group_sums_C").named();
    let wanted: Vec<Option<i64>> = wanted.iter().map(|(_, sum)| sum.whole()).collect();
    assert_eq!(sums, wanted);
}

/// The four industries of the printed table.
const INDUSTRIES: [&str; 4] = ["gov", "telecom", "edu", "fin"];

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

fn benchmark(name: &str, method: BenchmarkMethod, value: Option<Exact>) -> Benchmark {
    Benchmark {
        id: sited(id(name)),
        name: None,
        industries: INDUSTRIES.map(|name| sited(id(name))).into(),
        method,
        value: value.map(sited),
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
        keys: Written::default(),
    }
}

/// The four as printed, judged by `set`, and both benchmarks.
fn judged(set: &str) -> (BTreeMap<Id, IndustryScore>, BTreeMap<Id, BenchmarkScore>) {
    let printed = golden().at("imsc_range").at("stated_mean").exact();
    let model = imsc(vec![
        benchmark("printed", BenchmarkMethod::Fixed, Some(printed)),
        benchmark("own", BenchmarkMethod::Mean, None),
    ]);
    let golden = golden().at("imsc");
    let industries = INDUSTRIES.map(|name| {
        let row = golden.at(name);
        let mut industry = industry(name, &row.at("cells").wholes(), set);
        if let Some(sheet) = &mut industry.attractiveness {
            sheet.stated_total = Some(sited(row.at("stated").exact()));
            sheet.stated_star = row.at("star_stated").truth().map(sited);
        }
        industry
    });
    judge(&BTreeMap::from([(model.id.clone(), model)]), &industries)
}

#[test]
fn the_four_industries_have_the_golden_totals_and_stars() {
    for (set, key) in [("printed", "star_at_29_1"), ("own", "star_at_own_mean")] {
        let (scores, benchmarks) = judged(set);
        let range = golden().at("imsc_range");
        assert_eq!(
            benchmarks[&id("own")].mean,
            Some(range.at("mean_of_four_computed").exact())
        );
        for name in INDUSTRIES {
            let (want, got) = (golden().at("imsc").at(name), &scores[&id(name)]);
            assert_eq!(got.total, Some(want.at("total").exact()), "{name}");
            assert_eq!(got.index.as_ref().unwrap().fixed(4), want.at("norm").text());
            assert_eq!(got.star, want.at(key).truth(), "{name} by {set}");
            let stated = got.stated.clone().unwrap();
            let difference = want.at("diff_stated_minus_computed").exact();
            assert_eq!(
                stated.total,
                Some((want.at("stated").exact(), Some(difference))),
                "{name}"
            );
            assert_eq!(stated.star, want.at("star_stated").truth());
        }
    }
}

#[test]
fn the_printed_mean_is_not_that_of_the_four_nor_of_any_four() {
    let golden = golden().at("imsc_range");
    let (scores, benchmarks) = judged("printed");
    let printed = golden.at("stated_mean").exact();
    assert_eq!(benchmarks[&id("printed")].value.as_ref(), Some(&printed));
    let stated = scores.values().map(|score| score.stated.clone().unwrap());
    let stated: Vec<Exact> = stated.map(|stated| stated.total.unwrap().0).collect();
    assert_eq!(mean(&stated), Some(golden.at("mean_of_four_stated").exact()));
    let totals = Totals::of(&imsc(vec![])).unwrap();
    let fewest = golden.at("min_industries_consistent").size();
    assert_eq!(totals.fewest(&printed), Some(fewest));
    let may: Vec<usize> = (1..14).filter(|n| totals.may_average(&printed, *n)).collect();
    assert_eq!(may, [fewest, 9, 11, 13]);
}

#[test]
fn a_total_lies_between_minus_twelve_and_fifty_two() {
    let golden = golden().at("imsc_range");
    let model = imsc(vec![]);
    let models = BTreeMap::from([(model.id.clone(), model)]);
    let (scores, _) = judge(&models, [&industry("blank", &[None; 8], "own")]);
    let blank = &scores[&id("blank")];
    assert_eq!(blank.total_low, golden.at("min").exact());
    assert_eq!(blank.total_high, golden.at("max").exact());
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

fn revenue(parts: Vec<Part>) -> CompositionResult {
    compose(&Composition {
        id: id("revenue"),
        name: Text::default(),
        measure: None,
        basis: None,
        period: None,
        total: Some(golden().at("composition").at("total_wan").exact()),
        source: None,
        parts,
        at: At::default(),
        keys: Written::default(),
    })
}

/// The printed shares, a part each.
fn slices() -> Vec<Part> {
    let shares = golden().at("composition").at("shares").exacts();
    let parts = shares.into_iter().enumerate();
    parts
        .map(|(n, share)| part(&format!("p{n:02}"), share, vec![]))
        .collect()
}

#[test]
fn the_revenue_composition_adds_up_whatever_belongs_to_which_label() {
    let golden = golden().at("composition");
    let got = revenue(slices());
    assert_eq!(got.sum, golden.at("sum").exact());
    assert_eq!(got.hhi, golden.at("hhi").exact());
    assert_eq!(got.effective_n.unwrap().fixed(4), golden.at("effective_n").text());
    for (k, key) in [(1, "cr1"), (3, "cr3"), (4, "cr4")] {
        assert_eq!(
            concentration_ratio(&got.parts, k),
            golden.at(key).exact(),
            "{key}"
        );
    }
    assert_eq!(
        (got.cr1, got.cr3),
        (golden.at("cr1").exact(), golden.at("cr3").exact())
    );
    let amounts: Vec<Exact> = got
        .parts
        .iter()
        .map(|part| part.amount.clone().unwrap())
        .collect();
    assert_eq!(amounts, golden.at("amounts").exacts());
}

#[test]
fn with_the_ten_that_is_printed_twice_the_shares_are_too_many() {
    let mut parts = slices();
    parts.push(part("again", Exact::from(10), vec![]));
    let both = golden().at("composition").at("counting_both_tens").exact();
    assert_eq!(revenue(parts).sum, both);
}

#[test]
fn china_mobile_is_nine_tenths_of_whichever_slice_the_operators_are() {
    let golden = golden().at("composition").at("china_mobile");
    for (share, key) in [("21.5", "if_operators_21.5"), ("6.7", "if_operators_6.7")] {
        let inner = part("mobile", Exact::from(90), vec![]);
        let operators = part("operators", Exact::parse(share).unwrap(), vec![inner]);
        let got = revenue(vec![operators]);
        let mobile = &got.parts[0].parts[0];
        assert_eq!(mobile.of_total, golden.at(key).at("share").exact());
        assert_eq!(mobile.amount, Some(golden.at(key).at("wan").exact()));
        let rest = &got.parts[0].of_total - &mobile.of_total;
        assert_eq!(rest, golden.at(key).at("rest").exact());
        assert_eq!(
            got.hhi_leaves,
            &rest * &rest + &mobile.of_total * &mobile.of_total
        );
    }
}

#[test]
fn the_value_matrix_is_cut_at_the_means() {
    let golden = golden().at("value_matrix");
    let points = golden.at("points").named();
    let values = points.iter().map(|(name, sides)| {
        let sides = sides.exacts();
        let value = ValueResult {
            perspectives: BTreeMap::new(),
            current: Some(sides[0].clone()),
            potential: Some(sides[1].clone()),
            value: Some(Exact::ONE),
            coverage: Exact::ONE,
            low: Exact::ZERO,
            high: Exact::ONE,
            is_sufficient: true,
        };
        (id(name), value)
    });
    let values: BTreeMap<Id, ValueResult> = values.collect();
    let (got, cut) = quadrants(&MatrixCut::Mean, &values);
    assert_eq!(
        cut,
        Some((
            golden.at("mean_current").exact(),
            golden.at("mean_potential").exact()
        ))
    );
    let wanted = golden.at("quadrant").named();
    assert_eq!(got.len(), wanted.len());
    for (name, word) in wanted {
        assert_eq!(got[&id(name)].word(), word.text(), "{name}");
    }
}

#[test]
fn attainment_works_in_both_directions_and_below_nothing() {
    for (name, case) in golden().at("attainment").named() {
        let indicator = Indicator {
            id: sited(id("indicator")),
            name: None,
            weight: Exact::ONE,
            baseline: Some(case.at("baseline").exact()),
            target: Some(case.at("target").exact()),
            actual: Some(case.at("actual").exact()),
            unit: None,
            as_of: None,
            source: None,
        };
        let got = attainment(&indicator, &Exact::ratio(6, 5).unwrap()).unwrap();
        assert_eq!(got.fixed(2), case.at("score").text(), "{name}");
    }
}

#[test]
fn a_lifetime_value_is_the_golden_one_and_undefined_without_loss_or_discount() {
    let golden = golden().at("clv");
    let inputs = |retention: Exact, rate: Exact| ClvInputs {
        margin: Some(golden.at("m").exact()),
        retention: Some(retention),
        discount_rate: Some(rate),
        acquisition_cost: None,
    };
    let value = lifetime_value(&inputs(golden.at("r").exact(), golden.at("i").exact())).unwrap();
    assert_eq!(value.fixed(4), golden.at("clv").text());
    assert!(golden.at("r1_i0").text().starts_with("undefined"));
    assert_eq!(lifetime_value(&inputs(Exact::ONE, Exact::ZERO)), None);
}

#[test]
fn half_of_the_wallet_is_ours_and_one_cell_is_unknown() {
    let golden = golden().at("wallet");
    let cells: Vec<WalletCell> = golden
        .at("cells")
        .list()
        .iter()
        .map(|cell| {
            let pair = cell.list();
            WalletCell {
                year: 2025,
                offering: id("offering"),
                unit: None,
                spend: Some(Figure {
                    value: pair[1].whole().map(Exact::from),
                    is_money: true,
                    unit: None,
                    provenance: Provenance::default(),
                }),
                with: SpendWith::from_word(pair[0].text()).unwrap(),
                competitor: None,
                contract_end: None,
                at: At::default(),
            }
        })
        .collect();
    let got = share(&cells, day()).unwrap();
    assert_eq!(got.share, Some(golden.at("share_of_wallet").exact()));
    assert_eq!(got.whitespace, golden.at("whitespace").exact());
    assert_eq!(got.known_cells, golden.at("known_cells").size());
    assert_eq!(got.all_cells, golden.at("all_cells").size());
}

fn day() -> jiff::civil::Date {
    parse_date("2025-06-30").unwrap()
}

#[test]
fn two_people_must_leave_before_half_of_the_influence_is_lost() {
    let golden = golden().at("coverage");
    let contacts: Vec<Contact> = golden
        .at("influence")
        .named()
        .into_iter()
        .map(|(name, influence)| {
            let ours = golden.at("ours").named().into_iter();
            let reaching = ours.filter(|(_, strengths)| strengths.has(name));
            let coverage = reaching.map(|(person, strengths)| Coverage {
                person: sited(id(person)),
                strength: strengths.at(name).whole(),
                target: None,
                last: None,
                cadence_days: None,
            });
            Contact {
                id: sited(id(name)),
                label: Text::default(),
                title: None,
                unit: None,
                reports_to: None,
                roles: Rare::default(),
                influence: influence.whole().map(|level| i8::try_from(level).unwrap()),
                support: None,
                orientation: None,
                political: None,
                coverage: coverage.collect(),
            }
        })
        .collect();
    let rules = Rules {
        thread: golden.at("threshold").exact(),
        ..Rules::default()
    };
    let got = relate(&contacts, &rules, |_| false, day()).unwrap();
    let ids = |key: &str| -> BTreeSet<Id> { golden.at(key).texts().into_iter().map(id).collect() };
    let covered = got.links.iter().filter(|link| link.is_threaded);
    let covered: i64 = covered.map(|link| link.influence).sum();
    assert_eq!(Some(covered), golden.at("covered").whole());
    assert_eq!(got.coverage, Some(golden.at("coverage").exact()));
    assert_eq!(Some(got.influence), golden.at("total").whole());
    assert_eq!(got.bus_factor(), Some(golden.at("bus_factor").size()));
    assert_eq!(
        got.first_removal.unwrap().into_iter().collect::<BTreeSet<Id>>(),
        ids("first_removal")
    );
    assert_eq!(
        got.uncovered.iter().cloned().collect::<BTreeSet<Id>>(),
        ids("uncovered")
    );
}

#[test]
fn a_change_is_told_apart_into_ratings_and_weights_exactly() {
    let golden = golden().at("delta");
    let column = |key: &str| golden.at(key).exacts();
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
    assert_eq!(sum, golden.at("sum").exact());
    assert_eq!(sum, golden.at("after").exact() - golden.at("before").exact());
}

#[test]
fn a_share_of_profit_below_the_share_of_revenue_has_an_index_below_one() {
    let accounts = golden().at("volume_profit").named();
    let sum = |key: &str| -> Exact { accounts.iter().map(|(_, account)| account.at(key).exact()).sum() };
    let peers = Peers {
        revenue_with_profit: sum("revenue"),
        profit: sum("profit"),
        ..Peers::default()
    };
    assert!(!accounts.is_empty());
    for (name, account) in &accounts {
        let (revenue, profit) = (account.at("revenue").exact(), account.at("profit").exact());
        let of_revenue = revenue.over(&peers.revenue_with_profit).unwrap();
        let of_profit = profit.over(&peers.profit).unwrap();
        let index = profit_index(&revenue, &profit, &peers).unwrap();
        assert_eq!(index.fixed(4), account.at("index").text(), "{name}");
        assert_eq!(of_revenue.fixed(4), account.at("rev_share").text(), "{name}");
        assert_eq!(of_profit.fixed(4), account.at("profit_share").text(), "{name}");
        assert_eq!(Some(index), of_profit.over(&of_revenue), "{name}");
    }
}

#[test]
fn the_whale_curve_passes_the_whole_and_falls_back_to_it() {
    let accounts = golden().at("volume_profit").named();
    let profits = accounts
        .iter()
        .map(|(name, account)| (id(name), account.at("profit").exact()));
    let curve: Vec<(String, String)> = whale_curve(&profits.collect())
        .unwrap()
        .into_iter()
        .map(|(id, cumulative)| (id.to_string(), cumulative.fixed(2)))
        .collect();
    let wanted = golden().at("whale_curve").list();
    let wanted: Vec<(String, String)> = wanted
        .iter()
        .map(Vector::texts)
        .map(|row| (row[0].to_lowercase(), row[1].to_owned()))
        .collect();
    assert_eq!(curve, wanted);
}

#[test]
fn the_item_that_crosses_a_bound_is_in_or_out_as_the_classifier_says() {
    let golden = golden().at("composition");
    let shares = golden.at("shares").exacts().into_iter().enumerate();
    let values: BTreeMap<Id, Exact> = shares
        .map(|(n, share)| (id(&format!("p{n:02}")), share))
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
        assert_eq!(got, golden.at(key).texts(), "{key}");
    }
}

/// Every test above; one that is forgotten here leaves its values unread.
const TESTS: [fn(); 17] = [
    the_selection_scorecard_gives_the_golden_points_mean_index_and_coverage,
    the_groups_of_the_selection_scorecard_weigh_what_they_should,
    the_four_industries_have_the_golden_totals_and_stars,
    the_printed_mean_is_not_that_of_the_four_nor_of_any_four,
    a_total_lies_between_minus_twelve_and_fifty_two,
    the_revenue_composition_adds_up_whatever_belongs_to_which_label,
    with_the_ten_that_is_printed_twice_the_shares_are_too_many,
    china_mobile_is_nine_tenths_of_whichever_slice_the_operators_are,
    the_value_matrix_is_cut_at_the_means,
    attainment_works_in_both_directions_and_below_nothing,
    a_lifetime_value_is_the_golden_one_and_undefined_without_loss_or_discount,
    half_of_the_wallet_is_ours_and_one_cell_is_unknown,
    two_people_must_leave_before_half_of_the_influence_is_lost,
    a_change_is_told_apart_into_ratings_and_weights_exactly,
    a_share_of_profit_below_the_share_of_revenue_has_an_index_below_one,
    the_whale_curve_passes_the_whole_and_falls_back_to_it,
    the_item_that_crosses_a_bound_is_in_or_out_as_the_classifier_says,
];

#[test]
fn every_value_of_the_file_is_read_by_some_test() {
    for test in TESTS {
        test();
    }
    let all = golden().singles();
    assert!(all.len() > 200, "only {} values", all.len());
    let unread: Vec<String> = READ.with_borrow(|read| {
        let unread = all.into_iter().filter(|path| !read.contains(path));
        unread.collect()
    });
    assert_eq!(unread, Vec::<String>::new());
}
