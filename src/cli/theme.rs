//! `theme`: which themes there are, whether they render, and copies of their files to change.

use crate::app::themes;
use crate::app::themes::EjectError;
use crate::cli::args::Theme;
use crate::cli::args::ThemeWhat;
use crate::cli::console::Console;
use crate::cli::context;
use crate::cli::ending::Done;
use crate::cli::ending::Ending;
use crate::cli::ending::Failure;
use crate::cli::findings;
use crate::cli::place::Place;
use crate::render::theme;
use crate::words;

/// Lists, checks or ejects.
pub(crate) fn run(args: &Theme, place: &Place, console: &Console) -> Done {
    match &args.what {
        ThemeWhat::Context(context) => context::run(context, console),
        ThemeWhat::List(reading) => {
            let project = place.project()?;
            let book = findings::sound_book(console, &project, reading)?.value.book;
            let names = theme::names(&project.root);
            let lines = names.iter().map(|name| {
                let mark = if *name == book.settings.theme { "*" } else { " " };
                format!("{mark} {name}\n")
            });
            console.data(&lines.collect::<String>())?;
            Ok(Ending::Fine)
        }
        ThemeWhat::Check(reading) => {
            let project = place.project()?;
            let sound = findings::sound_book(console, &project, reading)?;
            let checked = themes::check(&project, &sound.value, &sound.findings);
            let mut ending = Ending::Fine;
            for theme in checked {
                let (name, n_pages) = (&theme.name, theme.n_pages);
                if theme.wrong.is_empty() {
                    console.data(&format!("{name}: {n_pages} ok\n"))?;
                    continue;
                }
                ending = Ending::Errors;
                for wrong in &theme.wrong {
                    console.complain(&words!("主题 `{name}`：{wrong}", "theme `{name}`: {wrong}"));
                }
            }
            Ok(ending)
        }
        ThemeWhat::Eject(eject) => {
            let project = place.project()?;
            let book = findings::sound_book(console, &project, &eject.reading)?
                .value
                .book;
            let file = &eject.file;
            let path = themes::eject(&project, &book.settings.theme, file).map_err(|error| match error {
                EjectError::Unknown(known) => {
                    let near = crate::cli::account::nearest(known.iter().map(String::as_str), file)
                        .unwrap_or_default();
                    Failure::usage(words!(
                        "主题里没有 `{file}`：是不是 `{near}`？",
                        "the theme has no `{file}`: did you mean `{near}`?"
                    ))
                }
                EjectError::Taken(path) => {
                    let path = place.shown(&path);
                    Failure::usage(words!("`{path}` 已经存在", "`{path}` exists already"))
                }
                EjectError::Theme(error) => Failure::usage(words!("{error}", "{error}")),
                EjectError::Disk(path, error) => {
                    let path = place.shown(&path);
                    Failure::environment(words!("`{path}`：{error}", "`{path}`: {error}"))
                }
            })?;
            let path = place.shown(&path);
            console.say(&words!(
                "已复制到 `{path}`：改它即可，原文件日后变了，生成网站时会提醒",
                "copied to `{path}`: change it as you like; a build says when the original moves on"
            ));
            Ok(Ending::Fine)
        }
    }
}
