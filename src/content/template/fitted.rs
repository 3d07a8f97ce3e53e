//! Makes the examples of a new dossier those of the book it goes into: its people, models and pages, and its year.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::content::template::account;
use crate::diag::Lang;
use crate::model::book::Book;
use crate::model::date::days_between;
use crate::model::date::parse_date;
use crate::model::id::Id;

/// The day the examples of the field table speak of.
const EXAMPLE_DAY: (i16, i8, i8) = (2025, 6, 30);

/// A dossier to fill in, for this book: with every line brought in it passes the check. What the book has nothing for
/// is written as `null`, or left out with all that needs it.
pub fn account_in(book: &Book, id: &Id, lang: Lang) -> String {
    let mut lines: Vec<String> = account(lang)
        .lines()
        .map(|line| moved(line, book.as_of))
        .collect();
    for block in missing_blocks(book) {
        cut(&mut lines, block);
    }
    for (example, ours) in names(book, id) {
        for line in &mut lines {
            *line = swapped(line, &example, &ours);
        }
    }
    lines.join("\n") + "\n"
}

/// Fields that need something this book has none of.
fn missing_blocks(book: &Book) -> Vec<&'static str> {
    let mut blocks = Vec::new();
    if book.rulers.scorecards.is_empty() {
        blocks.push("scores");
    }
    if book.rulers.value.is_none() {
        blocks.push("value");
        blocks.push("tier");
    }
    if book.competitors.is_empty() {
        blocks.push("competitors");
    }
    if industry(book).is_none_or(|(_, stage)| stage.is_none()) {
        blocks.push("needs_stage");
    }
    if method(book).is_none() {
        blocks.push("plan");
    }
    blocks
}

/// Takes out a top-level field and the lines that belong to it.
fn cut(lines: &mut Vec<String>, field: &str) {
    let head = format!("#{field}:");
    let mut is_inside = false;
    lines.retain(|line| {
        is_inside = match line.strip_prefix('#') {
            _ if line.starts_with(&head) => true,
            Some(rest) => is_inside && rest.starts_with(' '),
            None => false,
        };
        !is_inside
    });
}

/// What stands in the examples, and what this book has instead.
fn names(book: &Book, id: &Id) -> Vec<(String, String)> {
    let people: Vec<&Id> = book
        .people
        .iter()
        .filter(|(_, person)| !person.has_left)
        .map(|(id, _)| id)
        .collect();
    let first = people.first().map_or("lin", |id| id.as_str());
    let second = people.get(1).map_or(first, |id| id.as_str());
    let or_null = |id: Option<&Id>| id.map_or("null", Id::as_str).to_owned();
    let mut pairs: Vec<(String, String)> = Vec::new();
    let mut pair = |example: &str, ours: String| pairs.push((example.to_owned(), ours));
    for key in ["owner: ", "person: ", "scored_by: "] {
        pair(&format!("{key}lin"), format!("{key}{first}"));
    }
    for example in ["by: chen", "by: zhou", "accountable: zhou"] {
        let key = example.split(' ').next().unwrap_or_default();
        pair(example, format!("{key} {second}"));
    }
    pair("currency: CNY", format!("currency: {}", book.settings.currency));
    let industry = industry(book);
    if let Some((industry, stage)) = &industry {
        pair("industry: finance", format!("industry: {industry}"));
        pair("industries/finance", format!("industries/{industry}"));
        if let Some(stage) = stage {
            pair("stage: app-integration", format!("stage: {stage}"));
        }
    }
    pair(
        "organisation: north-bank-org",
        format!("organisation: {}", or_null(book.organisations.keys().next())),
    );
    let parent = book.accounts.keys().find(|other| *other != id);
    pair("parent: north-group", format!("parent: {}", or_null(parent)));
    let rivals: Vec<&Id> = book.competitors.keys().collect();
    pair(
        "competitor: rival-a",
        format!("competitor: {}", or_null(rivals.first().copied())),
    );
    if let Some(rival) = rivals.first() {
        pair("ref: rival-a", format!("ref: {rival}"));
    }
    let capabilities = match rivals.as_slice() {
        [] => "{us: 8}".to_owned(),
        [only] => format!("{{us: 8, {only}: 6}}"),
        [a, b, ..] => format!("{{us: 8, {a}: 6, {b}: cannot}}"),
    };
    pair("{us: 8, rival-a: 6, rival-b: cannot}", capabilities);
    pair("reports_to: president", "reports_to: null".to_owned());
    if let Some(card) = book.rulers.scorecards.values().next() {
        let criteria: Vec<&Id> = card
            .groups
            .iter()
            .flat_map(|group| &group.criteria)
            .map(|one| &one.id.value)
            .collect();
        pair("#  selection:", format!("#  {}:", card.id));
        if let Some(one) = criteria.first() {
            pair(
                "market-leader: {value: 8",
                format!("{one}: {{value: {}", card.max),
            );
        }
        match criteria.get(1) {
            Some(two) => pair("brand-value: null", format!("{two}: null")),
            None => pair(", brand-value: null", String::new()),
        }
    }
    if let Some(value) = &book.rulers.value {
        if let Some(level) = value.tiers.levels.first() {
            pair("tier: gold", format!("tier: {}", level.id.value));
        }
        let gates = value
            .gates
            .first()
            .map_or("{}".to_owned(), |gate| format!("{{{}: pass}}", gate.id.value));
        pair("{deposit: pass}", gates);
    }
    if let Some((playbook, step, point)) = method(book) {
        pair("playbook: six-step", format!("playbook: {playbook}"));
        pair("#    industry:", format!("#    {step}:"));
        pair("#        attractiveness:", format!("#        {point}:"));
    }
    pairs
}

