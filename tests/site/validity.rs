//! The W3C's Nu validator finds nothing on any page of the shipped book, in either theme: no error, no warning, no rule left out.

use std::fs;
use std::io::BufRead;
use std::io::BufReader;
use std::io::Write;
use std::net::TcpListener;
use std::net::TcpStream;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;

use crate::book::Book;
use crate::book::THEMES;
use crate::markup::decoded;

/// The validator, which `tests/run` installs.
fn validator() -> PathBuf {
    let jar =
        Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("npm/node_modules/vnu-jar/build/dist/vnu.jar");
    assert!(
        jar.exists(),
        "no validator to test with, `tests/run` installs it: {}",
        jar.display()
    );
    jar
}

/// Serves a folder on this machine until the test ends: what the policy of a page allows is known only where it has an origin.
fn served(folder: PathBuf) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let (stream, folder) = (stream.unwrap(), folder.clone());
            std::thread::spawn(move || answer(&stream, &folder));
        }
    });
    address
}

/// Answers one request. The validator may hang up first, which is its right.
fn answer(mut stream: &TcpStream, folder: &Path) {
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    let first = lines.next().unwrap_or_default();
    let path = first
        .split(' ')
        .nth(1)
        .unwrap_or("/")
        .trim_start_matches('/')
        .to_owned();
    lines.take_while(|line| !line.is_empty()).for_each(drop);
    let body = fs::read(folder.join(decoded(&path))).unwrap_or_else(|error| panic!("{path}: {error}"));
    let head = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    stream
        .write_all(head.as_bytes())
        .and_then(|()| stream.write_all(&body))
        .ok();
}

fn encoded(path: &str) -> String {
    path.bytes()
        .map(|byte| match byte {
            b'/' | b'.' | b'-' | b'_' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => {
                char::from(byte).to_string()
            }
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

#[test]
fn the_validator_finds_nothing_on_any_page_of_the_shipped_book() {
    let jar = validator();
    let mut wrong = String::new();
    for theme in THEMES {
        let book = Book::shipped(theme);
        book.build();
        let pages = book.pages();
        assert!(pages.len() > 250, "only {} pages", pages.len());
        let site = served(book.output());
        let run = Command::new("java")
            // A checker that serves strangers must not look into its own network; this one may.
            .args([
                "-Xss4m",
                "-Dnu.validator.servlet.allow-forbidden-hosts=true",
                "-jar",
            ])
            .arg(&jar)
            .args(["--format", "gnu", "--stdout"])
            .args(pages.iter().map(|page| format!("{site}{}", encoded(page))))
            .output()
            .unwrap_or_else(|error| {
                panic!("no Java to run the validator with, `tests/run` installs it: {error}")
            });
        let said = String::from_utf8_lossy(&run.stdout).replace(&site, &format!("{theme} "));
        wrong.push_str(&said);
        let failed = String::from_utf8_lossy(&run.stderr);
        assert!(
            run.status.success() || !said.is_empty(),
            "the validator failed: {failed}"
        );
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn the_validator_is_asked_indeed() {
    let scratch = tempfile::tempdir().unwrap();
    let page = scratch.path().join("page.html");
    fs::write(&page, "<!doctype html><html lang=en><title>x</title><p><div></p>").unwrap();
    let run = Command::new("java")
        .arg("-jar")
        .arg(validator())
        .args(["--format", "gnu", "--stdout"])
        .arg(&page)
        .output()
        .unwrap_or_else(|error| {
            panic!("no Java to run the validator with, `tests/run` installs it: {error}")
        });
    assert!(!run.status.success());
    assert!(
        String::from_utf8_lossy(&run.stdout).contains("No “p” element in scope"),
        "{run:?}"
    );
}
