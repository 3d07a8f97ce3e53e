//! Whole sites, planned and rendered from small books.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use crate::content;
use crate::content::Memory;
use crate::content::ReadOptions;
use crate::content::snapshot;
use crate::content::snapshot::Snapshot;
use crate::diag::Code;
use crate::diag::finding::in_order;
use crate::engine;
use crate::render::Plan;
use crate::render::Site;
use crate::render::plan;
use crate::render::theme::Theme;

const BOOK: &str = "title: {zh: 手册, en: Book}\nlanguages: [zh, en]\ncurrency: CNY\nas_of: 2025-06-30\n";

const RULERS: [(&str, &str); 5] = [
    (
        "content/models/value.yaml",
        "kind: value\nperspectives: {financial: {name: 财务, side: current, weight: 1}, sales: {name: 销售, side: current, weight: 1}, service: {name: 服务, side: potential, weight: 1}, customer: {name: 客户, side: potential, weight: 1}}\ntiers: {method: score, levels: [{id: platinum, name: 白金卡, threshold: 80}, {id: gold, name: 金卡, threshold: 60}, {id: standard, name: 普通}]}\n",
    ),
    (
        "content/models/selection.yaml",
        "kind: scorecard\nname: 选择标准\nscale: {min: 1, max: 10, step: 1}\ngroups: [{id: market, name: 市场, criteria: [{id: leader, name: 领先, weight: 8, anchors: {1: 末位, 10: 首位}}, {id: brand, name: 品牌, weight: 6}]}]\n",
    ),
    ("content/people.yaml", "lin: {name: {zh: 林澈, en: Lin Che}}\n"),
    (
        "content/industries/finance.md",
        "---\nname: {zh: 金融, en: Finance}\n---\n",
    ),
    (
        "content/competitors/rival.md",
        "---\nname: 鼎桥\nformerly: [old-rival]\nstrengths: [{text: 快}]\nweaknesses: [{text: 贵}]\n---\n",
    ),
];

fn account(id: &str, rating: u32) -> (String, String) {
    let text = format!(
        "---\nname: {{zh: 客户{id}, en: Account {id}}}\nindustry: finance\nstatus: active\nowner: lin\nteam: [{{person: lin, role: sales}}]\nclassification: internal\nreviewed_on: 2025-05-20\nformerly: [old-{id}]\nscores: {{selection: {{scored_by: lin, items: {{leader: {{value: {rating}, why: <b>稳</b>}}}}}}}}\nvalue: {{financial: [{{id: margin, weight: 1, baseline: 0, target: 10, actual: {rating}}}], sales: [{{id: growth, weight: 1, baseline: 0, target: 10, actual: 5}}], service: [{{id: praise, weight: 1, baseline: 0, target: 10, actual: {rating}}}], customer: [{{id: plans, weight: 1, baseline: 0, target: 10}}]}}\nneeds: [{{id: speed, text: 快, importance: 4}}]\ncapabilities: {{speed: {{us: 8, rival: cannot}}}}\ncompetitors: [{{ref: rival, share: 30, strengths: [{{text: 便宜}}]}}]\nactions: [{{id: a-1, text: 拜访, owner: lin, due: 2025-06-01}}]\n---\n## 一\n\n见 [对手](../competitors/rival.md)。\n"
    );
    (format!("content/accounts/{id}.md"), text)
}

pub(in crate::render) fn files(settings: &str, n_accounts: u32) -> Vec<(String, Vec<u8>)> {
    let mut files = vec![(
        "content/book.yaml".to_owned(),
        format!("{BOOK}{settings}").into_bytes(),
    )];
    files.extend(RULERS.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())));
    files.extend((0..n_accounts).map(|n| {
        let (path, text) = account(&format!("a{n}"), n % 10 + 1);
        (path, text.into_bytes())
    }));
    files
}

pub(in crate::render) fn site_of(snapshot: &Snapshot, theme: Theme) -> Site {
    let read = content::read(snapshot, &ReadOptions::default(), &mut Memory::default());
    let mut findings = read.findings;
    let errors: Vec<_> = findings.iter().filter(|finding| finding.is_error()).collect();
    assert!(errors.is_empty(), "{errors:?}");
    let book = read.value.unwrap();
    let assessment = engine::assess(&book);
    findings.extend(assessment.findings.iter().cloned());
    in_order(&mut findings);
    plan(Plan {
        book,
        assessment: Arc::new(assessment),
        findings: Arc::new(findings),
        theme: Arc::new(theme),
        commit: Some("0123abc".to_owned()),
        statics: Arc::default(),
        export: Some(Arc::new(|| Ok(b"{}\n".to_vec()))),
        is_kept: false,
    })
}

