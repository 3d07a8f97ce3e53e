//! `build`: the site, whole.

use std::collections::BTreeMap;
use std::time::SystemTime;

use crate::app::Inputs;
use crate::app::Options;
use crate::app::Project;
use crate::app::SETTLED;
use crate::app::Texts;
use crate::app::compile;
use crate::app::compile_inputs;
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
use crate::diag::kept;
use crate::publish;
use crate::publish::Placed;
use crate::publish::SPARE_FROM;
use crate::publish::Stamp;
use crate::publish::Swap;
use crate::publish::stamp;
use crate::words;

/// Compiles and publishes; with errors the last site stays. Where nothing changed since the last build nothing is done, and
/// the same is said again.
pub(crate) fn run(args: &Build, place: &Place, console: &Console) -> Done {
    let mut project = place.project()?;
    if let Some(output) = &args.output_dir {
        project.output = place.path(output);
    }
    let options = Options {
        base_url: args.base_url.clone(),
        texts: Texts::Left,
        settled_before: SystemTime::now().checked_sub(SETTLED),
        ..findings::options(&args.reading)
    };
    let mut desk = Desk {
        args,
        place,
        console,
        clock: Clock::start(console, args.quiet),
        project,
    };
    let mut inputs = program().and_then(|program| Inputs::look(&desk.project, &options, &program));
    let (output, root) = (&desk.project.output, &desk.project.root);
    let told = inputs.as_mut().and_then(|inputs| {
        // Where there is nothing to compare with, the files are read once, by the compiler.
        if args.force || !stamp::is_there(output, root) {
            return None;
        }
        let looks = inputs.looks().to_owned();
        let told = stamp::told(output, root, &looks, || {
            inputs.read(&BTreeMap::new());
            inputs.key().map(str::to_owned)
        })?;
        Told::read(&told, args.quiet && !args.deny_warnings)
    });
    desk.clock.ended(Words::new("比对输入", "compare inputs"));
    match told {
        Some(told) => desk.again(&told),
        None => desk.anew(&options, inputs),
    }
}

/// This very program: its version, and size and time of its file. A newer one makes another site.
pub(crate) fn program() -> Option<String> {
    let data = std::env::current_exe().and_then(std::fs::metadata).ok()?;
    let (version, size, time) = (env!("CARGO_PKG_VERSION"), data.len(), data.modified().ok()?);
    Some(format!("{version} {size} {time:?}"))
}

/// What a build told, and has to tell again.
struct Told {
    n_pages: usize,
    findings: Vec<Finding>,
}

impl Told {
    /// In one line.
    fn write(&self) -> String {
        format!("{} {}", self.n_pages, kept::write(&self.findings))
    }

    /// What [`Told::write`] wrote; without the findings, where nobody would hear them.
    fn read(line: &str, is_quiet: bool) -> Option<Told> {
        let (n_pages, findings) = line.split_once(' ')?;
        Some(Told {
            n_pages: n_pages.parse().ok()?,
            findings: if is_quiet {
                Vec::new()
            } else {
                kept::read(findings)?
            },
        })
    }
}

/// One build.
struct Desk<'a> {
    args: &'a Build,
    place: &'a Place,
    console: &'a Console,
    clock: Clock,
    project: Project,
}

