//! What a page shows of dossiers that are not its own: each such thing is edited by itself, the page has to change, and so has the
//! print of what it is made from.

use std::collections::BTreeMap;
use std::fs;

use keybook::app::Inputs;
use keybook::app::Options;
use keybook::app::Project;
use keybook::app::compile_inputs;

use crate::book::Files;
use crate::book::skeleton;

/// The account whose pages are looked at.
const OWN: &str = "content/accounts/harbour-foods.md";
/// The account that is edited.
const OTHER: &str = "content/accounts/other-01.md";
/// More accounts than a value matrix shows beside its own.
const N_OTHERS: usize = 30;

/// What is edited, the page that shows it, what stands in the book before, and the edit.
type Case = (&'static str, &'static str, Edit, Edit);
type Edit = fn(&mut Files);

const CASES: &[Case] = &[
    (
        "a link to it",
        "accounts/harbour-foods/index.html",
        |_| {},
        |files| {
            more(files, OTHER, "\n见[那家](harbour-foods.md)。\n");
        },
    ),
    (
        "the name of who links to it",
        "accounts/harbour-foods/index.html",
        |files| {
            more(files, OTHER, "\n见[那家](harbour-foods.md)。\n");
        },
        renamed,
    ),
    (
        "its parent's name",
        "accounts/harbour-foods/index.html",
        |files| {
            field(files, OWN, "parent: other-01");
        },
        renamed,
    ),
    (
        "a member more",
        "accounts/harbour-foods/index.html",
        |_| {},
        |files| {
            field(files, OTHER, "parent: harbour-foods");
        },
    ),
    (
        "a member's revenue",
        "accounts/harbour-foods/index.html",
        |files| {
            field(files, OTHER, "parent: harbour-foods");
        },
        earning,
    ),
    (
        "the revenue of a member's member",
        "accounts/harbour-foods/index.html",
        |files| {
            field(files, "content/accounts/other-02.md", "parent: harbour-foods");
            field(files, OTHER, "parent: other-02");
        },
        earning,
    ),
    (
        "a member's name",
        "accounts/harbour-foods/index.html",
        |files| {
            field(files, OTHER, "parent: harbour-foods");
        },
        renamed,
    ),
    (
        "a member's tier",
        "accounts/harbour-foods/index.html",
        |files| {
            field(files, OTHER, "parent: harbour-foods");
        },
        |files| replace(files, OTHER, "gates: {credit: pass}", "gates: {credit: fail}"),
    ),
    (
        "the address of what it shares",
        "accounts/harbour-foods/index.html",
        |files| {
            replace(files, OWN, "region: 华东", "region: b-b");
        },
        |files| replace(files, OTHER, "region: 华东", "region: b b"),
    ),
    (
        "the places of others",
        "accounts/harbour-foods/index.html",
        |_| {},
        |files| {
            for number in 1..=N_OTHERS {
                let path = format!("content/accounts/other-{number:02}.md");
                replace(files, &path, "actual: 19, unit: pct", "actual: 18.98, unit: pct");
            }
        },
    ),
    (
        "the mean, drawn",
        "accounts/harbour-foods/index.html",
        with_mean_cut,
        |files| {
            replace(
                files,
                "content/accounts/other-15.md",
                "actual: 19, unit: pct",
                "actual: 16, unit: pct",
            )
        },
    ),
    (
        "where its own file lies",
        "accounts/other-01/index.html",
        |files| {
            replace(
                files,
                OTHER,
                "[食品](../industries/food.md)，对手见[红石信息](../competitors/redstone.md)",
                "别处",
            )
        },
        |files| {
            let text = files.remove(OTHER).unwrap();
            files.insert("content/accounts/other-01/index.md".to_owned(), text);
        },
    ),
    (
        "the name of an account in its matrix",
        "accounts/harbour-foods/index.html",
        |_| {},
        |files| {
            for number in 1..=N_OTHERS {
                let path = format!("content/accounts/other-{number:02}.md");
                replace(files, &path, "{zh: 客户", "{zh: 客");
            }
        },
    ),
    (
        "how many accounts there are",
        "accounts/harbour-foods/index.html",
        |_| {},
        |files| {
            let last = files.get("content/accounts/other-30.md").unwrap().clone();
            files.insert("content/accounts/other-31.md".to_owned(), last);
        },
    ),
    (
        "the mean of the value matrix",
        "accounts/harbour-foods/why/index.html",
        with_mean_cut,
        |files| replace(files, OTHER, "actual: 19, unit: pct", "actual: 18, unit: pct"),
    ),
    (
        "the mean of the portfolio matrix",
        "accounts/harbour-foods/why/index.html",
        |files| {
            replace(
                files,
                "content/models/portfolio.yaml",
                "cut: {attractiveness: 50, strength: 60}",
                "cut: {attractiveness: mean, strength: mean}",
            );
        },
        |files| replace(files, OTHER, "innovation: 8", "innovation: 2"),
    ),
    (
        "its class among all",
        "accounts/harbour-foods/index.html",
        |_| {},
        |files| {
            for number in 1..=N_OTHERS {
                let path = format!("content/accounts/other-{number:02}.md");
                replace(
                    files,
                    &path,
                    "revenue: {amount: 300, scale: 万}",
                    "revenue: {amount: 3, scale: 亿}",
                );
            }
        },
    ),
    (
        "a chart of another account",
        "accounts/harbour-foods/index.html",
        |files| {
            more(files, OWN, "\n```chart\nchart: value\nof: other-01\n```\n");
        },
        |files| replace(files, OTHER, "target: 40, actual: 36", "target: 40, actual: 30"),
    ),
    (
        "a radar, which shows the mean of all",
        "accounts/harbour-foods/index.html",
        |files| {
            more(files, OWN, "\n```chart\nchart: radar\n```\n");
        },
        |files| replace(files, OTHER, "innovation: 8", "innovation: 1"),
    ),
    (
        "a chart of the book",
        "accounts/harbour-foods/index.html",
        |files| {
            more(files, OWN, "\n```chart\nchart: pareto\n```\n");
        },
        earning,
    ),
];