fn small(settings: &str, n_accounts: u32) -> Site {
    site_of(
        &Snapshot::of(files(settings, n_accounts)),
        Theme::built_in().unwrap(),
    )
}

fn example() -> Site {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/example-book");
    site_of(&snapshot::take(&root).unwrap(), Theme::built_in().unwrap())
}

pub(in crate::render) fn text(site: &Site, path: &str) -> String {
    let made = site.make(path).unwrap_or_else(|| panic!("no {path}"));
    String::from_utf8(made.unwrap_or_else(|error| panic!("{}", error.message))).unwrap()
}

fn attributes<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    let open = format!(" {name}=\"");
    html.match_indices(&open)
        .map(|(at, found)| {
            let rest = html.get(at + found.len()..).unwrap();
            rest.split('"').next().unwrap()
        })
        .collect()
}

/// Where a relative link leads, seen from a page of the site.
fn target(from: &str, link: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for step in link.split('/') {
        match step {
            ".." => assert!(parts.pop().is_some(), "{link} on {from} leads out of the site"),
            "." | "" => {}
            step => parts.push(step),
        }
    }
    unescaped(&parts.join("/"))
}

/// A path with its percent signs read.
fn unescaped(path: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = path.as_bytes();
    while let [first, behind @ ..] = rest {
        let code = behind.get(..2).and_then(|code| std::str::from_utf8(code).ok());
        match (first, code.and_then(|code| u8::from_str_radix(code, 16).ok())) {
            (b'%', Some(byte)) => {
                bytes.push(byte);
                rest = behind.get(2..).unwrap();
            }
            _ => {
                bytes.push(*first);
                rest = behind;
            }
        }
    }
    String::from_utf8(bytes).unwrap()
}

/// Every link of every page leads to a planned path and an anchor that is there; gives how many were followed.
pub(in crate::render) fn crawl(site: &Site) -> usize {
    let pages: Vec<(&String, String)> = site
        .paths()
        .filter(|path| path.ends_with(".html"))
        .map(|path| (path, text(site, path)))
        .collect();
    let anchors = |path: &str| -> BTreeSet<String> {
        let page = pages.iter().find(|(other, _)| *other == path);
        page.map(|(_, html)| attributes(html, "id").into_iter().map(str::to_owned).collect())
            .unwrap_or_default()
    };
    let mut n = 0;
    for (path, html) in &pages {
        let links = attributes(html, "href")
            .into_iter()
            .chain(attributes(html, "src"));
        for link in links.filter(|link| !link.starts_with("http") && !link.starts_with("mailto:")) {
            let link = link.replace("&amp;", "&");
            let (file, anchor) = link.split_once('#').unwrap_or((&link, ""));
            let file = file.split('?').next().unwrap();
            let to = if file.is_empty() {
                (*path).clone()
            } else {
                target(path, file)
            };
            assert!(
                site.has(&to),
                "{path}: {link} leads to {to}, which is not planned"
            );
            if !anchor.is_empty() {
                assert!(
                    anchors(&to).contains(anchor),
                    "{path}: {to} has no anchor {anchor}"
                );
            }
            n += 1;
        }
    }
    n
}

#[test]
fn every_page_renders_and_every_link_leads_somewhere_with_no_one_or_many_accounts() {
    for n_accounts in [0, 1, 30] {
        assert!(crawl(&small("", n_accounts)) > 50);
    }
    assert!(crawl(&example()) > 500);
}

#[test]
fn the_same_book_gives_the_same_bytes_twice() {
    let (once, twice) = (example(), example());
    assert!(once.paths().eq(twice.paths()) && once.len() > 50);
    for path in once.paths() {
        assert_eq!(
            once.make(path).unwrap().unwrap(),
            twice.make(path).unwrap().unwrap(),
            "{path}"
        );
    }
}

