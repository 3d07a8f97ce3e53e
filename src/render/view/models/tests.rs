//! Pages of models: what they say is complete and true, and their sums reach what they print.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;

use crate::content;
use crate::content::Memory;
use crate::content::ReadOptions;
use crate::content::decode::shape::Field;
use crate::content::decode::shape::Shape;
use crate::content::files;
use crate::content::ledger;
use crate::content::snapshot;
use crate::content::snapshot::Snapshot;
use crate::diag::Lang;
use crate::engine;
use crate::export;
use crate::model::ledger::LedgerFile;
use crate::model::rulers::MethodKind;
use crate::render::Site;
use crate::render::tests::crawl;
use crate::render::tests::files as book_files;
use crate::render::tests::site_of;
use crate::render::tests::text;
use crate::render::theme::Theme;
use crate::render::view::models::attractiveness;
use crate::render::view::models::classifiers;
use crate::render::view::models::method;
use crate::render::view::models::portfolio;
use crate::render::view::models::primer::Both;
use crate::render::view::models::primer::Home;
use crate::render::view::models::primer::Input;
use crate::render::view::models::primer::Primer;
use crate::render::view::models::rules;
use crate::render::view::models::scorecard;
use crate::render::view::models::value;
use crate::render::view::rule_words;

fn primers() -> Vec<(&'static str, &'static Primer)> {
    let mut primers = vec![
        ("scorecard", &scorecard::PRIMER),
        ("attractiveness", &attractiveness::PRIMER),
        ("value", &value::PRIMER),
        ("classifiers", &classifiers::PRIMER),
        ("portfolio", &portfolio::PRIMER),
        ("rules", &rules::PRIMER),
    ];
    primers.extend(MethodKind::all().map(|method| (method.word(), &method::of(method).primer)));
    primers
}

fn inputs() -> Vec<(String, &'static Input)> {
    let of_primers = primers().into_iter().flat_map(|(name, primer)| {
        let inputs = primer.inputs.iter();
        inputs.map(move |input| (name.to_owned(), input))
    });
    let of_rules = rules::ALL.iter().flat_map(|rule| {
        let inputs = rule.inputs.iter();
        inputs.map(|input| (format!("R{}", rule.number), input))
    });
    of_primers.chain(of_rules).collect()
}

#[test]
fn every_primer_says_everything_in_both_languages() {
    let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let said = |both: &Both| !both.0.is_empty() && !both.1.is_empty() && !both.1.contains(is_han);
    let mut n = 0;
    for (name, primer) in primers() {
        assert!(said(&primer.purpose), "{name}");
        for sentences in [primer.edges, primer.sources, primer.deck] {
            assert!(
                !sentences.is_empty() && sentences.iter().all(said),
                "{name}: {sentences:?}"
            );
            for (zh, en) in sentences {
                assert!(zh.ends_with('。') && en.ends_with('.'), "{name}: {zh} {en}");
            }
        }
        assert!(
            !primer.inputs.is_empty() && !primer.units.is_empty() && !primer.shown.is_empty(),
            "{name}"
        );
        for clause in primer.formula {
            let (zh, en) = clause.words;
            assert!(
                zh.ends_with(['。', '：']) && en.ends_with(['.', ':']),
                "{name}: {zh} {en}"
            );
            assert!(!clause.signs.contains(is_han), "{name}: {}", clause.signs);
        }
        n += 1;
    }
    assert_eq!(n, 6 + MethodKind::WORDS.len());
    for rule in rules::ALL {
        assert!(said(&rule.lead), "R{}", rule.number);
        for key in rule.tests {
            assert!(
                rule_words::Input::of(rule.number, key).is_some(),
                "R{} {key}",
                rule.number
            );
        }
        assert!(
            !rule.inputs.is_empty() && !rule.formula.is_empty() && !rule.tests.is_empty(),
            "R{}",
            rule.number
        );
    }
    assert!(rules::ALL.iter().map(|rule| rule.number).eq(1..=12));
}

/// True if a path like `wallet[].spend` leads through field tables.
fn leads(fields: &[Field], path: &str) -> bool {
    let (step, rest) = path
        .split_once('.')
        .map_or((path, None), |(step, rest)| (step, Some(rest)));
    let key = step.trim_end_matches("[]");
    let Some(field) = fields.iter().find(|field| field.label.key == key) else {
        return false;
    };
    below(&field.shape, step.matches("[]").count(), rest)
}

