//! `serve`: the site while the book is being edited.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::net::TcpListener;
use std::process::Command;
use std::process::Stdio;
use std::sync::Arc;
use std::time::SystemTime;

use crate::app::AppError;
use crate::app::Changes;
use crate::app::Inputs;
use crate::app::Options;
use crate::app::Project;
use crate::app::SETTLED;
use crate::app::Session;
use crate::app::Texts;
use crate::app::project::MARK;
use crate::app::serve::Hosts;
use crate::app::serve::Maker;
use crate::app::serve::Outcome;
use crate::app::serve::Preview;
use crate::app::serve::PutOff;
use crate::app::serve::Told;
use crate::app::serve::run as run_preview;
use crate::cli::args::Serve;
use crate::cli::build::program;
use crate::cli::console::Console;
use crate::cli::ending::Done;
use crate::cli::ending::Ending;
use crate::cli::ending::Failure;
use crate::cli::findings;
use crate::cli::findings::Count;
use crate::cli::place::Place;
use crate::diag::Finding;
use crate::publish::stamp;
use crate::render::Site;
use crate::render::theme::PAPER;
use crate::render::theme::Theme;
use crate::words;

/// The port without `--port`, and how many after it are tried.
const PORT: u16 = 1212;
const N_PORTS: u16 = 100;

/// Texts of a book of more files than this are taken into memory after its first page, not before: they are nearly half of the
/// memory that has to be got for it.
const LARGE: usize = 2_000;

/// Serves until interrupted.
pub(crate) fn run(args: &Serve, place: &Place, console: &Console) -> Done {
    let project = place.project()?;
    if may_be_plain(&project) {
        // One processor waits while the other asks to be told of changes. Without the thread it is made when it is wanted.
        drop(std::thread::Builder::new().spawn(Theme::make_ready));
    }
    let listener = bind(&args.interface, args.port).map_err(|error| {
        let interface = &args.interface;
        let port = args.port.unwrap_or(PORT);
        Failure::environment(words!(
            "无法监听 {interface} 的端口 {port}：{error}",
            "cannot listen on {interface}, port {port}: {error}"
        ))
    })?;
    let machine = |error: io::Error| Failure::environment(words!("预览服务：{error}", "preview: {error}"));
    let port = listener.local_addr().map_err(machine)?.port();
    let url = url(&args.interface, port);
    console.say(&words!(
        "网站在 {url}（Ctrl-C 结束）",
        "the site is at {url} (Ctrl-C to stop)"
    ));
    run_preview(Preview {
        listener,
        hosts: Hosts::new(&args.interface),
        root: project.root.clone(),
        output: project.output.clone(),
        lang: console.lang,
        is_polling: args.poll,
        is_following: args.follow,
        maker: Box::new(Desk {
            session: Session::new(project),
            reading: Options {
                texts: Texts::LeftAtFirst(LARGE),
                ..findings::options(&args.reading)
            },
            console: *console,
            to_open: args.open.then_some(url),
            said: Vec::new(),
            are_texts_held: false,
        }),
    })
    .map_err(machine)?;
    Ok(Ending::Fine)
}

/// True if the book seems to use the default theme; a wrong guess costs a moment, and nothing else.
fn may_be_plain(project: &Project) -> bool {
    let settings = fs::read_to_string(project.root.join(MARK)).unwrap_or_default();
    let mut themes = settings.lines().filter_map(|line| line.strip_prefix("theme:"));
    themes.all(|name| name.trim() == PAPER)
}

/// What makes the site and talks of it.
struct Desk {
    session: Session,
    reading: Options,
    console: Console,
    /// Opened in a browser once the first site is made.
    to_open: Option<String>,
    /// What was found last, and said.
    said: Vec<Finding>,
    /// True once the texts of a large book are on their way into memory.
    are_texts_held: bool,
}

impl Maker for Desk {
    fn look_ahead(&mut self) {
        let project = self.session.project();
        // What was built is shown first, and has to be looked at in another way.
        if !stamp::is_there(&project.output, &project.root) {
            self.session.look_ahead();
        }
    }

    fn make(&mut self, changes: &Changes) -> Outcome {
        let options = Options {
            settled_before: SystemTime::now().checked_sub(SETTLED),
            ..self.reading.clone()
        };
        let is_new = self.session.is_new();
        let session = &mut self.session;
        let mut compile = || session.compile(&options, changes, &mut |_| {});
        // A whole book is read by the threads that share the work: one more that wakes them and waits takes turns with them on a
        // processor while another rests. After a save the work is too small for that, and may not queue behind any other.
        let compiled = match is_new {
            true => rayon::scope(|_| compile()),
            false => compile(),
        };
        match compiled {
            Ok(checked) => {
                let edited = checked
                    .value
                    .as_ref()
                    .and_then(|compiled| compiled.page_of(self.session.project(), changes));
                let unheld = checked.value.as_ref().filter(|_| !self.are_texts_held);
                let book = unheld.map(|compiled| Arc::clone(&compiled.book));
                self.are_texts_held |= book.is_some();
                Outcome {
                    site: checked.value.map(|compiled| compiled.site),
                    findings: checked.findings,
                    failure: None,
                    edited,
                    put_off: book.map(|book| -> PutOff { Box::new(move || book.hold_texts()) }),
                }
            }
            Err(error) => Outcome {
                failure: Some(AppError::words(&error)),
                ..Outcome::default()
            },
        }
    }

