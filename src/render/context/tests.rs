//! The document is the truth: every page of the shipped book is what it says, and templates use nothing it lacks.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use super::*;
use crate::content;
use crate::content::Memory;
use crate::content::ReadOptions;
use crate::content::snapshot;
use crate::engine;
use crate::model::book::PageKind;
use crate::render::leaf;
use crate::render::route::Route;
use crate::render::route::to_root;
use crate::render::routes::languages;
use crate::render::routes::routes;
use crate::render::scope::Scope;
use crate::render::scope::Shared;
use crate::render::share::share;
use crate::render::theme::Theme;
use crate::render::view::facts;
use crate::render::view::tags;

/// Where a schema's type is written.
fn resolved<'s>(root: &'s Value, schema: &'s Value) -> &'s Value {
    match schema.get("$ref").and_then(Value::as_str) {
        Some(reference) => root.pointer(reference.trim_start_matches('#')).unwrap(),
        None => schema,
    }
}

/// What is wrong with a value: its path, and why.
fn wrong(root: &Value, schema: &Value, value: &Value, path: &str) -> Option<String> {
    if schema.as_bool() == Some(true) {
        return None;
    }
    let schema = resolved(root, schema);
    if let Some(any) = schema.get("anyOf").and_then(Value::as_array) {
        let mut told = any.iter().map(|one| wrong(root, one, value, path));
        return match value {
            Value::Null => told.all(|told| told.is_some()).then(|| format!("{path}: null")),
            _ => told.next().unwrap(),
        };
    }
    let is_type = |name: &str| match schema.get("type") {
        Some(Value::String(known)) => known == name,
        Some(Value::Array(known)) => known.iter().any(|known| known == name),
        _ => false,
    };
    match value {
        Value::Null => (!is_type("null")).then(|| format!("{path}: null")),
        Value::Bool(_) => (!is_type("boolean")).then(|| format!("{path}: a bool")),
        Value::Number(number) => {
            let is_fine = is_type("number") || is_type("integer") && !number.is_f64();
            (!is_fine).then(|| format!("{path}: a number"))
        }
        Value::String(_) => (!is_type("string")).then(|| format!("{path}: a text")),
        Value::Array(items) => {
            let Some(item) = schema.get("items").filter(|_| is_type("array")) else {
                // A pair has a schema for each of its places.
                let places = schema.get("prefixItems").and_then(Value::as_array);
                let Some(places) = places.filter(|places| places.len() == items.len()) else {
                    return Some(format!("{path}: a list"));
                };
                let mut pairs = places.iter().zip(items);
                return pairs.find_map(|(place, item)| wrong(root, place, item, path));
            };
            let mut items = items.iter();
            items.find_map(|value| wrong(root, item, value, &format!("{path}[]")))
        }
        Value::Object(fields) => {
            let none = Map::new();
            let known = schema
                .get("properties")
                .and_then(Value::as_object)
                .unwrap_or(&none);
            let free = schema.get("additionalProperties");
            let required = schema.get("required").and_then(Value::as_array);
            let mut missing = required.into_iter().flatten().filter_map(Value::as_str);
            if let Some(name) = missing.find(|name| !fields.contains_key(*name)) {
                return Some(format!("{path}.{name} is missing"));
            }
            fields.iter().find_map(|(name, value)| {
                let path = format!("{path}.{name}");
                match known.get(name).or(free) {
                    Some(schema) => wrong(root, schema, value, &path),
                    None => Some(format!("{path} is not documented")),
                }
            })
        }
    }
}