impl Desk<'_> {
    /// Nothing changed.
    fn again(mut self, told: &Told) -> Done {
        let (count, ending) = self.show(&told.findings);
        if ending != Ending::Fine {
            return Err(no_site(count, ending));
        }
        self.clock.ended(Words::new("比对输出", "compare the output"));
        self.clock.stop();
        if self.args.verbose {
            self.clock.say(self.console);
            self.console.say(&Words::new(
                "与上次构建相比没有变化",
                "nothing has changed since the last build",
            ));
        }
        self.sum_up(told.n_pages, count, (0, 0));
        Ok(Ending::Fine)
    }

    /// Everything is compiled, and what changed is written.
    fn anew(mut self, options: &Options, mut inputs: Option<Inputs>) -> Done {
        let clock = &mut self.clock;
        let mut ended = |stage| clock.compiled(stage);
        let Checked { value, findings } = match &mut inputs {
            Some(inputs) => compile_inputs(&self.project, options, inputs, &mut ended)?,
            None => compile(&self.project, options, &mut ended)?,
        };
        let (count, ending) = self.show(&findings);
        let Some(mut compiled) = value.filter(|_| ending == Ending::Fine) else {
            return Err(no_site(count, ending));
        };
        if self.args.verbose || self.clock.is_shown() {
            self.clock.watch(&mut compiled.site);
        }
        let pages = compiled.site.paths().filter(|path| path.ends_with(".html"));
        let told = Told {
            n_pages: pages.count(),
            findings,
        };
        let line = told.write();
        let key = inputs.as_ref().and_then(Inputs::key);
        let is_current = || key.is_some() && inputs.as_ref().is_some_and(Inputs::are_current);
        let publishing = publish::Options {
            book: &self.project.root,
            force: self.args.force,
            swap: Swap::WhenPossible,
            spare_from: SPARE_FROM,
            stamp: Some(Stamp {
                key: key.unwrap_or_default(),
                looks: inputs.as_ref().and_then(Inputs::sure_looks),
                told: &line,
                is_current: &is_current,
            }),
        };
        let report = publish::publish(&compiled.site, &self.project.output, &publishing)?;
        self.clock.ended(Words::new("渲染并发布", "render and publish"));
        self.clock.stop();
        if self.args.verbose {
            self.clock.say(self.console);
            let (n_made, n) = (report.n_made, report.n_unchanged + report.n_written);
            if n_made < n {
                self.console.say(&words!(
                    "生成了 {n} 个文件中的 {n_made} 个，其余的来源没有变化",
                    "{n_made} of {n} files were made; what the others are made from has not changed"
                ));
            }
        }
        if report.placed == Placed::FileByFile && !self.args.quiet {
            self.console.say(&Words::new(
                "此处无法一步替换整个文件夹，文件是逐个替换的",
                "the folder could not be exchanged in one step here: files were replaced one by one",
            ));
        }
        self.sum_up(told.n_pages, count, (report.n_written, report.n_removed));
        // The process ends now; taking a large book apart piece by piece would cost a twentieth of the build.
        std::mem::forget(compiled);
        Ok(Ending::Fine)
    }

    /// Shows what was found; how many it is, and how that ends.
    fn show(&self, found: &[Finding]) -> (Count, Ending) {
        let count = Count::of(found);
        let is_shown = |finding: &&Finding| finding.is_error() || !self.args.quiet;
        let shown: Vec<Finding> = found.iter().filter(is_shown).cloned().collect();
        self.clock
            .aside(|| findings::show(self.console, &self.project, &shown));
        (count, count.ending(self.args.deny_warnings))
    }

    /// Says what was made, unless nothing is to be said: files written and removed.
    fn sum_up(&self, n_pages: usize, count: Count, files: (usize, usize)) {
        if !self.args.quiet {
            let index = self.place.shown(&self.project.output.join("index.html"));
            self.console.say(&summary(n_pages, count, files, &index));
        }
    }
}

/// A site is not made of a book with errors.
fn no_site(count: Count, ending: Ending) -> Failure {
    let Words { zh, en } = count.words();
    let words = words!(
        "{zh}；没有生成网站，上一次的保持不变",
        "{en}; no site was made, the last one stays"
    );
    let ending = match ending {
        Ending::Fine => Ending::Errors,
        other => other,
    };
    Failure { ending, words }
}

fn summary(n_pages: usize, count: Count, (n_written, n_removed): (usize, usize), index: &str) -> Words {
    let n_warnings = count.n_warnings;
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
