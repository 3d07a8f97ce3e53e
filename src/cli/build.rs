//! `build`: the site, whole.

use crate::app::Options;
use crate::app::compile;
use crate::cli::args::Build;
use crate::cli::clock::Clock;
use crate::cli::console::Console;
use crate::cli::ending::Done;
use crate::cli::ending::Ending;
use crate::cli::ending::Failure;
use crate::cli::findings;
use crate::cli::findings::Count;
use crate::cli::place::Place;
use crate::diag::Checked;
use crate::diag::Finding;
use crate::diag::Words;
use crate::publish;
use crate::publish::Placed;
use crate::publish::Report;
use crate::publish::Swap;
use crate::words;

/// Compiles and publishes; with errors the last site stays.
pub(crate) fn run(args: &Build, place: &Place, console: &Console) -> Done {
    let mut project = place.project()?;
    if let Some(output) = &args.output_dir {
        project.output = place.path(output);
    }
    let options = Options {
        base_url: args.base_url.clone(),
        leaves_texts: true,
        ..findings::options(&args.reading)
    };
    let mut clock = Clock::start(console, args.quiet);
    let Checked {
        value,
        findings: found,
    } = compile(&project, &options, &mut |stage| clock.compiled(stage))?;
    let count = Count::of(&found);
    let ending = count.ending(args.deny_warnings);
    let is_shown = |finding: &&Finding| finding.is_error() || !args.quiet;
    let shown: Vec<Finding> = found.iter().filter(is_shown).cloned().collect();
    clock.aside(|| findings::show(console, &project, &shown));
    let Some(mut compiled) = value.filter(|_| ending == Ending::Fine) else {
        let Words { zh, en } = count.words();
        let words = words!(
            "{zh}；没有生成网站，上一次的保持不变",
            "{en}; no site was made, the last one stays"
        );
        let ending = match ending {
            Ending::Fine => Ending::Errors,
            other => other,
        };
        return Err(Failure { ending, words });
    };
    if args.verbose || clock.is_shown() {
        clock.watch(&mut compiled.site);
    }
    let publishing = publish::Options {
        book: &project.root,
        force: args.force,
        swap: Swap::WhenPossible,
    };
    let report = publish::publish(&compiled.site, &project.output, &publishing)?;
    clock.ended(Words::new("渲染并发布", "render and publish"));
    clock.stop();
    if args.verbose {
        clock.say(console);
    }
    if !args.quiet {
        if report.placed == Placed::FileByFile {
            console.say(&Words::new(
                "此处无法一步替换整个文件夹，文件是逐个替换的",
                "the folder could not be exchanged in one step here: files were replaced one by one",
            ));
        }
        let pages = compiled
            .site
            .paths()
            .filter(|path| path.ends_with(".html"))
            .count();
        console.say(&summary(
            pages,
            count,
            &report,
            &place.shown(&project.output.join("index.html")),
        ));
    }
    // The process ends now; taking a large book apart piece by piece would cost a twentieth of the build.
    std::mem::forget(compiled);
    Ok(Ending::Fine)
}

fn summary(n_pages: usize, count: Count, report: &Report, index: &str) -> Words {
    let (n_written, n_removed, n_warnings) = (report.n_written, report.n_removed, count.n_warnings);
    let s = if n_warnings == 1 { "" } else { "s" };
    let mut words = words!(
        "{n_pages} 页（写入 {n_written} 个文件",
        "{n_pages} pages ({n_written} files written"
    );
    if n_removed > 0 {
        words = after(words, words!("，删除 {n_removed} 个", ", {n_removed} removed"));
    }
    words = after(words, Words::new("）", ")"));
    if n_warnings > 0 {
        words = after(words, words!("，警告 {n_warnings}", ", {n_warnings} warning{s}"));
    }
    after(words, words!("：{index}", ": {index}"))
}

fn after(before: Words, more: Words) -> Words {
    Words {
        zh: before.zh + &more.zh,
        en: before.en + &more.en,
    }
}