#[test]
fn every_page_is_whole_html_without_inline_code_or_outside_requests() {
    let site = example();
    let mut n = 0;
    for path in site.paths().filter(|path| path.ends_with(".html")) {
        let html = text(&site, path);
        assert!(html.starts_with("<!doctype html>\n<html lang=\""), "{path}");
        for part in [
            "<title>",
            "name=\"viewport\"",
            "name=\"robots\"",
            "<main",
            "</html>",
        ] {
            assert!(html.contains(part), "{path} lacks {part}");
        }
        assert_eq!(
            html.matches("<h1").count(),
            if path == "404.html" { 2 } else { 1 },
            "{path}"
        );
        for forbidden in [
            " style=\"",
            "<style",
            "<script>",
            " onclick=",
            "javascript:",
            "src=\"http",
        ] {
            assert!(!html.contains(forbidden), "{path} has {forbidden}");
        }
        let ids = attributes(&html, "id");
        let distinct: BTreeSet<&&str> = ids.iter().collect();
        assert_eq!(ids.len(), distinct.len(), "{path} has an id twice: {ids:?}");
        assert_eq!(
            html.matches("<table").count(),
            html.matches("<caption>").count(),
            "{path}"
        );
        n += 1;
    }
    assert!(n > 50);
}

#[test]
fn every_page_has_its_twin_in_the_other_language() {
    let site = small("", 1);
    let zh = text(&site, "accounts/a0/index.html");
    let en = text(&site, "en/accounts/a0/index.html");
    assert!(
        zh.contains("lang=\"zh-CN\"")
            && zh.contains("客户a0")
            && zh.contains("../../en/accounts/a0/index.html")
    );
    assert!(
        en.contains("lang=\"en\"")
            && en.contains("Account a0")
            && en.contains("../../../accounts/a0/index.html")
    );
}

#[test]
fn text_of_a_dossier_is_never_markup() {
    let site = small("", 1);
    let page = text(&site, "accounts/a0/why/index.html");
    assert!(page.contains("&lt;b&gt;稳") && !page.contains("<b>稳"));
    assert!(!text(&site, "accounts/a0/index.html").contains("<b>稳"));
}

#[test]
fn an_old_name_leads_to_the_new_one_in_every_language() {
    let site = small("", 1);
    for path in [
        "accounts/old-a0/index.html",
        "en/competitors/old-rival/index.html",
    ] {
        assert!(text(&site, path).contains("http-equiv=\"refresh\""), "{path}");
    }
}

#[test]
fn the_page_for_what_is_missing_links_only_where_the_site_is_known_to_stand() {
    assert!(!text(&small("", 0), "404.html").contains("href"));
    let page = text(&small("base_url: https://keys.example/book/\n", 0), "404.html");
    assert!(
        page.contains("href=\"https://keys.example/book/en/index.html\""),
        "{page}"
    );
}

#[test]
fn audiences_put_a_word_on_every_page() {
    let plain = small("", 1);
    let named = small(
        "audiences: {partner: {title: 伙伴, classifications: [internal], accounts: all, industries: all, fields: all, models: [], playbook: all}}\n",
        1,
    );
    for path in [
        "index.html",
        "en/accounts/a0/index.html",
        "quality/index.html",
        "404.html",
    ] {
        assert!(text(&named, path).contains("class=\"notice\""), "{path}");
        assert!(!text(&plain, path).contains("class=\"notice\""), "{path}");
    }
}

#[test]
fn the_commit_stands_on_the_home_page_and_in_the_build_file_alone() {
    let site = small("", 1);
    assert!(text(&site, "index.html").contains("0123abc"));
    assert!(text(&site, "data/build.json").contains("\"commit\": \"0123abc\""));
    assert!(!text(&site, "accounts/a0/index.html").contains("0123abc"));
}

#[test]
fn an_accounts_page_does_not_grow_with_the_book() {
    let few = text(&small("", 100), "accounts/a0/index.html").len();
    let many = text(&small("", 400), "accounts/a0/index.html").len();
    assert!(many < few + few / 10, "{few} -> {many}");
}

#[test]
fn the_portfolio_page_stays_small_and_says_how_many_it_leaves_out() {
    let few = text(&small("", 210), "portfolio/index.html");
    let many = text(&small("", 630), "portfolio/index.html");
    assert!(
        many.len() < few.len() + few.len() / 10,
        "{} -> {}",
        few.len(),
        many.len()
    );
    assert!(
        many.contains("630 家客户") && many.contains("列前 50 家"),
        "{many}"
    );
}

