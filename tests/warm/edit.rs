//! One random edit of a book: what somebody does in an editor, in a shell, or with git.

use crate::book::Files;
use crate::book::LEDGERS;
use crate::book::dossier;
use crate::book::ledger_row;
use crate::book::sentence;
use crate::dice::Dice;
use crate::fields::ACCOUNTS;
use crate::fields::CLASSES;
use crate::fields::FIELDS;
use crate::fields::N_REQUIRED;

/// A kind of edit: its name, how often it is made, and the edit; it may find nothing to do.
pub type Kind = (&'static str, usize, fn(&mut Dice, &mut Files));

/// Every kind of edit.
pub const KINDS: &[Kind] = &[
    ("a field has another value", 7, field),
    ("a field is another dossier's", 2, copied_field),
    ("a field is gone", 1, field_gone),
    ("a number differs", 5, number),
    ("a word is another", 5, word),
    ("a sentence more", 4, sentence_more),
    ("a line is gone", 1, line_gone),
    ("a row of a ledger", 2, row),
    ("a new dossier", 2, new_dossier),
    ("a file is deleted", 1, deleted),
    ("a file is renamed", 2, renamed),
    ("a dossier gets its folder, or leaves it", 1, folder),
    ("two files are swapped", 1, swapped),
    ("a file is copied under another name", 1, copied),
    ("a file breaks", 2, broken),
    ("a setting", 3, setting),
    ("a label, a person or an organisation", 2, register),
    ("the theme", 2, theme),
    ("two edits at once", 2, two),
];

/// Makes one edit; gives its name.
pub fn edit(dice: &mut Dice, files: &mut Files) -> &'static str {
    let all: usize = KINDS.iter().map(|(_, often, _)| often).sum();
    let mut at = dice.below(all);
    for (name, often, make) in KINDS {
        if at < *often {
            make(dice, files);
            return name;
        }
        at -= often;
    }
    unreachable!("less than the sum")
}

fn paths(files: &Files, is_wanted: impl Fn(&str) -> bool) -> Vec<String> {
    files.keys().filter(|path| is_wanted(path)).cloned().collect()
}

fn dossiers(files: &Files) -> Vec<String> {
    paths(files, |path| {
        path.starts_with("content/accounts/") && path.ends_with(".md")
    })
}

/// Changes the text of one of the files.
fn change(dice: &mut Dice, files: &mut Files, of: &[String], make: impl FnOnce(&mut Dice, &str) -> String) {
    if of.is_empty() {
        return;
    }
    let path = dice.one(of);
    let text = make(dice, &files[path]);
    files.insert(path.clone(), text);
}

/// Every edit of a list that reaches every field of a dossier, every setting and every file, each by itself.
pub fn single_edits(dice: &mut Dice, files: &Files) -> Vec<(String, Files)> {
    let mut made = Vec::new();
    let mut make = |what: String, change: &mut dyn FnMut(&mut Dice, &mut Files)| {
        let mut after = files.clone();
        change(dice, &mut after);
        if after != *files {
            made.push((what, after));
        }
    };
    let dossiers = dossiers(files);
    for (place, (key, value)) in FIELDS.iter().enumerate() {
        let path = &dossiers[place % dossiers.len()];
        make(format!("{key} of {path}"), &mut |dice, after| {
            let text = with_field(&after[path], key, Some(&value(dice)));
            after.insert(path.clone(), text);
        });
    }
    for (key, values) in SETTINGS {
        for value in *values {
            make(format!("{key}: {value}"), &mut |_, after| set(after, key, value));
        }
    }
    for path in files.keys() {
        make(format!("a number in {path}"), &mut |dice, after| {
            change_number(dice, after, std::slice::from_ref(path));
        });
        make(format!("a word in {path}"), &mut |dice, after| {
            change_word(dice, after, std::slice::from_ref(path));
        });
        make(format!("{path} deleted"), &mut |_, after| {
            drop(after.remove(path))
        });
    }
    made
}