/// An industry to name, one with stages if there is one, and its first stage.
fn industry(book: &Book) -> Option<(&Id, Option<&Id>)> {
    let all = || {
        book.industries
            .iter()
            .map(|(id, page)| (id, page.data.needs_stages.first().map(|stage| &stage.id.value)))
    };
    all().find(|(_, stage)| stage.is_some()).or_else(|| all().next())
}

/// A method with at least one point, its first step and point.
fn method(book: &Book) -> Option<(&Id, &Id, &Id)> {
    book.playbook.iter().find_map(|(id, page)| {
        let steps = &page.data.method.as_ref()?.steps;
        let (step, point) = steps.iter().find_map(|step| Some((step, step.points.first()?)))?;
        Some((id, &step.id.value, &point.id.value))
    })
}

/// A line with one word exchanged for another; the explanation behind it keeps its column where there is room.
fn swapped(line: &str, example: &str, ours: &str) -> String {
    let Some((before, after)) = line.split_once(example) else {
        return line.to_owned();
    };
    let follows = after.chars().next();
    if follows.is_some_and(|next| next.is_ascii_alphanumeric() || next == '-') {
        return line.to_owned();
    }
    let explanation = after.trim_start_matches(' ');
    let spaces = after.len() - explanation.len();
    if spaces < 2 {
        return format!("{before}{ours}{after}");
    }
    let room = (spaces + example.len()).saturating_sub(ours.len()).max(2);
    format!("{before}{ours}{:room$}{explanation}", "")
}

/// A line with its days and years as far from the book's day as the examples are from theirs.
fn moved(line: &str, as_of: Date) -> String {
    let (year, month, day) = EXAMPLE_DAY;
    let Ok(example_day) = Date::new(year, month, day) else {
        return line.to_owned();
    };
    let days = days_between(example_day, as_of);
    let years = i64::from(as_of.year()) - i64::from(year);
    let mut out = String::new();
    let mut rest = line;
    while let Some(start) = rest.find("202") {
        let (before, tail) = rest.split_at_checked(start).unwrap_or((rest, ""));
        out.push_str(before);
        let (taken, text) = match tail.get(..10).and_then(parse_date) {
            Some(date) => (10, date.checked_add(days.days()).unwrap_or(date).to_string()),
            None => match tail.get(..4).and_then(|word| word.parse::<i64>().ok()) {
                Some(year) => (4, (year + years).to_string()),
                None => (3, "202".to_owned()),
            },
        };
        out.push_str(&text);
        rest = tail.get(taken..).unwrap_or_default();
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::path::Path;
    use std::sync::Arc;

    use super::*;
    use crate::content::Memory;
    use crate::content::ReadOptions;
    use crate::content::read;
    use crate::content::snapshot::Snapshot;

    /// The files of a book of this repository.
    fn files(root: &str) -> BTreeMap<String, Vec<u8>> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(root);
        let taken = crate::content::snapshot::take(&root).unwrap();
        let opened = taken.opened();
        taken
            .files
            .iter()
            .map(|(path, facts)| {
                let mut bytes = Vec::new();
                opened.bytes(path, *facts, &mut bytes).unwrap();
                (path.to_string(), bytes)
            })
            .collect()
    }

    fn read_book(files: BTreeMap<String, Vec<u8>>) -> (Arc<Book>, Vec<String>) {
        let checked = read(
            &Snapshot::of(files),
            &ReadOptions::default(),
            &mut Memory::default(),
        );
        let errors = checked.findings.iter().filter(|finding| finding.is_error());
        let errors = errors
            .map(|finding| format!("{:?} {}", finding.place, finding.message.en))
            .collect();
        (checked.value.unwrap(), errors)
    }

    fn brought_in(text: &str) -> String {
        let is_field = |line: &str| line.starts_with('#') && !line.starts_with("##");
        text.lines()
            .map(|line| match line.strip_prefix('#') {
                Some(rest) if is_field(line) => format!("{rest}\n"),
                _ => format!("{line}\n"),
            })
            .collect()
    }

    #[test]
    fn every_example_of_the_names_stands_in_the_template() {
        let (book, _) = read_book(files("src/app/skeleton"));
        let text = account(Lang::En);
        for (example, _) in names(&book, &Id::new("new").unwrap()) {
            assert!(text.contains(&example), "`{example}` is not in the template");
        }
    }

    #[test]
    fn a_new_dossier_passes_the_check_with_every_line_brought_in() {
        for root in [
            "src/app/skeleton",
            "tests/golden/example-book",
            "tests/golden/no-models",
            ".",
        ] {
            let before = files(root);
            let (book, errors) = read_book(before.clone());
            assert_eq!(errors, Vec::<String>::new(), "{root}");
            for lang in Lang::ALL {
                let text = account_in(&book, &Id::new("new-one").unwrap(), lang);
                for dossier in [text.clone(), brought_in(&text)] {
                    let mut after = before.clone();
                    after.insert("content/accounts/new-one.md".to_owned(), dossier.into_bytes());
                    let (_, errors) = read_book(after);
                    assert_eq!(errors, Vec::<String>::new(), "{root} {lang:?}");
                }
            }
        }
    }

    #[test]
    fn days_move_with_the_book() {
        let day = parse_date("2026-07-10").unwrap();
        assert_eq!(
            moved("due: 2025-07-10, period: 2024H2, n: 12", day),
            "due: 2026-07-20, period: 2025H2, n: 12"
        );
    }
}