#[test]
fn every_section_of_a_full_account_has_its_anchor_and_its_numbers_theirs() {
    let page = text(&example(), "accounts/lanjiang-bank/index.html");
    let ids: BTreeSet<&str> = attributes(&page, "id").into_iter().collect();
    for id in [
        "s-dials",
        "s-risks",
        "s-contacts",
        "s-needs",
        "s-stage",
        "s-wallet",
        "s-indicators",
        "s-plan",
        "s-clv",
        "f-value",
        "f-tier",
        "f-dials.speed",
        "f-portfolio",
        "f-wallet.share",
        "f-needs.core-upgrade",
        "f-steps.industry",
        "f-relations.coverage",
        "f-indicators.tx_amount",
        "f-clv",
    ] {
        assert!(ids.contains(id), "{id} is not among {ids:?}");
    }
    assert!(page.len() < 120_000, "{} bytes", page.len());
}

#[test]
fn every_section_of_the_portfolio_has_its_anchor() {
    let page = text(&example(), "portfolio/index.html");
    let ids: BTreeSet<&str> = attributes(&page, "id").into_iter().collect();
    for id in [
        "s-risks",
        "s-tiers",
        "s-pyramid",
        "s-value-matrix",
        "s-cells",
        "cell-strategic",
        "s-whale",
        "s-concentration",
        "s-rfm",
        "s-classes",
        "s-size",
        "s-gaps",
        "s-owners",
    ] {
        assert!(ids.contains(id), "{id} is not among {ids:?}");
    }
}

#[test]
fn a_template_of_the_books_own_theme_wins_and_its_mistakes_name_template_and_page() {
    let root = tempfile::tempdir().unwrap();
    let folder = root.path().join("themes/paper/templates");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("cases.html"), "never used").unwrap();
    fs::write(
        folder.join("quality.html"),
        "{% extends \"base.html\" %}\n{% block content %}<h1>Ours</h1>{% endblock %}",
    )
    .unwrap();
    fs::write(folder.join("home.html"), "<p>\n{{ page.nowhere }}").unwrap();
    let site = site_of(
        &Snapshot::of(files("", 1)),
        Theme::load(root.path(), "paper").unwrap(),
    );
    assert!(text(&site, "quality/index.html").contains("<h1>Ours</h1>"));
    let error = site.make("en/index.html").unwrap().unwrap_err();
    assert_eq!(error.path, "en/index.html");
    for part in ["en/index.html", "themes/paper/home.html", "line 2", "nowhere"] {
        assert!(error.message.contains(part), "{part}: {}", error.message);
    }
}

#[test]
fn a_static_file_is_copied_unless_it_would_hide_a_page() {
    let folder = tempfile::tempdir().unwrap();
    let source = folder.path().join("logo.txt");
    fs::write(&source, "logo").unwrap();
    let read = content::read(
        &Snapshot::of(files("", 0)),
        &ReadOptions::default(),
        &mut Memory::default(),
    );
    let book = read.value.unwrap();
    let assessment = engine::assess(&book);
    let site = plan(Plan {
        book,
        assessment: Arc::new(assessment),
        findings: Arc::new(Vec::new()),
        theme: Arc::new(Theme::built_in().unwrap()),
        commit: None,
        statics: Arc::new(vec![
            ("img/logo.txt".to_owned(), source.clone()),
            ("index.html".to_owned(), source),
            // Beside the dossier of another folder, say.
            ("img/logo.txt".to_owned(), folder.path().join("other.txt")),
            ("gone.txt".to_owned(), folder.path().join("gone.txt")),
        ]),
        export: None,
        is_kept: false,
    });
    assert_eq!(text(&site, "img/logo.txt"), "logo");
    assert!(text(&site, "index.html").starts_with("<!doctype html>"));
    let codes: Vec<Code> = site.findings.iter().map(|finding| finding.code).collect();
    assert_eq!(codes, [Code::StrayFile, Code::StrayFile]);
    let error = site.make("gone.txt").unwrap().unwrap_err();
    assert_eq!(error.path, "gone.txt");
}

#[test]
fn every_number_of_an_account_has_its_place_on_the_page_that_explains_it() {
    let site = small("", 2);
    let page = text(&site, "accounts/a1/why/index.html");
    for what in [
        "value",
        "value.current",
        "value.financial.margin",
        "tier",
        "scorecards.selection",
        "dials.speed",
        "indicators.tx_count",
        "needs.speed",
    ] {
        assert!(
            page.contains(&format!("id=\"{what}\"")),
            "{what} is not explained"
        );
    }
    assert!(
        page.contains("&lt;b&gt;稳&lt;/b&gt;"),
        "the reason of a rating is shown, and never as markup"
    );
    assert!(page.contains("<th scope=\"col\">出处</th>"));
}

