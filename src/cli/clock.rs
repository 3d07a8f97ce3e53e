//! How long the stages of a build take, and how far it has come: told after half a second on a terminal, and in full where
//! it is asked for.

use std::collections::BTreeMap;
use std::io::IsTerminal;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::time::Duration;
use std::time::Instant;

use indicatif::ProgressBar;
use indicatif::ProgressDrawTarget;
use indicatif::ProgressFinish;
use indicatif::ProgressStyle;

use crate::app::Stage;
use crate::cli::console::Console;
use crate::diag::Lang;
use crate::diag::Words;
use crate::render::Site;
use crate::words;

/// Nothing is shown of what takes less.
const PATIENCE: Duration = Duration::from_millis(500);

/// Files of a kind and the time they took, of all processors together.
type Kinds = BTreeMap<String, (usize, Duration)>;

/// The clock of one build.
pub(crate) struct Clock {
    last: Instant,
    stages: Vec<(Words, Duration)>,
    kinds: Arc<Mutex<Kinds>>,
    bar: ProgressBar,
    lang: Lang,
}

impl Clock {
    /// Starts. Nothing is drawn where `is_quiet`, or where stderr is no terminal.
    pub(crate) fn start(console: &Console, is_quiet: bool) -> Clock {
        let is_shown = !is_quiet && std::io::stderr().is_terminal();
        let bar = ProgressBar::with_draw_target(
            None,
            if is_shown {
                ProgressDrawTarget::stderr()
            } else {
                ProgressDrawTarget::hidden()
            },
        );
        // The first tick is the first drawing; whatever ends the build takes it away.
        bar.enable_steady_tick(PATIENCE);
        let bar = bar.with_finish(ProgressFinish::AndClear);
        let clock = Clock {
            last: Instant::now(),
            stages: Vec::new(),
            kinds: Arc::default(),
            bar,
            lang: console.lang,
        };
        clock.begin(&Words::new("列出并读取", "list and read"));
        clock
    }

    /// A stage of compiling has ended.
    pub(crate) fn compiled(&mut self, stage: Stage) {
        let (done, next) = match stage {
            Stage::Snapshot => (Words::new("列出文件", "list"), Words::new("读取", "read")),
            Stage::Read => (Words::new("读取", "read"), Words::new("计算", "assess")),
            Stage::Assess => (Words::new("计算", "assess"), Words::new("规划", "plan")),
            Stage::Plan => (Words::new("规划", "plan"), Words::new("发布", "publish")),
        };
        self.ended(done);
        self.begin(&next);
    }

    /// A stage has ended.
    pub(crate) fn ended(&mut self, stage: Words) {
        let now = Instant::now();
        self.stages.push((stage, now - self.last));
        self.last = now;
    }

    fn begin(&self, stage: &Words) {
        self.bar.set_message(stage.get(self.lang).to_owned());
    }

    /// Counts and times the files of a site while they are made.
    pub(crate) fn watch(&self, site: &mut Site) {
        self.bar.set_length(site.len() as u64);
        if let Ok(style) = ProgressStyle::with_template("{msg} {human_pos}/{human_len} {wide_bar}") {
            self.bar.set_style(style);
        }
        let (kinds, bar) = (Arc::clone(&self.kinds), self.bar.clone());
        site.listen(Arc::new(move |path, took| {
            let mut kinds = kinds.lock().unwrap_or_else(PoisonError::into_inner);
            let (n, time) = kinds.entry(kind(path)).or_default();
            *n += 1;
            *time += took;
            drop(kinds);
            bar.inc(1);
        }));
    }

    /// True if progress is drawn.
    pub(crate) fn is_shown(&self) -> bool {
        !self.bar.is_hidden()
    }

    /// Prints something where the progress stands.
    pub(crate) fn aside(&self, print: impl FnOnce()) {
        self.bar.suspend(print);
    }

    /// Takes what is drawn away.
    pub(crate) fn stop(&self) {
        self.bar.finish_and_clear();
    }

    /// Says how long each stage took, and each kind of file.
    pub(crate) fn say(&self, console: &Console) {
        for (Words { zh, en }, time) in &self.stages {
            let ms = ms(*time);
            console.say(&words!("{ms:9.1} ms  {zh}", "{ms:9.1} ms  {en}"));
        }
        let kinds = self.kinds.lock().unwrap_or_else(PoisonError::into_inner);
        if kinds.is_empty() {
            return;
        }
        console.say(&Words::new(
            "各类文件（所有处理器合计）：",
            "kinds of files (of all processors together):",
        ));
        for (kind, (n, time)) in kinds.iter() {
            let (all, each) = (ms(*time), ms(*time) / *n as f64);
            console.say(&words!(
                "{all:9.1} ms  {kind}（{n} × {each:.3} ms）",
                "{all:9.1} ms  {kind} ({n} × {each:.3} ms)"
            ));
        }
    }
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// `accounts/*/why/index.html`: the path, with `*` for what is different from page to page; the language is left out.
fn kind(path: &str) -> String {
    let inner = path
        .strip_prefix("en/")
        .or_else(|| path.strip_prefix("zh/"))
        .unwrap_or(path);
    let parts: Vec<&str> = inner.split('/').collect();
    let shown = parts
        .iter()
        .enumerate()
        .map(|(idx, part)| match (idx, parts.len() - idx) {
            (0, _) => *part,
            (_, 1) if part.ends_with(".js") => "*.js",
            (_, 1) => *part,
            (1, _) => "*",
            (_, 2) if *part == "why" || *part == "brief" => *part,
            _ => "*",
        });
    shown.collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_a_kind_are_counted_together() {
        for (path, expected) in [
            ("index.html", "index.html"),
            ("en/index.html", "index.html"),
            ("accounts/index.html", "accounts/index.html"),
            ("accounts/a/index.html", "accounts/*/index.html"),
            ("zh/accounts/b/why/index.html", "accounts/*/why/index.html"),
            ("tags/region/华东/index.html", "tags/*/*/index.html"),
            ("search/p-12.js", "search/*.js"),
        ] {
            assert_eq!(kind(path), expected, "{path}");
        }
    }
}