    fn built(&mut self) -> Option<Site> {
        let project = self.session.project();
        if !stamp::is_there(&project.output, &project.root) {
            return None;
        }
        let mut inputs = Inputs::look(project, &self.reading, &program()?)?;
        let looks = inputs.looks().to_owned();
        let key = || {
            inputs.read(&BTreeMap::new());
            inputs.key().map(str::to_owned)
        };
        stamp::site(&project.output, &project.root, &looks, key).filter(|_| inputs.are_current())
    }

    fn has_moved(&mut self) -> bool {
        self.session.has_moved()
    }

    fn tell(&mut self, told: Told<'_>) {
        match told {
            Told::Made(outcome) => {
                report(&self.console, self.session.project(), outcome, &self.said);
                self.said.clone_from(&outcome.findings);
                if let Some(url) = self.to_open.take() {
                    open(&self.console, &url);
                }
            }
            Told::NoEvents(why) => self.console.complain(&words!(
                "系统不再报告文件的变动（{why}），改为反复查看文件夹；Linux 上可以调高 `fs.inotify.max_user_watches`",
                "the system tells of no more changes ({why}), so the folders are looked through again and again; on Linux a higher `fs.inotify.max_user_watches` helps"
            )),
        }
    }
}

/// Binds the port named, or the first free one from the default on.
fn bind(interface: &str, port: Option<u16>) -> io::Result<TcpListener> {
    let interface = interface.trim_start_matches('[').trim_end_matches(']');
    match port {
        Some(port) => TcpListener::bind((interface, port)),
        None => {
            let mut tried = (PORT..PORT + N_PORTS).map(|port| TcpListener::bind((interface, port)));
            let is_settled = |bound: &io::Result<TcpListener>| !matches!(bound, Err(error) if error.kind() == io::ErrorKind::AddrInUse);
            tried
                .find(is_settled)
                .unwrap_or_else(|| Err(io::ErrorKind::AddrInUse.into()))
        }
    }
}

fn url(interface: &str, port: u16) -> String {
    let host = match interface.trim_start_matches('[').trim_end_matches(']') {
        "0.0.0.0" => "127.0.0.1".to_owned(),
        "::" => "[::1]".to_owned(),
        address if address.contains(':') => format!("[{address}]"),
        name => name.to_owned(),
    };
    format!("http://{host}:{port}/")
}

/// Says what is new among the findings, and how many there are.
fn report(console: &Console, project: &Project, outcome: &Outcome, said: &[Finding]) {
    let mut by_file: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for finding in said {
        by_file.entry(&finding.place.file).or_default().push(finding);
    }
    let is_new = |finding: &&Finding| {
        let of_file = by_file.get(&*finding.place.file);
        !of_file.is_some_and(|said| said.contains(finding))
    };
    let news: Vec<Finding> = outcome.findings.iter().filter(is_new).cloned().collect();
    findings::show(console, project, &news);
    if let Some(failure) = &outcome.failure {
        console.complain(failure);
    }
    let count = Count::of(&outcome.findings).words();
    let (zh, en) = (count.zh, count.en);
    console.say(&match &outcome.site {
        Some(site) => {
            let n = site.len();
            words!("已更新：{n} 个文件，{zh}", "made: {n} files, {en}")
        }
        None => words!(
            "未更新，仍显示上一次的网站：{zh}",
            "not made, the last good site stays: {en}"
        ),
    });
}

/// Asks the system to open a browser; without one the address on stderr is enough.
fn open(console: &Console, url: &str) {
    let program = match std::env::consts::OS {
        "macos" => "open",
        "windows" => "explorer",
        _ => "xdg-open",
    };
    let quiet = Command::new(program)
        .arg(url)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    if let Err(error) = quiet {
        console.say(&words!(
            "无法打开浏览器（{program}：{error}）",
            "cannot open a browser ({program}: {error})"
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_named_port_that_is_taken_is_an_error_and_the_default_moves_on() {
        let taken = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = taken.local_addr().unwrap().port();
        assert_eq!(
            bind("127.0.0.1", Some(port)).unwrap_err().kind(),
            io::ErrorKind::AddrInUse
        );
        let first = bind("127.0.0.1", None).unwrap();
        let second = bind("127.0.0.1", None).unwrap();
        assert!(second.local_addr().unwrap().port() > first.local_addr().unwrap().port());
    }

    #[test]
    fn the_address_shown_can_be_opened() {
        for (interface, expected) in [
            ("127.0.0.1", "http://127.0.0.1:1212/"),
            ("0.0.0.0", "http://127.0.0.1:1212/"),
            ("::1", "http://[::1]:1212/"),
            ("[::]", "http://[::1]:1212/"),
        ] {
            assert_eq!(url(interface, 1212), expected);
        }
    }
}