fn below(shape: &Shape, lists: usize, rest: Option<&str>) -> bool {
    match shape {
        Shape::List(one) | Shape::OneOrMany(one) if lists > 0 => below(one, lists - 1, rest),
        _ if lists > 0 => false,
        Shape::OneOrMany(one) => below(one, 0, rest),
        Shape::ById(one) | Shape::ByWord(_, one) => match rest {
            None => true,
            Some(rest) => {
                let (step, rest) = rest
                    .split_once('.')
                    .map_or((rest, None), |(step, rest)| (step, Some(rest)));
                let is_key = step.trim_end_matches("[]") == "*";
                is_key && below(one, step.matches("[]").count(), rest)
            }
        },
        Shape::Record(fields) => rest.is_none_or(|rest| leads(&fields(), rest)),
        _ => rest.is_none(),
    }
}

#[test]
fn every_input_is_a_field_that_a_book_may_write() {
    let tables: BTreeMap<String, Vec<Field>> = files::tables().into_iter().collect();
    let all = inputs();
    for (name, input) in &all {
        let known = match input.home {
            Home::Table(kind) => leads(&tables[kind], input.field),
            Home::Model(kind) => leads(&tables[&format!("models/{kind}")], input.field),
            Home::Ledger(ledger) => {
                let file = LedgerFile::from_word(ledger).unwrap();
                ledger::columns(file)
                    .iter()
                    .any(|(column, _)| *column == input.field)
            }
        };
        assert!(known, "{name}: {:?} {}", input.home, input.field);
    }
    assert!(all.len() > 100, "{}", all.len());
    assert!(!leads(&tables["accounts"], "wallet.spend") && !leads(&tables["accounts"], "wallet[].price"));
}

/// True if a path like `accounts[].scorecards.*.mean` is somewhere in a document.
fn stands(document: &Value, path: &str) -> bool {
    let Some((step, rest)) = path.split_once('.') else {
        return match path {
            "*" => document.as_object().is_some_and(|map| !map.is_empty()),
            key => document.get(key.trim_end_matches("[]")).is_some(),
        };
    };
    if step == "*" {
        return document
            .as_object()
            .is_some_and(|map| map.values().any(|value| stands(value, rest)));
    }
    let key = step.trim_end_matches("[]");
    let Some(value) = document.get(key) else {
        return false;
    };
    if step.ends_with("[]") {
        value
            .as_array()
            .is_some_and(|list| list.iter().any(|item| stands(item, rest)))
    } else {
        stands(value, rest)
    }
}

#[test]
fn every_key_stands_in_the_machine_export() {
    let snapshot = snapshot::take(&root("tests/golden/example-book")).unwrap();
    let read = content::read(&snapshot, &ReadOptions::default(), &mut Memory::default());
    let book = read.value.unwrap();
    let assessment = engine::assess(&book);
    let document: Value = serde_json::from_str(&export::json(&book, &assessment, &[], Lang::En)).unwrap();
    let mut n = 0;
    for (name, primer) in primers() {
        for key in primer.keys {
            assert!(stands(&document, key), "{name}: {key}");
            n += 1;
        }
    }
    assert!(n > 50 && !stands(&document, "accounts[].rfm.size"), "{n}");
}

fn root(path: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn site(path: &str) -> Site {
    site_of(&snapshot::take(&root(path)).unwrap(), Theme::built_in().unwrap())
}

/// Lines of the worked examples of a page, as text.
fn sums(html: &str) -> Vec<String> {
    let mut lines = Vec::new();
    for list in html.split("<ol class=\"sums\">").skip(1) {
        let list = list.split("</ol>").next().unwrap();
        for item in list.split("<li>").skip(1) {
            let text = item.split("</li>").next().unwrap();
            let text = text
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"");
            lines.push(
                text.replace("&#x27;", "'")
                    .replace("&#39;", "'")
                    .replace("&amp;", "&"),
            );
        }
    }
    lines
}

/// What a calculator makes of a sum in the signs of the pages.
struct Calculator<'t> {
    rest: &'t str,
}