fn more(files: &mut Files, path: &str, text: &str) {
    files.get_mut(path).unwrap().push_str(text);
}

/// What is replaced by what; nothing stands for the end of the file.
fn replace(files: &mut Files, path: &str, what: &str, by: &str) {
    let text = files.get_mut(path).unwrap();
    assert!(text.contains(what), "{path} has no `{what}`");
    *text = match what {
        "" => format!("{text}{by}"),
        _ => text.replace(what, by),
    };
}

fn field(files: &mut Files, path: &str, line: &str) {
    replace(
        files,
        path,
        "\nclassification: ",
        &format!("\n{line}\nclassification: "),
    );
}

fn with_mean_cut(files: &mut Files) {
    replace(
        files,
        "content/models/value.yaml",
        "matrix: {cut: fixed, current: 60, potential: 60}",
        "matrix: {cut: mean}",
    );
}

fn renamed(files: &mut Files) {
    replace(
        files,
        OTHER,
        "{zh: 客户01, en: Account 01}",
        "{zh: 新名, en: New name}",
    );
}

fn earning(files: &mut Files) {
    replace(
        files,
        OTHER,
        "revenue: {amount: 300, scale: 万}",
        "revenue: {amount: 900, scale: 万}",
    );
}

/// A book of an account and of others that are like it but for their name and their place in the matrix.
fn book() -> Files {
    let mut files = skeleton();
    let dossier = files.get(OWN).unwrap().clone();
    for number in 1..=N_OTHERS {
        let name = format!("{{zh: 客户{number:02}, en: Account {number:02}}}");
        let other = dossier
            .replace("{zh: 港粮食品, en: Harbour Foods}", &name)
            .replace(
                "target: 20, actual: 19",
                &format!("target: {}, actual: 19", 20 + 3 * number),
            );
        files.insert(format!("content/accounts/other-{number:02}.md"), other);
    }
    crate::edit::set(&mut files, "languages", "[zh]");
    files
}

/// A page's bytes, and the print of what it is made from.
fn page(files: &Files, path: &str) -> Result<(Vec<u8>, Option<u64>), String> {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let project = Project {
        root: folder.path().to_owned(),
        output: folder.path().join("output"),
    };
    let options = Options::default();
    let mut inputs = Inputs::look(&project, &options, "a test").unwrap();
    let compiled = compile_inputs(&project, &options, &mut inputs, &mut |_| {});
    let compiled = compiled.map_err(|error| error.words().en)?;
    let errors = compiled.findings.iter().filter(|finding| finding.is_error());
    let errors: Vec<String> = errors
        .map(|finding| format!("{} {}", finding.place.file, finding.message.en))
        .collect();
    let site = compiled.value.ok_or(format!("{errors:#?}"))?.site;
    let made = site
        .make(path)
        .ok_or("no such page")?
        .map_err(|error| error.message)?;
    Ok((made, site.print(path)))
}

#[test]
fn whatever_a_page_shows_of_other_dossiers_is_in_its_print() {
    let mut wrong = Vec::new();
    let mut texts = BTreeMap::new();
    for (what, path, before, edit) in CASES {
        let mut files = book();
        before(&mut files);
        let then = page(&files, path).unwrap_or_else(|error| panic!("before {what}: {error}"));
        edit(&mut files);
        let now = page(&files, path).unwrap_or_else(|error| panic!("after {what}: {error}"));
        if then.0 == now.0 {
            wrong.push(format!("{what} is not on the page"));
        }
        if then.1.is_some() && then.1 == now.1 {
            wrong.push(format!("{what} is not in the print"));
        }
        texts.insert(what, then.1);
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    let n_printed = texts.values().filter(|print| print.is_some()).count();
    assert_eq!(
        texts.len() - n_printed,
        3,
        "pages with a chart of others have no print, and only these"
    );
}

#[test]
fn what_no_page_shows_of_another_dossier_changes_no_print() {
    let edits: [(&str, Edit); 4] = [
        ("a sentence", |files| more(files, OTHER, "\n又去了一次。\n")),
        ("a task", |files| replace(files, OTHER, "tasks: 10", "tasks: 11")),
        ("a goal", |files| {
            replace(files, OTHER, "horizon: 6", "horizon: 9")
        }),
        ("an account of which nothing is known", |files| {
            let text = "---\nname: {zh: 新客户, en: New}\nindustry: food\nstatus: prospect\nowner: wei\nclassification: internal\nreviewed_on: 2026-06-10\n---\n";
            files.insert("content/accounts/new.md".to_owned(), text.to_owned());
        }),
    ];
    for path in [
        "accounts/harbour-foods/index.html",
        "accounts/harbour-foods/brief/index.html",
        "accounts/harbour-foods/why/index.html",
    ] {
        let then = page(&book(), path).unwrap();
        for (what, edit) in edits {
            let mut files = book();
            edit(&mut files);
            let now = page(&files, path).unwrap_or_else(|error| panic!("after {what}: {error}"));
            assert!(then.0 == now.0, "{what} is on {path}");
            assert!(
                then.1.is_some() && then.1 == now.1,
                "{what} is in the print of {path}"
            );
        }
    }
}
