//! `list`: the accounts of a book.

use serde_json::json;

use crate::cli::args::Format;
use crate::cli::args::List;
use crate::cli::console::Console;
use crate::cli::ending::Done;
use crate::cli::ending::Ending;
use crate::cli::findings;
use crate::cli::place::Place;
use crate::cli::table::Side;
use crate::cli::table::table;
use crate::diag::Lang;
use crate::diag::Words;
use crate::model::book::Book;

/// Heads of the table.
const HEADS: &[(&str, &str)] = &[
    ("编号", "id"),
    ("名称", "name"),
    ("行业", "industry"),
    ("状态", "status"),
    ("负责人", "owner"),
];

/// Prints one line an account, by id.
pub(crate) fn run(args: &List, place: &Place, console: &Console) -> Done {
    let project = place.project()?;
    let book = findings::sound_book(console, &project, &args.reading)?.value.book;
    console.data(&match args.format {
        Format::Human => human(&book, console.lang),
        Format::Json => json(&book),
    })?;
    Ok(Ending::Fine)
}

fn human(book: &Book, lang: Lang) -> String {
    let heads: Vec<(String, Side)> = HEADS
        .iter()
        .map(|(zh, en)| (Words::new(*zh, *en).get(lang).to_owned(), Side::Left))
        .collect();
    let rows: Vec<Vec<String>> = book
        .accounts
        .iter()
        .map(|(id, page)| {
            let account = &page.data;
            let industry = book.industries.get(&account.industry.value);
            let owner = book.people.get(&account.owner.value);
            vec![
                id.to_string(),
                account.name.get(lang).to_owned(),
                industry.map_or_else(
                    || account.industry.value.to_string(),
                    |page| page.data.name.get(lang).to_owned(),
                ),
                account.status.value.label(lang).to_owned(),
                owner.map_or_else(
                    || account.owner.value.to_string(),
                    |person| person.name.get(lang).to_owned(),
                ),
            ]
        })
        .collect();
    table(&heads, &rows)
}

fn json(book: &Book) -> String {
    let first = book.settings.first_language();
    let accounts: Vec<serde_json::Value> = book
        .accounts
        .iter()
        .map(|(id, page)| {
            let account = &page.data;
            let names = Lang::ALL
                .iter()
                .filter_map(|lang| Some((lang.key(), account.name.only(*lang, first)?)));
            let name: serde_json::Map<String, serde_json::Value> =
                names.map(|(key, name)| (key.to_owned(), json!(name))).collect();
            json!({
                "id": id.as_str(),
                "name": name,
                "industry": account.industry.value.as_str(),
                "status": account.status.value.word(),
                "owner": account.owner.value.as_str(),
                "file": &*page.file,
            })
        })
        .collect();
    format!("{:#}\n", json!({"accounts": accounts}))
}