/// The text with a field of its front matter set, or taken out; fields stand on one line, or on indented ones below it.
fn with_field(text: &str, key: &str, value: Option<&str>) -> String {
    let (mut made, mut is_inside, mut n_marks) = (String::new(), false, 0);
    for line in text.split_inclusive('\n') {
        let is_mark = line == "---\n";
        if is_mark {
            n_marks += 1;
        }
        if is_mark
            && n_marks == 2
            && let Some(value) = value
        {
            made += &format!("{key}: {value}\n");
        }
        let is_front = n_marks == 1 && !is_mark;
        is_inside =
            is_front && (line.starts_with(&format!("{key}:")) || is_inside && line.starts_with([' ', '#']));
        if !is_inside {
            made += line;
        }
    }
    made
}

fn field_of<'a>(text: &'a str, key: &str) -> Option<&'a str> {
    let start = format!("{key}: ");
    text.lines().find_map(|line| line.strip_prefix(start.as_str()))
}

fn field(dice: &mut Dice, files: &mut Files) {
    let of = dossiers(files);
    change(dice, files, &of, |dice, text| {
        let (key, make) = dice.one(FIELDS);
        let value = make(dice);
        with_field(text, key, Some(&value))
    });
}

fn copied_field(dice: &mut Dice, files: &mut Files) {
    let of = dossiers(files);
    if of.is_empty() {
        return;
    }
    let from = files[dice.one(&of)].clone();
    change(dice, files, &of, |dice, text| {
        let there: Vec<&str> = FIELDS
            .iter()
            .map(|(key, _)| *key)
            .filter(|key| field_of(&from, key).is_some())
            .collect();
        if there.is_empty() {
            return text.to_owned();
        }
        let key = dice.one(&there);
        with_field(text, key, field_of(&from, key))
    });
}

fn field_gone(dice: &mut Dice, files: &mut Files) {
    let of = dossiers(files);
    change(dice, files, &of, |dice, text| {
        let (key, _) = dice.one(FIELDS.get(N_REQUIRED..).unwrap());
        with_field(text, key, None)
    });
}

fn number(dice: &mut Dice, files: &mut Files) {
    let of = paths(files, |path| path.starts_with("content/"));
    change_number(dice, files, &of);
}

fn change_number(dice: &mut Dice, files: &mut Files, of: &[String]) {
    change(dice, files, of, |dice, text| {
        let is_digit = |c: char| c.is_ascii_digit();
        let starts: Vec<usize> = text
            .match_indices(is_digit)
            .map(|(at, _)| at)
            .filter(|at| !text.get(..*at).unwrap().ends_with(is_digit))
            .collect();
        if starts.is_empty() {
            return text.to_owned();
        }
        let at = *dice.one(&starts);
        let (before, rest) = text.split_at(at);
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let (digits, after) = rest.split_at(end);
        let number: u64 = digits.parse().unwrap_or(7);
        let number = match dice.below(4) {
            0 => number + 1,
            1 => number.saturating_sub(1),
            2 => number / 2,
            _ => number + 3,
        };
        // Dates keep their width.
        let width = digits.len();
        format!("{before}{number:0width$}{after}")
    });
}

fn word(dice: &mut Dice, files: &mut Files) {
    let of = paths(files, |path| path.starts_with("content/"));
    change_word(dice, files, &of);
}

fn change_word(dice: &mut Dice, files: &mut Files, of: &[String]) {
    change(dice, files, of, |dice, text| {
        let is_part = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        let mut found: Vec<(usize, &str, &[&str])> = Vec::new();
        for class in CLASSES {
            for word in *class {
                let places = text.match_indices(word).map(|(at, _)| at);
                found.extend(places.map(|at| (at, *word, *class)));
            }
        }
        let is_whole = |(at, word, _): &(usize, &str, &[&str])| {
            let (before, after) = (text.get(..*at).unwrap(), text.get(at + word.len()..).unwrap());
            !before.ends_with(is_part) && !after.starts_with(is_part)
        };
        found.retain(is_whole);
        if found.is_empty() {
            return text.to_owned();
        }
        let (at, word, class) = *dice.one(&found);
        let other = dice.one(class);
        format!(
            "{}{other}{}",
            text.get(..at).unwrap(),
            text.get(at + word.len()..).unwrap()
        )
    });
}

/// The way up from a file that lies deeper.
fn deeper(text: &str) -> String {
    text.replace("](../", "](../../")
}