fn shipped() -> Shared {
    let snapshot = snapshot::take(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
    let read = content::read(&snapshot, &ReadOptions::default(), &mut Memory::default());
    let book = read.value.unwrap();
    let assessment = engine::assess(&book);
    let findings = [read.findings, assessment.findings.clone()].concat();
    share(
        book,
        Arc::new(assessment),
        Arc::new(findings),
        Arc::new(Theme::built_in().unwrap()),
    )
}

#[test]
fn every_page_of_the_shipped_book_is_what_the_document_says() {
    let shared = shipped();
    let schemas: BTreeMap<&str, Value> = TEMPLATES
        .iter()
        .map(|template| (template.name, template.schema()))
        .collect();
    let first = shared.book.settings.first_language();
    let mut seen = BTreeSet::new();
    for lang in languages(&shared.book) {
        for route in routes(&shared.book, &shared.models, &shared.crossings, &shared.theme) {
            let path = route.path(lang, first);
            let scope = Scope {
                shared: &shared,
                lang,
                path: &path,
            };
            let (template, page) = leaf::given(scope, &route);
            let wall = &shared.walls[&lang];
            let mut given = json!({
                "page": page.unwrap(),
                "frame": leaf::frame(scope, &route),
                "nav": wall.nav,
                "words": wall.words,
                "root": to_root(&path),
                "book": "标题",
            });
            match &route {
                Route::One(PageKind::Account, id) => {
                    given["facts"] = json!(facts::view(scope, id).unwrap());
                    given["body"] = json!("<p>");
                }
                Route::List(PageKind::Account) => {
                    given["account_rows"] = json!(*shared.rows.all(scope).unwrap());
                    given["rows"] = json!(facts::ranked(scope, template));
                }
                Route::Tag(taxonomy, slug, part) => {
                    given["rows"] = json!(tags::rows(scope, *taxonomy, slug, *part, template));
                }
                _ => {}
            }
            let schema = &schemas[template];
            assert_eq!(wrong(schema, schema, &given, &path), None, "{template}");
            seen.insert(template);
        }
    }
    let pages = TEMPLATES.iter().filter(|one| matches!(one.given, Given::Page(_)));
    assert_eq!(seen, pages.map(|one| one.name).collect());
}

/// The schema at a path below the root, through lists and options.
fn at<'s>(root: &'s Value, from: &'s Value, path: &[&str]) -> Option<&'s Value> {
    let schema = resolved(root, from);
    if let Some(any) = schema.get("anyOf").and_then(Value::as_array) {
        return any.iter().find_map(|one| at(root, one, path));
    }
    let Some((name, rest)) = path.split_first() else {
        return Some(schema);
    };
    at(root, schema.get("properties")?.get(*name)?, rest)
}

/// Names used in a template that the document lacks; loops and `set` are followed, components name their own.
fn unknown(schema: &Value, text: &str) -> (usize, Vec<String>) {
    let mut known: BTreeMap<&str, &Value> = BTreeMap::new();
    let given = schema["properties"].as_object().unwrap();
    known.extend(given.iter().map(|(name, schema)| (name.as_str(), schema)));
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '.';
    let (mut n, mut lost) = (0, Vec::new());
    for code in text
        .split('{')
        .filter(|code| code.starts_with('%') || code.starts_with("{") || code.contains('}'))
    {
        let code = code.split(['}']).next().unwrap();
        let find = |path: &str| {
            let parts: Vec<&str> = path.split('.').collect();
            let from = known.get(parts[0])?;
            Some(at(schema, from, &parts[1..]))
        };
        for path in code.split(|c| !is_word(c)).filter(|path| path.contains('.')) {
            match find(path) {
                Some(Some(_)) => n += 1,
                Some(None) => lost.push(path.to_owned()),
                None => {}
            }
        }
        let words: Vec<&str> = code.trim_matches(['%', ' ', '-']).split_whitespace().collect();
        match words.as_slice() {
            ["for", name, "in", path, ..] => match find(path).flatten().and_then(|list| list.get("items")) {
                Some(item) => drop(known.insert(name, item)),
                None => drop(known.remove(name)),
            },
            ["set", name, "=", path] => {
                if let Some(found) = find(path).flatten() {
                    known.insert(name, found);
                }
            }
            _ => {}
        }
    }
    (n, lost)
}

#[test]
fn the_built_in_templates_use_nothing_that_the_document_lacks() {
    let files = theme::built_in(theme::PAPER).unwrap();
    let mut n_all = 0;
    for template in TEMPLATES.iter().filter(|one| !is_of_thin_themes(one)) {
        let text = String::from_utf8(files[&format!("templates/{}", template.name)].clone()).unwrap();
        let (n, lost) = unknown(&template.schema(), &text);
        assert_eq!(lost, Vec::<String>::new(), "{}", template.name);
        n_all += n;
    }
    assert!(n_all > 800, "only {n_all} names were looked at");
    let home = TEMPLATES[0].schema();
    let wrong = "{% for row in page.no_list %}{{ row.x }}{% endfor %}{{ frame.titel }}";
    assert_eq!(unknown(&home, wrong).1, ["page.no_list", "frame.titel"]);
}

#[test]
fn every_template_of_the_built_in_theme_is_in_the_document() {
    let files = theme::built_in(theme::PAPER).unwrap();
    let names: BTreeSet<&str> = files
        .keys()
        .filter_map(|path| path.strip_prefix("templates/"))
        .filter(|name| !["base.html", "components.html"].contains(name))
        .collect();
    let documented = TEMPLATES.iter().filter(|one| !is_of_thin_themes(one));
    assert_eq!(names, documented.map(|one| one.name).collect());
}

/// True for what the built-in theme has no use for.
fn is_of_thin_themes(template: &Template) -> bool {
    matches!(template.given, Given::Term)
}

#[test]
fn every_field_of_a_view_is_described() {
    let mut n = 0;
    for template in TEMPLATES {
        let schema = template.schema();
        for (name, of) in schema["$defs"].as_object().unwrap() {
            for (field, what) in of["properties"].as_object().into_iter().flatten() {
                n += 1;
                assert!(what.get("description").is_some(), "{name}.{field}");
            }
        }
    }
    assert!(n > 300, "{n}");
}

/// A site of the shipped book whose theme replaces one block of a template.
fn replaced(template: &str, block: &str) -> Theme {
    let root = tempfile::tempdir().unwrap();
    let folder = root.path().join("themes/acme/templates");
    std::fs::create_dir_all(&folder).unwrap();
    let text = format!("{{% extends \"paper/{template}\" %}}{{% block {block} %}}@@{{% endblock %}}");
    std::fs::write(folder.join(template), text).unwrap();
    Theme::load(root.path(), "acme").unwrap()
}

#[test]
fn a_theme_that_replaces_one_block_changes_that_part_alone() {
    let mut shared = shipped();
    let first = shared.book.settings.first_language();
    let long = [
        "account.html",
        "home.html",
        "portfolio.html",
        "industry.html",
        "model.html",
    ];
    let mut n = 0;
    for name in long {
        let routes = routes(&shared.book, &shared.models, &shared.crossings, &shared.theme);
        let route = routes
            .into_iter()
            .find(|route| {
                let scope = Scope {
                    shared: &shared,
                    lang: first,
                    path: "index.html",
                };
                leaf::given(scope, route).0 == name
            })
            .unwrap();
        let path = route.path(first, first);
        let page =
            |shared: &Shared| String::from_utf8(leaf::page(shared, first, &route, &path).unwrap()).unwrap();
        shared.theme = Arc::new(Theme::built_in().unwrap());
        let before = page(&shared);
        let template = TEMPLATES.iter().find(|one| one.name == name).unwrap();
        let blocks = template.blocks();
        assert!(blocks.len() > 12, "{name}: {blocks:?}");
        for block in blocks {
            shared.theme = Arc::new(replaced(name, &block));
            let after = page(&shared);
            let (head, tail) = after
                .split_once("@@")
                .unwrap_or_else(|| panic!("{name}: {block}"));
            assert!(
                before.starts_with(head) && before.ends_with(tail) && head.len() + tail.len() <= before.len(),
                "{name}: {block}"
            );
            n += 1;
        }
    }
    assert!(n > 70, "{n}");
}
