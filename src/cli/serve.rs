//! `serve`: the site while the book is being edited.

use std::io;
use std::net::TcpListener;
use std::process::Command;
use std::process::Stdio;
use std::time::Duration;
use std::time::SystemTime;

use crate::app::AppError;
use crate::app::Options;
use crate::app::compile;
use crate::app::serve::Hosts;
use crate::app::serve::Outcome;
use crate::app::serve::Preview;
use crate::app::serve::run as run_preview;
use crate::cli::args::Serve;
use crate::cli::console::Console;
use crate::cli::ending::Done;
use crate::cli::ending::Ending;
use crate::cli::ending::Failure;
use crate::cli::findings;
use crate::cli::findings::Count;
use crate::cli::place::Place;
use crate::content::Memory;
use crate::words;

/// The port without `--port`, and how many after it are tried.
const PORT: u16 = 1212;
const N_PORTS: u16 = 100;

/// How old a change must be for the file not to be read again: the clocks of some file systems tick in two seconds.
const SETTLED: Duration = Duration::from_secs(4);

/// Serves until interrupted.
pub(crate) fn run(args: &Serve, place: &Place, console: &Console) -> Done {
    let project = place.project()?;
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
    let reading = findings::options(&args.reading);
    let mut memory = Memory::default();
    let (root, output) = (project.root.clone(), project.output.clone());
    let making = project.clone();
    let make = move || {
        let options = Options {
            settled_before: SystemTime::now().checked_sub(SETTLED),
            ..reading.clone()
        };
        match compile(&making, &options, &mut memory, &mut |_| {}) {
            Ok(checked) => Outcome {
                site: checked.value.map(|compiled| compiled.site),
                findings: checked.findings,
                failure: None,
            },
            Err(error) => Outcome {
                failure: Some(AppError::words(&error)),
                ..Outcome::default()
            },
        }
    };
    let talker = *console;
    let mut is_open = !args.open;
    let address = url.clone();
    let tell = move |outcome: &Outcome| {
        report(&talker, &project, outcome);
        if !is_open {
            is_open = true;
            open(&talker, &address);
        }
    };
    run_preview(Preview {
        listener,
        hosts: Hosts::new(&args.interface),
        root,
        output,
        lang: console.lang,
        make: Box::new(make),
        tell: Box::new(tell),
    })
    .map_err(machine)?;
    Ok(Ending::Fine)
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

fn report(console: &Console, project: &crate::app::Project, outcome: &Outcome) {
    findings::show(console, project, &outcome.findings);
    if let Some(failure) = &outcome.failure {
        console.complain(failure);
    }
    let count = Count::of(&outcome.findings).words();
    let (zh, en) = (count.zh, count.en);
    console.say(&match &outcome.site {
        Some(site) => {
            let n = site.files.len();
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