fn sentence_more(dice: &mut Dice, files: &mut Files) {
    let of = paths(files, |path| path.ends_with(".md"));
    if of.is_empty() {
        return;
    }
    let path = dice.one(&of).clone();
    let mut more = sentence(dice);
    if path.matches('/').count() > 2 && !path.starts_with("content/playbook/way/") || path.contains("/way/") {
        more = deeper(&more);
    }
    files.entry(path).and_modify(|text| text.push_str(&more));
}

fn line_gone(dice: &mut Dice, files: &mut Files) {
    let of = paths(files, |path| path.starts_with("content/"));
    change(dice, files, &of, |dice, text| {
        let gone = dice.below(text.lines().count());
        let kept = text
            .split_inclusive('\n')
            .enumerate()
            .filter(|(line, _)| *line != gone);
        kept.map(|(_, line)| line).collect()
    });
}

fn row(dice: &mut Dice, files: &mut Files) {
    let (name, columns) = dice.one(LEDGERS);
    let path = format!("content/ledgers/{name}.csv");
    if dice.once_in(6) {
        files.remove(&path);
        return;
    }
    let number = dice.below(20);
    let row = ledger_row(dice, name, number);
    files
        .entry(path)
        .or_insert_with(|| format!("{columns}\n"))
        .push_str(&row);
}

fn new_dossier(dice: &mut Dice, files: &mut Files) {
    let id = dice.one(ACCOUNTS);
    let text = dossier(dice);
    files.insert(format!("content/accounts/{id}.md"), text);
}

fn deleted(dice: &mut Dice, files: &mut Files) {
    let of = paths(files, |path| {
        path != "content/book.yaml" || files.len().is_multiple_of(7)
    });
    if !of.is_empty() {
        files.remove(dice.one(&of));
    }
}

/// A name for a file of the same folder, as its kind of file is called.
fn other_name(dice: &mut Dice, path: &str) -> String {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let stem = name.split('.').next().unwrap_or(name);
    let siblings = CLASSES.iter().find(|class| class.contains(&stem));
    let stem = siblings.map_or_else(|| format!("{stem}-2"), |class| (*dice.one(class)).to_owned());
    let end = name.split_once('.').map_or("", |(_, end)| end);
    format!("{folder}/{stem}.{end}")
}

fn renamed(dice: &mut Dice, files: &mut Files) {
    let is_dossier = dice.once_in(2);
    let of = paths(files, |path| !is_dossier || path.starts_with("content/accounts/"));
    if of.is_empty() {
        return;
    }
    let from = dice.one(&of).clone();
    let to = other_name(dice, &from);
    if let Some(text) = files.remove(&from) {
        files.insert(to, text);
    }
}

fn folder(dice: &mut Dice, files: &mut Files) {
    let of = dossiers(files);
    if of.is_empty() {
        return;
    }
    let from = dice.one(&of).clone();
    let Some(text) = files.remove(&from) else {
        return;
    };
    match from.strip_suffix("/index.md") {
        Some(above) => {
            files.remove(&format!("{above}/plan.txt"));
            let flat = text
                .replace("](../../", "](../")
                .replace("\n见[计划](plan.txt)。\n", "");
            files.insert(format!("{above}.md"), flat);
        }
        None => {
            let above = from.strip_suffix(".md").unwrap();
            files.insert(
                format!("{above}/index.md"),
                deeper(&text) + "\n见[计划](plan.txt)。\n",
            );
            files.insert(format!("{above}/plan.txt"), format!("plan {}\n", dice.below(9)));
        }
    }
}

fn swapped(dice: &mut Dice, files: &mut Files) {
    let of = dossiers(files);
    if of.is_empty() {
        return;
    }
    let (one, other) = (dice.one(&of).clone(), dice.one(&of).clone());
    let (text, second) = (files[&one].clone(), files[&other].clone());
    files.insert(one, second);
    files.insert(other, text);
}

fn copied(dice: &mut Dice, files: &mut Files) {
    let of = paths(files, |path| path.starts_with("content/"));
    let from = dice.one(&of).clone();
    let to = other_name(dice, &from);
    let text = files[&from].clone();
    files.insert(to, text);
}

