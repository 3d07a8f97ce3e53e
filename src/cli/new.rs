//! `new`: a dossier with every field explained.

use std::fs;
use std::io;
use std::io::Write;

use crate::app::Project;
use crate::cli::args::New;
use crate::cli::args::NewWhat;
use crate::cli::console::Console;
use crate::cli::ending::Done;
use crate::cli::ending::Ending;
use crate::cli::ending::Failure;
use crate::cli::place::Place;
use crate::content;
use crate::content::Memory;
use crate::content::ReadOptions;
use crate::content::snapshot;
use crate::content::template;
use crate::history;
use crate::model::id::Id;
use crate::words;

/// Writes the dossier; one that exists is never overwritten.
pub(crate) fn run(args: &New, place: &Place, console: &Console) -> Done {
    let project = place.project()?;
    let NewWhat::Account(account) = &args.what;
    let folder = project.root.join("content/accounts");
    let path = folder.join(format!("{}.md", account.id));
    let shown = place.shown(&path);
    let taken = |shown: &str| Failure::usage(words!("`{shown}` 已经存在", "`{shown}` exists already"));
    let other = folder.join(account.id.as_str()).join("index.md");
    if other.exists() {
        return Err(taken(&place.shown(&other)));
    }
    let text = text(&project, &account.id, console);
    let written = fs::create_dir_all(&folder)
        .and_then(|()| fs::File::create_new(&path))
        .and_then(|mut file| file.write_all(text.as_bytes()));
    written.map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => taken(&shown),
        _ => Failure::environment(words!("`{shown}`：{error}", "`{shown}`: {error}")),
    })?;
    console.say(&words!(
        "已新建 `{shown}`：填好必填项后运行 `keybook check`",
        "made `{shown}`: fill in what is required, then run `keybook check`"
    ));
    Ok(Ending::Fine)
}

/// The dossier with the names of this book; a book that cannot be read gets the examples as they are.
fn text(project: &Project, id: &Id, console: &Console) -> String {
    let options = ReadOptions {
        fallback_as_of: history::head(&project.root).map(|head| head.date),
        ..ReadOptions::default()
    };
    let book = snapshot::take(&project.root)
        .ok()
        .and_then(|snapshot| content::read(&snapshot, &options, &mut Memory::default()).value);
    match book {
        Some(book) => template::account_in(&book, id, console.lang),
        None => template::account(console.lang),
    }
}