impl Calculator<'_> {
    fn of(text: &str) -> Option<f64> {
        let mut calculator = Calculator { rest: text.trim() };
        let value = calculator.sum()?;
        calculator.rest.trim().is_empty().then_some(value)
    }

    fn next(&mut self, sign: char) -> bool {
        let rest = self.rest.trim_start();
        match rest.strip_prefix(sign) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn sum(&mut self) -> Option<f64> {
        let mut value = self.product()?;
        loop {
            if self.next('+') {
                value += self.product()?;
            } else if self.next('−') {
                value -= self.product()?;
            } else {
                return Some(value);
            }
        }
    }

    fn product(&mut self) -> Option<f64> {
        let mut value = self.factor()?;
        loop {
            if self.next('×') {
                value *= self.factor()?;
            } else if self.next('÷') {
                value /= self.factor()?;
            } else {
                return Some(value);
            }
        }
    }

    fn factor(&mut self) -> Option<f64> {
        if self.next('−') {
            return Some(-self.factor()?);
        }
        if self.next('√') {
            return Some(self.factor()?.sqrt());
        }
        let value = if self.next('(') {
            let value = self.sum()?;
            self.next(')').then_some(value)?
        } else if self.next('⌈') {
            let value = (self.sum()? - 1e-9).ceil();
            self.next('⌉').then_some(value)?
        } else {
            self.number()?
        };
        Some(if self.next('²') { value * value } else { value })
    }

    fn number(&mut self) -> Option<f64> {
        let rest = self.rest.trim_start();
        let end = rest
            .find(|c: char| !(c.is_ascii_digit() || c == '.' || c == ','))
            .unwrap_or(rest.len());
        let (digits, rest) = rest.split_at(end);
        self.rest = rest;
        digits.replace(',', "").parse().ok()
    }
}

/// The result of a line and how many decimals it prints.
fn printed(text: &str) -> Option<(f64, u32)> {
    let text = text.trim();
    let unsigned = text.strip_prefix('−').unwrap_or(text);
    let end = unsigned
        .find(|c: char| !(c.is_ascii_digit() || c == '.' || c == ','))
        .unwrap_or(unsigned.len());
    let digits = unsigned.get(..end)?.replace(',', "");
    let value: f64 = digits.parse().ok()?;
    let places = digits.split_once('.').map_or(0, |(_, part)| part.len());
    let sign = if text.starts_with('−') { -1.0 } else { 1.0 };
    Some((sign * value, u32::try_from(places).ok()?))
}

/// Sums that a calculator was tried on; each gives what is printed, to half a unit of its last decimal.
fn checked(page: &str, lines: &[String]) -> usize {
    let mut n = 0;
    for line in lines {
        let parts: Vec<&str> = line.split(" = ").collect();
        let [_, sum, result] = parts.as_slice() else {
            continue;
        };
        let reached = Calculator::of(sum).unwrap_or_else(|| panic!("{page}: {line} is no sum"));
        let (wanted, places) = printed(result).unwrap_or_else(|| panic!("{page}: {line} has no result"));
        // A result that ends early is exact; otherwise it is rounded at its fourth decimal, money at its second.
        let half =
            0.5 * 10_f64.powi(-i32::try_from(if places < 4 { 4.min(places.max(2)) } else { 4 }).unwrap());
        let slack = half + reached.abs() * 1e-12 + 1e-9;
        assert!(
            (reached - wanted).abs() <= slack,
            "{page}: {line} gives {reached}"
        );
        n += 1;
    }
    n
}

#[test]
fn a_reader_with_a_calculator_reaches_every_result() {
    assert_eq!(Calculator::of("(2 × 3.5 − (−1)) ÷ 4² × 100"), Some(50.0));
    assert_eq!(Calculator::of("⌈25 × 14 ÷ 100⌉ + √(4 × 9) − 1,000"), Some(-990.0));
    assert_eq!(Calculator::of("2 ×"), None);
    let mut n = 0;
    for book in [
        "content/..",
        "tests/golden/example-book",
        "tests/golden/count",
        "tests/golden/rank",
        "tests/golden/industry-matrix",
    ] {
        let site = site(book);
        for path in site.paths().filter(|path| path.contains("models/")) {
            n += checked(path, &sums(&text(&site, path)));
        }
    }
    assert!(n > 400, "{n}");
}

fn small(extra: &[(&str, &str)], n_accounts: u32) -> Site {
    let mut files = book_files("", n_accounts);
    let extra = extra.iter();
    files.extend(extra.map(|(stem, text)| (format!("content/models/{stem}.yaml"), text.as_bytes().to_vec())));
    site_of(&Snapshot::of(files), Theme::built_in().unwrap())
}

/// Stems of the pages below `models/`, of the first language.
fn stems(site: &Site) -> BTreeSet<String> {
    let paths = site.paths().filter_map(|path| path.strip_prefix("models/"));
    paths
        .filter_map(|path| Some(path.strip_suffix("/index.html")?.to_owned()))
        .collect()
}