fn with_text(text: &str) -> Snapshot {
    let mut files = files("", 2);
    files.push((
        "content/playbook/read.md".to_owned(),
        format!("---\nname: 读法\n---\n{text}").into_bytes(),
    ));
    Snapshot::of(files)
}

#[test]
fn a_chart_and_its_table_stand_in_a_text_where_their_blocks_stood() {
    let text_of = "前。\n\n```chart\nchart: value\nof: a1\n```\n\n中。\n\n```table\nchart: pyramid\n```\n\n```chart\nchart: scorecard\nof: a0\nmodel: selection\n```\n";
    let site = site_of(&with_text(text_of), Theme::built_in().unwrap());
    let page = text(&site, "playbook/read/index.html");
    let (before, after) = page.split_once("中。").unwrap();
    assert_eq!(before.matches("<figure").count(), 1);
    assert!(after.contains("<table"), "the pyramid's table");
    assert_eq!(after.matches("<figure").count(), 1, "the scorecard");
    let ids = attributes(&page, "id");
    let distinct: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), distinct.len(), "an id stands twice: {ids:?}");
}

#[test]
fn a_chart_of_nothing_or_of_what_is_not_there_is_an_error_at_its_line() {
    let errors = |text: &str| -> Vec<(Code, u32)> {
        let read = content::read(&with_text(text), &ReadOptions::default(), &mut Memory::default());
        let errors = read.findings.iter().filter(|finding| finding.is_error());
        errors
            .map(|finding| (finding.code, finding.place.at.line))
            .collect()
    };
    assert_eq!(errors("```chart\nchart: value\n```\n"), [(Code::MissingField, 4)]);
    assert_eq!(
        errors("```chart\nchart: value\nof: a9\n```\n"),
        [(Code::DanglingReference, 6)]
    );
    assert_eq!(
        errors("```chart\nchart: landscape\nof: nowhere\n```\n"),
        [(Code::DanglingReference, 6)]
    );
    assert_eq!(
        errors("```chart\nchart: pyramid\nof: a1\n```\n"),
        [(Code::UnknownKey, 4)]
    );
    assert_eq!(errors("```chart\nchart: value-matrix\n```\n"), []);
}

fn example_in(files: &[(&str, &str)]) -> Site {
    let folder = tempfile::tempdir().unwrap();
    for (file, text) in files {
        let path = folder.path().join("themes/acme").join(file);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    let theme = Theme::load(folder.path(), "acme").unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/example-book");
    site_of(&snapshot::take(&root).unwrap(), theme)
}

#[test]
fn a_theme_lays_out_the_facts_and_says_once_how_a_rated_criterion_looks() {
    let account = "{% for card in facts.scorecards %}{% for term in card.terms %}{{ term.row }}{% endfor %}|\
                   {% for term in card.terms %}<i>{{ loop.index }} {{ term.name }} {{ term.rating }} {{ words.accounts }}</i>\
                   {% endfor %}|{{ card.terms[0].bar is none }}\n{% endfor %}";
    let row = "<i>{{ number }} {{ term.name }} {{ term.rating }} {{ words.accounts }}</i>";
    let card = ("theme.yaml", "name: Acme\npages: [account]\n");
    let template = ("templates/account.html", account);
    let site = example_in(&[card, template, ("templates/term-row.html", row)]);
    let pages: Vec<&String> = site
        .paths()
        .filter(|path| path.starts_with("accounts/"))
        .collect();
    let mut n_cards = 0;
    for path in pages {
        for line in text(&site, path).lines() {
            let parts: Vec<&str> = line.split('|').collect();
            assert!(parts[0].matches("<i>").count() >= 3, "{path}: {line}");
            assert_eq!((parts[0], parts[2]), (parts[1], "true"), "{path}");
            n_cards += 1;
        }
    }
    assert!(n_cards > 2);

    let broken = ("templates/term-bar.html", "{{ term.nothing.at_all }}");
    let site = example_in(&[card, template, broken]);
    let path = site.paths().find(|path| path.starts_with("accounts/")).unwrap();
    let error = site.make(path).unwrap().unwrap_err();
    assert!(
        error.message.contains(path) && error.message.contains("term-bar.html"),
        "{}",
        error.message
    );
}