fn broken(dice: &mut Dice, files: &mut Files) {
    let of = paths(files, |path| path.starts_with("content/"));
    change(dice, files, &of, |dice, text| {
        let at = dice.below(text.lines().count());
        let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
        let wrong = dice.one(&["status: [\n", "<<<<<<< HEAD\n", "unheard: of\n", "\t\n", "：：\n"]);
        lines.insert(at, wrong);
        lines.concat()
    });
}

/// Settings of a book, and values they may have.
pub const SETTINGS: &[(&str, &[&str])] = &[
    ("title", &["{zh: 第一版, en: First}", "{zh: 第二版, en: Second}"]),
    ("languages", &["[zh]", "[zh, en]", "[en, zh]", "[en]"]),
    ("currency", &["CNY", "USD", "EUR"]),
    ("as_of", &["2026-06-30", "2026-03-28", "2026-09-28"]),
    ("window_months", &["12", "6", "24"]),
    ("last_review", &["2026-01-01", "2026-05-01"]),
    (
        "taxonomies",
        &[
            "[industry]",
            "[region, tags, owner]",
            "[status, classification]",
            "[]",
        ],
    ),
    ("theme", &["paper", "desk", "acme"]),
    ("base_url", &["https://kam.example/a", "https://kam.example/b"]),
    ("edit_url", &["https://git.example/edit/{path}"]),
    (
        "max_age_days",
        &["{reviewed: 30}", "{reviewed: 900, scores: 90, wallet: 200}"],
    ),
];

fn setting(dice: &mut Dice, files: &mut Files) {
    let (key, values) = dice.one(SETTINGS);
    let value: &str = dice.one::<&str>(values);
    set(files, key, value);
}

/// Writes a setting into `book.yaml`.
pub fn set(files: &mut Files, key: &str, value: &str) {
    let book = files.entry("content/book.yaml".to_owned()).or_default();
    let start = format!("{key}:");
    let kept = book
        .split_inclusive('\n')
        .filter(|line| !line.starts_with(&start));
    *book = kept.collect::<String>() + &format!("{key}: {value}\n");
}

fn register(dice: &mut Dice, files: &mut Files) {
    let n = dice.below(6);
    let (file, id, rest) = match dice.below(3) {
        0 => (
            "labels",
            format!("label-{n}"),
            format!(
                "{{zh: 标签{}, en: Label, status: {}}}",
                dice.below(9),
                dice.one(&["reviewed", "draft"])
            ),
        ),
        1 => (
            "people",
            (*dice.one(crate::fields::PEOPLE)).to_owned(),
            format!(
                "{{name: {{zh: 人{n}, en: Person {n}}}, role: sales, status: {}}}",
                dice.one(&["active", "left"])
            ),
        ),
        _ => (
            "organisations",
            (*dice.one(crate::fields::ORGANISATIONS)).to_owned(),
            format!(
                "{{name: {{zh: 组织{n}, en: Firm {n}}}, roles: [{}]}}",
                dice.one(&["customer", "competitor", "self", "customer, competitor"])
            ),
        ),
    };
    let text = files.entry(format!("content/{file}.yaml")).or_default();
    let start = format!("{id}:");
    let kept = text
        .split_inclusive('\n')
        .filter(|line| !line.starts_with(&start));
    let is_gone = dice.once_in(8);
    *text = kept.collect::<String>()
        + &if is_gone {
            String::new()
        } else {
            format!("{id}: {rest}\n")
        };
}

fn theme(dice: &mut Dice, files: &mut Files) {
    let name = *dice.one(&["paper", "paper", "desk", "acme"]);
    let (file, text) = match dice.below(6) {
        0 | 1 => ("static/extra.css", format!("p {{ order: {} }}\n", dice.below(9))),
        2 => (
            "theme.yaml",
            format!("name: Ours\nextends: paper\npage_size: {}\n", 2 + dice.below(4)),
        ),
        3 => (
            "templates/home.html",
            format!("<!doctype html><p>{}</p>\n", dice.below(9)),
        ),
        4 if dice.once_in(2) => ("templates/account.html", "{% block main %\n".to_owned()),
        _ => {
            let of = paths(files, |path| path.starts_with("themes/"));
            if !of.is_empty() {
                files.remove(dice.one(&of));
            }
            return;
        }
    };
    files.insert(format!("themes/{name}/{file}"), text);
}

fn two(dice: &mut Dice, files: &mut Files) {
    field(dice, files);
    edit(dice, files);
}