#[test]
fn a_book_with_all_data_has_a_page_for_every_method_and_lists_each_once() {
    let site = site("content/..");
    let stems = stems(&site);
    assert_eq!(stems.len(), 4 + 3 + MethodKind::WORDS.len(), "{stems:?}");
    let lists = [
        text(&site, "models/index.html"),
        text(&site, "en/models/index.html"),
    ];
    for stem in &stems {
        for list in &lists {
            assert_eq!(
                list.matches(&format!("\"{stem}/index.html\"")).count(),
                1,
                "{stem}"
            );
        }
    }
    for word in MethodKind::WORDS {
        let file = std::fs::read_dir(root("content/models")).unwrap().any(|file| {
            let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
            text.lines().any(|line| line == format!("method: {word}"))
        });
        assert!(
            file,
            "no file of content/models says what the team uses {word} for"
        );
    }
}

#[test]
fn a_book_without_data_has_pages_for_its_files_and_for_the_rules_alone() {
    let site = small(&[], 0);
    assert_eq!(
        stems(&site),
        ["rules", "selection", "value"].map(str::to_owned).into()
    );
    assert!(crawl(&site) > 50);
}

#[test]
fn a_file_adds_the_teams_words_and_its_stem_is_the_pages() {
    let text_of = "kind: method\nmethod: needs\nname: {zh: 卖点对照, en: Points that sell}\npurpose: 写方案前看\nnotes: [每季度一次]\nsource: 方案中心\n";
    let site = small(&[("sales-points", text_of)], 1);
    let stems = stems(&site);
    assert!(
        stems.contains("sales-points") && !stems.contains("needs"),
        "{stems:?}"
    );
    let page = text(&site, "models/sales-points/index.html");
    for word in [
        "<h1>卖点对照</h1>",
        "写方案前看",
        "每季度一次",
        "方案中心",
        "需求与独特卖点",
        "content/models/sales-points.yaml",
    ] {
        assert!(page.contains(word), "{word}");
    }
    assert!(text(&site, "en/models/sales-points/index.html").contains("<h1>Points that sell</h1>"));
}

#[test]
fn a_method_with_a_file_has_its_page_though_nothing_is_known_yet() {
    let site = small(&[("life", "kind: method\nmethod: clv\n")], 1);
    assert!(text(&site, "models/life/index.html").contains("class=\"empty\""));
    assert!(crawl(&site) > 50);
}

#[test]
fn a_stem_that_a_file_has_taken_is_left_to_it() {
    let taken = "kind: scorecard\nname: 需求评分\nscale: {min: 1, max: 5}\ngroups: [{id: g, name: 组, criteria: [{id: c, name: 条, weight: 1}]}]\n";
    let site = small(&[("needs", taken), ("rules", taken)], 1);
    assert!(text(&site, "models/needs/index.html").contains("需求评分"));
    assert!(text(&site, "models/method-needs/index.html").contains("需求与独特卖点"));
    assert!(text(&site, "models/method-rules/index.html").contains("R12"));
}

#[test]
fn each_file_of_classifiers_has_a_page_with_its_own() {
    let file = |id: &str| {
        format!(
            "kind: classifiers\nclassifiers: [{{id: {id}, indicator: value, direction: high, method: thresholds, classes: [{{id: A, bound: 50}}, {{id: B}}]}}]\n"
        )
    };
    let (bands, others) = (file("band"), file("other"));
    let site = small(&[("bands", &bands), ("others", &others)], 3);
    let page = text(&site, "models/bands/index.html");
    assert!(page.contains("id=\"band\"") && !page.contains("id=\"other\""));
    assert!(text(&site, "models/others/index.html").contains("id=\"other\""));
}

#[test]
fn every_rule_stands_on_the_page_with_how_many_raise_it_now() {
    let site = site("tests/golden/example-book");
    let (zh, en) = (
        text(&site, "models/rules/index.html"),
        text(&site, "en/models/rules/index.html"),
    );
    for n in 1..=12 {
        assert!(
            zh.contains(&format!("id=\"r{n}\"")) && en.contains(&format!("id=\"r{n}\"")),
            "R{n}"
        );
    }
    assert_eq!(zh.matches("status-now").count(), 12);
    assert!(en.contains("raise it:") && en.contains("Result: High"));
}

#[test]
fn a_ruler_says_how_far_its_weights_may_move_once_two_are_known_in_full() {
    let with = |n| text(&small(&[], n), "models/value/index.html").contains("稳定下限");
    assert!(!with(1));
    let site = site("tests/golden/example-book");
    assert!(text(&site, "models/selection/index.html").contains("稳定下限"));
}
